//! Tokenization of a sentence into words, numbers, runs of Hangul and symbols, which date rules match.

use crate::text::{fold, fold_char, is_hangul};
use std::cell::OnceCell;
use std::ops::Range;

/// A token of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// The bytes of the sentence.
    pub(super) range: Range<usize>,
    /// The folded text.
    pub(super) text: String,
    pub(super) class: TokenClass,
    /// Whether white space precedes it, or it is the first token.
    pub(super) space_before: bool,
}

/// The class of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenClass {
    /// A word in another script than Hangul, and whether it begins with a capital.
    Word(bool),
    /// A number of at most nine digits, and the number of digits.
    Number(u32, usize),
    /// An ordinal such as `18th`.
    Ordinal(u32),
    /// A run of Hangul.
    Hangul,
    /// Any other character. A number of more than nine digits is `0`.
    Symbol(char),
}

/// The tokens of a sentence.
pub(super) struct TokenLine {
    pub(super) tokens: Vec<Token>,
    /// Whether it contains Hangul.
    pub(super) has_hangul: bool,
    /// The last Korean token that puts the sentence in the future. Computed by `tense` on first use.
    pub(super) future_token: OnceCell<Option<usize>>,
}

impl TokenLine {
    pub(super) fn new(text: &str) -> Self {
        let tokens = tokenize(text);
        let has_hangul = tokens.iter().any(|token| token.class == TokenClass::Hangul);
        Self { tokens, has_hangul, future_token: OnceCell::new() }
    }

    /// The byte range of a range of tokens, which must not be empty.
    pub(super) fn byte_range(&self, range: &Range<usize>) -> Range<usize> {
        self.tokens[range.start].range.start..self.tokens[range.end - 1].range.end
    }

    pub(super) fn class(&self, n: usize) -> Option<TokenClass> {
        self.tokens.get(n).map(|token| token.class)
    }

    /// The folded word at `n`; empty for any other token.
    pub(super) fn word(&self, n: usize) -> &str {
        match self.tokens.get(n) {
            Some(Token { class: TokenClass::Word(_), text, .. }) => text,
            _ => "",
        }
    }

    /// The folded word before `n`; empty for any other token.
    pub(super) fn word_before(&self, n: usize) -> &str {
        n.checked_sub(1).map_or("", |n| self.word(n))
    }

    /// The Hangul at `n`; empty for any other token.
    pub(super) fn hangul(&self, n: usize) -> &str {
        match self.tokens.get(n) {
            Some(Token { class: TokenClass::Hangul, text, .. }) => text,
            _ => "",
        }
    }

    pub(super) fn hangul_before(&self, n: usize) -> &str {
        n.checked_sub(1).map_or("", |n| self.hangul(n))
    }

    /// The number at `n` and the number of its digits.
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

    /// Whether no white space separates the token at `n` from the one before it.
    pub(super) fn is_joined(&self, n: usize) -> bool {
        self.tokens.get(n).is_some_and(|token| !token.space_before)
    }

    pub(super) fn is_capitalized(&self, n: usize) -> bool {
        matches!(self.tokens.get(n).map(|token| token.class), Some(TokenClass::Word(true)))
    }
}

/// Splits a sentence into tokens. `18th` is one token, `9월` is two, `1,000` is three.
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

/// Whether `c` is a decimal digit of half or full width.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{FF10}'..='\u{FF19}')
}

/// The length in bytes of the run of characters of the same kind as `c` at the start of `text`.
fn run_length(text: &str, c: char) -> usize {
    let like: fn(char) -> bool = match c {
        c if is_digit(c) => is_digit,
        c if is_hangul(c) => is_hangul,
        c if c.is_alphabetic() => |c| c.is_alphabetic() && !is_hangul(c),
        _ => return c.len_utf8(),
    };
    text.find(|c| !like(c)).unwrap_or(text.len())
}

/// The class of a run of characters and its length in bytes, including the ending of an ordinal.
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
