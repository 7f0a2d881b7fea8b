//! A page of text in an area, and how far it is scrolled. The page and the height are those of the last frame.

use super::cursor::{Motion, scroll_by};
use super::styled_text::{StyledLine, StyledPage};

/// A page, its scroll position and the height of its area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScrollPage {
    /// The page as laid out for the current frame.
    pub page: StyledPage,
    /// The first visible line.
    pub scroll: usize,
    /// The rows of the area.
    height: usize,
}

impl ScrollPage {
    /// Sets the page and the height of its area for the next frame, and keeps the scroll position within the page.
    pub(super) fn set_page(&mut self, page: StyledPage, height: u16) {
        (self.page, self.height) = (page, usize::from(height));
        self.scroll = self.scroll.min(self.last_scroll());
    }

    /// Scrolls.
    pub(super) fn handle_motion(&mut self, motion: Motion) {
        self.scroll = scroll_by(self.scroll, motion, self.page.lines.len(), self.height);
    }

    /// Scrolls as little as necessary to show the lines from `first` up to `end` (exclusive); the first of them if they do
    /// not fit.
    pub(super) fn scroll_to(&mut self, first: usize, end: usize) {
        let height = self.height.max(1);
        self.scroll = self.scroll.max(end.saturating_sub(height)).min(first).min(self.last_scroll());
    }

    /// Scrolls to the top if the lines up to `end` (exclusive) fit there, else so that the lines from `first` on are in the
    /// lower half.
    pub(super) fn center_on(&mut self, first: usize, end: usize) {
        let height = self.height;
        self.scroll = if end <= height {
            0
        } else {
            first.min(end.saturating_sub(height.max(1)).max(first.saturating_sub(height / 2)))
        };
    }

    /// How far it can be scrolled.
    pub(super) fn last_scroll(&self) -> usize {
        self.page.lines.len().saturating_sub(self.height)
    }

    /// The visible lines.
    pub(super) fn visible_lines(&self) -> impl Iterator<Item = &StyledLine> {
        self.page.lines.iter().skip(self.scroll).take(self.height)
    }

    /// Whether there are lines below the area.
    pub(super) fn has_more(&self) -> bool {
        self.scroll < self.last_scroll()
    }
}
