//! `2022년 8월 18일`, `지난 18일`, `오는 10월`, `지난해 4월`, `18~20일`, `8.18(목)`, `올 상반기`, `1990년대`.

use super::words::{Pointer, is, is_counted, is_particle, length, pointer, unit, weekday_letter};
use crate::loader::when::sense::{Field, From, Reading, Sense, Side, Unit};
use crate::loader::when::tense;
use crate::loader::when::tokens::Line;

/// A date as far as the words go.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    year: Option<Field>,
    month: Option<Field>,
    day: Option<u32>,
    side: Option<Side>,
    /// Whether the day or month borrows its unit from the end of the range: `18~20일`, `3~5월`.
    borrowed: bool,
    end: usize,
}

impl Words {
    fn sense(self, day: Option<u32>, side: Side) -> Sense {
        Sense::Date { year: self.year, month: self.month, day, side: self.side.unwrap_or(side) }
    }
}

/// Everything with a 년, 월 or 일 behind a number, with the words that point at it.
pub(in crate::loader::when) fn dates(line: &Line, found: &mut Vec<Reading>) {
    let mut n = 0;
    while n < line.tokens.len() {
        // "2박 3일" is a length.
        let nights = n > 0 && line.hangul(n - 1) == "박";
        let Some(words) = read(line, n).filter(|_| !nights) else {
            n += 1;
            continue;
        };
        let side = tense::side(line, n);
        let start = n - usize::from(is_quoted(line, n));
        let first = Reading::new(start..words.end, words.sense(words.day, side), rule(words));
        let reading = match last(line, words, side) {
            Some(last) => range(first, last),
            None => Reading {
                about: is_about(line, words.end),
                ..Reading::new(bracketed(line, &first.tokens), first.sense, first.rule)
            },
        };
        n = reading.tokens.end;
        found.push(reading);
    }
}

fn range(first: Reading, last: Reading) -> Reading {
    let tokens = first.tokens.start..last.tokens.end;
    let days = matches!(&first.sense, Sense::Date { day: Some(_), .. });
    let rule = if days { "range of days" } else { "range of months or years" };
    Reading::new(tokens, Sense::Between(Box::new(first), Box::new(last)), rule)
}

/// `3월께`, `3월경`, `3월쯤`.
fn is_about(line: &Line, end: usize) -> bool {
    ["월께", "월경", "월쯤", "년께", "년경", "년쯤", "월무렵"].contains(&line.hangul(end - 1))
        || is(line, end, &["무렵", "쯤", "께", "경"])
}

/// Whether an apostrophe makes a year of the two digits at `n`.
fn is_quoted(line: &Line, n: usize) -> bool {
    n > 0 && line.mark(n - 1) == Some('\'') && line.number(n).is_some_and(|(_, digits)| digits == 2)
}

/// `전날(17일)`: the day in brackets says which day is meant.
fn bracketed(line: &Line, tokens: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let (start, end) = (tokens.start, tokens.end);
    let closed = start > 1 && line.mark(start - 1) == Some('(') && line.mark(end) == Some(')');
    if closed && is(line, start - 2, &["전날", "이날", "당일", "이튿날", "어제", "오늘", "다음날", "날"])
    {
        start - 2..end + 1
    } else {
        start..end
    }
}

fn rule(words: Words) -> &'static str {
    let named = |field: Option<Field>| matches!(field, Some(Field::Named(_)));
    match words {
        Words { year, day: Some(_), .. } if named(year) => "written date",
        Words { year, month: Some(_), .. } if named(year) => "month and year",
        Words { year, month: None, .. } if named(year) => "year",
        Words { month, day: Some(_), .. } if named(month) => "day and month",
        Words { month: Some(_), .. } => "month before or after publication",
        _ => "day of the month of publication",
    }
}

