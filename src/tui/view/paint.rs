//! Pieces onto cells: cut to the place they have, a wide letter never halved. The one way text gets on the screen;
//! what could still carry a control character is cleaned here once more.

use crate::text::width::{ELLIPSIS, display_width, prefix_within};
use crate::tui::page::{StyledLine, StyledText};
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

/// A buffer and the styles to paint it with.
pub(super) struct Painter<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
}

impl<'a> Painter<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme }
    }

    /// A text at the start of row `row` of `area`, cut where it does not fit.
    pub(super) fn text(&mut self, area: Rect, row: u16, text: &str, role: Role) {
        self.pieces(area, row, &[StyledText::new(text, role)], false);
    }

    /// Pieces from left to right on row `row` of `area`, cut where they do not fit; reversed where selected.
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

    /// A line of a page.
    pub(super) fn line(&mut self, area: Rect, row: u16, line: &StyledLine, selected: bool) {
        self.pieces(area, row, &line.pieces, selected);
    }

    /// Pieces that end at the right edge of row `row`. Gives back the columns they take.
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

    /// A rule as wide as `area`, or as high where it is one column wide.
    pub(super) fn rule(&mut self, area: Rect) {
        let style = self.theme.style(Role::Rule);
        let sign = if area.width == 1 { "│" } else { "─" };
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.set_cells(x, y, sign, style);
            }
        }
    }

    fn style(&self, piece: &StyledText, selected: bool) -> Style {
        let style = self.theme.style(piece.role);
        let style = if piece.matched { self.theme.matched(style) } else { style };
        if selected { self.theme.selected(style) } else { style }
    }

    /// Sets cells from `x` on; gives back the column behind the text.
    fn set_cells(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let mut at = x;
        let clean = crate::text::clean(text);
        for grapheme in clean.graphemes(true).filter(|grapheme| *grapheme != "\n") {
            let wide = display_width(grapheme) as u16;
            // A mark without a letter has no column: in a cell of its own it would shift the rest of the row.
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

/// Bytes of `before` to leave out so that the rest fits `room` columns.
pub(super) fn hidden_prefix_len(before: &str, room: usize) -> usize {
    let mut skip = 0;
    for (at, _) in before.char_indices() {
        if display_width(&before[at..]) <= room {
            return at;
        }
        skip = before.len();
    }
    skip
}
