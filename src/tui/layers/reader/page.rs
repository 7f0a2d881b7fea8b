//! Lays a source out: the imported text or, if there is none, our digest or summary, labeled as such.

use super::state::ReaderBody;
use crate::model::Source;
use crate::tui::styled_text::{StyledPage, StyledText};
use crate::tui::theme::Role;

/// The most columns of text, however wide the terminal.
const MAX_TEXT_COLUMNS: usize = 80;

/// Lays a source out in `width` columns.
pub(super) fn reader_page(body: &ReaderBody, source: Option<&Source>, width: usize) -> StyledPage {
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
        ReaderBody::Digest(text) => add_own_words(&mut page, "digest of this source", text, source, width),
        ReaderBody::Summary(text) => add_own_words(&mut page, "summary of the event", text, source, width),
    }
    while page.lines.last().is_some_and(|line| line.pieces.is_empty()) {
        page.lines.pop();
    }
    page
}

/// Adds a text of ours, labeled as such, and where the source itself is.
fn add_own_words(page: &mut StyledPage, what: &str, text: &str, source: Option<&Source>, width: usize) {
    if let Some(title) = source.map(Source::label).filter(|title| !title.is_empty()) {
        page.add_paragraph(&[], &title, &[], Role::Title, width);
        page.add_gap();
    }
    page.add_paragraph(&[], &format!("Our {what} (no saved text)"), &[], Role::Label, width);
    page.add_gap();
    page.add_paragraph(&[], text, &[], Role::Plain, width);
    if let Some(url) = source.and_then(|source| source.url.as_deref()) {
        page.add_gap();
        let lead = [StyledText::new("o  ", Role::Key)];
        page.add_paragraph(&lead, &format!("opens {url}"), &[], Role::Plain, width);
    }
}
