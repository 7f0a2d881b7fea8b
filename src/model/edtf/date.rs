//! `Edtf`: one date or an interval, its first and last day, its order. Never reads text; `parse` does.

use super::partial_date::{Certainty, PartialDate};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::{Ordering, Reverse};
use std::fmt;

/// The day an open start counts as: before every day that can be written.
pub const OPEN_START_DAY: NaiveDate = NaiveDate::MIN;
/// The day an open end counts as: after every day that can be written.
pub const OPEN_END_DAY: NaiveDate = NaiveDate::MAX;

/// A date as known. Years run from 1 to 9999.
///
/// The order is that of the timeline: by earliest possible day, from the same day the coarser first (a month before
/// its days), then as written. It is total, and agrees with equality.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One date, as `2022-05-21`, `2022-05~`, `201X`.
    Date(PartialDate),
    /// From one date to another, both included, as `2022-05-21/2022-05-22`, `../2022-04`.
    Interval(IntervalEnd, IntervalEnd),
}

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IntervalEnd {
    /// A date.
    Date(PartialDate),
    /// `..`: no bound.
    Open,
    /// Nothing written: there is a bound, and nobody knows it.
    Unknown,
}

/// What is wrong with two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IntervalError {
    /// The first day comes after the last.
    EndBeforeStart,
    /// Neither end has a date.
    NoDate,
}

impl Edtf {
    /// A day of the calendar, exactly known. `None` outside the years 1 to 9999.
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

    /// From one date to another, both included. `None` when the first cannot come before the last.
    pub fn between(start: &Self, end: &Self) -> Option<Self> {
        match (start, end) {
            (Self::Date(a), Self::Date(b)) => {
                Self::interval(IntervalEnd::Date(a.clone()), IntervalEnd::Date(b.clone())).ok()
            }
            _ => None,
        }
    }

    /// From one bound to another. The flaw is [`Flaw::Backwards`] or [`Flaw::Empty`].
    pub(super) fn interval(start: IntervalEnd, end: IntervalEnd) -> Result<Self, IntervalError> {
        match (&start, &end) {
            (IntervalEnd::Date(a), IntervalEnd::Date(b)) if a.earliest() > b.latest() => {
                Err(IntervalError::EndBeforeStart)
            }
            (IntervalEnd::Date(_), _) | (_, IntervalEnd::Date(_)) => Ok(Self::Interval(start, end)),
            _ => Err(IntervalError::NoDate),
        }
    }

    /// Some day up to and including the end of `end`: `../2023-12-09`. `None` when `end` is an interval.
    pub fn until(end: &Self) -> Option<Self> {
        match end {
            Self::Date(point) => Some(Self::Interval(IntervalEnd::Open, IntervalEnd::Date(point.clone()))),
            Self::Interval(..) => None,
        }
    }

    /// The same date said with another certainty. An interval takes it at both ends.
    #[must_use]
    pub fn with_certainty(mut self, certainty: Certainty) -> Self {
        match &mut self {
            Self::Date(point) => point.certainty = certainty,
            Self::Interval(start, end) => {
                for bound in [start, end] {
                    if let IntervalEnd::Date(point) = bound {
                        point.certainty = certainty;
                    }
                }
            }
        }
        self
    }

    /// The first day it may mean; [`FIRST_DAY`] where the start is open or unknown.
    pub fn earliest(&self) -> NaiveDate {
        match self {
            Self::Date(point) | Self::Interval(IntervalEnd::Date(point), _) => point.earliest(),
            Self::Interval(..) => OPEN_START_DAY,
        }
    }

    /// The last day it may mean, included; [`LAST_DAY`] where the end is open or unknown.
    pub fn latest(&self) -> NaiveDate {
        match self {
            Self::Date(point) | Self::Interval(_, IntervalEnd::Date(point)) => point.latest(),
            Self::Interval(..) => OPEN_END_DAY,
        }
    }

    /// The dates it is made of: itself, or the ends of the interval that have one.
    pub fn points(&self) -> impl Iterator<Item = &PartialDate> {
        let ends = match self {
            Self::Date(point) => [Some(point), None],
            Self::Interval(start, end) => [start, end].map(|bound| match bound {
                IntervalEnd::Date(point) => Some(point),
                IntervalEnd::Open | IntervalEnd::Unknown => None,
            }),
        };
        ends.into_iter().flatten()
    }

    /// Whether no sign of doubt (`~`, `?`, `%`) stands on it.
    pub fn is_certain(&self) -> bool {
        self.points().all(|point| point.certainty == Certainty::Certain)
    }

    /// Whether some day fits both.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// Whether every day of this one is a day of `other`.
    pub fn is_within(&self, other: &Self) -> bool {
        other.earliest() <= self.earliest() && self.latest() <= other.latest()
    }

    /// Whether each end of it is one day of the calendar, neither uncertain nor approximate.
    pub fn is_exact(&self) -> bool {
        let exact = |bound: &IntervalEnd| matches!(bound, IntervalEnd::Date(point) if point.is_exact_day());
        match self {
            Self::Date(point) => point.is_exact_day(),
            Self::Interval(start, end) => exact(start) && exact(end),
        }
    }

    /// The year of the earliest day; `None` where the start is open.
    pub fn first_year(&self) -> Option<i32> {
        Some(self.earliest()).filter(|&day| day != OPEN_START_DAY).map(|day| day.year())
    }

    /// The year of the latest day; `None` where the end is open. A winter ends in the year after its own.
    pub fn last_year(&self) -> Option<i32> {
        Some(self.latest()).filter(|&day| day != OPEN_END_DAY).map(|day| day.year())
    }

    /// As written, with what an interval's end repeats left out: `2022-05-21/22`, `2022-06-30/07-02`; halves, quarters
    /// and seasons without their numbers: `2024-H2`, `2024-Q3`, `2024 spring`. For the eye only; it does not parse.
    pub fn to_short_string(&self) -> String {
        let written = self.to_string();
        let Self::Interval(IntervalEnd::Date(start), IntervalEnd::Date(end)) = self else {
            return self.points().fold(written, |written, point| {
                written.replace(&point.to_string(), &point.to_short_string())
            });
        };
        let plain = |point: &PartialDate| point.certainty == Certainty::Certain;
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
            Self::Date(point) => write!(f, "{point}"),
            Self::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Display for IntervalEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(point) => write!(f, "{point}"),
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