/// Reads pointers, year, month and day from token `n` on; there has to be a number among them.
fn read(line: &Line, n: usize) -> Option<Words> {
    let mut words = Words { end: n, ..Words::default() };
    let mut numbers = 0;
    while let Some((pointed, end)) = pointer(line, words.end) {
        match pointed {
            Pointer::Year(field) => words.year = Some(field),
            Pointer::Month(field) => words.month = Some(field),
            Pointer::Side(side) => words.side = Some(side),
        }
        words.end = end;
    }
    if let Some((year, end)) = unit(line, words.end, "년") {
        words.year = Some(Field::Named(full_year(line, words.end, year)?));
        (words.end, numbers) = (end, numbers + 1);
    }
    if let Some((month, end)) = unit(line, words.end, "월").filter(|(month, _)| (1..=12).contains(month)) {
        words.month = Some(Field::Named(month as i32));
        (words.end, numbers) = (end, numbers + 1);
    }
    if words.month.is_none()
        && let Some((month, end)) = dotted_month(line, words.end)
    {
        (words.year, words.month) = (Some(Field::Named(month.0)), Some(Field::Named(month.1)));
        (words.end, numbers) = (end, numbers + 1);
    }
    if is(line, words.end, &["유월"]) || is(line, words.end, &["시월"]) {
        words.month = Some(Field::Named(if line.hangul(words.end).starts_with('유') { 6 } else { 10 }));
        (words.end, numbers) = (words.end + 1, numbers + 1);
    }
    if let Some((day, end)) = unit(line, words.end, "일").filter(|(day, _)| (1..=31).contains(day)) {
        (words.day, words.end, numbers) = (Some(day), end, numbers + 1);
    } else {
        numbers += borrow(line, &mut words);
    }
    // "지난해" alone is for `units`; a year named from another wants at least its month.
    (numbers > 0 && !is_year_of_something(line, n, words)).then_some(words)
}

/// `2022년산`, `2022년형` have been refused by their particle; `1년` is no year.
fn is_year_of_something(line: &Line, n: usize, words: Words) -> bool {
    words.month.is_none() && words.day.is_none() && words.year.is_none()
        || line.number(n).is_some_and(|(_, digits)| digits > 4)
}

/// `18~20일`, `3~5월`, `2017~2019년`: what comes first borrows the unit of what comes last.
fn borrow(line: &Line, words: &mut Words) -> usize {
    let Some((number, digits)) = line.number(words.end) else { return 0 };
    let to = |name: &str| {
        joint(line, words.end + 1) && unit(line, words.end + 2, name).is_some_and(|(last, _)| last > number)
    };
    if digits <= 2 && (1..=31).contains(&number) && to("일") {
        words.day = Some(number);
    } else if digits <= 2 && (1..=12).contains(&number) && words.month.is_none() && to("월") {
        words.month = Some(Field::Named(number as i32));
    } else if digits == 4 && (1900..2100).contains(&number) && words.year.is_none() && to("년") {
        words.year = Some(Field::Named(number as i32));
    } else {
        return 0;
    }
    (words.borrowed, words.end) = (true, words.end + 1);
    1
}

/// `2022.7월`, `'21.4월`: year and month, and the token behind them.
fn dotted_month(line: &Line, n: usize) -> Option<((i32, i32), usize)> {
    let (year, _) = line.number(n)?;
    let year = full_year(line, n, year)?;
    let (month, end) = unit(line, n + 2, "월").filter(|(month, _)| (1..=12).contains(month))?;
    (line.mark(n + 1) == Some('.')).then_some(((year, month as i32), end))
}

fn joint(line: &Line, n: usize) -> bool {
    matches!(line.mark(n), Some('~' | '-' | '∼' | '–' | '～' | '·'))
}

/// The end of a range: `18~20일`, `18일부터 20일까지`, `지난달 30일∼이달 2일`, `3~5월`, `18일부터 사흘간`.
fn last(line: &Line, first: Words, side: Side) -> Option<Reading> {
    let borrowed = first.borrowed;
    let at = behind_weekday(line, first.end);
    let from = ["부터", "에서"].iter().any(|word| line.hangul(at - 1).ends_with(word))
        || at > first.end && ["부터", "에서"].contains(&line.hangul(at));
    let dash = joint(line, at) && (line.mark(at) != Some('·') || borrowed);
    if !from && !dash {
        return None;
    }
    let at = at + usize::from(dash || at > first.end && from);
    if from
        && first.day.is_some()
        && let Some(reading) = counted_on(line, at)
    {
        return Some(reading);
    }
    let mut last = read(line, at)?;
    last.side = last.side.or(first.side);
    let same_kind = (first.day.is_some(), first.month.is_some() || last.day.is_some())
        == (last.day.is_some(), last.month.is_some() || last.day.is_some());
    // "18·20일" are two days, "18·19일" are from one to the other.
    let list = line.mark(at - 1) == Some('·') && last.day != first.day.map(|day| day + 1);
    if list || !same_kind {
        return None;
    }
    if last.year.is_none() && last.month.is_none() || borrowed {
        (last.year, last.month) = (last.year.or(first.year), last.month.or(first.month));
    }
    Some(Reading::new(at..last.end, last.sense(last.day, side), "end of a range"))
}

