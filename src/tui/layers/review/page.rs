//! Lays out a draft under review: its fields with their grades, and the passages that are their evidence.

use crate::model::fields::EventField;
use crate::model::review::{DraftField, DraftReview, FieldReview, Grade};
use crate::text::width::{display_width, pad};
use crate::tui::styled_text::{PageTarget, StyledLine, StyledPage, StyledText};
use crate::tui::theme::Role;

/// Columns before a value: the mark of the cursor and the label.
const LABEL_COLUMNS: usize = 13;
/// Columns of a grade and the space before it, wide enough to set it apart from the value.
const GRADE_COLUMNS: usize = 11;
/// Grades have a column of their own from this width on.
const MIN_WIDTH_FOR_GRADES: usize = 36;

/// Lays the fields out in `width` columns. The reasons of a grade are below the selected field and, if `show_all`, below
/// each field to check. The selected value is left empty while another is typed in its place.
pub(super) fn fields_page(
    draft: &DraftReview,
    selected: usize,
    typing: bool,
    width: usize,
    show_all: bool,
) -> StyledPage {
    let mut page = StyledPage::default();
    for (n, row) in draft.fields.iter().enumerate() {
        let here = n == selected;
        let start = if here && typing {
            add_field(&mut page, &FieldReview { text: String::new(), ..row.clone() }, here, width)
        } else {
            add_field(&mut page, row, here, width)
        };
        page.add_target(start, PageTarget::Row(n));
        if here || show_all && row.grade == Some(Grade::Check) {
            let indent = [StyledText::new(&" ".repeat(value_indent(width)), Role::Plain)];
            if here && typing {
                page.add_paragraph(&indent, row.field.input_hint(), &[], Role::Plain, width);
                continue;
            }
            for reason in &row.reasons {
                page.add_paragraph(&indent, reason, &[], Role::Plain, width);
            }
            if row.field == DraftField::Field(EventField::Date) && draft.date_choices.len() > 1 {
                page.lines.push(date_choices_line(draft, &indent));
            }
        }
    }
    page
}

/// The dates on offer, each after its key.
fn date_choices_line(draft: &DraftReview, indent: &[StyledText]) -> StyledLine {
    let mut pieces = indent.to_vec();
    for (n, date) in draft.date_choices.iter().enumerate() {
        pieces.push(StyledText::new(&format!("{} ", n + 1), Role::Key));
        pieces.push(StyledText::new(&format!("{date}   "), Role::Date));
    }
    StyledLine { pieces, target: None }
}

/// Columns before a value on a page of this width.
pub(super) fn value_indent(width: usize) -> usize {
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
    let grade_label = row.grade.map_or("", Grade::label);
    let role = if row.field == DraftField::Field(EventField::Title) { Role::Title } else { Role::Plain };
    if narrow {
        // The grade is on the line of the label, the value below it.
        let start = page.lines.len();
        let mut pieces = lead.to_vec();
        pieces.extend(row.grade.map(|grade| StyledText::new(grade_label, grade_role(grade))));
        page.lines.push(StyledLine { pieces, target: None });
        page.add_paragraph(&[StyledText::new("  ", Role::Plain)], text, &[], role, width);
        return start;
    }
    let start = page.add_paragraph(&lead, text, &[], role, room);
    if let (Some(line), Some(grade)) = (page.lines.get_mut(start), row.grade) {
        let gap = (width - display_width(grade_label)).saturating_sub(line.width());
        line.pieces.push(StyledText::new(&" ".repeat(gap), Role::Plain));
        line.pieces.push(StyledText::new(grade_label, grade_role(grade)));
    }
    start
}

fn grade_role(grade: Grade) -> Role {
    match grade {
        Grade::Confident | Grade::Likely => Role::Plain,
        Grade::Check => Role::Warning,
    }
}

/// Lays the numbered passages out in `width` columns, with a bar beside the evidence.
pub(super) fn evidence_page(draft: &DraftReview, width: usize) -> StyledPage {
    let mut page = StyledPage::default();
    if draft.evidence.is_empty() {
        page.add_paragraph(
            &[],
            "No passage of the source is saved. Enter opens the reader",
            &[],
            Role::Plain,
            width,
        );
    }
    for (n, passage) in draft.evidence.iter().enumerate() {
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
        // The bar continues beside all lines of the evidence.
        for line in page.lines.iter_mut().skip(start + 1) {
            if let Some(first) = line.pieces.first_mut().filter(|piece| piece.text.starts_with("   ")) {
                *first = StyledText::new(&format!("{sign}  "), role);
            }
        }
        if !passage.after.is_empty() {
            page.add_paragraph(&plain, &passage.after, &[], Role::Plain, width);
        }
        page.add_paragraph(&plain, &format!("evidence for: {}", passage.supports), &[], Role::Label, width);
    }
    page
}
