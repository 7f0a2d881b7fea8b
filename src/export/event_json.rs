//! The JSON object of an event: the fields of the store, with the sources in place of their ids.

use crate::model::{EventSource, Source, Timeline, TimelineEntry};
use serde::Serialize;
use serde_json::Value;

/// A source and the passage that the event rests on.
#[derive(Serialize)]
struct ResolvedSource<'a> {
    #[serde(flatten)]
    source: &'a Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
}

/// Converts the event of `entry` into a JSON object and cleans all its strings.
pub(super) fn event_to_json(timeline: &Timeline, entry: &TimelineEntry) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(&entry.event)?;
    if let Value::Object(fields) = &mut value {
        let rows = entry
            .event
            .sources
            .iter()
            .map(|row| source_to_json(timeline, row))
            .collect::<Result<Vec<_>, _>>()?;
        fields.insert("source".to_owned(), Value::Array(rows));
        if entry.marked {
            fields.insert("marked".to_owned(), Value::Bool(true));
        }
        if !entry.notes.is_empty() {
            fields.insert("note".to_owned(), entry.notes.clone().into());
        }
    }
    clean_strings(&mut value);
    Ok(value)
}

/// The source of an event; only its id if the store does not have the source.
fn source_to_json(timeline: &Timeline, row: &EventSource) -> serde_json::Result<Value> {
    let source = source_by_id(timeline, &row.source);
    serde_json::to_value(ResolvedSource { source: &source, quote: row.quote.as_deref() })
}

/// The source `id`; only the id if the store does not have it.
pub(super) fn source_by_id(timeline: &Timeline, id: &str) -> Source {
    let unknown = || Source { id: id.to_owned(), ..Source::default() };
    timeline.source(id).cloned().unwrap_or_else(unknown)
}

/// Cleans every string of a value.
pub(super) fn clean_strings(value: &mut Value) {
    match value {
        Value::String(text) => *text = crate::text::clean(text).into_owned(),
        Value::Array(values) => values.iter_mut().for_each(clean_strings),
        Value::Object(fields) => fields.values_mut().for_each(clean_strings),
        _ => {}
    }
}
