//! The detail pane: the page of the selected event, the selected link or source reversed.

use super::paint::Painter;
use crate::tui::action::ScreenLayer;
use crate::tui::state::State;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(paint: &mut Painter<'_>, area: Rect, state: &State) {
    if area.height == 0 || state.selected_entry().is_none() {
        return;
    }
    let page = state.detail_page();
    let inner = Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(1), ..area };
    let target = state.detail.target.filter(|_| state.layer() == ScreenLayer::Detail);
    let lines = page.lines.iter().skip(state.detail.scroll).take(usize::from(area.height));
    for (y, line) in lines.enumerate() {
        paint.line(inner, y as u16, line, line.target.is_some() && line.target == target);
    }
    // A corner mark says that there is more than the pane shows.
    if page.lines.len() > state.detail.scroll + usize::from(area.height) && area.width > 2 {
        let corner = Rect { x: area.right() - 1, y: area.bottom() - 1, width: 1, height: 1 };
        paint.text(corner, 0, "…", Role::Title);
    }
}
