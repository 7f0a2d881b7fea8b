//! Is a proposed event one that the timeline has? Kind, actors, date and the words told together decide.
//! Never merges anything.

use crate::loader::Proposal;
use crate::model::{ActorKind, Edtf, Event, Kind, Timeline};
use crate::text::fold;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What a match needs. Set by trying: with the weights below, the same event told in other words reaches 0.55 to
/// 0.9, two different events of one week stay under 0.4.
const MATCH_THRESHOLD: f64 = 0.5;

/// A match without any date to hold on to has to be this sure.
const UNDATED_MATCH_THRESHOLD: f64 = 0.7;

/// A match with an event that the article tells of elsewhere.
const SAME_ARTICLE_THRESHOLD: f64 = 0.42;

/// What speaks for a proposal and an event being one, each 0 to 1.
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

/// Kinds that reporters use for the same event.
const RELATED_KINDS: &[&[Kind]] = &[
    &[Kind::Summit, Kind::Dialogue, Kind::WorkingGroup, Kind::Statement, Kind::Agreement],
    &[Kind::Agreement, Kind::Mou, Kind::Policy],
    &[Kind::Attribution, Kind::Advisory, Kind::Indictment, Kind::Statement],
    &[Kind::Attribution, Kind::Incident],
    &[Kind::Sanction, Kind::Policy, Kind::Statement],
    &[Kind::Exercise, Kind::Agreement],
];

/// How rare each word is among the events of a timeline.
pub(super) struct WordWeights(HashMap<String, f64>);

impl WordWeights {
    /// ln(1 + events / events with the word); 1 for a word of none.
    pub(super) fn weight(&self, word: &str) -> f64 {
        self.0.get(word).copied().unwrap_or(1.0)
    }
}

/// What of an event or of a proposal is compared, worked out once for many comparisons.
struct EventFeatures {
    id: String,
    kind: Kind,
    days: Option<DayRange>,
    actors: Vec<String>,
    words: HashSet<String>,
}

/// The first and the last day of a date, and whether it is one day for sure.
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

/// The events of a store and the drafts of an import.
pub(super) struct EventMatcher<'a> {
    /// Knows the actors.
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

    /// How rare each word is.
    pub(super) fn weights(&self) -> &WordWeights {
        &self.weights
    }

    /// A draft that later articles may tell of, too.
    pub(super) fn add_draft(&mut self, draft: &Event) {
        self.drafts.push(EventFeatures::of_event(self.timeline, draft));
    }

    /// The number of drafts so far.
    pub(super) fn draft_count(&self) -> usize {
        self.drafts.len()
    }

    /// The one of `ids` that `proposal` tells of. These are events that its article is known to tell of, so less is
    /// needed than for any other.
    pub(super) fn find_among(&self, proposal: &Proposal, ids: &[String]) -> Option<&str> {
        let told = EventFeatures::of_proposal(proposal);
        let score = |row: &EventFeatures| {
            Some(self.compare(&told, row)?.total()).filter(|score| *score >= SAME_ARTICLE_THRESHOLD)
        };
        best_match(self.stored.iter().filter(|row| ids.contains(&row.id)), score)
    }

    /// The id of the event of the store that `proposal` tells of.
    pub(super) fn find_stored(&self, proposal: &Proposal) -> Option<&str> {
        let told = EventFeatures::of_proposal(proposal);
        best_match(self.stored.iter(), |row| self.score_match(&told, row))
    }

    /// The id of the draft that `proposal` tells of, among the first `count`.
    pub(super) fn find_draft(&self, proposal: &Proposal, count: usize) -> Option<&str> {
        let told = EventFeatures::of_proposal(proposal);
        best_match(self.drafts.iter().take(count), |row| self.score_match(&told, row))
    }

    /// `None` where the two cannot be one event, or are not alike enough.
    fn score_match(&self, told: &EventFeatures, event: &EventFeatures) -> Option<f64> {
        let parts = self.compare(told, event)?;
        let enough = if parts.date > 0.2 { MATCH_THRESHOLD } else { UNDATED_MATCH_THRESHOLD };
        // Date and kind alone are a coincidence: many things happen in one week.
        (parts.total() >= enough && (parts.actors >= 0.5 || parts.words >= 0.3)).then_some(parts.total())
    }

    /// What speaks for the two being one; `None` where kind or date exclude it.
    fn compare(&self, told: &EventFeatures, event: &EventFeatures) -> Option<MatchScore> {
        Some(MatchScore {
            kind: kind_similarity(told.kind, event.kind)?,
            date: date_similarity(told.days, event.days, day_tolerance(told.kind, event.kind))?,
            actors: self.shared_actors(told, event),
            words: self.word_similarity(&told.words, &event.words),
        })
    }

    /// Share of the actors in common, states counting little: they are in nearly every event.
    fn shared_actors(&self, told: &EventFeatures, event: &EventFeatures) -> f64 {
        let weight = |id: &str| match self.timeline.actor(id).map(|actor| actor.kind) {
            Some(ActorKind::State) => 0.2,
            _ => 1.0,
        };
        let sum = |ids: &mut dyn Iterator<Item = &String>| ids.map(|id| weight(id)).sum::<f64>();
        let shared = sum(&mut told.actors.iter().filter(|id| event.actors.contains(id)));
        let smaller = sum(&mut told.actors.iter()).min(sum(&mut event.actors.iter()));
        if smaller > 0.0 { (shared / smaller.max(1.0)).min(1.0) } else { 0.0 }
    }

    /// Share of the event's words, weighed by rarity, that the proposal uses too.
    fn word_similarity(&self, told: &HashSet<String>, words: &HashSet<String>) -> f64 {
        let weigh = |word: &String| self.weights.weight(word);
        let shared: f64 = words.intersection(told).map(weigh).sum();
        let smaller = words.iter().map(weigh).sum::<f64>().min(told.iter().map(weigh).sum());
        if smaller > 0.0 { shared / smaller } else { 0.0 }
    }
}

