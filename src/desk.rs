//! What a person does with a store: import articles, review drafts (accept, reject, edit, merge, date their source), take
//! it back. The only room that joins an article with a store. Never asks, never prints.

mod accounts;
mod copies;
mod earlier;
mod editing;
mod grades;
mod import;
mod joining;
mod matching;
mod parts;
mod publishing;
mod reading;
mod report;
mod sheet;

pub use import::{Imported, ReadArticle, import, import_into};
pub use parts::Error;
pub use reading::{Failure, Watch};

use crate::model::review::{Choice, Grade, Part, Sheet, Sides};
use crate::model::{Edtf, Entry, Event, Status, Timeline};
use crate::store::{self, Change, Finding, Place, Store};
use crate::text;
use parts::Step;
use std::collections::HashSet;

/// Lays the event `id` of a timeline out for review. `text_of` gives the saved text of a source.
pub fn sheet(timeline: &Timeline, id: &str, text_of: impl Fn(&str) -> Option<String>) -> Option<Sheet> {
    sheet::of(timeline, id, text_of)
}

/// The draft `draft` of a timeline beside the event `event`, field by field.
pub fn sides(timeline: &Timeline, draft: &str, event: &str) -> Option<Sides> {
    Some(joining::sides(timeline.get(draft)?, timeline.get(event)?))
}

/// What a decision says that has changed nothing, and so is no step of undo.
pub const UNCHANGED: &str = "nothing was changed";

/// A store, and the decisions made on it since it was opened. Every decision is written at once and is one step of
/// undo.
pub struct Desk {
    store: Store,
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl Desk {
    /// Sits down before a store.
    pub fn new(store: Store) -> Self {
        Self { store, done: Vec::new(), undone: Vec::new() }
    }

    /// The timeline as the store now is.
    pub fn timeline(&self) -> &Timeline {
        self.store.timeline()
    }

    /// The saved text of a source; `None` where there is none, or where it cannot be read.
    pub fn text_of(&self, source: &str) -> Option<String> {
        self.store.text_of(source).ok().flatten()
    }

    /// Where the store is.
    pub fn place(&self) -> &Place {
        self.store.place()
    }

    /// What to call the store in one or two words: `built-in`, `built-in + yours`, or the file's name.
    pub fn store_name(&self) -> String {
        match self.store.place() {
            store::Place::Usual(_) if self.store.place().file().exists() => "built-in + yours".to_owned(),
            store::Place::Usual(_) => "built-in".to_owned(),
            store::Place::File(path) | store::Place::Folder(path) => {
                let name =
                    path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
                text::escaped(&name)
            }
        }
    }

    /// Makes a draft a reviewed event. Gives back what was done, in words.
    pub fn accept(&mut self, id: &str) -> Result<String, Error> {
        let draft = self.draft(id)?.own_event();
        let mut step = Step::on("accepted", &draft.title);
        step.push(Change::ReplaceEvent(reviewed(&draft)), Change::ReplaceEvent(draft));
        self.decide(step)
    }

    /// Accepts every draft that `source` brought and in which there is nothing to look at, in one step.
    pub fn accept_sure(&mut self, source: &str) -> Result<String, Error> {
        self.refresh()?;
        let drafts = publishing::drafts(self.timeline(), source);
        let sure = |draft: &&Event| {
            let sheet = sheet::of(self.timeline(), &draft.id, |_| None);
            sheet.is_some_and(|sheet| sheet.count(Grade::Look) == 0)
        };
        let (count, mut step) = (drafts.len(), Step::default());
        for draft in drafts.iter().filter(sure) {
            step.push(Change::ReplaceEvent(reviewed(draft)), Change::ReplaceEvent(draft.clone()));
        }
        let accepted = step.forth.len();
        if accepted == 0 {
            return Err(Error::Refused("every draft of this source has something to look at".to_owned()));
        }
        step.words = format!("accepted {accepted} of {count} drafts of {}", text::width::cut(source, 36));
        self.decide(step)
    }

    /// Removes a draft from the store; its source stays. Gives back what was done, in words.
    pub fn reject(&mut self, id: &str) -> Result<String, Error> {
        let draft = self.draft(id)?;
        let mut step = Step::on("rejected", &draft.event.title);
        joining::gone(&mut step, &draft);
        self.decide(step)
    }

    /// Lays a draft out for review.
    pub fn sheet(&self, id: &str) -> Option<Sheet> {
        sheet::of(self.timeline(), id, |source| self.text_of(source))
    }

    /// Gives one field of a draft the value that a person typed.
    pub fn edit(&mut self, id: &str, part: Part, typed: &str) -> Result<String, Error> {
        let draft = self.draft(id)?.own_event();
        let new = editing::edited(self.timeline(), &draft, part, typed).map_err(Error::Refused)?;
        if new == draft {
            return Ok(UNCHANGED.to_owned());
        }
        let (_, findings) = self.looked_over(&Store::text_of_event(&new), &draft)?;
        if let Some(finding) = findings.first() {
            return Err(Error::Refused(finding.what.clone()));
        }
        let mut step = Step::on(&format!("edited the {} of", part.name()), &draft.title);
        step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(draft));
        self.decide(step)
    }

    /// A draft as the store writes it, for a person to edit.
    pub fn written(&mut self, id: &str) -> Result<String, Error> {
        Ok(Store::text_of_event(&self.draft(id)?.own_event()))
    }

