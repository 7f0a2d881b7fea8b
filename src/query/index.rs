//! What an event is searched by, prepared once for many queries: its texts, and what is known of its date, kind and
//! qualities. Never scores anything; `fuzzy` does.

use super::fields::{PROPERTIES, PropertyTest};
use super::fuzzy::{FoldedText, FuzzyMatch, Needle};
use super::parts::{DatePredicate, FieldScope, MatchMode, Predicate, SearchField};
use super::suggestions::states_by_code;
use crate::model::{Actor, Edtf, Kind, Source, StatusRule, Timeline, TimelineEntry};
use crate::text::clean_line;
use chrono::NaiveDate;
use std::collections::HashMap;

/// The most characters of a field that are searched: `fuzzy-matcher` needs memory for query times field.
const MAX_FIELD_CHARS: usize = 4000;

/// The searchable texts of a timeline's events.
#[derive(Debug, Default)]
pub struct Index {
    /// Each text once: a store of thousands of events has a few hundred names and words, asked once a query.
    terms: Vec<IndexedTerm>,
    /// What a plain word is looked for in.
    plain: EntryFields,
    /// What a named field is looked for in. Apart, so that plain words do not pay for it.
    named: EntryFields,
    facts: Vec<EntryFacts>,
}

/// The rows of all events, one after the other.
#[derive(Debug, Default)]
struct EntryFields {
    rows: Vec<IndexedField>,
    /// Where those of each event end.
    ends: Vec<usize>,
}

/// What a field says, by every name it has. The first is the one that the screen shows.
#[derive(Debug)]
struct IndexedTerm {
    /// The letters of all its names, so that most are ruled out without a look at them.
    mask: u64,
    names: Vec<FoldedText>,
    policy: MatchPolicy,
    /// Where none of the names is what the screen shows: how many letters are shown, which all count as matched.
    shown_chars: Option<usize>,
    /// A bit for each place it is looked for in.
    scopes: u8,
}

/// One field of one event.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexedField {
    pub(super) field: SearchField,
    /// Which of the index's terms it says.
    pub(super) term: u32,
    /// What a match here is worth, in hundredths of one in the title.
    pub(super) weight: u8,
    pub(super) scope: FieldScope,
    /// Whether it is an id, which names one thing alone.
    pub(super) is_id: bool,
}

/// What a needle found in the terms of an index.
#[derive(Debug)]
pub(super) struct Postings {
    /// For each term which of `found` is its own, counted from 1; 0 where nothing was. Small, since each row of each
    /// event asks.
    slots: Vec<u32>,
    matches: Vec<FuzzyMatch>,
}

impl Postings {
    /// What was found in the row's term.
    pub(super) fn match_for(&self, row: &IndexedField) -> Option<&FuzzyMatch> {
        let slot = self.slots[row.term as usize];
        slot.checked_sub(1).map(|at| &self.matches[at as usize])
    }

    /// Whether anything was found.
    pub(super) fn has_matches(&self) -> bool {
        !self.matches.is_empty()
    }
}

/// How a text may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum MatchPolicy {
    /// Words, parts of words, and words with a slip of the finger.
    Fuzzy,
    /// Words and their beginnings. For long texts, where a scatter of letters is always to be found.
    Words,
    /// The whole text.
    Whole,
}

/// What is known of an event besides its texts.
#[derive(Debug)]
struct EntryFacts {
    kind: Kind,
    /// The first and the last day it may lie on.
    date_range: Option<(NaiveDate, NaiveDate)>,
    /// How many letters its date has as stored.
    date_chars: usize,
    /// A bit for each row of [`QUALITIES`] that holds whatever the day.
    properties: u32,
    /// What decides the status of each of its commitments; those of a draft do not count yet.
    commitments: Vec<StatusRule>,
}

