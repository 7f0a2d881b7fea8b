//! Dates that name a day, a month or a year, in English: `August 18, 2022`, `18 Aug`, `2022-08-18`, `in May`, `April
//! 30 to May 2`, `in 2013`, `the 1990s`. What they leave out is said to be left out.

use super::sense::{Field, Reading, Sense, Side};
use super::tense::side;
use super::tokens::Line;
use super::words::{day_number, month, ordinal, spelled_year, weekday, year};

/// A date as far as the words go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Words {
    year: Option<Field>,
    month: u32,
    day: u32,
    /// The last day of `Sept. 5-6`, and its token.
    last: Option<(u32, usize)>,
    /// The token of the first day.
    at: usize,
    /// The first token behind it.
    end: usize,
}

impl Words {
    fn sense(self, day: u32, side: Side) -> Sense {
        let named = |number: u32| Some(Field::Named(number as i32));
        Sense::Date { year: self.year, month: named(self.month), day: Some(day), side }
    }
}

/// `April 30 to May 2`, `Oct. 17-Oct. 28, 2022`, `Sept. 5-6`, `between July 17 and 28`.
pub(super) fn ranges(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some(first) = written(line, n) else { continue };
        let side = super::tense::side(line, n);
        let rule = "range of days";
        if let Some((last, at)) = first.last {
            let start = Reading::new(n..first.at + 1, first.sense(first.day, side), rule);
            let end = Reading::new(at..at + 1, first.sense(last, side), rule);
            found.push(Reading::new(n..first.end, Sense::Between(Box::new(start), Box::new(end)), rule));
            continue;
        }
        let between = line.word_before(n) == "between" && line.word(first.end) == "and";
        if !between && !is_joint(line, first.end) {
            continue;
        }
        let Some(last) = written(line, first.end + 1).filter(|words| words.last.is_none()) else { continue };
        let start = Reading::new(n..first.end, first.sense(first.day, side), rule);
        let end = Reading::new(first.end + 1..last.end, last.sense(last.day, side), rule);
        found.push(Reading::new(n..last.end, Sense::Between(Box::new(start), Box::new(end)), rule));
    }
}

/// `August 18, 2022`, `Aug. 18`, `18 August 2022`, `Thursday, Aug. 18`, `2022-08-18`, `2022.08.18`, `18/08/2022`.
pub(super) fn dates(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        if let Some((sense, end)) = digits(line, n) {
            found.push(Reading::new(n..end, sense, "date in digits"));
        }
        let Some(words) = written(line, n).filter(|words| words.last.is_none()) else { continue };
        let rule = if words.year.is_some() { "written date" } else { "day and month" };
        let sense = words.sense(words.day, if words.year.is_some() { Side::Past } else { side(line, n) });
        let about = matches!(line.word_before(n), "about" | "around" | "circa" | "approximately");
        found.push(Reading { about, ..Reading::new(weekday_before(line, n)..words.end, sense, rule) });
    }
}

/// The token of a weekday before a date, or of the date itself: `Thursday, August 18` is one expression.
fn weekday_before(line: &Line, n: usize) -> usize {
    let comma = usize::from(n > 0 && matches!(line.mark(n - 1), Some(',' | '.')));
    match n.checked_sub(1 + comma) {
        Some(at) if weekday(line, at).is_some() => at,
        _ => n,
    }
}

/// A month, a day and perhaps a year, in either order, written with the month's name, from token `n` on.
fn written(line: &Line, n: usize) -> Option<Words> {
    if let Some((month, next)) = month(line, n) {
        let next = next + usize::from(line.word(next) == "the");
        let (day, mut end) = day_number(line, next)?;
        let mut words = Words { month, day, at: next, ..Words::default() };
        if let Some((last, after)) = second_day(line, end) {
            (words.last, end) = (Some((last, after - 1)), after);
        }
        let (year, end) = year_after(line, end);
        return Some(Words { year, end, ..words });
    }
    // 18 August 2022, 18th of August, 5-6 September
    let (day, mut next) = day_number(line, n)?;
    let mut words = Words { day, at: n, ..Words::default() };
    if let Some((last, after)) = second_day(line, next) {
        (words.last, next) = (Some((last, after - 1)), after);
    }
    if line.word(next) == "of" {
        next += 1;
    }
    let (month, end) = month(line, next)?;
    let (year, end) = year_after(line, end);
    Some(Words { year, month, end, ..words })
}

/// The second day of `5-6`, `5–6`, `5 to 6`, and the token behind it.
fn second_day(line: &Line, n: usize) -> Option<(u32, usize)> {
    let (day, end) = day_number(line, n + 1)?;
    // "September 5 and 6" are two days in a row; "May 3 and 9" are two dates.
    let row = n.checked_sub(1).and_then(|at| day_number(line, at)).is_some_and(|(first, _)| first + 1 == day);
    let between = line.word(n) == "and" && (row || (0..n).any(|n| line.word(n) == "between"));
    (is_joint(line, n) || between).then_some((day, end))
}

