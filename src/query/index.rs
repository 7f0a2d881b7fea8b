//! What an event is searched by, prepared once for many queries: its texts, and what is known of its date, kind and
//! qualities. Never scores anything; `fuzzy` does.

use super::fields::{Asks, QUALITIES};
use super::fuzzy::{Found, Needle, Text};
use super::offers::states;
use super::parts::{Days, Field, Manner, Place, Test};
use crate::model::{Actor, Commitment, Edtf, Entry, Kind, Source, Timeline};
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
    /// The letters of all its names, so that most are ruled out without a look at them.
    mask: u64,
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
    pub(super) term: u32,
    /// What a match here is worth, in hundredths of one in the title.
    pub(super) weight: u8,
    pub(super) place: Place,
    /// Whether it is an id, which names one thing alone.
    pub(super) id: bool,
}

/// What a needle found in the terms of an index.
#[derive(Debug)]
pub(super) struct Finds {
    /// For each term which of `found` is its own, counted from 1; 0 where nothing was. Small, since each row of each
    /// event asks.
    slots: Vec<u32>,
    found: Vec<Found>,
}

impl Finds {
    /// What was found in the row's term.
    pub(super) fn of(&self, row: &Row) -> Option<&Found> {
        let slot = self.slots[row.term as usize];
        slot.checked_sub(1).map(|at| &self.found[at as usize])
    }

    /// Whether anything was found.
    pub(super) fn any(&self) -> bool {
        !self.found.is_empty()
    }
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
    /// Its promises without their words; a draft's are none yet.
    promises: Vec<Commitment>,
}

