//! Cursor and scroll arithmetic for lists and texts. Nothing but numbers.

/// A move within a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Motion {
    Down,
    Up,
    TenDown,
    TenUp,
    HalfPageDown,
    HalfPageUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    NextYear,
    PreviousYear,
}

/// A cursor in rows of one or more lines, and the scroll position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCursor {
    /// The selected row.
    pub row: usize,
    /// The first line on the screen.
    pub top: usize,
}

impl RowCursor {
    /// Clamps the cursor to the rows and scrolls so that the selected row is visible (its first line if it is too high),
    /// without empty lines below the last row. `heights` is the number of lines of each row, `height` that of the screen.
    pub(super) fn scroll_into_view(&mut self, heights: &[usize], height: usize) {
        self.row = self.row.min(heights.len().saturating_sub(1));
        let total: usize = heights.iter().sum();
        let first: usize = heights.iter().take(self.row).sum();
        let end = first + heights.get(self.row).copied().unwrap_or_default();
        self.top = self.top.max(end.saturating_sub(height)).min(total.saturating_sub(height)).min(first);
    }
}

/// Moves a cursor at `index` among `count` rows of which `page` are on the screen. A list without years ignores moves by
/// a year.
pub(super) fn move_index(index: usize, motion: Motion, count: usize, page: usize) -> usize {
    let (last, page) = (count.saturating_sub(1), page.max(2));
    let target = match motion {
        Motion::Down => index + 1,
        Motion::Up => index.saturating_sub(1),
        Motion::TenDown => index + 10,
        Motion::TenUp => index.saturating_sub(10),
        Motion::HalfPageDown => index + page / 2,
        Motion::HalfPageUp => index.saturating_sub(page / 2),
        Motion::PageDown => index + page - 1,
        Motion::PageUp => index.saturating_sub(page - 1),
        Motion::Top => 0,
        Motion::Bottom => last,
        Motion::NextYear | Motion::PreviousYear => index,
    };
    target.min(last)
}

/// Rows that a page moves in a short list: fields and candidates, whose rows have different heights.
const SHORT_PAGE_ROWS: usize = 5;

/// Moves a cursor at `index` in a short list of `count` rows. Moves by a year go to its ends.
pub(super) fn move_in_short_list(index: usize, motion: Motion, count: usize) -> usize {
    let last = count.saturating_sub(1);
    match motion {
        Motion::HalfPageDown | Motion::PageDown => (index + SHORT_PAGE_ROWS).min(last),
        Motion::HalfPageUp | Motion::PageUp => index.saturating_sub(SHORT_PAGE_ROWS).min(last),
        Motion::PreviousYear => 0,
        Motion::NextYear => last,
        motion => move_index(index, motion, count, SHORT_PAGE_ROWS),
    }
}

/// Scrolls a text of `lines` lines of which `height` are on the screen. `scroll` is the first visible line.
pub(super) fn scroll_by(scroll: usize, motion: Motion, lines: usize, height: usize) -> usize {
    let last = lines.saturating_sub(height);
    let (half, page) = ((height / 2).max(1), height.saturating_sub(1).max(1));
    let target = match motion {
        Motion::Down => scroll + 1,
        Motion::Up => scroll.saturating_sub(1),
        Motion::TenDown => scroll + 10,
        Motion::TenUp => scroll.saturating_sub(10),
        Motion::HalfPageDown => scroll + half,
        Motion::HalfPageUp => scroll.saturating_sub(half),
        Motion::PageDown => scroll + page,
        Motion::PageUp => scroll.saturating_sub(page),
        Motion::Top | Motion::PreviousYear => 0,
        Motion::Bottom | Motion::NextYear => last,
    };
    target.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_visible() {
        let heights = [1, 2, 2, 3, 1];
        let table = [
            // The cursor and the first line before, and the first line after.
            (0, 0, 0),
            (0, 7, 0),
            (1, 2, 1),
            (2, 0, 1),
            (3, 0, 4),
            (4, 0, 5),
            (9, 9, 5),
        ];
        for (at, top, want) in table {
            let mut cursor = RowCursor { row: at, top };
            cursor.scroll_into_view(&heights, 4);
            assert_eq!(cursor.top, want, "row {at}, from line {top}");
        }
        let mut cursor = RowCursor { row: 3, top: 0 };
        cursor.scroll_into_view(&heights, 2);
        assert_eq!(cursor.top, 5, "a row too high for the screen is shown from its start");
        cursor.scroll_into_view(&[], 2);
        assert_eq!(cursor, RowCursor::default());
    }

    #[test]
    fn moves_stay_within_the_rows() {
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

    #[test]
    fn scrolling_stays_within_the_text() {
        let table = [
            (0, Motion::Up, 0),
            (0, Motion::Down, 1),
            (5, Motion::Down, 5),
            (0, Motion::PageDown, 4),
            (4, Motion::PageDown, 5),
            (5, Motion::HalfPageUp, 3),
            (3, Motion::Bottom, 5),
            (3, Motion::Top, 0),
            (0, Motion::TenDown, 5),
        ];
        for (from, motion, to) in table {
            assert_eq!(scroll_by(from, motion, 10, 5), to, "{motion:?} from {from}");
        }
        assert_eq!(scroll_by(0, Motion::PageDown, 3, 5), 0, "a short text does not scroll");
        assert_eq!(scroll_by(0, Motion::Down, 0, 0), 0);
    }
}
