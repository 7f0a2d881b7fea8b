//! A single EDTF date: a year with an optional month, day or part of the year, each of which may have unknown digits.

use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A single date and its certainty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: Year,
    /// How precisely the date is known within the year.
    pub precision: DatePrecision,
    /// `~`, `?` or `%`, for the whole date.
    pub certainty: Certainty,
}

/// A year from 1 to 9999 with up to two unknown digits at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Year {
    /// The first year that it can mean: unknown digits count as 0.
    pub first_year: i32,
    /// How many digits are unknown: 0, 1 (`201X`) or 2 (`20XX`).
    pub unknown_digits: u8,
}

/// The precision of a date, and what is known at that precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatePrecision {
    /// Only the year.
    Year,
    /// A part of the year by its ISO 8601-2 code: seasons 21 to 24 (spring first), quarters 33 to 36, halves 40 and 41.
    YearPart(u8),
    /// A month.
    Month(DigitPair),
    /// A month and a day of it.
    Day(DigitPair, DigitPair),
}

/// Two decimal digits; an unknown digit is `None` and written `X`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DigitPair(pub Option<u8>, pub Option<u8>);

/// The certainty of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// No qualifier.
    #[default]
    Certain,
    /// `~`: the actual date is close to this one.
    Approximate,
    /// `?`: the source is not reliable.
    Uncertain,
    /// `%`: both.
    Both,
}

impl Certainty {
    /// The qualifier that EDTF writes after the date: `~`, `?`, `%` or nothing.
    pub const fn qualifier(self) -> &'static str {
        match self {
            Self::Certain => "",
            Self::Approximate => "~",
            Self::Uncertain => "?",
            Self::Both => "%",
        }
    }
}

impl PartialDate {
    pub(super) fn day(day: NaiveDate) -> Option<Self> {
        let precision = DatePrecision::Day(DigitPair::from(day.month()), DigitPair::from(day.day()));
        Self::new(Year::exact(day.year())?, precision)
    }

    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        Self::new(Year::exact(year)?, DatePrecision::Month(DigitPair::from(month)))
    }

    pub(super) fn year(year: i32) -> Option<Self> {
        Self::new(Year::exact(year)?, DatePrecision::Year)
    }

    /// `None` if no calendar day matches.
    pub(super) fn new(year: Year, precision: DatePrecision) -> Option<Self> {
        let date = Self { year, precision, certainty: Certainty::Certain };
        date.edge_day(RangeEdge::First).map(|_| date)
    }

    /// The first day that it can mean.
    pub fn earliest(&self) -> NaiveDate {
        self.edge_day(RangeEdge::First).unwrap_or(NaiveDate::MIN)
    }

    /// The last day that it can mean, inclusive.
    pub fn latest(&self) -> NaiveDate {
        self.edge_day(RangeEdge::Last).unwrap_or(NaiveDate::MAX)
    }

    /// The calendar day, if the date can mean only one.
    pub fn as_day(&self) -> Option<NaiveDate> {
        match self.precision {
            DatePrecision::Day(..) if self.earliest() == self.latest() => Some(self.earliest()),
            _ => None,
        }
    }

    /// As written, but with names instead of codes for parts of a year: `2024-H2`, `2024-Q3`, `2024 spring`.
    pub(super) fn to_short_string(&self) -> String {
        let DatePrecision::YearPart(part) = self.precision else { return self.to_string() };
        let year = Self { precision: DatePrecision::Year, certainty: Certainty::Certain, ..self.clone() }
            .to_string();
        let sign = self.certainty.qualifier();
        match part {
            21..=24 => {
                let season = ["spring", "summer", "autumn", "winter"][usize::from(part - 21)];
                format!("{year} {season}{sign}")
            }
            33..=36 => format!("{year}-Q{}{sign}", part - 32),
            40 | 41 => format!("{year}-H{}{sign}", part - 39),
            _ => self.to_string(),
        }
    }

    pub(super) fn is_exact_day(&self) -> bool {
        self.certainty == Certainty::Certain && self.as_day().is_some()
    }

    /// The first or last calendar day that matches. The search goes year by year and month by month, because
    /// `20XX-02-29` starts in 2000 and `2016-XX-31` ends in December.
    fn edge_day(&self, edge: RangeEdge) -> Option<NaiveDate> {
        match self.precision {
            DatePrecision::Year => edge.select([
                NaiveDate::from_ymd_opt(self.year.first_year, 1, 1),
                self.year.last_day_of_december(),
            ]),
            DatePrecision::YearPart(part) => {
                let year = edge.select([self.year.first_year, self.year.last_year()]);
                let (start, months) = year_part_span(part)?;
                let first = NaiveDate::from_ymd_opt(year, start, 1)?;
                edge.select([Some(first), first.checked_add_months(chrono::Months::new(months))?.pred_opt()])
            }
            DatePrecision::Month(month) => self.find_edge_day(edge, month, None),
            DatePrecision::Day(month, day) => self.find_edge_day(edge, month, Some(day)),
        }
    }

    fn find_edge_day(&self, edge: RangeEdge, month: DigitPair, day: Option<DigitPair>) -> Option<NaiveDate> {
        let in_month = |year: i32, number: u32| {
            let fits = |&number: &u32| day.is_none_or(|day| day.matches(number));
            edge.iterate(1..=31).filter(fits).find_map(|day| NaiveDate::from_ymd_opt(year, number, day))
        };
        edge.iterate(self.year.first_year..=self.year.last_year()).find_map(|year| {
            edge.iterate(1..=12)
                .filter(|&number| month.matches(number))
                .find_map(|number| in_month(year, number))
        })
    }
}

