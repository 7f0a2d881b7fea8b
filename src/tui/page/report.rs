//! The report of an import as a page: all of it in one line, then what was refused and why, then each article. Never
//! decides what became of one.

use super::pieces::{StyledPage, StyledText};
use crate::tui::theme::Role;

/// What became of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportContent {
    /// All of it in one line.
    pub summary: String,
    /// Each article or source.
    pub rows: Vec<ReportItem>,
}

/// What became of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportItem {
    /// Its path or address.
    pub path: String,
    /// In a few words; the reason where it was refused.
    pub outcome: String,
    /// Whether it was refused.
    pub refused: bool,
}

/// Lays a report out, `width` columns wide.
pub fn report_page(report: &ReportContent, width: usize) -> StyledPage {
    let mut page = StyledPage::default();
    page.add_paragraph(&[], &report.summary, &[], Role::Title, width);
    let parts = [(true, "Refused"), (false, "Read")];
    for (refused, head) in parts {
        let rows: Vec<_> = report.rows.iter().filter(|row| row.refused == refused).collect();
        if rows.is_empty() {
            continue;
        }
        page.add_gap();
        page.add_paragraph(&[], &format!("{head}: {}", rows.len()), &[], Role::Label, width);
        for ReportItem { path, outcome: fate, .. } in rows {
            let role = if refused { Role::Warning } else { Role::Plain };
            page.add_paragraph(&[StyledText::new("  ", Role::Plain)], path, &[], Role::Plain, width);
            page.add_paragraph(&[StyledText::new("    ", Role::Plain)], fate, &[], role, width);
        }
    }
    page
}
