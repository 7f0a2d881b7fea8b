//! Applies actions and results of effects to the state. Pure: at most one effect comes out, for the caller to run.

use super::action::{Action, Decision, Navigate, ScreenAction, ScreenLayer, SourceAction};
use super::effect::Effect;
use super::effect_result::EffectResult;
use super::state::{State, TitleLanguage};
use super::styled_text::PageTarget;
use crate::model::Source;

/// Applies an action, and the action of a command typed with it.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    let mut next = Some(action);
    let mut effect = None;
    while let Some(action) = next.take() {
        withdraw_offers(state, &action);
        effect = apply_action(state, action);
        state.lay_out();
        next = state.pending_action.take();
    }
    effect
}

/// Ends what lasts until the next key: the message, the warning before quitting, the offer to cancel an import.
fn withdraw_offers(state: &mut State, action: &Action) {
    state.notice = None;
    if !matches!(action, Action::Navigate(Navigate::Quit | Navigate::BackOrQuit)) {
        state.quit_warned = false;
    }
    if !matches!(action, Action::Prompt(_))
        && let Some(importing) = state.importing.as_mut()
    {
        importing.withdraw_cancel_offer();
    }
}

fn apply_action(state: &mut State, action: Action) -> Option<Effect> {
    match action {
        Action::Open(layer) => return state.open_layer(layer),
        Action::Confirm => return state.confirm(),
        Action::Complete => return state.complete(),
        Action::SwitchPane => state.switch_pane(),
        Action::Navigate(navigate) => return apply_navigation(state, navigate),
        Action::Move(motion) => state.handle_motion(motion),
        Action::Input(input) => state.handle_input(input),
        Action::Axis(action) => state.handle_axis(action),
        Action::Jump(target) => state.jump_to(&target),
        Action::Import(source) => return state.start_import(source),
        Action::Filter(action) => return state.handle_filter(action),
        Action::Decide(decision) => return decide(state, decision),
        Action::Review(action) => return state.handle_review(action),
        Action::Prompt(kind) => return state.open_prompt(kind),
        Action::Source(action) => return handle_source(state, action),
        Action::Screen(action) => return handle_screen(state, action),
    }
    None
}

fn apply_navigation(state: &mut State, navigate: Navigate) -> Option<Effect> {
    match navigate {
        Navigate::Quit => return confirm_quit(state),
        Navigate::BackOrQuit if state.layer() == ScreenLayer::Timeline => return confirm_quit(state),
        Navigate::Back | Navigate::BackOrQuit => state.go_back(),
        Navigate::JumpBack => state.jump_back(),
    }
    None
}

/// Quits; warns once before a running import or an edited text is lost.
fn confirm_quit(state: &mut State) -> Option<Effect> {
    let warning = match (state.importing.is_some(), state.rejected_edits.is_empty()) {
        (false, true) => return Some(Effect::Quit),
        (true, true) => "Import running: press again to quit and lose what is not imported yet",
        (false, false) => {
            "Your edit of a draft is not saved (v, then E to continue); press again to quit and lose it"
        }
        (true, false) => {
            "Import running and your edit of a draft not saved; press again to quit and lose both"
        }
    };
    if std::mem::replace(&mut state.quit_warned, true) {
        return Some(Effect::Quit);
    }
    state.notify(warning);
    None
}

fn decide(state: &mut State, decision: Decision) -> Option<Effect> {
    if state.has_layer(ScreenLayer::Review) {
        return state.decide_in_review(decision);
    }
    let draft = state.selected_entry().map(|(entry, _)| &entry.event).filter(|event| event.is_draft());
    let id = draft.map(|event| event.id.clone());
    let effect = match decision {
        Decision::Undo => Some(Effect::Undo),
        Decision::Redo => Some(Effect::Redo),
        Decision::Accept => id.map(Effect::Accept),
        Decision::Reject => id.map(Effect::Reject),
    };
    if effect.is_none() {
        state.notify("Not a draft; press v to open the review queue");
    }
    effect
}