impl Year {
    /// A year without unknown digits. `None` outside 1 to 9999.
    pub fn exact(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { first_year: year, unknown_digits: 0 })
    }

    /// The last year that it can mean, inclusive.
    pub fn last_year(self) -> i32 {
        self.first_year + 10_i32.pow(u32::from(self.unknown_digits)) - 1
    }

    fn last_day_of_december(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.last_year(), 12, 31)
    }
}

impl DigitPair {
    /// Whether `number` (0 to 99) agrees with the known digits.
    pub fn matches(self, number: u32) -> bool {
        let is = |digit: Option<u8>, value: u32| digit.is_none_or(|digit| u32::from(digit) == value);
        is(self.0, number / 10) && is(self.1, number % 10)
    }

    /// The number, if both digits are known.
    pub fn value(self) -> Option<u32> {
        Some(u32::from(self.0?) * 10 + u32::from(self.1?))
    }
}

impl From<u32> for DigitPair {
    fn from(number: u32) -> Self {
        Self(Some((number / 10 % 10) as u8), Some((number % 10) as u8))
    }
}

/// The first month of a part of the year and its length in months, by ISO 8601-2 code. Seasons are those of the northern
/// hemisphere, in whole months; a winter begins in December of its year.
pub fn year_part_span(part: u8) -> Option<(u32, u32)> {
    match part {
        21..=24 => Some((u32::from(part - 20) * 3, 3)),
        33..=36 => Some((u32::from(part - 33) * 3 + 1, 3)),
        40..=41 => Some((u32::from(part - 40) * 6 + 1, 6)),
        _ => None,
    }
}

/// The start or the end of a range.
#[derive(Clone, Copy)]
enum RangeEdge {
    First,
    Last,
}

impl RangeEdge {
    fn select<T>(self, [first, last]: [T; 2]) -> T {
        match self {
            Self::First => first,
            Self::Last => last,
        }
    }

    fn iterate<T>(self, range: std::ops::RangeInclusive<T>) -> Box<dyn Iterator<Item = T>>
    where
        std::ops::RangeInclusive<T>: DoubleEndedIterator<Item = T> + 'static,
    {
        match self {
            Self::First => Box::new(range),
            Self::Last => Box::new(range.rev()),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.year)?;
        match self.precision {
            DatePrecision::Year => {}
            DatePrecision::YearPart(part) => write!(f, "-{part}")?,
            DatePrecision::Month(month) => write!(f, "-{month}")?,
            DatePrecision::Day(month, day) => write!(f, "-{month}-{day}")?,
        }
        f.write_str(self.certainty.qualifier())
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:04}", self.first_year);
        let known = 4 - usize::from(self.unknown_digits);
        write!(f, "{}{}", &digits[..known], &"XX"[..4 - known])
    }
}

impl fmt::Display for DigitPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for digit in [self.0, self.1] {
            match digit {
                Some(digit) => write!(f, "{digit}")?,
                None => f.write_str("X")?,
            }
        }
        Ok(())
    }
}
