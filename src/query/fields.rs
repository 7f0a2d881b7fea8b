//! THE table of the filter language: its signs, its fields, what `has:` and `is:` can ask. Parser, errors, completion
//! and help all read it. Never looks at where in the line a value stands.

use super::parts::{DatePredicate, FieldScope, Predicate, ValueError};
use super::suggestions::{
    SuggestedValue, new_suggestion, suggest_actors, suggest_by_count, suggest_countries, suggest_kinds,
    suggest_publishers, suggest_years,
};
use super::values::{TypedValue, choose_name, nearest_name, parse_dates, parse_text, parse_years};
use crate::model::{CommitmentStatus, Edtf, Kind, Origin, Scope, Timeline, TimelineEntry};
use crate::text::{fold, hangul};
use std::fmt;

/// A field that a term can name.
pub(super) struct FilterField {
    /// What stands before the colon.
    pub(super) name: &'static str,
    /// How it is written, for help.
    pub(super) syntax: &'static str,
    /// What it asks, in a few words.
    pub(super) about: &'static str,
    /// Reads one value; gives the tests of which one has to hold.
    pub(super) parse_value: fn(&TypedValue<'_>) -> Result<Vec<Predicate>, ValueError>,
    /// The values that the events of a timeline have, best first.
    pub(super) suggest: fn(&Timeline) -> Vec<SuggestedValue>,
}

/// What `has:` and `is:` can ask of an event.
pub(super) struct EventProperty {
    /// The field, `has` or `is`.
    field: &'static str,
    /// The word behind it.
    word: &'static str,
    about: &'static str,
    pub(super) test: PropertyTest,
}

#[cfg(test)]
impl EventProperty {
    /// The field, and the word behind it.
    pub(super) fn field_and_word(&self) -> (&'static str, &'static str) {
        (self.field, self.word)
    }
}

impl fmt::Display for EventProperty {
    /// As it is typed: `is:open`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.field, self.word)
    }
}

/// What decides a quality.
pub(super) enum PropertyTest {
    /// The event.
    Event(fn(&Timeline, &TimelineEntry) -> bool),
    /// What became of its promises by today.
    Commitment(CommitmentStatus),
}

/// How terms that are no fields are written.
pub(super) const OPERATORS: &[(&str, &str)] = &[
    ("word", "a word, its beginning, or with a letter left out; Korean also by initials (ㅅㅇㅂ)"),
    ("one two", "both"),
    ("one | two", "one of them; binds tighter than the space"),
    ("!term", "not"),
    ("'text", "these letters unbroken, anywhere"),
    ("\"two words\"", "a phrase; also for values: actor:\"cyber command\""),
    ("^start", "at the beginning of a title, a name or another text"),
    ("end$", "at its end"),
    ("field:one,two", "a field with one of these values; also field:one|two"),
];

