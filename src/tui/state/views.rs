//! The views over the timeline that are open: what answered what, a thread, the promises, and where one is in each.
//! Never opens one.

use super::line::Line;
use super::walk::Walk;
use crate::model::{Knot, Promise, PromiseState};
use crate::tui::action::Layer;
use crate::tui::page::answers::Row;
use crate::tui::page::cells::Lane;

/// The layers of the views.
pub(super) const LAYERS: [Layer; 3] = [Layer::Answers, Layer::Thread, Layer::Promises];

/// The views that are open, and those that were left for an event.
#[derive(Clone, Debug, Default)]
pub struct Views {
    pub(super) open: Open,
    pub(super) left: Vec<Left>,
    /// Where the cursors were before a filter was typed.
    pub(super) before: Option<Places>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    pub(super) answers: Option<Answers>,
    pub(super) thread: Option<Thread>,
    pub(super) promises: Option<Promises>,
}

/// What answered what, for the events that the filter lets through.
#[derive(Clone, Debug)]
pub(super) struct Answers {
    pub(super) rows: Vec<Row>,
    pub(super) figures: String,
    pub(super) lane: Lane,
    pub(super) walk: Walk,
}

/// What an event goes back to and what came of it.
#[derive(Clone, Debug)]
pub(super) struct Thread {
    pub(super) root: String,
    /// The roots before it, each with the row that the cursor was on.
    pub(super) before: Vec<(String, usize)>,
    pub(super) knots: Vec<Knot>,
    pub(super) walk: Walk,
}

/// The commitments of the events that the filter lets through.
#[derive(Clone, Debug)]
pub(super) struct Promises {
    pub(super) all: Vec<Promise>,
    pub(super) which: Option<PromiseState>,
    pub(super) walk: Walk,
}

/// Views that were left for an event: `Ctrl-o` from there comes back to them.
#[derive(Clone, Debug)]
pub(super) struct Left {
    /// How long the way back was then.
    pub(super) trail: usize,
    pub(super) layers: Vec<Layer>,
    pub(super) open: Open,
    pub(super) places: Places,
    pub(super) filter: Line,
    pub(super) only_drafts: bool,
}

/// Where the cursors are, in names that outlive a change of the store.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    pub(super) answers: Option<(Vec<String>, Lane)>,
    pub(super) promise: Option<(String, usize)>,
    pub(super) knot: Option<String>,
}

impl Promises {
    /// Those that are listed.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Promise> {
        self.all.iter().filter(|promise| self.which.is_none_or(|which| promise.state == which))
    }
}
