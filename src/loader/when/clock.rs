//! Times by the clock and parts of the day, in English: `10:35 a.m. Friday`, `noon`, `Friday night`. They name a day as
//! well, and the day is what counts here; zones are read over, for a day is local to where it is told.

use super::relative::hours_of;
use super::sense::{From, Hours, Reading, Sense, Side, Unit};
use super::tokens::Line;
use super::words::{day_number, month, weekday};

/// `10:35 a.m.`, `5 p.m. EST Nov. 9`, `noon Thursday`, `midnight`, `14:26`.
pub(super) fn clock(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((hour, minute, end)) = time(line, n) else { continue };
        let end = zone(line, end);
        let start = n - usize::from(
            matches!(line.word_before(n), "around" | "about") && line.word_before(n) == "around",
        );
        let (day, end) = day_after(line, end).unwrap_or((Sense::SomeDay, end));
        let aside = day == Sense::SomeDay;
        let sense = Sense::Clock { hour, minute, day: Box::new(day) };
        found.push(Reading { aside, ..Reading::new(start..end, sense, "time of day") });
    }
}

/// Hour, minute, and the token behind them.
fn time(line: &Line, n: usize) -> Option<(u32, Option<u32>, usize)> {
    match line.word(n) {
        "noon" | "midday" => return Some((12, Some(0), n + 1)),
        "midnight" => return Some((24, None, n + 1)),
        _ => {}
    }
    let (hour, 1 | 2) = line.number(n)? else { return None };
    let (minute, end) = match (line.mark(n + 1), line.number(n + 2)) {
        (Some(':'), Some((minute @ 0..=59, 2))) if line.joined(n + 1) && line.joined(n + 2) => {
            (Some(minute), n + 3)
        }
        _ => (None, n + 1),
    };
    if hour > 24
        || n > 0 && line.joined(n) && line.mark(n - 1).is_some_and(|c| matches!(c, '.' | ':' | '$' | ','))
    {
        return None;
    }
    match half(line, end) {
        Some((afternoon, end)) if (1..=12).contains(&hour) => {
            let hour = hour % 12 + if afternoon { 12 } else { 0 };
            Some((hour, Some(minute.unwrap_or(0)), end))
        }
        _ if line.word(end) == "in"
            && line.word(end + 1) == "the"
            && matches!(line.word(end + 2), "morning" | "afternoon" | "evening")
            && hour <= 12 =>
        {
            let later = line.word(end + 2) != "morning";
            Some((hour % 12 + if later { 12 } else { 0 }, Some(minute.unwrap_or(0)), end + 3))
        }
        _ => None,
    }
}

/// `a.m.`, `pm`: whether after noon, and the token behind it. The last point may end the sentence.
fn half(line: &Line, n: usize) -> Option<(bool, usize)> {
    let letter = line.word(n);
    if matches!(letter, "am" | "pm") && !(letter == "am" && !line.joined(n) && line.is_capital(n + 1)) {
        return Some((letter == "pm", n + 1));
    }
    if matches!(letter, "a" | "p")
        && line.mark(n + 1) == Some('.')
        && line.word(n + 2) == "m"
        && line.joined(n + 2)
    {
        let point = line.mark(n + 3) == Some('.') && line.joined(n + 3);
        return Some((letter == "p", n + 3 + usize::from(point)));
    }
    None
}

fn zone(line: &Line, n: usize) -> usize {
    let zone = matches!(
        line.word(n),
        "est" | "edt" | "gmt" | "pst" | "pdt" | "kst" | "utc" | "et" | "cst" | "cdt" | "jst"
    );
    n + usize::from(zone)
}

/// A day behind a time: `Friday`, `on Friday`, `, Nov. 9`, `yesterday`.
fn day_after(line: &Line, n: usize) -> Option<(Sense, usize)> {
    let at = n + usize::from(line.mark(n) == Some(',') || line.word(n) == "on");
    let side = super::tense::side(line, at);
    if let Some((day, false)) = weekday(line, at) {
        return Some((Sense::Weekday { day, side, weeks: None }, at + 1));
    }
    let shift = |by: i64| Sense::Shift { by, unit: Unit::Day, from: From::Published, about: false };
    match line.word(at) {
        "yesterday" => return Some((shift(-1), at + 1)),
        "today" => return Some((shift(0), at + 1)),
        "tomorrow" => return Some((shift(1), at + 1)),
        _ => {}
    }
    let (number, next) = month(line, at)?;
    let (day, end) = day_number(line, next)?;
    let month = Some(super::sense::Field::Named(number as i32));
    Some((Sense::Date { year: None, month, day: Some(day), side }, end))
}

/// `Friday night`, `yesterday afternoon`, `the next morning`, `mid-afternoon yesterday`, `overnight`.
pub(super) fn parts_of_day(line: &Line, found: &mut Vec<Reading>) {
    for n in 1..line.tokens.len() {
        let Some(part) = hours_of(line.word(n)) else { continue };
        let shift = |by: i64, from: From| Sense::Shift { by, unit: Unit::Day, from, about: false };
        let side = super::tense::side(line, n);
        let (start, day) = match line.word_before(n) {
            "yesterday" => (n - 1, shift(-1, From::Published)),
            "tomorrow" => (n - 1, shift(1, From::Published)),
            "next" | "following" => (n - 1, shift(1, From::Named)),
            "previous" => (n - 1, shift(-1, From::Named)),
            "same" | "that" => (n - 1, shift(0, From::Named)),
            _ => match weekday(line, n - 1) {
                Some((day, false)) => {
                    let (start, side) = match line.word_before(n - 1) {
                        "last" => (n - 2, Side::Before),
                        "next" => (n - 2, Side::After),
                        _ => (n - 1, side),
                    };
                    (start, Sense::Weekday { day, side, weeks: None })
                }
                _ => continue,
            },
        };
        let start = start - usize::from(start > 0 && line.word(start - 1) == "the");
        // Which night's hours are meant is for another day to say; the day is named.
        let sense = Sense::Hours { part, day: Box::new(day) };
        let rule = if matches!(part, Hours::Night) { "night of a day" } else { "part of a day" };
        found.push(Reading::new(start..n + 1, sense, rule));
    }
}