pub(super) const FIELDS: &[FilterField] = &[
    FilterField {
        name: "actor",
        syntax: "actor:NAME",
        about: "who acted, by any name, or by id",
        parse_value: |value| parse_text(value, FieldScope::Actor),
        suggest: suggest_actors,
    },
    FilterField {
        name: "kind",
        syntax: "kind:KIND",
        about: "what sort of event; a beginning will do, or Korean: kind:제재",
        parse_value: |value| {
            let korean =
                Kind::ALL.into_iter().find(|kind| kind.name_ko() == hangul::normalize_needle(value.raw));
            let n = || choose_name(value, "kind", Kind::ALL.map(Kind::name)).map(|n| Kind::ALL[n]);
            korean.map_or_else(n, Ok).map(|kind| vec![Predicate::Kind(kind)])
        },
        suggest: suggest_kinds,
    },
    FilterField {
        name: "topic",
        syntax: "topic:WORD",
        about: "what it is about",
        parse_value: |value| parse_text(value, FieldScope::Topic),
        suggest: |timeline| {
            suggest_by_count(timeline, |entry| entry.event.topics.iter().map(String::as_str).collect())
        },
    },
    FilterField {
        name: "country",
        syntax: "country:KR",
        about: "a country, by its two letters or its name",
        parse_value: |value| parse_text(value, FieldScope::Country),
        suggest: suggest_countries,
    },
    FilterField {
        name: "source",
        syntax: "source:NAME",
        about: "a source, by publisher, title or id",
        parse_value: |value| parse_text(value, FieldScope::Source),
        suggest: suggest_publishers,
    },
    FilterField {
        name: "place",
        syntax: "place:NAME",
        about: "where it happened",
        parse_value: |value| parse_text(value, FieldScope::Where),
        suggest: |timeline| {
            suggest_by_count(timeline, |entry| entry.event.place.as_deref().into_iter().collect())
        },
    },
    FilterField {
        name: "year",
        syntax: "year:2022..2023",
        about: "may lie in these years; also 2022, 2022.. and ..2022",
        parse_value: |value| parse_years(value).map(|days| vec![Predicate::Date(days)]),
        suggest: suggest_years,
    },
    FilterField {
        name: "date",
        syntax: "date:2022-08",
        about: "may lie in this time (EDTF)",
        parse_value: |value| parse_dates(value, |date| DatePredicate::Within(date.earliest(), date.latest())),
        suggest: suggest_years,
    },
    FilterField {
        name: "before",
        syntax: "before:2022-08",
        about: "may lie before the first day of it",
        parse_value: |value| parse_dates(value, |date| DatePredicate::Before(date.earliest())),
        suggest: suggest_years,
    },
    FilterField {
        name: "after",
        syntax: "after:2022-08",
        about: "may lie after the last day of it",
        parse_value: |value| parse_dates(value, |date| DatePredicate::After(date.latest())),
        suggest: suggest_years,
    },
    FilterField {
        name: "has",
        syntax: "has:commitment",
        about: "commitment, note, conflict, link, source, korean, place",
        parse_value: |value| parse_property(value, "has"),
        suggest: |timeline| suggest_properties(timeline, "has"),
    },
    FilterField {
        name: "is",
        syntax: "is:open",
        about: "open, ongoing, fulfilled, overdue; draft, reviewed, marked, planned, core, context, own, exact",
        parse_value: |value| parse_property(value, "is"),
        suggest: |timeline| suggest_properties(timeline, "is"),
    },
];

