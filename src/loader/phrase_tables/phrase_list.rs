//! Lists of phrases as rows of a table, and the matcher for many lists at once.

use crate::loader::phrase_matcher::{PhraseMatcher, PhraseMatches};
use serde::Deserialize;

/// A row of phrases that are looked up one by one. Its examples are checked by the test of all rows.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct PhraseRow {
    pub(in crate::loader) phrases: Vec<String>,
}

impl PhraseRow {
    /// Whether `text` is one of the phrases.
    pub(in crate::loader) fn contains(&self, text: &str) -> bool {
        self.phrases.iter().any(|phrase| phrase == text)
    }

    pub(in crate::loader) fn iter(&self) -> impl Iterator<Item = &str> {
        self.phrases.iter().map(String::as_str)
    }
}

/// Phrases with their ids in a [`PhraseMatcher`]. A phrase ends where a word ends; `*` at its end takes any ending.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(in crate::loader) struct PhraseList {
    pub(in crate::loader) words: Vec<String>,
    phrase_ids: Vec<usize>,
}

impl From<Vec<String>> for PhraseList {
    fn from(words: Vec<String>) -> Self {
        Self { words, phrase_ids: Vec::new() }
    }
}

impl PhraseList {
    /// Whether one of the phrases is among the matches.
    pub(in crate::loader) fn matches_any(&self, matches: &PhraseMatches) -> bool {
        matches.contains_any(&self.phrase_ids)
    }
}

/// A section that is one list of phrases.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct PhraseSection {
    pub(in crate::loader) phrases: PhraseList,
}

/// Builds a matcher of the phrases of these lists, and gives the lists their ids.
pub(in crate::loader) fn build_matcher(lists: &mut [&mut PhraseList]) -> PhraseMatcher {
    let matcher = PhraseMatcher::new(lists.iter().flat_map(|list| &list.words));
    for list in lists {
        list.phrase_ids = list.words.iter().filter_map(|word| matcher.phrase_id(word)).collect();
    }
    matcher
}
