//! `2022년 8월 18일`, `지난 18일`, `오는 10월`, `지난해 4월`, `18~20일`, `8.18(목)`, `올 상반기`, `1990년대`.

use super::lexicon::{
    TimePointer, is_particle, marks_duration, matches_word, parse_duration, parse_number_with_unit,
    parse_pointer, parse_weekday_letter,
};
use crate::loader::temporal::tense;
use crate::loader::temporal::time_expr::{
    AnchorKind, DateField, Direction, TimeExpr, TimeExprMatch, TimeUnit,
};
use crate::loader::temporal::tokens::TokenLine;

/// A date as far as the words go.
#[derive(Clone, Copy, Debug, Default)]
struct KoreanDateParts {
    year: Option<DateField>,
    month: Option<DateField>,
    day: Option<u32>,
    direction: Option<Direction>,
    /// Whether the day or month borrows its unit from the end of the range: `18~20일`, `3~5월`.
    borrows_unit: bool,
    end_token: usize,
}

impl KoreanDateParts {
    fn to_expr(self, day: Option<u32>, side: Direction) -> TimeExpr {
        TimeExpr::Date { year: self.year, month: self.month, day, direction: self.direction.unwrap_or(side) }
    }
}

/// Everything with a 년, 월 or 일 behind a number, with the words that point at it.
pub(in crate::loader::temporal) fn find_dates(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let mut n = 0;
    while n < line.tokens.len() {
        // "2박 3일" is a length.
        let nights = n > 0 && line.hangul(n - 1) == "박";
        let Some(words) = parse_date_parts(line, n).filter(|_| !nights) else {
            n += 1;
            continue;
        };
        let side = tense::infer_direction(line, n);
        let start = n - usize::from(is_apostrophe_year(line, n));
        let first =
            TimeExprMatch::new(start..words.end_token, words.to_expr(words.day, side), date_rule_name(words));
        let reading = match parse_range_end(line, words, side) {
            Some(last) => build_range(first, last),
            None => TimeExprMatch {
                approximate: is_approximate(line, words.end_token),
                ..TimeExprMatch::new(extend_over_brackets(line, &first.tokens), first.expr, first.rule)
            },
        };
        n = reading.tokens.end;
        found.push(reading);
    }
}

fn build_range(first: TimeExprMatch, last: TimeExprMatch) -> TimeExprMatch {
    let tokens = first.tokens.start..last.tokens.end;
    let days = matches!(&first.expr, TimeExpr::Date { day: Some(_), .. });
    let rule = if days { "range of days" } else { "range of months or years" };
    TimeExprMatch::new(tokens, TimeExpr::Range(Box::new(first), Box::new(last)), rule)
}

/// `3월께`, `3월경`, `3월쯤`.
fn is_approximate(line: &TokenLine, end: usize) -> bool {
    ["월께", "월경", "월쯤", "년께", "년경", "년쯤", "월무렵"].contains(&line.hangul(end - 1))
        || matches_word(line, end, &["무렵", "쯤", "께", "경"])
}

/// Whether an apostrophe makes a year of the two digits at `n`.
fn is_apostrophe_year(line: &TokenLine, n: usize) -> bool {
    n > 0 && line.symbol(n - 1) == Some('\'') && line.number(n).is_some_and(|(_, digits)| digits == 2)
}

/// `전날(17일)`: the day in brackets says which day is meant.
fn extend_over_brackets(line: &TokenLine, tokens: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let (start, end) = (tokens.start, tokens.end);
    let closed = start > 1 && line.symbol(start - 1) == Some('(') && line.symbol(end) == Some(')');
    if closed
        && matches_word(line, start - 2, &["전날", "이날", "당일", "이튿날", "어제", "오늘", "다음날", "날"])
    {
        start - 2..end + 1
    } else {
        start..end
    }
}

