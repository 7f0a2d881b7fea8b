//! Checks of the bundled data alone: what their codebook, data/README.md, asks for. A user's own store may leave all of it
//! out. One function per check.

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

/// The number of words in the digest of a source that has a fingerprint.
const DIGEST_WORDS: std::ops::RangeInclusive<usize> = 60..=200;
/// The number of sentences in a summary.
const SUMMARY_SENTENCES: std::ops::RangeInclusive<usize> = 2..=5;

/// Every event has the required fields, a summary of the right length, and topics of the vocabulary.
pub(super) fn check_events(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, event) in layer.events.iter().enumerate() {
        let mut say = |field: &str, what: &str| findings.push((format!("event.{n}{field}"), what.to_owned()));
        for spec in EVENT_FIELDS.iter().filter(|spec| spec.is_required && (spec.value)(event).is_empty()) {
            say("", &format!("has no {}; the codebook asks for it", spec.key));
        }
        if event.summary.as_deref().is_some_and(|text| !SUMMARY_SENTENCES.contains(&count_sentences(text))) {
            say(".summary", "the summary must have two to five sentences");
        }
        if event.is_draft() {
            say(".status", "the bundled data have no drafts; remove the status");
        }
        for (m, topic) in
            event.topics.iter().enumerate().filter(|(_, topic)| !TOPICS.contains(&topic.as_str()))
        {
            let what = format!("{:?} is not a topic of the codebook", escape_controls(topic));
            findings.push((format!("event.{n}.topics.{m}"), what));
        }
    }
    findings
}

/// Every source has publisher, date, URL, language, and either a title or a description.
pub(super) fn check_sources(layer: &StoreLayer, _: &CheckContext) -> Vec<RowFinding> {
    let mut findings = Vec::new();
    for (n, source) in layer.sources.iter().enumerate() {
        let there = [
            ("publisher", source.publisher.is_some()),
            ("published", source.published.is_some()),
            ("url", source.url.is_some()),
            ("language", source.language.is_some()),
            ("title or about", source.title.is_some() != source.about.is_some()),
        ];
        for (field, _) in there.iter().filter(|(_, there)| !there) {
            findings.push((format!("source.{n}"), format!("must have {field}")));
        }
        let words = source.digest.as_deref().map_or(0, |text| text.split_whitespace().count());
        if source.fingerprint.is_some() && !DIGEST_WORDS.contains(&words) {
            let what = format!(
                "a source with a fingerprint needs a digest of 60 to 200 words; this one has {words}"
            );
            findings.push((format!("source.{n}.digest"), what));
        }
    }
    findings
}

/// Every event has a source that is not a copy.
pub(super) fn check_independent_sources(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let events = layer.events.iter().enumerate();
    let bare = events.filter(|(_, event)| event.sources.iter().all(|row| context.is_copy(&row.source)));
    bare.map(|(n, _)| (format!("event.{n}"), "has only copies for sources; add the original".to_owned()))
        .collect()
}

/// Every actor takes part in an event.
pub(super) fn check_unused_actors(layer: &StoreLayer, context: &CheckContext) -> Vec<RowFinding> {
    let actors = layer.actors.iter().enumerate();
    let idle = actors.filter(|(_, actor)| !context.is_active_actor(&actor.id));
    idle.map(|(n, _)| {
        (format!("actor.{n}"), "takes part in no event; remove the actor, or add it to an event".to_owned())
    })
    .collect()
}

fn count_sentences(text: &str) -> usize {
    let ends = |word: &&str| word.ends_with(['.', '?', '!']) && !["Gen.", "St."].contains(word);
    text.split_whitespace().filter(ends).count()
}
