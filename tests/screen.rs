//! Key scripts and the screens they lead to (`tests/screen/*.txt`), on a terminal in memory.
//! `UPDATE_PICTURES=1 cargo test --test screen` records the screens again; read the diff before you commit it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use koreacyber_tui::config::{FilterMemory, SavedFilter};
use koreacyber_tui::curation;
use koreacyber_tui::model::Timeline;
use koreacyber_tui::store::{Store, StoreLocation};
use koreacyber_tui::tui::action::{Action, ScreenAction, ScreenLayer, TextInput};
use koreacyber_tui::tui::effect::Effect;
use koreacyber_tui::tui::effect_result::EffectResult;
use koreacyber_tui::tui::keymap::{action_for_key, latin_keys};
use koreacyber_tui::tui::state::State;
use koreacyber_tui::tui::theme::Theme;
use koreacyber_tui::tui::update::{apply_result, update};
use koreacyber_tui::tui::view;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const TEXT: &str = "Drill planned for the harbour\n\nA first drill is to be held in the harbour in September.\n\n한국과 미국은 9월 부산항에서 첫 훈련을 한다.";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screen")
}

fn state(size: (u16, u16)) -> State {
    static TIMELINE: OnceLock<Timeline> = OnceLock::new();
    let read = || Store::open(StoreLocation::File(folder().join("store.toml"))).unwrap().timeline().clone();
    let timeline = TIMELINE.get_or_init(read).clone();
    let mut state = State::new(timeline, "store.toml".into(), "2026-11-24".parse().unwrap(), "", size);
    let filter =
        |number, name: &str, query: &str| SavedFilter { number, name: name.into(), query: query.into() };
    let saved = vec![filter(1, "pacts", "kind:mou"), filter(2, "부산", "부산 has:commitment")];
    let memory = FilterMemory { saved, ..FilterMemory::default() };
    apply_result(&mut state, EffectResult::ConfigLoaded(memory));
    state
}

/// Types a script: letters as they are, other keys in angle brackets, as `/camp<Enter>jj<Tab>`.
fn play(state: &mut State, script: &str) {
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        let (code, modifiers, length) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
            Some((name, _)) => {
                let (code, modifiers) = named(name);
                (code, modifiers, name.len() + 2)
            }
            None => (KeyCode::Char(c), KeyModifiers::NONE, c.len_utf8()),
        };
        for key in latin_keys(state.layer(), KeyEvent::new(code, modifiers)) {
            if let Some(action) = action_for_key(state.layer(), key) {
                act(state, action);
            }
        }
        rest = &rest[length..];
    }
}

fn named(name: &str) -> (KeyCode, KeyModifiers) {
    match name {
        "Enter" => (KeyCode::Enter, KeyModifiers::NONE),
        "Esc" => (KeyCode::Esc, KeyModifiers::NONE),
        "Tab" => (KeyCode::Tab, KeyModifiers::NONE),
        "Left" => (KeyCode::Left, KeyModifiers::NONE),
        "Down" => (KeyCode::Down, KeyModifiers::NONE),
        "Backspace" => (KeyCode::Backspace, KeyModifiers::NONE),
        "Ctrl-o" => (KeyCode::Char('o'), KeyModifiers::CONTROL),
        "Ctrl-u" => (KeyCode::Char('u'), KeyModifiers::CONTROL),
        other => panic!("no key {other}"),
    }
}

/// Applies an action, and the result of its effect as made here.
fn act(state: &mut State, action: Action) {
    let effect = update(state, action);
    run_effect(state, effect);
}

/// Applies a result, and the result of the effect that follows.
fn finish(state: &mut State, result: EffectResult) {
    let effect = apply_result(state, result);
    run_effect(state, effect);
}

