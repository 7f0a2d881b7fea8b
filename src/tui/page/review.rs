//! A draft under review as pages: its fields with their grades, the words they rest on, the events it may be merged into,
//! and itself beside one of them. Never decides what may be done.

use super::pieces::{PageTarget, StyledLine, StyledPage, StyledText};
use crate::model::fields::EventField;
use crate::model::review::{DraftField, DraftReview, FieldReview, Grade, MergeChoice, MergePreview};
use crate::model::{Edtf, Timeline};
use crate::text::width::{display_width, pad, truncate};
use crate::tui::theme::Role;

/// Columns before a value: the mark of the cursor and the label.
pub const LABEL_COLUMNS: usize = 13;
/// Columns of a grade and the space before it, so wide that it is not taken for the end of the value.
const GRADE_COLUMNS: usize = 8;
/// From this width on grades have a column of their own.
const MIN_WIDTH_FOR_GRADES: usize = 36;

/// The fields of a sheet. Reasons stand under the field at the cursor and, where there is room, under all to look at.
/// The value at the cursor makes room while another is typed in its place.
pub fn fields_page(sheet: &DraftReview, cursor: usize, typing: bool, width: usize, all: bool) -> StyledPage {
    let mut page = StyledPage::default();
    for (n, row) in sheet.fields.iter().enumerate() {
        let here = n == cursor;
        let start = if here && typing {
            add_field(&mut page, &FieldReview { text: String::new(), ..row.clone() }, here, width)
        } else {
            add_field(&mut page, row, here, width)
        };
        page.add_target(start, PageTarget::Row(n));
        if here || all && row.grade == Some(Grade::Check) {
            let indent = [StyledText::new(&" ".repeat(value_indent(width)), Role::Plain)];
            if here && typing {
                page.add_paragraph(&indent, row.field.input_hint(), &[], Role::Plain, width);
                continue;
            }
            for why in &row.reasons {
                page.add_paragraph(&indent, why, &[], Role::Plain, width);
            }
            if row.field == DraftField::Field(EventField::Date) && sheet.date_choices.len() > 1 {
                page.lines.push(date_choices_line(sheet, &indent));
            }
        }
    }
    page
}

/// The dates to choose from, each behind its key.
fn date_choices_line(sheet: &DraftReview, indent: &[StyledText]) -> StyledLine {
    let mut pieces = indent.to_vec();
    for (n, date) in sheet.date_choices.iter().enumerate() {
        pieces.push(StyledText::new(&format!("{} ", n + 1), Role::Key));
        pieces.push(StyledText::new(&format!("{date}   "), Role::Date));
    }
    StyledLine { pieces, target: None }
}

/// Columns before a value in a page of this width.
pub fn value_indent(width: usize) -> usize {
    if width < MIN_WIDTH_FOR_GRADES { 2 } else { LABEL_COLUMNS }
}

fn add_field(page: &mut StyledPage, row: &FieldReview, here: bool, width: usize) -> usize {
    let narrow = width < MIN_WIDTH_FOR_GRADES;
    let room = if narrow { width } else { width - GRADE_COLUMNS };
    let mark = if here { "▸ " } else { "  " };
    let label = row.field.label();
    let lead = if narrow { label.to_owned() + " " } else { pad(label, LABEL_COLUMNS - 2) };
    let lead = [StyledText::new(mark, Role::Title), StyledText::new(&lead, Role::Label)];
    let text = if row.text.is_empty() { "-" } else { &row.text };
    let word = row.grade.map_or("", Grade::label);
    let role = if row.field == DraftField::Field(EventField::Title) { Role::Title } else { Role::Plain };
    if narrow {
        // The label's own line has the grade; the value stands under it.
        let start = page.lines.len();
        let mut pieces = lead.to_vec();
        pieces.extend(row.grade.map(|grade| StyledText::new(word, grade_role(grade))));
        page.lines.push(StyledLine { pieces, target: None });
        page.add_paragraph(&[StyledText::new("  ", Role::Plain)], text, &[], role, width);
        return start;
    }
    let start = page.add_paragraph(&lead, text, &[], role, room);
    if let (Some(line), Some(grade)) = (page.lines.get_mut(start), row.grade) {
        let gap = (width - display_width(word)).saturating_sub(line.width());
        line.pieces.push(StyledText::new(&" ".repeat(gap), Role::Plain));
        line.pieces.push(StyledText::new(word, grade_role(grade)));
    }
    start
}

fn grade_role(grade: Grade) -> Role {
    match grade {
        Grade::Confident | Grade::Likely => Role::Plain,
        Grade::Check => Role::Warning,
    }
}

