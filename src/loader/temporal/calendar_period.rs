//! Periods of the calendar that an expression can name, with their TIMEX3 values and EDTF dates.

use super::date_math::{add_days, monday_of_week, shift_months};
use super::time_expr::TimeUnit;
use crate::model::Edtf;
use crate::model::edtf::{DatePrecision, PartialDate, year_part_span};
use chrono::{Datelike, NaiveDate, Weekday};

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalendarPeriod {
    Day(NaiveDate),
    /// A week, by its Monday.
    Week(NaiveDate),
    /// A weekend, by its Saturday.
    Weekend(NaiveDate),
    Month(i32, u32),
    /// A season, quarter or half of a year, by its ISO 8601-2 code.
    YearPart(i32, u8),
    Year(i32),
    /// `201X` is 201.
    Decade(i32),
    /// `19XX` is 19.
    Century(i32),
}

impl CalendarPeriod {
    pub(super) fn from_month(year: i32, month: i32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month as u32, 1).map(|_| Self::Month(year, month as u32))
    }

    pub(super) fn quarter_of(day: NaiveDate) -> Self {
        Self::YearPart(day.year(), 33 + (day.month0() / 3) as u8)
    }

    /// The first month of a season, quarter or half.
    pub(super) fn first_month(part: u8) -> u32 {
        year_part_span(part).map_or(1, |(first, _)| first)
    }

    /// The period that a date is. An interval is a week, or else its last day.
    pub(super) fn from_edtf(date: &Edtf) -> Option<Self> {
        let Edtf::Date(date) = date else {
            let (first, last) = (date.earliest(), date.latest());
            let week = (last - first).num_days() == 6 && first.weekday() == Weekday::Mon;
            // "The next day" after an interval is the day after its end.
            return if week { Some(Self::Week(first)) } else { date.last_year().map(|_| Self::Day(last)) };
        };
        let PartialDate { year, precision, .. } = date;
        if year.unknown_digits > 0 {
            return None;
        }
        match *precision {
            DatePrecision::Year => Some(Self::Year(year.first_year)),
            DatePrecision::YearPart(part) => Some(Self::YearPart(year.first_year, part)),
            DatePrecision::Month(month) => Some(Self::Month(year.first_year, month.value()?)),
            DatePrecision::Day(..) => date.as_day().map(Self::Day),
        }
    }

    /// The period `by` units later, earlier if negative. `counted` is "a week later", which starts at the same day, as opposed
    /// to "the following week", which is a calendar week.
    pub(super) fn offset_by(self, by: i64, unit: TimeUnit, counted: bool) -> Option<Self> {
        let months = i32::try_from(by).ok()?;
        let year = |year: i32| year.checked_add(months);
        Some(match (self, unit) {
            (Self::Day(day), TimeUnit::Day) => Self::Day(add_days(day, by)?),
            (Self::Day(day), TimeUnit::Week) if counted => Self::Day(add_days(day, by * 7)?),
            (Self::Day(day) | Self::Week(day), TimeUnit::Week) => {
                Self::Week(add_days(monday_of_week(day)?, by * 7)?)
            }
            (Self::Day(day), TimeUnit::Month) => {
                let month = shift_months(day.with_day(1)?, months)?;
                Self::Month(month.year(), month.month())
            }
            (Self::Month(y, m), TimeUnit::Month) => {
                let month = shift_months(NaiveDate::from_ymd_opt(y, m, 1)?, months)?;
                Self::Month(month.year(), month.month())
            }
            (Self::YearPart(..), TimeUnit::Quarter) => self.offset_quarters(by)?,
            (Self::Day(day), TimeUnit::Quarter) => Self::quarter_of(day).offset_quarters(by)?,
            (Self::YearPart(y, part), TimeUnit::Year) if counted => Self::YearPart(year(y)?, part),
            (Self::Month(y, m), TimeUnit::Year) if counted => Self::Month(year(y)?, m),
            (Self::Day(day) | Self::Week(day), TimeUnit::Year) => Self::Year(year(day.year())?),
            (Self::Month(y, _) | Self::YearPart(y, _) | Self::Year(y), TimeUnit::Year) => {
                Self::Year(year(y)?)
            }
            _ => return None,
        })
    }

    pub(super) fn offset_quarters(self, by: i64) -> Option<Self> {
        let Self::YearPart(year, part @ 33..=36) = self else { return None };
        let quarters = i64::from(year) * 4 + i64::from(part - 33) + by;
        let year = i32::try_from(quarters.div_euclid(4)).ok()?;
        Some(Self::YearPart(year, 33 + quarters.rem_euclid(4) as u8))
    }

    /// The TIMEX3 value.
    pub(super) fn to_timex(self) -> String {
        match self {
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Week(day) => day.format("%G-W%V").to_string(),
            Self::Weekend(day) => day.format("%G-W%V-WE").to_string(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::YearPart(year, part) => format!("{year:04}-{}", timex_year_part(part)),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(decade) => format!("{decade:03}"),
            Self::Century(century) => format!("{century:02}"),
        }
    }

    /// The EDTF date.
    pub(super) fn to_edtf(self) -> Option<Edtf> {
        let days = |first: NaiveDate, more: i64| {
            let last = add_days(first, more)?;
            Edtf::between(&Edtf::day(first)?, &Edtf::day(last)?)
        };
        match self {
            Self::Day(day) => Edtf::day(day),
            Self::Week(day) => days(day, 6),
            Self::Weekend(day) => days(day, 1),
            Self::Month(year, month) => Edtf::month(year, month),
            Self::YearPart(year, part) => format!("{year:04}-{part}").parse().ok(),
            Self::Year(year) => Edtf::year(year),
            Self::Decade(decade) => format!("{decade:03}X").parse().ok(),
            Self::Century(century) => format!("{century:02}XX").parse().ok(),
        }
    }
}

/// The TIMEX3 letters of a season, quarter or half.
pub(super) const fn timex_year_part(part: u8) -> &'static str {
    match part {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        24 => "WI",
        33 => "Q1",
        34 => "Q2",
        35 => "Q3",
        36 => "Q4",
        40 => "H1",
        _ => "H2",
    }
}
