//! Effects: what the state asks to be done outside it, for the effect runner to carry out. Data only.

use crate::config::SavedFilter;
use crate::model::review::{DraftField, MergeChoice};

/// Something to do outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Open a URL in the browser.
    OpenUrl(String),
    /// Read the saved text of the first of these sources (by id) that has one.
    ReadSourceText(Vec<String>),
    /// Accept the draft with this id.
    Accept(String),
    /// Reject the draft with this id.
    Reject(String),
    /// Lay the draft with this id out for review.
    PrepareReview(String),
    /// Set a field of a draft.
    EditField {
        /// The draft's id.
        id: String,
        /// The field.
        part: DraftField,
        /// The value as typed.
        typed: String,
    },
    /// Edit a draft as TOML in the user's editor.
    EditToml {
        /// The draft's id.
        id: String,
        /// The text of an earlier attempt that was rejected.
        text: Option<String>,
    },
    /// Accept the drafts of the source with this id that have no field to check.
    AcceptConfident(String),
    /// Set the publication date of a source.
    SetPublicationDate {
        /// The source's id.
        source: String,
        /// The date as typed.
        typed: String,
    },
    /// Compare a draft with an event.
    PreviewMerge {
        /// The draft's id.
        draft: String,
        /// The event's id.
        event: String,
    },
    /// Merge a draft into an event.
    Merge {
        /// The draft's id.
        draft: String,
        /// The event's id.
        event: String,
        /// One choice for each field in which they differ.
        choices: Vec<MergeChoice>,
    },
    /// Start to import a path or a URL in the background.
    Import(String),
    /// Cancel the import after the articles being read.
    CancelImport,
    /// List the paths that start with this text.
    ListPaths(String),
    /// Add a filter to the history.
    RecordFilter(String),
    /// Save a filter under a digit.
    SaveFilter(SavedFilter),
    /// Reload the store after an import, then show this summary.
    ReloadAfterImport(String),
    /// Undo the last decision.
    Undo,
    /// Redo the last decision undone.
    Redo,
    /// Reload the store.
    Reload,
    /// Redraw every cell.
    Redraw,
    /// Suspend until the shell resumes the program.
    Suspend,
    /// Quit.
    Quit,
}
