//! Checks of single words: dates that are dates, kinds that are kinds. They look at a file before its rows are read, so
//! that one wrong word is not all that is said of it. Never looks at rows.

use crate::model::{ActorKind, CommitmentNature, Edtf, Kind, Recurrence, Relation, Scope, Status};
use crate::store::reader::{KeyPositions, Substitution};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// A field that holds one word of a known form.
struct ValueRule {
    /// Its path, with `*` for the number of a row.
    path: &'static str,
    /// What is wrong with a word, if anything.
    find_error: fn(&str) -> Option<String>,
    /// A word that fits and gives no cause for any other finding.
    placeholder: &'static str,
}

/// An open date is before and after every other.
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
    ValueRule {
        path: "event.*.link.*.relation",
        find_error: parse_error::<Relation>,
        placeholder: "\"implements\"",
    },
    ValueRule { path: "actor.*.kind", find_error: parse_error::<ActorKind>, placeholder: "\"state\"" },
];

/// Why `word` is no `T`, as reading the store would say it, in at most 300 characters: the word may be an article.
fn parse_error<T: DeserializeOwned>(word: &str) -> Option<String> {
    let reader: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(reader).err().map(|error| error.to_string().chars().take(300).collect())
}

/// Every wrong word of a file: its path, what is wrong, and what to read in its place; in the order of the file.
pub(super) fn find_invalid_values(positions: &KeyPositions<'_>) -> Vec<(String, String, Substitution)> {
    let mut wrong = Vec::new();
    for (path, word) in positions.string_values() {
        let Some(field) = VALUE_RULES.iter().find(|field| matches_path(field.path, path)) else { continue };
        if let Some(what) = (field.find_error)(word)
            && let Some(span) = positions.span(path)
        {
            wrong.push((path.to_owned(), what, (span, field.placeholder)));
        }
    }
    wrong.sort_by_key(|(.., (span, _))| span.start);
    wrong
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
    fn every_field_that_is_not_any_text_has_a_rule() {
        for spec in EVENT_FIELDS {
            let mut row: toml::Table = toml::from_str("id = \"a\"\nkind = \"mou\"\ntitle = \"A\"").unwrap();
            row.insert(spec.key.into(), "party".into());
            // Numbers, lists and tables are no strings; what is wrong with them the reader says.
            let error = row.try_into::<Event>().err().map(|error| error.to_string());
            let is_word = error.is_some_and(|error| !error.contains("invalid type"));
            let path = format!("event.*.{}", spec.key);
            assert_eq!(VALUE_RULES.iter().any(|rule| rule.path == path), is_word, "{}", spec.key);
        }
    }

    #[test]
    fn what_stands_in_for_a_wrong_word_is_right() {
        for field in VALUE_RULES {
            let word = field.placeholder.trim_matches('"');
            assert_eq!((field.find_error)(word), None, "{}", field.path);
            assert!((field.find_error)("party").is_some(), "{}", field.path);
        }
    }
}
