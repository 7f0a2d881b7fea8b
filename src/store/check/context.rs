//! What the rows of a file may refer to, and the form of a finding in a row.

use crate::model::{Event, Status, StoreLayer};
use std::collections::{HashMap, HashSet};

/// What the rows of one file may refer to: the rows of every layer.
#[derive(Default)]
pub(super) struct CheckContext {
    all: StoreLayer,
    /// Index in `all` of the first event with each id.
    events: HashMap<String, usize>,
    sources: HashSet<String>,
    actors: HashSet<String>,
    /// Ids of the sources that copy another.
    copies: HashSet<String>,
    /// Ids of the actors of any event.
    active_actors: HashSet<String>,
    /// Every name of an actor, with the ids of the actors of that name.
    names: HashMap<String, HashSet<String>>,
    /// Ids of the events with an accepted `[[attach]]` row.
    attached: HashSet<String>,
    /// Whether the file is one of the bundled ones.
    pub(super) bundled: bool,
    /// Whether every file could be parsed. If not, a row that seems to be missing may be in the file that could not.
    is_complete: bool,
}

/// A finding in a row: the path of its key (`event.3.date`, rows counted from 0) and the message.
pub(super) type RowFinding = (String, String);

impl CheckContext {
    /// A context of all layers together.
    pub(super) fn new(all: StoreLayer, bundled: bool, is_complete: bool) -> Self {
        let mut events = HashMap::new();
        for (at, row) in all.events.iter().enumerate() {
            events.entry(row.id.clone()).or_insert(at);
        }
        let mut names: HashMap<String, HashSet<String>> = HashMap::new();
        for actor in &all.actors {
            for name in actor.names() {
                names.entry(name.to_owned()).or_default().insert(actor.id.clone());
            }
        }
        let accepted = all.attachments.iter().filter(|row| row.status == Status::Reviewed);
        let copies = all.sources.iter().filter(|row| row.copy_of.is_some());
        Self {
            copies: copies.map(|row| row.id.clone()).collect(),
            active_actors: all.events.iter().flat_map(|row| row.actors.iter().cloned()).collect(),
            names,
            events,
            sources: all.sources.iter().map(|row| row.id.clone()).collect(),
            actors: all.actors.iter().map(|row| row.id.clone()).collect(),
            attached: accepted.map(|row| row.event.clone()).collect(),
            all,
            bundled,
            is_complete,
        }
    }

    /// The event `id`; the user's own where there is a bundled one as well.
    pub(super) fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(id).and_then(|&at| self.all.events.get(at))
    }

    /// Whether the source `id` copies another.
    pub(super) fn is_copy(&self, id: &str) -> bool {
        self.copies.contains(id)
    }

    /// Whether the actor `id` takes part in an event, or may do so in a file that could not be parsed.
    pub(super) fn is_active_actor(&self, id: &str) -> bool {
        !self.is_complete || self.active_actors.contains(id)
    }

    /// Whether more than one actor has this name.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|actors| actors.len() > 1)
    }

    /// Whether there is certainly no event `id`.
    pub(super) fn lacks_event(&self, id: &str) -> bool {
        self.is_complete && !self.events.contains_key(id)
    }

    /// Whether there is certainly no source `id`.
    pub(super) fn lacks_source(&self, id: &str) -> bool {
        self.is_complete && !self.sources.contains(id)
    }

    /// Whether there is certainly no actor `id`.
    pub(super) fn lacks_actor(&self, id: &str) -> bool {
        self.is_complete && !self.actors.contains(id)
    }

    /// Whether there is certainly no accepted `[[attach]]` row for the event `id`.
    pub(super) fn lacks_attachments(&self, id: &str) -> bool {
        self.is_complete && !self.attached.contains(id)
    }
}
