//! The table of the filter language: operators, fields, and the properties of `has:` and `is:`. Parser, error messages,
//! completion, and help all read it. Independent of where in the line a value stands.

use super::error::ValueError;
use super::suggestions::{
    SuggestedValue, new_suggestion, suggest_actors, suggest_by_count, suggest_countries, suggest_kinds,
    suggest_places, suggest_publishers, suggest_years,
};
use super::types::{DatePredicate, FieldScope, Predicate};
use super::values::{TypedValue, choose_name, nearest_name, parse_dates, parse_text, parse_years};
use crate::model::{CommitmentStatus, Edtf, Kind, Origin, Scope, Timeline, TimelineEntry};
use crate::text::{fold, hangul};
use std::fmt;

/// A field of the filter language.
pub(super) struct FilterField {
    /// The name before the colon.
    pub(super) name: &'static str,
    /// How it is written, for help.
    pub(super) syntax: &'static str,
    /// What it matches, for help.
    pub(super) about: &'static str,
    /// Parses one value into predicates, at least one of which must hold.
    pub(super) parse_value: fn(&TypedValue<'_>) -> Result<Vec<Predicate>, ValueError>,
    /// Suggests the values that occur in a timeline, best first.
    pub(super) suggest: fn(&Timeline) -> Vec<SuggestedValue>,
}

/// A property of events that `has:` or `is:` selects.
pub(super) struct EventProperty {
    /// The field, `has` or `is`.
    field: &'static str,
    /// The value of the field.
    word: &'static str,
    about: &'static str,
    pub(super) test: PropertyTest,
}

#[cfg(test)]
impl EventProperty {
    /// The field and its value.
    pub(super) fn field_and_word(&self) -> (&'static str, &'static str) {
        (self.field, self.word)
    }
}

impl fmt::Display for EventProperty {
    /// Writes the property as it is typed: `is:open`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.field, self.word)
    }
}

/// How a property is decided.
pub(super) enum PropertyTest {
    /// By the event alone.
    Event(fn(&Timeline, &TimelineEntry) -> bool),
    /// By the status of one of its commitments on the current day.
    Commitment(fn(CommitmentStatus) -> bool),
}

/// The syntax and meaning of everything in the language that is not a field.
pub(super) const OPERATORS: &[(&str, &str)] = &[
    ("word", "a word, its beginning, or the word with a letter missing; Korean also by initials (ㅅㅇㅂ)"),
    ("one two", "both words"),
    ("one | two", "either word; binds tighter than the space"),
    ("!term", "everything that does not match the term"),
    ("'text", "exactly this text, anywhere"),
    ("\"two words\"", "a phrase; also for values: actor:\"cyber command\""),
    ("^start", "the start of a title, a name, or another text"),
    ("end$", "the end of one"),
    ("field:one,two", "a field with either value; also field:one|two"),
];

