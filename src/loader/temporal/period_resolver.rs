//! Resolves an expression to a period of the calendar.

use super::calendar_period::CalendarPeriod;
use super::context::DiscourseContext;
use super::date_math::{add_days, shift_months};
use super::holiday::HolidayRule;
use super::time_expr::{AnchorKind, DateField, Direction, TimeExpr, TimeUnit};
use crate::model::Edtf;
use chrono::{Datelike, NaiveDate, Weekday};

/// The period that an expression resolves to.
#[derive(Clone, Debug, Default)]
pub(super) struct ResolvedTime {
    pub(super) period: Option<CalendarPeriod>,
    pub(super) approximate: bool,
    /// Whether there is too little evidence for a date; the TIMEX3 value is given nevertheless.
    pub(super) is_guess: bool,
}

impl ResolvedTime {
    fn from_period(period: Option<CalendarPeriod>) -> Self {
        Self { period, ..Self::default() }
    }
}

impl DiscourseContext {
    /// Resolves an expression.
    pub(super) fn resolve_expr(&self, expr: &TimeExpr) -> ResolvedTime {
        match expr {
            TimeExpr::Date { year, month, day, direction } => {
                self.resolve_calendar_date(*year, *month, *day, *direction)
            }
            TimeExpr::YearPart { part, year, direction } => self.resolve_year_part(*part, *year, *direction),
            TimeExpr::Weekday { day, direction, weeks } => ResolvedTime::from_period(
                self.resolve_weekday(*day, *direction, *weeks).map(CalendarPeriod::Day),
            ),
            TimeExpr::Weekend { direction } => {
                ResolvedTime::from_period(self.resolve_weekend(*direction).map(CalendarPeriod::Weekend))
            }
            TimeExpr::Offset { by, unit, anchor, approximate } => {
                self.resolve_offset(*by, *unit, *anchor, *approximate)
            }
            TimeExpr::Decade(decade) => ResolvedTime::from_period(Some(CalendarPeriod::Decade(*decade))),
            TimeExpr::Century(century) => ResolvedTime::from_period(Some(CalendarPeriod::Century(*century))),
            TimeExpr::Holiday { rule, year, direction } => ResolvedTime::from_period(
                self.resolve_holiday(*rule, *year, *direction).map(CalendarPeriod::Day),
            ),
            TimeExpr::DayPart { day, .. } | TimeExpr::ClockTime { day, .. } => self.resolve_expr(day),
            TimeExpr::ImpliedDay => {
                let named = self
                    .last_date
                    .as_ref()
                    .and_then(CalendarPeriod::from_edtf)
                    .filter(|period| matches!(period, CalendarPeriod::Day(_)));
                let day = named.or_else(|| self.anchor?.exact_day().map(CalendarPeriod::Day));
                ResolvedTime { is_guess: true, ..ResolvedTime::from_period(day) }
            }
            TimeExpr::Range(..)
            | TimeExpr::Shifted { .. }
            | TimeExpr::Vague(_)
            | TimeExpr::Duration { .. }
            | TimeExpr::Recurrence(_) => ResolvedTime::default(),
        }
    }

    /// A number of units from an anchor. The quarter that a text reports on is the anchor of other quarters.
    fn resolve_offset(&self, by: i64, unit: TimeUnit, anchor: AnchorKind, approximate: bool) -> ResolvedTime {
        let year_before = match (by, unit) {
            (-4, TimeUnit::Quarter) => true,
            (-1, TimeUnit::Year | TimeUnit::Quarter) => approximate,
            _ => false,
        };
        if let Some((year, part)) = self.reported_quarter.filter(|_| year_before) {
            return ResolvedTime::from_period(Some(CalendarPeriod::YearPart(year - 1, part)));
        }
        if by == 0 && unit == TimeUnit::Quarter {
            let reported = self.reported_quarter.map(|(year, part)| CalendarPeriod::YearPart(year, part));
            let current = || Some(CalendarPeriod::quarter_of(self.anchor?.exact_month()?));
            return ResolvedTime::from_period(reported.or_else(current));
        }
        match anchor {
            AnchorKind::Publication => ResolvedTime {
                approximate,
                ..ResolvedTime::from_period(self.offset_from_publication(by, unit))
            },
            AnchorKind::LastMention => {
                self.offset_from_mention(self.last_date.as_ref(), by, unit, approximate)
            }
            AnchorKind::StoryDay => {
                let resolved = self.offset_from_mention(self.reference_day(), by, unit, approximate);
                // "이날" of a text that has named no day is the day of the news.
                let unnamed = self.reference_day().is_none() && by == 0;
                ResolvedTime { is_guess: resolved.is_guess && !unnamed, ..resolved }
            }
        }
    }

