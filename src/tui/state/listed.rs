//! What a line of the list is: a heading, an event, its second title. Only nouns; `rows` lays them out.

use crate::model::Event;

/// One line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// A heading, and how many of the events shown stand under it.
    Heading(ListHeading, usize),
    /// The event at this place among those shown.
    Event(usize),
    /// Its title in the other language.
    SecondTitle(usize),
}

/// What an event stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListHeading {
    /// The year of its earliest day.
    Year(i32),
    /// It has a date whose start nobody knows.
    OpenStart,
    /// It has no date.
    NoDate,
}

/// What an event stands under.
pub fn heading_of(event: &Event) -> ListHeading {
    match &event.date {
        None => ListHeading::NoDate,
        Some(date) => date.first_year().map_or(ListHeading::OpenStart, ListHeading::Year),
    }
}
