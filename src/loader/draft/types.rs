//! The types of drafting: the article that events are extracted from, and the candidates.

use crate::loader::actor_resolver::ActorResolver;
use crate::loader::types::{AntecedentReference, PublicationDate, Sentence, TemporalMention};
use crate::model::{Commitment, DatedBy, Edtf, Kind};
use std::ops::Range;

/// What candidates are extracted from.
pub(crate) struct ArticleContext<'a> {
    pub(crate) title: Option<&'a str>,
    /// The headline, if the title or a line above the article is one.
    pub(crate) headline: Option<&'a str>,
    /// Whether the article is in Korean.
    pub(crate) is_korean: bool,
    /// The text of the article, its paragraphs separated by empty lines.
    pub(crate) text: &'a str,
    pub(crate) published: &'a PublicationDate,
    pub(crate) actor_resolver: &'a ActorResolver<'a>,
}

/// A sentence with what it reports.
pub(super) struct ReadSentence {
    pub(super) sentence: Sentence,
    /// The sentence without what did not happen, or is only remembered.
    pub(super) reported: Sentence,
    /// The temporal expressions of what it reports.
    pub(super) mentions: Vec<TemporalMention>,
}

/// An event that a sentence may report.
#[derive(Clone)]
pub(super) struct EventCandidate {
    pub(super) sentence: Sentence,
    /// Byte range of the part of the sentence that reports it.
    pub(super) clause: Range<usize>,
    /// Byte ranges of the temporal expressions in the sentence.
    pub(super) time_ranges: Vec<Range<usize>>,
    pub(super) kind: Kind,
    pub(super) actors: Vec<String>,
    pub(super) date: Option<Edtf>,
    pub(super) dated_by: Option<DatedBy>,
    pub(super) planned: bool,
    /// Confidence without the parts that depend on the whole article, 0 to 1.
    pub(super) weight: f64,
    pub(super) main: bool,
    /// Whether its sentence has a date that cannot be read, so that no other may be given to it.
    pub(super) unreadable: bool,
    pub(super) commitments: Vec<Commitment>,
    pub(super) antecedents: Vec<AntecedentReference>,
}
