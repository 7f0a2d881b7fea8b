//! `data/loader/actors.toml`: words for states and capitals beside the names of the gazetteer.

use super::phrase_list::PhraseRow;
use super::reader::parse_table;
use serde::Deserialize;
use std::sync::OnceLock;

/// The words of `actors.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct ActorTable {
    /// Words for the states that an article is about.
    pub(in crate::loader) both_states: PhraseRow,
    /// Capitals, which stand for their state or for a place.
    pub(in crate::loader) capital: PhraseRow,
    /// Words after which a capital is a place.
    pub(in crate::loader) place_preposition: PhraseRow,
    pub(in crate::loader) adjective: Vec<AdjectiveRow>,
    pub(in crate::loader) compound: Vec<CompoundRow>,
}

/// Short names of several states in one word; as written, not folded.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct CompoundRow {
    /// ISO codes.
    pub(in crate::loader) countries: Vec<String>,
    pub(in crate::loader) phrases: Vec<String>,
}

/// Adjectives that stand for the state of a country; as written, not folded.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct AdjectiveRow {
    /// ISO code.
    pub(in crate::loader) country: String,
    pub(in crate::loader) phrases: Vec<String>,
}

/// The table, parsed once.
pub(in crate::loader) fn actor_table() -> &'static ActorTable {
    static TABLE: OnceLock<ActorTable> = OnceLock::new();
    TABLE.get_or_init(|| parse_table(include_str!("../../../data/loader/actors.toml")))
}
