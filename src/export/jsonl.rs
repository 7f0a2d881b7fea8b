//! JSON Lines: one event per line, the same objects as in the JSON format.

use super::event_json::event_to_json;
use super::types::ExportData;
use std::io::{self, Write};

/// Writes one JSON object per line.
pub(super) fn write(data: &ExportData<'_>, out: &mut dyn Write) -> io::Result<()> {
    for entry in &data.entries {
        serde_json::to_writer(&mut *out, &event_to_json(data.timeline, entry)?)?;
        writeln!(out)?;
    }
    Ok(())
}
