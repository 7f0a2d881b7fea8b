//! What each key does: one line for each key binding, and no key that leaves the screen as it was. The command table
//! itself is tested in `keys.rs`, what the screen looks like in `screen.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stage;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use koreacyber_tui::tui::action::ScreenLayer;
use koreacyber_tui::tui::axis::RulerUnit;
use koreacyber_tui::tui::commands::KeyBinding;
use koreacyber_tui::tui::effect::Effect;
use koreacyber_tui::tui::effect_result::{EffectResult, ImportSummary};
use koreacyber_tui::tui::key::key_names;
use koreacyber_tui::tui::keymap::{all_bindings, bindings_in};
use koreacyber_tui::tui::line_editor::LineEditor;
use koreacyber_tui::tui::state::TitleLanguage;
use stage::{Stage, event, timeline};
use std::collections::HashSet;
use std::fmt::Write;

/// One line for each key binding: the keys that lead there from the first screen, the key pressed, and the text of
/// [`describe`] afterwards. [`every_binding_is_pressed_here`] fails if a binding has no line.
const PRESSED: &[(&str, &str, &str)] = &[
    // Moves.
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
    // The axis: from October 2032 and from March 2031 by a year, to the nearest event.
    ("G k", "h", "timeline port-advisory-2031"),
    ("j", "l", "timeline port-advisory-2031"),
    ("", "+", "timeline first-talks-2029, by quarter"),
    ("+ +", "-", "timeline first-talks-2029, by quarter"),
    ("j j", ".", "timeline spring-drill-2031, Timeline centered on the selected event"),
    // Opening and going back.
    (
        "j",
        "Enter",
        "reader drill-mou-2031 source 0 line 0, wants ReadSourceText([\"lantern-2031-03-14\", \"echo-2031-03-15\"])",
    ),
    ("j Tab j", "Enter", "details spring-drill-2031"),
    ("j", "Tab", "details drill-mou-2031"),
    ("j Tab", "Tab", "timeline drill-mou-2031"),
    ("j Tab j Enter", "Ctrl-o", "details drill-mou-2031"),
    ("/ 'drill Enter", "Esc", "timeline spring-drill-2031"),
    ("j Tab", "Esc", "timeline drill-mou-2031"),
    ("", "?", "help first-talks-2029"),
    ("", "q", "timeline first-talks-2029, wants Quit"),
    ("j Tab", "q", "timeline drill-mou-2031"),
    ("/", "Ctrl-c", "filter first-talks-2029 “|”, wants Quit"),
    ("j Enter", "Q", "reader drill-mou-2031 source 0 line 0, wants Quit"),
    // Sources and drafts.
    ("j", "o", "timeline drill-mou-2031, wants OpenUrl(\"https://lantern.example/drills\")"),
    ("j", "O", "timeline drill-mou-2031, wants OpenUrl(\"https://archive.example/lantern/drills\")"),
    ("j Enter", "s", "reader drill-mou-2031 source 1 line 0, wants ReadSourceText([\"echo-2031-03-15\"])"),
    ("V", "a", "timeline port-advisory-2031, drafts only, wants Accept(\"port-advisory-2031\")"),
    ("V", "x", "timeline port-advisory-2031, drafts only, wants Reject(\"port-advisory-2031\")"),
    ("", "u", "timeline first-talks-2029, wants Undo"),
    ("", "Ctrl-r", "timeline first-talks-2029, wants Redo"),
    ("", "V", "timeline port-advisory-2031, drafts only"),
    // The review queue.
    ("", "v", "review queue first-talks-2029 at Field(Title), wants PrepareReview(\"port-advisory-2031\")"),
    ("v g", "j", "review queue first-talks-2029 at Field(TitleKo)"),
    ("v G", "k", "review queue first-talks-2029 at Source"),
    ("v", "a", "review queue first-talks-2029 at Field(Title), wants Accept(\"port-advisory-2031\")"),
    ("v", "r", "review queue first-talks-2029 at Field(Title), wants Reject(\"port-advisory-2031\")"),
    (
        "v",
        "n",
        "review queue first-talks-2029 at Field(Title), This is the last draft; press q to leave the review queue",
    ),
    (
        "v",
        "N",
        "review queue first-talks-2029 at Field(Title), This is the first draft; press q to leave the review queue",
    ),
    ("v g", "e", "field first-talks-2029 at Field(Title) “Joint warning on crane software|”"),
    (
        "v",
        "E",
        "review queue first-talks-2029 at Field(Title), wants EditToml { id: \"port-advisory-2031\", text: None }",
    ),
    ("v", "m", "merge list first-talks-2029 at Field(Title), into port-outage-2031"),
    ("v g", "p", "field first-talks-2029 at Source “2031-03-14|”"),
    (
        "v",
        "A",
        "review queue first-talks-2029 at Field(Title), wants AcceptConfident(\"lantern-2031-03-14\")",
    ),
    ("v", "Tab", "review queue first-talks-2029 at Field(Title), evidence"),
    (
        "v",
        "Enter",
        "reader first-talks-2029 source 0 line 0 at Field(Title), wants ReadSourceText([\"lantern-2031-03-14\"])",
    ),
    (
        "v g",
        "1",
        "review queue first-talks-2029 at Field(Date), wants EditField { id: \"port-advisory-2031\", part: Field(Date), typed: \"2031-10-02\" }",
    ),
    (
        "v",
        "2",
        "review queue first-talks-2029 at Field(Date), wants EditField { id: \"port-advisory-2031\", part: Field(Date), typed: \"2031-10\" }",
    ),
    (
        "v",
        "3",
        "review queue first-talks-2029 at Field(Date), wants EditField { id: \"port-advisory-2031\", part: Field(Date), typed: \"2031-10-02?\" }",
    ),
    (
        "v g e '!",
        "Enter",
        "field first-talks-2029 at Field(Title) “Joint warning on crane software!|”, wants EditField { id: \"port-advisory-2031\", part: Field(Title), typed: \"Joint warning on crane software!\" }",
    ),
    ("v g j j j e Ctrl-u 's", "Tab", "field first-talks-2029 at Field(Kind) “summit|”"),
    ("v g e '!", "Esc", "review queue first-talks-2029 at Field(Title)"),
    (
        "v m 'mou",
        "Enter",
        "merge preview first-talks-2029 at Field(Title), field 0 of [RecordConflict, Keep, Keep, Keep, Keep], wants PreviewMerge { draft: \"port-advisory-2031\", event: \"drill-mou-2031\" }",
    ),
    (
        "v m 'mou Enter",
        "j",
        "merge preview first-talks-2029 at Field(Title), field 1 of [RecordConflict, Keep, Keep, Keep, Keep]",
    ),
    (
        "v m 'mou Enter j",
        "k",
        "merge preview first-talks-2029 at Field(Title), field 0 of [RecordConflict, Keep, Keep, Keep, Keep]",
    ),
    (
        "v m 'mou Enter",
        "1",
        "merge preview first-talks-2029 at Field(Title), field 0 of [Keep, Keep, Keep, Keep, Keep], The event keeps its value",
    ),
    (
        "v m 'mou Enter 1",
        "2",
        "merge preview first-talks-2029 at Field(Title), field 0 of [RecordConflict, Keep, Keep, Keep, Keep], The draft's value is recorded as a conflict, with its source",
    ),
    (
        "v m 'mou Enter",
        "3",
        "merge preview first-talks-2029 at Field(Title), field 0 of [Replace, Keep, Keep, Keep, Keep], The event gets the draft's value",
    ),
    (
        "v m 'mou Enter",
        "Space",
        "merge preview first-talks-2029 at Field(Title), field 0 of [Replace, Keep, Keep, Keep, Keep]",
    ),
    (
        "v m 'mou Enter",
        "Enter",
        "merge preview first-talks-2029 at Field(Title), field 0 of [RecordConflict, Keep, Keep, Keep, Keep], wants Merge { draft: \"port-advisory-2031\", event: \"drill-mou-2031\", choices: [RecordConflict, Keep, Keep, Keep, Keep] }",
    ),
    // Imports.
    ("", "i", "prompt first-talks-2029 “|”"),
    ("", "I", "timeline first-talks-2029, Nothing imported yet; press i to import"),
    ("i 'a.txt", "Enter", "timeline first-talks-2029, importing a.txt, wants Import(\"a.txt\")"),
    ("i 'a", "Tab", "prompt first-talks-2029 “a|”, wants ListPaths(\"a\")"),
    ("i 'a", "Esc", "timeline first-talks-2029"),
    (
        "i 'a Enter i",
        "i",
        "timeline first-talks-2029, importing a, Import canceled; articles already read are imported, wants CancelImport",
    ),
    // The screen.
    ("", "L", "timeline first-talks-2029, titles English"),
    ("", "R", "timeline first-talks-2029, wants Reload"),
    ("", "Ctrl-l", "timeline first-talks-2029, wants Redraw"),
    ("", "Ctrl-z", "timeline first-talks-2029, wants Suspend"),
    // Dates, numbers and names; filters kept.
    ("j", ":", "prompt drill-mou-2031 “|”"),
    (": '2031-06", "Enter", "timeline port-outage-2031, No listed event at 2031-06; selected the next one"),
    (": '2031-10", "Enter", "timeline port-advisory-2031"),
    (": '3", "Enter", "timeline spring-drill-2031"),
    (": 'zoom_m", "Tab", "prompt first-talks-2029 “zoom month|”"),
    (": 'zoom_m", "Enter", "timeline first-talks-2029, by month"),
    (": 'redo", "Enter", "timeline first-talks-2029, wants Redo"),
    (
        ": 'submarine",
        "Enter",
        "prompt first-talks-2029 “submarine|”, Unknown date, event or command: “submarine”. Press Tab for suggestions",
    ),
    ("/ 'drill Enter", "S", "prompt spring-drill-2031 “drill|” “|”"),
    (
        "/ 'drill Enter S '2_mine",
        "Enter",
        "timeline spring-drill-2031 “drill|”, wants SaveFilter(SavedFilter { number: 2, name: \"mine\", query: \"drill\" })",
    ),
    ("", "1", "timeline drill-mou-2031 “mou|”, 1: memoranda"),
    ("1", "1", "timeline drill-mou-2031"),
    ("", "2", "timeline first-talks-2029, No filter saved under 2; press S to save the current one"),
    ("", "3", "timeline first-talks-2029, No filter saved under 3; press S to save the current one"),
    ("", "4", "timeline first-talks-2029, No filter saved under 4; press S to save the current one"),
    ("", "5", "timeline first-talks-2029, No filter saved under 5; press S to save the current one"),
    ("", "6", "timeline first-talks-2029, No filter saved under 6; press S to save the current one"),
    ("", "7", "timeline first-talks-2029, No filter saved under 7; press S to save the current one"),
    ("", "8", "timeline first-talks-2029, No filter saved under 8; press S to save the current one"),
    ("", "9", "timeline first-talks-2029, No filter saved under 9; press S to save the current one"),
    ("/", "Ctrl-p", "filter spring-drill-2031 “port|”"),
    ("/ Ctrl-p Ctrl-p", "Ctrl-n", "filter spring-drill-2031 “port|”"),
    ("/ 'ki", "Tab", "filter first-talks-2029 “kind:|”"),
    // The views.
    ("", "w", "responses first-talks-2029, row 1 of 3, at Outage at the northern container terminal"),
    ("w j", "Tab", "responses first-talks-2029, row 1 of 3, at [draft] Joint warning on crane software"),
    ("w Tab j", "k", "responses first-talks-2029, row 1 of 3, at [draft] Joint warning on crane software"),
    ("w Tab G", "Enter", "timeline harbour-policy"),
    (
        "w Tab G Enter",
        "Ctrl-o",
        "responses first-talks-2029, row 3 of 3, at Harbour data rules of an unknown day",
    ),
    ("j", "t", "thread drill-mou-2031, row 1 of 3, at Cyber offices sign MOU on shared drills in Busan"),
    ("w Tab", "t", "thread first-talks-2029, row 1 of 3, at [draft] Joint warning on crane software"),
    (
        "w Tab t",
        "Ctrl-o",
        "thread first-talks-2029, No previous thread; press q to leave, row 1 of 3, at [draft] Joint warning on crane software",
    ),
    ("j t j j", "t", "thread drill-mou-2031, row 1 of 3, at Spring drill: ministers watch for two days"),
    (
        "j t j j t",
        "Ctrl-o",
        "thread drill-mou-2031, row 3 of 3, at Spring drill: ministers watch for two days",
    ),
    (
        "",
        "c",
        "commitments first-talks-2029, row 1 of 3, at Cyber offices sign MOU on shared drills in Busan",
    ),
    (
        "c",
        "Tab",
        "commitments first-talks-2029, row 1 of 1, at Cyber offices sign MOU on shared drills in Busan",
    ),
    ("c G", "Enter", "timeline drill-mou-2031"),
    // The filter.
    ("j", "/", "filter drill-mou-2031 “|”"),
    ("/ 'drill Enter", "0", "timeline spring-drill-2031, by decade"),
    ("/ 'drill", "Enter", "timeline spring-drill-2031 “drill|”, wants RecordFilter(\"drill\")"),
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

/// The state as text: layer, selected event, position in the reader, lines being typed with their carets, effect.
fn describe(stage: &Stage) -> String {
    let state = &stage.state;
    let mut text = format!("{} {}", state.layer().name(), state.selected_id().unwrap_or("-".to_owned()));
    if let Some(reader) = &state.layers.reader {
        let _ = write!(text, " source {} line {}", reader.source, reader.text.scroll);
    }
    if state.layer() == ScreenLayer::Filter || !state.filter.text().is_empty() {
        text += &caret_text(&state.filter);
    }
    if let Some(prompt) = &state.layers.prompt {
        text += &caret_text(&prompt.line);
    }
    if state.axis.unit != RulerUnit::Year {
        let _ = write!(text, ", by {}", state.axis.unit.name());
    }
    if let Some(importing) = &state.importing {
        let _ = write!(text, ", importing {}", importing.source);
    }
    if let Some(review) = &state.layers.review {
        let field = review.draft.as_ref().map(|draft| draft.fields[review.field].field);
        let _ = write!(text, " at {:?}", field.unwrap());
        if review.in_evidence {
            text += ", evidence";
        }
        if let Some(input) = &state.layers.field_input {
            text += &caret_text(&input.line);
        }
        if let Some(merge) = &state.layers.merge_preview {
            let _ = write!(text, ", field {} of {:?}", merge.selected, merge.choices);
        } else if let Some(list) = &state.layers.merge_list {
            let _ = write!(text, ", into {}", list.ids.get(list.selected).map_or("-", String::as_str));
        }
    }
    if let Some(notice) = state.notice.as_ref().filter(|_| state.titles == TitleLanguage::Both) {
        let _ = write!(text, ", {notice}");
    }
    if state.visible_view().is_some() {
        let ((row, count), title) = (state.position(), state.title_in_view().unwrap_or_default());
        let _ = write!(text, ", row {row} of {count}, at {title}");
    }
    if state.only_drafts {
        text += ", drafts only";
    }
    if state.titles != TitleLanguage::Both {
        let _ = write!(text, ", titles {:?}", state.titles);
    }
    if let Some(effect) = &stage.effect {
        let _ = write!(text, ", wants {effect:?}");
    }
    text
}

/// A line with `|` at its caret.
fn caret_text(line: &LineEditor) -> String {
    let before = line.text_before_caret();
    format!(" “{before}|{}”", &line.text()[before.len()..])
}

/// A screen with a detail pane.
fn stage(script: &str) -> Stage {
    Stage::new(100, 22).press(script)
}

#[test]
fn every_key_does_what_its_line_says() {
    let wrong = |(before, key, want): &&(&str, &str, &str)| describe(&stage(before).press(key)) != *want;
    let wrong: Vec<String> = PRESSED
        .iter()
        .filter(wrong)
        .map(|(before, key, want)| {
            format!("{before:?}, then {key}: {}\n    not {want}", describe(&stage(before).press(key)))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_binding_is_pressed_here() {
    let pressed: HashSet<(ScreenLayer, &str)> =
        PRESSED.iter().map(|(before, key, _)| (stage(before).state.layer(), *key)).collect();
    let is_pressed = |row: &KeyBinding| {
        row.layers.iter().any(|layer| row.keys.iter().any(|key| pressed.contains(&(*layer, &key.name()))))
    };
    let missing: Vec<_> = all_bindings()
        .filter(|(_, row)| !is_pressed(row))
        .map(|(command, row)| (key_names(row.keys), command.help_for(row)))
        .collect();
    assert!(missing.is_empty(), "bindings without a line in PRESSED: {missing:?}");
}

#[test]
fn all_keys_of_a_binding_do_the_same() {
    for (before, key, want) in PRESSED {
        let layer = stage(before).state.layer();
        let row = bindings_in(layer).find(|(_, row)| row.keys.iter().any(|other| other.name() == *key));
        for other in row.into_iter().flat_map(|(_, row)| row.keys) {
            let mut stage = stage(before);
            stage.key(event(*other));
            assert_eq!(describe(&stage), *want, "{before:?}, then {}", other.name());
        }
    }
}

/// Scroll position and selected target of the detail pane.
fn detail_position(stage: &Stage) -> (usize, Option<usize>) {
    let detail = &stage.state.layers.detail;
    (detail.text.scroll, detail.target)
}

/// Scripts that lead into each layer, so that each key can do something in one of them.
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
fn every_binding_does_something_in_each_of_its_layers() {
    for layer in ScreenLayer::ALL {
        // On a small screen everything can be scrolled.
        let places = || INTO.iter().map(|script| Stage::new(40, 12).press(script));
        for key in bindings_in(layer).flat_map(|(_, row)| row.keys) {
            let acts = places().filter(|stage| stage.state.layer() == layer).any(|mut stage| {
                let before = stage.draw();
                stage.effect = None;
                let before_carets = carets(&stage);
                stage.key(event(*key));
                stage.effect.is_some() || carets(&stage) != before_carets || stage.draw() != before
            });
            assert!(acts, "{} does nothing in the {}", key.name(), layer.name());
        }
    }
}

/// The bytes before the caret in each line that can be typed.
fn carets(stage: &Stage) -> [usize; 4] {
    let (state, layers) = (&stage.state, &stage.state.layers);
    let lines = [
        Some(&state.filter),
        layers.field_input.as_ref().map(|input| &input.line),
        layers.merge_list.as_ref().map(|list| &list.line),
        layers.prompt.as_ref().map(|prompt| &prompt.line),
    ];
    lines.map(|line| line.map_or(0, |line| line.text_before_caret().len()))
}

#[test]
fn every_layer_can_be_left_and_esc_never_quits() {
    for script in INTO {
        let mut stage = stage(script);
        for _ in 0..8 {
            stage.key(KeyEvent::from(KeyCode::Esc));
            assert_ne!(stage.effect, Some(Effect::Quit), "{script:?}");
        }
        assert_eq!(describe(&stage).split_once(' ').map(|(layer, _)| layer), Some("timeline"), "{script:?}");
        assert!(!stage.state.is_filtered(), "{script:?}");
        stage.key(KeyEvent::from(KeyCode::Char('q')));
        assert_eq!(stage.effect, Some(Effect::Quit), "{script:?}");
    }
}

#[test]
fn letters_are_typed_only_in_the_filter() {
    let printing = (' '..='~').chain("한ㅎéß".chars());
    for c in printing {
        let mut typing = stage("/");
        typing.key(KeyEvent::from(KeyCode::Char(c)));
        assert_eq!(typing.state.filter.text_before_caret(), c.to_string(), "{c:?}");
        let mut walking = stage("");
        walking.key(KeyEvent::from(KeyCode::Char(c)));
        // A digit applies a saved filter and is not typed.
        assert_ne!(walking.state.filter.text(), c.to_string(), "{c:?}");
    }
}

#[test]
fn a_korean_keyboard_presses_the_same_keys() {
    // Single letters, shifted ones, and syllables as an input method composes them.
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
        assert_eq!(describe(&stage(korean)), describe(&stage(latin)), "{korean} is {latin}");
    }
    assert_eq!(describe(&stage("/ 하")), "filter first-talks-2029 “하|”", "text input is not converted");
}

#[test]
fn shift_is_part_of_a_letter_and_other_modifiers_are_not() {
    let press = |code, modifiers| {
        let mut stage = stage("");
        stage.key(KeyEvent::new(code, modifiers));
        describe(&stage)
    };
    let last = "timeline harbour-policy";
    assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT), last);
    assert_eq!(press(KeyCode::Char('G'), KeyModifiers::NONE), last);
    assert_eq!(press(KeyCode::Char('j'), KeyModifiers::ALT), "timeline first-talks-2029");
    assert_eq!(press(KeyCode::Char('q'), KeyModifiers::CONTROL), "timeline first-talks-2029");
}

#[test]
fn the_end_of_an_import_changes_no_position() {
    for script in INTO {
        let mut stage = Stage::new(100, 22).press(script);
        stage.state.notice = None;
        let before = describe(&stage);
        let before_carets = carets(&stage);
        let detail = detail_position(&stage);
        let timeline = Box::new(stage.state.timeline.clone());
        stage.finish(EffectResult::StoreRefreshed(timeline, "Imported".to_owned()));
        stage.effect = None;
        assert_eq!(stage.state.notice.take().as_deref(), Some("Imported"), "{script:?}");
        let before = before.split(", wants").next().unwrap();
        assert_eq!(describe(&stage), before, "{script:?}");
        assert_eq!((carets(&stage), detail_position(&stage)), (before_carets, detail), "{script:?}");
    }
}

#[test]
fn quitting_during_an_import_warns_each_time() {
    let importing = |stage: Stage| stage.press("i 'a.txt Enter");
    let asks = |stage: &mut Stage| {
        stage.key(KeyEvent::from(KeyCode::Char('q')));
        stage.effect.clone()
    };
    let mut stage = importing(stage(""));
    assert_eq!(asks(&mut stage), None);
    stage.finish(EffectResult::ImportFinished(ImportSummary::default()));
    let mut stage = importing(stage);
    assert_eq!(asks(&mut stage), None, "each import has its own warning");
    assert_eq!(asks(&mut stage), Some(Effect::Quit));
}

#[test]
fn the_history_starts_at_its_end_each_time() {
    assert_eq!(describe(&stage("/ Ctrl-p Esc / Ctrl-p")), describe(&stage("/ Ctrl-p")));
    assert_eq!(describe(&stage("/ Ctrl-p Esc 1 / Ctrl-n")), describe(&stage("1 / Ctrl-n")));
}

#[test]
fn a_commitment_due_after_the_last_event_is_on_the_axis() {
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
    // One in the list, one in the detail pane, one on the axis.
    assert_eq!(flags(&stage), 3);
    stage = stage.press("+ +");
    assert_eq!(flags(&stage), 2, "four years do not fit a ruler of months");
}

#[test]
fn an_invalid_filter_is_neither_applied_nor_saved() {
    for typed in ["kind:zz", "foo:bar", "drill_!", "drill_|", "\"drill"] {
        let stage = stage(&format!("/ '{typed} Enter"));
        assert_eq!((stage.state.layer(), &stage.effect), (ScreenLayer::Filter, &None), "{typed}");
        assert!(stage.state.filter_error.is_some(), "{typed}");
    }
    let stage = stage(": 'filter_kind:zz Enter S");
    assert_eq!((stage.state.layer(), stage.state.layers.prompt.is_none()), (ScreenLayer::Timeline, true));
    assert_eq!(stage.state.notice.as_deref(), Some("Invalid filter; press / to edit it"));
}

#[test]
fn replacing_a_saved_filter_needs_a_confirmation() {
    let stage = stage("/ 'drill Enter S '1 Enter");
    assert_eq!((stage.state.layer(), &stage.effect), (ScreenLayer::Prompt, &None));
    assert_eq!(
        stage.state.notice.as_deref(),
        Some("1 holds “memoranda” (mou); press Enter again to replace it")
    );
    let stage = stage.press("Enter");
    assert!(
        matches!(&stage.effect, Some(Effect::SaveFilter(saved)) if saved.query == "drill"),
        "{:?}",
        stage.effect
    );
}

#[test]
fn an_event_can_be_selected_by_its_id() {
    for typed in ["drill-mou-2031", "drill-mou"] {
        assert_eq!(describe(&stage(&format!(": '{typed} Enter"))), "timeline drill-mou-2031", "{typed}");
    }
    assert_eq!(describe(&stage(": 'drill-m Tab")), "prompt first-talks-2029 “drill-mou-2031|”");
    assert_eq!(
        describe(&stage(": '99 Enter")),
        "prompt first-talks-2029 “99|”, No event 99 in the list of 7"
    );
}

#[test]
fn a_view_can_be_filtered() {
    let rows = |stage: &Stage| stage.state.position().1;
    let all = stage("c");
    let some = stage("c / 'spring Enter");
    assert_eq!(some.state.layer(), ScreenLayer::Commitments);
    assert!(rows(&some) < rows(&all), "{} of {}", rows(&some), rows(&all));
    assert_eq!(rows(&some.press("0")), rows(&all));
}

#[test]
fn restoring_the_filter_in_a_view_restores_its_row() {
    let at = |stage: &Stage| stage.state.title_in_view();
    let before = stage("c j");
    for typed in ["zzz", "mou", "drill"] {
        assert_eq!(at(&stage(&format!("c j / '{typed} Esc"))), at(&before), "{typed}");
    }
}

#[test]
fn jumping_back_returns_to_the_view() {
    let gone = stage("c j : 'harbour-policy Enter");
    assert_eq!(describe(&gone), "timeline harbour-policy");
    let back = gone.press("Ctrl-o");
    assert_eq!(
        (back.state.layer(), back.state.title_in_view()),
        (ScreenLayer::Commitments, stage("c j").state.title_in_view())
    );
    assert_eq!(describe(&stage("j Enter : 'harbour-policy Enter")), "timeline harbour-policy");
    let filtered = stage("/ 'drill Enter c : 'harbour-policy Enter Ctrl-o");
    assert_eq!((filtered.state.layer(), filtered.state.filter.text()), (ScreenLayer::Commitments, "drill"));
}
