//! Bounds on the publication date of an undated text from the known events and office holders that it names, which are in
//! `data/loader/landmarks.toml`. Gives an interval, never a day.

use super::phrase_matcher::find_phrase;
use super::phrase_tables::{LandmarkRow, landmark_table};
use super::temporal;
use crate::model::Edtf;
use crate::text::fold;
use chrono::{Datelike, Months, NaiveDate};
use std::ops::Range;

/// A bound on the publication date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublicationBound {
    /// The text is not older than the first day of this date.
    pub(super) not_before: Edtf,
    /// The text is not younger than the last day of this month or year.
    pub(super) not_after: Option<Edtf>,
    /// The words that give the bound.
    pub(super) evidence: String,
}

/// How many months an office holder is called new, and a month without a year means the last such month.
const RECENT_MONTHS: u32 = 12;

/// The bounds that the sentences of a text support. `text` is the whole folded text.
pub(super) fn find_landmark_bounds(sentences: &[String], text: &str) -> Vec<PublicationBound> {
    let table = landmark_table();
    let applies = |row: &&LandmarkRow| {
        row.with.is_empty() || row.with.iter().any(|word| find_phrase(text, word).is_some())
    };
    let events: Vec<&LandmarkRow> = table.landmark.iter().filter(applies).collect();
    let offices: Vec<&LandmarkRow> = table.office.iter().filter(applies).collect();
    let mut bounds = Vec::new();
    for sentence in sentences {
        let folded = fold(sentence);
        let names = table.find_names(&folded);
        let is_named = |row: &&&LandmarkRow| row.names.matches_any(&names);
        let past = events.iter().any(|row| is_named(&row)) && temporal::looks_back(sentence);
        let past_events = events.iter().filter(|row| past && is_named(row));
        let from_events = past_events.filter_map(|row| bound_from_event(row, &folded));
        let from_offices = offices.iter().filter(is_named).filter_map(|row| bound_from_office(row, &folded));
        for (mut bound, range) in from_events.chain(from_offices) {
            // The original text, if folding has kept the byte positions.
            if let Some(original) = sentence.get(range).filter(|_| sentence.len() == folded.len()) {
                original.clone_into(&mut bound.evidence);
            }
            bounds.push(bound);
        }
    }
    bounds
}

/// The bytes of a folded sentence with the longest name of the row. A vice president is not the president.
fn find_landmark_name(row: &LandmarkRow, sentence: &str) -> Option<Range<usize>> {
    let at = |name: &String| Some((find_phrase(sentence, name)?, name.len()));
    let (at, length) = row.names.words.iter().filter_map(at).max_by_key(|(_, length)| *length)?;
    (!sentence[..at].trim_end().ends_with("vice")).then_some(at..at + length)
}

/// The bound from a past event in a folded sentence, and the bytes of its name.
fn bound_from_event(row: &LandmarkRow, sentence: &str) -> Option<(PublicationBound, Range<usize>)> {
    let range = find_landmark_name(row, sentence)?;
    let day = row.date.earliest();
    let (before, after) = (sentence[..range.start].trim_end(), sentence[range.end..].trim_start());
    let last = relative_year_offset(before, after)
        .and_then(|years| Edtf::year(day.year() + years))
        .or_else(|| has_bare_month(before, after, day).then(|| last_recent_month(day)).flatten());
    let first = match relative_year_offset(before, after) {
        Some(years) if years > 0 => Edtf::year(day.year() + years)?,
        _ => row.date.clone(),
    };
    Some((
        PublicationBound { not_before: first, not_after: last, evidence: sentence[range.clone()].to_owned() },
        range,
    ))
}

/// How many years after an event the text was written, by the words around its name: "last year's summit", "지난해 정상회의", "the
/// summit this year".
fn relative_year_offset(before: &str, after: &str) -> Option<i32> {
    let trim_month =
        |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '월' || c == ' ').to_owned();
    let before = trim_month(before);
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

/// Whether the month of an event is given without a year beside its name; then it was less than a year ago.
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

/// The last month in which a text can call a day recent.
fn last_recent_month(date: NaiveDate) -> Option<Edtf> {
    let month = date.checked_add_months(Months::new(RECENT_MONTHS))?;
    Edtf::month(month.year(), month.month())
}

/// The bound from an office holder in a folded sentence, and the bytes of the name.
fn bound_from_office(row: &LandmarkRow, sentence: &str) -> Option<(PublicationBound, Range<usize>)> {
    let range = find_landmark_name(row, sentence)?;
    let table = landmark_table();
    if table.future_office.words.iter().any(|word| sentence.contains(word.as_str())) {
        return None;
    }
    let before = sentence[..range.start].strip_suffix(' ').unwrap_or_default();
    let new = table.new_office.words.iter().any(|word| before.ends_with(word.as_str()));
    let last = if new { last_recent_month(row.date.earliest()) } else { None };
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
    fn every_row_matches_its_examples() {
        for row in landmark_table().landmark.iter().chain(&landmark_table().office) {
            for example in &row.examples {
                assert!(find_landmark_name(row, &fold(example)).is_some(), "{example}");
            }
            for name in &row.names.words {
                assert_eq!(*name, fold(name), "names are folded");
            }
        }
        let office = |text: &str| find_landmark_bounds(&[text.to_owned()], &fold(text)).pop();
        for example in &landmark_table().future_office.examples {
            assert_eq!(office(example), None, "{example}");
        }
        for example in &landmark_table().new_office.examples {
            assert!(office(example).is_some_and(|bound| bound.not_after.is_some()), "{example}");
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
