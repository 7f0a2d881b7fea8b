//! THE key table: layers, keys, action, a few words of help, and what the hint line says. Help, hint line and the
//! table in the README are made from it. Never acts.

use super::action::{
    Action, Along, Ask, Decide, Edit, Filter, Go, Layer, Move, Pick, Prompting, Review, Screen, Typing, View,
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
pub struct Row {
    /// Where the keys mean this.
    pub layers: &'static [Layer],
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
use Layer::{Answers, Detail, Help, Promises, Reader, Thread, Timeline};

/// Layers in which one walks.
const WALK: &[Layer] = &[Timeline, Detail, Reader, Layer::Report, Answers, Thread, Promises, Help];
/// Layers that show an event.
const EVENT: &[Layer] = &[Timeline, Detail, Reader];
/// Those, and the review.
const DECIDED: &[Layer] = &[Timeline, Detail, Reader, Layer::Review];
/// Layers that the filter counts in.
const FILTERED: &[Layer] = &[Timeline, Detail, Answers, Promises];
/// Those of them whose digits are free for saved filters.
const DIGITS: &[Layer] = &[Timeline, Answers, Promises];
/// Those, and the views.
const OPENED: &[Layer] = &[Timeline, Detail, Reader, Layer::Review, Answers, Thread, Promises];
/// Layers in which one walks by pages.
const PAGES: &[Layer] =
    &[Timeline, Detail, Reader, Layer::Report, Answers, Thread, Promises, Help, Layer::Review];
/// The views over the timeline.
const VIEWS: &[Layer] = &[Answers, Thread, Promises];
/// Layers in which printing keys type.
const TYPING: &[Layer] = &[Layer::Filter, Layer::Field, Layer::Into, Layer::Prompt];
/// Those of them with a list of hits.
const HITS: &[Layer] = &[Layer::Filter, Layer::Into];
const REVIEW: &[Layer] = &[Layer::Review];
const SIDES: &[Layer] = &[Layer::Sides];

macro_rules! row {
    ($layers:expr, [$($key:expr),*], $action:expr, $help:expr) => {
        row!($layers, [$($key),*], $action, $help, None)
    };
    ($layers:expr, [$($key:expr),*], $action:expr, $help:expr, $hint:expr) => {
        Row { layers: $layers, keys: &[$($key),*], action: || $action, help: $help, hint: $hint }
    };
}

/// Every key.
pub const ROWS: &[Row] = &[
    row!(WALK, [ch('j'), key(Down)], Action::Move(Move::Down), "next", Some(("/k move", 2))),
    row!(WALK, [ch('k'), key(Up)], Action::Move(Move::Up), "previous"),
    row!(&[Timeline], [key(Enter)], Action::Go(Go::Deeper), "read the event's source", Some(("read", 4))),
    row!(
        &[Detail],
        [key(Enter)],
        Action::Go(Go::Deeper),
        "follow the link, read the source",
        Some(("follow", 4))
    ),
    row!(FILTERED, [ch('/')], Action::Filter(Filter::Start), "filter as you type", Some(("filter", 1))),
    row!(
        OPENED,
        [ch('o')],
        Action::Source(Pick::Browse),
        "open the source in the browser",
        Some(("browser", 6))
    ),
    row!(OPENED, [ch('O')], Action::Source(Pick::BrowseArchived), "open its archived copy"),
    row!(
        &[Reader],
        [ch('s')],
        Action::Source(Pick::Next),
        "next source of this event",
        Some(("next source", 4))
    ),
    row!(
        &[Timeline],
        [key(Tab), key(KeyCode::BackTab)],
        Action::Go(Go::OtherPane),
        "to the detail pane",
        Some(("detail", 7))
    ),
    row!(
        &[Detail],
        [key(Tab), key(KeyCode::BackTab)],
        Action::Go(Go::OtherPane),
        "back to the list",
        Some(("list", 7))
    ),
    row!(&[Timeline, Detail], [ctrl('o')], Action::Go(Go::Jump), "back to where a link was followed from"),
    row!(PAGES, [ch('g'), key(Home)], Action::Move(Move::First), "first"),
    row!(PAGES, [ch('G'), key(End)], Action::Move(Move::Last), "last"),
    row!(PAGES, [ctrl('d')], Action::Move(Move::HalfDown), "half a page on"),
    row!(PAGES, [ctrl('u')], Action::Move(Move::HalfUp), "half a page back"),
    row!(PAGES, [ctrl('f'), key(PageDown), ch(' ')], Action::Move(Move::PageDown), "a page on"),
    row!(PAGES, [ctrl('b'), key(PageUp)], Action::Move(Move::PageUp), "a page back"),
    row!(PAGES, [ch('J')], Action::Move(Move::TenDown), "ten on"),
    row!(PAGES, [ch('K')], Action::Move(Move::TenUp), "ten back"),
    row!(
        &[Timeline],
        [ch(']')],
        Action::Move(Move::NextYear),
        "next year that has events",
        Some(("year", 10))
    ),
    row!(&[Timeline], [ch('[')], Action::Move(Move::PreviousYear), "previous year that has events"),
    row!(
        &[Timeline],
        [ch('h'), key(Left)],
        Action::Along(Along::Earlier),
        "earlier by a unit of the ruler",
        Some(("/l along", 8))
    ),
    row!(&[Timeline], [ch('l'), key(Right)], Action::Along(Along::Later), "later by a unit of the ruler"),
    row!(
        &[Timeline],
        [ch('+'), ch('=')],
        Action::Along(Along::ZoomIn),
        "zoom in about the selected event",
        Some(("/- zoom", 7))
    ),
    row!(&[Timeline], [ch('-')], Action::Along(Along::ZoomOut), "zoom out"),
    row!(&[Timeline], [ch('.')], Action::Along(Along::Centre), "the axis about the selected event"),
    row!(FILTERED, [ch('0')], Action::Filter(Filter::All), "everything: no filter, the coarsest ruler"),
    row!(
        &[Timeline, Detail],
        [ch('v')],
        Action::Review(Review::Open),
        "review the drafts one by one",
        Some(("review", 9))
    ),
    row!(&[Timeline, Detail], [ch('V')], Action::Filter(Filter::Drafts), "list only drafts, or all again"),
    row!(
        DECIDED,
        [ch('i')],
        Action::Prompt(Prompting::Open(Ask::Import)),
        "import a path or an address; twice more stops it",
        Some(("import", 11))
    ),
    row!(OPENED, [ch('I')], Action::Go(Go::Report), "what became of the last import"),
    row!(
        OPENED,
        [ch(':')],
        Action::Prompt(Prompting::Open(Ask::Command)),
        "a date, an event's number or id, or a name",
        Some(("command", 9))
    ),
    row!(
        &[Timeline, Detail],
        [ch('S')],
        Action::Prompt(Prompting::Open(Ask::Save)),
        "save the filter under a digit"
    ),
    row!(DIGITS, [ch('1')], Action::Filter(Filter::Saved(1)), "saved filter 1; again takes it off"),
    row!(DIGITS, [ch('2')], Action::Filter(Filter::Saved(2)), "saved filter 2"),
    row!(DIGITS, [ch('3')], Action::Filter(Filter::Saved(3)), "saved filter 3"),
    row!(DIGITS, [ch('4')], Action::Filter(Filter::Saved(4)), "saved filter 4"),
    row!(DIGITS, [ch('5')], Action::Filter(Filter::Saved(5)), "saved filter 5"),
    row!(DIGITS, [ch('6')], Action::Filter(Filter::Saved(6)), "saved filter 6"),
    row!(DIGITS, [ch('7')], Action::Filter(Filter::Saved(7)), "saved filter 7"),
    row!(DIGITS, [ch('8')], Action::Filter(Filter::Saved(8)), "saved filter 8"),
    row!(DIGITS, [ch('9')], Action::Filter(Filter::Saved(9)), "saved filter 9"),
    row!(
        &[Layer::Filter],
        [key(Tab)],
        Action::Filter(Filter::Complete),
        "complete a field or a value",
        Some(("complete", 3))
    ),
    row!(&[Layer::Filter], [ctrl('p')], Action::Filter(Filter::Older), "the filter kept before"),
    row!(&[Layer::Filter], [ctrl('n')], Action::Filter(Filter::Newer), "the filter kept after"),
    row!(EVENT, [ch('a')], Action::Decide(Decide::Accept), "accept the draft"),
    row!(EVENT, [ch('x')], Action::Decide(Decide::Reject), "reject the draft"),
    row!(DECIDED, [ch('u')], Action::Decide(Decide::Undo), "take the last decision back"),
    row!(DECIDED, [ctrl('r')], Action::Decide(Decide::Redo), "do it again after all"),
    row!(REVIEW, [ch('j'), key(Down)], Action::Move(Move::Down), "next field, or on in the evidence"),
    row!(REVIEW, [ch('k'), key(Up)], Action::Move(Move::Up), "field before, or back in the evidence"),
    row!(REVIEW, [ch('a')], Action::Decide(Decide::Accept), "accept the draft", Some(("accept", 1))),
    row!(REVIEW, [ch('r'), ch('x')], Action::Decide(Decide::Reject), "reject the draft", Some(("reject", 2))),
    row!(
        REVIEW,
        [ch('n'), ch('s')],
        Action::Review(Review::Next),
        "next draft; this one stays",
        Some(("next", 3))
    ),
    row!(REVIEW, [ch('N')], Action::Review(Review::Previous), "draft before"),
    row!(REVIEW, [ch('e')], Action::Review(Review::Edit), "edit the field", Some(("edit", 4))),
    row!(
        REVIEW,
        [ch('E')],
        Action::Review(Review::Toml),
        "edit the draft as TOML in your editor",
        Some(("as TOML", 10))
    ),
    row!(REVIEW, [ch('m')], Action::Review(Review::Merge), "merge into an event we have", Some(("merge", 5))),
    row!(
        REVIEW,
        [ch('p')],
        Action::Review(Review::Published),
        "publication date, for all drafts of the source",
        Some(("published", 8))
    ),
    row!(
        REVIEW,
        [ch('A')],
        Action::Review(Review::AcceptSure),
        "accept all of this source with nothing to look at",
        Some(("accept all sure", 11))
    ),
    row!(
        REVIEW,
        [key(Tab), key(KeyCode::BackTab)],
        Action::Review(Review::Switch),
        "fields or evidence",
        Some(("evidence", 5))
    ),
    row!(REVIEW, [key(Enter)], Action::Go(Go::Deeper), "read the source", Some(("read", 9))),
    row!(REVIEW, [ch('1')], Action::Review(Review::Choose(0)), "the date as it is"),
    row!(REVIEW, [ch('2')], Action::Review(Review::Choose(1)), "the second date shown"),
    row!(REVIEW, [ch('3')], Action::Review(Review::Choose(2)), "the third date shown"),
    row!(SIDES, [ch('j'), key(Down)], Action::Move(Move::Down), "next field", Some(("field", 4))),
    row!(SIDES, [ch('k'), key(Up)], Action::Move(Move::Up), "field before"),
    row!(SIDES, [ch('1')], Action::Review(Review::Choose(0)), "keep what the event has", Some(("keep", 5))),
    row!(
        SIDES,
        [ch('2')],
        Action::Review(Review::Choose(1)),
        "add it as what another source says",
        Some(("second account", 6))
    ),
    row!(
        SIDES,
        [ch('3')],
        Action::Review(Review::Choose(2)),
        "replace it, or add to the list",
        Some(("replace", 7))
    ),
    row!(SIDES, [ch(' '), key(Tab)], Action::Review(Review::Cycle), "the next choice", Some(("choose", 3))),
    row!(SIDES, [key(Enter)], Action::Review(Review::Take), "merge", Some(("merge", 1))),
    row!(
        &[Layer::Into],
        [key(Enter)],
        Action::Review(Review::Take),
        "lay the draft beside this event",
        Some(("compare", 1))
    ),
    row!(&[Layer::Field], [key(Enter)], Action::Review(Review::Take), "take it", Some(("take", 1))),
    row!(
        &[Layer::Field],
        [key(Tab)],
        Action::Review(Review::Complete),
        "complete a kind or a name",
        Some(("complete", 3))
    ),
    row!(&[Layer::Prompt], [key(Enter)], Action::Prompt(Prompting::Take), "take it", Some(("take", 1))),
    row!(
        &[Layer::Prompt],
        [key(Tab)],
        Action::Prompt(Prompting::Complete),
        "complete it, then the next that fits",
        Some(("complete", 3))
    ),
    row!(
        &[Layer::Field, Layer::Into, Layer::Prompt],
        [key(Esc)],
        Action::Go(Go::Back),
        "leave it as it was",
        Some(("leave it", 2))
    ),
    row!(
        &[Timeline, Detail, Answers, Thread, Promises],
        [ch('L')],
        Action::Screen(Screen::Titles),
        "titles: English, Korean, both",
        Some(("titles", 8))
    ),
    row!(
        &[Timeline, Detail, Reader, Layer::Review, Answers, Thread, Promises],
        [ch('R')],
        Action::Screen(Screen::Reload),
        "read the store again"
    ),
    row!(&[Timeline], [key(Esc), key(Backspace)], Action::Go(Go::Back), "clear the filter"),
    row!(
        &[Detail, Reader, Layer::Review, Layer::Sides, Layer::Report, Answers, Thread, Promises, Help],
        [key(Esc), key(Backspace)],
        Action::Go(Go::Back),
        "back",
        Some(("back", 5))
    ),
    row!(
        &[Timeline, Detail, Reader, Layer::Review, Layer::Sides, Layer::Report, Answers, Thread, Promises],
        [ch('?'), key(KeyCode::F(1))],
        Action::Go(Go::Help),
        "these keys",
        Some(("help", 5))
    ),
    row!(&[Timeline], [ch('q')], Action::Go(Go::BackOrQuit), "quit", Some(("quit", 6))),
    row!(
        &[Detail, Reader, Layer::Review, Layer::Sides, Layer::Report, Answers, Thread, Promises, Help],
        [ch('q')],
        Action::Go(Go::BackOrQuit),
        "back"
    ),
    row!(&Layer::ALL, [ctrl('c')], Action::Go(Go::Quit), "quit from anywhere"),
    row!(PAGES, [ch('Q')], Action::Go(Go::Quit), "quit from anywhere"),
    row!(&Layer::ALL, [ctrl('l')], Action::Screen(Screen::Redraw), "draw the screen again"),
    row!(&Layer::ALL, [ctrl('z')], Action::Screen(Screen::Suspend), "to the shell; `fg` comes back"),
    row!(&[Layer::Filter], [key(Enter)], Action::Filter(Filter::Keep), "keep the filter", Some(("keep", 1))),
    row!(
        &[Layer::Filter],
        [key(Esc)],
        Action::Filter(Filter::GiveBack),
        "give back what was there before",
        Some(("give back", 2))
    ),
    row!(HITS, [key(Down)], Action::Move(Move::Down), "next hit", Some(("next", 3))),
    row!(HITS, [key(Up)], Action::Move(Move::Up), "previous hit", Some(("previous", 4))),
    row!(TYPING, [key(Backspace)], Action::Type(Typing::Edit(Edit::Backspace)), "erase the letter before"),
    row!(
        TYPING,
        [key(Delete)],
        Action::Type(Typing::Edit(Edit::Delete)),
        "erase the letter under the cursor"
    ),
    row!(TYPING, [key(Left)], Action::Type(Typing::Edit(Edit::Left)), "a letter back"),
    row!(TYPING, [key(Right)], Action::Type(Typing::Edit(Edit::Right)), "a letter on"),
    row!(TYPING, [alt('b')], Action::Type(Typing::Edit(Edit::WordLeft)), "a word back"),
    row!(TYPING, [alt('f')], Action::Type(Typing::Edit(Edit::WordRight)), "a word on"),
    row!(TYPING, [ctrl('a'), key(Home)], Action::Type(Typing::Edit(Edit::Start)), "to the start"),
    row!(TYPING, [ctrl('e'), key(End)], Action::Type(Typing::Edit(Edit::End)), "to the end"),
    row!(
        TYPING,
        [ctrl('w')],
        Action::Type(Typing::Edit(Edit::EraseWord)),
        "erase the word before",
        Some(("erase word", 5))
    ),
    row!(TYPING, [ctrl('u')], Action::Type(Typing::Edit(Edit::EraseToStart)), "erase to the start"),
    row!(TYPING, [ctrl('k')], Action::Type(Typing::Edit(Edit::EraseToEnd)), "erase to the end"),
    row!(
        &[Timeline, Detail],
        [ch('w')],
        Action::View(View::Answers),
        "what answered what, of the events listed",
        Some(("answers", 12))
    ),
    row!(
        &[Timeline, Detail, Answers, Thread, Promises],
        [ch('t')],
        Action::View(View::Thread),
        "its thread: what it goes back to, what came of it",
        Some(("thread", 9))
    ),
    row!(
        &[Timeline, Detail],
        [ch('c')],
        Action::View(View::Promises),
        "what the events listed promise, and who kept it",
        Some(("promises", 13))
    ),
    row!(
        VIEWS,
        [key(Enter)],
        Action::Go(Go::Deeper),
        "to this event in the timeline; Ctrl-o returns",
        Some(("go there", 1))
    ),
    row!(
        &[Answers],
        [key(Tab), key(KeyCode::BackTab)],
        Action::View(View::Switch),
        "the other lane: from deed to answer and back",
        Some(("lane", 4))
    ),
    row!(
        &[Promises],
        [key(Tab), key(KeyCode::BackTab)],
        Action::View(View::Switch),
        "all, only overdue, only open, only kept",
        Some(("which", 4))
    ),
    row!(
        &[Thread],
        [ctrl('o')],
        Action::View(View::Back),
        "the thread shown before",
        Some(("last thread", 7))
    ),
];

/// The keys of a Latin layout that gave this one: under a Korean input method a letter comes as a consonant, a vowel or
/// a whole syllable (`ㅓ` for `j`, `하` for `g` and `k`). Where text is typed, and for every other key, the key itself.
pub fn latin(layer: Layer, event: KeyEvent) -> Vec<KeyEvent> {
    let keys = match event.code {
        KeyCode::Char(c) if !layer.is_typed_in() => hangul::keys_of(c),
        _ => None,
    };
    match keys {
        Some(keys) => keys.chars().map(|c| KeyEvent { code: KeyCode::Char(c), ..event }).collect(),
        None => vec![event],
    }
}

/// What a key means in a layer. Where one types, every other printing key types itself.
pub fn lookup(layer: Layer, event: KeyEvent) -> Option<Action> {
    let typed = matches!(event.code, KeyCode::Char(_));
    // Shift is in the letter already, and some terminals say so and some do not.
    let modifiers =
        if typed { event.modifiers - KeyModifiers::SHIFT } else { event.modifiers & KeyModifiers::ALT };
    let pressed = Key { code: event.code, modifiers };
    if let Some(row) = rows(layer).find(|row| row.keys.contains(&pressed)) {
        return Some((row.action)());
    }
    match event.code {
        KeyCode::Char(c) if layer.is_typed_in() && modifiers.is_empty() => {
            Some(Action::Type(Typing::Insert(c.to_string())))
        }
        _ => None,
    }
}

/// The rows that count in a layer, in the order of the table.
pub fn rows(layer: Layer) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.layers.contains(&layer))
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

impl Row {
    /// The names of its keys, separated by spaces.
    pub fn names(&self) -> String {
        self.keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(" ")
    }
}

/// The table as the README shows it.
pub fn markdown() -> String {
    let mut text = String::from("| keys | where | what they do |\n|---|---|---|\n");
    for row in ROWS {
        let keys: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.name())).collect();
        let layers: Vec<&str> = if row.layers.len() == Layer::ALL.len() {
            vec!["everywhere"]
        } else {
            row.layers.iter().map(|layer| layer.name()).collect()
        };
        let _ = writeln!(text, "| {} | {} | {} |", keys.join(" "), layers.join(", "), row.help);
    }
    text
}
