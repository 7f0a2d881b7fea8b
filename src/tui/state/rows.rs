//! The lines of the list: year headings, events, second titles. Which of them are on the screen is arithmetic here.
//! Never styles anything.

use super::listed::{ListRow, heading_of};
use super::screen::{State, TitleLanguage};
use crate::model::Event;
use crate::tui::layout::ScreenShape;
use std::rc::Rc;

impl State {
    /// All lines of the list; worked out anew only when what they depend on has changed.
    pub fn list_rows(&self) -> Rc<[ListRow]> {
        let how = (self.layout().shape == ScreenShape::Wide, self.titles);
        let mut kept = self.list_cache.borrow_mut();
        match kept.as_ref() {
            Some((before, rows)) if *before == how => Rc::clone(rows),
            _ => {
                let rows: Rc<[ListRow]> = self.build_list_rows(how.0).into();
                *kept = Some((how, Rc::clone(&rows)));
                rows
            }
        }
    }

    fn build_list_rows(&self, wide: bool) -> Vec<ListRow> {
        let mut rows = Vec::with_capacity(self.hits.len() + 32);
        let mut heading = None;
        for n in 0..self.hits.len() {
            let event = self.event_at(n);
            if wide {
                let here = heading_of(event);
                match heading {
                    Some((last, at)) if last == here => {
                        if let Some(ListRow::Heading(_, count)) = rows.get_mut(at) {
                            *count += 1;
                        }
                    }
                    _ => {
                        heading = Some((here, rows.len()));
                        rows.push(ListRow::Heading(here, 1));
                    }
                }
            }
            rows.push(ListRow::Event(n));
            if wide && self.titles == TitleLanguage::Both && event.title_ko.is_some() {
                rows.push(ListRow::SecondTitle(n));
            }
        }
        rows
    }

    /// The event at a place among those shown.
    pub fn event_at(&self, shown: usize) -> &Event {
        &self.timeline.entries()[self.hits[shown].entry].event
    }

    /// Scrolls the list so that the selected event is on the screen, its year's heading with it where it is the first,
    /// and so that no room is left empty below the last.
    pub(super) fn scroll_list_to_cursor(&mut self) {
        let height = usize::from(self.layout().list.height).max(1);
        let rows = self.list_rows();
        let at = rows.iter().position(|row| *row == ListRow::Event(self.cursor)).unwrap_or(0);
        let first =
            if at > 0 && matches!(rows[at - 1], ListRow::Heading(..)) && height > 2 { at - 1 } else { at };
        let second = rows.get(at + 1).is_some_and(|row| matches!(row, ListRow::SecondTitle(_)));
        let last = at + usize::from(second && height > 1);
        self.list_top = self
            .list_top
            .min(first)
            .max((last + 1).saturating_sub(height))
            .min(rows.len().saturating_sub(height));
        self.list_top = self.list_top.min(first);
        // A second title without its event says nothing.
        if self.list_top < first && matches!(rows.get(self.list_top), Some(ListRow::SecondTitle(_))) {
            self.list_top += 1;
        }
    }
}
