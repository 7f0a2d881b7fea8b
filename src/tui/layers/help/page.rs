//! Lays the help out from the command table: the keys of the current layer first, then those of the others, the filter
//! language, the commands, and the symbols of list and axis. Declares no key itself.

use crate::query;
use crate::text::width::pad;
use crate::tui::action::ScreenLayer;
use crate::tui::commands::COMMANDS;
use crate::tui::key::key_names;
use crate::tui::keymap::bindings_in;
use crate::tui::styled_text::{StyledLine, StyledPage, StyledText};
use crate::tui::theme::Role;

/// Columns of the keys.
const KEY_COLUMNS: usize = 22;

/// The symbols of list and axis, and what they mean.
const SYMBOLS: &[(&str, &str)] = &[
    ("▪ ▫ ◌", "day known; only month or year known, or uncertain; no date"),
    ("agr sum mou stm", "agreement, summit, memorandum of understanding, statement"),
    ("dlg wkg exe pol res", "dialogue, working group, exercise, policy, research"),
    ("adv san ind att inc", "advisory, sanction, indictment, attribution, incident"),
    ("! ⚑2 ✎ *", "sources conflict; commitments not yet fulfilled; note; mark"),
    ("1+1", "one source and one copy of it (not independent corroboration)"),
    ("▫╌╌", "sometime in these days"),
    ("2 3 +", "number of events in a column (+ is more than nine); zoom in to see them"),
    ("agreements", "lane of agreements and MOUs; meetings: summits, dialogues, working groups"),
    ("statements", "lane of statements, policies, research"),
    ("measures", "lane of advisories, sanctions, indictments, attributions"),
    ("[ ]", "the part of the whole store that the ruler shows"),
];

/// Lays the help for `layer` out in `width` columns.
pub(super) fn help_page(layer: ScreenLayer, width: usize) -> StyledPage {
    let mut page = StyledPage::default();
    let others = ScreenLayer::ALL.into_iter().filter(|other| *other != layer && *other != ScreenLayer::Help);
    for (n, layer) in std::iter::once(layer).chain(others).enumerate() {
        let current = if n == 0 { " (current layer)" } else { "" };
        add_heading(&mut page, &format!("In the {}{current}", layer.name()));
        for (command, binding) in bindings_in(layer) {
            add_entry(&mut page, &key_names(binding.keys), command.help_for(binding), width);
        }
    }
    add_heading(&mut page, "In a filter");
    for (written, meaning) in query::help() {
        add_entry(&mut page, written, meaning, width);
    }
    add_heading(&mut page, "After : a date (2022-08), the number or id of an event, or a command");
    for command in COMMANDS {
        if let Some(usage) = command.usage() {
            add_entry(&mut page, &usage, command.help, width);
        }
    }
    add_heading(&mut page, "Symbols in the list and on the axis");
    for (symbols, meaning) in SYMBOLS {
        add_entry(&mut page, symbols, meaning, width);
    }
    page
}

fn add_heading(page: &mut StyledPage, text: &str) {
    page.add_gap();
    page.lines.push(StyledLine::from_text(&format!(" {text}"), Role::Title));
}

/// Adds a name and its description side by side or, if there is little room, one below the other.
fn add_entry(page: &mut StyledPage, name: &str, description: &str, width: usize) {
    if width < KEY_COLUMNS * 2 {
        page.add_paragraph(&[StyledText::new(" ", Role::Plain)], name, &[], Role::Key, width);
        page.add_paragraph(&[StyledText::new("   ", Role::Plain)], description, &[], Role::Plain, width);
        return;
    }
    let name = StyledText::new(&format!("   {}", pad(name, KEY_COLUMNS)), Role::Key);
    page.add_paragraph(&[name], description, &[], Role::Plain, width);
}
