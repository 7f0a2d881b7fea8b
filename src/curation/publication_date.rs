//! Sets the publication date of a source: the saved text is read again, and the drafts of the source get what the loader
//! now reads. What the user edited stays. Never adds or removes a draft.

use super::conflicts;
use super::decisions;
use super::types::UndoStep;
use crate::loader::{self, LoadOptions, Proposal, RawArticle};
use crate::model::{AddedConflict, AddedRow, DatedBy, Edtf, Event, Gazetteer, Source, Status};
use crate::model::{Timeline, TimelineEntry, WebUrl};
use crate::store::Change;

/// The step that sets the date. `text` is the saved text; without it only the source changes.
pub(super) fn redate_step(timeline: &Timeline, source: &Source, date: &Edtf, text: Option<&str>) -> UndoStep {
    let mut step = UndoStep::default();
    let published_by = Some(DatedBy::by_hand());
    let new = Source { published: Some(date.clone()), published_by, ..source.clone() };
    step.push(Change::ReplaceSource(new), Change::ReplaceSource(source.clone()));
    let drafts: Vec<Event> = drafts_of_source(timeline, &source.id);
    let (before, after) = match text {
        Some(text) => {
            let gazetteer = Gazetteer::new(timeline.actors());
            // An interval was inferred from the text, as it is again if no date is given.
            let known = source.published.clone().filter(|date| matches!(date, Edtf::Date(_)));
            (
                extract_proposals(source, text, known, &gazetteer),
                extract_proposals(source, text, Some(date.clone()), &gazetteer),
            )
        }
        None => (Vec::new(), Vec::new()),
    };
    let (mut changed, mut kept) = (0, 0);
    for old in &drafts {
        let matching = |proposals: &[Proposal]| find_proposal(proposals, old).cloned();
        let (Some(before), Some(after)) = (matching(&before), matching(&after)) else { continue };
        let new = update_draft(old, &before, &after);
        let by_hand = old.dated_by.as_ref().is_some_and(DatedBy::is_by_hand) || old.date != before.date;
        kept += usize::from(by_hand && after.date != old.date);
        if new != *old {
            changed += 1;
            step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(old.clone()));
        }
    }
    for entry in timeline.entries() {
        redate_conflicts(&mut step, entry, &source.id, &before, &after);
    }
    let what = match (text, drafts.len()) {
        (None, _) => "there is no saved text to read again".to_owned(),
        (_, count) => format!("{changed} of {} changed", crate::text::format_count(count, "draft")),
    };
    let stays = if kept > 0 { format!(", {kept} kept the date you set") } else { String::new() };
    let name = crate::text::width::truncate(&source.id, 30);
    step.description = format!("dated {name} {date}: {what}{stays}");
    step
}

/// Replaces the conflicts that are proposed for an event by those that the source gives now, as far as they are as the
/// loader read them.
fn redate_conflicts(
    step: &mut UndoStep,
    entry: &TimelineEntry,
    source: &str,
    before: &[Proposal],
    after: &[Proposal],
) {
    let rows: Vec<&AddedRow> =
        entry.proposals.iter().filter(|row| row.source() == Some(source) && row.quote().is_some()).collect();
    let conflicts_of = |proposals: &[Proposal]| {
        let mut conflicts: Vec<AddedRow> = Vec::new();
        for proposal in proposals {
            if rows.iter().any(|row| row.quote() == Some(&proposal.evidence)) {
                let found = conflicts::find_conflicts(proposal, &entry.event, source);
                conflicts.extend(found.into_iter().map(|conflict| {
                    AddedRow::Conflict(AddedConflict {
                        status: Status::Draft,
                        quote: Some(proposal.evidence.clone()),
                        ..AddedConflict::new(&entry.event.id, conflict)
                    })
                }));
            }
        }
        conflicts
    };
    let (old, new) = (conflicts_of(before), conflicts_of(after));
    let has = |rows: &[AddedRow], wanted: &AddedRow| rows.iter().any(|row| row.says_same(wanted));
    for row in rows.iter().filter(|row| has(&old, row) && !has(&new, row)) {
        step.push(Change::RemoveRow((*row).clone()), Change::AddRow((*row).clone()));
    }
    for row in new.into_iter().filter(|row| !has(&old, row) && !has(&entry.proposals, row)) {
        step.push(Change::AddRow(row.clone()), Change::RemoveRow(row));
    }
}

/// The drafts that were imported from a source, as their own rows.
pub(super) fn drafts_of_source(timeline: &Timeline, source: &str) -> Vec<Event> {
    let entries = timeline.entries().iter().filter(|entry| decisions::is_from_source(&entry.event, source));
    entries.map(crate::model::TimelineEntry::own_event).collect()
}

fn extract_proposals(
    source: &Source,
    text: &str,
    published: Option<Edtf>,
    gazetteer: &Gazetteer,
) -> Vec<Proposal> {
    let options = LoadOptions {
        published,
        publisher: source.publisher.clone(),
        url: source.url.as_deref().and_then(|url| WebUrl::parse(url).ok()),
        title: source.title.clone(),
        keep_irrelevant: true,
    };
    let raw = RawArticle { path: source.id.clone(), text: text.to_owned(), page_header: None, url: None };
    loader::analyze_article(&raw, &options, gazetteer).proposals
}

/// The proposal that a draft was made from: the one of the same sentence and, if there are several, of the same type.
fn find_proposal<'a>(proposals: &'a [Proposal], draft: &Event) -> Option<&'a Proposal> {
    let quote = draft.sources.first()?.quote.as_deref()?;
    let matching = || proposals.iter().filter(|one| one.evidence == quote);
    let title = || matching().find(|one| one.kind == draft.kind && one.title == draft.title);
    let kind = || matching().find(|one| one.kind == draft.kind);
    let only = || matching().next().filter(|_| matching().count() == 1);
    title().or_else(kind).or_else(only)
}

/// The draft with what the loader reads now in the fields that still have what the loader read before.
fn update_draft(draft: &Event, before: &Proposal, after: &Proposal) -> Event {
    let mut new = draft.clone();
    let by_hand = draft.dated_by.as_ref().is_some_and(DatedBy::is_by_hand);
    if !by_hand && draft.date == before.date {
        (new.date, new.dated_by) = (after.date.clone(), after.dated_by.clone());
    }
    if draft.planned == before.planned {
        new.planned = after.planned;
    }
    if draft.commitments == before.commitments {
        new.commitments.clone_from(&after.commitments);
    }
    if draft.confidence == Some(before.confidence) {
        new.confidence = Some(after.confidence);
    }
    new
}
