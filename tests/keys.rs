//! The key table: every row pressed, no key twice in a layer, every layer can be left, the README's table fresh.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use koreacyber_tui::config::{FilterMemory, SavedFilter};
use koreacyber_tui::curation;
use koreacyber_tui::model::{
    Actor, ActorKind, Commitment, Event, EventSource, Fulfillment, Kind, Link, Origin, Relation, Source,
    Status, StoreLayer as Rows, Timeline,
};
use koreacyber_tui::tui::action::{Action, Effect, EffectResult, ScreenLayer, TextInput};
use koreacyber_tui::tui::keymap::{KEY_BINDINGS, Key, action_for_key, bindings_in, markdown_table};
use koreacyber_tui::tui::page::report::{ReportContent, ReportItem};
use koreacyber_tui::tui::state::State;
use koreacyber_tui::tui::update::update;
use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Thirty events over three years, every third a draft, each with two sources and a promise. Number 11 is a deed of the
/// DPRK, and the later numbers answer it.
fn timeline() -> Timeline {
    let events = (0..30).map(|n| {
        let id = format!("event-{n:02}");
        let source = |source: &str| EventSource { source: source.into(), quote: None };
        Event {
            date: format!("{}-{:02}-{:02}", 2020 + n / 10, n % 12 + 1, n % 28 + 1).parse().ok(),
            status: if n % 3 == 0 { Status::Draft } else { Status::Reviewed },
            summary: Some("Words. ".repeat(400)),
            sources: vec![source("one"), source("two")],
            title_ko: Some("사건".into()),
            actors: if n == 11 { vec!["thieves".into()] } else { Vec::new() },
            commitments: vec![Commitment {
                text: "Meet again".into(),
                fulfilled_by: if n % 2 == 0 { vec![Fulfillment::new("event-29")] } else { Vec::new() },
                ..Commitment::default()
            }],
            links: if n > 11 { vec![Link::new(Relation::RespondsTo, "event-11")] } else { Vec::new() },
            ..Event::new(id, Kind::ALL[n % 14], format!("Event number {n}"))
        }
    });
    let source = |id: &str| Source {
        id: id.into(),
        url: Some(format!("https://example.org/{id}")),
        archived: Some(format!("https://archive.example.org/{id}")),
        ..Source::default()
    };
    let thieves = Actor {
        id: "thieves".into(),
        name: "Thieves".into(),
        name_ko: None,
        kind: ActorKind::Group,
        country: Some("KP".into()),
        aliases: Vec::new(),
        ambiguous: Vec::new(),
        successor: None,
    };
    let sources = vec![source("one"), source("two")];
    let rows = Rows { events: events.collect(), sources, actors: vec![thieves], ..Rows::default() };
    Timeline::new([(Origin::Own, rows)])
}

fn event(key: Key) -> KeyEvent {
    KeyEvent::new(key.code, key.modifiers)
}

/// Presses a key and takes in what the review would be answered.
fn press(state: &mut State, key: Key) -> Option<Effect> {
    let effect = action_for_key(state.layer(), event(key)).and_then(|action| update(state, action));
    let answer = match &effect {
        Some(Effect::PrepareReview(id)) => curation::build_review(&state.timeline, id, |_| None)
            .map(|sheet| EffectResult::DraftReviewReady(Box::new(sheet))),
        Some(Effect::PreviewMerge { draft, event }) => curation::merge_preview(&state.timeline, draft, event)
            .map(|sides| EffectResult::MergePreviewReady(Box::new(sides))),
        _ => None,
    };
    if let Some(answer) = answer {
        update(state, Action::Completed(answer));
    }
    effect
}

fn plain(c: char) -> Key {
    Key { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE }
}

