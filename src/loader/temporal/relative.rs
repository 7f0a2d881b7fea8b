//! Dates reckoned from another, in English: from publication (`Thursday`, `yesterday`, `last week`, `two years ago`)
//! or from the date named before (`the next day`, `a week later`, `that year`). Never resolves anything.

use super::lexicon::{parse_quantity, parse_unit, parse_weekday, parse_year};
use super::tense::infer_direction;
use super::time_expr::{
    AnchorKind, DateField, DayPart, Direction, TimeExpr, TimeExprMatch, TimeUnit, VagueReference,
};
use super::tokens::{TokenClass, TokenLine};

/// `Thursday`, `Monday's agreement`, `next Friday`, `last Tuesday`, `Friday of last week`. A bare weekday is the
/// latest one up to and including the day of publication, unless the sentence looks ahead.
pub(super) fn find_weekdays(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((day, many)) = parse_weekday(line, n) else { continue };
        if many {
            continue;
        }
        let (start, side) = match line.word_before(n) {
            "next" | "coming" => (n - 1, Direction::StrictlyAfter),
            "last" | "past" => (n - 1, Direction::StrictlyBefore),
            "this" => (n - 1, Direction::SamePeriod),
            _ => (n, infer_direction(line, n)),
        };
        let rule = if side.is_future() { "weekday after publication" } else { "weekday before publication" };
        let at = |weeks| TimeExpr::Weekday { day, direction: side, weeks };
        // "The Friday before Christmas" is reckoned from what is not read here.
        let aside = matches!(line.word(n + 1), "before" | "after")
            && line.word(n + 2) != "that"
            && !is_hearing(line, n + 2);
        found.push(TimeExprMatch { incidental: aside, ..TimeExprMatch::new(start..n + 1, at(None), rule) });
        let joint = matches!(line.word(n + 1), "to" | "through") || line.symbol(n + 1) == Some('-');
        if let Some((last, false)) = parse_weekday(line, n + 2)
            && (joint || line.word(n + 1) == "and" && day.succ() == last)
        {
            let end = TimeExpr::Weekday { day: last, direction: side, weeks: None };
            let (first, last) = (
                TimeExprMatch::new(start..n + 1, at(None), rule),
                TimeExprMatch::new(n + 2..n + 3, end, rule),
            );
            let sense = TimeExpr::Range(Box::new(first), Box::new(last));
            found.push(TimeExprMatch::new(start..n + 3, sense, "range of days"));
        }
        let of = n + 1 + usize::from(line.word(n + 1) == "of");
        if let Some(weeks) = parse_step(line.word(of)).filter(|_| line.word(of + 1) == "week") {
            found.push(TimeExprMatch::new(start..of + 2, at(Some(weeks)), "weekday of a week"));
        }
        if matches!(line.word_before(n), "previous" | "following") && n > 1 {
            let by = if line.word_before(n) == "previous" {
                Direction::StrictlyBefore
            } else {
                Direction::StrictlyAfter
            };
            let the = n - 1 - usize::from(line.word(n - 2) == "the");
            found.push(TimeExprMatch::new(
                the..n + 1,
                TimeExpr::Weekday { day, direction: by, weeks: None },
                rule,
            ));
        }
    }
}

/// `last` is -1, `this` 0, `next` 1.
pub(super) fn parse_step(word: &str) -> Option<i64> {
    Some(match word {
        "last" | "past" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    })
}

/// `yesterday`, `tomorrow`, `the day before yesterday`, `today`, `tonight`, `last night`, `this morning`.
pub(super) fn find_relative_days(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let day = |by: i64| TimeExpr::Offset {
        by,
        unit: TimeUnit::Day,
        anchor: AnchorKind::Publication,
        approximate: false,
    };
    let hours = |part: DayPart, by: i64| TimeExpr::DayPart { part, day: Box::new(day(by)) };
    for n in 0..line.tokens.len() {
        let before = [n.checked_sub(2).map_or("", |n| line.word(n)), line.word_before(n)];
        let (start, sense, rule) = match line.word(n) {
            "yesterday" if before == ["day", "before"] => (n - 2, day(-2), "days before publication"),
            "tomorrow" if before == ["day", "after"] => (n - 2, day(2), "days after publication"),
            "yesterday" => (n, day(-1), "day before publication"),
            "tomorrow" => (n, day(1), "day after publication"),
            "today" => (n, day(0), "day of publication"),
            "tonight" => (n, hours(DayPart::Night, 0), "day of publication"),
            "night" if before[1] == "last" => (n - 1, hours(DayPart::Night, -1), "day before publication"),
            word if before[1] == "this" => match parse_day_part(word) {
                Some(part) => (n - 1, hours(part, 0), "day of publication"),
                None => continue,
            },
            _ => continue,
        };
        let start = start - usize::from(start < n && start > 0 && line.word(start - 1) == "the");
        let aside = line.word(n) == "today" && !dates_the_event(line, n);
        found.push(TimeExprMatch { incidental: aside, ..TimeExprMatch::new(start..n + 1, sense, rule) });
    }
}

