//! The values that the events of a timeline have, to be offered behind a field's colon. Never knows what was typed.

use crate::model::{Actor, ActorKind, Kind, Source, Timeline, TimelineEntry};
use std::collections::BTreeMap;

/// A value that can be offered.
pub(super) struct SuggestedValue {
    pub(super) text: String,
    pub(super) about: String,
    /// By what else a person may look for it.
    pub(super) search_names: Vec<String>,
}

pub(super) fn suggest_kinds(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut offers = suggest_by_count(timeline, |entry| vec![entry.event.kind.name()]);
    let absent = Kind::ALL.map(Kind::name).into_iter();
    let absent: Vec<&str> = absent.filter(|name| !offers.iter().any(|offer| offer.text == *name)).collect();
    offers.extend(absent.into_iter().map(|name| new_suggestion(name.to_owned(), 0, "")));
    for offer in &mut offers {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == offer.text);
        offer.search_names.extend(kind.map(|kind| kind.name_ko().to_owned()));
    }
    offers
}

pub(super) fn suggest_actors(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut offers =
        suggest_by_count(timeline, |entry| entry.event.actors.iter().map(String::as_str).collect());
    for offer in &mut offers {
        if let Some(actor) = timeline.actor(&offer.text) {
            offer.about = format!("{}, {}", actor.name, offer.about);
            offer.search_names = actor.names().map(str::to_owned).collect();
        }
    }
    offers
}

pub(super) fn suggest_countries(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut offers =
        suggest_by_count(timeline, |entry| entry.event.countries.iter().map(String::as_str).collect());
    for offer in &mut offers {
        if let Some((_, state)) = states_by_code(timeline).find(|(code, _)| *code == offer.text) {
            offer.about = format!("{}, {}", state.name, offer.about);
            offer.search_names = state.names().map(str::to_owned).collect();
        }
    }
    offers
}

/// The actors that are states, with their codes.
pub(super) fn states_by_code(timeline: &Timeline) -> impl Iterator<Item = (&str, &Actor)> {
    let states = timeline.actors().iter().filter(|actor| actor.kind == ActorKind::State);
    states.filter_map(|actor| Some((actor.country.as_deref()?, actor)))
}

pub(super) fn suggest_publishers(timeline: &Timeline) -> Vec<SuggestedValue> {
    suggest_by_count(timeline, |entry| {
        let sources = entry.event.sources.iter().filter_map(|row| timeline.source(&row.source));
        let mut names: Vec<&str> =
            sources.filter_map(|source: &Source| source.publisher.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    })
}

/// The years that some event may touch, the latest first. An open end names no year.
pub(super) fn suggest_years(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for date in timeline.entries().iter().filter_map(|entry| entry.event.date.as_ref()) {
        let (first, last) = (date.first_year().or(date.last_year()), date.last_year().or(date.first_year()));
        if let Some((first, last)) = first.zip(last) {
            // An interval over centuries says nothing about one of its years.
            let years = (first..=last).take(if last - first < 100 { 100 } else { 0 });
            years.for_each(|year| *counts.entry(year).or_default() += 1);
        }
    }
    counts.into_iter().rev().map(|(year, count)| new_suggestion(year.to_string(), count, "")).collect()
}

/// Each value that events have, those of most events first.
pub(super) fn suggest_by_count<'a>(
    timeline: &'a Timeline,
    values: impl Fn(&'a TimelineEntry) -> Vec<&'a str>,
) -> Vec<SuggestedValue> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in timeline.entries().iter().flat_map(values) {
        *counts.entry(value).or_default() += 1;
    }
    let mut rows: Vec<(&str, usize)> = counts.into_iter().collect();
    rows.sort_by_key(|&(value, count)| (std::cmp::Reverse(count), value));
    rows.into_iter().map(|(value, count)| new_suggestion(value.to_owned(), count, "")).collect()
}

pub(super) fn new_suggestion(text: String, count: usize, about: &str) -> SuggestedValue {
    let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
    let about = if about.is_empty() { events } else { format!("{about}, {events}") };
    SuggestedValue { text, about, search_names: Vec::new() }
}
