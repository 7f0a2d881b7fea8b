//! English times of day and parts of the day: `10:35 a.m. Friday`, `noon`, `Friday night`. Dates need only their day, so a
//! time zone is part of the expression but does not change it: the day is local to the event.

use super::lexicon::{parse_day_number, parse_day_part, parse_month, parse_weekday};
use super::tense::infer_direction;
use super::time_expr::{AnchorKind, DateField, DayPart, Direction, TimeExpr, TimeExprMatch, TimeUnit};
use super::tokens::TokenLine;
use super::vocabulary::english;

/// `10:35 a.m.`, `5 p.m. EST Nov. 9`, `noon Thursday`, `midnight`, `14:26`.
pub(super) fn find_clock_times(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((hour, minute, end)) = parse_clock_time(line, n) else { continue };
        let end = skip_time_zone(line, end);
        let start = n - usize::from(line.word_before(n) == "around");
        let (day, end) = parse_following_day(line, end).unwrap_or((TimeExpr::ImpliedDay, end));
        let incidental = day == TimeExpr::ImpliedDay;
        let expr = TimeExpr::ClockTime { hour, minute, day: Box::new(day) };
        found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(start..end, expr, "time of day") });
    }
}

/// The hour and minute at `n`, and the token after them.
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

/// `a.m.` or `pm` at `n`: whether it is after noon, and the token after it. The last period may also end the sentence.
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
        let has_period = line.symbol(n + 3) == Some('.') && line.is_joined(n + 3);
        return Some((letter == "p", n + 3 + usize::from(has_period)));
    }
    None
}

/// The token after a time zone at `n`, or else `n`.
fn skip_time_zone(line: &TokenLine, n: usize) -> usize {
    n + usize::from(english().time_zones.contains(line.word(n)))
}

/// The day after a time of day, and the token after it: `Friday`, `on Friday`, `, Nov. 9`, `yesterday`.
fn parse_following_day(line: &TokenLine, n: usize) -> Option<(TimeExpr, usize)> {
    let at = n + usize::from(line.symbol(n) == Some(',') || line.word(n) == "on");
    let direction = infer_direction(line, at);
    if let Some((day, false)) = parse_weekday(line, at) {
        return Some((TimeExpr::Weekday { day, direction, weeks: None }, at + 1));
    }
    match line.word(at) {
        "yesterday" => return Some((TimeExpr::day_offset(-1), at + 1)),
        "today" => return Some((TimeExpr::day_offset(0), at + 1)),
        "tomorrow" => return Some((TimeExpr::day_offset(1), at + 1)),
        _ => {}
    }
    let (number, next) = parse_month(line, at)?;
    let (day, end) = parse_day_number(line, next)?;
    let month = Some(DateField::Explicit(number as i32));
    Some((TimeExpr::Date { year: None, month, day: Some(day), direction }, end))
}

/// `Friday night`, `yesterday afternoon`, `the next morning`, `mid-afternoon yesterday`, `overnight`.
pub(super) fn find_day_parts(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 1..line.tokens.len() {
        let Some(part) = parse_day_part(line.word(n)) else { continue };
        let from_mention = |by| TimeExpr::offset(by, TimeUnit::Day, AnchorKind::LastMention);
        let direction = infer_direction(line, n);
        let (start, day) = match line.word_before(n) {
            "yesterday" => (n - 1, TimeExpr::day_offset(-1)),
            "tomorrow" => (n - 1, TimeExpr::day_offset(1)),
            "next" | "following" => (n - 1, from_mention(1)),
            "previous" => (n - 1, from_mention(-1)),
            "same" | "that" => (n - 1, from_mention(0)),
            _ => match parse_weekday(line, n - 1) {
                Some((day, false)) => {
                    let (start, direction) = match line.word_before(n - 1) {
                        "last" => (n - 2, Direction::StrictlyBefore),
                        "next" => (n - 2, Direction::StrictlyAfter),
                        _ => (n - 1, direction),
                    };
                    (start, TimeExpr::Weekday { day, direction, weeks: None })
                }
                _ => continue,
            },
        };
        let start = start - usize::from(start > 0 && line.word(start - 1) == "the");
        let expr = TimeExpr::DayPart { part, day: Box::new(day) };
        let rule = if matches!(part, DayPart::Night) { "night of a day" } else { "part of a day" };
        found.push(TimeExprMatch::new(start..n + 1, expr, rule));
    }
}
