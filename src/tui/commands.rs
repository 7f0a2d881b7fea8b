//! The names that can be typed behind `:`. Every action that a capital letter stands for has one, since a Korean keyboard
//! cannot tell some capitals apart. Never acts.

use super::action::{
    Action, AxisAction, Decision, FilterAction, JumpTarget, Motion, Navigate, PromptAction, PromptKind,
    ReviewAction, ScreenAction, ScreenLayer, SourceAction, ViewAction,
};
use super::axis::RulerUnit;
use super::keymap::KEY_BINDINGS;
use crate::model::Edtf;

/// A name that can be typed.
pub struct PromptCommand {
    /// The name.
    pub name: &'static str,
    /// What stands behind it, in a word; `None` where nothing does.
    pub argument: Option<&'static str>,
    /// What it means; `None` where what stands behind it has no meaning.
    pub parse: fn(&str) -> Option<Action>,
    /// A few words for the help.
    pub help: &'static str,
}

macro_rules! row {
    ($name:expr, $action:expr, $help:expr) => {
        PromptCommand { name: $name, argument: None, parse: |_| Some($action), help: $help }
    };
}

/// Every name, in the order in which they are offered.
pub const COMMANDS: &[PromptCommand] = &[
    PromptCommand {
        name: "filter",
        argument: Some("WORDS"),
        parse: |words| Some(Action::Filter(FilterAction::Set(words.to_owned()))),
        help: "filter by these words",
    },
    PromptCommand {
        name: "import",
        argument: Some("PATH"),
        parse: |path| {
            let typed = path.to_owned();
            Some(if typed.is_empty() {
                Action::Prompt(PromptAction::Open(PromptKind::Import))
            } else {
                Action::Import(typed)
            })
        },
        help: "import a path or an address",
    },
    PromptCommand {
        name: "zoom",
        argument: Some("UNIT"),
        parse: |name| {
            let unit =
                RulerUnit::ALL.into_iter().find(|unit| !name.is_empty() && unit.name().starts_with(name))?;
            Some(Action::Axis(AxisAction::Zoom(unit)))
        },
        help: "the ruler by decade, year, quarter, month or day",
    },
    row!("all", Action::Filter(FilterAction::ShowAll), "everything: no filter, the coarsest ruler"),
    row!("save", Action::Prompt(PromptAction::Open(PromptKind::SaveFilter)), "save the filter under a digit"),
    row!("drafts", Action::Filter(FilterAction::ToggleDrafts), "list only drafts, or all again"),
    row!("review", Action::Review(ReviewAction::Open), "review the drafts one by one"),
    row!("report", Action::Navigate(Navigate::Report), "what became of the last import"),
    row!("answers", Action::View(ViewAction::Responses), "what the DPRK did, and what answered it"),
    row!("thread", Action::View(ViewAction::Thread), "what the event goes back to, and what came of it"),
    row!("promises", Action::View(ViewAction::Commitments), "every promise, and what became of it"),
    row!("accept", Action::Decide(Decision::Accept), "accept the draft"),
    row!("reject", Action::Decide(Decision::Reject), "reject the draft"),
    row!(
        "accept-sure",
        Action::Review(ReviewAction::AcceptConfident),
        "accept all of this source with nothing to look at"
    ),
    row!("edit", Action::Review(ReviewAction::EditField), "edit the field"),
    row!("toml", Action::Review(ReviewAction::EditToml), "edit the draft as TOML in your editor"),
    row!("merge", Action::Review(ReviewAction::Merge), "merge into an event we have"),
    row!(
        "published",
        Action::Review(ReviewAction::EditPublicationDate),
        "publication date, for all drafts of the source"
    ),
    row!("previous-draft", Action::Review(ReviewAction::Previous), "draft before"),
    row!("undo", Action::Decide(Decision::Undo), "take the last decision back"),
    row!("redo", Action::Decide(Decision::Redo), "do it again after all"),
    row!("browser", Action::Source(SourceAction::OpenUrl), "open the source in the browser"),
    row!("archived", Action::Source(SourceAction::OpenArchived), "open its archived copy"),
    row!("first", Action::Move(Motion::Top), "first"),
    row!("last", Action::Move(Motion::Bottom), "last"),
    row!("ten-down", Action::Move(Motion::TenDown), "ten on"),
    row!("ten-up", Action::Move(Motion::TenUp), "ten back"),
    row!("next-year", Action::Move(Motion::NextYear), "next year that has events"),
    row!("previous-year", Action::Move(Motion::PreviousYear), "previous year that has events"),
    row!("centre", Action::Axis(AxisAction::Center), "the axis about the selected event"),
    row!("back", Action::Navigate(Navigate::JumpBack), "back to where a link was followed from"),
    row!("titles", Action::Screen(ScreenAction::CycleTitles), "titles: English, Korean, both"),
    row!("reload", Action::Screen(ScreenAction::Reload), "read the store again"),
    row!("redraw", Action::Screen(ScreenAction::Redraw), "draw the screen again"),
    row!("suspend", Action::Screen(ScreenAction::Suspend), "to the shell; `fg` comes back"),
    row!("help", Action::Navigate(Navigate::Help), "all keys"),
    row!("quit", Action::Navigate(Navigate::Quit), "quit from anywhere"),
];

