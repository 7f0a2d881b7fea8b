//! Draws the detail pane, the selected link or source reversed.

use crate::tui::action::ScreenLayer;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use ratatui::layout::Rect;

/// Draws the details of the selected event.
pub(in crate::tui) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) {
    if area.height == 0 || state.selected_entry().is_none() {
        return;
    }
    let detail = &state.layers.detail;
    let inner = Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(1), ..area };
    let target = detail.target.filter(|_| state.layer() == ScreenLayer::Detail);
    painter.page(inner, 0, &detail.text, target);
    if detail.text.has_more() {
        painter.more_below(area);
    }
}
