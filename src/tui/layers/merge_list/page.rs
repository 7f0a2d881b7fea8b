//! Lays out the events into which a draft can be merged, one in each line.

use crate::model::{Edtf, Timeline};
use crate::text::clean_line;
use crate::text::width::{pad, truncate};
use crate::tui::styled_text::{PageTarget, StyledLine, StyledPage};
use crate::tui::theme::Role;

/// Columns of a date.
const DATE_COLUMNS: usize = 13;

/// Lays the events out in `width` columns, the one at the index `selected` marked, those in `similar` labeled.
pub(super) fn merge_list_page(
    timeline: &Timeline,
    ids: &[String],
    selected: usize,
    similar: &[String],
    width: usize,
) -> StyledPage {
    let mut page = StyledPage::default();
    for (n, id) in ids.iter().enumerate() {
        let Some(event) = timeline.get(id).map(|entry| &entry.event) else { continue };
        let date = event.date.as_ref().map(Edtf::to_short_string).unwrap_or_default();
        let mark = if n == selected { "▸ " } else { "  " };
        let similar = if similar.contains(id) { "similar " } else { "" };
        let draft = if event.is_draft() { "draft " } else { "" };
        let text = format!("{mark}{} {similar}{draft}{}", pad(&date, DATE_COLUMNS), clean_line(&event.title));
        page.lines.push(StyledLine::from_text(&truncate(&text, width), Role::Plain));
        page.add_target(page.lines.len() - 1, PageTarget::Row(n));
    }
    if page.lines.is_empty() {
        page.lines.push(StyledLine::from_text("  No matches. Esc goes back", Role::Plain));
    }
    page
}
