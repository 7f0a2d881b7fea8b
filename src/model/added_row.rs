//! Rows of the user's own store that add a source or a conflicting report to an event, which itself stays as it is. A draft
//! row is a proposal of an import and adds nothing until it is accepted.

use super::event::{Conflict, Event, EventSource, Status};
use serde::{Deserialize, Serialize};

/// An `[[attach]]` row: a further source for an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Id of the event.
    pub event: String,
    /// Id of the source.
    pub source: String,
    /// Draft or accepted.
    #[serde(default, skip_serializing_if = "Status::is_reviewed")]
    pub status: Status,
    /// The exact words of the source about the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

impl Attachment {
    /// An accepted row without a quotation.
    pub fn new(event: impl Into<String>, source: impl Into<String>) -> Self {
        Self { event: event.into(), source: source.into(), status: Status::Reviewed, quote: None }
    }
}

/// A `[[conflict]]` row: a conflicting report on an event. The fields of a [`Conflict`] are repeated: if they were
/// flattened, serde would hide unknown keys from `check`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedConflict {
    /// Id of the event.
    pub event: String,
    /// The key of the field, as `date`.
    pub field: String,
    /// What the source says, in the form of the field.
    pub value: String,
    /// Id of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Why the sources differ, in our words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Draft or accepted.
    #[serde(default, skip_serializing_if = "Status::is_reviewed")]
    pub status: Status,
    /// The exact words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

impl AddedConflict {
    /// An accepted row that adds a conflict to `event`, without a quotation.
    pub fn new(event: impl Into<String>, conflict: Conflict) -> Self {
        let Conflict { field, value, source, note } = conflict;
        Self { event: event.into(), field, value, source, note, status: Status::Reviewed, quote: None }
    }

    /// The conflict that the row adds.
    pub fn to_conflict(&self) -> Conflict {
        let Self { field, value, source, note, .. } = self.clone();
        Conflict { field, value, source, note }
    }
}

/// A row that adds to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddedRow {
    /// A further source.
    Source(Attachment),
    /// A conflicting report.
    Conflict(AddedConflict),
}

impl AddedRow {
    /// Separates the ids of event and source in the id of a row. No other id has it.
    pub const ID_SEPARATOR: char = '@';

    /// Id of the event.
    pub fn event(&self) -> &str {
        match self {
            Self::Source(row) => &row.event,
            Self::Conflict(row) => &row.event,
        }
    }

    /// Id of the source; a conflict may have none.
    pub fn source(&self) -> Option<&str> {
        match self {
            Self::Source(row) => Some(&row.source),
            Self::Conflict(row) => row.source.as_deref(),
        }
    }

    /// The exact words of the source.
    pub fn quote(&self) -> Option<&str> {
        match self {
            Self::Source(row) => row.quote.as_deref(),
            Self::Conflict(row) => row.quote.as_deref(),
        }
    }

    /// Draft or accepted.
    pub fn status(&self) -> Status {
        match self {
            Self::Source(row) => row.status,
            Self::Conflict(row) => row.status,
        }
    }

    /// Whether it is a draft, which adds nothing to the event yet.
    pub fn is_draft(&self) -> bool {
        self.status() == Status::Draft
    }

    /// The same row with another status.
    #[must_use]
    pub fn with_status(&self, status: Status) -> Self {
        match self.clone() {
            Self::Source(row) => Self::Source(Attachment { status, ..row }),
            Self::Conflict(row) => Self::Conflict(AddedConflict { status, ..row }),
        }
    }

    /// Its id: `EVENT@SOURCE`, for a conflict `EVENT@SOURCE:date=2022-08-19`. Rows with the same id say the same.
    pub fn id(&self) -> String {
        let (event, source) = (self.event(), self.source().unwrap_or_default());
        match self {
            Self::Source(_) => format!("{event}{}{source}", Self::ID_SEPARATOR),
            Self::Conflict(AddedConflict { field, value, .. }) => {
                format!("{event}{}{source}:{field}={value}", Self::ID_SEPARATOR)
            }
        }
    }

    /// Whether both rows say the same, whatever their status, note and quotation.
    pub fn says_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Source(one), Self::Source(two)) => one.event == two.event && one.source == two.source,
            (Self::Conflict(one), Self::Conflict(two)) => {
                (&one.event, &one.field, &one.value, &one.source)
                    == (&two.event, &two.field, &two.value, &two.source)
            }
            _ => false,
        }
    }

    /// Adds an accepted row to its event. Returns whether that did not have it already.
    pub(super) fn add_to(&self, event: &mut Event) -> bool {
        match self {
            Self::Source(Attachment { source, quote, .. }) => {
                let is_new = !event.sources.iter().any(|have| have.source == *source);
                if is_new {
                    event.sources.push(EventSource { source: source.clone(), quote: quote.clone() });
                }
                is_new
            }
            Self::Conflict(row) => {
                let conflict = row.to_conflict();
                let is_new = !event.conflicts.contains(&conflict);
                if is_new {
                    event.conflicts.push(conflict);
                }
                is_new
            }
        }
    }
}
