//! Dates that name a month or a year, in English: `August 18, 2022`, `18 Aug`, `2022-08-18`, `in May`, `April 30 to
//! May 2`, `in 2013`. What leaves the year out takes it from the publication date.

use super::tokens::{Class, Line};
use crate::loader::parts::Mention;
use crate::model::Edtf;
use chrono::NaiveDate;
use std::ops::Range;

/// A date as far as the words go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) year: Option<i32>,
    pub(super) month: u32,
    pub(super) day: u32,
    /// The last day of `Sept. 5-6`.
    last: Option<u32>,
    /// The first token behind it.
    pub(super) end: usize,
}

/// `April 30 to May 2`, `Oct. 17-Oct. 28, 2022`, `between July 17 and 28`.
pub(super) fn ranges(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let Some(first) = written(line, n).filter(|words| words.last.is_none()) else { continue };
        let between = line.word_before(n) == "between" && line.word(first.end) == "and";
        let joint = between || is_joint(line, first.end);
        let Some(last) =
            joint.then(|| written(line, first.end + 1)).flatten().filter(|words| words.last.is_none())
        else {
            continue;
        };
        let year = last.year.or(first.year);
        let future = line.is_future(n);
        let end = day(line, Words { year, ..last }, future);
        let start = match (&end, first.year) {
            // "Dec. 30 to Jan. 2" begins in the year before.
            (Some(end), None) => near(end, first),
            _ => day(line, first, future),
        };
        let date = start.zip(end).and_then(|(a, b)| Edtf::between(&a, &b));
        found.push(line.mention(n..last.end, date, "range of days", future));
    }
}

/// The day `words` that comes before `end`.
fn near(end: &Edtf, words: Words) -> Option<Edtf> {
    let last = end.earliest();
    [0, -1].into_iter().find_map(|years| {
        let year = end.first_year()? + years;
        let day = NaiveDate::from_ymd_opt(year, words.month, words.day)?;
        (day <= last).then(|| Edtf::day(day))?
    })
}

/// `August 18, 2022`, `Aug. 18`, `18 August 2022`, `Sept. 5-6`, `2022-08-18`, `2022.08.18`, `18/08/2022`.
pub(super) fn dates(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        if let Some((date, end)) = digits(line, n) {
            found.push(line.mention(n..end, Some(date), "date in digits", false));
        }
        let Some(words) = written(line, n) else { continue };
        let future = words.year.is_none() && line.is_future(n);
        let first = day(line, words, future);
        let date = match words.last {
            None => first,
            Some(last) => {
                let last = day(line, Words { day: last, ..words }, future);
                first.zip(last).and_then(|(a, b)| Edtf::between(&a, &b))
            }
        };
        let rule = match (words.year, words.last) {
            (Some(_), None) => "written date",
            (None, None) => "day and month",
            _ => "range of days",
        };
        found.push(line.mention(n..words.end, date, rule, future));
    }
}

fn day(line: &Line<'_>, words: Words, future: bool) -> Option<Edtf> {
    let year = match words.year {
        Some(year) => year,
        None => line.anchor?.year_of_day(words.month, words.day, future)?,
    };
    Edtf::day(NaiveDate::from_ymd_opt(year, words.month, words.day)?)
}

/// A month, a day and perhaps a year, in either order, written with the month's name, from token `n` on.
pub(super) fn written(line: &Line<'_>, n: usize) -> Option<Words> {
    if let Some((month, next)) = month(line, n) {
        let (day, mut end) = day_number(line, next)?;
        let mut words = Words { month, day, ..Words::default() };
        if let Some((last, after)) = second_day(line, end) {
            (words.last, end) = (Some(last), after);
        }
        let (year, end) = year_after(line, end);
        return Some(Words { year, end, ..words });
    }
    // 18 August 2022, 18th of August, 5-6 September
    let (day, mut next) = day_number(line, n)?;
    let mut words = Words { day, ..Words::default() };
    if let Some((last, after)) = second_day(line, next) {
        (words.last, next) = (Some(last), after);
    }
    if line.word(next) == "of" {
        next += 1;
    }
    let (month, end) = month(line, next)?;
    let (year, end) = year_after(line, end);
    Some(Words { year, month, end, ..words })
}

