//! The publication date of a web page: from JSON-LD, metadata fields, elements with a date, the lines near the headline and
//! the URL, each with the field it is from. A date of a change is no publication date, implausible dates are ignored, and a
//! day is never shifted to another time zone.

use super::json_ld::JsonLd;
use super::metadata::{PageMetadata, TimeElement};
use crate::loader::phrase_tables::{MetadataField, header_table};
use crate::loader::temporal;
use crate::loader::types::{MetadataDate, PublicationBasis, PublicationDate};
use crate::model::{Edtf, WebUrl};
use chrono::{DateTime, NaiveDate};

/// Longest distance, in tokens, from the headline to an unlabeled date of the article.
const MAX_STAMP_DISTANCE: usize = 300;

/// Years of publication. No news site is older, and all placeholder dates are (`1970-01-01`, `0001-01-01`).
const PLAUSIBLE_YEARS: std::ops::Range<i32> = 1995..2100;

/// Finds the date in the metadata, best field first. `headline` is the index of the first token of the headline.
pub(in crate::loader) fn find_stated_date(
    meta: &PageMetadata,
    linked: &JsonLd,
    headline: Option<usize>,
) -> Option<MetadataDate> {
    let from_fields = |field: MetadataField| {
        let is_explicit = field == MetadataField::Published;
        header_table()
            .metadata_fields(field)
            .find_map(|name| Some(MetadataDate { is_explicit, ..date_from_field(name, meta.field(name)?)? }))
    };
    let from_json_ld = || {
        let (name, value) = linked.published.as_ref()?;
        Some(MetadataDate { is_explicit: linked.is_article, ..date_from_field(name, value)? })
    };
    let article = from_json_ld().filter(|stated| stated.is_explicit);
    article
        .or_else(|| from_fields(MetadataField::Published))
        .or_else(|| date_from_time_elements(&meta.times, headline, true))
        .or_else(|| from_fields(MetadataField::LikelyPublished))
        .or_else(from_json_ld)
        .or_else(|| date_from_time_elements(&meta.times, headline, false))
}

/// Parses the value of a field.
fn date_from_field(field: &str, value: &str) -> Option<MetadataDate> {
    let (date, utc) = parse_metadata_date(value)?;
    let value: String = value.chars().take(60).collect();
    Some(MetadataDate { date, is_utc: utc, is_explicit: false, evidence: format!("{field} {value}") })
}

/// Chooses the element that dates the article: the nearest to the headline, machine-readable ones first. With
/// `only_labeled`, only elements labeled as publication count.
fn date_from_time_elements(
    times: &[TimeElement],
    headline: Option<usize>,
    only_labeled: bool,
) -> Option<MetadataDate> {
    let wanted = |time: &&TimeElement| {
        !time.outside
            && time.is_publication != Some(false)
            && (!only_labeled || time.is_publication == Some(true))
    };
    let stated = |time: &TimeElement| {
        date_from_field(&time.field, &time.value).or_else(|| date_from_field(&time.field, &time.shown_text))
    };
    // A date before the headline counts three times as far as one after it.
    let distance = |at: usize| {
        headline.map_or(at, |headline| if at >= headline { at - headline } else { (headline - at) * 3 })
    };
    // The masthead shows the current day: text counts only right above the headline or after it.
    let masthead =
        |time: &TimeElement| !time.machine_readable && headline.is_some_and(|at| time.token_index + 12 < at);
    let read: Vec<(bool, usize, MetadataDate)> = times
        .iter()
        .filter(wanted)
        .filter(|time| !masthead(time))
        .filter_map(|time| Some((!time.machine_readable, distance(time.token_index), stated(time)?)))
        .collect();
    let alone = read.windows(2).all(|pair| pair[0].2.date == pair[1].2.date);
    let near = read.into_iter().min_by_key(|(words, distance, _)| (*words, *distance));
    let (_, _, found) = near.filter(|(_, distance, _)| {
        headline.is_none() || only_labeled || alone || *distance <= MAX_STAMP_DISTANCE
    })?;
    Some(MetadataDate { is_explicit: only_labeled, ..found })
}

