//! Checks of the bundled data alone: what their codebook, data/README.md, asks of whoever edits them. A person's own
//! store may leave all of it out. One function a check.

use super::context::{CheckContext, RowFinding};
use crate::model::StoreLayer;
use crate::model::fields::EVENT_FIELDS;
use crate::text::escape_controls;

/// The vocabulary of `topics`.
pub(super) const TOPICS: [&str; 22] = [
    "attribution",
    "capacity-building",
    "critical-infrastructure",
    "cryptocurrency",
    "dprk-cyber-threat",
    "emerging-tech",
    "espionage",
    "exercises",
    "human-rights",
    "information-sharing",
    "internet-governance",
    "it-workers",
    "law-enforcement",
    "legislation",
    "military-cyber",
    "nuclear",
    "r-and-d",
    "ransomware",
    "sanctions",
    "space",
    "supply-chain",
    "trilateral",
];

/// The fewest and the most words of the digest of a source that is known by its fingerprint.
const DIGEST_WORDS: std::ops::RangeInclusive<usize> = 60..=200;
/// The fewest and the most sentences of a summary.
const SUMMARY_SENTENCES: std::ops::RangeInclusive<usize> = 2..=5;

/// What is asked of every event: a Korean title, a summary, actors, countries, topics of the vocabulary.
pub(super) fn check_events(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut flaws = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let mut say = |field: &str, what: &str| flaws.push((format!("event.{n}{field}"), what.to_owned()));
        for spec in EVENT_FIELDS.iter().filter(|spec| spec.is_required && (spec.value)(event).is_empty()) {
            say("", &format!("has no {}; the codebook asks for it", spec.key));
        }
        if event.summary.as_deref().is_some_and(|text| !SUMMARY_SENTENCES.contains(&count_sentences(text))) {
            say(".summary", "the summary is to have two to five sentences");
        }
        if event.is_draft() {
            say(".status", "is a draft");
        }
        for (m, topic) in
            event.topics.iter().enumerate().filter(|(_, topic)| !TOPICS.contains(&topic.as_str()))
        {
            let what = format!("{:?} is no topic of the codebook", escape_controls(topic));
            flaws.push((format!("event.{n}.topics.{m}"), what));
        }
    }
    flaws
}

/// What is asked of every source: publisher, date, address, language, and one of title and description.
pub(super) fn check_sources(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut flaws = Vec::new();
    for (n, source) in layer.sources.iter().enumerate() {
        let there = [
            ("publisher", source.publisher.is_some()),
            ("published", source.published.is_some()),
            ("url", source.url.is_some()),
            ("language", source.language.is_some()),
            ("title or about", source.title.is_some() != source.about.is_some()),
        ];
        for (field, _) in there.iter().filter(|(_, there)| !there) {
            flaws.push((format!("source.{n}"), format!("is to have {field}")));
        }
        let words = source.digest.as_deref().map_or(0, |text| text.split_whitespace().count());
        if source.fingerprint.is_some() && !DIGEST_WORDS.contains(&words) {
            let what =
                format!("a source with a fingerprint has a digest of 60 to 200 words, this one of {words}");
            flaws.push((format!("source.{n}.digest"), what));
        }
    }
    flaws
}

/// An event rests on somebody who saw it himself, not only on copies.
pub(super) fn check_independent_sources(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let events = layer.events.iter().enumerate();
    let bare = events.filter(|(_, event)| event.sources.iter().all(|row| context.is_copy(&row.source)));
    bare.map(|(n, _)| (format!("event.{n}"), "rests only on copies; add the original".to_owned())).collect()
}

/// Every actor acts in an event.
pub(super) fn check_unused_actors(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let actors = layer.actors.iter().enumerate();
    let idle = actors.filter(|(_, actor)| !context.is_active_actor(&actor.id));
    idle.map(|(n, _)| (format!("actor.{n}"), "acts in no event".to_owned())).collect()
}

fn count_sentences(text: &str) -> usize {
    let ends = |word: &&str| word.ends_with(['.', '?', '!']) && !["Gen.", "St."].contains(word);
    text.split_whitespace().filter(ends).count()
}
