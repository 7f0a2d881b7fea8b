//! The desk's nouns: what a decision did and what takes it back, and why one could not be made.

use crate::store::{self, Change};
use crate::text;

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// No event of that id.
    #[error("{}: no such event; `drafts` lists what waits", text::escape_controls(.0))]
    NoSuchEvent(String),
    /// The event is reviewed already, or belongs to the bundled timeline.
    #[error("{}: is no draft, so there is nothing to decide", text::escape_controls(.0))]
    NotADraft(String),
    /// A field cannot be what was typed.
    #[error("{0}")]
    Refused(String),
    /// A text cannot be taken for the event, with the line of it and why.
    #[error("line {line}: {what}")]
    Unreadable {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
    /// An event is no longer what the decision made of it.
    #[error("“{}” has been changed by another program since; nothing was done", text::clean_line(.0))]
    ChangedSince(String),
    /// The store said no.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}

/// A title in quotation marks, cut to `limit` columns, so that a line of eighty has room for what was done and how to
/// undo it.
pub(super) fn quote_title(title: &str, limit: usize) -> String {
    format!("“{}”", text::width::truncate(&text::clean_line(title), limit))
}

/// A decision: what it did, and what takes it back.
#[derive(Debug, Default)]
pub(super) struct UndoStep {
    /// What was done, as in `accepted “Cyber commands sign MOU”`.
    pub(super) description: String,
    pub(super) changes: Vec<Change>,
    pub(super) inverse: Vec<Change>,
}

impl UndoStep {
    /// A step named by what was done to an event.
    pub(super) fn for_event(verb: &str, title: &str) -> Self {
        Self { description: format!("{verb} {}", quote_title(title, 30)), ..Self::default() }
    }

    /// Adds a change and what takes it back. Changes are taken back in the opposite order.
    pub(super) fn push(&mut self, forth: Change, back: Change) {
        self.changes.push(forth);
        self.inverse.insert(0, back);
    }
}
