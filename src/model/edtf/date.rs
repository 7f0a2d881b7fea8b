//! [`Edtf`]: one date or an interval, its first and last day, and its sort order. Parsing is in `parse`.

use super::partial_date::{Certainty, PartialDate};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::{Ordering, Reverse};
use std::fmt;

/// The day that an open or unknown start sorts as; it precedes every day that EDTF can express.
pub const OPEN_START_DAY: NaiveDate = NaiveDate::MIN;
/// The day that an open or unknown end sorts as; it follows every day that EDTF can express.
pub const OPEN_END_DAY: NaiveDate = NaiveDate::MAX;

/// A date or interval with the precision of its source. Years run from 1 to 9999.
///
/// The order is that of the timeline: by earliest possible day; of two dates that start on the same day, the less precise
/// one first (a month before its days); then by text. It is total and consistent with equality.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One date, such as `2022-05-21`, `2022-05~` or `201X`.
    Date(PartialDate),
    /// From one date to another, both included, such as `2022-05-21/2022-05-22` or `../2022-04`.
    Interval(IntervalEnd, IntervalEnd),
}

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IntervalEnd {
    /// A date.
    Date(PartialDate),
    /// `..`: the interval is not bounded on this side.
    Open,
    /// An empty text: the interval is bounded on this side, but the date is unknown.
    Unknown,
}

/// Why two ends make no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IntervalError {
    /// The interval ends before it starts.
    EndBeforeStart,
    /// Neither end has a date.
    NoDate,
}

impl Edtf {
    /// An exact calendar day. `None` outside the years 1 to 9999.
    pub fn day(day: NaiveDate) -> Option<Self> {
        Some(Self::Date(PartialDate::day(day)?))
    }

    /// A month, 1 to 12. `None` outside the years 1 to 9999.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Some(Self::Date(PartialDate::month(year, month)?))
    }

    /// A year, 1 to 9999.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self::Date(PartialDate::year(year)?))
    }

    /// The interval from one date to another, both included. `None` if `end` lies before `start`, or if one of them is an
    /// interval itself.
    pub fn between(start: &Self, end: &Self) -> Option<Self> {
        match (start, end) {
            (Self::Date(a), Self::Date(b)) => {
                Self::interval(IntervalEnd::Date(a.clone()), IntervalEnd::Date(b.clone())).ok()
            }
            _ => None,
        }
    }

    /// The interval between two ends.
    pub(super) fn interval(start: IntervalEnd, end: IntervalEnd) -> Result<Self, IntervalError> {
        match (&start, &end) {
            (IntervalEnd::Date(a), IntervalEnd::Date(b)) if a.earliest() > b.latest() => {
                Err(IntervalError::EndBeforeStart)
            }
            (IntervalEnd::Date(_), _) | (_, IntervalEnd::Date(_)) => Ok(Self::Interval(start, end)),
            _ => Err(IntervalError::NoDate),
        }
    }

    /// An unknown day up to and including the end of `end`: `../2023-12-09`. `None` if `end` is an interval.
    pub fn until(end: &Self) -> Option<Self> {
        match end {
            Self::Date(date) => Some(Self::Interval(IntervalEnd::Open, IntervalEnd::Date(date.clone()))),
            Self::Interval(..) => None,
        }
    }

    /// The same date with another certainty, for an interval at both ends.
    #[must_use]
    pub fn with_certainty(mut self, certainty: Certainty) -> Self {
        match &mut self {
            Self::Date(date) => date.certainty = certainty,
            Self::Interval(start, end) => {
                for bound in [start, end] {
                    if let IntervalEnd::Date(date) = bound {
                        date.certainty = certainty;
                    }
                }
            }
        }
        self
    }

    /// The first day that it can mean; [`OPEN_START_DAY`] if the start is open or unknown.
    pub fn earliest(&self) -> NaiveDate {
        match self {
            Self::Date(date) | Self::Interval(IntervalEnd::Date(date), _) => date.earliest(),
            Self::Interval(..) => OPEN_START_DAY,
        }
    }

    /// The last day that it can mean, inclusive; [`OPEN_END_DAY`] if the end is open or unknown.
    pub fn latest(&self) -> NaiveDate {
        match self {
            Self::Date(date) | Self::Interval(_, IntervalEnd::Date(date)) => date.latest(),
            Self::Interval(..) => OPEN_END_DAY,
        }
    }

    /// The dates in it: the date itself, or the known ends of the interval.
    pub fn dates(&self) -> impl Iterator<Item = &PartialDate> {
        let ends = match self {
            Self::Date(date) => [Some(date), None],
            Self::Interval(start, end) => [start, end].map(|bound| match bound {
                IntervalEnd::Date(date) => Some(date),
                IntervalEnd::Open | IntervalEnd::Unknown => None,
            }),
        };
        ends.into_iter().flatten()
    }

    /// Whether none of its dates has a qualifier (`~`, `?`, `%`).
    pub fn is_certain(&self) -> bool {
        self.dates().all(|date| date.certainty == Certainty::Certain)
    }

    /// Whether at least one day lies in both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// Whether every day of this date lies in `other`.
    pub fn is_within(&self, other: &Self) -> bool {
        other.earliest() <= self.earliest() && self.latest() <= other.latest()
    }

    /// Whether the date, or each end of the interval, is one calendar day without a qualifier.
    pub fn is_exact(&self) -> bool {
        let exact = |bound: &IntervalEnd| matches!(bound, IntervalEnd::Date(date) if date.is_exact_day());
        match self {
            Self::Date(date) => date.is_exact_day(),
            Self::Interval(start, end) => exact(start) && exact(end),
        }
    }

    /// The year of the earliest day; `None` if the start is open.
    pub fn first_year(&self) -> Option<i32> {
        Some(self.earliest()).filter(|&day| day != OPEN_START_DAY).map(|day| day.year())
    }

    /// The year of the latest day; `None` if the end is open. A winter ends in the year after its own.
    pub fn last_year(&self) -> Option<i32> {
        Some(self.latest()).filter(|&day| day != OPEN_END_DAY).map(|day| day.year())
    }

    /// A short form for display: the end of an interval omits what its start has (`2022-05-21/22`, `2022-06-30/07-02`), and
    /// parts of a year have names instead of codes (`2024-H2`, `2024-Q3`, `2024 spring`). It does not parse as EDTF.
    pub fn to_short_string(&self) -> String {
        let written = self.to_string();
        let Self::Interval(IntervalEnd::Date(start), IntervalEnd::Date(end)) = self else {
            return self
                .dates()
                .fold(written, |written, date| written.replace(&date.to_string(), &date.to_short_string()));
        };
        let plain = |date: &PartialDate| date.certainty == Certainty::Certain;
        match (start.as_day(), end.as_day()) {
            (Some(a), Some(b)) if plain(start) && plain(end) && a.year() == b.year() => {
                let shared = if a.month() == b.month() { "%d" } else { "%m-%d" };
                format!("{start}/{}", b.format(shared))
            }
            _ => format!("{}/{}", start.to_short_string(), end.to_short_string()),
        }
    }

    fn order_key(&self) -> (NaiveDate, Reverse<NaiveDate>) {
        (self.earliest(), Reverse(self.latest()))
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order_key().cmp(&other.order_key()).then_with(|| {
            if self == other { Ordering::Equal } else { self.to_string().cmp(&other.to_string()) }
        })
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Display for IntervalEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
