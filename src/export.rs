//! Events in other programs' formats. The table of formats; each is one file of one shape. Never reads a file.

mod csv;
mod json;
mod jsonl;
mod resolved;

pub use csv::COLUMNS;

use crate::model::{Entry, Timeline};
use std::io::{self, Write};

/// Writes events in one format.
pub type Writer = fn(&Timeline, &[&Entry], &mut dyn Write) -> io::Result<()>;

/// A format: its name, which is also the file ending, and what writes it.
pub const FORMATS: &[(&str, Writer)] = &[("json", json::write), ("jsonl", jsonl::write), ("csv", csv::write)];

/// What writes the format called `name`.
pub fn writer(name: &str) -> Option<Writer> {
    FORMATS.iter().find(|(known, _)| *known == name).map(|(_, write)| *write)
}

/// Writes some columns of [`COLUMNS`] as CSV, in the order asked for. Unknown names are left out.
pub fn write_columns(
    timeline: &Timeline,
    entries: &[&Entry],
    columns: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    csv::write_columns(timeline, entries, columns, out)
}
