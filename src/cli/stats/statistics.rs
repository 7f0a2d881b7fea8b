//! What `stats` counts, of the events that a query lets through. Never prints.

use crate::model::{
    CommitmentStatus, Edtf, ElapsedDays, Kind, ResponseOverview, Timeline, TimelineEntry, TrackedCommitment,
    find_responses, track_commitments,
};
use crate::text::clean_line;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Everything that is counted.
pub(super) struct Statistics<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) entries: Vec<&'a TimelineEntry>,
    pub(super) years: BTreeMap<StartYear, usize>,
    pub(super) kinds: Vec<(Kind, usize)>,
    pub(super) actors: Vec<(&'a str, usize)>,
    pub(super) countries: Vec<(&'a str, usize)>,
    pub(super) topics: Vec<(&'a str, usize)>,
    pub(super) responses: ResponseOverview,
    pub(super) commitments: Vec<TrackedCommitment>,
}

/// The year an event counts in: that of its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StartYear {
    Year(i32),
    /// A decade, a winter: its first day may lie in more than one year.
    Uncertain,
    /// The start is open.
    OpenStart,
    Undated,
}

impl StartYear {
    pub(super) fn from_date(date: Option<&Edtf>) -> Self {
        let Some(date) = date else { return Self::Undated };
        if date.first_year().is_none() {
            return Self::OpenStart;
        }
        let years = date.points().next().map(|first| (first.earliest().year(), first.latest().year()));
        years.filter(|(least, most)| least == most).map_or(Self::Uncertain, |(year, _)| Self::Year(year))
    }
}

impl<'a> Statistics<'a> {
    /// What there is to count of the events at the places `found`.
    pub(super) fn from_entries(timeline: &'a Timeline, found: &[usize], today: NaiveDate) -> Self {
        let all = timeline.entries();
        let mut shown = vec![false; all.len()];
        for &at in found {
            shown[at] = true;
        }
        let entries: Vec<&TimelineEntry> =
            all.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(e, _)| e).collect();
        let mut years = BTreeMap::new();
        for entry in &entries {
            *years.entry(StartYear::from_date(entry.event.date.as_ref())).or_default() += 1;
        }
        let events = || entries.iter().map(|entry| &entry.event);
        Self {
            timeline,
            years,
            kinds: rank_by_count(events().map(|event| event.kind)),
            actors: rank_by_count(events().flat_map(|event| unique_names(&event.actors))),
            countries: rank_by_count(events().flat_map(|event| unique_names(&event.countries))),
            topics: rank_by_count(events().flat_map(|event| unique_names(&event.topics))),
            responses: find_responses(timeline, |at| shown[at]),
            commitments: track_commitments(timeline, today, |at| shown[at]),
            entries,
        }
    }

    pub(super) fn count(&self, which: impl Fn(&TimelineEntry) -> bool) -> usize {
        self.entries.iter().filter(|entry| which(entry)).count()
    }

    /// How many events count here.
    pub(super) fn count_starting(&self, when: StartYear) -> usize {
        self.years.get(&when).copied().unwrap_or_default()
    }

    pub(super) fn commitments_in(&self, state: CommitmentStatus) -> impl Iterator<Item = &TrackedCommitment> {
        self.commitments.iter().filter(move |promise| promise.status == state)
    }

    /// How long the promises took that are kept by an event we know.
    pub(super) fn fulfillment_times(&self) -> Vec<ElapsedDays> {
        self.commitments_in(CommitmentStatus::Fulfilled).filter_map(|promise| promise.time_taken).collect()
    }

    pub(super) fn actor_name(&self, actor: &'a str) -> &'a str {
        self.timeline.actor(actor).map_or(actor, |actor| actor.name.as_str())
    }

    pub(super) fn event_id(&self, at: usize) -> String {
        clean_line(&self.timeline.entries()[at].event.id)
    }
}

/// How often each occurs, the most frequent first, equals in their own order.
fn rank_by_count<T: Ord>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut rows: Vec<(T, usize)> = counts.into_iter().collect();
    rows.sort_by_key(|(_, count)| Reverse(*count));
    rows
}

/// The names of a list, each once: an event counts once for whoever it names twice.
fn unique_names(names: &[String]) -> impl Iterator<Item = &str> {
    let first = |n: &usize| !names[..*n].contains(&names[*n]);
    (0..names.len()).filter(first).map(|n| names[n].as_str())
}
