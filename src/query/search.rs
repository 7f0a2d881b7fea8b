//! Runs a query on an index: which events it lets through, how well each fits, where it matched. Never reads a query
//! from text.

use super::fuzzy::{FuzzyMatch as Places, Needle};
use super::index::{Index, IndexedField, Postings};
use super::parts::{FieldScope, Hit, MatchMode, Predicate, Query, SearchWord};
use crate::text::hangul;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchResults {
    /// The events, best first.
    pub hits: Vec<Hit>,
    /// The plain words as they were read where the ones typed found nothing: those that the same keys give on the
    /// other keyboard layout, as `mou` for `ㅡㅐㅕ`.
    pub read_as: Option<String>,
}

/// A term with what its words found in the index.
struct CompiledTerm<'a> {
    negated: bool,
    predicates: Vec<(&'a Predicate, Option<WordMatches>)>,
}

/// What a word found, by the terms of the index.
struct WordMatches {
    postings: Postings,
    scope: FieldScope,
    /// Whether only ids count: what was typed is one.
    ids_only: bool,
}

impl Index {
    /// The events that `query` lets through on the day `today`, best first, equals in the order of the timeline. Only
    /// plain words rank; a query of fields alone, or an empty one, gives the order of the timeline.
    pub fn find_hits(&self, query: &Query, today: NaiveDate) -> Vec<Hit> {
        let groups: Vec<Vec<CompiledTerm<'_>>> = query
            .groups
            .iter()
            .map(|group| group.iter().map(|term| self.compile_term(term)).collect())
            .collect();
        let mut hits: Vec<Hit> =
            (0..self.len()).filter_map(|entry| self.match_entry(entry, &groups, today)).collect();
        hits.sort_by_key(|hit| (Reverse(hit.score), hit.entry));
        hits
    }

    /// As [`Self::run`]; what finds nothing is tried once with those plain words that occur nowhere read as typed on
    /// the other keyboard layout.
    pub fn search(&self, query: &Query, today: NaiveDate) -> SearchResults {
        let hits = self.find_hits(query, today);
        if hits.is_empty()
            && let Some(other) = self.swap_unmatched_words(query)
        {
            let hits = self.find_hits(&other, today);
            if !hits.is_empty() {
                let words: Vec<&str> = other.plain_words().map(|word| word.as_typed.as_str()).collect();
                return SearchResults { hits, read_as: Some(words.join(" ")) };
            }
        }
        SearchResults { hits, read_as: None }
    }

    /// `None` where no word can be read otherwise.
    fn swap_unmatched_words(&self, query: &Query) -> Option<Query> {
        let mut other = query.clone();
        let mut changed = false;
        for word in other.plain_words_mut() {
            if let Some(swapped) = swap_layout(word).filter(|_| !self.word_occurs(word)) {
                (*word, changed) = (swapped, true);
            }
        }
        changed.then_some(other)
    }

    fn word_occurs(&self, word: &SearchWord) -> bool {
        self.find_in_scope(&Needle::new(&word.folded), word.mode, word.scope).has_matches()
    }

