//! What the table of event fields says of a field: its names, its place on a page, and how it is read, written, searched,
//! edited and merged.

use crate::model::event::Event;
use crate::model::timeline::Timeline;

/// A field of an event, in the order of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the fields of `Event`")]
pub enum EventField {
    Id,
    Date,
    DateNote,
    Kind,
    Title,
    TitleKo,
    Place,
    PlaceKo,
    Summary,
    Actors,
    Countries,
    Topics,
    Scope,
    Planned,
    Status,
    Confidence,
    DatedBy,
    Typed,
    Conflicts,
    Commitments,
    Links,
    Sources,
}

/// One row of the table of event fields.
pub struct FieldSpec {
    /// The field.
    pub field: EventField,
    /// Its key in TOML and JSON.
    pub key: &'static str,
    /// Its label on a page, at most eight columns.
    pub label: &'static str,
    /// What it is called within a sentence.
    pub noun: &'static str,
    /// Where it is shown on the page of an event.
    pub layout: FieldLayout,
    /// Its column in tables and CSV.
    pub column: Option<FieldColumn>,
    /// The value, as it is spelled in the store, that means the same as a missing key.
    pub unset: Option<&'static str>,
    /// Whether it is written as tables of its own, `[[event.link]]`.
    pub is_table: bool,
    /// Whether every bundled event has to have it.
    pub is_required: bool,
    /// How its text is searched; `None` where the search treats the field on its own or not at all.
    pub search: Option<FieldSearch>,
    /// Its value.
    pub value: fn(&Event) -> FieldValue,
    /// How it is edited in review.
    pub edit: Option<FieldEdit>,
    /// What merging a draft into an event does with it.
    pub merge: FieldMerge,
}

/// The value of a field as text, without line breaks added or removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// One text; empty where the event has none.
    Text(String),
    /// Any number of texts.
    List(Vec<String>),
}

impl FieldValue {
    /// The value of an optional text.
    pub fn optional(text: Option<&str>) -> Self {
        Self::Text(text.unwrap_or_default().to_owned())
    }

    /// One text, the items of a list with `separator` between them.
    pub fn join(self, separator: &str) -> String {
        match self {
            Self::Text(text) => text,
            Self::List(items) => items.join(separator),
        }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
        }
    }
}

/// Where a field is shown on the page of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldLayout {
    /// At the top, without a label.
    Heading,
    /// Behind its label; a missing value takes no line.
    Fact,
    /// On a line of its own under the fact before it, without a label.
    Continuation,
    /// As a paragraph of its own.
    Paragraph,
    /// In a way of its own.
    Section(FieldSection),
    /// Only as part of another field.
    Hidden,
}

/// Fields that pages show in a way of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldSection {
    /// The date in words and as stored, how it was reached, and conflicting dates.
    Date,
    /// The actors by name.
    Actors,
    /// The type with scope, plan and review status.
    Kind,
    /// The country codes.
    Countries,
    /// The topics.
    Topics,
    /// Conflicting reports on fields other than the date.
    Conflicts,
    /// The commitments with their status.
    Commitments,
    /// Links in both directions.
    Links,
    /// The sources with what they say.
    Sources,
    /// The id.
    Id,
}

/// A column of tables and CSV.
#[derive(Clone, Copy)]
pub struct FieldColumn {
    /// Its name in the heading and in `--fields`.
    pub name: &'static str,
    /// What its cell holds.
    pub cell: fn(&Event) -> FieldValue,
    /// Whether it may be cut where a line is too long: prose may, what is there to be copied may not.
    pub is_prose: bool,
}

/// How the text of a field is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSearch {
    /// What a match is worth, in hundredths of one in the title.
    pub weight: u8,
    /// How the text may match.
    pub policy: TextPolicy,
    /// The field by whose filter it is found: `place:` finds the Korean place as well.
    pub filter: EventField,
}

/// How a text may match a word of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPolicy {
    /// Words, parts of words, and words with a typing mistake.
    Fuzzy,
    /// Words and their beginnings, for long texts.
    Words,
}

/// How a field is edited in review.
#[derive(Clone, Copy)]
pub struct FieldEdit {
    /// How a value is written, shown under the input line.
    pub hint: &'static str,
    /// Sets the field to what was typed, an empty text for none. The error says what to write instead.
    pub set: fn(&Timeline, &mut Event, &str) -> Result<(), String>,
}

/// What merging a draft into an event does with a field. Functions that take two events take the draft first.
#[derive(Clone, Copy)]
pub enum FieldMerge {
    /// Nothing: the field belongs to the event itself, or follows from another one.
    Never,
    /// The event keeps its value or takes that of the draft.
    Value {
        /// The value that the draft proposes; empty where it proposes none.
        proposed: fn(&Event) -> FieldValue,
        /// Whether the draft's value can be recorded as a conflicting report.
        can_conflict: bool,
        /// Whether it is recorded as one unless the user chooses otherwise.
        is_conflict: fn(&Event, &Event) -> bool,
        /// Gives the event (last) the draft's value.
        take: fn(&Event, &mut Event),
    },
    /// The event's list stays as it is or takes what the draft's has and it has not.
    List {
        /// The items that the draft adds, as shown.
        added: fn(&Event, &Event) -> Vec<String>,
        /// Adds them to the event (last).
        take: fn(&Event, &mut Event),
    },
}