/// "On Wednesday before a Senate panel": somebody is heard there, and nothing comes before anything.
fn is_hearing(line: &TokenLine, n: usize) -> bool {
    const HEARING_BODIES: [&str; 13] = [
        "committee",
        "subcommittee",
        "panel",
        "court",
        "senate",
        "congress",
        "lawmakers",
        "senators",
        "judge",
        "jury",
        "parliament",
        "assembly",
        "council",
    ];
    line.word(n - 1) == "before" && (n..n + 6).any(|at| HEARING_BODIES.contains(&line.word(at)))
}

/// "today announced", "said today", "Today, the two ministries": the day. "the threats of today", "South Korea today":
/// not surely one.
fn dates_the_event(line: &TokenLine, n: usize) -> bool {
    let verb = |at: Option<usize>| at.is_some_and(|at| super::tense::is_past_verb(line, at));
    let says = |at: usize| {
        matches!(
            line.word(at),
            "warn"
                | "announce"
                | "sign"
                | "adopt"
                | "issue"
                | "unveil"
                | "impose"
                | "launch"
                | "publish"
                | "release"
        )
    };
    let adverb = usize::from(line.word(n + 1).ends_with("ly"));
    let of_today = line.word(n + 2) == "s"
        && matches!(
            line.word(n + 3),
            "summit" | "meeting" | "agreement" | "announcement" | "action" | "ceremony" | "signing" | "talks"
        );
    let begins = n == 0 && line.symbol(1) == Some(',');
    begins
        || of_today
        || n.checked_sub(1).is_some_and(|at| verb(Some(at)) || says(at))
        || verb(Some(n + 1 + adverb))
        || says(n + 1 + adverb)
}

/// A part of the day by its name.
pub(super) fn parse_day_part(word: &str) -> Option<DayPart> {
    Some(match word {
        "morning" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" | "overnight" => DayPart::Night,
        "daytime" => DayPart::Daytime,
        _ => return None,
    })
}

/// `last week`, `this month`, `next year`, `the current quarter`; and from the date named before, `the previous year`,
/// `that month`, `the same day`, `the following week`.
pub(super) fn find_relative_units(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 1..line.tokens.len() {
        let Some((unit, false)) = parse_unit(line.word(n)) else { continue };
        if unit < TimeUnit::Day || unit > TimeUnit::Century {
            continue;
        }
        let word = line.word_before(n);
        let named = |by| (by, AnchorKind::LastMention);
        let published = |by| (by, AnchorKind::Publication);
        if word == "the" && unit == TimeUnit::Year && n > 1 {
            let of = matches!(line.word(n - 2), "of" | "for" | "in" | "during" | "throughout");
            if of
                && !matches!(line.word(n + 1), "ended" | "ending" | "to" | "before" | "after" | "of")
                && line.symbol(n + 1) != Some('-')
            {
                let sense =
                    TimeExpr::Offset { by: 0, unit, anchor: AnchorKind::Publication, approximate: false };
                // "By the end of the year" says when; "the best of the year" does not.
                let aside = n < 3 || !matches!(line.word(n - 3), "end" | "close");
                found.push(TimeExprMatch {
                    incidental: aside,
                    ..TimeExprMatch::new(n - 1..n + 1, sense, "year of publication")
                });
            }
            continue;
        }
        let (by, from) = match word {
            "last" | "this" | "next" | "current" | "coming" | "past" | "upcoming" => {
                if unit == TimeUnit::Day {
                    if word == "next" { named(1) } else { continue }
                } else if matches!(word, "past") && unit == TimeUnit::Decade {
                    continue;
                } else {
                    published(parse_step(word).unwrap_or(1))
                }
            }
            "previous" | "preceding" | "prior" => named(-1),
            "following" | "ensuing" | "succeeding" => named(1),
            "same" | "that" => named(0),
            _ => continue,
        };
        let mut start = n - 1;
        start -= usize::from(
            start > 0 && matches!(line.word(start - 1), "the" | "that") && from == AnchorKind::LastMention,
        );
        if from == AnchorKind::Publication && start > 0 && line.word(start - 1) == "the" {
            start -= 1;
        }
        let rule = unit_rule_name(unit, by, from);
        found.push(TimeExprMatch::new(
            start..n + 1,
            TimeExpr::Offset { by, unit, anchor: from, approximate: false },
            rule,
        ));
    }
}

