//! What an event is searched by, prepared once for many queries: its texts, and what is known of its date, kind and
//! qualities. Never scores anything; `fuzzy` does.

use super::fields::{Asks, QUALITIES, states};
use super::fuzzy::{Found, Needle, Text};
use super::parts::{Days, Field, Manner, Place, Test};
use crate::model::{Actor, Commitment, Entry, Event, Kind, Timeline};
use crate::text::clean_line;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The most characters of a field that are searched: `fuzzy-matcher` needs memory for query times field.
const LONGEST: usize = 4000;

/// The searchable texts of a timeline's events.
#[derive(Debug, Default)]
pub struct Index {
    /// Each text once: a store of thousands of events has a few hundred names and words, asked once a query.
    terms: Vec<Term>,
    /// What a plain word is looked for in.
    plain: Rows,
    /// What a named field is looked for in. Apart, so that plain words do not pay for it.
    named: Rows,
    facts: Vec<Facts>,
}

/// The rows of all events, one after the other.
#[derive(Debug, Default)]
struct Rows {
    rows: Vec<Row>,
    /// Where those of each event end.
    ends: Vec<usize>,
}

/// What a field says, by every name it has. The first is the one that the screen shows.
#[derive(Debug)]
struct Term {
    names: Vec<Text>,
    how: How,
    /// Where none of the names is what the screen shows: how many letters are shown, which all count as matched.
    shown: Option<usize>,
    /// A bit for each place it is looked for in.
    places: u8,
}

/// One field of one event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) field: Field,
    /// Which of the index's terms it says.
    pub(super) term: usize,
    /// What a match here is worth, in hundredths of one in the title.
    pub(super) weight: i64,
    pub(super) place: Place,
    /// Whether it is an id, which names one thing alone.
    pub(super) id: bool,
}

/// How a text may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum How {
    /// Words, parts of words, and words with a slip of the finger.
    Fuzzy,
    /// Words and their beginnings. For long texts, where a scatter of letters is always to be found.
    Words,
    /// The whole text.
    Whole,
}

/// What is known of an event besides its texts.
#[derive(Debug)]
struct Facts {
    kind: Kind,
    /// The first and the last day it may lie on.
    days: Option<(NaiveDate, NaiveDate)>,
    /// How many letters its date has as stored.
    date_letters: usize,
    /// A bit for each row of [`QUALITIES`] that holds whatever the day.
    qualities: u32,
    /// Its promises without their words.
    promises: Vec<Commitment>,
}

impl Index {
    /// Prepares every event of a timeline.
    pub fn new(timeline: &Timeline) -> Self {
        let states = states(timeline).collect();
        let (index, words, named) = (Self::default(), HashMap::new(), HashMap::new());
        let mut maker = Maker { index, words, named, states };
        for entry in timeline.entries() {
            maker.add(timeline, entry);
            maker.add_named(timeline, &entry.event);
            maker.index.facts.push(Facts::new(timeline, entry));
            maker.index.plain.end();
            maker.index.named.end();
        }
        maker.index
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The fields of an event that a word is looked for in.
    pub(super) fn rows(&self, entry: usize, place: Place) -> &[Row] {
        if place == Place::Anywhere { self.plain.of(entry) } else { self.named.of(entry) }
    }

    /// What `needle` finds in each term of a place, by the numbers that rows have.
    pub(super) fn find(&self, needle: &Needle, manner: Manner, place: Place) -> Vec<Option<Found>> {
        let bit = bit(place);
        let find = |term: &Term| if term.places & bit == 0 { None } else { term.find(needle, manner) };
        self.terms.iter().map(find).collect()
    }

    /// Whether what was found is the id of something.
    pub(super) fn found_id(&self, place: Place, found: &[Option<Found>]) -> bool {
        let mut rows = self.named.rows.iter();
        rows.any(|row| row.id && row.place == place && found[row.term].is_some())
    }

    /// Whether the event answers a test that no text is needed for.
    pub(super) fn holds(&self, entry: usize, test: &Test, today: NaiveDate) -> bool {
        let facts = &self.facts[entry];
        match test {
            Test::Kind(kind) => facts.kind == *kind,
            Test::Days(days) => facts.days.is_some_and(|(first, last)| days.fit(first, last)),
            Test::Quality(n) => match QUALITIES.get(*n).map(|row| &row.asks) {
                Some(Asks::Promise(state)) => {
                    facts.promises.iter().any(|promise| promise.state(today) == *state)
                }
                _ => facts.qualities & 1 << n != 0,
            },
            Test::Word(_) => false,
        }
    }

    /// Where the screen shows what such a test asks about, and how many letters it has there.
    pub(super) fn shown(&self, entry: usize, test: &Test) -> Option<(Field, usize)> {
        match test {
            Test::Kind(kind) => Some((Field::Kind, kind.name().len())),
            Test::Days(_) => Some((Field::Date, self.facts[entry].date_letters)),
            Test::Quality(_) | Test::Word(_) => None,
        }
    }
}

impl Days {
    fn fit(self, first: NaiveDate, last: NaiveDate) -> bool {
        match self {
            Self::Within(from, to) => first <= to && from <= last,
            Self::Before(day) => first < day,
            Self::After(day) => day < last,
        }
    }
}

impl Rows {
    fn of(&self, entry: usize) -> &[Row] {
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[entry]]
    }

