//! The meaning of a temporal expression, independent of the publication date. Rules produce these types, `resolver` resolves
//! them to dates.

use super::holiday::HolidayRule;
use chrono::Weekday;
use serde::Deserialize;
use std::ops::Range;

/// The rule name of a day relative to the date mentioned before.
pub(in crate::loader) const RELATIVE_DAY_RULE: &str = "day relative to the previous date";
/// The rule name of a date that stands in the text and cannot be read.
pub(in crate::loader) const UNREADABLE_DATE_RULE: &str = "date that cannot be read";
/// The rule name of any other time relative to the date mentioned before.
pub(super) const RELATIVE_TIME_RULE: &str = "time relative to the previous date";

/// A unit of time, ordered by length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A year or a month: its number, or its distance from another one, negative if earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateField {
    Explicit(i32),
    /// From the year or month of publication.
    PublicationOffset(i32),
    /// From that of the date mentioned last.
    MentionOffset(i32),
}

/// Whether a time without a year or month lies before or after publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Unknown: past, unless it would be shortly after publication.
    Unspecified,
    /// Up to and including the time of publication.
    Past,
    /// Like `Past`, because of a verb right beside it ("began on Sept. 5").
    PastByVerb,
    /// Before the time of publication ("last May").
    StrictlyBefore,
    /// From the time of publication on.
    Future,
    /// After the time of publication ("next Friday").
    StrictlyAfter,
    /// In the same week or year as publication ("this Friday", "this September").
    SamePeriod,
}

/// What an offset starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AnchorKind {
    Publication,
    /// The date mentioned last.
    #[serde(rename = "mention")]
    LastMention,
    /// The day that the text is about, even if it has mentioned a month or a year since.
    #[serde(rename = "story")]
    StoryDay,
}

/// A vague reference to a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum VagueReference {
    Past,
    Present,
    Future,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// `None` for an unknown number ("several").
    pub(super) whole: Option<u32>,
    /// Whether a half is added ("two and a half").
    pub(super) plus_half: bool,
}

/// The meaning of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TimeExpr {
    /// A year, a month and a day, as far as they are given.
    Date {
        year: Option<DateField>,
        month: Option<DateField>,
        day: Option<u32>,
        direction: Direction,
    },
    /// A season, quarter or half of a year, by its ISO 8601-2 code.
    YearPart {
        part: u8,
        year: Option<DateField>,
        direction: Direction,
    },
    /// A weekday. `weeks` is the distance of its week from that of publication ("Friday of last week" is -1).
    Weekday {
        day: Weekday,
        direction: Direction,
        weeks: Option<i64>,
    },
    /// A Saturday and the Sunday after it.
    Weekend {
        direction: Direction,
    },
    /// A number of units from an anchor. `approximate` if the exact unit is not meant ("three weeks ago").
    Offset {
        by: i64,
        unit: TimeUnit,
        anchor: AnchorKind,
        approximate: bool,
    },
    /// `201X` is 201.
    Decade(i32),
    /// `19XX` is 19.
    Century(i32),
    /// A holiday.
    Holiday {
        rule: HolidayRule,
        year: Option<DateField>,
        direction: Direction,
    },
    /// A part of a day.
    DayPart {
        part: DayPart,
        day: Box<TimeExpr>,
    },
    /// A time of day on a day. `minute` is `None` if the time is not given to the minute.
    ClockTime {
        hour: u32,
        minute: Option<u32>,
        day: Box<TimeExpr>,
    },
    /// The day of an expression that has only a time of day: the day mentioned last, or the day of publication.
    ImpliedDay,
    /// A number of units from a date that stands beside it; `length` are the tokens of the number and its unit.
    Shifted {
        by: i64,
        unit: TimeUnit,
        length: Range<usize>,
        base: Box<TimeExprMatch>,
    },
    /// From one time to another, each with its own tokens.
    Range(Box<TimeExprMatch>, Box<TimeExprMatch>),
    Vague(VagueReference),
    /// A length of time.
    Duration {
        count: Quantity,
        unit: TimeUnit,
    },
    /// A set of times ("every Monday"), by its TIMEX3 value.
    Recurrence(String),
}

