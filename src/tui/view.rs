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

use super::action::Layer;
use super::layout::Shape;
use super::state::State;
use super::theme::{Role, Theme, ascii};
use paint::Paint;
use ratatui::Frame;

/// Draws the whole screen. `plain` replaces every sign outside ASCII by one inside.
pub fn draw(frame: &mut Frame<'_>, state: &State, theme: Theme, plain: bool) {
    let layout = state.layout();
    let mut paint = Paint::new(frame.buffer_mut(), theme);
    let mut cursor = None;
    if layout.shape == Shape::Nothing {
        let words = format!("{}x{}: at least 20x4, please", state.size.0, state.size.1);
        paint.text(layout.top, 0, &words, Role::Plain);
    } else {
        match state.layer() {
            Layer::Help => help::draw(&mut paint, layout.body, state),
            _ if state.view().is_some() => walked::draw(&mut paint, layout.body, state),
            _ if state.has(Layer::Report) => report::draw(&mut paint, layout.body, state),
            _ if state.has(Layer::Reader) => reader::draw(&mut paint, layout.body, state),
            _ if state.has(Layer::Review) => cursor = review::draw(&mut paint, layout.body, state),
            _ if state.detail_area() == layout.body => detail::draw(&mut paint, layout.body, state),
            _ => {
                axis::draw(&mut paint, &layout, state);
                timeline::draw(&mut paint, layout.list, state);
                paint.rule_between(layout.rules[1]);
                detail::draw(&mut paint, layout.detail, state);
            }
        }
        cursor = bars::draw(&mut paint, &layout, state).or(cursor);
    }
    if plain {
        for cell in &mut frame.buffer_mut().content {
            if let Some(sign) = cell.symbol().chars().next().and_then(ascii) {
                cell.set_char(sign);
            }
        }
    }
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}
