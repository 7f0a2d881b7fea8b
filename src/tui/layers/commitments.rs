//! The commitments of the listed events, with their status.

mod page;
pub mod state;

use crate::model::track_commitments;
use crate::tui::action::ScreenLayer;
use crate::tui::cursor::Motion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::painter::Painter;
use crate::tui::row_cells::LaneSide;
use crate::tui::row_view::{RowAnchor, RowView};
use crate::tui::state::State;
use page::{CommitmentsLayout, heading_lines, row_height};
use ratatui::layout::{Position, Rect};
use state::{CommitmentsState, StatusGroup};

/// The layer of commitments.
pub(in crate::tui) struct CommitmentsLayer;

impl LayerBehavior for CommitmentsLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Commitments
    }

    /// Starts at the first commitment of the selected event.
    fn open(&self, state: &mut State) -> Option<Effect> {
        let mut commitments = build(state, RowView::default(), None);
        let selected = state.hits.get(state.cursor).map(|hit| hit.entry);
        let row = commitments.all.iter().position(|row| Some(row.entry) == selected);
        commitments.view = RowView::at(row.unwrap_or(0), LaneSide::Left);
        state.layers.views.commitments = Some(commitments);
        state.push_layer(ScreenLayer::Commitments);
        None
    }

    fn close(&self, state: &mut State) {
        state.layers.views.commitments = None;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        let body = state.layout.body;
        if let Some(commitments) = state.layers.views.commitments.as_mut() {
            commitments.view.move_cursor(motion, body, |_| true);
        }
    }

    /// Shows the next group of statuses.
    fn switch_pane(&self, state: &mut State) {
        if let Some(commitments) = state.layers.views.commitments.as_mut() {
            commitments.group = StatusGroup::next(commitments.group);
            commitments.view = RowView::default();
        }
    }

    fn lay_out(&self, state: &mut State) {
        let (body, korean) = (state.layout.body, state.is_korean());
        let timeline = &state.timeline;
        let Some(commitments) = state.layers.views.commitments.as_mut() else { return };
        let mut view = std::mem::take(&mut commitments.view);
        let rows = commitments.rows();
        let layout = CommitmentsLayout { timeline, korean, width: usize::from(body.width) };
        let heights = rows.iter().map(|row| row_height(row)).collect();
        let heading = heading_lines(&commitments.all, commitments.group);
        view.lay_out(body, heading, heights, |row| layout.row_lines(rows[row]));
        view.anchor = rows.get(view.cursor.row).map_or_else(RowAnchor::default, |row| RowAnchor {
            events: vec![timeline.entries()[row.entry].event.id.clone()],
            number: row.index,
            lane: LaneSide::Left,
        });
        commitments.view = view;
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        if let Some(commitments) = &state.layers.views.commitments {
            let empty_text = match commitments.group {
                Some(_) => "None with this status. Tab shows others",
                None => "No commitments among the listed events",
            };
            commitments.view.draw(painter, body, empty_text);
        }
        None
    }

    fn current_entry(&self, state: &State) -> Option<usize> {
        let commitments = state.layers.views.commitments.as_ref()?;
        commitments.rows().get(commitments.view.cursor.row).map(|row| row.entry)
    }

    fn is_view(&self) -> bool {
        true
    }

    fn rebuild(&self, state: &mut State) {
        let Some(old) = state.layers.views.commitments.take() else { return };
        let mut commitments = build(state, old.view, old.group);
        let anchor = &commitments.view.anchor;
        let entry = anchor.events.first().and_then(|id| state.timeline.position(id));
        let row =
            commitments.rows().iter().position(|row| Some(row.entry) == entry && row.index == anchor.number);
        commitments.view.cursor.row = row.unwrap_or(commitments.view.cursor.row);
        state.layers.views.commitments = Some(commitments);
    }

    fn row_view<'a>(&self, state: &'a State) -> Option<&'a RowView> {
        state.layers.views.commitments.as_ref().map(|commitments| &commitments.view)
    }

    fn row_view_mut<'a>(&self, state: &'a mut State) -> Option<&'a mut RowView> {
        state.layers.views.commitments.as_mut().map(|commitments| &mut commitments.view)
    }
}

/// The commitments of the listed events.
fn build(state: &State, view: RowView, group: Option<StatusGroup>) -> CommitmentsState {
    let listed = state.listed_entries();
    let all = track_commitments(&state.timeline, state.today, |entry| listed[entry]);
    CommitmentsState { view, all, group }
}
