//! English numbers, calendar words and years in a token line. One look-up each; whole expressions are for the rules.

use super::time_expr::{DayPart, Quantity, TimeUnit};
use super::tokens::{TokenClass, TokenLine};
use super::vocabulary::english;
use chrono::Weekday;

/// The number of the month at `n`, by its name or a short form, and the token after it and its period.
pub(super) fn parse_month(line: &TokenLine, n: usize) -> Option<(u32, usize)> {
    // "may" and "march" are verbs as well; a month has a capital.
    if !line.is_capitalized(n) {
        return None;
    }
    let word = line.word(n);
    let month = *english().months.get(word)?;
    // "May. 9": a full name takes a period as well where a day follows.
    let short = month_name(month) != word || line.number(n + 2).is_some_and(|(day, _)| day <= 31);
    let has_period = line.symbol(n + 1) == Some('.') && line.is_joined(n + 1) && short;
    Some((month, n + 1 + usize::from(has_period)))
}

/// The full name of a month (1 to 12) in lower case; empty for any other number.
pub(super) fn month_name(month: u32) -> &'static str {
    let index = month.checked_sub(1).map(|index| index as usize);
    index.and_then(|index| english().month_names.get(index)).map_or("", String::as_str)
}

/// The day of the week at `n`, and whether the word is a plural ("Fridays").
pub(super) fn parse_weekday(line: &TokenLine, n: usize) -> Option<(Weekday, bool)> {
    if !line.is_capitalized(n) {
        return None;
    }
    english().weekdays.get(line.word(n)).copied()
}

/// A unit of time, and whether the word is a plural.
pub(super) fn parse_unit(word: &str) -> Option<(TimeUnit, bool)> {
    english().units.get(word).copied()
}

/// The ISO 8601-2 code of a season.
pub(super) fn parse_season(word: &str) -> Option<u8> {
    english().seasons.get(word).copied()
}

/// A part of the day.
pub(super) fn parse_day_part(word: &str) -> Option<DayPart> {
    english().day_parts.get(word).copied()
}

/// An ordinal number at `n` in digits (`18th`) or words (up to `tenth`).
pub(super) fn parse_ordinal(line: &TokenLine, n: usize) -> Option<u32> {
    if let Some(TokenClass::Ordinal(number)) = line.class(n) {
        return Some(number);
    }
    english().ordinals.get(line.word(n)).copied()
}

/// A quantity at `n` in digits or words, and the token after it: `12`, `2 1/2`, `twenty-four`, `a couple of`, `several`.
pub(super) fn parse_quantity(line: &TokenLine, n: usize) -> Option<(Quantity, usize)> {
    if let Some((number, _)) = line.number(n) {
        return parse_numeric_quantity(line, n, number);
    }
    match line.word(n) {
        "a" | "an" | "the" if matches!(line.word(n + 1), "few" | "couple" | "dozen" | "half" | "hundred") => {
            parse_quantity(line, n + 1)
        }
        "a" | "an" => Some((Quantity::exactly(1), n + 1)),
        "couple" | "pair" if line.word(n + 1) == "of" => Some((Quantity::exactly(2), n + 2)),
        "couple" => Some((Quantity::exactly(2), n + 1)),
        "dozen" => Some((Quantity::exactly(12), n + 1)),
        "half" => {
            let end = n + 1 + usize::from(matches!(line.word(n + 1), "a" | "an"));
            Some((Quantity { whole: Some(0), plus_half: true }, end))
        }
        word if english().indefinite.contains(word) => Some((Quantity::SEVERAL, n + 1)),
        _ => parse_spelled_number(line, n).map(|(number, end)| {
            let half = line.word(end) == "and" && line.word(end + 1) == "a" && line.word(end + 2) == "half";
            (Quantity { whole: Some(number), plus_half: half }, if half { end + 3 } else { end })
        }),
    }
}

fn parse_numeric_quantity(line: &TokenLine, n: usize, number: u32) -> Option<(Quantity, usize)> {
    let close = |at: usize| line.is_joined(at) && line.is_joined(at + 1);
    let mut whole = number;
    let mut end = n + 1;
    while line.symbol(end) == Some(',')
        && close(end)
        && let Some((group, 3)) = line.number(end + 1)
    {
        whole = whole.checked_mul(1000)?.checked_add(group)?;
        end += 2;
    }
    if line.symbol(end) == Some('.') && close(end) && line.number(end + 1).is_some() {
        let half = line.number(end + 1) == Some((5, 1));
        return half.then_some((Quantity { whole: Some(whole), plus_half: half }, end + 2));
    }
    if line.number(end) == Some((1, 1))
        && line.symbol(end + 1) == Some('/')
        && line.number(end + 2) == Some((2, 1))
    {
        return Some((Quantity { whole: Some(whole), plus_half: true }, end + 3));
    }
    (whole <= 100_000).then_some((Quantity::exactly(whole), end))
}

