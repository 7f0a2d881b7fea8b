//! What a person does with a store: import articles, review drafts (accept, reject, edit, merge, date their source), take
//! it back. The only room that joins an article with a store. Never asks, never prints.

mod batch_reader;
mod conflicts;
mod dedup;
mod draft_review;
mod event_linking;
mod event_matching;
mod field_edit;
mod grading;
mod import;
mod import_report;
mod merge;
mod parts;
mod publication_date;

pub use batch_reader::{ImportFailure, ImportMonitor};
pub use import::{ImportReport, ImportedArticle, import, import_into};
pub use parts::EditError;

use crate::model::review::{DraftField, DraftReview, Grade, MergeChoice, MergePreview};
use crate::model::{Edtf, Event, Status, Timeline, TimelineEntry};
use crate::store::{self, Change, Finding, Store, StoreLocation};
use crate::text;
use parts::UndoStep;
use std::collections::HashSet;

/// Lays the event `id` of a timeline out for review. `text_of` gives the saved text of a source.
pub fn build_review(
    timeline: &Timeline,
    id: &str,
    text_of: impl Fn(&str) -> Option<String>,
) -> Option<DraftReview> {
    draft_review::build_review(timeline, id, text_of)
}

/// The draft `draft` of a timeline beside the event `event`, field by field.
pub fn merge_preview(timeline: &Timeline, draft: &str, event: &str) -> Option<MergePreview> {
    Some(merge::preview(timeline.get(draft)?, timeline.get(event)?))
}

/// What a decision says that has changed nothing, and so is no step of undo.
pub const UNCHANGED: &str = "nothing was changed";

/// A store, and the decisions made on it since it was opened. Every decision is written at once and is one step of
/// undo.
pub struct EditSession {
    store: Store,
    undo_stack: Vec<UndoStep>,
    redo_stack: Vec<UndoStep>,
}

impl EditSession {
    /// Sits down before a store.
    pub fn new(store: Store) -> Self {
        Self { store, undo_stack: Vec::new(), redo_stack: Vec::new() }
    }

    /// The timeline as the store now is.
    pub fn timeline(&self) -> &Timeline {
        self.store.timeline()
    }

    /// The saved text of a source; `None` where there is none, or where it cannot be read.
    pub fn source_text(&self, source: &str) -> Option<String> {
        self.store.source_text(source).ok().flatten()
    }

    /// Where the store is.
    pub fn location(&self) -> &StoreLocation {
        self.store.location()
    }

    /// What to call the store in one or two words: `built-in`, `built-in + yours`, or the file's name.
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

    /// Makes a draft a reviewed event. Gives back what was done, in words.
    pub fn accept(&mut self, id: &str) -> Result<String, EditError> {
        let draft = self.current_draft(id)?.own_event();
        let mut step = UndoStep::for_event("accepted", &draft.title);
        step.push(Change::ReplaceEvent(mark_reviewed(&draft)), Change::ReplaceEvent(draft));
        self.apply_step(step)
    }

    /// Accepts every draft that `source` brought and in which there is nothing to look at, in one step.
    pub fn accept_confident(&mut self, source: &str) -> Result<String, EditError> {
        self.refresh()?;
        let drafts = publication_date::drafts_of_source(self.timeline(), source);
        let sure = |draft: &&Event| {
            let sheet = draft_review::build_review(self.timeline(), &draft.id, |_| None);
            sheet.is_some_and(|sheet| sheet.count_graded(Grade::Check) == 0)
        };
        let (count, mut step) = (drafts.len(), UndoStep::default());
        for draft in drafts.iter().filter(sure) {
            step.push(Change::ReplaceEvent(mark_reviewed(draft)), Change::ReplaceEvent(draft.clone()));
        }
        let accepted = step.changes.len();
        if accepted == 0 {
            return Err(EditError::Refused("every draft of this source has something to look at".to_owned()));
        }
        step.description =
            format!("accepted {accepted} of {count} drafts of {}", text::width::truncate(source, 36));
        self.apply_step(step)
    }

