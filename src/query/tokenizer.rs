//! Cuts a filter as typed into terms and bars, each with its place. Knows the signs, not what a field means; nothing
//! is an error here but what has no end.

use super::parts::MatchMode;
use crate::text::fold_char;

/// A piece of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FilterToken {
    /// A bar between two choices, at this column.
    Bar(usize),
    Term(TermToken),
}

/// A term. Places are numbers of characters in the line, the end not included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TermToken {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether `!` stands before it.
    pub(super) negated: bool,
    /// The field it names.
    pub(super) field: Option<FieldPrefix>,
    /// The values of the field; without one, the word. At least one, though it may be empty.
    pub(super) values: Vec<ValueToken>,
}

/// What stands before the colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldPrefix {
    pub(super) name: String,
    pub(super) start: usize,
    /// Behind the colon.
    pub(super) end: usize,
}

/// A word, a phrase or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValueToken {
    pub(super) start: usize,
    pub(super) end: usize,
    /// What is looked for, without signs and quotes.
    pub(super) text: String,
    /// As it stands there; of a phrase, what is between the quotes.
    pub(super) raw: String,
    pub(super) mode: MatchMode,
    pub(super) quoted: bool,
    /// Whether the quote that was opened is closed; true where none was.
    pub(super) is_closed: bool,
}

/// Cuts `text` up. Terms stand apart by spaces; a bar ends a word, but in a field it goes on to another value unless a
/// space, a sign or another field follows it.
pub(super) fn tokenize(text: &str) -> Vec<FilterToken> {
    let letters: Vec<char> = text.chars().collect();
    // Full width, typographic quotes and capitals are read as what they stand for. Letter by letter: places stay.
    let folded: Vec<char> = letters.iter().copied().map(fold_char).collect();
    let mut line = FilterLexer { letters, folded, position: 0 };
    let mut parts = Vec::new();
    while let Some(c) = line.peek(0) {
        if c.is_whitespace() {
            line.position += 1;
        } else if c == '|' {
            parts.push(FilterToken::Bar(line.position));
            line.position += 1;
        } else {
            parts.push(FilterToken::Term(line.read_term()));
        }
    }
    parts
}

struct FilterLexer {
    letters: Vec<char>,
    folded: Vec<char>,
    position: usize,
}

impl FilterLexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.folded.get(self.position + ahead).copied()
    }

    fn take_if(&mut self, c: char) -> bool {
        let there = self.peek(0) == Some(c);
        self.position += usize::from(there);
        there
    }

    fn slice_text(&self, start: usize, end: usize) -> String {
        self.letters[start..end].iter().collect()
    }

    fn read_term(&mut self) -> TermToken {
        let start = self.position;
        let not = self.take_if('!');
        let head = self.read_field_prefix();
        let mut pieces = vec![self.read_value(head.is_some())];
        while head.is_some() && self.has_next_value() {
            self.position += 1;
            pieces.push(self.read_value(true));
        }
        TermToken { start, end: self.position, negated: not, field: head, values: pieces }
    }

    /// Letters and a colon, unless an address begins so: `https://`.
    fn read_field_prefix(&mut self) -> Option<FieldPrefix> {
        let length = self.field_name_length(0)?;
        let start = self.position;
        self.position += length + 1;
        Some(FieldPrefix { name: self.slice_text(start, start + length), start, end: self.position })
    }

    /// How many letters stand before the colon of a field, `ahead` letters on.
    fn field_name_length(&self, ahead: usize) -> Option<usize> {
        let letters = self.folded.iter().skip(self.position + ahead);
        let length = letters.take_while(|c| c.is_alphabetic()).count();
        let behind = |n| self.peek(ahead + length + n);
        let address = behind(1) == Some('/') && behind(2) == Some('/');
        (length > 0 && behind(0) == Some(':') && !address).then_some(length)
    }

    /// Whether another value of the field follows.
    fn has_next_value(&self) -> bool {
        match self.peek(0) {
            Some(',') => true,
            Some('|') => match self.peek(1) {
                // At the end of a line being typed, the value is still to come.
                None => true,
                Some('|' | '!') => false,
                Some(c) => !c.is_whitespace() && self.field_name_length(1).is_none(),
            },
            _ => false,
        }
    }

    /// A word or, in a field, a value: up to a space or a bar, or to the end of the phrase.
    fn read_value(&mut self, value: bool) -> ValueToken {
        let start = self.position;
        let exact = self.take_if('\'');
        let begins = !exact && self.take_if('^');
        if self.take_if('"') {
            return self.read_phrase(start, begins);
        }
        let from = self.position;
        let stops = |c: char| c.is_whitespace() || c == '|' || value && c == ',';
        while self.peek(0).is_some_and(|c| !stops(c)) {
            self.position += 1;
        }
        let ends = !exact && self.position - from > 1 && self.folded[self.position - 1] == '$';
        let text = self.slice_text(from, self.position - usize::from(ends));
        let manner = match (exact, begins, ends) {
            (true, ..) => MatchMode::Exact,
            (false, true, true) => MatchMode::Whole,
            (false, true, false) => MatchMode::Start,
            (false, false, true) => MatchMode::End,
            (false, false, false) => MatchMode::Fuzzy,
        };
        let whole = self.slice_text(start, self.position);
        ValueToken {
            start,
            end: self.position,
            text,
            raw: whole,
            mode: manner,
            quoted: false,
            is_closed: true,
        }
    }

    /// What stands between quotes; without a second one, all the rest.
    fn read_phrase(&mut self, start: usize, begins: bool) -> ValueToken {
        let from = self.position;
        while self.peek(0).is_some_and(|c| c != '"') {
            self.position += 1;
        }
        let text = self.slice_text(from, self.position);
        let closed = self.take_if('"');
        let ends = closed && self.take_if('$');
        let manner = match (begins, ends) {
            (true, true) => MatchMode::Whole,
            (true, false) => MatchMode::Start,
            (false, true) => MatchMode::End,
            (false, false) => MatchMode::Exact,
        };
        ValueToken {
            start,
            end: self.position,
            raw: text.clone(),
            text,
            mode: manner,
            quoted: true,
            is_closed: closed,
        }
    }
}
