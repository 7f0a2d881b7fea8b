//! What the review holds: the drafts and which of them is looked at, what is being typed, what it may be merged into.
//! Only nouns; `review` acts on them.

use super::complete::Typed;
use super::line::Line;
use crate::model::Timeline;
use crate::model::review::{Choice, Part, Sheet, Sides};
use std::collections::BTreeMap;

/// The drafts being reviewed.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Ids of the drafts, those of one source together.
    pub order: Vec<String>,
    /// The one being looked at.
    pub id: String,
    /// It, laid out.
    pub sheet: Option<Sheet>,
    /// The field under the cursor.
    pub row: usize,
    /// First line of the fields on the screen.
    pub scroll: usize,
    /// First line of the evidence on the screen.
    pub evidence: usize,
    /// Whether the evidence is being walked.
    pub aside: bool,
    /// The field being typed.
    pub typed: Option<Typed>,
    /// The events it may be merged into.
    pub into: Option<Into>,
    /// The event it is merged into, beside it.
    pub sides: Option<Beside>,
    /// Whether the editor was asked for last.
    pub(super) editing: bool,
}

/// The list of events that a draft may be merged into.
#[derive(Clone, Debug, Default)]
pub struct Into {
    /// The filter for it.
    pub line: Line,
    /// Ids of the events let through, the nearest or best first.
    pub ids: Vec<String>,
    /// The selected one.
    pub at: usize,
}

/// A draft beside an event, and what is to be done with each field.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The fields.
    pub sides: Sides,
    /// One choice a field.
    pub choices: Vec<Choice>,
    /// The field under the cursor.
    pub at: usize,
}

/// The drafts of a timeline as they are reviewed: those of one source together, the sources by their date, the drafts by
/// theirs.
pub fn order(timeline: &Timeline) -> Vec<String> {
    let mut groups: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for event in timeline.entries().iter().map(|entry| &entry.event).filter(|event| event.is_draft()) {
        let source = event.sources.first().map(|row| row.source.as_str());
        let published =
            source.and_then(|id| timeline.source(id)).and_then(|source| source.published.as_ref());
        groups.entry((published.is_none(), published, source)).or_default().push(event.id.clone());
    }
    groups.into_values().flatten().collect()
}

impl Review {
    /// Which of the drafts is being looked at, counted from 0.
    pub fn at(&self) -> usize {
        self.order.iter().position(|id| *id == self.id).unwrap_or(0)
    }

    pub(super) fn part(&self) -> Option<Part> {
        Some(self.sheet.as_ref()?.rows.get(self.row)?.part)
    }

    pub(super) fn go_to(&mut self, part: Part) {
        let at = self.sheet.as_ref().and_then(|sheet| sheet.rows.iter().position(|row| row.part == part));
        self.row = at.unwrap_or(self.row);
        self.aside = false;
    }
}
