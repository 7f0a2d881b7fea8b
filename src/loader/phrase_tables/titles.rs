//! `data/loader/titles.toml`: words that tell headlines from other lines, and the clauses of which titles are built.

use super::phrase_list::PhraseRow;
use super::reader::parse_table;
use crate::model::Kind;
use serde::Deserialize;
use std::sync::OnceLock;

/// A subject, meeting or place with its names in two languages and the phrases by which it is known.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct BilingualName {
    pub(in crate::loader) english: String,
    pub(in crate::loader) korean: String,
    /// The types of event that it names; empty for subjects and places.
    #[serde(default)]
    pub(in crate::loader) kinds: Vec<Kind>,
    /// Whether it is no name, but a word for many such events.
    #[serde(default)]
    pub(in crate::loader) generic: bool,
    /// Whether it is an offense.
    #[serde(default)]
    pub(in crate::loader) threat: bool,
    pub(in crate::loader) phrases: Vec<String>,
}

/// The short names of a state in titles.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct StateName {
    pub(in crate::loader) country: String,
    pub(in crate::loader) english: String,
    pub(in crate::loader) korean: String,
    /// The syllable that stands for it beside other states: 한미일.
    pub(in crate::loader) syllable: String,
}

/// Words for several states together.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct StateGroup {
    pub(in crate::loader) countries: Vec<String>,
    pub(in crate::loader) phrases: Vec<String>,
}

/// The clauses of a type of event, the most specific first.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct ClauseRow {
    pub(in crate::loader) kind: Kind,
    /// One of these must occur in the sentence, unless it is empty.
    #[serde(default)]
    pub(in crate::loader) with: Vec<String>,
    pub(in crate::loader) english: Vec<String>,
    pub(in crate::loader) korean: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// The words of `titles.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct TitleTable {
    /// Tags before or after a headline.
    pub(in crate::loader) headline_tag: PhraseRow,
    /// First words of a line that names a section, a series or a box.
    pub(in crate::loader) section_label: PhraseRow,
    /// Endings of file names.
    pub(in crate::loader) file_ending: PhraseRow,
    /// Marks of the caption or credit of a picture.
    pub(in crate::loader) caption: PhraseRow,
    /// Words that say nothing of the content of a text.
    pub(in crate::loader) unspecific_word: PhraseRow,
    /// First words of a sentence that needs the one before it, or of a part of a sentence.
    pub(in crate::loader) dependent_start: PhraseRow,
    /// Numbers of meetings as words, "first" first.
    pub(in crate::loader) ordinal: PhraseRow,
    pub(in crate::loader) state: Vec<StateName>,
    /// The larger groups first.
    pub(in crate::loader) state_group: Vec<StateGroup>,
    /// Subjects, the most specific first.
    pub(in crate::loader) topic: Vec<BilingualName>,
    /// Names of series of meetings, exercises and papers, the most specific first.
    pub(in crate::loader) event_name: Vec<BilingualName>,
    pub(in crate::loader) place: Vec<BilingualName>,
    /// The first row of the type of event whose `with` fits is taken.
    pub(in crate::loader) clause: Vec<ClauseRow>,
}

/// The table, parsed once.
pub(in crate::loader) fn title_table() -> &'static TitleTable {
    static TABLE: OnceLock<TitleTable> = OnceLock::new();
    TABLE.get_or_init(|| parse_table(include_str!("../../../data/loader/titles.toml")))
}
