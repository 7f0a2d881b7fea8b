//! The report of the last import.

mod page;
pub mod state;

use crate::tui::action::ScreenLayer;
use crate::tui::cursor::Motion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use page::report_page;
use ratatui::layout::{Position, Rect};

/// The report layer.
pub(in crate::tui) struct ReportLayer;

impl LayerBehavior for ReportLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Report
    }

    fn open(&self, state: &mut State) -> Option<Effect> {
        if state.layers.report.summary.is_some() {
            state.push_layer(ScreenLayer::Report);
        } else {
            state.notify("Nothing imported yet; press i to import");
        }
        None
    }

    fn close(&self, state: &mut State) {
        state.layers.report.text.scroll = 0;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        state.layers.report.text.handle_motion(motion);
    }

    fn lay_out(&self, state: &mut State) {
        let body = state.layout.body;
        let report = &mut state.layers.report;
        let width = usize::from(body.width.saturating_sub(2));
        let page = report.summary.as_ref().map(|summary| report_page(summary, width));
        report.text.set_page(page.unwrap_or_default(), body.height);
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        let area = Rect { x: body.x + 1.min(body.width), width: body.width.saturating_sub(2), ..body };
        painter.page(area, 0, &state.layers.report.text, None);
        None
    }
}
