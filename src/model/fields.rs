//! The fields of an event: one table with a row for each. Listing, export, the detail page, search, review, merging,
//! saving and checking read it, so that a new field is a field of `Event`, a variant of [`EventField`] and a row here.

mod spec;
mod table;
mod typed_values;

pub use spec::{
    EventField, FieldColumn, FieldEdit, FieldLayout, FieldMerge, FieldSearch, FieldSection, FieldSpec,
    FieldValue, TextPolicy,
};
pub use table::{EVENT_FIELDS, PAGE_ORDER, REVIEW_ORDER};
pub use typed_values::parse_date;
