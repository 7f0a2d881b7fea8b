//! The help, over the whole body. Never writes the state: where it is scrolled to is settled there.

use super::paint::Painter;
use crate::tui::state::State;
use ratatui::layout::Rect;

pub(super) fn draw(paint: &mut Painter<'_>, area: Rect, state: &State) {
    let page = state.help_page();
    for (y, line) in page.lines.iter().skip(state.help_scroll).take(usize::from(area.height)).enumerate() {
        paint.line(area, y as u16, line, false);
    }
}
