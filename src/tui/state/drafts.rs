//! What the review holds: the drafts and which of them is looked at, what is being typed, what it may be merged into.
//! Only nouns; `review` acts on them.

use super::complete::FieldInput;
use super::line_editor::LineEditor;
use crate::model::Timeline;
use crate::model::review::{DraftField, DraftReview, MergeChoice, MergePreview};
use std::collections::BTreeMap;

/// The drafts being reviewed.
#[derive(Clone, Debug, Default)]
pub struct ReviewSession {
    /// Ids of the drafts, those of one source together.
    pub order: Vec<String>,
    /// The one being looked at.
    pub id: String,
    /// It, laid out.
    pub sheet: Option<DraftReview>,
    /// The field under the cursor.
    pub field: usize,
    /// First line of the fields on the screen.
    pub field_scroll: usize,
    /// First line of the evidence on the screen.
    pub evidence_scroll: usize,
    /// Whether the evidence is being walked.
    pub in_evidence: bool,
    /// The field being typed.
    pub input: Option<FieldInput>,
    /// The events it may be merged into.
    pub merge_list: Option<MergeList>,
    /// The event it is merged into, beside it.
    pub merge: Option<MergeState>,
    /// Whether the editor was asked for last.
    pub(super) in_editor: bool,
}

/// The list of events that a draft may be merged into.
#[derive(Clone, Debug, Default)]
pub struct MergeList {
    /// The filter for it.
    pub line: LineEditor,
    /// Ids of the events let through, the nearest or best first.
    pub ids: Vec<String>,
    /// The selected one.
    pub selected: usize,
}

/// A draft beside an event, and what is to be done with each field.
#[derive(Clone, Debug, Default)]
pub struct MergeState {
    /// The fields.
    pub preview: MergePreview,
    /// One choice a field.
    pub choices: Vec<MergeChoice>,
    /// The field under the cursor.
    pub selected: usize,
}

/// The drafts of a timeline as they are reviewed: those of one source together, the sources by their date, the drafts by
/// theirs.
pub fn review_order(timeline: &Timeline) -> Vec<String> {
    let mut groups: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for event in timeline.entries().iter().map(|entry| &entry.event).filter(|event| event.is_draft()) {
        let source = event.sources.first().map(|row| row.source.as_str());
        let published =
            source.and_then(|id| timeline.source(id)).and_then(|source| source.published.as_ref());
        groups.entry((published.is_none(), published, source)).or_default().push(event.id.clone());
    }
    groups.into_values().flatten().collect()
}

impl ReviewSession {
    /// Which of the drafts is being looked at, counted from 0.
    pub fn position(&self) -> usize {
        self.order.iter().position(|id| *id == self.id).unwrap_or(0)
    }

    pub(super) fn current_part(&self) -> Option<DraftField> {
        Some(self.sheet.as_ref()?.fields.get(self.field)?.field)
    }

    pub(super) fn select_part(&mut self, part: DraftField) {
        let at = self.sheet.as_ref().and_then(|sheet| sheet.fields.iter().position(|row| row.field == part));
        self.field = at.unwrap_or(self.field);
        self.in_evidence = false;
    }
}
