//! Accepts and rejects drafts: events, and rows that are proposed for an event. A rejected draft takes everything along that
//! only its import needed, down to the source and its text. Never writes.

use super::error::EditError;
use super::types::{UndoStep, quote_title};
use crate::model::{AddedRow, Event, Origin, Status, Timeline, TimelineEntry};
use crate::store::Change;
use crate::text;
use std::collections::{HashMap, HashSet};

/// Columns of a title or a source id in the description of a decision.
const MAX_NAME_COLUMNS: usize = 30;

/// The drafts that a decision is about, with what it is called.
pub(super) struct Selection<'a> {
    /// The draft events.
    events: Vec<&'a TimelineEntry>,
    /// The draft rows.
    rows: Vec<&'a AddedRow>,
    /// What is decided on, as `“Commands sign a memorandum”`.
    name: String,
    /// The source, if the decision is about everything that its import wrote.
    source: Option<&'a str>,
}

impl<'a> Selection<'a> {
    /// The drafts with this id: that of a draft event, of a draft row, or of a source, which stands for all its drafts.
    pub(super) fn find(timeline: &'a Timeline, id: &str) -> Result<Self, EditError> {
        let entry = timeline.get(id);
        if let Some(entry) = entry.filter(|entry| entry.event.is_draft()) {
            let name = quote_title(&entry.event.title, MAX_NAME_COLUMNS);
            return Ok(Self { events: vec![entry], rows: Vec::new(), name, source: None });
        }
        if let Some((entry, row)) = timeline.proposal(id) {
            let title = quote_title(&entry.event.title, MAX_NAME_COLUMNS);
            let name = match row {
                AddedRow::Source(_) => format!("a source of {title}"),
                AddedRow::Conflict(row) => {
                    format!("{} {} for {title}", row.field, text::width::truncate(&row.value, 21))
                }
            };
            return Ok(Self { events: Vec::new(), rows: vec![row], name, source: None });
        }
        match (timeline.source(id), entry) {
            (Some(source), _) => Self::of_source(timeline, &source.id),
            (None, Some(_)) => Err(EditError::NotADraft(id.to_owned())),
            (None, None) => Err(EditError::NoSuchEvent(id.to_owned())),
        }
    }

    /// Everything that the import of a source wrote and that is a draft.
    fn of_source(timeline: &'a Timeline, source: &'a str) -> Result<Self, EditError> {
        let events: Vec<&TimelineEntry> =
            timeline.entries().iter().filter(|entry| is_from_source(&entry.event, source)).collect();
        let rows: Vec<&AddedRow> =
            timeline.proposals().map(|(_, row)| row).filter(|row| row.source() == Some(source)).collect();
        let is_removable = is_imported(timeline, source) && !count_uses(timeline).contains_key(source);
        if events.is_empty() && rows.is_empty() && !is_removable {
            return Err(EditError::Refused(format!("{source}: no draft of this source waits for review")));
        }
        let name = match events.len() + rows.len() {
            0 => format!("the text of {}", text::width::truncate(source, MAX_NAME_COLUMNS)),
            count => {
                let drafts = text::format_count(count, "draft");
                format!("{drafts} of {}", text::width::truncate(source, MAX_NAME_COLUMNS))
            }
        };
        Ok(Self { events, rows, name, source: Some(source) })
    }
}

/// Whether an event is a draft that the import of a source made.
pub(super) fn is_from_source(event: &Event, source: &str) -> bool {
    event.is_draft() && event.sources.first().is_some_and(|row| row.source == source)
}

/// The step that accepts drafts: events become reviewed, and rows add to their event.
pub(super) fn accept_step(selection: &Selection<'_>) -> Result<UndoStep, EditError> {
    let mut step = UndoStep { description: format!("accepted {}", selection.name), ..UndoStep::default() };
    for entry in &selection.events {
        accept_event(&mut step, &entry.own_event());
    }
    for row in &selection.rows {
        accept_row(&mut step, row);
    }
    if step.changes.is_empty() {
        return Err(EditError::Refused(format!("nothing to accept in {}", selection.name)));
    }
    Ok(step)
}

