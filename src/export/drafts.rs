//! Drafts as JSON: the events as everywhere, then the rows that are proposed for events, each with the id that accepts or
//! rejects it.

use super::event_json::{clean_strings, event_to_json, source_by_id};
use crate::model::{AddedRow, Timeline, TimelineEntry};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes all drafts as one JSON object and a line end.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_drafts_json(timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let drafts = timeline.entries().iter().filter(|entry| entry.event.is_draft());
    let events = drafts.map(|entry| event_to_json(timeline, entry)).collect::<Result<Vec<_>, _>>()?;
    let (mut attached, mut conflicts) = (Vec::new(), Vec::new());
    for (entry, row) in timeline.proposals() {
        let value = row_to_json(timeline, entry, row)?;
        match row {
            AddedRow::Source(_) => attached.push(value),
            AddedRow::Conflict(_) => conflicts.push(value),
        }
    }
    let drafts = json!({ "schema": 1, "events": events, "attach": attached, "conflict": conflicts });
    serde_json::to_writer_pretty(&mut *out, &drafts)?;
    writeln!(out)
}

/// Converts a row: its id and what it says, then its fields, with the source in place of its id.
fn row_to_json(timeline: &Timeline, entry: &TimelineEntry, row: &AddedRow) -> serde_json::Result<Value> {
    let mut value = json!({ "id": row.id(), "says": row.statement(&entry.event) });
    let fields = match row {
        AddedRow::Source(row) => serde_json::to_value(row)?,
        AddedRow::Conflict(row) => serde_json::to_value(row)?,
    };
    if let (Value::Object(value), Value::Object(fields)) = (&mut value, fields) {
        value.extend(fields);
        if let Some(source) = row.source() {
            value.insert("source".to_owned(), serde_json::to_value(source_by_id(timeline, source))?);
        }
    }
    clean_strings(&mut value);
    Ok(value)
}
