//! The command table: every key does something, no key is bound twice in a layer, every layer can be left, and the tables
//! in `docs/` are up to date.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use koreacyber_tui::config::{FilterMemory, SavedFilter};
use koreacyber_tui::curation;
use koreacyber_tui::model::{
    Actor, ActorKind, Commitment, Event, EventSource, Fulfillment, Kind, Link, Origin, Relation, Source,
    Status, StoreLayer as Rows, Timeline,
};
use koreacyber_tui::tui::action::{Action, ScreenLayer, TextInput};
use koreacyber_tui::tui::commands::COMMANDS;
use koreacyber_tui::tui::effect::Effect;
use koreacyber_tui::tui::effect_result::{EffectResult, ImportSummary, ImportedItem};
use koreacyber_tui::tui::key::Key;
use koreacyber_tui::tui::keymap::{action_for_key, bindings_in, commands_markdown, keys_markdown};
use koreacyber_tui::tui::state::State;
use koreacyber_tui::tui::update::{apply_result, update};
use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Thirty events over three years, every third a draft, each with two sources and a commitment. Number 11 is an incident
/// of the DPRK, and the later events respond to it.
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

/// Presses a key, and applies the result of an effect of the review.
fn press(state: &mut State, key: Key) -> Option<Effect> {
    let effect = action_for_key(state.layer(), event(key)).and_then(|action| update(state, action));
    let result = match &effect {
        Some(Effect::PrepareReview(id)) => curation::build_review(&state.timeline, id, |_| None)
            .map(|draft| EffectResult::DraftReviewReady(Box::new(draft))),
        Some(Effect::PreviewMerge { draft, event }) => curation::merge_preview(&state.timeline, draft, event)
            .map(|preview| EffectResult::MergePreviewReady(Box::new(preview))),
        _ => None,
    };
    if let Some(result) = result {
        apply_result(state, result);
    }
    effect
}

/// The key for a character of a script; `\n`, `\t`, `←` and `↓` stand for Enter, Tab, Left and Down.
fn key_for(c: char) -> Key {
    let code = match c {
        '\n' => KeyCode::Enter,
        '\t' => KeyCode::Tab,
        '←' => KeyCode::Left,
        '↓' => KeyCode::Down,
        c => KeyCode::Char(c),
    };
    Key { code, modifiers: KeyModifiers::NONE }
}

/// Presses the keys of a script.
fn play(state: &mut State, script: &str) {
    for c in script.chars() {
        press(state, key_for(c));
    }
}

/// A script that leads into a layer, to the middle of its rows.
const fn script_into(layer: ScreenLayer) -> &'static str {
    match layer {
        ScreenLayer::Timeline => "/event\njjjjjjjjjjjjjjj",
        ScreenLayer::Detail => "\tj",
        ScreenLayer::Filter => "/event number↓←←←",
        ScreenLayer::Reader => "\n",
        ScreenLayer::Review => "vngjjjjj",
        ScreenLayer::FieldInput => "vnge←←←←",
        ScreenLayer::MergeList => "vnmevent num↓←←",
        ScreenLayer::MergePreview => "vnmevent num\nj2",
        ScreenLayer::Prompt => "istory.ht←",
        ScreenLayer::Report => "I ",
        ScreenLayer::Responses => "wjjj",
        ScreenLayer::Thread => "tGtjjjjj",
        ScreenLayer::Commitments => "c\t\tjjjjj",
        ScreenLayer::Help => "?j",
    }
}

/// A state with `layer` on top, in the middle of its rows, so that every move changes something.
fn state(layer: ScreenLayer) -> State {
    let mut state = State::new(timeline(), "test".into(), "2026-01-01".parse().unwrap(), "", (120, 30));
    let saved = (1..=9).map(|number| SavedFilter {
        number,
        name: format!("n{number}"),
        query: format!("event 0{number}"),
    });
    let history = vec!["event".to_owned(), "number".to_owned(), "event 2".to_owned()];
    let memory = FilterMemory { saved: saved.collect(), history, load_error: None };
    apply_result(&mut state, EffectResult::ConfigLoaded(memory));
    let item = |n| ImportedItem { path: format!("{n}.txt"), outcome: "1 draft".into(), refused: n % 2 == 0 };
    let report = ImportSummary { summary: "Sixty".into(), items: (0..60).map(item).collect() };
    apply_result(&mut state, EffectResult::ImportFinished(report));
    play(&mut state, "jjjjjjjjjjjjjjj");
    play(&mut state, script_into(layer));
    if layer == ScreenLayer::Reader {
        let text = "A long line of text.\n\n".repeat(200);
        apply_result(&mut state, EffectResult::SourceText("one".into(), text));
        play(&mut state, " ");
    }
    state.notice = None;
    assert_eq!(state.layer(), layer);
    state
}