/// `사흘간`, `3일간`, `2박 3일간` behind `부터`: the last day lies one less ahead.
fn counted_on(line: &Line, n: usize) -> Option<Reading> {
    let at = n + if line.hangul(n + 1) == "박" { 2 } else { 0 };
    let (count, unit, rest, end) = length(line, at)?;
    let whole = count.whole.filter(|whole| *whole > 1 && unit == Unit::Day)?;
    is_counted(rest, line.hangul(end)).then(|| {
        let by = i64::from(whole) - 1;
        let sense = Sense::Shift { by, unit: Unit::Day, from: From::Named, about: false };
        Reading::new(n..end, sense, "end of a range")
    })
}

/// The token behind a weekday in brackets at `n`: `18일(목)`, `8.18.(목)`.
fn behind_weekday(line: &Line, n: usize) -> usize {
    let at = n + usize::from(line.mark(n) == Some('.'));
    let there = line.mark(at) == Some('(')
        && weekday_letter(line.hangul(at + 1)).is_some()
        && line.mark(at + 2) == Some(')');
    if there { at + 3 } else { n }
}

/// `2022` or, behind an apostrophe, `22`.
fn full_year(line: &Line, n: usize, year: u32) -> Option<i32> {
    let (_, digits) = line.number(n)?;
    let short = n > 0 && matches!(line.mark(n - 1), Some('\'' | '’' | '‘')) && digits == 2;
    match year {
        1900..=2099 if digits == 4 => Some(year as i32),
        // "21년 4월" is of this century; "3년" alone is a length.
        10..=99 if digits == 2 && unit(line, n + 2, "월").is_some() => Some(2000 + year as i32),
        0..=99 if short => Some(if year < 50 { 2000 } else { 1900 } + year as i32),
        _ => None,
    }
}

/// `8.18(목)`, `'22.8.18`, `8.18~20`, `2022.8.18.~8.20.`: a weekday, a year or a range has to vouch for it.
pub(in crate::loader::when) fn dotted(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((words, vouched)) = point(line, n) else { continue };
        let side = tense::side(line, n);
        let first = Reading::new(n..words.end, words.sense(words.day, side), "date in digits");
        let at = behind_weekday(
            line,
            words.end + usize::from(line.mark(words.end) == Some('.') && line.joined(words.end)),
        );
        let at = if at > words.end { at } else { words.end };
        let end = (joint(line, at) && line.mark(at) != Some('·'))
            .then(|| end_of_dotted(line, at + 1, words, side))
            .flatten();
        match end {
            Some(last) => found.push(range(first, last)),
            None if vouched => found.push(Reading { tokens: n..at, ..first }),
            None => {}
        }
    }
}

/// Month and day at `n`, a year before them or not, and whether a year or a weekday says that it is a date.
fn point(line: &Line, n: usize) -> Option<(Words, bool)> {
    let sign = line.mark(n + 1).filter(|sign| matches!(sign, '.' | '/'))?;
    let ((a, digits), (b, _)) = (line.number(n)?, line.number(n + 2)?);
    let named = |number: u32| Some(Field::Named(number as i32));
    let first = n == 0
        || line.mark(n - 1) != Some(sign) && !line.joined(n)
        || line.mark(n - 1) == Some('\'')
        || joint(line, n - 1);
    if !line.joined(n + 1) || !first {
        return None;
    }
    let third = (line.mark(n + 3) == Some(sign)).then(|| line.number(n + 4)).flatten();
    if let (Some(year), Some((day, 1 | 2))) = (full_year(line, n, a), third) {
        let words = Words {
            year: Some(Field::Named(year)),
            month: named(b),
            day: Some(day),
            end: n + 5,
            ..Words::default()
        };
        return ((1..=12).contains(&b) && (1..=31).contains(&day)).then_some((words, digits == 2));
    }
    let words = Words { month: named(a), day: Some(b), end: n + 3, ..Words::default() };
    // "8.27. 한미일 3국은": with a point behind it and Korean after that.
    let pointed = line.korean
        && n > 0
        && sign == '.'
        && line.mark(n + 3) == Some('.')
        && line.joined(n + 3)
        && !line.hangul(n + 4).is_empty();
    let vouched = pointed || behind_weekday(line, n + 3) > n + 3;
    ((1..=12).contains(&a) && (1..=31).contains(&b)).then_some((words, vouched))
}

fn end_of_dotted(line: &Line, n: usize, first: Words, side: Side) -> Option<Reading> {
    let words = if let Some((words, _)) = point(line, n) {
        Words { year: words.year.or(first.year), ..words }
    } else {
        let (day, _) = line.number(n).filter(|(day, digits)| (1..=31).contains(day) && *digits <= 2)?;
        Words { year: first.year, month: first.month, day: Some(day), end: n + 1, ..Words::default() }
    };
    Some(Reading::new(n..words.end, words.sense(words.day, side), "end of a range"))
}