    fn resolve_year(&self, field: DateField) -> Option<i32> {
        match field {
            DateField::Explicit(year) => Some(year),
            DateField::PublicationOffset(by) => Some(self.anchor?.exact_year()? + by),
            DateField::MentionOffset(by) => Some(self.last_date.as_ref()?.first_year()? + by),
        }
    }

    fn resolve_calendar_date(
        &self,
        year: Option<DateField>,
        month: Option<DateField>,
        day: Option<u32>,
        direction: Direction,
    ) -> ResolvedTime {
        let year = match year {
            Some(field) => match self.resolve_year(field) {
                Some(year) => Some(year),
                None => return ResolvedTime::default(),
            },
            None => None,
        };
        if let (None, Some(DateField::Explicit(month))) = (year, month)
            && let Some(period) = self.apply_carried_year(month, day, direction)
        {
            return ResolvedTime::from_period(Some(period));
        }
        // April 31 is no day; what is sure is the month.
        let day = match month {
            Some(DateField::Explicit(month)) => day.filter(|day| is_calendar_day(year, month, *day)),
            _ => day,
        };
        let anchor = self.anchor;
        let ahead = direction.is_future();
        let period = match (year, month, day) {
            (Some(year), Some(DateField::Explicit(month)), Some(day)) => day_period(year, month, day),
            (Some(year), Some(DateField::Explicit(month)), None) => CalendarPeriod::from_month(year, month),
            (Some(year), None, _) => Some(CalendarPeriod::Year(year)),
            (None, Some(DateField::Explicit(month)), Some(day)) => {
                return self.resolve_day_and_month(month, day, direction);
            }
            (None, Some(DateField::Explicit(month)), None) => {
                return self.resolve_bare_month(month, direction);
            }
            // "This time last year": the month of publication in another year.
            (Some(year), Some(DateField::PublicationOffset(0)), None) => {
                anchor.and_then(|anchor| Some(CalendarPeriod::Month(year, anchor.exact_month()?.month())))
            }
            (_, Some(field), day) => self.resolve_month(field).and_then(|first| match day {
                Some(day) => Some(CalendarPeriod::Day(first.with_day(day)?)),
                None => CalendarPeriod::from_month(first.year(), first.month() as i32),
            }),
            (None, None, Some(day)) => {
                anchor.and_then(|anchor| Some(CalendarPeriod::Day(anchor.resolve_day_of_month(day, ahead)?)))
            }
            (None, None, None) => None,
        };
        ResolvedTime::from_period(period)
    }

    /// A date without a year in the year of the date before it: "On November 24, 2014, … On December 19, …". `None` if it would
    /// be before that date.
    fn apply_carried_year(
        &self,
        month: i32,
        day: Option<u32>,
        direction: Direction,
    ) -> Option<CalendarPeriod> {
        let last = self.carried_year.as_ref().filter(|_| {
            !matches!(direction, Direction::StrictlyBefore | Direction::StrictlyAfter | Direction::SamePeriod)
        })?;
        let year = last.last_year()?;
        let period = match day {
            Some(day) => day_period(year, month, day)?,
            None => CalendarPeriod::from_month(year, month)?,
        };
        (period.to_edtf()?.latest() >= last.earliest()).then_some(period)
    }

    /// A day and a month without a year. If the tense and the calendar disagree by months, the calendar is right more often,
    /// but the result is only a guess.
    fn resolve_day_and_month(&self, month: i32, day: u32, direction: Direction) -> ResolvedTime {
        let Some(anchor) = self.anchor else { return ResolvedTime::default() };
        let (soon, just) =
            (anchor.is_soon_after(month as u32, day), anchor.is_just_before(month as u32, day));
        let (ahead, is_guess) = direction.lean_near_publication(soon, just);
        let period =
            anchor.year_of_day(month as u32, day, ahead).and_then(|year| day_period(year, month, day));
        ResolvedTime { is_guess, ..ResolvedTime::from_period(period) }
    }

