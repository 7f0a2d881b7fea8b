//! Korean calendar dates: days, months, years, parts of years, decades and centuries, and ranges of them, such as `2022년 8월
//! 18일`, `지난 18일`, `오는 10월`, `지난해 4월`, `18~20일`, `8.18(목)`, `올 상반기`, `1990년대`.

use super::lexicon::{
    TimePointer, has_prefix, marks_duration, matches_word, parse_duration, parse_number_with_unit,
    parse_pointer, parse_weekday_letter,
};
use crate::loader::temporal::tense::infer_direction;
use crate::loader::temporal::time_expr::{
    AnchorKind, DateField, Direction, TimeExpr, TimeExprMatch, TimeUnit,
};
use crate::loader::temporal::tokens::TokenLine;
use crate::loader::temporal::vocabulary::korean;
use std::ops::Range;

/// The parts of a date.
#[derive(Clone, Copy, Debug, Default)]
struct KoreanDateParts {
    year: Option<DateField>,
    month: Option<DateField>,
    day: Option<u32>,
    direction: Option<Direction>,
    /// Whether the last number has the unit of the end of the range: `18~20일`, `3~5월`.
    borrows_unit: bool,
    /// The first token after it.
    end_token: usize,
}

impl KoreanDateParts {
    fn to_expr(self, day: Option<u32>, direction: Direction) -> TimeExpr {
        TimeExpr::Date {
            year: self.year,
            month: self.month,
            day,
            direction: self.direction.unwrap_or(direction),
        }
    }
}

/// Dates with 년, 월 or 일 after a number, with the words before them that refer to a year or month.
pub(in crate::loader::temporal) fn find_dates(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let mut n = 0;
    while n < line.tokens.len() {
        // "2박 3일" is a length of time.
        let nights = n > 0 && line.hangul(n - 1) == "박";
        let Some(parts) = parse_date_parts(line, n).filter(|_| !nights) else {
            n += 1;
            continue;
        };
        let direction = infer_direction(line, n);
        let start = n - usize::from(is_apostrophe_year(line, n));
        let first = TimeExprMatch::new(
            start..parts.end_token,
            parts.to_expr(parts.day, direction),
            date_rule_name(parts),
        );
        let matched = match parse_range_end(line, parts, direction) {
            Some(last) => build_range(first, last),
            None => TimeExprMatch {
                approximate: is_approximate(line, parts.end_token),
                ..TimeExprMatch::new(extend_over_brackets(line, &first.tokens), first.expr, first.rule)
            },
        };
        n = matched.tokens.end;
        found.push(matched);
    }
}

/// A range of two dates.
fn build_range(first: TimeExprMatch, last: TimeExprMatch) -> TimeExprMatch {
    let days = matches!(&first.expr, TimeExpr::Date { day: Some(_), .. });
    let rule = if days { "range of days" } else { "range of months or years" };
    TimeExprMatch::range(first, last, rule)
}

/// Whether the date that ends before token `end` is approximate: `3월께`, `3월경`, `3월쯤`.
fn is_approximate(line: &TokenLine, end: usize) -> bool {
    ["월께", "월경", "월쯤", "년께", "년경", "년쯤", "월무렵"].contains(&line.hangul(end - 1))
        || matches_word(line, end, &["무렵", "쯤", "께", "경"])
}

/// Whether the number at `n` is a year of two digits after an apostrophe.
fn is_apostrophe_year(line: &TokenLine, n: usize) -> bool {
    n > 0 && line.symbol(n - 1) == Some('\'') && line.number(n).is_some_and(|(_, digits)| digits == 2)
}

/// The tokens of a date, including the relative day before it if the date is in brackets: `전날(17일)`.
fn extend_over_brackets(line: &TokenLine, tokens: &Range<usize>) -> Range<usize> {
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

/// The rule name of a date by the parts that it has.
fn date_rule_name(parts: KoreanDateParts) -> &'static str {
    let named = |field: Option<DateField>| matches!(field, Some(DateField::Explicit(_)));
    match parts {
        KoreanDateParts { year, day: Some(_), .. } if named(year) => "written date",
        KoreanDateParts { year, month: Some(_), .. } if named(year) => "month and year",
        KoreanDateParts { year, month: None, .. } if named(year) => "year",
        KoreanDateParts { month, day: Some(_), .. } if named(month) => "day and month",
        KoreanDateParts { month: Some(_), .. } => "month before or after publication",
        _ => "day of the month of publication",
    }
}