fn is_joint(line: &Line, n: usize) -> bool {
    matches!(line.mark(n), Some('-' | '–' | '—' | '~')) || matches!(line.word(n), "to" | "through" | "until")
}

/// A year behind a date: `, 2022`, `2022`; else nothing.
fn year_after(line: &Line, n: usize) -> (Option<Field>, usize) {
    let the = usize::from(line.word(n + 1) == "the");
    if line.word(n) == "of"
        && matches!(line.word(n + 1 + the), "that" | "same")
        && line.word(n + 2 + the) == "year"
    {
        return (Some(Field::FromNamed(0)), n + 3 + the);
    }
    if line.word(n) == "of"
        && let Some(by) = year_pointed_at(line, n + 1)
    {
        return (Some(Field::FromPublished(by)), n + 3);
    }
    let at = n + usize::from(line.mark(n) == Some(','));
    match year(line, at) {
        Some(year) => (Some(Field::Named(year)), at + 1),
        None => (None, n),
    }
}

/// `2022-08-18`, `2022/08/18`, `2022.08.18.`, and the other way round where it cannot be mistaken.
fn digits(line: &Line, n: usize) -> Option<(Sense, usize)> {
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
    let valid = (1900..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let words = Words { year: Some(Field::Named(year as i32)), month, day, ..Words::default() };
    valid.then(|| (words.sense(day, Side::Past), n + 5))
}

/// `May 2022`, `in May`, `last May`, `this October`, `October's hearing`.
pub(super) fn months(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((number, end)) = month(line, n) else { continue };
        let named = Some(Field::Named(number as i32));
        let sense = |year, side| Sense::Date { year, month: named, day: None, side };
        let of = usize::from(line.word(end) == "of" || line.mark(end) == Some(','));
        if let Some((year, end)) = year_or_spelled(line, end + of) {
            found.push(Reading::new(n..end, sense(Some(Field::Named(year)), Side::Past), "month and year"));
            continue;
        }
        if let Some(step) = year_pointed_at(line, end + of) {
            let sense = sense(Some(Field::FromPublished(step)), Side::Past);
            found.push(Reading::new(n..end + of + 2, sense, "month of a year"));
            continue;
        }
        if day_number(line, end).is_some() && line.word(end) != "to" {
            continue;
        }
        if let (Some(field @ Field::FromNamed(_)), end) = year_after(line, end) {
            found.push(Reading::new(n..end, sense(Some(field), Side::Past), "month of a year"));
            continue;
        }
        let (start, side) = match line.word_before(n) {
            "last" | "past" => (n - 1, Side::Before),
            "next" | "coming" => (n - 1, Side::After),
            "this" => (n - 1, Side::Same),
            _ if is_month(line, n, end) => (n, side(line, n)),
            _ => continue,
        };
        found.push(Reading::new(start..end, sense(None, side), "month before or after publication"));
    }
}

/// `between April 2017 and March 2023`, `from May to July 2022`.
pub(super) fn month_ranges(line: &Line, found: &mut Vec<Reading>) {
    let of = |n: usize| {
        let (number, end) = month(line, n)?;
        let year = year(line, end);
        let sense = move |side| Sense::Date {
            year: year.map(Field::Named),
            month: Some(Field::Named(number as i32)),
            day: None,
            side,
        };
        Some((sense, end + usize::from(year.is_some())))
    };
    for n in 1..line.tokens.len() {
        let joint = match line.word_before(n) {
            "between" => "and",
            "from" => "to",
            _ => continue,
        };
        let Some((first, end)) = of(n) else { continue };
        let Some((last, after)) = (line.word(end) == joint).then(|| of(end + 1)).flatten() else { continue };
        if day_number(line, after).is_some() || day_number(line, end).is_some() {
            continue;
        }
        let side = side(line, n);
        let rule = "range of months or years";
        let (start, end) =
            (Reading::new(n..end, first(side), rule), Reading::new(end + 1..after, last(side), rule));
        found.push(Reading::new(n..after, Sense::Between(Box::new(start), Box::new(end)), rule));
    }
}

fn year_or_spelled(line: &Line, n: usize) -> Option<(i32, usize)> {
    year(line, n).map(|year| (year, n + 1)).or_else(|| spelled_year(line, n))
}

/// `last year`, `this year`, `next year` at `n`, as a number of years from that of publication.
fn year_pointed_at(line: &Line, n: usize) -> Option<i32> {
    let step = match line.word(n) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (line.word(n + 1) == "year").then_some(step)
}

/// Whether a bare name of a month is one: `May` at the start of a sentence may be a verb, `April Roe` a person.
fn is_month(line: &Line, n: usize, end: usize) -> bool {
    let before = line.word_before(n);
    let pointed = matches!(
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
    ) || n > 1 && line.mark(n - 1) == Some('-') && line.word(n - 2) == "mid";
    let abbreviated =
        line.word(n).len() <= 4 && line.word(n) != "june" && line.word(n) != "july" && end == n + 1;
    let person = abbreviated && !pointed
        || line.is_capital(end) && month(line, end).is_none() && line.joined(end) == (end > n + 1);
    let doubtful = matches!(line.word(n), "may" | "march");
    if abbreviated && line.word(n) != "may" {
        return false;
    }
    pointed || !doubtful && n > 0 && !person && end == n + 1 && !line.is_capital(n - 1)
}

