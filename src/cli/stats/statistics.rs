//! Computes the statistics of the events that match a filter. Never prints.

use crate::model::{
    CommitmentStatus, Edtf, ElapsedDays, Kind, ResponseOverview, Timeline, TimelineEntry, TrackedCommitment,
    find_responses, track_commitments,
};
use crate::text::clean_line;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The statistics of a set of events.
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

/// The year of the first day of an event, under which it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StartYear {
    Year(i32),
    /// The first day can lie in more than one year, as for a decade or a winter.
    Uncertain,
    /// The start of the interval is open.
    OpenStart,
    Undated,
}

impl StartYear {
    pub(super) fn from_date(date: Option<&Edtf>) -> Self {
        let Some(date) = date else { return Self::Undated };
        if date.first_year().is_none() {
            return Self::OpenStart;
        }
        let years = date.dates().next().map(|first| (first.earliest().year(), first.latest().year()));
        years.filter(|(min, max)| min == max).map_or(Self::Uncertain, |(year, _)| Self::Year(year))
    }
}

impl<'a> Statistics<'a> {
    /// Counts the events at `positions` of the timeline's entries, as of `today`.
    pub(super) fn from_entries(timeline: &'a Timeline, positions: &[usize], today: NaiveDate) -> Self {
        let all = timeline.entries();
        let mut is_included = vec![false; all.len()];
        for &position in positions {
            is_included[position] = true;
        }
        let included = all.iter().zip(&is_included).filter(|(_, included)| **included);
        let entries: Vec<&TimelineEntry> = included.map(|(entry, _)| entry).collect();
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
            responses: find_responses(timeline, |position| is_included[position]),
            commitments: track_commitments(timeline, today, |position| is_included[position]),
            entries,
        }
    }

    /// The number of events that satisfy a condition.
    pub(super) fn count(&self, condition: impl Fn(&TimelineEntry) -> bool) -> usize {
        self.entries.iter().filter(|entry| condition(entry)).count()
    }

    /// The number of events counted under a start year.
    pub(super) fn count_starting(&self, year: StartYear) -> usize {
        self.years.get(&year).copied().unwrap_or_default()
    }

    /// The commitments with a status.
    pub(super) fn commitments_in(
        &self,
        status: CommitmentStatus,
    ) -> impl Iterator<Item = &TrackedCommitment> {
        self.commitments.iter().filter(move |commitment| commitment.status == status)
    }

    /// The time from promise to fulfillment, for each fulfilled commitment for which it is known.
    pub(super) fn fulfillment_times(&self) -> Vec<ElapsedDays> {
        let fulfilled = self.commitments_in(CommitmentStatus::Fulfilled);
        fulfilled.filter_map(|commitment| commitment.time_taken).collect()
    }

    /// The name of an actor, or its id if the timeline does not have it.
    pub(super) fn actor_name(&self, id: &'a str) -> &'a str {
        self.timeline.actor(id).map_or(id, |actor| actor.name.as_str())
    }

    /// The id of the event at a position of the timeline's entries.
    pub(super) fn event_id(&self, position: usize) -> String {
        clean_line(&self.timeline.entries()[position].event.id)
    }
}

/// Counts equal items: the most frequent first, ties in their natural order.
fn rank_by_count<T: Ord>(items: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut rows: Vec<(T, usize)> = counts.into_iter().collect();
    rows.sort_by_key(|(_, count)| Reverse(*count));
    rows
}

/// The names without repetitions, so that an event counts once for a name that it lists twice.
fn unique_names(names: &[String]) -> impl Iterator<Item = &str> {
    let is_first = |n: &usize| !names[..*n].contains(&names[*n]);
    (0..names.len()).filter(is_first).map(|n| names[n].as_str())
}
