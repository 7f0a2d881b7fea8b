//! The review queue: drafts one by one, their fields beside the evidence. Every decision is an effect.

mod page;
pub mod state;
mod view;

use crate::model::AddedRow;
use crate::model::fields::EventField;
use crate::model::review::{DraftField, DraftReview, Grade};
use crate::tui::action::{Decision, ReviewAction, ScreenLayer};
use crate::tui::cursor::{Motion, move_in_short_list};
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::{LayerBehavior, TitleBar};
use crate::tui::layers::field_input::state::FieldInput;
use crate::tui::layout::{MIN_SIDE_BY_SIDE_WIDTH, PAGE_MARGIN, ReviewLayout};
use crate::tui::painter::Painter;
use crate::tui::state::State;
use crate::tui::styled_text::StyledPage;
use ratatui::layout::{Position, Rect};
use state::{ReviewState, merge_order, review_order};

/// The layer of the review queue.
pub(in crate::tui) struct ReviewLayer;

impl LayerBehavior for ReviewLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Review
    }

    /// Starts at the selected draft, or at what is proposed for the selected event, else at the first draft.
    fn open(&self, state: &mut State) -> Option<Effect> {
        let order = review_order(&state.timeline);
        // The first event is selected at the start; that is no choice of the user.
        let is_chosen = state.cursor > 0 || state.is_filtered();
        let selected = state.selected_id().filter(|_| is_chosen).and_then(|event| {
            let is_about = |id: &&String| id.split(AddedRow::ID_SEPARATOR).next() == Some(event.as_str());
            order.iter().find(is_about).cloned()
        });
        let Some(id) = selected.or_else(|| order.first().cloned()) else {
            state.notify("No drafts to review; press i to import an article");
            return None;
        };
        state.layers.review = Some(ReviewState { order, id: id.clone(), ..ReviewState::default() });
        state.push_layer(ScreenLayer::Review);
        Some(Effect::PrepareReview(id))
    }

    /// Selects in the list the draft reviewed last.
    fn close(&self, state: &mut State) {
        if let Some(review) = state.layers.review.take() {
            state.select_event(review.event_id());
        }
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        let Some(review) = state.layers.review.as_mut() else { return };
        if review.in_evidence {
            review.evidence.handle_motion(motion);
        } else {
            let count = review.draft.as_ref().map_or(0, |draft| draft.fields.len());
            review.field = move_in_short_list(review.field, motion, count);
        }
    }

    fn confirm(&self, state: &mut State) -> Option<Effect> {
        let review = state.layers.review.as_ref()?;
        let event = review.event_id().to_owned();
        if !review.is_row() {
            return state.open_first_source(&event);
        }
        let source = review.source().cloned();
        let sources = state.readable_sources(state.timeline.get(&event)?);
        let index = sources.iter().position(|id| Some(*id) == source.as_deref())?;
        state.open_in_reader(&event, index)
    }

    fn switch_pane(&self, state: &mut State) {
        if let Some(review) = state.layers.review.as_mut() {
            review.in_evidence = !review.in_evidence;
        }
    }

    fn lay_out(&self, state: &mut State) {
        state.lay_out_review();
    }

    fn draw(&self, painter: &mut Painter<'_>, _: Rect, state: &State) -> Option<Position> {
        view::draw(painter, state)
    }

    fn title_bar(&self, state: &State) -> Option<TitleBar> {
        Some(view::title_bar(state.layers.review.as_ref()?, state))
    }

    /// The number of fields by grade.
    fn status_text(&self, state: &State) -> Option<String> {
        let review = state.layers.review.as_ref()?;
        let draft = review.draft.as_ref()?;
        let count = |grade| draft.count_graded(grade);
        Some(format!(
            "Draft {} of {}: {} to check, {} likely, {} confident",
            review.position() + 1,
            review.order.len(),
            count(Grade::Check),
            count(Grade::Likely),
            count(Grade::Confident),
        ))
    }

    fn selects_event(&self) -> bool {
        true
    }

    fn current_entry(&self, state: &State) -> Option<usize> {
        state.timeline.position(state.layers.review.as_ref()?.event_id())
    }
}

