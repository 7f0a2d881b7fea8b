//! Parses the compiled-in tables.

use serde::Deserialize;

/// Parses a table of `data/loader/`.
pub(in crate::loader) fn parse_table<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    #[expect(
        clippy::expect_used,
        reason = "the tables are compiled in, and the test of their rows parses them"
    )]
    toml::from_str(text).expect("a table of data/loader is valid TOML")
}

#[cfg(test)]
mod tests {
    use crate::text::fold;
    use toml::Value;

    const TABLES: [(&str, &str); 7] = [
        ("actors.toml", include_str!("../../../data/loader/actors.toml")),
        ("boilerplate.toml", include_str!("../../../data/loader/boilerplate.toml")),
        ("header.toml", include_str!("../../../data/loader/header.toml")),
        ("landmarks.toml", include_str!("../../../data/loader/landmarks.toml")),
        ("lexicon.toml", include_str!("../../../data/loader/lexicon.toml")),
        ("phrasing.toml", include_str!("../../../data/loader/phrasing.toml")),
        ("titles.toml", include_str!("../../../data/loader/titles.toml")),
    ];

    fn texts(value: &Value) -> Vec<&str> {
        value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
    }

    /// Adds the faults of every row in `value`: a row is a table with `phrases`, `names` or `words`.
    fn check_rows(place: &str, value: &Value, faults: &mut Vec<String>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| check_rows(place, value, faults)),
            Value::Table(row) => {
                if let Some(phrases) = ["phrases", "names", "words"].iter().find_map(|key| row.get(*key)) {
                    let phrases = texts(phrases);
                    let examples = row.get("examples").map(texts).unwrap_or_default();
                    let first = phrases.first().copied().unwrap_or_default();
                    if examples.is_empty() {
                        faults.push(format!("{place}: no examples of {first:?}"));
                    }
                    let folded = row.get("as_written").and_then(Value::as_bool) != Some(true);
                    for phrase in phrases.iter().filter(|phrase| folded && **phrase != fold(phrase)) {
                        faults.push(format!("{place}: {phrase:?} is not folded"));
                    }
                    for example in examples {
                        let text = if folded { fold(example) } else { example.to_owned() };
                        let text = format!(" {text} ");
                        if !phrases.iter().any(|phrase| text.contains(phrase.trim_end_matches('*'))) {
                            faults.push(format!("{place}: {example:?} has none of the phrases"));
                        }
                    }
                }
                for (name, value) in row.iter().filter(|(_, value)| value.is_table() || value.is_array()) {
                    check_rows(&format!("{place} {name}"), value, faults);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn every_row_has_examples_with_its_phrases() {
        let mut faults = Vec::new();
        for (name, text) in TABLES {
            check_rows(name, &Value::Table(text.parse().unwrap()), &mut faults);
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
