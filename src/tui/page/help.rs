//! The keys as a page, made from the key table: those that work in the layer below first; then the filter language and
//! the names behind `:`, made from theirs. Names no key itself.

use super::pieces::{StyledLine, StyledPage, StyledText};
use crate::query;
use crate::text::width::pad;
use crate::tui::action::ScreenLayer;
use crate::tui::commands::COMMANDS;
use crate::tui::keymap::bindings_in;
use crate::tui::theme::Role;

/// Columns of the keys.
const KEY_COLUMNS: usize = 22;

/// The signs of the list, in words.
const SYMBOLS: &[(&str, &str)] = &[
    ("▪ ▫ ◌", "day known; only month or year, or not sure; no date"),
    ("agr sum mou stm", "agreement, summit, memorandum of understanding, statement"),
    ("dlg wkg exe pol res", "dialogue, working group, exercise, policy, research"),
    ("adv san ind att inc", "advisory, sanction, indictment, attribution, incident"),
    ("! ⚑2 ✎ *", "sources disagree; commitments not yet kept; note; mark"),
    ("1+1", "one source and one copy of it, which is no second witness"),
    ("▫╌╌", "somewhere in these days; a month is never a dot"),
    ("2 3 +", "so many events in one column, + more than nine: zoom in to open"),
    ("agreements", "lane of agreements and MOUs; meetings: summits, dialogues, working groups"),
    ("statements", "lane of statements, policies, research"),
    ("measures", "lane of advisories, sanctions, indictments, attributions"),
    ("[ ]", "the part of the whole store that the ruler shows"),
];

/// The help, opened over `layer`, `width` columns wide.
pub fn help_page(layer: ScreenLayer, width: usize) -> StyledPage {
    let mut page = StyledPage::default();
    let others = ScreenLayer::ALL.into_iter().filter(|other| *other != layer && *other != ScreenLayer::Help);
    for (n, layer) in std::iter::once(layer).chain(others).enumerate() {
        let here = if n == 0 { ": these keys work here" } else { "" };
        page.add_gap();
        page.lines.push(StyledLine::from_text(&format!(" In the {}{here}", layer.name()), Role::Title));
        bindings_in(layer).for_each(|row| add_entry(&mut page, &row.key_names(), row.help, width));
    }
    page.add_gap();
    page.lines.push(StyledLine::from_text(" In a filter", Role::Title));
    for (written, words) in query::help() {
        add_entry(&mut page, written, words, width);
    }
    page.add_gap();
    page.lines.push(StyledLine::from_text(
        " Behind : a date (2022-08), the number or the id of an event, or",
        Role::Title,
    ));
    for command in COMMANDS {
        let name = command
            .argument
            .map_or_else(|| command.name.to_owned(), |takes| format!("{} {takes}", command.name));
        add_entry(&mut page, &name, command.help, width);
    }
    page.add_gap();
    page.lines.push(StyledLine::from_text(" Signs in the list and on the axis", Role::Title));
    for (signs, words) in SYMBOLS {
        add_entry(&mut page, signs, words, width);
    }
    page
}

/// Name and words side by side; where there is hardly room, the words under the name.
fn add_entry(page: &mut StyledPage, name: &str, words: &str, width: usize) {
    if width < KEY_COLUMNS * 2 {
        page.add_paragraph(&[StyledText::new(" ", Role::Plain)], name, &[], Role::Key, width);
        page.add_paragraph(&[StyledText::new("   ", Role::Plain)], words, &[], Role::Plain, width);
        return;
    }
    let name = StyledText::new(&format!("   {}", pad(name, KEY_COLUMNS)), Role::Key);
    page.add_paragraph(&[name], words, &[], Role::Plain, width);
}
