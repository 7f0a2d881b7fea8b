//! Is a proposed event one that the timeline has? Kind, actors, date and the words told together decide.
//! Never merges anything.

use crate::loader::Proposal;
use crate::model::{ActorKind, Edtf, Event, Kind, Timeline};
use crate::text::fold;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What a match needs. Set by trying: with the weights below, the same event told in other words reaches 0.55 to
/// 0.9, two different events of one week stay under 0.4.
const ENOUGH: f64 = 0.5;

/// A match without any date to hold on to has to be this sure.
const ENOUGH_UNDATED: f64 = 0.7;

/// A match with an event that the article tells of elsewhere.
const ENOUGH_TOLD: f64 = 0.42;

/// What speaks for a proposal and an event being one, each 0 to 1.
struct Parts {
    kind: f64,
    date: f64,
    actors: f64,
    words: f64,
}

impl Parts {
    fn score(&self) -> f64 {
        0.25 * (self.kind + self.date + self.actors + self.words.min(0.5) * 2.0)
    }
}

/// Kinds that reporters use for the same event.
const FAMILIES: &[&[Kind]] = &[
    &[Kind::Summit, Kind::Dialogue, Kind::WorkingGroup, Kind::Statement, Kind::Agreement],
    &[Kind::Agreement, Kind::Mou, Kind::Policy],
    &[Kind::Attribution, Kind::Advisory, Kind::Indictment, Kind::Statement],
    &[Kind::Attribution, Kind::Incident],
    &[Kind::Sanction, Kind::Policy, Kind::Statement],
    &[Kind::Exercise, Kind::Agreement],
];

/// How rare each word is among the events of a timeline.
pub(super) struct Weights(HashMap<String, f64>);

impl Weights {
    /// ln(1 + events / events with the word); 1 for a word of none.
    pub(super) fn of(&self, word: &str) -> f64 {
        self.0.get(word).copied().unwrap_or(1.0)
    }
}

/// What of an event or of a proposal is compared, worked out once for many comparisons.
struct Row {
    id: String,
    kind: Kind,
    span: Option<Span>,
    actors: Vec<String>,
    words: HashSet<String>,
}

/// The first and the last day of a date, and whether it is one day for sure.
#[derive(Clone, Copy)]
struct Span {
    first: NaiveDate,
    last: NaiveDate,
    exact: bool,
}

impl Span {
    fn of(date: &Edtf) -> Self {
        Self { first: date.earliest(), last: date.latest(), exact: date.is_exact() }
    }
}

impl Row {
    fn of_event(actors: &Timeline, event: &Event) -> Self {
        Self {
            id: event.id.clone(),
            kind: event.kind,
            span: event.date.as_ref().map(Span::of),
            actors: event.actors.clone(),
            words: words_of_event(actors, event),
        }
    }

    fn of_proposal(proposal: &Proposal) -> Self {
        Self {
            id: String::new(),
            kind: proposal.kind,
            span: proposal.date.as_ref().map(Span::of),
            actors: proposal.actors.clone(),
            words: words(&format!("{} {}", proposal.title, proposal.evidence)),
        }
    }
}

/// The events of a store and the drafts of an import.
pub(super) struct Events<'a> {
    /// Knows the actors.
    timeline: &'a Timeline,
    stored: Vec<Row>,
    drafts: Vec<Row>,
    weights: Weights,
}

impl<'a> Events<'a> {
    pub(super) fn new(timeline: &'a Timeline) -> Self {
        let stored: Vec<Row> =
            timeline.entries().iter().map(|entry| Row::of_event(timeline, &entry.event)).collect();
        let mut count: HashMap<&String, usize> = HashMap::new();
        for word in stored.iter().flat_map(|row| &row.words) {
            *count.entry(word).or_default() += 1;
        }
        let all = stored.len().max(1) as f64;
        let weights =
            count.into_iter().map(|(word, n)| (word.clone(), (1.0 + all / n as f64).ln())).collect();
        Self { timeline, stored, drafts: Vec::new(), weights: Weights(weights) }
    }

    /// How rare each word is.
    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// A draft that later articles may tell of, too.
    pub(super) fn add(&mut self, draft: &Event) {
        self.drafts.push(Row::of_event(self.timeline, draft));
    }

    /// The number of drafts so far.
    pub(super) fn drafts(&self) -> usize {
        self.drafts.len()
    }

    /// The one of `ids` that `proposal` tells of. These are events that its article is known to tell of, so less is
    /// needed than for any other.
    pub(super) fn find_among(&self, proposal: &Proposal, ids: &[String]) -> Option<&str> {
        let told = Row::of_proposal(proposal);
        let score = |row: &Row| Some(self.parts(&told, row)?.score()).filter(|score| *score >= ENOUGH_TOLD);
        best(self.stored.iter().filter(|row| ids.contains(&row.id)), score)
    }

    /// The id of the event of the store that `proposal` tells of.
    pub(super) fn find(&self, proposal: &Proposal) -> Option<&str> {
        let told = Row::of_proposal(proposal);
        best(self.stored.iter(), |row| self.score(&told, row))
    }

    /// The id of the draft that `proposal` tells of, among the first `count`.
    pub(super) fn find_draft(&self, proposal: &Proposal, count: usize) -> Option<&str> {
        let told = Row::of_proposal(proposal);
        best(self.drafts.iter().take(count), |row| self.score(&told, row))
    }

