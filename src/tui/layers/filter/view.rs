//! Draws the filter line: the filter, the number of matches, the saved filters.

use crate::text::clean_line;
use crate::text::width::display_width;
use crate::tui::action::ScreenLayer;
use crate::tui::input_line::draw_input_with;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use crate::tui::styled_text::{StyledText, highlight_matches};
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};

/// Columns kept free after a filter, for further input.
const MIN_INPUT_COLUMNS: usize = 16;

/// Draws the filter line. If `indent` is positive, the name of the program is before it, else the saved filters are at
/// its end. Returns where the terminal's cursor belongs while a filter is typed.
pub(in crate::tui) fn draw(
    painter: &mut Painter<'_>,
    area: Rect,
    state: &State,
    indent: u16,
) -> Option<Position> {
    if indent > 0 {
        painter.text(area, 0, " koreacyber", Role::Title);
    }
    let area = Rect { x: area.x + indent.min(area.width), width: area.width.saturating_sub(indent), ..area };
    let (hits, all) = (state.hits.len(), state.timeline.entries().len());
    let drafts = if state.only_drafts { "  drafts only" } else { "" };
    let mut right = vec![StyledText::new(&format!("{drafts}  {hits} of {all} "), Role::Plain)];
    if indent == 0 {
        // The filter comes first; the saved filters get the rest.
        let used = display_width(state.filter.text()) + display_width(&right[0].text) + MIN_INPUT_COLUMNS;
        right.extend(saved_filter_texts(state, usize::from(area.width).saturating_sub(used)));
    }
    let used = painter.right_aligned(area, 0, &right, false);
    let line = Rect { width: area.width - used, ..area };
    let style = |text: &str, hidden: usize| highlight_filter_error(text, hidden, state);
    let caret = draw_input_with(painter, line, " / ", &state.filter, style);
    (state.layer() == ScreenLayer::Filter).then_some(caret)
}

/// The visible text of a filter after `hidden` characters, with what is invalid in it underlined.
fn highlight_filter_error(text: &str, hidden: usize, state: &State) -> Vec<StyledText> {
    let is_invalid = |n: usize| {
        let error = state.filter_error.as_ref();
        error.is_some_and(|error| (error.column..error.column + error.length).contains(&n))
    };
    let invalid: Vec<usize> = (0..text.chars().count()).filter(|n| is_invalid(hidden + n)).collect();
    let mut pieces = highlight_matches(text, &invalid, Role::Title);
    pieces.iter_mut().filter(|piece| piece.matched).for_each(|piece| piece.role = Role::Warning);
    pieces
}

/// The saved filters after their digits, the applied one bold; as many as fit `room` columns.
fn saved_filter_texts(state: &State, room: usize) -> Vec<StyledText> {
    let active = state.active_saved_filter();
    let mut pieces = Vec::new();
    let mut used = 0;
    for saved in &state.saved_filters {
        let text = format!(" {}", clean_line(&saved.name));
        used += display_width(&text) + 3;
        // Leave room for the key that shows all events.
        if used + 7 > room {
            break;
        }
        let role = if active == Some(saved.number) { Role::Title } else { Role::Plain };
        pieces.push(StyledText::new(&format!("  {}", saved.number), Role::Key));
        pieces.push(StyledText::new(&text, role));
    }
    if !pieces.is_empty() {
        pieces.push(StyledText::new("  ", Role::Plain));
        pieces.push(StyledText::new("0", Role::Key));
        pieces.push(StyledText::new(" all ", Role::Plain));
    }
    pieces
}