    fn compile_term<'a>(&self, term: &'a super::parts::QueryTerm) -> CompiledTerm<'a> {
        let ask = |test: &'a Predicate| match test {
            Predicate::Word(word) => (test, Some(self.match_word(word))),
            _ => (test, None),
        };
        CompiledTerm { negated: term.negated, predicates: term.predicates.iter().map(ask).collect() }
    }

    fn match_word(&self, word: &SearchWord) -> WordMatches {
        let place = word.scope;
        let finds = self.find_in_scope(&Needle::new(&word.folded), word.mode, place);
        let plain = matches!(word.mode, MatchMode::Fuzzy | MatchMode::Sure);
        let ids = plain && place != FieldScope::Anywhere && self.matches_id(place, &finds);
        WordMatches { postings: finds, scope: place, ids_only: ids }
    }

    fn match_entry(&self, entry: usize, groups: &[Vec<CompiledTerm<'_>>], today: NaiveDate) -> Option<Hit> {
        let mut hit = Hit::unfiltered(entry);
        for group in groups {
            hit.score += group.iter().filter_map(|term| self.score_term(entry, term, today)).max()?;
        }
        for (test, seen) in
            groups.iter().flatten().filter(|term| !term.negated).flat_map(|term| &term.predicates)
        {
            if let Some(seen) = seen {
                self.matching_fields(entry, seen)
                    .for_each(|(row, at)| hit.add_match(row.field, &at.positions));
            } else if let Some((field, letters)) = self.display_span(entry, test)
                && self.predicate_holds(entry, test, today)
            {
                hit.add_match(field, &(0..letters).collect::<Vec<_>>());
            }
        }
        hit.matches.sort_by_key(|found| found.field);
        Some(hit)
    }

    /// How well the event satisfies the term; `None` where it does not.
    fn score_term(&self, entry: usize, term: &CompiledTerm<'_>, today: NaiveDate) -> Option<i64> {
        let scores = term.predicates.iter().filter_map(|(test, seen)| match seen {
            None => self.predicate_holds(entry, test, today).then_some(0),
            // That an event has the value asked for makes it no better than another that has it.
            Some(seen) if seen.scope != FieldScope::Anywhere => {
                self.matching_fields(entry, seen).next().map(|_| 0)
            }
            Some(seen) => self
                .matching_fields(entry, seen)
                .map(|(row, at)| at.score * i64::from(row.weight) / 100)
                .max(),
        });
        let best = scores.max();
        if term.negated { best.is_none().then_some(0) } else { best }
    }

    /// The fields of the event that a word was found in.
    fn matching_fields<'a>(
        &'a self,
        entry: usize,
        seen: &'a WordMatches,
    ) -> impl Iterator<Item = (&'a IndexedField, &'a Places)> {
        let any = seen.scope == FieldScope::Anywhere;
        let rows = self.fields_in(entry, seen.scope).iter();
        let rows = rows.filter(move |row| any || row.scope == seen.scope && (row.is_id || !seen.ids_only));
        rows.filter_map(|row| Some((row, seen.postings.match_for(row)?)))
    }
}

/// The word as the same keys give it on the other layout. `None` for one of a single letter, in both scripts, or that
/// no Korean word is.
fn swap_layout(word: &SearchWord) -> Option<SearchWord> {
    let typed = &word.as_typed;
    let korean = typed.chars().any(|c| hangul::latin_keys(c).is_some());
    let latin = typed.chars().any(|c| c.is_ascii_alphabetic());
    let other = match (korean, latin) {
        (true, false) => hangul::to_latin_keys(typed),
        (false, true) => hangul::to_hangul(typed),
        _ => return None,
    };
    // One syllable is several keys.
    let letters = [typed, &other].map(|text| text.chars().filter(|c| c.is_alphabetic()).count());
    let nonsense = latin && other.chars().any(hangul::is_lone_vowel);
    if nonsense || letters.into_iter().max() < Some(2) {
        return None;
    }
    SearchWord::new(&other, MatchMode::Fuzzy, word.scope)
}

#[cfg(test)]
mod tests {
    use super::super::parts::SearchField;
    use super::*;
    use crate::model::timeline::{EventRef, Note};
    use crate::model::{
        Actor, ActorKind, Commitment, Conflict, Event, EventSource, Kind, Link, Origin, Relation, Scope,
        Source, Status, StoreLayer, Timeline,
    };

    fn actor(id: &str, name: &str, kind: ActorKind, country: Option<&str>, alias: &str) -> Actor {
        Actor {
            id: id.into(),
            name: name.into(),
            name_ko: None,
            kind,
            country: country.map(str::to_owned),
            aliases: vec![alias.into()],
            ambiguous: Vec::new(),
            successor: None,
        }
    }

