//! Finds phrases in a text, one by one or all phrases of a table in one pass. A phrase matches whole words. Text and phrases
//! must be folded.

use crate::text::is_hangul;
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::HashMap;

/// How a phrase may end.
struct PhrasePattern {
    /// Whether any ending may follow: the phrase ends with `*`.
    open_ended: bool,
    /// Whether it ends in Hangul, so that particles may follow.
    ends_in_hangul: bool,
}

impl PhrasePattern {
    /// Splits a phrase into its text without `*` and its pattern.
    fn parse(phrase: &str) -> (&str, Self) {
        let (stem, open) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
        (stem, Self { open_ended: open, ends_in_hangul: stem.chars().next_back().is_some_and(is_hangul) })
    }

    /// Whether the match at these bytes is of whole words: no letter or digit before it, and none after it, unless the
    /// phrase ends in `*` or in Hangul.
    fn matches_at(&self, text: &str, start: usize, end: usize) -> bool {
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let starts = self.ends_in_hangul || !before.is_some_and(char::is_alphanumeric);
        starts && (self.open_ended || self.ends_in_hangul || !after.is_some_and(char::is_alphanumeric))
    }
}

/// Whether `phrase` occurs in `text` as whole words.
pub(super) fn has_phrase(text: &str, phrase: &str) -> bool {
    find_phrase(text, phrase).is_some()
}

/// Byte offset of the first occurrence of `phrase` in `text` as whole words.
pub(super) fn find_phrase(text: &str, phrase: &str) -> Option<usize> {
    // Half of the phrases are Korean and most English sentences are ASCII: no search is needed then.
    if text.is_ascii() && !phrase.is_ascii() {
        return None;
    }
    let (stem, pattern) = PhrasePattern::parse(phrase);
    text.match_indices(stem).map(|(at, _)| at).find(|&at| pattern.matches_at(text, at, at + stem.len()))
}

/// Byte offsets of all occurrences of `phrase`, which must not end with `*`, in `text` as whole words.
pub(super) fn find_phrases<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (_, pattern) = PhrasePattern::parse(phrase);
    let matches = text.match_indices(phrase).map(|(at, _)| at);
    matches.filter(move |&at| pattern.matches_at(text, at, at + phrase.len()))
}

/// Number of occurrences of `phrase` in `text` as whole words.
pub(super) fn count_phrase(text: &str, phrase: &str) -> usize {
    if text.is_ascii() && !phrase.is_ascii() {
        return 0;
    }
    let (stem, pattern) = PhrasePattern::parse(phrase);
    text.match_indices(stem).filter(|(at, _)| pattern.matches_at(text, *at, at + stem.len())).count()
}

/// A matcher of many phrases, which have ids from 0.
pub(super) struct PhraseMatcher {
    automaton: AhoCorasick,
    patterns: Vec<PhrasePattern>,
    ids: HashMap<String, usize>,
}

/// The phrases of a [`Finder`] that occur in a text.
pub(super) struct PhraseMatches(Vec<bool>);

impl PhraseMatcher {
    pub(super) fn new<'a>(phrases: impl Iterator<Item = &'a String>) -> Self {
        let mut ids = HashMap::new();
        let (mut texts, mut patterns) = (Vec::new(), Vec::new());
        for phrase in phrases {
            if !ids.contains_key(phrase) {
                ids.insert(phrase.clone(), patterns.len());
                let (stem, pattern) = PhrasePattern::parse(phrase);
                texts.push(stem);
                patterns.push(pattern);
            }
        }
        #[expect(clippy::expect_used, reason = "the tables are compiled in, and far smaller than its limits")]
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&texts)
            .expect("an automaton of the tables' phrases");
        Self { automaton, patterns, ids }
    }

    /// The id of a phrase.
    pub(super) fn phrase_id(&self, phrase: &str) -> Option<usize> {
        self.ids.get(phrase).copied()
    }

    /// Finds all phrases that occur in a text.
    pub(super) fn find_all(&self, text: &str) -> PhraseMatches {
        let mut found = vec![false; self.patterns.len()];
        for hit in self.automaton.find_overlapping_iter(text) {
            let n = hit.pattern().as_usize();
            if !found[n] && self.patterns[n].matches_at(text, hit.start(), hit.end()) {
                found[n] = true;
            }
        }
        PhraseMatches(found)
    }
}

impl PhraseMatches {
    /// No matches.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// Whether a phrase with one of these ids was found.
    pub(super) fn contains_any(&self, numbers: &[usize]) -> bool {
        numbers.iter().any(|&n| self.0.get(n) == Some(&true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whole_words_singly_and_together() {
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
