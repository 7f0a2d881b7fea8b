//! Values as typed to what they ask for: names of a table, dates, years, texts, each with an error that says how to
//! write it. Never knows where in the line a value stands.

use super::parts::{DatePredicate, FieldScope, MatchMode, Predicate, SearchWord, ValueError};
use crate::model::Edtf;
use crate::text::{fold, hangul};
use chrono::NaiveDate;

/// A value as typed, cleaned, with at least one letter.
pub(super) struct TypedValue<'a> {
    pub(super) text: &'a str,
    /// What signs or quotes ask for.
    pub(super) mode: MatchMode,
    /// Text and signs as they stand there.
    pub(super) raw: &'a str,
}

/// What a date may still become, to tell a wrong one from one that is being typed.
const DATE_CONTINUATIONS: [&str; 9] = [".", "0", "1", "2", "01", "001", "99", "999", "9999"];

pub(super) fn parse_text(value: &TypedValue<'_>, place: FieldScope) -> Result<Vec<Predicate>, ValueError> {
    let word = SearchWord::new(value.text, value.mode, place);
    word.map(|word| vec![Predicate::Word(word)])
        .ok_or_else(|| ValueError { message: "nothing to look for".to_owned(), unfinished: true })
}

/// The one of `names` that the value is or, alone of them, begins with.
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
    let begun: Vec<usize> = (0..names.len()).filter(|&n| names[n].starts_with(&typed)).collect();
    if let [n] = begun[..] {
        return Ok(n);
    }
    if !begun.is_empty() {
        let begun: Vec<&str> = begun.into_iter().map(|n| names[n]).collect();
        let message = format!("{field}:{typed} may be {}", begun.join(" or "));
        return Err(ValueError { message, unfinished: true });
    }
    let meant = nearest_name(&hangul::to_latin_keys(&typed), names.iter().copied());
    let meant = meant.map(|name| format!(" (did you mean {name}?)")).unwrap_or_default();
    let message = format!("there is no {field}:{typed}{meant}; it is one of {}", names.join(", "));
    Err(ValueError { message, unfinished: false })
}

pub(super) fn parse_dates(
    value: &TypedValue<'_>,
    asks: fn(&Edtf) -> DatePredicate,
) -> Result<Vec<Predicate>, ValueError> {
    let typed = fold(value.raw);
    let read = |text: &str| Edtf::parse_user_input(text);
    match read(&typed) {
        Ok(date) => Ok(vec![Predicate::Date(asks(&date))]),
        Err(_) => Err(ValueError {
            message: format!(
                "{} is no date; write it as 2022, 2022-08, 2022-08-18, 2022-H2 or another EDTF",
                value.raw
            ),
            unfinished: DATE_CONTINUATIONS.iter().any(|ending| read(&format!("{typed}{ending}")).is_ok()),
        }),
    }
}

pub(super) fn parse_years(value: &TypedValue<'_>) -> Result<DatePredicate, ValueError> {
    let typed = fold(value.raw);
    if let Some(days) = parse_year_range(&typed) {
        return Ok(days);
    }
    let backwards = typed.split_once("..").and_then(|(from, to)| Some((parse_year(from)?, parse_year(to)?)));
    let message = match backwards {
        Some((from, to)) => format!("year:{typed} runs backwards; write {to}..{from}"),
        None => format!("year:{typed} is no year; write 2022, 2022..2023, 2022.. or ..2022"),
    };
    let unfinished =
        DATE_CONTINUATIONS.iter().any(|ending| parse_year_range(&format!("{typed}{ending}")).is_some());
    Err(ValueError { message, unfinished })
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

fn parse_year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && *year > 0)
}

/// The name that differs from `typed` in the fewest letters, at most a third of them.
pub(super) fn nearest_name(typed: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let ranked = names.map(|name| (edit_distance(typed, name), name));
    ranked.filter(|(n, name)| *n <= name.len().div_ceil(3).min(typed.len())).min().map(|(_, name)| name)
}

/// How many letters have to be put in, taken out or changed to make one word of the other.
fn edit_distance(a: &str, b: &str) -> usize {
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
