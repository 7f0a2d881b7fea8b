//! A filter as typed to what it asks for, and errors with their place. `split` finds the terms, the table in `fields`
//! says what a value means. Never looks at a timeline.

use super::fields::{self, Value};
use super::parts::{Error, Manner, Place, Query, Term, Test, Word, Wrong};
use super::split::{Head, Part, Piece, Typed, split};
use crate::text::{clean_line, fold};

impl Query {
    /// Reads a filter. Case, accents and full width do not count. The first thing that cannot be read is the error.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let Read { query, wrong } = read(text);
        match wrong.into_iter().next() {
            None => Ok(query),
            Some((error, _)) => Err(error),
        }
    }

    /// Reads a filter that is being typed: everything readable of it, without the terms in error, and the first error.
    /// What may only be unfinished at the very end of the line is none: a field without its value, a quote still open,
    /// a lone sign or bar, the beginning of a date or of several words.
    pub fn so_far(text: &str) -> (Self, Option<Error>) {
        let Read { query, wrong } = read(text);
        let error = wrong.into_iter().find(|(_, unfinished)| !unfinished);
        (query, error.map(|(error, _)| error))
    }
}

/// All that could be read, and what could not, in the order of the line, each with whether what is still to be typed
/// can make it right.
struct Read {
    query: Query,
    wrong: Vec<(Error, bool)>,
}

fn read(text: &str) -> Read {
    let (mut groups, mut wrong): (Vec<Vec<Term>>, _) = (Vec::new(), Vec::new());
    // Whether the next term is another choice of the last group.
    let mut joins = false;
    let parts = split(text);
    let end = text.chars().count();
    for (n, part) in parts.iter().enumerate() {
        match part {
            Part::Bar(column) => {
                let before = n.checked_sub(1).map(|n| &parts[n]);
                let between = matches!(before, Some(Part::Term(_))) && n + 1 < parts.len();
                if !between {
                    let message = "| needs a term before it and one behind it".to_owned();
                    let last = n + 1 == parts.len() && before.is_some();
                    wrong.push((Error { column: *column, length: 1, message }, last));
                }
                joins = true;
            }
            Part::Term(typed) => {
                if !std::mem::take(&mut joins) || groups.is_empty() {
                    groups.push(Vec::new());
                }
                let (column, length) = (typed.start, typed.end - typed.start);
                if typed.pieces.iter().any(|piece| !piece.closed) {
                    let message = "the quote is not closed".to_owned();
                    wrong.push((Error { column, length, message }, true));
                }
                match term(typed) {
                    Ok(term) => groups.last_mut().into_iter().for_each(|group| group.extend(term.clone())),
                    Err(Wrong { message, unfinished }) => {
                        wrong.push((Error { column, length, message }, unfinished && typed.end == end));
                    }
                }
            }
        }
    }
    groups.retain(|group| !group.is_empty());
    Read { query: Query { groups }, wrong }
}

/// `None` for a term of which cleaning leaves nothing.
fn term(typed: &Typed) -> Result<Option<Term>, Wrong> {
    let any = match &typed.head {
        Some(head) => values(head, &typed.pieces)?,
        None => {
            let piece = typed.pieces.first().filter(|piece| !piece.text.is_empty());
            let piece = piece.ok_or_else(|| nothing_behind(typed))?;
            let word = Word::new(&piece.text, piece.manner, Place::Anywhere);
            word.map(Test::Word).into_iter().collect()
        }
    };
    let any: Vec<Test> = any.into_iter().map(|test| if typed.not { surely(test) } else { test }).collect();
    Ok((!any.is_empty()).then_some(Term { not: typed.not, any }))
}

fn values(head: &Head, pieces: &[Piece]) -> Result<Vec<Test>, Wrong> {
    let name = fold(&clean_line(&head.name));
    let row = fields::field(&name).map_err(|message| Wrong { message, unfinished: false })?;
    let mut any = Vec::new();
    for piece in pieces {
        let (text, whole) = (clean_line(&piece.text), clean_line(&piece.whole));
        if text.is_empty() {
            let message = format!("{name}: has no value; write it as {}", row.syntax);
            return Err(Wrong { message, unfinished: true });
        }
        any.extend((row.read)(&Value { text: &text, manner: piece.manner, whole: &whole })?);
    }
    Ok(any)
}

fn nothing_behind(typed: &Typed) -> Wrong {
    let quoted = typed.pieces.first().is_some_and(|piece| piece.quoted);
    let message = if quoted { "nothing stands between the quotes" } else { "nothing stands behind the sign" };
    Wrong { message: message.to_owned(), unfinished: true }
}

/// A test to be turned round: without guesses, or an event would be hidden for a likeness.
fn surely(test: Test) -> Test {
    match test {
        Test::Word(word) if word.manner == Manner::Fuzzy => Test::Word(Word { manner: Manner::Sure, ..word }),
        test => test,
    }
}
