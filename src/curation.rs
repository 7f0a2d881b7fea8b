//! What a user does with a store: import articles, review drafts (accept, reject, edit, merge, set the publication date of
//! their source), undo and redo. The only module that brings articles and a store together. Never prints.

mod article_linking;
mod batch_reader;
mod commitment_input;
mod conflicts;
mod decisions;
mod dedup;
mod draft_review;
mod error;
mod event_ids;
mod event_linking;
mod event_matching;
mod field_edit;
mod grading;
mod import;
mod import_report;
mod import_undo;
mod merge;
mod provenance;
mod publication_date;
mod row_review;
mod types;

pub use batch_reader::{ImportFailure, ImportMonitor};
pub use error::EditError;
pub use import::{ImportReport, ImportedArticle, import, import_into};
pub use import_report::DraftCounts;
pub use types::{EditOutcome, UndoStep};

use crate::model::review::{DraftField, DraftReview, Grade, MergeChoice, MergePreview};
use crate::model::{AddedRow, Edtf, Event, Timeline, TimelineEntry};
use crate::store::{self, Change, Finding, Store, StoreLocation};
use crate::text;
use decisions::Selection;
use std::collections::HashSet;

/// Prepares the event or the draft row `id` of a timeline for review. `text_of` returns the saved text of a source by its id.
pub fn build_review(
    timeline: &Timeline,
    id: &str,
    text_of: impl Fn(&str) -> Option<String>,
) -> Option<DraftReview> {
    if timeline.get(id).is_some() {
        return draft_review::build_review(timeline, id, text_of);
    }
    row_review::build_row_review(timeline, id, text_of)
}

/// Compares the draft `draft` of a timeline with the event `event` it may be merged into, field by field.
pub fn merge_preview(timeline: &Timeline, draft: &str, event: &str) -> Option<MergePreview> {
    Some(merge::preview(timeline.get(draft)?, timeline.get(event)?))
}

/// A store with the decisions made on it since it was opened. Every decision is written at once and is one step of undo.
pub struct EditSession {
    store: Store,
    undo_stack: Vec<UndoStep>,
    redo_stack: Vec<UndoStep>,
}

impl EditSession {
    /// A session without decisions.
    pub fn new(store: Store) -> Self {
        Self { store, undo_stack: Vec::new(), redo_stack: Vec::new() }
    }

    /// The timeline as the store was last read.
    pub fn timeline(&self) -> &Timeline {
        self.store.timeline()
    }

    /// The saved text of a source; `None` where there is none or it cannot be read.
    pub fn source_text(&self, source: &str) -> Option<String> {
        self.store.source_text(source).ok().flatten()
    }

    /// Where the store is.
    pub fn location(&self) -> &StoreLocation {
        self.store.location()
    }

    /// The name of the store: `built-in`, `built-in + yours`, or that of its file or folder.
    pub fn store_name(&self) -> String {
        match self.store.location() {
            store::StoreLocation::UserData(_) if self.store.location().main_file().exists() => {
                "built-in + yours".to_owned()
            }
            store::StoreLocation::UserData(_) => "built-in".to_owned(),
            store::StoreLocation::File(path) | store::StoreLocation::Folder(path) => {
                let name =
                    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
                text::escape_controls(&name)
            }
        }
    }

    /// Accepts the drafts with this id: a draft event, a row proposed for an event, or all drafts of a source.
    pub fn accept(&mut self, id: &str) -> Result<EditOutcome, EditError> {
        self.refresh()?;
        let step = decisions::accept_step(&Selection::find(self.timeline(), id)?)?;
        self.apply_step(step)
    }

    /// Accepts, in one step, every draft from `source` that has no field to check.
    pub fn accept_confident(&mut self, source: &str) -> Result<EditOutcome, EditError> {
        self.refresh()?;
        let drafts = publication_date::drafts_of_source(self.timeline(), source);
        let rows = self.timeline().proposals().map(|(_, row)| row);
        let rows: Vec<&AddedRow> = rows.filter(|row| row.source() == Some(source)).collect();
        let is_confident = |id: &str| {
            let review = build_review(self.timeline(), id, |_| None);
            review.is_some_and(|review| review.count_graded(Grade::Check) == 0)
        };
        let (count, mut step) = (drafts.len() + rows.len(), UndoStep::default());
        for draft in drafts.iter().filter(|draft| is_confident(&draft.id)) {
            decisions::accept_event(&mut step, draft);
        }
        for row in rows.into_iter().filter(|row| is_confident(&row.id())) {
            decisions::accept_row(&mut step, row);
        }
        let accepted = step.changes.len();
        if accepted == 0 {
            return Err(EditError::Refused("every draft of this source has a field to check".to_owned()));
        }
        step.description =
            format!("accepted {accepted} of {count} drafts of {}", text::width::truncate(source, 36));
        self.apply_step(step)
    }

