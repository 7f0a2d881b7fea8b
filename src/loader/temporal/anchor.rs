//! The publication date as something to reckon from. It may be a day, or only a month, a year or an interval; then
//! less can be said. Never says more than all of it supports.

use crate::model::Edtf;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// When the text was published: the first and the last day that it may have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    first: NaiveDate,
    last: NaiveDate,
}

/// Days that an approximate or uncertain day may be off.
const UNCERTAIN_DAY_SLACK: u64 = 3;

/// Within so many days a day without a year is that of the nearer year, whatever the verb.
const NEARBY_DAYS: i64 = 90;

impl Anchor {
    /// The window of a publication date. A day with `~` or `?` may be a few days off.
    pub fn new(published: &Edtf) -> Self {
        let (first, last) = (published.earliest(), published.latest());
        if first == last && !published.is_exact() {
            let slack = Days::new(UNCERTAIN_DAY_SLACK);
            return Self {
                first: first.checked_sub_days(slack).unwrap_or(first),
                last: last.checked_add_days(slack).unwrap_or(last),
            };
        }
        Self { first, last }
    }

    /// The day, where it is one.
    pub(super) fn exact_day(&self) -> Option<NaiveDate> {
        (self.first == self.last).then_some(self.first)
    }

    /// The first day of the month, where it lies in one.
    pub(super) fn exact_month(&self) -> Option<NaiveDate> {
        let start = |day: NaiveDate| day.with_day(1);
        (start(self.first) == start(self.last)).then(|| start(self.first)).flatten()
    }

    /// The year, where it lies in one.
    pub(super) fn exact_year(&self) -> Option<i32> {
        (self.first.year() == self.last.year()).then(|| self.first.year())
    }

    /// So many days later; earlier where negative.
    pub(super) fn offset_days(&self, days: i64) -> Option<NaiveDate> {
        self.exact_day()?.checked_add_signed(chrono::TimeDelta::try_days(days)?)
    }

    /// The Monday of the week so many weeks later; earlier where negative.
    pub(super) fn monday_of_week(&self, weeks: i64) -> Option<NaiveDate> {
        let day = self.exact_day()?.checked_add_signed(chrono::TimeDelta::try_weeks(weeks)?)?;
        day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
    }

    /// The weekday nearest to publication: the latest up to and including that day, or the first after it.
    pub(super) fn nearest_weekday(&self, weekday: Weekday, future: bool) -> Option<NaiveDate> {
        let day = self.exact_day()?;
        let back = i64::from(day.weekday().days_since(weekday));
        let step = if future { (7 - back) % 7 } else { -back };
        day.checked_add_signed(chrono::TimeDelta::try_days(step)?)
    }

    /// The year of a month that is named without one: the latest such month up to publication, or the first from
    /// then on. `strictly` leaves the month of publication itself out ("last May" in May).
    pub(super) fn year_of_month(&self, month: u32, future: bool, strictly: bool) -> Option<i32> {
        let year = self.exact_year()?;
        // Every day of the window has to agree.
        let (first, last) = (self.first.month(), self.last.month());
        let past = |now: u32| if month < now || (month == now && !strictly) { year } else { year - 1 };
        let ahead = |now: u32| if month > now || (month == now && !strictly) { year } else { year + 1 };
        let of = |now: u32| if future { ahead(now) } else { past(now) };
        (of(first) == of(last)).then(|| of(first))
    }

    /// The year of a day that is named without one.
    pub(super) fn year_of_day(&self, month: u32, day: u32, future: bool) -> Option<i32> {
        let of = |now: NaiveDate| {
            let (today, wanted) = ((now.month(), now.day()), (month, day));
            match future {
                false if wanted <= today => now.year(),
                false => now.year() - 1,
                true if wanted >= today => now.year(),
                true => now.year() + 1,
            }
        };
        (of(self.first) == of(self.last)).then(|| of(self.first))
    }

    /// The last day that it may have been.
    pub(super) fn last_day(&self) -> NaiveDate {
        self.last
    }

    /// Whether a day named without its year lies so soon after publication that nobody means that of the year
    /// before.
    pub(super) fn is_soon_after(&self, month: u32, day: u32) -> bool {
        Self::days_until_next(self.last, month, day).is_some_and(|days| days <= NEARBY_DAYS)
    }

    /// Whether a day named without its year lies so little before publication that nobody means that of the year
    /// after.
    pub(super) fn is_just_before(&self, month: u32, day: u32) -> bool {
        Self::days_until_next(self.first, month, day).is_some_and(|days| days >= 365 - NEARBY_DAYS)
    }

    fn days_until_next(from: NaiveDate, month: u32, day: u32) -> Option<i64> {
        let of = |year| NaiveDate::from_ymd_opt(year, month, day);
        let coming = of(from.year()).filter(|day| *day > from).or_else(|| of(from.year() + 1))?;
        Some((coming - from).num_days())
    }

    /// Whether a month named without its year is the one so many months after that of publication.
    pub(super) fn is_month_after(&self, months: u32, month: u32) -> bool {
        (self.last.month0() + months) % 12 == month - 1
    }

    /// Whether the month was over 120 days or more before publication.
    pub(super) fn is_long_over(&self, year: i32, month: u32) -> Option<bool> {
        const LONG_OVER_DAYS: i64 = 120;
        let end = shift_months(NaiveDate::from_ymd_opt(year, month.min(12), 1)?, 1)?;
        Some((self.first - end).num_days() >= LONG_OVER_DAYS)
    }

    /// A day of the month that is named without its month: the latest up to publication, or the first from then on.
    pub(super) fn resolve_day_of_month(&self, day: u32, future: bool) -> Option<NaiveDate> {
        let today = self.exact_day()?;
        let step = match future {
            false if day > today.day() => -1,
            true if day < today.day() => 1,
            _ => 0,
        };
        shift_months(today.with_day(1)?, step)?.with_day(day)
    }
}

/// The first day of the month so many months from that of `month`.
pub(super) fn shift_months(month: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { month.checked_sub_months(by) } else { month.checked_add_months(by) }
}