fn handle_source(state: &mut State, action: SourceAction) -> Option<Effect> {
    if action == SourceAction::Next {
        return state.read_next_source();
    }
    let url = source_url(state, action == SourceAction::OpenArchived);
    if url.is_none() {
        let what = if action == SourceAction::OpenUrl { "URL" } else { "archived copy" };
        state.notify(format!("This source has no {what}"));
    }
    url.map(Effect::OpenUrl)
}

/// The URL to open: that of the source in the reader, of the selected source, or of the first one that has any.
fn source_url(state: &State, archived: bool) -> Option<String> {
    let url_of = |source: &Source| if archived { source.archived.clone() } else { source.url.clone() };
    if let Some((_, source)) = state.source_in_reader() {
        return source.and_then(url_of);
    }
    let reviewed = state.layers.review.as_ref().filter(|review| review.is_row());
    if let Some(review) = reviewed {
        return review.source().and_then(|id| state.timeline.source(id)).and_then(url_of);
    }
    let entry = state.current_entry()?;
    let sources = || entry.event.sources.iter().map(|row| state.timeline.source(&row.source));
    let shows_details = !state.has_layer(ScreenLayer::Review) && state.visible_view().is_none();
    match state.layers.detail.selected_target().filter(|_| shows_details) {
        Some(PageTarget::Source(n)) => sources().nth(*n).flatten().and_then(url_of),
        _ => sources().flatten().find_map(url_of),
    }
}

fn handle_screen(state: &mut State, action: ScreenAction) -> Option<Effect> {
    match action {
        ScreenAction::CycleTitles => {
            let (titles, message) = match state.titles {
                TitleLanguage::Both => (TitleLanguage::English, "Titles in English"),
                TitleLanguage::English => {
                    (TitleLanguage::Korean, "Titles in Korean (한국어), where there is one")
                }
                TitleLanguage::Korean => {
                    (TitleLanguage::Both, "Titles in both languages, where there is room")
                }
            };
            state.titles = titles;
            state.notify(message);
            None
        }
        ScreenAction::Reload => Some(Effect::Reload),
        ScreenAction::Redraw => Some(Effect::Redraw),
        ScreenAction::Suspend => Some(Effect::Suspend),
        ScreenAction::Resize(width, height) => {
            state.size = (width, height);
            None
        }
    }
}

/// Applies the result of an effect.
pub fn apply_result(state: &mut State, result: EffectResult) -> Option<Effect> {
    let effect = apply_result_to(state, result);
    state.lay_out();
    effect
}

fn apply_result_to(state: &mut State, result: EffectResult) -> Option<Effect> {
    match result {
        EffectResult::StoreChanged(timeline, message) => {
            state.install_timeline(*timeline);
            state.rebuild_views();
            state.notify(message);
            return state.refresh_review();
        }
        EffectResult::StoreRefreshed(timeline, message) => {
            state.install_timeline(*timeline);
            state.rebuild_views();
            let effect = state.continue_review();
            state.notify(message);
            return effect;
        }
        EffectResult::ConfigLoaded(memory) => state.restore_config(memory),
        EffectResult::FiltersSaved(saved, message) => {
            state.saved_filters = saved;
            state.notify(message);
        }
        EffectResult::ImportProgress { done, total } => state.update_import_progress(done, total),
        EffectResult::ImportFinished(summary) => return Some(state.finish_import(summary)),
        EffectResult::PathsListed(paths, typed) => state.offer_paths(&typed, &paths),
        EffectResult::SourceText(id, text) => state.set_source_text(&id, text),
        EffectResult::DraftReviewReady(draft) => state.set_draft_review(*draft),
        EffectResult::MergePreviewReady(preview) => state.set_merge_preview(*preview),
        EffectResult::EditRejected { id, text, message } => {
            state.rejected_edits.insert(id, text);
            state.quit_warned = false;
            state.notify(message);
        }
        EffectResult::Notice(message) => state.notify(message),
    }
    None
}
