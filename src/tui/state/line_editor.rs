//! One line of text being typed, with a caret, edited as readline does. Never knows what the text is for.

use crate::text::clean_line;
use crate::tui::action::{LineEdit, TextInput};
use unicode_segmentation::UnicodeSegmentation;

/// A text and where in it the next letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEditor {
    text: String,
    /// A byte of the text, between grapheme clusters.
    caret: usize,
}

/// The most characters a line takes: more than any address has, and than anybody types.
pub const MAX_LINE_CHARS: usize = 4000;

impl LineEditor {
    /// A line with this text, the caret behind it.
    pub fn new(text: &str) -> Self {
        let text = clean_line(text);
        Self { caret: text.len(), text }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the caret.
    pub fn text_before_caret(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Puts text in at the caret. Everything is cleaned and composed (NFC), so what an input method sends in parts
    /// becomes one letter; line ends become spaces. `false`, and nothing is put in, where the line would become longer
    /// than [`LONGEST`]: half an address would be another address.
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

    /// Puts another text in the place of this one, with `behind` characters behind the caret.
    pub fn replace_text(&mut self, text: &str, behind: usize) {
        let kept = text.chars().count().saturating_sub(behind);
        let split = text.char_indices().nth(kept).map_or(text.len(), |(at, _)| at);
        *self = Self::default();
        self.insert(&text[split..]);
        self.caret = 0;
        self.insert(&text[..split]);
    }

    /// Takes what is typed, or an edit. `false` where what is typed has no room.
    pub fn apply_input(&mut self, action: TextInput) -> bool {
        match action {
            TextInput::Insert(text) => return self.insert(&text),
            TextInput::Edit(edit) => self.apply_edit(edit),
        }
        true
    }

    /// Changes or walks the line.
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

    /// The line with a bar at the caret.
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
    fn a_letter_is_what_a_person_calls_one() {
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
    fn what_has_no_room_is_refused_and_not_cut() {
        let mut line = LineEditor::new("https://example.org/");
        assert!(line.insert(&"x".repeat(MAX_LINE_CHARS - 20)));
        let full = line.clone();
        assert!(!line.insert("yz"));
        assert_eq!(line, full);
    }
}