    /// A month without a year, as in [`Self::resolve_day_and_month`].
    fn resolve_bare_month(&self, month: i32, direction: Direction) -> ResolvedTime {
        let Some(anchor) = self.anchor else { return ResolvedTime::default() };
        let (soon, just) = (anchor.is_month_after(1, month as u32), anchor.is_month_after(11, month as u32));
        let strictly = matches!(direction, Direction::StrictlyBefore | Direction::StrictlyAfter);
        let (ahead, is_guess) = direction.lean_near_publication(soon, just);
        let year = match direction {
            Direction::SamePeriod => anchor.exact_year(),
            _ => anchor.year_of_month(month as u32, ahead, strictly),
        };
        ResolvedTime {
            is_guess,
            ..ResolvedTime::from_period(year.and_then(|year| CalendarPeriod::from_month(year, month)))
        }
    }

    /// The first day of a month given by its distance from another.
    fn resolve_month(&self, field: DateField) -> Option<NaiveDate> {
        match field {
            DateField::Explicit(_) => None,
            DateField::PublicationOffset(by) => shift_months(self.anchor?.exact_month()?, by),
            DateField::MentionOffset(by) => match CalendarPeriod::from_edtf(self.last_date.as_ref()?)? {
                CalendarPeriod::Day(day) => shift_months(day.with_day(1)?, by),
                CalendarPeriod::Month(year, month) => {
                    shift_months(NaiveDate::from_ymd_opt(year, month, 1)?, by)
                }
                _ => None,
            },
        }
    }

    /// A part of a year. Without a year it is the last one that has begun, or the next one to begin.
    fn resolve_year_part(&self, part: u8, year: Option<DateField>, direction: Direction) -> ResolvedTime {
        if let Some(field) = year {
            return ResolvedTime::from_period(
                self.resolve_year(field).map(|year| CalendarPeriod::YearPart(year, part)),
            );
        }
        let year = self.anchor.and_then(|anchor| match direction {
            Direction::SamePeriod => anchor.exact_year(),
            // A quarter is reported after its end: "will report third-quarter earnings" in October is about this year.
            Direction::Future if part > 24 => {
                let past = anchor.year_of_month(CalendarPeriod::first_month(part), false, false)?;
                let over = anchor.is_long_over(past, CalendarPeriod::first_month(part) + 2)?;
                Some(past + i32::from(over))
            }
            _ => anchor.year_of_month(
                CalendarPeriod::first_month(part),
                direction.is_future(),
                matches!(direction, Direction::StrictlyBefore | Direction::StrictlyAfter),
            ),
        });
        let period = year.map(|year| CalendarPeriod::YearPart(year, part));
        // The calendar alone does not decide which summer "last summer" is; "this summer" is clear.
        let current = self
            .anchor
            .and_then(|anchor| anchor.exact_month())
            .is_some_and(|month| (month.month() + 12 - CalendarPeriod::first_month(part)) % 12 < 3);
        let is_guess = part < 33
            && match direction {
                Direction::SamePeriod => false,
                Direction::PastByVerb | Direction::StrictlyAfter => current,
                _ => true,
            };
        ResolvedTime { is_guess, ..ResolvedTime::from_period(period) }
    }

    fn resolve_weekday(
        &self,
        weekday: Weekday,
        direction: Direction,
        weeks: Option<i64>,
    ) -> Option<NaiveDate> {
        let anchor = self.anchor?;
        if weeks.is_some() || direction == Direction::SamePeriod {
            let monday = anchor.monday_of_week(weeks.unwrap_or(0))?;
            return add_days(monday, i64::from(weekday.num_days_from_monday()));
        }
        let day = anchor.nearest_weekday(weekday, direction.is_future())?;
        // "Last Thursday" on a Thursday is a week ago, "next Thursday" a week later.
        match direction {
            Direction::StrictlyBefore if Some(day) == anchor.exact_day() => add_days(day, -7),
            Direction::StrictlyAfter if Some(day) == anchor.exact_day() => add_days(day, 7),
            _ => Some(day),
        }
    }

