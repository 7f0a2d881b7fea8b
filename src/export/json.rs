//! JSON: `{"schema": 1, "events": [ … ]}`, one object an event.

use super::event_json;
use crate::model::{Timeline, TimelineEntry};
use serde_json::json;
use std::io::{self, Write};

/// Writes the events as one JSON object and a line end.
pub(super) fn write(timeline: &Timeline, entries: &[&TimelineEntry], out: &mut dyn Write) -> io::Result<()> {
    let events = entries
        .iter()
        .map(|entry| event_json::event_to_json(timeline, entry))
        .collect::<Result<Vec<_>, _>>()?;
    serde_json::to_writer_pretty(&mut *out, &json!({ "schema": 1, "events": events }))?;
    writeln!(out)
}
