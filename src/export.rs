//! Writes events in the formats of other programs. [`FORMATS`] is the one list of formats; `list` and `export` read it.
//! Never reads a file and never chooses the events.

mod columns;
mod csv;
mod drafts;
mod event_json;
mod json;
mod jsonl;
mod types;

pub use columns::{all_columns, find_column};
pub use drafts::write_drafts_json;
pub use types::{ExportData, ExportFormat, ExportWriter};

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
