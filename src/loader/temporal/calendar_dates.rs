//! English calendar dates: days, months, years, decades and centuries, and ranges of them, such as `August 18, 2022`,
//! `18 Aug`, `2022-08-18`, `in May`, `April 30 to May 2`, `in 2013`, `the 1990s`. Fields that a date omits stay `None`.

use super::lexicon::{
    parse_day_number, parse_month, parse_ordinal, parse_spelled_year, parse_weekday, parse_year,
};
use super::tense::infer_direction;
use super::time_expr::{DateField, Direction, TimeExpr, TimeExprMatch, UNREADABLE_DATE_RULE};
use super::tokens::TokenLine;
use super::vocabulary::english;

/// The parts of a date with the name of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct EnglishDateParts {
    year: Option<DateField>,
    month: u32,
    day: u32,
    /// The last day of `Sept. 5-6`, and its token.
    range_end: Option<(u32, usize)>,
    /// The token of the first day.
    day_token: usize,
    /// The first token after it.
    end_token: usize,
}

impl EnglishDateParts {
    fn to_expr(self, day: u32, direction: Direction) -> TimeExpr {
        let named = |number: u32| Some(DateField::Explicit(number as i32));
        TimeExpr::Date { year: self.year, month: named(self.month), day: Some(day), direction }
    }
}

/// `April 30 to May 2`, `Oct. 17-Oct. 28, 2022`, `Sept. 5-6`, `between July 17 and 28`.
pub(super) fn find_date_ranges(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some(first) = parse_written_date(line, n) else { continue };
        let direction = infer_direction(line, n);
        let rule = "range of days";
        if let Some((last, at)) = first.range_end {
            let start = TimeExprMatch::new(n..first.day_token + 1, first.to_expr(first.day, direction), rule);
            let end = TimeExprMatch::new(at..at + 1, first.to_expr(last, direction), rule);
            let range = TimeExprMatch::range(start, end, rule);
            found.push(TimeExprMatch { tokens: n..first.end_token, ..range });
            continue;
        }
        let between = line.word_before(n) == "between" && line.word(first.end_token) == "and";
        if !between && !is_range_joint(line, first.end_token) {
            continue;
        }
        let Some(last) =
            parse_written_date(line, first.end_token + 1).filter(|words| words.range_end.is_none())
        else {
            continue;
        };
        let start = TimeExprMatch::new(n..first.end_token, first.to_expr(first.day, direction), rule);
        let end =
            TimeExprMatch::new(first.end_token + 1..last.end_token, last.to_expr(last.day, direction), rule);
        found.push(TimeExprMatch::range(start, end, rule));
    }
}

/// `August 18, 2022`, `Aug. 18`, `18 August 2022`, `Thursday, Aug. 18`, `2022-08-18`, `2022.08.18`, `18/08/2022`.
pub(super) fn find_dates(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if let Some((expr, end)) = parse_digit_date(line, n) {
            let known = !matches!(expr, TimeExpr::Date { year: None, .. });
            let rule = if known { "date in digits" } else { UNREADABLE_DATE_RULE };
            found.push(TimeExprMatch::new(n..end, expr, rule));
        }
        let Some(words) = parse_written_date(line, n).filter(|words| words.range_end.is_none()) else {
            continue;
        };
        let rule = if words.year.is_some() { "written date" } else { "day and month" };
        let direction = if words.year.is_some() { Direction::Past } else { infer_direction(line, n) };
        let expr = words.to_expr(words.day, direction);
        let approximate = matches!(line.word_before(n), "about" | "around" | "circa" | "approximately");
        found.push(TimeExprMatch {
            approximate,
            ..TimeExprMatch::new(extend_to_weekday(line, n)..words.end_token, expr, rule)
        });
    }
}

/// The token of a weekday before the date at `n`, or else `n`: `Thursday, August 18` is one expression.
fn extend_to_weekday(line: &TokenLine, n: usize) -> usize {
    let comma = usize::from(n > 0 && matches!(line.symbol(n - 1), Some(',' | '.')));
    match n.checked_sub(1 + comma) {
        Some(at) if parse_weekday(line, at).is_some() => at,
        _ => n,
    }
}

