//! Incidents and responses: DPRK activity in the left lane, the allied response in the right lane.

mod page;
pub mod state;

use crate::model::find_responses;
use crate::tui::action::ScreenLayer;
use crate::tui::cursor::Motion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::painter::Painter;
use crate::tui::row_cells::LaneSide;
use crate::tui::row_view::{RowAnchor, RowView};
use crate::tui::state::State;
use page::{ResponsesLayout, summary_text};
use ratatui::layout::{Position, Rect};
use state::{ResponseRow, ResponsesState};

/// The layer of incidents and responses.
pub(in crate::tui) struct ResponsesLayer;

impl LayerBehavior for ResponsesLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Responses
    }

    /// Starts at the selected event; if it is not in the view, at the next one in time.
    fn open(&self, state: &mut State) -> Option<Effect> {
        let mut responses = build(state, RowView::default());
        let selected = state.hits.get(state.cursor).map(|hit| hit.entry);
        let start = selected.and_then(|selected| starting_row(&responses.rows, selected));
        let (row, lane) = start.unwrap_or_else(|| (0, first_lane(&responses.rows)));
        responses.view = RowView::at(row, lane);
        state.layers.views.responses = Some(responses);
        state.push_layer(ScreenLayer::Responses);
        None
    }

    fn close(&self, state: &mut State) {
        state.layers.views.responses = None;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        let body = state.layout.body;
        let Some(ResponsesState { view, rows, .. }) = state.layers.views.responses.as_mut() else { return };
        let lane = view.lane;
        view.move_cursor(motion, body, |row| rows.get(row).is_some_and(|row| row.entry_in(lane).is_some()));
    }

    /// Goes from a response to its incident, from an incident to its first response; if there is none, to the nearest.
    fn switch_pane(&self, state: &mut State) {
        let Some(ResponsesState { view, rows, .. }) = state.layers.views.responses.as_mut() else { return };
        let (current, lane) = (view.cursor.row, view.lane.opposite());
        let has_event = |row: &usize| rows[*row].entry_in(lane).is_some();
        let above = (0..=current).rev().filter(|row| *row < rows.len()).find(has_event);
        let below = (current..rows.len()).find(has_event);
        let target = if lane == LaneSide::Left { above.or(below) } else { below.or(above) };
        match target {
            Some(row) => (view.cursor.row, view.lane) = (row, lane),
            None => state.notify("Nothing in the other lane"),
        }
    }

    fn lay_out(&self, state: &mut State) {
        let (body, korean) = (state.layout.body, state.is_korean());
        let timeline = &state.timeline;
        let Some(responses) = state.layers.views.responses.as_mut() else { return };
        let rows = &responses.rows;
        let layout = ResponsesLayout { timeline, korean, width: usize::from(body.width) };
        let heading = layout.heading_lines(&responses.summary, responses.view.lane);
        let heights = rows.iter().map(|row| layout.row_height(row)).collect();
        responses.view.lay_out(body, heading, heights, |row| layout.row_lines(&rows[row]));
        let selected = rows.get(responses.view.cursor.row);
        let ids = selected.into_iter().flat_map(ResponseRow::entries);
        let ids = ids.map(|entry| timeline.entries()[entry].event.id.clone());
        responses.view.anchor = RowAnchor { events: ids.collect(), number: 0, lane: responses.view.lane };
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        if let Some(responses) = &state.layers.views.responses {
            responses.view.draw(painter, body, "No incident or response among the listed events");
        }
        None
    }

    fn current_entry(&self, state: &State) -> Option<usize> {
        let responses = state.layers.views.responses.as_ref()?;
        responses.rows.get(responses.view.cursor.row)?.entry_in(responses.view.lane)
    }

    fn is_view(&self) -> bool {
        true
    }

    fn rebuild(&self, state: &mut State) {
        let Some(old) = state.layers.views.responses.take() else { return };
        let mut responses = build(state, old.view);
        let view = &mut responses.view;
        if !view.anchor.events.is_empty() {
            view.lane = view.anchor.lane;
            let is_anchor = |row: &ResponseRow| {
                let ids = row.entries().map(|entry| state.timeline.entries()[entry].event.id.as_str());
                ids.eq(view.anchor.events.iter().map(String::as_str))
            };
            let row = responses.rows.iter().position(is_anchor);
            view.cursor.row = row.unwrap_or(view.cursor.row);
        }
        state.layers.views.responses = Some(responses);
    }

    fn row_view<'a>(&self, state: &'a State) -> Option<&'a RowView> {
        state.layers.views.responses.as_ref().map(|responses| &responses.view)
    }

    fn row_view_mut<'a>(&self, state: &'a mut State) -> Option<&'a mut RowView> {
        state.layers.views.responses.as_mut().map(|responses| &mut responses.view)
    }
}

/// The incidents and responses among the listed events.
fn build(state: &State, view: RowView) -> ResponsesState {
    let listed = state.listed_entries();
    let overview = find_responses(&state.timeline, |entry| listed[entry]);
    ResponsesState { view, rows: ResponseRow::build_all(&overview), summary: summary_text(&overview) }
}

fn first_lane(rows: &[ResponseRow]) -> LaneSide {
    if rows.first().is_some_and(|row| row.incident.is_some()) { LaneSide::Left } else { LaneSide::Right }
}

/// The row and lane of an event or, if it has none, of the next event in time.
fn starting_row(rows: &[ResponseRow], selected: usize) -> Option<(usize, LaneSide)> {
    let find = |lane: LaneSide| {
        let row = rows.iter().position(|row| row.entry_in(lane) == Some(selected))?;
        Some((row, lane))
    };
    let later = || {
        let is_later = |row: &ResponseRow| {
            row.incident.or(row.entry_in(LaneSide::Right)).is_some_and(|entry| entry >= selected)
        };
        let row = rows.iter().position(is_later)?;
        Some((row, if rows[row].incident.is_some() { LaneSide::Left } else { LaneSide::Right }))
    };
    find(LaneSide::Left).or_else(|| find(LaneSide::Right)).or_else(later)
}
