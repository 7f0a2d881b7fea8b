//! What an event is searched by, prepared once for many queries. Never scores anything; `fuzzy` does.

use super::fuzzy::{Found, Needle, Text};
use crate::model::{Event, Timeline};
use crate::text::clean_line;
use std::collections::HashMap;

/// A field of an event that can match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
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
    /// The n-th of its countries.
    Country(usize),
}

/// The most characters of a field that are searched: `fuzzy-matcher` needs memory for query times field.
const LONGEST: usize = 4000;

/// The searchable texts of a timeline's events.
#[derive(Debug, Default)]
pub struct Index {
    /// Each text once: a store of thousands of events has a few hundred names and words, asked once a query.
    terms: Vec<Term>,
    /// Where the rows of each event end in `rows`.
    ends: Vec<usize>,
    rows: Vec<Row>,
}

/// What a field says, by every name it has. The first is the one that the screen shows.
#[derive(Debug)]
struct Term {
    names: Vec<Text>,
    how: How,
}

/// One field of one event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) field: Field,
    /// Which of the index's terms it says.
    pub(super) term: usize,
    /// What a match here is worth, in hundredths of one in the title.
    pub(super) weight: i64,
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

impl Index {
    /// Prepares every event of a timeline.
    pub fn new(timeline: &Timeline) -> Self {
        let mut maker = Maker { index: Self::default(), words: HashMap::new(), actors: HashMap::new() };
        for entry in timeline.entries() {
            maker.add(timeline, &entry.event);
            maker.index.ends.push(maker.index.rows.len());
        }
        maker.index
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The fields of an event.
    pub(super) fn rows(&self, entry: usize) -> &[Row] {
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[entry]]
    }

    /// What `needle` finds in each term, by the numbers that rows have.
    pub(super) fn find(&self, needle: &Needle) -> Vec<Option<Found>> {
        self.terms.iter().map(|term| term.find(needle)).collect()
    }
}

impl Term {
    /// The best that any of its names gives, with the places in the first.
    fn find(&self, needle: &Needle) -> Option<Found> {
        let find = match self.how {
            How::Fuzzy => Text::find,
            How::Words => Text::find_word,
            How::Whole => Text::find_whole,
        };
        let (shown, others) = self.names.split_first()?;
        let shown = find(shown, needle);
        let other = others.iter().filter_map(|name| find(name, needle)).map(|found| found.score).max();
        match (shown, other) {
            (Some(shown), other) => Some(Found { score: shown.score.max(other.unwrap_or(0)), ..shown }),
            (None, other) => other.map(|score| Found { score, at: Vec::new() }),
        }
    }
}

/// Builds an index.
struct Maker<'a> {
    index: Index,
    /// The terms that many events share, by what they say.
    words: HashMap<(&'a str, How), usize>,
    /// Those of the actors, by id: two actors may have one name.
    actors: HashMap<&'a str, usize>,
}

impl<'a> Maker<'a> {
    fn add(&mut self, timeline: &'a Timeline, event: &'a Event) {
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
            let terms = &mut self.index.terms;
            let term =
                *self.actors.entry(&actor.id).or_insert_with(|| push(terms, actor.names(), How::Fuzzy));
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
    }

    /// A text of this event alone.
    fn prose(&mut self, field: Field, text: &str, how: How, weight: i64) {
        let term = push(&mut self.index.terms, [text], how);
        self.row(field, term, weight);
    }

    /// A text that other events have too.
    fn shared(&mut self, field: Field, text: &'a str, how: How, weight: i64) {
        let terms = &mut self.index.terms;
        let term = *self.words.entry((text, how)).or_insert_with(|| push(terms, [text], how));
        self.row(field, term, weight);
    }

    fn row(&mut self, field: Field, term: usize, weight: i64) {
        self.index.rows.push(Row { field, term, weight });
    }
}

/// Adds a term and gives back its number. A name is searched as it is shown: places that match are counted in the
/// text on one line, without runs of spaces.
fn push<'a>(terms: &mut Vec<Term>, names: impl IntoIterator<Item = &'a str>, how: How) -> usize {
    let names = names.into_iter().map(|name| Text::new(start(&clean_line(name)))).collect();
    terms.push(Term { names, how });
    terms.len() - 1
}

/// The first [`LONGEST`] characters.
fn start(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}