fn date_rule_name(words: KoreanDateParts) -> &'static str {
    let named = |field: Option<DateField>| matches!(field, Some(DateField::Explicit(_)));
    match words {
        KoreanDateParts { year, day: Some(_), .. } if named(year) => "written date",
        KoreanDateParts { year, month: Some(_), .. } if named(year) => "month and year",
        KoreanDateParts { year, month: None, .. } if named(year) => "year",
        KoreanDateParts { month, day: Some(_), .. } if named(month) => "day and month",
        KoreanDateParts { month: Some(_), .. } => "month before or after publication",
        _ => "day of the month of publication",
    }
}

/// Reads pointers, year, month and day from token `n` on; there has to be a number among them.
fn parse_date_parts(line: &TokenLine, n: usize) -> Option<KoreanDateParts> {
    let mut words = KoreanDateParts { end_token: n, ..KoreanDateParts::default() };
    let mut numbers = 0;
    while let Some((pointed, end)) = parse_pointer(line, words.end_token) {
        match pointed {
            TimePointer::Year(field) => words.year = Some(field),
            TimePointer::Month(field) => words.month = Some(field),
            TimePointer::Direction(side) => words.direction = Some(side),
        }
        words.end_token = end;
    }
    if let Some((year, end)) = parse_number_with_unit(line, words.end_token, "년") {
        words.year = Some(DateField::Explicit(expand_year(line, words.end_token, year)?));
        (words.end_token, numbers) = (end, numbers + 1);
    }
    if let Some((month, end)) =
        parse_number_with_unit(line, words.end_token, "월").filter(|(month, _)| (1..=12).contains(month))
    {
        words.month = Some(DateField::Explicit(month as i32));
        (words.end_token, numbers) = (end, numbers + 1);
    }
    if words.month.is_none()
        && let Some((month, end)) = parse_dotted_month(line, words.end_token)
    {
        (words.year, words.month) = (Some(DateField::Explicit(month.0)), Some(DateField::Explicit(month.1)));
        (words.end_token, numbers) = (end, numbers + 1);
    }
    if matches_word(line, words.end_token, &["유월"]) || matches_word(line, words.end_token, &["시월"]) {
        words.month =
            Some(DateField::Explicit(if line.hangul(words.end_token).starts_with('유') { 6 } else { 10 }));
        (words.end_token, numbers) = (words.end_token + 1, numbers + 1);
    }
    if let Some((day, end)) =
        parse_number_with_unit(line, words.end_token, "일").filter(|(day, _)| (1..=31).contains(day))
    {
        (words.day, words.end_token, numbers) = (Some(day), end, numbers + 1);
    } else {
        numbers += borrow_range_unit(line, &mut words);
    }
    // "지난해" alone is for `units`; a year named from another wants at least its month.
    (numbers > 0 && !lacks_date(line, n, words)).then_some(words)
}

/// `2022년산`, `2022년형` have been refused by their particle; `1년` is no year.
fn lacks_date(line: &TokenLine, n: usize, words: KoreanDateParts) -> bool {
    words.month.is_none() && words.day.is_none() && words.year.is_none()
        || line.number(n).is_some_and(|(_, digits)| digits > 4)
}

/// `18~20일`, `3~5월`, `2017~2019년`: what comes first borrows the unit of what comes last.
fn borrow_range_unit(line: &TokenLine, words: &mut KoreanDateParts) -> usize {
    let Some((number, digits)) = line.number(words.end_token) else { return 0 };
    let to = |name: &str| {
        is_range_mark(line, words.end_token + 1)
            && parse_number_with_unit(line, words.end_token + 2, name).is_some_and(|(last, _)| last > number)
    };
    if digits <= 2 && (1..=31).contains(&number) && to("일") {
        words.day = Some(number);
    } else if digits <= 2 && (1..=12).contains(&number) && words.month.is_none() && to("월") {
        words.month = Some(DateField::Explicit(number as i32));
    } else if digits == 4 && (1900..2100).contains(&number) && words.year.is_none() && to("년") {
        words.year = Some(DateField::Explicit(number as i32));
    } else {
        return 0;
    }
    (words.borrows_unit, words.end_token) = (true, words.end_token + 1);
    1
}