/// What is meant by a line typed behind `:` while `layer` is on top: a date, the number of an event of the list, or a name.
/// An error is a sentence for the person.
pub fn parse_command(line: &str, layer: ScreenLayer) -> Result<Action, String> {
    let line = line.trim();
    let (name, rest) = line.split_once(' ').map_or((line, ""), |(name, rest)| (name, rest.trim()));
    // Four digits are a year.
    if line.len() != 4
        && line.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(number) = line.parse()
    {
        return Ok(Action::Jump(JumpTarget::Number(number)));
    }
    if let Ok(date) = Edtf::parse_user_input(line) {
        return Ok(Action::Jump(JumpTarget::Date(date)));
    }
    let command = find_command(name)?;
    if command.argument.is_none() && !rest.is_empty() {
        return Err(format!("{} stands alone: nothing can follow it.", command.name));
    }
    let action = (command.parse)(rest).ok_or_else(|| format!("{} takes: {}.", command.name, command.help))?;
    match allowed_layers(&action) {
        Some(layers) if !layers.contains(&layer) => {
            let names: Vec<_> = layers.iter().map(|layer| layer.name()).collect();
            Err(format!("{} works in: {}.", command.name, names.join(", ")))
        }
        _ => Ok(action),
    }
}

/// The command of this name, or the one whose name begins like this.
fn find_command(name: &str) -> Result<&'static PromptCommand, String> {
    let begun: Vec<_> = COMMANDS.iter().filter(|command| command.name.starts_with(name)).collect();
    match (COMMANDS.iter().find(|command| command.name == name), begun.as_slice()) {
        (Some(command), _) => Ok(command),
        (None, [command]) => Ok(*command),
        (None, []) => Err(format!("“{name}” is no date, no event and no command. Tab offers some.")),
        (None, begun) => {
            let names: Vec<_> = begun.iter().map(|command| command.name).collect();
            Err(format!("“{name}” may be: {}.", names.join(", ")))
        }
    }
}

/// The layers in which a key means this; `None` where none does, so that it works everywhere.
fn allowed_layers(action: &Action) -> Option<Vec<ScreenLayer>> {
    let said = format!("{action:?}");
    let rows = KEY_BINDINGS.iter().filter(|row| format!("{:?}", (row.action)()) == said);
    let layers: Vec<ScreenLayer> = rows.flat_map(|row| row.layers).copied().collect();
    (!layers.is_empty()).then_some(layers)
}

/// Whether a name begins like this.
pub fn is_command_prefix(line: &str) -> bool {
    COMMANDS.iter().any(|command| command.name.starts_with(line))
}

/// What a line may become: the names that begin like it, with a space behind those that take something.
pub fn complete_command(line: &str) -> Vec<String> {
    if let Some(unit) = line.strip_prefix("zoom ") {
        let begun = RulerUnit::ALL.into_iter().filter(|one| one.name().starts_with(unit));
        return begun.map(|one| format!("zoom {}", one.name())).collect();
    }
    let begun = COMMANDS.iter().filter(|command| command.name.starts_with(line));
    begun
        .map(|command| format!("{}{}", command.name, if command.argument.is_some() { " " } else { "" }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyCode;

    #[test]
    fn no_name_stands_twice() {
        let mut names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn every_action_on_a_capital_has_a_name() {
        for row in KEY_BINDINGS {
            let capital = row
                .keys
                .iter()
                .any(|key| matches!(key.code, KeyCode::Char('A'..='Z')) && key.modifiers.is_empty());
            let action = format!("{:?}", (row.action)());
            let named = COMMANDS
                .iter()
                .any(|command| (command.parse)("").is_some_and(|means| format!("{means:?}") == action));
            assert!(!capital || named, "{} has no name: {action}", row.key_names());
        }
    }

    #[test]
    fn a_line_is_a_date_a_number_or_a_name() {
        let read = |line: &str| match parse_command(line, ScreenLayer::Timeline) {
            Ok(action) => format!("{action:?}"),
            Err(words) => words,
        };
        let table = [
            ("12", "Jump(Number(12))"),
            ("12345", "Jump(Number(12345))"),
            ("12 abc", "“12” is no date, no event and no command. Tab offers some."),
            ("accept dr2", "accept stands alone: nothing can follow it."),
            ("quit smoking", "quit stands alone: nothing can follow it."),
            ("quit", "Navigate(Quit)"),
            ("ti", "Screen(CycleTitles)"),
            ("zoom qu", "Axis(Zoom(Quarter))"),
            ("zoom", "zoom takes: the ruler by decade, year, quarter, month or day."),
            ("filter seoul mou ", "Filter(Set(\"seoul mou\"))"),
            ("import a b.txt", "Import(\"a b.txt\")"),
            ("import", "Prompt(Open(Import))"),
            ("xyz", "“xyz” is no date, no event and no command. Tab offers some."),
            ("toml", "toml works in: review."),
            ("prev", "“prev” may be: previous-draft, previous-year."),
        ];
        for (line, want) in table {
            assert_eq!(read(line), want, "{line}");
        }
        for date in ["2022", "2022-08", "2022-08-18"] {
            assert!(read(date).starts_with("Jump(Date("), "{date}");
        }
    }

    #[test]
    fn names_are_offered_by_how_they_begin() {
        assert_eq!(complete_command("re"), ["review", "report", "reject", "redo", "reload", "redraw"]);
        assert_eq!(complete_command("fi"), ["filter ", "first"]);
        assert_eq!(complete_command("zoom d"), ["zoom decade", "zoom day"]);
        assert_eq!(complete_command("zz"), [""; 0]);
    }
}
