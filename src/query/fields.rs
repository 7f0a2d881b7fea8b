//! THE table of the filter language: its signs, its fields, what `has:` and `is:` can ask. Parser, errors, completion
//! and help all read it. Never looks at where in the line a value stands.

use super::offers::{Offer, actors, countries, kinds, offer, present_years, publishers, tally};
use super::parts::{Days, Place, Test, Wrong};
use super::values::{Value, choose, days, near, text, years};
use crate::model::{Edtf, Entry, Kind, Origin, PromiseState, Scope, Timeline};
use crate::text::{fold, hangul};
use std::fmt;

/// A field that a term can name.
pub(super) struct Row {
    /// What stands before the colon.
    pub(super) name: &'static str,
    /// How it is written, for help.
    pub(super) syntax: &'static str,
    /// What it asks, in a few words.
    pub(super) about: &'static str,
    /// Reads one value; gives the tests of which one has to hold.
    pub(super) read: fn(&Value<'_>) -> Result<Vec<Test>, Wrong>,
    /// The values that the events of a timeline have, best first.
    pub(super) offers: fn(&Timeline) -> Vec<Offer>,
}

/// What `has:` and `is:` can ask of an event.
pub(super) struct Quality {
    /// The field, `has` or `is`.
    field: &'static str,
    /// The word behind it.
    word: &'static str,
    about: &'static str,
    pub(super) asks: Asks,
}

#[cfg(test)]
impl Quality {
    /// The field, and the word behind it.
    pub(super) fn written(&self) -> (&'static str, &'static str) {
        (self.field, self.word)
    }
}

impl fmt::Display for Quality {
    /// As it is typed: `is:open`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.field, self.word)
    }
}

/// What decides a quality.
pub(super) enum Asks {
    /// The event.
    Event(fn(&Timeline, &Entry) -> bool),
    /// What became of its promises by today.
    Promise(PromiseState),
}

/// How terms that are no fields are written.
pub(super) const SIGNS: &[(&str, &str)] = &[
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

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "actor",
        syntax: "actor:NAME",
        about: "who acted, by any name, or by id",
        read: |value| text(value, Place::Actor),
        offers: actors,
    },
    Row {
        name: "kind",
        syntax: "kind:KIND",
        about: "what sort of event; a beginning will do, or Korean: kind:제재",
        read: |value| {
            let korean = Kind::ALL.into_iter().find(|kind| kind.name_ko() == hangul::needle(value.whole));
            let n = || choose(value, "kind", Kind::ALL.map(Kind::name)).map(|n| Kind::ALL[n]);
            korean.map_or_else(n, Ok).map(|kind| vec![Test::Kind(kind)])
        },
        offers: kinds,
    },
    Row {
        name: "topic",
        syntax: "topic:WORD",
        about: "what it is about",
        read: |value| text(value, Place::Topic),
        offers: |timeline| tally(timeline, |entry| entry.event.topics.iter().map(String::as_str).collect()),
    },
    Row {
        name: "country",
        syntax: "country:KR",
        about: "a country, by its two letters or its name",
        read: |value| text(value, Place::Country),
        offers: countries,
    },
    Row {
        name: "source",
        syntax: "source:NAME",
        about: "a source, by publisher, title or id",
        read: |value| text(value, Place::Source),
        offers: publishers,
    },
    Row {
        name: "place",
        syntax: "place:NAME",
        about: "where it happened",
        read: |value| text(value, Place::Where),
        offers: |timeline| tally(timeline, |entry| entry.event.place.as_deref().into_iter().collect()),
    },
    Row {
        name: "year",
        syntax: "year:2022..2023",
        about: "may lie in these years; also 2022, 2022.. and ..2022",
        read: |value| years(value).map(|days| vec![Test::Days(days)]),
        offers: present_years,
    },
    Row {
        name: "date",
        syntax: "date:2022-08",
        about: "may lie in this time (EDTF)",
        read: |value| days(value, |date| Days::Within(date.earliest(), date.latest())),
        offers: present_years,
    },
    Row {
        name: "before",
        syntax: "before:2022-08",
        about: "may lie before the first day of it",
        read: |value| days(value, |date| Days::Before(date.earliest())),
        offers: present_years,
    },
    Row {
        name: "after",
        syntax: "after:2022-08",
        about: "may lie after the last day of it",
        read: |value| days(value, |date| Days::After(date.latest())),
        offers: present_years,
    },
    Row {
        name: "has",
        syntax: "has:promise",
        about: "promise, note, account, link, source, korean, place",
        read: |value| quality(value, "has"),
        offers: |timeline| qualities(timeline, "has"),
    },
    Row {
        name: "is",
        syntax: "is:open",
        about: "open, kept, overdue; draft, reviewed, marked, planned, core, context, own, exact",
        read: |value| quality(value, "is"),
        offers: |timeline| qualities(timeline, "is"),
    },
];