/// The number of a month by its name or its usual short form, and the token behind it and its point.
pub(super) fn month(line: &Line<'_>, n: usize) -> Option<(u32, usize)> {
    const NAMES: [(&str, &[&str]); 12] = [
        ("january", &["jan"]),
        ("february", &["feb"]),
        ("march", &["mar"]),
        ("april", &["apr"]),
        ("may", &[]),
        ("june", &["jun"]),
        ("july", &["jul"]),
        ("august", &["aug"]),
        ("september", &["sep", "sept"]),
        ("october", &["oct"]),
        ("november", &["nov"]),
        ("december", &["dec"]),
    ];
    let word = line.word(n);
    let at = NAMES.iter().position(|(name, short)| *name == word || short.contains(&word))?;
    // "may" and "march" are verbs as well; a month has a capital.
    if !line.is_capital(n) {
        return None;
    }
    let point = line.mark(n + 1) == Some('.') && line.joined(n + 1) && NAMES[at].0 != word;
    Some((at as u32 + 1, n + 1 + usize::from(point)))
}

/// A day of a month at `n`, and the token behind it.
fn day_number(line: &Line<'_>, n: usize) -> Option<(u32, usize)> {
    let (Class::Number(day, 1 | 2) | Class::Ordinal(day)) = line.tokens.get(n)?.class else { return None };
    // 10:30, 18%, 3.5 are no days; "Aug. 18." is.
    let part = matches!(line.mark(n + 1), Some(':' | '%' | '.' | ',')) && line.joined(n + 1);
    let goes_on = part && line.joined(n + 2) && line.number(n + 2).is_some();
    let share = line.mark(n + 1) == Some('%') || line.word(n + 1) == "percent";
    ((1..=31).contains(&day) && !goes_on && !share).then_some((day, n + 1))
}

/// The second day of `5-6`, `5–6`, `5 to 6`, and the token behind it.
fn second_day(line: &Line<'_>, n: usize) -> Option<(u32, usize)> {
    if !is_joint(line, n) {
        return None;
    }
    let (day, end) = day_number(line, n + 1)?;
    // "Oct. 17-28 October" is no such thing, and "5 to 6 May" is read from its month.
    Some((day, end))
}

fn is_joint(line: &Line<'_>, n: usize) -> bool {
    matches!(line.mark(n), Some('-' | '–' | '—' | '~')) || matches!(line.word(n), "to" | "through" | "until")
}

/// A year behind a date: `, 2022`, `2022`; else nothing.
fn year_after(line: &Line<'_>, n: usize) -> (Option<i32>, usize) {
    let at = n + usize::from(line.mark(n) == Some(','));
    match year(line, at) {
        Some(year) => (Some(year), at + 1),
        None => (None, n),
    }
}

/// A year of four digits from 1900 to 2099 at `n` that is not part of a longer number.
pub(super) fn year(line: &Line<'_>, n: usize) -> Option<i32> {
    let (year, 4) = line.number(n)? else { return None };
    let longer = |at: usize| {
        matches!(line.mark(at), Some('.' | ','))
            && line.joined(at)
            && line.joined(at + 1)
            && line.number(at + 1).is_some()
    };
    let money = n > 0 && matches!(line.mark(n - 1), Some('$' | '₩' | '€' | '#'));
    let part = n > 1 && longer_before(line, n);
    ((1900..=2099).contains(&year) && !longer(n + 1) && !money && !part).then_some(year as i32)
}

fn longer_before(line: &Line<'_>, n: usize) -> bool {
    line.joined(n)
        && matches!(line.mark(n - 1), Some('.' | ','))
        && line.joined(n - 1)
        && line.number(n - 2).is_some()
}

/// `2022-08-18`, `2022/08/18`, `2022.08.18.`, and the other way round where it cannot be mistaken.
fn digits(line: &Line<'_>, n: usize) -> Option<(Edtf, usize)> {
    let sign = line.mark(n + 1).filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let same = line.mark(n + 3) == Some(sign);
    let close = line.joined(n + 1) && line.joined(n + 3);
    // "2022. 8. 18." has spaces in Korean.
    let spaces = sign == '.' || (line.joined(n + 2) && line.joined(n + 4));
    if !same || !close || !spaces || n > 0 && line.joined(n) && line.mark(n - 1) == Some(sign) {
        return None;
    }
    let [(a, a_digits), (b, 1 | 2), (c, c_digits)] =
        [line.number(n)?, line.number(n + 2)?, line.number(n + 4)?]
    else {
        return None;
    };
    let (year, month, day) = match (a_digits, c_digits) {
        (4, 1 | 2) => (a, b, c),
        // 05/06/2022 is May in one country and June in the other; only a day over 12 tells.
        (1 | 2, 4) if a > 12 => (c, b, a),
        (1 | 2, 4) if b > 12 || a == b => (c, a, b),
        _ => return None,
    };
    if !(1900..=2099).contains(&year) {
        return None;
    }
    Some((Edtf::day(NaiveDate::from_ymd_opt(year as i32, month, day)?)?, n + 5))
}

