//! A draft merged into an event we have: field beside field, each kept, replaced, or added as what another source says.
//! The event's own row stays as it is unless a field is replaced, so corrections of the built-in data still arrive.

use super::parts::{UndoStep, quote_title};
use crate::model::review::{MergeChoice, MergeField, MergePreview};
use crate::model::timeline::AddedConflict;
use crate::model::{Conflict, Edtf, Event, Origin, Timeline, TimelineEntry};
use crate::store::Change;
use crate::text::has_hangul;

/// The draft beside the event, each field in which they differ, with what is done unless the person says otherwise.
pub(super) fn preview(draft: &TimelineEntry, event: &TimelineEntry) -> MergePreview {
    let (from, into) = (&draft.event, &event.event);
    let date = |event: &Event| event.date.as_ref().map(Edtf::to_string).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let yes = |planned: bool| if planned { "yes" } else { "no" }.to_owned();
    let mut rows = Vec::new();
    let mut side = |field, ours: String, theirs: String, account: bool, choice| {
        if ours != theirs && !theirs.is_empty() {
            rows.push(MergeField {
                field,
                current: ours,
                proposed: theirs,
                can_conflict: account,
                appends: false,
                choice,
            });
        }
    };
    let other = |says: bool| if says { MergeChoice::RecordConflict } else { MergeChoice::Keep };
    let says = match (&from.date, &into.date) {
        (Some(told), Some(stored)) => !told.overlaps(stored) || !stored.is_within(told),
        _ => true,
    };
    side("date", date(into), date(from), true, other(says));
    let (english, korean) = split_titles(from);
    side("title", into.title.clone(), english.unwrap_or_default(), false, MergeChoice::Keep);
    side("title_ko", text(&into.title_ko), korean.unwrap_or_default(), false, MergeChoice::Keep);
    side("kind", into.kind.name().to_owned(), from.kind.name().to_owned(), true, MergeChoice::Keep);
    side("place", text(&into.place), text(&from.place), true, MergeChoice::Keep);
    side("planned", yes(into.planned), yes(from.planned), true, other(into.planned));
    let mut adds = |field, ours: String, theirs: Vec<String>| {
        if !theirs.is_empty() {
            let theirs = theirs.join("; ");
            rows.push(MergeField {
                field,
                current: ours,
                proposed: theirs,
                can_conflict: false,
                appends: true,
                choice: MergeChoice::Keep,
            });
        }
    };
    adds("actors", into.actors.join(", "), new_actors(from, into).map(ToOwned::to_owned).collect());
    let count = |n: usize| format!("{n} already");
    adds("commitment", count(into.commitments.len()), new_commitments(from, into));
    adds("link", count(into.links.len()), new_links(from, into));
    MergePreview {
        draft: from.id.clone(),
        event: into.id.clone(),
        bundled: event.origin == Origin::Bundled,
        fields: rows,
    }
}

/// The English and the Korean title; a draft of a Korean article has its Korean one in the place of the other.
fn split_titles(event: &Event) -> (Option<String>, Option<String>) {
    let english = Some(event.title.clone()).filter(|title| !has_hangul(title));
    let korean = event.title_ko.clone().or_else(|| english.is_none().then(|| event.title.clone()));
    (english, korean)
}

fn new_actors<'a>(from: &'a Event, into: &'a Event) -> impl Iterator<Item = &'a str> {
    from.actors.iter().filter(|id| !into.actors.contains(id)).map(String::as_str)
}

fn new_commitments(from: &Event, into: &Event) -> Vec<String> {
    let has = |text: &str| into.commitments.iter().any(|have| have.text == text);
    from.commitments
        .iter()
        .filter(|promise| !has(&promise.text))
        .map(|promise| promise.text.clone())
        .collect()
}

fn new_links(from: &Event, into: &Event) -> Vec<String> {
    let has = |id: &str| id == into.id || into.links.iter().any(|have| have.event == id);
    let new = from.links.iter().filter(|link| !has(&link.event));
    new.map(|link| format!("{} {}", link.relation.forward_label(), link.event)).collect()
}

