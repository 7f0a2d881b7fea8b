//! The lines of the list: year headings, events, second titles. Which of them are on the screen is arithmetic here.
//! Never styles anything.

use super::screen::{State, Titles};
use crate::model::Event;
use crate::tui::layout::Shape;

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A heading, and how many of the events shown stand under it.
    Heading(Heading, usize),
    /// The event at this place among those shown.
    Event(usize),
    /// Its title in the other language.
    Second(usize),
}

/// What an event stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The year of its earliest day.
    Year(i32),
    /// It has a date whose start nobody knows.
    OpenStart,
    /// It has no date.
    NoDate,
}

impl State {
    /// All lines of the list.
    pub fn rows(&self) -> Vec<Row> {
        let wide = self.layout().shape == Shape::Wide;
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
    }
}

/// What an event stands under.
pub fn heading_of(event: &Event) -> Heading {
    match &event.date {
        None => Heading::NoDate,
        Some(date) => date.first_year().map_or(Heading::OpenStart, Heading::Year),
    }
}
