//! The publication date as the anchor of relative expressions. It may be a day, or only a month, a year or an interval. A
//! result is given only if all days of the anchor agree on it.

use super::date_math::{add_days, monday_of_week, shift_months};
use crate::model::Edtf;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// When a text was published: the first and the last possible day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    first: NaiveDate,
    last: NaiveDate,
}

/// How many days an approximate or uncertain day can be off.
const UNCERTAIN_DAY_SLACK: u64 = 3;

/// A day without a year that is this close to publication belongs to the nearer year, whatever the tense of the verb.
const NEARBY_DAYS: i64 = 90;

impl Anchor {
    /// The anchor of a publication date. A day with `~` or `?` can be a few days off.
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

    /// The day of publication, if it is known.
    pub(super) fn exact_day(&self) -> Option<NaiveDate> {
        (self.first == self.last).then_some(self.first)
    }

    /// The first day of the month of publication, if the month is known.
    pub(super) fn exact_month(&self) -> Option<NaiveDate> {
        let start = |day: NaiveDate| day.with_day(1);
        (start(self.first) == start(self.last)).then(|| start(self.first)).flatten()
    }

    /// The year of publication, if it is known.
    pub(super) fn exact_year(&self) -> Option<i32> {
        (self.first.year() == self.last.year()).then(|| self.first.year())
    }

    /// The day `days` after publication; before it if negative.
    pub(super) fn offset_days(&self, days: i64) -> Option<NaiveDate> {
        add_days(self.exact_day()?, days)
    }

    /// The Monday of the week that is `weeks` after that of publication; before it if negative.
    pub(super) fn monday_of_week(&self, weeks: i64) -> Option<NaiveDate> {
        monday_of_week(add_days(self.exact_day()?, weeks.checked_mul(7)?)?)
    }

    /// The latest such weekday up to and including the day of publication; if `future`, the first one from that day on.
    pub(super) fn nearest_weekday(&self, weekday: Weekday, future: bool) -> Option<NaiveDate> {
        let day = self.exact_day()?;
        let back = i64::from(day.weekday().days_since(weekday));
        let step = if future { (7 - back) % 7 } else { -back };
        add_days(day, step)
    }

    /// The year of a month without a year: that of the latest such month up to publication, or, if `future`, of the first
    /// from then on. `strictly` excludes the month of publication itself ("last May" in May).
    pub(super) fn year_of_month(&self, month: u32, future: bool, strictly: bool) -> Option<i32> {
        let year = self.exact_year()?;
        // The first and the last possible day of publication must give the same year.
        let (first, last) = (self.first.month(), self.last.month());
        let past = |now: u32| if month < now || (month == now && !strictly) { year } else { year - 1 };
        let ahead = |now: u32| if month > now || (month == now && !strictly) { year } else { year + 1 };
        let of = |now: u32| if future { ahead(now) } else { past(now) };
        (of(first) == of(last)).then(|| of(first))
    }

    /// The year of a day without a year, as in [`Anchor::year_of_month`].
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

    /// The first possible day of publication.
    pub(super) fn first_day(&self) -> NaiveDate {
        self.first
    }

    /// The last possible day of publication.
    pub(super) fn last_day(&self) -> NaiveDate {
        self.last
    }

    /// Whether a day without a year comes so soon after publication that the previous year cannot be meant.
    pub(super) fn is_soon_after(&self, month: u32, day: u32) -> bool {
        Self::days_until_next(self.last, month, day).is_some_and(|days| days <= NEARBY_DAYS)
    }

    /// Whether a day without a year was so shortly before publication that the next year cannot be meant.
    pub(super) fn is_just_before(&self, month: u32, day: u32) -> bool {
        Self::days_until_next(self.first, month, day).is_some_and(|days| days >= 365 - NEARBY_DAYS)
    }

    /// The days from `from` to the next such day of a year.
    fn days_until_next(from: NaiveDate, month: u32, day: u32) -> Option<i64> {
        let of = |year| NaiveDate::from_ymd_opt(year, month, day);
        let coming = of(from.year()).filter(|day| *day > from).or_else(|| of(from.year() + 1))?;
        Some((coming - from).num_days())
    }

    /// Whether `month` is the one `months` after the month of publication, in any year.
    pub(super) fn is_month_after(&self, months: u32, month: u32) -> bool {
        (self.last.month0() + months) % 12 == month - 1
    }

    /// Whether the month ended at least 120 days before publication.
    pub(super) fn is_long_over(&self, year: i32, month: u32) -> Option<bool> {
        const LONG_OVER_DAYS: i64 = 120;
        let end = shift_months(NaiveDate::from_ymd_opt(year, month.min(12), 1)?, 1)?;
        Some((self.first - end).num_days() >= LONG_OVER_DAYS)
    }

    /// A day without a month: the latest such day up to publication, or, if `future`, the first from then on.
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
