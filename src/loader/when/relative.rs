//! Dates reckoned from another, in English: from publication (`Thursday`, `yesterday`, `last week`, `two years ago`)
//! or from the date named before (`the next day`, `a week later`, `that year`). Never resolves anything.

use super::sense::{Field, From, Hours, Reading, Sense, Side, Unit, Vague};
use super::tense::side;
use super::tokens::{Class, Line};
use super::words::{count, unit, weekday, year};

/// `Thursday`, `Monday's agreement`, `next Friday`, `last Tuesday`, `Friday of last week`. A bare weekday is the
/// latest one up to and including the day of publication, unless the sentence looks ahead.
pub(super) fn weekdays(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((day, many)) = weekday(line, n) else { continue };
        if many {
            continue;
        }
        let (start, side) = match line.word_before(n) {
            "next" | "coming" => (n - 1, Side::After),
            "last" | "past" => (n - 1, Side::Before),
            "this" => (n - 1, Side::Same),
            _ => (n, side(line, n)),
        };
        let rule = if side.is_ahead() { "weekday after publication" } else { "weekday before publication" };
        let at = |weeks| Sense::Weekday { day, side, weeks };
        // "The Friday before Christmas" is reckoned from what is not read here.
        let aside = matches!(line.word(n + 1), "before" | "after")
            && line.word(n + 2) != "that"
            && !is_heard(line, n + 2);
        found.push(Reading { aside, ..Reading::new(start..n + 1, at(None), rule) });
        let joint = matches!(line.word(n + 1), "to" | "through") || line.mark(n + 1) == Some('-');
        if let Some((last, false)) = weekday(line, n + 2)
            && (joint || line.word(n + 1) == "and" && day.succ() == last)
        {
            let end = Sense::Weekday { day: last, side, weeks: None };
            let (first, last) =
                (Reading::new(start..n + 1, at(None), rule), Reading::new(n + 2..n + 3, end, rule));
            let sense = Sense::Between(Box::new(first), Box::new(last));
            found.push(Reading::new(start..n + 3, sense, "range of days"));
        }
        let of = n + 1 + usize::from(line.word(n + 1) == "of");
        if let Some(weeks) = step(line.word(of)).filter(|_| line.word(of + 1) == "week") {
            found.push(Reading::new(start..of + 2, at(Some(weeks)), "weekday of a week"));
        }
        if matches!(line.word_before(n), "previous" | "following") && n > 1 {
            let by = if line.word_before(n) == "previous" { Side::Before } else { Side::After };
            let the = n - 1 - usize::from(line.word(n - 2) == "the");
            found.push(Reading::new(the..n + 1, Sense::Weekday { day, side: by, weeks: None }, rule));
        }
    }
}

/// `last` is -1, `this` 0, `next` 1.
pub(super) fn step(word: &str) -> Option<i64> {
    Some(match word {
        "last" | "past" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    })
}

/// `yesterday`, `tomorrow`, `the day before yesterday`, `today`, `tonight`, `last night`, `this morning`.
pub(super) fn days(line: &Line, found: &mut Vec<Reading>) {
    let day = |by: i64| Sense::Shift { by, unit: Unit::Day, from: From::Published, about: false };
    let hours = |part: Hours, by: i64| Sense::Hours { part, day: Box::new(day(by)) };
    for n in 0..line.tokens.len() {
        let before = [n.checked_sub(2).map_or("", |n| line.word(n)), line.word_before(n)];
        let (start, sense, rule) = match line.word(n) {
            "yesterday" if before == ["day", "before"] => (n - 2, day(-2), "days before publication"),
            "tomorrow" if before == ["day", "after"] => (n - 2, day(2), "days after publication"),
            "yesterday" => (n, day(-1), "day before publication"),
            "tomorrow" => (n, day(1), "day after publication"),
            "today" => (n, day(0), "day of publication"),
            "tonight" => (n, hours(Hours::Night, 0), "day of publication"),
            "night" if before[1] == "last" => (n - 1, hours(Hours::Night, -1), "day before publication"),
            word if before[1] == "this" => match hours_of(word) {
                Some(part) => (n - 1, hours(part, 0), "day of publication"),
                None => continue,
            },
            _ => continue,
        };
        let start = start - usize::from(start < n && start > 0 && line.word(start - 1) == "the");
        let aside = line.word(n) == "today" && !is_day(line, n);
        found.push(Reading { aside, ..Reading::new(start..n + 1, sense, rule) });
    }
}

