//! Times by the clock and parts of the day, in English: `10:35 a.m. Friday`, `noon`, `Friday night`. They name a day as
//! well, and the day is what counts here; zones are read over, for a day is local to where it is told.

use super::lexicon::{parse_day_number, parse_month, parse_weekday};
use super::relative::parse_day_part;
use super::time_expr::{AnchorKind, DayPart, Direction, TimeExpr, TimeExprMatch, TimeUnit};
use super::tokens::TokenLine;

/// `10:35 a.m.`, `5 p.m. EST Nov. 9`, `noon Thursday`, `midnight`, `14:26`.
pub(super) fn find_clock_times(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((hour, minute, end)) = parse_clock_time(line, n) else { continue };
        let end = skip_time_zone(line, end);
        let start = n - usize::from(
            matches!(line.word_before(n), "around" | "about") && line.word_before(n) == "around",
        );
        let (day, end) = parse_following_day(line, end).unwrap_or((TimeExpr::ImpliedDay, end));
        let aside = day == TimeExpr::ImpliedDay;
        let sense = TimeExpr::ClockTime { hour, minute, day: Box::new(day) };
        found.push(TimeExprMatch {
            incidental: aside,
            ..TimeExprMatch::new(start..end, sense, "time of day")
        });
    }
}

/// Hour, minute, and the token behind them.
fn parse_clock_time(line: &TokenLine, n: usize) -> Option<(u32, Option<u32>, usize)> {
    match line.word(n) {
        "noon" | "midday" => return Some((12, Some(0), n + 1)),
        "midnight" => return Some((24, None, n + 1)),
        _ => {}
    }
    let (hour, 1 | 2) = line.number(n)? else { return None };
    let (minute, end) = match (line.symbol(n + 1), line.number(n + 2)) {
        (Some(':'), Some((minute @ 0..=59, 2))) if line.is_joined(n + 1) && line.is_joined(n + 2) => {
            (Some(minute), n + 3)
        }
        _ => (None, n + 1),
    };
    if hour > 24
        || n > 0
            && line.is_joined(n)
            && line.symbol(n - 1).is_some_and(|c| matches!(c, '.' | ':' | '$' | ','))
    {
        return None;
    }
    match parse_am_pm(line, end) {
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
fn parse_am_pm(line: &TokenLine, n: usize) -> Option<(bool, usize)> {
    let letter = line.word(n);
    if matches!(letter, "am" | "pm") && !(letter == "am" && !line.is_joined(n) && line.is_capitalized(n + 1))
    {
        return Some((letter == "pm", n + 1));
    }
    if matches!(letter, "a" | "p")
        && line.symbol(n + 1) == Some('.')
        && line.word(n + 2) == "m"
        && line.is_joined(n + 2)
    {
        let point = line.symbol(n + 3) == Some('.') && line.is_joined(n + 3);
        return Some((letter == "p", n + 3 + usize::from(point)));
    }
    None
}

fn skip_time_zone(line: &TokenLine, n: usize) -> usize {
    let zone = matches!(
        line.word(n),
        "est" | "edt" | "gmt" | "pst" | "pdt" | "kst" | "utc" | "et" | "cst" | "cdt" | "jst"
    );
    n + usize::from(zone)
}

/// A day behind a time: `Friday`, `on Friday`, `, Nov. 9`, `yesterday`.
fn parse_following_day(line: &TokenLine, n: usize) -> Option<(TimeExpr, usize)> {
    let at = n + usize::from(line.symbol(n) == Some(',') || line.word(n) == "on");
    let side = super::tense::infer_direction(line, at);
    if let Some((day, false)) = parse_weekday(line, at) {
        return Some((TimeExpr::Weekday { day, direction: side, weeks: None }, at + 1));
    }
    let shift = |by: i64| TimeExpr::Offset {
        by,
        unit: TimeUnit::Day,
        anchor: AnchorKind::Publication,
        approximate: false,
    };
    match line.word(at) {
        "yesterday" => return Some((shift(-1), at + 1)),
        "today" => return Some((shift(0), at + 1)),
        "tomorrow" => return Some((shift(1), at + 1)),
        _ => {}
    }
    let (number, next) = parse_month(line, at)?;
    let (day, end) = parse_day_number(line, next)?;
    let month = Some(super::time_expr::DateField::Explicit(number as i32));
    Some((TimeExpr::Date { year: None, month, day: Some(day), direction: side }, end))
}

/// `Friday night`, `yesterday afternoon`, `the next morning`, `mid-afternoon yesterday`, `overnight`.
pub(super) fn find_day_parts(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 1..line.tokens.len() {
        let Some(part) = parse_day_part(line.word(n)) else { continue };
        let shift = |by: i64, from: AnchorKind| TimeExpr::Offset {
            by,
            unit: TimeUnit::Day,
            anchor: from,
            approximate: false,
        };
        let side = super::tense::infer_direction(line, n);
        let (start, day) = match line.word_before(n) {
            "yesterday" => (n - 1, shift(-1, AnchorKind::Publication)),
            "tomorrow" => (n - 1, shift(1, AnchorKind::Publication)),
            "next" | "following" => (n - 1, shift(1, AnchorKind::LastMention)),
            "previous" => (n - 1, shift(-1, AnchorKind::LastMention)),
            "same" | "that" => (n - 1, shift(0, AnchorKind::LastMention)),
            _ => match parse_weekday(line, n - 1) {
                Some((day, false)) => {
                    let (start, side) = match line.word_before(n - 1) {
                        "last" => (n - 2, Direction::StrictlyBefore),
                        "next" => (n - 2, Direction::StrictlyAfter),
                        _ => (n - 1, side),
                    };
                    (start, TimeExpr::Weekday { day, direction: side, weeks: None })
                }
                _ => continue,
            },
        };
        let start = start - usize::from(start > 0 && line.word(start - 1) == "the");
        // Which night's hours are meant is for another day to say; the day is named.
        let sense = TimeExpr::DayPart { part, day: Box::new(day) };
        let rule = if matches!(part, DayPart::Night) { "night of a day" } else { "part of a day" };
        found.push(TimeExprMatch::new(start..n + 1, sense, rule));
    }
}
