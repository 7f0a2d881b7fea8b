//! What the reader remembers.

use crate::model::{Source, TimelineEntry};
use crate::tui::scroll_page::ScrollPage;

/// A source in the reader.
#[derive(Debug)]
pub struct ReaderState {
    /// The event's id.
    pub event: String,
    /// The index of the source in the event.
    pub source: usize,
    /// The contents.
    pub(in crate::tui) body: ReaderBody,
    /// The text as laid out.
    pub text: ScrollPage,
}

/// The contents of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum ReaderBody {
    /// The text that was imported.
    SavedText(String),
    /// Our digest of the source, if no text is saved.
    Digest(String),
    /// Our summary of the event, if there is no digest either.
    Summary(String),
}

impl ReaderState {
    /// A source, shown from its start.
    pub(in crate::tui) fn new(event: String, source: usize, body: ReaderBody) -> Self {
        Self { event, source, body, text: ScrollPage::default() }
    }
}

impl ReaderBody {
    /// The contents for a source of an event: its saved text, else its digest, else the summary of the event.
    pub(in crate::tui) fn new(saved: Option<String>, entry: &TimelineEntry, source: Option<&Source>) -> Self {
        if let Some(text) = saved {
            return Self::SavedText(text);
        }
        match source.and_then(|source| source.digest.clone()) {
            Some(digest) => Self::Digest(digest),
            None => Self::Summary(entry.event.summary.clone().unwrap_or_else(|| entry.event.title.clone())),
        }
    }
}
