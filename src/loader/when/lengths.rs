//! Lengths of time and sets of times, in English: `three months`, `a two-year plan`, `for decades`, `every Monday`,
//! `daily`. They date nothing; that they are known keeps them from being taken for dates.

use super::sense::{Count, Reading, Sense, Unit};
use super::tokens::{Class, Line};
use super::words::{count, month, unit, weekday};

/// `three months`, `the past two weeks`, `a two-year plan`, `an hour and a half`, `more than four hours`, `years`.
pub(super) fn lengths(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        if let Some((count, at)) = count(line, n) {
            counted(line, n, count, at, found);
        }
        if let Some((unit, true)) = unit(line.word(n)) {
            bare(line, n, unit, found);
        }
        pointed(line, n, found);
    }
}

fn counted(line: &Line, n: usize, count: Count, at: usize, found: &mut Vec<Reading>) {
    let dash = usize::from(line.mark(at) == Some('-') && line.joined(at));
    // "12 to 18 months", "two or three weeks"
    if matches!(line.word(at), "to" | "or")
        && let Some((more, after)) = super::words::count(line, at + 1)
        && unit(line.word(after)).is_some()
    {
        let unit = unit(line.word(after)).map_or(Unit::Day, |(unit, _)| unit);
        let count = if line.word(at) == "to" { Count::SEVERAL } else { more };
        push(line, n, after + 1, count, unit, found);
        return;
    }
    let at = at + dash;
    let skip = usize::from(
        dash == 0
            && matches!(line.word(at), "full" | "consecutive" | "straight" | "more" | "whole" | "additional"),
    );
    let Some((unit, many)) = unit(line.word(at + skip)) else { return };
    if skip > 0 && !many || is_ordinal_second(line, n, at) {
        return;
    }
    let mut end = at + skip + 1;
    let mut count = count;
    if line.word(end) == "and" && line.word(end + 1) == "a" && line.word(end + 2) == "half" {
        (count.half, end) = (true, end + 3);
    }
    if line.word(end) == "or" && line.word(end + 1) == "so" {
        end += 2;
    }
    // "a day" and "a year" are also how often: "twice a year" is for `sets`.
    let single = matches!(line.word(n), "a" | "an") && at == n + 1;
    if single && (unit == Unit::Second || is_rate(line, n)) {
        return;
    }
    let dash = usize::from(line.mark(end) == Some('-') && line.joined(end));
    match line.word(end + dash) {
        // An age is a property of somebody and no time of the story.
        "old" => return,
        "long" if dash == 1 => end += 2,
        _ => {}
    }
    push(line, n, end, count, unit, found);
}

/// "a second time", "21 seconds": only a count makes seconds of it.
fn is_ordinal_second(line: &Line, n: usize, at: usize) -> bool {
    matches!(line.word(at), "second") && (line.word(n) != "one" && line.number(n).is_none())
}

fn push(line: &Line, n: usize, end: usize, count: Count, unit: Unit, found: &mut Vec<Reading>) {
    let start = lead(line, n);
    let sense = Sense::Length { count, unit };
    found.push(Reading { aside: true, ..Reading::new(start..end, sense, "length of time") });
}

