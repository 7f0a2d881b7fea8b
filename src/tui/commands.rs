//! The command table: every command once, with its name after `:`, its help text, its action, and the keys that run it.
//! Key lookup, `:` line, hint line, help and `docs/keys.md` read it. Nothing is run here.

use super::action::{
    Action, AxisAction, Decision, FilterAction, LineEdit, Motion, Navigate, PromptKind, ReviewAction,
    ScreenAction, ScreenLayer, SourceAction, TextInput,
};
use super::axis::RulerUnit;
use super::key::{Key, alt, ch, ctrl, key};
use ScreenLayer::{
    Commitments, Detail, FieldInput, Filter, Help, MergeList, MergePreview, Prompt, Reader, Report,
    Responses, Review, Thread, Timeline,
};
use crossterm::event::KeyCode::{
    BackTab, Backspace, Delete, Down, End, Enter, Esc, F, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

/// A command.
pub struct Command {
    /// The name to type after `:`; `None` for a command that only has keys.
    pub name: Option<&'static str>,
    /// A placeholder for the argument it takes after its name.
    pub argument: Option<&'static str>,
    /// A short description, at most 50 bytes.
    pub help: &'static str,
    /// The action for an argument (empty if none was typed); `None` if the argument is invalid.
    pub action: fn(&str) -> Option<Action>,
    /// The keys that run it, for each group of layers.
    pub bindings: &'static [KeyBinding],
}

/// Keys that run a command in some layers.
pub struct KeyBinding {
    /// The layers.
    pub layers: &'static [ScreenLayer],
    /// The keys.
    pub keys: &'static [Key],
    /// A description that fits these layers better than that of the command.
    pub help: Option<&'static str>,
    /// Its place in the hint line; `None` if it is not shown there.
    pub hint: Option<Hint>,
}

/// A hint: the first key of a binding and a label.
#[derive(Clone, Copy)]
pub struct Hint {
    /// The label. One that starts with a slash names the key of the opposite command: `/k move` after `j`.
    pub label: &'static str,
    /// The priority: hints with a higher number are dropped first on a narrow screen.
    pub priority: u8,
}

impl Command {
    /// The layers in which it works; `None` if that is all layers that have a `:` line.
    pub fn layers(&self) -> Option<Vec<ScreenLayer>> {
        if self.argument.is_some() || self.bindings.is_empty() {
            return None;
        }
        Some(self.bindings.iter().flat_map(|binding| binding.layers).copied().collect())
    }

    /// How it is typed: its name and the placeholder for its argument.
    pub fn usage(&self) -> Option<String> {
        let name = self.name?;
        Some(self.argument.map_or_else(|| name.to_owned(), |argument| format!("{name} {argument}")))
    }

    /// The description that applies to one of its bindings.
    pub fn help_for(&self, binding: &KeyBinding) -> &'static str {
        binding.help.unwrap_or(self.help)
    }
}

impl KeyBinding {
    const fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    const fn hint(self, label: &'static str, priority: u8) -> Self {
        Self { hint: Some(Hint { label, priority }), ..self }
    }
}

const fn on(layers: &'static [ScreenLayer], keys: &'static [Key]) -> KeyBinding {
    KeyBinding { layers, keys, help: None, hint: None }
}

/// A command without an argument, as `command!(name: help, action => bindings)`; `_` stands for no name.
macro_rules! command {
    (_: $($rest:tt)*) => { command!(@ None, $($rest)*) };
    ($name:literal: $($rest:tt)*) => { command!(@ Some($name), $($rest)*) };
    (@ $name:expr, $help:literal, $action:expr => $($binding:expr),* $(,)?) => {
        Command { name: $name, argument: None, help: $help, action: |_| Some($action), bindings: &[$($binding),*] }
    };
}

