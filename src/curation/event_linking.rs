//! Resolves the mention of an earlier event, as "the Camp David summit in August", to a stored event. Only if the words name
//! one event and no other; never guesses between two.

use super::event_matching::{WordWeights, significant_words};
use crate::loader::AntecedentReference;
use crate::model::{Actor, Edtf, Event, Timeline};
use std::collections::HashSet;

/// The least share of the words of a mention, weighted by rarity, that the names of the event must cover.
const MIN_NAME_COVERAGE: f64 = 0.6;
/// The least difference in score between the best event and the next one.
const MIN_SCORE_MARGIN: f64 = 0.12;
/// What a date in the mention adds to the score if it fits the event.
const DATE_MATCH_BONUS: f64 = 0.25;

/// Words of dates and general words, which do not identify an event.
const STOP_WORDS: [&str; 45] = [
    "the",
    "and",
    "that",
    "this",
    "their",
    "first",
    "second",
    "third",
    "last",
    "year",
    "month",
    "week",
    "meeting",
    "agreement",
    "between",
    "two",
    "three",
    "countries",
    "country",
    "both",
    "side",
    "held",
    "signed",
    "with",
    "from",
    "cyber",
    "security",
    "cooperation",
    "leader",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "지난",
    "지난해",
    "이번",
    "양국",
];

/// An event with the words it may be named by: those of titles, type, place and actors.
pub(super) struct EventNames<'a> {
    event: &'a Event,
    words: HashSet<String>,
}

/// Indexes the events of a timeline by the words they may be named by.
pub(super) fn index_event_names(timeline: &Timeline) -> Vec<EventNames<'_>> {
    timeline.entries().iter().map(|entry| EventNames::new(&entry.event, timeline)).collect()
}

impl<'a> EventNames<'a> {
    /// Collects the words; `actors` has the names of the actors.
    pub(super) fn new(event: &'a Event, actors: &Timeline) -> Self {
        let mut text = format!("{} {}", event.title, event.kind.name());
        let more = [event.title_ko.as_deref(), event.place.as_deref()];
        let names = event.actors.iter().filter_map(|id| actors.actor(id)).flat_map(Actor::names);
        for part in more.into_iter().flatten().chain(names) {
            text.push(' ');
            text.push_str(part);
        }
        Self { event, words: significant_words(&text) }
    }
}

/// Finds the event that a mention names. The event is not later than `now`.
pub(super) fn find_named_event<'a>(
    earlier: &AntecedentReference,
    now: Option<&Edtf>,
    events: impl Iterator<Item = &'a EventNames<'a>>,
    weights: &WordWeights,
) -> Option<&'a str> {
    let mentioned: Vec<String> = significant_words(&earlier.phrase)
        .into_iter()
        .filter(|word| !STOP_WORDS.contains(&word.as_str()) && !word.chars().all(|c| c.is_ascii_digit()))
        .collect();
    let weigh = |words: &[&String]| words.iter().map(|word| weights.weight(word)).sum::<f64>();
    let mut best: Option<(f64, &str)> = None;
    let mut next = 0.0;
    for EventNames { event, words } in events {
        let Some(dated) = date_bonus(earlier, now, event) else { continue };
        let (shared, rest): (Vec<&String>, Vec<&String>) =
            mentioned.iter().partition(|mentioned| contains_word(words, mentioned));
        // A word that the names do not cover counts half as much as one that they cover.
        let share = weigh(&shared) / (weigh(&shared) + weigh(&rest) / 2.0).max(1.0);
        let actors = earlier.actors.iter().filter(|id| event.actors.contains(id)).count();
        if shared.len() + actors.min(1) < 2 || share < MIN_NAME_COVERAGE {
            continue;
        }
        let score = share + dated;
        match best {
            Some((have, _)) if score <= have => next = f64::max(next, score),
            _ => {
                next = best.map_or(0.0, |(have, _)| have);
                best = Some((score, &event.id));
            }
        }
    }
    best.filter(|(score, _)| score - next >= MIN_SCORE_MARGIN).map(|(_, id)| id)
}

/// What the date of the event adds to its score; `None` if it excludes the event.
fn date_bonus(earlier: &AntecedentReference, now: Option<&Edtf>, event: &Event) -> Option<f64> {
    let date = event.date.as_ref()?;
    if now.is_some_and(|now| date.earliest() > now.latest()) {
        return None;
    }
    match earlier.date.as_ref().filter(|date| date.first_year().is_some()) {
        Some(said) => said.overlaps(date).then_some(DATE_MATCH_BONUS),
        None => Some(0.0),
    }
}

/// Whether a word is one of an event's names. A Korean word may end in a particle.
fn contains_word(names: &HashSet<String>, mentioned: &str) -> bool {
    names.contains(mentioned)
        || !mentioned.is_ascii()
            && mentioned.char_indices().skip(2).any(|(at, _)| names.contains(&mentioned[..at]))
}
