//! The layers of the screen, and the only place that selects the behavior of one. A layer is a folder of what it remembers
//! (`state.rs`), its contents as text (`page.rs`) and how they are drawn (`view.rs`); its file beside the folder has its
//! `LayerBehavior`.

pub mod commitments;
pub mod detail;
pub mod field_input;
pub mod filter;
pub mod help;
pub mod merge_list;
pub mod merge_preview;
pub mod prompt;
pub mod reader;
pub mod report;
pub mod responses;
pub mod review;
pub mod thread;
pub mod timeline;

use super::effect::Effect;
use super::layer_behavior::{LayerBehavior, TitleBar};
use super::layer_stack::ScreenLayer;
use super::layout::{LayoutRequest, ScreenLayout};
use super::line_editor::{MAX_LINE_CHARS, TextInput};
use super::painter::Painter;
use super::row_view::RowView;
use super::state::State;
use crate::model::{Timeline, TimelineEntry};
use crate::tui::cursor::Motion;
use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

/// The behavior of a layer.
fn behavior(layer: ScreenLayer) -> &'static dyn LayerBehavior {
    match layer {
        ScreenLayer::Timeline => &timeline::TimelineLayer,
        ScreenLayer::Detail => &detail::DetailLayer,
        ScreenLayer::Filter => &filter::FilterLayer,
        ScreenLayer::Reader => &reader::ReaderLayer,
        ScreenLayer::Review => &review::ReviewLayer,
        ScreenLayer::FieldInput => &field_input::FieldInputLayer,
        ScreenLayer::MergeList => &merge_list::MergeListLayer,
        ScreenLayer::MergePreview => &merge_preview::MergePreviewLayer,
        ScreenLayer::Prompt => &prompt::PromptLayer,
        ScreenLayer::Report => &report::ReportLayer,
        ScreenLayer::Responses => &responses::ResponsesLayer,
        ScreenLayer::Thread => &thread::ThreadLayer,
        ScreenLayer::Commitments => &commitments::CommitmentsLayer,
        ScreenLayer::Help => &help::HelpLayer,
    }
}

/// What the top layer does with an action.
impl State {
    /// Opens a layer.
    pub(super) fn open_layer(&mut self, layer: ScreenLayer) -> Option<Effect> {
        behavior(layer).open(self)
    }

    /// Takes the top layer off the stack, unless it is the lowest.
    pub(super) fn pop_layer(&mut self) {
        if self.stack.len() > 1
            && let Some(layer) = self.stack.pop()
        {
            behavior(layer).close(self);
        }
    }

    /// Takes a layer off the stack wherever it is, and drops what it remembers.
    pub(super) fn discard_layer(&mut self, layer: ScreenLayer) {
        if self.has_layer(layer) {
            self.remove_layer(layer);
            behavior(layer).close(self);
        }
    }

    /// Goes back from the top layer.
    pub(super) fn go_back(&mut self) {
        behavior(self.layer()).go_back(self);
    }

    /// Goes back to where the user came from.
    pub(super) fn jump_back(&mut self) {
        behavior(self.layer()).jump_back(self);
    }

    /// Moves within the top layer.
    pub(super) fn handle_motion(&mut self, motion: Motion) {
        behavior(self.layer()).handle_motion(self, motion);
    }

    /// Moves among the matches of the filter: in a view its rows, else the list of events.
    pub(super) fn move_in_matches(&mut self, motion: Motion) {
        let layer = self.visible_view().unwrap_or(ScreenLayer::Timeline);
        behavior(layer).handle_motion(self, motion);
    }

    /// Handles text input in the top layer.
    pub(super) fn handle_input(&mut self, input: TextInput) {
        if !behavior(self.layer()).handle_input(self, input) {
            self.notify(format!("Text too long: a line holds at most {MAX_LINE_CHARS} characters"));
        }
    }

    /// Confirms what is selected or typed in the top layer.
    pub(super) fn confirm(&mut self) -> Option<Effect> {
        behavior(self.layer()).confirm(self)
    }

    /// Completes the text being typed in the top layer.
    pub(super) fn complete(&mut self) -> Option<Effect> {
        behavior(self.layer()).complete(self)
    }

    /// Switches to the other pane or list of the top layer.
    pub(super) fn switch_pane(&mut self) {
        behavior(self.layer()).switch_pane(self);
    }
}

