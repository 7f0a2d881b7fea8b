//! `data/loader/boilerplate.toml`: phrases of lines and elements that are not part of an article.

use super::phrase_list::PhraseRow;
use super::reader::parse_table;
use serde::Deserialize;
use std::sync::OnceLock;

/// What a line of boilerplate is, and so what is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::loader) enum BoilerplateKind {
    /// A line that is left out.
    Line,
    /// A heading above other stories: the article ends here.
    OtherStories,
    /// The caption of a picture.
    Caption,
    /// A notice that a machine wrote the text.
    MachineNotice,
}

/// Where in a line a phrase must occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::loader) enum PhrasePosition {
    /// The line is the phrase.
    Exact,
    Start,
    End,
    Anywhere,
}

/// A row of boilerplate phrases.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct BoilerplateRow {
    pub(in crate::loader) kind: BoilerplateKind,
    pub(in crate::loader) position: PhrasePosition,
    /// Folded.
    pub(in crate::loader) phrases: Vec<String>,
    /// Longest line that the row matches, in characters; no limit for `Exact`.
    #[serde(default = "default_max_chars")]
    pub(in crate::loader) max_chars: usize,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

fn default_max_chars() -> usize {
    160
}

/// Phrases of a page that shows its article only to subscribers or after a login.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct AccessWallRow {
    /// Folded.
    pub(in crate::loader) phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// The phrases of `boilerplate.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct BoilerplateTable {
    pub(in crate::loader) boilerplate: Vec<BoilerplateRow>,
    pub(in crate::loader) access_wall: Vec<AccessWallRow>,
    /// First words of a link to the previous story.
    pub(in crate::loader) previous_story: PhraseRow,
    /// First words of a link to the next story.
    pub(in crate::loader) next_story: PhraseRow,
    /// Words of lines about cookies.
    pub(in crate::loader) cookie_notice: PhraseRow,
    /// First letters of a word in the class or id of an element outside the article.
    pub(in crate::loader) box_start: PhraseRow,
    /// Two words that mark such an element together.
    pub(in crate::loader) box_pair: PhraseRow,
}

/// The table, parsed once.
pub(in crate::loader) fn boilerplate_table() -> &'static BoilerplateTable {
    static TABLE: OnceLock<BoilerplateTable> = OnceLock::new();
    TABLE.get_or_init(|| parse_table(include_str!("../../../data/loader/boilerplate.toml")))
}
