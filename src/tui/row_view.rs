//! A list whose rows are made of cells, as the views of related events show it: a heading, the rows, a cursor in one of
//! two lanes. A layer gives the contents; cursor, scrolling and drawing are here.

use super::cursor::{Motion, RowCursor, move_index};
use super::painter::Painter;
use super::row_cells::{LaneSide, RowCell};
use super::styled_text::StyledLine;
use super::theme::Role;
use ratatui::layout::Rect;

/// A list of rows, laid out for the current frame.
#[derive(Clone, Debug, Default)]
pub struct RowView {
    /// The selected row and the scroll position.
    pub cursor: RowCursor,
    /// The lane of the cursor.
    pub lane: LaneSide,
    /// What identifies the selected row when the rows are made anew.
    pub(super) anchor: RowAnchor,
    /// The selected row before a filter was typed.
    saved_anchor: Option<RowAnchor>,
    /// The lines above the rows.
    heading: Vec<StyledLine>,
    /// The number of lines of each row.
    heights: Vec<usize>,
    /// The visible lines.
    lines: Vec<VisibleLine>,
}

/// What identifies a row when the store or the filter has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowAnchor {
    /// The ids of its events.
    pub events: Vec<String>,
    /// A number that tells rows of the same events apart.
    pub number: usize,
    /// The lane of the cursor.
    pub lane: LaneSide,
}

/// A line of the screen that belongs to a row.
#[derive(Clone, Debug)]
struct VisibleLine {
    row: usize,
    cells: Vec<RowCell>,
}

impl RowView {
    /// A view with the cursor on a row.
    pub(super) fn at(row: usize, lane: LaneSide) -> Self {
        Self { cursor: RowCursor { row, top: 0 }, lane, ..Self::default() }
    }

    /// Remembers the selected row.
    pub(super) fn save_row(&mut self) {
        self.saved_anchor = Some(self.anchor.clone());
    }

    /// Selects the remembered row when the rows are made anew.
    pub(super) fn restore_row(&mut self) {
        self.anchor = self.saved_anchor.take().unwrap_or_else(|| self.anchor.clone());
    }

    /// The number of the selected row, counted from 1, and of all rows.
    pub(super) fn position(&self) -> (usize, usize) {
        let count = self.heights.len();
        ((self.cursor.row + 1).min(count), count)
    }

    /// Lays the rows out in `area`: scrolls to the cursor and makes the visible lines. `row_lines` gives the lines of a
    /// row, as many as its entry in `heights` says.
    pub(super) fn lay_out(
        &mut self,
        area: Rect,
        heading: Vec<StyledLine>,
        heights: Vec<usize>,
        row_lines: impl Fn(usize) -> Vec<Vec<RowCell>>,
    ) {
        (self.heading, self.heights) = (heading, heights);
        let height = usize::from(self.rows_area(area).height);
        self.cursor.scroll_into_view(&self.heights, height);
        let (top, end) = (self.cursor.top, self.cursor.top + height);
        self.lines.clear();
        let mut line = 0;
        for (row, &height) in self.heights.iter().enumerate() {
            if line >= end {
                break;
            }
            if line + height > top {
                let lines = row_lines(row).into_iter().enumerate();
                let visible = lines.filter(|(n, _)| (top..end).contains(&(line + n)));
                self.lines.extend(visible.map(|(_, cells)| VisibleLine { row, cells }));
            }
            line += height;
        }
    }

    /// Moves the cursor among the rows for which `is_selectable` is true. A page has as many rows as the area would hold
    /// if all were as high as the selected one.
    pub(super) fn move_cursor(&mut self, motion: Motion, area: Rect, is_selectable: impl Fn(usize) -> bool) {
        let row_height = self.heights.get(self.cursor.row).copied().unwrap_or(1).max(1);
        let page = usize::from(self.rows_area(area).height) / row_height;
        let rows: Vec<usize> = (0..self.heights.len()).filter(|row| is_selectable(*row)).collect();
        let index = rows.partition_point(|row| *row < self.cursor.row);
        if let Some(&row) = rows.get(move_index(index, motion, rows.len(), page)) {
            self.cursor.row = row;
        }
    }

    /// The part of an area below the heading.
    fn rows_area(&self, area: Rect) -> Rect {
        let used = (self.heading.len() as u16).min(area.height);
        Rect { y: area.y + used, height: area.height - used, ..area }
    }

    /// Draws the heading and the rows, the cell at the cursor reversed; `empty_text` if there are no rows.
    pub(super) fn draw(&self, painter: &mut Painter<'_>, area: Rect, empty_text: &str) {
        for (y, line) in self.heading.iter().enumerate() {
            painter.line(area, y as u16, line, false);
        }
        let area = self.rows_area(area);
        if self.heights.is_empty() {
            painter.text(area, 0, &format!("  {empty_text}"), Role::Plain);
            return;
        }
        for (y, line) in self.lines.iter().enumerate() {
            for cell in &line.cells {
                let place = Rect { x: area.x + cell.x as u16, width: cell.width as u16, ..area };
                let selected = line.row == self.cursor.row && cell.lane == Some(self.lane);
                painter.pieces(place, y as u16, &cell.pieces, selected);
            }
        }
        if self.heights.iter().sum::<usize>() > self.cursor.top + usize::from(area.height) {
            painter.more_below(area);
        }
    }
}
