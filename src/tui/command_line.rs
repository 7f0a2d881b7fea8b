//! Parses what is typed after `:`: a date, the number of an event, or the name of a command. Never runs a command.

use super::action::{Action, JumpTarget, ScreenLayer};
use super::axis::RulerUnit;
use super::commands::{COMMANDS, Command};
use crate::model::Edtf;

/// The action of a line typed after `:` while `layer` is on top. An error is a sentence for the user.
pub(super) fn parse_command(line: &str, layer: ScreenLayer) -> Result<Action, String> {
    let line = line.trim();
    let (name, argument) = line.split_once(' ').map_or((line, ""), |(name, rest)| (name, rest.trim()));
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
    let (name, command) = find_command(name)?;
    if command.argument.is_none() && !argument.is_empty() {
        return Err(format!("{name} takes no argument"));
    }
    let action = (command.action)(argument).ok_or_else(|| format!("Usage: {}", usage_with_help(command)))?;
    match command.layers() {
        Some(layers) if !layers.contains(&layer) => {
            let names: Vec<_> = layers.iter().map(|layer| layer.name()).collect();
            Err(format!("{name} works only in: {}", names.join(", ")))
        }
        _ => Ok(action),
    }
}

fn usage_with_help(command: &Command) -> String {
    format!("{} ({})", command.usage().unwrap_or_default(), command.help)
}

/// The commands that have a name, in the order of the table.
fn named_commands() -> impl Iterator<Item = (&'static str, &'static Command)> {
    COMMANDS.iter().filter_map(|command| Some((command.name?, command)))
}

/// The command with this name, or the only one whose name starts with it.
fn find_command(prefix: &str) -> Result<(&'static str, &'static Command), String> {
    if let Some(exact) = named_commands().find(|(name, _)| *name == prefix) {
        return Ok(exact);
    }
    let matches: Vec<_> = named_commands().filter(|(name, _)| name.starts_with(prefix)).collect();
    match matches.as_slice() {
        [only] => Ok(*only),
        [] => Err(format!("Unknown date, event or command: “{prefix}”. Press Tab for suggestions")),
        _ => {
            let names: Vec<_> = matches.iter().map(|(name, _)| *name).collect();
            Err(format!("Ambiguous command “{prefix}”: {}", names.join(", ")))
        }
    }
}

/// Whether the name of a command starts with this.
pub(super) fn is_command_prefix(line: &str) -> bool {
    named_commands().any(|(name, _)| name.starts_with(line))
}

/// Completions of a line: the names that start with it, followed by a space where an argument is expected.
pub(super) fn complete_command(line: &str) -> Vec<String> {
    if let Some(typed) = line.strip_prefix("zoom ") {
        let units = RulerUnit::ALL.into_iter().filter(|unit| unit.name().starts_with(typed));
        return units.map(|unit| format!("zoom {}", unit.name())).collect();
    }
    let matches = named_commands().filter(|(name, _)| name.starts_with(line));
    matches
        .map(|(name, command)| format!("{name}{}", if command.argument.is_some() { " " } else { "" }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::{AxisAction, FilterAction, Navigate, PromptKind, ScreenAction};

    #[test]
    fn a_line_is_a_date_a_number_or_a_command() {
        let parse = |line: &str| parse_command(line, ScreenLayer::Timeline);
        let table = [
            ("12", Action::Jump(JumpTarget::Number(12))),
            ("12345", Action::Jump(JumpTarget::Number(12345))),
            ("quit", Action::Navigate(Navigate::Quit)),
            ("ti", Action::Screen(ScreenAction::CycleTitles)),
            ("zoom qu", Action::Axis(AxisAction::Zoom(RulerUnit::Quarter))),
            ("filter seoul mou ", Action::Filter(FilterAction::Set("seoul mou".to_owned()))),
            ("import a b.txt", Action::Import("a b.txt".to_owned())),
            ("import", Action::Prompt(PromptKind::Import)),
        ];
        for (line, want) in table {
            assert_eq!(parse(line), Ok(want), "{line}");
        }
        for date in ["2022", "2022-08", "2022-08-18"] {
            assert!(matches!(parse(date), Ok(Action::Jump(JumpTarget::Date(_)))), "{date}");
        }
    }

    #[test]
    fn an_error_says_what_can_be_typed_instead() {
        let table = [
            ("12 abc", "Unknown date, event or command: “12”. Press Tab for suggestions"),
            ("accept dr2", "accept takes no argument"),
            ("quit smoking", "quit takes no argument"),
            ("zoom", "Usage: zoom UNIT (zoom to decade, year, quarter, month or day)"),
            ("xyz", "Unknown date, event or command: “xyz”. Press Tab for suggestions"),
            ("toml", "toml works only in: review queue"),
            ("prev", "Ambiguous command “prev”: previous-year, previous-draft"),
        ];
        for (line, want) in table {
            assert_eq!(parse_command(line, ScreenLayer::Timeline), Err(want.to_owned()), "{line}");
        }
    }

    #[test]
    fn names_are_completed_in_the_order_of_the_table() {
        assert_eq!(
            complete_command("re"),
            ["review", "report", "reject", "redo", "responses", "reload", "redraw"]
        );
        assert_eq!(complete_command("fi"), ["filter "]);
        assert_eq!(complete_command("zoom d"), ["zoom decade", "zoom day"]);
        assert_eq!(complete_command("zz"), [""; 0]);
    }
}
