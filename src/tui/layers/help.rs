//! The help: all keys and commands, those of the layer below first.

mod page;

use crate::tui::action::ScreenLayer;
use crate::tui::cursor::Motion;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use page::help_page;
use ratatui::layout::{Position, Rect};

/// The help layer.
pub(in crate::tui) struct HelpLayer;

impl LayerBehavior for HelpLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Help
    }

    fn close(&self, state: &mut State) {
        state.layers.help.scroll = 0;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        state.layers.help.handle_motion(motion);
    }

    fn lay_out(&self, state: &mut State) {
        let body = state.layout.body;
        let page = help_page(state.layer_below(), usize::from(body.width));
        state.layers.help.set_page(page, body.height);
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        painter.page(body, 0, &state.layers.help, None);
        None
    }

    fn status_text(&self, state: &State) -> Option<String> {
        state.view_status_text()
    }
}
