//! Checks of single values: dates, event types and the like. They run before the rows are parsed, so that one invalid
//! value does not hide every other finding of its file.

use super::context::RowFinding;
use crate::model::{ActorKind, CommitmentNature, Edtf, Kind, Recurrence, Relation, Scope, Status};
use crate::store::reader::{KeyPositions, Substitution};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// The rule for a field that holds a value of a known form.
struct ValueRule {
    /// The path of the field, with `*` for the number of a row.
    path: &'static str,
    /// What is wrong with a value, if anything.
    find_error: fn(&str) -> Option<String>,
    /// A valid value, as TOML, that causes no other finding.
    placeholder: &'static str,
}

/// An open date, which may be before and after any other.
const ANY_DATE: &str = "\"../9999\"";

const VALUE_RULES: &[ValueRule] = &[
    ValueRule { path: "event.*.date", find_error: parse_error::<Edtf>, placeholder: ANY_DATE },
    ValueRule { path: "event.*.commitment.*.due", find_error: parse_error::<Edtf>, placeholder: ANY_DATE },
    ValueRule {
        path: "event.*.commitment.*.nature",
        find_error: parse_error::<CommitmentNature>,
        placeholder: "\"deliverable\"",
    },
    ValueRule {
        path: "event.*.commitment.*.every",
        find_error: parse_error::<Recurrence>,
        placeholder: "\"1y\"",
    },
    ValueRule { path: "source.*.published", find_error: parse_error::<Edtf>, placeholder: ANY_DATE },
    ValueRule { path: "event.*.kind", find_error: parse_error::<Kind>, placeholder: "\"policy\"" },
    ValueRule { path: "event.*.scope", find_error: parse_error::<Scope>, placeholder: "\"core\"" },
    ValueRule { path: "event.*.status", find_error: parse_error::<Status>, placeholder: "\"draft\"" },
    ValueRule { path: "attach.*.status", find_error: parse_error::<Status>, placeholder: "\"draft\"" },
    ValueRule { path: "conflict.*.status", find_error: parse_error::<Status>, placeholder: "\"draft\"" },
    ValueRule {
        path: "event.*.link.*.relation",
        find_error: parse_error::<Relation>,
        placeholder: "\"implements\"",
    },
    ValueRule { path: "actor.*.kind", find_error: parse_error::<ActorKind>, placeholder: "\"state\"" },
];

/// Why `value` is not a `T`, in at most 300 characters: the value may be an article.
fn parse_error<T: DeserializeOwned>(value: &str) -> Option<String> {
    let reader: StrDeserializer<'_, Error> = value.into_deserializer();
    T::deserialize(reader).err().map(|error| error.to_string().chars().take(300).collect())
}

/// Finds every invalid value of a file, with a valid one to be read in its place, in the order of the file.
pub(super) fn find_invalid_values(positions: &KeyPositions<'_>) -> Vec<(RowFinding, Substitution)> {
    let mut invalid = Vec::new();
    for (path, value) in positions.string_values() {
        let Some(rule) = VALUE_RULES.iter().find(|rule| matches_path(rule.path, path)) else { continue };
        if let Some(what) = (rule.find_error)(value)
            && let Some(span) = positions.span(path)
        {
            invalid.push(((path.to_owned(), what), (span, rule.placeholder)));
        }
    }
    invalid.sort_by_key(|(_, (span, _))| span.start);
    invalid
}

fn matches_path(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('.');
    let all = pattern.split('.').all(|wanted| {
        parts
            .next()
            .is_some_and(|part| part == wanted || wanted == "*" && part.bytes().all(|b| b.is_ascii_digit()))
    });
    all && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Event;
    use crate::model::fields::EVENT_FIELDS;

    #[test]
    fn every_field_with_a_form_of_its_own_has_a_rule() {
        for spec in EVENT_FIELDS {
            let mut row: toml::Table = toml::from_str("id = \"a\"\nkind = \"mou\"\ntitle = \"A\"").unwrap();
            row.insert(spec.key.into(), "party".into());
            // Numbers, lists and tables are checked by the parser.
            let error = row.try_into::<Event>().err().map(|error| error.to_string());
            let is_word = error.is_some_and(|error| !error.contains("invalid type"));
            let path = format!("event.*.{}", spec.key);
            assert_eq!(VALUE_RULES.iter().any(|rule| rule.path == path), is_word, "{}", spec.key);
        }
    }

    #[test]
    fn every_placeholder_is_valid() {
        for field in VALUE_RULES {
            let word = field.placeholder.trim_matches('"');
            assert_eq!((field.find_error)(word), None, "{}", field.path);
            assert!((field.find_error)("party").is_some(), "{}", field.path);
        }
    }
}
