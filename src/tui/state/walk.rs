//! A cursor among rows, and the first line of them on the screen. Pure arithmetic.

use crate::tui::action::Move;

/// Where one is in rows that may be of several lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The row at the cursor.
    pub at: usize,
    /// The first line on the screen.
    pub top: usize,
}

impl Walk {
    /// Scrolls so that the row at the cursor is on the screen, its first line before its others, and no room is left
    /// below the last row. `heights` has the lines of each row, `height` lines are on the screen.
    pub(super) fn settle(&mut self, heights: &[usize], height: usize) {
        self.at = self.at.min(heights.len().saturating_sub(1));
        let all: usize = heights.iter().sum();
        let first: usize = heights.iter().take(self.at).sum();
        let end = first + heights.get(self.at).copied().unwrap_or_default();
        self.top = self.top.max(end.saturating_sub(height)).min(all.saturating_sub(height)).min(first);
    }
}

/// A cursor moved by a step among `count` rows of which `page` are on the screen. Where there are no years, a step of
/// one does nothing.
pub(super) fn moved(at: usize, step: Move, count: usize, page: usize) -> usize {
    let (last, page) = (count.saturating_sub(1), page.max(2));
    let to = match step {
        Move::Down => at + 1,
        Move::Up => at.saturating_sub(1),
        Move::TenDown => at + 10,
        Move::TenUp => at.saturating_sub(10),
        Move::HalfDown => at + page / 2,
        Move::HalfUp => at.saturating_sub(page / 2),
        Move::PageDown => at + page - 1,
        Move::PageUp => at.saturating_sub(page - 1),
        Move::First => 0,
        Move::Last => last,
        Move::NextYear | Move::PreviousYear => at,
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
            let mut walk = Walk { at, top };
            walk.settle(&heights, 4);
            assert_eq!(walk.top, want, "row {at}, from line {top}");
        }
        let mut walk = Walk { at: 3, top: 0 };
        walk.settle(&heights, 2);
        assert_eq!(walk.top, 5, "of a row too high for the screen the beginning is shown");
        walk.settle(&[], 2);
        assert_eq!(walk, Walk::default());
    }

    #[test]
    fn steps_stay_among_the_rows() {
        let table = [
            (0, Move::Up, 0),
            (0, Move::Down, 1),
            (9, Move::Down, 9),
            (0, Move::PageDown, 3),
            (9, Move::HalfUp, 7),
            (0, Move::TenDown, 9),
            (5, Move::NextYear, 5),
            (3, Move::Last, 9),
            (3, Move::First, 0),
        ];
        for (at, step, want) in table {
            assert_eq!(moved(at, step, 10, 4), want, "{step:?} from {at}");
        }
        assert_eq!(moved(0, Move::Down, 0, 0), 0);
    }
}
