//! The rows of the event list: year headings, events, second titles, and which of them are on the screen.

use crate::model::{Event, Timeline};
use crate::query::Hit;

/// The rows of the list and the scroll position.
#[derive(Debug, Default)]
pub struct ListState {
    /// The first visible row.
    pub top: usize,
    /// All rows.
    pub(in crate::tui) rows: Vec<ListRow>,
    /// What the rows were made for; `None` if they are out of date.
    made_for: Option<RowStyle>,
}

/// What the rows of the list include besides the events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct RowStyle {
    /// Whether there are headings.
    pub(in crate::tui) headings: bool,
    /// Whether a Korean title has a row of its own.
    pub(in crate::tui) second_titles: bool,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum ListRow {
    /// A heading, and the number of listed events below it.
    Heading(ListHeading, usize),
    /// The event with this index in the list.
    Event(usize),
    /// Its Korean title.
    SecondTitle(usize),
}

/// A heading of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum ListHeading {
    /// The year of the earliest day.
    Year(i32),
    /// Events whose date has an unknown start.
    OpenStart,
    /// Events without a date.
    NoDate,
}

/// The heading of an event.
pub(in crate::tui) fn heading_of(event: &Event) -> ListHeading {
    match &event.date {
        None => ListHeading::NoDate,
        Some(date) => date.first_year().map_or(ListHeading::OpenStart, ListHeading::Year),
    }
}

impl ListState {
    /// Marks the rows as out of date.
    pub(in crate::tui) fn forget_rows(&mut self) {
        self.made_for = None;
    }

    /// Makes the rows of the listed events, unless they are up to date.
    pub(in crate::tui) fn make_rows(&mut self, timeline: &Timeline, hits: &[Hit], style: RowStyle) {
        if self.made_for.replace(style) == Some(style) {
            return;
        }
        self.rows.clear();
        let mut heading = None;
        for (index, hit) in hits.iter().enumerate() {
            let event = &timeline.entries()[hit.entry].event;
            if style.headings {
                let own = heading_of(event);
                match heading {
                    Some((last, row)) if last == own => {
                        if let Some(ListRow::Heading(_, count)) = self.rows.get_mut(row) {
                            *count += 1;
                        }
                    }
                    _ => {
                        heading = Some((own, self.rows.len()));
                        self.rows.push(ListRow::Heading(own, 1));
                    }
                }
            }
            self.rows.push(ListRow::Event(index));
            if style.second_titles && event.title_ko.is_some() {
                self.rows.push(ListRow::SecondTitle(index));
            }
        }
    }

    /// Scrolls so that the selected event is visible in `height` rows, with its heading if it is the first below it, and
    /// without empty rows below the last one.
    pub(in crate::tui) fn scroll_to(&mut self, selected: usize, height: usize) {
        let (rows, height) = (&self.rows, height.max(1));
        let row = rows.iter().position(|row| *row == ListRow::Event(selected)).unwrap_or(0);
        let has_heading = row > 0 && matches!(rows[row - 1], ListRow::Heading(..)) && height > 2;
        let first = if has_heading { row - 1 } else { row };
        let has_second = rows.get(row + 1).is_some_and(|row| matches!(row, ListRow::SecondTitle(_)));
        let end = row + 1 + usize::from(has_second && height > 1);
        let lowest = rows.len().saturating_sub(height);
        self.top = self.top.min(first).max(end.saturating_sub(height)).min(lowest).min(first);
        // A second title without its event would be misleading.
        if self.top < first && matches!(rows.get(self.top), Some(ListRow::SecondTitle(_))) {
            self.top += 1;
        }
    }
}
