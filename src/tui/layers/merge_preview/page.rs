//! Lays out a draft beside the event into which it is merged.

use super::state::MergePreviewState;
use crate::model::Timeline;
use crate::model::review::{MergeChoice, MergeField};
use crate::text::width::pad;
use crate::tui::styled_text::{PageTarget, StyledLine, StyledPage, StyledText};
use crate::tui::theme::Role;

/// Columns of a field's label.
const LABEL_COLUMNS: usize = 11;

/// Lays the two events and the fields in which they differ out in `width` columns.
pub(super) fn merge_preview_page(timeline: &Timeline, merge: &MergePreviewState, width: usize) -> StyledPage {
    let preview = &merge.preview;
    let mut page = StyledPage::default();
    let title = |id: &str| timeline.get(id).map(|entry| entry.event.title.clone()).unwrap_or_default();
    for (label, id, role) in
        [("  Draft  ", &preview.draft, Role::Plain), ("  Into   ", &preview.event, Role::Title)]
    {
        page.add_paragraph(&[StyledText::new(label, Role::Label)], &title(id), &[], role, width);
    }
    if preview.bundled && merge.choices.contains(&MergeChoice::Replace) {
        let warning = "  ! Replacing a value stores your own copy of the built-in event, which no longer receives corrections";
        page.add_paragraph(&[], warning, &[], Role::Warning, width);
    }
    page.add_gap();
    if preview.fields.is_empty() {
        let text = "  No differences. Enter adds the draft's source to the event";
        page.add_paragraph(&[], text, &[], Role::Plain, width);
    }
    for (n, (field, choice)) in preview.fields.iter().zip(&merge.choices).enumerate() {
        let start = page.lines.len();
        add_field(&mut page, field, *choice, n == merge.selected, width);
        page.add_target(start, PageTarget::Row(n));
    }
    page
}

fn add_field(page: &mut StyledPage, field: &MergeField, choice: MergeChoice, selected: bool, width: usize) {
    let is_list = field.appends && choice == MergeChoice::Replace;
    let choice_label = if is_list { "add to the list" } else { choice.label() };
    let pieces = vec![
        StyledText::new(if selected { "▸ " } else { "  " }, Role::Title),
        StyledText::new(&pad(field.field.key(), LABEL_COLUMNS), Role::Label),
        StyledText::new(choice_label, if choice == MergeChoice::Keep { Role::Plain } else { Role::Warning }),
    ];
    page.lines.push(StyledLine { pieces, target: None });
    let current = if field.current.is_empty() { "-" } else { &field.current };
    for (label, text) in [("    event  ", current), ("    draft  ", &field.proposed)] {
        page.add_paragraph(&[StyledText::new(label, Role::Plain)], text, &[], Role::Plain, width);
    }
}