    /// Takes the text of a draft that a person edited; checked as `check` does it, before it is taken.
    pub fn rewrite(&mut self, id: &str, text: &str) -> Result<String, Error> {
        let draft = self.draft(id)?.own_event();
        let (mut new, findings) = self.looked_over(text, &draft)?;
        let at = |finding: &Finding| Error::Unreadable { line: finding.at.line, what: finding.what.clone() };
        let line_of =
            |key: &str| text.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0) + 1;
        let kept = |key: &str, what: &str| Error::Unreadable { line: line_of(key), what: what.to_owned() };
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
            editing::set_date(&mut new, date);
        }
        if new == draft {
            return Ok(UNCHANGED.to_owned());
        }
        let mut step = Step::on("edited", &draft.title);
        step.push(Change::ReplaceEvent(new), Change::ReplaceEvent(draft));
        self.decide(step)
    }

    /// Merges a draft into an event. `choices` are one for each row of [`sides`].
    pub fn merge(&mut self, id: &str, into: &str, choices: &[Choice]) -> Result<String, Error> {
        let draft = self.draft(id)?;
        let event = self.timeline().get(into).filter(|_| into != id);
        let event = event.ok_or_else(|| Error::NoSuchEvent(into.to_owned()))?;
        if joining::sides(&draft, event).rows.len() != choices.len() {
            return Err(Error::ChangedSince(event.event.title.clone()));
        }
        let step = joining::step(self.timeline(), &draft, event, choices);
        self.decide(step)
    }

    /// Sets the publication date of a source and dates its drafts anew by it, in one step.
    pub fn publish(&mut self, source: &str, typed: &str) -> Result<String, Error> {
        self.refresh()?;
        let date: Edtf = typed
            .trim()
            .parse()
            .map_err(|error: crate::model::edtf::EdtfError| Error::Refused(error.to_string()))?;
        let about = self.timeline().source(source).cloned();
        let about = about.ok_or_else(|| Error::Refused(format!("no source {source:?} in the store")))?;
        if about.published.as_ref() == Some(&date) {
            return Ok(UNCHANGED.to_owned());
        }
        let step = publishing::step(self.timeline(), &about, &date, self.text_of(source).as_deref());
        self.decide(step)
    }

    /// Takes the last decision back. `None` when there is none; else what was taken back, in words.
    pub fn undo(&mut self) -> Result<Option<String>, Error> {
        self.refresh()?;
        let Some(step) = self.done.last() else { return Ok(None) };
        still(self.store.timeline(), &step.forth)?;
        self.store.apply(&step.back)?;
        let words = format!("undone: {}", step.words);
        self.undone.extend(self.done.pop());
        Ok(Some(words))
    }

    /// Does again what was last taken back. `None` when there is nothing; else what was done, in words.
    pub fn redo(&mut self) -> Result<Option<String>, Error> {
        self.refresh()?;
        let Some(step) = self.undone.last() else { return Ok(None) };
        still(self.store.timeline(), &step.back)?;
        self.store.apply(&step.forth)?;
        let words = format!("again: {}", step.words);
        self.done.extend(self.undone.pop());
        Ok(Some(words))
    }

    /// Reads the store again.
    pub fn reload(&mut self) -> Result<(), Error> {
        Ok(self.store.reload()?)
    }

    /// Whether another program has changed the store since it was read.
    pub fn changed(&self) -> bool {
        self.store.changed()
    }

    fn refresh(&mut self) -> Result<(), Error> {
        if self.store.changed() { self.reload() } else { Ok(()) }
    }

    /// The draft as it stands on the disk now: a decision must not write back what another program has changed.
    fn draft(&mut self, id: &str) -> Result<Entry, Error> {
        self.refresh()?;
        let entry = self.timeline().get(id).ok_or_else(|| Error::NoSuchEvent(id.to_owned()))?;
        if entry.event.is_draft() { Ok(entry.clone()) } else { Err(Error::NotADraft(id.to_owned())) }
    }

    /// The event of a text that is to take the place of `draft`, and what is wrong with it that was not wrong before.
    fn looked_over(&self, text: &str, draft: &Event) -> Result<(Event, Vec<Finding>), Error> {
        let unreadable = |finding: Finding| Error::Unreadable { line: finding.at.line, what: finding.what };
        let (event, mut findings) = self.store.read_event(text, &draft.id).map_err(unreadable)?;
        let before = self.store.read_event(&Store::text_of_event(draft), &draft.id);
        let before: HashSet<String> = before
            .map(|(_, findings)| findings.into_iter().map(|one| one.what).collect())
            .unwrap_or_default();
        findings.retain(|finding| !before.contains(&finding.what));
        Ok((event, findings))
    }

    fn decide(&mut self, step: Step) -> Result<String, Error> {
        self.store.apply(&step.forth)?;
        let words = step.words.clone();
        self.done.push(step);
        self.undone.clear();
        Ok(words)
    }
}

/// The draft as an event that a person has looked at.
fn reviewed(draft: &Event) -> Event {
    Event { status: Status::Reviewed, confidence: None, dated_by: None, ..draft.clone() }
}

/// Refuses where an event is no longer what `made` made of it: taking that back would lose what another program wrote.
fn still(timeline: &Timeline, made: &[Change]) -> Result<(), Error> {
    let own = |id: &str| timeline.get(id).map(Entry::own_event);
    for (n, change) in made.iter().enumerate() {
        let (Change::ReplaceEvent(event) | Change::AddEvent(event)) = change else { continue };
        let last = made.iter().rposition(
            |other| matches!(other, Change::ReplaceEvent(one) | Change::AddEvent(one) if one.id == event.id),
        );
        if last == Some(n) && own(&event.id).is_some_and(|now| now != *event) {
            return Err(Error::ChangedSince(event.title.clone()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
