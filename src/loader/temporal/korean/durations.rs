//! Korean lengths of time, sets of times, times of day and vague references: `3일간`, `4년 만에`, `매주 월요일`, `오전 10시`,
//! `최근`. Most do not date an event; they are found so that no other rule takes them for dates.

use super::lexicon::{
    has_prefix, is_particle, marks_duration, matches_word, parse_duration, parse_number_with_unit,
    parse_weekday,
};
use crate::loader::temporal::time_expr::{Quantity, TimeExpr, TimeExprMatch, TimeUnit, VagueReference};
use crate::loader::temporal::timex::timex_duration;
use crate::loader::temporal::tokens::TokenLine;
use crate::loader::temporal::vocabulary::korean;

/// `3일간`, `사흘간`, `6개월 만에`, `10여 년 동안`, `수년간`, `일주일`.
pub(in crate::loader::temporal) fn find_durations(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((count, unit, rest, at)) = parse_duration(line, n) else { continue };
        let counted = marks_duration(rest, line.hangul(at));
        // "18일" is a day and "2022년" is a year; "일주일", "5개월" and "30분" are lengths of time by themselves.
        let plain = is_particle(rest)
            && (line.number(n).is_none()
                || !matches!(unit, TimeUnit::Day | TimeUnit::Year | TimeUnit::Quarter));
        if counted || plain {
            let end = at + usize::from(counted && rest.is_empty());
            let lead =
                usize::from(n > 0 && matches!(line.hangul(n - 1), "최근" | "향후" | "앞으로" | "지난"));
            found.push(TimeExprMatch::incidental(
                n - lead..end,
                TimeExpr::Duration { count, unit },
                "length of time",
            ));
        }
    }
}

/// `매년`, `매주 월요일`, `해마다`, `격년`, `분기마다`, `2년마다`.
pub(in crate::loader::temporal) fn find_recurrences(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if let Some((end, value)) = match_every(line, n) {
            found.push(TimeExprMatch::incidental(n..end, TimeExpr::Recurrence(value), "set of times"));
            continue;
        }
        if let Some(row) = korean().frequencies.iter().find(|row| matches_word(line, n, &row.words)) {
            let weekday = parse_weekday(line.hangul(n + 1)).filter(|_| row.means == "P1W");
            let (end, value) = match weekday {
                Some(weekday) => (n + 2, format!("XXXX-WXX-{}", weekday.number_from_monday())),
                None => (n + 1, row.means.clone()),
            };
            found.push(TimeExprMatch::incidental(n..end, TimeExpr::Recurrence(value), "set of times"));
        }
        if let Some((Quantity { whole: Some(whole), .. }, unit, rest, end)) = parse_duration(line, n)
            && rest.starts_with("마다")
        {
            let value = timex_duration(Quantity::exactly(whole), unit);
            found.push(TimeExprMatch::incidental(n..end, TimeExpr::Recurrence(value), "set of times"));
        }
    }
}

/// The token after a set of times at `n`, and its TIMEX3 value: `월요일마다`, `매년 8월`, `매월 18일`, `매 분기`.
fn match_every(line: &TokenLine, n: usize) -> Option<(usize, String)> {
    if let Some(day) = line.hangul(n).strip_suffix("마다").and_then(parse_weekday) {
        return Some((n + 1, format!("XXXX-WXX-{}", day.number_from_monday())));
    }
    match line.hangul(n) {
        "매년" | "해마다" => {
            parse_number_with_unit(line, n + 1, "월").map(|(month, end)| (end, format!("XXXX-{month:02}")))
        }
        "매월" | "매달" => {
            parse_number_with_unit(line, n + 1, "일").map(|(day, end)| (end, format!("XXXX-XX-{day:02}")))
        }
        "매" if matches_word(line, n + 1, &["분기"]) => Some((n + 2, "P1Q".to_owned())),
        _ => None,
    }
}

/// `오전 10시`, `오후 3시 30분께`, `새벽 2시`, `자정`, `정오`.
pub(in crate::loader::temporal) fn find_clock_times(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let first_hour = match line.hangul(n) {
            "오전" | "새벽" | "아침" | "낮" => Some(0),
            "오후" | "저녁" | "밤" => Some(12),
            _ => None,
        };
        let at = n + usize::from(first_hour.is_some());
        let (hour, minute, end) = if matches_word(line, n, &["자정"]) {
            // Midnight is the beginning of its day.
            (0, Some(0), n + 1)
        } else if matches_word(line, n, &["정오"]) {
            (12, Some(0), n + 1)
        } else if let Some((hour @ 0..=24, _)) = line.number(at)
            && has_prefix(line.hangul(at + 1), "시")
        {
            let minute = line.number(at + 2).filter(|_| has_prefix(line.hangul(at + 3), "분"));
            let hour = if hour < 12 { hour + first_hour.unwrap_or(0) } else { hour };
            match minute {
                Some((minute, _)) => (hour, Some(minute), at + 4),
                None if line.hangul(at + 2) == "반" => (hour, Some(30), at + 3),
                None => (hour, Some(0), at + 2),
            }
        } else if let (Some((hour @ 0..=24, 1 | 2)), Some(':'), Some((minute @ 0..=59, 2))) =
            (line.number(n), line.symbol(n + 1), line.number(n + 2))
            && line.is_joined(n + 1)
            && line.has_hangul
        {
            (hour, Some(minute), n + 3)
        } else {
            continue;
        };
        let expr = TimeExpr::ClockTime { hour, minute, day: Box::new(TimeExpr::ImpliedDay) };
        found.push(TimeExprMatch::incidental(n..end, expr, "time of day"));
    }
}

/// Parts of a day that is named before them or in the same word: `25일 오전`, `어제저녁`, `어젯밤`.
pub(in crate::loader::temporal) fn find_day_parts(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let word = line.hangul(n);
        let after_yesterday = word
            .strip_prefix("어젯")
            .filter(|rest| rest.starts_with('밤'))
            .or_else(|| word.strip_prefix("어제").filter(|rest| !rest.is_empty()));
        let name = after_yesterday.unwrap_or(word);
        let parts = &korean().day_parts;
        let Some(row) = parts.iter().find(|row| row.words.iter().any(|part| has_prefix(name, part))) else {
            continue;
        };
        let day = if after_yesterday.is_some() { TimeExpr::day_offset(-1) } else { TimeExpr::ImpliedDay };
        let incidental = day == TimeExpr::ImpliedDay;
        let expr = TimeExpr::DayPart { part: row.means, day: Box::new(day) };
        found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(n..n + 1, expr, "part of a day") });
    }
}

/// `최근`, `현재`, `앞으로`, `과거`.
pub(in crate::loader::temporal) fn find_vague_references(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let vague = |tokens, time| TimeExprMatch::incidental(tokens, TimeExpr::Vague(time), "vague time");
    for n in 0..line.tokens.len() {
        if line.hangul(n) == "가까운" && matches_word(line, n + 1, &["시일", "장래"]) {
            found.push(vague(n..n + 2, VagueReference::Future));
        }
        if line.hangul(n) == "얼마" && matches_word(line, n + 1, &["전"]) {
            found.push(vague(n..n + 2, VagueReference::Past));
        }
        if let Some(row) = korean().vague.iter().find(|row| matches_word(line, n, &row.words)) {
            found.push(vague(n..n + 1, row.means));
        }
    }
}
