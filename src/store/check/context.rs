//! The nouns of checking: what rows may refer to, and what can be wrong with one. Never checks anything.

use crate::model::Layer;
use std::collections::HashSet;

/// What the rows of one file may refer to: everything that any layer holds.
#[derive(Default)]
pub(super) struct Context {
    pub(super) all: Layer,
    pub(super) events: HashSet<String>,
    pub(super) sources: HashSet<String>,
    pub(super) actors: HashSet<String>,
    /// Whether the file is one of the bundled ones.
    pub(super) bundled: bool,
}

/// One row or field that is wrong: its path (`event.3.date`, rows from 0) and what to say.
pub(super) type Flaw = (String, String);

impl Context {
    /// What `all` layers together hold.
    pub(super) fn new(all: Layer, bundled: bool) -> Self {
        Self {
            events: all.events.iter().map(|row| row.id.clone()).collect(),
            sources: all.sources.iter().map(|row| row.id.clone()).collect(),
            actors: all.actors.iter().map(|row| row.id.clone()).collect(),
            all,
            bundled,
        }
    }
}