/// The token from which words like `the past`, `nearly`, `more than` belong to the length at `n`.
fn lead(line: &Line, n: usize) -> usize {
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

/// `years`, `for decades`, `recent months`, `the coming weeks`.
fn bare(line: &Line, n: usize, unit: Unit, found: &mut Vec<Reading>) {
    let before = line.word_before(n);
    let told = match before {
        "recent" | "coming" | "past" => true,
        "for" | "in" | "within" | "of" | "after" | "over" => unit >= Unit::Day && unit != Unit::Quarter,
        _ => {
            matches!(line.word(n + 1), "of" | "later" | "earlier" | "before" | "after")
                && unit >= Unit::Day
                && !matches!(before, "the" | "those" | "these" | "his" | "her" | "their")
        }
    };
    let counted = n > 0 && matches!(line.class(n - 1), Some(Class::Number(..)));
    if !told || counted {
        return;
    }
    let start = match before {
        "recent" | "coming" | "past" => {
            let the = n > 1 && line.word(n - 2) == "the" && before != "coming" && before != "recent";
            n - 1 - usize::from(the)
        }
        _ => n,
    };
    let sense = Sense::Length { count: Count::SEVERAL, unit };
    found.push(Reading { aside: true, ..Reading::new(start..n + 1, sense, "length of time") });
}

/// `the past year`, `the last decade`, `the past century`: as long as that.
fn pointed(line: &Line, n: usize, found: &mut Vec<Reading>) {
    let Some((unit, false)) = unit(line.word(n)) else { return };
    let long =
        matches!(unit, Unit::Decade | Unit::Year | Unit::Month | Unit::Week | Unit::Quarter | Unit::Century);
    if line.word_before(n) != "past" || !long {
        return;
    }
    let start = n - 1 - usize::from(n > 1 && line.word(n - 2) == "the");
    let sense = Sense::Length { count: Count::of(1), unit };
    found.push(Reading { aside: true, ..Reading::new(start..n + 1, sense, "length of time") });
}

/// Whether `a UNIT` at `n` says how often: behind an amount, `times`, `once`.
fn is_rate(line: &Line, n: usize) -> bool {
    let before = n.checked_sub(1).and_then(|at| line.class(at));
    let amount = matches!(before, Some(Class::Number(..)));
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
            && (matches!(line.class(n - 2), Some(Class::Number(..)))
                || matches!(line.word(n - 2), "million" | "billion" | "thousand"))
}

/// `daily`, `every year`, `each month`, `twice a year`, `every Monday`, `Tuesday nights`.
pub(super) fn sets(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((start, end, value)) =
            adverb(line, n).or_else(|| each(line, n)).or_else(|| rate(line, n)).or_else(|| weekdays(line, n))
        else {
            continue;
        };
        found.push(Reading { aside: true, ..Reading::new(start..end, Sense::Each(value), "set of times") });
    }
}

type Found = Option<(usize, usize, String)>;

fn adverb(line: &Line, n: usize) -> Found {
    let value = match line.word(n) {
        "hourly" => "PT1H",
        "daily" => "P1D",
        "weekly" => "P1W",
        "biweekly" => "P2W",
        "monthly" => "P1M",
        "bimonthly" => "P2M",
        "annually" | "yearly" | "annual" => "P1Y",
        "biennial" | "biennially" | "biannual" => "P2Y",
        _ => return None,
    };
    (line.word(n) != "annual").then(|| (n, n + 1, value.to_owned()))
}

fn each(line: &Line, n: usize) -> Found {
    if !matches!(line.word(n), "every" | "each") {
        return None;
    }
    if let Some((day, false)) = weekday(line, n + 1) {
        return Some((n, n + 2, format!("XXXX-WXX-{}", day.number_from_monday())));
    }
    if let Some((month, end)) = month(line, n + 1) {
        return Some((n, end, format!("XXXX-{month:02}")));
    }
    let other = usize::from(line.word(n + 1) == "other");
    let (number, at) = if other == 1 {
        (2, n + 2)
    } else {
        count(line, n + 1).map_or((1, n + 1), |(count, at)| (count.whole.unwrap_or(1), at))
    };
    let (unit, _) = unit(line.word(at))?;
    Some((n, at + 1, super::timex::length(Count::of(number), unit)))
}

fn rate(line: &Line, n: usize) -> Found {
    let per = matches!(line.word(n), "per");
    if !(per || matches!(line.word(n), "a" | "an") && is_rate(line, n)) {
        return None;
    }
    let (unit, false) = unit(line.word(n + 1))? else { return None };
    let start = if per { n + 1 } else { n };
    (unit != Unit::Second).then(|| (start, n + 2, super::timex::length(Count::of(1), unit)))
}

fn weekdays(line: &Line, n: usize) -> Found {
    let (day, many) = weekday(line, n)?;
    let value = format!("XXXX-WXX-{}", day.number_from_monday());
    match line.word(n + 1) {
        "nights" => Some((n, n + 2, format!("{value}TNI"))),
        "mornings" => Some((n, n + 2, format!("{value}TMO"))),
        "evenings" => Some((n, n + 2, format!("{value}TEV"))),
        "afternoons" => Some((n, n + 2, format!("{value}TAF"))),
        _ => many.then_some((n, n + 1, value)),
    }
}