/// `2022.7월`, `'21.4월`: year and month, and the token behind them.
fn parse_dotted_month(line: &TokenLine, n: usize) -> Option<((i32, i32), usize)> {
    let (year, _) = line.number(n)?;
    let year = expand_year(line, n, year)?;
    let (month, end) =
        parse_number_with_unit(line, n + 2, "월").filter(|(month, _)| (1..=12).contains(month))?;
    (line.symbol(n + 1) == Some('.')).then_some(((year, month as i32), end))
}

fn is_range_mark(line: &TokenLine, n: usize) -> bool {
    matches!(line.symbol(n), Some('~' | '-' | '∼' | '–' | '～' | '·'))
}

/// The end of a range: `18~20일`, `18일부터 20일까지`, `지난달 30일∼이달 2일`, `3~5월`, `18일부터 사흘간`.
fn parse_range_end(line: &TokenLine, first: KoreanDateParts, side: Direction) -> Option<TimeExprMatch> {
    let borrowed = first.borrows_unit;
    let at = skip_bracketed_weekday(line, first.end_token);
    let from = ["부터", "에서"].iter().any(|word| line.hangul(at - 1).ends_with(word))
        || at > first.end_token && ["부터", "에서"].contains(&line.hangul(at));
    let dash = is_range_mark(line, at) && (line.symbol(at) != Some('·') || borrowed);
    if !from && !dash {
        return None;
    }
    let at = at + usize::from(dash || at > first.end_token && from);
    if from
        && first.day.is_some()
        && let Some(reading) = parse_counted_end(line, at)
    {
        return Some(reading);
    }
    let mut last = parse_date_parts(line, at)?;
    last.direction = last.direction.or(first.direction);
    let same_kind = (first.day.is_some(), first.month.is_some() || last.day.is_some())
        == (last.day.is_some(), last.month.is_some() || last.day.is_some());
    // "18·20일" are two days, "18·19일" are from one to the other.
    let list = line.symbol(at - 1) == Some('·') && last.day != first.day.map(|day| day + 1);
    if list || !same_kind {
        return None;
    }
    if last.year.is_none() && last.month.is_none() || borrowed {
        (last.year, last.month) = (last.year.or(first.year), last.month.or(first.month));
    }
    Some(TimeExprMatch::new(at..last.end_token, last.to_expr(last.day, side), "end of a range"))
}

/// `사흘간`, `3일간`, `2박 3일간` behind `부터`: the last day lies one less ahead.
fn parse_counted_end(line: &TokenLine, n: usize) -> Option<TimeExprMatch> {
    let at = n + if line.hangul(n + 1) == "박" { 2 } else { 0 };
    let (count, unit, rest, end) = parse_duration(line, at)?;
    let whole = count.whole.filter(|whole| *whole > 1 && unit == TimeUnit::Day)?;
    marks_duration(rest, line.hangul(end)).then(|| {
        let by = i64::from(whole) - 1;
        let sense =
            TimeExpr::Offset { by, unit: TimeUnit::Day, anchor: AnchorKind::LastMention, approximate: false };
        TimeExprMatch::new(n..end, sense, "end of a range")
    })
}

/// The token behind a weekday in brackets at `n`: `18일(목)`, `8.18.(목)`.
fn skip_bracketed_weekday(line: &TokenLine, n: usize) -> usize {
    let at = n + usize::from(line.symbol(n) == Some('.'));
    let there = line.symbol(at) == Some('(')
        && parse_weekday_letter(line.hangul(at + 1)).is_some()
        && line.symbol(at + 2) == Some(')');
    if there { at + 3 } else { n }
}

/// `2022` or, behind an apostrophe, `22`.
fn expand_year(line: &TokenLine, n: usize, year: u32) -> Option<i32> {
    let (_, digits) = line.number(n)?;
    let short = n > 0 && matches!(line.symbol(n - 1), Some('\'' | '’' | '‘')) && digits == 2;
    match year {
        1900..=2099 if digits == 4 => Some(year as i32),
        // "21년 4월" is of this century; "3년" alone is a length.
        10..=99 if digits == 2 && parse_number_with_unit(line, n + 2, "월").is_some() => {
            Some(2000 + year as i32)
        }
        0..=99 if short => Some(if year < 50 { 2000 } else { 1900 } + year as i32),
        _ => None,
    }
}

