//! One line of text being typed, with a caret, edited as readline does. Never knows what the text is for.

use crate::text::clean_line;
use crate::tui::action::{Edit, Typing};
use unicode_segmentation::UnicodeSegmentation;

/// A text and where in it the next letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    /// A byte of the text, between grapheme clusters.
    caret: usize,
}

/// The most characters a line takes: more than any address has, and than anybody types.
pub const LONGEST: usize = 4000;

impl Line {
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
    pub fn before(&self) -> &str {
        &self.text[..self.caret]
    }

    /// Puts text in at the caret. Everything is cleaned and composed (NFC), so what an input method sends in parts
    /// becomes one letter; line ends become spaces. `false`, and nothing is put in, where the line would become longer
    /// than [`LONGEST`]: half an address would be another address.
    pub fn insert(&mut self, text: &str) -> bool {
        let clean = crate::text::clean(text).replace(['\n', '\t'], " ");
        if self.text.chars().count() + clean.chars().count() > LONGEST {
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
    pub fn put(&mut self, text: &str, behind: usize) {
        let kept = text.chars().count().saturating_sub(behind);
        let split = text.char_indices().nth(kept).map_or(text.len(), |(at, _)| at);
        *self = Self::default();
        self.insert(&text[split..]);
        self.caret = 0;
        self.insert(&text[..split]);
    }

    /// Takes what is typed, or an edit. `false` where what is typed has no room.
    pub fn typed(&mut self, action: Typing) -> bool {
        match action {
            Typing::Insert(text) => return self.insert(&text),
            Typing::Edit(edit) => self.edit(edit),
        }
        true
    }

    /// Changes or walks the line.
    pub fn edit(&mut self, edit: Edit) {
        let caret = self.caret;
        match edit {
            Edit::Left => self.caret = self.letter_before(),
            Edit::Right => self.caret = self.letter_after(),
            Edit::WordLeft => self.caret = self.word_before(),
            Edit::WordRight => self.caret = self.word_after(),
            Edit::Start => self.caret = 0,
            Edit::End => self.caret = self.text.len(),
            Edit::Backspace => self.erase(self.letter_before(), caret),
            Edit::Delete => self.erase(caret, self.letter_after()),
            Edit::EraseWord => self.erase(self.word_before(), caret),
            Edit::EraseToStart => self.erase(0, caret),
            Edit::EraseToEnd => self.erase(caret, self.text.len()),
        }
    }

    fn erase(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.caret = from;
    }

    fn letter_before(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn letter_after(&self) -> usize {
        self.text[self.caret..].graphemes(true).next().map_or(self.caret, |letter| self.caret + letter.len())
    }

    fn word_before(&self) -> usize {
        let trimmed = self.before().trim_end();
        trimmed.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    }

    fn word_after(&self) -> usize {
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
    fn show(line: &Line) -> String {
        format!("{}|{}", line.before(), &line.text()[line.before().len()..])
    }

    #[test]
    fn editing_as_readline_has_it() {
        let table = [
            (Edit::Backspace, "camp dav|"),
            (Edit::Left, "camp da|v"),
            (Edit::Delete, "camp da|"),
            (Edit::WordLeft, "camp |da"),
            (Edit::EraseWord, "|da"),
            (Edit::WordRight, "da|"),
            (Edit::Start, "|da"),
            (Edit::Right, "d|a"),
            (Edit::EraseToEnd, "d|"),
            (Edit::EraseToStart, "|"),
            (Edit::Backspace, "|"),
            (Edit::Delete, "|"),
        ];
        let mut line = Line::new("camp davi");
        for (edit, want) in table {
            line.edit(edit);
            assert_eq!(show(&line), want, "{edit:?}");
        }
    }

    #[test]
    fn a_letter_is_what_a_person_calls_one() {
        let mut line = Line::default();
        for part in ["\u{1112}", "\u{1161}", "\u{11ab}", "미"] {
            line.insert(part);
        }
        assert_eq!(show(&line), "한미|");
        line.edit(Edit::Backspace);
        assert_eq!(show(&line), "한|");
        line.insert("a\nb\u{1b}[2J");
        assert_eq!(show(&line), "한a b|");
    }

    #[test]
    fn what_has_no_room_is_refused_and_not_cut() {
        let mut line = Line::new("https://example.org/");
        assert!(line.insert(&"x".repeat(LONGEST - 20)));
        let full = line.clone();
        assert!(!line.insert("yz"));
        assert_eq!(line, full);
    }
}