/// A state in the middle of things, with `layer` on top, so that every step has somewhere to go.
fn state(layer: ScreenLayer) -> State {
    let mut state = State::new(timeline(), "test".into(), "2026-01-01".parse().unwrap(), "", (120, 30));
    let saved = (1..=9).map(|number| SavedFilter {
        number,
        name: format!("n{number}"),
        query: format!("event 0{number}"),
    });
    let history = vec!["event".to_owned(), "number".to_owned(), "event 2".to_owned()];
    let memory = FilterMemory { saved: saved.collect(), history, load_error: None };
    update(&mut state, Action::Completed(EffectResult::ConfigLoaded(memory)));
    for _ in 0..15 {
        press(&mut state, plain('j'));
    }
    match layer {
        ScreenLayer::Timeline => {
            for c in "/event".chars() {
                press(&mut state, plain(c));
            }
            press(&mut state, Key { code: KeyCode::Enter, modifiers: KeyModifiers::NONE });
            for _ in 0..15 {
                press(&mut state, plain('j'));
            }
        }
        ScreenLayer::Detail => {
            press(&mut state, Key { code: KeyCode::Tab, modifiers: KeyModifiers::NONE });
            press(&mut state, plain('j'));
        }
        ScreenLayer::Filter => {
            for c in "/event number".chars() {
                press(&mut state, plain(c));
            }
            press(&mut state, Key { code: KeyCode::Down, modifiers: KeyModifiers::NONE });
            for _ in 0..3 {
                press(&mut state, Key { code: KeyCode::Left, modifiers: KeyModifiers::NONE });
            }
        }
        ScreenLayer::Reader => {
            press(&mut state, Key { code: KeyCode::Enter, modifiers: KeyModifiers::NONE });
            let text = "A long line of text.\n\n".repeat(200);
            update(&mut state, Action::Completed(EffectResult::SourceText("one".into(), text)));
            press(&mut state, plain(' '));
            state.notice = None;
        }
        ScreenLayer::Review
        | ScreenLayer::FieldInput
        | ScreenLayer::MergeList
        | ScreenLayer::MergePreview => review(&mut state, layer),
        ScreenLayer::Prompt => {
            for c in "istory.ht".chars() {
                press(&mut state, plain(c));
            }
            press(&mut state, Key { code: KeyCode::Left, modifiers: KeyModifiers::NONE });
        }
        ScreenLayer::Report => report(&mut state),
        ScreenLayer::Responses | ScreenLayer::Thread | ScreenLayer::Commitments => view(&mut state, layer),
        ScreenLayer::Help => {
            press(&mut state, plain('?'));
            press(&mut state, plain('j'));
        }
    }
    assert_eq!(state.layer(), layer);
    state
}

/// Into the report of an import of many articles.
fn report(state: &mut State) {
    let row = |n| ReportItem { path: format!("{n}.txt"), outcome: "1 draft".into(), refused: n % 2 == 0 };
    let report = ReportContent { summary: "Sixty.".into(), rows: (0..60).map(row).collect() };
    update(state, Action::Completed(EffectResult::ImportFinished(report)));
    press(state, plain('I'));
    press(state, plain(' '));
}

/// Into one of the views, on a row in the middle.
fn view(state: &mut State, layer: ScreenLayer) {
    let keys = match layer {
        ScreenLayer::Responses => "wjjj",
        ScreenLayer::Thread => "tGtjjjjj",
        _ => "c\t\tjjjjj",
    };
    for c in keys.chars() {
        let code = if c == '\t' { KeyCode::Tab } else { KeyCode::Char(c) };
        press(state, Key { code, modifiers: KeyModifiers::NONE });
    }
}

/// Into the review, and on into one of its layers.
fn review(state: &mut State, layer: ScreenLayer) {
    let keys = match layer {
        ScreenLayer::Review => "vngjjjjj",
        ScreenLayer::FieldInput => "vnge",
        _ => "vnmevent num",
    };
    for c in keys.chars() {
        press(state, plain(c));
    }
    let then: &[KeyCode] = match layer {
        ScreenLayer::FieldInput => &[KeyCode::Left; 4],
        ScreenLayer::MergeList => &[KeyCode::Down, KeyCode::Left, KeyCode::Left],
        ScreenLayer::MergePreview => &[KeyCode::Enter, KeyCode::Char('j'), KeyCode::Char('2')],
        _ => &[],
    };
    for code in then {
        press(state, Key { code: *code, modifiers: KeyModifiers::NONE });
    }
    state.notice = None;
}

