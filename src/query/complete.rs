//! Completion of a filter that is being typed: field names, and the values that occur in the timeline. Never changes the
//! line.

use super::fields::FIELDS;
use super::fuzzy::{FoldedText, Needle};
use super::suggestions::SuggestedValue;
use super::tokenizer::{FilterToken, TermToken, tokenize};
use super::types::MatchMode;
use crate::model::Timeline;
use crate::text::{clean_line, fold, hangul};
use std::cmp::Reverse;

/// Maximum number of candidates.
const MAX_CANDIDATES: usize = 50;

/// The candidates at the cursor, and the characters that they replace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Index of the first character to replace.
    pub start: usize,
    /// End of the characters to replace, exclusive.
    pub end: usize,
    /// 1 to 50 candidates, best first.
    pub candidates: Vec<CompletionCandidate>,
}

/// A text that can be inserted at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionCandidate {
    /// The text to insert, quoted if necessary.
    pub text: String,
    /// A short description.
    pub about: String,
}

/// Completes the filter `text` at `caret`, the number of characters before the cursor: a field name at the start of a
/// word, or a value of `timeline` after a field's colon. `None` if there are no candidates.
pub fn complete(text: &str, caret: usize, timeline: &Timeline) -> Option<Completion> {
    let chars: Vec<char> = text.chars().collect();
    let caret = caret.min(chars.len());
    let tokens = tokenize(text);
    let term = tokens.iter().find_map(|token| match token {
        FilterToken::Term(term) if term.start <= caret && caret <= term.end => Some(term),
        _ => None,
    });
    let typed_since = |start: usize| -> String { chars[start.min(caret)..caret].iter().collect() };
    let (start, end, candidates) = match term {
        None => (caret, caret, field_candidates("")),
        Some(TermToken { field: Some(prefix), .. }) if caret < prefix.start => {
            (prefix.start, prefix.end, Vec::new())
        }
        Some(TermToken { field: Some(prefix), .. }) if caret < prefix.end => {
            (prefix.start, prefix.end, field_candidates(&typed_since(prefix.start)))
        }
        Some(term @ TermToken { field: Some(prefix), .. }) => {
            let value = term.values.iter().rfind(|value| value.start <= caret)?;
            let field = FIELDS.iter().find(|field| field.name == fold(&prefix.name))?;
            let candidates = value_candidates((field.suggest)(timeline), &typed_since(value.start));
            (value.start, value.end, candidates)
        }
        Some(term) => {
            let value = term.values.first().filter(|value| !value.quoted && value.start <= caret)?;
            (value.start, value.end, field_candidates(&typed_since(value.start)))
        }
    };
    (!candidates.is_empty()).then_some(Completion { start, end, candidates })
}

/// The fields whose names start with `typed`, which may have been typed on the Korean layout.
fn field_candidates(typed: &str) -> Vec<CompletionCandidate> {
    let typed = fold(&hangul::to_latin_keys(typed));
    let fields = FIELDS.iter().filter(|field| field.name.starts_with(&typed));
    let candidate =
        |name, about: &str| CompletionCandidate { text: format!("{name}:"), about: about.to_owned() };
    fields.map(|field| candidate(field.name, field.about)).collect()
}

/// The values that match `typed`, best first; all values if nothing is typed.
fn value_candidates(suggestions: Vec<SuggestedValue>, typed: &str) -> Vec<CompletionCandidate> {
    let typed = typed.trim_start_matches(|c| fold(&String::from(c)) == "\"");
    let word = fold(&hangul::normalize_needle(&clean_line(typed)));
    let mut ranked: Vec<(i64, SuggestedValue)> = Vec::new();
    let needle = (!word.is_empty()).then(|| Needle::new(&word));
    for suggestion in suggestions {
        let Some(needle) = &needle else {
            ranked.push((0, suggestion));
            continue;
        };
        let names = std::iter::once(&suggestion.text).chain(&suggestion.search_names);
        let ranks = names.filter_map(|name| {
            // A name that starts with the word ranks above a name that contains it.
            if fold(name).starts_with(&word) {
                return Some(9);
            }
            Some(FoldedText::new(name).find(needle, MatchMode::Fuzzy)?.score / 1000)
        });
        if let Some(rank) = ranks.max() {
            ranked.push((rank, suggestion));
        }
    }
    ranked.sort_by_key(|(rank, _)| Reverse(*rank));
    let candidates = ranked.into_iter().filter_map(|(_, suggestion)| {
        Some(CompletionCandidate {
            text: quote_value(&suggestion.text)?,
            about: clean_line(&suggestion.about),
        })
    });
    candidates.take(MAX_CANDIDATES).collect()
}