/// `May 2022`, `in May`, `last May`, `late May`, `an October hearing`, `this October`.
pub(super) fn months(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let Some((number, end)) = month(line, n) else { continue };
        if day_number(line, end).is_some() && year(line, end).is_none() {
            continue;
        }
        let of = usize::from(line.word(end) == "of" || line.mark(end) == Some(','));
        if let Some(year) = year(line, end + of) {
            let start = part_before(line, n);
            found.push(line.mention(start..end + of + 1, Edtf::month(year, number), "month and year", false));
            continue;
        }
        let start = part_before(line, n);
        let before = line.word_before(start);
        let Some(manner) = manner(before, line, start) else { continue };
        let future = match manner {
            Manner::Last => false,
            Manner::Next => true,
            Manner::Plain => line.is_future(n),
        };
        let strictly = manner != Manner::Plain;
        let year = line.anchor.and_then(|anchor| anchor.year_of_month(number, future, strictly));
        let start = start - usize::from(strictly);
        let date = year.and_then(|year| Edtf::month(year, number));
        found.push(line.mention(start..end, date, "month before or after publication", future));
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Last,
    Next,
    Plain,
}

/// How a bare month is pointed at; `None` where nothing says that the word is a month of the calendar at all.
fn manner(before: &str, line: &Line<'_>, start: usize) -> Option<Manner> {
    match before {
        "last" | "past" => Some(Manner::Last),
        "next" => Some(Manner::Next),
        "in" | "since" | "by" | "of" | "until" | "during" | "from" | "this" | "a" | "an" | "the" | "for"
        | "through" | "before" | "after" | "on" => Some(Manner::Plain),
        // "early May", where a modifier has been taken already.
        _ if matches!(line.word(start), "early" | "late" | "mid" | "earlier" | "later") => {
            Some(Manner::Plain)
        }
        _ => None,
    }
}

/// The token from which `early`, `late` or `mid-` belong to what begins at `n`. They change no value here: which
/// days are late in a month nobody has said.
fn part_before(line: &Line<'_>, n: usize) -> usize {
    let dash = n > 0 && line.mark(n - 1) == Some('-');
    let at = n - usize::from(dash);
    match line.word_before(at) {
        "early" | "late" | "mid" => at - 1,
        "of" if at > 1 && matches!(line.word(at - 2), "end" | "beginning" | "start" | "middle") => at - 2,
        _ => n,
    }
}

/// `in 2013`, `since 2009`, `early 2024`, `the year 2020`. Not `a 2014 comedy`, which dates the comedy.
pub(super) fn years(line: &Line<'_>, found: &mut Vec<Mention>) {
    for n in 0..line.tokens.len() {
        let Some(number) = year(line, n) else { continue };
        let start = part_before(line, n);
        let before = line.word_before(start);
        let pointed = matches!(
            before,
            "in" | "since"
                | "of"
                | "during"
                | "from"
                | "until"
                | "by"
                | "through"
                | "before"
                | "after"
                | "year"
                | "late"
                | "early"
                | "to"
        ) || start < n;
        let bracketed = n > 0 && line.mark(n - 1) == Some('(') && line.mark(n + 1) == Some(')');
        if pointed || bracketed {
            found.push(line.mention(start..n + 1, Edtf::year(number), "year", false));
        }
    }
}

/// The tokens of a weekday in front of a date, so that `Thursday, August 18, 2022` is one expression.
pub(super) fn with_date(line: &Line<'_>, after: usize) -> Option<Range<usize>> {
    let at = after + usize::from(line.mark(after) == Some(','));
    written(line, at).map(|words| at..words.end)
}