/// "On Wednesday before a Senate panel": somebody is heard there, and nothing comes before anything.
fn is_heard(line: &Line, n: usize) -> bool {
    const HEARS: [&str; 13] = [
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
    line.word(n - 1) == "before" && (n..n + 6).any(|at| HEARS.contains(&line.word(at)))
}

/// "today announced", "said today", "Today, the two ministries": the day. "the threats of today", "South Korea today":
/// not surely one.
fn is_day(line: &Line, n: usize) -> bool {
    let verb = |at: Option<usize>| at.is_some_and(|at| super::tense::tells(line, at));
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
    let begins = n == 0 && line.mark(1) == Some(',');
    begins
        || of_today
        || n.checked_sub(1).is_some_and(|at| verb(Some(at)) || says(at))
        || verb(Some(n + 1 + adverb))
        || says(n + 1 + adverb)
}

/// A part of the day by its name.
pub(super) fn hours_of(word: &str) -> Option<Hours> {
    Some(match word {
        "morning" => Hours::Morning,
        "afternoon" => Hours::Afternoon,
        "evening" => Hours::Evening,
        "night" | "overnight" => Hours::Night,
        "daytime" => Hours::Daytime,
        _ => return None,
    })
}

/// `last week`, `this month`, `next year`, `the current quarter`; and from the date named before, `the previous year`,
/// `that month`, `the same day`, `the following week`.
pub(super) fn units(line: &Line, found: &mut Vec<Reading>) {
    for n in 1..line.tokens.len() {
        let Some((unit, false)) = unit(line.word(n)) else { continue };
        if unit < Unit::Day || unit > Unit::Century {
            continue;
        }
        let word = line.word_before(n);
        let named = |by| (by, From::Named);
        let published = |by| (by, From::Published);
        if word == "the" && unit == Unit::Year && n > 1 {
            let of = matches!(line.word(n - 2), "of" | "for" | "in" | "during" | "throughout");
            if of
                && !matches!(line.word(n + 1), "ended" | "ending" | "to" | "before" | "after" | "of")
                && line.mark(n + 1) != Some('-')
            {
                let sense = Sense::Shift { by: 0, unit, from: From::Published, about: false };
                // "By the end of the year" says when; "the best of the year" does not.
                let aside = n < 3 || !matches!(line.word(n - 3), "end" | "close");
                found.push(Reading { aside, ..Reading::new(n - 1..n + 1, sense, "year of publication") });
            }
            continue;
        }
        let (by, from) = match word {
            "last" | "this" | "next" | "current" | "coming" | "past" | "upcoming" => {
                if unit == Unit::Day {
                    if word == "next" { named(1) } else { continue }
                } else if matches!(word, "past") && unit == Unit::Decade {
                    continue;
                } else {
                    published(step(word).unwrap_or(1))
                }
            }
            "previous" | "preceding" | "prior" => named(-1),
            "following" | "ensuing" | "succeeding" => named(1),
            "same" | "that" => named(0),
            _ => continue,
        };
        let mut start = n - 1;
        start -=
            usize::from(start > 0 && matches!(line.word(start - 1), "the" | "that") && from == From::Named);
        if from == From::Published && start > 0 && line.word(start - 1) == "the" {
            start -= 1;
        }
        let rule = rule_of(unit, by, from);
        found.push(Reading::new(start..n + 1, Sense::Shift { by, unit, from, about: false }, rule));
    }
}

fn rule_of(unit: Unit, by: i64, from: From) -> &'static str {
    match (from, unit, by) {
        (From::Named, Unit::Day, _) => "day by the one named before",
        (From::Named, ..) => "time by the one named before",
        (_, Unit::Week, -1) => "week before publication",
        (_, Unit::Week, 1) => "week after publication",
        (_, Unit::Week, _) => "week of publication",
        (_, Unit::Month, -1) => "month before publication",
        (_, Unit::Month, 1) => "month after publication",
        (_, Unit::Month, _) => "month of publication",
        (_, Unit::Year, -1) => "year before publication",
        (_, Unit::Year, 1) => "year after publication",
        (_, Unit::Year, _) => "year of publication",
        _ => "time by publication",
    }
}

/// `three days ago`, `a year earlier`, `two weeks later`, `a month from now`. Weeks are a week, months a month, years a
/// year: nobody who says "two months ago" means the day.
pub(super) fn ago(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((count, at)) = count(line, n) else { continue };
        let at = at + usize::from(line.mark(at) == Some('-') && line.joined(at));
        let Some((unit, _)) = unit(line.word(at)) else { continue };
        let half = line.word(at + 1) == "and" && line.word(at + 2) == "a" && line.word(at + 3) == "half";
        let end = at + if half { 4 } else { 1 };
        let Some((by, from, length)) = direction(line, end) else { continue };
        let sense = match (count.whole, by) {
            (None, -1) => Sense::Vague(Vague::Past),
            (None, _) => Sense::Vague(Vague::Future),
            (Some(whole), _) => {
                let by = by * i64::from(whole) * i64::from(unit.size());
                let about = unit > Unit::Day || count.half || half;
                Sense::Shift { by, unit: if unit.size() > 1 { Unit::Year } else { unit }, from, about }
            }
        };
        let rule = match from {
            From::Published if by < 0 => "time before publication",
            From::Published => "time after publication",
            From::Named | From::NamedDay => "time by the one named before",
        };
        let aside = count.whole.is_none();
        found.push(Reading { aside, ..Reading::new(n..end + length, sense, rule) });
    }
}

