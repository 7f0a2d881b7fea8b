//! A text in NFC, and where its bytes stand in the text as given. Hangul of file systems comes in single letters (NFD), in
//! which no rule finds a word. Never changes anything but the normalization form.

use std::ops::Range;
use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

/// A text in NFC with the places of its clusters.
pub(super) struct ComposedText {
    pub(super) text: String,
    /// First byte of each cluster here and in the text as given, in order; none where the two are the same.
    starts: Vec<(usize, usize)>,
    given_bytes: usize,
}

impl ComposedText {
    pub(super) fn new(given: &str) -> Self {
        if is_nfc_quick(given.chars()) == IsNormalized::Yes {
            return Self { text: given.to_owned(), starts: Vec::new(), given_bytes: given.len() };
        }
        let mut places: Vec<usize> =
            given.char_indices().filter(|(_, c)| !is_continued(*c)).map(|(at, _)| at).collect();
        if places.first() != Some(&0) {
            places.insert(0, 0);
        }
        let ends = places.iter().skip(1).copied().chain([given.len()]);
        let (mut text, mut starts) = (String::with_capacity(given.len()), Vec::with_capacity(places.len()));
        for (start, end) in places.iter().copied().zip(ends) {
            starts.push((text.len(), start));
            text.extend(given[start..end].nfc());
        }
        Self { text, starts, given_bytes: given.len() }
    }

    /// The bytes of the text as given for bytes of this one.
    pub(super) fn given_range(&self, range: &Range<usize>) -> Range<usize> {
        if self.starts.is_empty() {
            return range.clone();
        }
        let first = self.starts.partition_point(|(here, _)| *here <= range.start).saturating_sub(1);
        let last = self.starts.partition_point(|(here, _)| *here < range.end);
        let end = self.starts.get(last).map_or(self.given_bytes, |(_, given)| *given);
        self.starts[first].1..end
    }
}

/// Whether a character goes on a cluster: a combining mark, or the vowel or final consonant of a Hangul syllable.
fn is_continued(c: char) -> bool {
    canonical_combining_class(c) != 0 || matches!(c, '\u{1160}'..='\u{11FF}' | '\u{3099}' | '\u{309A}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_the_text_as_given() {
        for given in ["지난 8일 café", "plain"] {
            let apart: String = given.nfd().collect();
            let composed = ComposedText::new(&apart);
            assert_eq!(composed.text, given);
            let word = given.split(' ').next_back().unwrap_or_default();
            let at = given.len() - word.len();
            let range = composed.given_range(&(at..given.len()));
            assert_eq!(apart[range].nfc().collect::<String>(), word);
        }
    }
}