/// A bit each in an event's facts, by their order here; at most 32.
pub(super) const QUALITIES: &[Quality] = &[
    Quality {
        field: "has",
        word: "promise",
        about: "something was promised",
        asks: Asks::Event(|_, entry| !entry.event.commitments.is_empty()),
    },
    Quality {
        field: "has",
        word: "note",
        about: "a note of your own",
        asks: Asks::Event(|_, entry| !entry.notes.is_empty()),
    },
    Quality {
        field: "has",
        word: "account",
        about: "sources that disagree",
        asks: Asks::Event(|_, entry| !entry.event.accounts.is_empty()),
    },
    Quality {
        field: "has",
        word: "link",
        about: "a link to another event or from one",
        asks: Asks::Event(|timeline, entry| {
            !entry.event.links.is_empty() || !timeline.followers(&entry.event.id).is_empty()
        }),
    },
    Quality {
        field: "has",
        word: "source",
        about: "a source",
        asks: Asks::Event(|_, entry| !entry.event.sources.is_empty()),
    },
    Quality {
        field: "has",
        word: "korean",
        about: "a Korean title",
        asks: Asks::Event(|_, entry| entry.event.title_ko.is_some()),
    },
    Quality {
        field: "has",
        word: "place",
        about: "a place",
        asks: Asks::Event(|_, entry| entry.event.place.is_some()),
    },
    Quality {
        field: "is",
        word: "open",
        about: "a promise not kept yet, and not late",
        asks: Asks::Promise(PromiseState::Open),
    },
    Quality {
        field: "is",
        word: "kept",
        about: "a promise that was kept",
        asks: Asks::Promise(PromiseState::Kept),
    },
    Quality {
        field: "is",
        word: "overdue",
        about: "a promise that is late",
        asks: Asks::Promise(PromiseState::Overdue),
    },
    Quality {
        field: "is",
        word: "draft",
        about: "waits for a decision",
        asks: Asks::Event(|_, entry| entry.event.is_draft()),
    },
    Quality {
        field: "is",
        word: "reviewed",
        about: "no draft",
        asks: Asks::Event(|_, entry| !entry.event.is_draft()),
    },
    Quality {
        field: "is",
        word: "marked",
        about: "marked by you",
        asks: Asks::Event(|_, entry| entry.marked),
    },
    Quality {
        field: "is",
        word: "planned",
        about: "announced, not known to have happened",
        asks: Asks::Event(|_, entry| entry.event.planned),
    },
    Quality {
        field: "is",
        word: "core",
        about: "belongs on the timeline itself",
        asks: Asks::Event(|_, entry| entry.event.scope == Scope::Core),
    },
    Quality {
        field: "is",
        word: "context",
        about: "helps to explain it",
        asks: Asks::Event(|_, entry| entry.event.scope == Scope::Context),
    },
    Quality {
        field: "is",
        word: "own",
        about: "from your own store",
        asks: Asks::Event(|_, entry| entry.origin == Origin::Own),
    },
    Quality {
        field: "is",
        word: "exact",
        about: "dated to the day, without doubt",
        asks: Asks::Event(|_, entry| entry.event.date.as_ref().is_some_and(Edtf::is_exact)),
    },
];

/// The field `name`, as typed; an error says which there are.
pub(super) fn field(name: &str) -> Result<&'static Row, String> {
    let folded = fold(name);
    if let Some(row) = ROWS.iter().find(|row| row.name == folded) {
        return Ok(row);
    }
    let names = ROWS.iter().map(|row| row.name);
    // Typed with the Korean layout on, `kind` is ㅏㅑㅜㅇ.
    let meant = near(&hangul::latin_of(&folded), names.clone());
    let meant = meant.map(|near| format!(" (did you mean {near}:?)")).unwrap_or_default();
    let all = names.collect::<Vec<_>>().join(", ");
    Err(format!("there is no field {name}{meant}; the fields are {all}; in quotes it is searched as text"))
}

fn quality(value: &Value<'_>, field: &str) -> Result<Vec<Test>, Wrong> {
    let rows = || QUALITIES.iter().enumerate().filter(|(_, row)| row.field == field);
    let n = choose(value, field, rows().map(|(_, row)| row.word))?;
    Ok(rows().nth(n).map(|(n, _)| Test::Quality(n)).into_iter().collect())
}

fn qualities(timeline: &Timeline, field: &str) -> Vec<Offer> {
    let rows = QUALITIES.iter().filter(|row| row.field == field);
    rows.map(|row| match row.asks {
        Asks::Event(fits) => {
            let count = timeline.entries().iter().filter(|entry| fits(timeline, entry)).count();
            offer(row.word.to_owned(), count, row.about)
        }
        // How many depends on the day.
        Asks::Promise(_) => Offer { about: row.about.to_owned(), ..offer(row.word.to_owned(), 0, "") },
    })
    .collect()
}
