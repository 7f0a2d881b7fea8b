//! JSON Lines: one event a line, in the shape of the JSON format's rows.

use super::resolved;
use crate::model::{Entry, Timeline};
use std::io::{self, Write};

/// Writes one JSON object a line.
pub(super) fn write(timeline: &Timeline, entries: &[&Entry], out: &mut dyn Write) -> io::Result<()> {
    for entry in entries {
        serde_json::to_writer(&mut *out, &resolved::event(timeline, entry)?)?;
        writeln!(out)?;
    }
    Ok(())
}
