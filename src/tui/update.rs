//! The switchboard: state and action in, at most one effect out. Pure; the pieces of the state do the work.

use super::action::{
    Action, Decision, Effect, EffectResult, FilterAction, Navigate, PromptAction, PromptKind, ScreenAction,
    ScreenLayer, SourceAction,
};
use super::layout::ScreenShape;
use super::page::PageTarget;
use super::state::{State, TitleLanguage};

/// Does what a person meant, or takes in what the world answered. The effect is for the caller to carry out.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    // A message stands until the next key, and so does a warning; what the world answers is no key.
    if !matches!(action, Action::Completed(_)) {
        state.notice = None;
        if !matches!(action, Action::Navigate(Navigate::Quit | Navigate::BackOrQuit)) {
            state.quit_warned = false;
        }
        if !matches!(action, Action::Prompt(PromptAction::Open(_)))
            && let Some(importing) = state.importing.as_mut()
        {
            importing.withdraw_cancel_offer();
        }
    }
    let effect = match action {
        Action::Move(step) => {
            state.handle_motion(step);
            None
        }
        Action::Prompt(PromptAction::Submit) if state.is_prompting_for(PromptKind::Command) => {
            let meant = state.submit_command();
            return meant.and_then(|action| update(state, action));
        }
        Action::Jump(jump) => {
            state.jump_to(&jump);
            None
        }
        Action::Import(source) => state.start_import(source),
        Action::Axis(step) => {
            state.handle_axis(step);
            None
        }
        Action::Filter(action) => state.handle_filter(action),
        Action::Navigate(go) => navigate(state, go),
        Action::Input(action) => {
            state.handle_input(action);
            None
        }
        Action::Decide(decision) => decide(state, decision),
        Action::Review(action) => state.handle_review(action),
        Action::Prompt(action) => state.handle_prompt(action),
        Action::View(action) => {
            state.handle_view(action);
            None
        }
        Action::Source(pick) => handle_source(state, pick),
        Action::Screen(screen) => handle_screen(state, screen),
        Action::Completed(answer) => handle_result(state, answer),
    };
    state.clamp_scrolls();
    effect
}

fn navigate(state: &mut State, go: Navigate) -> Option<Effect> {
    match go {
        Navigate::Quit => return confirm_quit(state),
        Navigate::Help => state.push_layer(ScreenLayer::Help),
        Navigate::Report => state.open_report(),
        Navigate::JumpBack => state.jump_back(),
        Navigate::Open => return open_selected(state),
        Navigate::BackOrQuit if state.layer() == ScreenLayer::Timeline => return confirm_quit(state),
        Navigate::Back | Navigate::BackOrQuit => go_back(state),
        Navigate::SwitchPane if state.layer() == ScreenLayer::Detail => go_back(state),
        Navigate::SwitchPane if state.selected_entry().is_some() => state.push_layer(ScreenLayer::Detail),
        Navigate::SwitchPane => {}
    }
    None
}

/// Who would lose a text they wrote, or an import, is told so once.
fn confirm_quit(state: &mut State) -> Option<Effect> {
    let lost = match (state.importing.is_some(), state.rejected_edits.is_empty()) {
        (false, true) => return Some(Effect::Quit),
        (true, true) => "An import goes on; what it has not written yet would be lost. Once more quits.",
        (false, false) => "Your text of a draft is not taken yet: v, then E. Once more quits.",
        (true, false) => {
            "An import goes on, and your text of a draft is not taken yet. Once more loses both."
        }
    };
    if std::mem::replace(&mut state.quit_warned, true) {
        return Some(Effect::Quit);
    }
    state.notice = Some(lost.to_owned());
    None
}

fn open_selected(state: &mut State) -> Option<Effect> {
    if state.enter_view() {
        return None;
    }
    state.current_entry()?;
    if state.layer() == ScreenLayer::Review {
        return state.open_first_source();
    }
    match (state.layer(), state.selected_target()) {
        (ScreenLayer::Detail, Some(PageTarget::Event(id))) => {
            state.go_to_event(&id, true);
            None
        }
        (ScreenLayer::Detail, Some(PageTarget::Source(n))) => state.open_source(n),
        (ScreenLayer::Timeline, _)
            if matches!(state.layout().shape, ScreenShape::Small | ScreenShape::ListOnly) =>
        {
            state.push_layer(ScreenLayer::Detail);
            None
        }
        _ => state.open_first_source(),
    }
}

