//! The names that can be typed behind `:`. Every action that a capital letter stands for has one, since a Korean keyboard
//! cannot tell some capitals apart. Never acts.

use super::action::{
    Action, Along, Ask, Decide, Filter, Go, Jump, Layer, Move, Pick, Prompting, Review, Screen, View,
};
use super::axis::Unit;
use super::keymap::ROWS;
use crate::model::Edtf;

/// A name that can be typed.
pub struct Command {
    /// The name.
    pub name: &'static str,
    /// What stands behind it, in a word; `None` where nothing does.
    pub takes: Option<&'static str>,
    /// What it means; `None` where what stands behind it has no meaning.
    pub means: fn(&str) -> Option<Action>,
    /// A few words for the help.
    pub help: &'static str,
}

macro_rules! row {
    ($name:expr, $action:expr, $help:expr) => {
        Command { name: $name, takes: None, means: |_| Some($action), help: $help }
    };
}

/// Every name, in the order in which they are offered.
pub const COMMANDS: &[Command] = &[
    Command {
        name: "filter",
        takes: Some("WORDS"),
        means: |words| Some(Action::Filter(Filter::Set(words.to_owned()))),
        help: "filter by these words",
    },
    Command {
        name: "import",
        takes: Some("PATH"),
        means: |path| {
            let typed = path.to_owned();
            Some(if typed.is_empty() {
                Action::Prompt(Prompting::Open(Ask::Import))
            } else {
                Action::Import(typed)
            })
        },
        help: "import a path or an address",
    },
    Command {
        name: "zoom",
        takes: Some("UNIT"),
        means: |name| {
            let unit =
                Unit::ALL.into_iter().find(|unit| !name.is_empty() && unit.name().starts_with(name))?;
            Some(Action::Along(Along::Zoom(unit)))
        },
        help: "the ruler by decade, year, quarter, month or day",
    },
    row!("all", Action::Filter(Filter::All), "everything: no filter, the coarsest ruler"),
    row!("save", Action::Prompt(Prompting::Open(Ask::Save)), "save the filter under a digit"),
    row!("drafts", Action::Filter(Filter::Drafts), "list only drafts, or all again"),
    row!("review", Action::Review(Review::Open), "review the drafts one by one"),
    row!("report", Action::Go(Go::Report), "what became of the last import"),
    row!("answers", Action::View(View::Answers), "what the DPRK did, and what answered it"),
    row!("thread", Action::View(View::Thread), "what the event goes back to, and what came of it"),
    row!("promises", Action::View(View::Promises), "every promise, and what became of it"),
    row!("accept", Action::Decide(Decide::Accept), "accept the draft"),
    row!("reject", Action::Decide(Decide::Reject), "reject the draft"),
    row!(
        "accept-sure",
        Action::Review(Review::AcceptSure),
        "accept all of this source with nothing to look at"
    ),
    row!("edit", Action::Review(Review::Edit), "edit the field"),
    row!("toml", Action::Review(Review::Toml), "edit the draft as TOML in your editor"),
    row!("merge", Action::Review(Review::Merge), "merge into an event we have"),
    row!("published", Action::Review(Review::Published), "publication date, for all drafts of the source"),
    row!("previous-draft", Action::Review(Review::Previous), "draft before"),
    row!("undo", Action::Decide(Decide::Undo), "take the last decision back"),
    row!("redo", Action::Decide(Decide::Redo), "do it again after all"),
    row!("browser", Action::Source(Pick::Browse), "open the source in the browser"),
    row!("archived", Action::Source(Pick::BrowseArchived), "open its archived copy"),
    row!("first", Action::Move(Move::First), "first"),
    row!("last", Action::Move(Move::Last), "last"),
    row!("ten-down", Action::Move(Move::TenDown), "ten on"),
    row!("ten-up", Action::Move(Move::TenUp), "ten back"),
    row!("next-year", Action::Move(Move::NextYear), "next year that has events"),
    row!("previous-year", Action::Move(Move::PreviousYear), "previous year that has events"),
    row!("centre", Action::Along(Along::Centre), "the axis about the selected event"),
    row!("back", Action::Go(Go::Jump), "back to where a link was followed from"),
    row!("titles", Action::Screen(Screen::Titles), "titles: English, Korean, both"),
    row!("reload", Action::Screen(Screen::Reload), "read the store again"),
    row!("redraw", Action::Screen(Screen::Redraw), "draw the screen again"),
    row!("suspend", Action::Screen(Screen::Suspend), "to the shell; `fg` comes back"),
    row!("help", Action::Go(Go::Help), "all keys"),
    row!("quit", Action::Go(Go::Quit), "quit from anywhere"),
];

