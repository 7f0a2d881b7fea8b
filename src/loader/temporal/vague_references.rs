//! What lies in the past, the present or the future and names no time, in English: `now`, `recently`, `the future`.
//! Known, so that nobody takes it for a date.

use super::time_expr::{TimeExpr, TimeExprMatch, VagueReference};
use super::tokens::TokenLine;

/// Word for word, the longest first; what it says.
const VAGUE_PHRASES: &[(&[&str], VagueReference)] = &[
    (&["as", "soon", "as", "possible"], VagueReference::Future),
    (&["in", "the", "near", "future"], VagueReference::Future),
    (&["the", "near", "future"], VagueReference::Future),
    (&["the", "recent", "past"], VagueReference::Past),
    (&["the", "not", "too", "distant", "future"], VagueReference::Future),
    (&["the", "future"], VagueReference::Future),
    (&["the", "near", "term"], VagueReference::Future),
    (&["the", "short", "term"], VagueReference::Future),
    (&["right", "now"], VagueReference::Present),
    (&["these", "days"], VagueReference::Present),
    (&["at", "present"], VagueReference::Present),
    (&["the", "present"], VagueReference::Present),
    (&["the", "past"], VagueReference::Past),
    (&["more", "recently"], VagueReference::Past),
    (&["most", "recently"], VagueReference::Past),
    (&["just", "recently"], VagueReference::Past),
    (&["recently"], VagueReference::Past),
    (&["recent"], VagueReference::Past),
    (&["lately"], VagueReference::Past),
    (&["currently"], VagueReference::Present),
    (&["current"], VagueReference::Present),
    (&["presently"], VagueReference::Present),
    (&["nowadays"], VagueReference::Present),
    (&["now"], VagueReference::Present),
    (&["soon"], VagueReference::Future),
    (&["shortly"], VagueReference::Future),
];

/// Every phrase of the table, where it stands as words of its own.
pub(super) fn find_vague_references(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let hit = VAGUE_PHRASES
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(i, word)| line.word(n + i) == *word));
        let Some((words, vague)) = hit else { continue };
        let end = n + words.len();
        if has_other_meaning(line, n, end) {
            continue;
        }
        let start = if words[0] == "in" { n + 1 } else { n };
        found.push(TimeExprMatch {
            incidental: true,
            ..TimeExprMatch::new(start..end, TimeExpr::Vague(*vague), "no certain time")
        });
    }
}

/// `the past three months`, `Future Planning`, `as soon as`: other things with the same words.
fn has_other_meaning(line: &TokenLine, n: usize, end: usize) -> bool {
    let next = line.word(end);
    match line.word(end - 1) {
        "past" => {
            super::lexicon::parse_quantity(line, end).is_some()
                || super::lexicon::parse_unit(next).is_some()
                || matches!(next, "summer" | "few")
        }
        "current" | "recent" | "present" if line.is_capitalized(end - 1) && n > 0 => true,
        "future" => matches!(next, "s" | "contract" | "contracts"),
        "soon" => next == "as" || next == "after",
        "shortly" => matches!(next, "after" | "before"),
        "recent" | "current" => super::lexicon::parse_unit(next).is_some() && next != "quarters",
        _ => false,
    }
}
