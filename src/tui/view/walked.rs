//! The answers, a thread, the promises: a head, then rows of cells, the cell at the cursor reversed. Never writes the
//! state: where it is scrolled to is settled there.

use super::paint::Painter;
use crate::tui::page::StyledLine;
use crate::tui::state::State;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(paint: &mut Painter<'_>, area: Rect, state: &State) {
    let head = state.view_heading();
    for (y, line) in head.iter().take(usize::from(area.height)).enumerate() {
        paint.line(area, y as u16, line, false);
    }
    let used = (head.len() as u16).min(area.height);
    let area = Rect { y: area.y + used, height: area.height - used, ..area };
    let (Some((walk, lane)), Some(heights)) = (state.view_cursor(), state.view_heights()) else { return };
    if heights.is_empty() {
        let words = StyledLine::from_text(&format!("  {}", state.empty_view_message()), Role::Plain);
        return paint.line(area, 0, &words, false);
    }
    let mut y = 0;
    for (row, height) in heights.iter().enumerate() {
        let end = y + height;
        if end > walk.top && y < walk.top + usize::from(area.height) {
            for (n, cells) in state.view_row_lines(row).iter().enumerate() {
                let Some(line) = (y + n).checked_sub(walk.top) else { continue };
                for cell in cells {
                    let place = Rect { x: area.x + cell.x as u16, width: cell.width as u16, ..area };
                    let here = row == walk.row && cell.lane == Some(lane);
                    paint.pieces(place, line as u16, &cell.pieces, here);
                }
            }
        }
        y = end;
    }
    // A corner mark says that there is more than the screen shows.
    if y > walk.top + usize::from(area.height) && area.width > 2 && area.height > 0 {
        let corner = Rect { x: area.right() - 1, y: area.bottom() - 1, width: 1, height: 1 };
        paint.text(corner, 0, "…", Role::Title);
    }
}
