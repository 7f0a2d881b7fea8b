//! Parses values of fields into predicates: names from a table, dates, years, and texts. Errors say how to write the
//! value. Independent of where in the line a value stands.

use super::error::ValueError;
use super::types::{DatePredicate, FieldScope, MatchMode, Predicate, SearchWord};
use crate::model::Edtf;
use crate::text::{fold, hangul};
use chrono::NaiveDate;

/// A value as typed, cleaned and not empty.
pub(super) struct TypedValue<'a> {
    pub(super) text: &'a str,
    /// The match mode that operators or quotes request.
    pub(super) mode: MatchMode,
    /// The text with its operators.
    pub(super) raw: &'a str,
}

/// Texts that can complete the beginning of a date. A value that becomes a date with one of them is unfinished rather
/// than invalid.
const DATE_CONTINUATIONS: [&str; 9] = [".", "0", "1", "2", "01", "001", "99", "999", "9999"];

/// Parses a text to search for in `scope`.
pub(super) fn parse_text(value: &TypedValue<'_>, scope: FieldScope) -> Result<Vec<Predicate>, ValueError> {
    let word = SearchWord::new(value.text, value.mode, scope);
    word.map(|word| vec![Predicate::Word(word)])
        .ok_or_else(|| ValueError::unfinished("no text to search for".to_owned()))
}

/// Returns the index of the name that equals the value or is the only one to start with it.
pub(super) fn choose_name(
    value: &TypedValue<'_>,
    field: &str,
    names: impl IntoIterator<Item = &'static str>,
) -> Result<usize, ValueError> {
    let typed = fold(value.raw);
    let names: Vec<&str> = names.into_iter().collect();
    if let Some(n) = names.iter().position(|name| *name == typed) {
        return Ok(n);
    }
    let starting: Vec<usize> = (0..names.len()).filter(|&n| names[n].starts_with(&typed)).collect();
    match starting[..] {
        [] => {}
        [n] => return Ok(n),
        _ => {
            let names: Vec<&str> = starting.into_iter().map(|n| names[n]).collect();
            let message = format!("{field}:{typed} is ambiguous: {}", names.join(", "));
            return Err(ValueError::unfinished(message));
        }
    }
    let nearest = nearest_name(&hangul::to_latin_keys(&typed), names.iter().copied());
    let hint = nearest.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default();
    Err(ValueError::invalid(format!("unknown value {field}:{typed}{hint}; use one of {}", names.join(", "))))
}

/// Parses a date and applies `condition` to it.
pub(super) fn parse_dates(
    value: &TypedValue<'_>,
    condition: fn(&Edtf) -> DatePredicate,
) -> Result<Vec<Predicate>, ValueError> {
    let typed = fold(value.raw);
    match Edtf::parse_user_input(&typed) {
        Ok(date) => Ok(vec![Predicate::Date(condition(&date))]),
        Err(_) => Err(ValueError {
            message: format!(
                "{} is not a date; write 2022, 2022-08, 2022-08-18, 2022-H2, or another EDTF date",
                value.raw
            ),
            unfinished: can_continue(&typed, |text| Edtf::parse_user_input(text).is_ok()),
        }),
    }
}

/// Parses a year or a range of years, whose ends may be open.
pub(super) fn parse_years(value: &TypedValue<'_>) -> Result<DatePredicate, ValueError> {
    let typed = fold(value.raw);
    if let Some(range) = parse_year_range(&typed) {
        return Ok(range);
    }
    let reversed = typed.split_once("..").and_then(|(from, to)| Some((parse_year(from)?, parse_year(to)?)));
    let message = match reversed {
        Some((from, to)) => format!("year:{typed} is reversed; write {to}..{from}"),
        None => format!("year:{typed} is not a year; write 2022, 2022..2023, 2022.., or ..2022"),
    };
    Err(ValueError { message, unfinished: can_continue(&typed, |text| parse_year_range(text).is_some()) })
}

/// Whether `typed` becomes valid with some continuation.
fn can_continue(typed: &str, is_valid: impl Fn(&str) -> bool) -> bool {
    DATE_CONTINUATIONS.iter().any(|continuation| is_valid(&format!("{typed}{continuation}")))
}

fn parse_year_range(text: &str) -> Option<DatePredicate> {
    let (from, to) = match text.split_once("..") {
        None => (Some(parse_year(text)?), Some(parse_year(text)?)),
        Some(("", "")) => return None,
        Some(("", to)) => (None, Some(parse_year(to)?)),
        Some((from, "")) => (Some(parse_year(from)?), None),
        Some((from, to)) => (Some(parse_year(from)?), Some(parse_year(to)?)),
    };
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return None;
    }
    let first = from.map_or(Some(NaiveDate::MIN), |year| NaiveDate::from_ymd_opt(year, 1, 1))?;
    let last = to.map_or(Some(NaiveDate::MAX), |year| NaiveDate::from_ymd_opt(year, 12, 31))?;
    Some(DatePredicate::Within(first, last))
}

/// Parses a year of four digits, other than 0000.
fn parse_year(text: &str) -> Option<i32> {
    let has_four_digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| has_four_digits && *year > 0)
}

/// The name with the smallest edit distance to `typed`, which may be at most a third of the name's length.
pub(super) fn nearest_name(typed: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let ranked = names.map(|name| (edit_distance(typed, name), name));
    ranked.filter(|(n, name)| *n <= name.len().div_ceil(3).min(typed.len())).min().map(|(_, name)| name)
}

/// The Levenshtein distance of two words, in characters.
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, c) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], n + 1);
        for (m, d) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(c != *d);
            diagonal = row[m + 1];
            row[m + 1] = substituted.min(diagonal + 1).min(row[m] + 1);
        }
    }
    row[b.len()]
}
