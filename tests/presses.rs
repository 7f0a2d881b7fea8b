//! What each key does, exactly: one line a row of the key table, and no key that leaves the drawn screen as it was.
//! The table's own order (no key twice, the README fresh) is `keys.rs`; what the screen looks like is `screen.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stage;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use koreacyber_tui::tui::action::{Action, Effect, EffectResult, ScreenLayer};
use koreacyber_tui::tui::axis::RulerUnit;
use koreacyber_tui::tui::keymap::{KEY_BINDINGS, KeyBinding, bindings_in};
use koreacyber_tui::tui::state::TitleLanguage;
use stage::{Stage, event, timeline};
use std::collections::HashSet;
use std::fmt::Write;

/// One line a row of the key table: the keys that lead there from a fresh screen, the key pressed, and what
/// [`told`] says afterwards. A row without a line fails [`every_row_is_pressed_here`].
const PRESSED: &[(&str, &str, &str)] = &[
    // Walking.
    ("", "j", "timeline drill-mou-2031"),
    ("G", "k", "timeline autumn-meeting-2032"),
    ("G", "g", "timeline first-talks-2029"),
    ("", "G", "timeline harbour-policy"),
    ("", "Ctrl-d", "timeline port-outage-2031"),
    ("G", "Ctrl-u", "timeline port-outage-2031"),
    ("", "Ctrl-f", "timeline harbour-policy"),
    ("G", "Ctrl-b", "timeline first-talks-2029"),
    ("", "J", "timeline harbour-policy"),
    ("G", "K", "timeline first-talks-2029"),
    ("j", "]", "timeline autumn-meeting-2032"),
    ("j j", "[", "timeline drill-mou-2031"),
    // Along the axis: from October 2032 and from March 2031 by a year, to the nearest event there is.
    ("G k", "h", "timeline port-advisory-2031"),
    ("j", "l", "timeline port-advisory-2031"),
    ("", "+", "timeline first-talks-2029, by quarter"),
    ("+ +", "-", "timeline first-talks-2029, by quarter"),
    (
        "j j",
        ".",
        "timeline spring-drill-2031, The selected event is in the middle, as far as the timeline reaches.",
    ),
    // Deeper and back.
    (
        "j",
        "Enter",
        "reader drill-mou-2031 source 0 line 0, wants ReadText([\"lantern-2031-03-14\", \"echo-2031-03-15\"])",
    ),
    ("j Tab j", "Enter", "detail spring-drill-2031"),
    ("j", "Tab", "detail drill-mou-2031"),
    ("j Tab", "Tab", "timeline drill-mou-2031"),
    ("j Tab j Enter", "Ctrl-o", "detail drill-mou-2031"),
    ("/ 'drill Enter", "Esc", "timeline spring-drill-2031"),
    ("j Tab", "Esc", "timeline drill-mou-2031"),
    ("", "?", "help first-talks-2029"),
    ("", "q", "timeline first-talks-2029, wants Quit"),
    ("j Tab", "q", "timeline drill-mou-2031"),
    ("/", "Ctrl-c", "filter first-talks-2029 “|”, wants Quit"),
    ("j Enter", "Q", "reader drill-mou-2031 source 0 line 0, wants Quit"),
    // Sources and drafts.
    ("j", "o", "timeline drill-mou-2031, wants Browse(\"https://lantern.example/drills\")"),
    ("j", "O", "timeline drill-mou-2031, wants Browse(\"https://archive.example/lantern/drills\")"),
    ("j Enter", "s", "reader drill-mou-2031 source 1 line 0, wants ReadText([\"echo-2031-03-15\"])"),
    ("V", "a", "timeline port-advisory-2031, drafts only, wants Accept(\"port-advisory-2031\")"),
    ("V", "x", "timeline port-advisory-2031, drafts only, wants Reject(\"port-advisory-2031\")"),
    ("", "u", "timeline first-talks-2029, wants Undo"),
    ("", "Ctrl-r", "timeline first-talks-2029, wants Redo"),
    ("", "V", "timeline port-advisory-2031, drafts only"),
    // The review. Its fields are Title, TitleKo, When, Kind, Who, Where, Planned, Commitment, Link, Source, Same.
    ("", "v", "review first-talks-2029 at Title, wants LookAt(\"port-advisory-2031\")"),
    ("v g", "j", "review first-talks-2029 at TitleKo"),
    ("v G", "k", "review first-talks-2029 at Source"),
    ("v", "a", "review first-talks-2029 at Title, wants Accept(\"port-advisory-2031\")"),
    ("v", "r", "review first-talks-2029 at Title, wants Reject(\"port-advisory-2031\")"),
    ("v", "n", "review first-talks-2029 at Title, This is the last draft. q leaves; drafts stay."),
    ("v", "N", "review first-talks-2029 at Title, This is the first draft. q leaves; drafts stay."),
    ("v g", "e", "field first-talks-2029 at Title “Joint warning on crane software|”"),
    ("v", "E", "review first-talks-2029 at Title, wants EditText { id: \"port-advisory-2031\", text: None }"),
    ("v", "m", "merge list first-talks-2029 at Title, into port-outage-2031"),
    ("v g", "p", "field first-talks-2029 at Source “2031-03-14|”"),
    ("v", "A", "review first-talks-2029 at Title, wants AcceptSure(\"lantern-2031-03-14\")"),
    ("v", "Tab", "review first-talks-2029 at Title, evidence"),
    (
        "v",
        "Enter",
        "reader first-talks-2029 source 0 line 0 at Title, wants ReadText([\"lantern-2031-03-14\"])",
    ),
    (
        "v g",
        "1",
        "review first-talks-2029 at When, wants Edit { id: \"port-advisory-2031\", part: When, typed: \"2031-10-02\" }",
    ),
    (
        "v",
        "2",
        "review first-talks-2029 at When, wants Edit { id: \"port-advisory-2031\", part: When, typed: \"2031-10\" }",
    ),
    (
        "v",
        "3",
        "review first-talks-2029 at When, wants Edit { id: \"port-advisory-2031\", part: When, typed: \"2031-10-02?\" }",
    ),
    (
        "v g e '!",
        "Enter",
        "field first-talks-2029 at Title “Joint warning on crane software!|”, wants Edit { id: \"port-advisory-2031\", part: Title, typed: \"Joint warning on crane software!\" }",
    ),
    ("v g j j j e Ctrl-u 's", "Tab", "field first-talks-2029 at Kind “summit|”"),
    ("v g e '!", "Esc", "review first-talks-2029 at Title"),
    (
        "v m 'mou",
        "Enter",
        "merge first-talks-2029 at Title, field 0 of [Account, Keep, Keep, Keep, Keep], wants Compare { draft: \"port-advisory-2031\", event: \"drill-mou-2031\" }",
    ),
    ("v m 'mou Enter", "j", "merge first-talks-2029 at Title, field 1 of [Account, Keep, Keep, Keep, Keep]"),
    (
        "v m 'mou Enter j",
        "k",
        "merge first-talks-2029 at Title, field 0 of [Account, Keep, Keep, Keep, Keep]",
    ),
    (
        "v m 'mou Enter",
        "1",
        "merge first-talks-2029 at Title, field 0 of [Keep, Keep, Keep, Keep, Keep], The event keeps what it has.",
    ),
    (
        "v m 'mou Enter 1",
        "2",
        "merge first-talks-2029 at Title, field 0 of [Account, Keep, Keep, Keep, Keep], The draft\'s word stands beside it, with its source.",
    ),
    (
        "v m 'mou Enter",
        "3",
        "merge first-talks-2029 at Title, field 0 of [Replace, Keep, Keep, Keep, Keep], The event takes what the draft says.",
    ),
    (
        "v m 'mou Enter",
        "Space",
        "merge first-talks-2029 at Title, field 0 of [Replace, Keep, Keep, Keep, Keep]",
    ),
    (
        "v m 'mou Enter",
        "Enter",
        "merge first-talks-2029 at Title, field 0 of [Account, Keep, Keep, Keep, Keep], wants Merge { draft: \"port-advisory-2031\", event: \"drill-mou-2031\", choices: [Account, Keep, Keep, Keep, Keep] }",
    ),
    // Imports.
    ("", "i", "prompt first-talks-2029 “|”"),
    ("", "I", "timeline first-talks-2029, Nothing was imported since the program began. i imports."),
    ("i 'a.txt", "Enter", "timeline first-talks-2029, importing a.txt, wants Import(\"a.txt\")"),
    ("i 'a", "Tab", "prompt first-talks-2029 “a|”, wants ListPaths(\"a\")"),
    ("i 'a", "Esc", "timeline first-talks-2029"),
    (
        "i 'a Enter i",
        "i",
        "timeline first-talks-2029, importing a, No further article is read; those that have been are imported., wants StopImport",
    ),
    // The screen.
    ("", "L", "timeline first-talks-2029, titles English"),
    ("", "R", "timeline first-talks-2029, wants Reload"),
    ("", "Ctrl-l", "timeline first-talks-2029, wants Redraw"),
    ("", "Ctrl-z", "timeline first-talks-2029, wants Suspend"),
    // Dates, numbers and names; filters kept.
    ("j", ":", "prompt drill-mou-2031 “|”"),
    (": '2031-06", "Enter", "timeline port-outage-2031, No event shown at 2031-06; this is the next one."),
    (": '2031-10", "Enter", "timeline port-advisory-2031"),
    (": '3", "Enter", "timeline spring-drill-2031"),
    (": 'zoom_m", "Tab", "prompt first-talks-2029 “zoom month|”"),
    (": 'zoom_m", "Enter", "timeline first-talks-2029, by month"),
    (": 'redo", "Enter", "timeline first-talks-2029, wants Redo"),
    (
        ": 'submarine",
        "Enter",
        "prompt first-talks-2029 “submarine|”, “submarine” is no date, no event and no command. Tab offers some.",
    ),
    ("/ 'drill Enter", "S", "prompt spring-drill-2031 “drill|” “|”"),
    (
        "/ 'drill Enter S '2_mine",
        "Enter",
        "timeline spring-drill-2031 “drill|”, wants SaveFilter(Saved { number: 2, name: \"mine\", query: \"drill\" })",
    ),
    ("", "1", "timeline drill-mou-2031 “mou|”, 1: memoranda"),
    ("1", "1", "timeline drill-mou-2031"),
    ("", "2", "timeline first-talks-2029, No filter is saved under 2. S saves the present one."),
    ("", "3", "timeline first-talks-2029, No filter is saved under 3. S saves the present one."),
    ("", "4", "timeline first-talks-2029, No filter is saved under 4. S saves the present one."),
    ("", "5", "timeline first-talks-2029, No filter is saved under 5. S saves the present one."),
    ("", "6", "timeline first-talks-2029, No filter is saved under 6. S saves the present one."),
    ("", "7", "timeline first-talks-2029, No filter is saved under 7. S saves the present one."),
    ("", "8", "timeline first-talks-2029, No filter is saved under 8. S saves the present one."),
    ("", "9", "timeline first-talks-2029, No filter is saved under 9. S saves the present one."),
    ("/", "Ctrl-p", "filter spring-drill-2031 “port|”"),
    ("/ Ctrl-p Ctrl-p", "Ctrl-n", "filter spring-drill-2031 “port|”"),
    ("/ 'ki", "Tab", "filter first-talks-2029 “kind:|”"),
    // The views.
    ("", "w", "answers first-talks-2029, row 0 of 3, at Outage at the northern container terminal"),
    ("w j", "Tab", "answers first-talks-2029, row 0 of 3, at [draft] Joint warning on crane software"),
    ("w Tab j", "k", "answers first-talks-2029, row 0 of 3, at [draft] Joint warning on crane software"),
    ("w Tab G", "Enter", "timeline harbour-policy"),
    (
        "w Tab G Enter",
        "Ctrl-o",
        "answers first-talks-2029, row 2 of 3, at Harbour data rules of an unknown day",
    ),
    ("j", "t", "thread drill-mou-2031, row 0 of 3, at Cyber offices sign MOU on shared drills in Busan"),
    ("w Tab", "t", "thread first-talks-2029, row 0 of 3, at [draft] Joint warning on crane software"),
    (
        "w Tab t",
        "Ctrl-o",
        "thread first-talks-2029, This is the thread you opened. q leaves it., row 0 of 3, at [draft] Joint warning on crane software",
    ),
    ("j t j j", "t", "thread drill-mou-2031, row 0 of 3, at Spring drill: ministers watch for two days"),
    (
        "j t j j t",
        "Ctrl-o",
        "thread drill-mou-2031, row 2 of 3, at Spring drill: ministers watch for two days",
    ),
    ("", "c", "promises first-talks-2029, row 0 of 3, at Cyber offices sign MOU on shared drills in Busan"),
    (
        "c",
        "Tab",
        "promises first-talks-2029, row 0 of 1, at Cyber offices sign MOU on shared drills in Busan",
    ),
    ("c G", "Enter", "timeline drill-mou-2031"),
    // The filter.
    ("j", "/", "filter drill-mou-2031 “|”"),
    ("/ 'drill Enter", "0", "timeline spring-drill-2031, by decade"),
    ("/ 'drill", "Enter", "timeline spring-drill-2031 “drill|”, wants Remember(\"drill\")"),
    ("G / 'drill", "Esc", "timeline harbour-policy"),
    ("/ 'drill", "Down", "filter spring-drill-2031 “drill|”"),
    ("/ 'drill Down", "Up", "filter drill-mou-2031 “drill|”"),
    ("/ '크레인", "Backspace", "filter port-advisory-2031 “크레|”"),
    ("/ 'ab Left", "Delete", "filter port-outage-2031 “a|”"),
    ("/ 'mou_x", "Left", "filter - “mou |x”"),
    ("/ 'mou_x Home", "Right", "filter - “m|ou x”"),
    ("/ 'mou_port", "Alt-b", "filter drill-mou-2031 “mou |port”"),
    ("/ 'mou_port Home", "Alt-f", "filter drill-mou-2031 “mou| port”"),
    ("/ 'mou_port", "Ctrl-a", "filter drill-mou-2031 “|mou port”"),
    ("/ 'mou_port Home", "Ctrl-e", "filter drill-mou-2031 “mou port|”"),
    ("/ 'mou_port", "Ctrl-w", "filter drill-mou-2031 “mou |”"),
    ("/ 'mou_port Left", "Ctrl-u", "filter first-talks-2029 “|t”"),
    ("/ 'mou_port Left", "Ctrl-k", "filter drill-mou-2031 “mou por|”"),
];

