//! English lengths of time and sets of times: `three months`, `a two-year plan`, `for decades`, `every Monday`, `daily`. They
//! do not date an event; they are found so that no other rule takes them for dates.

use super::lexicon::{parse_month, parse_quantity, parse_unit, parse_weekday};
use super::time_expr::{Quantity, TimeExpr, TimeExprMatch, TimeUnit};
use super::timex::timex_duration;
use super::tokens::{TokenClass, TokenLine};
use super::vocabulary::english;

/// `three months`, `the past two weeks`, `a two-year plan`, `an hour and a half`, `more than four hours`, `years`.
pub(super) fn find_durations(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if let Some((count, at)) = parse_quantity(line, n) {
            match_counted_duration(line, n, count, at, found);
        }
        if let Some((unit, true)) = parse_unit(line.word(n)) {
            match_bare_unit(line, n, unit, found);
        }
        match_past_unit(line, n, found);
    }
}

/// A quantity, which ends before token `at`, and its unit.
fn match_counted_duration(
    line: &TokenLine,
    n: usize,
    count: Quantity,
    at: usize,
    found: &mut Vec<TimeExprMatch>,
) {
    let dash = usize::from(line.symbol(at) == Some('-') && line.is_joined(at));
    // "12 to 18 months", "two or three weeks"
    if matches!(line.word(at), "to" | "or")
        && let Some((more, after)) = parse_quantity(line, at + 1)
        && let Some((unit, _)) = parse_unit(line.word(after))
    {
        let count = if line.word(at) == "to" { Quantity::SEVERAL } else { more };
        push_duration(line, n, after + 1, count, unit, found);
        return;
    }
    let at = at + dash;
    let skip = usize::from(
        dash == 0
            && matches!(line.word(at), "full" | "consecutive" | "straight" | "more" | "whole" | "additional"),
    );
    let Some((unit, plural)) = parse_unit(line.word(at + skip)) else { return };
    if skip > 0 && !plural || is_ordinal_second(line, n, at) {
        return;
    }
    let mut end = at + skip + 1;
    let mut count = count;
    if line.word(end) == "and" && line.word(end + 1) == "a" && line.word(end + 2) == "half" {
        (count.plus_half, end) = (true, end + 3);
    }
    if line.word(end) == "or" && line.word(end + 1) == "so" {
        end += 2;
    }
    // "A day" and "a year" can be frequencies: "twice a year" is for `find_recurrences`.
    let single = matches!(line.word(n), "a" | "an") && at == n + 1;
    if single && (unit == TimeUnit::Second || is_rate(line, n)) {
        return;
    }
    let dash = usize::from(line.symbol(end) == Some('-') && line.is_joined(end));
    match line.word(end + dash) {
        // An age is not a length of time.
        "old" => return,
        "long" if dash == 1 => end += 2,
        _ => {}
    }
    push_duration(line, n, end, count, unit, found);
}

/// Whether "second" is an ordinal ("a second time") and not a unit ("21 seconds").
fn is_ordinal_second(line: &TokenLine, n: usize, at: usize) -> bool {
    matches!(line.word(at), "second") && (line.word(n) != "one" && line.number(n).is_none())
}

fn push_duration(
    line: &TokenLine,
    n: usize,
    end: usize,
    count: Quantity,
    unit: TimeUnit,
    found: &mut Vec<TimeExprMatch>,
) {
    let start = duration_start(line, n);
    let expr = TimeExpr::Duration { count, unit };
    found.push(TimeExprMatch::incidental(start..end, expr, "length of time"));
}

/// The first token of the length of time at `n`, including words before it such as `the past`, `nearly` or `more than`.
fn duration_start(line: &TokenLine, n: usize) -> usize {
    let mut start = n;
    if start > 0
        && matches!(
            line.word_before(start),
            "past" | "last" | "next" | "first" | "coming" | "previous" | "following" | "final" | "preceding"
        )
    {
        start -= 1;
    }
    if start > 0 && start < n && matches!(line.word_before(start), "the") {
        start -= 1;
    }
    if start == n && n > 0 && line.word_before(n) == "the" && line.number(n).is_none() {
        start -= 1;
    }
    let two = |start: usize| [start.checked_sub(2).map_or("", |n| line.word(n)), line.word_before(start)];
    match two(start) {
        ["more" | "less" | "fewer", "than"] | ["at", "least" | "most"] | ["up", "to"] => {
            let no = start > 2 && line.word(start - 3) == "no";
            start - 2 - usize::from(no)
        }
        [_, "nearly" | "almost"] => start - 1,
        [_, "over"] if start == n => start - 1,
        _ => start,
    }
}

