//! Draws styled text into the cells of the screen, cut to its area; a wide character is never split. All text passes
//! through here and is cleaned of control characters again.

use super::scroll_page::ScrollPage;
use super::styled_text::{StyledLine, StyledText};
use super::theme::{Role, Theme};
use crate::text::width::{ELLIPSIS, display_width, prefix_within};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

/// Draws into a buffer with the styles of a theme.
pub(super) struct Painter<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
}

impl<'a> Painter<'a> {
    /// A painter for a frame.
    pub(super) fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme }
    }

    /// Draws text at the start of row `row` of `area`, cut if it does not fit.
    pub(super) fn text(&mut self, area: Rect, row: u16, text: &str, role: Role) {
        self.pieces(area, row, &[StyledText::new(text, role)], false);
    }

    /// Draws pieces from left to right on row `row` of `area`, cut if they do not fit, reversed if selected.
    pub(super) fn pieces(&mut self, area: Rect, row: u16, pieces: &[StyledText], selected: bool) {
        if row >= area.height || area.width == 0 {
            return;
        }
        let (y, mut x, mut room) = (area.y + row, area.x, usize::from(area.width));
        if selected {
            let line = Rect { y, height: 1, ..area };
            self.buffer.set_style(line, Style::new().add_modifier(Modifier::REVERSED));
        }
        let whole: usize = pieces.iter().map(|piece| display_width(&piece.text)).sum();
        let cut = whole > room;
        for piece in pieces {
            let limit = if cut { room.saturating_sub(1) } else { room };
            let text = prefix_within(&piece.text, limit);
            let style = self.style(piece, selected);
            x = self.set_cells(x, y, text, style);
            room -= display_width(text);
            if text.len() < piece.text.len() || room == 0 {
                if cut && room > 0 {
                    self.set_cells(x, y, ELLIPSIS, style);
                }
                return;
            }
        }
    }

    /// Draws a line of a page on row `row` of `area`.
    pub(super) fn line(&mut self, area: Rect, row: u16, line: &StyledLine, selected: bool) {
        self.pieces(area, row, &line.pieces, selected);
    }

    /// Draws pieces that end at the right edge of row `row`. Returns the columns they take.
    pub(super) fn right_aligned(
        &mut self,
        area: Rect,
        row: u16,
        pieces: &[StyledText],
        selected: bool,
    ) -> u16 {
        let width: usize = pieces.iter().map(|piece| display_width(&piece.text)).sum();
        let width = (width as u16).min(area.width);
        let place = Rect { x: area.right() - width, width, ..area };
        self.pieces(place, row, pieces, selected);
        width
    }

    /// Draws a rule as wide as `area`, or as high if `area` is one column wide.
    pub(super) fn rule(&mut self, area: Rect) {
        let style = self.theme.style(Role::Rule);
        let sign = if area.width == 1 { "│" } else { "─" };
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.set_cells(x, y, sign, style);
            }
        }
    }

    /// Draws the visible lines of a page from row `first_row` of `area` on, those of the target `selected` reversed.
    pub(super) fn page(&mut self, area: Rect, first_row: u16, page: &ScrollPage, selected: Option<usize>) {
        for (y, line) in page.visible_lines().enumerate() {
            let is_selected = line.target.is_some() && line.target == selected;
            self.line(area, first_row + y as u16, line, is_selected);
        }
    }

    /// Draws a page with a sign in the corner if there is more below.
    pub(super) fn page_with_corner(&mut self, area: Rect, page: &ScrollPage, selected: Option<usize>) {
        self.page(area, 0, page, selected);
        if page.has_more() {
            self.more_below(area);
        }
    }

    /// Draws the sign that there is more below `area`.
    pub(super) fn more_below(&mut self, area: Rect) {
        if area.width > 2 && area.height > 0 {
            let corner = Rect { x: area.right() - 1, y: area.bottom() - 1, width: 1, height: 1 };
            self.text(corner, 0, ELLIPSIS, Role::Title);
        }
    }

    fn style(&self, piece: &StyledText, selected: bool) -> Style {
        let style = self.theme.style(piece.role);
        let style = if piece.matched { self.theme.matched(style) } else { style };
        if selected { self.theme.selected(style) } else { style }
    }

    /// Sets cells from column `x` on. Returns the column after the text.
    fn set_cells(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let mut at = x;
        let clean = crate::text::clean(text);
        for grapheme in clean.graphemes(true).filter(|grapheme| *grapheme != "\n") {
            let wide = display_width(grapheme) as u16;
            // A combining mark without a letter has no width; in a cell of its own it would shift the row.
            if wide == 0 {
                continue;
            }
            let Some(cell) = self.buffer.cell_mut((at, y)) else { return at };
            cell.set_symbol(grapheme).set_style(style);
            for n in 1..wide {
                if let Some(cell) = self.buffer.cell_mut((at + n, y)) {
                    cell.reset();
                    cell.set_symbol("").set_style(style);
                }
            }
            at += wide;
        }
        at
    }
}
