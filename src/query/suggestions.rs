//! Values that occur in a timeline, as suggestions after a field's colon. Independent of what was typed.

use crate::model::{Actor, ActorKind, Kind, Source, Timeline, TimelineEntry};
use crate::text::format_count;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A value to suggest.
pub(super) struct SuggestedValue {
    pub(super) text: String,
    pub(super) about: String,
    /// Other names under which the value can be found.
    pub(super) search_names: Vec<String>,
}

/// Suggests the event types that occur, the most frequent first, then the others.
pub(super) fn suggest_kinds(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut suggestions = suggest_by_count(timeline, |entry| vec![entry.event.kind.name()]);
    let unused = Kind::ALL.map(Kind::name).into_iter();
    let unused: Vec<&str> =
        unused.filter(|name| suggestions.iter().all(|found| found.text != *name)).collect();
    suggestions.extend(unused.into_iter().map(|name| new_suggestion(name.to_owned(), 0, "")));
    for suggestion in &mut suggestions {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == suggestion.text);
        suggestion.search_names.extend(kind.map(|kind| kind.name_ko().to_owned()));
    }
    suggestions
}

/// Suggests the actors that occur, by id.
pub(super) fn suggest_actors(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut suggestions =
        suggest_by_count(timeline, |entry| entry.event.actors.iter().map(String::as_str).collect());
    for suggestion in &mut suggestions {
        if let Some(actor) = timeline.actor(&suggestion.text) {
            suggestion.about = format!("{}, {}", actor.name, suggestion.about);
            suggestion.search_names = actor.names().map(str::to_owned).collect();
        }
    }
    suggestions
}

/// Suggests the countries that occur, by two-letter code.
pub(super) fn suggest_countries(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut suggestions =
        suggest_by_count(timeline, |entry| entry.event.countries.iter().map(String::as_str).collect());
    for suggestion in &mut suggestions {
        if let Some((_, state)) = states_by_code(timeline).find(|(code, _)| *code == suggestion.text) {
            suggestion.about = format!("{}, {}", state.name, suggestion.about);
            suggestion.search_names = state.names().map(str::to_owned).collect();
        }
    }
    suggestions
}

/// Suggests the places that occur. They can also be found by their Korean names.
pub(super) fn suggest_places(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut suggestions =
        suggest_by_count(timeline, |entry| entry.event.place.as_deref().into_iter().collect());
    for suggestion in &mut suggestions {
        let events = timeline.entries().iter().map(|entry| &entry.event);
        let korean = events.filter(|event| event.place.as_ref() == Some(&suggestion.text));
        suggestion.search_names = korean.filter_map(|event| event.place_ko.clone()).collect();
        suggestion.search_names.sort_unstable();
        suggestion.search_names.dedup();
    }
    suggestions
}

/// The actors that are states, with their country codes.
pub(super) fn states_by_code(timeline: &Timeline) -> impl Iterator<Item = (&str, &Actor)> {
    let states = timeline.actors().iter().filter(|actor| actor.kind == ActorKind::State);
    states.filter_map(|actor| Some((actor.country.as_deref()?, actor)))
}

/// Suggests the publishers of the sources of events. An event counts once for each of its publishers.
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

/// Suggests the years that some event may fall within, the latest first. An open end of an interval suggests no year.
pub(super) fn suggest_years(timeline: &Timeline) -> Vec<SuggestedValue> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for date in timeline.entries().iter().filter_map(|entry| entry.event.date.as_ref()) {
        let (first, last) = (date.first_year().or(date.last_year()), date.last_year().or(date.first_year()));
        if let Some((first, last)) = first.zip(last) {
            // An interval of centuries says nothing about any of its years.
            let years = (first..=last).take(if last - first < 100 { 100 } else { 0 });
            years.for_each(|year| *counts.entry(year).or_default() += 1);
        }
    }
    counts.into_iter().rev().map(|(year, count)| new_suggestion(year.to_string(), count, "")).collect()
}

/// Suggests every value that `values` returns for some event, those of most events first.
pub(super) fn suggest_by_count<'a>(
    timeline: &'a Timeline,
    values: impl Fn(&'a TimelineEntry) -> Vec<&'a str>,
) -> Vec<SuggestedValue> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in timeline.entries().iter().flat_map(values) {
        *counts.entry(value).or_default() += 1;
    }
    let mut rows: Vec<(&str, usize)> = counts.into_iter().collect();
    rows.sort_by_key(|&(value, count)| (Reverse(count), value));
    rows.into_iter().map(|(value, count)| new_suggestion(value.to_owned(), count, "")).collect()
}

/// A suggestion described by `about` and the number of events that have the value.
pub(super) fn new_suggestion(text: String, count: usize, about: &str) -> SuggestedValue {
    let events = format_count(count, "event");
    let about = if about.is_empty() { events } else { format!("{about}, {events}") };
    SuggestedValue { text, about, search_names: Vec::new() }
}
