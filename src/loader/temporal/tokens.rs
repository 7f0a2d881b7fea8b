//! A sentence as words, numbers and marks, which is what date rules are written in. Never resolves anything.

use crate::text::{fold, fold_char, is_hangul};
use std::cell::OnceCell;
use std::ops::Range;

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Bytes of the sentence.
    pub(super) range: Range<usize>,
    /// Folded.
    pub(super) text: String,
    pub(super) class: TokenClass,
    /// Whether white space stands before it.
    pub(super) space_before: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenClass {
    /// A Latin word; whether it begins with a capital.
    Word(bool),
    /// A number of at most nine digits, and how many digits it has.
    Number(u32, usize),
    /// An ordinal such as `18th`.
    Ordinal(u32),
    /// A run of Hangul.
    Hangul,
    /// Anything else, one character.
    Symbol(char),
}

/// A sentence.
pub(super) struct TokenLine {
    pub(super) tokens: Vec<Token>,
    /// Whether any of it is Hangul.
    pub(super) has_hangul: bool,
    /// The last token that looks ahead in Korean, once `tense` has been asked.
    pub(super) future_token: OnceCell<Option<usize>>,
}

impl TokenLine {
    pub(super) fn new(text: &str) -> Self {
        let tokens = tokenize(text);
        let has_hangul = tokens.iter().any(|token| token.class == TokenClass::Hangul);
        Self { tokens, has_hangul, future_token: OnceCell::new() }
    }

    /// The bytes of the tokens `range`.
    pub(super) fn byte_range(&self, range: &Range<usize>) -> Range<usize> {
        self.tokens[range.start].range.start..self.tokens[range.end - 1].range.end
    }

    pub(super) fn class(&self, n: usize) -> Option<TokenClass> {
        self.tokens.get(n).map(|token| token.class)
    }

    /// The word at `n`, folded; empty for anything else.
    pub(super) fn word(&self, n: usize) -> &str {
        match self.tokens.get(n) {
            Some(Token { class: TokenClass::Word(_), text, .. }) => text,
            _ => "",
        }
    }

    /// The word before `n`.
    pub(super) fn word_before(&self, n: usize) -> &str {
        n.checked_sub(1).map_or("", |n| self.word(n))
    }

    /// The Hangul at `n`; empty for anything else.
    pub(super) fn hangul(&self, n: usize) -> &str {
        match self.tokens.get(n) {
            Some(Token { class: TokenClass::Hangul, text, .. }) => text,
            _ => "",
        }
    }

    pub(super) fn hangul_before(&self, n: usize) -> &str {
        n.checked_sub(1).map_or("", |n| self.hangul(n))
    }

    /// The number at `n` and how many digits it has.
    pub(super) fn number(&self, n: usize) -> Option<(u32, usize)> {
        match self.tokens.get(n)?.class {
            TokenClass::Number(number, digits) => Some((number, digits)),
            _ => None,
        }
    }

    pub(super) fn symbol(&self, n: usize) -> Option<char> {
        match self.tokens.get(n)?.class {
            TokenClass::Symbol(c) => Some(c),
            _ => None,
        }
    }

    /// Whether no white space stands between `n` and the token before it.
    pub(super) fn is_joined(&self, n: usize) -> bool {
        self.tokens.get(n).is_some_and(|token| !token.space_before)
    }

    pub(super) fn is_capitalized(&self, n: usize) -> bool {
        matches!(self.tokens.get(n).map(|token| token.class), Some(TokenClass::Word(true)))
    }
}

/// Splits a sentence. `18th` is an ordinal, `1,000` is three tokens, `9월` is two.
fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = 0;
    let mut spaced = true;
    while let Some(c) = text[rest..].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            rest += c.len_utf8();
            continue;
        }
        let length = run_length(&text[rest..], c);
        let piece = &text[rest..rest + length];
        let (class, length) = classify_token(piece, c, &text[rest + length..]);
        let range = rest..rest + length;
        tokens.push(Token { text: fold(&text[range.clone()]), range, class, space_before: spaced });
        rest += length;
        spaced = false;
    }
    tokens
}

/// A decimal digit, of half or of full width.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{FF10}'..='\u{FF19}')
}

/// Bytes of the run of characters like `c` that `text` begins with.
fn run_length(text: &str, c: char) -> usize {
    let like: fn(char) -> bool = match c {
        c if is_digit(c) => is_digit,
        c if is_hangul(c) => is_hangul,
        c if c.is_alphabetic() => |c| c.is_alphabetic() && !is_hangul(c),
        _ => return c.len_utf8(),
    };
    text.find(|c| !like(c)).unwrap_or(text.len())
}

/// The class of a piece, and its length with the ending of an ordinal.
fn classify_token(piece: &str, c: char, after: &str) -> (TokenClass, usize) {
    match c {
        c if is_digit(c) => match fold(piece).parse::<u32>() {
            Ok(number) if piece.chars().count() <= 9 => {
                let ending = ["st", "nd", "rd", "th"].iter().any(|ending| {
                    after.starts_with(ending) && !after[2..].starts_with(char::is_alphanumeric)
                });
                if ending {
                    (TokenClass::Ordinal(number), piece.len() + 2)
                } else {
                    (TokenClass::Number(number, piece.chars().count()), piece.len())
                }
            }
            _ => (TokenClass::Symbol('0'), piece.len()),
        },
        c if is_hangul(c) => (TokenClass::Hangul, piece.len()),
        c if c.is_alphabetic() => (TokenClass::Word(c.is_uppercase()), piece.len()),
        c => (TokenClass::Symbol(fold_char(c)), piece.len()),
    }
}
