//! Events in other programs' formats. The table of formats; each is one file of one shape. Never reads a file.

mod csv;
mod event_json;
mod json;
mod jsonl;

pub use csv::COLUMNS;

use crate::model::{Timeline, TimelineEntry};
use std::io::{self, Write};

/// Writes events in one format, in the order given.
pub type ExportWriter = fn(&Timeline, &[&TimelineEntry], &mut dyn Write) -> io::Result<()>;

/// A format that events can be written in.
#[derive(Clone, Copy, Debug)]
pub struct ExportFormat {
    /// What a person calls it on the command line.
    pub name: &'static str,
    /// How the names of its files end, without the dot.
    pub extension: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// What writes it.
    pub write: ExportWriter,
}

/// One object with all events.
pub const JSON: ExportFormat = ExportFormat {
    name: "json",
    extension: "json",
    about: "one object with all events, sources in place",
    write: json::write,
};

/// One object an event.
pub const JSONL: ExportFormat = ExportFormat {
    name: "jsonl",
    extension: "jsonl",
    about: "one JSON object an event and line",
    write: jsonl::write,
};

/// One row an event.
pub const CSV: ExportFormat = ExportFormat {
    name: "csv",
    extension: "csv",
    about: "one row an event, for a spreadsheet",
    write: csv::write,
};

/// Every format.
pub const FORMATS: [ExportFormat; 3] = [JSON, JSONL, CSV];

/// Writes some columns of [`COLUMNS`] as CSV, in the order asked for. Unknown names are left out.
pub fn write_columns(
    timeline: &Timeline,
    entries: &[&TimelineEntry],
    columns: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    csv::write_columns(timeline, entries, columns, out)
}