impl Index {
    /// Prepares every event of a timeline.
    pub fn new(timeline: &Timeline) -> Self {
        let mut maker = IndexBuilder {
            timeline,
            index: Self::default(),
            shared_terms: HashMap::new(),
            dates: HashMap::new(),
            actors: HashMap::new(),
            sources: HashMap::new(),
            countries: HashMap::new(),
            states: states_by_code(timeline).collect(),
        };
        timeline.entries().iter().for_each(|entry| maker.add_entry(entry));
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
    pub(super) fn fields_in(&self, entry: usize, place: FieldScope) -> &[IndexedField] {
        if place == FieldScope::Anywhere { self.plain.for_entry(entry) } else { self.named.for_entry(entry) }
    }

    /// What `needle` finds in the terms of a place.
    pub(super) fn find_in_scope(&self, needle: &Needle, manner: MatchMode, place: FieldScope) -> Postings {
        let (bit, mask) = (scope_bit(place), needle.required_mask(manner));
        let mut finds = Postings { slots: vec![0; self.terms.len()], matches: Vec::new() };
        for (slot, term) in finds.slots.iter_mut().zip(&self.terms) {
            if term.scopes & bit == 0 || mask & !term.mask != 0 {
                continue;
            }
            if let Some(found) = term.find_best(needle, manner) {
                finds.matches.push(found);
                *slot = finds.matches.len() as u32;
            }
        }
        finds
    }

    /// Whether what was found is the id of something.
    pub(super) fn matches_id(&self, place: FieldScope, finds: &Postings) -> bool {
        let mut rows = self.named.rows.iter();
        rows.any(|row| row.is_id && row.scope == place && finds.match_for(row).is_some())
    }

    /// Whether the event answers a test that no text is needed for.
    pub(super) fn predicate_holds(&self, entry: usize, test: &Predicate, today: NaiveDate) -> bool {
        let facts = &self.facts[entry];
        match test {
            Predicate::Kind(kind) => facts.kind == *kind,
            Predicate::Date(days) => facts.date_range.is_some_and(|(first, last)| days.overlaps(first, last)),
            Predicate::Property(n) => match PROPERTIES.get(*n).map(|row| &row.test) {
                Some(PropertyTest::Commitment(state)) => {
                    facts.commitments.iter().any(|rule| rule.status_on(today) == *state)
                }
                _ => facts.properties & 1 << n != 0,
            },
            Predicate::Word(_) => false,
        }
    }

    /// Where the screen shows what such a test asks about, and how many letters it has there.
    pub(super) fn display_span(&self, entry: usize, test: &Predicate) -> Option<(SearchField, usize)> {
        match test {
            Predicate::Kind(kind) => Some((SearchField::Kind, kind.name().len())),
            Predicate::Date(_) => Some((SearchField::Date, self.facts[entry].date_chars)),
            Predicate::Property(_) | Predicate::Word(_) => None,
        }
    }
}

impl DatePredicate {
    fn overlaps(self, first: NaiveDate, last: NaiveDate) -> bool {
        match self {
            Self::Within(from, to) => first <= to && from <= last,
            Self::Before(day) => first < day,
            Self::After(day) => day < last,
        }
    }
}

impl EntryFields {
    fn for_entry(&self, entry: usize) -> &[IndexedField] {
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[entry]]
    }

    fn finish_entry(&mut self) {
        self.ends.push(self.rows.len());
    }
}

impl IndexedTerm {
    /// The best that any of its names gives, with the places in the first.
    fn find_best(&self, needle: &Needle, manner: MatchMode) -> Option<FuzzyMatch> {
        let find = |text: &FoldedText| match self.policy {
            MatchPolicy::Fuzzy => text.find(needle, manner),
            MatchPolicy::Words => text.find_word(needle, manner),
            MatchPolicy::Whole => text.find_whole(needle),
        };
        if let Some(letters) = self.shown_chars {
            let score = self.names.iter().filter_map(find).map(|found| found.score).max()?;
            return Some(FuzzyMatch { score, positions: (0..letters).collect() });
        }
        let (shown, others) = self.names.split_first()?;
        let shown = find(shown);
        let other = others.iter().filter_map(find).map(|found| found.score).max();
        match (shown, other) {
            (Some(shown), other) => Some(FuzzyMatch { score: shown.score.max(other.unwrap_or(0)), ..shown }),
            (None, other) => other.map(|score| FuzzyMatch { score, positions: Vec::new() }),
        }
    }
}

impl EntryFacts {
    fn new(timeline: &Timeline, entry: &TimelineEntry, date_chars: usize) -> Self {
        let event = &entry.event;
        let holds =
            |asks: &PropertyTest| matches!(asks, PropertyTest::Event(holds) if holds(timeline, entry));
        let bits = PROPERTIES.iter().enumerate().filter(|(_, row)| holds(&row.test));
        let rule = |commitment| timeline.status_rule(event, commitment);
        Self {
            kind: event.kind,
            date_range: event.date.as_ref().map(|date| (date.earliest(), date.latest())),
            date_chars,
            properties: bits.fold(0, |bits, (n, _)| bits | 1 << n),
            commitments: event.commitments.iter().filter(|_| !event.is_draft()).map(rule).collect(),
        }
    }
}

