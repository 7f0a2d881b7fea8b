//! The loader's phrases, read once from the tables compiled in from `data/loader/`. The one reader of TOML here.
//! Never matches anything; whoever asks for a table does.

use crate::model::{Edtf, Kind, Relation};
use serde::Deserialize;
use std::sync::OnceLock;

/// What to do with a line of page furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Does {
    Line,
    Rest,
    Caption,
    Machine,
}

/// How a phrase has to stand in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum How {
    Exact,
    Starts,
    Ends,
    Contains,
}

/// A row of phrases of page furniture.
#[derive(Debug, Deserialize)]
pub(super) struct Furniture {
    pub(super) does: Does,
    pub(super) how: How,
    /// Lower case.
    pub(super) phrases: Vec<String>,
    /// Characters that a line may have at most, for `contains`.
    #[serde(default = "within")]
    pub(super) within: usize,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

fn within() -> usize {
    160
}

/// Words by which a publisher's name is known.
#[derive(Debug, Deserialize)]
pub(super) struct Publisher {
    pub(super) words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// The clutter table.
#[derive(Debug, Deserialize)]
pub(super) struct Clutter {
    pub(super) furniture: Vec<Furniture>,
    pub(super) publisher: Vec<Publisher>,
}

/// Words by which a kind of event is known.
#[derive(Debug, Deserialize)]
pub(super) struct KindWords {
    pub(super) kind: Kind,
    /// Lower case; a phrase ends where a word ends, `*` at its end takes any ending.
    pub(super) phrases: Vec<String>,
    /// One of these has to stand in the sentence, too; none where it is empty.
    #[serde(default)]
    pub(super) with: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// On which side of a phrase the words stand that name an earlier event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    After,
    Before,
}

/// Words by which something goes back to an earlier event.
#[derive(Debug, Deserialize)]
pub(super) struct LinkWords {
    pub(super) relation: Relation,
    pub(super) side: Side,
    pub(super) phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// The lexicon.
#[derive(Debug, Deserialize)]
pub(super) struct Lexicon {
    /// In the order in which they win where a sentence has several.
    pub(super) kind: Vec<KindWords>,
    /// In the order in which they win where several point at the same words.
    pub(super) link: Vec<LinkWords>,
    /// Words of the subject.
    pub(super) subject: Subject,
    /// Words that make a sentence no event: opinion, habit, supposition.
    pub(super) opinion: Words,
    /// Words that a happening is told with.
    pub(super) happening: Words,
}

/// What goes by a name, and since when.
#[derive(Debug, Deserialize)]
pub(super) struct Named {
    /// Its first day.
    #[serde(alias = "since")]
    pub(super) date: Edtf,
    /// Lower case.
    pub(super) names: Vec<String>,
    /// One of these has to stand in the text, too; none where it is empty.
    #[serde(default)]
    pub(super) with: Vec<String>,
    /// The event of the built-in timeline.
    #[expect(dead_code, reason = "for whoever reads the table, and for tests/data.rs")]
    pub(super) event: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the row's own test"))]
    pub(super) examples: Vec<String>,
}

/// What bounds the day of a text without a date.
#[derive(Debug, Deserialize)]
pub(super) struct Landmarks {
    /// What happened once.
    pub(super) landmark: Vec<Named>,
    /// Who came into office.
    pub(super) office: Vec<Named>,
}

/// Words of the subject.
#[derive(Debug, Deserialize)]
pub(super) struct Subject {
    pub(super) cyber: Vec<String>,
    pub(super) korea: Vec<String>,
    /// The DPRK.
    pub(super) dprk: Vec<String>,
    /// Words that look like those of the subject and are not.
    pub(super) other: Vec<String>,
}

/// A plain list.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub(super) phrases: Vec<String>,
}

/// The clutter table, read once.
pub(super) fn clutter() -> &'static Clutter {
    static TABLE: OnceLock<Clutter> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../data/loader/clutter.toml")))
}

/// The lexicon, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    static TABLE: OnceLock<Lexicon> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../data/loader/lexicon.toml")))
}

/// The landmarks, read once.
pub(super) fn landmarks() -> &'static Landmarks {
    static TABLE: OnceLock<Landmarks> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../data/loader/landmarks.toml")))
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    #[expect(clippy::expect_used, reason = "compiled in, and the tests of its rows read it")]
    toml::from_str(text).expect("a table of data/loader is TOML")
}

/// Whether `phrase` stands in `text` (both folded) as words of its own: nothing of the same word before it, and
/// nothing after it unless the phrase ends in `*` or in Hangul, which takes particles.
pub(super) fn has_phrase(text: &str, phrase: &str) -> bool {
    find_phrase(text, phrase).is_some()
}

/// The byte at which [`has_phrase`] finds it first.
pub(super) fn find_phrase(text: &str, phrase: &str) -> Option<usize> {
    // Half of the phrases are Korean and most English sentences are ASCII: told apart without a search.
    if text.is_ascii() && !phrase.is_ascii() {
        return None;
    }
    let (stem, open) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
    let hangul = stem.chars().next_back().is_some_and(crate::text::is_hangul);
    text.match_indices(stem).map(|(at, _)| at).find(|&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + stem.len()..].chars().next();
        let starts = hangul || !before.is_some_and(char::is_alphanumeric);
        starts && (open || hangul || !after.is_some_and(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_words_of_their_own() {
        let table = [
            ("the mou was signed", "mou", true),
            ("mountains", "mou", false),
            ("sanctioned it", "sanction*", true),
            ("양해각서를 체결", "양해각서", true),
            ("unhacked", "hack*", false),
        ];
        for (text, phrase, want) in table {
            assert_eq!(has_phrase(text, phrase), want, "{phrase} in {text}");
        }
    }
}