/// The passages that the fields rest on, numbered, a bar beside their words.
pub fn evidence_page(sheet: &DraftReview, width: usize) -> StyledPage {
    let mut page = StyledPage::default();
    if sheet.evidence.is_empty() {
        page.add_paragraph(
            &[],
            "No words of the source are kept. Enter reads what there is.",
            &[],
            Role::Plain,
            width,
        );
    }
    for (n, passage) in sheet.evidence.iter().enumerate() {
        page.add_gap();
        let plain = [StyledText::new("   ", Role::Plain)];
        if !passage.before.is_empty() {
            page.add_paragraph(&plain, &passage.before, &[], Role::Plain, width);
        }
        let start = page.lines.len();
        let sign = if passage.is_conflicting { "!" } else { "▐" };
        let role = if passage.is_conflicting { Role::Warning } else { Role::Title };
        let lead = [StyledText::new(&format!("{sign}{} ", (n + 1) % 10), role)];
        page.add_paragraph(&lead, &passage.words, &passage.highlighted, Role::Title, width);
        // The bar runs down beside all of the words.
        for line in page.lines.iter_mut().skip(start + 1) {
            if let Some(first) = line.pieces.first_mut().filter(|piece| piece.text.starts_with("   ")) {
                *first = StyledText::new(&format!("{sign}  "), role);
            }
        }
        if !passage.after.is_empty() {
            page.add_paragraph(&plain, &passage.after, &[], Role::Plain, width);
        }
        page.add_paragraph(&plain, &format!("rests on it: {}", passage.supports), &[], Role::Label, width);
    }
    page
}

/// The events of the merge list, one a line.
pub fn merge_list_page(
    timeline: &Timeline,
    ids: &[String],
    at: usize,
    near: &[String],
    width: usize,
) -> StyledPage {
    let mut page = StyledPage::default();
    for (n, id) in ids.iter().enumerate() {
        let Some(event) = timeline.get(id).map(|entry| &entry.event) else { continue };
        let date = event.date.as_ref().map(Edtf::to_short_string).unwrap_or_default();
        let mark = if n == at { "▸ " } else { "  " };
        let near = if near.contains(id) { "near " } else { "" };
        let draft = if event.is_draft() { "draft " } else { "" };
        let text = format!(
            "{mark}{} {near}{draft}{}",
            pad(&date, LABEL_COLUMNS),
            crate::text::clean_line(&event.title)
        );
        let line = StyledLine::from_text(&truncate(&text, width), Role::Plain);
        page.lines.push(line);
        page.add_target(page.lines.len() - 1, PageTarget::Row(n));
    }
    if page.lines.is_empty() {
        page.lines.push(StyledLine::from_text("  No event fits. Esc goes back.", Role::Plain));
    }
    page
}

/// A draft beside the event it is merged into.
pub fn merge_preview_page(
    timeline: &Timeline,
    sides: &MergePreview,
    choices: &[MergeChoice],
    at: usize,
    width: usize,
) -> StyledPage {
    let mut page = StyledPage::default();
    let title = |id: &str| timeline.get(id).map(|entry| entry.event.title.clone()).unwrap_or_default();
    page.add_paragraph(
        &[StyledText::new("  Draft  ", Role::Label)],
        &title(&sides.draft),
        &[],
        Role::Plain,
        width,
    );
    page.add_paragraph(
        &[StyledText::new("  Into   ", Role::Label)],
        &title(&sides.event),
        &[],
        Role::Title,
        width,
    );
    if sides.bundled && choices.contains(&MergeChoice::Replace) {
        let words = "  ! Replacing makes a copy of the built-in event your own: later corrections of it no longer arrive.";
        page.add_paragraph(&[], words, &[], Role::Warning, width);
    }
    page.add_gap();
    if sides.fields.is_empty() {
        page.add_paragraph(
            &[],
            "  They say the same. Enter adds the draft's source to the event.",
            &[],
            Role::Plain,
            width,
        );
    }
    for (n, (side, choice)) in sides.fields.iter().zip(choices).enumerate() {
        let mark = if n == at { "▸ " } else { "  " };
        let word =
            if side.appends && *choice == MergeChoice::Replace { "add to the list" } else { choice.label() };
        let start = page.lines.len();
        let pieces = vec![
            StyledText::new(mark, Role::Title),
            StyledText::new(&pad(side.field.key(), LABEL_COLUMNS - 2), Role::Label),
            StyledText::new(word, if *choice == MergeChoice::Keep { Role::Plain } else { Role::Warning }),
        ];
        page.lines.push(StyledLine { pieces, target: None });
        let ours = if side.current.is_empty() { "-" } else { &side.current };
        for (who, text) in [("    event  ", ours), ("    draft  ", &side.proposed)] {
            page.add_paragraph(&[StyledText::new(who, Role::Plain)], text, &[], Role::Plain, width);
        }
        page.add_target(start, PageTarget::Row(n));
    }
    page
}
