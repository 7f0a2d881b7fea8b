//! A source as a page: the imported text if there is one, else our digest or summary, said to be one.

use super::pieces::{Page, Piece};
use crate::model::{Entry, Source};
use crate::tui::theme::Role;

/// What the reader has to show of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The text that was imported.
    Saved(String),
    /// No text; what we say of the source.
    Digest(String),
    /// Neither; what we say of the event.
    Summary(String),
}

impl Body {
    /// The body of a source: its saved text, else our words.
    pub fn new(saved: Option<String>, entry: &Entry, source: Option<&Source>) -> Self {
        if let Some(text) = saved {
            return Self::Saved(text);
        }
        match source.and_then(|source| source.digest.clone()) {
            Some(digest) => Self::Digest(digest),
            None => Self::Summary(entry.event.summary.clone().unwrap_or_else(|| entry.event.title.clone())),
        }
    }
}

/// The most columns of the text, however wide the terminal.
pub const WIDEST: usize = 80;

/// Lays a source out, `width` columns wide. `quotes` are the passages that the event rests on.
pub fn page(body: &Body, source: Option<&Source>, width: usize) -> Page {
    let width = width.min(WIDEST);
    let mut page = Page::default();
    let title = source.map(Source::label).unwrap_or_default();
    match body {
        Body::Saved(text) => {
            for paragraph in text.split("\n\n") {
                let role = if paragraph == title { Role::Title } else { Role::Plain };
                page.flow(&[], paragraph, &[], role, width);
                page.gap();
            }
        }
        Body::Digest(text) | Body::Summary(text) => {
            if !title.is_empty() {
                page.flow(&[], &title, &[], Role::Title, width);
                page.gap();
            }
            let what = match body {
                Body::Digest(_) => "Our digest of this source, no saved text.",
                _ => "Summary of the event in our words, no saved text.",
            };
            page.flow(&[], what, &[], Role::Label, width);
            page.gap();
            page.flow(&[], text, &[], Role::Plain, width);
            if let Some(address) = source.and_then(|source| source.url.as_deref()) {
                page.gap();
                page.flow(
                    &[Piece::new("o  ", Role::Key)],
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
