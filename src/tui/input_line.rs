//! Draws a line of text being edited, scrolled so that the caret stays visible.

use super::line_editor::LineEditor;
use super::painter::Painter;
use super::styled_text::StyledText;
use super::theme::Role;
use crate::text::width::display_width;
use ratatui::layout::{Position, Rect};

/// Draws `label` and the text of `line` on the first row of `area`. Returns where the terminal's cursor belongs.
pub(super) fn draw_input(painter: &mut Painter<'_>, area: Rect, label: &str, line: &LineEditor) -> Position {
    draw_input_with(painter, area, label, line, |text, _| vec![StyledText::new(text, Role::Title)])
}

/// The same with a style of the caller's: `style` gets the visible text and the number of characters hidden before it.
pub(super) fn draw_input_with(
    painter: &mut Painter<'_>,
    area: Rect,
    label: &str,
    line: &LineEditor,
    style: impl Fn(&str, usize) -> Vec<StyledText>,
) -> Position {
    let label_columns = display_width(label) as u16;
    let room = usize::from(area.width.saturating_sub(label_columns + 1));
    let before = line.text_before_caret();
    let hidden = hidden_prefix_len(before, room);
    let mut pieces = vec![StyledText::new(label, Role::Key)];
    pieces.extend(style(&line.text()[hidden..], line.text()[..hidden].chars().count()));
    painter.pieces(area, 0, &pieces, false);
    let x = area.x + label_columns + display_width(&before[hidden..]) as u16;
    Position::new(x.min(area.right().saturating_sub(1)), area.y)
}

/// The bytes of `before` to hide so that the rest fits `room` columns.
fn hidden_prefix_len(before: &str, room: usize) -> usize {
    let mut hidden = 0;
    for (index, _) in before.char_indices() {
        if display_width(&before[index..]) <= room {
            return index;
        }
        hidden = before.len();
    }
    hidden
}