/// Layers with rows or lines to move through.
const NAVIGABLE: &[ScreenLayer] = &[Timeline, Detail, Reader, Report, Responses, Thread, Commitments, Help];
/// Those, and the review.
const PAGED: &[ScreenLayer] =
    &[Timeline, Detail, Reader, Report, Responses, Thread, Commitments, Help, Review];
/// Layers about one event.
const EVENT: &[ScreenLayer] = &[Timeline, Detail, Reader];
/// Those, and the review.
const DECISION: &[ScreenLayer] = &[Timeline, Detail, Reader, Review];
/// The layers of the main screen.
const MAIN: &[ScreenLayer] = &[Timeline, Detail];
/// Layers whose rows the filter selects.
const FILTERED: &[ScreenLayer] = &[Timeline, Detail, Responses, Commitments];
/// Those in which digits apply saved filters.
const SAVED_FILTERS: &[ScreenLayer] = &[Timeline, Responses, Commitments];
/// Layers that have a current event.
const CURRENT_EVENT: &[ScreenLayer] = &[Timeline, Detail, Reader, Review, Responses, Thread, Commitments];
/// The main screen and the views of related events.
const MAIN_AND_VIEWS: &[ScreenLayer] = &[Timeline, Detail, Responses, Thread, Commitments];
/// The views of related events.
const VIEWS: &[ScreenLayer] = &[Responses, Thread, Commitments];
/// Layers in which printable keys type text.
const TEXT_INPUT: &[ScreenLayer] = &[Filter, FieldInput, MergeList, Prompt];
/// Those with a list of matches.
const MATCH_LIST: &[ScreenLayer] = &[Filter, MergeList];
/// Layers over the timeline in which no text is typed.
const OVERLAYS: &[ScreenLayer] =
    &[Detail, Reader, Review, MergePreview, Report, Responses, Thread, Commitments, Help];
/// Layers in which `?` is free to open the help.
const WITH_HELP: &[ScreenLayer] =
    &[Timeline, Detail, Reader, Review, MergePreview, Report, Responses, Thread, Commitments];