/// `올 상반기`, `지난해 4분기`, `2022년 하반기`, `올여름`, `지난겨울`, `작년 가을`, `봄`.
pub(in crate::loader::when) fn parts(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((part, fused, start, end)) = part(line, n) else { continue };
        let before = |back: usize| {
            start
                .checked_sub(back)
                .and_then(|at| pointer(line, at))
                .filter(|(_, end)| *end == start)
                .map(|(pointer, _)| pointer)
        };
        let named = start.checked_sub(2).and_then(|at| {
            unit(line, at, "년")
                .filter(|(_, end)| *end == start)
                .and_then(|(year, _)| full_year(line, at, year))
        });
        let pointed = fused.or_else(|| before(1)).or_else(|| before(2));
        let (year, side, first) = match (named, pointed) {
            (Some(year), _) => (Some(Field::Named(year)), Side::Past, start - 2),
            (None, Some(Pointer::Year(field))) => {
                (Some(field), Side::Past, if fused.is_some() { start } else { start - 1 })
            }
            (None, Some(Pointer::Side(side))) => (
                None,
                if side == Side::Before { Side::Was } else { side },
                if fused.is_some() { start } else { start - 1 },
            ),
            _ if part > 24 => (None, tense::side(line, n), start),
            _ => continue,
        };
        let rule = if part > 24 { "part of a year" } else { "season" };
        found.push(Reading::new(first..end, Sense::Part { part, year, side }, rule));
    }
}

/// The part of a year at `n`, what is fused with it (`올여름`), its first token and the one behind it.
fn part(line: &Line, n: usize) -> Option<(u8, Option<Pointer>, usize, usize)> {
    const NAMES: [(&str, u8); 6] =
        [("상반기", 40), ("하반기", 41), ("봄", 21), ("여름", 22), ("가을", 23), ("겨울", 24)];
    if matches!(line.hangul(n), "첫" | "이번" | "지난")
        && is(line, n + 1, &["분기"])
        && line.hangul(n) == "첫"
    {
        return Some((33, None, n, n + 2));
    }
    if let Some((number @ 1..=4, _)) = line.number(n) {
        // "1·4분기", "1/4분기": the first of four.
        let of_four = matches!(line.mark(n + 1), Some('·' | '/' | '.'))
            && line.number(n + 2).is_some_and(|(four, _)| four == 4);
        let at = if of_four { n + 2 } else { n };
        let fourth = n > 1 && matches!(line.mark(n - 1), Some('·' | '/' | '.')) && line.joined(n);
        if fourth {
            return None;
        }
        let word = line.hangul(at + 1);
        return word
            .strip_prefix("분기")
            .filter(|rest| is_particle(rest))
            .map(|_| (32 + number as u8, None, n, at + 2));
    }
    let word = line.hangul(n);
    let fusions = [
        ("올", Pointer::Year(Field::FromPublished(0))),
        ("지난", Pointer::Side(Side::Before)),
        ("내년", Pointer::Year(Field::FromPublished(1))),
    ];
    for (name, number) in NAMES {
        if is(line, n, &[name]) {
            return Some((number, None, n, n + 1));
        }
        for (fused, pointer) in fusions {
            let rest = word.strip_prefix(fused).and_then(|rest| rest.strip_prefix(name));
            if rest.is_some_and(is_particle) {
                return Some((number, Some(pointer), n, n + 1));
            }
        }
    }
    None
}

/// `1990년대`, `21세기`.
pub(in crate::loader::when) fn ages(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((number, digits)) = line.number(n) else { continue };
        let word = line.hangul(n + 1);
        if digits == 4 && (1900..2100).contains(&number) && word.strip_prefix("년대").is_some_and(is_particle)
        {
            found.push(Reading::new(n..n + 2, Sense::Decade(number as i32 / 10), "decade"));
        } else if digits == 2
            && number >= 30
            && number % 10 == 0
            && word.strip_prefix("년대").is_some_and(is_particle)
        {
            found.push(Reading::new(n..n + 2, Sense::Decade(190 + number as i32 / 10), "decade"));
        } else if (10..=21).contains(&number) && word.strip_prefix("세기").is_some_and(is_particle) {
            found.push(Reading {
                aside: true,
                ..Reading::new(n..n + 2, Sense::Century(number as i32 - 1), "century")
            });
        }
    }
}
