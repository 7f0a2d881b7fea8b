//! Draws a draft under review: the fields beside or above the evidence, and a field being typed in the place of its value.

use super::page::value_indent;
use super::state::ReviewState;
use crate::model::Source;
use crate::model::review::Grade;
use crate::text::format_count;
use crate::text::width::pad;
use crate::tui::action::ScreenLayer;
use crate::tui::input_line::draw_input;
use crate::tui::layer_behavior::TitleBar;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use crate::tui::styled_text::StyledText;
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};

/// The title bar is short below this width.
const MIN_WIDTH_FOR_COUNTS: u16 = 50;

/// Draws the review. Returns where the terminal's cursor belongs while a field is typed.
pub(super) fn draw(painter: &mut Painter<'_>, state: &State) -> Option<Position> {
    let review = state.layers.review.as_ref()?;
    let (areas, input) = (&review.areas, state.layers.field_input.as_ref());
    let selected = Some(review.field).filter(|_| !review.in_evidence && input.is_none());
    painter.page_with_corner(areas.fields, &review.fields, selected);
    painter.rule(areas.rule);
    if areas.rule.width > 1 {
        let label = if review.in_evidence { " ▸ Evidence " } else { " Evidence " };
        let place = Rect { x: areas.rule.x + 1, width: areas.rule.width - 1, ..areas.rule };
        painter.text(place, 0, label, if review.in_evidence { Role::Title } else { Role::Label });
    }
    let subject = review.draft.as_ref().map(|draft| draft.subject).unwrap_or_default();
    for (area, label, is_evidence) in
        [(areas.headings[0], subject.heading(), false), (areas.headings[1], "Evidence", true)]
    {
        let mark = if is_evidence == review.in_evidence { "▸ " } else { "  " };
        painter.text(area, 0, &format!("{mark}{label}"), Role::Label);
    }
    painter.page_with_corner(areas.evidence, &review.evidence, None);
    let input = input?;
    let (first, _) = review.fields.page.target_lines(review.field)?;
    let y = first.checked_sub(review.fields.scroll).filter(|y| *y < usize::from(areas.fields.height))?;
    let row = Rect { y: areas.fields.y + y as u16, height: 1, ..areas.fields };
    painter.text(row, 0, &" ".repeat(usize::from(row.width)), Role::Plain);
    let indent = value_indent(usize::from(areas.fields.width));
    let label =
        format!("▸ {}", if indent > 2 { pad(input.field.label(), indent - 2) } else { String::new() });
    let caret = draw_input(painter, row, &label, &input.line);
    (state.layer() == ScreenLayer::FieldInput).then_some(caret)
}

/// The title bar: the source, and which draft of how many this is.
pub(super) fn title_bar(review: &ReviewState, state: &State) -> TitleBar {
    let (number, count) = (review.position() + 1, review.order.len());
    let to_check = match review.draft.as_ref().map_or(0, |draft| draft.count_graded(Grade::Check)) {
        0 => "nothing to check".to_owned(),
        count => format!("{} to check", format_count(count, "field")),
    };
    let right = if state.size.0 < MIN_WIDTH_FOR_COUNTS {
        format!("  {number}/{count} ")
    } else {
        format!("  draft {number} of {count}: {to_check} ")
    };
    let source = review.source().and_then(|id| state.timeline.source(id)).map(Source::label);
    let left = vec![
        StyledText::new(" Review queue", Role::Title),
        StyledText::new(&format!("  {}", source.unwrap_or_default()), Role::Plain),
    ];
    TitleBar { left, right: vec![StyledText::new(&right, Role::Plain)] }
}
