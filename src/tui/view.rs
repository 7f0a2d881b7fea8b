//! Draws the layers bottom-up: which pane goes where for this size. Reads the state, never writes it.

mod axis;
mod bars;
mod detail;
mod help;
mod paint;
mod reader;
mod report;
mod review;
mod timeline;
mod walked;

use super::action::ScreenLayer;
use super::layout::ScreenShape;
use super::state::State;
use super::theme::{Role, Theme, ascii_fallback};
use paint::Painter;
use ratatui::Frame;

/// Draws the whole screen. `plain` replaces every sign outside ASCII by one inside.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: Theme, plain: bool) {
    let layout = state.layout();
    let mut paint = Painter::new(frame.buffer_mut(), theme);
    let mut cursor = None;
    if layout.shape == ScreenShape::TooSmall {
        let words = format!("{}x{}: at least 20x4, please", state.size.0, state.size.1);
        paint.text(layout.top, 0, &words, Role::Plain);
    } else {
        match state.layer() {
            ScreenLayer::Help => help::draw(&mut paint, layout.body, state),
            _ if state.visible_view().is_some() => walked::draw(&mut paint, layout.body, state),
            _ if state.has_layer(ScreenLayer::Report) => report::draw(&mut paint, layout.body, state),
            _ if state.has_layer(ScreenLayer::Reader) => reader::draw(&mut paint, layout.body, state),
            _ if state.has_layer(ScreenLayer::Review) => {
                cursor = review::draw(&mut paint, layout.body, state)
            }
            _ if state.detail_area() == layout.body => detail::draw(&mut paint, layout.body, state),
            _ => {
                axis::draw(&mut paint, &layout, state);
                timeline::draw(&mut paint, layout.list, state);
                paint.rule(layout.rules[1]);
                detail::draw(&mut paint, layout.detail, state);
            }
        }
        cursor = bars::draw(&mut paint, &layout, state).or(cursor);
    }
    if plain {
        for cell in &mut frame.buffer_mut().content {
            if let Some(sign) = cell.symbol().chars().next().and_then(ascii_fallback) {
                cell.set_char(sign);
            }
        }
    }
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}
