//! Results of effects, and what the background import reports. Data only; `update::apply_result` applies them.

use crate::config::{FilterMemory, SavedFilter};
use crate::model::Timeline;
use crate::model::review::{DraftReview, MergePreview};

/// The result of an effect.
#[derive(Clone, Debug)]
pub enum EffectResult {
    /// The store was reloaded or changed; the text says what was done.
    StoreChanged(Box<Timeline>, String),
    /// The store was reloaded while the user did something else; the text says why.
    StoreRefreshed(Box<Timeline>, String),
    /// The import has read `done` of `total` articles.
    #[expect(missing_docs, reason = "said above")]
    ImportProgress { done: usize, total: usize },
    /// The import has finished.
    ImportFinished(ImportSummary),
    /// The paths that start with the typed text, then that text.
    PathsListed(Vec<String>, String),
    /// Saved filters and history, as loaded at the start.
    ConfigLoaded(FilterMemory),
    /// All saved filters after one was saved, and a message.
    FiltersSaved(Vec<SavedFilter>, String),
    /// The id of a source and its saved text.
    SourceText(String, String),
    /// A draft, laid out for review.
    DraftReviewReady(Box<DraftReview>),
    /// A draft beside the event into which it is to be merged.
    MergePreviewReady(Box<MergePreview>),
    /// The text of a draft that was rejected after editing.
    EditRejected {
        /// The draft's id.
        id: String,
        /// The text, kept for the next attempt.
        text: String,
        /// Why it was rejected.
        message: String,
    },
    /// A message to show until the next key.
    Notice(String),
}

/// The outcome of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// The whole import in one line.
    pub summary: String,
    /// One item for each article or source.
    pub items: Vec<ImportedItem>,
}

/// The outcome for one article or source of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedItem {
    /// Its path or URL.
    pub path: String,
    /// What was done with it, or why it was refused.
    pub outcome: String,
    /// Whether it was refused.
    pub refused: bool,
}