/// One level back; on the lowest, the filter goes.
fn go_back(state: &mut State) {
    if !state.pop_layer() && state.is_filtered() {
        state.handle_filter(FilterAction::Clear);
    }
}

fn decide(state: &mut State, decide: Decision) -> Option<Effect> {
    if state.has_layer(ScreenLayer::Review) {
        return state.decide_in_review(decide);
    }
    let draft = state
        .selected_entry()
        .filter(|(entry, _)| entry.event.is_draft())
        .map(|(entry, _)| entry.event.id.clone());
    let decided = |effect: fn(String) -> Effect| draft.map(effect);
    let effect = match decide {
        Decision::Undo => Some(Effect::Undo),
        Decision::Redo => Some(Effect::Redo),
        Decision::Accept => decided(Effect::Accept),
        Decision::Reject => decided(Effect::Reject),
    };
    if effect.is_none() {
        state.notice = Some("This is no draft: there is nothing to decide. v reviews the drafts.".to_owned());
    }
    effect
}

fn handle_source(state: &mut State, pick: SourceAction) -> Option<Effect> {
    if pick == SourceAction::Next {
        let (count, source) = state
            .reader
            .as_ref()
            .zip(state.current_source())
            .map(|(reader, (entry, _))| (entry.event.sources.len(), reader.source))?;
        if count < 2 {
            state.notice = Some("This event has no other source.".to_owned());
            return None;
        }
        return state.open_source((source + 1) % count);
    }
    let address = state.source_url(pick == SourceAction::OpenArchived);
    if address.is_none() {
        let what = if pick == SourceAction::OpenUrl { "address" } else { "archived copy" };
        state.notice = Some(format!("This source names no {what}."));
    }
    address.map(Effect::OpenUrl)
}

fn handle_screen(state: &mut State, screen: ScreenAction) -> Option<Effect> {
    match screen {
        ScreenAction::CycleTitles => {
            let (titles, words) = match state.titles {
                TitleLanguage::Both => (TitleLanguage::English, "Titles in English."),
                TitleLanguage::English => {
                    (TitleLanguage::Korean, "Titles in Korean (한국어), where there is one.")
                }
                TitleLanguage::Korean => {
                    (TitleLanguage::Both, "Titles in both languages, where there is room.")
                }
            };
            state.titles = titles;
            state.notice = Some(words.to_owned());
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

fn handle_result(state: &mut State, answer: EffectResult) -> Option<Effect> {
    match answer {
        EffectResult::StoreChanged(timeline, words) => {
            state.replace_timeline(*timeline);
            state.notice = Some(words);
            return state.refresh_review();
        }
        EffectResult::StoreRefreshed(timeline, words) => {
            state.replace_timeline(*timeline);
            let effect = state.continue_review();
            state.notice = Some(words);
            return effect;
        }
        EffectResult::ConfigLoaded(memory) => state.restore_config(memory),
        EffectResult::FiltersSaved(saved, words) => {
            state.saved_filters = saved;
            state.notice = Some(words);
        }
        EffectResult::ImportProgress { done, total: of } => state.update_import_progress(done, of),
        EffectResult::ImportFinished(report) => return Some(state.finish_import(report)),
        EffectResult::PathsListed(paths, typed) => state.offer_paths(&typed, &paths),
        EffectResult::SourceText(id, text) => state.set_source_text(&id, text),
        EffectResult::DraftReviewReady(sheet) => state.set_draft_review(*sheet),
        EffectResult::MergePreviewReady(sides) => state.set_merge_preview(*sides),
        EffectResult::EditRejected { id, text, message: words } => {
            state.rejected_edits.insert(id, text);
            state.quit_warned = false;
            state.notice = Some(words);
        }
        EffectResult::Notice(words) => state.notice = Some(words),
    }
    None
}
