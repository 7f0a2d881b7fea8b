//! The search index of a timeline, built once for many queries: the texts of each event, its type, the range of its
//! date, and its properties. Never scores a match; `fuzzy` does that.

use super::fields::{PROPERTIES, PropertyTest};
use super::fuzzy::{FoldedText, FuzzyMatch, Needle};
use super::suggestions::states_by_code;
use super::types::{DatePredicate, FieldScope, MatchMode, Predicate, SearchField};
use crate::model::fields::{EVENT_FIELDS, EventField, FieldSearch, TextPolicy};
use crate::model::{Actor, Edtf, Kind, Source, StatusRule, Timeline, TimelineEntry};
use crate::text::clean_line;
use chrono::NaiveDate;
use std::collections::HashMap;

/// Number of characters of a field that are searched. The memory use of `fuzzy-matcher` is query times field.
const MAX_FIELD_CHARS: usize = 4000;

/// The search index of the events of a timeline.
#[derive(Debug, Default)]
pub struct Index {
    /// Every distinct text. Thousands of events share a few hundred names and words, so that each query searches a text
    /// only once.
    terms: Vec<IndexedTerm>,
    /// The fields that plain words search.
    plain: EntryFields,
    /// The fields that terms such as `actor:` search, kept apart so that they do not slow down plain words.
    named: EntryFields,
    /// The other searchable facts of each event.
    facts: Vec<EntryFacts>,
}

/// The searchable fields of all events, in the order of the timeline's entries.
#[derive(Debug, Default)]
struct EntryFields {
    fields: Vec<IndexedField>,
    /// The end of each event's fields in `fields`, exclusive.
    ends: Vec<usize>,
}

/// A text that a field can contain, under all its names. The first name is the displayed one.
#[derive(Debug)]
struct IndexedTerm {
    /// The letter masks of all names combined, to rule out most terms with one comparison.
    mask: u64,
    names: Vec<FoldedText>,
    policy: MatchPolicy,
    /// The length of the displayed text if it is none of the names. All of its characters count as matched.
    shown_chars: Option<usize>,
    /// A bit for each [`FieldScope`] in which the term occurs.
    scopes: u8,
}

/// A searchable field of an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexedField {
    pub(super) field: SearchField,
    /// Index of its text in [`Index::terms`].
    pub(super) term: u32,
    /// The weight of a match, in percent of a match in the title.
    pub(super) weight: u8,
    pub(super) scope: FieldScope,
    /// Whether the text is an id, which identifies exactly one thing.
    pub(super) is_id: bool,
}

/// The matches of a needle in the terms of an index.
#[derive(Debug)]
pub(super) struct Postings {
    /// For each term, the position of its match in `matches`, from 1, or 0. A compact list, because it is read once for
    /// each field of each event.
    slots: Vec<u32>,
    matches: Vec<FuzzyMatch>,
}

impl Postings {
    /// The match in the text of `field`.
    pub(super) fn match_for(&self, field: &IndexedField) -> Option<&FuzzyMatch> {
        let slot = self.slots[field.term as usize];
        slot.checked_sub(1).map(|n| &self.matches[n as usize])
    }

    /// Whether the needle was found anywhere.
    pub(super) fn has_matches(&self) -> bool {
        !self.matches.is_empty()
    }
}

/// How a text may be matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum MatchPolicy {
    /// By words, parts of words, and words with letters left out.
    Fuzzy,
    /// By words and their beginnings. For long texts, in which almost any letters can be found in order.
    Words,
    /// By the whole text.
    Whole,
}

impl From<TextPolicy> for MatchPolicy {
    fn from(policy: TextPolicy) -> Self {
        match policy {
            TextPolicy::Fuzzy => Self::Fuzzy,
            TextPolicy::Words => Self::Words,
        }
    }
}

/// What the index stores of an event besides its texts.
#[derive(Debug)]
struct EntryFacts {
    kind: Kind,
    /// The first and the last possible day.
    date_range: Option<(NaiveDate, NaiveDate)>,
    /// Length of the date as stored, in characters.
    date_chars: usize,
    /// A bit for each of [`PROPERTIES`] that holds on every day.
    properties: u32,
    /// The status rules of its commitments. Empty for a draft, whose commitments have no status yet.
    commitments: Vec<StatusRule>,
}

