//! A cursor among rows, and the first line of them on the screen. Pure arithmetic.

use crate::tui::action::Motion;

/// Where one is in rows that may be of several lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCursor {
    /// The row at the cursor.
    pub row: usize,
    /// The first line on the screen.
    pub top: usize,
}

impl RowCursor {
    /// Scrolls so that the row at the cursor is on the screen, its first line before its others, and no room is left
    /// below the last row. `heights` has the lines of each row, `height` lines are on the screen.
    pub(super) fn scroll_into_view(&mut self, heights: &[usize], height: usize) {
        self.row = self.row.min(heights.len().saturating_sub(1));
        let all: usize = heights.iter().sum();
        let first: usize = heights.iter().take(self.row).sum();
        let end = first + heights.get(self.row).copied().unwrap_or_default();
        self.top = self.top.max(end.saturating_sub(height)).min(all.saturating_sub(height)).min(first);
    }
}

/// A cursor moved by a step among `count` rows of which `page` are on the screen. Where there are no years, a step of
/// one does nothing.
pub(super) fn move_index(at: usize, step: Motion, count: usize, page: usize) -> usize {
    let (last, page) = (count.saturating_sub(1), page.max(2));
    let to = match step {
        Motion::Down => at + 1,
        Motion::Up => at.saturating_sub(1),
        Motion::TenDown => at + 10,
        Motion::TenUp => at.saturating_sub(10),
        Motion::HalfPageDown => at + page / 2,
        Motion::HalfPageUp => at.saturating_sub(page / 2),
        Motion::PageDown => at + page - 1,
        Motion::PageUp => at.saturating_sub(page - 1),
        Motion::Top => 0,
        Motion::Bottom => last,
        Motion::NextYear | Motion::PreviousYear => at,
    };
    to.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_at_the_cursor_is_always_on_the_screen() {
        let heights = [1, 2, 2, 3, 1];
        let table = [
            // Where the cursor is and what was the first line, and what then is.
            (0, 0, 0),
            (0, 7, 0),
            (1, 2, 1),
            (2, 0, 1),
            (3, 0, 4),
            (4, 0, 5),
            (9, 9, 5),
        ];
        for (at, top, want) in table {
            let mut walk = RowCursor { row: at, top };
            walk.scroll_into_view(&heights, 4);
            assert_eq!(walk.top, want, "row {at}, from line {top}");
        }
        let mut walk = RowCursor { row: 3, top: 0 };
        walk.scroll_into_view(&heights, 2);
        assert_eq!(walk.top, 5, "of a row too high for the screen the beginning is shown");
        walk.scroll_into_view(&[], 2);
        assert_eq!(walk, RowCursor::default());
    }

    #[test]
    fn steps_stay_among_the_rows() {
        let table = [
            (0, Motion::Up, 0),
            (0, Motion::Down, 1),
            (9, Motion::Down, 9),
            (0, Motion::PageDown, 3),
            (9, Motion::HalfPageUp, 7),
            (0, Motion::TenDown, 9),
            (5, Motion::NextYear, 5),
            (3, Motion::Bottom, 9),
            (3, Motion::Top, 0),
        ];
        for (at, step, want) in table {
            assert_eq!(move_index(at, step, 10, 4), want, "{step:?} from {at}");
        }
        assert_eq!(move_index(0, Motion::Down, 0, 0), 0);
    }
}