fn run_effect(state: &mut State, effect: Option<Effect>) {
    let saved = |id: &str| (id == "example-daily-2024-03-14").then(|| TEXT.to_owned());
    let result = match effect {
        Some(Effect::ReadSourceText(ids)) if ids.iter().any(|id| saved(id).is_some()) => {
            EffectResult::SourceText("example-daily-2024-03-14".into(), TEXT.to_owned())
        }
        Some(Effect::OpenUrl(address)) => EffectResult::Notice(format!("Opened {address}")),
        Some(Effect::PrepareReview(id)) => EffectResult::DraftReviewReady(Box::new(
            curation::build_review(&state.timeline, &id, saved).unwrap(),
        )),
        Some(Effect::PreviewMerge { draft, event }) => EffectResult::MergePreviewReady(Box::new(
            curation::merge_preview(&state.timeline, &draft, &event).unwrap(),
        )),
        _ => return,
    };
    apply_result(state, result);
}

fn draw(state: &State) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(state.size.0, state.size.1)).unwrap();
    terminal.draw(|frame| view::draw(frame, state, Theme::new(true), false)).unwrap();
    terminal.backend().buffer().clone()
}

/// The screen as text. A line with emphasis has a line below it, with `#` under reversed cells and `^` under matched
/// characters.
fn picture(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let (mut line, mut marks) = (String::new(), String::new());
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let cell = buffer.cell((x, y)).unwrap();
            if skip == 0 {
                line.push_str(cell.symbol());
                skip = koreacyber_tui::text::width::display_width(cell.symbol()).saturating_sub(1);
            } else {
                skip -= 1;
            }
            let both = Modifier::BOLD | Modifier::UNDERLINED;
            marks.push(match cell.modifier {
                modifier if modifier.contains(both) => '^',
                modifier if modifier.contains(Modifier::REVERSED) => '#',
                _ => ' ',
            });
        }
        let _ = writeln!(text, "{}", line.trim_end());
        if !marks.trim().is_empty() {
            let _ = writeln!(text, "{}", marks.trim_end());
        }
    }
    text
}

/// Name, script.
const SCRIPTS: &[(&str, &str)] = &[
    ("start", ""),
    ("filter", "/pact"),
    ("korean", "LL/사이버<Enter>"),
    ("no-hit", "/zzz"),
    ("draft", "V"),
    ("review", "v"),
    ("review-when", "vjjjjkkg<Down><Down>"),
    ("review-evidence", "v<Tab>"),
    ("review-field", "vge 예"),
    ("review-merge-list", "vm"),
    ("review-merge", "vmpact<Enter>j "),
    ("detail", "jj<Tab>jj"),
    ("followed", "jj<Tab>j<Enter>"),
    ("reader-digest", "<Enter><Enter>"),
    ("reader-text", "/announced<Enter><Enter><Enter>"),
    ("browser", "jo"),
    ("responses", "w"),
    ("responses-filtered", "/pact<Enter>w<Tab>"),
    ("thread", "jjtj"),
    ("commitments", "cj"),
    ("commitments-fulfilled", "LLc<Tab><Tab><Tab><Tab>"),
    ("help", "?"),
    ("axis-quarter", "jj+"),
    ("axis-days", "jj+++"),
    ("axis-decade", "jj-l"),
    ("jump", ":2021-06<Enter>"),
    ("command", ":zo<Tab><Tab>"),
    ("language", "/kind:mou|dialogue has:commitment year:2020..2022"),
    ("mistake", "/harbour kind:xyz <Left>"),
    ("complete", "/is:o<Tab><Tab>"),
    ("saved", "2"),
    ("save", "/pact<Enter>S"),
    ("initials", "/ㅅㅇㅂㅅㄹ"),
    ("other-layout", "/ㅔㅁㅊㅅ<Enter>"),
    ("korean-keys", "ㅓㅓㅡ"),
    ("import", "i~/stories/har"),
    ("importing", "istories<Enter>j"),
];

