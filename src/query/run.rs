//! Runs a query on an index: which events it lets through, how well each fits, where it matched. Never reads a query
//! from text.

use super::fuzzy::{Found as Places, Needle};
use super::index::{Index, Row};
use super::parts::{Hit, Manner, Place, Query, Test, Word};
use crate::text::hangul;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The events, best first.
    pub hits: Vec<Hit>,
    /// The plain words as they were read where the ones typed found nothing: those that the same keys give on the
    /// other keyboard layout, as `mou` for `ㅡㅐㅕ`.
    pub read_as: Option<String>,
}

/// A term with what its words found in the index.
struct Asked<'a> {
    not: bool,
    any: Vec<(&'a Test, Option<Seen>)>,
}

/// What a word found, by the terms of the index.
struct Seen {
    found: Vec<Option<Places>>,
    place: Place,
    /// Whether only ids count: what was typed is one.
    ids: bool,
}

impl Index {
    /// The events that `query` lets through on the day `today`, best first, equals in the order of the timeline. Only
    /// plain words rank; a query of fields alone, or an empty one, gives the order of the timeline.
    pub fn run(&self, query: &Query, today: NaiveDate) -> Vec<Hit> {
        let groups: Vec<Vec<Asked<'_>>> =
            query.groups.iter().map(|group| group.iter().map(|term| self.ask(term)).collect()).collect();
        let mut hits: Vec<Hit> =
            (0..self.len()).filter_map(|entry| self.hit(entry, &groups, today)).collect();
        hits.sort_by_key(|hit| (Reverse(hit.score), hit.entry));
        hits
    }

    /// As [`Self::run`]; what finds nothing is tried once with those plain words that occur nowhere read as typed on
    /// the other keyboard layout.
    pub fn search(&self, query: &Query, today: NaiveDate) -> Found {
        let hits = self.run(query, today);
        if hits.is_empty()
            && let Some(other) = self.on_the_other_layout(query)
        {
            let hits = self.run(&other, today);
            if !hits.is_empty() {
                let words: Vec<&str> = other.plain_words().map(|word| word.typed.as_str()).collect();
                return Found { hits, read_as: Some(words.join(" ")) };
            }
        }
        Found { hits, read_as: None }
    }

    /// `None` where no word can be read otherwise.
    fn on_the_other_layout(&self, query: &Query) -> Option<Query> {
        let mut other = query.clone();
        let mut changed = false;
        for word in other.plain_words_mut() {
            if let Some(swapped) = swapped(word).filter(|_| !self.occurs(word)) {
                (*word, changed) = (swapped, true);
            }
        }
        changed.then_some(other)
    }

    fn occurs(&self, word: &Word) -> bool {
        self.find(&Needle::new(&word.text), word.manner, word.place).iter().any(Option::is_some)
    }

    fn ask<'a>(&self, term: &'a super::parts::Term) -> Asked<'a> {
        let ask = |test: &'a Test| match test {
            Test::Word(word) => (test, Some(self.look_for(word))),
            _ => (test, None),
        };
        Asked { not: term.not, any: term.any.iter().map(ask).collect() }
    }

    fn look_for(&self, word: &Word) -> Seen {
        let place = word.place;
        let found = self.find(&Needle::new(&word.text), word.manner, place);
        let ids = place != Place::Anywhere && self.found_id(place, &found);
        Seen { found, place, ids }
    }

    fn hit(&self, entry: usize, groups: &[Vec<Asked<'_>>], today: NaiveDate) -> Option<Hit> {
        let mut hit = Hit::all(entry);
        for group in groups {
            hit.score += group.iter().filter_map(|term| self.score(entry, term, today)).max()?;
        }
        for (test, seen) in groups.iter().flatten().filter(|term| !term.not).flat_map(|term| &term.any) {
            match seen {
                Some(seen) => self.matching(entry, seen).for_each(|(row, at)| hit.add(row.field, &at.at)),
                None => {
                    let shown = self.shown(entry, test).filter(|_| self.holds(entry, test, today));
                    if let Some((field, letters)) = shown {
                        hit.add(field, &(0..letters).collect::<Vec<_>>());
                    }
                }
            }
        }
        hit.matches.sort_by_key(|found| found.field);
        Some(hit)
    }

    /// How well the event satisfies the term; `None` where it does not.
    fn score(&self, entry: usize, term: &Asked<'_>, today: NaiveDate) -> Option<i64> {
        let scores = term.any.iter().filter_map(|(test, seen)| match seen {
            None => self.holds(entry, test, today).then_some(0),
            // That an event has the value asked for makes it no better than another that has it.
            Some(seen) if seen.place != Place::Anywhere => self.matching(entry, seen).next().map(|_| 0),
            Some(seen) => self.matching(entry, seen).map(|(row, at)| at.score * row.weight / 100).max(),
        });
        let best = scores.max();
        if term.not { best.is_none().then_some(0) } else { best }
    }

    /// The fields of the event that a word was found in.
    fn matching<'a>(&'a self, entry: usize, seen: &'a Seen) -> impl Iterator<Item = (&'a Row, &'a Places)> {
        let any = seen.place == Place::Anywhere;
        let rows = self.rows(entry, seen.place).iter();
        let rows = rows.filter(move |row| any || row.place == seen.place && (row.id || !seen.ids));
        rows.filter_map(|row| Some((row, seen.found[row.term].as_ref()?)))
    }
}

/// The word as the same keys give it on the other layout. `None` for one of a single letter, in both scripts, or that
/// no Korean word is.
fn swapped(word: &Word) -> Option<Word> {
    let typed = &word.typed;
    let korean = typed.chars().any(|c| hangul::keys_of(c).is_some());
    let latin = typed.chars().any(|c| c.is_ascii_alphabetic());
    let other = match (korean, latin) {
        (true, false) => hangul::latin_of(typed),
        (false, true) => hangul::hangul_of(typed),
        _ => return None,
    };
    // One syllable is several keys.
    let letters = [typed, &other].map(|text| text.chars().filter(|c| c.is_alphabetic()).count());
    let nonsense = latin && other.chars().any(hangul::is_lone_vowel);
    if nonsense || letters.into_iter().max() < Some(2) {
        return None;
    }
    Word::new(&other, Manner::Fuzzy, word.place)
}