/// What can be seen of a state.
fn look(state: &State) -> String {
    let reader = state.reader.as_ref().map(|reader| (reader.source, reader.scroll));
    format!(
        "{:?} {:?} {:?} {} {:?} {:?} {:?} {} {} {:?} {:?} {:?} {} {:?} {:?} {}",
        state.views,
        state.axis,
        state.prompt,
        state.report_scroll,
        state.review,
        state.layer(),
        state.filter,
        state.cursor,
        state.hits.len(),
        state.detail,
        reader,
        state.titles,
        state.help_scroll,
        state.notice,
        state.only_drafts,
        state.list_top,
    )
}

#[test]
fn every_key_does_something() {
    for layer in ScreenLayer::ALL {
        for row in bindings_in(layer) {
            for &key in row.keys {
                let mut state = state(layer);
                let before = look(&state);
                let effect = press(&mut state, key);
                assert!(
                    effect.is_some() || look(&state) != before,
                    "{} does nothing in the {}",
                    key.name(),
                    layer.name()
                );
            }
        }
    }
}

#[test]
fn no_key_stands_twice_in_a_layer() {
    for layer in ScreenLayer::ALL {
        let mut seen = HashSet::new();
        for row in bindings_in(layer) {
            for &key in row.keys {
                assert!(
                    seen.insert(key),
                    "{} stands twice in the {} ({})",
                    key.name(),
                    layer.name(),
                    row.help
                );
            }
        }
    }
}

#[test]
fn every_layer_can_be_left_and_esc_never_quits() {
    let esc = Key { code: KeyCode::Esc, modifiers: KeyModifiers::NONE };
    for layer in ScreenLayer::ALL {
        let mut state = state(layer);
        for _ in 0..5 {
            assert_eq!(press(&mut state, esc), None);
        }
        assert_eq!(state.layer(), ScreenLayer::Timeline, "from the {}", layer.name());
        assert!(!state.is_filtered());
        assert_eq!(press(&mut state, plain('q')), Some(Effect::Quit));
    }
}

#[test]
fn ctrl_c_quits_from_everywhere() {
    for layer in ScreenLayer::ALL {
        let key = Key { code: KeyCode::Char('c'), modifiers: KeyModifiers::CONTROL };
        assert_eq!(press(&mut state(layer), key), Some(Effect::Quit));
    }
}

#[test]
fn every_row_explains_itself() {
    for row in KEY_BINDINGS {
        assert!(!row.keys.is_empty() && !row.layers.is_empty());
        assert!(!row.help.is_empty() && row.help.len() <= 50, "{}", row.help);
    }
}

#[test]
fn what_has_no_row_types_in_the_filter_and_nowhere_else() {
    let key = KeyEvent::new(KeyCode::Char('한'), KeyModifiers::NONE);
    assert!(
        matches!(action_for_key(ScreenLayer::Filter, key), Some(Action::Input(TextInput::Insert(text))) if text == "한")
    );
    assert!(action_for_key(ScreenLayer::Timeline, key).is_none());
    let letter = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
    assert!(matches!(action_for_key(ScreenLayer::Filter, letter), Some(Action::Input(TextInput::Insert(_)))));
    let shifted = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
    assert!(matches!(action_for_key(ScreenLayer::Timeline, shifted), Some(Action::Move(_))));
}

/// Compares the text between `<!-- name -->` and `<!-- /name -->` in a document with `table`, or replaces it if
/// `UPDATE_README` is set.
fn document_shows(document: &str, name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (head, rest) = text.split_once(&open).unwrap();
    let (current, tail) = rest.split_once(&close).unwrap();
    if current != table && std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{head}{open}{table}{close}{tail}")).unwrap();
        return;
    }
    assert_eq!(current, table, "{document} is out of date: UPDATE_README=1 cargo test --test keys");
}

#[test]
fn the_filter_reference_is_up_to_date() {
    let mut table = String::from("| Written | Matches |\n|---|---|\n");
    for (syntax, about) in koreacyber_tui::query::help() {
        let _ = writeln!(table, "| `{}` | {} |", syntax.replace('|', "\\|"), about.replace('|', "\\|"));
    }
    document_shows("docs/filter.md", "language", &table);
}

#[test]
fn the_readme_shows_this_table() {
    document_shows("README.md", "keys", &markdown_table());
}
