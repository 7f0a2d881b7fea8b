//! CSV (RFC 4180): one row per event, lists joined by "; ". No cell can start a formula in a spreadsheet.

use super::ExportData;
use super::columns::{COLUMNS, Column};
use crate::text::clean_line;
use std::io::{self, Write};

/// Writes the columns of `data`, under a heading.
pub(super) fn write(data: &ExportData<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&Column> = COLUMNS.iter().collect();
    let columns = if data.columns.is_empty() { &all } else { &data.columns };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(columns.iter().map(|column| column.name))?;
    for entry in &data.entries {
        let cells = columns.iter().map(|column| escape_formula(&column.text(data.timeline, entry, "; ")));
        writer.write_record(cells)?;
    }
    writer.flush()
}

/// Cleans a cell and prefixes it with an apostrophe if it could start a formula. In Korean and Japanese spreadsheets,
/// full-width operators start one, too. Cleaning removes leading tabs and line ends that would hide the operator.
fn escape_formula(cell: &str) -> String {
    let cell = clean_line(cell);
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) { format!("'{cell}") } else { cell }
}