/// Accepts a draft event.
pub(super) fn accept_event(step: &mut UndoStep, draft: &Event) {
    step.push(Change::ReplaceEvent(mark_reviewed(draft)), Change::ReplaceEvent(draft.clone()));
}

/// Accepts a draft row.
pub(super) fn accept_row(step: &mut UndoStep, row: &AddedRow) {
    step.push(Change::SetRowStatus(row.with_status(Status::Reviewed)), Change::SetRowStatus(row.clone()));
}

/// The draft as a reviewed event, without what only drafts have.
fn mark_reviewed(draft: &Event) -> Event {
    let (confidence, dated_by, typed) = (None, None, Vec::new());
    Event { status: Status::Reviewed, confidence, dated_by, typed, ..draft.clone() }
}

/// The step that rejects drafts: they are removed with the rows on them, the references to them, and the sources that
/// nothing else uses. `text_of` returns the saved text of a source.
pub(super) fn reject_step(
    timeline: &Timeline,
    selection: &Selection<'_>,
    text_of: impl Fn(&str) -> Option<String>,
) -> UndoStep {
    let mut step = UndoStep { description: format!("rejected {}", selection.name), ..UndoStep::default() };
    let rows = removed_rows(timeline, selection);
    // From the last to the first, so that undoing restores their order.
    for row in rows.iter().rev() {
        step.push(Change::RemoveRow((*row).clone()), Change::AddRow((*row).clone()));
    }
    let removed: HashSet<&str> = selection.events.iter().map(|entry| entry.event.id.as_str()).collect();
    drop_references(&mut step, timeline, &removed);
    for entry in selection.events.iter().rev() {
        let id = entry.event.id.clone();
        step.push(Change::RemoveEvent { id }, Change::AddEvent(entry.own_event()));
    }
    let mut candidates: Vec<String> = selection.source.map(str::to_owned).into_iter().collect();
    candidates.extend(rows.iter().filter_map(|row| row.source()).map(str::to_owned));
    let own = selection.events.iter().map(|entry| entry.own_event());
    candidates.extend(own.flat_map(|event| sources_of_event(&event)));
    remove_unused_sources(&mut step, timeline, candidates, text_of);
    step
}

/// Removes a draft event with every row on it.
pub(super) fn remove_event(step: &mut UndoStep, draft: &TimelineEntry) {
    for row in draft.added.iter().chain(&draft.proposals).rev() {
        step.push(Change::RemoveRow(row.clone()), Change::AddRow(row.clone()));
    }
    step.push(Change::RemoveEvent { id: draft.event.id.clone() }, Change::AddEvent(draft.own_event()));
}

/// The rows that go with the selection: its own, all rows on its events, and, with a source of an event, what that source
/// says otherwise about it.
fn removed_rows<'a>(timeline: &'a Timeline, selection: &Selection<'a>) -> Vec<&'a AddedRow> {
    let mut rows: Vec<&AddedRow> = Vec::new();
    let on_events = selection.events.iter().flat_map(|entry| entry.added.iter().chain(&entry.proposals));
    let with_sources = selection.rows.iter().flat_map(|row| match row {
        AddedRow::Source(_) => timeline.get(row.event()).map_or(&[][..], |entry| &entry.proposals),
        AddedRow::Conflict(_) => &[],
    });
    let says_source = |other: &&AddedRow| {
        let belongs = |row: &&AddedRow| row.event() == other.event() && row.source() == other.source();
        selection.rows.iter().any(|row| matches!(row, AddedRow::Source(_)) && belongs(row))
    };
    for row in selection.rows.iter().copied().chain(on_events).chain(with_sources.filter(says_source)) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

/// Removes links to the events `removed`, and fulfillments by them, from the user's other events.
fn drop_references(step: &mut UndoStep, timeline: &Timeline, removed: &HashSet<&str>) {
    if removed.is_empty() {
        return;
    }
    for entry in all_entries(timeline).filter(|entry| entry.origin == Origin::Own) {
        if removed.contains(entry.event.id.as_str()) {
            continue;
        }
        let old = entry.own_event();
        let mut new = old.clone();
        new.links.retain(|link| !removed.contains(link.event.as_str()));
        for commitment in &mut new.commitments {
            commitment.fulfilled_by.retain(|row| !removed.contains(row.event.as_str()));
            commitment.partly &= !commitment.fulfilled_by.is_empty();
        }
        if new != old {
            step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(old));
        }
    }
}

