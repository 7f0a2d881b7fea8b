//! What happened once and goes by a name, and who came into office when: what a text without a date was written after,
//! and sometimes before. The names are in `data/loader/landmarks.toml`. Never gives a day.

use super::find::find_phrase;
use super::phrases::{Named, landmarks};
use super::when;
use crate::model::Edtf;
use crate::text::fold;
use chrono::{Datelike, Months, NaiveDate};
use std::ops::Range;

/// A bound on the day of publication, with the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bound {
    /// Not before.
    pub(super) first: Edtf,
    /// Not after the last day of this month or year.
    pub(super) last: Option<Edtf>,
    pub(super) words: String,
}

/// Words that make an office a future one.
const TO_BE: [&str; 6] = ["president-elect", "candidate", "if elected", "당선인", "당선자", "후보"];
/// Words that make an office a recent one: less than a year old.
const NEW: [&str; 8] = [
    "new ",
    "newly elected ",
    "newly inaugurated ",
    "incoming ",
    "신임 ",
    "새 ",
    "갓 취임한 ",
    "newly sworn-in ",
];
/// How long somebody is called new, in months.
const NEW_FOR: u32 = 12;

/// The bounds that the sentences of a text support. `text` is the whole of it, folded.
pub(super) fn of(sentences: &[String], text: &str) -> Vec<Bound> {
    let table = landmarks();
    let known =
        |row: &&Named| row.with.is_empty() || row.with.iter().any(|word| find_phrase(text, word).is_some());
    let landmark: Vec<&Named> = table.landmark.iter().filter(known).collect();
    let offices: Vec<&Named> = table.office.iter().filter(known).collect();
    let mut bounds = Vec::new();
    for sentence in sentences {
        let folded = fold(sentence);
        let seen = table.see(&folded);
        let in_it = |row: &&&Named| row.names.is_in(&seen);
        let back = landmark.iter().any(|row| in_it(&row)) && when::looks_back(sentence);
        let events = landmark.iter().filter(|row| back && in_it(row));
        let found = events.filter_map(|row| event(row, &folded));
        let offices = offices.iter().filter(in_it).filter_map(|row| office(row, &folded));
        for (mut bound, range) in found.chain(offices) {
            // As it is printed, where folding has kept every byte in its place.
            if let Some(printed) = sentence.get(range).filter(|_| sentence.len() == folded.len()) {
                printed.clone_into(&mut bound.words);
            }
            bounds.push(bound);
        }
    }
    bounds
}

/// The bytes of a folded sentence that name the row.
fn named(row: &Named, sentence: &str) -> Option<Range<usize>> {
    let at = |name: &String| Some((find_phrase(sentence, name)?, name.len()));
    let (at, length) = row.names.words.iter().filter_map(at).max_by_key(|(_, length)| *length)?;
    (!sentence[..at].trim_end().ends_with("vice")).then_some(at..at + length)
}

fn event(row: &Named, sentence: &str) -> Option<(Bound, Range<usize>)> {
    let range = named(row, sentence)?;
    let day = row.date.earliest();
    let (before, after) = (sentence[..range.start].trim_end(), sentence[range.end..].trim_start());
    let last = relative_year(before, after)
        .and_then(|years| Edtf::year(day.year() + years))
        .or_else(|| names_month(before, after, day).then(|| a_year_on(day)).flatten());
    let first = match relative_year(before, after) {
        Some(years) if years > 0 => Edtf::year(day.year() + years)?,
        _ => row.date.clone(),
    };
    Some((Bound { first, last, words: sentence[range.clone()].to_owned() }, range))
}

/// "Last year's summit", "지난해 정상회의", "the summit this year": how many years after it was written.
fn relative_year(before: &str, after: &str) -> Option<i32> {
    let month =
        |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '월' || c == ' ').to_owned();
    let before = month(before);
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let starts = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    if ends(&["last year's", "지난해", "작년"]) || starts(&["last year", "a year ago"]) {
        Some(1)
    } else if ends(&["this year's", "올해"]) || starts(&["this year", "earlier this year"]) {
        Some(0)
    } else {
        None
    }
}

/// Whether the event's month stands beside it without a year: then less than a year has passed.
fn names_month(before: &str, after: &str, date: NaiveDate) -> bool {
    let name = when::month_name(date.month());
    let korean = format!("{}월", date.month());
    let behind = after.strip_prefix("in ").or_else(|| after.strip_prefix("last ")).map(str::trim_start);
    let behind = behind.and_then(|rest| rest.strip_prefix(name));
    let open = |rest: &str| !rest.trim_start_matches([',', ' ']).starts_with(|c: char| c.is_ascii_digit());
    behind.is_some_and(open)
        || before.ends_with(&format!("지난 {korean}"))
        || before.ends_with(&format!("the {name}"))
        || before.ends_with(&format!("last {name}'s"))
}

/// The last month in which an event of that day can be told with its bare month.
fn a_year_on(date: NaiveDate) -> Option<Edtf> {
    let month = date.checked_add_months(Months::new(NEW_FOR))?;
    Edtf::month(month.year(), month.month())
}

fn office(row: &Named, sentence: &str) -> Option<(Bound, Range<usize>)> {
    let range = named(row, sentence)?;
    if TO_BE.iter().any(|word| sentence.contains(word)) {
        return None;
    }
    let new = NEW.iter().any(|word| sentence[..range.start].ends_with(word));
    let last = if new { a_year_on(row.date.earliest()) } else { None };
    Some((Bound { first: row.date.clone(), last, words: sentence[range.clone()].to_owned() }, range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_knows_its_examples() {
        for row in landmarks().landmark.iter().chain(&landmarks().office) {
            for example in &row.examples {
                assert!(named(row, &fold(example)).is_some(), "{example}");
            }
            for name in &row.names.words {
                assert_eq!(*name, fold(name), "names are written folded");
            }
        }
    }

    #[test]
    fn a_name_bounds_the_day_from_below_and_its_month_from_above() {
        let bound = |sentence: &str| {
            let bounds =
                of(&[sentence.to_owned()], &fold(&format!("{sentence} three leaders of japan, 한미일")));
            let first = bounds.into_iter().next()?;
            Some((first.first.to_string(), first.last.map(|last| last.to_string())))
        };
        let table = [
            ("They met after the Camp David summit in August.", Some(("2023-08-18", Some("2024-08")))),
            ("They recalled the Camp David summit in August 2023.", Some(("2023-08-18", None))),
            ("They recalled last year's Camp David summit.", Some(("2024", Some("2024")))),
            ("지난해 8월 캠프 데이비드 정상회의에서 합의했다.", Some(("2024", Some("2024")))),
            ("지난 8월 캠프 데이비드 정상회의에서 합의했다.", Some(("2023-08-18", Some("2024-08")))),
            ("They will meet at the Camp David summit in August.", None),
            ("South Korea's new president Yoon Suk Yeol spoke.", Some(("2022-05-10", Some("2023-05")))),
            ("President Yoon met the general.", Some(("2022-05-10", None))),
            ("President-elect Yoon met the general.", None),
            ("Vice President Biden met the general.", None),
        ];
        for (sentence, want) in table {
            let want =
                want.map(|(first, last): (&str, Option<&str>)| (first.to_owned(), last.map(str::to_owned)));
            assert_eq!(bound(sentence), want, "{sentence}");
        }
    }
}