    /// Removes a draft from the store; its source stays. Gives back what was done, in words.
    pub fn reject(&mut self, id: &str) -> Result<String, EditError> {
        let draft = self.current_draft(id)?;
        let mut step = UndoStep::for_event("rejected", &draft.event.title);
        merge::remove_draft(&mut step, &draft);
        self.apply_step(step)
    }

    /// Lays a draft out for review.
    pub fn review(&self, id: &str) -> Option<DraftReview> {
        draft_review::build_review(self.timeline(), id, |source| self.source_text(source))
    }

    /// Gives one field of a draft the value that a person typed.
    pub fn edit_field(&mut self, id: &str, part: DraftField, typed: &str) -> Result<String, EditError> {
        let draft = self.current_draft(id)?.own_event();
        let new = field_edit::apply_edit(self.timeline(), &draft, part, typed).map_err(EditError::Refused)?;
        if new == draft {
            return Ok(UNCHANGED.to_owned());
        }
        let (_, findings) = self.validate_edit(&Store::event_to_toml(&new), &draft)?;
        if let Some(finding) = findings.first() {
            return Err(EditError::Refused(finding.message.clone()));
        }
        let mut step = UndoStep::for_event(&format!("edited the {} of", part.noun()), &draft.title);
        step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(draft));
        self.apply_step(step)
    }

    /// A draft as the store writes it, for a person to edit.
    pub fn draft_as_toml(&mut self, id: &str) -> Result<String, EditError> {
        Ok(Store::event_to_toml(&self.current_draft(id)?.own_event()))
    }

    /// Takes the text of a draft that a person edited; checked as `check` does it, before it is taken.
    pub fn replace_draft(&mut self, id: &str, text: &str) -> Result<String, EditError> {
        let draft = self.current_draft(id)?.own_event();
        let (mut new, findings) = self.validate_edit(text, &draft)?;
        let at = |finding: &Finding| EditError::Unreadable {
            line: finding.position.line,
            what: finding.message.clone(),
        };
        let line_of =
            |key: &str| text.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0) + 1;
        let kept =
            |key: &str, what: &str| EditError::Unreadable { line: line_of(key), what: what.to_owned() };
        if new.id != draft.id {
            return Err(kept("id", "the id has to stay; other events may refer to it"));
        }
        if !new.is_draft() {
            return Err(kept("status", "it has to stay a draft; a accepts it"));
        }
        if let Some(finding) = findings.first() {
            return Err(at(finding));
        }
        if new.date != draft.date && new.dated_by == draft.dated_by {
            let date = std::mem::replace(&mut new.date, draft.date.clone());
            new.set_date_by_hand(date);
        }
        if new == draft {
            return Ok(UNCHANGED.to_owned());
        }
        let mut step = UndoStep::for_event("edited", &draft.title);
        step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(draft));
        self.apply_step(step)
    }

    /// Merges a draft into an event. `choices` are one for each row of [`sides`].
    pub fn merge(&mut self, id: &str, into: &str, choices: &[MergeChoice]) -> Result<String, EditError> {
        let draft = self.current_draft(id)?;
        let event = self.timeline().get(into).filter(|_| into != id);
        let event = event.ok_or_else(|| EditError::NoSuchEvent(into.to_owned()))?;
        if merge::preview(&draft, event).fields.len() != choices.len() {
            return Err(EditError::ChangedSince(event.event.title.clone()));
        }
        let step = merge::merge_step(self.timeline(), &draft, event, choices);
        self.apply_step(step)
    }

    /// Sets the publication date of a source and dates its drafts anew by it, in one step.
    pub fn set_publication_date(&mut self, source: &str, typed: &str) -> Result<String, EditError> {
        self.refresh()?;
        let date: Edtf = typed
            .trim()
            .parse()
            .map_err(|error: crate::model::edtf::EdtfError| EditError::Refused(error.to_string()))?;
        let about = self.timeline().source(source).cloned();
        let about = about.ok_or_else(|| EditError::Refused(format!("no source {source:?} in the store")))?;
        if about.published.as_ref() == Some(&date) {
            return Ok(UNCHANGED.to_owned());
        }
        let step = publication_date::redate_step(
            self.timeline(),
            &about,
            &date,
            self.source_text(source).as_deref(),
        );
        self.apply_step(step)
    }

    /// Takes the last decision back. `None` when there is none; else what was taken back, in words.
    pub fn undo(&mut self) -> Result<Option<String>, EditError> {
        self.refresh()?;
        let Some(step) = self.undo_stack.last() else { return Ok(None) };
        ensure_unchanged(self.store.timeline(), &step.changes)?;
        self.store.apply(&step.inverse)?;
        let words = format!("undone: {}", step.description);
        self.redo_stack.extend(self.undo_stack.pop());
        Ok(Some(words))
    }

    /// Does again what was last taken back. `None` when there is nothing; else what was done, in words.
    pub fn redo(&mut self) -> Result<Option<String>, EditError> {
        self.refresh()?;
        let Some(step) = self.redo_stack.last() else { return Ok(None) };
        ensure_unchanged(self.store.timeline(), &step.inverse)?;
        self.store.apply(&step.changes)?;
        let words = format!("again: {}", step.description);
        self.undo_stack.extend(self.redo_stack.pop());
        Ok(Some(words))
    }

    /// Reads the store again.
    pub fn reload(&mut self) -> Result<(), EditError> {
        Ok(self.store.reload()?)
    }

    /// Whether another program has changed the store since it was read.
    pub fn has_changed(&self) -> bool {
        self.store.has_changed()
    }

    fn refresh(&mut self) -> Result<(), EditError> {
        if self.store.has_changed() { self.reload() } else { Ok(()) }
    }

    /// The draft as it stands on the disk now: a decision must not write back what another program has changed.
    fn current_draft(&mut self, id: &str) -> Result<TimelineEntry, EditError> {
        self.refresh()?;
        let entry = self.timeline().get(id).ok_or_else(|| EditError::NoSuchEvent(id.to_owned()))?;
        if entry.event.is_draft() { Ok(entry.clone()) } else { Err(EditError::NotADraft(id.to_owned())) }
    }

    /// The event of a text that is to take the place of `draft`, and what is wrong with it that was not wrong before.
    fn validate_edit(&self, text: &str, draft: &Event) -> Result<(Event, Vec<Finding>), EditError> {
        let unreadable =
            |finding: Finding| EditError::Unreadable { line: finding.position.line, what: finding.message };
        let (event, mut findings) = self.store.parse_event(text, &draft.id).map_err(unreadable)?;
        let before = self.store.parse_event(&Store::event_to_toml(draft), &draft.id);
        let before: HashSet<String> = before
            .map(|(_, findings)| findings.into_iter().map(|one| one.message).collect())
            .unwrap_or_default();
        findings.retain(|finding| !before.contains(&finding.message));
        Ok((event, findings))
    }

    fn apply_step(&mut self, step: UndoStep) -> Result<String, EditError> {
        self.store.apply(&step.changes)?;
        let words = step.description.clone();
        self.undo_stack.push(step);
        self.redo_stack.clear();
        Ok(words)
    }
}

/// The draft as an event that a person has looked at.
fn mark_reviewed(draft: &Event) -> Event {
    Event { status: Status::Reviewed, confidence: None, dated_by: None, ..draft.clone() }
}

/// Refuses where an event is no longer what `made` made of it: taking that back would lose what another program wrote.
fn ensure_unchanged(timeline: &Timeline, made: &[Change]) -> Result<(), EditError> {
    let own = |id: &str| timeline.get(id).map(TimelineEntry::own_event);
    for (n, change) in made.iter().enumerate() {
        let (Change::ReplaceEvent(event) | Change::AddEvent(event)) = change else { continue };
        let last = made.iter().rposition(
            |other| matches!(other, Change::ReplaceEvent(one) | Change::AddEvent(one) if one.id == event.id),
        );
        if last == Some(n) && own(&event.id).is_some_and(|now| now != *event) {
            return Err(EditError::ChangedSince(event.title.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