/// A month by name and a day, in either order, with an optional year, from token `n` on.
fn parse_written_date(line: &TokenLine, n: usize) -> Option<EnglishDateParts> {
    if let Some((month, next)) = parse_month(line, n) {
        let next = next + usize::from(line.word(next) == "the");
        let (day, mut end) = parse_day_number(line, next)?;
        let mut words = EnglishDateParts { month, day, day_token: next, ..EnglishDateParts::default() };
        if let Some((last, after)) = parse_second_day(line, end) {
            (words.range_end, end) = (Some((last, after - 1)), after);
        }
        let (year, end) = parse_year_after(line, end);
        return Some(EnglishDateParts { year, end_token: end, ..words });
    }
    // 18 August 2022, 18th of August, 5-6 September
    let (day, mut next) = parse_day_number(line, n)?;
    let mut words = EnglishDateParts { day, day_token: n, ..EnglishDateParts::default() };
    if let Some((last, after)) = parse_second_day(line, next) {
        (words.range_end, next) = (Some((last, after - 1)), after);
    }
    if line.word(next) == "of" {
        next += 1;
    }
    let (month, end) = parse_month(line, next)?;
    let (year, end) = parse_year_after(line, end);
    Some(EnglishDateParts { year, month, end_token: end, ..words })
}

/// The second day of `5-6`, `5–6` or `5 to 6` from the joint at `n` on, and the token after it.
fn parse_second_day(line: &TokenLine, n: usize) -> Option<(u32, usize)> {
    let (day, end) = parse_day_number(line, n + 1)?;
    // "September 5 and 6" is a range of consecutive days; "May 3 and 9" are two dates.
    let row =
        n.checked_sub(1).and_then(|at| parse_day_number(line, at)).is_some_and(|(first, _)| first + 1 == day);
    let between = line.word(n) == "and" && (row || (0..n).any(|n| line.word(n) == "between"));
    (is_range_joint(line, n) || between).then_some((day, end))
}

/// Whether the token at `n` joins the two ends of a range.
fn is_range_joint(line: &TokenLine, n: usize) -> bool {
    matches!(line.symbol(n), Some('-' | '–' | '—' | '~'))
        || matches!(line.word(n), "to" | "through" | "until")
}

/// The year after a date (`, 2022`, `2022`, `of last year`) and the token after it; `None` and `n` if there is none.
fn parse_year_after(line: &TokenLine, n: usize) -> (Option<DateField>, usize) {
    let the = usize::from(line.word(n + 1) == "the");
    if line.word(n) == "of"
        && matches!(line.word(n + 1 + the), "that" | "same")
        && line.word(n + 2 + the) == "year"
    {
        return (Some(DateField::MentionOffset(0)), n + 3 + the);
    }
    if line.word(n) == "of"
        && let Some(by) = parse_relative_year(line, n + 1)
    {
        return (Some(DateField::PublicationOffset(by)), n + 3);
    }
    let at = n + usize::from(line.symbol(n) == Some(','));
    match parse_year(line, at) {
        Some(year) => (Some(DateField::Explicit(year)), at + 1),
        None => (None, n),
    }
}

/// `2022-08-18`, `2022/08/18`, `2022.08.18.`, or with the year last if day and month cannot be confused.
fn parse_digit_date(line: &TokenLine, n: usize) -> Option<(TimeExpr, usize)> {
    let sign = line.symbol(n + 1).filter(|sign| matches!(sign, '-' | '/' | '.'))?;
    let same = line.symbol(n + 3) == Some(sign);
    let close = line.is_joined(n + 1) && line.is_joined(n + 3);
    // Korean writes "2022. 8. 18." with spaces.
    let spaces = sign == '.' || (line.is_joined(n + 2) && line.is_joined(n + 4));
    if !same || !close || !spaces || n > 0 && line.is_joined(n) && line.symbol(n - 1) == Some(sign) {
        return None;
    }
    // A case or telephone number goes on: 05/06/2022-114.
    if line.symbol(n + 5) == Some('-') && line.is_joined(n + 5) && line.is_joined(n + 6) {
        return None;
    }
    let [(a, a_digits), (b, 1 | 2), (c, c_digits)] =
        [line.number(n)?, line.number(n + 2)?, line.number(n + 4)?]
    else {
        return None;
    };
    let (year, month, day) = match (a_digits, c_digits) {
        (4, 1 | 2) => (a, b, c),
        // 05/06/2022 is in May or in June, depending on the country; only a day over 12 is unambiguous.
        (1 | 2, 4) if a > 12 => (c, b, a),
        (1 | 2, 4) if b > 12 || a == b => (c, a, b),
        // What is sure of 04/05/2019 is the year.
        (1 | 2, 4) if (1..=12).contains(&a) && (1..=12).contains(&b) && (1900..=2099).contains(&c) => {
            let year = Some(DateField::Explicit(c as i32));
            let expr = TimeExpr::Date { year, month: None, day: None, direction: Direction::Past };
            return Some((expr, n + 5));
        }
        // 05/17/24 has one reading, 04/05/19 three.
        (1 | 2, 2) if sign == '/' && (1..=31).contains(&a) && (1..=31).contains(&b) => {
            let year = 2000 + c;
            match (a > 12, b > 12) {
                (true, false) => (year, b, a),
                (false, true) => (year, a, b),
                _ => {
                    let direction = Direction::Past;
                    return Some((TimeExpr::Date { year: None, month: None, day: None, direction }, n + 5));
                }
            }
        }
        _ => return None,
    };
    let valid = (1900..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let words = EnglishDateParts {
        year: Some(DateField::Explicit(year as i32)),
        month,
        day,
        ..EnglishDateParts::default()
    };
    valid.then(|| (words.to_expr(day, Direction::Past), n + 5))
}

/// `May 2022`, `in May`, `last May`, `this October`, `October's hearing`.
pub(super) fn find_months(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((number, end)) = parse_month(line, n) else { continue };
        let named = Some(DateField::Explicit(number as i32));
        let month_expr = |year, direction| TimeExpr::Date { year, month: named, day: None, direction };
        let of = usize::from(line.word(end) == "of" || line.symbol(end) == Some(','));
        if let Some((year, end)) = parse_year_or_spelled(line, end + of) {
            let expr = month_expr(Some(DateField::Explicit(year)), Direction::Past);
            found.push(TimeExprMatch::new(n..end, expr, "month and year"));
            continue;
        }
        if let Some(step) = parse_relative_year(line, end + of) {
            let expr = month_expr(Some(DateField::PublicationOffset(step)), Direction::Past);
            found.push(TimeExprMatch::new(n..end + of + 2, expr, "month of a year"));
            continue;
        }
        if parse_day_number(line, end).is_some() && line.word(end) != "to" {
            continue;
        }
        if let (Some(field @ DateField::MentionOffset(_)), end) = parse_year_after(line, end) {
            let expr = month_expr(Some(field), Direction::Past);
            found.push(TimeExprMatch::new(n..end, expr, "month of a year"));
            continue;
        }
        let (start, direction) = match line.word_before(n) {
            "last" | "past" => (n - 1, Direction::StrictlyBefore),
            "next" | "coming" => (n - 1, Direction::StrictlyAfter),
            "this" => (n - 1, Direction::SamePeriod),
            _ if is_month_name(line, n, end) => (n, infer_direction(line, n)),
            _ => continue,
        };
        let expr = month_expr(None, direction);
        found.push(TimeExprMatch::new(start..end, expr, "month before or after publication"));
    }
}