    /// Five events; the name of each is its id.
    fn timeline() -> Timeline {
        let event = |id: &str, date: &str, kind, title: &str| Event {
            date: date.parse().ok(),
            ..Event::new(id, kind, title)
        };
        let promise = |due: &str, kept: &[&str]| Commitment {
            text: "x".into(),
            due: due.parse().ok(),
            fulfilled_by: kept.iter().map(|id| crate::model::Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        };
        let day = Event {
            title_ko: Some("한미 사이버사령부 양해각서".into()),
            actors: vec!["tide".into()],
            countries: vec!["KR".into(), "US".into()],
            topics: vec!["space".into()],
            place: Some("Seoul".into()),
            commitments: vec![promise("2022-10", &[])],
            sources: vec![EventSource { source: "post-1".into(), quote: None }],
            ..event("day", "2022-08-18", Kind::Mou, "Tide Office signs")
        };
        let month = Event {
            actors: vec!["tidewater".into()],
            countries: vec!["KP".into()],
            commitments: vec![promise("2023-06", &["day"]), promise("", &[])],
            links: vec![Link::new(Relation::FollowsUp, "day")],
            scope: Scope::Context,
            ..event("month", "2022-12", Kind::Summit, "A summit on tides")
        };
        let until = Event {
            conflicts: vec![Conflict {
                field: "date".into(),
                value: "2020".into(),
                source: None,
                note: None,
            }],
            status: Status::Draft,
            planned: true,
            ..event("until", "../2023-02", Kind::Dialogue, "Talks")
        };
        let events = vec![day, month, until, event("undated", "", Kind::Mou, "A memo")];
        let events = [events, vec![event("about", "2022-08-18~", Kind::Policy, "Rules: a | b")]].concat();
        let actors = vec![
            actor("tide", "Tide Office", ActorKind::Agency, None, "TO"),
            actor("tidewater", "Tide Water Group", ActorKind::Group, None, "tide"),
            actor("korea", "Republic of Korea", ActorKind::State, Some("KR"), "South Korea"),
            actor("dprk", "DPRK", ActorKind::State, Some("KP"), "North Korea"),
        ];
        let post = Source {
            id: "post-1".into(),
            title: Some("Harbour news".into()),
            publisher: Some("The Post".into()),
            ..Source::default()
        };
        let bundled = StoreLayer { events, actors, sources: vec![post], ..StoreLayer::default() };
        let own = StoreLayer {
            events: vec![event("mine", "2030", Kind::Policy, "Mine")],
            notes: vec![Note { event: "month".into(), text: "Ask the\nministry".into() }],
            marks: vec![EventRef { event: "about".into() }],
            ..StoreLayer::default()
        };
        Timeline::new([(Origin::Bundled, bundled), (Origin::Own, own)])
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The ids that a query lets through, best first.
    fn found(query: &str) -> String {
        let (timeline, query) = (timeline(), Query::parse(query).unwrap());
        let hits = Index::new(&timeline).find_hits(&query, day("2022-12-31"));
        let ids: Vec<&str> = hits.iter().map(|hit| timeline.entries()[hit.entry].event.id.as_str()).collect();
        ids.join(" ")
    }

    #[test]
    fn of_a_date_nothing_is_claimed_and_nothing_hidden() {
        assert_eq!(found(""), "until day about month mine undated", "the order of the timeline");
        let table = [
            ("year:2022", "until day about month"),
            ("year:2023", "until"),
            ("year:2023..", "until mine"),
            ("year:..2021", "until"),
            ("year:1999,2030", "until mine"),
            ("date:2022-12-31", "until month"),
            ("date:2022-08-18/2022-12", "until day about month"),
            ("before:2022-08-18", "until"),
            ("before:2022-08-19", "until day about"),
            ("before:2022-12", "until day about"),
            ("before:2022-12-02", "until day about month"),
            ("after:2022-08", "until month mine"),
            ("after:2022-12-30", "until month mine"),
            ("after:2022-12", "until mine"),
            ("after:2030", ""),
            // What has no date fits no term about one, so `!` lets it through.
            ("!year:2022", "mine undated"),
        ];
        for (query, want) in table {
            assert_eq!(found(query), want, "{query}");
        }
    }

    #[test]
    fn fields_ask_for_what_they_name() {
        let table = [
            ("kind:mou", "day undated"),
            ("kind:mou,summit", "day month undated"),
            ("!kind:mou", "until about month mine"),
            // An id names one actor alone; any other name, whoever has it.
            ("actor:tide", "day"),
            ("actor:tid", "day month"),
            ("actor:\"tide water\"", "month"),
            ("actor:to", "day"),
            ("actor:offce", "day"),
            ("!actor:offce", "until day about month mine undated"),
            ("actor:^tide", "day month"),
            ("actor:group$", "month"),
            ("actor:seoul", ""),
            ("country:kr", "day"),
            ("country:korea", "day month"),
            ("country:\"north korea\"", "month"),
            ("topic:spa", "day"),
            ("place:seoul", "day"),
            ("source:post", "day"),
            ("source:harbour", "day"),
            ("source:post-1", "day"),
            ("source:post-", "day"),
            ("source:st-1", ""),
            ("harbour", ""),
            ("has:commitment", "day month"),
            ("has:note", "month"),
            ("has:conflict", "until"),
            ("has:link", "day month"),
            ("has:source", "day"),
            ("has:korean", "day"),
            ("has:place|note", "day month"),
            ("is:open", "month"),
            ("is:overdue", "day"),
            ("is:fulfilled", "month"),
            ("is:draft", "until"),
            ("is:reviewed", "day about month mine undated"),
            ("is:marked", "about"),
            ("is:planned", "until"),
            ("is:context", "month"),
            ("is:core is:own", "mine"),
            ("is:exact", "day"),
            ("ministry", "month"),
        ];
        for (query, want) in table {
            assert_eq!(found(query), want, "{query}");
        }
    }

    #[test]
    fn signs_turn_and_join() {
        let table = [
            ("tide !summit", "day"),
            ("signs | talks", "day until"),
            ("kind:mou | kind:summit !memo", "day month"),
            ("mou | is:own", "day undated mine"),
            ("^rules", "about"),
            ("signs$", "day"),
            ("'ide", "day month"),
            ("\"a | b\"", "about"),
            // Every text of an event counts: titles, kinds, names.
            ("!'i", "undated"),
        ];
        for (query, want) in table {
            let mut ids: Vec<String> = found(query).split(' ').map(str::to_owned).collect();
            let mut want: Vec<&str> = want.split(' ').collect();
            ids.sort();
            want.sort_unstable();
            assert_eq!(ids, want, "{query}");
        }
    }

    #[test]
    fn what_a_field_found_is_marked_where_it_is_shown() {
        let timeline = timeline();
        let index = Index::new(&timeline);
        let marked = |query: &str, field: SearchField| {
            let query = Query::parse(query).unwrap();
            let hits = index.find_hits(&query, day("2022-12-31"));
            let hit =
                hits.iter().find(|hit| timeline.entries()[hit.entry].event.id == "day").unwrap().clone();
            // A source has other names than those shown.
            let mut shown = hit.matches.iter().filter(|found| !found.positions.is_empty());
            assert!(shown.all(|found| found.field == field), "{hit:?}");
            hit.matched_positions(field).len()
        };
        let table = [
            ("kind:mou", SearchField::Kind, "mou"),
            ("year:2022", SearchField::Date, "2022-08-18"),
            ("actor:tide", SearchField::Actor(0), "Tide Office"),
            ("actor:tid", SearchField::Actor(0), "Tid"),
            ("country:kr", SearchField::Country(0), "KR"),
            ("country:\"south korea\"", SearchField::Country(0), "KR"),
            ("topic:spac", SearchField::Topic(0), "spac"),
            ("place:seoul", SearchField::Place, "Seoul"),
            ("source:post", SearchField::Publisher(0), "Post"),
            ("source:post-1", SearchField::Source(0), "Harbour news"),
            ("source:news", SearchField::Source(0), "news"),
            ("!kind:summit 'sign", SearchField::Title, "sign"),
        ];
        for (query, field, letters) in table {
            assert_eq!(marked(query, field), letters.len(), "{query}");
        }
        assert_eq!(index.find_hits(&Query::parse("!kind:summit").unwrap(), day("2022-12-31"))[0].matches, []);
    }

    #[test]
    fn what_finds_nothing_is_read_on_the_other_layout() {
        let timeline = timeline();
        let index = Index::new(&timeline);
        let search = |text: &str| {
            let found = index.search(&Query::parse(text).unwrap(), day("2022-12-31"));
            (found.hits.len(), found.read_as)
        };
        let table = [
            ("ㅡㅐㅕ", 2, Some("mou")),
            ("tkdlqj", 1, Some("사이버")),
            ("ㅡㅐㅕ signs", 1, Some("mou signs")),
            ("kind:mou tkdl", 1, Some("사이")),
            ("tdqt", 1, Some("ㅅㅇㅂㅅ")),
            // It occurs, but not together with the other word.
            ("signs talks", 0, None),
            ("mou", 2, None),
            ("'ㅡㅐㅕ", 0, None),
            ("ㅡ", 0, None),
            ("q", 0, None),
            ("zzqq", 0, None),
        ];
        for (text, hits, read_as) in table {
            assert_eq!(search(text), (hits, read_as.map(str::to_owned)), "{text}");
        }
    }
}
