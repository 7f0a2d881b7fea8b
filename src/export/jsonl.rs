//! JSON Lines: one event a line, in the shape of the JSON format's rows.

use super::event_json;
use crate::model::{Timeline, TimelineEntry};
use std::io::{self, Write};

/// Writes one JSON object a line.
pub(super) fn write(timeline: &Timeline, entries: &[&TimelineEntry], out: &mut dyn Write) -> io::Result<()> {
    for entry in entries {
        serde_json::to_writer(&mut *out, &event_json::event_to_json(timeline, entry)?)?;
        writeln!(out)?;
    }
    Ok(())
}