    fn end(&mut self) {
        self.ends.push(self.rows.len());
    }
}

impl Term {
    /// The best that any of its names gives, with the places in the first.
    fn find(&self, needle: &Needle, manner: Manner) -> Option<Found> {
        let find = |text: &Text| match self.how {
            How::Fuzzy => text.find(needle, manner),
            How::Words => text.find_word(needle, manner),
            How::Whole => text.find_whole(needle),
        };
        if let Some(letters) = self.shown {
            let score = self.names.iter().filter_map(find).map(|found| found.score).max()?;
            return Some(Found { score, at: (0..letters).collect() });
        }
        let (shown, others) = self.names.split_first()?;
        let shown = find(shown);
        let other = others.iter().filter_map(find).map(|found| found.score).max();
        match (shown, other) {
            (Some(shown), other) => Some(Found { score: shown.score.max(other.unwrap_or(0)), ..shown }),
            (None, other) => other.map(|score| Found { score, at: Vec::new() }),
        }
    }
}

impl Facts {
    fn new(timeline: &Timeline, entry: &Entry) -> Self {
        let event = &entry.event;
        let holds = |asks: &Asks| matches!(asks, Asks::Event(holds) if holds(timeline, entry));
        let bits = QUALITIES.iter().enumerate().filter(|(_, row)| holds(&row.asks));
        let promises = event.commitments.iter();
        Self {
            kind: event.kind,
            days: event.date.as_ref().map(|date| (date.earliest(), date.latest())),
            date_letters: event.date.as_ref().map_or(0, |date| date.to_string().chars().count()),
            qualities: bits.fold(0, |bits, (n, _)| bits | 1 << n),
            promises: promises
                .map(|promise| Commitment { text: String::new(), note: None, ..promise.clone() })
                .collect(),
        }
    }
}

/// Builds an index.
struct Maker<'a> {
    index: Index,
    /// The terms that many events share, by what they say.
    words: HashMap<(&'a str, How), usize>,
    /// Those that only a named field asks for, and the names of actors, by what they are of: two actors may have one
    /// name.
    named: HashMap<(Named, &'a str), usize>,
    /// The states, by their codes.
    states: HashMap<&'a str, &'a Actor>,
}

/// What a term of a named field is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Named {
    Actor,
    ActorId,
    Country,
    SourceTitle,
    SourceId,
}

impl<'a> Maker<'a> {
    fn add(&mut self, timeline: &'a Timeline, entry: &'a Entry) {
        let event = &entry.event;
        self.prose(Field::Title, &event.title, How::Fuzzy, 100);
        if let Some(title) = &event.title_ko {
            self.prose(Field::TitleKo, title, How::Fuzzy, 100);
        }
        if let Some(date) = &event.date {
            // Above the title: "2016" asks for what happened then before what only speaks of that year.
            self.prose(Field::Date, &date.to_string(), How::Words, 110);
        }
        self.shared(Field::Kind, event.kind.name(), How::Words, 90);
        for (n, actor) in event.actors.iter().enumerate().filter_map(|(n, id)| Some((n, timeline.actor(id)?)))
        {
            let term = self.once((Named::Actor, &actor.id), actor.names(), How::Fuzzy, None);
            self.row(Field::Actor(n), term, 85);
        }
        for (n, topic) in event.topics.iter().enumerate() {
            self.shared(Field::Topic(n), topic, How::Words, 70);
        }
        if let Some(summary) = &event.summary {
            self.prose(Field::Summary, summary, How::Words, 50);
        }
        if let Some(place) = &event.place {
            self.prose(Field::Place, place, How::Fuzzy, 60);
        }
        for (n, source) in event.sources.iter().enumerate() {
            let publisher = timeline.source(&source.source).and_then(|source| source.publisher.as_deref());
            if let Some(publisher) = publisher {
                self.shared(Field::Publisher(n), publisher, How::Words, 40);
            }
        }
        for (n, country) in event.countries.iter().enumerate() {
            self.shared(Field::Country(n), country, How::Whole, 40);
        }
        for (n, note) in entry.notes.iter().enumerate() {
            self.prose(Field::Note(n), note, How::Words, 60);
        }
    }