/// A plural unit without a quantity: `years`, `for decades`, `recent months`, `the coming weeks`.
fn match_bare_unit(line: &TokenLine, n: usize, unit: TimeUnit, found: &mut Vec<TimeExprMatch>) {
    let before = line.word_before(n);
    let is_duration = match before {
        "recent" | "coming" | "past" => true,
        "for" | "in" | "within" | "of" | "after" | "over" => {
            unit >= TimeUnit::Day && unit != TimeUnit::Quarter
        }
        _ => {
            matches!(line.word(n + 1), "of" | "later" | "earlier" | "before" | "after")
                && unit >= TimeUnit::Day
                && !matches!(before, "the" | "those" | "these" | "his" | "her" | "their")
        }
    };
    let counted = n > 0 && matches!(line.class(n - 1), Some(TokenClass::Number(..)));
    if !is_duration || counted {
        return;
    }
    let start = match before {
        "recent" | "coming" | "past" => {
            let the = n > 1 && line.word(n - 2) == "the" && before != "coming" && before != "recent";
            n - 1 - usize::from(the)
        }
        _ => n,
    };
    let expr = TimeExpr::Duration { count: Quantity::SEVERAL, unit };
    found.push(TimeExprMatch::incidental(start..n + 1, expr, "length of time"));
}

/// A singular unit after "past": `the past year`, `the past decade`.
fn match_past_unit(line: &TokenLine, n: usize, found: &mut Vec<TimeExprMatch>) {
    let Some((unit, false)) = parse_unit(line.word(n)) else { return };
    let long = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => false,
        TimeUnit::Week
        | TimeUnit::Fortnight
        | TimeUnit::Month
        | TimeUnit::Quarter
        | TimeUnit::Year
        | TimeUnit::Decade
        | TimeUnit::Century => true,
    };
    if line.word_before(n) != "past" || !long {
        return;
    }
    let start = n - 1 - usize::from(n > 1 && line.word(n - 2) == "the");
    let expr = TimeExpr::Duration { count: Quantity::exactly(1), unit };
    found.push(TimeExprMatch::incidental(start..n + 1, expr, "length of time"));
}

/// Whether `a UNIT` at `n` is a frequency or a rate: after an amount, `times` or `once`.
fn is_rate(line: &TokenLine, n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|at| line.class(at));
    let amount = matches!(before, Some(TokenClass::Number(..)));
    let word = line.word_before(n);
    amount
        || matches!(
            word,
            "times"
                | "once"
                | "twice"
                | "million"
                | "billion"
                | "thousand"
                | "cents"
                | "percent"
                | "won"
                | "dollars"
                | "much"
        )
        || word.ends_with('s')
            && n > 1
            && (matches!(line.class(n - 2), Some(TokenClass::Number(..)))
                || matches!(line.word(n - 2), "million" | "billion" | "thousand"))
}

/// `daily`, `every year`, `each month`, `twice a year`, `every Monday`, `Tuesday nights`.
pub(super) fn find_recurrences(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((start, end, value)) = match_frequency_adverb(line, n)
            .or_else(|| match_every(line, n))
            .or_else(|| match_rate(line, n))
            .or_else(|| match_recurring_weekday(line, n))
        else {
            continue;
        };
        let expr = TimeExpr::Recurrence(value);
        found.push(TimeExprMatch::incidental(start..end, expr, "set of times"));
    }
}

/// The first token of a set of times, the token after it, and its TIMEX3 value.
type RecurrenceMatch = Option<(usize, usize, String)>;

/// `daily`, `annually`.
fn match_frequency_adverb(line: &TokenLine, n: usize) -> RecurrenceMatch {
    let value = english().frequencies.get(line.word(n))?;
    Some((n, n + 1, value.clone()))
}

/// `every year`, `each Monday`, `every other week`, `every three months`.
fn match_every(line: &TokenLine, n: usize) -> RecurrenceMatch {
    if !matches!(line.word(n), "every" | "each") {
        return None;
    }
    if let Some((day, false)) = parse_weekday(line, n + 1) {
        return Some((n, n + 2, format!("XXXX-WXX-{}", day.number_from_monday())));
    }
    if let Some((month, end)) = parse_month(line, n + 1) {
        return Some((n, end, format!("XXXX-{month:02}")));
    }
    let other = usize::from(line.word(n + 1) == "other");
    let (number, at) = if other == 1 {
        (2, n + 2)
    } else {
        parse_quantity(line, n + 1).map_or((1, n + 1), |(count, at)| (count.whole.unwrap_or(1), at))
    };
    let (unit, _) = parse_unit(line.word(at))?;
    Some((n, at + 1, timex_duration(Quantity::exactly(number), unit)))
}

/// `per day`, `twice a year`.
fn match_rate(line: &TokenLine, n: usize) -> RecurrenceMatch {
    let per = matches!(line.word(n), "per");
    if !(per || matches!(line.word(n), "a" | "an") && is_rate(line, n)) {
        return None;
    }
    let (unit, false) = parse_unit(line.word(n + 1))? else { return None };
    let start = if per { n + 1 } else { n };
    (unit != TimeUnit::Second).then(|| (start, n + 2, timex_duration(Quantity::exactly(1), unit)))
}

/// `Mondays`, `Tuesday nights`.
fn match_recurring_weekday(line: &TokenLine, n: usize) -> RecurrenceMatch {
    let (day, plural) = parse_weekday(line, n)?;
    let value = format!("XXXX-WXX-{}", day.number_from_monday());
    match line.word(n + 1) {
        "nights" => Some((n, n + 2, format!("{value}TNI"))),
        "mornings" => Some((n, n + 2, format!("{value}TMO"))),
        "evenings" => Some((n, n + 2, format!("{value}TEV"))),
        "afternoons" => Some((n, n + 2, format!("{value}TAF"))),
        _ => plural.then_some((n, n + 1, value)),
    }
}
