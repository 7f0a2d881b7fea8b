//! Steps through whatever the top layer shows, and keeping every scroll within its bounds. Never draws.

use super::listed::heading_of;
use super::screen::{Pane, State};
use super::walk::moved;
use crate::tui::action::{Layer, Move};

impl State {
    /// The group of actions that move.
    pub(in crate::tui) fn moving(&mut self, step: Move) {
        match self.layer() {
            Layer::Filter if self.view().is_some() => self.move_in_view(step),
            Layer::Timeline | Layer::Filter => self.move_cursor(step),
            Layer::Detail => self.move_detail(step),
            Layer::Reader => {
                let (lines, height) = (self.reader_page().lines.len(), self.reader_height());
                if let Some(reader) = self.reader.as_mut() {
                    reader.scroll = scrolled(reader.scroll, step, lines, height);
                }
            }
            Layer::Review | Layer::Into | Layer::Sides => self.move_in_review(step),
            Layer::Answers | Layer::Thread | Layer::Promises => self.move_in_view(step),
            Layer::Field | Layer::Prompt => {}
            Layer::Report => {
                let lines = self.report_page().lines.len();
                self.report_scroll = scrolled(self.report_scroll, step, lines, self.body_height());
            }
            Layer::Help => {
                let (lines, height) = (self.help_page().lines.len(), self.body_height());
                self.help = scrolled(self.help, step, lines, height);
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

    fn move_cursor(&mut self, step: Move) {
        let page = usize::from(self.layout().list.height);
        let to = match step {
            Move::NextYear => self.next_year(),
            Move::PreviousYear => self.previous_year(),
            step => moved(self.cursor, step, self.shown.len(), page),
        };
        if to != self.cursor {
            self.cursor = to;
            self.detail = Pane::default();
        }
    }

    fn next_year(&self) -> usize {
        let Some(now) = self.shown.get(self.cursor).map(|_| heading_of(self.event_at(self.cursor))) else {
            return 0;
        };
        (self.cursor..self.shown.len()).find(|&n| heading_of(self.event_at(n)) != now).unwrap_or(self.cursor)
    }

    /// The first event of this year or, from there, of the year before.
    fn previous_year(&self) -> usize {
        let first_of = |at: usize| {
            let year = heading_of(self.event_at(at));
            (0..=at).rev().take_while(|&n| heading_of(self.event_at(n)) == year).last().unwrap_or(at)
        };
        if self.shown.is_empty() {
            return 0;
        }
        match first_of(self.cursor) {
            first if first < self.cursor => first,
            0 => 0,
            first => first_of(first - 1),
        }
    }

    /// Down and up walk the links and sources and, where there are no more, scroll.
    fn move_detail(&mut self, step: Move) {
        let page = self.detail_page();
        let height = usize::from(self.detail_area().height).max(1);
        let count = page.targets.len();
        let target = match (step, self.detail.target) {
            (Move::Down, None) if count > 0 => Some(0),
            (Move::Down, Some(n)) if n + 1 < count => Some(n + 1),
            (Move::Up, Some(n)) if n > 0 => Some(n - 1),
            (Move::First, _) => None,
            (Move::Last, _) if count > 0 => Some(count - 1),
            _ => {
                self.detail.scroll = scrolled(self.detail.scroll, step, page.lines.len(), height);
                return;
            }
        };
        self.detail.target = target;
        match target.and_then(|target| page.lines_of(target)) {
            Some((first, end)) => {
                self.detail.scroll = self.detail.scroll.min(first).max(end.saturating_sub(height));
            }
            None => self.detail.scroll = 0,
        }
    }

    /// Keeps cursor and scrolls within bounds, whatever has changed.
    pub(in crate::tui) fn settle(&mut self) {
        self.cursor = self.cursor.min(self.shown.len().saturating_sub(1));
        self.settle_list();
        self.settle_axis();
        let page = self.detail_page();
        let height = usize::from(self.detail_area().height);
        self.detail.scroll = self.detail.scroll.min(page.lines.len().saturating_sub(height));
        self.detail.target = self.detail.target.filter(|&target| target < page.targets.len());
        let (lines, height) = (self.reader_page().lines.len(), self.reader_height());
        if let Some(reader) = self.reader.as_mut() {
            reader.scroll = reader.scroll.min(lines.saturating_sub(height));
        }
        self.settle_review();
        self.settle_view();
        if self.layer() == Layer::Report {
            let last = self.report_page().lines.len().saturating_sub(self.body_height());
            self.report_scroll = self.report_scroll.min(last);
        }
        if self.layer() == Layer::Help {
            self.help = self.help.min(self.help_page().lines.len().saturating_sub(self.body_height()));
        }
    }
}

/// A scroll moved by a step, within a text of `lines` lines of which `height` are on the screen.
pub(super) fn scrolled(scroll: usize, step: Move, lines: usize, height: usize) -> usize {
    let last = lines.saturating_sub(height);
    let page = height.saturating_sub(1).max(1);
    let to = match step {
        Move::Down => scroll + 1,
        Move::Up => scroll.saturating_sub(1),
        Move::TenDown => scroll + 10,
        Move::TenUp => scroll.saturating_sub(10),
        Move::HalfDown => scroll + (height / 2).max(1),
        Move::HalfUp => scroll.saturating_sub((height / 2).max(1)),
        Move::PageDown => scroll + page,
        Move::PageUp => scroll.saturating_sub(page),
        Move::First | Move::PreviousYear => 0,
        Move::Last | Move::NextYear => last,
    };
    to.min(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_stays_within_the_text() {
        let table = [
            (0, Move::Up, 0),
            (0, Move::Down, 1),
            (5, Move::Down, 5),
            (0, Move::PageDown, 4),
            (4, Move::PageDown, 5),
            (5, Move::HalfUp, 3),
            (3, Move::Last, 5),
            (3, Move::First, 0),
            (0, Move::TenDown, 5),
        ];
        for (from, step, to) in table {
            assert_eq!(scrolled(from, step, 10, 5), to, "{step:?} from {from}");
        }
        assert_eq!(scrolled(0, Move::PageDown, 3, 5), 0, "a short text does not scroll");
        assert_eq!(scrolled(0, Move::Down, 0, 0), 0);
    }
}