/// A number in words at `n`, and the token after it: `seven`, `twenty-four`, `a hundred`, `two thousand`.
pub(super) fn parse_spelled_number(line: &TokenLine, n: usize) -> Option<(u32, usize)> {
    let (mut number, mut end) = parse_below_hundred(line.word(n))
        .map(|number| (number, n + 1))
        .or_else(|| matches!(line.word(n), "hundred").then_some((1, n)))?;
    if (20..100).contains(&number) && number % 10 == 0 {
        let dash = usize::from(line.symbol(end) == Some('-'));
        if let Some(one) = parse_below_hundred(line.word(end + dash)).filter(|one| (1..10).contains(one)) {
            (number, end) = (number + one, end + dash + 1);
        }
    }
    match line.word(end) {
        "hundred" => Some((number * 100, end + 1)),
        "thousand" => Some((number * 1000, end + 1)),
        _ => Some((number, end)),
    }
}

/// A year in words at `n`, and the token after it: `nineteen ninety-six`, `nineteen eighty`.
pub(super) fn parse_spelled_year(line: &TokenLine, n: usize) -> Option<(i32, usize)> {
    let century = match line.word(n) {
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let (rest, end) = parse_spelled_number(line, n + 1)?;
    (10..100).contains(&rest).then_some((century + rest as i32, end))
}

/// `one` to `nineteen`, or `twenty` to `ninety` in tens.
pub(super) fn parse_below_hundred(word: &str) -> Option<u32> {
    english().numbers.get(word).copied()
}

/// A year of four digits from 1900 to 2099 at `n` that is not part of a longer number.
pub(super) fn parse_year(line: &TokenLine, n: usize) -> Option<i32> {
    let (year, 4) = line.number(n)? else { return None };
    let continues = |at: usize| {
        matches!(line.symbol(at), Some('.' | ','))
            && line.is_joined(at)
            && line.is_joined(at + 1)
            && line.number(at + 1).is_some()
    };
    let before = n.checked_sub(1).and_then(|at| line.symbol(at));
    let money = matches!(before, Some('$' | '₩' | '€' | '£' | '#'));
    let part = n > 1 && line.is_joined(n) && continues(n - 1) && line.number(n - 2).is_some();
    let plain = !continues(n + 1) && !money && !part && !is_identifier_part(line, n);
    ((1900..=2099).contains(&year) && plain).then_some(year as i32)
}

/// Whether a dash or letters join the number at `n` to an identifier, a telephone number or a name: `CVE-2021-44228`,
/// `02-2023-0512`, `DSA-2019`. Not `2019-2021`, `2023-24`, `mid-2021` or `2021-03-14`.
fn is_identifier_part(line: &TokenLine, n: usize) -> bool {
    let dash = |at: usize| {
        matches!(line.symbol(at), Some('-' | '_')) && line.is_joined(at) && line.is_joined(at + 1)
    };
    let before = n.checked_sub(2).filter(|_| dash(n - 1));
    let code = before.is_some_and(|at| match line.class(at) {
        Some(TokenClass::Word(true)) => line.tokens[at].range.len() > 1 && !is_time_word(line, at),
        Some(TokenClass::Number(number, digits)) => {
            let date = digits <= 2 && at > 1 && dash(at - 1) && line.number(at - 2).is_some();
            let year = digits == 4 && (1900..=2099).contains(&number);
            !date && !year
        }
        _ => false,
    });
    let tail = dash(n + 1) && line.number(n + 2).is_some_and(|(_, digits)| digits == 3 || digits > 4);
    let spelled = n > 0 && line.is_joined(n) && matches!(line.class(n - 1), Some(TokenClass::Word(_)));
    code || tail || spelled
}

/// Whether the word at `n` names a month or a part of a year: "Jan-2021", "Mid-2021".
fn is_time_word(line: &TokenLine, n: usize) -> bool {
    parse_month(line, n).is_some()
        || matches!(
            line.word(n),
            "mid"
                | "early"
                | "late"
                | "pre"
                | "post"
                | "since"
                | "spring"
                | "summer"
                | "autumn"
                | "fall"
                | "winter"
        )
}

/// A day of a month at `n`, and the token after it.
pub(super) fn parse_day_number(line: &TokenLine, n: usize) -> Option<(u32, usize)> {
    let (TokenClass::Number(day, 1 | 2) | TokenClass::Ordinal(day)) = line.class(n)? else { return None };
    // 10:30, 18% and 3.5 are not days; "Aug. 18." is one.
    let punctuated = matches!(line.symbol(n + 1), Some(':' | '%' | '.' | ',')) && line.is_joined(n + 1);
    let continues = punctuated && line.is_joined(n + 2) && line.number(n + 2).is_some();
    let share = line.symbol(n + 1) == Some('%') || line.word(n + 1) == "percent";
    ((1..=31).contains(&day) && !continues && !share).then_some((day, n + 1))
}

/// The token after the words of `phrase` at `n`, with apostrophes between them skipped.
pub(super) fn match_phrase(line: &TokenLine, n: usize, phrase: &[String]) -> Option<usize> {
    let mut at = n;
    for word in phrase {
        at += usize::from(at > n && matches!(line.symbol(at), Some('\'' | '’')));
        if line.word(at) != *word {
            return None;
        }
        at += 1;
    }
    Some(at)
}
