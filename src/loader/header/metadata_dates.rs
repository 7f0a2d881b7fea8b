//! Dates in metadata fields and URLs: numbers in many orders. A day is never shifted to another time zone, and a date whose
//! day and month could be swapped is none.

use crate::loader::temporal;
use crate::model::Edtf;
use chrono::{DateTime, NaiveDate};

/// Years of publication. No news site is older, and all placeholder dates are (`1970-01-01`, `0001-01-01`).
const PLAUSIBLE_YEARS: std::ops::Range<i32> = 1995..2100;

/// Parses a date of metadata: the day as written, and whether the timestamp is in UTC. `None` if day and month could be
/// swapped.
pub(super) fn parse_metadata_date(value: &str) -> Option<(Edtf, bool)> {
    let value = value.trim();
    let utc =
        value.ends_with('Z') || ["+00:00", "+0000", "GMT", "UTC"].iter().any(|end| value.ends_with(end));
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == value.len() && matches!(digits, 10 | 13) {
        let seconds: i64 = value[..10].parse().ok()?;
        let day = DateTime::from_timestamp(seconds, 0)?.date_naive();
        return Some((plausible(Edtf::day(day)?)?, true));
    }
    let date = match digits {
        8 | 12 | 14 => date_from_numbers(
            parse_number(&value[..4])?,
            parse_number(&value[4..6])?,
            parse_number(&value[6..8])?,
        ),
        4 => parse_year_first(value),
        1 | 2 => parse_day_first(value).or_else(|| parse_written_date(value)),
        _ => parse_written_date(value),
    };
    Some((plausible(date?)?, utc))
}

/// Whether the evidence of a metadata field, its name and its value, is a timestamp in UTC.
pub(super) fn is_utc_evidence(evidence: &str) -> bool {
    let from_digit = evidence.find(|c: char| c.is_ascii_digit()).map_or("", |at| &evidence[at..]);
    let weekday = evidence.find(", ").map_or("", |at| &evidence[at + 2..]);
    [from_digit, weekday].iter().any(|value| parse_metadata_date(value).is_some_and(|(_, utc)| utc))
}

/// Parses a date within text: `Posted Aug. 18, 2022`, `am 18.08.2022 um 17:42`.
fn parse_written_date(value: &str) -> Option<Edtf> {
    temporal::find_full_date(value).or_else(|| find_day_first_date(value)).map(|(date, _)| date)
}

/// Finds a date in numbers that begins with the day or the month, and its byte range: `18.08.2022`.
pub(super) fn find_day_first_date(value: &str) -> Option<(Edtf, std::ops::Range<usize>)> {
    value.split_whitespace().find_map(|word| {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        let start = value.find(digits)?;
        Some((parse_day_first(digits).and_then(plausible)?, start..start + digits.len()))
    })
}

fn parse_number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}

fn date_from_numbers(year: u32, month: u32, day: u32) -> Option<Edtf> {
    Edtf::day(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?)
}

/// The date, if its year is plausible.
pub(super) fn plausible(date: Edtf) -> Option<Edtf> {
    let year = date.first_year()?;
    (PLAUSIBLE_YEARS.contains(&year)).then_some(date)
}

/// The first numbers of a value, up to three, separated by one mark and spaces: `2022-08-18T17:42`, `2022. 8. 18.`,
/// `2022년 8월 18일`.
fn leading_numbers(value: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let mut rest = value;
    while numbers.len() < 3 {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            break;
        }
        numbers.extend(parse_number(&rest[..digits]));
        let Some(after) = rest[digits..].strip_prefix(['-', '.', '/', '년', '월']) else { break };
        rest = after.trim_start();
    }
    numbers
}

fn parse_year_first(value: &str) -> Option<Edtf> {
    match leading_numbers(value)[..] {
        [year, month, day] => date_from_numbers(year, month, day),
        [year, month] if value.len() <= 10 => Edtf::month(i32::try_from(year).ok()?, month),
        [year] if value.len() == 4 => Edtf::year(i32::try_from(year).ok()?),
        _ => temporal::find_full_date(value).map(|(date, _)| date),
    }
}

/// Parses a date that begins with day or month, if the numbers show which is which.
fn parse_day_first(value: &str) -> Option<Edtf> {
    let [first, second, year] = leading_numbers(value)[..] else { return None };
    match (first, second) {
        (first, second) if first > 12 || first == second => date_from_numbers(year, second, first),
        (first, second) if second > 12 => date_from_numbers(year, first, second),
        _ => None,
    }
}