/// Quotes a value if the filter language requires it. `None` if it contains a quote itself.
fn quote_value(value: &str) -> Option<String> {
    let value = clean_line(value);
    let folded = fold(&value);
    if folded.contains('"') {
        return None;
    }
    let has_operator = folded.starts_with(['\'', '^', '!']) || folded.ends_with('$');
    let is_plain = !has_operator && !folded.contains([' ', ',', '|']);
    Some(if is_plain { value } else { format!("\"{value}\"") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Event, EventSource, Kind, Origin, Source, StoreLayer};
    use crate::query::help;

    fn timeline() -> Timeline {
        let actor = |id: &str, name: &str, ko: &str, kind, country: Option<&str>| Actor {
            id: id.into(),
            name: name.into(),
            name_ko: Some(ko.into()),
            kind,
            country: country.map(str::to_owned),
            aliases: vec![format!("Old {name}")],
            ambiguous: Vec::new(),
            successor: None,
        };
        let actors = vec![
            actor("tide", "Tide Office", "조류국", ActorKind::Agency, None),
            actor("river", "River Tide", "강센터", ActorKind::Agency, None),
            actor("idle", "Tide Nobody", "무", ActorKind::Agency, None),
            actor("korea", "Republic of Korea", "대한민국", ActorKind::State, Some("KR")),
        ];
        let event = |id: &str, date: &str, kind, actors: &[&str]| Event {
            date: date.parse().ok(),
            actors: actors.iter().map(ToString::to_string).collect(),
            countries: vec!["KR".into()],
            topics: vec!["a, b".into()],
            ..Event::new(id, kind, id)
        };
        let mut talks = event("talks", "2022/2023-02", Kind::Dialogue, &["river"]);
        talks.place = Some("Seoul".into());
        talks.place_ko = Some("서울".into());
        talks.sources = vec![EventSource { source: "post".into(), quote: None }];
        let events = vec![
            talks,
            event("pact", "2023-05", Kind::Mou, &["tide", "river"]),
            event("memo", "../2024", Kind::Mou, &["river"]),
        ];
        let post = Source { id: "post".into(), publisher: Some("The Post".into()), ..Source::default() };
        Timeline::new([(
            Origin::Own,
            StoreLayer { events, actors, sources: vec![post], ..StoreLayer::default() },
        )])
    }

    /// The candidates at the cursor (`^` in the text), and the range that they replace.
    fn candidates_at(marked: &str) -> Option<(usize, usize, Vec<String>)> {
        let caret = marked.chars().position(|c| c == '^').unwrap();
        let text = marked.replacen('^', "", 1);
        let found = complete(&text, caret, &timeline())?;
        Some((found.start, found.end, found.candidates.into_iter().map(|one| one.text).collect()))
    }

    #[test]
    fn candidates_fit_the_text_before_the_cursor() {
        let table: [(&str, usize, usize, &[&str]); 23] = [
            ("k^", 0, 1, &["kind:"]),
            ("mou !ki^ x", 5, 7, &["kind:"]),
            ("ㅏ^", 0, 1, &["kind:"]),
            ("pl^ace:x", 0, 6, &["place:"]),
            ("kind:m^", 5, 6, &["mou"]),
            ("한미 kind:dialogue|m^ou x", 17, 20, &["mou"]),
            ("topic:x|^", 8, 8, &["\"a, b\""]),
            ("kind:양해^", 5, 7, &["mou"]),
            ("kind:s^", 5, 6, &["summit", "statement", "sanction"]),
            ("actor:ti^", 6, 8, &["tide", "river"]),
            ("actor:^", 6, 6, &["river", "tide"]),
            ("actor:조류^", 6, 8, &["tide"]),
            ("actor:ㄱㅅㅌ^", 6, 9, &["river"]),
            ("actor:\"old t^", 6, 12, &["tide"]),
            ("actor:\"old t^x\" z", 6, 14, &["tide"]),
            ("topic:^", 6, 6, &["\"a, b\""]),
            ("country:repub^", 8, 13, &["KR"]),
            ("place:서^", 6, 7, &["Seoul"]),
            ("source:^", 7, 7, &["\"The Post\""]),
            ("year:^", 5, 5, &["2024", "2023", "2022"]),
            ("year:202^", 5, 8, &["2024", "2023", "2022"]),
            ("has:no^", 4, 6, &["note"]),
            ("is:o^", 3, 4, &["open", "ongoing", "overdue", "own"]),
        ];
        for (marked, start, end, want) in table {
            let want: Vec<String> = want.iter().map(ToString::to_string).collect();
            assert_eq!(candidates_at(marked), Some((start, end, want)), "{marked}");
        }
        for marked in ["nakasone^", "kind:xyz^", "foo:b^", "'k^", "\"k^", "actor:idle^"] {
            assert_eq!(candidates_at(marked), None, "{marked}");
        }
    }

    #[test]
    fn every_candidate_has_a_description_and_parses() {
        let timeline = timeline();
        let about = |text: &str| {
            let all = complete(text, text.chars().count(), &timeline).unwrap().candidates;
            all.into_iter().map(|one| one.about).collect::<Vec<_>>()
        };
        assert_eq!(about("kind:m"), ["2 events"]);
        assert_eq!(about("actor:ri"), ["River Tide, 3 events"]);
        assert_eq!(about("country:"), ["Republic of Korea, 3 events"]);
        assert_eq!(about("year:2023"), ["2 events"]);
        assert_eq!(about("has:sou"), ["a source, 1 event"]);
        let fields = complete("", 0, &timeline).unwrap().candidates;
        for field in fields.iter().map(|one| one.text.as_str()) {
            let values = complete(field, 99, &timeline).map(|found| found.candidates);
            for value in values.into_iter().flatten() {
                let line = format!("{field}{}", value.text);
                assert!(crate::query::Query::parse(&line).is_ok(), "{line}");
                assert!(!value.about.is_empty(), "{line}");
            }
        }
        assert!(fields.len() >= 12);
    }

    #[test]
    fn the_syntax_in_help_parses() {
        for row in FIELDS {
            let (syntax, _) = help().iter().find(|(syntax, _)| syntax.starts_with(row.name)).unwrap();
            assert!(syntax.starts_with(&format!("{}:", row.name)), "{syntax}");
        }
        for quality in super::super::fields::PROPERTIES {
            let (field, word) = quality.field_and_word();
            let (_, about) =
                help().iter().find(|(syntax, _)| syntax.starts_with(&format!("{field}:"))).unwrap();
            assert!(about.split([',', ';', ' ']).any(|said| said == word), "{field}:{word}");
        }
        for written in [
            "year:2022..2023",
            "date:2022-08",
            "before:2022-08",
            "after:2022-08",
            "has:commitment",
            "is:open",
        ] {
            assert!(help().iter().any(|(syntax, _)| *syntax == written), "{written}");
            assert!(crate::query::Query::parse(written).is_ok(), "{written}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_cursor_in_any_line_gives_a_valid_range(
            text in "([a-z:|!'\"^$, ㅂ사]|kind:|actor:\"){0,12}",
            caret in 0usize..20,
        ) {
            let letters = text.chars().count();
            if let Some(found) = complete(&text, caret, &timeline()) {
                proptest::prop_assert!(found.start <= found.end && found.end <= letters);
                proptest::prop_assert!(!found.candidates.is_empty() && found.candidates.len() <= MAX_CANDIDATES);
            }
        }
    }
}