/// The words before a date, its year, month and day from token `n` on. `None` without a number.
fn parse_date_parts(line: &TokenLine, n: usize) -> Option<KoreanDateParts> {
    let mut parts = KoreanDateParts { end_token: n, ..KoreanDateParts::default() };
    let mut numbers = 0;
    while let Some((pointed, end)) = parse_pointer(line, parts.end_token) {
        match pointed {
            TimePointer::Year(field) => parts.year = Some(field),
            TimePointer::Month(field) => parts.month = Some(field),
            TimePointer::Direction(direction) => parts.direction = Some(direction),
        }
        parts.end_token = end;
    }
    if let Some((year, end)) = parse_number_with_unit(line, parts.end_token, "년") {
        parts.year = Some(DateField::Explicit(expand_year(line, parts.end_token, year)?));
        (parts.end_token, numbers) = (end, numbers + 1);
    }
    if let Some((month, end)) =
        parse_number_with_unit(line, parts.end_token, "월").filter(|(month, _)| (1..=12).contains(month))
    {
        parts.month = Some(DateField::Explicit(month as i32));
        (parts.end_token, numbers) = (end, numbers + 1);
    }
    if parts.month.is_none()
        && let Some((month, end)) = parse_dotted_month(line, parts.end_token)
    {
        (parts.year, parts.month) = (Some(DateField::Explicit(month.0)), Some(DateField::Explicit(month.1)));
        (parts.end_token, numbers) = (end, numbers + 1);
    }
    if matches_word(line, parts.end_token, &["유월"]) || matches_word(line, parts.end_token, &["시월"]) {
        parts.month =
            Some(DateField::Explicit(if line.hangul(parts.end_token).starts_with('유') { 6 } else { 10 }));
        (parts.end_token, numbers) = (parts.end_token + 1, numbers + 1);
    }
    if let Some((day, end)) =
        parse_number_with_unit(line, parts.end_token, "일").filter(|(day, _)| (1..=31).contains(day))
    {
        (parts.day, parts.end_token, numbers) = (Some(day), end, numbers + 1);
    } else {
        numbers += borrow_range_unit(line, &mut parts);
    }
    // "지난해" by itself is for `find_relative_units`.
    (numbers > 0 && !lacks_date(line, n, parts)).then_some(parts)
}

/// Whether the numbers are no date: there is no year, month or day, or a number has more than four digits.
fn lacks_date(line: &TokenLine, n: usize, parts: KoreanDateParts) -> bool {
    parts.month.is_none() && parts.day.is_none() && parts.year.is_none()
        || line.number(n).is_some_and(|(_, digits)| digits > 4)
}

/// Adds the number at the start of a range, which has its unit only at its end: `18~20일`, `3~5월`, `2017~2019년`. Returns the
/// number of numbers added.
fn borrow_range_unit(line: &TokenLine, parts: &mut KoreanDateParts) -> usize {
    let Some((number, digits)) = line.number(parts.end_token) else { return 0 };
    let to = |name: &str| {
        is_range_mark(line, parts.end_token + 1)
            && parse_number_with_unit(line, parts.end_token + 2, name).is_some_and(|(last, _)| last > number)
    };
    if digits <= 2 && (1..=31).contains(&number) && to("일") {
        parts.day = Some(number);
    } else if digits <= 2 && (1..=12).contains(&number) && parts.month.is_none() && to("월") {
        parts.month = Some(DateField::Explicit(number as i32));
    } else if digits == 4 && (1900..2100).contains(&number) && parts.year.is_none() && to("년") {
        parts.year = Some(DateField::Explicit(number as i32));
    } else {
        return 0;
    }
    (parts.borrows_unit, parts.end_token) = (true, parts.end_token + 1);
    1
}

