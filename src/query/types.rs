//! Types of a parsed filter and of its results: queries, terms, predicates, and hits. Never parses text and never
//! matches events.

use crate::model::Kind;
use crate::model::fields::EventField;
use crate::text::{clean_line, fold, hangul};
use chrono::NaiveDate;

/// A field of an event that a filter can match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchField {
    /// A field that is searched as one text, such as the title or the place.
    Text(EventField),
    /// The date as stored.
    Date,
    /// The name of the event type.
    Kind,
    /// The n-th actor of the event.
    Actor(usize),
    /// The n-th topic.
    Topic(usize),
    /// The publisher of the n-th source.
    Publisher(usize),
    /// The label of the n-th source ([`crate::model::Source::label`]).
    Source(usize),
    /// The n-th country.
    Country(usize),
    /// The n-th of the user's notes on the event.
    Note(usize),
}

/// An event that matches a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the event in [`crate::model::Timeline::entries`].
    pub entry: usize,
    /// How well the event matches. Only comparisons with other scores of the same search are meaningful.
    pub score: i64,
    /// The fields that matched, in the order of [`SearchField`]; each field at most once.
    pub matches: Vec<FieldMatch>,
}

/// The characters of a field that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMatch {
    /// The field.
    pub field: SearchField,
    /// Character positions in the displayed text of the field, ascending. Empty if the match is in a name that is not
    /// displayed, such as an alias of an actor.
    pub positions: Vec<usize>,
}

impl Hit {
    /// The hit of an event in a search without terms: it matches, but no field of it does.
    pub fn unfiltered(entry: usize) -> Self {
        Self { entry, score: 0, matches: Vec::new() }
    }

    pub(super) fn add_match(&mut self, field: SearchField, positions: &[usize]) {
        match self.matches.iter_mut().find(|found| found.field == field) {
            Some(found) => {
                found.positions.extend(positions);
                found.positions.sort_unstable();
                found.positions.dedup();
            }
            None => self.matches.push(FieldMatch { field, positions: positions.to_vec() }),
        }
    }

    /// The positions of `field` that matched; empty if the field did not match.
    pub fn matched_positions(&self, field: SearchField) -> &[usize] {
        self.matches.iter().find(|found| found.field == field).map_or(&[], |found| &found.positions)
    }
}

/// A parsed filter. An event must satisfy every group, and at least one term of each group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) groups: Vec<Vec<QueryTerm>>,
}

/// One term of a filter: at least one predicate must hold or, if the term is negated, none may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryTerm {
    pub(super) negated: bool,
    pub(super) predicates: Vec<Predicate>,
}

/// A condition on one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Predicate {
    /// One of its texts matches.
    Word(SearchWord),
    /// It is of this type.
    Kind(Kind),
    /// Its date could satisfy a condition.
    Date(DatePredicate),
    /// It has a property, given by its index in [`super::fields::PROPERTIES`].
    Property(usize),
}

/// A condition on a date. An imprecise date satisfies it if one of its possible days does; a missing date never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatePredicate {
    /// From the first day to the second, both inclusive.
    Within(NaiveDate, NaiveDate),
    /// Before this day.
    Before(NaiveDate),
    /// After this day.
    After(NaiveDate),
}

/// A word or phrase to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SearchWord {
    /// As typed, cleaned. Case is kept because it selects letters when the word is read on the Korean layout.
    pub(super) as_typed: String,
    /// Folded, with Hangul composed. Never empty.
    pub(super) folded: String,
    pub(super) mode: MatchMode,
    pub(super) scope: FieldScope,
}

/// How a word may match a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum MatchMode {
    /// Words, parts of words, Korean initials, and words with letters left out.
    Fuzzy,
    /// Like fuzzy, but without initials, unfinished syllables, and missing letters. Negated terms use it, so that no
    /// event is hidden by a guess.
    Strict,
    /// The exact text, anywhere.
    Exact,
    /// At the start of the text.
    Start,
    /// At the end of the text.
    End,
    /// The whole text.
    Whole,
}

/// The fields of an event in which a word is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum FieldScope {
    /// All displayed texts.
    Anywhere,
    Actor,
    Topic,
    Country,
    Source,
    Place,
}

impl SearchWord {
    /// Cleans and folds a word; `None` if nothing is left of it.
    pub(super) fn new(typed: &str, mode: MatchMode, scope: FieldScope) -> Option<Self> {
        let as_typed = clean_line(typed);
        let folded = fold(&hangul::normalize_needle(&as_typed));
        (!folded.is_empty()).then_some(Self { as_typed, folded, mode, scope })
    }

    fn is_plain(&self) -> bool {
        self.scope == FieldScope::Anywhere && self.mode == MatchMode::Fuzzy
    }
}

impl Query {
    /// A query of plain words that must all match. Operators and fields in `text` have no special meaning.
    pub fn from_words(text: &str) -> Self {
        let words = text.split_whitespace();
        let words = words.filter_map(|word| SearchWord::new(word, MatchMode::Fuzzy, FieldScope::Anywhere));
        let group = |word| vec![QueryTerm { negated: false, predicates: vec![Predicate::Word(word)] }];
        Self { groups: words.map(group).collect() }
    }

    /// Whether the query has no terms and so matches every event.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The plain words of terms that are not negated, folded.
    pub fn words(&self) -> Vec<&str> {
        self.plain_words().map(|word| word.folded.as_str()).collect()
    }

    /// The plain words of terms that are not negated.
    pub(super) fn plain_words(&self) -> impl Iterator<Item = &SearchWord> {
        let terms = self.groups.iter().flatten().filter(|term| !term.negated);
        terms.flat_map(|term| &term.predicates).filter_map(|predicate| match predicate {
            Predicate::Word(word) if word.is_plain() => Some(word),
            _ => None,
        })
    }

    /// Like [`Self::plain_words`], mutable.
    pub(super) fn plain_words_mut(&mut self) -> impl Iterator<Item = &mut SearchWord> {
        let terms = self.groups.iter_mut().flatten().filter(|term| !term.negated);
        terms.flat_map(|term| &mut term.predicates).filter_map(|predicate| match predicate {
            Predicate::Word(word) if word.is_plain() => Some(word),
            _ => None,
        })
    }
}