/// What is meant by a line typed behind `:` while `layer` is on top: a date, the number of an event of the list, or a name.
/// An error is a sentence for the person.
pub fn read(line: &str, layer: Layer) -> Result<Action, String> {
    let line = line.trim();
    let (name, rest) = line.split_once(' ').map_or((line, ""), |(name, rest)| (name, rest.trim()));
    // Four digits are a year.
    if line.len() != 4
        && line.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(number) = line.parse()
    {
        return Ok(Action::Jump(Jump::Number(number)));
    }
    if let Ok(date) = Edtf::typed(line) {
        return Ok(Action::Jump(Jump::Date(date)));
    }
    let command = named(name)?;
    if command.takes.is_none() && !rest.is_empty() {
        return Err(format!("{} stands alone: nothing can follow it.", command.name));
    }
    let action = (command.means)(rest).ok_or_else(|| format!("{} takes: {}.", command.name, command.help))?;
    match layers(&action) {
        Some(layers) if !layers.contains(&layer) => {
            let names: Vec<_> = layers.iter().map(|layer| layer.name()).collect();
            Err(format!("{} works in: {}.", command.name, names.join(", ")))
        }
        _ => Ok(action),
    }
}

/// The command of this name, or the one whose name begins like this.
fn named(name: &str) -> Result<&'static Command, String> {
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
fn layers(action: &Action) -> Option<Vec<Layer>> {
    let said = format!("{action:?}");
    let rows = ROWS.iter().filter(|row| format!("{:?}", (row.action)()) == said);
    let layers: Vec<Layer> = rows.flat_map(|row| row.layers).copied().collect();
    (!layers.is_empty()).then_some(layers)
}

/// Whether a name begins like this.
pub fn begins(line: &str) -> bool {
    COMMANDS.iter().any(|command| command.name.starts_with(line))
}

/// What a line may become: the names that begin like it, with a space behind those that take something.
pub fn offers(line: &str) -> Vec<String> {
    if let Some(unit) = line.strip_prefix("zoom ") {
        let begun = Unit::ALL.into_iter().filter(|one| one.name().starts_with(unit));
        return begun.map(|one| format!("zoom {}", one.name())).collect();
    }
    let begun = COMMANDS.iter().filter(|command| command.name.starts_with(line));
    begun
        .map(|command| format!("{}{}", command.name, if command.takes.is_some() { " " } else { "" }))
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
        for row in ROWS {
            let capital = row
                .keys
                .iter()
                .any(|key| matches!(key.code, KeyCode::Char('A'..='Z')) && key.modifiers.is_empty());
            let action = format!("{:?}", (row.action)());
            let named = COMMANDS
                .iter()
                .any(|command| (command.means)("").is_some_and(|means| format!("{means:?}") == action));
            assert!(!capital || named, "{} has no name: {action}", row.names());
        }
    }

    #[test]
    fn a_line_is_a_date_a_number_or_a_name() {
        let read = |line: &str| match read(line, Layer::Timeline) {
            Ok(action) => format!("{action:?}"),
            Err(words) => words,
        };
        let table = [
            ("12", "Jump(Number(12))"),
            ("12345", "Jump(Number(12345))"),
            ("12 abc", "“12” is no date, no event and no command. Tab offers some."),
            ("accept dr2", "accept stands alone: nothing can follow it."),
            ("quit smoking", "quit stands alone: nothing can follow it."),
            ("quit", "Go(Quit)"),
            ("ti", "Screen(Titles)"),
            ("zoom qu", "Along(Zoom(Quarter))"),
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
        assert_eq!(offers("re"), ["review", "report", "reject", "redo", "reload", "redraw"]);
        assert_eq!(offers("fi"), ["filter ", "first"]);
        assert_eq!(offers("zoom d"), ["zoom decade", "zoom day"]);
        assert_eq!(offers("zz"), [""; 0]);
    }
}