/// What stands behind a length at `n`: before (-1) or after (1), of what, and how many tokens say so.
fn direction(line: &Line, n: usize) -> Option<(i64, From, usize)> {
    let word = line.word(n);
    // "Six months after the raid", "two days before the vote" are reckoned from what is not a date.
    let closed = matches!(line.class(n + 1), None | Some(Class::Mark(_)));
    match (word, line.word(n + 1)) {
        ("before" | "prior" | "after", _) if !closed => None,
        ("ago", _) => Some((-1, From::Published, 1)),
        ("earlier" | "before" | "previously" | "prior", _) => Some((-1, From::Named, 1)),
        ("later" | "after" | "afterward" | "afterwards", _) => Some((1, From::Named, 1)),
        ("hence", _) => Some((1, From::Published, 1)),
        ("from", "now" | "today" | "tomorrow" | "yesterday") => Some((1, From::Published, 2)),
        ("", "ago") if line.mark(n) == Some('-') && line.joined(n) => Some((-1, From::Published, 2)),
        _ => None,
    }
}

/// `over the weekend`, `last weekend`, `next weekend`.
pub(super) fn weekends(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        if line.word(n) != "weekend" {
            continue;
        }
        let side = match line.word_before(n) {
            "next" | "coming" => Side::After,
            "last" | "past" => Side::Past,
            _ => side(line, n),
        };
        let start = n - usize::from(matches!(
            line.word_before(n),
            "last" | "next" | "this" | "the" | "coming" | "past"
        ));
        found.push(Reading::new(start..n + 1, Sense::Weekend { side }, "weekend by publication"));
    }
}

/// `the day before`, `the day after`, `the week before`, each without what it was before: reckoned from the day named.
pub(super) fn beside(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((unit, false)) = unit(line.word(n)) else { continue };
        let by = match line.word(n + 1) {
            "before" | "earlier" => -1,
            "after" | "later" => 1,
            _ => continue,
        };
        let closed = matches!(line.class(n + 2), None | Some(Class::Mark(_)));
        if line.word_before(n) != "the" || !closed {
            continue;
        }
        let sense = Sense::Shift { by, unit, from: From::Named, about: false };
        found.push(Reading::new(n - 1..n + 2, sense, rule_of(unit, by, From::Named)));
    }
}

/// Feasts with a date of their own: `Christmas`, `New Year's Day`, `Thanksgiving`, `Labor Day`.
pub(super) fn feasts(line: &Line, found: &mut Vec<Reading>) {
    const FEASTS: [(&[&str], &str); 15] = [
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
        let Some((end, name)) = FEASTS.iter().find_map(|(words, name)| Some((named(line, n, words)?, *name)))
        else {
            continue;
        };
        if !line.is_capital(n) {
            continue;
        }
        let (start, side) = match line.word_before(n) {
            "last" => (n - 1, Side::Before),
            "next" => (n - 1, Side::After),
            _ => (n, side(line, n)),
        };
        let comma = usize::from(line.mark(end) == Some(',') || line.word(end) == "of");
        let (year, end) = match year(line, end + comma) {
            Some(year) => (Some(Field::Named(year)), end + comma + 1),
            None => (None, end),
        };
        // "The Friday before Christmas" is another day, of about that month.
        if matches!(line.word_before(start), "before" | "after" | "around") {
            let month = name.get(..2).and_then(|month| month.parse().ok()).map(Field::Named);
            if let (Some(_), "before") = (month, line.word_before(start)) {
                let sense = Sense::Date { year, month, day: None, side };
                let first = beginning(line, start - 1);
                found.push(Reading { about: true, ..Reading::new(first..end, sense, "before a feast") });
            } else {
                let sense = Sense::Feast { name, year, side };
                found.push(Reading { aside: true, ..Reading::new(start..end, sense, "feast") });
            }
            continue;
        }
        found.push(Reading::new(start..end, Sense::Feast { name, year, side }, "feast"));
    }
}

/// The token at which `the week before`, `Friday before`, `the day before` begins that ends before `n`.
fn beginning(line: &Line, n: usize) -> usize {
    let Some(at) =
        n.checked_sub(1).filter(|&at| unit(line.word(at)).is_some() || weekday(line, at).is_some())
    else {
        return n;
    };
    at - usize::from(at > 0 && matches!(line.word(at - 1), "the" | "a"))
}

/// The token behind `words` at `n`; apostrophes between them do not count.
fn named(line: &Line, n: usize, words: &[&str]) -> Option<usize> {
    let mut at = n;
    for word in words {
        at += usize::from(at > n && matches!(line.mark(at), Some('\'' | '’')));
        if line.word(at) != *word {
            return None;
        }
        at += 1;
    }
    Some(at)
}
