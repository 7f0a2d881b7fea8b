//! Splits a filter as typed into terms and bars, each with its position. Recognizes the operators but not the meaning of
//! fields, and never fails.

use super::types::MatchMode;
use crate::text::fold_char;

/// A token of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FilterToken {
    /// A bar between two alternatives, at this column.
    Bar(usize),
    Term(TermToken),
}

/// A term. All positions count characters of the line; ends are exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TermToken {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it starts with `!`.
    pub(super) negated: bool,
    /// The field it names.
    pub(super) field: Option<FieldPrefix>,
    /// The values of the field or, without a field, the word. Has at least one element, which may be empty.
    pub(super) values: Vec<ValueToken>,
}

/// The name of a field and its colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldPrefix {
    pub(super) name: String,
    pub(super) start: usize,
    /// After the colon.
    pub(super) end: usize,
}

/// A word, a phrase, or a value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValueToken {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The text to search for, without operators and quotes.
    pub(super) text: String,
    /// The text with its operators; for a phrase, the text between the quotes.
    pub(super) raw: String,
    pub(super) mode: MatchMode,
    pub(super) quoted: bool,
    /// False if an opening quote has no closing one.
    pub(super) is_closed: bool,
}

/// Splits `text` into tokens. Spaces separate terms. A bar ends a word; after a value of a field, it separates that value
/// from the next one, unless a space, an operator, or another field follows it.
pub(super) fn tokenize(text: &str) -> Vec<FilterToken> {
    let chars: Vec<char> = text.chars().collect();
    // Full-width forms, typographic quotes, and capitals are folded character by character, so positions stay valid.
    let folded: Vec<char> = chars.iter().copied().map(fold_char).collect();
    let mut lexer = FilterLexer { chars, folded, position: 0 };
    let mut tokens = Vec::new();
    while let Some(c) = lexer.peek(0) {
        if c.is_whitespace() {
            lexer.position += 1;
        } else if c == '|' {
            tokens.push(FilterToken::Bar(lexer.position));
            lexer.position += 1;
        } else {
            tokens.push(FilterToken::Term(lexer.read_term()));
        }
    }
    tokens
}

struct FilterLexer {
    chars: Vec<char>,
    folded: Vec<char>,
    position: usize,
}

impl FilterLexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.folded.get(self.position + ahead).copied()
    }

    fn take_if(&mut self, c: char) -> bool {
        let matches = self.peek(0) == Some(c);
        self.position += usize::from(matches);
        matches
    }

    fn slice_text(&self, start: usize, end: usize) -> String {
        self.chars[start..end].iter().collect()
    }

    fn read_term(&mut self) -> TermToken {
        let start = self.position;
        let negated = self.take_if('!');
        let field = self.read_field_prefix();
        let mut values = vec![self.read_value(field.is_some())];
        while field.is_some() && self.has_next_value() {
            self.position += 1;
            values.push(self.read_value(true));
        }
        TermToken { start, end: self.position, negated, field, values }
    }

    /// Reads letters and a colon, unless they start a URL (`https://`).
    fn read_field_prefix(&mut self) -> Option<FieldPrefix> {
        let length = self.field_name_length(0)?;
        let start = self.position;
        self.position += length + 1;
        Some(FieldPrefix { name: self.slice_text(start, start + length), start, end: self.position })
    }

    /// The number of letters before the colon of a field that starts `ahead` characters from here.
    fn field_name_length(&self, ahead: usize) -> Option<usize> {
        let letters = self.folded.iter().skip(self.position + ahead);
        let length = letters.take_while(|c| c.is_alphabetic()).count();
        let after = |n| self.peek(ahead + length + n);
        let is_url = after(1) == Some('/') && after(2) == Some('/');
        (length > 0 && after(0) == Some(':') && !is_url).then_some(length)
    }

    /// Whether another value of the field follows.
    fn has_next_value(&self) -> bool {
        match self.peek(0) {
            Some(',') => true,
            Some('|') => match self.peek(1) {
                // At the end of a line that is being typed, the value is still to come.
                None => true,
                Some('|' | '!') => false,
                Some(c) => !c.is_whitespace() && self.field_name_length(1).is_none(),
            },
            _ => false,
        }
    }

    /// Reads a word or, if `in_field`, a value: up to a space or a bar (or comma), or to the end of a phrase.
    fn read_value(&mut self, in_field: bool) -> ValueToken {
        let start = self.position;
        let exact = self.take_if('\'');
        let at_start = !exact && self.take_if('^');
        if self.take_if('"') {
            return self.read_phrase(start, at_start);
        }
        let text_start = self.position;
        let stops = |c: char| c.is_whitespace() || c == '|' || in_field && c == ',';
        while self.peek(0).is_some_and(|c| !stops(c)) {
            self.position += 1;
        }
        let at_end = !exact && self.position - text_start > 1 && self.folded[self.position - 1] == '$';
        let mode = match (exact, at_start, at_end) {
            (true, ..) => MatchMode::Exact,
            (false, true, true) => MatchMode::Whole,
            (false, true, false) => MatchMode::Start,
            (false, false, true) => MatchMode::End,
            (false, false, false) => MatchMode::Fuzzy,
        };
        ValueToken {
            start,
            end: self.position,
            text: self.slice_text(text_start, self.position - usize::from(at_end)),
            raw: self.slice_text(start, self.position),
            mode,
            quoted: false,
            is_closed: true,
        }
    }

    /// Reads the text between quotes; without a closing quote, the rest of the line.
    fn read_phrase(&mut self, start: usize, at_start: bool) -> ValueToken {
        let text_start = self.position;
        while self.peek(0).is_some_and(|c| c != '"') {
            self.position += 1;
        }
        let text = self.slice_text(text_start, self.position);
        let is_closed = self.take_if('"');
        let at_end = is_closed && self.take_if('$');
        let mode = match (at_start, at_end) {
            (true, true) => MatchMode::Whole,
            (true, false) => MatchMode::Start,
            (false, true) => MatchMode::End,
            (false, false) => MatchMode::Exact,
        };
        ValueToken { start, end: self.position, raw: text.clone(), text, mode, quoted: true, is_closed }
    }
}
