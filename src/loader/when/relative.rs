//! Dates reckoned from another, in English: from publication (`Thursday`, `yesterday`, `last week`, `two years ago`)
//! or from the date named before (`the next day`, `a week later`, `that year`). Never resolves anything.

use super::sense::{Field, From, Hours, Reading, Sense, Side, Unit};
use super::tense::side;
use super::tokens::Line;
use super::words::{count, ordinal, season, unit, weekday, year};

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
        let aside = matches!(line.word(n + 1), "before" | "after") && line.word(n + 2) != "that";
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
fn step(word: &str) -> Option<i64> {
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
    begins || of_today || verb(n.checked_sub(1)) || verb(Some(n + 1 + adverb)) || says(n + 1 + adverb)
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
                found.push(Reading {
                    aside: true,
                    ..Reading::new(n - 1..n + 1, sense, "year of publication")
                });
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
        let end = at + 1;
        let half = if line.word(end) == "and" && line.word(end + 1) == "a" && line.word(end + 2) == "half" {
            3
        } else {
            0
        };
        let end = end + half;
        let ended = |word: &str| {
            matches!(
                word,
                "ago"
                    | "earlier"
                    | "before"
                    | "later"
                    | "after"
                    | "hence"
                    | "afterward"
                    | "afterwards"
                    | "previously"
                    | "prior"
            )
        };
        let word = line.word(end);
        let dash = usize::from(line.mark(end) == Some('-') && line.joined(end));
        let (by, from, length) = match (word, line.word(end + 1)) {
            ("ago", _) => (-1, From::Published, 1),
            ("earlier" | "before" | "previously" | "prior", _) => (-1, From::Named, 1),
            ("later" | "after" | "afterward" | "afterwards", _) => (1, From::Named, 1),
            ("hence", _) => (1, From::Published, 1),
            ("from", "now" | "today") => (1, From::Published, 2),
            ("from", "tomorrow" | "yesterday") => (1, From::Published, 2),
            _ if dash == 1 && ended(line.word(end + 1)) && line.word(end + 1) == "ago" => {
                (-1, From::Published, 2)
            }
            _ => continue,
        };
        // "six months after the raid", "two days before the vote" are reckoned from what is not a date.
        let from_event = matches!(word, "before" | "after" | "prior")
            && !matches!(line.class(end + 1), None | Some(super::tokens::Class::Mark(_)))
            && !(word == "before" && line.word(end + 1) == "yesterday");
        if from_event || matches!(word, "before") && line.word(end + 1) == "yesterday" {
            continue;
        }
        let vague = count.whole.is_none();
        let sense = if vague {
            if by < 0 {
                Sense::Vague(super::sense::Vague::Past)
            } else {
                Sense::Vague(super::sense::Vague::Future)
            }
        } else {
            let whole = i64::from(count.whole.unwrap_or(0)) * i64::from(unit.size());
            let unit = if unit.size() > 1 { Unit::Year } else { unit };
            let about = unit > Unit::Day || count.half;
            Sense::Shift { by: by * whole, unit, from, about }
        };
        let rule = match from {
            From::Published if by < 0 => "time before publication",
            From::Published => "time after publication",
            From::Named => "time by the one named before",
        };
        found.push(Reading { aside: vague, ..Reading::new(n..end + length, sense, rule) });
    }
}

