//! Steps through whatever the top layer shows, and keeping every scroll within its bounds. Never draws.

use super::cursor::move_index;
use super::listed::heading_of;
use super::screen::{PanePosition, State};
use crate::tui::action::{Motion, ScreenLayer};

impl State {
    /// The group of actions that move.
    pub(in crate::tui) fn handle_motion(&mut self, step: Motion) {
        match self.layer() {
            ScreenLayer::Filter if self.visible_view().is_some() => self.move_in_view(step),
            ScreenLayer::Timeline | ScreenLayer::Filter => self.move_cursor(step),
            ScreenLayer::Detail => self.move_detail(step),
            ScreenLayer::Reader => {
                let (lines, height) = (self.reader_page().lines.len(), self.reader_height());
                if let Some(reader) = self.reader.as_mut() {
                    reader.scroll = scroll_by(reader.scroll, step, lines, height);
                }
            }
            ScreenLayer::Review | ScreenLayer::MergeList | ScreenLayer::MergePreview => {
                self.move_in_review(step)
            }
            ScreenLayer::Responses | ScreenLayer::Thread | ScreenLayer::Commitments => {
                self.move_in_view(step)
            }
            ScreenLayer::FieldInput | ScreenLayer::Prompt => {}
            ScreenLayer::Report => {
                let lines = self.report_page().lines.len();
                self.report_scroll = scroll_by(self.report_scroll, step, lines, self.body_height());
            }
            ScreenLayer::Help => {
                let (lines, height) = (self.help_page().lines.len(), self.body_height());
                self.help_scroll = scroll_by(self.help_scroll, step, lines, height);
            }
        }
    }

    /// Rows of the reader's text.
    pub fn reader_height(&self) -> usize {
        usize::from(self.layout().body.height.saturating_sub(3))
    }

    /// Rows of a page that has the whole body.
    fn body_height(&self) -> usize {
        usize::from(self.layout().body.height)
    }

    fn move_cursor(&mut self, step: Motion) {
        let page = usize::from(self.layout().list.height);
        let to = match step {
            Motion::NextYear => self.next_year(),
            Motion::PreviousYear => self.previous_year(),
            step => move_index(self.cursor, step, self.hits.len(), page),
        };
        if to != self.cursor {
            self.cursor = to;
            self.detail = PanePosition::default();
        }
    }

    fn next_year(&self) -> usize {
        let Some(now) = self.hits.get(self.cursor).map(|_| heading_of(self.event_at(self.cursor))) else {
            return 0;
        };
        (self.cursor..self.hits.len()).find(|&n| heading_of(self.event_at(n)) != now).unwrap_or(self.cursor)
    }

    /// The first event of this year or, from there, of the year before.
    fn previous_year(&self) -> usize {
        let first_of = |at: usize| {
            let year = heading_of(self.event_at(at));
            (0..=at).rev().take_while(|&n| heading_of(self.event_at(n)) == year).last().unwrap_or(at)
        };
        if self.hits.is_empty() {
            return 0;
        }
        match first_of(self.cursor) {
            first if first < self.cursor => first,
            0 => 0,
            first => first_of(first - 1),
        }
    }

    /// Down and up walk the links and sources and, where there are no more, scroll.
    fn move_detail(&mut self, step: Motion) {
        let page = self.detail_page();
        let height = usize::from(self.detail_area().height).max(1);
        let count = page.targets.len();
        let target = match (step, self.detail.target) {
            (Motion::Down, None) if count > 0 => Some(0),
            (Motion::Down, Some(n)) if n + 1 < count => Some(n + 1),
            (Motion::Up, Some(n)) if n > 0 => Some(n - 1),
            (Motion::Top, _) => None,
            (Motion::Bottom, _) if count > 0 => Some(count - 1),
            _ => {
                self.detail.scroll = scroll_by(self.detail.scroll, step, page.lines.len(), height);
                return;
            }
        };
        self.detail.target = target;
        match target.and_then(|target| page.target_lines(target)) {
            Some((first, end)) => {
                self.detail.scroll = self.detail.scroll.min(first).max(end.saturating_sub(height));
            }
            None => self.detail.scroll = 0,
        }
    }

    /// Keeps cursor and scrolls within bounds, whatever has changed.
    pub(in crate::tui) fn clamp_scrolls(&mut self) {
        self.cursor = self.cursor.min(self.hits.len().saturating_sub(1));
        self.scroll_list_to_cursor();
        self.scroll_axis_to_cursor();
        let page = self.detail_page();
        let height = usize::from(self.detail_area().height);
        self.detail.scroll = self.detail.scroll.min(page.lines.len().saturating_sub(height));
        self.detail.target = self.detail.target.filter(|&target| target < page.targets.len());
        let (lines, height) = (self.reader_page().lines.len(), self.reader_height());
        if let Some(reader) = self.reader.as_mut() {
            reader.scroll = reader.scroll.min(lines.saturating_sub(height));
        }
        self.clamp_review_scrolls();
        self.scroll_view_to_cursor();
        if self.layer() == ScreenLayer::Report {
            let last = self.report_page().lines.len().saturating_sub(self.body_height());
            self.report_scroll = self.report_scroll.min(last);
        }
        if self.layer() == ScreenLayer::Help {
            self.help_scroll =
                self.help_scroll.min(self.help_page().lines.len().saturating_sub(self.body_height()));
        }
    }
}

/// A scroll moved by a step, within a text of `lines` lines of which `height` are on the screen.
pub(super) fn scroll_by(scroll: usize, step: Motion, lines: usize, height: usize) -> usize {
    let last = lines.saturating_sub(height);
    let page = height.saturating_sub(1).max(1);
    let to = match step {
        Motion::Down => scroll + 1,
        Motion::Up => scroll.saturating_sub(1),
        Motion::TenDown => scroll + 10,
        Motion::TenUp => scroll.saturating_sub(10),
        Motion::HalfPageDown => scroll + (height / 2).max(1),
        Motion::HalfPageUp => scroll.saturating_sub((height / 2).max(1)),
        Motion::PageDown => scroll + page,
        Motion::PageUp => scroll.saturating_sub(page),
        Motion::Top | Motion::PreviousYear => 0,
        Motion::Bottom | Motion::NextYear => last,
    };
    to.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for (from, step, to) in table {
            assert_eq!(scroll_by(from, step, 10, 5), to, "{step:?} from {from}");
        }
        assert_eq!(scroll_by(0, Motion::PageDown, 3, 5), 0, "a short text does not scroll");
        assert_eq!(scroll_by(0, Motion::Down, 0, 0), 0);
    }
}