/// `between April 2017 and March 2023`, `from May to July 2022`.
pub(super) fn find_month_ranges(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let parse = |n: usize| {
        let (number, end) = parse_month(line, n)?;
        let year = parse_year(line, end);
        let expr = move |direction| TimeExpr::Date {
            year: year.map(DateField::Explicit),
            month: Some(DateField::Explicit(number as i32)),
            day: None,
            direction,
        };
        Some((expr, end + usize::from(year.is_some())))
    };
    for n in 1..line.tokens.len() {
        let joint = match line.word_before(n) {
            "between" => "and",
            "from" => "to",
            _ => continue,
        };
        let Some((first, end)) = parse(n) else { continue };
        let last = (line.word(end) == joint).then(|| parse(end + 1)).flatten();
        let Some((last, after)) = last else { continue };
        if parse_day_number(line, after).is_some() || parse_day_number(line, end).is_some() {
            continue;
        }
        let direction = infer_direction(line, n);
        let rule = "range of months or years";
        let start = TimeExprMatch::new(n..end, first(direction), rule);
        let end = TimeExprMatch::new(end + 1..after, last(direction), rule);
        found.push(TimeExprMatch::range(start, end, rule));
    }
}

/// A year at `n` in digits or words, and the token after it.
fn parse_year_or_spelled(line: &TokenLine, n: usize) -> Option<(i32, usize)> {
    parse_year(line, n).map(|year| (year, n + 1)).or_else(|| parse_spelled_year(line, n))
}

/// `last year`, `this year` or `next year` at `n`, as the distance from the year of publication.
fn parse_relative_year(line: &TokenLine, n: usize) -> Option<i32> {
    let step = match line.word(n) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (line.word(n + 1) == "year").then_some(step)
}

/// Whether a bare name of a month is one: `May` at the start of a sentence may be a verb, `April Roe` is a person.
fn is_month_name(line: &TokenLine, n: usize, end: usize) -> bool {
    let before = line.word_before(n);
    let introduced = matches!(
        before,
        "in" | "since"
            | "by"
            | "of"
            | "until"
            | "during"
            | "from"
            | "a"
            | "an"
            | "the"
            | "for"
            | "through"
            | "before"
            | "after"
            | "on"
            | "early"
            | "late"
            | "mid"
            | "earlier"
            | "later"
            | "to"
            | "and"
            | "between"
            | "till"
            | "every"
            | "each"
    ) || n > 1 && line.symbol(n - 1) == Some('-') && line.word(n - 2) == "mid";
    let abbreviated =
        line.word(n).len() <= 4 && line.word(n) != "june" && line.word(n) != "july" && end == n + 1;
    let person = abbreviated && !introduced
        || line.is_capitalized(end)
            && parse_month(line, end).is_none()
            && line.is_joined(end) == (end > n + 1);
    let ambiguous = matches!(line.word(n), "may" | "march");
    if abbreviated && line.word(n) != "may" {
        return false;
    }
    introduced || !ambiguous && n > 0 && !person && end == n + 1 && !line.is_capitalized(n - 1)
}