#[test]
fn scripts_lead_to_their_screens() {
    let anew = std::env::var_os("UPDATE_PICTURES").is_some();
    let mut wrong = Vec::new();
    for (width, height) in [(140, 40), (80, 24), (60, 15)] {
        for (name, script) in SCRIPTS {
            let mut state = state((width, height));
            play(&mut state, script);
            let now = picture(&draw(&state));
            let path = folder().join(format!("{name}-{width}x{height}.txt"));
            if anew {
                fs::write(&path, &now).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != now {
                wrong.push(format!("{}:\n{now}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_script_is_drawn_at_every_size() {
    let widths = [0, 1, 2, 5, 19, 20, 28, 39, 40, 59, 79, 80, 95, 109, 110, 160];
    for (_, script) in SCRIPTS {
        for height in [0, 1, 2, 3, 4, 5, 11, 12, 17, 18, 40] {
            let mut state = state((100, 30));
            play(&mut state, script);
            for width in widths {
                update(&mut state, Action::Screen(ScreenAction::Resize(width, height)));
                let buffer = draw(&state);
                assert_eq!((buffer.area.width, buffer.area.height), (width, height));
                play(&mut state, "j");
            }
            play(&mut state, "jG<Tab>k<Enter>q");
            draw(&state);
        }
    }
}

#[test]
fn a_new_size_keeps_the_selected_event() {
    let mut state = state((140, 40));
    play(&mut state, "jjj");
    let selected = state.selected_id();
    for size in [(60, 15), (30, 8), (10, 2), (80, 24), (140, 40)] {
        update(&mut state, Action::Screen(ScreenAction::Resize(size.0, size.1)));
        assert_eq!(state.selected_id(), selected);
    }
}

#[test]
fn esc_restores_the_filter_and_the_selected_event() {
    let mut state = state((80, 24));
    play(&mut state, "/harbour<Enter>jj");
    let (filter, selected) = (state.filter.text().to_owned(), state.selected_id());
    play(&mut state, "/ outage<Esc>");
    assert_eq!((state.filter.text(), state.selected_id()), (filter.as_str(), selected.clone()));
    play(&mut state, "<Esc>");
    assert_eq!((state.is_filtered(), state.selected_id()), (false, selected));
    assert_eq!(state.hits.len(), state.timeline.entries().len());
}

#[test]
fn a_followed_link_clears_the_filter_and_can_be_returned_from() {
    let mut state = state((120, 30));
    play(&mut state, "/pact<Enter><Tab>j<Enter>");
    assert_eq!(state.selected_id().as_deref(), Some("harbour-talks"));
    assert!(!state.is_filtered() && state.notice.is_some());
    play(&mut state, "<Ctrl-o>");
    assert_eq!(state.selected_id().as_deref(), Some("harbour-pact"));
}

#[test]
fn a_decision_is_an_effect_whose_result_is_shown() {
    let mut state = state((120, 30));
    play(&mut state, "V");
    assert_eq!(state.hits.len(), 1);
    let accept =
        action_for_key(ScreenLayer::Timeline, KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE)).unwrap();
    assert_eq!(update(&mut state, accept), Some(Effect::Accept("harbour-drill".into())));
    let timeline = Box::new(state.timeline.clone());
    apply_result(&mut state, EffectResult::StoreChanged(timeline, "Accepted".into()));
    assert_eq!(state.notice.as_deref(), Some("Accepted"));
    play(&mut state, "0Ga");
    assert!(state.notice.as_deref().unwrap().contains("Not a draft"), "the undated visit is not a draft");
}

/// Three drafts of two articles, and an event.
fn drafts() -> Timeline {
    let text = r#"
        [[event]]
        id = "b-2"
        date = "2024-02-02"
        kind = "mou"
        title = "B two"
        status = "draft"
        source = [{ source = "b" }]
        [[event]]
        id = "b-1"
        date = "2024-02-01"
        kind = "mou"
        title = "B one"
        status = "draft"
        source = [{ source = "b" }]
        [[event]]
        id = "a-1"
        date = "2024-03-01"
        kind = "summit"
        title = "A one"
        status = "draft"
        source = [{ source = "a" }]
        [[event]]
        id = "old"
        kind = "mou"
        title = "Old"
        [[source]]
        id = "a"
        published = "2024-03-02"
        [[source]]
        id = "b"
        published = "2024-03-03"
    "#;
    let rows: koreacyber_tui::model::StoreLayer = toml::from_str(text).unwrap();
    Timeline::new([(koreacyber_tui::model::Origin::Own, rows)])
}

/// The timeline without these events.
fn without(timeline: &Timeline, gone: &[&str]) -> Timeline {
    let events = timeline.entries().iter().map(|entry| entry.event.clone());
    let events = events.filter(|event| !gone.contains(&event.id.as_str())).collect();
    let rows = koreacyber_tui::model::StoreLayer {
        events,
        sources: timeline.sources().to_vec(),
        ..koreacyber_tui::model::StoreLayer::default()
    };
    Timeline::new([(koreacyber_tui::model::Origin::Own, rows)])
}

#[test]
fn a_review_continues_with_the_next_draft_and_returns_to_one_undone() {
    let all = drafts();
    let today = "2026-11-24".parse().unwrap();
    let mut state = State::new(all.clone(), "drafts".into(), today, "", (80, 24));
    let at = |state: &State| state.layers.review.as_ref().map(|review| review.id.clone()).unwrap_or_default();
    let loaded = |state: &mut State, timeline: Timeline, message: &str| {
        finish(state, EffectResult::StoreChanged(Box::new(timeline), message.into()));
    };
    play(&mut state, "v");
    let order = state.layers.review.as_ref().unwrap().order.clone();
    assert_eq!(order, ["a-1", "b-1", "b-2"], "drafts of one article together, articles by date");
    play(&mut state, "n");
    let accept = action_for_key(ScreenLayer::Review, KeyEvent::from(KeyCode::Char('a'))).unwrap();
    assert_eq!(update(&mut state, accept), Some(Effect::Accept("b-1".into())));
    loaded(&mut state, without(&all, &["b-1"]), "Accepted");
    assert_eq!((at(&state).as_str(), state.notice.as_deref()), ("b-2", Some("Accepted")));
    assert_eq!(state.layers.review.as_ref().unwrap().draft.as_ref().unwrap().id, "b-2");
    loaded(&mut state, all.clone(), "Undone");
    assert_eq!(at(&state), "b-1", "a draft that returns is shown");
    assert_eq!(state.layers.review.as_ref().unwrap().order, order);
    loaded(&mut state, without(&all, &["b-2", "b-1"]), "Accepted 2");
    assert_eq!(at(&state), "a-1");
    play(&mut state, "e");
    loaded(&mut state, without(&all, &["a-1", "b-2", "b-1"]), "Rejected");
    assert_eq!((state.layer(), state.layers.review.is_none()), (ScreenLayer::Timeline, true));
    assert_eq!(state.notice.as_deref(), Some("Rejected; no drafts left"));
    play(&mut state, "v");
    assert!(
        state.layer() == ScreenLayer::Timeline
            && state.notice.as_deref().unwrap().starts_with("No drafts to review")
    );
}

#[test]
fn rows_proposed_for_an_event_are_reviewed_after_the_events_of_their_source() {
    let rows = r#"
        [[attach]]
        event = "old"
        source = "b"
        status = "draft"
        [[conflict]]
        event = "old"
        field = "date"
        value = "2020"
        source = "b"
        status = "draft"
        quote = "They signed in 2020."
    "#;
    let mut layer: koreacyber_tui::model::StoreLayer = toml::from_str(rows).unwrap();
    let all = drafts();
    layer.events = all.entries().iter().map(|entry| entry.event.clone()).collect();
    layer.sources = all.sources().to_vec();
    let timeline = Timeline::new([(koreacyber_tui::model::Origin::Own, layer)]);
    let mut state = State::new(timeline, "drafts".into(), "2026-11-24".parse().unwrap(), "", (80, 24));
    play(&mut state, "v");
    let order = state.layers.review.as_ref().unwrap().order.clone();
    assert_eq!(order, ["a-1", "b-1", "b-2", "old@b", "old@b:date=2020"]);
    play(&mut state, "nnnn");
    let page = picture(&draw(&state));
    for part in ["draft 5 of 5", "it says 2020 where we have none", "They signed in 2020."] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let reject = action_for_key(ScreenLayer::Review, KeyEvent::from(KeyCode::Char('r'))).unwrap();
    assert_eq!(update(&mut state, reject), Some(Effect::Reject("old@b:date=2020".into())));
    for key in ["e", "m", "E"] {
        play(&mut state, key);
        assert!(state.notice.as_deref().unwrap().starts_with("Nothing to edit"), "{key}: {:?}", state.notice);
    }
    play(&mut state, "q");
    assert_eq!(state.selected_id().as_deref(), Some("old"));
}

#[test]
fn a_rejected_value_stays_in_the_line_and_a_rejected_text_is_kept() {
    let mut state = state((80, 24));
    play(&mut state, "vgeX");
    let refused = EffectResult::Notice("No.".into());
    apply_result(&mut state, refused);
    let typed = state.layers.field_input.as_ref().unwrap();
    assert_eq!(
        (state.layer(), typed.line.text()),
        (ScreenLayer::FieldInput, "First drill in the harbour is announcedX")
    );
    play(&mut state, "<Esc>");
    let editor = || action_for_key(ScreenLayer::Review, KeyEvent::from(KeyCode::Char('E'))).unwrap();
    let id = || "harbour-drill".to_owned();
    assert_eq!(update(&mut state, editor()), Some(Effect::EditToml { id: id(), text: None }));
    let spoiled = EffectResult::EditRejected { id: id(), text: "mine".into(), message: "Not taken.".into() };
    apply_result(&mut state, spoiled);
    play(&mut state, "q");
    let quit = || action_for_key(ScreenLayer::Timeline, KeyEvent::from(KeyCode::Char('q'))).unwrap();
    assert_eq!(update(&mut state, quit()), None, "the first key only warns");
    assert_eq!(update(&mut state, quit()), Some(Effect::Quit));
    play(&mut state, "v");
    assert_eq!(update(&mut state, editor()), Some(Effect::EditToml { id: id(), text: Some("mine".into()) }));
    let timeline = Box::new(state.timeline.clone());
    apply_result(&mut state, EffectResult::StoreChanged(timeline, "Edited.".into()));
    assert_eq!(update(&mut state, editor()), Some(Effect::EditToml { id: id(), text: None }));
}

#[test]
fn control_characters_of_a_store_never_reach_the_terminal() {
    let mut state = state((120, 30));
    // As if a string had not been cleaned by the store.
    let mut rows = koreacyber_tui::model::StoreLayer::default();
    let bad = "evil \u{1b}[2J\u{9b}31m \u{202e}txt\u{7}";
    let mut event = koreacyber_tui::model::Event::new("a", koreacyber_tui::model::Kind::Mou, bad);
    event.summary = Some(bad.into());
    event.title_ko = Some(bad.into());
    event.place = Some(bad.into());
    rows.events.push(event);
    let timeline = koreacyber_tui::model::Timeline::new([(koreacyber_tui::model::Origin::Own, rows)]);
    apply_result(&mut state, EffectResult::StoreChanged(Box::new(timeline), bad.into()));
    update(&mut state, Action::Input(TextInput::Insert(bad.into())));
    for script in ["", "<Ctrl-u>", "<Enter><Tab>", "<Enter><Enter>"] {
        play(&mut state, script);
        for cell in &draw(&state).content {
            let unsafe_ = koreacyber_tui::text::first_unsafe(cell.symbol());
            assert_eq!(unsafe_, None, "{:?}", cell.symbol());
        }
    }
}

#[test]
fn control_characters_of_a_store_never_reach_a_view() {
    let bad = "evil \u{1b}[2J\u{9b}31m \u{202e}txt\u{7}";
    let mut rows = koreacyber_tui::model::StoreLayer::default();
    let mut event = |id: &str, kind| {
        let mut event = koreacyber_tui::model::Event::new(id, kind, bad);
        event.title_ko = Some(bad.into());
        event.actors = vec!["thief".into()];
        event.commitments = vec![koreacyber_tui::model::Commitment {
            text: bad.into(),
            note: Some(bad.into()),
            fulfilled_by: ["b", bad].map(koreacyber_tui::model::Fulfillment::new).to_vec(),
            ..Default::default()
        }];
        event.links = if id == "a" {
            Vec::new()
        } else {
            vec![koreacyber_tui::model::Link::new(koreacyber_tui::model::Relation::RespondsTo, "a")]
        };
        rows.events.push(event);
    };
    event("a", koreacyber_tui::model::Kind::Incident);
    event("b", koreacyber_tui::model::Kind::Sanction);
    rows.actors = toml::from_str::<koreacyber_tui::model::StoreLayer>(
        "[[actor]]\nid = \"thief\"\nname = \"Thief\"\nkind = \"group\"\ncountry = \"KP\"",
    )
    .unwrap()
    .actors;
    let timeline = Timeline::new([(koreacyber_tui::model::Origin::Own, rows)]);
    for size in [(140, 40), (80, 24), (60, 15)] {
        for (script, shown) in [("w", 1), ("t", 2), ("c", 2), ("Lw<Tab>", 1), ("LLc", 2)] {
            let today = "2026-11-24".parse().unwrap();
            let mut state = State::new(timeline.clone(), "evil".into(), today, "", size);
            play(&mut state, script);
            assert_eq!(state.position().1, shown, "{script}");
            for cell in &draw(&state).content {
                assert_eq!(koreacyber_tui::text::first_unsafe(cell.symbol()), None, "{:?}", cell.symbol());
            }
        }
    }
}

/// The top layer, and the title of the current event of the view.
fn at_cursor(state: &State) -> (ScreenLayer, String) {
    (state.layer(), state.title_in_view().unwrap_or_default())
}

#[test]
fn jumping_back_from_an_event_returns_to_its_view() {
    let mut state = state((120, 30));
    play(&mut state, "w<Tab>j");
    let there = at_cursor(&state);
    assert!(there.0 == ScreenLayer::Responses && there.1.starts_with("Cyber commands sign"), "{there:?}");
    play(&mut state, "<Enter>");
    assert_eq!(
        (state.layer(), state.selected_id().as_deref()),
        (ScreenLayer::Timeline, Some("harbour-pact"))
    );
    play(&mut state, "<Tab>j<Enter>");
    assert_eq!(state.selected_id().as_deref(), Some("harbour-talks"));
    play(&mut state, "<Ctrl-o>");
    assert_eq!(state.layer(), ScreenLayer::Detail, "back along the link first");
    play(&mut state, "<Ctrl-o>");
    assert_eq!(at_cursor(&state), there);
    play(&mut state, "t<Enter>q<Ctrl-o>");
    assert_eq!(at_cursor(&state).0, ScreenLayer::Thread, "the thread is above the responses");
    play(&mut state, "qq");
    assert_eq!(state.layer(), ScreenLayer::Timeline);
}

#[test]
fn views_apply_the_filter_and_keep_their_row_when_the_store_changes() {
    let mut state = state((120, 30));
    play(&mut state, "cG");
    let (count, last) = (state.position().1, at_cursor(&state));
    assert_eq!((count, last.1.as_str()), (4, "Officials of both navies talk about harbour networks"));
    let smaller = without(&state.timeline, &["harbour-drill"]);
    apply_result(&mut state, EffectResult::StoreChanged(Box::new(smaller), "Read.".into()));
    assert_eq!(at_cursor(&state), last);
    let none = without(&state.timeline, &["harbour-talks", "harbour-pact"]);
    apply_result(&mut state, EffectResult::StoreChanged(Box::new(none), "Read.".into()));
    assert_eq!(state.position().1, 0);
    assert!(picture(&draw(&state)).contains("No commitments among the listed events"));
    play(&mut state, "<Enter>q");
    let mut state = self::state((120, 30));
    play(&mut state, "/talks<Enter>jc");
    let events = state.hits.len();
    assert!(events < state.timeline.entries().len());
    assert_eq!(state.position().1, 2, "only the commitments of the talks");
}

#[test]
fn a_thread_whose_event_is_gone_closes() {
    let mut state = state((80, 24));
    play(&mut state, "jjt");
    let gone = without(&state.timeline, &["harbour-pact"]);
    apply_result(&mut state, EffectResult::StoreChanged(Box::new(gone), "Read.".into()));
    assert_eq!(state.layer(), ScreenLayer::Timeline);
}
