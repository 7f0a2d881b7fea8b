//! English expressions relative to publication (`Thursday`, `yesterday`, `last week`, `two years ago`) or to the date
//! mentioned before (`the next day`, `a week later`, `that year`), and holidays.

use super::holiday::HolidayRule;
use super::lexicon::{match_phrase, parse_day_part, parse_quantity, parse_unit, parse_weekday, parse_year};
use super::tense::{infer_direction, is_past_verb};
use super::time_expr::{
    AnchorKind, DateField, DayPart, Direction, RELATIVE_DAY_RULE, RELATIVE_TIME_RULE, TimeExpr,
    TimeExprMatch, TimeUnit, VagueReference,
};
use super::tokens::{TokenClass, TokenLine};
use super::vocabulary::english;

/// `Thursday`, `Monday's agreement`, `next Friday`, `last Tuesday`, `Friday of last week`. A bare weekday is the
/// latest one up to and including the day of publication, unless the sentence is about the future.
pub(super) fn find_weekdays(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((day, many)) = parse_weekday(line, n) else { continue };
        if many {
            continue;
        }
        let (start, direction) = match line.word_before(n) {
            "next" | "coming" => (n - 1, Direction::StrictlyAfter),
            "last" | "past" => (n - 1, Direction::StrictlyBefore),
            "this" => (n - 1, Direction::SamePeriod),
            _ => (n, infer_direction(line, n)),
        };
        let rule =
            if direction.is_future() { "weekday after publication" } else { "weekday before publication" };
        let at = |weeks| TimeExpr::Weekday { day, direction, weeks };
        // "The Friday before the vote" is relative to an event without a date.
        let incidental = matches!(line.word(n + 1), "before" | "after")
            && line.word(n + 2) != "that"
            && !is_hearing(line, n + 2);
        found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(start..n + 1, at(None), rule) });
        let joint = matches!(line.word(n + 1), "to" | "through") || line.symbol(n + 1) == Some('-');
        if let Some((last, false)) = parse_weekday(line, n + 2)
            && (joint || line.word(n + 1) == "and" && day.succ() == last)
        {
            let first = TimeExprMatch::new(start..n + 1, at(None), rule);
            let end = TimeExpr::Weekday { day: last, direction, weeks: None };
            let last = TimeExprMatch::new(n + 2..n + 3, end, rule);
            found.push(TimeExprMatch::range(first, last, "range of days"));
        }
        let of = n + 1 + usize::from(line.word(n + 1) == "of");
        if let Some(weeks) = parse_step(line.word(of)).filter(|_| line.word(of + 1) == "week") {
            found.push(TimeExprMatch::new(start..of + 2, at(Some(weeks)), "weekday of a week"));
        }
        if matches!(line.word_before(n), "previous" | "following") && n > 1 {
            let previous = line.word_before(n) == "previous";
            let direction = if previous { Direction::StrictlyBefore } else { Direction::StrictlyAfter };
            let start = n - 1 - usize::from(line.word(n - 2) == "the");
            let expr = TimeExpr::Weekday { day, direction, weeks: None };
            found.push(TimeExprMatch::new(start..n + 1, expr, rule));
        }
    }
}

/// The distance that `last` (-1), `this` (0) or `next` (1) stands for.
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
    let day = TimeExpr::day_offset;
    let hours = |part: DayPart, by: i64| TimeExpr::DayPart { part, day: Box::new(day(by)) };
    for n in 0..line.tokens.len() {
        let before = [n.checked_sub(2).map_or("", |n| line.word(n)), line.word_before(n)];
        let (start, expr, rule) = match line.word(n) {
            "yesterday" if before == ["day", "before"] => (n - 2, day(-2), day_rule_name(-2)),
            "tomorrow" if before == ["day", "after"] => (n - 2, day(2), day_rule_name(2)),
            "yesterday" => (n, day(-1), day_rule_name(-1)),
            "tomorrow" => (n, day(1), day_rule_name(1)),
            "today" => (n, day(0), day_rule_name(0)),
            "tonight" => (n, hours(DayPart::Night, 0), day_rule_name(0)),
            "night" if before[1] == "last" => (n - 1, hours(DayPart::Night, -1), day_rule_name(-1)),
            word if before[1] == "this" => match parse_day_part(word) {
                Some(part) => (n - 1, hours(part, 0), day_rule_name(0)),
                None => continue,
            },
            _ => continue,
        };
        let start = start - usize::from(start < n && start > 0 && line.word(start - 1) == "the");
        let incidental = line.word(n) == "today" && !dates_the_event(line, n);
        found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(start..n + 1, expr, rule) });
    }
}

/// The rule name of a day `by` days from publication.
pub(super) const fn day_rule_name(by: i64) -> &'static str {
    match by {
        -1 => "day before publication",
        0 => "day of publication",
        1 => "day after publication",
        ..-1 => "days before publication",
        2.. => "days after publication",
    }
}

