//! Every phrase of a table looked for in one pass over a text. What counts as a word of its own is decided here, for one
//! phrase as for a thousand. Never folds; both sides have to be.

use crate::text::is_hangul;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;

/// A phrase without its `*`, and how it has to end.
struct Stem {
    /// Whether any ending may follow.
    open: bool,
    /// Whether it ends in Hangul, which takes particles.
    hangul: bool,
}

impl Stem {
    fn of(phrase: &str) -> (&str, Self) {
        let (stem, open) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
        (stem, Self { open, hangul: stem.chars().next_back().is_some_and(is_hangul) })
    }

    /// Whether what stands at these bytes is a word of its own: nothing of the same word before it, and nothing after
    /// it unless the phrase ends in `*` or in Hangul.
    fn stands(&self, text: &str, start: usize, end: usize) -> bool {
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let starts = self.hangul || !before.is_some_and(char::is_alphanumeric);
        starts && (self.open || self.hangul || !after.is_some_and(char::is_alphanumeric))
    }
}

/// Whether `phrase` stands in `text`, both folded, as words of its own.
pub(super) fn has_phrase(text: &str, phrase: &str) -> bool {
    find_phrase(text, phrase).is_some()
}

/// The byte at which [`has_phrase`] finds it first.
pub(super) fn find_phrase(text: &str, phrase: &str) -> Option<usize> {
    // Half of the phrases are Korean and most English sentences are ASCII: told apart without a search.
    if text.is_ascii() && !phrase.is_ascii() {
        return None;
    }
    let (stem, how) = Stem::of(phrase);
    text.match_indices(stem).map(|(at, _)| at).find(|&at| how.stands(text, at, at + stem.len()))
}

/// How often it stands there.
pub(super) fn count_phrase(text: &str, phrase: &str) -> usize {
    if text.is_ascii() && !phrase.is_ascii() {
        return 0;
    }
    let (stem, how) = Stem::of(phrase);
    text.match_indices(stem).filter(|(at, _)| how.stands(text, *at, at + stem.len())).count()
}

/// Phrases by their numbers, from 0, each phrase once.
pub(super) struct Finder {
    automaton: AhoCorasick,
    stems: Vec<Stem>,
    numbers: HashMap<String, usize>,
}

/// The phrases of a [`Finder`] that stand in a text.
pub(super) struct Seen(Vec<bool>);

impl Finder {
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a String>) -> Self {
        let mut numbers = HashMap::new();
        let (mut texts, mut stems) = (Vec::new(), Vec::new());
        for phrase in phrases {
            if !numbers.contains_key(phrase) {
                numbers.insert(phrase.clone(), stems.len());
                let (stem, how) = Stem::of(phrase);
                texts.push(stem);
                stems.push(how);
            }
        }
        #[expect(clippy::expect_used, reason = "the tables are compiled in, and far smaller than its limits")]
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&texts)
            .expect("an automaton of the tables' phrases");
        Self { automaton, stems, numbers }
    }

    /// The number of a phrase.
    pub(super) fn number(&self, phrase: &str) -> Option<usize> {
        self.numbers.get(phrase).copied()
    }

    /// Looks for all of them.
    pub(super) fn see(&self, text: &str) -> Seen {
        let mut seen = vec![false; self.stems.len()];
        for found in self.automaton.find_overlapping_iter(text) {
            let n = found.pattern().as_usize();
            if !seen[n] && self.stems[n].stands(text, found.start(), found.end()) {
                seen[n] = true;
            }
        }
        Seen(seen)
    }
}

impl Seen {
    /// Of a text in which nothing stands.
    pub(super) fn nothing() -> Self {
        Self(Vec::new())
    }

    /// Whether any of these numbers was seen.
    pub(super) fn any(&self, numbers: &[usize]) -> bool {
        numbers.iter().any(|&n| self.0.get(n) == Some(&true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_words_of_their_own_one_by_one_and_all_at_once() {
        let table = [
            ("the mou was signed", "mou", true),
            ("mountains", "mou", false),
            ("sanctioned it", "sanction*", true),
            ("양해각서를 체결", "양해각서", true),
            ("unhacked", "hack*", false),
            ("a mountain and a mou", "mou", true),
        ];
        let phrases: Vec<String> = table.iter().map(|(_, phrase, _)| (*phrase).to_owned()).collect();
        let finder = Finder::new(phrases.iter());
        for (text, phrase, want) in table {
            assert_eq!(has_phrase(text, phrase), want, "{phrase} in {text}");
            assert_eq!(count_phrase(text, phrase) > 0, want, "{phrase} in {text}");
            let number = finder.number(phrase).unwrap();
            assert_eq!(finder.see(text).any(&[number]), want, "{phrase} in {text}");
        }
    }
}