/// The step that merges: `choices` are those of [`sides`], in its order.
pub(super) fn merge_step(
    timeline: &Timeline,
    draft: &TimelineEntry,
    event: &TimelineEntry,
    choices: &[MergeChoice],
) -> UndoStep {
    let (from, into) = (&draft.event, &event.event);
    let words = format!("merged {} into {}", quote_title(&from.title, 21), quote_title(&into.title, 20));
    let mut step = UndoStep { description: words, ..UndoStep::default() };
    let sides = preview(draft, event);
    let chosen = |choice: MergeChoice| {
        let rows = sides.fields.iter().zip(choices);
        rows.filter(move |(_, chosen)| **chosen == choice).map(|(side, _)| side)
    };
    let replaced: Vec<&str> = chosen(MergeChoice::Replace).map(|side| side.field).collect();
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
        let (event, source) = (into.id.clone(), row.source.clone());
        step.push(
            Change::Attach { event: event.clone(), source: source.clone() },
            Change::Detach { event, source },
        );
    }
    let source = from.sources.first().map(|row| row.source.clone());
    for side in chosen(MergeChoice::RecordConflict) {
        let value = if side.field == "planned" { from.planned.to_string() } else { side.proposed.clone() };
        let by = from.dated_by.as_ref().filter(|by| side.field == "date" && !by.phrase.is_empty());
        let note = by.map(ToString::to_string);
        let account = Conflict { field: side.field.to_owned(), value, source: source.clone(), note };
        if !into.conflicts.contains(&account) {
            let row = AddedConflict::new(into.id.clone(), account);
            step.push(Change::AddConflict(row.clone()), Change::RemoveConflict(row));
        }
    }
    redirect_references(&mut step, timeline, &from.id, &into.id);
    remove_draft(&mut step, draft);
    step
}

/// The event with the fields `replaced` taken from the draft; of lists what is new is added.
fn replace_fields(event: &Event, from: &Event, replaced: &[&str]) -> Event {
    let mut new = event.clone();
    for field in replaced {
        match *field {
            "date" => (new.date, new.date_note) = (from.date.clone(), None),
            "title" => new.title.clone_from(&from.title),
            "title_ko" => new.title_ko = split_titles(from).1,
            "kind" => new.kind = from.kind,
            "place" => new.place.clone_from(&from.place),
            "planned" => new.planned = from.planned,
            "actors" => {
                new.actors.extend(new_actors(from, event).map(ToOwned::to_owned));
                let codes = from.countries.iter().filter(|code| !event.countries.contains(code));
                new.countries.extend(codes.cloned());
            }
            "commitment" => {
                let texts = new_commitments(from, event);
                let promises = from.commitments.iter().filter(|promise| texts.contains(&promise.text));
                new.commitments.extend(promises.cloned());
            }
            _ => {
                let has = |id: &str| id == event.id || event.links.iter().any(|have| have.event == id);
                new.links.extend(from.links.iter().filter(|link| !has(&link.event)).cloned());
            }
        }
    }
    new
}

/// What went back to the draft, or kept a promise by it, now goes back to the event.
fn redirect_references(step: &mut UndoStep, timeline: &Timeline, draft: &str, into: &str) {
    for entry in timeline.entries().iter().filter(|entry| entry.origin == Origin::Own) {
        let old = entry.own_event();
        if old.id == draft || old.id == into {
            continue;
        }
        let mut new = old.clone();
        let known = new.links.iter().any(|link| link.event == into);
        new.links.retain(|link| link.event != draft || !known);
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

/// The draft goes, with the rows that add to it.
pub(super) fn remove_draft(step: &mut UndoStep, draft: &TimelineEntry) {
    let event = &draft.event;
    let id = &event.id;
    // From the last to the first, so that taking it back gives them their order again.
    for row in event.sources[event.sources.len() - draft.attached_sources..].iter().rev() {
        let (event, source) = (id.clone(), row.source.clone());
        step.push(
            Change::Detach { event: event.clone(), source: source.clone() },
            Change::Attach { event, source },
        );
    }
    for account in event.conflicts[event.conflicts.len() - draft.added_conflicts..].iter().rev() {
        let row = AddedConflict::new(id.clone(), account.clone());
        step.push(Change::RemoveConflict(row.clone()), Change::AddConflict(row));
    }
    step.push(Change::RemoveEvent { id: id.clone() }, Change::AddEvent(draft.own_event()));
}