/// All fields, in display order.
pub(super) const FIELDS: &[FilterField] = &[
    FilterField {
        name: "actor",
        syntax: "actor:NAME",
        about: "an actor, by any of its names or by id",
        parse_value: |value| parse_text(value, FieldScope::Actor),
        suggest: suggest_actors,
    },
    FilterField {
        name: "kind",
        syntax: "kind:KIND",
        about: "an event type; its beginning is enough, and Korean works too: kind:제재",
        parse_value: |value| {
            let korean =
                Kind::ALL.into_iter().find(|kind| kind.name_ko() == hangul::normalize_needle(value.raw));
            let by_name = || choose_name(value, "kind", Kind::ALL.map(Kind::name)).map(|n| Kind::ALL[n]);
            korean.map_or_else(by_name, Ok).map(|kind| vec![Predicate::Kind(kind)])
        },
        suggest: suggest_kinds,
    },
    FilterField {
        name: "topic",
        syntax: "topic:WORD",
        about: "a topic",
        parse_value: |value| parse_text(value, FieldScope::Topic),
        suggest: |timeline| {
            suggest_by_count(timeline, |entry| entry.event.topics.iter().map(String::as_str).collect())
        },
    },
    FilterField {
        name: "country",
        syntax: "country:KR",
        about: "a country, by two-letter code or by name",
        parse_value: |value| parse_text(value, FieldScope::Country),
        suggest: suggest_countries,
    },
    FilterField {
        name: "source",
        syntax: "source:NAME",
        about: "a source, by publisher, title, or id",
        parse_value: |value| parse_text(value, FieldScope::Source),
        suggest: suggest_publishers,
    },
    FilterField {
        name: "place",
        syntax: "place:NAME",
        about: "the place, in English or Korean",
        parse_value: |value| parse_text(value, FieldScope::Place),
        suggest: suggest_places,
    },
    FilterField {
        name: "year",
        syntax: "year:2022..2023",
        about: "may fall within these years; also 2022, 2022.., and ..2022",
        parse_value: |value| parse_years(value).map(|years| vec![Predicate::Date(years)]),
        suggest: suggest_years,
    },
    FilterField {
        name: "date",
        syntax: "date:2022-08",
        about: "may fall within this day, month, or period (EDTF)",
        parse_value: |value| parse_dates(value, |date| DatePredicate::Within(date.earliest(), date.latest())),
        suggest: suggest_years,
    },
    FilterField {
        name: "before",
        syntax: "before:2022-08",
        about: "may be before the first day of it",
        parse_value: |value| parse_dates(value, |date| DatePredicate::Before(date.earliest())),
        suggest: suggest_years,
    },
    FilterField {
        name: "after",
        syntax: "after:2022-08",
        about: "may be after the last day of it",
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

/// All properties. The index stores one bit for each, by its position here, so there can be at most 32.
pub(super) const PROPERTIES: &[EventProperty] = &[
    EventProperty {
        field: "has",
        word: "commitment",
        about: "at least one commitment",
        test: PropertyTest::Event(|_, entry| !entry.event.commitments.is_empty()),
    },
    EventProperty {
        field: "has",
        word: "note",
        about: "a note of yours",
        test: PropertyTest::Event(|_, entry| !entry.notes.is_empty()),
    },
    EventProperty {
        field: "has",
        word: "conflict",
        about: "sources that conflict",
        test: PropertyTest::Event(|_, entry| !entry.event.conflicts.is_empty()),
    },
    EventProperty {
        field: "has",
        word: "link",
        about: "a link to or from another event",
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
        about: "has a commitment that is open or partly fulfilled",
        test: PropertyTest::Commitment(|status| {
            matches!(status, CommitmentStatus::Open | CommitmentStatus::PartlyFulfilled)
        }),
    },
    EventProperty {
        field: "is",
        word: "fulfilled",
        about: "has a fulfilled commitment",
        test: PropertyTest::Commitment(|status| status == CommitmentStatus::Fulfilled),
    },
    EventProperty {
        field: "is",
        word: "ongoing",
        about: "has a standing or recurring commitment that is being met",
        test: PropertyTest::Commitment(|status| status == CommitmentStatus::Ongoing),
    },
    EventProperty {
        field: "is",
        word: "overdue",
        about: "has a commitment that is overdue or lapsed",
        test: PropertyTest::Commitment(CommitmentStatus::is_missed),
    },
    EventProperty {
        field: "is",
        word: "draft",
        about: "waits for review",
        test: PropertyTest::Event(|_, entry| entry.event.is_draft()),
    },
    EventProperty {
        field: "is",
        word: "reviewed",
        about: "not a draft",
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
        about: "part of the timeline proper",
        test: PropertyTest::Event(|_, entry| entry.event.scope == Scope::Core),
    },
    EventProperty {
        field: "is",
        word: "context",
        about: "background to the timeline",
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

/// Finds the field `name`, as typed; the error lists all fields.
pub(super) fn find_field(name: &str) -> Result<&'static FilterField, ValueError> {
    let folded = fold(name);
    if let Some(field) = FIELDS.iter().find(|field| field.name == folded) {
        return Ok(field);
    }
    let names = FIELDS.iter().map(|field| field.name);
    // Typed with the Korean layout on, `kind` is ㅏㅑㅜㅇ.
    let nearest = nearest_name(&hangul::to_latin_keys(&folded), names.clone());
    let hint = nearest.map(|name| format!(" (did you mean {name}:?)")).unwrap_or_default();
    let all = names.collect::<Vec<_>>().join(", ");
    let message = format!("unknown field {name}{hint}; use one of {all}, or quote the text to search for it");
    Err(ValueError::invalid(message))
}

fn parse_property(value: &TypedValue<'_>, field: &str) -> Result<Vec<Predicate>, ValueError> {
    let properties = || PROPERTIES.iter().enumerate().filter(|(_, property)| property.field == field);
    let n = choose_name(value, field, properties().map(|(_, property)| property.word))?;
    Ok(properties().nth(n).map(|(n, _)| Predicate::Property(n)).into_iter().collect())
}

fn suggest_properties(timeline: &Timeline, field: &str) -> Vec<SuggestedValue> {
    let properties = PROPERTIES.iter().filter(|property| property.field == field);
    properties
        .map(|EventProperty { word, about, test, .. }| match test {
            PropertyTest::Event(holds) => {
                let count = timeline.entries().iter().filter(|entry| holds(timeline, entry)).count();
                new_suggestion((*word).to_owned(), count, about)
            }
            // The number of events depends on the day.
            PropertyTest::Commitment(_) => {
                SuggestedValue { about: (*about).to_owned(), ..new_suggestion((*word).to_owned(), 0, "") }
            }
        })
        .collect()
}
