//! The thread of an event: its antecedents and its descendants.

mod page;
pub mod state;

use crate::model::build_thread;
use crate::tui::action::ScreenLayer;
use crate::tui::cursor::Motion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::painter::Painter;
use crate::tui::row_cells::LaneSide;
use crate::tui::row_view::{RowAnchor, RowView};
use crate::tui::state::State;
use page::{ThreadLayout, heading_lines};
use ratatui::layout::{Position, Rect};
use state::ThreadState;

/// The layer of a thread.
pub(in crate::tui) struct ThreadLayer;

impl LayerBehavior for ThreadLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Thread
    }

    /// Opens the thread of the current event. A thread that is open already is remembered.
    fn open(&self, state: &mut State) -> Option<Effect> {
        let root = state.current_entry()?.event.id.clone();
        let mut history = Vec::new();
        if let Some(old) = state.layers.views.thread.as_mut() {
            if old.root == root {
                state.notify("This is already the thread of that event");
                return None;
            }
            history = std::mem::take(&mut old.history);
            history.push((std::mem::take(&mut old.root), old.view.cursor.row));
        }
        let nodes = build_thread(&state.timeline, &root);
        state.layers.views.thread = Some(ThreadState { view: RowView::default(), root, history, nodes });
        state.push_layer(ScreenLayer::Thread);
        None
    }

    fn close(&self, state: &mut State) {
        state.layers.views.thread = None;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        let body = state.layout.body;
        if let Some(thread) = state.layers.views.thread.as_mut() {
            thread.view.move_cursor(motion, body, |_| true);
        }
    }

    /// Goes back to the thread that was open before.
    fn jump_back(&self, state: &mut State) {
        let Some(thread) = state.layers.views.thread.as_mut() else { return };
        match thread.history.pop() {
            Some((root, row)) => {
                thread.nodes = build_thread(&state.timeline, &root);
                (thread.root, thread.view.cursor.row) = (root, row);
            }
            None => state.notify("No previous thread; press q to leave"),
        }
    }

    fn lay_out(&self, state: &mut State) {
        let (body, korean) = (state.layout.body, state.is_korean());
        let timeline = &state.timeline;
        let Some(thread) = state.layers.views.thread.as_mut() else { return };
        let nodes = &thread.nodes;
        let layout = ThreadLayout { timeline, korean, width: usize::from(body.width) };
        let heights = nodes.iter().map(|node| layout.row_height(node)).collect();
        let heading = heading_lines(nodes);
        thread.view.lay_out(body, heading, heights, |row| layout.row_lines(&nodes[row]));
        let selected = nodes.get(thread.view.cursor.row);
        let events =
            selected.map(|node| timeline.entries()[node.entry].event.id.clone()).into_iter().collect();
        thread.view.anchor = RowAnchor { events, number: 0, lane: LaneSide::Left };
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        if let Some(thread) = &state.layers.views.thread {
            thread.view.draw(painter, body, "No events");
        }
        None
    }

    fn current_entry(&self, state: &State) -> Option<usize> {
        let thread = state.layers.views.thread.as_ref()?;
        thread.nodes.get(thread.view.cursor.row).map(|node| node.entry)
    }

    fn is_view(&self) -> bool {
        true
    }

    /// Closes the thread if its event is gone.
    fn rebuild(&self, state: &mut State) {
        let timeline = &state.timeline;
        let Some(thread) = state.layers.views.thread.as_mut() else { return };
        thread.history.retain(|(root, _)| timeline.get(root).is_some());
        thread.nodes = build_thread(timeline, &thread.root);
        if thread.nodes.is_empty() {
            return state.discard_layer(ScreenLayer::Thread);
        }
        let anchor = thread.view.anchor.events.first().and_then(|id| timeline.position(id));
        // An event can be in a thread several times, so the row keeps its place if it still has the same event.
        let is_anchor = |row: &usize| thread.nodes.get(*row).map(|node| node.entry) == anchor;
        if !is_anchor(&thread.view.cursor.row) {
            let row = (0..thread.nodes.len()).find(is_anchor);
            thread.view.cursor.row = row.unwrap_or(thread.view.cursor.row);
        }
    }

    fn row_view<'a>(&self, state: &'a State) -> Option<&'a RowView> {
        state.layers.views.thread.as_ref().map(|thread| &thread.view)
    }

    fn row_view_mut<'a>(&self, state: &'a mut State) -> Option<&'a mut RowView> {
        state.layers.views.thread.as_mut().map(|thread| &mut thread.view)
    }
}
