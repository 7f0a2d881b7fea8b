//! The keys, made from the key table: those that work in the layer below first.

use super::paint::Paint;
use crate::text::width::pad;
use crate::tui::action::Layer;
use crate::tui::keymap::{ROWS, rows};
use crate::tui::page::Piece;
use crate::tui::state::State;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Columns of the keys.
const KEYS: usize = 22;

pub(super) fn draw(paint: &mut Paint<'_>, area: Rect, state: &State) {
    let lines = lines(state.below());
    let last = lines.len().saturating_sub(usize::from(area.height));
    for (y, line) in lines.iter().skip(state.help.min(last)).take(usize::from(area.height)).enumerate() {
        paint.pieces(area, y as u16, line, false);
    }
}

/// The lines of the help, opened over `layer`.
fn lines(layer: Layer) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    let others = Layer::ALL.into_iter().filter(|other| *other != layer && *other != Layer::Help);
    for (n, layer) in std::iter::once(layer).chain(others).enumerate() {
        let here = if n == 0 { ": these keys work here" } else { "" };
        if n > 0 {
            lines.push(Vec::new());
        }
        lines.push(vec![Piece::new(&format!(" In the {}{here}", layer.name()), Role::Title)]);
        for row in rows(layer) {
            lines.push(vec![
                Piece::new(&format!("   {}", pad(&row.names(), KEYS)), Role::Key),
                Piece::new(row.help, Role::Plain),
            ]);
        }
    }
    lines.push(Vec::new());
    lines.push(vec![Piece::new(" Signs in the list", Role::Title)]);
    let signs = [
        ("▪ ▫ ◌", "day known; only month or year, or not sure; no date"),
        ("agr sum mou stm", "agreement, summit, memorandum of understanding, statement"),
        ("dlg wkg exe pol res", "dialogue, working group, exercise, policy, research"),
        ("adv san ind att inc", "advisory, sanction, indictment, attribution, incident"),
        ("! ⚑2 ✎ *", "sources disagree; commitments not yet kept; note; mark"),
        ("1+1", "one source and one copy of it, which is no second witness"),
    ];
    lines.extend(signs.map(|(sign, words)| {
        vec![Piece::new(&format!("   {}", pad(sign, KEYS)), Role::Key), Piece::new(words, Role::Plain)]
    }));
    debug_assert!(!ROWS.is_empty());
    lines
}
