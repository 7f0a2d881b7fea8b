//! What a filter that is being typed may become at its caret: names of fields, and the values that events have. Never
//! changes the line.

use super::fields::FIELDS;
use super::fuzzy::{FoldedText, Needle};
use super::parts::MatchMode;
use super::suggestions::SuggestedValue;
use super::tokenizer::{FilterToken, TermToken, tokenize};
use crate::model::Timeline;
use crate::text::{clean_line, fold, hangul};
use std::cmp::Reverse;

/// The most that is offered.
const MAX_CANDIDATES: usize = 50;

/// What can stand at the caret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The first character that a candidate replaces.
    pub start: usize,
    /// The character behind the last that it replaces.
    pub end: usize,
    /// Best first; at least one, at most 50.
    pub candidates: Vec<CompletionCandidate>,
}

/// One thing that can stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionCandidate {
    /// What is put into the line; a value with spaces comes in quotes.
    pub text: String,
    /// A few words about it.
    pub about: String,
}

/// What the filter `text` may become at `caret`, a number of characters before it: a field where a word begins, a
/// value of `timeline` behind a field's colon. `None` where nothing is known that begins so.
pub fn complete(text: &str, caret: usize, timeline: &Timeline) -> Option<Completion> {
    let letters: Vec<char> = text.chars().collect();
    let caret = caret.min(letters.len());
    let parts = tokenize(text);
    let term = parts.iter().find_map(|part| match part {
        FilterToken::Term(typed) if typed.start <= caret && caret <= typed.end => Some(typed),
        _ => None,
    });
    let typed = |start: usize| -> String { letters[start.min(caret)..caret].iter().collect() };
    let (start, end, candidates) = match term {
        None => (caret, caret, field_candidates("")),
        Some(TermToken { field: Some(head), .. }) if caret < head.end => (
            head.start,
            head.end,
            if caret < head.start { Vec::new() } else { field_candidates(&typed(head.start)) },
        ),
        Some(term @ TermToken { field: Some(head), .. }) => {
            let piece = term.values.iter().rfind(|piece| piece.start <= caret)?;
            let row = FIELDS.iter().find(|row| row.name == fold(&head.name))?;
            (piece.start, piece.end, value_candidates((row.suggest)(timeline), &typed(piece.start)))
        }
        Some(term) => {
            let piece = term.values.first().filter(|piece| !piece.quoted && piece.start <= caret)?;
            (piece.start, piece.end, field_candidates(&typed(piece.start)))
        }
    };
    (!candidates.is_empty()).then_some(Completion { start, end, candidates })
}

/// The fields that begin so; also where the Korean layout was on.
fn field_candidates(typed: &str) -> Vec<CompletionCandidate> {
    let typed = fold(&hangul::to_latin_keys(typed));
    let rows = FIELDS.iter().filter(|row| row.name.starts_with(&typed));
    rows.map(|row| CompletionCandidate { text: format!("{}:", row.name), about: row.about.to_owned() })
        .collect()
}

/// The values that may be meant: without a letter all, else the better they fit the earlier.
fn value_candidates(offers: Vec<SuggestedValue>, typed: &str) -> Vec<CompletionCandidate> {
    let typed = typed.trim_start_matches(|c| fold(&String::from(c)) == "\"");
    let word = fold(&hangul::normalize_needle(&clean_line(typed)));
    let mut ranked: Vec<(i64, SuggestedValue)> = Vec::new();
    let needle = (!word.is_empty()).then(|| Needle::new(&word));
    for offer in offers {
        let Some(needle) = &needle else {
            ranked.push((0, offer));
            continue;
        };
        let names = std::iter::once(&offer.text).chain(&offer.search_names);
        let fits = names.filter_map(|name| {
            let begins = fold(name).starts_with(&word);
            // What begins so comes before what holds such a word somewhere, and that before a likeness.
            let rank =
                if begins { 9 } else { FoldedText::new(name).find(needle, MatchMode::Fuzzy)?.score / 1000 };
            Some(rank)
        });
        if let Some(rank) = fits.max() {
            ranked.push((rank, offer));
        }
    }
    ranked.sort_by_key(|(rank, _)| Reverse(*rank));
    let candidates = ranked.into_iter().filter_map(|(_, offer)| {
        Some(CompletionCandidate { text: quote_value(&offer.text)?, about: clean_line(&offer.about) })
    });
    candidates.take(MAX_CANDIDATES).collect()
}

/// The value as it has to be written. `None` where no quotes can hold it.
fn quote_value(value: &str) -> Option<String> {
    let value = clean_line(value);
    let folded = fold(&value);
    if folded.contains('"') {
        return None;
    }
    let signs = folded.starts_with(['\'', '^', '!']) || folded.ends_with('$');
    let plain = !signs && !folded.contains([' ', ',', '|']);
    Some(if plain { value } else { format!("\"{value}\"") })
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

    /// What is offered where the caret (`^` in the text) stands: the range, and the candidates.
    fn offered(marked: &str) -> Option<(usize, usize, Vec<String>)> {
        let caret = marked.chars().position(|c| c == '^').unwrap();
        let text = marked.replacen('^', "", 1);
        let found = complete(&text, caret, &timeline())?;
        Some((found.start, found.end, found.candidates.into_iter().map(|one| one.text).collect()))
    }

    #[test]
    fn what_may_stand_at_the_caret_is_offered() {
        let table: [(&str, usize, usize, &[&str]); 22] = [
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
            ("source:^", 7, 7, &["\"The Post\""]),
            ("year:^", 5, 5, &["2024", "2023", "2022"]),
            ("year:202^", 5, 8, &["2024", "2023", "2022"]),
            ("has:no^", 4, 6, &["note"]),
            ("is:o^", 3, 4, &["open", "ongoing", "overdue", "own"]),
        ];
        for (marked, start, end, want) in table {
            let want: Vec<String> = want.iter().map(ToString::to_string).collect();
            assert_eq!(offered(marked), Some((start, end, want)), "{marked}");
        }
        for marked in ["nakasone^", "kind:xyz^", "foo:b^", "'k^", "\"k^", "actor:idle^"] {
            assert_eq!(offered(marked), None, "{marked}");
        }
    }

    #[test]
    fn a_candidate_says_something_and_can_be_taken() {
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
    fn help_names_every_field_by_something_that_can_be_typed() {
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
        fn any_caret_in_any_line_gives_a_place_in_it(
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