/// What a person would say has come of it: layer, selected event, caret in the filter, place in the reader, effect.
fn told(stage: &Stage) -> String {
    let state = &stage.state;
    let mut told = format!("{} {}", state.layer().name(), state.selected_id().unwrap_or("-".to_owned()));
    if let Some(reader) = &state.reader {
        let _ = write!(told, " source {} line {}", reader.source, reader.scroll);
    }
    if state.layer() == ScreenLayer::Filter || !state.filter.text().is_empty() {
        let before = state.filter.text_before_caret();
        let _ = write!(told, " “{before}|{}”", &state.filter.text()[before.len()..]);
    }
    if let Some(prompt) = &state.prompt {
        let before = prompt.line.text_before_caret();
        let _ = write!(told, " “{before}|{}”", &prompt.line.text()[before.len()..]);
    }
    if state.axis.unit != RulerUnit::Year {
        let _ = write!(told, ", by {}", state.axis.unit.name());
    }
    if let Some(importing) = &state.importing {
        let _ = write!(told, ", importing {}", importing.source);
    }
    if let Some(review) = &state.review {
        let part = review.sheet.as_ref().map(|sheet| sheet.fields[review.field].field);
        let _ = write!(told, " at {:?}", part.unwrap());
        if review.in_evidence {
            told += ", evidence";
        }
        if let Some(typed) = &review.input {
            let before = typed.line.text_before_caret();
            let _ = write!(told, " “{before}|{}”", &typed.line.text()[before.len()..]);
        }
        if let Some(beside) = &review.merge {
            let _ = write!(told, ", field {} of {:?}", beside.selected, beside.choices);
        } else if let Some(into) = &review.merge_list {
            let _ = write!(told, ", into {}", into.ids.get(into.selected).map_or("-", String::as_str));
        }
    }
    if let Some(notice) = state.notice.as_ref().filter(|_| state.titles == TitleLanguage::Both) {
        let _ = write!(told, ", {notice}");
    }
    if let (Some((walk, _)), Some(rows)) = (state.view_cursor(), state.view_heights()) {
        let title = state.title_in_view().unwrap_or_default();
        let _ = write!(told, ", row {} of {}, at {title}", walk.row, rows.len());
    }
    if state.only_drafts {
        told += ", drafts only";
    }
    if state.titles != TitleLanguage::Both {
        let _ = write!(told, ", titles {:?}", state.titles);
    }
    if let Some(effect) = &stage.effect {
        let _ = write!(told, ", wants {effect:?}");
    }
    told
}

