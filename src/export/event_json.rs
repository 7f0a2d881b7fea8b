//! An event as other programs get it: the fields of the store, sources resolved in place.

use crate::model::{EventSource, Source, Timeline, TimelineEntry};
use serde::Serialize;
use serde_json::Value;

/// A source in the place of its id, with the words the event rests on.
#[derive(Serialize)]
struct ResolvedSource<'a> {
    #[serde(flatten)]
    source: &'a Source,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<&'a str>,
}

/// The event of `entry` as a JSON object, every string cleaned.
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

/// The row of a source; of one that the store does not have, its id.
fn source_to_json(timeline: &Timeline, row: &EventSource) -> serde_json::Result<Value> {
    let unknown = Source { id: row.source.clone(), ..Source::default() };
    let source = timeline.source(&row.source).unwrap_or(&unknown);
    serde_json::to_value(ResolvedSource { source, quote: row.quote.as_deref() })
}

fn clean_strings(value: &mut Value) {
    match value {
        Value::String(text) => *text = crate::text::clean(text).into_owned(),
        Value::Array(values) => values.iter_mut().for_each(clean_strings),
        Value::Object(fields) => fields.values_mut().for_each(clean_strings),
        _ => {}
    }
}