/// `8.18(목)`, `'22.8.18`, `8.18~20`, `2022.8.18.~8.20.`: a weekday, a year or a range has to vouch for it.
pub(in crate::loader::temporal) fn find_dotted_dates(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((words, vouched)) = parse_dotted_date(line, n) else { continue };
        let side = tense::infer_direction(line, n);
        let first = TimeExprMatch::new(n..words.end_token, words.to_expr(words.day, side), "date in digits");
        let at = skip_bracketed_weekday(
            line,
            words.end_token
                + usize::from(line.symbol(words.end_token) == Some('.') && line.is_joined(words.end_token)),
        );
        let at = if at > words.end_token { at } else { words.end_token };
        let end = (is_range_mark(line, at) && line.symbol(at) != Some('·'))
            .then(|| parse_dotted_end(line, at + 1, words, side))
            .flatten();
        match end {
            Some(last) => found.push(build_range(first, last)),
            None if vouched => found.push(TimeExprMatch { tokens: n..at, ..first }),
            None => {}
        }
    }
}

/// Month and day at `n`, a year before them or not, and whether a year or a weekday says that it is a date.
fn parse_dotted_date(line: &TokenLine, n: usize) -> Option<(KoreanDateParts, bool)> {
    let sign = line.symbol(n + 1).filter(|sign| matches!(sign, '.' | '/'))?;
    let ((a, digits), (b, _)) = (line.number(n)?, line.number(n + 2)?);
    let named = |number: u32| Some(DateField::Explicit(number as i32));
    let first = n == 0
        || line.symbol(n - 1) != Some(sign) && !line.is_joined(n)
        || line.symbol(n - 1) == Some('\'')
        || is_range_mark(line, n - 1);
    if !line.is_joined(n + 1) || !first {
        return None;
    }
    let third = (line.symbol(n + 3) == Some(sign)).then(|| line.number(n + 4)).flatten();
    if let (Some(year), Some((day, 1 | 2))) = (expand_year(line, n, a), third) {
        let words = KoreanDateParts {
            year: Some(DateField::Explicit(year)),
            month: named(b),
            day: Some(day),
            end_token: n + 5,
            ..KoreanDateParts::default()
        };
        return ((1..=12).contains(&b) && (1..=31).contains(&day)).then_some((words, digits == 2));
    }
    let words =
        KoreanDateParts { month: named(a), day: Some(b), end_token: n + 3, ..KoreanDateParts::default() };
    // "8.27. 한미일 3국은": with a point behind it and Korean after that.
    let pointed = line.has_hangul
        && n > 0
        && sign == '.'
        && line.symbol(n + 3) == Some('.')
        && line.is_joined(n + 3)
        && !line.hangul(n + 4).is_empty();
    let vouched = pointed || skip_bracketed_weekday(line, n + 3) > n + 3;
    ((1..=12).contains(&a) && (1..=31).contains(&b)).then_some((words, vouched))
}

fn parse_dotted_end(
    line: &TokenLine,
    n: usize,
    first: KoreanDateParts,
    side: Direction,
) -> Option<TimeExprMatch> {
    let words = if let Some((words, _)) = parse_dotted_date(line, n) {
        KoreanDateParts { year: words.year.or(first.year), ..words }
    } else {
        let (day, _) = line.number(n).filter(|(day, digits)| (1..=31).contains(day) && *digits <= 2)?;
        KoreanDateParts {
            year: first.year,
            month: first.month,
            day: Some(day),
            end_token: n + 1,
            ..KoreanDateParts::default()
        }
    };
    Some(TimeExprMatch::new(n..words.end_token, words.to_expr(words.day, side), "end of a range"))
}

