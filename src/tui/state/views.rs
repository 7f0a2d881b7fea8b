//! The views over the timeline that are open: what answered what, a thread, the promises, and where one is in each.
//! Never opens one.

use super::cursor::RowCursor;
use super::line_editor::LineEditor;
use crate::model::{CommitmentStatus, ThreadNode, TrackedCommitment};
use crate::tui::action::ScreenLayer;
use crate::tui::page::answers::ResponseRow;
use crate::tui::page::cells::LaneSide;

/// The layers of the views.
pub(super) const VIEW_LAYERS: [ScreenLayer; 3] =
    [ScreenLayer::Responses, ScreenLayer::Thread, ScreenLayer::Commitments];

/// The views that are open, and those that were left for an event.
#[derive(Clone, Debug, Default)]
pub struct ViewsState {
    pub(super) open: OpenViews,
    pub(super) suspended: Vec<SuspendedViews>,
    /// Where the cursors were before a filter was typed.
    pub(super) before: Option<ViewPositions>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct OpenViews {
    pub(super) responses: Option<ResponsesView>,
    pub(super) thread: Option<ThreadView>,
    pub(super) commitments: Option<CommitmentsView>,
}

/// What answered what, for the events that the filter lets through.
#[derive(Clone, Debug)]
pub(super) struct ResponsesView {
    pub(super) rows: Vec<ResponseRow>,
    pub(super) summary: String,
    pub(super) lane: LaneSide,
    pub(super) cursor: RowCursor,
}

/// What an event goes back to and what came of it.
#[derive(Clone, Debug)]
pub(super) struct ThreadView {
    pub(super) root: String,
    /// The roots before it, each with the row that the cursor was on.
    pub(super) history: Vec<(String, usize)>,
    pub(super) nodes: Vec<ThreadNode>,
    pub(super) cursor: RowCursor,
}

/// The commitments of the events that the filter lets through.
#[derive(Clone, Debug)]
pub(super) struct CommitmentsView {
    pub(super) all: Vec<TrackedCommitment>,
    pub(super) status_filter: Option<CommitmentStatus>,
    pub(super) cursor: RowCursor,
}

/// Views that were left for an event: `Ctrl-o` from there comes back to them.
#[derive(Clone, Debug)]
pub(super) struct SuspendedViews {
    /// How long the way back was then.
    pub(super) jump_depth: usize,
    pub(super) layers: Vec<ScreenLayer>,
    pub(super) open: OpenViews,
    pub(super) positions: ViewPositions,
    pub(super) filter: LineEditor,
    pub(super) only_drafts: bool,
}

/// Where the cursors are, in names that outlive a change of the store.
#[derive(Clone, Debug, Default)]
pub(super) struct ViewPositions {
    pub(super) responses: Option<(Vec<String>, LaneSide)>,
    pub(super) commitment: Option<(String, usize)>,
    pub(super) node: Option<String>,
}

impl CommitmentsView {
    /// Those that are listed.
    pub(super) fn visible_rows(&self) -> impl Iterator<Item = &TrackedCommitment> {
        self.all.iter().filter(|promise| self.status_filter.is_none_or(|which| promise.status == which))
    }
}
