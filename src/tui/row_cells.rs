//! Cells of the rows in the views of related events, and the texts about an event in them. Independent of the place on
//! the screen.

use super::styled_text::{StyledText, highlight_matches};
use super::theme::Role;
use crate::model::{Edtf, Event, TimelineEntry};
use crate::text::clean_line;
use crate::text::width::{display_width, pad};

/// Columns of a date; a longer one shifts what follows.
pub const DATE_COLUMNS: usize = 11;

/// The lane of the cursor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LaneSide {
    #[default]
    Left,
    Right,
}

impl LaneSide {
    /// The other lane.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCell {
    /// The columns before it.
    pub x: usize,
    /// Its width in columns; longer contents are cut.
    pub width: usize,
    /// Its contents.
    pub pieces: Vec<StyledText>,
    /// The lane in which the cursor selects it; `None` if it cannot be selected.
    pub lane: Option<LaneSide>,
}

impl RowCell {
    /// A line of one cell, `width` columns wide, in the left lane.
    pub fn full_line(pieces: Vec<StyledText>, width: usize) -> Vec<Self> {
        vec![Self { x: 0, width, pieces, lane: Some(LaneSide::Left) }]
    }
}

/// The date of an event, padded to `width` columns.
pub fn date_text(entry: &TimelineEntry, width: usize) -> StyledText {
    StyledText::new(&format!("{} ", pad_date(&short_date(&entry.event), width)), Role::Date)
}

/// The short form of the date of an event.
pub(super) fn short_date(event: &Event) -> String {
    event.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::to_short_string)
}

/// A date padded to `width` columns; a longer one is not cut, because a part of a date would be another date.
pub(super) fn pad_date(date: &str, width: usize) -> String {
    if display_width(date) < width { pad(date, width) } else { date.to_owned() }
}

/// The title of an event, marked if it is a draft or planned.
pub fn event_title(entry: &TimelineEntry, korean: bool) -> String {
    let event = &entry.event;
    let signs = [(event.is_draft(), "[draft] "), (event.planned, "[planned] ")];
    let signs: String = signs.iter().filter(|(set, _)| *set).map(|(_, sign)| *sign).collect();
    clean_line(&format!("{signs}{}", event.display_title(korean)))
}

/// Text without emphasis.
pub fn plain_text(text: &str) -> Vec<StyledText> {
    highlight_matches(text, &[], Role::Plain)
}
