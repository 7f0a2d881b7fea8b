//! Matches proposed events with events of the timeline, by type, actors, date and words together. Never merges anything.

use crate::loader::Proposal;
use crate::model::{ActorKind, Edtf, Event, Kind, Timeline};
use crate::text::fold;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// The least score of a match. Found by experiment: with the weights below, two reports of one event reach 0.55 to 0.9, and
/// two different events of one week stay under 0.4.
const MATCH_THRESHOLD: f64 = 0.5;

/// The least score of a match without a date to compare.
const UNDATED_MATCH_THRESHOLD: f64 = 0.7;

/// The least score of a match with an event that the same article reports elsewhere.
const SAME_ARTICLE_THRESHOLD: f64 = 0.42;

/// How similar a proposal and an event are, each part from 0 to 1.
struct MatchScore {
    kind: f64,
    date: f64,
    actors: f64,
    words: f64,
}

impl MatchScore {
    fn total(&self) -> f64 {
        0.25 * (self.kind + self.date + self.actors + self.words.min(0.5) * 2.0)
    }
}

/// Event types that reporters use for the same event.
const RELATED_KINDS: &[&[Kind]] = &[
    &[Kind::Summit, Kind::Dialogue, Kind::WorkingGroup, Kind::Statement, Kind::Agreement],
    &[Kind::Agreement, Kind::Mou, Kind::Policy],
    &[Kind::Attribution, Kind::Advisory, Kind::Indictment, Kind::Statement],
    &[Kind::Attribution, Kind::Incident],
    &[Kind::Sanction, Kind::Policy, Kind::Statement],
    &[Kind::Exercise, Kind::Agreement],
];

/// The rarity of each word among the events of a timeline.
pub(super) struct WordWeights(HashMap<String, f64>);

impl WordWeights {
    /// ln(1 + events / events with the word); 1 for a word of no event.
    pub(super) fn weight(&self, word: &str) -> f64 {
        self.0.get(word).copied().unwrap_or(1.0)
    }
}

/// What is compared of an event or a proposal, prepared for many comparisons.
struct EventFeatures {
    id: String,
    kind: Kind,
    days: Option<DayRange>,
    actors: Vec<String>,
    words: HashSet<String>,
}

/// The first and the last day of a date, and whether it is certainly one day.
#[derive(Clone, Copy)]
struct DayRange {
    first: NaiveDate,
    last: NaiveDate,
    exact: bool,
}

impl DayRange {
    fn from_date(date: &Edtf) -> Self {
        Self { first: date.earliest(), last: date.latest(), exact: date.is_exact() }
    }
}

impl EventFeatures {
    fn of_event(actors: &Timeline, event: &Event) -> Self {
        Self {
            id: event.id.clone(),
            kind: event.kind,
            days: event.date.as_ref().map(DayRange::from_date),
            actors: event.actors.clone(),
            words: words_of_event(actors, event),
        }
    }

    fn of_proposal(proposal: &Proposal) -> Self {
        Self {
            id: String::new(),
            kind: proposal.kind,
            days: proposal.date.as_ref().map(DayRange::from_date),
            actors: proposal.actors.clone(),
            words: significant_words(&format!("{} {}", proposal.title, proposal.evidence)),
        }
    }
}

/// Matches proposals with the events of a store and with the drafts of an import.
pub(super) struct EventMatcher<'a> {
    /// For the types of the actors.
    timeline: &'a Timeline,
    stored: Vec<EventFeatures>,
    drafts: Vec<EventFeatures>,
    weights: WordWeights,
}

impl<'a> EventMatcher<'a> {
    pub(super) fn new(timeline: &'a Timeline) -> Self {
        let stored: Vec<EventFeatures> =
            timeline.entries().iter().map(|entry| EventFeatures::of_event(timeline, &entry.event)).collect();
        let mut count: HashMap<&String, usize> = HashMap::new();
        for word in stored.iter().flat_map(|row| &row.words) {
            *count.entry(word).or_default() += 1;
        }
        let all = stored.len().max(1) as f64;
        let weights =
            count.into_iter().map(|(word, n)| (word.clone(), (1.0 + all / n as f64).ln())).collect();
        Self { timeline, stored, drafts: Vec::new(), weights: WordWeights(weights) }
    }

    /// The rarity of each word.
    pub(super) fn weights(&self) -> &WordWeights {
        &self.weights
    }

