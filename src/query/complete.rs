//! What a filter that is being typed may become at its caret: names of fields, and the values that events have. Never
//! changes the line.

use super::fields::{Offer, ROWS};
use super::fuzzy::{Needle, Text};
use super::parts::Manner;
use super::split::{Part, Typed, split};
use crate::model::Timeline;
use crate::text::{clean_line, fold, hangul};
use std::cmp::Reverse;

/// The most that is offered.
const MOST: usize = 50;

/// What can stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The first character that a candidate replaces.
    pub start: usize,
    /// The character behind the last that it replaces.
    pub end: usize,
    /// Best first; at least one, at most 50.
    pub candidates: Vec<Candidate>,
}

/// One thing that can stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is put into the line; a value with spaces comes in quotes.
    pub text: String,
    /// A few words about it.
    pub about: String,
}

/// What the filter `text` may become at `caret`, a number of characters before it: a field where a word begins, a
/// value of `timeline` behind a field's colon. `None` where nothing is known that begins so.
pub fn complete(text: &str, caret: usize, timeline: &Timeline) -> Option<Completion> {
    let letters: Vec<char> = text.chars().collect();
    let caret = caret.min(letters.len());
    let parts = split(text);
    let term = parts.iter().find_map(|part| match part {
        Part::Term(typed) if typed.start <= caret && caret <= typed.end => Some(typed),
        _ => None,
    });
    let typed = |start: usize| -> String { letters[start.min(caret)..caret].iter().collect() };
    let (start, end, candidates) = match term {
        None => (caret, caret, names("")),
        Some(Typed { head: Some(head), .. }) if caret < head.end => {
            (head.start, head.end, if caret < head.start { Vec::new() } else { names(&typed(head.start)) })
        }
        Some(term @ Typed { head: Some(head), .. }) => {
            let piece = term.pieces.iter().rfind(|piece| piece.start <= caret)?;
            let row = ROWS.iter().find(|row| row.name == fold(&head.name))?;
            (piece.start, piece.end, values((row.offers)(timeline), &typed(piece.start)))
        }
        Some(term) => {
            let piece = term.pieces.first().filter(|piece| !piece.quoted && piece.start <= caret)?;
            (piece.start, piece.end, names(&typed(piece.start)))
        }
    };
    (!candidates.is_empty()).then_some(Completion { start, end, candidates })
}

/// The fields that begin so; also where the Korean layout was on.
fn names(typed: &str) -> Vec<Candidate> {
    let typed = fold(&hangul::latin_of(typed));
    let rows = ROWS.iter().filter(|row| row.name.starts_with(&typed));
    rows.map(|row| Candidate { text: format!("{}:", row.name), about: row.about.to_owned() }).collect()
}

/// The values that may be meant: without a letter all, else the better they fit the earlier.
fn values(offers: Vec<Offer>, typed: &str) -> Vec<Candidate> {
    let typed = typed.trim_start_matches(|c| fold(&String::from(c)) == "\"");
    let word = fold(&hangul::needle(&clean_line(typed)));
    let mut ranked: Vec<(i64, Offer)> = Vec::new();
    let needle = (!word.is_empty()).then(|| Needle::new(&word));
    for offer in offers {
        let Some(needle) = &needle else {
            ranked.push((0, offer));
            continue;
        };
        let names = std::iter::once(&offer.text).chain(&offer.names);
        let fits = names.filter_map(|name| {
            let begins = fold(name).starts_with(&word);
            // What begins so comes before what holds such a word somewhere, and that before a likeness.
            let rank = if begins { 9 } else { Text::new(name).find(needle, Manner::Fuzzy)?.score / 1000 };
            Some(rank)
        });
        if let Some(rank) = fits.max() {
            ranked.push((rank, offer));
        }
    }
    ranked.sort_by_key(|(rank, _)| Reverse(*rank));
    let candidates = ranked.into_iter().filter_map(|(_, offer)| {
        Some(Candidate { text: quoted(&offer.text)?, about: clean_line(&offer.about) })
    });
    candidates.take(MOST).collect()
}

/// The value as it has to be written. `None` where no quotes can hold it.
fn quoted(value: &str) -> Option<String> {
    let value = clean_line(value);
    let folded = fold(&value);
    if folded.contains('"') {
        return None;
    }
    let signs = folded.starts_with(['\'', '^', '!']) || folded.ends_with('$');
    let plain = !signs && !folded.contains([' ', ',', '|']);
    Some(if plain { value } else { format!("\"{value}\"") })
}