impl Index {
    /// Indexes every event of a timeline.
    pub fn new(timeline: &Timeline) -> Self {
        let mut builder = IndexBuilder {
            timeline,
            index: Self::default(),
            shared_terms: HashMap::new(),
            dates: HashMap::new(),
            actors: HashMap::new(),
            sources: HashMap::new(),
            countries: HashMap::new(),
            states: states_by_code(timeline).collect(),
        };
        timeline.entries().iter().for_each(|entry| builder.add_entry(entry));
        builder.index
    }

    /// The number of events.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there are no events.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The fields of an event to search for a word of `scope`. With a scope other than `Anywhere`, the caller has to
    /// select the fields of that scope.
    pub(super) fn fields_in(&self, entry: usize, scope: FieldScope) -> &[IndexedField] {
        if scope == FieldScope::Anywhere { self.plain.for_entry(entry) } else { self.named.for_entry(entry) }
    }

    /// Finds `needle` in all terms of a scope.
    pub(super) fn find_in_scope(&self, needle: &Needle, mode: MatchMode, scope: FieldScope) -> Postings {
        let (bit, mask) = (scope_bit(scope), needle.required_mask(mode));
        let mut postings = Postings { slots: vec![0; self.terms.len()], matches: Vec::new() };
        for (slot, term) in postings.slots.iter_mut().zip(&self.terms) {
            if term.scopes & bit == 0 || mask & !term.mask != 0 {
                continue;
            }
            if let Some(found) = term.find_best(needle, mode) {
                postings.matches.push(found);
                *slot = postings.matches.len() as u32;
            }
        }
        postings
    }

    /// Whether one of the matches is in an id.
    pub(super) fn matches_id(&self, scope: FieldScope, postings: &Postings) -> bool {
        let mut fields = self.named.fields.iter();
        fields.any(|field| field.is_id && field.scope == scope && postings.match_for(field).is_some())
    }

    /// Whether the event satisfies a predicate other than [`Predicate::Word`], for which the answer is always false.
    pub(super) fn predicate_holds(&self, entry: usize, predicate: &Predicate, today: NaiveDate) -> bool {
        let facts = &self.facts[entry];
        match predicate {
            Predicate::Kind(kind) => facts.kind == *kind,
            Predicate::Date(days) => facts.date_range.is_some_and(|(first, last)| days.overlaps(first, last)),
            Predicate::Property(n) => match PROPERTIES.get(*n).map(|property| &property.test) {
                Some(PropertyTest::Commitment(holds)) => {
                    facts.commitments.iter().any(|rule| holds(rule.status_on(today)))
                }
                _ => facts.properties & 1 << n != 0,
            },
            Predicate::Word(_) => false,
        }
    }

    /// The field that displays what a predicate is about, and its length in characters.
    pub(super) fn display_span(&self, entry: usize, predicate: &Predicate) -> Option<(SearchField, usize)> {
        match predicate {
            Predicate::Kind(kind) => Some((SearchField::Kind, kind.name().len())),
            Predicate::Date(_) => Some((SearchField::Date, self.facts[entry].date_chars)),
            Predicate::Property(_) | Predicate::Word(_) => None,
        }
    }
}

impl DatePredicate {
    /// Whether some day from `first` to `last`, both inclusive, satisfies the condition.
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
        &self.fields[start..self.ends[entry]]
    }

    fn finish_entry(&mut self) {
        self.ends.push(self.fields.len());
    }
}

