//! CSV (RFC 4180), one row an event, lists joined by "; ". A cell never starts a formula in a spreadsheet.

use crate::model::{Scope, Timeline, TimelineEntry};
use crate::text::clean_line;
use std::io::{self, Write};

/// The columns, in order.
pub const COLUMNS: &[&str] = &[
    "id",
    "date",
    "kind",
    "title",
    "title_ko",
    "place",
    "summary",
    "actors",
    "countries",
    "topics",
    "scope",
    "planned",
    "status",
    "sources",
];

/// Writes all columns.
pub(super) fn write(timeline: &Timeline, entries: &[&TimelineEntry], out: &mut dyn Write) -> io::Result<()> {
    let columns: Vec<String> = COLUMNS.iter().map(ToString::to_string).collect();
    write_columns(timeline, entries, &columns, out)
}

/// Writes some columns.
pub(super) fn write_columns(
    timeline: &Timeline,
    entries: &[&TimelineEntry],
    columns: &[String],
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns: Vec<&str> =
        columns.iter().map(String::as_str).filter(|name| COLUMNS.contains(name)).collect();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(&columns)?;
    for entry in entries {
        writer.write_record(columns.iter().map(|name| escape_formula(&cell_text(timeline, entry, name))))?;
    }
    writer.flush()
}

fn cell_text(timeline: &Timeline, entry: &TimelineEntry, column: &str) -> String {
    let event = &entry.event;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        "id" => event.id.clone(),
        "date" => event.date.as_ref().map(ToString::to_string).unwrap_or_default(),
        "kind" => event.kind.name().to_owned(),
        "title" => event.title.clone(),
        "title_ko" => text(&event.title_ko),
        "place" => text(&event.place),
        "summary" => text(&event.summary),
        "actors" => event.actors.join("; "),
        "countries" => event.countries.join("; "),
        "topics" => event.topics.join("; "),
        "scope" => if event.scope == Scope::Core { "core" } else { "context" }.to_owned(),
        "planned" => if event.planned { "planned" } else { "" }.to_owned(),
        "status" => if event.is_draft() { "draft" } else { "reviewed" }.to_owned(),
        _ => {
            let urls = event.sources.iter().filter_map(|row| timeline.source(&row.source)?.url.as_deref());
            urls.collect::<Vec<_>>().join("; ")
        }
    }
}

/// A cell that a spreadsheet takes for text: what could begin a formula gets an apostrophe before it. Full-width signs
/// begin one too where the spreadsheet's language is Korean or Japanese. A tab or a line end, which would hide the
/// sign, no longer stands at the beginning of a cleaned line.
fn escape_formula(cell: &str) -> String {
    let cell = clean_line(cell);
    if cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) { format!("'{cell}") } else { cell }
}
