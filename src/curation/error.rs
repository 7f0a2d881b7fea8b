//! Why a decision on a draft could not be carried out.

use crate::store;
use crate::text;

/// Why a decision on a draft could not be carried out; the store is as it was.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The timeline has no draft with this id.
    #[error("{}: no such draft; `drafts` lists the drafts", text::escape_controls(.0))]
    NoSuchEvent(String),
    /// The event is reviewed already, or belongs to the built-in timeline.
    #[error("{}: not a draft; only drafts can be accepted, rejected or edited", text::escape_controls(.0))]
    NotADraft(String),
    /// A field cannot take the value that was typed.
    #[error("{0}")]
    Refused(String),
    /// An edited text is not a valid event.
    #[error("line {line}: {what}")]
    Unreadable {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong in it.
        what: String,
    },
    /// Another program has changed an event since.
    #[error("“{}” was changed by another program meanwhile; nothing was changed here", text::clean_line(.0))]
    ChangedSince(String),
    /// The store could not be read or written.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}