/// A year and a month at `n`, and the token after them: `2022.7월`, `'21.4월`.
fn parse_dotted_month(line: &TokenLine, n: usize) -> Option<((i32, i32), usize)> {
    let (year, _) = line.number(n)?;
    let year = expand_year(line, n, year)?;
    // "‘24.1월-’25.9월간": with a year, "간" ends a range and counts no months.
    let spanned =
        || (line.hangul(n + 3) == "월간").then(|| line.number(n + 2).map(|(month, _)| (month, n + 4)));
    let (month, end) = parse_number_with_unit(line, n + 2, "월")
        .or_else(|| spanned()?)
        .filter(|(month, _)| (1..=12).contains(month))?;
    (line.symbol(n + 1) == Some('.')).then_some(((year, month as i32), end))
}

/// Whether the token at `n` joins the two ends of a range.
fn is_range_mark(line: &TokenLine, n: usize) -> bool {
    matches!(line.symbol(n), Some('~' | '-' | '∼' | '–' | '～' | '·'))
}

/// The end of the range that starts with `first`: `18~20일`, `18일부터 20일까지`, `지난달 30일∼이달 2일`, `3~5월`, `18일부터
/// 사흘간`.
fn parse_range_end(line: &TokenLine, first: KoreanDateParts, direction: Direction) -> Option<TimeExprMatch> {
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
        && let Some(matched) = parse_counted_end(line, at)
    {
        return Some(matched);
    }
    let at = at + usize::from(line.symbol(at) == Some('\'') && is_apostrophe_year(line, at + 1));
    let mut last = parse_date_parts(line, at)?;
    last.direction = last.direction.or(first.direction);
    let same_kind = (first.day.is_some(), first.month.is_some() || last.day.is_some())
        == (last.day.is_some(), last.month.is_some() || last.day.is_some());
    // "18·20일" are two days, "18·19일" is a range.
    let list = line.symbol(at - 1) == Some('·') && last.day != first.day.map(|day| day + 1);
    if list || !same_kind {
        return None;
    }
    if last.year.is_none() && last.month.is_none() || borrowed {
        (last.year, last.month) = (last.year.or(first.year), last.month.or(first.month));
    }
    Some(TimeExprMatch::new(at..last.end_token, last.to_expr(last.day, direction), "end of a range"))
}

/// The end of a range by its length after `부터`: `사흘간`, `3일간`, `2박 3일간`. The length includes the first day.
fn parse_counted_end(line: &TokenLine, n: usize) -> Option<TimeExprMatch> {
    let at = n + if line.hangul(n + 1) == "박" { 2 } else { 0 };
    let (count, unit, rest, end) = parse_duration(line, at)?;
    let whole = count.whole.filter(|whole| *whole > 1 && unit == TimeUnit::Day)?;
    marks_duration(rest, line.hangul(end)).then(|| {
        let by = i64::from(whole) - 1;
        let expr = TimeExpr::offset(by, TimeUnit::Day, AnchorKind::LastMention);
        TimeExprMatch::new(n..end, expr, "end of a range")
    })
}

/// The token after a day of the week in brackets at `n`, or else `n`: `18일(목)`, `8.18.(목)`.
fn skip_bracketed_weekday(line: &TokenLine, n: usize) -> usize {
    let at = n + usize::from(line.symbol(n) == Some('.'));
    let there = line.symbol(at) == Some('(')
        && parse_weekday_letter(line.hangul(at + 1)).is_some()
        && line.symbol(at + 2) == Some(')');
    if there { at + 3 } else { n }
}

