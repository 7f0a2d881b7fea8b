//! Commitments: what an event promised, of what nature it is, what fulfilled it, and the status that follows from that on
//! a given day. The status is derived, never stored.

use super::edtf::Edtf;
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Something that an event promised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// What exactly was promised.
    pub text: String,
    /// Whether it can be done once, comes back, or never ends.
    #[serde(default, skip_serializing_if = "CommitmentNature::is_deliverable")]
    pub nature: CommitmentNature,
    /// By when. Deliverables only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Edtf>,
    /// At which interval. Recurring commitments only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Recurrence>,
    /// Whether `fulfilled_by` fulfills only a part of it. Deliverables only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partly: bool,
    /// Id of the source that reports the promise, where it is not the first source of the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What is known of it while it is open, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The events that fulfilled it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fulfilled_by: Vec<Fulfillment>,
}

/// An event that fulfilled a commitment, or a part or an occurrence of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fulfillment {
    /// Id of the event.
    pub event: String,
    /// Id of the source that says so; `None` where it is our inference, and the note says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Which part it fulfilled, or why we infer it, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Fulfillment {
    /// A fulfillment that names only the event.
    pub fn new(event: impl Into<String>) -> Self {
        Self { event: event.into(), source: None, note: None }
    }
}

/// Whether a commitment can be done once, comes back, or never ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CommitmentNature {
    /// One thing that can be done and seen to be done.
    #[default]
    Deliverable,
    /// Something to be done at an interval.
    Recurring,
    /// Something without an end, as "share information".
    Standing,
}

impl CommitmentNature {
    fn is_deliverable(&self) -> bool {
        *self == Self::Deliverable
    }
}

/// An interval in months or years, written `6m` or `1y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Recurrence {
    count: u32,
    unit: RecurrenceUnit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum RecurrenceUnit {
    Month,
    Year,
}

impl Recurrence {
    /// The length in months.
    fn months(self) -> u32 {
        match self.unit {
            RecurrenceUnit::Month => self.count,
            RecurrenceUnit::Year => self.count.saturating_mul(12),
        }
    }

    /// The last day that lies within one and a half intervals after `day`; `None` where the calendar ends before it.
    fn lapses_after(self, day: NaiveDate) -> Option<NaiveDate> {
        let halves = self.months().checked_mul(3)?;
        let half_month = if halves % 2 == 1 { Days::new(15) } else { Days::new(0) };
        day.checked_add_months(Months::new(halves / 2))?.checked_add_days(half_month)
    }

    /// The interval in words, as `every year` or `every 6 months`.
    pub fn in_words(self) -> String {
        let unit = match self.unit {
            RecurrenceUnit::Month => "month",
            RecurrenceUnit::Year => "year",
        };
        match self.count {
            1 => format!("every {unit}"),
            count => format!("every {count} {unit}s"),
        }
    }
}

/// Why a text is not a [`Recurrence`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an interval; write a number of months or years, as 6m or 1y")]
pub struct RecurrenceError(String);

impl FromStr for Recurrence {
    type Err = RecurrenceError;

    fn from_str(text: &str) -> Result<Self, RecurrenceError> {
        let error = || RecurrenceError(text.to_owned());
        let (count, unit) = if let Some(count) = text.strip_suffix('y') {
            (count, RecurrenceUnit::Year)
        } else if let Some(count) = text.strip_suffix('m') {
            (count, RecurrenceUnit::Month)
        } else {
            return Err(error());
        };
        let digits = !count.starts_with('0') && count.bytes().all(|byte| byte.is_ascii_digit());
        let count = count.parse().ok().filter(|count| digits && (1..=1200).contains(count));
        count.map(|count| Self { count, unit }).ok_or_else(error)
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            RecurrenceUnit::Month => 'm',
            RecurrenceUnit::Year => 'y',
        };
        write!(f, "{}{unit}", self.count)
    }
}

impl Serialize for Recurrence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Recurrence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How far a commitment has come on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommitmentStatus {
    /// A deliverable that nothing fulfills, with no due date or one that is not past.
    Open,
    /// A deliverable that nothing fulfills, and the last possible day of its due date is past.
    Overdue,
    /// A deliverable of which a part is fulfilled.
    PartlyFulfilled,
    /// A deliverable that is fulfilled.
    Fulfilled,
    /// A standing commitment, or a recurring one whose last occurrence is at most one and a half intervals ago.
    Ongoing,
    /// A recurring commitment whose last occurrence is longer ago than that.
    Lapsed,
}

impl CommitmentStatus {
    /// Every status, those that need attention first.
    pub const ALL: [Self; 6] =
        [Self::Overdue, Self::Lapsed, Self::Open, Self::PartlyFulfilled, Self::Ongoing, Self::Fulfilled];

    /// The status as it is shown, at most 16 columns.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::PartlyFulfilled => "partly fulfilled",
            Self::Fulfilled => "fulfilled",
            Self::Ongoing => "ongoing",
            Self::Lapsed => "lapsed",
        }
    }

    /// Whether something is still to be done.
    pub const fn is_outstanding(self) -> bool {
        !matches!(self, Self::Fulfilled | Self::Ongoing)
    }

    /// Whether it is late: overdue or lapsed.
    pub const fn is_missed(self) -> bool {
        matches!(self, Self::Overdue | Self::Lapsed)
    }
}

/// What decides the status of a commitment, worked out once to be asked for any day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusRule {
    /// The same status on every day.
    Fixed(CommitmentStatus),
    /// Open up to this day, overdue after it.
    DueBy(NaiveDate),
    /// Ongoing from each of these first days up to the last day beside it (`None`: without end), else lapsed.
    Occurrences(Vec<(NaiveDate, Option<NaiveDate>)>),
}

