//! Rows of a store changed within their file: what is not touched stays to the letter. Never touches the disk.

use super::merge::merge;
use crate::model::Event;
use crate::model::timeline::AddedAccount;
use crate::store::parts::Change;
use crate::text::clean;
use serde::Serialize;
use std::borrow::Cow;
use std::mem::take;
use toml_edit::ser::ValueSerializer;
use toml_edit::{ArrayOfTables, DocumentMut, Item, RawString, Table, TableLike, Value, value};

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
        Change::AddSource(_)
        | Change::ReplaceSource(_)
        | Change::RemoveSource { .. }
        | Change::KeepText { .. }
        | Change::DropText { .. } => "source",
        Change::Attach { .. } | Change::Detach { .. } => "attach",
        Change::AddAccount(_) | Change::DropAccount(_) => "account",
    }
}

/// The id a change is about; for `attach` and `account` rows the event's.
pub(super) fn id(change: &Change) -> &str {
    match change {
        Change::AddEvent(event) | Change::ReplaceEvent(event) => &event.id,
        Change::AddSource(source) | Change::ReplaceSource(source) => &source.id,
        Change::RemoveEvent { id } | Change::RemoveSource { id } => id,
        Change::Attach { event, .. } | Change::Detach { event, .. } => event,
        Change::AddAccount(row) | Change::DropAccount(row) => &row.event,
        Change::KeepText { source, .. } | Change::DropText { source } => source,
    }
}

/// The ids of the rows of `table`.
pub(super) fn ids(document: &DocumentMut, table: &str) -> Vec<String> {
    rows(document, table).filter_map(|row| text(row, "id")).collect()
}

/// Event and source of each `attach` row.
pub(super) fn attached(document: &DocumentMut) -> Vec<(String, String)> {
    rows(document, "attach").filter_map(|row| Some((text(row, "event")?, text(row, "source")?))).collect()
}

/// Takes every such row away.
pub(super) fn detach(document: &mut DocumentMut, event: &str, source: &str) {
    if let Some(rows) = document.get_mut("attach").and_then(Item::as_array_of_tables_mut) {
        rows.retain(|row| !(is(row, "event", event) && is(row, "source", source)));
    }
}

/// Whether the file has this account as a row of its own.
pub(super) fn is_told(document: &DocumentMut, account: &AddedAccount) -> bool {
    rows(document, "account").any(|row| is_account(row, account))
}

/// Takes every such row away.
pub(super) fn drop_account(document: &mut DocumentMut, account: &AddedAccount) {
    if let Some(rows) = document.get_mut("account").and_then(Item::as_array_of_tables_mut) {
        rows.retain(|row| !is_account(row, account));
    }
}

fn is_account(row: &(impl TableLike + ?Sized), account: &AddedAccount) -> bool {
    let source = row.get("source").and_then(Item::as_str);
    is(row, "event", &account.event)
        && is(row, "field", &account.field)
        && is(row, "value", &account.value)
        && source == account.source.as_deref()
}

/// Appends the row a change adds. `None` where the file writes that table in a form that cannot be added to.
pub(super) fn add(document: &mut DocumentMut, change: &Change) -> Option<()> {
    let row = match change {
        Change::AddEvent(event) => row(event)?,
        Change::AddSource(source) => row(source)?,
        Change::AddAccount(account) => row(account)?,
        Change::Attach { event, source } => {
            let mut row = Table::new();
            row.insert("event", value(event));
            row.insert("source", value(source));
            row
        }
        _ => return None,
    };
    let tables = document.entry(table(change)).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    if tables.as_array().is_some_and(toml_edit::Array::is_empty) {
        *tables = Item::ArrayOfTables(ArrayOfTables::new());
    }
    tables.as_array_of_tables_mut()?.push(row);
    Some(())
}

/// An event by itself, as the store writes it.
pub(super) fn text_of(event: &Event) -> String {
    let mut document = DocumentMut::new();
    let mut rows = ArrayOfTables::new();
    rows.extend(row(event).map(|mut row| {
        row.decor_mut().set_prefix("");
        row
    }));
    document.insert("event", Item::ArrayOfTables(rows));
    document.to_string()
}

/// Replaces or removes an event or a source.
pub(super) fn change(document: &mut DocumentMut, change: &Change) -> Option<()> {
    let at = |tables: &ArrayOfTables| tables.iter().position(|row| is(row, "id", id(change)));
    let tables = document.get_mut(table(change))?.as_array_of_tables_mut()?;
    let at = at(tables)?;
    if let Change::ReplaceEvent(event) = change {
        merge(tables.get_mut(at)?, row(event)?, "event");
    } else if let Change::ReplaceSource(source) = change {
        merge(tables.get_mut(at)?, row(source)?, "sources");
    } else {
        let head = head_of_file(document, table(change), at);
        document.get_mut(table(change))?.as_array_of_tables_mut()?.remove(at);
        if let Some(head) = head {
            document.decor_mut().set_prefix(head);
        }
    }
    Some(())
}

/// What a person wrote at the top of the file and not about the row `at`, when that row comes first: everything down
/// to the last empty line above it. It would go with the row.
fn head_of_file(document: &DocumentMut, table: &str, at: usize) -> Option<String> {
    let row = document.get(table)?.as_array_of_tables()?.get(at)?;
    let prefix = row.decor().prefix().and_then(RawString::as_str)?;
    let lines: Vec<&str> = prefix.split_inclusive('\n').collect();
    let end = lines.iter().rposition(|line| line.trim().is_empty())?;
    let head = lines[..end].concat();
    (!head.trim().is_empty() && document.to_string().starts_with(prefix)).then_some(head)
}

/// A row as a table in the order of the contract, after a blank line.
fn row<T: Serialize>(fields: &T) -> Option<Table> {
    let mut fields = fields.serialize(ValueSerializer::new()).ok()?;
    clean_strings(&mut fields);
    let Value::InlineTable(fields) = fields else { return None };
    let mut row = fields.into_table();
    for (key, item) in row.iter_mut() {
        if SUBTABLES.contains(&key.get()) {
            // What is no list of rows, as the `source` of an attach row, stays the value it is.
            *item = take(item).into_array_of_tables().map_or_else(|item| item, Item::ArrayOfTables);
        }
    }
    row.decor_mut().set_prefix("\n");
    Some(row)
}

/// Gives every string the form it will have when it is read: the store never holds what `check` would refuse.
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

/// The rows of a table in whichever of TOML's two forms they are written.
fn rows<'a>(document: &'a DocumentMut, table: &str) -> impl Iterator<Item = &'a dyn TableLike> {
    let item = document.get(table);
    let tables = item.and_then(Item::as_array_of_tables).into_iter().flatten();
    let inline = item.and_then(Item::as_array).into_iter().flatten();
    tables
        .map(|row| row as &dyn TableLike)
        .chain(inline.filter_map(Value::as_inline_table).map(|row| row as &dyn TableLike))
}

fn text<'a>(row: &'a (impl TableLike + ?Sized + 'a), key: &str) -> Option<String> {
    row.get(key).and_then(Item::as_str).map(str::to_owned)
}

fn is<'a>(row: &'a (impl TableLike + ?Sized + 'a), key: &str, wanted: &str) -> bool {
    row.get(key).and_then(Item::as_str) == Some(wanted)
}
