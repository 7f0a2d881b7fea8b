//! A source as a page: the imported text if there is one, else our digest or summary, said to be one.

use super::pieces::{StyledPage, StyledText};
use crate::model::{Source, TimelineEntry};
use crate::tui::theme::Role;

/// What the reader has to show of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderBody {
    /// The text that was imported.
    SavedText(String),
    /// No text; what we say of the source.
    Digest(String),
    /// Neither; what we say of the event.
    Summary(String),
}

impl ReaderBody {
    /// The body of a source: its saved text, else our words.
    pub fn new(saved: Option<String>, entry: &TimelineEntry, source: Option<&Source>) -> Self {
        if let Some(text) = saved {
            return Self::SavedText(text);
        }
        match source.and_then(|source| source.digest.clone()) {
            Some(digest) => Self::Digest(digest),
            None => Self::Summary(entry.event.summary.clone().unwrap_or_else(|| entry.event.title.clone())),
        }
    }
}

/// The most columns of the text, however wide the terminal.
pub const MAX_TEXT_COLUMNS: usize = 80;

/// Lays a source out, `width` columns wide. `quotes` are the passages that the event rests on.
pub fn reader_page(body: &ReaderBody, source: Option<&Source>, width: usize) -> StyledPage {
    let width = width.min(MAX_TEXT_COLUMNS);
    let mut page = StyledPage::default();
    let title = source.map(Source::label).unwrap_or_default();
    match body {
        ReaderBody::SavedText(text) => {
            for paragraph in text.split("\n\n") {
                let role = if paragraph == title { Role::Title } else { Role::Plain };
                page.add_paragraph(&[], paragraph, &[], role, width);
                page.add_gap();
            }
        }
        ReaderBody::Digest(text) | ReaderBody::Summary(text) => {
            if !title.is_empty() {
                page.add_paragraph(&[], &title, &[], Role::Title, width);
                page.add_gap();
            }
            let what = match body {
                ReaderBody::Digest(_) => "Our digest of this source, no saved text.",
                _ => "Summary of the event in our words, no saved text.",
            };
            page.add_paragraph(&[], what, &[], Role::Label, width);
            page.add_gap();
            page.add_paragraph(&[], text, &[], Role::Plain, width);
            if let Some(address) = source.and_then(|source| source.url.as_deref()) {
                page.add_gap();
                page.add_paragraph(
                    &[StyledText::new("o  ", Role::Key)],
                    &format!("opens {address}"),
                    &[],
                    Role::Plain,
                    width,
                );
            }
        }
    }
    while page.lines.last().is_some_and(|line| line.pieces.is_empty()) {
        page.lines.pop();
    }
    page
}
