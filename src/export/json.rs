//! JSON: `{"schema": 1, "events": [ … ]}`, one object per event.

use super::event_json::event_to_json;
use super::types::ExportData;
use serde_json::json;
use std::io::{self, Write};

/// Writes the events as one JSON object and a line end.
pub(super) fn write(data: &ExportData<'_>, out: &mut dyn Write) -> io::Result<()> {
    let events = data
        .entries
        .iter()
        .map(|entry| event_to_json(data.timeline, entry))
        .collect::<Result<Vec<_>, _>>()?;
    serde_json::to_writer_pretty(&mut *out, &json!({ "schema": 1, "events": events }))?;
    writeln!(out)
}