    /// `None` where the two cannot be one event, or are not alike enough.
    fn score(&self, told: &Row, event: &Row) -> Option<f64> {
        let parts = self.parts(told, event)?;
        let enough = if parts.date > 0.2 { ENOUGH } else { ENOUGH_UNDATED };
        // Date and kind alone are a coincidence: many things happen in one week.
        (parts.score() >= enough && (parts.actors >= 0.5 || parts.words >= 0.3)).then_some(parts.score())
    }

    /// What speaks for the two being one; `None` where kind or date exclude it.
    fn parts(&self, told: &Row, event: &Row) -> Option<Parts> {
        Some(Parts {
            kind: kinship(told.kind, event.kind)?,
            date: closeness(told.span, event.span, tolerance(told.kind, event.kind))?,
            actors: self.shared_actors(told, event),
            words: self.likeness(&told.words, &event.words),
        })
    }

    /// Share of the actors in common, states counting little: they are in nearly every event.
    fn shared_actors(&self, told: &Row, event: &Row) -> f64 {
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
    fn likeness(&self, told: &HashSet<String>, words: &HashSet<String>) -> f64 {
        let weigh = |word: &String| self.weights.of(word);
        let shared: f64 = words.intersection(told).map(weigh).sum();
        let smaller = words.iter().map(weigh).sum::<f64>().min(told.iter().map(weigh).sum());
        if smaller > 0.0 { shared / smaller } else { 0.0 }
    }
}

/// The most events that are shown as near.
const MOST_NEAR: usize = 5;

/// Ids of the other events that `event` may be the same as, drafts last, the nearest first. Where nothing is near, none.
pub(super) fn near(timeline: &Timeline, event: &Event) -> Vec<String> {
    let span = event.date.as_ref().map(Span::of);
    let may = |other: &&Event| {
        let date = closeness(span, other.date.as_ref().map(Span::of), tolerance(event.kind, other.kind));
        // Without a date in common somebody has to be; this is cheap, and the rest is not.
        let shared = || other.actors.iter().any(|id| event.actors.contains(id));
        other.id != event.id
            && kinship(event.kind, other.kind).is_some()
            && date.is_some_and(|close| close > 0.2 || shared())
    };
    let others = timeline.entries().iter().map(|entry| &entry.event).filter(may);
    let stored = others.map(|other| Row::of_event(timeline, other)).collect();
    let events = Events { timeline, stored, drafts: Vec::new(), weights: Weights(HashMap::new()) };
    let mut told = Row::of_event(timeline, event);
    let quotes = event.sources.iter().filter_map(|row| row.quote.as_deref());
    told.words.extend(quotes.flat_map(words));
    let mut scored: Vec<(f64, &str)> = events
        .stored
        .iter()
        .filter_map(|row| Some((events.parts(&told, row)?, row)))
        .filter(|(parts, _)| parts.words > 0.2 && (parts.date > 0.2 || parts.actors >= 0.5))
        // Of another kind, as much is needed as for an import to take them for one.
        .filter(|(parts, _)| parts.score() >= if parts.kind < 1.0 { ENOUGH } else { ENOUGH_TOLD })
        .map(|(parts, row)| (parts.score(), row.id.as_str()))
        .collect();
    let draft = |id: &str| timeline.get(id).is_some_and(|entry| entry.event.is_draft());
    scored.sort_by(|a, b| {
        draft(a.1).cmp(&draft(b.1)).then_with(|| b.0.total_cmp(&a.0)).then_with(|| a.1.cmp(b.1))
    });
    scored.into_iter().take(MOST_NEAR).map(|(_, id)| id.to_owned()).collect()
}

/// The id of the row of the highest score; of equals the first by its id.
fn best<'r>(rows: impl Iterator<Item = &'r Row>, score: impl Fn(&Row) -> Option<f64>) -> Option<&'r str> {
    let scored = rows.filter_map(|row| Some((score(row)?, row.id.as_str())));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, id)| id)
}

/// 1 for the same kind, less for kinds that reporters mix up, `None` for kinds that exclude one another.
fn kinship(a: Kind, b: Kind) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    FAMILIES.iter().any(|family| family.contains(&a) && family.contains(&b)).then_some(0.5)
}

/// How many days two accounts of one event may lie apart. Neighbouring days fit: what is signed in Washington in the
/// evening is reported in Seoul for the next day. What the same parties do but once in many years may be told wrongly
/// by some days.
fn tolerance(a: Kind, b: Kind) -> i64 {
    if a == b && matches!(a, Kind::Mou | Kind::Agreement | Kind::Summit) { 4 } else { 1 }
}

/// 1 for the same day, less the coarser the two are, 0 where one is not dated, `None` where they exclude each
/// other, which days do that lie more than `tolerance` apart.
fn closeness(a: Option<Span>, b: Option<Span>, tolerance: i64) -> Option<f64> {
    let (Some(a), Some(b)) = (a, b) else { return Some(0.0) };
    if a.first > b.last || b.first > a.last {
        let gap = (a.first - b.last).num_days().abs().min((b.first - a.last).num_days().abs());
        return (a.exact && b.exact && gap <= tolerance).then_some(if gap == 1 { 0.6 } else { 0.4 });
    }
    let days = |span: Span| (span.last - span.first).num_days() + 1;
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
    words(&text)
}

/// The words of a text worth comparing: folded, of three letters or more (two in Hangul).
pub(super) fn words(text: &str) -> HashSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= if word.is_ascii() { 3 } else { 2 })
        .map(|word| word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word).to_owned())
        .collect()
}