impl State {
    /// Handles the actions on the draft under review.
    pub(in crate::tui) fn handle_review(&mut self, action: ReviewAction) -> Option<Effect> {
        let review = self.layers.review.as_mut()?;
        review.in_editor = action == ReviewAction::EditToml;
        let is_event_action =
            matches!(action, ReviewAction::EditField | ReviewAction::EditToml | ReviewAction::Merge);
        let on_source = review.selected_field().is_some_and(|row| row.field == DraftField::Source);
        if review.is_row() && is_event_action && !(on_source && action == ReviewAction::EditField) {
            self.notify("Nothing to edit here: a accepts, r rejects, p sets the publication date");
            return None;
        }
        match action {
            ReviewAction::Next => self.step_review(1),
            ReviewAction::Previous => self.step_review(-1),
            ReviewAction::EditField => match review.selected_field()?.field {
                DraftField::SimilarEvents => self.open_merge_list(),
                DraftField::Source => self.edit_publication_date(),
                _ => self.edit_selected_field(),
            },
            ReviewAction::EditToml => {
                let text = self.rejected_edits.get(&review.id).cloned();
                Some(Effect::EditToml { id: review.id.clone(), text })
            }
            ReviewAction::Merge => self.open_merge_list(),
            ReviewAction::EditPublicationDate => self.edit_publication_date(),
            ReviewAction::AcceptConfident => review.source().cloned().map(Effect::AcceptConfident),
            ReviewAction::Choose(n) if self.has_layer(ScreenLayer::MergePreview) => {
                self.choose_merge_value(n);
                None
            }
            ReviewAction::Choose(n) => self.choose_date(n),
            ReviewAction::CycleChoice => {
                self.cycle_merge_choice();
                None
            }
        }
    }

    fn step_review(&mut self, by: isize) -> Option<Effect> {
        let review = self.layers.review.as_mut()?;
        let target = review.position().checked_add_signed(by).and_then(|index| review.order.get(index));
        let Some(id) = target.cloned() else {
            let which = if by > 0 { "last" } else { "first" };
            self.notify(format!("This is the {which} draft; press q to leave the review queue"));
            return None;
        };
        review.id.clone_from(&id);
        Some(Effect::PrepareReview(id))
    }

    fn edit_publication_date(&mut self) -> Option<Effect> {
        let review = self.layers.review.as_mut()?;
        if review.draft.as_ref()?.source.is_none() {
            self.notify("This draft has no source");
            return None;
        }
        review.select_field(DraftField::Source);
        self.edit_selected_field()
    }

    fn edit_selected_field(&mut self) -> Option<Effect> {
        let review = self.layers.review.as_mut()?;
        review.in_evidence = false;
        let row = review.selected_field()?;
        self.layers.field_input = Some(FieldInput::new(row.field, &row.input));
        self.push_layer(ScreenLayer::FieldInput);
        None
    }

    /// Sets the date of the draft to one of those offered.
    fn choose_date(&mut self, n: usize) -> Option<Effect> {
        let review = self.layers.review.as_mut()?;
        let date = review.draft.as_ref()?.date_choices.get(n).map(ToString::to_string);
        review.select_field(DraftField::Field(EventField::Date));
        let Some(typed) = date else {
            self.notify("No such date offered");
            return None;
        };
        Some(Effect::EditField { id: review.id.clone(), part: DraftField::Field(EventField::Date), typed })
    }

    /// The effect of a decision on the draft under review.
    pub(in crate::tui) fn decide_in_review(&self, decision: Decision) -> Option<Effect> {
        let id = self.layers.review.as_ref()?.id.clone();
        Some(match decision {
            Decision::Accept => Effect::Accept(id),
            Decision::Reject => Effect::Reject(id),
            Decision::Undo => Effect::Undo,
            Decision::Redo => Effect::Redo,
        })
    }

