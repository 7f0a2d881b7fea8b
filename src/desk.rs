//! What a person does with a store: import articles, accept and reject drafts, take it back.
//! The only room that joins an article with a store. Never asks, never prints.

mod accounts;
mod copies;
mod earlier;
mod import;
mod matching;
mod reading;

pub use import::{Imported, ReadArticle, import};
pub use reading::{Failure, Watch};

use crate::model::timeline::AddedAccount;
use crate::model::{Event, Status, Timeline};
use crate::store::{self, Change, Store};
use crate::text;

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No event of that id.
    #[error("{}: no such event; `drafts` lists what waits", text::escaped(.0))]
    NoSuchEvent(String),
    /// The event is reviewed already, or belongs to the bundled timeline.
    #[error("{}: is no draft, so there is nothing to decide", text::escaped(.0))]
    NotADraft(String),
    /// The store said no.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A store, and the decisions made on it since it was opened. Every decision is written at once and is one step of
/// undo.
pub struct Desk {
    store: Store,
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// A decision: what it did, and what takes it back.
struct Step {
    /// As in `accepted "Cyber commands sign MOU"`.
    verb: &'static str,
    title: String,
    forth: Vec<Change>,
    back: Vec<Change>,
}

impl Step {
    fn words(&self) -> String {
        format!("{} “{}”", self.verb, text::clean_line(&self.title))
    }
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
        let draft = self.draft(id)?;
        let reviewed = Event { status: Status::Reviewed, confidence: None, dated_by: None, ..draft.clone() };
        self.decide(Step {
            verb: "accepted",
            title: draft.title.clone(),
            forth: vec![Change::ReplaceEvent(reviewed)],
            back: vec![Change::ReplaceEvent(draft)],
        })
    }

    /// Removes a draft from the store; its source stays. Gives back what was done, in words.
    pub fn reject(&mut self, id: &str) -> Result<String, Error> {
        let draft = self.draft(id)?;
        let mut forth = Vec::new();
        let mut back = vec![Change::AddEvent(draft.clone())];
        if let Some(entry) = self.timeline().get(id) {
            let own = entry.event.sources.len() - entry.attached;
            for row in &entry.event.sources[own..] {
                let (event, source) = (id.to_owned(), row.source.clone());
                forth.push(Change::Detach { event: event.clone(), source: source.clone() });
                back.push(Change::Attach { event, source });
            }
            let own = entry.event.accounts.len() - entry.accounts_added;
            for account in &entry.event.accounts[own..] {
                let row = AddedAccount::new(id, account.clone());
                forth.push(Change::DropAccount(row.clone()));
                back.push(Change::AddAccount(row));
            }
        }
        forth.push(Change::RemoveEvent { id: id.to_owned() });
        self.decide(Step { verb: "rejected", title: draft.title, forth, back })
    }

    /// Takes the last decision back. `None` when there is none; else what was taken back, in words.
    pub fn undo(&mut self) -> Result<Option<String>, Error> {
        let words = move_step(&mut self.store, &mut self.done, &mut self.undone, |step| &step.back)?;
        Ok(words.map(|words| format!("undone: {words}")))
    }

    /// Does again what was last taken back. `None` when there is nothing; else what was done, in words.
    pub fn redo(&mut self) -> Result<Option<String>, Error> {
        let words = move_step(&mut self.store, &mut self.undone, &mut self.done, |step| &step.forth)?;
        Ok(words.map(|words| format!("again: {words}")))
    }

    /// Reads the store again.
    pub fn reload(&mut self) -> Result<(), Error> {
        Ok(self.store.reload()?)
    }

    /// Whether another program has changed the store since it was read.
    pub fn changed(&self) -> bool {
        self.store.changed()
    }

    /// The draft as it stands on the disk now: a decision must not write back what another program has changed.
    fn draft(&mut self, id: &str) -> Result<Event, Error> {
        if self.store.changed() {
            self.store.reload()?;
        }
        let entry = self.timeline().get(id).ok_or_else(|| Error::NoSuchEvent(id.to_owned()))?;
        if entry.event.is_draft() { Ok(entry.own_event()) } else { Err(Error::NotADraft(id.to_owned())) }
    }

    fn decide(&mut self, step: Step) -> Result<String, Error> {
        self.store.apply(&step.forth)?;
        let words = step.words();
        self.done.push(step);
        self.undone.clear();
        Ok(words)
    }
}

/// Makes the changes of the last step of `from` and moves it to `to`; where they fail it stays. Gives back its words.
fn move_step(
    store: &mut Store,
    from: &mut Vec<Step>,
    to: &mut Vec<Step>,
    changes: fn(&Step) -> &[Change],
) -> Result<Option<String>, Error> {
    let Some(step) = from.last() else { return Ok(None) };
    store.apply(changes(step))?;
    let words = step.words();
    to.extend(from.pop());
    Ok(Some(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Account, Kind};

    /// A desk with one draft, which rows of their own give a second source and a second account.
    fn desk(folder: &std::path::Path) -> Desk {
        let mut store = Store::open_or_new(store::Place::Folder(folder.to_owned())).unwrap();
        let draft = Event {
            status: Status::Draft,
            confidence: Some(0.5),
            ..Event::new("draft", Kind::Mou, "A draft")
        };
        let reviewed = Event::new("event", Kind::Mou, "An event");
        let attach = Change::Attach { event: "draft".into(), source: "s".into() };
        let account =
            Account { field: "date".into(), value: "2022".into(), source: Some("s".into()), note: None };
        let account = Change::AddAccount(AddedAccount::new("draft", account));
        store.apply(&[Change::AddEvent(draft), Change::AddEvent(reviewed), attach, account]).unwrap();
        Desk::new(store)
    }

    #[test]
    fn a_decision_is_taken_back_and_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        let before = desk.timeline().get("draft").cloned();
        let is_draft = |desk: &Desk| desk.timeline().get("draft").map(|entry| entry.event.is_draft());
        assert_eq!(desk.accept("draft").unwrap(), "accepted “A draft”");
        assert_eq!(is_draft(&desk), Some(false));
        assert_eq!(desk.undo().unwrap().as_deref(), Some("undone: accepted “A draft”"));
        assert_eq!(desk.timeline().get("draft").cloned(), before);
        assert!(desk.redo().unwrap().is_some() && desk.undo().unwrap().is_some());
        desk.reject("draft").unwrap();
        assert_eq!(is_draft(&desk), None);
        assert!(desk.undo().unwrap().is_some());
        assert_eq!(desk.timeline().get("draft").cloned(), before, "with the source that was attached to it");
        assert_eq!(desk.undo().unwrap(), None);
    }

    #[test]
    fn only_drafts_are_decided_on() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        assert!(matches!(desk.accept("event"), Err(Error::NotADraft(_))));
        assert!(matches!(desk.reject("gone"), Err(Error::NoSuchEvent(_))));
    }

    #[test]
    fn what_another_program_wrote_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = desk(folder.path());
        let path = folder.path().join("timeline.toml");
        let edited = std::fs::read_to_string(&path).unwrap().replace("A draft", "A draft, edited by hand");
        std::fs::write(&path, edited).unwrap();
        desk.accept("draft").unwrap();
        assert_eq!(desk.timeline().get("draft").unwrap().event.title, "A draft, edited by hand");
    }
}