fn unit_rule_name(unit: TimeUnit, by: i64, from: AnchorKind) -> &'static str {
    match (from, unit, by) {
        (AnchorKind::LastMention, TimeUnit::Day, _) => "day by the one named before",
        (AnchorKind::LastMention, ..) => "time by the one named before",
        (_, TimeUnit::Week, -1) => "week before publication",
        (_, TimeUnit::Week, 1) => "week after publication",
        (_, TimeUnit::Week, _) => "week of publication",
        (_, TimeUnit::Month, -1) => "month before publication",
        (_, TimeUnit::Month, 1) => "month after publication",
        (_, TimeUnit::Month, _) => "month of publication",
        (_, TimeUnit::Year, -1) => "year before publication",
        (_, TimeUnit::Year, 1) => "year after publication",
        (_, TimeUnit::Year, _) => "year of publication",
        _ => "time by publication",
    }
}

/// `three days ago`, `a year earlier`, `two weeks later`, `a month from now`. Weeks are a week, months a month, years a
/// year: nobody who says "two months ago" means the day.
pub(super) fn find_offsets(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((count, at)) = parse_quantity(line, n) else { continue };
        let at = at + usize::from(line.symbol(at) == Some('-') && line.is_joined(at));
        let Some((unit, _)) = parse_unit(line.word(at)) else { continue };
        let half = line.word(at + 1) == "and" && line.word(at + 2) == "a" && line.word(at + 3) == "half";
        let end = at + if half { 4 } else { 1 };
        let Some((by, from, length)) = parse_offset_anchor(line, end) else { continue };
        let sense = match (count.whole, by) {
            (None, -1) => TimeExpr::Vague(VagueReference::Past),
            (None, _) => TimeExpr::Vague(VagueReference::Future),
            (Some(whole), _) => {
                let by = by * i64::from(whole) * i64::from(unit.timex_multiplier());
                let about = unit > TimeUnit::Day || count.plus_half || half;
                TimeExpr::Offset {
                    by,
                    unit: if unit.timex_multiplier() > 1 { TimeUnit::Year } else { unit },
                    anchor: from,
                    approximate: about,
                }
            }
        };
        let rule = match from {
            AnchorKind::Publication if by < 0 => "time before publication",
            AnchorKind::Publication => "time after publication",
            AnchorKind::LastMention | AnchorKind::LastMentionedDay => "time by the one named before",
        };
        let aside = count.whole.is_none();
        found.push(TimeExprMatch { incidental: aside, ..TimeExprMatch::new(n..end + length, sense, rule) });
    }
}

/// What stands behind a length at `n`: before (-1) or after (1), of what, and how many tokens say so.
fn parse_offset_anchor(line: &TokenLine, n: usize) -> Option<(i64, AnchorKind, usize)> {
    let word = line.word(n);
    // "Six months after the raid", "two days before the vote" are reckoned from what is not a date.
    let closed = matches!(line.class(n + 1), None | Some(TokenClass::Symbol(_)));
    match (word, line.word(n + 1)) {
        ("before" | "prior" | "after", _) if !closed => None,
        ("ago", _) => Some((-1, AnchorKind::Publication, 1)),
        ("earlier" | "before" | "previously" | "prior", _) => Some((-1, AnchorKind::LastMention, 1)),
        ("later" | "after" | "afterward" | "afterwards", _) => Some((1, AnchorKind::LastMention, 1)),
        ("hence", _) => Some((1, AnchorKind::Publication, 1)),
        ("from", "now" | "today" | "tomorrow" | "yesterday") => Some((1, AnchorKind::Publication, 2)),
        ("", "ago") if line.symbol(n) == Some('-') && line.is_joined(n) => {
            Some((-1, AnchorKind::Publication, 2))
        }
        _ => None,
    }
}

/// `over the weekend`, `last weekend`, `next weekend`.
pub(super) fn find_weekends(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if line.word(n) != "weekend" {
            continue;
        }
        let side = match line.word_before(n) {
            "next" | "coming" => Direction::StrictlyAfter,
            "last" | "past" => Direction::Past,
            _ => infer_direction(line, n),
        };
        let start = n - usize::from(matches!(
            line.word_before(n),
            "last" | "next" | "this" | "the" | "coming" | "past"
        ));
        found.push(TimeExprMatch::new(
            start..n + 1,
            TimeExpr::Weekend { direction: side },
            "weekend by publication",
        ));
    }
}