/// Finds the date in a URL: `/2022/08/18/`, `/2022/aug/18/`, `/20220818…`, `/2022-08-18-…`, else the month of
/// `/2022/08/`.
pub(super) fn date_in_url(url: &str) -> Option<Edtf> {
    // The timestamp of a web archive is that of the capture, not of the publication.
    let url = url.rsplit_once("http").map_or(url, |(_, inner)| inner);
    let path = url.splitn(4, '/').nth(3)?;
    let parts: Vec<&str> = path.split(['/', '?', '&', '=', '#']).collect();
    let month_number = |word: &str| {
        let short = |month: &u32| {
            temporal::month_name(*month).get(..3).is_some_and(|name| word.eq_ignore_ascii_case(name))
        };
        let found = (1..=12).find(short);
        found.or_else(|| (word.len() <= 2).then(|| parse_number(word)).flatten())
    };
    let year = |word: &str| (word.len() == 4).then(|| parse_number(word)).flatten();
    let apart = parts.windows(3).find_map(|part| {
        date_from_numbers(year(part[0])?, month_number(part[1])?, parse_number(part[2])?).and_then(plausible)
    });
    let joined = || parts.iter().find_map(|part| date_in_segment(part));
    let month = || {
        let mut pairs = parts.windows(2);
        pairs.find_map(|part| {
            Edtf::month(i32::try_from(year(part[0])?).ok()?, month_number(part[1])?).and_then(plausible)
        })
    };
    apart.or_else(joined).or_else(month)
}

/// Finds the date in a segment of a URL: `20220818000752`, `AKR20220818123400504`, `2022-08-18-a-pact`.
fn date_in_segment(part: &str) -> Option<Edtf> {
    let starts = part.char_indices().filter(|&(at, c)| {
        c.is_ascii_digit() && !part[..at].ends_with(|before: char| before.is_ascii_digit())
    });
    starts.map(|(at, _)| &part[at..]).find_map(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let date = match digits {
            8.. => date_from_numbers(
                parse_number(&rest[..4])?,
                parse_number(&rest[4..6])?,
                parse_number(&rest[6..8])?,
            ),
            4 => {
                let numbers = leading_numbers(&rest.replace('_', "-"));
                let [year, month, day] = numbers[..] else { return None };
                date_from_numbers(year, month, day)
            }
            _ => None,
        };
        date.and_then(plausible)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_dates_keep_the_day_as_written() {
        let table = [
            ("2022-08-18T17:42:00+09:00", Some("2022-08-18"), false),
            ("2022-08-17T23:42:00Z", Some("2022-08-17"), true),
            ("2022-08-18 17:42", Some("2022-08-18"), false),
            ("20220818174200", Some("2022-08-18"), false),
            ("20220818", Some("2022-08-18"), false),
            ("2022.08.18. 오후 5:42", Some("2022-08-18"), false),
            ("2022년 8월 18일", Some("2022-08-18"), false),
            ("2022/8/18", Some("2022-08-18"), false),
            ("Thu, 18 Aug 2022 08:42:00 GMT", Some("2022-08-18"), true),
            ("August 18, 2022", Some("2022-08-18"), false),
            ("Thu Aug 18 17:42:00 KST 2022", None, false),
            ("18.08.2022", Some("2022-08-18"), false),
            ("03.22.2024", Some("2024-03-22"), false),
            ("03.04.2024", None, false),
            ("08/18/2022", Some("2022-08-18"), false),
            ("03/04/2021", None, false),
            ("1660812120000", Some("2022-08-18"), true),
            ("2022-08", Some("2022-08"), false),
            ("2022", Some("2022"), false),
            ("1970-01-01T00:00:00Z", None, true),
            ("0001-01-01", None, false),
            ("2022-02-31", None, false),
            ("2022-13-45", None, false),
            ("{{ date }}", None, false),
            ("", None, false),
        ];
        for (value, want, utc) in table {
            let got = parse_metadata_date(value);
            assert_eq!(got.as_ref().map(|(date, _)| date.to_string()).as_deref(), want, "{value}");
            assert!(got.is_none_or(|got| got.1 == utc), "{value}");
        }
    }

    #[test]
    fn urls_hold_dates() {
        let table = [
            ("https://x.org/2022/08/18/a-pact", Some("2022-08-18")),
            ("https://x.org/world/2022/aug/18/a-pact", Some("2022-08-18")),
            ("https://x.org/view.php?ud=20220818000752", Some("2022-08-18")),
            ("https://x.kr/view/AKR20220818123400504", Some("2022-08-18")),
            ("https://x.org/2022-08-18-a-pact.html", Some("2022-08-18")),
            ("https://x.org/2022/08/a-pact", Some("2022-08")),
            ("https://x.org/a/20229999/b", None),
            ("https://x.org/2022/a-pact", None),
            ("https://archive.example/web/20130307194448/http://x.org/2008/05/a-pact", Some("2008-05")),
            ("https://x.org/view/1234567890", None),
        ];
        for (address, want) in table {
            assert_eq!(date_in_url(address).map(|date| date.to_string()).as_deref(), want, "{address}");
        }
    }
}
