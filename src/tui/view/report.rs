//! The report of the last import, over the whole body. Never writes the state.

use super::paint::Painter;
use crate::tui::state::State;
use ratatui::layout::Rect;

pub(super) fn draw(paint: &mut Painter<'_>, area: Rect, state: &State) {
    let page = state.report_page();
    let scroll = state.report_scroll;
    let text = Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(2), ..area };
    for (y, line) in page.lines.iter().skip(scroll).take(usize::from(area.height)).enumerate() {
        paint.line(text, y as u16, line, false);
    }
}