/// `the day before`, `the day after`, `the week before`, each without what it was before: reckoned from the day named.
pub(super) fn find_adjacent_periods(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((unit, false)) = parse_unit(line.word(n)) else { continue };
        let by = match line.word(n + 1) {
            "before" | "earlier" => -1,
            "after" | "later" => 1,
            _ => continue,
        };
        let closed = matches!(line.class(n + 2), None | Some(TokenClass::Symbol(_)));
        if line.word_before(n) != "the" || !closed {
            continue;
        }
        let sense = TimeExpr::Offset { by, unit, anchor: AnchorKind::LastMention, approximate: false };
        found.push(TimeExprMatch::new(
            n - 1..n + 2,
            sense,
            unit_rule_name(unit, by, AnchorKind::LastMention),
        ));
    }
}

/// Feasts with a date of their own: `Christmas`, `New Year's Day`, `Thanksgiving`, `Labor Day`.
pub(super) fn find_holidays(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    const HOLIDAYS: [(&[&str], &str); 15] = [
        (&["christmas", "day"], "12-25"),
        (&["christmas", "eve"], "12-24"),
        (&["christmas"], "12-25"),
        (&["new", "year", "s", "day"], "01-01"),
        (&["new", "year", "s", "eve"], "12-31"),
        (&["valentine", "s", "day"], "02-14"),
        (&["thanksgiving", "day"], "thanksgiving"),
        (&["thanksgiving"], "thanksgiving"),
        (&["labor", "day"], "labor"),
        (&["memorial", "day"], "memorial"),
        (&["independence", "day"], "07-04"),
        (&["july", "fourth"], "07-04"),
        (&["fourth", "of", "july"], "07-04"),
        (&["halloween"], "10-31"),
        (&["veterans", "day"], "11-11"),
    ];
    for n in 0..line.tokens.len() {
        let Some((end, name)) =
            HOLIDAYS.iter().find_map(|(words, name)| Some((match_phrase(line, n, words)?, *name)))
        else {
            continue;
        };
        if !line.is_capitalized(n) {
            continue;
        }
        let (start, side) = match line.word_before(n) {
            "last" => (n - 1, Direction::StrictlyBefore),
            "next" => (n - 1, Direction::StrictlyAfter),
            _ => (n, infer_direction(line, n)),
        };
        let comma = usize::from(line.symbol(end) == Some(',') || line.word(end) == "of");
        let (year, end) = match parse_year(line, end + comma) {
            Some(year) => (Some(DateField::Explicit(year)), end + comma + 1),
            None => (None, end),
        };
        // "The Friday before Christmas" is another day, of about that month.
        if matches!(line.word_before(start), "before" | "after" | "around") {
            let month = name.get(..2).and_then(|month| month.parse().ok()).map(DateField::Explicit);
            if let (Some(_), "before") = (month, line.word_before(start)) {
                let sense = TimeExpr::Date { year, month, day: None, direction: side };
                let first = period_start_token(line, start - 1);
                found.push(TimeExprMatch {
                    approximate: true,
                    ..TimeExprMatch::new(first..end, sense, "before a feast")
                });
            } else {
                let sense = TimeExpr::Holiday { name, year, direction: side };
                found.push(TimeExprMatch {
                    incidental: true,
                    ..TimeExprMatch::new(start..end, sense, "feast")
                });
            }
            continue;
        }
        found.push(TimeExprMatch::new(
            start..end,
            TimeExpr::Holiday { name, year, direction: side },
            "feast",
        ));
    }
}

/// The token at which `the week before`, `Friday before`, `the day before` begins that ends before `n`.
fn period_start_token(line: &TokenLine, n: usize) -> usize {
    let Some(at) = n
        .checked_sub(1)
        .filter(|&at| parse_unit(line.word(at)).is_some() || parse_weekday(line, at).is_some())
    else {
        return n;
    };
    at - usize::from(at > 0 && matches!(line.word(at - 1), "the" | "a"))
}

/// The token behind `words` at `n`; apostrophes between them do not count.
fn match_phrase(line: &TokenLine, n: usize, words: &[&str]) -> Option<usize> {
    let mut at = n;
    for word in words {
        at += usize::from(at > n && matches!(line.symbol(at), Some('\'' | '’')));
        if line.word(at) != *word {
            return None;
        }
        at += 1;
    }
    Some(at)
}