    /// Adds a draft that later articles may report as well.
    pub(super) fn add_draft(&mut self, draft: &Event) {
        self.drafts.push(EventFeatures::of_event(self.timeline, draft));
    }

    /// The number of drafts so far.
    pub(super) fn draft_count(&self) -> usize {
        self.drafts.len()
    }

    /// The event among `ids` that matches `proposal`. The article is known to report these events, so a lower score is
    /// enough.
    pub(super) fn find_among(&self, proposal: &Proposal, ids: &[String]) -> Option<&str> {
        let reported = EventFeatures::of_proposal(proposal);
        let score = |row: &EventFeatures| {
            Some(self.compare(&reported, row)?.total()).filter(|score| *score >= SAME_ARTICLE_THRESHOLD)
        };
        best_match(self.stored.iter().filter(|row| ids.contains(&row.id)), score)
    }

    /// The id of the stored event that matches `proposal`.
    pub(super) fn find_stored(&self, proposal: &Proposal) -> Option<&str> {
        let reported = EventFeatures::of_proposal(proposal);
        best_match(self.stored.iter(), |row| self.score_match(&reported, row))
    }

    /// The id of the draft that matches `proposal`, among the first `count`.
    pub(super) fn find_draft(&self, proposal: &Proposal, count: usize) -> Option<&str> {
        let reported = EventFeatures::of_proposal(proposal);
        best_match(self.drafts.iter().take(count), |row| self.score_match(&reported, row))
    }

    /// The score of a match; `None` if the two cannot be one event or are not similar enough.
    fn score_match(&self, reported: &EventFeatures, event: &EventFeatures) -> Option<f64> {
        let parts = self.compare(reported, event)?;
        let enough = if parts.date > 0.2 { MATCH_THRESHOLD } else { UNDATED_MATCH_THRESHOLD };
        // Date and type alone may be a coincidence: much happens in one week.
        (parts.total() >= enough && (parts.actors >= 0.5 || parts.words >= 0.3)).then_some(parts.total())
    }

    /// Compares two events; `None` if type or date exclude that they are one.
    fn compare(&self, reported: &EventFeatures, event: &EventFeatures) -> Option<MatchScore> {
        Some(MatchScore {
            kind: kind_similarity(reported.kind, event.kind)?,
            date: date_similarity(reported.days, event.days, day_tolerance(reported.kind, event.kind))?,
            actors: self.shared_actors(reported, event),
            words: self.word_similarity(&reported.words, &event.words),
        })
    }

    /// The share of common actors. States count little, since nearly every event has them.
    fn shared_actors(&self, reported: &EventFeatures, event: &EventFeatures) -> f64 {
        let weight = |id: &str| match self.timeline.actor(id).map(|actor| actor.kind) {
            Some(ActorKind::State) => 0.2,
            _ => 1.0,
        };
        let sum = |ids: &mut dyn Iterator<Item = &String>| ids.map(|id| weight(id)).sum::<f64>();
        let shared = sum(&mut reported.actors.iter().filter(|id| event.actors.contains(id)));
        let smaller = sum(&mut reported.actors.iter()).min(sum(&mut event.actors.iter()));
        if smaller > 0.0 { (shared / smaller.max(1.0)).min(1.0) } else { 0.0 }
    }

    /// The share of common words, weighted by rarity, in the shorter of the two.
    fn word_similarity(&self, reported: &HashSet<String>, words: &HashSet<String>) -> f64 {
        let weigh = |word: &String| self.weights.weight(word);
        let shared: f64 = words.intersection(reported).map(weigh).sum();
        let smaller = words.iter().map(weigh).sum::<f64>().min(reported.iter().map(weigh).sum());
        if smaller > 0.0 { shared / smaller } else { 0.0 }
    }
}

/// The largest number of events that are shown as similar.
const MAX_SIMILAR_EVENTS: usize = 5;

