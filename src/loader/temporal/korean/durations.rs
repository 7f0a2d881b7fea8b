//! Lengths, sets, times by the clock and what has no certain time, in Korean: `3일간`, `4년 만에`, `매주 월요일`, `오전 10시`,
//! `최근`. They date nothing; that they are known keeps them from being taken for dates.

use super::lexicon::{self, is_particle, marks_duration, matches_word, parse_weekday};
use crate::loader::temporal::time_expr::{
    AnchorKind, DayPart, Quantity, TimeExpr, TimeExprMatch, TimeUnit, VagueReference,
};
use crate::loader::temporal::timex::timex_duration as timex;
use crate::loader::temporal::tokens::{TokenClass, TokenLine};

fn incidental_match(tokens: std::ops::Range<usize>, sense: TimeExpr, rule: &'static str) -> TimeExprMatch {
    TimeExprMatch { incidental: true, ..TimeExprMatch::new(tokens, sense, rule) }
}

/// `3일간`, `사흘간`, `6개월 만에`, `10여 년 동안`, `수년간`, `일주일`.
pub(in crate::loader::temporal) fn find_durations(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((count, unit, rest, at)) = lexicon::parse_duration(line, n) else { continue };
        let counted = marks_duration(rest, line.hangul(at));
        // "18일" is a day and "2022년" a year; "일주일", "5개월", "30분" are lengths by themselves.
        let plain = is_particle(rest)
            && (line.number(n).is_none()
                || !matches!(unit, TimeUnit::Day | TimeUnit::Year | TimeUnit::Quarter));
        if counted || plain {
            let end = at + usize::from(counted && rest.is_empty());
            let lead =
                usize::from(n > 0 && matches!(line.hangul(n - 1), "최근" | "향후" | "앞으로" | "지난"));
            found.push(incidental_match(n - lead..end, TimeExpr::Duration { count, unit }, "length of time"));
        }
    }
}

/// `매년`, `매주 월요일`, `해마다`, `격년`, `분기마다`, `2년마다`.
pub(in crate::loader::temporal) fn find_recurrences(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    const WORDS: &[(&[&str], &str)] = &[
        (&["매일", "날마다"], "P1D"),
        (&["매주", "주마다"], "P1W"),
        (&["격주"], "P2W"),
        (&["매달", "매월", "달마다", "다달이"], "P1M"),
        (&["분기마다", "매분기", "분기별"], "P1Q"),
        (&["반기마다", "반기별"], "P6M"),
        (&["매년", "해마다", "매해", "연례적"], "P1Y"),
        (&["격년", "격년제"], "P2Y"),
    ];
    for n in 0..line.tokens.len() {
        if let Some((end, value)) = match_every(line, n) {
            found.push(incidental_match(n..end, TimeExpr::Recurrence(value), "set of times"));
            continue;
        }
        if let Some((_, value)) = WORDS.iter().find(|(names, _)| matches_word(line, n, names)) {
            let day = (*value == "P1W").then(|| parse_weekday(line.hangul(n + 1))).flatten();
            let reading = match day {
                Some(day) => (n..n + 2, format!("XXXX-WXX-{}", day.number_from_monday())),
                None => (n..n + 1, (*value).to_owned()),
            };
            found.push(incidental_match(reading.0, TimeExpr::Recurrence(reading.1), "set of times"));
        }
        if let Some((Quantity { whole: Some(whole), .. }, unit, rest, end)) = lexicon::parse_duration(line, n)
            && rest.starts_with("마다")
        {
            found.push(incidental_match(
                n..end,
                TimeExpr::Recurrence(timex(Quantity::exactly(whole), unit)),
                "set of times",
            ));
        }
    }
}

/// `월요일마다`, `매년 8월`, `매월 18일`, `매 분기`.
fn match_every(line: &TokenLine, n: usize) -> Option<(usize, String)> {
    if let Some(day) = line.hangul(n).strip_suffix("마다").and_then(parse_weekday) {
        return Some((n + 1, format!("XXXX-WXX-{}", day.number_from_monday())));
    }
    match line.hangul(n) {
        "매년" | "해마다" => lexicon::parse_number_with_unit(line, n + 1, "월")
            .map(|(month, end)| (end, format!("XXXX-{month:02}"))),
        "매월" | "매달" => lexicon::parse_number_with_unit(line, n + 1, "일")
            .map(|(day, end)| (end, format!("XXXX-XX-{day:02}"))),
        "매" if matches_word(line, n + 1, &["분기"]) => Some((n + 2, "P1Q".to_owned())),
        _ => None,
    }
}

