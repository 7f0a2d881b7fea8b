//! Anniversaries: "two years since they signed the pact", "the 70th anniversary of the alliance", 체결 2주년. What is told there
//! happened so many years before, and not on the day of the sentence.

use crate::loader::temporal;
use crate::loader::types::TemporalMention;
use crate::model::edtf::Certainty;
use crate::model::{DatedBy, Edtf};
use crate::text::{clean_line, fold, has_hangul};
use chrono::Datelike;
use std::ops::Range;

/// What is remembered, in bytes of the sentence, and how many years ago it was.
#[derive(Clone, Debug)]
pub(super) struct Anniversary {
    pub(super) range: Range<usize>,
    years: Option<i32>,
}

/// Verbs and words that make "two years since" an anniversary.
const MARKING_WORDS: [&str; 9] =
    ["mark", "marks", "marked", "marking", "celebrate", "celebrates", "celebrated", "is", "been"];

/// The anniversary that a sentence speaks of.
pub(super) fn find_anniversary(sentence: &str) -> Option<Anniversary> {
    let folded = fold(sentence);
    if folded.len() != sentence.len() {
        return None;
    }
    if has_hangul(sentence) { find_korean(&folded) } else { find_english(&folded) }
}

/// The date of what is remembered, reckoned from a day of the sentence or, without one, from that of publication. Only
/// the month, for many anniversaries are marked on another day.
pub(super) fn date_anniversary(
    anniversary: &Anniversary,
    sentence: &str,
    mentions: &[TemporalMention],
    published: Option<&Edtf>,
) -> Option<(Edtf, DatedBy)> {
    let day = mentions.iter().filter_map(|mention| mention.date.as_ref()).find(|date| date.is_exact());
    let day = day.or(published)?;
    let (first, last) = (day.earliest(), day.latest());
    let years = anniversary.years?;
    let month = (first.year(), first.month()) == (last.year(), last.month());
    let date = if month {
        Edtf::month(first.year() - years, first.month())
    } else {
        (first.year() == last.year()).then(|| Edtf::year(first.year() - years)).flatten()
    }?;
    let by = DatedBy {
        phrase: clean_line(&sentence[anniversary.range.clone()]),
        rule: "anniversary: about the month, so many years before".to_owned(),
    };
    Some((date.with_certainty(Certainty::Approximate), by))
}

fn find_english(folded: &str) -> Option<Anniversary> {
    if let Some(at) = folded.find(" anniversary of ") {
        let years = parse_count(folded[..at].split(' ').next_back()?);
        let start = at + " anniversary of ".len();
        return Some(Anniversary { range: start..phrase_end(folded, start), years });
    }
    if let Some(at) = folded.find("'s ").filter(|at| folded[*at..].contains(" anniversary")) {
        // "The alliance's 70th anniversary": what is remembered stands before it.
        let end = at + folded[at..].find(" anniversary")?;
        let years = parse_count(folded[..end].split(' ').next_back()?);
        let start = folded[..at].rfind(" the ").map_or(0, |the| the + 1);
        return Some(Anniversary { range: start..end, years });
    }
    let at = folded.find(" years since ").or_else(|| folded.find(" year since "))?;
    let before: Vec<&str> = folded[..at].split(' ').collect();
    let count = before.last()?;
    let marked = before.iter().rev().skip(1).take(4).any(|word| MARKING_WORDS.contains(word));
    let since = at + folded[at..].find("since ")?;
    // "The first in two years since the pandemic" counts a pause.
    let clause = Anniversary { range: since..phrase_end(folded, since), years: parse_count(count) };
    marked.then_some(clause)
}

fn find_korean(folded: &str) -> Option<Anniversary> {
    let at = folded.find("주년").or_else(|| {
        let at = folded.find("지 ")?;
        let rest = &folded[at + "지 ".len()..];
        let years = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let counted = years.len() < rest.len()
            && (years.starts_with("년이 되")
                || years.starts_with("년이 됐")
                || years.starts_with("년을 맞")
                || years.starts_with("년째"));
        counted.then(|| at + "지 ".len() + rest.len() - years.len())
    })?;
    let before = folded[..at].trim_end();
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let years = before[before.len() - digits..].parse().ok();
    let head = before[..before.len() - digits].trim_end();
    // The noun phrase before the number: back to a topic, a comma or the end of another clause.
    let clause = head.ends_with('지');
    let mut start = head.len();
    for word in head.rsplit(' ') {
        let bound = word.ends_with(',')
            || ["은", "는", "에서", "하고", "했고", "며"]
                .iter()
                .any(|ending| word.len() > ending.len() && word.ends_with(ending))
            || !clause
                && ["이", "가", "을", "를"]
                    .iter()
                    .any(|ending| word.len() > ending.len() && word.ends_with(ending));
        if bound {
            break;
        }
        start = start.saturating_sub(word.len() + 1);
    }
    let start = start + folded[start..at].len() - folded[start..at].trim_start().len();
    Some(Anniversary { range: start..at + "주년".len().min(folded.len() - at), years })
}

/// The byte at which the phrase ends that begins at `start`.
fn phrase_end(folded: &str, start: usize) -> usize {
    let rest = &folded[start..];
    let ends = [
        ", ",
        "; ",
        " – ",
        " — ",
        " on monday",
        " on tuesday",
        " on wednesday",
        " on thursday",
        " on friday",
    ];
    let end = ends.iter().filter_map(|mark| rest.find(mark)).min();
    start + end.unwrap_or_else(|| rest.trim_end_matches('.').len())
}

/// `two`, `2`, `2nd`, `second`, `70th`.
fn parse_count(word: &str) -> Option<i32> {
    const ORDINALS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    let ordinal = ORDINALS.iter().position(|name| *name == word).map(|at| at as i32 + 1);
    ordinal
        .or(if word == "a" { Some(1) } else { None })
        .or_else(|| temporal::parse_small_number(word).map(|n| n as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_happened_years_before() {
        let published: Edtf = "2024-05-16".parse().unwrap();
        let table = [
            (
                "Friday marks three years since the two sides signed the pact.",
                "since the two sides signed the pact",
                Some("2021-05~"),
            ),
            (
                "They met on the 10th anniversary of the first talks, in Sejong.",
                "the first talks",
                Some("2014-05~"),
            ),
            ("The alliance's 70th anniversary was celebrated.", "the alliance's 70th", Some("1954-05~")),
            ("양국은 양해각서 체결 2주년을 맞아 세미나를 열었다.", "양해각서 체결 2주년", Some("2022-05~")),
            ("협정이 체결된 지 3년이 됐다.", "협정이 체결된 지 3년", Some("2021-05~")),
        ];
        for (sentence, phrase, date) in table {
            let found = find_anniversary(sentence).unwrap();
            let got = date_anniversary(&found, sentence, &[], Some(&published));
            assert_eq!(got.map(|(date, _)| date.to_string()).as_deref(), date, "{sentence}");
            assert!(
                sentence[found.range.clone()].to_lowercase().starts_with(phrase),
                "{:?}",
                &sentence[found.range]
            );
        }
        assert!(find_anniversary("It is the first drill in two years since the pause.").is_none());
    }
}
