//! Runs a query on an index: which events match, how well, and where. Never parses text.

use super::fuzzy::{FuzzyMatch, Needle};
use super::index::{Index, IndexedField, Postings};
use super::types::{FieldScope, Hit, MatchMode, Predicate, Query, QueryTerm, SearchWord};
use crate::text::hangul;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// The results of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchResults {
    /// The matching events, best first.
    pub hits: Vec<Hit>,
    /// The plain words as read on the other keyboard layout, such as `mou` for `ㅡㅐㅕ`. Set only if nothing matched the
    /// words as typed.
    pub read_as: Option<String>,
}

/// A term with the matches of its words in the index.
struct CompiledTerm<'a> {
    negated: bool,
    predicates: Vec<(&'a Predicate, Option<WordMatches>)>,
}

/// The matches of one word in the terms of the index.
struct WordMatches {
    postings: Postings,
    scope: FieldScope,
    /// Whether only ids count, because the word is itself an id.
    ids_only: bool,
}

impl Index {
    /// Finds the events that match `query` when `today` is the current day: best first, ties in timeline order. Only
    /// plain words affect the rank; a query of fields alone, or an empty one, returns timeline order.
    pub fn find_hits(&self, query: &Query, today: NaiveDate) -> Vec<Hit> {
        let groups: Vec<Vec<CompiledTerm<'_>>> =
            query.groups.iter().map(|terms| self.compile_terms(terms)).collect();
        let mut hits: Vec<Hit> =
            (0..self.len()).filter_map(|entry| self.match_entry(entry, &groups, today)).collect();
        hits.sort_by_key(|hit| (Reverse(hit.score), hit.entry));
        hits
    }

    /// Like [`Self::find_hits`], but if nothing matches, searches again with every plain word that occurs nowhere
    /// read as typed on the other keyboard layout.
    pub fn search(&self, query: &Query, today: NaiveDate) -> SearchResults {
        let hits = self.find_hits(query, today);
        if hits.is_empty()
            && let Some(swapped) = self.swap_unmatched_words(query)
        {
            let hits = self.find_hits(&swapped, today);
            if !hits.is_empty() {
                let words: Vec<&str> = swapped.plain_words().map(|word| word.as_typed.as_str()).collect();
                return SearchResults { hits, read_as: Some(words.join(" ")) };
            }
        }
        SearchResults { hits, read_as: None }
    }

    /// The query on the other keyboard layout; `None` if that changes no word.
    fn swap_unmatched_words(&self, query: &Query) -> Option<Query> {
        let mut swapped_query = query.clone();
        let mut changed = false;
        for word in swapped_query.plain_words_mut() {
            if let Some(swapped) = swap_layout(word).filter(|_| !self.word_occurs(word)) {
                (*word, changed) = (swapped, true);
            }
        }
        changed.then_some(swapped_query)
    }

    fn word_occurs(&self, word: &SearchWord) -> bool {
        self.find_in_scope(&Needle::new(&word.folded), word.mode, word.scope).has_matches()
    }