impl Index {
    /// Prepares every event of a timeline.
    pub fn new(timeline: &Timeline) -> Self {
        let mut maker = Maker {
            timeline,
            index: Self::default(),
            words: HashMap::new(),
            dates: HashMap::new(),
            actors: HashMap::new(),
            sources: HashMap::new(),
            countries: HashMap::new(),
            states: states(timeline).collect(),
        };
        timeline.entries().iter().for_each(|entry| maker.add(entry));
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

    /// What `needle` finds in the terms of a place.
    pub(super) fn find(&self, needle: &Needle, manner: Manner, place: Place) -> Finds {
        let (bit, mask) = (bit(place), needle.mask(manner));
        let mut finds = Finds { slots: vec![0; self.terms.len()], found: Vec::new() };
        for (slot, term) in finds.slots.iter_mut().zip(&self.terms) {
            if term.places & bit == 0 || mask & !term.mask != 0 {
                continue;
            }
            if let Some(found) = term.find(needle, manner) {
                finds.found.push(found);
                *slot = finds.found.len() as u32;
            }
        }
        finds
    }

    /// Whether what was found is the id of something.
    pub(super) fn found_id(&self, place: Place, finds: &Finds) -> bool {
        let mut rows = self.named.rows.iter();
        rows.any(|row| row.id && row.place == place && finds.of(row).is_some())
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
    fn new(timeline: &Timeline, entry: &Entry, date_letters: usize) -> Self {
        let event = &entry.event;
        let holds = |asks: &Asks| matches!(asks, Asks::Event(holds) if holds(timeline, entry));
        let bits = QUALITIES.iter().enumerate().filter(|(_, row)| holds(&row.asks));
        let bare = |promise: &Commitment| Commitment {
            text: String::new(),
            due: promise.due.clone(),
            kept_by: promise.kept_by.clone(),
            note: None,
        };
        Self {
            kind: event.kind,
            days: event.date.as_ref().map(|date| (date.earliest(), date.latest())),
            date_letters,
            qualities: bits.fold(0, |bits, (n, _)| bits | 1 << n),
            promises: event.commitments.iter().filter(|_| !event.is_draft()).map(bare).collect(),
        }
    }
}

/// Builds an index.
struct Maker<'a> {
    timeline: &'a Timeline,
    index: Index,
    /// The terms that many events share, by what they say.
    words: HashMap<(&'a str, How), u32>,
    /// Those of dates, by how they are stored.
    dates: HashMap<String, (u32, Option<u32>)>,
    /// Those of actors and sources by id, two actors may have one name; those of countries by code.
    actors: HashMap<&'a str, Known>,
    sources: HashMap<&'a str, Known>,
    countries: HashMap<&'a str, Known>,
    /// The states, by their codes.
    states: HashMap<&'a str, &'a Actor>,
}

/// The terms of something that has an id.
#[derive(Clone, Copy, Default)]
struct Known {
    /// What a plain word is looked for in: the names of an actor, the publisher of a source, the code of a country.
    plain: Option<u32>,
    /// What else its field is looked for in: what a source is called, the names of a country.
    other: Option<u32>,
    /// The id, where it is no plain word.
    id: Option<u32>,
}

impl<'a> Maker<'a> {
    fn add(&mut self, entry: &'a Entry) {
        let event = &entry.event;
        self.prose(Field::Title, &event.title, How::Fuzzy, 100);
        if let Some(title) = &event.title_ko {
            self.prose(Field::TitleKo, title, How::Fuzzy, 100);
        }
        let date = event.date.as_ref().map(ToString::to_string).unwrap_or_default();
        if let Some((written, spoken)) = event.date.as_ref().map(|known| self.date(known, &date)) {
            // Above the title: "2016" asks for what happened then before what only speaks of that year.
            self.row(Field::Date, written, 110);
            if let Some(term) = spoken {
                self.row(Field::Date, term, 100);
            }
        }
        self.shared(Field::Kind, event.kind.name(), How::Words, 90);
        for (n, id) in event.actors.iter().enumerate() {
            let known = self.actor(id);
            self.known(Field::Actor(n), Field::Actor(n), known, 85);
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
        for (n, row) in event.sources.iter().enumerate() {
            let known = self.source(&row.source);
            self.known(Field::Publisher(n), Field::Source(n), known, 40);
        }
        for (n, code) in event.countries.iter().enumerate() {
            let known = self.country(code);
            self.known(Field::Country(n), Field::Country(n), known, 40);
        }
        for (n, note) in entry.notes.iter().enumerate() {
            self.prose(Field::Note(n), note, How::Words, 60);
        }
        self.index.facts.push(Facts::new(self.timeline, entry, date.chars().count()));
        self.index.plain.end();
        self.index.named.end();
    }

    /// The terms of a date: as it is stored, and as it is spoken where a month is known. Many events share one.
    fn date(&mut self, known: &Edtf, written: &str) -> (u32, Option<u32>) {
        if let Some(terms) = self.dates.get(written) {
            return *terms;
        }
        let (spoken, terms) = (known.spoken(), &mut self.index.terms);
        let stored = push(terms, [written], How::Words, None);
        let names = spoken.iter().map(String::as_str);
        let spoken = (!spoken.is_empty()).then(|| push(terms, names, How::Words, Some(written)));
        self.dates.insert(written.to_owned(), (stored, spoken));
        (stored, spoken)
    }

    /// An actor that the timeline does not know has an id all the same.
    fn actor(&mut self, id: &'a str) -> Known {
        let (terms, timeline) = (&mut self.index.terms, self.timeline);
        *self.actors.entry(id).or_insert_with(|| {
            let actor = timeline.actor(id);
            let plain = actor.map(|actor| push(terms, actor.names(), How::Fuzzy, None));
            let shown = actor.map_or(id, |actor| &actor.name);
            Known { plain, other: None, id: Some(push(terms, [id], How::Whole, Some(shown))) }
        })
    }

    fn source(&mut self, id: &'a str) -> Known {
        if let Some(known) = self.sources.get(id) {
            return *known;
        }
        let source = self.timeline.source(id);
        let publisher = source.and_then(|source| source.publisher.as_deref());
        let plain = publisher.map(|publisher| self.word(publisher, How::Words));
        let label = source.map_or_else(|| id.to_owned(), Source::label);
        let terms = &mut self.index.terms;
        let other = Some(push(terms, [label.as_str(), id], How::Words, None));
        let known = Known { plain, other, id: Some(push(terms, [id], How::Whole, Some(&label))) };
        self.sources.insert(id, known);
        known
    }

    fn country(&mut self, code: &'a str) -> Known {
        let (terms, states) = (&mut self.index.terms, &self.states);
        *self.countries.entry(code).or_insert_with(|| {
            let plain = Some(push(terms, [code], How::Whole, None));
            let state = states.get(code);
            let other = state.map(|state| push(terms, state.names(), How::Words, Some(code)));
            Known { plain, other, id: None }
        })
    }

    /// A text of this event alone.
    fn prose(&mut self, field: Field, text: &str, how: How, weight: u8) {
        let term = push(&mut self.index.terms, [text], how, None);
        self.row(field, term, weight);
    }

    /// A text that other events have too.
    fn shared(&mut self, field: Field, text: &'a str, how: How, weight: u8) {
        let term = self.word(text, how);
        self.row(field, term, weight);
    }

    fn word(&mut self, text: &'a str, how: How) -> u32 {
        let terms = &mut self.index.terms;
        *self.words.entry((text, how)).or_insert_with(|| push(terms, [text], how, None))
    }

    /// The rows of something with an id: `field` is where its plain term is shown, `shown` where the others are.
    fn known(&mut self, field: Field, shown: Field, known: Known, weight: u8) {
        if let Some(term) = known.plain {
            self.row(field, term, weight);
        }
        if let Some(place) = place(field) {
            known.other.into_iter().for_each(|term| self.named_row(shown, term, place, false));
            known.id.into_iter().for_each(|term| self.named_row(shown, term, place, true));
        }
    }

    /// A row for plain words and, where one can name it, for its field.
    fn row(&mut self, field: Field, term: u32, weight: u8) {
        self.index.terms[term as usize].places |= bit(Place::Anywhere);
        self.index.plain.rows.push(Row { field, term, weight, place: Place::Anywhere, id: false });
        if let Some(place) = place(field) {
            // The code of a country is its id.
            self.named_row(field, term, place, place == Place::Country);
        }
    }

    fn named_row(&mut self, field: Field, term: u32, place: Place, id: bool) {
        self.index.terms[term as usize].places |= bit(place);
        self.index.named.rows.push(Row { field, term, weight: 100, place, id });
    }
}

/// What a person names who asks for this field; `None` where no name is for its text.
fn place(field: Field) -> Option<Place> {
    match field {
        Field::Actor(_) => Some(Place::Actor),
        Field::Topic(_) => Some(Place::Topic),
        Field::Country(_) => Some(Place::Country),
        Field::Publisher(_) | Field::Source(_) => Some(Place::Source),
        Field::Place => Some(Place::Where),
        _ => None,
    }
}

/// Adds a term and gives back its number. A name is searched as it is shown: places that match are counted in the
/// text on one line, without runs of spaces. `shown` is what the screen shows where that is none of the names.
fn push<'n>(
    terms: &mut Vec<Term>,
    names: impl IntoIterator<Item = &'n str>,
    how: How,
    shown: Option<&str>,
) -> u32 {
    let names: Vec<Text> = names.into_iter().map(|name| Text::new(start(&clean_line(name)))).collect();
    let shown = shown.map(|shown| clean_line(shown).chars().count());
    let mask = names.iter().fold(0, |mask, name| mask | name.mask());
    terms.push(Term { mask, names, how, shown, places: 0 });
    terms.len() as u32 - 1
}

fn bit(place: Place) -> u8 {
    1 << place as u8
}

/// The first [`LONGEST`] characters.
fn start(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
