//! The nouns of the filter: a query, what its terms ask for, what an event has that can match, an error with its
//! place. Never reads a text and never looks at an event.

use crate::text::width::display_width;
use crate::text::{clean_line, fold, hangul};
use chrono::NaiveDate;
use std::fmt;

/// A field of an event that can match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchField {
    /// The title.
    Title,
    /// The Korean title.
    TitleKo,
    /// The date as stored.
    Date,
    /// The kind's name.
    Kind,
    /// The n-th of the event's actors.
    Actor(usize),
    /// The n-th of its topics.
    Topic(usize),
    /// The summary.
    Summary,
    /// Where it happened.
    Place,
    /// The publisher of its n-th source.
    Publisher(usize),
    /// What its n-th source is called ([`crate::model::Source::label`]).
    Source(usize),
    /// The n-th of its countries.
    Country(usize),
    /// The n-th of the person's notes on it.
    Note(usize),
}

/// An event that a query lets through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where the event stands in the timeline's entries.
    pub entry: usize,
    /// How well it fits; only the order of scores means anything.
    pub score: i64,
    /// Where it matched, one row a field, in the order of the fields.
    pub matches: Vec<FieldMatch>,
}

/// The letters of a field that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMatch {
    /// Which field.
    pub field: SearchField,
    /// Numbers of characters in the field's text, ascending. Empty where another name of it matched than
    /// the one shown.
    pub positions: Vec<usize>,
}

impl Hit {
    /// What a query without terms gives of an event: it is let through, and nothing of it matched.
    pub fn unfiltered(entry: usize) -> Self {
        Self { entry, score: 0, matches: Vec::new() }
    }

    pub(super) fn add_match(&mut self, field: SearchField, at: &[usize]) {
        match self.matches.iter_mut().find(|found| found.field == field) {
            Some(found) => {
                found.positions.extend(at);
                found.positions.sort_unstable();
                found.positions.dedup();
            }
            None => self.matches.push(FieldMatch { field, positions: at.to_vec() }),
        }
    }

    /// The letters of `field` that matched; none where it did not.
    pub fn matched_positions(&self, field: SearchField) -> &[usize] {
        self.matches.iter().find(|found| found.field == field).map_or(&[], |found| &found.positions)
    }
}

/// What a person typed as a filter. An event has to satisfy every group, and of a group one term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) groups: Vec<Vec<QueryTerm>>,
}

/// One term: some test that holds or, with `!`, none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryTerm {
    pub(super) negated: bool,
    pub(super) predicates: Vec<Predicate>,
}

/// What is asked of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Predicate {
    /// That a text of it matches.
    Word(SearchWord),
    /// That it is of this kind.
    Kind(crate::model::Kind),
    /// That its date may be such.
    Date(DatePredicate),
    /// That it has this quality, by its place in the table.
    Property(usize),
}

/// What is asked of a date. What is not known for certain is let through; what has no date is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatePredicate {
    /// Some possible day lies from the first to the second, both included.
    Within(NaiveDate, NaiveDate),
    /// Some possible day lies before this one.
    Before(NaiveDate),
    /// Some possible day lies after this one.
    After(NaiveDate),
}

/// A word or a phrase to be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SearchWord {
    /// As typed and cleaned: capitals tell what the other layout would have given.
    pub(super) as_typed: String,
    /// Folded, with Hangul composed. Not empty.
    pub(super) folded: String,
    pub(super) mode: MatchMode,
    pub(super) scope: FieldScope,
}

/// How a word may match a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum MatchMode {
    /// Words, parts of words, initials, words with a slip of the finger.
    Fuzzy,
    /// As fuzzy, without guesses: what `!` turns round, so that no event is hidden for a likeness.
    Sure,
    /// Unbroken, anywhere.
    Exact,
    /// At the beginning of the text.
    Start,
    /// At its end.
    End,
    /// The whole text.
    Whole,
}

/// In which texts of an event a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum FieldScope {
    /// In all that is shown of it.
    Anywhere,
    Actor,
    Topic,
    Country,
    Source,
    Where,
}

impl SearchWord {
    /// `None` where nothing is left of the text once it is cleaned.
    pub(super) fn new(typed: &str, manner: MatchMode, place: FieldScope) -> Option<Self> {
        let typed = clean_line(typed);
        let text = fold(&hangul::normalize_needle(&typed));
        (!text.is_empty()).then_some(Self { as_typed: typed, folded: text, mode: manner, scope: place })
    }

    fn is_plain(&self) -> bool {
        self.scope == FieldScope::Anywhere && self.mode == MatchMode::Fuzzy
    }
}

impl Query {
    /// Plain words joined by and, whatever signs they hold.
    pub fn from_words(text: &str) -> Self {
        let words = text.split_whitespace();
        let words = words.filter_map(|word| SearchWord::new(word, MatchMode::Fuzzy, FieldScope::Anywhere));
        Self {
            groups: words
                .map(|word| vec![QueryTerm { negated: false, predicates: vec![Predicate::Word(word)] }])
                .collect(),
        }
    }

    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The plain words, folded, those after `!` left out.
    pub fn words(&self) -> Vec<&str> {
        self.plain_words().map(|word| word.folded.as_str()).collect()
    }

    /// The plain words that are wanted.
    pub(super) fn plain_words(&self) -> impl Iterator<Item = &SearchWord> {
        self.groups
            .iter()
            .flatten()
            .filter(|term| !term.negated)
            .flat_map(|term| &term.predicates)
            .filter_map(|test| match test {
                Predicate::Word(word) if word.is_plain() => Some(word),
                _ => None,
            })
    }

    /// The plain words that are wanted, to be changed.
    pub(super) fn plain_words_mut(&mut self) -> impl Iterator<Item = &mut SearchWord> {
        let terms = self.groups.iter_mut().flatten().filter(|term| !term.negated);
        terms.flat_map(|term| &mut term.predicates).filter_map(|test| match test {
            Predicate::Word(word) if word.is_plain() => Some(word),
            _ => None,
        })
    }
}

/// Why a filter cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct QueryError {
    /// Where the term begins in the text as typed, in characters, counted from 0.
    pub column: usize,
    /// How many characters it has; at least 1.
    pub length: usize,
    /// What is wrong and what to do, without line ends.
    pub message: String,
}

impl fmt::Display for QueryError {
    /// `column 7: …`, counted from 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column + 1, self.message)
    }
}

impl QueryError {
    /// Two lines that show the place in `text`, the filter as typed: the filter, and `^` under the term. `None` where
    /// they take more than `width` columns, or where what is shown would not be what was typed.
    pub fn show_position(&self, text: &str, width: usize) -> Option<String> {
        if clean_line(text) != text || display_width(text) > width {
            return None;
        }
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(byte, _)| byte);
        let (start, end) = (byte(self.column), byte(self.column + self.length));
        let under = display_width(&text[start..end]).max(1);
        Some(format!("{text}\n{}{}", " ".repeat(display_width(&text[..start])), "^".repeat(under)))
    }
}

/// Why a value cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValueError {
    pub(super) message: String,
    /// Whether more letters can make it right.
    pub(super) unfinished: bool,
}
