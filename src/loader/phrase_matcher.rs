//! Every phrase of a table looked for in one pass over a text. What counts as a word of its own is decided here, for one
//! phrase as for a thousand. Never folds; both sides have to be.

use crate::text::is_hangul;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;

/// A phrase without its `*`, and how it has to end.
struct PhrasePattern {
    /// Whether any ending may follow.
    open_ended: bool,
    /// Whether it ends in Hangul, which takes particles.
    ends_in_hangul: bool,
}

impl PhrasePattern {
    fn parse(phrase: &str) -> (&str, Self) {
        let (stem, open) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
        (stem, Self { open_ended: open, ends_in_hangul: stem.chars().next_back().is_some_and(is_hangul) })
    }

    /// Whether what stands at these bytes is a word of its own: nothing of the same word before it, and nothing after
    /// it unless the phrase ends in `*` or in Hangul.
    fn matches_at(&self, text: &str, start: usize, end: usize) -> bool {
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let starts = self.ends_in_hangul || !before.is_some_and(char::is_alphanumeric);
        starts && (self.open_ended || self.ends_in_hangul || !after.is_some_and(char::is_alphanumeric))
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
    let (stem, how) = PhrasePattern::parse(phrase);
    text.match_indices(stem).map(|(at, _)| at).find(|&at| how.matches_at(text, at, at + stem.len()))
}

/// How often it stands there.
pub(super) fn count_phrase(text: &str, phrase: &str) -> usize {
    if text.is_ascii() && !phrase.is_ascii() {
        return 0;
    }
    let (stem, how) = PhrasePattern::parse(phrase);
    text.match_indices(stem).filter(|(at, _)| how.matches_at(text, *at, at + stem.len())).count()
}

/// Phrases by their numbers, from 0, each phrase once.
pub(super) struct PhraseMatcher {
    automaton: AhoCorasick,
    patterns: Vec<PhrasePattern>,
    ids: HashMap<String, usize>,
}

/// The phrases of a [`Finder`] that stand in a text.
pub(super) struct PhraseMatches(Vec<bool>);

impl PhraseMatcher {
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a String>) -> Self {
        let mut ids = HashMap::new();
        let (mut texts, mut patterns) = (Vec::new(), Vec::new());
        for phrase in phrases {
            if !ids.contains_key(phrase) {
                ids.insert(phrase.clone(), patterns.len());
                let (stem, how) = PhrasePattern::parse(phrase);
                texts.push(stem);
                patterns.push(how);
            }
        }
        #[expect(clippy::expect_used, reason = "the tables are compiled in, and far smaller than its limits")]
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&texts)
            .expect("an automaton of the tables' phrases");
        Self { automaton, patterns, ids }
    }

    /// The number of a phrase.
    pub(super) fn phrase_id(&self, phrase: &str) -> Option<usize> {
        self.ids.get(phrase).copied()
    }

    /// Looks for all of them.
    pub(super) fn find_all(&self, text: &str) -> PhraseMatches {
        let mut seen = vec![false; self.patterns.len()];
        for found in self.automaton.find_overlapping_iter(text) {
            let n = found.pattern().as_usize();
            if !seen[n] && self.patterns[n].matches_at(text, found.start(), found.end()) {
                seen[n] = true;
            }
        }
        PhraseMatches(seen)
    }
}

impl PhraseMatches {
    /// Of a text in which nothing stands.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// Whether any of these numbers was seen.
    pub(super) fn contains_any(&self, numbers: &[usize]) -> bool {
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
        let finder = PhraseMatcher::new(phrases.iter());
        for (text, phrase, want) in table {
            assert_eq!(has_phrase(text, phrase), want, "{phrase} in {text}");
            assert_eq!(count_phrase(text, phrase) > 0, want, "{phrase} in {text}");
            let number = finder.phrase_id(phrase).unwrap();
            assert_eq!(finder.find_all(text).contains_any(&[number]), want, "{phrase} in {text}");
        }
    }
}
