//! A line of text with a caret, edited as in readline. Independent of what the text is for.

use crate::text::clean_line;
use unicode_segmentation::UnicodeSegmentation;

/// Input to a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextInput {
    /// A character, or pasted text.
    Insert(String),
    /// An editing key.
    Edit(LineEdit),
}

/// Editing keys, as in readline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum LineEdit {
    Backspace,
    Delete,
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    DeleteWord,
    DeleteToStart,
    DeleteToEnd,
}

/// A line of text and its caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEditor {
    text: String,
    /// A byte offset into the text, between grapheme clusters.
    caret: usize,
}

/// The most characters of a line: more than any URL has.
pub const MAX_LINE_CHARS: usize = 4000;

impl LineEditor {
    /// A line with this text and the caret at its end.
    pub fn new(text: &str) -> Self {
        let text = clean_line(text);
        Self { caret: text.len(), text }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the caret.
    pub fn text_before_caret(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Inserts text at the caret, cleaned and composed (NFC), so that parts sent by an input method become one letter.
    /// Line breaks become spaces. Returns `false` and inserts nothing if the line would exceed [`MAX_LINE_CHARS`]: half a
    /// URL would be another URL.
    pub fn insert(&mut self, text: &str) -> bool {
        let clean = crate::text::clean(text).replace(['\n', '\t'], " ");
        if self.text.chars().count() + clean.chars().count() > MAX_LINE_CHARS {
            return false;
        }
        self.text.insert_str(self.caret, &clean);
        let end = crate::text::clean(&self.text[..self.caret + clean.len()]).into_owned();
        let rest = &self.text[self.caret + clean.len()..];
        self.text = format!("{end}{rest}");
        self.caret = end.len();
        true
    }

    /// Replaces the text and leaves `behind` characters after the caret.
    pub fn replace_text(&mut self, text: &str, behind: usize) {
        let kept = text.chars().count().saturating_sub(behind);
        let split = text.char_indices().nth(kept).map_or(text.len(), |(at, _)| at);
        *self = Self::default();
        self.insert(&text[split..]);
        self.caret = 0;
        self.insert(&text[..split]);
    }

    /// Inserts or edits. Returns `false` if the text does not fit.
    pub fn apply_input(&mut self, action: TextInput) -> bool {
        match action {
            TextInput::Insert(text) => return self.insert(&text),
            TextInput::Edit(edit) => self.apply_edit(edit),
        }
        true
    }

    /// Applies an editing key.
    pub fn apply_edit(&mut self, edit: LineEdit) {
        let caret = self.caret;
        match edit {
            LineEdit::Left => self.caret = self.previous_grapheme(),
            LineEdit::Right => self.caret = self.next_grapheme(),
            LineEdit::WordLeft => self.caret = self.previous_word(),
            LineEdit::WordRight => self.caret = self.next_word(),
            LineEdit::Start => self.caret = 0,
            LineEdit::End => self.caret = self.text.len(),
            LineEdit::Backspace => self.delete_range(self.previous_grapheme(), caret),
            LineEdit::Delete => self.delete_range(caret, self.next_grapheme()),
            LineEdit::DeleteWord => self.delete_range(self.previous_word(), caret),
            LineEdit::DeleteToStart => self.delete_range(0, caret),
            LineEdit::DeleteToEnd => self.delete_range(caret, self.text.len()),
        }
    }

    fn delete_range(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }

    fn previous_grapheme(&self) -> usize {
        self.text_before_caret().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn next_grapheme(&self) -> usize {
        self.text[self.caret..].graphemes(true).next().map_or(self.caret, |letter| self.caret + letter.len())
    }

    fn previous_word(&self) -> usize {
        let trimmed = self.text_before_caret().trim_end();
        trimmed.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    }

    fn next_word(&self) -> usize {
        let rest = &self.text[self.caret..];
        let spaces = rest.len() - rest.trim_start().len();
        let word = rest[spaces..].find(char::is_whitespace).unwrap_or(rest.len() - spaces);
        self.caret + spaces + word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line with `|` at the caret.
    fn show(line: &LineEditor) -> String {
        format!("{}|{}", line.text_before_caret(), &line.text()[line.text_before_caret().len()..])
    }

    #[test]
    fn editing_as_readline_has_it() {
        let table = [
            (LineEdit::Backspace, "camp dav|"),
            (LineEdit::Left, "camp da|v"),
            (LineEdit::Delete, "camp da|"),
            (LineEdit::WordLeft, "camp |da"),
            (LineEdit::DeleteWord, "|da"),
            (LineEdit::WordRight, "da|"),
            (LineEdit::Start, "|da"),
            (LineEdit::Right, "d|a"),
            (LineEdit::DeleteToEnd, "d|"),
            (LineEdit::DeleteToStart, "|"),
            (LineEdit::Backspace, "|"),
            (LineEdit::Delete, "|"),
        ];
        let mut line = LineEditor::new("camp davi");
        for (edit, want) in table {
            line.apply_edit(edit);
            assert_eq!(show(&line), want, "{edit:?}");
        }
    }

    #[test]
    fn a_character_is_a_grapheme_cluster() {
        let mut line = LineEditor::default();
        for part in ["\u{1112}", "\u{1161}", "\u{11ab}", "미"] {
            line.insert(part);
        }
        assert_eq!(show(&line), "한미|");
        line.apply_edit(LineEdit::Backspace);
        assert_eq!(show(&line), "한|");
        line.insert("a\nb\u{1b}[2J");
        assert_eq!(show(&line), "한a b|");
    }

    #[test]
    fn text_that_does_not_fit_is_refused_whole() {
        let mut line = LineEditor::new("https://example.org/");
        assert!(line.insert(&"x".repeat(MAX_LINE_CHARS - 20)));
        let full = line.clone();
        assert!(!line.insert("yz"));
        assert_eq!(line, full);
    }
}
