//! One date of EDTF: a year, perhaps a month, a day or a part of the year, each perhaps with unknown digits.

use chrono::{Datelike, NaiveDate};
use std::fmt;

/// One date, and apart from it how sure it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The year.
    pub year: Year,
    /// What is known within the year.
    pub rest: Rest,
    /// `~`, `?` or `%`, for the whole date.
    pub certainty: Certainty,
}

/// A year, 1 to 9999, with up to two unknown digits at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Year {
    /// The year, unknown digits as 0.
    pub first: i32,
    /// How many digits are unknown: 0, 1 (`201X`) or 2 (`20XX`).
    pub unknown: u8,
}

/// What is known within a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rest {
    /// Nothing.
    Nothing,
    /// A part of the year, by its number in ISO 8601-2: seasons 21 to 24 (spring first), quarters 33 to 36,
    /// halves 40 and 41.
    Part(u8),
    /// A month.
    Month(Digits),
    /// A day of a month.
    Day(Digits, Digits),
}

/// Two decimal digits, each perhaps unknown (`None`, written `X`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digits(pub Option<u8>, pub Option<u8>);

/// How sure a date is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// No sign.
    #[default]
    Sure,
    /// `~`: the real date is near.
    Approximate,
    /// `?`: the source is doubtful.
    Uncertain,
    /// `%`: both.
    Both,
}

impl Certainty {
    /// The sign of it: `~`, `?`, `%` or nothing.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Sure => "",
            Self::Approximate => "~",
            Self::Uncertain => "?",
            Self::Both => "%",
        }
    }
}

impl Point {
    pub(super) fn day(day: NaiveDate) -> Option<Self> {
        let rest = Rest::Day(Digits::from(day.month()), Digits::from(day.day()));
        Self::new(Year::exact(day.year())?, rest)
    }

    pub(super) fn month(year: i32, month: u32) -> Option<Self> {
        Self::new(Year::exact(year)?, Rest::Month(Digits::from(month)))
    }

    pub(super) fn year(year: i32) -> Option<Self> {
        Self::new(Year::exact(year)?, Rest::Nothing)
    }

    /// `None` when no day of the calendar fits.
    pub(super) fn new(year: Year, rest: Rest) -> Option<Self> {
        let point = Self { year, rest, certainty: Certainty::Sure };
        point.edge(Edge::First).map(|_| point)
    }

    /// The first day it may mean.
    pub fn earliest(&self) -> NaiveDate {
        self.edge(Edge::First).unwrap_or(NaiveDate::MIN)
    }

    /// The last day it may mean.
    pub fn latest(&self) -> NaiveDate {
        self.edge(Edge::Last).unwrap_or(NaiveDate::MAX)
    }

    /// The one day it names, if it names one.
    pub fn as_day(&self) -> Option<NaiveDate> {
        match self.rest {
            Rest::Day(..) if self.earliest() == self.latest() => Some(self.earliest()),
            _ => None,
        }
    }

    /// As written, but halves, quarters and seasons without their numbers: `2024-H2`, `2024-Q3`, `2024 spring`.
    pub(super) fn short(&self) -> String {
        let Rest::Part(part) = self.rest else { return self.to_string() };
        let year = Self { rest: Rest::Nothing, certainty: Certainty::Sure, ..self.clone() }.to_string();
        let sign = self.certainty.sign();
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

    pub(super) fn is_exact(&self) -> bool {
        self.certainty == Certainty::Sure && self.as_day().is_some()
    }

    /// The first or last day of the calendar that fits, looked for year by year and month by month, since
    /// `20XX-02-29` has its first in 2000 and `2016-XX-31` its last in December.
    fn edge(&self, edge: Edge) -> Option<NaiveDate> {
        match self.rest {
            Rest::Nothing => {
                edge.pick([NaiveDate::from_ymd_opt(self.year.first, 1, 1), self.year.last_day_of_december()])
            }
            Rest::Part(part) => {
                let year = edge.pick([self.year.first, self.year.last()]);
                let (start, months) = part_of_year(part)?;
                let first = NaiveDate::from_ymd_opt(year, start, 1)?;
                edge.pick([Some(first), first.checked_add_months(chrono::Months::new(months))?.pred_opt()])
            }
            Rest::Month(month) => self.find(edge, month, None),
            Rest::Day(month, day) => self.find(edge, month, Some(day)),
        }
    }

    fn find(&self, edge: Edge, month: Digits, day: Option<Digits>) -> Option<NaiveDate> {
        let in_month = |year: i32, number: u32| {
            let fits = |&number: &u32| day.is_none_or(|day| day.fits(number));
            edge.walk(1..=31).filter(fits).find_map(|day| NaiveDate::from_ymd_opt(year, number, day))
        };
        edge.walk(self.year.first..=self.year.last()).find_map(|year| {
            edge.walk(1..=12).filter(|&number| month.fits(number)).find_map(|number| in_month(year, number))
        })
    }
}

impl Year {
    /// A year without unknown digits; `None` outside 1 to 9999.
    pub fn exact(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { first: year, unknown: 0 })
    }

    /// The last year it may mean.
    pub fn last(self) -> i32 {
        self.first + 10_i32.pow(u32::from(self.unknown)) - 1
    }

    fn last_day_of_december(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.last(), 12, 31)
    }
}

impl Digits {
    /// Whether `number` (0 to 99) has these digits where they are known.
    pub fn fits(self, number: u32) -> bool {
        let is = |digit: Option<u8>, value: u32| digit.is_none_or(|digit| u32::from(digit) == value);
        is(self.0, number / 10) && is(self.1, number % 10)
    }

    /// The number, where both digits are known.
    pub fn number(self) -> Option<u32> {
        Some(u32::from(self.0?) * 10 + u32::from(self.1?))
    }
}

impl From<u32> for Digits {
    fn from(number: u32) -> Self {
        Self(Some((number / 10 % 10) as u8), Some((number % 10) as u8))
    }
}

/// First month and length in months of a part of the year. Seasons are those of the northern half of the earth, by
/// whole months; a winter begins in December of its year.
pub(super) fn part_of_year(part: u8) -> Option<(u32, u32)> {
    match part {
        21..=24 => Some((u32::from(part - 20) * 3, 3)),
        33..=36 => Some((u32::from(part - 33) * 3 + 1, 3)),
        40..=41 => Some((u32::from(part - 40) * 6 + 1, 6)),
        _ => None,
    }
}

/// Which end of a stretch of time is asked for.
#[derive(Clone, Copy)]
enum Edge {
    First,
    Last,
}

impl Edge {
    fn pick<T>(self, [first, last]: [T; 2]) -> T {
        match self {
            Self::First => first,
            Self::Last => last,
        }
    }

    fn walk<T>(self, range: std::ops::RangeInclusive<T>) -> Box<dyn Iterator<Item = T>>
    where
        std::ops::RangeInclusive<T>: DoubleEndedIterator<Item = T> + 'static,
    {
        match self {
            Self::First => Box::new(range),
            Self::Last => Box::new(range.rev()),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.year)?;
        match self.rest {
            Rest::Nothing => {}
            Rest::Part(part) => write!(f, "-{part}")?,
            Rest::Month(month) => write!(f, "-{month}")?,
            Rest::Day(month, day) => write!(f, "-{month}-{day}")?,
        }
        f.write_str(self.certainty.sign())
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:04}", self.first);
        let known = 4 - usize::from(self.unknown);
        write!(f, "{}{}", &digits[..known], &"XX"[..4 - known])
    }
}

impl fmt::Display for Digits {
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