    /// Shows a draft as laid out, if it is still under review.
    pub(in crate::tui) fn set_draft_review(&mut self, draft: DraftReview) {
        if let Some(review) = self.layers.review.as_mut().filter(|review| review.id == draft.id) {
            review.set_draft(draft);
        }
    }

    /// Continues the review after a decision: closes inputs, and shows a draft that has come back, else the next one. The
    /// effect lays it out.
    pub(in crate::tui) fn refresh_review(&mut self) -> Option<Effect> {
        let new_order = review_order(&self.timeline);
        self.rejected_edits.retain(|id, _| new_order.contains(id));
        let review = self.layers.review.as_mut()?;
        let order = merge_order(&review.order, review.position(), new_order);
        let returned = order.iter().find(|id| !review.order.contains(id));
        let following = review.order.iter().skip(review.position()).find(|id| order.contains(id));
        let next = returned.or(following).or_else(|| order.last()).cloned();
        let Some(id) = next else {
            self.close_review();
            let notice = self.notice.take().unwrap_or_default();
            self.notify(format!("{notice}; no drafts left"));
            return None;
        };
        let previous = std::mem::replace(&mut review.id, id.clone());
        review.order = order;
        if std::mem::take(&mut review.in_editor) {
            self.rejected_edits.remove(&previous);
        }
        if previous != id {
            self.discard_layer(ScreenLayer::Reader);
        }
        self.close_review_inputs();
        Some(Effect::PrepareReview(id))
    }

    /// Continues the review after an import: new drafts come last, and an input stays open unless its draft is gone.
    pub(in crate::tui) fn continue_review(&mut self) -> Option<Effect> {
        let new_order = review_order(&self.timeline);
        let review = self.layers.review.as_mut()?;
        if !new_order.contains(&review.id) {
            return self.refresh_review();
        }
        review.order = merge_order(&review.order, review.order.len(), new_order);
        Some(Effect::PrepareReview(review.id.clone()))
    }

    fn close_review(&mut self) {
        self.close_review_inputs();
        self.discard_layer(ScreenLayer::Reader);
        self.remove_layer(ScreenLayer::Review);
        self.layers.review = None;
    }

    fn close_review_inputs(&mut self) {
        for layer in [ScreenLayer::FieldInput, ScreenLayer::MergeList, ScreenLayer::MergePreview] {
            self.discard_layer(layer);
        }
    }

    /// Lays the fields and the evidence out.
    fn lay_out_review(&mut self) {
        let body = self.layout.body;
        let is_typing = self.layers.field_input.is_some();
        let Some(review) = self.layers.review.as_mut() else { return };
        let Some(draft) = &review.draft else {
            review.areas = ReviewLayout::for_body(body, 0, 0, review.in_evidence);
            review.fields.set_page(StyledPage::default(), review.areas.fields.height);
            review.evidence.set_page(StyledPage::default(), review.areas.evidence.height);
            return;
        };
        let widths =
            ReviewLayout::pane_widths(body).map(|width| usize::from(width.saturating_sub(PAGE_MARGIN)));
        let show_all = body.width >= MIN_SIDE_BY_SIDE_WIDTH;
        let fields = page::fields_page(draft, review.field, is_typing, widths[0], show_all);
        let evidence = page::evidence_page(draft, widths[1]);
        let rows = |lines: usize| lines.min(usize::from(u16::MAX)) as u16;
        let (field_rows, evidence_rows) = (rows(fields.lines.len()), rows(evidence.lines.len()));
        review.areas = ReviewLayout::for_body(body, field_rows, evidence_rows, review.in_evidence);
        let end = fields.lines.len();
        let selected = fields.target_lines(review.field);
        let next = fields.target_lines(review.field + 1);
        review.fields.set_page(fields, review.areas.fields.height);
        review.evidence.set_page(evidence, review.areas.evidence.height);
        if let Some((first, _)) = selected {
            // The reasons of a field are below it, up to the next field.
            review.fields.scroll_to(first, next.map_or(end, |(next, _)| next));
        }
    }
}