/// Whether "before" in front of `n` is followed by a body that hears somebody ("on Wednesday before a Senate panel"), so that
/// it is no order of time.
fn is_hearing(line: &TokenLine, n: usize) -> bool {
    line.word(n - 1) == "before" && (n..n + 6).any(|at| english().hearing_bodies.contains(line.word(at)))
}

/// Whether "today" at `n` is surely the day of publication, as in "today announced", "said today" and "Today, the two
/// ministries", but not in "the threats of today" and "South Korea today".
fn dates_the_event(line: &TokenLine, n: usize) -> bool {
    let vocabulary = english();
    let is_verb = |at: usize| is_past_verb(line, at) || vocabulary.announcement_verbs.contains(line.word(at));
    let adverb = usize::from(line.word(n + 1).ends_with("ly"));
    let possessive = line.word(n + 2) == "s" && vocabulary.announced_events.contains(line.word(n + 3));
    let begins = n == 0 && line.symbol(1) == Some(',');
    begins || possessive || n.checked_sub(1).is_some_and(is_verb) || is_verb(n + 1 + adverb)
}

/// `last week`, `this month`, `next year`, `the current quarter`, and relative to the date mentioned before `the previous
/// year`, `that month`, `the same day`, `the following week`.
pub(super) fn find_relative_units(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 1..line.tokens.len() {
        let Some((unit, false)) = parse_unit(line.word(n)) else { continue };
        // "The last fortnight" is a length of time and no period of the calendar.
        if unit < TimeUnit::Day || unit == TimeUnit::Fortnight {
            continue;
        }
        let word = line.word_before(n);
        let mention = |by| (by, AnchorKind::LastMention);
        let publication = |by| (by, AnchorKind::Publication);
        if word == "the" && unit == TimeUnit::Year && n > 1 {
            let of = matches!(line.word(n - 2), "of" | "for" | "in" | "during" | "throughout");
            if of
                && !matches!(line.word(n + 1), "ended" | "ending" | "to" | "before" | "after" | "of")
                && line.symbol(n + 1) != Some('-')
            {
                let expr = TimeExpr::offset(0, unit, AnchorKind::Publication);
                let rule = unit_rule_name(unit, 0, AnchorKind::Publication);
                // "By the end of the year" gives a time; "the best of the year" does not.
                let incidental = n < 3 || !matches!(line.word(n - 3), "end" | "close");
                found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(n - 1..n + 1, expr, rule) });
            }
            continue;
        }
        let (by, anchor) = match word {
            "last" | "this" | "next" | "current" | "coming" | "past" | "upcoming" => {
                if unit == TimeUnit::Day {
                    if word == "next" { mention(1) } else { continue }
                } else if matches!(word, "past") && unit == TimeUnit::Decade {
                    continue;
                } else {
                    publication(parse_step(word).unwrap_or(1))
                }
            }
            "previous" | "preceding" | "prior" => mention(-1),
            "following" | "ensuing" | "succeeding" => mention(1),
            "same" | "that" => mention(0),
            _ => continue,
        };
        let mut start = n - 1;
        start -= usize::from(
            start > 0 && matches!(line.word(start - 1), "the" | "that") && anchor == AnchorKind::LastMention,
        );
        if anchor == AnchorKind::Publication && start > 0 && line.word(start - 1) == "the" {
            start -= 1;
        }
        let rule = unit_rule_name(unit, by, anchor);
        found.push(TimeExprMatch::new(start..n + 1, TimeExpr::offset(by, unit, anchor), rule));
    }
}

/// The rule name of a period `by` units from its anchor.
fn unit_rule_name(unit: TimeUnit, by: i64, anchor: AnchorKind) -> &'static str {
    match (anchor, unit, by) {
        (AnchorKind::LastMention, TimeUnit::Day, _) => RELATIVE_DAY_RULE,
        (AnchorKind::LastMention, ..) => RELATIVE_TIME_RULE,
        (_, TimeUnit::Week, -1) => "week before publication",
        (_, TimeUnit::Week, 1) => "week after publication",
        (_, TimeUnit::Week, _) => "week of publication",
        (_, TimeUnit::Month, -1) => "month before publication",
        (_, TimeUnit::Month, 1) => "month after publication",
        (_, TimeUnit::Month, _) => "month of publication",
        (_, TimeUnit::Year, -1) => "year before publication",
        (_, TimeUnit::Year, 1) => "year after publication",
        (_, TimeUnit::Year, _) => "year of publication",
        _ => "time relative to publication",
    }
}