/// The most events that are shown as near.
const MAX_SIMILAR_EVENTS: usize = 5;

/// Ids of the other events that `event` may be the same as, drafts last, the nearest first. Where nothing is near, none.
pub(super) fn similar_events(timeline: &Timeline, event: &Event) -> Vec<String> {
    let span = event.date.as_ref().map(DayRange::from_date);
    let may = |other: &&Event| {
        let date = date_similarity(
            span,
            other.date.as_ref().map(DayRange::from_date),
            day_tolerance(event.kind, other.kind),
        );
        // Without a date in common somebody has to be; this is cheap, and the rest is not.
        let shared = || other.actors.iter().any(|id| event.actors.contains(id));
        other.id != event.id
            && kind_similarity(event.kind, other.kind).is_some()
            && date.is_some_and(|close| close > 0.2 || shared())
    };
    let others = timeline.entries().iter().map(|entry| &entry.event).filter(may);
    let stored = others.map(|other| EventFeatures::of_event(timeline, other)).collect();
    let events = EventMatcher { timeline, stored, drafts: Vec::new(), weights: WordWeights(HashMap::new()) };
    let mut told = EventFeatures::of_event(timeline, event);
    let quotes = event.sources.iter().filter_map(|row| row.quote.as_deref());
    told.words.extend(quotes.flat_map(significant_words));
    let mut scored: Vec<(f64, &str)> = events
        .stored
        .iter()
        .filter_map(|row| Some((events.compare(&told, row)?, row)))
        .filter(|(parts, _)| parts.words > 0.2 && (parts.date > 0.2 || parts.actors >= 0.5))
        // Of another kind, as much is needed as for an import to take them for one.
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

/// The id of the row of the highest score; of equals the first by its id.
fn best_match<'r>(
    rows: impl Iterator<Item = &'r EventFeatures>,
    score: impl Fn(&EventFeatures) -> Option<f64>,
) -> Option<&'r str> {
    let scored = rows.filter_map(|row| Some((score(row)?, row.id.as_str())));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, id)| id)
}

/// 1 for the same kind, less for kinds that reporters mix up, `None` for kinds that exclude one another.
fn kind_similarity(a: Kind, b: Kind) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    RELATED_KINDS.iter().any(|family| family.contains(&a) && family.contains(&b)).then_some(0.5)
}

/// How many days two accounts of one event may lie apart. Neighbouring days fit: what is signed in Washington in the
/// evening is reported in Seoul for the next day. What the same parties do but once in many years may be told wrongly
/// by some days.
fn day_tolerance(a: Kind, b: Kind) -> i64 {
    if a == b && matches!(a, Kind::Mou | Kind::Agreement | Kind::Summit) { 4 } else { 1 }
}

/// 1 for the same day, less the coarser the two are, 0 where one is not dated, `None` where they exclude each
/// other, which days do that lie more than `tolerance` apart.
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

/// The words of a text worth comparing: folded, of three letters or more (two in Hangul).
pub(super) fn significant_words(text: &str) -> HashSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= if word.is_ascii() { 3 } else { 2 })
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word).to_owned())
        .collect()
}