/// `in 2013`, `the 2016 agreement`, `nineteen ninety-six`. Where nothing points at it, as in `a 2014 comedy`, it
/// dates the comedy and not what is told.
pub(super) fn years(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((number, end)) = year_or_spelled(line, n).or_else(|| short_year(line, n)) else { continue };
        if is_amount(line, n, end) {
            continue;
        }
        let before = line.word_before(n);
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
                | "mid"
                | "between"
                | "and"
                | "till"
        ) || n > 1 && line.mark(n - 1) == Some('-') && line.word(n - 2) == "mid";
        let bracketed = n > 0 && line.mark(n - 1) == Some('(') && line.mark(end) == Some(')');
        let sense =
            Sense::Date { year: Some(Field::Named(number)), month: None, day: None, side: Side::Past };
        let start = n - usize::from(before == "year" && !line.word(n).is_empty());
        let aside = !pointed && !bracketed;
        found.push(Reading { aside, ..Reading::new(start..end, sense, "year") });
    }
}

/// `'98` behind an apostrophe, not behind a letter.
fn short_year(line: &Line, n: usize) -> Option<(i32, usize)> {
    let (year, 2) = line.number(n + 1)? else { return None };
    let quote = matches!(line.mark(n), Some('\'' | '’' | '‘')) && line.joined(n + 1) && !line.joined(n);
    let full = if year < 50 { 2000 + year } else { 1900 + year };
    (quote && line.word(n + 2) != "s").then_some((full as i32, n + 2))
}

/// `2000 troops`, `1,990`, `No. 1984`: a number and not a year.
fn is_amount(line: &Line, n: usize, end: usize) -> bool {
    let things = matches!(
        line.word(end),
        "people"
            | "troops"
            | "men"
            | "women"
            | "shares"
            | "points"
            | "dollars"
            | "won"
            | "soldiers"
            | "percent"
            | "miles"
            | "jobs"
            | "feet"
            | "meters"
            | "kilometers"
            | "yen"
            | "barrels"
            | "tons"
            | "votes"
            | "employees"
            | "units"
            | "members"
            | "workers"
            | "times"
            | "hours"
            | "days"
    ) || line.mark(end) == Some('%');
    let numbered = matches!(
        line.word_before(n),
        "no" | "number" | "resolution" | "about" | "nearly" | "almost" | "some" | "over"
    ) || n > 0
        && (line.mark(n - 1) == Some(':') && line.joined(n)
            || line.mark(n - 1) == Some('/') && line.joined(n));
    let dashed = line.mark(end) == Some('-')
        && line.joined(end)
        && line.joined(end + 1)
        && !line.word(end + 1).is_empty();
    things
        || numbered
        || dashed && matches!(line.word(end + 1), "member" | "man" | "page" | "pound" | "mile" | "foot")
}

/// `the 1990s`, `the nineties`, `the 20th century`, `the nineteenth century`.
pub(super) fn ages(line: &Line, found: &mut Vec<Reading>) {
    const NAMES: [&str; 8] =
        ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    for n in 0..line.tokens.len() {
        if let Some(year) = year(line, n).filter(|year| year % 10 == 0) {
            let quote = usize::from(matches!(line.mark(n + 1), Some('\'' | '’')));
            if line.word(n + 1 + quote) == "s" && line.joined(n + 1) {
                found.push(Reading::new(n..n + 2 + quote, Sense::Decade(year / 10), "decade"));
            }
        }
        if let Some((year, 2)) = line.number(n).filter(|(year, _)| year % 10 == 0)
            && line.word(n + 1) == "s"
            && line.joined(n + 1)
            && n > 0
            && (matches!(line.mark(n - 1), Some('\'' | '’' | '‘'))
                || matches!(line.word_before(n), "the" | "early" | "late" | "mid"))
        {
            let start = n - usize::from(line.mark(n - 1).is_some());
            let century = if year < 30 { 200 } else { 190 };
            found.push(Reading::new(start..n + 2, Sense::Decade(century + year as i32 / 10), "decade"));
        }
        if let Some(at) = NAMES.iter().position(|name| *name == line.word(n))
            && matches!(line.word_before(n), "the" | "early" | "late" | "mid")
        {
            found.push(Reading::new(n..n + 1, Sense::Decade(192 + at as i32), "decade"));
        }
        if line.word(n + 1) == "century"
            && let Some(number) = ordinal(line, n).filter(|number| (2..=21).contains(number))
        {
            found.push(Reading {
                aside: true,
                ..Reading::new(n..n + 2, Sense::Century(number as i32 - 1), "century")
            });
        }
    }
}