/// `three days ago`, `a year earlier`, `two weeks later`, `a month from now`. An offset in months or years has the precision
/// of a month or a year, because "two months ago" does not mean the very day.
pub(super) fn find_offsets(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((count, at)) = parse_quantity(line, n) else { continue };
        let at = at + usize::from(line.symbol(at) == Some('-') && line.is_joined(at));
        let Some((unit, _)) = parse_unit(line.word(at)) else { continue };
        let half = line.word(at + 1) == "and" && line.word(at + 2) == "a" && line.word(at + 3) == "half";
        let end = at + if half { 4 } else { 1 };
        let Some((sign, anchor, length)) = parse_offset_anchor(line, end) else { continue };
        let expr = match count.whole {
            None if sign < 0 => TimeExpr::Vague(VagueReference::Past),
            None => TimeExpr::Vague(VagueReference::Future),
            Some(whole) => {
                let approximate = unit > TimeUnit::Day || count.plus_half || half;
                let (unit, factor) = unit.to_base();
                let by = sign * i64::from(whole) * i64::from(factor);
                TimeExpr::Offset { by, unit, anchor, approximate }
            }
        };
        let rule = match anchor {
            AnchorKind::Publication if sign < 0 => "time before publication",
            AnchorKind::Publication => "time after publication",
            AnchorKind::LastMention | AnchorKind::StoryDay => RELATIVE_TIME_RULE,
        };
        let incidental = count.whole.is_none();
        found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(n..end + length, expr, rule) });
    }
}

/// The words at `n` after a length of time that make it an offset: before (-1) or after (1), from which anchor, and how many
/// tokens they are.
fn parse_offset_anchor(line: &TokenLine, n: usize) -> Option<(i64, AnchorKind, usize)> {
    let word = line.word(n);
    // "Six months after the raid" and "two days before the vote" are relative to events without a date.
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
        let direction = match line.word_before(n) {
            "next" | "coming" => Direction::StrictlyAfter,
            "last" | "past" => Direction::Past,
            _ => infer_direction(line, n),
        };
        let start = n - usize::from(matches!(
            line.word_before(n),
            "last" | "next" | "this" | "the" | "coming" | "past"
        ));
        let expr = TimeExpr::Weekend { direction };
        found.push(TimeExprMatch::new(start..n + 1, expr, "weekend relative to publication"));
    }
}

/// `the day before`, `the day after`, `the week before` at the end of a clause: relative to the date mentioned before.
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
        let (unit, factor) = if unit == TimeUnit::Fortnight { unit.to_base() } else { (unit, 1) };
        let by = by * i64::from(factor);
        let expr = TimeExpr::offset(by, unit, AnchorKind::LastMention);
        found.push(TimeExprMatch::new(n - 1..n + 2, expr, unit_rule_name(unit, by, AnchorKind::LastMention)));
    }
}

/// Holidays of the vocabulary: `Christmas`, `New Year's Day`, `last Thanksgiving`, `Labor Day, 2021`.
pub(super) fn find_holidays(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if !line.is_capitalized(n) {
            continue;
        }
        let hit = english()
            .holidays
            .iter()
            .find_map(|(phrase, rule)| Some((match_phrase(line, n, phrase)?, *rule)));
        let Some((end, rule)) = hit else { continue };
        let (start, direction) = match line.word_before(n) {
            "last" => (n - 1, Direction::StrictlyBefore),
            "next" => (n - 1, Direction::StrictlyAfter),
            _ => (n, infer_direction(line, n)),
        };
        let comma = usize::from(line.symbol(end) == Some(',') || line.word(end) == "of");
        let (year, end) = match parse_year(line, end + comma) {
            Some(year) => (Some(DateField::Explicit(year)), end + comma + 1),
            None => (None, end),
        };
        let holiday = TimeExprMatch::new(start..end, TimeExpr::Holiday { rule, year, direction }, "holiday");
        found.push(match (line.word_before(start), rule) {
            // "The Friday before Christmas" is another day, in about the same month.
            ("before", HolidayRule::Fixed { month, .. }) => {
                let month = Some(DateField::Explicit(month as i32));
                let expr = TimeExpr::Date { year, month, day: None, direction };
                let first = period_start_token(line, start - 1);
                TimeExprMatch {
                    approximate: true,
                    ..TimeExprMatch::new(first..end, expr, "shortly before a holiday")
                }
            }
            ("before" | "after" | "around", _) => TimeExprMatch { incidental: true, ..holiday },
            _ => holiday,
        });
    }
}

/// The first token of `the week`, `Friday` or `the day` that ends before `n`; `n` if there is none.
fn period_start_token(line: &TokenLine, n: usize) -> usize {
    let Some(at) = n
        .checked_sub(1)
        .filter(|&at| parse_unit(line.word(at)).is_some() || parse_weekday(line, at).is_some())
    else {
        return n;
    };
    at - usize::from(at > 0 && matches!(line.word(at - 1), "the" | "a"))
}
