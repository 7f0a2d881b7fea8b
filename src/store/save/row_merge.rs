//! A row of a store file given other fields: what has not changed keeps its spelling, its comments and its place, in
//! whatever form the person wrote it. Never adds or removes a whole event; `edit` does.

use std::collections::BTreeMap;
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, Value};

/// The fields of a table. A key that is none of them, as a later version may know, is never removed.
fn known_fields(table: &str) -> &'static [&'static str] {
    match table {
        "conflict" => &["field", "value", "source", "note"],
        "commitment" => &["text", "nature", "due", "every", "partly", "source", "note", "fulfilled_by"],
        "fulfilled_by" => &["event", "source", "note"],
        "link" => &["relation", "event", "note"],
        "source" => &["source", "quote"],
        "dated_by" => &["phrase", "rule"],
        // The rows of the store's own sources, not those of an event.
        "sources" => &[
            "id",
            "title",
            "about",
            "publisher",
            "author",
            "published",
            "url",
            "archived",
            "language",
            "copy_of",
            "machine_written",
            "fingerprint",
            "digest",
        ],
        _ => &[
            "id",
            "date",
            "date_note",
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
            "conflict",
            "commitment",
            "link",
            "source",
        ],
    }
}

/// The field by which two rows of a table are taken for the same one, differently filled.
fn identity_field(table: &str) -> &'static str {
    match table {
        "conflict" | "source" => "source",
        "commitment" => "text",
        _ => "event",
    }
}

/// Gives `old`, a row of `table`, the fields of `new`.
pub(super) fn merge_row(old: &mut Table, new: Table, table: &str) {
    let leaves = |key: &str, item: &Item| {
        known_fields(table).contains(&key) && !new.contains_key(key) && !is_implied(key, item)
    };
    let gone: Vec<String> =
        old.iter().filter(|(key, item)| leaves(key, item)).map(|(key, _)| key.to_owned()).collect();
    for key in gone {
        old.remove(&key);
    }
    for (key, item) in new {
        match (old.get_mut(&key), item) {
            (Some(have), item) if plain_item(have) == plain_item(&item) => {}
            (Some(Item::ArrayOfTables(have)), Item::ArrayOfTables(rows)) => merge_rows(have, rows, &key),
            (Some(Item::Table(have)), Item::Value(Value::InlineTable(fields))) => {
                merge_row(have, fields.into_table(), &key);
            }
            // The person wrote it in one line, rows and all; it stays in that form.
            (Some(Item::Value(have)), item) => {
                if let Ok(mut fresh) = item.into_value() {
                    *fresh.decor_mut() = have.decor().clone();
                    *have = fresh;
                }
            }
            (_, item) => {
                old.insert(&key, item);
            }
        }
    }
}

/// Gives `have` the rows of `new` in their order. A row that is there already is kept with its comments.
fn merge_rows(have: &mut ArrayOfTables, new: ArrayOfTables, table: &str) {
    let mut old: Vec<Option<Table>> = std::mem::take(have).into_iter().map(Some).collect();
    let style = old.iter().flatten().next_back().and_then(own_prefix);
    let mut rows: Vec<(Option<Table>, Table)> = new.into_iter().map(|row| (None, row)).collect();
    // Equal rows first: a row that is only alike must not take the place of one that is meant.
    let alike: [fn(&Table, &Table, &str) -> bool; 2] =
        [|old, new, table| known_values(old, table) == known_values(new, table), same_identity];
    for alike in alike {
        for (kept, row) in rows.iter_mut().filter(|(kept, _)| kept.is_none()) {
            let at = old.iter().position(|old| old.as_ref().is_some_and(|old| alike(old, row, table)));
            *kept = at.and_then(|at| old[at].take());
        }
    }
    let places: Vec<isize> =
        rows.iter().filter_map(|(kept, _)| kept.as_ref().and_then(Table::position)).collect();
    for (kept, fresh) in rows {
        let mut row = match kept {
            Some(mut kept) => {
                merge_row(&mut kept, fresh, table);
                kept
            }
            None => fresh,
        };
        if row.decor().prefix().is_none()
            && let Some(style) = &style
        {
            row.decor_mut().set_prefix(style.as_str());
        }
        // Tables are printed by the place they were read at; in a new order those would bring back the old one.
        if !places.is_sorted() {
            row.set_position(None);
        }
        have.push(row);
    }
}

fn same_identity(old: &Table, new: &Table, table: &str) -> bool {
    let name = |row: &Table| row.get(identity_field(table)).map(owned_text);
    name(old).is_some() && name(old) == name(new)
}

fn owned_text(item: &Item) -> Option<String> {
    item.as_str().map(str::to_owned)
}

/// What stands before the row's header, if that is only space: it sets the style for new rows.
fn own_prefix(row: &Table) -> Option<String> {
    let prefix = row.decor().prefix()?.as_str()?;
    prefix.trim().is_empty().then(|| prefix.to_owned())
}

/// Whether a field only spells out what its absence means as well; then it may stay.
fn is_implied(key: &str, item: &Item) -> bool {
    match key {
        "scope" => item.as_str() == Some("core"),
        "nature" => item.as_str() == Some("deliverable"),
        "planned" | "partly" => item.as_bool() == Some(false),
        _ => item.as_array().is_some_and(Array::is_empty),
    }
}

/// What a value says, without its spelling: `'a'` is `"a"`, an inline array of tables is an array of tables.
#[derive(PartialEq)]
enum PlainValue<'a> {
    Text(&'a str),
    Number(f64),
    Other(String),
    List(Vec<PlainValue<'a>>),
    Row(BTreeMap<&'a str, PlainValue<'a>>),
}

fn plain_item(item: &Item) -> PlainValue<'_> {
    match item {
        Item::None => PlainValue::List(Vec::new()),
        Item::Value(value) => plain_value(value),
        Item::Table(table) => plain_row(table),
        Item::ArrayOfTables(tables) => PlainValue::List(tables.iter().map(plain_row).collect()),
    }
}

fn plain_value(value: &Value) -> PlainValue<'_> {
    match value {
        Value::String(text) => PlainValue::Text(text.value()),
        Value::Integer(number) => PlainValue::Number(*number.value() as f64),
        Value::Float(number) => PlainValue::Number(*number.value()),
        Value::Array(values) => PlainValue::List(values.iter().map(plain_value).collect()),
        Value::InlineTable(table) => plain_inline(table),
        other => PlainValue::Other(other.clone().decorated("", "").to_string()),
    }
}

fn plain_row(table: &Table) -> PlainValue<'_> {
    PlainValue::Row(table.iter().map(|(key, item)| (key, plain_item(item))).collect())
}

fn plain_inline(table: &InlineTable) -> PlainValue<'_> {
    PlainValue::Row(table.iter().map(|(key, value)| (key, plain_value(value))).collect())
}

/// The fields of a row that a save may change.
fn known_values<'a>(row: &'a Table, table: &str) -> BTreeMap<&'a str, PlainValue<'a>> {
    let known = row.iter().filter(|(key, _)| known_fields(table).contains(key));
    known.map(|(key, item)| (key, plain_item(item))).collect()
}
