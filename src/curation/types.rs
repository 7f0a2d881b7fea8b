//! The outcome of a decision, and the changes that make and undo it.

use crate::store::Change;
use crate::text;
use std::fmt;

/// The outcome of a decision that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditOutcome {
    /// The new value is the old one. Nothing was written, and there is nothing to undo.
    Unchanged,
    /// The store was changed in one step of undo. The text says how, as `accepted “Cyber commands sign MOU”`.
    Changed(String),
}

impl fmt::Display for EditOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unchanged => f.write_str("nothing was changed"),
            Self::Changed(description) => f.write_str(description),
        }
    }
}

/// A title in quotation marks, cut to `limit` columns: a line of eighty columns has to hold what was done and how to undo
/// it.
pub(super) fn quote_title(title: &str, limit: usize) -> String {
    format!("“{}”", text::width::truncate(&text::clean_line(title), limit))
}

/// A decision or an import as changes of the store, with the changes that undo it.
#[derive(Debug, Default)]
pub struct UndoStep {
    /// What was done, as in `accepted “Cyber commands sign MOU”`.
    pub(super) description: String,
    /// The changes, in order.
    pub(super) changes: Vec<Change>,
    /// The changes that undo them, in order.
    pub(super) inverse: Vec<Change>,
}

impl UndoStep {
    /// A step without changes, described by what was done to an event.
    pub(super) fn for_event(verb: &str, title: &str) -> Self {
        Self { description: format!("{verb} {}", quote_title(title, 30)), ..Self::default() }
    }

    /// Adds a change and the one that undoes it.
    pub(super) fn push(&mut self, change: Change, inverse: Change) {
        self.changes.push(change);
        self.inverse.insert(0, inverse);
    }
}
