//! CSV (RFC 4180): one row per event, lists joined by "; ". No cell can start a formula in a spreadsheet.

use super::columns::all_columns;
use super::types::ExportData;
use crate::model::TimelineEntry;
use crate::model::fields::EventField;
use crate::text::clean_line;
use std::io::{self, Write};

/// Writes the columns of `data`, under a heading.
pub(super) fn write(data: &ExportData<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<EventField> = all_columns().map(|(_, field)| field).collect();
    let fields = if data.columns.is_empty() { &all } else { &data.columns };
    let columns: Vec<_> = fields.iter().filter_map(|field| field.spec().column).collect();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(columns.iter().map(|column| column.name))?;
    for entry in &data.entries {
        let cells = fields.iter().map(|field| escape_formula(&cell_text(data, entry, *field)));
        writer.write_record(cells)?;
    }
    writer.flush()
}

/// The text of a cell. Sources are written as URLs, because their ids mean nothing outside the store.
fn cell_text(data: &ExportData<'_>, entry: &TimelineEntry, field: EventField) -> String {
    if field == EventField::Sources {
        let sources = entry.event.sources.iter().filter_map(|row| data.timeline.source(&row.source));
        return sources.filter_map(|source| source.url.as_deref()).collect::<Vec<_>>().join("; ");
    }
    field.spec().column.map(|column| (column.cell)(&entry.event).join("; ")).unwrap_or_default()
}

/// Cleans a cell and prefixes it with an apostrophe if it could start a formula. In Korean and Japanese spreadsheets,
/// full-width operators start one, too. Cleaning removes leading tabs and line ends that would hide the operator.
fn escape_formula(cell: &str) -> String {
    let cell = clean_line(cell);
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) { format!("'{cell}") } else { cell }
}
