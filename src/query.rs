//! The filter language: parses a typed line and finds the matching events, ranked, with the characters that matched.
//! Never draws and never changes the timeline.
//!
//! Plain words match fuzzily and must all match; [`help`] lists the operators and fields. An imprecise date matches any
//! date filter it could fall within: `year:2022` matches an event that *may* lie in that year, `before:2022-08` one
//! whose first possible day is before August 1, and `after:2022-08` one whose last possible day is after August 31.
//! An event without a date never matches a date filter, so it does match a negated one.

mod complete;
mod error;
mod fields;
mod fuzzy;
mod index;
mod parse;
mod search;
mod suggestions;
mod tokenizer;
mod types;
mod values;

pub use complete::{Completion, CompletionCandidate, complete};
pub use error::QueryError;
pub use index::Index;
pub use search::SearchResults;
pub use types::{FieldMatch, Hit, Query, SearchField};

use std::sync::OnceLock;

/// The reference of the language: the syntax of each operator and field, and a description, in display order.
pub fn help() -> &'static [(&'static str, &'static str)] {
    static HELP: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    HELP.get_or_init(|| {
        let fields = fields::FIELDS.iter().map(|field| (field.syntax, field.about));
        fields::OPERATORS.iter().copied().chain(fields).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fields::EventField;
    use crate::model::{Actor, ActorKind, Event, Kind, Origin, StoreLayer, Timeline};

    fn index(events: Vec<Event>) -> Index {
        let actor = Actor {
            id: "cybercom".into(),
            name: "US Cyber Command".into(),
            name_ko: Some("미 사이버사령부".into()),
            kind: ActorKind::Agency,
            country: Some("US".into()),
            aliases: vec!["USCYBERCOM".into()],
            ambiguous: Vec::new(),
            successor: None,
        };
        let layer = StoreLayer { events, actors: vec![actor], ..StoreLayer::default() };
        Index::new(&Timeline::new([(Origin::Own, layer)]))
    }

    fn event(title: &str) -> Event {
        Event { date: "2022-08-18".parse().ok(), ..Event::new(crate::text::slug(title), Kind::Mou, title) }
    }

    fn run(index: &Index, query: &str) -> Vec<Hit> {
        index.find_hits(&Query::parse(query).unwrap(), "2022-12-31".parse().unwrap())
    }

    fn matched(index: &Index, query: &str) -> usize {
        run(index, query).len()
    }

    #[test]
    fn every_word_has_to_match_somewhere() {
        let index = index(vec![event("Nakasone visits Seoul"), event("Camp David summit")]);
        let table = [
            ("", 2),
            ("nakasone", 1),
            ("SEOUL naka", 1),
            ("nakasone david", 0),
            ("mou", 2),
            ("2022-08", 2),
            ("2023", 0),
        ];
        for (query, hits) in table {
            assert_eq!(matched(&index, query), hits, "{query:?}");
        }
    }

    #[test]
    fn missing_letters_match_scattered_letters_do_not() {
        let index = index(vec![event("Nakasone visits Seoul"), event("Money of unknown origin moved out")]);
        assert_eq!(matched(&index, "nakasne"), 1);
        assert_eq!(matched(&index, "nksn"), 0);
        assert_eq!(matched(&index, "visis"), 1);
        assert_eq!(run(&index, "moou").len(), 0);
    }

    #[test]
    fn positions_count_characters_of_the_title() {
        let index = index(vec![event("Café talks: “MOU” signed")]);
        let hits = run(&index, "cafe mou");
        assert_eq!(hits[0].matched_positions(SearchField::Text(EventField::Title)), [0, 1, 2, 3, 13, 14, 15]);
    }

    #[test]
    fn an_actor_matches_by_all_its_names() {
        let mut first = event("Commands sign");
        first.actors = vec!["cybercom".into()];
        let index = index(vec![first, event("Other")]);
        for query in ["uscybercom", "사이버사령부", "cyber command", "미 사이버"] {
            let hits = run(&index, query);
            assert_eq!(hits.len(), 1, "{query}");
            assert!(hits[0].matches.iter().any(|found| found.field == SearchField::Actor(0)), "{query}");
        }
    }

    #[test]
    fn korean_matches_inside_a_word() {
        let mut first = event("Title");
        first.title_ko = Some("한미사이버작전 양해각서".into());
        let index = index(vec![first]);
        let hits = run(&index, "\u{1109}\u{1161}이버");
        assert_eq!(hits[0].matched_positions(SearchField::Text(EventField::TitleKo)), [2, 3, 4]);
    }

    #[test]
    fn a_whole_word_ranks_above_a_part_of_one() {
        let index = index(vec![event("Commanders meet"), event("A command is made")]);
        let hits = run(&index, "command");
        assert_eq!(hits.iter().map(|hit| hit.entry).collect::<Vec<_>>(), [0, 1], "entries are sorted by id");
        assert_eq!(hits[0].entry, 0);
        assert!(hits[0].score > hits[1].score);
    }
}
