//! Arithmetic on calendar days. `None` where the result is out of range.

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};

/// The day `days` after `day`; before it if negative.
pub(super) fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(TimeDelta::try_days(days)?)
}

/// The day `months` after `day`, before it if negative. A day that the month does not have becomes its last day.
pub(super) fn shift_months(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }
}

/// The Monday of the week of `day`.
pub(super) fn monday_of_week(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}