/// What can be seen of a state, as text.
fn describe(state: &State) -> String {
    let layers = &state.layers;
    let reader = layers.reader.as_ref().map(|reader| (reader.source, reader.text.scroll));
    let review = layers.review.as_ref().map(|review| (&review.id, review.field, review.in_evidence));
    let list = layers.merge_list.as_ref().map(|list| (&list.line, list.selected));
    let merge = layers.merge_preview.as_ref().map(|merge| (&merge.choices, merge.selected));
    format!(
        "{:?}",
        (
            (
                state.position(),
                state.title_in_view(),
                layers.detail.target,
                layers.detail.text.scroll,
                reader
            ),
            (review, &layers.field_input, list, merge, &layers.prompt, layers.help.scroll),
            (&layers.list.top, layers.report.text.scroll, &state.axis, state.layer(), &state.filter),
            (state.cursor, state.hits.len(), state.titles, &state.notice, state.only_drafts),
        )
    )
}

#[test]
fn every_key_does_something() {
    for layer in ScreenLayer::ALL {
        for (_, binding) in bindings_in(layer) {
            for &key in binding.keys {
                let mut state = state(layer);
                let before = describe(&state);
                let effect = press(&mut state, key);
                assert!(
                    effect.is_some() || describe(&state) != before,
                    "{} does nothing in the {}",
                    key.name(),
                    layer.name()
                );
            }
        }
    }
}

#[test]
fn no_key_is_bound_twice_in_a_layer() {
    for layer in ScreenLayer::ALL {
        let mut seen = HashSet::new();
        for (command, binding) in bindings_in(layer) {
            for &key in binding.keys {
                assert!(
                    seen.insert(key),
                    "{} is bound twice in the {} ({})",
                    key.name(),
                    layer.name(),
                    command.help_for(binding)
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
        assert_eq!(press(&mut state, key_for('q')), Some(Effect::Quit));
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
fn every_command_has_a_short_help_text() {
    for command in COMMANDS {
        let helps = command.bindings.iter().map(|binding| command.help_for(binding)).chain([command.help]);
        for help in helps {
            assert!(!help.is_empty() && help.len() <= 50, "{help}");
        }
        assert!(
            command.bindings.iter().all(|binding| !binding.keys.is_empty() && !binding.layers.is_empty())
        );
        assert!(command.name.is_some() || !command.bindings.is_empty(), "{} cannot be run", command.help);
    }
}

#[test]
fn a_key_without_a_binding_types_only_in_a_text_input() {
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

/// Compares the table between the two comments with this name in a file; replaces it if `UPDATE_README` is set.
fn assert_up_to_date(file: &str, name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap();
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (head, rest) = text.split_once(&open).unwrap();
    let (current, tail) = rest.split_once(&close).unwrap();
    if current != table && std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{head}{open}{table}{close}{tail}")).unwrap();
        return;
    }
    assert_eq!(current, table, "run UPDATE_README=1 cargo test --test keys to update {file}");
}

#[test]
fn the_filter_language_is_documented() {
    let mut table = String::from("| Written | Matches |\n|---|---|\n");
    for (syntax, meaning) in koreacyber_tui::query::help() {
        let _ = writeln!(table, "| `{}` | {} |", syntax.replace('|', "\\|"), meaning.replace('|', "\\|"));
    }
    assert_up_to_date("docs/filter.md", "language", &table);
}

#[test]
fn keys_and_commands_are_documented() {
    assert_up_to_date("docs/keys.md", "keys", &keys_markdown());
    assert_up_to_date("docs/keys.md", "commands", &commands_markdown());
}
