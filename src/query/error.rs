//! Errors of the filter parser, with their position in the typed line.

use crate::text::clean_line;
use crate::text::width::display_width;
use std::fmt;

/// Why a filter is invalid.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct QueryError {
    /// Where the invalid term starts in the typed text, in characters from 0.
    pub column: usize,
    /// Length of the term in characters; at least 1.
    pub length: usize,
    /// What is wrong and what to do, on one line.
    pub message: String,
}

impl fmt::Display for QueryError {
    /// Writes `column 7: …`, counting from 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column + 1, self.message)
    }
}

impl QueryError {
    /// Renders `text`, the filter as typed, and a second line with `^` under the invalid term. `None` if that takes more
    /// than `width` columns, or if `text` holds characters that must not be printed.
    pub fn show_position(&self, text: &str, width: usize) -> Option<String> {
        if clean_line(text) != text || display_width(text) > width {
            return None;
        }
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(byte, _)| byte);
        let (start, end) = (byte(self.column), byte(self.column + self.length));
        let markers = display_width(&text[start..end]).max(1);
        Some(format!("{text}\n{}{}", " ".repeat(display_width(&text[..start])), "^".repeat(markers)))
    }
}

/// Why a term or value is invalid, without its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValueError {
    pub(super) message: String,
    /// Whether further typing can make it valid.
    pub(super) unfinished: bool,
}

impl ValueError {
    /// An error that further typing cannot fix.
    pub(super) fn invalid(message: String) -> Self {
        Self { message, unfinished: false }
    }

    /// An error that further typing can fix.
    pub(super) fn unfinished(message: String) -> Self {
        Self { message, unfinished: true }
    }
}