/// An expression that a rule has found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeExprMatch {
    /// The tokens of the line.
    pub(super) tokens: Range<usize>,
    pub(super) expr: TimeExpr,
    /// The name of the rule, which has a row in `data/loader/dates.toml`.
    pub(super) rule: &'static str,
    /// Whether it does not say when something happened: an attribute ("a 2014 film"), an age, a length of time.
    pub(super) incidental: bool,
    /// Whether the words say that it is approximate ("3월께").
    pub(super) approximate: bool,
}

impl TimeExprMatch {
    pub(super) fn new(tokens: Range<usize>, expr: TimeExpr, rule: &'static str) -> Self {
        Self { tokens, expr, rule, incidental: false, approximate: false }
    }

    /// A match that does not say when something happened.
    pub(super) fn incidental(tokens: Range<usize>, expr: TimeExpr, rule: &'static str) -> Self {
        Self { incidental: true, ..Self::new(tokens, expr, rule) }
    }

    /// A match of a range from its two ends.
    pub(super) fn range(first: Self, last: Self, rule: &'static str) -> Self {
        let tokens = first.tokens.start..last.tokens.end;
        Self::new(tokens, TimeExpr::Range(Box::new(first), Box::new(last)), rule)
    }
}

impl TimeExpr {
    /// An exact number of units from an anchor.
    pub(super) const fn offset(by: i64, unit: TimeUnit, anchor: AnchorKind) -> Self {
        Self::Offset { by, unit, anchor, approximate: false }
    }

    /// The day `by` days from publication.
    pub(super) const fn day_offset(by: i64) -> Self {
        Self::offset(by, TimeUnit::Day, AnchorKind::Publication)
    }
}

impl Quantity {
    pub(super) const fn exactly(whole: u32) -> Self {
        Self { whole: Some(whole), plus_half: false }
    }

    pub(super) const SEVERAL: Self = Self { whole: None, plus_half: false };
}

impl TimeUnit {
    /// Its letter in a TIMEX3 duration, and whether the letter follows a `T`.
    pub(super) const fn timex_letter(self) -> (char, bool) {
        match self {
            Self::Second => ('S', true),
            Self::Minute => ('M', true),
            Self::Hour => ('H', true),
            Self::Day => ('D', false),
            Self::Week | Self::Fortnight => ('W', false),
            Self::Month => ('M', false),
            Self::Quarter => ('Q', false),
            Self::Year | Self::Decade | Self::Century => ('Y', false),
        }
    }

    /// The calendar unit that it is a multiple of, and the factor: a decade is 10 years.
    pub(super) const fn to_base(self) -> (Self, u32) {
        match self {
            Self::Second
            | Self::Minute
            | Self::Hour
            | Self::Day
            | Self::Week
            | Self::Month
            | Self::Quarter
            | Self::Year => (self, 1),
            Self::Fortnight => (Self::Week, 2),
            Self::Decade => (Self::Year, 10),
            Self::Century => (Self::Year, 100),
        }
    }
}

impl Direction {
    pub(super) const fn is_future(self) -> bool {
        matches!(self, Self::Future | Self::StrictlyAfter)
    }

    /// Whether a day or month without a year lies after publication, and whether that is only a guess. Near publication the
    /// calendar overrules the tense: `soon` if it comes shortly after publication, `just` if it was shortly before.
    pub(super) const fn lean_near_publication(self, soon: bool, just: bool) -> (bool, bool) {
        match self {
            Self::Unspecified => (soon, false),
            Self::Past => (soon, soon),
            Self::Future => (!just, just),
            _ => (self.is_future(), false),
        }
    }
}
