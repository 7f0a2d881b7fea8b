//! Gives a row of a store file new fields. What has not changed keeps its spelling, its comments and its place. Never adds
//! or removes a whole event or source; `document` does.

use crate::model::fields::EventField;
use std::collections::BTreeMap;
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, Value};

/// The name under which the rows of `[[source]]` are merged; `source` is a row of an event's sources.
pub(super) const SOURCE_TABLE: &str = "sources";

/// Whether `key` is a field of a row of `table`. Other keys, as a later version may write them, are never removed.
fn is_field(table: &str, key: &str) -> bool {
    let fields: &[&str] = match table {
        "event" => return EventField::from_key(key).is_some(),
        "conflict" => &["field", "value", "source", "note"],
        "commitment" => &["text", "nature", "due", "every", "partly", "source", "note", "fulfilled_by"],
        "fulfilled_by" => &["event", "source", "note"],
        "link" => &["relation", "event", "note"],
        "source" => &["source", "quote"],
        "dated_by" => &["phrase", "rule"],
        SOURCE_TABLE => &[
            "id",
            "title",
            "about",
            "publisher",
            "author",
            "published",
            "published_by",
            "published_by",
            "url",
            "archived",
            "language",
            "copy_of",
            "machine_written",
            "fingerprint",
            "digest",
        ],
        _ => &[],
    };
    fields.contains(&key)
}

/// The field that identifies a row of a table within its event.
fn identity_field(table: &str) -> &'static str {
    match table {
        "conflict" | "source" => "source",
        "commitment" => "text",
        _ => "event",
    }
}

/// Gives `old`, a row of `table`, the fields of `new`.
pub(super) fn merge_row(old: &mut Table, new: Table, table: &str) {
    let is_removed = |key: &str, item: &Item| {
        is_field(table, key) && !new.contains_key(key) && !is_unset(table, key, item)
    };
    let removed: Vec<String> =
        old.iter().filter(|(key, item)| is_removed(key, item)).map(|(key, _)| key.to_owned()).collect();
    for key in removed {
        old.remove(&key);
    }
    for (key, item) in new {
        match (old.get_mut(&key), item) {
            (Some(have), item) if plain_item(have) == plain_item(&item) => {}
            (Some(Item::ArrayOfTables(have)), Item::ArrayOfTables(rows)) => merge_rows(have, rows, &key),
            (Some(Item::Table(have)), Item::Value(Value::InlineTable(fields))) => {
                merge_row(have, fields.into_table(), &key);
            }
            // Written inline by hand, rows included; it stays inline.
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

/// Gives `have` the rows of `new` in their order. A row that is there already keeps its comments.
fn merge_rows(have: &mut ArrayOfTables, new: ArrayOfTables, table: &str) {
    let mut old: Vec<Option<Table>> = std::mem::take(have).into_iter().map(Some).collect();
    let style = old.iter().flatten().next_back().and_then(own_prefix);
    let mut rows: Vec<(Option<Table>, Table)> = new.into_iter().map(|row| (None, row)).collect();
    // Equal rows are matched first, so that a row with the same identity does not take the place of an equal one.
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
        // Tables are printed in the order of their positions; in a new order these would restore the old one.
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

/// The blank space before the header of a row, as the style for new rows; `None` where there is a comment.
fn own_prefix(row: &Table) -> Option<String> {
    let prefix = row.decor().prefix()?.as_str()?;
    prefix.trim().is_empty().then(|| prefix.to_owned())
}

/// Whether a value means the same as a missing key; then it may stay.
fn is_unset(table: &str, key: &str, item: &Item) -> bool {
    let unset = match (table, key) {
        ("event", _) => EventField::from_key(key).and_then(|field| field.spec().unset),
        ("commitment", "nature") => Some("deliverable"),
        ("commitment", "partly") | (SOURCE_TABLE, "machine_written") => Some("false"),
        _ => None,
    };
    let spelled = item.as_str().or_else(|| item.as_bool().map(|flag| if flag { "true" } else { "false" }));
    spelled.is_some_and(|value| unset == Some(value)) || item.as_array().is_some_and(Array::is_empty)
}

/// A value without its spelling: `'a'` equals `"a"`, an inline array of tables equals an array of tables.
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
    let known = row.iter().filter(|(key, _)| is_field(table, key));
    known.map(|(key, item)| (key, plain_item(item))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Commitment, CommitmentNature, Conflict, DatedBy, Fulfillment, Link, Relation, Source,
    };
    use serde_json::Value as Json;

    /// A field that is not listed here would stay in the file when it is cleared.
    #[test]
    fn every_stored_field_of_a_row_is_known() {
        let text = || Some("x".to_owned());
        let date = || "2022".parse().ok();
        let source = Source {
            id: "s".into(),
            title: text(),
            about: text(),
            publisher: text(),
            author: text(),
            published: date(),
            published_by: Some(DatedBy::by_hand()),
            url: text(),
            archived: text(),
            language: text(),
            copy_of: text(),
            machine_written: true,
            fingerprint: text(),
            digest: text(),
        };
        let fulfillment = Fulfillment { event: "b".into(), source: text(), note: text() };
        let commitment = Commitment {
            text: "x".into(),
            nature: CommitmentNature::Standing,
            due: date(),
            every: "1y".parse().ok(),
            partly: true,
            source: text(),
            note: text(),
            fulfilled_by: vec![fulfillment.clone()],
        };
        let conflict = Conflict { field: "date".into(), value: "x".into(), source: text(), note: text() };
        let link = Link { relation: Relation::FollowsUp, event: "b".into(), note: text() };
        let rows = [
            (SOURCE_TABLE, serde_json::to_value(source)),
            ("commitment", serde_json::to_value(commitment)),
            ("fulfilled_by", serde_json::to_value(fulfillment)),
            ("conflict", serde_json::to_value(conflict)),
            ("link", serde_json::to_value(link)),
        ];
        for (table, row) in rows {
            let Ok(Json::Object(row)) = row else { panic!("{table} is not a row") };
            for key in row.keys() {
                assert!(is_field(table, key), "{table}.{key}");
            }
        }
    }
}
