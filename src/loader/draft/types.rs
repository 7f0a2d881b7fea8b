//! The nouns of drafting: an article to make proposals of, and a sentence that may become one. Never does anything.

use crate::loader::actor_resolver::ActorResolver;
use crate::loader::types::{AntecedentReference, PublicationDate, Sentence};
use crate::model::{Commitment, DatedBy, Edtf, Kind};
use std::ops::Range;

/// Everything about an article that proposals are made from.
pub(crate) struct ArticleContext<'a> {
    pub(crate) title: Option<&'a str>,
    /// The article's text; paragraphs are separated by an empty line.
    pub(crate) text: &'a str,
    pub(crate) published: &'a PublicationDate,
    pub(crate) actor_resolver: &'a ActorResolver<'a>,
}

/// A sentence that tells of an event, while the article is weighed.
pub(super) struct EventCandidate {
    pub(super) sentence: Sentence,
    /// The part of the sentence that tells of it, in bytes.
    pub(super) clause: Range<usize>,
    /// The expressions of time in the sentence, in bytes.
    pub(super) time_ranges: Vec<Range<usize>>,
    pub(super) kind: Kind,
    pub(super) actors: Vec<String>,
    pub(super) date: Option<Edtf>,
    pub(super) dated_by: Option<DatedBy>,
    pub(super) planned: bool,
    /// What speaks for it, 0 to 1.
    pub(super) weight: f64,
    pub(super) main: bool,
    pub(super) commitments: Vec<Commitment>,
    pub(super) antecedents: Vec<AntecedentReference>,
}