/// Tall and wide enough that the detail has a place of its own.
fn stage(script: &str) -> Stage {
    Stage::new(100, 22).press(script)
}

#[test]
fn every_key_does_what_the_table_here_says() {
    let wrong = |(before, key, want): &&(&str, &str, &str)| told(&stage(before).press(key)) != *want;
    let wrong: Vec<String> = PRESSED
        .iter()
        .filter(wrong)
        .map(|(before, key, want)| {
            format!("{before:?}, then {key}: {}\n    not {want}", told(&stage(before).press(key)))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_is_pressed_here() {
    let pressed: HashSet<(ScreenLayer, &str)> =
        PRESSED.iter().map(|(before, key, _)| (stage(before).state.layer(), *key)).collect();
    let is_pressed = |row: &KeyBinding| {
        row.layers.iter().any(|layer| row.keys.iter().any(|key| pressed.contains(&(*layer, &key.name()))))
    };
    let missing: Vec<_> =
        KEY_BINDINGS.iter().filter(|row| !is_pressed(row)).map(|row| (row.key_names(), row.help)).collect();
    assert!(missing.is_empty(), "rows without a line in PRESSED: {missing:?}");
}

#[test]
fn all_keys_of_a_row_do_the_same() {
    for (before, key, want) in PRESSED {
        let layer = stage(before).state.layer();
        let row = bindings_in(layer).find(|row| row.keys.iter().any(|other| other.name() == *key));
        for other in row.into_iter().flat_map(|row| row.keys) {
            let mut stage = stage(before);
            stage.key(event(*other));
            assert_eq!(told(&stage), *want, "{before:?}, then {}", other.name());
        }
    }
}

/// Ways into each layer, so that every key finds a place where it can do something.
const INTO: &[&str] = &[
    "",
    "G",
    "j",
    "/ 'drill Enter",
    "V",
    "j Tab",
    "j Tab j j j",
    "V Tab",
    "/ 'drill Enter Tab",
    "j Tab j Enter j Tab",
    "j Enter",
    "j Enter G",
    "j Enter Enter",
    "j Enter Enter G",
    "V Enter",
    "v",
    "v G",
    "v g",
    "v g j j j e",
    "v Tab",
    "v Tab G",
    "v Enter",
    "v e",
    "v g e",
    "v g e Left Left",
    "v m",
    "v m Down",
    "v m 'ab Left",
    "v m Enter",
    "v m Enter j",
    "v ?",
    "/",
    "/ 'drill_port Left Left Left Left Left Left",
    "w",
    "w Tab j",
    "w Tab G",
    "j t",
    "j t G",
    "j t G t",
    "c",
    "c G",
    "c j Tab",
    "?",
    "? G",
    "/ 'drill Enter w",
    "/ 'drill Enter t",
    "/ 'drill Enter c",
    "w /",
    "w / 'drill Left",
    "i",
    "i 'ab_c Left Left",
    "i 'stories Enter I",
    "i 'stories Enter I Space",
    "i 'stories Enter I G",
];

#[test]
fn no_row_is_idle_in_a_layer_it_names() {
    for layer in ScreenLayer::ALL {
        // A small screen, so that everything has something to scroll.
        let places = || INTO.iter().map(|script| Stage::new(40, 12).press(script));
        for key in bindings_in(layer).flat_map(|row| row.keys) {
            let acts = places().filter(|stage| stage.state.layer() == layer).any(|mut stage| {
                let before = stage.draw();
                stage.effect = None;
                let caret = caret(&stage);
                stage.key(event(*key));
                stage.effect.is_some() || self::caret(&stage) != caret || stage.draw() != before
            });
            assert!(acts, "{} does nothing in the {}", key.name(), layer.name());
        }
    }
}

/// What stands before the caret, in whichever line is typed.
fn caret(stage: &Stage) -> [usize; 4] {
    let state = &stage.state;
    let review = state.review.as_ref();
    let typed = review.and_then(|review| Some(review.input.as_ref()?.line.text_before_caret().len()));
    let into = review.and_then(|review| Some(review.merge_list.as_ref()?.line.text_before_caret().len()));
    let prompt = state.prompt.as_ref().map_or(0, |prompt| prompt.line.text_before_caret().len());
    [state.filter.text_before_caret().len(), typed.unwrap_or(0), into.unwrap_or(0), prompt]
}

#[test]
fn every_layer_can_be_left_and_esc_never_quits() {
    for script in INTO {
        let mut stage = stage(script);
        for _ in 0..8 {
            stage.key(KeyEvent::from(KeyCode::Esc));
            assert_ne!(stage.effect, Some(Effect::Quit), "{script:?}");
        }
        assert_eq!(told(&stage).split_once(' ').map(|(layer, _)| layer), Some("timeline"), "{script:?}");
        assert!(!stage.state.is_filtered(), "{script:?}");
        stage.key(KeyEvent::from(KeyCode::Char('q')));
        assert_eq!(stage.effect, Some(Effect::Quit), "{script:?}");
    }
}

#[test]
fn letters_are_typed_in_the_filter_and_nowhere_else() {
    let printing = (' '..='~').chain("한ㅎéß".chars());
    for c in printing {
        let mut typing = stage("/");
        typing.key(KeyEvent::from(KeyCode::Char(c)));
        assert_eq!(typing.state.filter.text_before_caret(), c.to_string(), "{c:?}");
        let mut walking = stage("");
        walking.key(KeyEvent::from(KeyCode::Char(c)));
        // A digit brings a whole saved filter, never itself.
        assert_ne!(walking.state.filter.text(), c.to_string(), "{c:?}");
    }
}

#[test]
fn a_korean_keyboard_presses_the_same_keys() {
    // Each letter alone, shifted ones, and syllables as an input method composes them.
    let table = [
        ("ㅓ", "j"),
        ("ㅓ ㅏ", "j k"),
        ("ㅖ", "P"),
        ("ㅂ", "q"),
        ("ㅊ", "c"),
        ("G ㅏ", "G k"),
        ("하", "g k"),
        ("ㅘ", "h k"),
        ("ㅓ ㅐ", "j o"),
        ("V ㅌ", "V x"),
        ("ㅓ 호", "j g h"),
        ("며", "a u"),
        ("ㅓ ㅓ .", "j j ."),
    ];
    for (korean, latin) in table {
        assert_eq!(told(&stage(korean)), told(&stage(latin)), "{korean} is {latin}");
    }
    assert_eq!(
        told(&stage("/ 하")),
        "filter first-talks-2029 “하|”",
        "where text is typed it stays what it is"
    );
}

#[test]
fn shift_is_in_the_letter_and_a_chord_is_no_letter() {
    let press = |code, modifiers| {
        let mut stage = stage("");
        stage.key(KeyEvent::new(code, modifiers));
        told(&stage)
    };
    let last = "timeline harbour-policy";
    assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), last);
    assert_eq!(press(KeyCode::Char('G'), KeyModifiers::NONE), last);
    assert_eq!(press(KeyCode::Char('j'), KeyModifiers::ALT), "timeline first-talks-2029");
    assert_eq!(press(KeyCode::Char('q'), KeyModifiers::CONTROL), "timeline first-talks-2029");
}

#[test]
fn an_import_that_ends_leaves_everything_where_it_was() {
    for script in INTO {
        let mut stage = Stage::new(100, 22).press(script);
        stage.state.notice = None;
        let before = told(&stage);
        let caret = caret(&stage);
        let detail = stage.state.detail;
        let timeline = Box::new(stage.state.timeline.clone());
        stage.act(Action::Completed(EffectResult::StoreRefreshed(timeline, "Imported.".to_owned())));
        stage.effect = None;
        assert_eq!(stage.state.notice.take().as_deref(), Some("Imported."), "{script:?}");
        let before = before.split(", wants").next().unwrap();
        assert_eq!(told(&stage), before, "{script:?}");
        assert_eq!((self::caret(&stage), stage.state.detail), (caret, detail), "{script:?}");
    }
}

#[test]
fn who_would_lose_an_import_is_told_each_time() {
    let importing = |stage: Stage| stage.press("i 'a.txt Enter");
    let asks = |stage: &mut Stage| {
        stage.key(KeyEvent::from(KeyCode::Char('q')));
        stage.effect.clone()
    };
    let mut stage = importing(stage(""));
    assert_eq!(asks(&mut stage), None);
    stage.act(Action::Completed(EffectResult::ImportFinished(
        koreacyber_tui::tui::page::report::ReportContent::default(),
    )));
    let mut stage = importing(stage);
    assert_eq!(asks(&mut stage), None, "another import, another warning");
    assert_eq!(asks(&mut stage), Some(Effect::Quit));
}

#[test]
fn the_history_begins_at_its_end_each_time() {
    assert_eq!(told(&stage("/ Ctrl-p Esc / Ctrl-p")), told(&stage("/ Ctrl-p")));
    assert_eq!(told(&stage("/ Ctrl-p Esc 1 / Ctrl-n")), told(&stage("1 / Ctrl-n")));
}

#[test]
fn a_promise_beyond_the_last_event_is_seen() {
    let store = r#"
        [[event]]
        id = "pact"
        date = "2031-03-13"
        kind = "mou"
        title = "A pact"
        [[event.commitment]]
        text = "build the harbour"
        due = "2035-06"
        [[event]]
        id = "talks"
        date = "2029"
        kind = "dialogue"
        title = "Talks"
    "#;
    let mut stage = Stage::of(timeline(store), 140, 40).press("G");
    let flags = |stage: &Stage| stage.draw().content.iter().filter(|cell| cell.symbol() == "⚑").count();
    // One beside the event in the list, one beside it in the detail pane, one on the axis.
    assert_eq!(flags(&stage), 3);
    stage = stage.press("+ +");
    assert_eq!(flags(&stage), 2, "at months four years are too far");
}

#[test]
fn a_wrong_filter_is_neither_kept_nor_saved() {
    for typed in ["kind:zz", "foo:bar", "drill_!", "drill_|", "\"drill"] {
        let stage = stage(&format!("/ '{typed} Enter"));
        assert_eq!((stage.state.layer(), &stage.effect), (ScreenLayer::Filter, &None), "{typed}");
        assert!(stage.state.filter_error.is_some(), "{typed}");
    }
    let stage = stage(": 'filter_kind:zz Enter S");
    assert_eq!((stage.state.layer(), stage.state.prompt.is_none()), (ScreenLayer::Timeline, true));
    assert_eq!(stage.state.notice.as_deref(), Some("The filter is wrong: / mends it."));
}

#[test]
fn a_saved_filter_is_not_replaced_without_a_word() {
    let stage = stage("/ 'drill Enter S '1 Enter");
    assert_eq!((stage.state.layer(), &stage.effect), (ScreenLayer::Prompt, &None));
    assert_eq!(stage.state.notice.as_deref(), Some("1 holds “memoranda”: mou. Enter once more replaces it."));
    let stage = stage.press("Enter");
    assert!(
        matches!(&stage.effect, Some(Effect::SaveFilter(saved)) if saved.query == "drill"),
        "{:?}",
        stage.effect
    );
}

#[test]
fn an_event_is_gone_to_by_its_id() {
    for typed in ["drill-mou-2031", "drill-mou"] {
        assert_eq!(told(&stage(&format!(": '{typed} Enter"))), "timeline drill-mou-2031", "{typed}");
    }
    assert_eq!(told(&stage(": 'drill-m Tab")), "prompt first-talks-2029 “drill-mou-2031|”");
    assert_eq!(
        told(&stage(": '99 Enter")),
        "prompt first-talks-2029 “99|”, There is no event 99: 7 are shown."
    );
}

#[test]
fn a_view_is_filtered_where_it_stands() {
    let rows = |stage: &Stage| stage.state.view_heights().map_or(0, |heights| heights.len());
    let all = stage("c");
    let some = stage("c / 'spring Enter");
    assert_eq!(some.state.layer(), ScreenLayer::Commitments);
    assert!(rows(&some) < rows(&all), "{} of {}", rows(&some), rows(&all));
    assert_eq!(rows(&some.press("0")), rows(&all));
}

#[test]
fn a_filter_given_back_in_a_view_gives_its_place_back() {
    let at = |stage: &Stage| stage.state.title_in_view();
    let before = stage("c j");
    for typed in ["zzz", "mou", "drill"] {
        assert_eq!(at(&stage(&format!("c j / '{typed} Esc"))), at(&before), "{typed}");
    }
}

#[test]
fn who_jumps_from_a_view_is_there_and_comes_back_to_it() {
    let gone = stage("c j : 'harbour-policy Enter");
    assert_eq!(told(&gone), "timeline harbour-policy");
    let back = gone.press("Ctrl-o");
    assert_eq!(
        (back.state.layer(), back.state.title_in_view()),
        (ScreenLayer::Commitments, stage("c j").state.title_in_view())
    );
    assert_eq!(told(&stage("j Enter : 'harbour-policy Enter")), "timeline harbour-policy");
    let filtered = stage("/ 'drill Enter c : 'harbour-policy Enter Ctrl-o");
    assert_eq!((filtered.state.layer(), filtered.state.filter.text()), (ScreenLayer::Commitments, "drill"));
}