/// Every command, in the order of help and completion.
pub const COMMANDS: &[Command] = &[
    command!(_: "next row", Action::Move(Motion::Down) =>
        on(NAVIGABLE, &[ch('j'), key(Down)]).hint("/k move", 2),
        on(&[Review], &[ch('j'), key(Down)]).help("next field, or scroll down the evidence"),
        on(&[MergePreview], &[ch('j'), key(Down)]).help("next field").hint("field", 4),
        on(MATCH_LIST, &[key(Down)]).help("next match").hint("next", 4),
    ),
    command!(_: "previous row", Action::Move(Motion::Up) =>
        on(NAVIGABLE, &[ch('k'), key(Up)]),
        on(&[Review], &[ch('k'), key(Up)]).help("previous field, or scroll up the evidence"),
        on(&[MergePreview], &[ch('k'), key(Up)]).help("previous field"),
        on(MATCH_LIST, &[key(Up)]).help("previous match").hint("previous", 5),
    ),
    command!(_: "confirm", Action::Confirm =>
        on(&[Timeline], &[key(Enter)]).help("read the event's source").hint("read", 4),
        on(&[Detail], &[key(Enter)]).help("follow the link or read the source").hint("follow", 4),
        on(&[Review], &[key(Enter)]).help("read the source").hint("read", 9),
        on(VIEWS, &[key(Enter)]).help("go to this event in the timeline; Ctrl-o returns").hint("go there", 1),
        on(&[MergePreview], &[key(Enter)]).help("merge").hint("merge", 1),
        on(&[MergeList], &[key(Enter)]).help("compare the draft with this event").hint("compare", 1),
        on(&[FieldInput], &[key(Enter)]).help("save the value").hint("save", 1),
        on(&[Prompt], &[key(Enter)]).hint("confirm", 1),
        on(&[Filter], &[key(Enter)]).help("keep the filter").hint("keep", 1),
    ),
    command!(_: "filter as you type", Action::Open(Filter) => on(FILTERED, &[ch('/')]).hint("filter", 1)),
    Command {
        name: Some("filter"),
        argument: Some("TEXT"),
        help: "apply a filter",
        action: |text| Some(Action::Filter(FilterAction::Set(text.to_owned()))),
        bindings: &[],
    },
    Command {
        name: Some("import"),
        argument: Some("PATH"),
        help: "import a path or a URL, or cancel the import",
        action: |path| {
            Some(if path.is_empty() {
                Action::Prompt(PromptKind::Import)
            } else {
                Action::Import(path.to_owned())
            })
        },
        bindings: &[on(DECISION, &[ch('i')]).hint("import", 11)],
    },
    Command {
        name: Some("zoom"),
        argument: Some("UNIT"),
        help: "zoom to decade, year, quarter, month or day",
        action: |name| {
            let is_meant = |unit: &RulerUnit| !name.is_empty() && unit.name().starts_with(name);
            Some(Action::Axis(AxisAction::Zoom(RulerUnit::ALL.into_iter().find(is_meant)?)))
        },
        bindings: &[],
    },
    command!("browser": "open the source in the browser", Action::Source(SourceAction::OpenUrl) =>
        on(CURRENT_EVENT, &[ch('o')]).hint("browser", 6),
    ),
    command!("archived": "open the archived copy", Action::Source(SourceAction::OpenArchived) =>
        on(CURRENT_EVENT, &[ch('O')]),
    ),
    command!(_: "next source of this event", Action::Source(SourceAction::Next) =>
        on(&[Reader], &[ch('s')]).hint("next source", 4),
    ),
    command!(_: "switch between panes", Action::SwitchPane =>
        on(&[Timeline], &[key(Tab), key(BackTab)]).help("go to the details").hint("details", 7),
        on(&[Detail], &[key(Tab), key(BackTab)]).help("go back to the list").hint("list", 7),
        on(&[Review], &[key(Tab), key(BackTab)]).help("switch: fields or evidence").hint("evidence", 5),
        on(&[Responses], &[key(Tab), key(BackTab)]).help("switch lanes").hint("lane", 4),
        on(&[Commitments], &[key(Tab), key(BackTab)]).help("all, or by status").hint("status", 4),
    ),
    command!("back": "go back to where you came from", Action::Navigate(Navigate::JumpBack) =>
        on(MAIN, &[ctrl('o')]),
        on(&[Thread], &[ctrl('o')]).help("previous thread").hint("previous thread", 7),
    ),
    command!("top": "top", Action::Move(Motion::Top) => on(PAGED, &[ch('g'), key(Home)])),
    command!("bottom": "bottom", Action::Move(Motion::Bottom) => on(PAGED, &[ch('G'), key(End)])),
    command!(_: "half page down", Action::Move(Motion::HalfPageDown) => on(PAGED, &[ctrl('d')])),
    command!(_: "half page up", Action::Move(Motion::HalfPageUp) => on(PAGED, &[ctrl('u')])),
    command!(_: "page down", Action::Move(Motion::PageDown) =>
        on(PAGED, &[ctrl('f'), key(PageDown), ch(' ')]),
    ),
    command!(_: "page up", Action::Move(Motion::PageUp) => on(PAGED, &[ctrl('b'), key(PageUp)])),
    command!("ten-down": "10 rows down", Action::Move(Motion::TenDown) => on(PAGED, &[ch('J')])),
    command!("ten-up": "10 rows up", Action::Move(Motion::TenUp) => on(PAGED, &[ch('K')])),
    command!("next-year": "next year with events", Action::Move(Motion::NextYear) =>
        on(&[Timeline], &[ch(']')]).hint("year", 10),
    ),
    command!("previous-year": "previous year with events", Action::Move(Motion::PreviousYear) =>
        on(&[Timeline], &[ch('[')]),
    ),
    command!(_: "event one unit of the ruler earlier", Action::Axis(AxisAction::Earlier) =>
        on(&[Timeline], &[ch('h'), key(Left)]).hint("/l by unit", 8),
    ),
    command!(_: "event one unit of the ruler later", Action::Axis(AxisAction::Later) =>
        on(&[Timeline], &[ch('l'), key(Right)]),
    ),
    command!(_: "zoom in around the selected event", Action::Axis(AxisAction::ZoomIn) =>
        on(&[Timeline], &[ch('+'), ch('=')]).hint("/- zoom", 7),
    ),
    command!(_: "zoom out", Action::Axis(AxisAction::ZoomOut) => on(&[Timeline], &[ch('-')])),
    command!("center": "center the timeline on the selected event", Action::Axis(AxisAction::Center) =>
        on(&[Timeline], &[ch('.')]),
    ),
    command!("all": "clear the filter and zoom out fully", Action::Filter(FilterAction::ShowAll) =>
        on(FILTERED, &[ch('0')]),
    ),
    command!("review": "open the review queue", Action::Open(Review) =>
        on(MAIN, &[ch('v')]).hint("review", 9),
    ),
    command!("drafts": "list only drafts, or all events", Action::Filter(FilterAction::ToggleDrafts) =>
        on(MAIN, &[ch('V')]),
    ),
    command!("report": "report of the last import", Action::Open(Report) => on(CURRENT_EVENT, &[ch('I')])),
    command!(_: "go to a date or an event, or run a command", Action::Prompt(PromptKind::Command) =>
        on(CURRENT_EVENT, &[ch(':')]).hint("command", 9),
    ),
    command!("save": "save the filter under a digit", Action::Prompt(PromptKind::SaveFilter) =>
        on(MAIN, &[ch('S')]),
    ),
    command!(_: "apply saved filter 1, or clear it", Action::Filter(FilterAction::ToggleSaved(1)) =>
        on(SAVED_FILTERS, &[ch('1')]),
    ),
    command!(_: "saved filter 2", Action::Filter(FilterAction::ToggleSaved(2)) =>
        on(SAVED_FILTERS, &[ch('2')]),
    ),
    command!(_: "saved filter 3", Action::Filter(FilterAction::ToggleSaved(3)) =>
        on(SAVED_FILTERS, &[ch('3')]),
    ),
    command!(_: "saved filter 4", Action::Filter(FilterAction::ToggleSaved(4)) =>
        on(SAVED_FILTERS, &[ch('4')]),
    ),
    command!(_: "saved filter 5", Action::Filter(FilterAction::ToggleSaved(5)) =>
        on(SAVED_FILTERS, &[ch('5')]),
    ),
    command!(_: "saved filter 6", Action::Filter(FilterAction::ToggleSaved(6)) =>
        on(SAVED_FILTERS, &[ch('6')]),
    ),
    command!(_: "saved filter 7", Action::Filter(FilterAction::ToggleSaved(7)) =>
        on(SAVED_FILTERS, &[ch('7')]),
    ),
    command!(_: "saved filter 8", Action::Filter(FilterAction::ToggleSaved(8)) =>
        on(SAVED_FILTERS, &[ch('8')]),
    ),
    command!(_: "saved filter 9", Action::Filter(FilterAction::ToggleSaved(9)) =>
        on(SAVED_FILTERS, &[ch('9')]),
    ),
    command!(_: "complete", Action::Complete =>
        on(&[Filter], &[key(Tab)]).help("complete a field or a value").hint("complete", 3),
        on(&[FieldInput], &[key(Tab)]).help("complete a type or a name").hint("complete", 3),
        on(&[Prompt], &[key(Tab)]).help("complete, then cycle through the matches").hint("complete", 3),
    ),
    command!(_: "previous filter in the history", Action::Filter(FilterAction::HistoryOlder) =>
        on(&[Filter], &[ctrl('p')]),
    ),
    command!(_: "next filter in the history", Action::Filter(FilterAction::HistoryNewer) =>
        on(&[Filter], &[ctrl('n')]),
    ),
    command!("accept": "accept the draft", Action::Decide(Decision::Accept) =>
        on(EVENT, &[ch('a')]),
        on(&[Review], &[ch('a')]).hint("accept", 1),
    ),
    command!("reject": "reject the draft", Action::Decide(Decision::Reject) =>
        on(EVENT, &[ch('x')]),
        on(&[Review], &[ch('r'), ch('x')]).hint("reject", 2),
    ),
    command!("undo": "undo the last decision", Action::Decide(Decision::Undo) => on(DECISION, &[ch('u')])),
    command!("redo": "redo the last decision undone", Action::Decide(Decision::Redo) =>
        on(DECISION, &[ctrl('r')]),
    ),
    command!(_: "next draft, without a decision on this one", Action::Review(ReviewAction::Next) =>
        on(&[Review], &[ch('n'), ch('s')]).hint("next", 3),
    ),
    command!("previous-draft": "previous draft", Action::Review(ReviewAction::Previous) =>
        on(&[Review], &[ch('N')]),
    ),
    command!("edit": "edit the field", Action::Review(ReviewAction::EditField) =>
        on(&[Review], &[ch('e')]).hint("edit", 4),
    ),
    command!("toml": "edit the draft as TOML in your editor", Action::Review(ReviewAction::EditToml) =>
        on(&[Review], &[ch('E')]).hint("as TOML", 10),
    ),
    command!("merge": "merge into an existing event", Action::Review(ReviewAction::Merge) =>
        on(&[Review], &[ch('m')]).hint("merge", 5),
    ),
    command!("published": "set the publication date of the source",
        Action::Review(ReviewAction::EditPublicationDate) =>
        on(&[Review], &[ch('p')]).hint("published", 8),
    ),
    command!("accept-confident": "accept this source's drafts with no field to check",
        Action::Review(ReviewAction::AcceptConfident) =>
        on(&[Review], &[ch('A')]).hint("accept all confident", 11),
    ),
    command!(_: "first choice", Action::Review(ReviewAction::Choose(0)) =>
        on(&[Review], &[ch('1')]).help("first date offered"),
        on(&[MergePreview], &[ch('1')]).help("keep the event's value").hint("keep", 5),
    ),
    command!(_: "second choice", Action::Review(ReviewAction::Choose(1)) =>
        on(&[Review], &[ch('2')]).help("second date offered"),
        on(&[MergePreview], &[ch('2')]).help("record the draft's value as a conflict").hint("conflict", 6),
    ),
    command!(_: "third choice", Action::Review(ReviewAction::Choose(2)) =>
        on(&[Review], &[ch('3')]).help("third date offered"),
        on(&[MergePreview], &[ch('3')]).help("replace the value, or add to the list").hint("replace", 7),
    ),
    command!(_: "next choice", Action::Review(ReviewAction::CycleChoice) =>
        on(&[MergePreview], &[ch(' '), key(Tab)]).hint("choose", 3),
    ),
    command!("responses": "incidents and responses", Action::Open(Responses) =>
        on(MAIN, &[ch('w')]).hint("responses", 12),
    ),
    command!("thread": "thread: antecedents and descendants", Action::Open(Thread) =>
        on(MAIN_AND_VIEWS, &[ch('t')]).hint("thread", 9),
    ),
    command!("commitments": "commitments and their status", Action::Open(Commitments) =>
        on(MAIN, &[ch('c')]).hint("commitments", 13),
    ),
    command!("titles": "titles: English, Korean, both", Action::Screen(ScreenAction::CycleTitles) =>
        on(MAIN_AND_VIEWS, &[ch('L')]).hint("titles", 8),
    ),
    command!("reload": "reload the store", Action::Screen(ScreenAction::Reload) =>
        on(CURRENT_EVENT, &[ch('R')]),
    ),
    command!(_: "cancel", Action::Navigate(Navigate::Back) =>
        on(&[FieldInput, MergeList, Prompt], &[key(Esc)]).hint("cancel", 2),
        on(&[Filter], &[key(Esc)]).help("restore the previous filter").hint("restore", 2),
        on(&[Timeline], &[key(Esc), key(Backspace)]).help("clear the filter"),
        on(OVERLAYS, &[key(Esc), key(Backspace)]).help("back").hint("back", 5),
    ),
    command!("help": "show all keys", Action::Open(Help) =>
        on(WITH_HELP, &[ch('?'), key(F(1))]).hint("help", 5),
    ),
    command!(_: "back, or quit", Action::Navigate(Navigate::BackOrQuit) =>
        on(&[Timeline], &[ch('q')]).help("quit").hint("quit", 6),
        on(OVERLAYS, &[ch('q')]).help("back"),
    ),
    command!("quit": "quit from any layer", Action::Navigate(Navigate::Quit) =>
        on(&ScreenLayer::ALL, &[ctrl('c')]),
        on(PAGED, &[ch('Q')]),
    ),
    command!("redraw": "redraw the screen", Action::Screen(ScreenAction::Redraw) =>
        on(&ScreenLayer::ALL, &[ctrl('l')]),
    ),
    command!("suspend": "suspend to the shell; `fg` resumes", Action::Screen(ScreenAction::Suspend) =>
        on(&ScreenLayer::ALL, &[ctrl('z')]),
    ),
    command!(_: "delete the character before the cursor", edit(LineEdit::Backspace) =>
        on(TEXT_INPUT, &[key(Backspace)]),
    ),
    command!(_: "delete the character at the cursor", edit(LineEdit::Delete) =>
        on(TEXT_INPUT, &[key(Delete)]),
    ),
    command!(_: "one character left", edit(LineEdit::Left) => on(TEXT_INPUT, &[key(Left)])),
    command!(_: "one character right", edit(LineEdit::Right) => on(TEXT_INPUT, &[key(Right)])),
    command!(_: "one word left", edit(LineEdit::WordLeft) => on(TEXT_INPUT, &[alt('b')])),
    command!(_: "one word right", edit(LineEdit::WordRight) => on(TEXT_INPUT, &[alt('f')])),
    command!(_: "start of the line", edit(LineEdit::Start) => on(TEXT_INPUT, &[ctrl('a'), key(Home)])),
    command!(_: "end of the line", edit(LineEdit::End) => on(TEXT_INPUT, &[ctrl('e'), key(End)])),
    command!(_: "delete the word before the cursor", edit(LineEdit::DeleteWord) =>
        on(TEXT_INPUT, &[ctrl('w')]).hint("delete word", 6),
    ),
    command!(_: "delete to the start of the line", edit(LineEdit::DeleteToStart) =>
        on(TEXT_INPUT, &[ctrl('u')]),
    ),
    command!(_: "delete to the end of the line", edit(LineEdit::DeleteToEnd) => on(TEXT_INPUT, &[ctrl('k')])),
];

fn edit(edit: LineEdit) -> Action {
    Action::Input(TextInput::Edit(edit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyCode;

    #[test]
    fn no_name_is_used_twice() {
        let mut names: Vec<&str> = COMMANDS.iter().filter_map(|command| command.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn every_command_with_a_capital_letter_has_a_name() {
        // A Korean keyboard cannot type all capital letters.
        for command in COMMANDS {
            let mut keys = command.bindings.iter().flat_map(|binding| binding.keys);
            let capital =
                keys.any(|key| matches!(key.code, KeyCode::Char('A'..='Z')) && key.modifiers.is_empty());
            assert!(!capital || command.name.is_some(), "{}", command.help);
        }
    }
}