/// Removes those of the `candidates` that an import wrote and nothing uses after the changes of `step`, with their texts;
/// then the originals of removed copies likewise.
fn remove_unused_sources(
    step: &mut UndoStep,
    timeline: &Timeline,
    mut candidates: Vec<String>,
    text_of: impl Fn(&str) -> Option<String>,
) {
    let mut uses = count_uses(timeline);
    let mut release = |id: &str| {
        let count = uses.entry(id.to_owned()).or_default();
        *count = count.saturating_sub(1);
    };
    for change in &step.changes {
        match change {
            Change::RemoveRow(row) => row.source().into_iter().for_each(&mut release),
            Change::RemoveEvent { id } => {
                let event = timeline.get(id).map(TimelineEntry::own_event);
                event.iter().flat_map(sources_of_event).for_each(|id| release(&id));
            }
            Change::ReplaceEvent(new) => {
                // Only fulfillments were removed; what else the event uses is released and counted again.
                let old = timeline.get(&new.id).map(TimelineEntry::own_event);
                old.iter().flat_map(sources_of_event).for_each(|id| release(&id));
            }
            _ => {}
        }
    }
    for change in &step.changes {
        if let Change::ReplaceEvent(new) = change {
            for id in sources_of_event(new) {
                *uses.entry(id).or_default() += 1;
            }
        }
    }
    let mut seen = HashSet::new();
    while let Some(id) = candidates.pop() {
        let is_used = uses.get(&id).is_some_and(|count| *count > 0);
        let Some(source) = timeline.source(&id).filter(|_| !is_used && is_imported(timeline, &id)) else {
            continue;
        };
        if !seen.insert(id.clone()) {
            continue;
        }
        if let Some(text) = text_of(&id) {
            step.push(
                Change::DeleteText { source: id.clone() },
                Change::SaveText { source: id.clone(), text },
            );
        }
        step.push(Change::RemoveSource { id }, Change::AddSource(source.clone()));
        if let Some(original) = &source.copy_of {
            uses.entry(original.clone()).and_modify(|count| *count = count.saturating_sub(1));
            candidates.push(original.clone());
        }
    }
}

/// Whether an import wrote the source: only imports write fingerprints.
fn is_imported(timeline: &Timeline, source: &str) -> bool {
    timeline.is_own_source(source) && timeline.source(source).is_some_and(|row| row.fingerprint.is_some())
}

/// How often each source is named in the rows of a timeline.
fn count_uses(timeline: &Timeline) -> HashMap<String, usize> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    let mut count = |id: String| *uses.entry(id).or_default() += 1;
    for entry in all_entries(timeline) {
        sources_of_event(&entry.own_event()).into_iter().for_each(&mut count);
        let rows = entry.added.iter().chain(&entry.proposals);
        rows.filter_map(AddedRow::source).map(str::to_owned).for_each(&mut count);
    }
    timeline.sources().iter().filter_map(|source| source.copy_of.clone()).for_each(count);
    uses
}

/// The ids of the sources that the row of an event names, as often as it does.
fn sources_of_event(event: &Event) -> Vec<String> {
    let rows = event.sources.iter().map(|row| &row.source);
    let conflicts = event.conflicts.iter().filter_map(|row| row.source.as_ref());
    let commitments = event.commitments.iter().flat_map(|row| {
        row.source.iter().chain(row.fulfilled_by.iter().filter_map(|fulfillment| fulfillment.source.as_ref()))
    });
    rows.chain(conflicts).chain(commitments).cloned().collect()
}

fn all_entries(timeline: &Timeline) -> impl Iterator<Item = &TimelineEntry> {
    timeline.entries().iter().chain(timeline.hidden_entries())
}