/// `올 상반기`, `지난해 4분기`, `2022년 하반기`, `올여름`, `지난겨울`, `작년 가을`, `봄`.
pub(in crate::loader::temporal) fn find_year_parts(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((part, fused, start, end)) = parse_year_part(line, n) else { continue };
        let before = |back: usize| {
            start
                .checked_sub(back)
                .and_then(|at| parse_pointer(line, at))
                .filter(|(_, end)| *end == start)
                .map(|(pointer, _)| pointer)
        };
        let named = start.checked_sub(2).and_then(|at| {
            parse_number_with_unit(line, at, "년")
                .filter(|(_, end)| *end == start)
                .and_then(|(year, _)| expand_year(line, at, year))
        });
        let pointed = fused.or_else(|| before(1)).or_else(|| before(2));
        let (year, side, first) = match (named, pointed) {
            (Some(year), _) => (Some(DateField::Explicit(year)), Direction::Past, start - 2),
            (None, Some(TimePointer::Year(field))) => {
                (Some(field), Direction::Past, if fused.is_some() { start } else { start - 1 })
            }
            (None, Some(TimePointer::Direction(side))) => (
                None,
                if side == Direction::StrictlyBefore { Direction::PastByVerb } else { side },
                if fused.is_some() { start } else { start - 1 },
            ),
            _ if part > 24 => (None, tense::infer_direction(line, n), start),
            _ => continue,
        };
        let rule = if part > 24 { "part of a year" } else { "season" };
        found.push(TimeExprMatch::new(first..end, TimeExpr::YearPart { part, year, direction: side }, rule));
    }
}

/// The part of a year at `n`, what is fused with it (`올여름`), its first token and the one behind it.
fn parse_year_part(line: &TokenLine, n: usize) -> Option<(u8, Option<TimePointer>, usize, usize)> {
    const NAMES: [(&str, u8); 6] =
        [("상반기", 40), ("하반기", 41), ("봄", 21), ("여름", 22), ("가을", 23), ("겨울", 24)];
    if matches!(line.hangul(n), "첫" | "이번" | "지난")
        && matches_word(line, n + 1, &["분기"])
        && line.hangul(n) == "첫"
    {
        return Some((33, None, n, n + 2));
    }
    if let Some((number @ 1..=4, _)) = line.number(n) {
        // "1·4분기", "1/4분기": the first of four.
        let of_four = matches!(line.symbol(n + 1), Some('·' | '/' | '.'))
            && line.number(n + 2).is_some_and(|(four, _)| four == 4);
        let at = if of_four { n + 2 } else { n };
        let fourth = n > 1 && matches!(line.symbol(n - 1), Some('·' | '/' | '.')) && line.is_joined(n);
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
        ("올", TimePointer::Year(DateField::PublicationOffset(0))),
        ("지난", TimePointer::Direction(Direction::StrictlyBefore)),
        ("내년", TimePointer::Year(DateField::PublicationOffset(1))),
    ];
    for (name, number) in NAMES {
        if matches_word(line, n, &[name]) {
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
pub(in crate::loader::temporal) fn find_decades_and_centuries(
    line: &TokenLine,
    found: &mut Vec<TimeExprMatch>,
) {
    for n in 0..line.tokens.len() {
        let Some((number, digits)) = line.number(n) else { continue };
        let word = line.hangul(n + 1);
        if digits == 4 && (1900..2100).contains(&number) && word.strip_prefix("년대").is_some_and(is_particle)
        {
            found.push(TimeExprMatch::new(n..n + 2, TimeExpr::Decade(number as i32 / 10), "decade"));
        } else if digits == 2
            && number >= 30
            && number % 10 == 0
            && word.strip_prefix("년대").is_some_and(is_particle)
        {
            found.push(TimeExprMatch::new(n..n + 2, TimeExpr::Decade(190 + number as i32 / 10), "decade"));
        } else if (10..=21).contains(&number) && word.strip_prefix("세기").is_some_and(is_particle) {
            found.push(TimeExprMatch {
                incidental: true,
                ..TimeExprMatch::new(n..n + 2, TimeExpr::Century(number as i32 - 1), "century")
            });
        }
    }
}
