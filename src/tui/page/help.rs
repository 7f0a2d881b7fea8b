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

/// The help, opened over `layer`.
pub fn page(layer: Layer) -> Page {
    let mut page = Page::default();
    let others = Layer::ALL.into_iter().filter(|other| *other != layer && *other != Layer::Help);
    for (n, layer) in std::iter::once(layer).chain(others).enumerate() {
        let here = if n == 0 { ": these keys work here" } else { "" };
        page.gap();
        page.lines.push(Line::of(&format!(" In the {}{here}", layer.name()), Role::Title));
        page.lines.extend(rows(layer).map(|row| entry(&row.names(), row.help)));
    }
    page.gap();
    page.lines.push(Line::of(" In a filter", Role::Title));
    page.lines.extend(query::help().iter().map(|(written, words)| entry(written, words)));
    page.gap();
    page.lines
        .push(Line::of(" Behind : a date (2022-08), the number or the id of an event, or", Role::Title));
    page.lines.extend(COMMANDS.iter().map(|command| {
        let name = command
            .takes
            .map_or_else(|| command.name.to_owned(), |takes| format!("{} {takes}", command.name));
        entry(&name, command.help)
    }));
    page.gap();
    page.lines.push(Line::of(" Signs in the list and on the axis", Role::Title));
    page.lines.extend(SIGNS.iter().map(|(signs, words)| entry(signs, words)));
    page
}

fn entry(name: &str, words: &str) -> Line {
    let name = Piece::new(&format!("   {}", pad(name, KEYS)), Role::Key);
    Line { pieces: vec![name, Piece::new(words, Role::Plain)], target: None }
}
