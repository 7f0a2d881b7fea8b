//! The merge list: the events into which the draft under review can be merged, with a filter of its own.

mod page;
pub mod state;

use crate::model::Event;
use crate::query::Query;
use crate::text::clean_line;
use crate::text::width::truncate;
use crate::tui::action::ScreenLayer;
use crate::tui::cursor::{Motion, move_in_short_list};
use crate::tui::effect::Effect;
use crate::tui::input_line::draw_input;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::layout::PAGE_MARGIN;
use crate::tui::line_editor::TextInput;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use page::merge_list_page;
use ratatui::layout::{Position, Rect};
use state::MergeList;

/// The layer of the merge list.
pub(in crate::tui) struct MergeListLayer;

impl LayerBehavior for MergeListLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::MergeList
    }

    fn close(&self, state: &mut State) {
        state.layers.merge_list = None;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        if let Some(list) = state.layers.merge_list.as_mut() {
            list.selected = move_in_short_list(list.selected, motion, list.ids.len());
        }
    }

    fn handle_input(&self, state: &mut State, input: TextInput) -> bool {
        let Some(list) = state.layers.merge_list.as_mut() else { return true };
        let before = list.line.text().to_owned();
        let fits = list.line.apply_input(input);
        if list.line.text() != before {
            state.refresh_merge_list();
        }
        fits
    }

    /// Compares the draft with the selected event.
    fn confirm(&self, state: &mut State) -> Option<Effect> {
        let (review, list) = (state.layers.review.as_ref()?, state.layers.merge_list.as_ref()?);
        let Some(event) = list.ids.get(list.selected).cloned() else {
            state.notify("No matches");
            return None;
        };
        Some(Effect::PreviewMerge { draft: review.id.clone(), event })
    }

    fn lay_out(&self, state: &mut State) {
        let (width, height) = list_size(state.layout.body);
        let (Some(review), Some(list)) = (&state.layers.review, state.layers.merge_list.as_mut()) else {
            return;
        };
        let similar = review.draft.as_ref().map_or(&[][..], |draft| &draft.similar);
        let page = merge_list_page(&state.timeline, &list.ids, list.selected, similar, width);
        let (first, end) = page.target_lines(list.selected).unwrap_or((0, 1));
        list.list.set_page(page, height);
        list.list.center_on(first, end);
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        let list = state.layers.merge_list.as_ref()?;
        let line = Rect { height: body.height.min(1), ..body };
        let rows = Rect { y: body.y + line.height, height: body.height - line.height, ..body };
        painter.page_with_corner(rows, &list.list, Some(list.selected));
        let title = state.current_entry().map(|entry| clean_line(&entry.event.title)).unwrap_or_default();
        let room = usize::from(line.width / 2).saturating_sub(8);
        let label = format!(" merge “{}” into / ", truncate(&title, room));
        let caret = draw_input(painter, line, &label, &list.line);
        (line.height > 0 && state.layer() == ScreenLayer::MergeList).then_some(caret)
    }
}

/// Columns and rows of the list below its filter.
fn list_size(body: Rect) -> (usize, u16) {
    (usize::from(body.width.saturating_sub(PAGE_MARGIN)), body.height.saturating_sub(1))
}

impl State {
    /// Opens the merge list for the draft under review.
    pub(super) fn open_merge_list(&mut self) -> Option<Effect> {
        self.layers.merge_list = Some(MergeList::default());
        self.push_layer(ScreenLayer::MergeList);
        self.refresh_merge_list();
        None
    }

    /// Lists the events that match: without a filter, similar events, then all by distance in time; else the best hits.
    fn refresh_merge_list(&mut self) {
        let (Some(review), Some(list)) = (&self.layers.review, &self.layers.merge_list) else { return };
        let (query, _) = Query::parse_partial(list.line.text());
        let mut ids: Vec<String> = if query.is_empty() {
            let similar = review.draft.as_ref().map(|draft| draft.similar.clone()).unwrap_or_default();
            let others = self.events_by_distance(&review.id).into_iter().filter(|id| !similar.contains(id));
            let others: Vec<String> = others.collect();
            similar.into_iter().chain(others).collect()
        } else {
            let entries = self.timeline.entries();
            let hits = self.index().find_hits(&query, self.today);
            hits.into_iter().map(|hit| entries[hit.entry].event.id.clone()).collect()
        };
        ids.retain(|id| *id != review.id);
        if let Some(list) = self.layers.merge_list.as_mut() {
            (list.ids, list.selected) = (ids, 0);
        }
    }

    /// The ids of all events, those nearest in time to `id` first, those without a date last.
    fn events_by_distance(&self, id: &str) -> Vec<String> {
        let day =
            |event: &Event| Some(event.date.as_ref().filter(|date| date.last_year().is_some())?.latest());
        let origin = self.timeline.get(id).and_then(|entry| day(&entry.event));
        let distance = |event: &Event| Some((day(event)? - origin?).num_days().abs());
        let mut events: Vec<&Event> = self.timeline.entries().iter().map(|entry| &entry.event).collect();
        events.sort_by_key(|event| distance(event).unwrap_or(i64::MAX));
        events.into_iter().map(|event| event.id.clone()).collect()
    }
}
