//! Writes events in the formats of other programs. [`FORMATS`] is the one list of formats; `list` and `export` read it.
//! Never reads a file and never chooses the events.

mod columns;
mod csv;
mod event_json;
mod json;
mod jsonl;

pub use columns::{all_columns, find_column};

use crate::model::fields::EventField;
use crate::model::{Timeline, TimelineEntry};
use std::io::{self, Write};

/// The events to write.
pub struct ExportData<'a> {
    /// The timeline that the events belong to.
    pub timeline: &'a Timeline,
    /// The events, in output order.
    pub entries: Vec<&'a TimelineEntry>,
    /// The columns of tabular formats, in output order; all columns if empty. Other formats ignore them.
    pub columns: Vec<EventField>,
}

/// Writes events in one format.
pub type ExportWriter = fn(&ExportData<'_>, &mut dyn Write) -> io::Result<()>;

/// A format in which events can be written.
#[derive(Debug)]
pub struct ExportFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// A short description.
    pub about: &'static str,
    /// The function that writes it.
    pub write: ExportWriter,
}

/// All formats, the default one first.
pub const FORMATS: &[ExportFormat] = &[
    ExportFormat {
        name: "json",
        extension: "json",
        about: "one JSON object with all events and their sources",
        write: json::write,
    },
    ExportFormat {
        name: "jsonl",
        extension: "jsonl",
        about: "one JSON object per event, one per line",
        write: jsonl::write,
    },
    ExportFormat {
        name: "csv",
        extension: "csv",
        about: "one row per event, for spreadsheets",
        write: csv::write,
    },
];

/// Finds a format by its name on the command line.
pub fn find_format(name: &str) -> Option<&'static ExportFormat> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Writes events as JSON, in the format of `list --format json`.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_json(data: &ExportData<'_>, out: &mut dyn Write) -> io::Result<()> {
    json::write(data, out)
}
