//! The merge preview: a draft beside the event into which it is merged, with a choice for each field in which they differ.

mod page;
pub mod state;

use crate::model::review::{MergeChoice, MergePreview};
use crate::tui::action::ScreenLayer;
use crate::tui::cursor::{Motion, move_in_short_list};
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::layout::PAGE_MARGIN;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use page::merge_preview_page;
use ratatui::layout::{Position, Rect};
use state::MergePreviewState;

/// The layer of the merge preview.
pub(in crate::tui) struct MergePreviewLayer;

impl LayerBehavior for MergePreviewLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::MergePreview
    }

    fn close(&self, state: &mut State) {
        state.layers.merge_preview = None;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        if let Some(merge) = state.layers.merge_preview.as_mut() {
            merge.selected = move_in_short_list(merge.selected, motion, merge.preview.fields.len());
        }
    }

    /// Merges.
    fn confirm(&self, state: &mut State) -> Option<Effect> {
        let merge = state.layers.merge_preview.as_ref()?;
        let (draft, event) = (merge.preview.draft.clone(), merge.preview.event.clone());
        Some(Effect::Merge { draft, event, choices: merge.choices.clone() })
    }

    fn lay_out(&self, state: &mut State) {
        let body = state.layout.body;
        let Some(merge) = state.layers.merge_preview.as_mut() else { return };
        let width = usize::from(body.width.saturating_sub(PAGE_MARGIN));
        let page = merge_preview_page(&state.timeline, merge, width);
        let (first, end) = page.target_lines(merge.selected).unwrap_or((0, 1));
        merge.fields.set_page(page, body.height);
        merge.fields.center_on(first, end);
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        if let Some(merge) = &state.layers.merge_preview {
            painter.page_with_corner(body, &merge.fields, None);
        }
        None
    }
}

impl State {
    /// Shows a draft beside an event, if it is still under review.
    pub(in crate::tui) fn set_merge_preview(&mut self, preview: MergePreview) {
        if self.layers.review.as_ref().is_some_and(|review| review.id == preview.draft) {
            self.layers.merge_preview = Some(MergePreviewState::new(preview));
            self.push_layer(ScreenLayer::MergePreview);
        }
    }

    /// Makes the choice with this number, counted from 0, for the selected field.
    pub(super) fn choose_merge_value(&mut self, n: usize) {
        let Some(merge) = self.layers.merge_preview.as_mut() else { return };
        let Some(field) = merge.preview.fields.get(merge.selected) else { return };
        let (choice, message) = match n {
            0 => (MergeChoice::Keep, "The event keeps its value"),
            1 if field.can_conflict => {
                (MergeChoice::RecordConflict, "The draft's value is recorded as a conflict, with its source")
            }
            1 => return self.notify("This field cannot have a conflict; keep or replace the value"),
            _ if field.appends => (MergeChoice::Replace, "Missing entries are added to the list"),
            _ => (MergeChoice::Replace, "The event gets the draft's value"),
        };
        if let Some(slot) = merge.choices.get_mut(merge.selected) {
            *slot = choice;
        }
        self.notify(message);
    }

    /// Makes the next choice for the selected field.
    pub(super) fn cycle_merge_choice(&mut self) {
        let Some(merge) = self.layers.merge_preview.as_mut() else { return };
        let Some(field) = merge.preview.fields.get(merge.selected) else { return };
        if let Some(choice) = merge.choices.get_mut(merge.selected) {
            *choice = match (*choice, field.can_conflict) {
                (MergeChoice::Keep, true) => MergeChoice::RecordConflict,
                (MergeChoice::Keep | MergeChoice::RecordConflict, _) => MergeChoice::Replace,
                (MergeChoice::Replace, _) => MergeChoice::Keep,
            };
        }
    }
}
