//! What lies in the past, the present or the future and names no time, in English: `now`, `recently`, `the future`.
//! Known, so that nobody takes it for a date.

use super::sense::{Reading, Sense, Vague};
use super::tokens::Line;

/// Word for word, the longest first; what it says.
const PHRASES: &[(&[&str], Vague)] = &[
    (&["as", "soon", "as", "possible"], Vague::Future),
    (&["in", "the", "near", "future"], Vague::Future),
    (&["the", "near", "future"], Vague::Future),
    (&["the", "recent", "past"], Vague::Past),
    (&["the", "not", "too", "distant", "future"], Vague::Future),
    (&["the", "future"], Vague::Future),
    (&["the", "near", "term"], Vague::Future),
    (&["the", "short", "term"], Vague::Future),
    (&["right", "now"], Vague::Present),
    (&["these", "days"], Vague::Present),
    (&["at", "present"], Vague::Present),
    (&["the", "present"], Vague::Present),
    (&["the", "past"], Vague::Past),
    (&["more", "recently"], Vague::Past),
    (&["most", "recently"], Vague::Past),
    (&["just", "recently"], Vague::Past),
    (&["recently"], Vague::Past),
    (&["recent"], Vague::Past),
    (&["lately"], Vague::Past),
    (&["currently"], Vague::Present),
    (&["current"], Vague::Present),
    (&["presently"], Vague::Present),
    (&["nowadays"], Vague::Present),
    (&["now"], Vague::Present),
    (&["soon"], Vague::Future),
    (&["shortly"], Vague::Future),
];

/// Every phrase of the table, where it stands as words of its own.
pub(super) fn refs(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let hit = PHRASES
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(i, word)| line.word(n + i) == *word));
        let Some((words, vague)) = hit else { continue };
        let end = n + words.len();
        if is_other(line, n, end) {
            continue;
        }
        let start = if words[0] == "in" { n + 1 } else { n };
        found.push(Reading {
            aside: true,
            ..Reading::new(start..end, Sense::Vague(*vague), "no certain time")
        });
    }
}

/// `the past three months`, `Future Planning`, `as soon as`: other things with the same words.
fn is_other(line: &Line, n: usize, end: usize) -> bool {
    let next = line.word(end);
    match line.word(end - 1) {
        "past" => {
            super::words::count(line, end).is_some()
                || super::words::unit(next).is_some()
                || matches!(next, "summer" | "few")
        }
        "current" | "recent" | "present" if line.is_capital(end - 1) && n > 0 => true,
        "future" => matches!(next, "s" | "contract" | "contracts"),
        "soon" => next == "as" || next == "after",
        "shortly" => matches!(next, "after" | "before"),
        "recent" | "current" => super::words::unit(next).is_some() && next != "quarters",
        _ => false,
    }
}