/// `the third quarter of 2022`, `third-quarter`, `the first half`, `Q3 2022`, `last summer`, `the fall of 2022`.
pub(super) fn parts(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((part, mut end)) = part(line, n) else { continue };
        let season = part < 33;
        let before = line.word_before(n);
        let the = n - usize::from(before == "the");
        let of = usize::from(line.word(end) == "of" || line.mark(end) == Some(','));
        let year_at = |at: usize| year(line, at).map(|year| (Field::Named(year), 1));
        let year_by = |at: usize| {
            let step = step(line.word(at)).filter(|_| line.word(at + 1) == "year")?;
            Some((Field::FromPublished(step as i32), 2))
        };
        let of_year = year_at(end + of).or_else(|| year_by(end + of)).or_else(|| {
            (of == 1 && line.word(end + 1) == "fiscal").then(|| Some((year_at(end + 2)?.0, 2))).flatten()
        });
        let rule = if season { "season" } else { "part of a year" };
        if let Some((year, length)) = of_year {
            end += of + length;
            let start = if season { n } else { the };
            let sense = Sense::Part { part, year: Some(year), side: Side::Past };
            let rule = if season { "season and year" } else { "part and year" };
            found.push(Reading::new(start..end, sense, rule));
            continue;
        }
        if before == "of" || n > 0 && year(line, n - 1).is_some() {
            // "1998's fourth quarter", "the 1998 summer"
            let quoted = n > 1 && line.word_before(n) == "s";
            let at = if quoted { n.saturating_sub(3) } else { n - 1 };
            if let Some(year) = year(line, at) {
                let sense = Sense::Part { part, year: Some(Field::Named(year)), side: Side::Past };
                found.push(Reading::new(at..end, sense, "part and year"));
                continue;
            }
        }
        let (start, side) = match before {
            "last" | "past" => (n - 1, Side::Before),
            "next" | "coming" => (n - 1, Side::After),
            "this" => (n - 1, Side::Same),
            _ if season
                && !matches!(
                    before,
                    "the" | "in" | "early" | "late" | "by" | "since" | "during" | "mid" | "until"
                ) =>
            {
                continue;
            }
            _ if season && line.word(n) == "fall" && !matches!(before, "the" | "early" | "late" | "in") => {
                continue;
            }
            _ if season
                && line.word(n) == "spring"
                && before != "the"
                && before != "in"
                && before != "early"
                && before != "late"
                && before != "by" =>
            {
                continue;
            }
            _ => (if line.mark(n + 1) == Some('-') { n } else { the }, side(line, n)),
        };
        let sense = Sense::Part { part, year: None, side };
        found.push(Reading::new(start..end, sense, rule));
    }
}

/// The part of a year at `n`, and the token behind it.
fn part(line: &Line, n: usize) -> Option<(u8, usize)> {
    if let Some(season) = season(line.word(n)) {
        return Some((season, n + 1));
    }
    let letter = line.word(n);
    if let (Some((number @ 1..=4, 1)), true) = (line.number(n + 1), line.joined(n + 1)) {
        match letter {
            "q" => return Some((32 + number as u8, n + 2)),
            "h" if number <= 2 => return Some((39 + number as u8, n + 2)),
            _ => {}
        }
    }
    let number = ordinal(line, n)?;
    let at = n + 1 + usize::from(line.mark(n + 1) == Some('-'));
    match line.word(at) {
        "quarter" if number <= 4 => Some((32 + number as u8, at + 1)),
        "half"
            if number <= 2 && !matches!(line.word(at + 1), "of")
                || line.word(at) == "half" && number <= 2 && half_of_year(line, at + 1) =>
        {
            Some((39 + number as u8, at + 1))
        }
        _ => None,
    }
}

/// Whether `of` at `n` goes on to a year: "the first half of May" is none of a year.
fn half_of_year(line: &Line, n: usize) -> bool {
    line.word(n) == "of"
        && (year(line, n + 1).is_some() || step(line.word(n + 1)).is_some() || line.word(n + 2) == "year")
}

/// `the quarter`, `the latest quarter`, `the year-ago quarter`, `the year-earlier period`.
pub(super) fn quarters(line: &Line, found: &mut Vec<Reading>) {
    for n in 1..line.tokens.len() {
        if !matches!(line.word(n), "quarter" | "period") {
            continue;
        }
        let shift = |by: i64, unit: Unit| Sense::Shift { by, unit, from: From::Named, about: false };
        let before = line.word_before(n);
        let the = |at: usize| at - usize::from(at > 0 && line.word(at - 1) == "the");
        let (start, sense) = match before {
            "ago" | "earlier" if n >= 4 && line.word(n - 3) == "year" => {
                (the(n - 3), shift(-4, Unit::Quarter))
            }
            "latest" | "current" => (the(n - 1), shift(0, Unit::Quarter)),
            "the" if line.word(n) == "quarter" && line.word(n + 1) != "of" => {
                (n - 1, shift(0, Unit::Quarter))
            }
            _ => continue,
        };
        found.push(Reading::new(start..n + 1, sense, "quarter by the one named before"));
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
        let closed = matches!(line.class(n + 2), None | Some(super::tokens::Class::Mark(_)));
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
        found.push(Reading::new(start..end, Sense::Feast { name, year, side }, "feast"));
    }
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
