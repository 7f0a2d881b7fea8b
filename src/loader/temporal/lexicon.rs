//! English words of the calendar: months, weekdays, units, numbers, seasons. One look-up each; never a whole expression.

use super::time_expr::{Quantity, TimeUnit};
use super::tokens::{TokenClass, TokenLine};
use chrono::Weekday;

/// The months with their usual short forms.
pub(super) const MONTH_NAMES: [(&str, &[&str]); 12] = [
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

/// The number of a month by its name or its usual short form, and the token behind it and its point.
pub(super) fn parse_month(line: &TokenLine, n: usize) -> Option<(u32, usize)> {
    let word = line.word(n);
    let at = MONTH_NAMES.iter().position(|(name, short)| *name == word || short.contains(&word))?;
    // "may" and "march" are verbs as well; a month has a capital.
    if !line.is_capitalized(n) {
        return None;
    }
    let point = line.symbol(n + 1) == Some('.') && line.is_joined(n + 1) && MONTH_NAMES[at].0 != word;
    Some((at as u32 + 1, n + 1 + usize::from(point)))
}

/// A weekday, and whether it is one of many ("Fridays").
pub(super) fn parse_weekday(line: &TokenLine, n: usize) -> Option<(Weekday, bool)> {
    if !line.is_capitalized(n) {
        return None;
    }
    let word = line.word(n);
    let (name, many) = match word.strip_suffix("days") {
        Some(_) => (&word[..word.len() - 1], true),
        None => (word, false),
    };
    let weekday = match name {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    };
    Some((weekday, many))
}

/// A unit, and whether it stands in the plural.
pub(super) fn parse_unit(word: &str) -> Option<(TimeUnit, bool)> {
    let (one, many) = match word.strip_suffix('s') {
        Some(one) if one.len() > 2 => (one, true),
        _ => (word, false),
    };
    let unit = match (one, word) {
        (_, "centuries") => return Some((TimeUnit::Century, true)),
        ("second", _) => TimeUnit::Second,
        ("minute", _) => TimeUnit::Minute,
        ("hour", _) => TimeUnit::Hour,
        ("day", _) => TimeUnit::Day,
        ("week", _) => TimeUnit::Week,
        ("month", _) => TimeUnit::Month,
        ("quarter", _) => TimeUnit::Quarter,
        ("year", _) => TimeUnit::Year,
        ("decade", _) => TimeUnit::Decade,
        ("century", _) => TimeUnit::Century,
        _ => return None,
    };
    Some((unit, many))
}

/// A season by its number in ISO 8601-2.
pub(super) fn parse_season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// `first` to `fourth`, `1st` to `4th`; up to `tenth` where it is counted.
pub(super) fn parse_ordinal(line: &TokenLine, n: usize) -> Option<u32> {
    const WORDS: [&str; 11] =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(TokenClass::Ordinal(number)) = line.class(n) {
        return Some(number);
    }
    let word = line.word(n);
    WORDS.iter().skip(1).position(|known| *known == word).map(|at| at as u32 + 1)
}

/// A number in digits or words, and the token behind it: `12`, `2 1/2`, `twenty-four`, `a couple of`, `several`.
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
        "several" | "few" | "many" | "some" | "numerous" => Some((Quantity::SEVERAL, n + 1)),
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

/// `seven`, `twenty-four`, `a hundred`, `two thousand`.
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

/// `nineteen ninety-six`, `nineteen eighty`.
pub(super) fn parse_spelled_year(line: &TokenLine, n: usize) -> Option<(i32, usize)> {
    let century = match line.word(n) {
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let (rest, end) = parse_spelled_number(line, n + 1)?;
    (10..100).contains(&rest).then_some((century + rest as i32, end))
}

/// `one` to `nineteen`, `twenty` to `ninety` by tens.
pub(super) fn parse_below_hundred(word: &str) -> Option<u32> {
    const SMALL: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let small = SMALL.iter().skip(1).position(|known| *known == word).map(|at| at as u32 + 1);
    small.or_else(|| TENS.iter().position(|known| *known == word).map(|at| at as u32 * 10 + 20))
}

/// A year of four digits from 1900 to 2099 at `n` that is not part of a longer number.
pub(super) fn parse_year(line: &TokenLine, n: usize) -> Option<i32> {
    let (year, 4) = line.number(n)? else { return None };
    let longer = |at: usize| {
        matches!(line.symbol(at), Some('.' | ','))
            && line.is_joined(at)
            && line.is_joined(at + 1)
            && line.number(at + 1).is_some()
    };
    let before = n.checked_sub(1).and_then(|at| line.symbol(at));
    let money = matches!(before, Some('$' | '₩' | '€' | '£' | '#'));
    let part = n > 1 && line.is_joined(n) && longer(n - 1) && line.number(n - 2).is_some();
    ((1900..=2099).contains(&year) && !longer(n + 1) && !money && !part).then_some(year as i32)
}

/// A day of a month at `n`, and the token behind it.
pub(super) fn parse_day_number(line: &TokenLine, n: usize) -> Option<(u32, usize)> {
    let (TokenClass::Number(day, 1 | 2) | TokenClass::Ordinal(day)) = line.class(n)? else { return None };
    // 10:30, 18%, 3.5 are no days; "Aug. 18." is.
    let part = matches!(line.symbol(n + 1), Some(':' | '%' | '.' | ',')) && line.is_joined(n + 1);
    let goes_on = part && line.is_joined(n + 2) && line.number(n + 2).is_some();
    let share = line.symbol(n + 1) == Some('%') || line.word(n + 1) == "percent";
    ((1..=31).contains(&day) && !goes_on && !share).then_some((day, n + 1))
}
