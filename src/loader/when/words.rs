//! English words of the calendar: months, weekdays, units, numbers, seasons. One look-up each; never a whole expression.

use super::sense::{Count, Unit};
use super::tokens::{Class, Line};
use chrono::Weekday;

/// The months with their usual short forms.
pub(super) const MONTHS: [(&str, &[&str]); 12] = [
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
pub(super) fn month(line: &Line, n: usize) -> Option<(u32, usize)> {
    let word = line.word(n);
    let at = MONTHS.iter().position(|(name, short)| *name == word || short.contains(&word))?;
    // "may" and "march" are verbs as well; a month has a capital.
    if !line.is_capital(n) {
        return None;
    }
    let point = line.mark(n + 1) == Some('.') && line.joined(n + 1) && MONTHS[at].0 != word;
    Some((at as u32 + 1, n + 1 + usize::from(point)))
}

/// A weekday, and whether it is one of many ("Fridays").
pub(super) fn weekday(line: &Line, n: usize) -> Option<(Weekday, bool)> {
    if !line.is_capital(n) {
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
pub(super) fn unit(word: &str) -> Option<(Unit, bool)> {
    let (one, many) = match word.strip_suffix('s') {
        Some(one) if one.len() > 2 => (one, true),
        _ => (word, false),
    };
    let unit = match (one, word) {
        (_, "centuries") => return Some((Unit::Century, true)),
        ("second", _) => Unit::Second,
        ("minute", _) => Unit::Minute,
        ("hour", _) => Unit::Hour,
        ("day", _) => Unit::Day,
        ("week", _) => Unit::Week,
        ("month", _) => Unit::Month,
        ("quarter", _) => Unit::Quarter,
        ("year", _) => Unit::Year,
        ("decade", _) => Unit::Decade,
        ("century", _) => Unit::Century,
        _ => return None,
    };
    Some((unit, many))
}

/// A season by its number in ISO 8601-2.
pub(super) fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// `first` to `fourth`, `1st` to `4th`; up to `tenth` where it is counted.
pub(super) fn ordinal(line: &Line, n: usize) -> Option<u32> {
    const WORDS: [&str; 11] =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    if let Some(Class::Ordinal(number)) = line.class(n) {
        return Some(number);
    }
    let word = line.word(n);
    WORDS.iter().skip(1).position(|known| *known == word).map(|at| at as u32 + 1)
}

/// A number in digits or words, and the token behind it: `12`, `2 1/2`, `twenty-four`, `a couple of`, `several`.
pub(super) fn count(line: &Line, n: usize) -> Option<(Count, usize)> {
    if let Some((number, _)) = line.number(n) {
        return digits(line, n, number);
    }
    match line.word(n) {
        "a" | "an" | "the" if matches!(line.word(n + 1), "few" | "couple" | "dozen" | "half" | "hundred") => {
            count(line, n + 1)
        }
        "a" | "an" => Some((Count::of(1), n + 1)),
        "couple" | "pair" if line.word(n + 1) == "of" => Some((Count::of(2), n + 2)),
        "couple" => Some((Count::of(2), n + 1)),
        "dozen" => Some((Count::of(12), n + 1)),
        "half" => {
            let end = n + 1 + usize::from(matches!(line.word(n + 1), "a" | "an"));
            Some((Count { whole: Some(0), half: true }, end))
        }
        "several" | "few" | "many" | "some" | "numerous" => Some((Count::SEVERAL, n + 1)),
        _ => spelled(line, n).map(|(number, end)| {
            let half = line.word(end) == "and" && line.word(end + 1) == "a" && line.word(end + 2) == "half";
            (Count { whole: Some(number), half }, if half { end + 3 } else { end })
        }),
    }
}

fn digits(line: &Line, n: usize, number: u32) -> Option<(Count, usize)> {
    let close = |at: usize| line.joined(at) && line.joined(at + 1);
    let mut whole = number;
    let mut end = n + 1;
    while line.mark(end) == Some(',')
        && close(end)
        && let Some((group, 3)) = line.number(end + 1)
    {
        whole = whole.checked_mul(1000)?.checked_add(group)?;
        end += 2;
    }
    if line.mark(end) == Some('.') && close(end) && line.number(end + 1).is_some() {
        let half = line.number(end + 1) == Some((5, 1));
        return half.then_some((Count { whole: Some(whole), half }, end + 2));
    }
    if line.number(end) == Some((1, 1))
        && line.mark(end + 1) == Some('/')
        && line.number(end + 2) == Some((2, 1))
    {
        return Some((Count { whole: Some(whole), half: true }, end + 3));
    }
    (whole <= 100_000).then_some((Count::of(whole), end))
}

/// `seven`, `twenty-four`, `a hundred`, `two thousand`.
pub(super) fn spelled(line: &Line, n: usize) -> Option<(u32, usize)> {
    let (mut number, mut end) = below_hundred(line.word(n))
        .map(|number| (number, n + 1))
        .or_else(|| matches!(line.word(n), "hundred").then_some((1, n)))?;
    if (20..100).contains(&number) && number % 10 == 0 {
        let dash = usize::from(line.mark(end) == Some('-'));
        if let Some(one) = below_hundred(line.word(end + dash)).filter(|one| (1..10).contains(one)) {
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
pub(super) fn spelled_year(line: &Line, n: usize) -> Option<(i32, usize)> {
    let century = match line.word(n) {
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let (rest, end) = spelled(line, n + 1)?;
    (10..100).contains(&rest).then_some((century + rest as i32, end))
}

/// `one` to `nineteen`, `twenty` to `ninety` by tens.
pub(super) fn below_hundred(word: &str) -> Option<u32> {
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
pub(super) fn year(line: &Line, n: usize) -> Option<i32> {
    let (year, 4) = line.number(n)? else { return None };
    let longer = |at: usize| {
        matches!(line.mark(at), Some('.' | ','))
            && line.joined(at)
            && line.joined(at + 1)
            && line.number(at + 1).is_some()
    };
    let before = n.checked_sub(1).and_then(|at| line.mark(at));
    let money = matches!(before, Some('$' | '₩' | '€' | '£' | '#'));
    let part = n > 1 && line.joined(n) && longer(n - 1) && line.number(n - 2).is_some();
    ((1900..=2099).contains(&year) && !longer(n + 1) && !money && !part).then_some(year as i32)
}

/// A day of a month at `n`, and the token behind it.
pub(super) fn day_number(line: &Line, n: usize) -> Option<(u32, usize)> {
    let (Class::Number(day, 1 | 2) | Class::Ordinal(day)) = line.class(n)? else { return None };
    // 10:30, 18%, 3.5 are no days; "Aug. 18." is.
    let part = matches!(line.mark(n + 1), Some(':' | '%' | '.' | ',')) && line.joined(n + 1);
    let goes_on = part && line.joined(n + 2) && line.number(n + 2).is_some();
    let share = line.mark(n + 1) == Some('%') || line.word(n + 1) == "percent";
    ((1..=31).contains(&day) && !goes_on && !share).then_some((day, n + 1))
}
