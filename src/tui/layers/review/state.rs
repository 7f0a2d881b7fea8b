//! What the review queue remembers.

use crate::model::review::{DraftField, DraftReview, FieldReview};
use crate::model::{AddedRow, Timeline};
use crate::tui::layout::ReviewLayout;
use crate::tui::scroll_page::ScrollPage;
use std::collections::BTreeMap;

/// The review queue.
#[derive(Debug, Default)]
pub struct ReviewState {
    /// The ids of the drafts, those of one source together: events, then rows that are proposed for an event.
    pub order: Vec<String>,
    /// The id of the draft under review.
    pub id: String,
    /// That draft, laid out by the curation.
    pub draft: Option<DraftReview>,
    /// The index of the selected field.
    pub field: usize,
    /// Whether the evidence is scrolled rather than the fields.
    pub in_evidence: bool,
    /// Whether the draft was last opened in the editor.
    pub(in crate::tui) in_editor: bool,
    /// The fields as laid out.
    pub(in crate::tui) fields: ScrollPage,
    /// The evidence as laid out.
    pub(in crate::tui) evidence: ScrollPage,
    /// Where fields and evidence are.
    pub(in crate::tui) areas: ReviewLayout,
}

/// The ids of the drafts in the order of review: those of one source together, sources by their date, drafts by theirs, events
/// before rows.
pub(in crate::tui) fn review_order(timeline: &Timeline) -> Vec<String> {
    let events = timeline.entries().iter().map(|entry| &entry.event).filter(|event| event.is_draft());
    let events = events.map(|event| (event.sources.first().map(|row| row.source.as_str()), event.id.clone()));
    let rows = timeline.proposals().map(|(_, row)| (row.source(), row.id()));
    let mut groups: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (source, id) in events.chain(rows) {
        let published =
            source.and_then(|id| timeline.source(id)).and_then(|source| source.published.as_ref());
        groups.entry((published.is_none(), published, source)).or_default().push(id);
    }
    groups.into_values().flatten().collect()
}

/// The order after a change of the store: drafts keep their places, even if a new date would move them; new ones are
/// inserted at `index` of the old order.
pub(in crate::tui) fn merge_order(old: &[String], index: usize, new_order: Vec<String>) -> Vec<String> {
    let mut order: Vec<String> = old.iter().filter(|id| new_order.contains(id)).cloned().collect();
    let index = old.iter().take(index).filter(|id| new_order.contains(id)).count();
    let added: Vec<String> = new_order.into_iter().filter(|id| !old.contains(id)).collect();
    order.splice(index..index, added);
    order
}

impl ReviewState {
    /// The index in the order of the draft under review.
    pub fn position(&self) -> usize {
        self.order.iter().position(|id| *id == self.id).unwrap_or(0)
    }

    /// Whether the draft under review is a row that is proposed for an event, and not an event.
    pub(in crate::tui) fn is_row(&self) -> bool {
        self.id.contains(AddedRow::ID_SEPARATOR)
    }

    /// The id of the event that the draft under review is or is proposed for.
    pub(in crate::tui) fn event_id(&self) -> &str {
        self.id.split(AddedRow::ID_SEPARATOR).next().unwrap_or_default()
    }

    /// The selected field.
    pub(in crate::tui) fn selected_field(&self) -> Option<&FieldReview> {
        self.draft.as_ref()?.fields.get(self.field)
    }

    /// Selects a field.
    pub(in crate::tui) fn select_field(&mut self, field: DraftField) {
        let rows = self.draft.as_ref().map(|draft| &draft.fields);
        let index = rows.and_then(|rows| rows.iter().position(|row| row.field == field));
        self.field = index.unwrap_or(self.field);
        self.in_evidence = false;
    }

    /// The id of the source of the draft.
    pub(in crate::tui) fn source(&self) -> Option<&String> {
        self.draft.as_ref()?.source.as_ref()
    }

    /// Takes over the draft as laid out. A draft shown for the first time starts at its first field to check.
    pub(in crate::tui) fn set_draft(&mut self, mut draft: DraftReview) {
        if let Some(old) = self.draft.take().filter(|old| old.id == draft.id) {
            // The other dates stay on offer after one of them was chosen.
            if draft.date_choices.first().is_some_and(|date| old.date_choices.contains(date)) {
                draft.date_choices = old.date_choices;
            }
            self.field = self.field.min(draft.fields.len().saturating_sub(1));
        } else {
            self.field = draft.first_to_check();
            (self.fields.scroll, self.evidence.scroll, self.in_evidence) = (0, 0, false);
        }
        self.draft = Some(draft);
    }
}