impl IndexedTerm {
    /// The best match in any of its names, with the positions in the displayed text.
    fn find_best(&self, needle: &Needle, mode: MatchMode) -> Option<FuzzyMatch> {
        let find = |text: &FoldedText| match self.policy {
            MatchPolicy::Fuzzy => text.find(needle, mode),
            MatchPolicy::Words => text.find_word(needle, mode),
            MatchPolicy::Whole => text.find_whole(needle),
        };
        if let Some(chars) = self.shown_chars {
            let score = self.names.iter().filter_map(find).map(|found| found.score).max()?;
            return Some(FuzzyMatch { score, positions: (0..chars).collect() });
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
            |test: &PropertyTest| matches!(test, PropertyTest::Event(holds) if holds(timeline, entry));
        let bits = PROPERTIES.iter().enumerate().filter(|(_, property)| holds(&property.test));
        let status_rule = |commitment| timeline.status_rule(event, commitment);
        Self {
            kind: event.kind,
            date_range: event.date.as_ref().map(|date| (date.earliest(), date.latest())),
            date_chars,
            properties: bits.fold(0, |bits, (n, _)| bits | 1 << n),
            commitments: event.commitments.iter().filter(|_| !event.is_draft()).map(status_rule).collect(),
        }
    }
}

/// An index under construction, with the terms that events share.
struct IndexBuilder<'a> {
    timeline: &'a Timeline,
    index: Index,
    /// Terms of texts that many events have, by text.
    shared_terms: HashMap<(&'a str, MatchPolicy), u32>,
    /// Terms of dates, by their stored form.
    dates: HashMap<String, (u32, Option<u32>)>,
    /// Terms of actors, by id, because two actors may have the same name.
    actors: HashMap<&'a str, EntityTerms>,
    /// Terms of sources, by id.
    sources: HashMap<&'a str, EntityTerms>,
    /// Terms of countries, by code.
    countries: HashMap<&'a str, EntityTerms>,
    /// The actors that are states, by country code.
    states: HashMap<&'a str, &'a Actor>,
}

/// The terms of an actor, a source, or a country.
#[derive(Clone, Copy, Default)]
struct EntityTerms {
    /// What plain words search: the names of an actor, the publisher of a source, the code of a country.
    plain: Option<u32>,
    /// What its own field searches in addition: the label of a source, the names of a country.
    other: Option<u32>,
    /// The id, if plain words do not search it.
    id: Option<u32>,
}

impl<'a> IndexBuilder<'a> {
    fn add_entry(&mut self, entry: &'a TimelineEntry) {
        let event = &entry.event;
        for spec in EVENT_FIELDS {
            if let Some(FieldSearch { weight, policy, .. }) = spec.search {
                let text = (spec.value)(event).join(", ");
                if !text.is_empty() {
                    self.add_unique_text(SearchField::Text(spec.field), &text, policy.into(), weight);
                }
            }
        }
        let date = event.date.as_ref().map(ToString::to_string).unwrap_or_default();
        if let Some((stored, prose)) = event.date.as_ref().map(|parsed| self.date_terms(parsed, &date)) {
            // Above the title: for "2016", an event of that year ranks above one that only mentions the year.
            self.add_field(SearchField::Date, stored, 110);
            if let Some(term) = prose {
                self.add_field(SearchField::Date, term, 100);
            }
        }
        self.add_shared_text(SearchField::Kind, event.kind.name(), MatchPolicy::Words, 90);
        for (n, id) in event.actors.iter().enumerate() {
            let terms = self.actor_terms(id);
            self.add_entity(SearchField::Actor(n), SearchField::Actor(n), terms, 85);
        }
        for (n, topic) in event.topics.iter().enumerate() {
            self.add_shared_text(SearchField::Topic(n), topic, MatchPolicy::Words, 70);
        }
        for (n, row) in event.sources.iter().enumerate() {
            let terms = self.source_terms(&row.source);
            self.add_entity(SearchField::Publisher(n), SearchField::Source(n), terms, 40);
        }
        for (n, code) in event.countries.iter().enumerate() {
            let terms = self.country_terms(code);
            self.add_entity(SearchField::Country(n), SearchField::Country(n), terms, 40);
        }
        for (n, note) in entry.notes.iter().enumerate() {
            self.add_unique_text(SearchField::Note(n), note, MatchPolicy::Words, 60);
        }
        self.index.facts.push(EntryFacts::new(self.timeline, entry, date.chars().count()));
        self.index.plain.finish_entry();
        self.index.named.finish_entry();
    }

    /// The terms of a date: its stored form and, if its month is known, its forms in prose. Events share them.
    fn date_terms(&mut self, date: &Edtf, stored_text: &str) -> (u32, Option<u32>) {
        if let Some(terms) = self.dates.get(stored_text) {
            return *terms;
        }
        let (forms, terms) = (date.prose_forms(), &mut self.index.terms);
        let stored = push_term(terms, [stored_text], MatchPolicy::Words, None);
        let names = forms.iter().map(String::as_str);
        let prose =
            (!forms.is_empty()).then(|| push_term(terms, names, MatchPolicy::Words, Some(stored_text)));
        self.dates.insert(stored_text.to_owned(), (stored, prose));
        (stored, prose)
    }

