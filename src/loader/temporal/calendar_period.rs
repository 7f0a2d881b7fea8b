//! A stretch of the calendar that an expression names, its TIMEX3 value and its EDTF date; and the feasts of the year.

use super::anchor::shift_months;
use super::time_expr::TimeUnit;
use crate::model::Edtf;
use crate::model::edtf::{DatePrecision, PartialDate};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CalendarPeriod {
    Day(NaiveDate),
    /// By its Monday.
    Week(NaiveDate),
    /// By its Saturday.
    Weekend(NaiveDate),
    Month(i32, u32),
    /// A season, quarter or half by its number in ISO 8601-2.
    YearPart(i32, u8),
    Year(i32),
    /// `201X` as 201.
    Decade(i32),
    /// `19XX` as 19.
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
    pub(super) const fn first_month(part: u8) -> u32 {
        match part {
            21..=24 => (part as u32 - 20) * 3,
            33..=36 => (part as u32 - 33) * 3 + 1,
            _ => (part as u32 - 40) * 6 + 1,
        }
    }

    /// What a date is, where it is one stretch.
    pub(super) fn from_edtf(date: &Edtf) -> Option<Self> {
        let Edtf::Date(point) = date else {
            let (first, last) = (date.earliest(), date.latest());
            let week = (last - first).num_days() == 6 && first.weekday() == Weekday::Mon;
            // "The next day" after several goes on from the last of them.
            return if week { Some(Self::Week(first)) } else { date.last_year().map(|_| Self::Day(last)) };
        };
        let PartialDate { year, precision: rest, .. } = point;
        if year.unknown_digits > 0 {
            return None;
        }
        match *rest {
            DatePrecision::Year => Some(Self::Year(year.first_year)),
            DatePrecision::YearPart(part) => Some(Self::YearPart(year.first_year, part)),
            DatePrecision::Month(month) => Some(Self::Month(year.first_year, month.value()?)),
            DatePrecision::Day(..) => point.as_day().map(Self::Day),
        }
    }

    /// So many units from here. `counted` is "a week later" and not "the following week": from a day it is a day.
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

    /// Its value in TIMEX3.
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

    /// Its date in EDTF.
    pub(super) fn to_edtf(self) -> Option<Edtf> {
        let days = |first: NaiveDate, more: u64| {
            let last = first.checked_add_days(Days::new(more))?;
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

/// A season, quarter or half as TIMEX3 writes it.
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

fn add_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

fn monday_of_week(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

/// The day of a feast in a year: `MM-DD`, or by the rule of its name.
pub(super) fn holiday_date(name: &str, year: i32) -> Option<NaiveDate> {
    let nth = |month, weekday, n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
    match name {
        "thanksgiving" => nth(11, Weekday::Thu, 4),
        "labor" => nth(9, Weekday::Mon, 1),
        "memorial" => nth(5, Weekday::Mon, 5).or_else(|| nth(5, Weekday::Mon, 4)),
        _ => {
            let (month, day) = name.split_once('-')?;
            NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
        }
    }
}
