//! Exports of a small store: compared with golden files (`tests/export/events.*`), read back, and free of formulas and
//! terminal commands. `UPDATE_EXPORTS=1 cargo test --test export` rewrites the golden files; review the diff.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use koreacyber_tui::export::{ExportData, FORMATS, all_columns, find_column, find_format};
use koreacyber_tui::model::fields::EventField;
use koreacyber_tui::model::{Event, EventSource, Kind, Origin, Source, StoreLayer, Timeline, TimelineEntry};
use koreacyber_tui::store::{Store, StoreLocation};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/export")
}

fn timeline() -> Timeline {
    Store::open(StoreLocation::File(folder().join("store.toml"))).unwrap().timeline().clone()
}

/// Writes all events of a timeline in the format `name`.
fn written(timeline: &Timeline, name: &str) -> String {
    written_columns(timeline, name, Vec::new())
}

fn written_columns(timeline: &Timeline, name: &str, columns: Vec<EventField>) -> String {
    let entries: Vec<&TimelineEntry> = timeline.entries().iter().collect();
    let mut out = Vec::new();
    (find_format(name).unwrap().write)(&ExportData { timeline, entries, columns }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The rows of a CSV file, the headings first.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn every_format_writes_its_golden_file() {
    let timeline = timeline();
    for format in FORMATS {
        let path = folder().join(format!("events.{}", format.extension));
        let text = written(&timeline, format.name);
        if std::env::var_os("UPDATE_EXPORTS").is_some() {
            fs::write(&path, &text).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&path).unwrap(), "{}", path.display());
    }
}

#[test]
fn format_names_are_unique() {
    let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names.len(), FORMATS.len());
    assert!(FORMATS.iter().all(|format| !format.about.is_empty() && !format.extension.starts_with('.')));
}

#[test]
fn json_lines_are_the_events_of_the_json_format() {
    let timeline = timeline();
    let whole: Value = serde_json::from_str(&written(&timeline, "json")).unwrap();
    let lines: Vec<Value> =
        written(&timeline, "jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(whole["schema"], 1);
    assert_eq!(whole["events"].as_array().unwrap(), &lines);
}

#[test]
fn json_has_the_fields_of_the_store_with_resolved_sources() {
    let timeline = timeline();
    for line in written(&timeline, "jsonl").lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        let entry = timeline.get(value["id"].as_str().unwrap()).unwrap();
        let rows = value["source"].as_array().unwrap();
        assert_eq!(rows.len(), entry.event.sources.len());
        for (row, had) in rows.iter().zip(&entry.event.sources) {
            assert_eq!(row["id"], had.source.as_str());
            assert_eq!(row.get("quote").and_then(Value::as_str), had.quote.as_deref());
            let publisher =
                timeline.source(&had.source).and_then(|source: &Source| source.publisher.as_deref());
            assert_eq!(row.get("publisher").and_then(Value::as_str), publisher);
        }
        // With the sources replaced by their ids, it is the row of the store again.
        let mut own = value.clone();
        let ids = entry.event.sources.iter().map(|row| serde_json::to_value(row).unwrap());
        own["source"] = ids.collect();
        assert_eq!(serde_json::from_value::<Event>(own).unwrap(), entry.event);
    }
}

#[test]
fn csv_has_a_cell_for_every_column() {
    let timeline = timeline();
    let text = written(&timeline, "csv");
    let rows = cells(&text);
    let names: Vec<&str> = all_columns().map(|(name, _)| name).collect();
    assert_eq!(rows[0], names);
    let actors = names.iter().position(|name| *name == "actors").unwrap();
    assert_eq!(rows.len(), 1 + timeline.entries().len());
    assert_eq!(text.matches("\r\n").count(), rows.len(), "RFC 4180 ends lines with CR LF");
    for (row, entry) in rows[1..].iter().zip(timeline.entries()) {
        assert_eq!(row[0], entry.event.id);
        assert_eq!(row[actors], entry.event.actors.join("; "));
    }
}

#[test]
fn columns_are_written_in_the_order_given() {
    let columns = ["kind", "id"].into_iter().filter_map(find_column).collect();
    let rows = cells(&written_columns(&timeline(), "csv", columns));
    assert_eq!(rows[..2], [["kind", "id"], ["mou", "tide-table-pact"]]);
}

/// A timeline with one event whose texts are all `title`, without the cleaning that a store does.
fn called(title: &str) -> Timeline {
    let event = Event {
        summary: Some(title.to_owned()),
        sources: vec![EventSource { source: "s".into(), quote: Some(title.to_owned()) }],
        ..Event::new("one", Kind::Mou, title)
    };
    let source = Source { id: "s".into(), publisher: Some(title.to_owned()), ..Source::default() };
    let layer = StoreLayer { events: vec![event], sources: vec![source], ..StoreLayer::default() };
    Timeline::new([(Origin::Own, layer)])
}

#[test]
fn no_cell_is_a_formula() {
    let starts = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "\u{200b}=1", "\n-1", "＝1", "＠x"];
    for start in starts {
        let rows = cells(&written(&called(start), "csv"));
        assert!(rows[1][3].starts_with('\''), "{start:?} gives {:?}", rows[1][3]);
    }
    let rows = cells(&written(&called("2 + 2 = 4"), "csv"));
    assert_eq!(rows[1][3], "2 + 2 = 4");
}

#[test]
fn no_format_contains_terminal_commands() {
    let nasty = "a\u{1b}]0;x\u{7}\u{1b}[2Jb\u{9b}31mc\u{202e}d\u{2066}e\u{7f}";
    for format in FORMATS {
        let text = written(&called(nasty), format.name);
        let bad =
            |c: &char| (c.is_control() && !matches!(c, '\n' | '\r')) || matches!(c, '\u{202e}' | '\u{2066}');
        assert_eq!(text.chars().find(bad), None, "{}", format.name);
        let escaped = ["\\u001b", "\\u009b", "\\u202e", "\\u007f"];
        assert!(escaped.iter().all(|sign| !text.contains(sign)), "{}: {text}", format.name);
        assert!(text.contains("abcde"), "{}: {text}", format.name);
    }
}