/// The year of the number at `n`: `2022` or, after an apostrophe, `22`.
fn expand_year(line: &TokenLine, n: usize, year: u32) -> Option<i32> {
    let (_, digits) = line.number(n)?;
    let short = n > 0 && matches!(line.symbol(n - 1), Some('\'' | '’' | '‘')) && digits == 2;
    match year {
        1900..=2099 if digits == 4 => Some(year as i32),
        // "21년 4월" is in this century; "3년" by itself is a length of time.
        10..=99 if digits == 2 && parse_number_with_unit(line, n + 2, "월").is_some() => {
            Some(2000 + year as i32)
        }
        0..=99 if short => Some(if year < 50 { 2000 } else { 1900 } + year as i32),
        _ => None,
    }
}

/// Dates with dots: `8.18(목)`, `'22.8.18`, `8.18~20`, `2022.8.18.~8.20.`. A day of the week, a year or a range must confirm that
/// the numbers are a date.
pub(in crate::loader::temporal) fn find_dotted_dates(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((parts, confirmed)) = parse_dotted_date(line, n) else { continue };
        let direction = infer_direction(line, n);
        let first =
            TimeExprMatch::new(n..parts.end_token, parts.to_expr(parts.day, direction), "date in digits");
        let at = skip_bracketed_weekday(
            line,
            parts.end_token
                + usize::from(line.symbol(parts.end_token) == Some('.') && line.is_joined(parts.end_token)),
        );
        let at = if at > parts.end_token { at } else { parts.end_token };
        let end = (is_range_mark(line, at) && line.symbol(at) != Some('·'))
            .then(|| parse_dotted_end(line, at + 1, parts, direction))
            .flatten();
        match end {
            Some(last) => found.push(build_range(first, last)),
            None if confirmed => found.push(TimeExprMatch { tokens: n..at, ..first }),
            None => {}
        }
    }
}

/// A month and a day at `n`, with or without a year, and whether a year, a day of the week or the context confirms that they are a
/// date.
fn parse_dotted_date(line: &TokenLine, n: usize) -> Option<(KoreanDateParts, bool)> {
    let sign = line.symbol(n + 1).filter(|sign| matches!(sign, '.' | '/'))?;
    let ((a, digits), (b, _)) = (line.number(n)?, line.number(n + 2)?);
    let named = |number: u32| Some(DateField::Explicit(number as i32));
    let first = n == 0
        || line.symbol(n - 1) != Some(sign) && !line.is_joined(n)
        || matches!(line.symbol(n - 1), Some('\'' | '('))
        || is_range_mark(line, n - 1);
    if !line.is_joined(n + 1) || !first {
        return None;
    }
    let third = (line.symbol(n + 3) == Some(sign)).then(|| line.number(n + 4)).flatten();
    // "22.8.18.(목)": the day of the week shows that the first number is a year.
    let weekday = digits == 2 && skip_bracketed_weekday(line, n + 5) > n + 5;
    let year = expand_year(line, n, a).or_else(|| weekday.then_some(2000 + a as i32));
    if let (Some(year), Some((day, 1 | 2))) = (year, third) {
        let parts = KoreanDateParts {
            year: Some(DateField::Explicit(year)),
            month: named(b),
            day: Some(day),
            end_token: n + 5,
            ..KoreanDateParts::default()
        };
        return ((1..=12).contains(&b) && (1..=31).contains(&day)).then_some((parts, digits == 2));
    }
    let parts =
        KoreanDateParts { month: named(a), day: Some(b), end_token: n + 3, ..KoreanDateParts::default() };
    let point = sign == '.' && n > 0 && line.symbol(n + 3) == Some('.');
    // "8.27. 한미일 3국은": followed by a period and Korean.
    let before_korean = point && line.has_hangul && line.is_joined(n + 3) && !line.hangul(n + 4).is_empty();
    // "공동성명(5.21.)"
    let bracketed = point && line.symbol(n - 1) == Some('(') && line.symbol(n + 4) == Some(')');
    let confirmed = bracketed || before_korean || skip_bracketed_weekday(line, n + 3) > n + 3;
    ((1..=12).contains(&a) && (1..=31).contains(&b)).then_some((parts, confirmed))
}

