//! THE key table: layers, keys, action, a few words of help, and what the hint line says. Help, hint line and the
//! table in the README are made from it. Never acts.

use super::action::{
    Action, AxisAction, Decision, FilterAction, LineEdit, Motion, Navigate, PromptAction, PromptKind,
    ReviewAction, ScreenAction, ScreenLayer, SourceAction, TextInput, ViewAction,
};
use crate::text::hangul;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt::Write;

/// A key as it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key; a letter is as it would be typed, so `G` is shift and g.
    pub code: KeyCode,
    /// Ctrl or Alt.
    pub modifiers: KeyModifiers,
}

/// One row of the table.
pub struct KeyBinding {
    /// Where the keys mean this.
    pub layers: &'static [ScreenLayer],
    /// The keys.
    pub keys: &'static [Key],
    /// What they mean.
    pub action: fn() -> Action,
    /// A few words for the help and the README.
    pub help: &'static str,
    /// The word in the hint line, and its place there: 1 is dropped last. `None` is never hinted at. A word that begins
    /// with a slash names the key of another row that does the contrary: `/k move` behind `j`.
    pub hint: Option<(&'static str, u8)>,
}

const fn key(code: KeyCode) -> Key {
    Key { code, modifiers: KeyModifiers::NONE }
}

const fn ch(c: char) -> Key {
    key(KeyCode::Char(c))
}

const fn ctrl(c: char) -> Key {
    Key { code: KeyCode::Char(c), modifiers: KeyModifiers::CONTROL }
}

const fn alt(c: char) -> Key {
    Key { code: KeyCode::Char(c), modifiers: KeyModifiers::ALT }
}

use KeyCode::{Backspace, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
use ScreenLayer::{Commitments, Detail, Help, Reader, Responses, Thread, Timeline};

/// Layers in which one walks.
const NAVIGABLE_LAYERS: &[ScreenLayer] =
    &[Timeline, Detail, Reader, ScreenLayer::Report, Responses, Thread, Commitments, Help];
/// Layers that show an event.
const EVENT_LAYERS: &[ScreenLayer] = &[Timeline, Detail, Reader];
/// Those, and the review.
const DECISION_LAYERS: &[ScreenLayer] = &[Timeline, Detail, Reader, ScreenLayer::Review];
/// Layers that the filter counts in.
const FILTER_LAYERS: &[ScreenLayer] = &[Timeline, Detail, Responses, Commitments];
/// Those of them whose digits are free for saved filters.
const SAVED_FILTER_LAYERS: &[ScreenLayer] = &[Timeline, Responses, Commitments];
/// Those, and the views.
const SOURCE_LAYERS: &[ScreenLayer] =
    &[Timeline, Detail, Reader, ScreenLayer::Review, Responses, Thread, Commitments];
/// Layers in which one walks by pages.
const PAGED_LAYERS: &[ScreenLayer] = &[
    Timeline,
    Detail,
    Reader,
    ScreenLayer::Report,
    Responses,
    Thread,
    Commitments,
    Help,
    ScreenLayer::Review,
];
/// The views over the timeline.
const VIEW_LAYERS: &[ScreenLayer] = &[Responses, Thread, Commitments];
/// Layers in which printing keys type.
const INPUT_LAYERS: &[ScreenLayer] =
    &[ScreenLayer::Filter, ScreenLayer::FieldInput, ScreenLayer::MergeList, ScreenLayer::Prompt];
/// Those of them with a list of hits.
const HIT_LIST_LAYERS: &[ScreenLayer] = &[ScreenLayer::Filter, ScreenLayer::MergeList];
const REVIEW_LAYER: &[ScreenLayer] = &[ScreenLayer::Review];
const MERGE_PREVIEW_LAYER: &[ScreenLayer] = &[ScreenLayer::MergePreview];

macro_rules! row {
    ($layers:expr, [$($key:expr),*], $action:expr, $help:expr) => {
        row!($layers, [$($key),*], $action, $help, None)
    };
    ($layers:expr, [$($key:expr),*], $action:expr, $help:expr, $hint:expr) => {
        KeyBinding { layers: $layers, keys: &[$($key),*], action: || $action, help: $help, hint: $hint }
    };
}

/// Every key.
pub const KEY_BINDINGS: &[KeyBinding] = &[
    row!(NAVIGABLE_LAYERS, [ch('j'), key(Down)], Action::Move(Motion::Down), "next", Some(("/k move", 2))),
    row!(NAVIGABLE_LAYERS, [ch('k'), key(Up)], Action::Move(Motion::Up), "previous"),
    row!(
        &[Timeline],
        [key(Enter)],
        Action::Navigate(Navigate::Open),
        "read the event's source",
        Some(("read", 4))
    ),
    row!(
        &[Detail],
        [key(Enter)],
        Action::Navigate(Navigate::Open),
        "follow the link, read the source",
        Some(("follow", 4))
    ),
    row!(
        FILTER_LAYERS,
        [ch('/')],
        Action::Filter(FilterAction::StartEdit),
        "filter as you type",
        Some(("filter", 1))
    ),
    row!(
        SOURCE_LAYERS,
        [ch('o')],
        Action::Source(SourceAction::OpenUrl),
        "open the source in the browser",
        Some(("browser", 6))
    ),
    row!(SOURCE_LAYERS, [ch('O')], Action::Source(SourceAction::OpenArchived), "open its archived copy"),
    row!(
        &[Reader],
        [ch('s')],
        Action::Source(SourceAction::Next),
        "next source of this event",
        Some(("next source", 4))
    ),
    row!(
        &[Timeline],
        [key(Tab), key(KeyCode::BackTab)],
        Action::Navigate(Navigate::SwitchPane),
        "to the detail pane",
        Some(("detail", 7))
    ),
    row!(
        &[Detail],
        [key(Tab), key(KeyCode::BackTab)],
        Action::Navigate(Navigate::SwitchPane),
        "back to the list",
        Some(("list", 7))
    ),
    row!(
        &[Timeline, Detail],
        [ctrl('o')],
        Action::Navigate(Navigate::JumpBack),
        "back to where a link was followed from"
    ),
    row!(PAGED_LAYERS, [ch('g'), key(Home)], Action::Move(Motion::Top), "first"),
    row!(PAGED_LAYERS, [ch('G'), key(End)], Action::Move(Motion::Bottom), "last"),
    row!(PAGED_LAYERS, [ctrl('d')], Action::Move(Motion::HalfPageDown), "half a page on"),
    row!(PAGED_LAYERS, [ctrl('u')], Action::Move(Motion::HalfPageUp), "half a page back"),
    row!(PAGED_LAYERS, [ctrl('f'), key(PageDown), ch(' ')], Action::Move(Motion::PageDown), "a page on"),
    row!(PAGED_LAYERS, [ctrl('b'), key(PageUp)], Action::Move(Motion::PageUp), "a page back"),
    row!(PAGED_LAYERS, [ch('J')], Action::Move(Motion::TenDown), "ten on"),
    row!(PAGED_LAYERS, [ch('K')], Action::Move(Motion::TenUp), "ten back"),
    row!(
        &[Timeline],
        [ch(']')],
        Action::Move(Motion::NextYear),
        "next year that has events",
        Some(("year", 10))
    ),
    row!(&[Timeline], [ch('[')], Action::Move(Motion::PreviousYear), "previous year that has events"),
    row!(
        &[Timeline],
        [ch('h'), key(Left)],
        Action::Axis(AxisAction::Earlier),
        "earlier by a unit of the ruler",
        Some(("/l along", 8))
    ),
    row!(&[Timeline], [ch('l'), key(Right)], Action::Axis(AxisAction::Later), "later by a unit of the ruler"),
    row!(
        &[Timeline],
        [ch('+'), ch('=')],
        Action::Axis(AxisAction::ZoomIn),
        "zoom in about the selected event",
        Some(("/- zoom", 7))
    ),
    row!(&[Timeline], [ch('-')], Action::Axis(AxisAction::ZoomOut), "zoom out"),
    row!(&[Timeline], [ch('.')], Action::Axis(AxisAction::Center), "the axis about the selected event"),
    row!(
        FILTER_LAYERS,
        [ch('0')],
        Action::Filter(FilterAction::ShowAll),
        "everything: no filter, the coarsest ruler"
    ),
    row!(
        &[Timeline, Detail],
        [ch('v')],
        Action::Review(ReviewAction::Open),
        "review the drafts one by one",
        Some(("review", 9))
    ),
    row!(
        &[Timeline, Detail],
        [ch('V')],
        Action::Filter(FilterAction::ToggleDrafts),
        "list only drafts, or all again"
    ),
    row!(
        DECISION_LAYERS,
        [ch('i')],
        Action::Prompt(PromptAction::Open(PromptKind::Import)),
        "import a path or an address; twice more stops it",
        Some(("import", 11))
    ),
    row!(SOURCE_LAYERS, [ch('I')], Action::Navigate(Navigate::Report), "what became of the last import"),
    row!(
        SOURCE_LAYERS,
        [ch(':')],
        Action::Prompt(PromptAction::Open(PromptKind::Command)),
        "a date, an event's number or id, or a name",
        Some(("command", 9))
    ),
    row!(
        &[Timeline, Detail],
        [ch('S')],
        Action::Prompt(PromptAction::Open(PromptKind::SaveFilter)),
        "save the filter under a digit"
    ),
    row!(
        SAVED_FILTER_LAYERS,
        [ch('1')],
        Action::Filter(FilterAction::ToggleSaved(1)),
        "saved filter 1; again takes it off"
    ),
    row!(SAVED_FILTER_LAYERS, [ch('2')], Action::Filter(FilterAction::ToggleSaved(2)), "saved filter 2"),
    row!(SAVED_FILTER_LAYERS, [ch('3')], Action::Filter(FilterAction::ToggleSaved(3)), "saved filter 3"),
    row!(SAVED_FILTER_LAYERS, [ch('4')], Action::Filter(FilterAction::ToggleSaved(4)), "saved filter 4"),
    row!(SAVED_FILTER_LAYERS, [ch('5')], Action::Filter(FilterAction::ToggleSaved(5)), "saved filter 5"),
    row!(SAVED_FILTER_LAYERS, [ch('6')], Action::Filter(FilterAction::ToggleSaved(6)), "saved filter 6"),
    row!(SAVED_FILTER_LAYERS, [ch('7')], Action::Filter(FilterAction::ToggleSaved(7)), "saved filter 7"),
    row!(SAVED_FILTER_LAYERS, [ch('8')], Action::Filter(FilterAction::ToggleSaved(8)), "saved filter 8"),
    row!(SAVED_FILTER_LAYERS, [ch('9')], Action::Filter(FilterAction::ToggleSaved(9)), "saved filter 9"),
    row!(
        &[ScreenLayer::Filter],
        [key(Tab)],
        Action::Filter(FilterAction::Complete),
        "complete a field or a value",
        Some(("complete", 3))
    ),
    row!(
        &[ScreenLayer::Filter],
        [ctrl('p')],
        Action::Filter(FilterAction::HistoryOlder),
        "the filter kept before"
    ),
    row!(
        &[ScreenLayer::Filter],
        [ctrl('n')],
        Action::Filter(FilterAction::HistoryNewer),
        "the filter kept after"
    ),
    row!(EVENT_LAYERS, [ch('a')], Action::Decide(Decision::Accept), "accept the draft"),
    row!(EVENT_LAYERS, [ch('x')], Action::Decide(Decision::Reject), "reject the draft"),
    row!(DECISION_LAYERS, [ch('u')], Action::Decide(Decision::Undo), "take the last decision back"),
    row!(DECISION_LAYERS, [ctrl('r')], Action::Decide(Decision::Redo), "do it again after all"),
    row!(REVIEW_LAYER, [ch('j'), key(Down)], Action::Move(Motion::Down), "next field, or on in the evidence"),
    row!(REVIEW_LAYER, [ch('k'), key(Up)], Action::Move(Motion::Up), "field before, or back in the evidence"),
    row!(REVIEW_LAYER, [ch('a')], Action::Decide(Decision::Accept), "accept the draft", Some(("accept", 1))),
    row!(
        REVIEW_LAYER,
        [ch('r'), ch('x')],
        Action::Decide(Decision::Reject),
        "reject the draft",
        Some(("reject", 2))
    ),
    row!(
        REVIEW_LAYER,
        [ch('n'), ch('s')],
        Action::Review(ReviewAction::Next),
        "next draft; this one stays",
        Some(("next", 3))
    ),
    row!(REVIEW_LAYER, [ch('N')], Action::Review(ReviewAction::Previous), "draft before"),
    row!(
        REVIEW_LAYER,
        [ch('e')],
        Action::Review(ReviewAction::EditField),
        "edit the field",
        Some(("edit", 4))
    ),
    row!(
        REVIEW_LAYER,
        [ch('E')],
        Action::Review(ReviewAction::EditToml),
        "edit the draft as TOML in your editor",
        Some(("as TOML", 10))
    ),
    row!(
        REVIEW_LAYER,
        [ch('m')],
        Action::Review(ReviewAction::Merge),
        "merge into an event we have",
        Some(("merge", 5))
    ),
    row!(
        REVIEW_LAYER,
        [ch('p')],
        Action::Review(ReviewAction::EditPublicationDate),
        "publication date, for all drafts of the source",
        Some(("published", 8))
    ),
    row!(
        REVIEW_LAYER,
        [ch('A')],
        Action::Review(ReviewAction::AcceptConfident),
        "accept all of this source with nothing to look at",
        Some(("accept all sure", 11))
    ),
    row!(
        REVIEW_LAYER,
        [key(Tab), key(KeyCode::BackTab)],
        Action::Review(ReviewAction::SwitchPane),
        "fields or evidence",
        Some(("evidence", 5))
    ),
    row!(REVIEW_LAYER, [key(Enter)], Action::Navigate(Navigate::Open), "read the source", Some(("read", 9))),
    row!(REVIEW_LAYER, [ch('1')], Action::Review(ReviewAction::Choose(0)), "the date as it is"),
    row!(REVIEW_LAYER, [ch('2')], Action::Review(ReviewAction::Choose(1)), "the second date shown"),
    row!(REVIEW_LAYER, [ch('3')], Action::Review(ReviewAction::Choose(2)), "the third date shown"),
    row!(
        MERGE_PREVIEW_LAYER,
        [ch('j'), key(Down)],
        Action::Move(Motion::Down),
        "next field",
        Some(("field", 4))
    ),
    row!(MERGE_PREVIEW_LAYER, [ch('k'), key(Up)], Action::Move(Motion::Up), "field before"),
    row!(
        MERGE_PREVIEW_LAYER,
        [ch('1')],
        Action::Review(ReviewAction::Choose(0)),
        "keep what the event has",
        Some(("keep", 5))
    ),
    row!(
        MERGE_PREVIEW_LAYER,
        [ch('2')],
        Action::Review(ReviewAction::Choose(1)),
        "add it as what another source says",
        Some(("second account", 6))
    ),
    row!(
        MERGE_PREVIEW_LAYER,
        [ch('3')],
        Action::Review(ReviewAction::Choose(2)),
        "replace it, or add to the list",
        Some(("replace", 7))
    ),
    row!(
        MERGE_PREVIEW_LAYER,
        [ch(' '), key(Tab)],
        Action::Review(ReviewAction::CycleChoice),
        "the next choice",
        Some(("choose", 3))
    ),
    row!(
        MERGE_PREVIEW_LAYER,
        [key(Enter)],
        Action::Review(ReviewAction::Submit),
        "merge",
        Some(("merge", 1))
    ),
    row!(
        &[ScreenLayer::MergeList],
        [key(Enter)],
        Action::Review(ReviewAction::Submit),
        "lay the draft beside this event",
        Some(("compare", 1))
    ),
    row!(
        &[ScreenLayer::FieldInput],
        [key(Enter)],
        Action::Review(ReviewAction::Submit),
        "take it",
        Some(("take", 1))
    ),
    row!(
        &[ScreenLayer::FieldInput],
        [key(Tab)],
        Action::Review(ReviewAction::Complete),
        "complete a kind or a name",
        Some(("complete", 3))
    ),
    row!(
        &[ScreenLayer::Prompt],
        [key(Enter)],
        Action::Prompt(PromptAction::Submit),
        "take it",
        Some(("take", 1))
    ),
    row!(
        &[ScreenLayer::Prompt],
        [key(Tab)],
        Action::Prompt(PromptAction::Complete),
        "complete it, then the next that fits",
        Some(("complete", 3))
    ),
    row!(
        &[ScreenLayer::FieldInput, ScreenLayer::MergeList, ScreenLayer::Prompt],
        [key(Esc)],
        Action::Navigate(Navigate::Back),
        "leave it as it was",
        Some(("leave it", 2))
    ),
    row!(
        &[Timeline, Detail, Responses, Thread, Commitments],
        [ch('L')],
        Action::Screen(ScreenAction::CycleTitles),
        "titles: English, Korean, both",
        Some(("titles", 8))
    ),
    row!(
        &[Timeline, Detail, Reader, ScreenLayer::Review, Responses, Thread, Commitments],
        [ch('R')],
        Action::Screen(ScreenAction::Reload),
        "read the store again"
    ),
    row!(&[Timeline], [key(Esc), key(Backspace)], Action::Navigate(Navigate::Back), "clear the filter"),
    row!(
        &[
            Detail,
            Reader,
            ScreenLayer::Review,
            ScreenLayer::MergePreview,
            ScreenLayer::Report,
            Responses,
            Thread,
            Commitments,
            Help
        ],
        [key(Esc), key(Backspace)],
        Action::Navigate(Navigate::Back),
        "back",
        Some(("back", 5))
    ),
    row!(
        &[
            Timeline,
            Detail,
            Reader,
            ScreenLayer::Review,
            ScreenLayer::MergePreview,
            ScreenLayer::Report,
            Responses,
            Thread,
            Commitments
        ],
        [ch('?'), key(KeyCode::F(1))],
        Action::Navigate(Navigate::Help),
        "these keys",
        Some(("help", 5))
    ),
    row!(&[Timeline], [ch('q')], Action::Navigate(Navigate::BackOrQuit), "quit", Some(("quit", 6))),
    row!(
        &[
            Detail,
            Reader,
            ScreenLayer::Review,
            ScreenLayer::MergePreview,
            ScreenLayer::Report,
            Responses,
            Thread,
            Commitments,
            Help
        ],
        [ch('q')],
        Action::Navigate(Navigate::BackOrQuit),
        "back"
    ),
    row!(&ScreenLayer::ALL, [ctrl('c')], Action::Navigate(Navigate::Quit), "quit from anywhere"),
    row!(PAGED_LAYERS, [ch('Q')], Action::Navigate(Navigate::Quit), "quit from anywhere"),
    row!(&ScreenLayer::ALL, [ctrl('l')], Action::Screen(ScreenAction::Redraw), "draw the screen again"),
    row!(
        &ScreenLayer::ALL,
        [ctrl('z')],
        Action::Screen(ScreenAction::Suspend),
        "to the shell; `fg` comes back"
    ),
    row!(
        &[ScreenLayer::Filter],
        [key(Enter)],
        Action::Filter(FilterAction::Apply),
        "keep the filter",
        Some(("keep", 1))
    ),
    row!(
        &[ScreenLayer::Filter],
        [key(Esc)],
        Action::Filter(FilterAction::CancelEdit),
        "give back what was there before",
        Some(("give back", 2))
    ),
    row!(HIT_LIST_LAYERS, [key(Down)], Action::Move(Motion::Down), "next hit", Some(("next", 3))),
    row!(HIT_LIST_LAYERS, [key(Up)], Action::Move(Motion::Up), "previous hit", Some(("previous", 4))),
    row!(
        INPUT_LAYERS,
        [key(Backspace)],
        Action::Input(TextInput::Edit(LineEdit::Backspace)),
        "erase the letter before"
    ),
    row!(
        INPUT_LAYERS,
        [key(Delete)],
        Action::Input(TextInput::Edit(LineEdit::Delete)),
        "erase the letter under the cursor"
    ),
    row!(INPUT_LAYERS, [key(Left)], Action::Input(TextInput::Edit(LineEdit::Left)), "a letter back"),
    row!(INPUT_LAYERS, [key(Right)], Action::Input(TextInput::Edit(LineEdit::Right)), "a letter on"),
    row!(INPUT_LAYERS, [alt('b')], Action::Input(TextInput::Edit(LineEdit::WordLeft)), "a word back"),
    row!(INPUT_LAYERS, [alt('f')], Action::Input(TextInput::Edit(LineEdit::WordRight)), "a word on"),
    row!(
        INPUT_LAYERS,
        [ctrl('a'), key(Home)],
        Action::Input(TextInput::Edit(LineEdit::Start)),
        "to the start"
    ),
    row!(INPUT_LAYERS, [ctrl('e'), key(End)], Action::Input(TextInput::Edit(LineEdit::End)), "to the end"),
    row!(
        INPUT_LAYERS,
        [ctrl('w')],
        Action::Input(TextInput::Edit(LineEdit::DeleteWord)),
        "erase the word before",
        Some(("erase word", 5))
    ),
    row!(
        INPUT_LAYERS,
        [ctrl('u')],
        Action::Input(TextInput::Edit(LineEdit::DeleteToStart)),
        "erase to the start"
    ),
    row!(
        INPUT_LAYERS,
        [ctrl('k')],
        Action::Input(TextInput::Edit(LineEdit::DeleteToEnd)),
        "erase to the end"
    ),
    row!(
        &[Timeline, Detail],
        [ch('w')],
        Action::View(ViewAction::Responses),
        "what answered what, of the events listed",
        Some(("answers", 12))
    ),
    row!(
        &[Timeline, Detail, Responses, Thread, Commitments],
        [ch('t')],
        Action::View(ViewAction::Thread),
        "its thread: what it goes back to, what came of it",
        Some(("thread", 9))
    ),
    row!(
        &[Timeline, Detail],
        [ch('c')],
        Action::View(ViewAction::Commitments),
        "what the events listed promise, and who kept it",
        Some(("promises", 13))
    ),
    row!(
        VIEW_LAYERS,
        [key(Enter)],
        Action::Navigate(Navigate::Open),
        "to this event in the timeline; Ctrl-o returns",
        Some(("go there", 1))
    ),
    row!(
        &[Responses],
        [key(Tab), key(KeyCode::BackTab)],
        Action::View(ViewAction::Switch),
        "the other lane: from deed to answer and back",
        Some(("lane", 4))
    ),
    row!(
        &[Commitments],
        [key(Tab), key(KeyCode::BackTab)],
        Action::View(ViewAction::Switch),
        "all, only overdue, only open, only kept",
        Some(("which", 4))
    ),
    row!(
        &[Thread],
        [ctrl('o')],
        Action::View(ViewAction::Back),
        "the thread shown before",
        Some(("last thread", 7))
    ),
];

/// The keys of a Latin layout that gave this one: under a Korean input method a letter comes as a consonant, a vowel or
/// a whole syllable (`ㅓ` for `j`, `하` for `g` and `k`). Where text is typed, and for every other key, the key itself.
pub fn latin_keys(layer: ScreenLayer, event: KeyEvent) -> Vec<KeyEvent> {
    let keys = match event.code {
        KeyCode::Char(c) if !layer.is_text_input() => hangul::latin_keys(c),
        _ => None,
    };
    match keys {
        Some(keys) => keys.chars().map(|c| KeyEvent { code: KeyCode::Char(c), ..event }).collect(),
        None => vec![event],
    }
}

/// What a key means in a layer. Where one types, every other printing key types itself.
pub fn action_for_key(layer: ScreenLayer, event: KeyEvent) -> Option<Action> {
    let typed = matches!(event.code, KeyCode::Char(_));
    // Shift is in the letter already, and some terminals say so and some do not.
    let modifiers =
        if typed { event.modifiers - KeyModifiers::SHIFT } else { event.modifiers & KeyModifiers::ALT };
    let pressed = Key { code: event.code, modifiers };
    if let Some(row) = bindings_in(layer).find(|row| row.keys.contains(&pressed)) {
        return Some((row.action)());
    }
    match event.code {
        KeyCode::Char(c) if layer.is_text_input() && modifiers.is_empty() => {
            Some(Action::Input(TextInput::Insert(c.to_string())))
        }
        _ => None,
    }
}

/// The rows that count in a layer, in the order of the table.
pub fn bindings_in(layer: ScreenLayer) -> impl Iterator<Item = &'static KeyBinding> {
    KEY_BINDINGS.iter().filter(move |row| row.layers.contains(&layer))
}

impl Key {
    /// What is printed on it: `j`, `Ctrl-d`, `PageDown`, `Space`.
    pub fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "Space".to_owned(),
            KeyCode::Char(c) => c.to_string(),
            KeyCode::BackTab => "Shift-Tab".to_owned(),
            KeyCode::F(n) => format!("F{n}"),
            other => format!("{other:?}"),
        };
        match self.modifiers {
            KeyModifiers::CONTROL => format!("Ctrl-{name}"),
            KeyModifiers::ALT => format!("Alt-{name}"),
            _ => name,
        }
    }
}

impl KeyBinding {
    /// The names of its keys, separated by spaces.
    pub fn key_names(&self) -> String {
        self.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(" ")
    }
}

/// The table as the README shows it.
pub fn markdown_table() -> String {
    let mut text = String::from("| keys | where | what they do |\n|---|---|---|\n");
    for row in KEY_BINDINGS {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.name())).collect();
        let layers: Vec<&str> = if row.layers.len() == ScreenLayer::ALL.len() {
            vec!["everywhere"]
        } else {
            row.layers.iter().map(|layer| layer.name()).collect()
        };
        let _ = writeln!(text, "| {} | {} | {} |", keys.join(" "), layers.join(", "), row.help);
    }
    text
}
