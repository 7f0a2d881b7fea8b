//! The nouns of checking: what rows may refer to, and what can be wrong with one. Never checks anything.

use crate::model::{Event, StoreLayer};
use std::collections::{HashMap, HashSet};

/// What the rows of one file may refer to: everything that any layer holds.
#[derive(Default)]
pub(super) struct CheckContext {
    all: StoreLayer,
    /// Where the first event of each id stands in `all`.
    events: HashMap<String, usize>,
    sources: HashSet<String>,
    actors: HashSet<String>,
    /// Sources that copy another.
    copies: HashSet<String>,
    /// Actors of some event.
    active_actors: HashSet<String>,
    /// Every name of an actor, with the actors of that name.
    names: HashMap<String, HashSet<String>>,
    /// Events to which a row of its own attaches a source.
    attached: HashSet<String>,
    /// Whether the file is one of the bundled ones.
    pub(super) bundled: bool,
    /// Whether every file could be read. If not, a row that seems to be missing may stand in the one that could not.
    is_complete: bool,
}

/// One row or field that is wrong: its path (`event.3.date`, rows from 0) and what to say.
pub(super) type RowFinding = (String, String);

impl CheckContext {
    /// What `all` layers together hold.
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
        let copies = all.sources.iter().filter(|row| row.copy_of.is_some());
        Self {
            copies: copies.map(|row| row.id.clone()).collect(),
            active_actors: all.events.iter().flat_map(|row| row.actors.iter().cloned()).collect(),
            names,
            events,
            sources: all.sources.iter().map(|row| row.id.clone()).collect(),
            actors: all.actors.iter().map(|row| row.id.clone()).collect(),
            attached: all.attachments.iter().map(|row| row.event.clone()).collect(),
            all,
            bundled,
            is_complete,
        }
    }

    /// The event `id`; of the person's own and a bundled one, their own.
    pub(super) fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(id).and_then(|&at| self.all.events.get(at))
    }

    /// Whether the source `id` copies another.
    pub(super) fn is_copy(&self, id: &str) -> bool {
        self.copies.contains(id)
    }

    /// Whether the actor `id` acts in some event, or may do so in a file that could not be read.
    pub(super) fn is_active_actor(&self, id: &str) -> bool {
        !self.is_complete || self.active_actors.contains(id)
    }

    /// Whether more than one actor goes by `name`.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        self.names.get(name).is_some_and(|actors| actors.len() > 1)
    }

    /// Whether there surely is no event `id`.
    pub(super) fn lacks_event(&self, id: &str) -> bool {
        self.is_complete && !self.events.contains_key(id)
    }

    /// Whether there surely is no source `id`.
    pub(super) fn lacks_source(&self, id: &str) -> bool {
        self.is_complete && !self.sources.contains(id)
    }

    /// Whether there surely is no actor `id`.
    pub(super) fn lacks_actor(&self, id: &str) -> bool {
        self.is_complete && !self.actors.contains(id)
    }

    /// Whether there surely is no source attached to the event `id` by a row of its own.
    pub(super) fn lacks_attachments(&self, id: &str) -> bool {
        self.is_complete && !self.attached.contains(id)
    }
}
