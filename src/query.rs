//! The filter: words in, ranked hits out, with the places that matched. Never draws, never changes the timeline.

mod fuzzy;
mod index;

pub use index::{Field, Index};

use crate::text::{clean_line, fold};
use fuzzy::{Found, Needle};
use std::cmp::Reverse;

/// What a person typed as a filter: words, every one of which an event has to match somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    /// Reads a filter. Words are split at spaces; case, accents and full width do not count.
    pub fn parse(text: &str) -> Self {
        Self { words: fold(&clean_line(text)).split_whitespace().map(str::to_owned).collect() }
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, folded.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

/// An event that a query lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where the event stands in the timeline's entries.
    pub entry: usize,
    /// How well it fits; only the order of scores means anything.
    pub score: i64,
    /// Where it matched, one row a field, in the order of the fields.
    pub matches: Vec<Match>,
}

/// The letters of a field that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Which field.
    pub field: Field,
    /// Numbers of characters in the field's text, ascending. Empty where another name of an actor matched.
    pub at: Vec<usize>,
}

impl Index {
    /// The events that `query` lets through, best first, equals in the order of the timeline. An empty query lets
    /// everything through, in that order.
    pub fn run(&self, query: &Query) -> Vec<Hit> {
        let found: Vec<Vec<Option<Found>>> =
            query.words.iter().map(|word| self.find(&Needle::new(word))).collect();
        let mut hits: Vec<Hit> = (0..self.len()).filter_map(|entry| self.hit(entry, &found)).collect();
        hits.sort_by_key(|hit| (Reverse(hit.score), hit.entry));
        hits
    }

    /// `found` has a row a word: what it finds in each of the index's terms.
    fn hit(&self, entry: usize, found: &[Vec<Option<Found>>]) -> Option<Hit> {
        let rows = self.rows(entry);
        let mut score = 0;
        for found in found {
            let scores =
                rows.iter().filter_map(|row| Some(found[row.term].as_ref()?.score * row.weight / 100));
            score += scores.max()?;
        }
        let mut hit = Hit { entry, score, matches: Vec::new() };
        for found in found {
            for (row, found) in rows.iter().filter_map(|row| Some((row, found[row.term].as_ref()?))) {
                hit.add(row.field, &found.at);
            }
        }
        hit.matches.sort_by_key(|found| found.field);
        Some(hit)
    }
}

impl Hit {
    /// What a query without words gives of an event: it is let through, and nothing of it matched.
    pub fn all(entry: usize) -> Self {
        Self { entry, score: 0, matches: Vec::new() }
    }

    fn add(&mut self, field: Field, at: &[usize]) {
        match self.matches.iter_mut().find(|found| found.field == field) {
            Some(found) => {
                found.at.extend(at);
                found.at.sort_unstable();
                found.at.dedup();
            }
            None => self.matches.push(Match { field, at: at.to_vec() }),
        }
    }

    /// The letters of `field` that matched; none where it did not.
    pub fn at(&self, field: Field) -> &[usize] {
        self.matches.iter().find(|found| found.field == field).map_or(&[], |found| &found.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Event, Kind, Layer, Origin, Timeline};

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
        let layer = Layer { events, actors: vec![actor], ..Layer::default() };
        Index::new(&Timeline::new([(Origin::Own, layer)]))
    }

    fn event(title: &str) -> Event {
        Event { date: "2022-08-18".parse().ok(), ..Event::new(crate::text::slug(title), Kind::Mou, title) }
    }

    fn matched(index: &Index, query: &str) -> usize {
        index.run(&Query::parse(query)).len()
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
    fn a_slip_of_the_finger_is_forgiven_a_scatter_of_letters_is_not() {
        let index = index(vec![event("Nakasone visits Seoul"), event("Money of unknown origin moved out")]);
        assert_eq!(matched(&index, "nakasne"), 1);
        assert_eq!(matched(&index, "nksn"), 0);
        assert_eq!(matched(&index, "visis"), 1);
        assert_eq!(index.run(&Query::parse("moou")).len(), 0);
    }

    #[test]
    fn matched_letters_are_places_in_the_title() {
        let index = index(vec![event("Café talks: “MOU” signed")]);
        let hits = index.run(&Query::parse("cafe mou"));
        assert_eq!(hits[0].at(Field::Title), [0, 1, 2, 3, 13, 14, 15]);
    }

    #[test]
    fn an_actor_answers_to_all_its_names() {
        let mut first = event("Commands sign");
        first.actors = vec!["cybercom".into()];
        let index = index(vec![first, event("Other")]);
        for query in ["uscybercom", "사이버사령부", "cyber command", "미 사이버"] {
            let hits = index.run(&Query::parse(query));
            assert_eq!(hits.len(), 1, "{query}");
            assert!(hits[0].matches.iter().any(|found| found.field == Field::Actor(0)), "{query}");
        }
    }

    #[test]
    fn korean_matches_inside_a_word() {
        let mut first = event("Title");
        first.title_ko = Some("한미사이버작전 양해각서".into());
        let index = index(vec![first]);
        let hits = index.run(&Query::parse("\u{1109}\u{1161}이버"));
        assert_eq!(hits[0].at(Field::TitleKo), [2, 3, 4]);
    }

    #[test]
    fn a_whole_word_comes_before_a_part_of_one() {
        let index = index(vec![event("Commanders meet"), event("A command is made")]);
        let hits = index.run(&Query::parse("command"));
        assert_eq!(hits.iter().map(|hit| hit.entry).collect::<Vec<_>>(), [0, 1], "entries are sorted by id");
        assert_eq!(hits[0].entry, 0);
        assert!(hits[0].score > hits[1].score);
    }
}
