//! `data/loader/phrasing.toml`: words at which text is cut into sentences, clauses and titles.

use super::phrase_list::PhraseRow;
use super::reader::parse_table;
use serde::Deserialize;
use std::sync::OnceLock;

/// The words of `phrasing.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct PhrasingTable {
    /// Abbreviations whose period does not end a sentence.
    pub(in crate::loader) abbreviation: PhraseRow,
    /// Last words of a line that was broken in mid-sentence.
    pub(in crate::loader) line_end: PhraseRow,
    /// Where a clause may begin in an English sentence.
    pub(in crate::loader) clause_start: PhraseRow,
    /// Endings of a Korean verb after which a clause ends.
    pub(in crate::loader) korean_clause_end: PhraseRow,
    pub(in crate::loader) title: TitlePhrases,
    /// Words of a sentence that reports a further event together with the one before it.
    pub(in crate::loader) also: PhraseRow,
    /// Words of a sentence that goes back to an event before the article's own.
    pub(in crate::loader) already: PhraseRow,
}

/// The words at which a title is cut out of a sentence.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct TitlePhrases {
    pub(in crate::loader) introduction: PhraseRow,
    pub(in crate::loader) conjunction: PhraseRow,
    pub(in crate::loader) attribution: PhraseRow,
    pub(in crate::loader) korean_attribution: PhraseRow,
    pub(in crate::loader) cut: PhraseRow,
    pub(in crate::loader) last_cut: PhraseRow,
    pub(in crate::loader) date_preposition: PhraseRow,
    pub(in crate::loader) date_complement: PhraseRow,
    pub(in crate::loader) unfinished: PhraseRow,
}

/// The table, parsed once.
pub(in crate::loader) fn phrasing_table() -> &'static PhrasingTable {
    static TABLE: OnceLock<PhrasingTable> = OnceLock::new();
    TABLE.get_or_init(|| parse_table(include_str!("../../../data/loader/phrasing.toml")))
}