    /// Rejects the drafts with this id: a draft event, a row proposed for an event, or all drafts of a source. They are
    /// removed from the store, and their source with them unless something else uses it.
    pub fn reject(&mut self, id: &str) -> Result<EditOutcome, EditError> {
        self.refresh()?;
        let selection = Selection::find(self.timeline(), id)?;
        let step = decisions::reject_step(self.timeline(), &selection, |source| self.source_text(source));
        self.apply_step(step)
    }

    /// Makes an import into the store of this session one step of undo, and reads the store again.
    pub fn record_import(&mut self, step: UndoStep) -> Result<(), EditError> {
        self.undo_stack.push(step);
        self.redo_stack.clear();
        self.reload()
    }

    /// Prepares a draft for review.
    pub fn review(&self, id: &str) -> Option<DraftReview> {
        build_review(self.timeline(), id, |source| self.source_text(source))
    }

    /// Sets one field of a draft to what the user typed. A value that `check` would refuse is refused.
    pub fn edit_field(&mut self, id: &str, field: DraftField, typed: &str) -> Result<EditOutcome, EditError> {
        let draft = self.current_draft(id)?.own_event();
        let new =
            field_edit::apply_edit(self.timeline(), &draft, field, typed).map_err(EditError::Refused)?;
        if new == draft {
            return Ok(EditOutcome::Unchanged);
        }
        let (_, findings) = self.validate_edit(&Store::event_to_toml(&new), &draft)?;
        if let Some(finding) = findings.first() {
            return Err(EditError::Refused(finding.message.clone()));
        }
        let mut step = UndoStep::for_event(&format!("edited the {} of", field.noun()), &draft.title);
        step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(draft));
        self.apply_step(step)
    }

    /// A draft as the store writes it, to be edited as text.
    pub fn draft_as_toml(&mut self, id: &str) -> Result<String, EditError> {
        Ok(Store::event_to_toml(&self.current_draft(id)?.own_event()))
    }

    /// Replaces a draft by the text that the user edited. A text in which `check` would find something new is refused.
    pub fn replace_draft(&mut self, id: &str, text: &str) -> Result<EditOutcome, EditError> {
        let draft = self.current_draft(id)?.own_event();
        let (mut new, findings) = self.validate_edit(text, &draft)?;
        let refused = |finding: &Finding| EditError::Unreadable {
            line: finding.position.line,
            what: finding.message.clone(),
        };
        let line_of =
            |key: &str| text.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0) + 1;
        let fixed =
            |key: &str, what: &str| EditError::Unreadable { line: line_of(key), what: what.to_owned() };
        if new.id != draft.id {
            return Err(fixed("id", "the id cannot change; other events may refer to it"));
        }
        if !new.is_draft() {
            return Err(fixed("status", "the status has to stay draft; press a to accept the draft"));
        }
        if let Some(finding) = findings.first() {
            return Err(refused(finding));
        }
        if new.date != draft.date && new.dated_by == draft.dated_by {
            let date = std::mem::replace(&mut new.date, draft.date.clone());
            new.set_date_by_hand(date);
        }
        provenance::note_differences(&draft, &mut new);
        if new == draft {
            return Ok(EditOutcome::Unchanged);
        }
        let mut step = UndoStep::for_event("edited", &draft.title);
        step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(draft));
        self.apply_step(step)
    }

    /// Merges a draft into an event, with one choice for each row of [`merge_preview`].
    pub fn merge(&mut self, id: &str, into: &str, choices: &[MergeChoice]) -> Result<EditOutcome, EditError> {
        let draft = self.current_draft(id)?;
        let event = self.timeline().get(into).filter(|_| into != id);
        let event = event.ok_or_else(|| EditError::NoSuchEvent(into.to_owned()))?;
        if merge::preview(&draft, event).fields.len() != choices.len() {
            return Err(EditError::ChangedSince(event.event.title.clone()));
        }
        let step = merge::merge_step(self.timeline(), &draft, event, choices);
        self.apply_step(step)
    }

    /// Sets the publication date of a source and updates the drafts that depend on it, in one step.
    pub fn set_publication_date(&mut self, source: &str, typed: &str) -> Result<EditOutcome, EditError> {
        self.refresh()?;
        let date: Edtf = typed
            .trim()
            .parse()
            .map_err(|error: crate::model::edtf::EdtfError| EditError::Refused(error.to_string()))?;
        let stored = self.timeline().source(source).cloned();
        let stored =
            stored.ok_or_else(|| EditError::Refused(format!("no source {source:?} in the store")))?;
        if stored.published.as_ref() == Some(&date) {
            return Ok(EditOutcome::Unchanged);
        }
        let step = publication_date::redate_step(
            self.timeline(),
            &stored,
            &date,
            self.source_text(source).as_deref(),
        );
        self.apply_step(step)
    }

    /// Undoes the last decision and returns what was undone; `None` where there is none.
    pub fn undo(&mut self) -> Result<Option<String>, EditError> {
        self.refresh()?;
        let Some(step) = self.undo_stack.last() else { return Ok(None) };
        ensure_unchanged(self.store.timeline(), &step.changes)?;
        self.store.apply(&step.inverse)?;
        let undone = format!("undone: {}", step.description);
        self.redo_stack.extend(self.undo_stack.pop());
        Ok(Some(undone))
    }

    /// Redoes what was last undone and returns what was redone; `None` where there is nothing.
    pub fn redo(&mut self) -> Result<Option<String>, EditError> {
        self.refresh()?;
        let Some(step) = self.redo_stack.last() else { return Ok(None) };
        ensure_unchanged(self.store.timeline(), &step.inverse)?;
        self.store.apply(&step.changes)?;
        let redone = format!("redone: {}", step.description);
        self.undo_stack.extend(self.redo_stack.pop());
        Ok(Some(redone))
    }

    /// Reads the store again from disk.
    pub fn reload(&mut self) -> Result<(), EditError> {
        Ok(self.store.reload()?)
    }

    /// Whether another program has changed the store since it was read.
    pub fn has_changed(&self) -> bool {
        self.store.has_changed()
    }

    /// Reads the store again if another program has changed it.
    fn refresh(&mut self) -> Result<(), EditError> {
        if self.store.has_changed() { self.reload() } else { Ok(()) }
    }

    /// The draft as it is on disk now: a decision must not undo what another program has written.
    fn current_draft(&mut self, id: &str) -> Result<TimelineEntry, EditError> {
        self.refresh()?;
        let entry = self.timeline().get(id).ok_or_else(|| EditError::NoSuchEvent(id.to_owned()))?;
        if entry.event.is_draft() { Ok(entry.clone()) } else { Err(EditError::NotADraft(id.to_owned())) }
    }

    /// Reads the text that is to replace `draft`. Returns the event and the findings that the draft did not have.
    fn validate_edit(&self, text: &str, draft: &Event) -> Result<(Event, Vec<Finding>), EditError> {
        let unreadable =
            |finding: Finding| EditError::Unreadable { line: finding.position.line, what: finding.message };
        let (event, mut findings) = self.store.parse_event(text, &draft.id).map_err(unreadable)?;
        let before = self.store.parse_event(&Store::event_to_toml(draft), &draft.id);
        let before: HashSet<String> = before
            .map(|(_, findings)| findings.into_iter().map(|finding| finding.message).collect())
            .unwrap_or_default();
        findings.retain(|finding| !before.contains(&finding.message));
        Ok((event, findings))
    }

    fn apply_step(&mut self, step: UndoStep) -> Result<EditOutcome, EditError> {
        self.store.apply(&step.changes)?;
        let description = step.description.clone();
        self.undo_stack.push(step);
        self.redo_stack.clear();
        Ok(EditOutcome::Changed(description))
    }
}

/// Fails where an event is no longer as `changes` left it: undoing them would lose what another program wrote.
fn ensure_unchanged(timeline: &Timeline, changes: &[Change]) -> Result<(), EditError> {
    let own = |id: &str| timeline.get(id).map(TimelineEntry::own_event);
    for (n, change) in changes.iter().enumerate() {
        let (Change::ReplaceEvent(event) | Change::AddEvent(event)) = change else { continue };
        let last = changes.iter().rposition(
            |other| matches!(other, Change::ReplaceEvent(one) | Change::AddEvent(one) if one.id == event.id),
        );
        if last == Some(n) && own(&event.id).is_some_and(|now| now != *event) {
            return Err(EditError::ChangedSince(event.title.clone()));
        }
    }
    for change in changes {
        let (Change::AddRow(row) | Change::SetRowStatus(row)) = change else { continue };
        if let Some(entry) = timeline.get(row.event())
            && let Some(now) = entry.added.iter().chain(&entry.proposals).find(|now| now.says_same(row))
            && now.status() != row.status()
        {
            return Err(EditError::ChangedSince(entry.event.title.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
