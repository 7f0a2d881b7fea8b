//! Runs a query on an index: which events it lets through, how well each fits, where it matched. Never reads a query
//! from text.

use super::fuzzy::{Found as Places, Needle};
use super::index::{Finds, Index, Row};
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
    finds: Finds,
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
        self.find(&Needle::new(&word.text), word.manner, word.place).any()
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
        let finds = self.find(&Needle::new(&word.text), word.manner, place);
        let plain = matches!(word.manner, Manner::Fuzzy | Manner::Sure);
        let ids = plain && place != Place::Anywhere && self.found_id(place, &finds);
        Seen { finds, place, ids }
    }

    fn hit(&self, entry: usize, groups: &[Vec<Asked<'_>>], today: NaiveDate) -> Option<Hit> {
        let mut hit = Hit::all(entry);
        for group in groups {
            hit.score += group.iter().filter_map(|term| self.score(entry, term, today)).max()?;
        }
        for (test, seen) in groups.iter().flatten().filter(|term| !term.not).flat_map(|term| &term.any) {
            if let Some(seen) = seen {
                self.matching(entry, seen).for_each(|(row, at)| hit.add(row.field, &at.at));
            } else if let Some((field, letters)) = self.shown(entry, test)
                && self.holds(entry, test, today)
            {
                hit.add(field, &(0..letters).collect::<Vec<_>>());
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
            Some(seen) => {
                self.matching(entry, seen).map(|(row, at)| at.score * i64::from(row.weight) / 100).max()
            }
        });
        let best = scores.max();
        if term.not { best.is_none().then_some(0) } else { best }
    }

    /// The fields of the event that a word was found in.
    fn matching<'a>(&'a self, entry: usize, seen: &'a Seen) -> impl Iterator<Item = (&'a Row, &'a Places)> {
        let any = seen.place == Place::Anywhere;
        let rows = self.rows(entry, seen.place).iter();
        let rows = rows.filter(move |row| any || row.place == seen.place && (row.id || !seen.ids));
        rows.filter_map(|row| Some((row, seen.finds.of(row)?)))
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

#[cfg(test)]
mod tests {
    use super::super::parts::Field;
    use super::*;
    use crate::model::timeline::{EventRef, Note};
    use crate::model::{
        Account, Actor, ActorKind, Commitment, Event, EventSource, Kind, Layer, Link, Origin, Relation,
        Scope, Source, Status, Timeline,
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
            kept_by: kept.iter().map(ToString::to_string).collect(),
            note: None,
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
            accounts: vec![Account { field: "date".into(), value: "2020".into(), source: None, note: None }],
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
        let bundled = Layer { events, actors, sources: vec![post], ..Layer::default() };
        let own = Layer {
            events: vec![event("mine", "2030", Kind::Policy, "Mine")],
            notes: vec![Note { event: "month".into(), text: "Ask the\nministry".into() }],
            marks: vec![EventRef { event: "about".into() }],
            ..Layer::default()
        };
        Timeline::new([(Origin::Bundled, bundled), (Origin::Own, own)])
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The ids that a query lets through, best first.
    fn found(query: &str) -> String {
        let (timeline, query) = (timeline(), Query::parse(query).unwrap());
        let hits = Index::new(&timeline).run(&query, day("2022-12-31"));
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
            ("has:promise", "day month"),
            ("has:note", "month"),
            ("has:account", "until"),
            ("has:link", "day month"),
            ("has:source", "day"),
            ("has:korean", "day"),
            ("has:place|note", "day month"),
            ("is:open", "month"),
            ("is:overdue", "day"),
            ("is:kept", "month"),
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
        let marked = |query: &str, field: Field| {
            let query = Query::parse(query).unwrap();
            let hits = index.run(&query, day("2022-12-31"));
            let hit =
                hits.iter().find(|hit| timeline.entries()[hit.entry].event.id == "day").unwrap().clone();
            // A source has other names than those shown.
            let mut shown = hit.matches.iter().filter(|found| !found.at.is_empty());
            assert!(shown.all(|found| found.field == field), "{hit:?}");
            hit.at(field).len()
        };
        let table = [
            ("kind:mou", Field::Kind, "mou"),
            ("year:2022", Field::Date, "2022-08-18"),
            ("actor:tide", Field::Actor(0), "Tide Office"),
            ("actor:tid", Field::Actor(0), "Tid"),
            ("country:kr", Field::Country(0), "KR"),
            ("country:\"south korea\"", Field::Country(0), "KR"),
            ("topic:spac", Field::Topic(0), "spac"),
            ("place:seoul", Field::Place, "Seoul"),
            ("source:post", Field::Publisher(0), "Post"),
            ("source:post-1", Field::Source(0), "Harbour news"),
            ("source:news", Field::Source(0), "news"),
            ("!kind:summit 'sign", Field::Title, "sign"),
        ];
        for (query, field, letters) in table {
            assert_eq!(marked(query, field), letters.len(), "{query}");
        }
        assert_eq!(index.run(&Query::parse("!kind:summit").unwrap(), day("2022-12-31"))[0].matches, []);
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