    /// What only a named field asks for: ids, the names of countries, what sources are called.
    fn add_named(&mut self, timeline: &'a Timeline, event: &'a Event) {
        for (n, id) in event.actors.iter().enumerate() {
            let shown = timeline.actor(id).map_or(id, |actor| &actor.name);
            let term = self.once((Named::ActorId, id), [id.as_str()], How::Whole, Some(shown));
            self.named_row(Field::Actor(n), term, Place::Actor, true);
        }
        for (n, code) in event.countries.iter().enumerate() {
            if let Some(state) = self.states.get(code.as_str()).copied() {
                let term = self.once((Named::Country, code), state.names(), How::Words, Some(code));
                self.named_row(Field::Country(n), term, Place::Country, false);
            }
        }
        for (n, source) in event.sources.iter().enumerate() {
            let (id, source) = (&source.source, timeline.source(&source.source));
            let label = source.map_or_else(|| id.clone(), crate::model::Source::label);
            let term = self.once((Named::SourceTitle, id), [label.as_str()], How::Words, None);
            self.named_row(Field::Source(n), term, Place::Source, false);
            let term = self.once((Named::SourceId, id), [id.as_str()], How::Whole, Some(&label));
            self.named_row(Field::Source(n), term, Place::Source, true);
        }
    }

    /// A text of this event alone.
    fn prose(&mut self, field: Field, text: &str, how: How, weight: i64) {
        let term = push(&mut self.index.terms, [text], how, None);
        self.row(field, term, weight);
    }

    /// A text that other events have too.
    fn shared(&mut self, field: Field, text: &'a str, how: How, weight: i64) {
        let terms = &mut self.index.terms;
        let term = *self.words.entry((text, how)).or_insert_with(|| push(terms, [text], how, None));
        self.row(field, term, weight);
    }

    /// The term for this, made the first time.
    fn once<'n>(
        &mut self,
        key: (Named, &'a str),
        names: impl IntoIterator<Item = &'n str>,
        how: How,
        shown: Option<&str>,
    ) -> usize {
        let terms = &mut self.index.terms;
        *self.named.entry(key).or_insert_with(|| push(terms, names, how, shown))
    }

    /// A row for plain words and, where one can name it, for its field.
    fn row(&mut self, field: Field, term: usize, weight: i64) {
        self.index.terms[term].places |= bit(Place::Anywhere);
        self.index.plain.rows.push(Row { field, term, weight, place: Place::Anywhere, id: false });
        let place = match field {
            Field::Actor(_) => Place::Actor,
            Field::Topic(_) => Place::Topic,
            Field::Country(_) => Place::Country,
            Field::Publisher(_) => Place::Source,
            Field::Place => Place::Where,
            _ => return,
        };
        // The code of a country is its id.
        self.named_row(field, term, place, place == Place::Country);
    }

    fn named_row(&mut self, field: Field, term: usize, place: Place, id: bool) {
        self.index.terms[term].places |= bit(place);
        self.index.named.rows.push(Row { field, term, weight: 100, place, id });
    }
}

/// Adds a term and gives back its number. A name is searched as it is shown: places that match are counted in the
/// text on one line, without runs of spaces. `shown` is what the screen shows where that is none of the names.
fn push<'n>(
    terms: &mut Vec<Term>,
    names: impl IntoIterator<Item = &'n str>,
    how: How,
    shown: Option<&str>,
) -> usize {
    let names = names.into_iter().map(|name| Text::new(start(&clean_line(name)))).collect();
    let shown = shown.map(|shown| clean_line(shown).chars().count());
    terms.push(Term { names, how, shown, places: 0 });
    terms.len() - 1
}

fn bit(place: Place) -> u8 {
    1 << place as u8
}

/// The first [`LONGEST`] characters.
fn start(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
