//! `data/loader/header.toml`: labels, words of bylines and publishers, and metadata fields of web pages.

use super::boilerplate::PhrasePosition;
use super::phrase_list::PhraseRow;
use super::reader::parse_table;
use serde::Deserialize;
use std::sync::OnceLock;

/// What the date after a label or in an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::loader) enum DateRole {
    Published,
    /// A later change.
    Updated,
    /// The current day, in the masthead of a site.
    Clock,
    /// Another date: of an event, a deadline, a picture, a visit.
    Other,
}

/// Labels of a date, or words in the class of an element with a date.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct DateLabelRow {
    pub(in crate::loader) says: DateRole,
    pub(in crate::loader) phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// What a metadata field gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::loader) enum MetadataField {
    Title,
    Publisher,
    Author,
    /// The date of publication.
    Published,
    /// The date of publication on most pages.
    LikelyPublished,
}

/// Names of metadata fields, best first.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct MetadataFieldRow {
    gives: MetadataField,
    phrases: Vec<String>,
}

/// Words in the class or id of an element that holds a date.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct DateClassRow {
    pub(in crate::loader) position: PhrasePosition,
    pub(in crate::loader) phrases: Vec<String>,
}

/// Words by which the name of a publisher is known.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct PublisherRow {
    pub(in crate::loader) phrases: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the row"))]
    pub(in crate::loader) examples: Vec<String>,
}

/// The words of `header.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::loader) struct HeaderTable {
    pub(in crate::loader) stamp: Vec<DateLabelRow>,
    /// Words of lines in which no date is that of an article.
    pub(in crate::loader) undated_line: PhraseRow,
    /// Words of lines above the date of a press release.
    pub(in crate::loader) release_label: PhraseRow,
    /// Words before the number of an issue.
    pub(in crate::loader) issue_number: PhraseRow,
    /// Tags before or after a headline.
    pub(in crate::loader) headline_tag: PhraseRow,
    pub(in crate::loader) byline_start: PhraseRow,
    pub(in crate::loader) name_particle: PhraseRow,
    pub(in crate::loader) placeholder_author: PhraseRow,
    pub(in crate::loader) publisher: Vec<PublisherRow>,
    pub(in crate::loader) headline_word: PhraseRow,
    metadata_field: Vec<MetadataFieldRow>,
    pub(in crate::loader) time_element: Vec<DateLabelRow>,
    pub(in crate::loader) date_class: Vec<DateClassRow>,
}

impl HeaderTable {
    /// The names of the metadata fields that give `field`, best first.
    pub(in crate::loader) fn metadata_fields(&self, field: MetadataField) -> impl Iterator<Item = &str> {
        let rows = self.metadata_field.iter().filter(move |row| row.gives == field);
        rows.flat_map(|row| row.phrases.iter().map(String::as_str))
    }
}

/// The table, parsed once.
pub(in crate::loader) fn header_table() -> &'static HeaderTable {
    static TABLE: OnceLock<HeaderTable> = OnceLock::new();
    TABLE.get_or_init(|| parse_table(include_str!("../../../data/loader/header.toml")))
}