/// `in 2013`, `the 2016 agreement`, `nineteen ninety-six`. Without a preposition, as in `a 2014 comedy`, the year dates the
/// comedy and not the event.
pub(super) fn find_years(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((number, end)) = parse_year_or_spelled(line, n).or_else(|| parse_short_year(line, n)) else {
            continue;
        };
        if is_amount(line, n, end) {
            continue;
        }
        let before = line.word_before(n);
        let introduced = matches!(
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
                | "mid"
                | "between"
                | "and"
                | "till"
        ) || n > 1 && line.symbol(n - 1) == Some('-') && line.word(n - 2) == "mid";
        let bracketed = n > 0 && line.symbol(n - 1) == Some('(') && line.symbol(end) == Some(')');
        let expr = TimeExpr::Date {
            year: Some(DateField::Explicit(number)),
            month: None,
            day: None,
            direction: Direction::Past,
        };
        let start = n - usize::from(before == "year" && !line.word(n).is_empty());
        let incidental = !introduced && !bracketed;
        found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(start..end, expr, "year") });
    }
}

/// A year of two digits after an apostrophe (`'98`) that follows no letter, and the token after it.
fn parse_short_year(line: &TokenLine, n: usize) -> Option<(i32, usize)> {
    let (year, 2) = line.number(n + 1)? else { return None };
    let quote =
        matches!(line.symbol(n), Some('\'' | '’' | '‘')) && line.is_joined(n + 1) && !line.is_joined(n);
    let full = if year < 50 { 2000 + year } else { 1900 + year };
    (quote && line.word(n + 2) != "s").then_some((full as i32, n + 2))
}

/// Whether a number is no year: `2000 troops`, `1,990`, `No. 1984`.
fn is_amount(line: &TokenLine, n: usize, end: usize) -> bool {
    let counted = english().counted_nouns.contains(line.word(end)) || line.symbol(end) == Some('%');
    let numbered = matches!(
        line.word_before(n),
        "no" | "number" | "resolution" | "about" | "nearly" | "almost" | "some" | "over"
    ) || english().numbered_nouns.contains(line.word_before(n))
        || n > 0
            && (line.symbol(n - 1) == Some(':') && line.is_joined(n)
                || line.symbol(n - 1) == Some('/') && line.is_joined(n));
    let dashed = line.symbol(end) == Some('-')
        && line.is_joined(end)
        && line.is_joined(end + 1)
        && !line.word(end + 1).is_empty();
    counted
        || numbered
        || dashed && matches!(line.word(end + 1), "member" | "man" | "page" | "pound" | "mile" | "foot")
}

/// `the 1990s`, `the nineties`, `the 20th century`, `the fifth century`.
pub(super) fn find_decades_and_centuries(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if let Some(year) = parse_year(line, n).filter(|year| year % 10 == 0) {
            let quote = usize::from(matches!(line.symbol(n + 1), Some('\'' | '’')));
            if line.word(n + 1 + quote) == "s" && line.is_joined(n + 1) {
                found.push(TimeExprMatch::new(n..n + 2 + quote, TimeExpr::Decade(year / 10), "decade"));
            }
        }
        if let Some((year, 2)) = line.number(n).filter(|(year, _)| year % 10 == 0)
            && line.word(n + 1) == "s"
            && line.is_joined(n + 1)
            && n > 0
            && (matches!(line.symbol(n - 1), Some('\'' | '’' | '‘'))
                || matches!(line.word_before(n), "the" | "early" | "late" | "mid"))
        {
            let start = n - usize::from(line.symbol(n - 1).is_some());
            let century = if year < 30 { 200 } else { 190 };
            let decade = TimeExpr::Decade(century + year as i32 / 10);
            found.push(TimeExprMatch::new(start..n + 2, decade, "decade"));
        }
        if matches!(line.word_before(n), "the" | "early" | "late" | "mid")
            && let Some(year) = english().decades.get(line.word(n))
        {
            found.push(TimeExprMatch::new(n..n + 1, TimeExpr::Decade(*year as i32 / 10), "decade"));
        }
        if line.word(n + 1) == "century"
            && let Some(number) = parse_ordinal(line, n).filter(|number| (2..=21).contains(number))
        {
            let century = TimeExpr::Century(number as i32 - 1);
            found.push(TimeExprMatch::incidental(n..n + 2, century, "century"));
        }
    }
}
