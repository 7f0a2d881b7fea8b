//! What happened once and goes by a name, and who came into office when: what a text without a date was written after,
//! and sometimes before. The names are in `data/loader/landmarks.toml`. Never gives a day.

use super::phrase_matcher::find_phrase;
use super::phrase_tables::{LandmarkRow, landmark_table};
use super::temporal;
use crate::model::Edtf;
use crate::text::fold;
use chrono::{Datelike, Months, NaiveDate};
use std::ops::Range;

/// A bound on the day of publication, with the words it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublicationBound {
    /// Not before.
    pub(super) not_before: Edtf,
    /// Not after the last day of this month or year.
    pub(super) not_after: Option<Edtf>,
    pub(super) evidence: String,
}

/// Words that make an office a future one.
const FUTURE_OFFICE_WORDS: [&str; 6] =
    ["president-elect", "candidate", "if elected", "당선인", "당선자", "후보"];
/// Words that make an office a recent one: less than a year old.
const NEW_OFFICE_WORDS: [&str; 8] = [
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
const NEW_OFFICE_MONTHS: u32 = 12;

/// The bounds that the sentences of a text support. `text` is the whole of it, folded.
pub(super) fn find_landmark_bounds(sentences: &[String], text: &str) -> Vec<PublicationBound> {
    let table = landmark_table();
    let known = |row: &&LandmarkRow| {
        row.with.is_empty() || row.with.iter().any(|word| find_phrase(text, word).is_some())
    };
    let landmark: Vec<&LandmarkRow> = table.landmark.iter().filter(known).collect();
    let offices: Vec<&LandmarkRow> = table.office.iter().filter(known).collect();
    let mut bounds = Vec::new();
    for sentence in sentences {
        let folded = fold(sentence);
        let seen = table.find_names(&folded);
        let in_it = |row: &&&LandmarkRow| row.names.matches_any(&seen);
        let back = landmark.iter().any(|row| in_it(&row)) && temporal::looks_back(sentence);
        let events = landmark.iter().filter(|row| back && in_it(row));
        let found = events.filter_map(|row| bound_from_event(row, &folded));
        let offices = offices.iter().filter(in_it).filter_map(|row| bound_from_office(row, &folded));
        for (mut bound, range) in found.chain(offices) {
            // As it is printed, where folding has kept every byte in its place.
            if let Some(printed) = sentence.get(range).filter(|_| sentence.len() == folded.len()) {
                printed.clone_into(&mut bound.evidence);
            }
            bounds.push(bound);
        }
    }
    bounds
}

/// The bytes of a folded sentence that name the row.
fn find_landmark_name(row: &LandmarkRow, sentence: &str) -> Option<Range<usize>> {
    let at = |name: &String| Some((find_phrase(sentence, name)?, name.len()));
    let (at, length) = row.names.words.iter().filter_map(at).max_by_key(|(_, length)| *length)?;
    (!sentence[..at].trim_end().ends_with("vice")).then_some(at..at + length)
}

fn bound_from_event(row: &LandmarkRow, sentence: &str) -> Option<(PublicationBound, Range<usize>)> {
    let range = find_landmark_name(row, sentence)?;
    let day = row.date.earliest();
    let (before, after) = (sentence[..range.start].trim_end(), sentence[range.end..].trim_start());
    let last = relative_year_offset(before, after)
        .and_then(|years| Edtf::year(day.year() + years))
        .or_else(|| has_bare_month(before, after, day).then(|| last_bare_month(day)).flatten());
    let first = match relative_year_offset(before, after) {
        Some(years) if years > 0 => Edtf::year(day.year() + years)?,
        _ => row.date.clone(),
    };
    Some((
        PublicationBound { not_before: first, not_after: last, evidence: sentence[range.clone()].to_owned() },
        range,
    ))
}

/// "Last year's summit", "지난해 정상회의", "the summit this year": how many years after it was written.
fn relative_year_offset(before: &str, after: &str) -> Option<i32> {
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
fn has_bare_month(before: &str, after: &str, date: NaiveDate) -> bool {
    let name = temporal::month_name(date.month());
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
fn last_bare_month(date: NaiveDate) -> Option<Edtf> {
    let month = date.checked_add_months(Months::new(NEW_OFFICE_MONTHS))?;
    Edtf::month(month.year(), month.month())
}

fn bound_from_office(row: &LandmarkRow, sentence: &str) -> Option<(PublicationBound, Range<usize>)> {
    let range = find_landmark_name(row, sentence)?;
    if FUTURE_OFFICE_WORDS.iter().any(|word| sentence.contains(word)) {
        return None;
    }
    let new = NEW_OFFICE_WORDS.iter().any(|word| sentence[..range.start].ends_with(word));
    let last = if new { last_bare_month(row.date.earliest()) } else { None };
    Some((
        PublicationBound {
            not_before: row.date.clone(),
            not_after: last,
            evidence: sentence[range.clone()].to_owned(),
        },
        range,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_knows_its_examples() {
        for row in landmark_table().landmark.iter().chain(&landmark_table().office) {
            for example in &row.examples {
                assert!(find_landmark_name(row, &fold(example)).is_some(), "{example}");
            }
            for name in &row.names.words {
                assert_eq!(*name, fold(name), "names are written folded");
            }
        }
    }

    #[test]
    fn a_name_bounds_the_day_from_below_and_its_month_from_above() {
        let bound = |sentence: &str| {
            let bounds = find_landmark_bounds(
                &[sentence.to_owned()],
                &fold(&format!("{sentence} three leaders of japan, 한미일")),
            );
            let first = bounds.into_iter().next()?;
            Some((first.not_before.to_string(), first.not_after.map(|last| last.to_string())))
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
