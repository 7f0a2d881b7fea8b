//! The columns of tabular output: the event fields that have a column in the table of fields.

use crate::model::fields::{EVENT_FIELDS, EventField};

/// All columns, in default order.
pub fn all_columns() -> impl Iterator<Item = (&'static str, EventField)> {
    EVENT_FIELDS.iter().filter_map(|spec| Some((spec.column?.name, spec.field)))
}

/// Finds a column by name.
pub fn find_column(name: &str) -> Option<EventField> {
    all_columns().find(|(column, _)| *column == name).map(|(_, field)| field)
}
