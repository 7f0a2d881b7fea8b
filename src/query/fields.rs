//! THE table of the filter language: its signs, its fields, what `has:` and `is:` can ask. Parser, errors, completion
//! and help all read it. Never looks at where in the line a value stands.

use super::parts::{Days, Manner, Place, Test, Word, Wrong};
use crate::model::{Actor, ActorKind, Edtf, Entry, Kind, Origin, PromiseState, Scope, Source, Timeline};
use crate::text::{fold, hangul};
use chrono::NaiveDate;
use std::collections::BTreeMap;
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

/// A value as typed, cleaned, with at least one letter.
pub(super) struct Value<'a> {
    pub(super) text: &'a str,
    /// What signs or quotes ask for.
    pub(super) manner: Manner,
    /// Text and signs as they stand there.
    pub(super) whole: &'a str,
}

/// A value that can be offered.
pub(super) struct Offer {
    pub(super) text: String,
    pub(super) about: String,
    /// By what else a person may look for it.
    pub(super) names: Vec<String>,
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
        about: "what sort of event; a beginning will do",
        read: |value| {
            choose(value, "kind", Kind::ALL.map(Kind::name)).map(|n| vec![Test::Kind(Kind::ALL[n])])
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
        about: "something that not every event has",
        read: |value| quality(value, "has"),
        offers: |timeline| qualities(timeline, "has"),
    },
    Row {
        name: "is",
        syntax: "is:open",
        about: "how it stands with the event or its promises",
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

/// What a date may still become, to tell a wrong one from one that is being typed.
const ENDINGS: [&str; 9] = [".", "0", "1", "2", "01", "001", "99", "999", "9999"];

/// The field `name`, folded; an error says which there are.
pub(super) fn field(name: &str) -> Result<&'static Row, String> {
    if let Some(row) = ROWS.iter().find(|row| row.name == name) {
        return Ok(row);
    }
    let names = ROWS.iter().map(|row| row.name);
    // Typed with the Korean layout on, `kind` is ㅏㅑㅜㅇ.
    let meant = near(&hangul::latin_of(name), names.clone());
    let meant = meant.map(|near| format!(" (did you mean {near}:?)")).unwrap_or_default();
    let all = names.collect::<Vec<_>>().join(", ");
    Err(format!("there is no field {name}{meant}; the fields are {all}; in quotes it is searched as text"))
}

fn text(value: &Value<'_>, place: Place) -> Result<Vec<Test>, Wrong> {
    let word = Word::new(value.text, value.manner, place);
    word.map(|word| vec![Test::Word(word)])
        .ok_or_else(|| Wrong { message: "nothing to look for".to_owned(), unfinished: true })
}

fn quality(value: &Value<'_>, field: &str) -> Result<Vec<Test>, Wrong> {
    let rows = || QUALITIES.iter().enumerate().filter(|(_, row)| row.field == field);
    let n = choose(value, field, rows().map(|(_, row)| row.word))?;
    Ok(rows().nth(n).map(|(n, _)| Test::Quality(n)).into_iter().collect())
}

/// The one of `names` that the value is or, alone of them, begins with.
fn choose(
    value: &Value<'_>,
    field: &str,
    names: impl IntoIterator<Item = &'static str>,
) -> Result<usize, Wrong> {
    let typed = fold(value.whole);
    let names: Vec<&str> = names.into_iter().collect();
    if let Some(n) = names.iter().position(|name| *name == typed) {
        return Ok(n);
    }
    let begun: Vec<usize> = (0..names.len()).filter(|&n| names[n].starts_with(&typed)).collect();
    if let [n] = begun[..] {
        return Ok(n);
    }
    if !begun.is_empty() {
        let begun: Vec<&str> = begun.into_iter().map(|n| names[n]).collect();
        let message = format!("{field}:{typed} may be {}", begun.join(" or "));
        return Err(Wrong { message, unfinished: true });
    }
    let meant = near(&hangul::latin_of(&typed), names.iter().copied());
    let meant = meant.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default();
    let message = format!("there is no {field}:{typed}{meant}; it is one of {}", names.join(", "));
    Err(Wrong { message, unfinished: false })
}

fn days(value: &Value<'_>, asks: fn(&Edtf) -> Days) -> Result<Vec<Test>, Wrong> {
    // EDTF writes its letters as capitals.
    let typed = fold(value.whole).to_uppercase();
    let read = |text: &str| text.parse::<Edtf>();
    match read(&typed) {
        Ok(date) => Ok(vec![Test::Days(asks(&date))]),
        Err(_) => Err(Wrong {
            message: format!(
                "{} is no date; write it as 2022, 2022-08, 2022-08-18 or another EDTF",
                value.whole
            ),
            unfinished: ENDINGS.iter().any(|ending| read(&format!("{typed}{ending}")).is_ok()),
        }),
    }
}

fn years(value: &Value<'_>) -> Result<Days, Wrong> {
    let typed = fold(value.whole);
    if let Some(days) = year_range(&typed) {
        return Ok(days);
    }
    let backwards = typed.split_once("..").and_then(|(from, to)| Some((year(from)?, year(to)?)));
    let message = match backwards {
        Some((from, to)) => format!("year:{typed} runs backwards; write {to}..{from}"),
        None => format!("year:{typed} is no year; write 2022, 2022..2023, 2022.. or ..2022"),
    };
    let unfinished = ENDINGS.iter().any(|ending| year_range(&format!("{typed}{ending}")).is_some());
    Err(Wrong { message, unfinished })
}

fn year_range(text: &str) -> Option<Days> {
    let (from, to) = match text.split_once("..") {
        None => (Some(year(text)?), Some(year(text)?)),
        Some(("", "")) => return None,
        Some(("", to)) => (None, Some(year(to)?)),
        Some((from, "")) => (Some(year(from)?), None),
        Some((from, to)) => (Some(year(from)?), Some(year(to)?)),
    };
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return None;
    }
    let first = from.map_or(Some(NaiveDate::MIN), |year| NaiveDate::from_ymd_opt(year, 1, 1))?;
    let last = to.map_or(Some(NaiveDate::MAX), |year| NaiveDate::from_ymd_opt(year, 12, 31))?;
    Some(Days::Within(first, last))
}

fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && *year > 0)
}

/// The name that differs from `typed` in the fewest letters, at most a third of them.
fn near(typed: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let ranked = names.map(|name| (distance(typed, name), name));
    ranked.filter(|(n, name)| *n <= name.len().div_ceil(3).min(typed.len())).min().map(|(_, name)| name)
}

/// How many letters have to be put in, taken out or changed to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, c) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], n + 1);
        for (m, d) in b.iter().enumerate() {
            let changed = corner + usize::from(c != *d);
            corner = row[m + 1];
            row[m + 1] = changed.min(corner + 1).min(row[m] + 1);
        }
    }
    row[b.len()]
}

fn kinds(timeline: &Timeline) -> Vec<Offer> {
    let mut offers = tally(timeline, |entry| vec![entry.event.kind.name()]);
    let absent = Kind::ALL.map(Kind::name).into_iter();
    let absent: Vec<&str> = absent.filter(|name| !offers.iter().any(|offer| offer.text == *name)).collect();
    offers.extend(absent.into_iter().map(|name| offer(name.to_owned(), 0, "")));
    offers
}

fn actors(timeline: &Timeline) -> Vec<Offer> {
    let mut offers = tally(timeline, |entry| entry.event.actors.iter().map(String::as_str).collect());
    for offer in &mut offers {
        if let Some(actor) = timeline.actor(&offer.text) {
            offer.about = format!("{}, {}", actor.name, offer.about);
            offer.names = actor.names().map(str::to_owned).collect();
        }
    }
    offers
}

fn countries(timeline: &Timeline) -> Vec<Offer> {
    let mut offers = tally(timeline, |entry| entry.event.countries.iter().map(String::as_str).collect());
    for offer in &mut offers {
        if let Some((_, state)) = states(timeline).find(|(code, _)| *code == offer.text) {
            offer.about = format!("{}, {}", state.name, offer.about);
            offer.names = state.names().map(str::to_owned).collect();
        }
    }
    offers
}

/// The actors that are states, with their codes.
pub(super) fn states(timeline: &Timeline) -> impl Iterator<Item = (&str, &Actor)> {
    let states = timeline.actors().iter().filter(|actor| actor.kind == ActorKind::State);
    states.filter_map(|actor| Some((actor.country.as_deref()?, actor)))
}

fn publishers(timeline: &Timeline) -> Vec<Offer> {
    tally(timeline, |entry| {
        let sources = entry.event.sources.iter().filter_map(|row| timeline.source(&row.source));
        let mut names: Vec<&str> =
            sources.filter_map(|source: &Source| source.publisher.as_deref()).collect();
        names.sort_unstable();
        names.dedup();
        names
    })
}

/// The years that some event may touch, the latest first. An open end names no year.
fn present_years(timeline: &Timeline) -> Vec<Offer> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for date in timeline.entries().iter().filter_map(|entry| entry.event.date.as_ref()) {
        let (first, last) = (date.first_year().or(date.last_year()), date.last_year().or(date.first_year()));
        if let Some((first, last)) = first.zip(last) {
            // An interval over centuries says nothing about one of its years.
            (first..=last).take(100).for_each(|year| *counts.entry(year).or_default() += 1);
        }
    }
    counts.into_iter().rev().map(|(year, count)| offer(year.to_string(), count, "")).collect()
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

/// Each value that events have, those of most events first.
fn tally<'a>(timeline: &'a Timeline, values: impl Fn(&'a Entry) -> Vec<&'a str>) -> Vec<Offer> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in timeline.entries().iter().flat_map(values) {
        *counts.entry(value).or_default() += 1;
    }
    let mut rows: Vec<(&str, usize)> = counts.into_iter().collect();
    rows.sort_by_key(|&(value, count)| (std::cmp::Reverse(count), value));
    rows.into_iter().map(|(value, count)| offer(value.to_owned(), count, "")).collect()
}

fn offer(text: String, count: usize, about: &str) -> Offer {
    let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
    let about = if about.is_empty() { events } else { format!("{about}, {events}") };
    Offer { text, about, names: Vec::new() }
}
