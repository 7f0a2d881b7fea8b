//! Rows of cells: what the answers, a thread and the promises are laid out as, and what they say of an event. Never
//! knows where on the screen they will be.

use super::pieces::{StyledText, highlight_matches};
use crate::model::{Edtf, TimelineEntry};
use crate::text::clean_line;
use crate::text::width::{display_width, pad};
use crate::tui::theme::Role;

/// Columns that most dates need; a longer one pushes what follows.
pub const DATE_COLUMNS: usize = 11;

/// A side of the screen that the cursor can be on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words say it")]
pub enum LaneSide {
    #[default]
    Left,
    Right,
}

impl LaneSide {
    /// The other one.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCell {
    /// Columns to the left of it.
    pub x: usize,
    /// Columns it has; what is longer is cut.
    pub width: usize,
    /// What stands there.
    pub pieces: Vec<StyledText>,
    /// The lane in which the cursor finds it; `None` where it does not.
    pub lane: Option<LaneSide>,
}

impl RowCell {
    /// A line of its own, `width` columns wide, in the only lane there is.
    pub fn full_line(pieces: Vec<StyledText>, width: usize) -> Vec<Self> {
        vec![Self { x: 0, width, pieces, lane: Some(LaneSide::Left) }]
    }
}

/// The date of an event in a column of `width`.
pub fn date_text(entry: &TimelineEntry, width: usize) -> StyledText {
    let date = entry.event.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::to_short_string);
    let text = if display_width(&date) < width { pad(&date, width) } else { date };
    StyledText::new(&format!("{text} "), Role::Date)
}

/// What an event is called, and whether it is a draft or only planned.
pub fn event_title(entry: &TimelineEntry, korean: bool) -> String {
    let event = &entry.event;
    let signs = [(event.is_draft(), "[draft] "), (event.planned, "[planned] ")];
    let signs: String = signs.iter().filter(|(set, _)| *set).map(|(_, sign)| *sign).collect();
    clean_line(&format!("{signs}{}", event.display_title(korean)))
}

/// A text as pieces of one look.
pub fn plain_text(text: &str) -> Vec<StyledText> {
    highlight_matches(text, &[], Role::Plain)
}
