//! The switchboard: state and action in, at most one effect out. Pure; the pieces of the state do the work.

use super::action::{Action, Answer, Ask, Decide, Effect, Filter, Go, Layer, Pick, Prompting, Screen};
use super::layout::Shape;
use super::page::Target;
use super::state::{State, Titles};

/// Does what a person meant, or takes in what the world answered. The effect is for the caller to carry out.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    // A message stands until the next key, and so does a warning; what the world answers is no key.
    if !matches!(action, Action::Answer(_)) {
        state.notice = None;
        if !matches!(action, Action::Go(Go::Quit | Go::BackOrQuit)) {
            state.warned = false;
        }
        if !matches!(action, Action::Prompt(Prompting::Open(_)))
            && let Some(importing) = state.importing.as_mut()
        {
            importing.lapse();
        }
    }
    let effect = match action {
        Action::Move(step) => {
            state.moving(step);
            None
        }
        Action::Prompt(Prompting::Take) if state.asks(Ask::Command) => {
            let meant = state.take_command();
            return meant.and_then(|action| update(state, action));
        }
        Action::Jump(jump) => {
            state.jump_to(&jump);
            None
        }
        Action::Import(source) => state.import(source),
        Action::Along(step) => {
            state.going_along(step);
            None
        }
        Action::Filter(action) => state.filtering(action),
        Action::Go(go) => going(state, go),
        Action::Type(action) => {
            state.typing(action);
            None
        }
        Action::Decide(decide) => deciding(state, decide),
        Action::Review(action) => state.reviewing(action),
        Action::Prompt(action) => state.prompting(action),
        Action::View(action) => {
            state.viewing(action);
            None
        }
        Action::Source(pick) => picking(state, pick),
        Action::Screen(screen) => screening(state, screen),
        Action::Answer(answer) => answered(state, answer),
    };
    state.settle();
    effect
}

fn going(state: &mut State, go: Go) -> Option<Effect> {
    match go {
        Go::Quit => return quit(state),
        Go::Help => state.push(Layer::Help),
        Go::Report => state.open_report(),
        Go::Jump => state.jump_back(),
        Go::Deeper => return deeper(state),
        Go::BackOrQuit if state.layer() == Layer::Timeline => return quit(state),
        Go::Back | Go::BackOrQuit => back(state),
        Go::OtherPane if state.layer() == Layer::Detail => back(state),
        Go::OtherPane if state.selected().is_some() => state.push(Layer::Detail),
        Go::OtherPane => {}
    }
    None
}

/// Who would lose a text they wrote, or an import, is told so once.
fn quit(state: &mut State) -> Option<Effect> {
    let lost = match (state.importing.is_some(), state.kept.is_empty()) {
        (false, true) => return Some(Effect::Quit),
        (true, true) => "An import goes on; what it has not written yet would be lost. Once more quits.",
        (false, false) => "Your text of a draft is not taken yet: v, then E. Once more quits.",
        (true, false) => {
            "An import goes on, and your text of a draft is not taken yet. Once more loses both."
        }
    };
    if std::mem::replace(&mut state.warned, true) {
        return Some(Effect::Quit);
    }
    state.notice = Some(lost.to_owned());
    None
}

fn deeper(state: &mut State) -> Option<Effect> {
    if state.enter_view() {
        return None;
    }
    state.at_hand()?;
    if state.layer() == Layer::Review {
        return state.read_any();
    }
    match (state.layer(), state.target()) {
        (Layer::Detail, Some(Target::Event(id))) => {
            state.follow(&id, true);
            None
        }
        (Layer::Detail, Some(Target::Source(n))) => state.read(n),
        (Layer::Timeline, _) if matches!(state.layout().shape, Shape::Small | Shape::ListOnly) => {
            state.push(Layer::Detail);
            None
        }
        _ => state.read_any(),
    }
}

/// One level back; on the lowest, the filter goes.
fn back(state: &mut State) {
    if !state.pop() && state.is_filtered() {
        state.filtering(Filter::Clear);
    }
}

fn deciding(state: &mut State, decide: Decide) -> Option<Effect> {
    if state.has(Layer::Review) {
        return state.deciding_in_review(decide);
    }
    let draft =
        state.selected().filter(|(entry, _)| entry.event.is_draft()).map(|(entry, _)| entry.event.id.clone());
    let decided = |effect: fn(String) -> Effect| draft.map(effect);
    let effect = match decide {
        Decide::Undo => Some(Effect::Undo),
        Decide::Redo => Some(Effect::Redo),
        Decide::Accept => decided(Effect::Accept),
        Decide::Reject => decided(Effect::Reject),
    };
    if effect.is_none() {
        state.notice = Some("This is no draft: there is nothing to decide. v reviews the drafts.".to_owned());
    }
    effect
}

fn picking(state: &mut State, pick: Pick) -> Option<Effect> {
    if pick == Pick::Next {
        let (count, source) = state
            .reader
            .as_ref()
            .zip(state.read_source())
            .map(|(reader, (entry, _))| (entry.event.sources.len(), reader.source))?;
        if count < 2 {
            state.notice = Some("This event has no other source.".to_owned());
            return None;
        }
        return state.read((source + 1) % count);
    }
    let address = state.address(pick == Pick::BrowseArchived);
    if address.is_none() {
        let what = if pick == Pick::Browse { "address" } else { "archived copy" };
        state.notice = Some(format!("This source names no {what}."));
    }
    address.map(Effect::Browse)
}

fn screening(state: &mut State, screen: Screen) -> Option<Effect> {
    match screen {
        Screen::Titles => {
            let (titles, words) = match state.titles {
                Titles::Both => (Titles::English, "Titles in English."),
                Titles::English => (Titles::Korean, "Titles in Korean (한국어), where there is one."),
                Titles::Korean => (Titles::Both, "Titles in both languages, where there is room."),
            };
            state.titles = titles;
            state.notice = Some(words.to_owned());
            None
        }
        Screen::Reload => Some(Effect::Reload),
        Screen::Redraw => Some(Effect::Redraw),
        Screen::Suspend => Some(Effect::Suspend),
        Screen::Resize(width, height) => {
            state.size = (width, height);
            None
        }
    }
}

fn answered(state: &mut State, answer: Answer) -> Option<Effect> {
    match answer {
        Answer::Loaded(timeline, words) => {
            state.loaded(*timeline);
            state.notice = Some(words);
            return state.review_again();
        }
        Answer::Refreshed(timeline, words) => {
            state.loaded(*timeline);
            let effect = state.review_goes_on();
            state.notice = Some(words);
            return effect;
        }
        Answer::Remembered(memory) => state.remembered(memory),
        Answer::Filters(saved, words) => {
            state.saved = saved;
            state.notice = Some(words);
        }
        Answer::Progress { done, of } => state.import_goes_on(done, of),
        Answer::Imported(report) => return Some(state.import_ended(report)),
        Answer::Paths(paths, typed) => state.paths_found(&typed, &paths),
        Answer::Text(id, text) => state.text_read(&id, text),
        Answer::Sheet(sheet) => state.take_sheet(*sheet),
        Answer::Sides(sides) => state.take_sides(*sides),
        Answer::Spoiled { id, text, words } => {
            state.kept.insert(id, text);
            state.warned = false;
            state.notice = Some(words);
        }
        Answer::Notice(words) => state.notice = Some(words),
    }
    None
}