/// Builds an index.
struct IndexBuilder<'a> {
    timeline: &'a Timeline,
    index: Index,
    /// The terms that many events share, by what they say.
    shared_terms: HashMap<(&'a str, MatchPolicy), u32>,
    /// Those of dates, by how they are stored.
    dates: HashMap<String, (u32, Option<u32>)>,
    /// Those of actors and sources by id, two actors may have one name; those of countries by code.
    actors: HashMap<&'a str, EntityTerms>,
    sources: HashMap<&'a str, EntityTerms>,
    countries: HashMap<&'a str, EntityTerms>,
    /// The states, by their codes.
    states: HashMap<&'a str, &'a Actor>,
}

/// The terms of something that has an id.
#[derive(Clone, Copy, Default)]
struct EntityTerms {
    /// What a plain word is looked for in: the names of an actor, the publisher of a source, the code of a country.
    plain: Option<u32>,
    /// What else its field is looked for in: what a source is called, the names of a country.
    other: Option<u32>,
    /// The id, where it is no plain word.
    id: Option<u32>,
}

impl<'a> IndexBuilder<'a> {
    fn add_entry(&mut self, entry: &'a TimelineEntry) {
        let event = &entry.event;
        self.add_unique_text(SearchField::Title, &event.title, MatchPolicy::Fuzzy, 100);
        if let Some(title) = &event.title_ko {
            self.add_unique_text(SearchField::TitleKo, title, MatchPolicy::Fuzzy, 100);
        }
        let date = event.date.as_ref().map(ToString::to_string).unwrap_or_default();
        if let Some((written, spoken)) = event.date.as_ref().map(|known| self.date_terms(known, &date)) {
            // Above the title: "2016" asks for what happened then before what only speaks of that year.
            self.add_field(SearchField::Date, written, 110);
            if let Some(term) = spoken {
                self.add_field(SearchField::Date, term, 100);
            }
        }
        self.add_shared_text(SearchField::Kind, event.kind.name(), MatchPolicy::Words, 90);
        for (n, id) in event.actors.iter().enumerate() {
            let known = self.actor_terms(id);
            self.add_entity(SearchField::Actor(n), SearchField::Actor(n), known, 85);
        }
        for (n, topic) in event.topics.iter().enumerate() {
            self.add_shared_text(SearchField::Topic(n), topic, MatchPolicy::Words, 70);
        }
        if let Some(summary) = &event.summary {
            self.add_unique_text(SearchField::Summary, summary, MatchPolicy::Words, 50);
        }
        if let Some(place) = &event.place {
            self.add_unique_text(SearchField::Place, place, MatchPolicy::Fuzzy, 60);
        }
        for (n, row) in event.sources.iter().enumerate() {
            let known = self.source_terms(&row.source);
            self.add_entity(SearchField::Publisher(n), SearchField::Source(n), known, 40);
        }
        for (n, code) in event.countries.iter().enumerate() {
            let known = self.country_terms(code);
            self.add_entity(SearchField::Country(n), SearchField::Country(n), known, 40);
        }
        for (n, note) in entry.notes.iter().enumerate() {
            self.add_unique_text(SearchField::Note(n), note, MatchPolicy::Words, 60);
        }
        self.index.facts.push(EntryFacts::new(self.timeline, entry, date.chars().count()));
        self.index.plain.finish_entry();
        self.index.named.finish_entry();
    }

    /// The terms of a date: as it is stored, and as it is spoken where a month is known. Many events share one.
    fn date_terms(&mut self, known: &Edtf, written: &str) -> (u32, Option<u32>) {
        if let Some(terms) = self.dates.get(written) {
            return *terms;
        }
        let (spoken, terms) = (known.prose_forms(), &mut self.index.terms);
        let stored = push_term(terms, [written], MatchPolicy::Words, None);
        let names = spoken.iter().map(String::as_str);
        let spoken = (!spoken.is_empty()).then(|| push_term(terms, names, MatchPolicy::Words, Some(written)));
        self.dates.insert(written.to_owned(), (stored, spoken));
        (stored, spoken)
    }

    /// An actor that the timeline does not know has an id all the same.
    fn actor_terms(&mut self, id: &'a str) -> EntityTerms {
        let (terms, timeline) = (&mut self.index.terms, self.timeline);
        *self.actors.entry(id).or_insert_with(|| {
            let actor = timeline.actor(id);
            let plain = actor.map(|actor| push_term(terms, actor.names(), MatchPolicy::Fuzzy, None));
            let shown = actor.map_or(id, |actor| &actor.name);
            EntityTerms {
                plain,
                other: None,
                id: Some(push_term(terms, [id], MatchPolicy::Whole, Some(shown))),
            }
        })
    }

