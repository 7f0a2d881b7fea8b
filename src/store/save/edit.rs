//! Rows of a store changed within their file: what is not touched stays to the letter. Never touches the disk.

use crate::store::parts::Change;
use serde::Serialize;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, value};

/// What a new store file begins with.
const HEAD: &str =
    "# A store of koreacyber-tui. You may edit it by hand: comments and order are kept.\nschema = 1\n";

/// Fields that are written as tables of their own, `[[event.link]]`.
const SUBTABLES: [&str; 4] = ["account", "commitment", "link", "source"];

pub(super) fn new_document() -> DocumentMut {
    HEAD.parse().unwrap_or_default()
}

/// Whether a document holds nothing but its head.
pub(super) fn is_empty(document: &DocumentMut) -> bool {
    document.iter().all(|(key, _)| key == "schema")
}

/// The table a change is about.
pub(super) fn table(change: &Change) -> &'static str {
    match change {
        Change::AddEvent(_) | Change::ReplaceEvent(_) | Change::RemoveEvent { .. } => "event",
        Change::AddSource(_) | Change::KeepText { .. } => "source",
        Change::Attach { .. } | Change::Detach { .. } => "attach",
    }
}

/// The id a change is about; for `attach` rows the event's.
pub(super) fn id(change: &Change) -> &str {
    match change {
        Change::AddEvent(event) | Change::ReplaceEvent(event) => &event.id,
        Change::AddSource(source) => &source.id,
        Change::RemoveEvent { id } => id,
        Change::Attach { event, .. } | Change::Detach { event, .. } => event,
        Change::KeepText { source, .. } => source,
    }
}

/// Whether `table` has a row with this id.
pub(super) fn has(document: &DocumentMut, table: &str, id: &str) -> bool {
    rows(document, table).is_some_and(|rows| rows.iter().any(|row| is(row, "id", id)))
}

/// Whether the file attaches `source` to `event`.
pub(super) fn is_attached(document: &DocumentMut, event: &str, source: &str) -> bool {
    rows(document, "attach")
        .is_some_and(|rows| rows.iter().any(|row| is(row, "event", event) && is(row, "source", source)))
}

/// Takes every such row away.
pub(super) fn detach(document: &mut DocumentMut, event: &str, source: &str) {
    if let Some(rows) = document.get_mut("attach").and_then(Item::as_array_of_tables_mut) {
        rows.retain(|row| !(is(row, "event", event) && is(row, "source", source)));
    }
}

/// Appends the row a change adds. `None` where the file writes that table in a form that cannot be added to.
pub(super) fn add(document: &mut DocumentMut, change: &Change) -> Option<()> {
    let row = match change {
        Change::AddEvent(event) => row(event)?,
        Change::AddSource(source) => row(source)?,
        Change::Attach { event, source } => {
            let mut row = Table::new();
            row.insert("event", value(event));
            row.insert("source", value(source));
            row
        }
        _ => return None,
    };
    let tables = document.entry(table(change)).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let tables = tables.as_array_of_tables_mut()?;
    tables.push(row);
    Some(())
}

/// Replaces or removes an event.
pub(super) fn change(document: &mut DocumentMut, change: &Change) -> Option<()> {
    let tables = document.get_mut("event")?.as_array_of_tables_mut()?;
    let at = tables.iter().position(|row| is(row, "id", id(change)))?;
    match change {
        Change::RemoveEvent { .. } => {
            tables.remove(at);
        }
        Change::ReplaceEvent(event) => merge(tables.get_mut(at)?, row(event)?),
        _ => return None,
    }
    Some(())
}

/// Gives `old` the fields of `new`; a field whose value is the same keeps its spelling and its comments.
fn merge(old: &mut Table, new: Table) {
    let leaves =
        |key: &str, item: &Item| FIELDS.contains(&key) && !new.contains_key(key) && !is_implied(key, item);
    let gone: Vec<String> =
        old.iter().filter(|(key, item)| leaves(key, item)).map(|(key, _)| key.to_owned()).collect();
    for key in gone {
        old.remove(&key);
    }
    for (key, item) in new {
        match old.get_mut(&key) {
            Some(have) if plain(have) == plain(&item) => {}
            Some(Item::Value(have)) => {
                if let Item::Value(mut fresh) = item {
                    *fresh.decor_mut() = have.decor().clone();
                    *have = fresh;
                }
            }
            _ => {
                old.insert(&key, item);
            }
        }
    }
}

/// The fields of an event. A key that is none of them, as a later version may know, is never removed.
const FIELDS: [&str; 19] = [
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
    "confidence",
    "dated_by",
    "account",
    "commitment",
    "link",
    "source",
];

/// Whether a field only spells out what its absence means as well; then it may stay.
fn is_implied(key: &str, item: &Item) -> bool {
    match key {
        "scope" => item.as_str() == Some("core"),
        "planned" => item.as_bool() == Some(false),
        _ => false,
    }
}

/// A value without its spelling, for comparison.
fn plain(item: &Item) -> String {
    fn strip(item: &Item, out: &mut String) {
        match item {
            Item::None => {}
            Item::Value(value) => plain_value(value, out),
            Item::Table(table) => {
                for (key, item) in table {
                    out.push_str(key);
                    strip(item, out);
                }
            }
            Item::ArrayOfTables(tables) => {
                for table in tables {
                    out.push('[');
                    strip(&Item::Table(table.clone()), out);
                }
            }
        }
    }
    let mut out = String::new();
    strip(item, &mut out);
    out
}

fn plain_value(value: &toml_edit::Value, out: &mut String) {
    match value {
        toml_edit::Value::String(text) => {
            out.push('"');
            out.push_str(text.value());
        }
        toml_edit::Value::Array(values) => {
            out.push('(');
            values.iter().for_each(|value| plain_value(value, out));
        }
        toml_edit::Value::InlineTable(table) => {
            for (key, value) in table {
                out.push_str(key);
                plain_value(value, out);
            }
        }
        other => out.push_str(other.clone().decorated("", "").to_string().trim()),
    }
    out.push(';');
}

/// A row as a table in the order of the contract, after a blank line.
fn row<T: Serialize>(fields: &T) -> Option<Table> {
    let document = toml_edit::ser::to_document(fields).ok()?;
    let mut row = Table::new();
    for (key, item) in document.into_table() {
        // `source` is a field of an attach row too; there it is a plain string.
        let item = if SUBTABLES.contains(&key.as_str()) {
            item.into_array_of_tables().map_or_else(|item| item, Item::ArrayOfTables)
        } else {
            item.into_value().map_or_else(|item| item, Item::Value)
        };
        row.insert(&key, item);
    }
    row.decor_mut().set_prefix("\n");
    Some(row)
}

fn rows<'a>(document: &'a DocumentMut, table: &str) -> Option<&'a ArrayOfTables> {
    document.get(table).and_then(Item::as_array_of_tables)
}

fn is(row: &Table, key: &str, wanted: &str) -> bool {
    row.get(key).and_then(Item::as_str) == Some(wanted)
}
