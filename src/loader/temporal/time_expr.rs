//! What an expression says, before anybody asks when the text was written: rules give these, `resolve` reads them.
//! Never knows the publication date.

use chrono::Weekday;
use std::ops::Range;

/// A stretch of the calendar or of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A year or a month as it is named: by its number, or by how many it lies before (negative) or after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateField {
    Explicit(i32),
    /// From that of publication.
    PublicationOffset(i32),
    /// From that of the date named before.
    MentionOffset(i32),
}

/// On which side of publication something lies that is named without its year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Nothing says; most are of the past, and what is near ahead is of the future.
    Unspecified,
    /// Up to and including the time of publication.
    Past,
    /// The same, and a verb right beside it says so ("began on Sept. 5").
    PastByVerb,
    /// Before it ("last May").
    StrictlyBefore,
    /// From it on.
    Future,
    /// After it ("next Friday").
    StrictlyAfter,
    /// The one in the same week or year ("this Friday", "this September").
    SamePeriod,
}

/// What a shift starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnchorKind {
    Publication,
    /// The date that the text named before.
    LastMention,
    /// The day that the text named last, whatever coarser date it named since.
    LastMentionedDay,
}

/// What lies at neither a date nor a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VagueReference {
    Past,
    Present,
    Future,
}

/// A part of the day, by its letters in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// How many of a unit. `None` is an unknown number ("several").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    pub(super) whole: Option<u32>,
    /// And a half.
    pub(super) plus_half: bool,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TimeExpr {
    /// A year, a month, a day, as far as they are named.
    Date {
        year: Option<DateField>,
        month: Option<DateField>,
        day: Option<u32>,
        direction: Direction,
    },
    /// A season, a quarter, a half by its number in ISO 8601-2.
    YearPart {
        part: u8,
        year: Option<DateField>,
        direction: Direction,
    },
    /// A weekday; `weeks` says of which week from that of publication ("Friday of last week").
    Weekday {
        day: Weekday,
        direction: Direction,
        weeks: Option<i64>,
    },
    /// Saturday and Sunday.
    Weekend {
        direction: Direction,
    },
    /// So many units from something. `about` where nobody means the very unit ("three weeks ago").
    Offset {
        by: i64,
        unit: TimeUnit,
        anchor: AnchorKind,
        approximate: bool,
    },
    /// `201X` as 201.
    Decade(i32),
    /// `19XX` as 19.
    Century(i32),
    /// A feast, by its month and day; the year is that of a date without one.
    Holiday {
        name: &'static str,
        year: Option<DateField>,
        direction: Direction,
    },
    /// Hours of a day.
    DayPart {
        part: DayPart,
        day: Box<TimeExpr>,
    },
    /// A time by the clock on a day.
    ClockTime {
        hour: u32,
        minute: Option<u32>,
        day: Box<TimeExpr>,
    },
    /// The day of the date named before, or of publication: where only an hour is named.
    ImpliedDay,
    /// From one to another, each with its own words.
    Range(Box<TimeExprMatch>, Box<TimeExprMatch>),
    Vague(VagueReference),
    /// A length of time.
    Duration {
        count: Quantity,
        unit: TimeUnit,
    },
    /// A set of times, by its TIMEX3 value.
    Recurrence(String),
}

/// An expression and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeExprMatch {
    /// Tokens of the line.
    pub(super) tokens: Range<usize>,
    pub(super) expr: TimeExpr,
    /// The name of the rule that read it.
    pub(super) rule: &'static str,
    /// Whether it names a time without saying when something happened: an attribute ("a 2014 film"), an age.
    pub(super) incidental: bool,
    /// Whether the words themselves say that it is near ("3월께").
    pub(super) approximate: bool,
}

impl TimeExprMatch {
    pub(super) fn new(tokens: Range<usize>, expr: TimeExpr, rule: &'static str) -> Self {
        Self { tokens, expr, rule, incidental: false, approximate: false }
    }
}

impl Quantity {
    pub(super) const fn exactly(whole: u32) -> Self {
        Self { whole: Some(whole), plus_half: false }
    }

    pub(super) const SEVERAL: Self = Self { whole: None, plus_half: false };
}

impl TimeUnit {
    /// Its letter in a TIMEX3 length, and whether it stands behind a `T`.
    pub(super) const fn timex_letter(self) -> (char, bool) {
        match self {
            Self::Second => ('S', true),
            Self::Minute => ('M', true),
            Self::Hour => ('H', true),
            Self::Day => ('D', false),
            Self::Week => ('W', false),
            Self::Month => ('M', false),
            Self::Quarter => ('Q', false),
            Self::Year | Self::Decade | Self::Century => ('Y', false),
        }
    }

    /// How many of its letter it stands for.
    pub(super) const fn timex_multiplier(self) -> u32 {
        match self {
            Self::Decade => 10,
            Self::Century => 100,
            _ => 1,
        }
    }
}

impl Direction {
    pub(super) const fn is_future(self) -> bool {
        matches!(self, Self::Future | Self::StrictlyAfter)
    }

    /// Where a day or month without a year lies, as (ahead of publication, only a guess), given whether it comes
    /// `soon` after publication or was `just` before it: near the date the calendar overrules the verb.
    pub(super) const fn lean_near_publication(self, soon: bool, just: bool) -> (bool, bool) {
        match self {
            Self::Unspecified => (soon, false),
            Self::Past => (soon, soon),
            Self::Future => (!just, just),
            _ => (self.is_future(), false),
        }
    }
}