/// `오전 10시`, `오후 3시 30분께`, `새벽 2시`, `자정`, `정오`.
pub(in crate::loader::temporal) fn find_clock_times(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let half = match line.hangul(n) {
            "오전" | "새벽" | "아침" | "낮" => Some(0),
            "오후" | "저녁" | "밤" => Some(12),
            _ => None,
        };
        let at = n + usize::from(half.is_some());
        let (hour, minute, end) = if matches_word(line, n, &["자정"]) {
            // The day it is said of begins with it.
            (0, Some(0), n + 1)
        } else if matches_word(line, n, &["정오"]) {
            (12, Some(0), n + 1)
        } else if let Some((hour @ 0..=24, _)) = line.number(at)
            && line.hangul(at + 1).strip_prefix("시").is_some_and(is_particle)
        {
            let minute = line
                .number(at + 2)
                .filter(|_| line.hangul(at + 3).strip_prefix("분").is_some_and(is_particle));
            let hour = if hour < 12 { hour + half.unwrap_or(0) } else { hour };
            match minute {
                Some((minute, _)) => (hour, Some(minute), at + 4),
                None if line.hangul(at + 2) == "반" => (hour, Some(30), at + 3),
                None => (hour, Some(0), at + 2),
            }
        } else if let (Some((hour @ 0..=24, 1 | 2)), Some(':'), Some((minute @ 0..=59, 2))) =
            (line.number(n), line.symbol(n + 1), line.number(n + 2))
            && line.is_joined(n + 1)
            && line.tokens.iter().any(|token| token.class == TokenClass::Hangul)
        {
            (hour, Some(minute), n + 3)
        } else {
            continue;
        };
        let sense = TimeExpr::ClockTime { hour, minute, day: Box::new(TimeExpr::ImpliedDay) };
        found.push(incidental_match(n..end, sense, "time of day"));
    }
}

/// `25일 오전`, `어제저녁`, `어젯밤`: hours of a day that is named before them or in the same word.
pub(in crate::loader::temporal) fn find_day_parts(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    const PARTS: &[(&str, DayPart)] = &[
        ("오전", DayPart::Morning),
        ("아침", DayPart::Morning),
        ("새벽", DayPart::Morning),
        ("오후", DayPart::Afternoon),
        ("저녁", DayPart::Evening),
        ("밤", DayPart::Night),
    ];
    let shift = |by: i64| TimeExpr::Offset {
        by,
        unit: TimeUnit::Day,
        anchor: AnchorKind::Publication,
        approximate: false,
    };
    for n in 0..line.tokens.len() {
        let word = line.hangul(n);
        let (rest, day) = if word.starts_with("어젯밤") {
            (&word["어젯".len()..], Some(shift(-1)))
        } else if let Some(rest) = word.strip_prefix("어제").filter(|rest| !rest.is_empty()) {
            (rest, Some(shift(-1)))
        } else {
            (word, None)
        };
        let Some((_, part)) = PARTS.iter().find(|(name, _)| rest.strip_prefix(name).is_some_and(is_particle))
        else {
            continue;
        };
        let aside = day.is_none();
        let sense = TimeExpr::DayPart { part: *part, day: Box::new(day.unwrap_or(TimeExpr::ImpliedDay)) };
        found.push(TimeExprMatch {
            incidental: aside,
            ..TimeExprMatch::new(n..n + 1, sense, "part of a day")
        });
    }
}

/// `최근`, `현재`, `앞으로`, `과거`.
pub(in crate::loader::temporal) fn find_vague_references(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    const WORDS: &[(&[&str], VagueReference)] = &[
        (
            &["최근", "최근의", "최근들어", "과거", "그동안", "한때", "얼마전", "예전", "당시", "엊그제"],
            VagueReference::Past,
        ),
        (&["현재", "지금", "요즘", "요즈음", "요새", "오늘날", "현시점"], VagueReference::Present),
        (&["앞으로", "향후", "추후", "조만간", "장래", "미래", "곧", "머지않아"], VagueReference::Future),
    ];
    for n in 0..line.tokens.len() {
        if line.hangul(n) == "가까운" && matches_word(line, n + 1, &["시일", "장래"]) {
            found.push(incidental_match(
                n..n + 2,
                TimeExpr::Vague(VagueReference::Future),
                "no certain time",
            ));
        }
        if line.hangul(n) == "얼마" && matches_word(line, n + 1, &["전"]) {
            found.push(incidental_match(n..n + 2, TimeExpr::Vague(VagueReference::Past), "no certain time"));
        }
        let hit = WORDS.iter().find(|(names, _)| matches_word(line, n, names));
        if let Some((_, vague)) = hit {
            found.push(incidental_match(n..n + 1, TimeExpr::Vague(*vague), "no certain time"));
        }
    }
}
