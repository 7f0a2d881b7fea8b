//! Is a proposed event one that the timeline has? Kind, actors, date and the words told together decide.
//! Never merges anything.

use crate::loader::Proposal;
use crate::model::{ActorKind, Edtf, Event, Kind, Timeline};
use crate::text::fold;
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

/// The events of a timeline, their words weighed once for many proposals.
pub(super) struct Events<'a> {
    timeline: &'a Timeline,
    words: Vec<HashSet<String>>,
    weights: Weights,
}

/// How rare each word is among the events of a timeline.
pub(super) struct Weights(HashMap<String, f64>);

impl Weights {
    fn new(events: &[HashSet<String>]) -> Self {
        let mut count: HashMap<String, usize> = HashMap::new();
        for word in events.iter().flatten() {
            *count.entry(word.clone()).or_default() += 1;
        }
        let all = events.len().max(1) as f64;
        Self(count.into_iter().map(|(word, n)| (word, (1.0 + all / n as f64).ln())).collect())
    }

    /// ln(1 + events / events with the word); 1 for a word of none.
    pub(super) fn of(&self, word: &str) -> f64 {
        self.0.get(word).copied().unwrap_or(1.0)
    }
}

impl<'a> Events<'a> {
    pub(super) fn new(timeline: &'a Timeline) -> Self {
        let words: Vec<HashSet<String>> =
            timeline.entries().iter().map(|entry| words_of_event(timeline, &entry.event)).collect();
        Self { timeline, weights: Weights::new(&words), words }
    }

    /// How rare each word is.
    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The one of `ids` that `proposal` tells of. These are events that its article is known to tell of, so less is
    /// needed than for any other.
    pub(super) fn find_among(&self, proposal: &Proposal, ids: &[String]) -> Option<&'a str> {
        let told = words(&format!("{} {}", proposal.title, proposal.evidence));
        let scored = self.timeline.entries().iter().zip(&self.words).filter_map(|(entry, words)| {
            let parts = self.parts(proposal, &told, &entry.event, words)?;
            let wanted = ids.contains(&entry.event.id) && parts.score() >= ENOUGH_TOLD;
            wanted.then_some((parts.score(), entry.event.id.as_str()))
        });
        scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, id)| id)
    }

    /// The id of the event that `proposal` tells of, if the timeline has it.
    pub(super) fn find(&self, proposal: &Proposal) -> Option<&'a str> {
        let told = words(&format!("{} {}", proposal.title, proposal.evidence));
        let scored = self.timeline.entries().iter().zip(&self.words).filter_map(|(entry, words)| {
            let score = self.score(proposal, &told, &entry.event, words)?;
            Some((score, entry.event.id.as_str()))
        });
        scored.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1))).map(|(_, id)| id)
    }

    /// `None` where the two cannot be one event, or are not alike enough.
    fn score(
        &self,
        proposal: &Proposal,
        told: &HashSet<String>,
        event: &Event,
        words: &HashSet<String>,
    ) -> Option<f64> {
        let parts = self.parts(proposal, told, event, words)?;
        let enough = if parts.date > 0.2 { ENOUGH } else { ENOUGH_UNDATED };
        // Date and kind alone are a coincidence: many things happen in one week.
        (parts.score() >= enough && (parts.actors >= 0.5 || parts.words >= 0.3)).then_some(parts.score())
    }

    /// What speaks for the two being one; `None` where kind or date exclude it.
    fn parts(
        &self,
        proposal: &Proposal,
        told: &HashSet<String>,
        event: &Event,
        words: &HashSet<String>,
    ) -> Option<Parts> {
        Some(Parts {
            kind: kinship(proposal.kind, event.kind)?,
            date: closeness(
                proposal.date.as_ref(),
                event.date.as_ref(),
                tolerance(proposal.kind, event.kind),
            )?,
            actors: self.shared_actors(proposal, event),
            words: self.likeness(told, words),
        })
    }

    /// Share of the actors in common, states counting little: they are in nearly every event.
    fn shared_actors(&self, proposal: &Proposal, event: &Event) -> f64 {
        let weight = |id: &str| match self.timeline.actor(id).map(|actor| actor.kind) {
            Some(ActorKind::State) => 0.2,
            _ => 1.0,
        };
        let sum = |ids: &mut dyn Iterator<Item = &String>| ids.map(|id| weight(id)).sum::<f64>();
        let shared = sum(&mut proposal.actors.iter().filter(|id| event.actors.contains(id)));
        let smaller = sum(&mut proposal.actors.iter()).min(sum(&mut event.actors.iter()));
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
fn closeness(a: Option<&Edtf>, b: Option<&Edtf>, tolerance: i64) -> Option<f64> {
    let (Some(a), Some(b)) = (a, b) else { return Some(0.0) };
    if !a.overlaps(b) {
        let gap =
            (a.earliest() - b.latest()).num_days().abs().min((b.earliest() - a.latest()).num_days().abs());
        return (a.is_exact() && b.is_exact() && gap <= tolerance).then_some(if gap == 1 {
            0.6
        } else {
            0.4
        });
    }
    let days = |date: &Edtf| (date.latest() - date.earliest()).num_days() + 1;
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
