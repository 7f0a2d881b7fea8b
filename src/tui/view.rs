//! Draws the screen as laid out: the body of the topmost layer, then the lines above and below it. Reads the state and
//! never changes it.

mod bars;

use super::layout::ScreenShape;
use super::painter::Painter;
use super::state::State;
use super::theme::{Role, Theme, ascii_fallback};
use ratatui::Frame;

/// Draws the whole screen. `ascii_only` replaces every symbol outside ASCII.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: Theme, ascii_only: bool) {
    let layout = state.layout();
    let mut painter = Painter::new(frame.buffer_mut(), theme);
    let mut caret = None;
    if layout.shape == ScreenShape::TooSmall {
        let text = format!("{}x{}: too small, at least 20x4 needed", state.size.0, state.size.1);
        painter.text(layout.top, 0, &text, Role::Plain);
    } else {
        caret = state.draw_body(&mut painter, layout.body);
        caret = bars::draw(&mut painter, state).or(caret);
    }
    if ascii_only {
        for cell in &mut frame.buffer_mut().content {
            if let Some(fallback) = cell.symbol().chars().next().and_then(ascii_fallback) {
                cell.set_char(fallback);
            }
        }
    }
    if let Some(position) = caret {
        frame.set_cursor_position(position);
    }
}
