//! What `stats` counts, of the events that a query lets through. Never prints.

use crate::model::{
    Days, Edtf, Entry, Kind, Promise, PromiseState, Responses, Timeline, promises, responses,
};
use crate::text::clean_line;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Everything that is counted.
pub(super) struct Figures<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) found: Vec<&'a Entry>,
    pub(super) years: BTreeMap<Began, usize>,
    pub(super) kinds: Vec<(Kind, usize)>,
    pub(super) actors: Vec<(&'a str, usize)>,
    pub(super) countries: Vec<(&'a str, usize)>,
    pub(super) topics: Vec<(&'a str, usize)>,
    pub(super) responses: Responses,
    pub(super) promises: Vec<Promise>,
}

/// The year an event counts in: that of its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Began {
    Year(i32),
    /// A decade, a winter: its first day may lie in more than one year.
    NotSure,
    /// The start is open.
    NotKnown,
    NoDate,
}

impl Began {
    pub(super) fn of(date: Option<&Edtf>) -> Self {
        let Some(date) = date else { return Self::NoDate };
        if date.first_year().is_none() {
            return Self::NotKnown;
        }
        let years = date.points().next().map(|first| (first.earliest().year(), first.latest().year()));
        years.filter(|(least, most)| least == most).map_or(Self::NotSure, |(year, _)| Self::Year(year))
    }
}

impl<'a> Figures<'a> {
    /// What there is to count of the events at the places `found`.
    pub(super) fn of(timeline: &'a Timeline, found: &[usize], today: NaiveDate) -> Self {
        let all = timeline.entries();
        let mut shown = vec![false; all.len()];
        for &at in found {
            shown[at] = true;
        }
        let found: Vec<&Entry> =
            all.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(e, _)| e).collect();
        let mut years = BTreeMap::new();
        for entry in &found {
            *years.entry(Began::of(entry.event.date.as_ref())).or_default() += 1;
        }
        let events = || found.iter().map(|entry| &entry.event);
        Self {
            timeline,
            years,
            kinds: ranked(events().map(|event| event.kind)),
            actors: ranked(events().flat_map(|event| unique(&event.actors))),
            countries: ranked(events().flat_map(|event| unique(&event.countries))),
            topics: ranked(events().flat_map(|event| unique(&event.topics))),
            responses: responses(timeline, |at| shown[at]),
            promises: promises(timeline, today, |at| shown[at]),
            found,
        }
    }

    pub(super) fn count(&self, which: impl Fn(&Entry) -> bool) -> usize {
        self.found.iter().filter(|entry| which(entry)).count()
    }

    /// How many events count here.
    pub(super) fn began(&self, when: Began) -> usize {
        self.years.get(&when).copied().unwrap_or_default()
    }

    pub(super) fn state(&self, state: PromiseState) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(move |promise| promise.state == state)
    }

    /// How long the promises took that are kept by an event we know.
    pub(super) fn to_keep(&self) -> Vec<Days> {
        self.state(PromiseState::Kept).filter_map(|promise| promise.after).collect()
    }

    pub(super) fn name(&self, actor: &'a str) -> &'a str {
        self.timeline.actor(actor).map_or(actor, |actor| actor.name.as_str())
    }

    pub(super) fn id(&self, at: usize) -> String {
        clean_line(&self.timeline.entries()[at].event.id)
    }
}

/// How often each occurs, the most frequent first, equals in their own order.
fn ranked<T: Ord>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut rows: Vec<(T, usize)> = counts.into_iter().collect();
    rows.sort_by_key(|(_, count)| Reverse(*count));
    rows
}

/// The names of a list, each once: an event counts once for whoever it names twice.
fn unique(names: &[String]) -> impl Iterator<Item = &str> {
    let first = |n: &usize| !names[..*n].contains(&names[*n]);
    (0..names.len()).filter(first).map(|n| names[n].as_str())
}
