//! Cuts a filter as typed into terms and bars, each with its place. Knows the signs, not what a field means; nothing
//! is an error here but what has no end.

use super::parts::Manner;
use crate::text::fold_char;

/// A piece of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A bar between two choices, at this column.
    Bar(usize),
    Term(Typed),
}

/// A term. Places are numbers of characters in the line, the end not included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether `!` stands before it.
    pub(super) not: bool,
    /// The field it names.
    pub(super) head: Option<Head>,
    /// The values of the field; without one, the word. At least one, though it may be empty.
    pub(super) pieces: Vec<Piece>,
}

/// What stands before the colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) start: usize,
    /// Behind the colon.
    pub(super) end: usize,
}

/// A word, a phrase or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What is looked for, without signs and quotes.
    pub(super) text: String,
    /// As it stands there; of a phrase, what is between the quotes.
    pub(super) whole: String,
    pub(super) manner: Manner,
    pub(super) quoted: bool,
    /// Whether the quote that was opened is closed; true where none was.
    pub(super) closed: bool,
}

/// Cuts `text` up. Terms stand apart by spaces; a bar ends a word, but in a field it goes on to another value unless a
/// space, a sign or another field follows it.
pub(super) fn split(text: &str) -> Vec<Part> {
    let letters: Vec<char> = text.chars().collect();
    // Full width, typographic quotes and capitals are read as what they stand for. Letter by letter: places stay.
    let folded: Vec<char> = letters.iter().copied().map(fold_char).collect();
    let mut line = Line { letters, folded, at: 0 };
    let mut parts = Vec::new();
    while let Some(c) = line.peek(0) {
        if c.is_whitespace() {
            line.at += 1;
        } else if c == '|' {
            parts.push(Part::Bar(line.at));
            line.at += 1;
        } else {
            parts.push(Part::Term(line.term()));
        }
    }
    parts
}

struct Line {
    letters: Vec<char>,
    folded: Vec<char>,
    at: usize,
}

impl Line {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.folded.get(self.at + ahead).copied()
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.peek(0) == Some(c);
        self.at += usize::from(there);
        there
    }

    fn text(&self, start: usize, end: usize) -> String {
        self.letters[start..end].iter().collect()
    }

    fn term(&mut self) -> Typed {
        let start = self.at;
        let not = self.take('!');
        let head = self.head();
        let mut pieces = vec![self.piece(head.is_some())];
        while head.is_some() && self.goes_on() {
            self.at += 1;
            pieces.push(self.piece(true));
        }
        Typed { start, end: self.at, not, head, pieces }
    }

    /// Letters and a colon, unless an address begins so: `https://`.
    fn head(&mut self) -> Option<Head> {
        let length = self.name_ahead(0)?;
        let start = self.at;
        self.at += length + 1;
        Some(Head { name: self.text(start, start + length), start, end: self.at })
    }

    /// How many letters stand before the colon of a field, `ahead` letters on.
    fn name_ahead(&self, ahead: usize) -> Option<usize> {
        let letters = self.folded.iter().skip(self.at + ahead);
        let length = letters.take_while(|c| c.is_alphabetic()).count();
        let behind = |n| self.peek(ahead + length + n);
        let address = behind(1) == Some('/') && behind(2) == Some('/');
        (length > 0 && behind(0) == Some(':') && !address).then_some(length)
    }

    /// Whether another value of the field follows.
    fn goes_on(&self) -> bool {
        match self.peek(0) {
            Some(',') => true,
            Some('|') => match self.peek(1) {
                // At the end of a line being typed, the value is still to come.
                None => true,
                Some('|' | '!') => false,
                Some(c) => !c.is_whitespace() && self.name_ahead(1).is_none(),
            },
            _ => false,
        }
    }

    /// A word or, in a field, a value: up to a space or a bar, or to the end of the phrase.
    fn piece(&mut self, value: bool) -> Piece {
        let start = self.at;
        let exact = self.take('\'');
        let begins = !exact && self.take('^');
        if self.take('"') {
            return self.phrase(start, begins);
        }
        let from = self.at;
        let stops = |c: char| c.is_whitespace() || c == '|' || value && c == ',';
        while self.peek(0).is_some_and(|c| !stops(c)) {
            self.at += 1;
        }
        let ends = !exact && self.at - from > 1 && self.folded[self.at - 1] == '$';
        let text = self.text(from, self.at - usize::from(ends));
        let manner = match (exact, begins, ends) {
            (true, ..) => Manner::Exact,
            (false, true, true) => Manner::Whole,
            (false, true, false) => Manner::Start,
            (false, false, true) => Manner::End,
            (false, false, false) => Manner::Fuzzy,
        };
        let whole = self.text(start, self.at);
        Piece { start, end: self.at, text, whole, manner, quoted: false, closed: true }
    }

    /// What stands between quotes; without a second one, all the rest.
    fn phrase(&mut self, start: usize, begins: bool) -> Piece {
        let from = self.at;
        while self.peek(0).is_some_and(|c| c != '"') {
            self.at += 1;
        }
        let text = self.text(from, self.at);
        let closed = self.take('"');
        let ends = closed && self.take('$');
        let manner = match (begins, ends) {
            (true, true) => Manner::Whole,
            (true, false) => Manner::Start,
            (false, true) => Manner::End,
            (false, false) => Manner::Exact,
        };
        Piece { start, end: self.at, whole: text.clone(), text, manner, quoted: true, closed }
    }
}
