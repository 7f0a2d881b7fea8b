//! The keys as a page, made from the key table: those that work in the layer below first; then the filter language and
//! the names behind `:`, made from theirs. Names no key itself.

use super::pieces::{Line, Page, Piece};
use crate::query;
use crate::text::width::pad;
use crate::tui::action::Layer;
use crate::tui::commands::COMMANDS;
use crate::tui::keymap::rows;
use crate::tui::theme::Role;

/// Columns of the keys.
const KEYS: usize = 22;

/// The signs of the list, in words.
const SIGNS: &[(&str, &str)] = &[
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
pub fn page(layer: Layer, width: usize) -> Page {
    let mut page = Page::default();
    let others = Layer::ALL.into_iter().filter(|other| *other != layer && *other != Layer::Help);
    for (n, layer) in std::iter::once(layer).chain(others).enumerate() {
        let here = if n == 0 { ": these keys work here" } else { "" };
        page.gap();
        page.lines.push(Line::of(&format!(" In the {}{here}", layer.name()), Role::Title));
        rows(layer).for_each(|row| entry(&mut page, &row.names(), row.help, width));
    }
    page.gap();
    page.lines.push(Line::of(" In a filter", Role::Title));
    for (written, words) in query::help() {
        entry(&mut page, written, words, width);
    }
    page.gap();
    page.lines
        .push(Line::of(" Behind : a date (2022-08), the number or the id of an event, or", Role::Title));
    for command in COMMANDS {
        let name = command
            .takes
            .map_or_else(|| command.name.to_owned(), |takes| format!("{} {takes}", command.name));
        entry(&mut page, &name, command.help, width);
    }
    page.gap();
    page.lines.push(Line::of(" Signs in the list and on the axis", Role::Title));
    for (signs, words) in SIGNS {
        entry(&mut page, signs, words, width);
    }
    page
}

/// Name and words side by side; where there is hardly room, the words under the name.
fn entry(page: &mut Page, name: &str, words: &str, width: usize) {
    if width < KEYS * 2 {
        page.flow(&[Piece::new(" ", Role::Plain)], name, &[], Role::Key, width);
        page.flow(&[Piece::new("   ", Role::Plain)], words, &[], Role::Plain, width);
        return;
    }
    let name = Piece::new(&format!("   {}", pad(name, KEYS)), Role::Key);
    page.flow(&[name], words, &[], Role::Plain, width);
}
