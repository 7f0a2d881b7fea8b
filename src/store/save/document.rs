//! Changes rows of a store within the document of their file; everything else stays to the letter. Never reads or writes
//! a file.

use super::row_merge::{SOURCE_TABLE, merge_row};
use crate::model::fields::EventField;
use crate::model::{AddedRow, Event, Status};
use crate::store::types::Change;
use crate::text::clean;
use serde::Serialize;
use std::borrow::Cow;
use std::mem::take;
use toml_edit::ser::ValueSerializer;
use toml_edit::{ArrayOfTables, DocumentMut, Item, RawString, Table, TableLike, Value, value};

/// The text that a new store file begins with.
const FILE_HEADER: &str =
    "# A store of koreacyber-tui. You may edit it by hand: comments and order are kept.\nschema = 1\n";

/// Whether the rows under this key are written as tables of their own, `[[event.link]]`.
fn is_subtable(key: &str) -> bool {
    key == "fulfilled_by" || EventField::from_key(key).is_some_and(|field| field.spec().is_table)
}

pub(super) fn new_document() -> DocumentMut {
    FILE_HEADER.parse().unwrap_or_default()
}

/// Whether a document holds no rows.
pub(super) fn is_empty(document: &DocumentMut) -> bool {
    document.iter().all(|(key, _)| key == "schema")
}

/// The table that a change is about.
pub(super) fn table_name(change: &Change) -> &'static str {
    match change {
        Change::AddEvent(_) | Change::ReplaceEvent(_) | Change::RemoveEvent { .. } => "event",
        Change::AddSource(_)
        | Change::ReplaceSource(_)
        | Change::RemoveSource { .. }
        | Change::SaveText { .. }
        | Change::DeleteText { .. } => "source",
        Change::AddRow(row) | Change::SetRowStatus(row) | Change::RemoveRow(row) => added_table(row),
    }
}

/// The table of a row that adds to an event.
fn added_table(row: &AddedRow) -> &'static str {
    match row {
        AddedRow::Source(_) => "attach",
        AddedRow::Conflict(_) => "conflict",
    }
}

/// The id that a change is about; for `[[attach]]` and `[[conflict]]` rows that of the event.
pub(super) fn row_id(change: &Change) -> &str {
    match change {
        Change::AddEvent(event) | Change::ReplaceEvent(event) => &event.id,
        Change::AddSource(source) | Change::ReplaceSource(source) => &source.id,
        Change::RemoveEvent { id } | Change::RemoveSource { id } => id,
        Change::AddRow(row) | Change::SetRowStatus(row) | Change::RemoveRow(row) => row.event(),
        Change::SaveText { source, .. } | Change::DeleteText { source } => source,
    }
}

/// The ids of the rows of `table`.
pub(super) fn row_ids(document: &DocumentMut, table: &str) -> Vec<String> {
    rows_of_table(document, table).filter_map(|row| string_value(row, "id")).collect()
}

/// Event and source of each `[[attach]]` row.
pub(super) fn attachments(document: &DocumentMut) -> Vec<(String, String)> {
    rows_of_table(document, "attach")
        .filter_map(|row| Some((string_value(row, "event")?, string_value(row, "source")?)))
        .collect()
}

/// Whether the document has a row that says the same.
pub(super) fn has_added_row(document: &DocumentMut, wanted: &AddedRow) -> bool {
    rows_of_table(document, added_table(wanted)).any(|row| says_same(row, wanted))
}

/// Removes every row that says the same.
pub(super) fn remove_added_row(document: &mut DocumentMut, wanted: &AddedRow) {
    match document.get_mut(added_table(wanted)) {
        Some(Item::ArrayOfTables(rows)) => rows.retain(|row| !says_same(row, wanted)),
        Some(Item::Value(Value::Array(rows))) => {
            rows.retain(|row| !row.as_inline_table().is_some_and(|row| says_same(row, wanted)));
        }
        _ => {}
    }
}

/// Gives every row that says the same the status of `wanted`. Returns whether there is one.
pub(super) fn set_row_status(document: &mut DocumentMut, wanted: &AddedRow) -> bool {
    let rows: Vec<&mut dyn TableLike> = match document.get_mut(added_table(wanted)) {
        Some(Item::ArrayOfTables(rows)) => rows.iter_mut().map(|row| row as &mut dyn TableLike).collect(),
        Some(Item::Value(Value::Array(rows))) => rows
            .iter_mut()
            .filter_map(Value::as_inline_table_mut)
            .map(|row| row as &mut dyn TableLike)
            .collect(),
        _ => Vec::new(),
    };
    let mut found = false;
    for row in rows {
        if says_same(row, wanted) {
            found = true;
            match wanted.status() {
                Status::Reviewed => drop(row.remove("status")),
                Status::Draft => drop(row.insert("status", value("draft"))),
            }
        }
    }
    found
}

fn says_same(row: &(impl TableLike + ?Sized), wanted: &AddedRow) -> bool {
    let is_value = |key: &str, wanted: Option<&str>| row.get(key).and_then(Item::as_str) == wanted;
    let is_same = is_value("event", Some(wanted.event())) && is_value("source", wanted.source());
    match wanted {
        AddedRow::Source(_) => is_same,
        AddedRow::Conflict(conflict) => {
            is_same && is_value("field", Some(&conflict.field)) && is_value("value", Some(&conflict.value))
        }
    }
}

