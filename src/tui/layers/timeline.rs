//! The timeline: the axis, the list of events, and the detail pane beside or below it. The lowest layer.

mod axis_nav;
mod axis_view;
pub mod state;
mod view;

use super::detail::view as detail_view;
use crate::tui::action::ScreenLayer;
use crate::tui::cursor::{Motion, move_index};
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::layout::ScreenShape;
use crate::tui::painter::Painter;
use crate::tui::state::{State, TitleLanguage};
use ratatui::layout::{Position, Rect};
use state::{RowStyle, heading_of};

/// The timeline layer.
pub(in crate::tui) struct TimelineLayer;

impl LayerBehavior for TimelineLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Timeline
    }

    fn go_back(&self, state: &mut State) {
        if state.is_filtered() {
            let selected = state.selected_id();
            state.clear_filter(selected.as_deref());
            state.rebuild_views();
        }
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        let page = usize::from(state.layout().list.height);
        let target = match motion {
            Motion::NextYear => state.next_year(),
            Motion::PreviousYear => state.previous_year(),
            motion => move_index(state.cursor, motion, state.hits.len(), page),
        };
        state.set_cursor(target);
    }

    fn confirm(&self, state: &mut State) -> Option<Effect> {
        let id = state.selected_id()?;
        if matches!(state.layout().shape, ScreenShape::Small | ScreenShape::ListOnly) {
            state.push_layer(ScreenLayer::Detail);
            return None;
        }
        state.open_first_source(&id)
    }

    fn switch_pane(&self, state: &mut State) {
        if state.selected_entry().is_some() {
            state.push_layer(ScreenLayer::Detail);
        }
    }

    fn shows_axis(&self, _: &State) -> bool {
        true
    }

    fn lay_out(&self, state: &mut State) {
        state.lay_out_main_screen();
    }

    fn draw(&self, painter: &mut Painter<'_>, _: Rect, state: &State) -> Option<Position> {
        draw_main_screen(painter, state);
        None
    }

    fn status_text(&self, state: &State) -> Option<String> {
        state.is_filtered().then(|| "Esc clears the filter, / edits it".to_owned())
    }

    fn selects_event(&self) -> bool {
        true
    }

    fn current_entry(&self, state: &State) -> Option<usize> {
        state.hits.get(state.cursor).map(|hit| hit.entry)
    }
}

/// Draws the axis, the list and the detail pane.
pub(super) fn draw_main_screen(painter: &mut Painter<'_>, state: &State) {
    let layout = state.layout();
    axis_view::draw(painter, state);
    view::draw(painter, layout.list, state);
    painter.rule(layout.rules[1]);
    detail_view::draw(painter, layout.detail, state);
}

impl State {
    /// Lays the axis, the list and the detail pane out.
    pub(super) fn lay_out_main_screen(&mut self) {
        let (shape, list, pane) = (self.layout.shape, self.layout.list, self.layout.detail);
        let headings = shape == ScreenShape::Wide;
        let style = RowStyle { headings, second_titles: headings && self.titles == TitleLanguage::Both };
        self.layers.list.make_rows(&self.timeline, &self.hits, style);
        self.layers.list.scroll_to(self.cursor, usize::from(list.height));
        self.scroll_axis_to_cursor();
        self.lay_out_detail(pane);
    }

    /// The first event of the next year.
    fn next_year(&self) -> usize {
        let Some(heading) = self.hits.get(self.cursor).map(|_| heading_of(self.event_at(self.cursor))) else {
            return 0;
        };
        let differs = |hit: &usize| heading_of(self.event_at(*hit)) != heading;
        (self.cursor..self.hits.len()).find(differs).unwrap_or(self.cursor)
    }

    /// The first event of this year or, if that is selected, of the previous year.
    fn previous_year(&self) -> usize {
        let first_of_year = |hit: usize| {
            let year = heading_of(self.event_at(hit));
            let is_same = |hit: &usize| heading_of(self.event_at(*hit)) == year;
            (0..=hit).rev().take_while(is_same).last().unwrap_or(hit)
        };
        if self.hits.is_empty() {
            return 0;
        }
        match first_of_year(self.cursor) {
            first if first < self.cursor => first,
            0 => 0,
            first => first_of_year(first - 1),
        }
    }
}
