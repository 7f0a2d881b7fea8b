//! The columns of tabular output: CSV, and the table that `list` prints.

use crate::model::{Event, Scope, Timeline, TimelineEntry};

/// A column of tabular output.
#[derive(Debug)]
pub struct Column {
    /// Its heading, and its name for `list --fields`.
    pub name: &'static str,
    /// Whether its values are short and can be copied into commands, so that a table never truncates them.
    pub is_short: bool,
    /// The values in a cell. Most columns have at most one, lists have any number.
    pub values: fn(&Timeline, &TimelineEntry) -> Vec<String>,
}

/// All columns, in default order.
pub const COLUMNS: &[Column] = &[
    Column { name: "id", is_short: true, values: |_, entry| vec![entry.event.id.clone()] },
    Column {
        name: "date",
        is_short: true,
        values: |_, entry| entry.event.date.iter().map(ToString::to_string).collect(),
    },
    Column { name: "kind", is_short: true, values: |_, entry| vec![entry.event.kind.name().to_owned()] },
    Column { name: "title", is_short: false, values: |_, entry| vec![entry.event.title.clone()] },
    Column {
        name: "title_ko",
        is_short: false,
        values: |_, entry| entry.event.title_ko.iter().cloned().collect(),
    },
    Column { name: "place", is_short: false, values: |_, entry| entry.event.place.iter().cloned().collect() },
    Column {
        name: "summary",
        is_short: false,
        values: |_, entry| entry.event.summary.iter().cloned().collect(),
    },
    Column { name: "actors", is_short: false, values: |_, entry| entry.event.actors.clone() },
    Column { name: "countries", is_short: false, values: |_, entry| entry.event.countries.clone() },
    Column { name: "topics", is_short: false, values: |_, entry| entry.event.topics.clone() },
    Column { name: "scope", is_short: true, values: |_, entry| vec![scope_name(&entry.event)] },
    Column {
        name: "planned",
        is_short: true,
        values: |_, entry| entry.event.planned.then(|| "planned".to_owned()).into_iter().collect(),
    },
    Column { name: "status", is_short: true, values: |_, entry| vec![status_name(&entry.event)] },
    Column { name: "sources", is_short: false, values: source_urls },
];

impl Column {
    /// The text of a cell, with multiple values joined by `separator`.
    pub fn text(&self, timeline: &Timeline, entry: &TimelineEntry, separator: &str) -> String {
        (self.values)(timeline, entry).join(separator)
    }
}

/// Finds a column by name.
pub fn find_column(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.name == name)
}

fn scope_name(event: &Event) -> String {
    if event.scope == Scope::Core { "core" } else { "context" }.to_owned()
}

fn status_name(event: &Event) -> String {
    if event.is_draft() { "draft" } else { "reviewed" }.to_owned()
}

fn source_urls(timeline: &Timeline, entry: &TimelineEntry) -> Vec<String> {
    let sources = entry.event.sources.iter().filter_map(|row| timeline.source(&row.source));
    sources.filter_map(|source| source.url.as_deref().map(str::to_owned)).collect()
}