/// Appends the row that a change adds. `None` if the table is written in a form that cannot be added to.
pub(super) fn append_row(document: &mut DocumentMut, change: &Change) -> Option<()> {
    let row = match change {
        Change::AddEvent(event) => to_row(event)?,
        Change::AddSource(source) => to_row(source)?,
        Change::AddRow(AddedRow::Source(row)) => to_row(row)?,
        Change::AddRow(AddedRow::Conflict(row)) => to_row(row)?,
        _ => return None,
    };
    let tables = document.entry(table_name(change)).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if tables.as_array().is_some_and(toml_edit::Array::is_empty) {
        *tables = Item::ArrayOfTables(ArrayOfTables::new());
    }
    tables.as_array_of_tables_mut()?.push(row);
    Some(())
}

/// An event as the store writes it.
pub(super) fn event_to_toml(event: &Event) -> String {
    let mut document = DocumentMut::new();
    let mut rows = ArrayOfTables::new();
    rows.extend(to_row(event).map(|mut row| {
        row.decor_mut().set_prefix("");
        row
    }));
    document.insert("event", Item::ArrayOfTables(rows));
    document.to_string()
}

/// Replaces or removes an event or a source.
pub(super) fn change_row(document: &mut DocumentMut, change: &Change) -> Option<()> {
    let at = |tables: &ArrayOfTables| tables.iter().position(|row| has_value(row, "id", row_id(change)));
    let tables = document.get_mut(table_name(change))?.as_array_of_tables_mut()?;
    let at = at(tables)?;
    if let Change::ReplaceEvent(event) = change {
        merge_row(tables.get_mut(at)?, to_row(event)?, "event");
    } else if let Change::ReplaceSource(source) = change {
        merge_row(tables.get_mut(at)?, to_row(source)?, SOURCE_TABLE);
    } else {
        let header = file_header_above(document, table_name(change), at);
        document.get_mut(table_name(change))?.as_array_of_tables_mut()?.remove(at);
        if let Some(header) = header {
            document.decor_mut().set_prefix(header);
        }
    }
    Some(())
}

/// The comment at the top of the file, if the row `at` comes first: everything down to the last empty line above the row.
/// It is about the file and must not be removed with the row.
fn file_header_above(document: &DocumentMut, table: &str, at: usize) -> Option<String> {
    let row = document.get(table)?.as_array_of_tables()?.get(at)?;
    let prefix = row.decor().prefix().and_then(RawString::as_str)?;
    let lines: Vec<&str> = prefix.split_inclusive('\n').collect();
    let end = lines.iter().rposition(|line| line.trim().is_empty())?;
    let header = lines[..end].concat();
    (!header.trim().is_empty() && document.to_string().starts_with(prefix)).then_some(header)
}

/// A row as a TOML table, after a blank line.
fn to_row<T: Serialize>(fields: &T) -> Option<Table> {
    let mut fields = fields.serialize(ValueSerializer::new()).ok()?;
    clean_strings(&mut fields);
    let Value::InlineTable(fields) = fields else { return None };
    let mut row = fields.into_table();
    expand_subtables(&mut row);
    row.decor_mut().set_prefix("\n");
    Some(row)
}

/// Writes the lists of rows within a row as tables of their own, at every depth.
fn expand_subtables(row: &mut Table) {
    for (key, item) in row.iter_mut() {
        if is_subtable(key.get()) {
            // A single value under the same key, as the `source` of an attach row, stays a value.
            *item = take(item).into_array_of_tables().map_or_else(|item| item, Item::ArrayOfTables);
        }
        if let Item::ArrayOfTables(rows) = item {
            rows.iter_mut().for_each(expand_subtables);
        }
    }
}

/// Cleans every string as reading does, so that the store never holds a character that `check` would refuse.
fn clean_strings(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(clean) = clean(text.value()) {
                *value = clean.into();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(clean_strings),
        Value::InlineTable(table) => table.iter_mut().for_each(|(_, value)| clean_strings(value)),
        _ => {}
    }
}

/// The rows of a table, written as `[[table]]` or as an inline array.
fn rows_of_table<'a>(document: &'a DocumentMut, table: &str) -> impl Iterator<Item = &'a dyn TableLike> {
    let item = document.get(table);
    let tables = item.and_then(Item::as_array_of_tables).into_iter().flatten();
    let inline = item.and_then(Item::as_array).into_iter().flatten();
    tables
        .map(|row| row as &dyn TableLike)
        .chain(inline.filter_map(Value::as_inline_table).map(|row| row as &dyn TableLike))
}

fn string_value<'a>(row: &'a (impl TableLike + ?Sized + 'a), key: &str) -> Option<String> {
    row.get(key).and_then(Item::as_str).map(str::to_owned)
}

fn has_value<'a>(row: &'a (impl TableLike + ?Sized + 'a), key: &str, wanted: &str) -> bool {
    row.get(key).and_then(Item::as_str) == Some(wanted)
}