    /// The Saturday of the weekend of publication or the one before it, or of the next one if `direction` is the future.
    fn resolve_weekend(&self, direction: Direction) -> Option<NaiveDate> {
        let day = self.anchor?.exact_day()?;
        let past = i64::from(day.weekday().days_since(Weekday::Sat));
        if direction.is_future() && past > 1 || direction == Direction::StrictlyAfter {
            add_days(day, 7 - past)
        } else {
            add_days(day, -past)
        }
    }

    /// The period `by` units from publication.
    fn offset_from_publication(&self, by: i64, unit: TimeUnit) -> Option<CalendarPeriod> {
        let anchor = self.anchor?;
        Some(match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
            TimeUnit::Day => CalendarPeriod::Day(anchor.offset_days(by)?),
            TimeUnit::Week => CalendarPeriod::Week(anchor.monday_of_week(by)?),
            TimeUnit::Fortnight => CalendarPeriod::Week(anchor.monday_of_week(by * 2)?),
            TimeUnit::Month => {
                let month = shift_months(anchor.exact_month()?, i32::try_from(by).ok()?)?;
                CalendarPeriod::Month(month.year(), month.month())
            }
            TimeUnit::Quarter => CalendarPeriod::quarter_of(anchor.exact_month()?).offset_quarters(by)?,
            TimeUnit::Year => {
                CalendarPeriod::Year(anchor.exact_year()?.checked_add(i32::try_from(by).ok()?)?)
            }
            TimeUnit::Decade => CalendarPeriod::Decade(
                anchor.exact_year()?.div_euclid(10).checked_add(i32::try_from(by).ok()?)?,
            ),
            TimeUnit::Century => CalendarPeriod::Century(
                anchor.exact_year()?.div_euclid(100).checked_add(i32::try_from(by).ok()?)?,
            ),
        })
    }

    /// An offset from a date mentioned before; if there is none, from publication, as a guess.
    pub(super) fn offset_from_mention(
        &self,
        named: Option<&Edtf>,
        by: i64,
        unit: TimeUnit,
        counted: bool,
    ) -> ResolvedTime {
        let Some(named) = named else {
            return ResolvedTime {
                is_guess: true,
                ..ResolvedTime::from_period(self.offset_from_publication(by, unit))
            };
        };
        if unit == TimeUnit::Day
            && named.first_year().is_some()
            && CalendarPeriod::from_edtf(named).is_none_or(|period| !matches!(period, CalendarPeriod::Day(_)))
        {
            // "The next day" after a month is about that month; the day after its last day would be in another.
            let month =
                CalendarPeriod::from_edtf(named).filter(|period| matches!(period, CalendarPeriod::Month(..)));
            return ResolvedTime { approximate: true, ..ResolvedTime::from_period(month) };
        }
        let period = CalendarPeriod::from_edtf(named).and_then(|period| period.offset_by(by, unit, counted));
        ResolvedTime { approximate: counted && unit > TimeUnit::Day, ..ResolvedTime::from_period(period) }
    }

    fn resolve_holiday(
        &self,
        rule: HolidayRule,
        year: Option<DateField>,
        direction: Direction,
    ) -> Option<NaiveDate> {
        if let Some(field) = year {
            return rule.date_in(self.resolve_year(field)?);
        }
        let today = self.anchor?.exact_day()?;
        let day = rule.date_in(today.year())?;
        match direction {
            Direction::Past | Direction::PastByVerb | Direction::StrictlyBefore if day > today => {
                rule.date_in(today.year() - 1)
            }
            Direction::Future | Direction::StrictlyAfter if day < today => rule.date_in(today.year() + 1),
            _ => Some(day),
        }
    }
}

/// Whether a month has that day, in that year or, where it is not known, in any.
fn is_calendar_day(year: Option<i32>, month: i32, day: u32) -> bool {
    const LEAP_YEAR: i32 = 2000;
    NaiveDate::from_ymd_opt(year.unwrap_or(LEAP_YEAR), month as u32, day).is_some()
}

fn day_period(year: i32, month: i32, day: u32) -> Option<CalendarPeriod> {
    Some(CalendarPeriod::Day(NaiveDate::from_ymd_opt(year, month as u32, day)?))
}
