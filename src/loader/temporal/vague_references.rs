//! Vague references to the past, the present or the future, in English: `now`, `recently`, `the future`. They are found so
//! that no other rule takes them for dates.

use super::lexicon::{match_phrase, parse_quantity, parse_unit};
use super::time_expr::{TimeExpr, TimeExprMatch};
use super::tokens::TokenLine;
use super::vocabulary::english;

/// Phrases of the vocabulary, as whole words.
pub(super) fn find_vague_references(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let hit =
            english().vague.iter().find_map(|(phrase, time)| Some((match_phrase(line, n, phrase)?, *time)));
        let Some((end, time)) = hit else { continue };
        if has_other_meaning(line, n, end) {
            continue;
        }
        let start = if line.word(n) == "in" { n + 1 } else { n };
        found.push(TimeExprMatch {
            incidental: true,
            ..TimeExprMatch::new(start..end, TimeExpr::Vague(time), "vague time")
        });
    }
}

/// Whether the phrase is part of something else, such as `the past three months`, `Future Planning` or `as soon as`.
fn has_other_meaning(line: &TokenLine, n: usize, end: usize) -> bool {
    let next = line.word(end);
    match line.word(end - 1) {
        "past" => {
            parse_quantity(line, end).is_some()
                || parse_unit(next).is_some()
                || matches!(next, "summer" | "few")
        }
        "current" | "recent" | "present" if line.is_capitalized(end - 1) && n > 0 => true,
        "future" => matches!(next, "s" | "contract" | "contracts"),
        "soon" => next == "as" || next == "after",
        "shortly" => matches!(next, "after" | "before"),
        "recent" | "current" => parse_unit(next).is_some() && next != "quarters",
        _ => false,
    }
}