/// Ids of the other events that `event` may be the same as, the most similar first, drafts last.
pub(super) fn similar_events(timeline: &Timeline, event: &Event) -> Vec<String> {
    let span = event.date.as_ref().map(DayRange::from_date);
    let may = |other: &&Event| {
        let date = date_similarity(
            span,
            other.date.as_ref().map(DayRange::from_date),
            day_tolerance(event.kind, other.kind),
        );
        // Without a common date an actor must be in common; this test is cheap, and the rest is not.
        let shared = || other.actors.iter().any(|id| event.actors.contains(id));
        other.id != event.id
            && kind_similarity(event.kind, other.kind).is_some()
            && date.is_some_and(|close| close > 0.2 || shared())
    };
    let others = timeline.entries().iter().map(|entry| &entry.event).filter(may);
    let stored = others.map(|other| EventFeatures::of_event(timeline, other)).collect();
    let events = EventMatcher { timeline, stored, drafts: Vec::new(), weights: WordWeights(HashMap::new()) };
    let mut reported = EventFeatures::of_event(timeline, event);
    let quotes = event.sources.iter().filter_map(|row| row.quote.as_deref());
    reported.words.extend(quotes.flat_map(significant_words));
    let mut scored: Vec<(f64, &str)> = events
        .stored
        .iter()
        .filter_map(|row| Some((events.compare(&reported, row)?, row)))
        .filter(|(parts, _)| parts.words > 0.2 && (parts.date > 0.2 || parts.actors >= 0.5))
        // For events of different types the threshold of an import applies.
        .filter(|(parts, _)| {
            parts.total() >= if parts.kind < 1.0 { MATCH_THRESHOLD } else { SAME_ARTICLE_THRESHOLD }
        })
        .map(|(parts, row)| (parts.total(), row.id.as_str()))
        .collect();
    let draft = |id: &str| timeline.get(id).is_some_and(|entry| entry.event.is_draft());
    scored.sort_by(|a, b| {
        draft(a.1).cmp(&draft(b.1)).then_with(|| b.0.total_cmp(&a.0)).then_with(|| a.1.cmp(b.1))
    });
    scored.into_iter().take(MAX_SIMILAR_EVENTS).map(|(_, id)| id.to_owned()).collect()
}

/// The id of the row with the highest score; of equal ones the first by id.
fn best_match<'r>(
    rows: impl Iterator<Item = &'r EventFeatures>,
    score: impl Fn(&EventFeatures) -> Option<f64>,
) -> Option<&'r str> {
    let scored = rows.filter_map(|row| Some((score(row)?, row.id.as_str())));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, id)| id)
}

/// 1 for the same type, less for types that reporters confuse, `None` for types that exclude each other.
fn kind_similarity(a: Kind, b: Kind) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    RELATED_KINDS.iter().any(|family| family.contains(&a) && family.contains(&b)).then_some(0.5)
}

/// How many days two reports of one event may differ. Adjacent days match: what is signed in Washington in the evening is
/// reported in Seoul for the next day. Events that the same parties hold once in many years may be misdated by some days.
fn day_tolerance(a: Kind, b: Kind) -> i64 {
    if a == b && matches!(a, Kind::Mou | Kind::Agreement | Kind::Summit) { 4 } else { 1 }
}

/// 1 for the same day, less for less precise dates, 0 if one is undated, `None` if the dates exclude each other: they are
/// more than `tolerance` days apart.
fn date_similarity(a: Option<DayRange>, b: Option<DayRange>, tolerance: i64) -> Option<f64> {
    let (Some(a), Some(b)) = (a, b) else { return Some(0.0) };
    if a.first > b.last || b.first > a.last {
        let gap = (a.first - b.last).num_days().abs().min((b.first - a.last).num_days().abs());
        return (a.exact && b.exact && gap <= tolerance).then_some(if gap == 1 { 0.6 } else { 0.4 });
    }
    let days = |span: DayRange| (span.last - span.first).num_days() + 1;
    Some(match days(a).max(days(b)) {
        1 => 1.0,
        2..=7 => 0.9,
        8..=31 => 0.7,
        32..=92 => 0.5,
        93..=366 => 0.3,
        _ => 0.0,
    })
}

fn words_of_event(timeline: &Timeline, event: &Event) -> HashSet<String> {
    let mut text = event.title.clone();
    let more = [&event.title_ko, &event.summary, &event.place];
    for part in more.into_iter().flatten() {
        text.push(' ');
        text.push_str(part);
    }
    for name in event.actors.iter().filter_map(|id| timeline.actor(id)) {
        text.push(' ');
        text.push_str(&name.name);
    }
    significant_words(&text)
}

/// The words of a text that are compared: folded, of three characters or more (two in Hangul).
pub(super) fn significant_words(text: &str) -> HashSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= if word.is_ascii() { 3 } else { 2 })
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word).to_owned())
        .collect()
}