    fn compile_terms<'a>(&self, terms: &'a [QueryTerm]) -> Vec<CompiledTerm<'a>> {
        terms.iter().map(|term| self.compile_term(term)).collect()
    }

    fn compile_term<'a>(&self, term: &'a QueryTerm) -> CompiledTerm<'a> {
        let compile = |predicate: &'a Predicate| match predicate {
            Predicate::Word(word) => (predicate, Some(self.match_word(word))),
            _ => (predicate, None),
        };
        CompiledTerm { negated: term.negated, predicates: term.predicates.iter().map(compile).collect() }
    }

    fn match_word(&self, word: &SearchWord) -> WordMatches {
        let scope = word.scope;
        let postings = self.find_in_scope(&Needle::new(&word.folded), word.mode, scope);
        let is_unanchored = matches!(word.mode, MatchMode::Fuzzy | MatchMode::Strict);
        let ids_only = is_unanchored && scope != FieldScope::Anywhere && self.matches_id(scope, &postings);
        WordMatches { postings, scope, ids_only }
    }

    fn match_entry(&self, entry: usize, groups: &[Vec<CompiledTerm<'_>>], today: NaiveDate) -> Option<Hit> {
        let mut hit = Hit::unfiltered(entry);
        for group in groups {
            hit.score += group.iter().filter_map(|term| self.score_term(entry, term, today)).max()?;
        }
        let terms = groups.iter().flatten().filter(|term| !term.negated);
        for (predicate, matches) in terms.flat_map(|term| &term.predicates) {
            if let Some(matches) = matches {
                self.matching_fields(entry, matches)
                    .for_each(|(field, found)| hit.add_match(field.field, &found.positions));
            } else if let Some((field, chars)) = self.display_span(entry, predicate)
                && self.predicate_holds(entry, predicate, today)
            {
                hit.add_match(field, &(0..chars).collect::<Vec<_>>());
            }
        }
        hit.matches.sort_by_key(|found| found.field);
        Some(hit)
    }

    /// How well the event satisfies the term; `None` if it does not.
    fn score_term(&self, entry: usize, term: &CompiledTerm<'_>, today: NaiveDate) -> Option<i64> {
        let scores = term.predicates.iter().filter_map(|(predicate, matches)| match matches {
            None => self.predicate_holds(entry, predicate, today).then_some(0),
            // All events with the requested value of a field match it equally well.
            Some(matches) if matches.scope != FieldScope::Anywhere => {
                self.matching_fields(entry, matches).next().map(|_| 0)
            }
            Some(matches) => self
                .matching_fields(entry, matches)
                .map(|(field, found)| found.score * i64::from(field.weight) / 100)
                .max(),
        });
        let best = scores.max();
        if term.negated { best.is_none().then_some(0) } else { best }
    }

    /// The fields of the event in which a word was found.
    fn matching_fields<'a>(
        &'a self,
        entry: usize,
        matches: &'a WordMatches,
    ) -> impl Iterator<Item = (&'a IndexedField, &'a FuzzyMatch)> {
        let anywhere = matches.scope == FieldScope::Anywhere;
        let fields = self.fields_in(entry, matches.scope).iter().filter(move |field| {
            anywhere || field.scope == matches.scope && (field.is_id || !matches.ids_only)
        });
        fields.filter_map(|field| Some((field, matches.postings.match_for(field)?)))
    }
}

/// Reads a word as if its keys had been pressed on the other keyboard layout. `None` for a word of a single letter, a
/// word in both scripts, and a result that cannot be Korean.
fn swap_layout(word: &SearchWord) -> Option<SearchWord> {
    let typed = &word.as_typed;
    let korean = typed.chars().any(|c| hangul::latin_keys(c).is_some());
    let latin = typed.chars().any(|c| c.is_ascii_alphabetic());
    let swapped = match (korean, latin) {
        (true, false) => hangul::to_latin_keys(typed),
        (false, true) => hangul::to_hangul(typed),
        _ => return None,
    };
    // Both counts are needed because one syllable takes several keys.
    let letters = [typed, &swapped].map(|text| text.chars().filter(|c| c.is_alphabetic()).count());
    let is_nonsense = latin && swapped.chars().any(hangul::is_lone_vowel);
    if is_nonsense || letters.into_iter().max() < Some(2) {
        return None;
    }
    SearchWord::new(&swapped, MatchMode::Fuzzy, word.scope)
}

