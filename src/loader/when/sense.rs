//! What an expression says, before anybody asks when the text was written: rules give these, `resolve` reads them.
//! Never knows the publication date.

use chrono::Weekday;
use std::ops::Range;

/// A stretch of the calendar or of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
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
pub(super) enum Field {
    Named(i32),
    /// From that of publication.
    FromPublished(i32),
    /// From that of the date named before.
    FromNamed(i32),
}

/// On which side of publication something lies that is named without its year or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Nothing says; most are of the past, and what is near ahead is of the future.
    Near,
    /// Up to and including the time of publication.
    Past,
    /// The same, and a verb right beside it says so ("began on Sept. 5").
    Was,
    /// Before it ("last May").
    Before,
    /// From it on.
    Ahead,
    /// After it ("next Friday").
    After,
    /// The one in the same week or year ("this Friday", "this September").
    Same,
}

/// What a shift starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Published,
    /// The date that the text named before.
    Named,
    /// The day that the text named last, whatever coarser date it named since.
    NamedDay,
}

/// What lies at neither a date nor a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vague {
    Past,
    Present,
    Future,
}

/// A part of the day, by its letters in TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hours {
    Morning,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

/// How many of a unit. `None` is an unknown number ("several").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) whole: Option<u32>,
    /// And a half.
    pub(super) half: bool,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sense {
    /// A year, a month, a day, as far as they are named.
    Date {
        year: Option<Field>,
        month: Option<Field>,
        day: Option<u32>,
        side: Side,
    },
    /// A season, a quarter, a half by its number in ISO 8601-2.
    Part {
        part: u8,
        year: Option<Field>,
        side: Side,
    },
    /// A weekday; `weeks` says of which week from that of publication ("Friday of last week").
    Weekday {
        day: Weekday,
        side: Side,
        weeks: Option<i64>,
    },
    /// Saturday and Sunday.
    Weekend {
        side: Side,
    },
    /// So many units from something. `about` where nobody means the very unit ("three weeks ago").
    Shift {
        by: i64,
        unit: Unit,
        from: From,
        about: bool,
    },
    /// `201X` as 201.
    Decade(i32),
    /// `19XX` as 19.
    Century(i32),
    /// A feast, by its month and day; the year is that of a date without one.
    Feast {
        name: &'static str,
        year: Option<Field>,
        side: Side,
    },
    /// Hours of a day.
    Hours {
        part: Hours,
        day: Box<Sense>,
    },
    /// A time by the clock on a day.
    Clock {
        hour: u32,
        minute: Option<u32>,
        day: Box<Sense>,
    },
    /// The day of the date named before, or of publication: where only an hour is named.
    SomeDay,
    /// From one to another, each with its own words.
    Between(Box<Reading>, Box<Reading>),
    Vague(Vague),
    /// A length of time.
    Length {
        count: Count,
        unit: Unit,
    },
    /// A set of times, by its TIMEX3 value.
    Each(String),
}

/// An expression and what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    /// Tokens of the line.
    pub(super) tokens: Range<usize>,
    pub(super) sense: Sense,
    /// The name of the rule that read it.
    pub(super) rule: &'static str,
    /// Whether it names a time without saying when something happened: an attribute ("a 2014 film"), an age.
    pub(super) aside: bool,
    /// Whether the words themselves say that it is near ("3월께").
    pub(super) about: bool,
}

impl Reading {
    pub(super) fn new(tokens: Range<usize>, sense: Sense, rule: &'static str) -> Self {
        Self { tokens, sense, rule, aside: false, about: false }
    }
}

impl Count {
    pub(super) const fn of(whole: u32) -> Self {
        Self { whole: Some(whole), half: false }
    }

    pub(super) const SEVERAL: Self = Self { whole: None, half: false };
}

impl Unit {
    /// Its letter in a TIMEX3 length, and whether it stands behind a `T`.
    pub(super) const fn letter(self) -> (char, bool) {
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
    pub(super) const fn size(self) -> u32 {
        match self {
            Self::Decade => 10,
            Self::Century => 100,
            _ => 1,
        }
    }
}

impl Side {
    pub(super) const fn is_ahead(self) -> bool {
        matches!(self, Self::Ahead | Self::After)
    }

    /// Where a day or month without a year lies, as (ahead of publication, only a guess), given whether it comes
    /// `soon` after publication or was `just` before it: near the date the calendar overrules the verb.
    pub(super) const fn leaning(self, soon: bool, just: bool) -> (bool, bool) {
        match self {
            Self::Near => (soon, false),
            Self::Past => (soon, soon),
            Self::Ahead => (!just, just),
            _ => (self.is_ahead(), false),
        }
    }
}
