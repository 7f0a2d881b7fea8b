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
const SLACK: u64 = 3;

impl Anchor {
    /// The window of a publication date. A day with `~` or `?` may be a few days off.
    pub fn new(published: &Edtf) -> Self {
        let (first, last) = (published.earliest(), published.latest());
        if first == last && !published.is_exact() {
            let slack = Days::new(SLACK);
            return Self {
                first: first.checked_sub_days(slack).unwrap_or(first),
                last: last.checked_add_days(slack).unwrap_or(last),
            };
        }
        Self { first, last }
    }

    /// The day, where it is one.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        (self.first == self.last).then_some(self.first)
    }

    /// The first day of the month, where it lies in one.
    pub(super) fn month(&self) -> Option<NaiveDate> {
        let start = |day: NaiveDate| day.with_day(1);
        (start(self.first) == start(self.last)).then(|| start(self.first)).flatten()
    }

    /// The year, where it lies in one.
    pub(super) fn year(&self) -> Option<i32> {
        (self.first.year() == self.last.year()).then(|| self.first.year())
    }

    /// So many days later; earlier where negative.
    pub(super) fn plus_days(&self, days: i64) -> Option<Edtf> {
        Edtf::day(self.day()?.checked_add_signed(chrono::TimeDelta::try_days(days)?)?)
    }

    /// The month so many months later; earlier where negative.
    pub(super) fn plus_months(&self, months: i32) -> Option<Edtf> {
        let month = shift(self.month()?, months)?;
        Edtf::month(month.year(), month.month())
    }

    /// The year so many years later; earlier where negative.
    pub(super) fn plus_years(&self, years: i32) -> Option<Edtf> {
        Edtf::year(self.year()?.checked_add(years)?)
    }

    /// Monday to Sunday of the week so many weeks later; earlier where negative.
    pub(super) fn week(&self, weeks: i64) -> Option<Edtf> {
        let day = self.day()?.checked_add_signed(chrono::TimeDelta::try_weeks(weeks)?)?;
        let monday = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
        Edtf::between(&Edtf::day(monday)?, &Edtf::day(monday.checked_add_days(Days::new(6))?)?)
    }

    /// The weekday nearest to publication: the latest up to and including that day, or the first after it.
    pub(super) fn weekday(&self, weekday: Weekday, future: bool) -> Option<NaiveDate> {
        let day = self.day()?;
        let back = i64::from(day.weekday().days_since(weekday));
        let step = if future { (7 - back) % 7 } else { -back };
        day.checked_add_signed(chrono::TimeDelta::try_days(step)?)
    }

    /// The year of a month that is named without one: the latest such month up to publication, or the first from
    /// then on. `strictly` leaves the month of publication itself out ("last May" in May).
    pub(super) fn year_of_month(&self, month: u32, future: bool, strictly: bool) -> Option<i32> {
        let year = self.year()?;
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

    /// A day of the month that is named without its month: the latest up to publication, or the first from then on.
    pub(super) fn day_of_month(&self, day: u32, future: bool) -> Option<NaiveDate> {
        let today = self.day()?;
        let step = match future {
            false if day > today.day() => -1,
            true if day < today.day() => 1,
            _ => 0,
        };
        shift(today.with_day(1)?, step)?.with_day(day)
    }
}

/// The first day of the month so many months from that of `month`.
pub(super) fn shift(month: NaiveDate, months: i32) -> Option<NaiveDate> {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { month.checked_sub_months(by) } else { month.checked_add_months(by) }
}
