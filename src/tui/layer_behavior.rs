//! What a layer does: how it handles actions, how it is laid out and drawn. One implementation in each folder under
//! `layers/`; `layers.rs` is the only place that selects one.

use super::cursor::Motion;
use super::effect::Effect;
use super::layer_stack::ScreenLayer;
use super::line_editor::TextInput;
use super::painter::Painter;
use super::row_view::RowView;
use super::state::State;
use super::styled_text::StyledText;
use ratatui::layout::{Position, Rect};

/// The behavior of a layer. A layer implements what differs from the default.
pub(super) trait LayerBehavior {
    /// The layer.
    fn layer(&self) -> ScreenLayer;

    /// Opens the layer.
    fn open(&self, state: &mut State) -> Option<Effect> {
        state.push_layer(self.layer());
        None
    }

    /// Drops what the layer remembers, after it was taken off the stack.
    fn close(&self, _state: &mut State) {}

    /// Goes back from the layer.
    fn go_back(&self, state: &mut State) {
        state.pop_layer();
    }

    /// Moves within the layer.
    fn handle_motion(&self, _state: &mut State, _motion: Motion) {}

    /// Handles text input. Returns `false` if the text does not fit.
    fn handle_input(&self, _state: &mut State, _input: TextInput) -> bool {
        true
    }

    /// Confirms what is selected or typed. A view of related events goes to its current event in the timeline.
    fn confirm(&self, state: &mut State) -> Option<Effect> {
        if self.is_view() {
            state.go_to_current_event();
        }
        None
    }

    /// Completes the text being typed.
    fn complete(&self, _state: &mut State) -> Option<Effect> {
        None
    }

    /// Switches to the other pane or list.
    fn switch_pane(&self, _state: &mut State) {}

    /// Goes back to where the user came from.
    fn jump_back(&self, state: &mut State) {
        state.jump_back_to_event();
    }

    /// Whether the layer has the area between the title bar and the bottom lines; if not, the layer below is shown there.
    fn has_body(&self) -> bool {
        true
    }

    /// Whether the axis is shown above the layer.
    fn shows_axis(&self, _state: &State) -> bool {
        false
    }

    /// Lays the layer out for the next frame and keeps cursor and scroll position within it.
    fn lay_out(&self, _state: &mut State) {}

    /// Draws the layer as laid out. Returns where the terminal's cursor belongs while text is typed in the layer.
    fn draw(&self, _painter: &mut Painter<'_>, _area: Rect, _state: &State) -> Option<Position> {
        None
    }

    /// The title bar, if it is not that of the program.
    fn title_bar(&self, _state: &State) -> Option<TitleBar> {
        None
    }

    /// The text of the status line if there is no message.
    fn status_text(&self, state: &State) -> Option<String> {
        if self.is_view() { state.view_status_text() } else { None }
    }

    /// The number of the selected row, counted from 1, and of all rows, if the layer has rows of its own.
    fn position(&self, state: &State) -> Option<(usize, usize)> {
        self.row_view(state).map(RowView::position)
    }

    /// Whether the layer selects an event itself rather than showing that of the layer below.
    fn selects_event(&self) -> bool {
        self.is_view()
    }

    /// The index in the timeline's entries of the event it selects.
    fn current_entry(&self, _state: &State) -> Option<usize> {
        None
    }

    /// Whether it is a view of related events over the timeline.
    fn is_view(&self) -> bool {
        false
    }

    /// Makes its rows anew after the store or the filter has changed, with the cursor on the same row if it is still
    /// there.
    fn rebuild(&self, _state: &mut State) {}

    /// The rows of a view that is open.
    fn row_view<'a>(&self, _state: &'a State) -> Option<&'a RowView> {
        None
    }

    /// The rows of a view that is open, to be changed.
    fn row_view_mut<'a>(&self, _state: &'a mut State) -> Option<&'a mut RowView> {
        None
    }
}

/// A title bar.
pub(super) struct TitleBar {
    /// From the left edge.
    pub(super) left: Vec<StyledText>,
    /// At the right edge.
    pub(super) right: Vec<StyledText>,
}
