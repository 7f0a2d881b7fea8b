//! `data/loader/landmarks.toml`: events and offices that go by a name and bound the date of a text without one.

use super::phrase_list::{PhraseList, build_matcher};
use super::reader::parse_table;
use crate::loader::phrase_matcher::{PhraseMatcher, PhraseMatches};
use crate::model::Edtf;
use serde::Deserialize;
use std::sync::OnceLock;

/// An event or office that goes by a name, and its first day.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct LandmarkRow {
    /// Its first day.
    #[serde(alias = "since")]
    pub(in crate::loader) date: Edtf,
    pub(in crate::loader) names: PhraseList,
    /// One of these must occur in the text, too, unless it is empty.
    #[serde(default)]
    pub(in crate::loader) with: Vec<String>,
    /// The event of the built-in timeline.
    #[expect(dead_code, reason = "read by tests/data.rs and by readers of the table")]
    pub(in crate::loader) event: Option<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// The rows of `landmarks.toml`.
#[derive(Deserialize)]
pub(in crate::loader) struct LandmarkTable {
    /// Matches the names of every row.
    #[serde(skip)]
    matcher: Option<PhraseMatcher>,
    /// Events that happened once.
    pub(in crate::loader) landmark: Vec<LandmarkRow>,
    /// People who came into office.
    pub(in crate::loader) office: Vec<LandmarkRow>,
    /// Words that make an office a future one.
    pub(in crate::loader) future_office: OfficeWords,
    /// Words before an office that make it less than a year old.
    pub(in crate::loader) new_office: OfficeWords,
}

/// Words that change what naming an office means.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct OfficeWords {
    /// Folded.
    pub(in crate::loader) words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// The table, parsed once.
pub(in crate::loader) fn landmark_table() -> &'static LandmarkTable {
    static TABLE: OnceLock<LandmarkTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: LandmarkTable = parse_table(include_str!("../../../data/loader/landmarks.toml"));
        let rows = table.landmark.iter_mut().chain(&mut table.office);
        let mut lists: Vec<&mut PhraseList> = rows.map(|row| &mut row.names).collect();
        table.matcher = Some(build_matcher(&mut lists));
        table
    })
}

impl LandmarkTable {
    /// The names that occur in a folded text.
    pub(in crate::loader) fn find_names(&self, folded: &str) -> PhraseMatches {
        self.matcher.as_ref().map_or_else(PhraseMatches::none, |matcher| matcher.find_all(folded))
    }
}
