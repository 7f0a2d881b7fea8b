//! Merges a draft into a stored event. Each field is kept, replaced, or recorded as a conflicting report. The event's own row
//! stays as it is unless a field is replaced, so that corrections of the built-in data still arrive.

use super::decisions;
use super::types::{UndoStep, quote_title};
use crate::model::fields::{EVENT_FIELDS, EventField, FieldMerge, FieldSpec, FieldValue};
use crate::model::review::{MergeChoice, MergeField, MergePreview};
use crate::model::{AddedConflict, AddedRow, Attachment, Conflict, Event, Origin, Timeline, TimelineEntry};
use crate::store::Change;

/// The draft beside the event: each field in which they differ, with what is done unless the user chooses otherwise.
pub(super) fn preview(draft: &TimelineEntry, event: &TimelineEntry) -> MergePreview {
    let (from, into) = (&draft.event, &event.event);
    MergePreview {
        draft: from.id.clone(),
        event: into.id.clone(),
        bundled: event.origin == Origin::Bundled,
        fields: EVENT_FIELDS.iter().filter_map(|spec| merge_field(spec, from, into)).collect(),
    }
}

/// The row of one field; `None` where the draft adds nothing to it.
fn merge_field(spec: &FieldSpec, from: &Event, into: &Event) -> Option<MergeField> {
    let field = spec.field;
    let current = (spec.value)(into);
    match spec.merge {
        FieldMerge::Never => None,
        FieldMerge::Value { proposed, can_conflict, is_conflict, .. } => {
            let proposed = proposed(from);
            if proposed.is_empty() || proposed == current {
                return None;
            }
            let choice =
                if is_conflict(from, into) { MergeChoice::RecordConflict } else { MergeChoice::Keep };
            let (current, proposed) = (current.join(", "), proposed.join(", "));
            Some(MergeField { field, current, proposed, can_conflict, appends: false, choice })
        }
        FieldMerge::List { added, .. } => {
            let added = added(from, into);
            let current = match current {
                FieldValue::List(rows) if spec.is_table => format!("{} already", rows.len()),
                current => current.join(", "),
            };
            (!added.is_empty()).then(|| MergeField {
                field,
                current,
                proposed: added.join("; "),
                can_conflict: false,
                appends: true,
                choice: MergeChoice::Keep,
            })
        }
    }
}

/// The step that merges, with one choice for each row of [`preview`].
pub(super) fn merge_step(
    timeline: &Timeline,
    draft: &TimelineEntry,
    event: &TimelineEntry,
    choices: &[MergeChoice],
) -> UndoStep {
    let (from, into) = (&draft.event, &event.event);
    let description =
        format!("merged {} into {}", quote_title(&from.title, 21), quote_title(&into.title, 20));
    let mut step = UndoStep { description, ..UndoStep::default() };
    let preview = preview(draft, event);
    let chosen = |choice: MergeChoice| {
        let rows = preview.fields.iter().zip(choices);
        rows.filter(move |(_, chosen)| **chosen == choice).map(|(field, _)| field)
    };
    let replaced: Vec<EventField> = chosen(MergeChoice::Replace).map(|row| row.field).collect();
    if !replaced.is_empty() {
        let old = event.own_event();
        let new = replace_fields(&old, from, &replaced);
        match event.origin {
            Origin::Own => step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(old)),
            Origin::Bundled => {
                step.push(Change::AddEvent(new), Change::RemoveEvent { id: into.id.clone() });
            }
        }
    }
    let has = |source: &str| into.sources.iter().any(|row| row.source == source);
    for row in from.sources.iter().filter(|row| !has(&row.source)) {
        let row = Attachment { quote: row.quote.clone(), ..Attachment::new(&into.id, &row.source) };
        add_row(&mut step, event, AddedRow::Source(row));
    }
    let source = from.sources.first().map(|row| row.source.clone());
    for row in chosen(MergeChoice::RecordConflict) {
        let value =
            if row.field == EventField::Planned { from.planned.to_string() } else { row.proposed.clone() };
        let by = from.dated_by.as_ref().filter(|by| row.field == EventField::Date && !by.phrase.is_empty());
        let note = by.map(ToString::to_string);
        let conflict = Conflict { field: row.field.key().to_owned(), value, source: source.clone(), note };
        if !into.conflicts.contains(&conflict) {
            add_row(&mut step, event, AddedRow::Conflict(AddedConflict::new(&into.id, conflict)));
        }
    }
    for row in &draft.proposals {
        move_proposal(&mut step, event, row);
    }
    redirect_references(&mut step, timeline, &from.id, &into.id);
    decisions::remove_event(&mut step, draft);
    step
}

/// Adds a row to an event. A draft row that says the same is accepted instead.
fn add_row(step: &mut UndoStep, event: &TimelineEntry, row: AddedRow) {
    match event.proposals.iter().find(|proposal| proposal.says_same(&row)) {
        Some(proposal) => decisions::accept_row(step, proposal),
        None => step.push(Change::AddRow(row.clone()), Change::RemoveRow(row)),
    }
}

/// Proposes for the event what waits for review on the draft, unless the event has it.
fn move_proposal(step: &mut UndoStep, event: &TimelineEntry, row: &AddedRow) {
    let id = event.event.id.clone();
    let row = match row.clone() {
        AddedRow::Source(row) => AddedRow::Source(Attachment { event: id, ..row }),
        AddedRow::Conflict(row) => AddedRow::Conflict(AddedConflict { event: id, ..row }),
    };
    let is_new = |change: &Change| !matches!(change, Change::AddRow(have) if have.says_same(&row));
    let has_source = matches!(&row, AddedRow::Source(row) if event.event.sources.iter().any(|have| have.source == row.source));
    let is_proposed = event.proposals.iter().chain(&event.added).any(|have| have.says_same(&row));
    if !has_source && !is_proposed && step.changes.iter().all(is_new) {
        step.push(Change::AddRow(row.clone()), Change::RemoveRow(row));
    }
}

/// The event with the fields `replaced` taken from the draft; lists take the items that are new.
fn replace_fields(event: &Event, draft: &Event, replaced: &[EventField]) -> Event {
    let mut new = event.clone();
    for field in replaced {
        match field.spec().merge {
            FieldMerge::Never => {}
            FieldMerge::Value { take, .. } | FieldMerge::List { take, .. } => take(draft, &mut new),
        }
    }
    new
}

/// Redirects links to the draft, and fulfillments by it, to the event.
fn redirect_references(step: &mut UndoStep, timeline: &Timeline, draft: &str, into: &str) {
    for entry in timeline.entries().iter().filter(|entry| entry.origin == Origin::Own) {
        let old = entry.own_event();
        if old.id == draft || old.id == into {
            continue;
        }
        let mut new = old.clone();
        let has_link = new.links.iter().any(|link| link.event == into);
        new.links.retain(|link| link.event != draft || !has_link);
        for link in new.links.iter_mut().filter(|link| link.event == draft) {
            into.clone_into(&mut link.event);
        }
        for rows in new.commitments.iter_mut().map(|commitment| &mut commitment.fulfilled_by) {
            for row in rows.iter_mut().filter(|row| row.event == draft) {
                into.clone_into(&mut row.event);
            }
            let mut seen = std::collections::HashSet::new();
            rows.retain(|row| seen.insert(row.event.clone()));
        }
        if new != old {
            step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(old));
        }
    }
}