/// What is on the screen.
impl State {
    /// A state with this filter applied, laid out for a screen of `size` columns and rows.
    pub fn new(
        timeline: Timeline,
        store_name: String,
        today: NaiveDate,
        filter: &str,
        size: (u16, u16),
    ) -> Self {
        let mut state = Self::with_filter(timeline, store_name, today, filter, size);
        state.lay_out();
        state
    }

    /// Lays the screen out for the next frame: the areas, then the layer with the body. Everything drawn, and every move
    /// until then, uses this layout.
    pub(super) fn lay_out(&mut self) {
        self.cursor = self.cursor.min(self.hits.len().saturating_sub(1));
        let body_layer = behavior(self.body_layer());
        let has_filter_line = self.is_filtered() || self.layer() == ScreenLayer::Filter;
        let request = LayoutRequest {
            size: self.size,
            filter_line: has_filter_line && !self.has_layer(ScreenLayer::Review),
            lane_rows: if body_layer.shows_axis(self) { self.lane_rows() } else { None },
        };
        self.layout = ScreenLayout::new(&request);
        body_layer.lay_out(self);
    }

    /// The topmost layer that has a body.
    fn body_layer(&self) -> ScreenLayer {
        let has_body = |layer: &&ScreenLayer| behavior(**layer).has_body();
        self.stack.iter().rev().find(has_body).copied().unwrap_or(ScreenLayer::Timeline)
    }

    /// Draws the body. Returns where the terminal's cursor belongs while text is typed there.
    pub(super) fn draw_body(&self, painter: &mut Painter<'_>, body: Rect) -> Option<Position> {
        behavior(self.body_layer()).draw(painter, body, self)
    }

    /// The title bar of the topmost layer that has its own.
    pub(super) fn title_bar(&self) -> Option<TitleBar> {
        self.stack.iter().rev().find_map(|layer| behavior(*layer).title_bar(self))
    }

    /// The status line of the top layer.
    pub(super) fn layer_status_text(&self) -> Option<String> {
        behavior(self.layer()).status_text(self)
    }

    /// The number of the selected row and of all rows, of the topmost layer that has rows.
    pub fn position(&self) -> (usize, usize) {
        let rows = self.stack.iter().rev().find_map(|layer| behavior(*layer).position(self));
        rows.unwrap_or_else(|| ((self.cursor + 1).min(self.hits.len()), self.hits.len()))
    }

    /// The current event: that of the topmost layer that selects one.
    pub fn current_entry(&self) -> Option<&TimelineEntry> {
        let selects = |layer: &&ScreenLayer| behavior(**layer).selects_event();
        let layer = self.stack.iter().rev().find(selects)?;
        let entry = behavior(*layer).current_entry(self)?;
        self.timeline.entries().get(entry)
    }
}

/// The views of related events.
impl State {
    /// The view on the screen, if it is the top layer or below the help, the filter line or the prompt.
    pub fn visible_view(&self) -> Option<ScreenLayer> {
        let over = matches!(self.layer(), ScreenLayer::Help | ScreenLayer::Filter | ScreenLayer::Prompt);
        let layer = if over { self.layer_below() } else { self.layer() };
        behavior(layer).is_view().then_some(layer)
    }

    /// Makes the rows of the open views anew, because the store or the filter has changed.
    pub(super) fn rebuild_views(&mut self) {
        for layer in self.stack.clone() {
            behavior(layer).rebuild(self);
        }
    }

    /// Takes the views off the stack. Their states stay.
    pub(super) fn take_view_layers(&mut self) -> Vec<ScreenLayer> {
        let is_view = |layer: &mut ScreenLayer| behavior(*layer).is_view();
        self.stack.extract_if(.., is_view).collect()
    }

    /// Remembers the selected rows of the open views.
    pub(super) fn save_view_rows(&mut self) {
        self.for_each_view(RowView::save_row);
    }

    /// Makes the rows of the open views anew, with the remembered rows selected.
    pub(super) fn restore_view_rows(&mut self) {
        self.for_each_view(RowView::restore_row);
        self.rebuild_views();
    }

    fn for_each_view(&mut self, change: fn(&mut RowView)) {
        for layer in self.stack.clone() {
            if let Some(view) = behavior(layer).row_view_mut(self) {
                change(view);
            }
        }
    }
}