#[cfg(test)]
mod tests {
    use super::super::types::SearchField;
    use super::*;
    use crate::model::fields::EventField;
    use crate::model::timeline::{EventRef, Note};
    use crate::model::{
        Actor, ActorKind, Commitment, Conflict, Event, EventSource, Fulfillment, Kind, Link, Origin,
        Relation, Scope, Source, Status, StoreLayer, Timeline,
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

    fn post() -> Source {
        Source {
            id: "post-1".into(),
            title: Some("Harbour news".into()),
            publisher: Some("The Post".into()),
            ..Source::default()
        }
    }

    /// Events named by their ids.
    fn timeline() -> Timeline {
        let event = |id: &str, date: &str, kind, title: &str| Event {
            date: date.parse().ok(),
            ..Event::new(id, kind, title)
        };
        let commitment = |due: &str, kept: &[&str]| Commitment {
            text: "x".into(),
            due: due.parse().ok(),
            fulfilled_by: kept.iter().map(|id| Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        };
        let day = Event {
            title_ko: Some("한미 사이버사령부 양해각서".into()),
            actors: vec!["tide".into()],
            countries: vec!["KR".into(), "US".into()],
            topics: vec!["space".into()],
            place: Some("Seoul".into()),
            place_ko: Some("서울".into()),
            commitments: vec![commitment("2022-10", &[])],
            sources: vec![EventSource { source: "post-1".into(), quote: None }],
            ..event("day", "2022-08-18", Kind::Mou, "Tide Office signs")
        };
        let month = Event {
            actors: vec!["tidewater".into()],
            countries: vec!["KP".into()],
            commitments: vec![commitment("2023-06", &["day"]), commitment("", &[])],
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
        let bundled = StoreLayer { events, actors, sources: vec![post()], ..StoreLayer::default() };
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

    /// The ids of the events that match, best first.
    fn found(query: &str) -> String {
        let (timeline, query) = (timeline(), Query::parse(query).unwrap());
        let hits = Index::new(&timeline).find_hits(&query, day("2022-12-31"));
        let ids: Vec<&str> = hits.iter().map(|hit| timeline.entries()[hit.entry].event.id.as_str()).collect();
        ids.join(" ")
    }

    #[test]
    fn imprecise_dates_match_whatever_they_could_fall_within() {
        assert_eq!(found(""), "until day about month mine undated", "timeline order");
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
            // An undated event matches no date filter, so it matches the negated one.
            ("!year:2022", "mine undated"),
        ];
        for (query, want) in table {
            assert_eq!(found(query), want, "{query}");
        }
    }

    #[test]
    fn fields_match_what_they_name() {
        let table = [
            ("kind:mou", "day undated"),
            ("kind:mou,summit", "day month undated"),
            ("!kind:mou", "until about month mine"),
            // An id matches one actor only; any other name matches every actor that has it.
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
            ("place:서울", "day"),
            ("서울", "day"),
            ("place:korea", ""),
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
    fn operators_negate_and_join() {
        let table = [
            ("tide !summit", "day"),
            ("signs | talks", "day until"),
            ("kind:mou | kind:summit !memo", "day month"),
            ("mou | is:own", "day undated mine"),
            ("^rules", "about"),
            ("signs$", "day"),
            ("'ide", "day month"),
            ("\"a | b\"", "about"),
            // All texts of an event count: titles, types, names.
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
    fn matches_of_fields_are_reported_where_they_are_displayed() {
        let timeline = timeline();
        let index = Index::new(&timeline);
        let marked = |query: &str, field: SearchField| {
            let query = Query::parse(query).unwrap();
            let hits = index.find_hits(&query, day("2022-12-31"));
            let hit =
                hits.iter().find(|hit| timeline.entries()[hit.entry].event.id == "day").unwrap().clone();
            // A source also has names that are not displayed.
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
            ("place:seoul", SearchField::Text(EventField::Place), "Seoul"),
            ("source:post", SearchField::Publisher(0), "Post"),
            ("source:post-1", SearchField::Source(0), "Harbour news"),
            ("source:news", SearchField::Source(0), "news"),
            ("!kind:summit 'sign", SearchField::Text(EventField::Title), "sign"),
        ];
        for (query, field, letters) in table {
            assert_eq!(marked(query, field), letters.len(), "{query}");
        }
        assert_eq!(index.find_hits(&Query::parse("!kind:summit").unwrap(), day("2022-12-31"))[0].matches, []);
    }

    #[test]
    fn a_query_without_matches_is_read_on_the_other_layout() {
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
            // The word occurs, but not together with the other one.
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
