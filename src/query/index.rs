//! What an event is searched by, prepared once for many queries. Never scores anything; `fuzzy` does.

use super::fuzzy::{Found, Needle, Text};
use crate::model::{Entry, Timeline};

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
    rows: Vec<Vec<Row>>,
}

/// One text of one field.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) field: Field,
    /// Whether the places that match are places in the text that the screen shows for this field.
    pub(super) shown: bool,
    text: Text,
    how: How,
    /// What a match here is worth, in hundredths of one in the title.
    weight: i64,
}

/// How a text may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        Self { rows: timeline.entries().iter().map(|entry| rows(timeline, entry)).collect() }
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn rows(&self, entry: usize) -> &[Row] {
        &self.rows[entry]
    }
}

impl Row {
    fn new(field: Field, text: &str, how: How, weight: i64) -> Self {
        // As it is shown: places that match are counted in the text on one line, without runs of spaces.
        let text: String = crate::text::clean_line(text).chars().take(LONGEST).collect();
        Self { field, shown: true, text: Text::new(&text), how, weight }
    }

    pub(super) fn find(&self, needle: &Needle) -> Option<Found> {
        let found = match self.how {
            How::Fuzzy => self.text.find(needle),
            How::Words => self.text.find_word(needle),
            How::Whole => self.text.find_whole(needle),
        };
        found.map(|found| Found { score: found.score * self.weight / 100, ..found })
    }
}

fn rows(timeline: &Timeline, entry: &Entry) -> Vec<Row> {
    let event = &entry.event;
    let mut rows = vec![
        Row::new(Field::Title, &event.title, How::Fuzzy, 100),
        Row::new(Field::Kind, event.kind.name(), How::Words, 90),
    ];
    rows.extend(event.title_ko.iter().map(|title| Row::new(Field::TitleKo, title, How::Fuzzy, 100)));
    rows.extend(event.date.iter().map(|date| Row::new(Field::Date, &date.to_string(), How::Words, 95)));
    rows.extend(event.summary.iter().map(|text| Row::new(Field::Summary, text, How::Words, 50)));
    rows.extend(event.place.iter().map(|place| Row::new(Field::Place, place, How::Fuzzy, 60)));
    for (n, topic) in event.topics.iter().enumerate() {
        rows.push(Row::new(Field::Topic(n), topic, How::Words, 70));
    }
    for (n, country) in event.countries.iter().enumerate() {
        rows.push(Row::new(Field::Country(n), country, How::Whole, 40));
    }
    for (n, actor) in event.actors.iter().enumerate().filter_map(|(n, id)| Some((n, timeline.actor(id)?))) {
        for name in actor.names() {
            let row = Row::new(Field::Actor(n), name, How::Fuzzy, 85);
            rows.push(Row { shown: name == actor.name, ..row });
        }
    }
    for (n, source) in event.sources.iter().enumerate() {
        if let Some(publisher) =
            timeline.source(&source.source).and_then(|source| source.publisher.as_deref())
        {
            rows.push(Row::new(Field::Publisher(n), publisher, How::Words, 40));
        }
    }
    rows
}
