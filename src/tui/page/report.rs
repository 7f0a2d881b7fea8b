//! The report of an import as a page: all of it in one line, then what was refused and why, then each article. Never
//! decides what became of one.

use super::pieces::{Page, Piece};
use crate::tui::theme::Role;

/// What became of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// All of it in one line.
    pub words: String,
    /// Each article or source.
    pub rows: Vec<Row>,
}

/// What became of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its path or address.
    pub path: String,
    /// In a few words; the reason where it was refused.
    pub fate: String,
    /// Whether it was refused.
    pub refused: bool,
}

/// Lays a report out, `width` columns wide.
pub fn page(report: &Report, width: usize) -> Page {
    let mut page = Page::default();
    page.flow(&[], &report.words, &[], Role::Title, width);
    let parts = [(true, "Refused"), (false, "Read")];
    for (refused, head) in parts {
        let rows: Vec<_> = report.rows.iter().filter(|row| row.refused == refused).collect();
        if rows.is_empty() {
            continue;
        }
        page.gap();
        page.flow(&[], &format!("{head}: {}", rows.len()), &[], Role::Label, width);
        for Row { path, fate, .. } in rows {
            let role = if refused { Role::Warn } else { Role::Plain };
            page.flow(&[Piece::new("  ", Role::Plain)], path, &[], Role::Plain, width);
            page.flow(&[Piece::new("    ", Role::Plain)], fate, &[], role, width);
        }
    }
    page
}