impl StatusRule {
    /// The rule of a commitment made on the date `made`. `occurrences` are the dates of the events that fulfill it, as
    /// far as they are known.
    pub fn new<'a>(
        commitment: &Commitment,
        made: Option<&'a Edtf>,
        occurrences: impl Iterator<Item = &'a Edtf>,
    ) -> Self {
        match commitment.nature {
            CommitmentNature::Deliverable => Self::of_deliverable(commitment),
            CommitmentNature::Standing => Self::Fixed(CommitmentStatus::Ongoing),
            CommitmentNature::Recurring => match commitment.every {
                // Without an interval there is no date by which it lapses.
                None => Self::Fixed(CommitmentStatus::Ongoing),
                Some(every) => {
                    let dates = made.into_iter().chain(occurrences);
                    Self::Occurrences(
                        dates.map(|date| (date.earliest(), every.lapses_after(date.latest()))).collect(),
                    )
                }
            },
        }
    }

    fn of_deliverable(commitment: &Commitment) -> Self {
        match (&commitment.due, commitment.fulfilled_by.is_empty(), commitment.partly) {
            (_, false, false) => Self::Fixed(CommitmentStatus::Fulfilled),
            (_, false, true) => Self::Fixed(CommitmentStatus::PartlyFulfilled),
            (Some(due), true, _) => Self::DueBy(due.latest()),
            (None, true, _) => Self::Fixed(CommitmentStatus::Open),
        }
    }

    /// The status on the day `today`. An occurrence that lies after it does not count yet.
    pub fn status_on(&self, today: NaiveDate) -> CommitmentStatus {
        match self {
            Self::Fixed(status) => *status,
            Self::DueBy(last) if *last < today => CommitmentStatus::Overdue,
            Self::DueBy(_) => CommitmentStatus::Open,
            Self::Occurrences(spans) => {
                let covers = |(first, last): &(NaiveDate, Option<NaiveDate>)| {
                    *first <= today && last.is_none_or(|last| today <= last)
                };
                // Before the first of them, and where none is dated, nothing has been missed.
                let begun = spans.iter().any(|(first, _)| *first <= today);
                if !begun || spans.iter().any(covers) {
                    CommitmentStatus::Ongoing
                } else {
                    CommitmentStatus::Lapsed
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_deliverable_is_overdue_only_after_its_last_possible_day() {
        let mut promise = Commitment { due: "2022-10".parse().ok(), ..Commitment::default() };
        let status = |promise: &Commitment, today| {
            StatusRule::new(promise, None, std::iter::empty()).status_on(day(today))
        };
        assert_eq!(status(&promise, "2022-10-31"), CommitmentStatus::Open);
        assert_eq!(status(&promise, "2022-11-01"), CommitmentStatus::Overdue);
        promise.fulfilled_by.push(Fulfillment::new("cyber-flag"));
        assert_eq!(status(&promise, "2022-11-01"), CommitmentStatus::Fulfilled);
        promise.partly = true;
        assert_eq!(status(&promise, "2022-11-01"), CommitmentStatus::PartlyFulfilled);
    }

    #[test]
    fn a_recurring_commitment_lapses_one_and_a_half_intervals_after_the_last_time() {
        let made: Edtf = "2020-01-10".parse().unwrap();
        let held: Vec<Edtf> = ["2021-01", "2024-03-05"].map(|date| date.parse().unwrap()).to_vec();
        let rule = |every: &str| {
            let promise = Commitment {
                nature: CommitmentNature::Recurring,
                every: every.parse().ok(),
                ..Commitment::default()
            };
            StatusRule::new(&promise, Some(&made), held.iter())
        };
        let table = [
            ("1y", "2019-06-01", CommitmentStatus::Ongoing),
            ("1y", "2020-07-10", CommitmentStatus::Ongoing),
            ("1y", "2022-07-31", CommitmentStatus::Ongoing),
            ("1y", "2022-08-01", CommitmentStatus::Lapsed),
            // What is held later does not help before it is held.
            ("1y", "2024-03-04", CommitmentStatus::Lapsed),
            ("1y", "2025-09-05", CommitmentStatus::Ongoing),
            ("1y", "2025-09-06", CommitmentStatus::Lapsed),
            ("6m", "2024-12-05", CommitmentStatus::Ongoing),
            ("6m", "2024-12-06", CommitmentStatus::Lapsed),
            ("1m", "2024-04-20", CommitmentStatus::Ongoing),
            ("1m", "2024-04-21", CommitmentStatus::Lapsed),
            ("", "2099-01-01", CommitmentStatus::Ongoing),
        ];
        for (every, today, want) in table {
            assert_eq!(rule(every).status_on(day(today)), want, "{every} on {today}");
        }
        let standing = Commitment { nature: CommitmentNature::Standing, ..Commitment::default() };
        let rule = StatusRule::new(&standing, Some(&made), std::iter::empty());
        assert_eq!(rule.status_on(day("2099-01-01")), CommitmentStatus::Ongoing);
    }

    #[test]
    fn an_interval_is_a_number_of_months_or_years() {
        for text in ["1y", "6m", "12m", "2y"] {
            assert_eq!(text.parse::<Recurrence>().unwrap().to_string(), text);
        }
        for text in ["", "y", "0y", "01y", "1w", "1.5y", "-1y", "yearly", "9999y"] {
            assert!(text.parse::<Recurrence>().is_err(), "{text}");
        }
        let words = |text: &str| text.parse::<Recurrence>().unwrap().in_words();
        assert_eq!((words("1y").as_str(), words("6m").as_str()), ("every year", "every 6 months"));
    }
}