    fn source_terms(&mut self, id: &'a str) -> EntityTerms {
        if let Some(known) = self.sources.get(id) {
            return *known;
        }
        let source = self.timeline.source(id);
        let publisher = source.and_then(|source| source.publisher.as_deref());
        let plain = publisher.map(|publisher| self.intern_term(publisher, MatchPolicy::Words));
        let label = source.map_or_else(|| id.to_owned(), Source::label);
        let terms = &mut self.index.terms;
        let other = Some(push_term(terms, [label.as_str(), id], MatchPolicy::Words, None));
        let known =
            EntityTerms { plain, other, id: Some(push_term(terms, [id], MatchPolicy::Whole, Some(&label))) };
        self.sources.insert(id, known);
        known
    }

    fn country_terms(&mut self, code: &'a str) -> EntityTerms {
        let (terms, states) = (&mut self.index.terms, &self.states);
        *self.countries.entry(code).or_insert_with(|| {
            let plain = Some(push_term(terms, [code], MatchPolicy::Whole, None));
            let state = states.get(code);
            let other = state.map(|state| push_term(terms, state.names(), MatchPolicy::Words, Some(code)));
            EntityTerms { plain, other, id: None }
        })
    }

    /// A text of this event alone.
    fn add_unique_text(&mut self, field: SearchField, text: &str, how: MatchPolicy, weight: u8) {
        let term = push_term(&mut self.index.terms, [text], how, None);
        self.add_field(field, term, weight);
    }

    /// A text that other events have too.
    fn add_shared_text(&mut self, field: SearchField, text: &'a str, how: MatchPolicy, weight: u8) {
        let term = self.intern_term(text, how);
        self.add_field(field, term, weight);
    }

    fn intern_term(&mut self, text: &'a str, how: MatchPolicy) -> u32 {
        let terms = &mut self.index.terms;
        *self.shared_terms.entry((text, how)).or_insert_with(|| push_term(terms, [text], how, None))
    }

    /// The rows of something with an id: `field` is where its plain term is shown, `shown` where the others are.
    fn add_entity(&mut self, field: SearchField, shown: SearchField, known: EntityTerms, weight: u8) {
        if let Some(term) = known.plain {
            self.add_field(field, term, weight);
        }
        if let Some(place) = scope_of(field) {
            known.other.into_iter().for_each(|term| self.add_named_field(shown, term, place, false));
            known.id.into_iter().for_each(|term| self.add_named_field(shown, term, place, true));
        }
    }

    /// A row for plain words and, where one can name it, for its field.
    fn add_field(&mut self, field: SearchField, term: u32, weight: u8) {
        self.index.terms[term as usize].scopes |= scope_bit(FieldScope::Anywhere);
        self.index.plain.rows.push(IndexedField {
            field,
            term,
            weight,
            scope: FieldScope::Anywhere,
            is_id: false,
        });
        if let Some(place) = scope_of(field) {
            // The code of a country is its id.
            self.add_named_field(field, term, place, place == FieldScope::Country);
        }
    }

    fn add_named_field(&mut self, field: SearchField, term: u32, place: FieldScope, id: bool) {
        self.index.terms[term as usize].scopes |= scope_bit(place);
        self.index.named.rows.push(IndexedField { field, term, weight: 100, scope: place, is_id: id });
    }
}

/// What a person names who asks for this field; `None` where no name is for its text.
fn scope_of(field: SearchField) -> Option<FieldScope> {
    match field {
        SearchField::Actor(_) => Some(FieldScope::Actor),
        SearchField::Topic(_) => Some(FieldScope::Topic),
        SearchField::Country(_) => Some(FieldScope::Country),
        SearchField::Publisher(_) | SearchField::Source(_) => Some(FieldScope::Source),
        SearchField::Place => Some(FieldScope::Where),
        _ => None,
    }
}

/// Adds a term and gives back its number. A name is searched as it is shown: places that match are counted in the
/// text on one line, without runs of spaces. `shown` is what the screen shows where that is none of the names.
fn push_term<'n>(
    terms: &mut Vec<IndexedTerm>,
    names: impl IntoIterator<Item = &'n str>,
    how: MatchPolicy,
    shown: Option<&str>,
) -> u32 {
    let names: Vec<FoldedText> =
        names.into_iter().map(|name| FoldedText::new(truncate_chars(&clean_line(name)))).collect();
    let shown = shown.map(|shown| clean_line(shown).chars().count());
    let mask = names.iter().fold(0, |mask, name| mask | name.letter_mask());
    terms.push(IndexedTerm { mask, names, policy: how, shown_chars: shown, scopes: 0 });
    terms.len() as u32 - 1
}

fn scope_bit(place: FieldScope) -> u8 {
    1 << place as u8
}

/// The first [`LONGEST`] characters.
fn truncate_chars(text: &str) -> &str {
    text.char_indices().nth(MAX_FIELD_CHARS).map_or(text, |(end, _)| &text[..end])
}