/// The end of a range of dates with dots at `n`.
fn parse_dotted_end(
    line: &TokenLine,
    n: usize,
    first: KoreanDateParts,
    direction: Direction,
) -> Option<TimeExprMatch> {
    let parts = if let Some((parts, _)) = parse_dotted_date(line, n) {
        KoreanDateParts { year: parts.year.or(first.year), ..parts }
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
    Some(TimeExprMatch::new(n..parts.end_token, parts.to_expr(parts.day, direction), "end of a range"))
}

/// Parts of years: `올 상반기`, `지난해 4분기`, `2022년 하반기`, `올여름`, `지난겨울`, `작년 가을`.
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
        let (year, direction, first) = match (named, pointed) {
            (Some(year), _) => (Some(DateField::Explicit(year)), Direction::Past, start - 2),
            (None, Some(TimePointer::Year(field))) => {
                (Some(field), Direction::Past, if fused.is_some() { start } else { start - 1 })
            }
            (None, Some(TimePointer::Direction(direction))) => (
                None,
                if direction == Direction::StrictlyBefore { Direction::PastByVerb } else { direction },
                if fused.is_some() { start } else { start - 1 },
            ),
            _ if part > 24 => (None, infer_direction(line, n), start),
            _ => continue,
        };
        let rule = if part > 24 { "part of a year" } else { "season" };
        found.push(TimeExprMatch::new(first..end, TimeExpr::YearPart { part, year, direction }, rule));
    }
}

/// The ISO 8601-2 code of the part of a year at `n`, what the same word says about its year (`올여름`), its first token, and the
/// token after it.
fn parse_year_part(line: &TokenLine, n: usize) -> Option<(u8, Option<TimePointer>, usize, usize)> {
    if line.hangul(n) == "첫" && matches_word(line, n + 1, &["분기"]) {
        return Some((33, None, n, n + 2));
    }
    if let Some((number @ 1..=4, _)) = line.number(n) {
        // "1·4분기" and "1/4분기" are the first quarter.
        let of_four = matches!(line.symbol(n + 1), Some('·' | '/' | '.'))
            && line.number(n + 2).is_some_and(|(four, _)| four == 4);
        let at = if of_four { n + 2 } else { n };
        let fourth = n > 1 && matches!(line.symbol(n - 1), Some('·' | '/' | '.')) && line.is_joined(n);
        if fourth {
            return None;
        }
        return matches_word(line, at + 1, &["분기"]).then_some((32 + number as u8, None, n, at + 2));
    }
    let word = line.hangul(n);
    let prefixes = [
        ("올", TimePointer::Year(DateField::PublicationOffset(0))),
        ("지난", TimePointer::Direction(Direction::StrictlyBefore)),
        ("내년", TimePointer::Year(DateField::PublicationOffset(1))),
    ];
    korean().year_parts.iter().find_map(|(name, code)| {
        if has_prefix(word, name) {
            return Some((*code, None, n, n + 1));
        }
        let (_, pointer) = prefixes
            .iter()
            .find(|(prefix, _)| word.strip_prefix(prefix).is_some_and(|rest| has_prefix(rest, name)))?;
        Some((*code, Some(*pointer), n, n + 1))
    })
}

/// `1990년대`, `21세기`.
pub(in crate::loader::temporal) fn find_decades_and_centuries(
    line: &TokenLine,
    found: &mut Vec<TimeExprMatch>,
) {
    for n in 0..line.tokens.len() {
        let Some((number, digits)) = line.number(n) else { continue };
        let word = line.hangul(n + 1);
        if digits == 4 && (1900..2100).contains(&number) && has_prefix(word, "년대") {
            found.push(TimeExprMatch::new(n..n + 2, TimeExpr::Decade(number as i32 / 10), "decade"));
        } else if digits == 2 && number >= 30 && number % 10 == 0 && has_prefix(word, "년대") {
            found.push(TimeExprMatch::new(n..n + 2, TimeExpr::Decade(190 + number as i32 / 10), "decade"));
        } else if (10..=21).contains(&number) && has_prefix(word, "세기") {
            found.push(TimeExprMatch::incidental(n..n + 2, TimeExpr::Century(number as i32 - 1), "century"));
        }
    }
}
