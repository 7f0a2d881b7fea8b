//! The lines of the list: year headings, events, second titles. Which of them are on the screen is arithmetic here.
//! Never styles anything.

use super::listed::{Row, heading_of};
use super::screen::{State, Titles};
use crate::model::Event;
use crate::tui::layout::Shape;
use std::rc::Rc;

impl State {
    /// All lines of the list; worked out anew only when what they depend on has changed.
    pub fn rows(&self) -> Rc<[Row]> {
        let how = (self.layout().shape == Shape::Wide, self.titles);
        let mut kept = self.rows.borrow_mut();
        match kept.as_ref() {
            Some((before, rows)) if *before == how => Rc::clone(rows),
            _ => {
                let rows: Rc<[Row]> = self.rows_anew(how.0).into();
                *kept = Some((how, Rc::clone(&rows)));
                rows
            }
        }
    }

    fn rows_anew(&self, wide: bool) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.shown.len() + 32);
        let mut heading = None;
        for n in 0..self.shown.len() {
            let event = self.event_at(n);
            if wide {
                let here = heading_of(event);
                match heading {
                    Some((last, at)) if last == here => {
                        if let Some(Row::Heading(_, count)) = rows.get_mut(at) {
                            *count += 1;
                        }
                    }
                    _ => {
                        heading = Some((here, rows.len()));
                        rows.push(Row::Heading(here, 1));
                    }
                }
            }
            rows.push(Row::Event(n));
            if wide && self.titles == Titles::Both && event.title_ko.is_some() {
                rows.push(Row::Second(n));
            }
        }
        rows
    }

    /// The event at a place among those shown.
    pub fn event_at(&self, shown: usize) -> &Event {
        &self.timeline.entries()[self.shown[shown].entry].event
    }

    /// Scrolls the list so that the selected event is on the screen, its year's heading with it where it is the first,
    /// and so that no room is left empty below the last.
    pub(super) fn settle_list(&mut self) {
        let height = usize::from(self.layout().list.height).max(1);
        let rows = self.rows();
        let at = rows.iter().position(|row| *row == Row::Event(self.cursor)).unwrap_or(0);
        let first =
            if at > 0 && matches!(rows[at - 1], Row::Heading(..)) && height > 2 { at - 1 } else { at };
        let second = rows.get(at + 1).is_some_and(|row| matches!(row, Row::Second(_)));
        let last = at + usize::from(second && height > 1);
        self.top =
            self.top.min(first).max((last + 1).saturating_sub(height)).min(rows.len().saturating_sub(height));
        self.top = self.top.min(first);
        // A second title without its event says nothing.
        if self.top < first && matches!(rows.get(self.top), Some(Row::Second(_))) {
            self.top += 1;
        }
    }
}