/// Chooses between the date in the metadata, the date that the page shows near its headline, and the date in its URL.
pub(in crate::loader) fn choose_publication_date(
    stated: Option<MetadataDate>,
    shown: &PublicationDate,
    url: Option<&WebUrl>,
) -> Option<PublicationDate> {
    let visible = shown.date.clone().filter(|_| shown.basis == PublicationBasis::Text).and_then(plausible);
    let metadata = |date, evidence| {
        Some(PublicationDate {
            date: Some(date),
            basis: PublicationBasis::Metadata,
            evidence: Some(evidence),
        })
    };
    match (stated, visible) {
        (Some(stated), Some(visible)) => {
            let words = shown.evidence.clone().unwrap_or_default();
            if stated.is_utc && is_adjacent_utc_day(&stated, &visible) {
                let evidence =
                    format!("{words} (shown on the page; {} is the same hour in UTC)", stated.evidence);
                return Some(PublicationDate {
                    date: Some(visible),
                    basis: PublicationBasis::Text,
                    evidence: Some(evidence),
                });
            }
            // After a move to a new system, the metadata may give the day of the move while the page still shows its own.
            let older = visible.is_exact() && visible.latest() < stated.date.earliest();
            if !stated.is_explicit && (older || visible != stated.date && visible.is_within(&stated.date)) {
                return Some(shown.clone());
            }
            metadata(stated.date, stated.evidence)
        }
        (Some(stated), None) => metadata(stated.date, stated.evidence),
        (None, Some(_)) => Some(shown.clone()),
        (None, None) => {
            let url = url?;
            let date = date_in_url(url.as_str())?;
            metadata(date, format!("URL {url}"))
        }
    }
}

/// Whether a timestamp in UTC can fall on the day that the page shows: east of Greenwich the next day begins in the
/// afternoon UTC, west of it the previous day ends in the morning UTC.
fn is_adjacent_utc_day(stated: &MetadataDate, visible: &Edtf) -> bool {
    let exact = stated.date.is_exact() && visible.is_exact();
    let hour = stated
        .evidence
        .split(['T', ' '])
        .find_map(|part| part.get(..3)?.strip_suffix(':')?.parse::<u32>().ok());
    match (visible.earliest() - stated.date.earliest()).num_days() {
        1 => exact && hour.is_none_or(|hour| hour >= 12),
        -1 => exact && hour.is_none_or(|hour| hour < 12),
        _ => false,
    }
}

/// Parses a date of metadata: the day as written, and whether the timestamp is in UTC. `None` if day and month could be
/// swapped.
fn parse_metadata_date(value: &str) -> Option<(Edtf, bool)> {
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

/// Parses a line near the headline that holds little but a date.
pub(in crate::loader) fn parse_shown_date(line: &str) -> Option<PublicationDate> {
    let date = parse_written_date(line).and_then(plausible).filter(|_| line.chars().count() <= 60)?;
    Some(PublicationDate { date: Some(date), basis: PublicationBasis::Text, evidence: Some(line.to_owned()) })
}

/// Parses a date within text: `Posted Aug. 18, 2022`, `am 18.08.2022 um 17:42`.
fn parse_written_date(value: &str) -> Option<Edtf> {
    let dotted = || {
        value
            .split_whitespace()
            .find_map(|word| parse_day_first(word.trim_matches(|c: char| !c.is_ascii_digit())))
    };
    temporal::find_full_date(value).map(|(date, _)| date).or_else(dotted)
}

fn parse_number(digits: &str) -> Option<u32> {
    digits.parse().ok()
}

fn date_from_numbers(year: u32, month: u32, day: u32) -> Option<Edtf> {
    Edtf::day(NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?)
}

/// The date, if its year is plausible.
fn plausible(date: Edtf) -> Option<Edtf> {
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
fn date_in_url(url: &str) -> Option<Edtf> {
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

    #[test]
    fn shown_and_stated_dates_are_weighed() {
        let stated = |value: &str, strong| {
            Some(MetadataDate { is_explicit: strong, ..date_from_field("field", value).unwrap() })
        };
        let shown = |date: &str| PublicationDate {
            date: Some(date.parse().unwrap()),
            basis: PublicationBasis::Text,
            evidence: Some("as shown".to_owned()),
        };
        let none = PublicationDate { date: None, basis: PublicationBasis::Unknown, evidence: None };
        let table = [
            (
                stated("2022-08-17T23:00:00Z", true),
                shown("2022-08-18"),
                Some("2022-08-18"),
                Some(PublicationBasis::Text),
            ),
            (
                stated("2022-08-17T23:00:00+09:00", true),
                shown("2022-08-18"),
                Some("2022-08-17"),
                Some(PublicationBasis::Metadata),
            ),
            (
                stated("2022-08-17T23:00:00Z", true),
                shown("2022-08-25"),
                Some("2022-08-17"),
                Some(PublicationBasis::Metadata),
            ),
            (
                stated("2024-01-02", false),
                shown("2022-08-25"),
                Some("2022-08-25"),
                Some(PublicationBasis::Text),
            ),
            (stated("2022-08-17", true), none.clone(), Some("2022-08-17"), Some(PublicationBasis::Metadata)),
            (None, shown("2022-08-25"), Some("2022-08-25"), Some(PublicationBasis::Text)),
            (None, none, None, None),
        ];
        for (stated, shown, want, basis) in table {
            let got = choose_publication_date(stated, &shown, None);
            assert_eq!(got.as_ref().map(|got| got.basis), basis);
            assert_eq!(got.and_then(|got| got.date).map(|date| date.to_string()).as_deref(), want);
        }
    }
}