    /// The terms of an actor. One that is missing from the timeline can still be found by id.
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
        if let Some(terms) = self.sources.get(id) {
            return *terms;
        }
        let source = self.timeline.source(id);
        let publisher = source.and_then(|source| source.publisher.as_deref());
        let plain = publisher.map(|publisher| self.intern_term(publisher, MatchPolicy::Words));
        let label = source.map_or_else(|| id.to_owned(), Source::label);
        let terms = &mut self.index.terms;
        let other = Some(push_term(terms, [label.as_str(), id], MatchPolicy::Words, None));
        let id_term = Some(push_term(terms, [id], MatchPolicy::Whole, Some(&label)));
        let entity = EntityTerms { plain, other, id: id_term };
        self.sources.insert(id, entity);
        entity
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

    /// Adds a text that no other event has.
    fn add_unique_text(&mut self, field: SearchField, text: &str, policy: MatchPolicy, weight: u8) {
        let term = push_term(&mut self.index.terms, [text], policy, None);
        self.add_field(field, term, weight);
    }

    /// Adds a text that other events may have, too.
    fn add_shared_text(&mut self, field: SearchField, text: &'a str, policy: MatchPolicy, weight: u8) {
        let term = self.intern_term(text, policy);
        self.add_field(field, term, weight);
    }

    fn intern_term(&mut self, text: &'a str, policy: MatchPolicy) -> u32 {
        let terms = &mut self.index.terms;
        *self.shared_terms.entry((text, policy)).or_insert_with(|| push_term(terms, [text], policy, None))
    }

    /// Adds an actor, a source, or a country. `field` displays its plain term, `other_field` its other terms.
    fn add_entity(&mut self, field: SearchField, other_field: SearchField, terms: EntityTerms, weight: u8) {
        if let Some(term) = terms.plain {
            self.add_field(field, term, weight);
        }
        if let Some(scope) = scope_of(field) {
            terms.other.into_iter().for_each(|term| self.add_named_field(other_field, term, scope, false));
            terms.id.into_iter().for_each(|term| self.add_named_field(other_field, term, scope, true));
        }
    }

    /// Adds a field for plain words and, if the language has a name for it, for terms with that name.
    fn add_field(&mut self, field: SearchField, term: u32, weight: u8) {
        self.index.terms[term as usize].scopes |= scope_bit(FieldScope::Anywhere);
        self.index.plain.fields.push(IndexedField {
            field,
            term,
            weight,
            scope: FieldScope::Anywhere,
            is_id: false,
        });
        if let Some(scope) = scope_of(field) {
            // The code of a country is its id.
            self.add_named_field(field, term, scope, scope == FieldScope::Country);
        }
    }

    fn add_named_field(&mut self, field: SearchField, term: u32, scope: FieldScope, is_id: bool) {
        self.index.terms[term as usize].scopes |= scope_bit(scope);
        self.index.named.fields.push(IndexedField { field, term, weight: 100, scope, is_id });
    }
}

/// The scope by which the language can name a field; `None` for fields that only plain words search.
fn scope_of(field: SearchField) -> Option<FieldScope> {
    match field {
        SearchField::Actor(_) => Some(FieldScope::Actor),
        SearchField::Topic(_) => Some(FieldScope::Topic),
        SearchField::Country(_) => Some(FieldScope::Country),
        SearchField::Publisher(_) | SearchField::Source(_) => Some(FieldScope::Source),
        SearchField::Text(field) => match field.spec().search?.filter {
            EventField::Place => Some(FieldScope::Place),
            _ => None,
        },
        SearchField::Date | SearchField::Kind | SearchField::Note(_) => None,
    }
}

/// Adds a term and returns its index. Names are indexed as displayed, on one line and without runs of spaces, so that
/// match positions are valid for display. `shown` is the displayed text if it is none of the names.
fn push_term<'n>(
    terms: &mut Vec<IndexedTerm>,
    names: impl IntoIterator<Item = &'n str>,
    policy: MatchPolicy,
    shown: Option<&str>,
) -> u32 {
    let names: Vec<FoldedText> =
        names.into_iter().map(|name| FoldedText::new(truncate_chars(&clean_line(name)))).collect();
    let shown_chars = shown.map(|shown| clean_line(shown).chars().count());
    let mask = names.iter().fold(0, |mask, name| mask | name.letter_mask());
    terms.push(IndexedTerm { mask, names, policy, shown_chars, scopes: 0 });
    terms.len() as u32 - 1
}

fn scope_bit(scope: FieldScope) -> u8 {
    1 << scope as u8
}

/// The first [`MAX_FIELD_CHARS`] characters of `text`.
fn truncate_chars(text: &str) -> &str {
    text.char_indices().nth(MAX_FIELD_CHARS).map_or(text, |(end, _)| &text[..end])
}
