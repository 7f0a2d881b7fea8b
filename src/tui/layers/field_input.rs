//! The input of a field of the draft under review. It is drawn in the place of the field's value.

pub mod state;

use crate::model::review::DraftField;
use crate::tui::action::ScreenLayer;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::line_editor::TextInput;
use crate::tui::state::State;

/// The layer of the field input.
pub(in crate::tui) struct FieldInputLayer;

impl LayerBehavior for FieldInputLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::FieldInput
    }

    fn has_body(&self) -> bool {
        false
    }

    fn close(&self, state: &mut State) {
        state.layers.field_input = None;
    }

    fn handle_input(&self, state: &mut State, input: TextInput) -> bool {
        state.layers.field_input.as_mut().is_none_or(|field| field.line.apply_input(input))
    }

    /// Sets the field; for the source, its publication date.
    fn confirm(&self, state: &mut State) -> Option<Effect> {
        let (review, input) = (state.layers.review.as_ref()?, state.layers.field_input.as_ref()?);
        let typed = input.line.text().to_owned();
        Some(match input.field {
            DraftField::Source => Effect::SetPublicationDate { source: review.source()?.clone(), typed },
            part => Effect::EditField { id: review.id.clone(), part, typed },
        })
    }

    fn complete(&self, state: &mut State) -> Option<Effect> {
        let draft = state.layers.review.as_ref()?.draft.as_ref()?;
        let input = state.layers.field_input.as_mut()?;
        if !input.complete_next(&state.timeline, draft) {
            state.notify("No completion for this");
        }
        None
    }
}
