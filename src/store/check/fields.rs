//! Checks of single words: dates that are dates, kinds that are kinds. They look at a file before its rows are read, so
//! that one wrong word is not all that is said of it. Never looks at rows.

use crate::model::{ActorKind, Edtf, Kind, Relation, Scope, Status};
use crate::store::file::{Mend, Positions};
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

/// A field that holds one word of a known form.
struct Field {
    /// Its path, with `*` for the number of a row.
    path: &'static str,
    /// What is wrong with a word, if anything.
    flaw: fn(&str) -> Option<String>,
    /// A word that fits and gives no cause for any other finding.
    instead: &'static str,
}

/// An open date is before and after every other.
const ANY_DATE: &str = "\"../9999\"";

const FIELDS: &[Field] = &[
    Field { path: "event.*.date", flaw: flaw::<Edtf>, instead: ANY_DATE },
    Field { path: "event.*.commitment.*.due", flaw: flaw::<Edtf>, instead: ANY_DATE },
    Field { path: "source.*.published", flaw: flaw::<Edtf>, instead: ANY_DATE },
    Field { path: "event.*.kind", flaw: flaw::<Kind>, instead: "\"policy\"" },
    Field { path: "event.*.scope", flaw: flaw::<Scope>, instead: "\"core\"" },
    Field { path: "event.*.status", flaw: flaw::<Status>, instead: "\"draft\"" },
    Field { path: "event.*.link.*.relation", flaw: flaw::<Relation>, instead: "\"implements\"" },
    Field { path: "actor.*.kind", flaw: flaw::<ActorKind>, instead: "\"state\"" },
];

/// Why `word` is no `T`, as reading the store would say it, in at most 300 characters: the word may be an article.
fn flaw<T: DeserializeOwned>(word: &str) -> Option<String> {
    let reader: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(reader).err().map(|error| error.to_string().chars().take(300).collect())
}

/// Every wrong word of a file: its path, what is wrong, and what to read in its place; in the order of the file.
pub(super) fn wrong(positions: &Positions<'_>) -> Vec<(String, String, Mend)> {
    let mut wrong = Vec::new();
    for (path, word) in positions.words() {
        let Some(field) = FIELDS.iter().find(|field| fits(field.path, path)) else { continue };
        if let Some(what) = (field.flaw)(word)
            && let Some(span) = positions.span(path)
        {
            wrong.push((path.to_owned(), what, (span, field.instead)));
        }
    }
    wrong.sort_by_key(|(.., (span, _))| span.start);
    wrong
}

fn fits(pattern: &str, path: &str) -> bool {
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

    #[test]
    fn what_stands_in_for_a_wrong_word_is_right() {
        for field in FIELDS {
            let word = field.instead.trim_matches('"');
            assert_eq!((field.flaw)(word), None, "{}", field.path);
            assert!((field.flaw)("party").is_some(), "{}", field.path);
        }
    }
}
