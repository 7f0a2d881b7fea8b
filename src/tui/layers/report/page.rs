//! Lays the report of an import out: a summary, what was refused and why, then what was read.

use crate::tui::effect_result::{ImportSummary, ImportedItem};
use crate::tui::styled_text::{StyledPage, StyledText};
use crate::tui::theme::Role;

/// Lays a report out in `width` columns.
pub(super) fn report_page(report: &ImportSummary, width: usize) -> StyledPage {
    let mut page = StyledPage::default();
    page.add_paragraph(&[], &report.summary, &[], Role::Title, width);
    for (refused, heading) in [(true, "Refused"), (false, "Read")] {
        let items: Vec<_> = report.items.iter().filter(|item| item.refused == refused).collect();
        if items.is_empty() {
            continue;
        }
        page.add_gap();
        page.add_paragraph(&[], &format!("{heading}: {}", items.len()), &[], Role::Label, width);
        for ImportedItem { path, outcome, .. } in items {
            let role = if refused { Role::Warning } else { Role::Plain };
            page.add_paragraph(&[StyledText::new("  ", Role::Plain)], path, &[], Role::Plain, width);
            page.add_paragraph(&[StyledText::new("    ", Role::Plain)], outcome, &[], role, width);
        }
    }
    page
}