/// A bit each in an event's facts, by their order here; at most 32.
pub(super) const PROPERTIES: &[EventProperty] = &[
    EventProperty {
        field: "has",
        word: "commitment",
        about: "something was promised",
        test: PropertyTest::Event(|_, entry| !entry.event.commitments.is_empty()),
    },
    EventProperty {
        field: "has",
        word: "note",
        about: "a note of your own",
        test: PropertyTest::Event(|_, entry| !entry.notes.is_empty()),
    },
    EventProperty {
        field: "has",
        word: "conflict",
        about: "sources that disagree",
        test: PropertyTest::Event(|_, entry| !entry.event.conflicts.is_empty()),
    },
    EventProperty {
        field: "has",
        word: "link",
        about: "a link to another event or from one",
        test: PropertyTest::Event(|timeline, entry| {
            !entry.event.links.is_empty() || !timeline.backlinks(&entry.event.id).is_empty()
        }),
    },
    EventProperty {
        field: "has",
        word: "source",
        about: "a source",
        test: PropertyTest::Event(|_, entry| !entry.event.sources.is_empty()),
    },
    EventProperty {
        field: "has",
        word: "korean",
        about: "a Korean title",
        test: PropertyTest::Event(|_, entry| entry.event.title_ko.is_some()),
    },
    EventProperty {
        field: "has",
        word: "place",
        about: "a place",
        test: PropertyTest::Event(|_, entry| entry.event.place.is_some()),
    },
    EventProperty {
        field: "is",
        word: "open",
        about: "a promise not kept yet, and not late",
        test: PropertyTest::Commitment(CommitmentStatus::Open),
    },
    EventProperty {
        field: "is",
        word: "fulfilled",
        about: "a commitment that is fulfilled",
        test: PropertyTest::Commitment(CommitmentStatus::Fulfilled),
    },
    EventProperty {
        field: "is",
        word: "ongoing",
        about: "a commitment without an end that is being met",
        test: PropertyTest::Commitment(CommitmentStatus::Ongoing),
    },
    EventProperty {
        field: "is",
        word: "overdue",
        about: "a promise that is late",
        test: PropertyTest::Commitment(CommitmentStatus::Overdue),
    },
    EventProperty {
        field: "is",
        word: "draft",
        about: "waits for a decision",
        test: PropertyTest::Event(|_, entry| entry.event.is_draft()),
    },
    EventProperty {
        field: "is",
        word: "reviewed",
        about: "no draft",
        test: PropertyTest::Event(|_, entry| !entry.event.is_draft()),
    },
    EventProperty {
        field: "is",
        word: "marked",
        about: "marked by you",
        test: PropertyTest::Event(|_, entry| entry.marked),
    },
    EventProperty {
        field: "is",
        word: "planned",
        about: "announced, not known to have happened",
        test: PropertyTest::Event(|_, entry| entry.event.planned),
    },
    EventProperty {
        field: "is",
        word: "core",
        about: "belongs on the timeline itself",
        test: PropertyTest::Event(|_, entry| entry.event.scope == Scope::Core),
    },
    EventProperty {
        field: "is",
        word: "context",
        about: "helps to explain it",
        test: PropertyTest::Event(|_, entry| entry.event.scope == Scope::Context),
    },
    EventProperty {
        field: "is",
        word: "own",
        about: "from your own store",
        test: PropertyTest::Event(|_, entry| entry.origin == Origin::Own),
    },
    EventProperty {
        field: "is",
        word: "exact",
        about: "dated to the day, without doubt",
        test: PropertyTest::Event(|_, entry| entry.event.date.as_ref().is_some_and(Edtf::is_exact)),
    },
];

/// The field `name`, as typed; an error says which there are.
pub(super) fn find_field(name: &str) -> Result<&'static FilterField, String> {
    let folded = fold(name);
    if let Some(row) = FIELDS.iter().find(|row| row.name == folded) {
        return Ok(row);
    }
    let names = FIELDS.iter().map(|row| row.name);
    // Typed with the Korean layout on, `kind` is ㅏㅑㅜㅇ.
    let meant = nearest_name(&hangul::to_latin_keys(&folded), names.clone());
    let meant = meant.map(|near| format!(" (did you mean {near}:?)")).unwrap_or_default();
    let all = names.collect::<Vec<_>>().join(", ");
    Err(format!("there is no field {name}{meant}; the fields are {all}; in quotes it is searched as text"))
}

fn parse_property(value: &TypedValue<'_>, field: &str) -> Result<Vec<Predicate>, ValueError> {
    let rows = || PROPERTIES.iter().enumerate().filter(|(_, row)| row.field == field);
    let n = choose_name(value, field, rows().map(|(_, row)| row.word))?;
    Ok(rows().nth(n).map(|(n, _)| Predicate::Property(n)).into_iter().collect())
}

fn suggest_properties(timeline: &Timeline, field: &str) -> Vec<SuggestedValue> {
    let rows = PROPERTIES.iter().filter(|row| row.field == field);
    rows.map(|row| match row.test {
        PropertyTest::Event(fits) => {
            let count = timeline.entries().iter().filter(|entry| fits(timeline, entry)).count();
            new_suggestion(row.word.to_owned(), count, row.about)
        }
        // How many depends on the day.
        PropertyTest::Commitment(_) => {
            SuggestedValue { about: row.about.to_owned(), ..new_suggestion(row.word.to_owned(), 0, "") }
        }
    })
    .collect()
}
