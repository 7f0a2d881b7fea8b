//! `어제`, `이날`, `전날`, `지난주 금요일`, `지난달`, `올해 초`, `3년 전`, `열흘 뒤`, `광복절`.

use super::words::{self, Pointer, distance, is, pointer, weekday};
use crate::loader::when::sense::{Field, From, Reading, Sense, Side, Unit, Vague};
use crate::loader::when::tense;
use crate::loader::when::tokens::Line;

/// `어제`, `전날`, `이날`, `같은 날`, `목요일`, `지난주 금요일`.
pub(in crate::loader::when) fn days(line: &Line, found: &mut Vec<Reading>) {
    let published = |by| Sense::Shift { by, unit: Unit::Day, from: From::Published, about: false };
    // "이날" and "전날" are of the day of the story, also after "지난 4월 회담"; "이튿날" goes on from what was named.
    let named = |by| {
        let from = if by > 0 { From::Named } else { From::NamedDay };
        Sense::Shift { by, unit: Unit::Day, from, about: false }
    };
    for n in 0..line.tokens.len() {
        let before = line.hangul_before(n);
        // "전날인 9일", "목요일인 18일": the number says it better.
        if line.hangul(n).ends_with('인') && line.number(n + 1).is_some() {
            continue;
        }
        let day = is(line, n, &["날"]);
        let (start, sense, rule) = if is(line, n, &["그제", "그저께"]) {
            (n, published(-2), "days before publication")
        } else if is(line, n, &["어제", "어저께", "작일"]) {
            (n, published(-1), "day before publication")
        } else if is(line, n, &["오늘", "금일"]) {
            (n, published(0), "day of publication")
        } else if is(line, n, &["내일", "명일"]) {
            (n, published(1), "day after publication")
        } else if is(line, n, &["그끄저께", "그끄제"]) {
            (n, published(-3), "days before publication")
        } else if is(line, n, &["글피"]) {
            (n, published(3), "days after publication")
        } else if is(line, n, &["모레"]) {
            (n, published(2), "days after publication")
        } else if is(line, n, &["이날", "같은날", "당일", "그날"]) || day && before == "같은" {
            (n - usize::from(day), named(0), "day by the one named before")
        } else if is(line, n, &["전날"]) {
            (n, named(-1), "day by the one named before")
        } else if is(line, n, &["이튿날", "다음날", "익일"]) || day && matches!(before, "다음" | "그다음")
        {
            (n - usize::from(day), named(1), "day by the one named before")
        } else if let Some((start, sense)) = weekday_at(line, n) {
            let ahead = matches!(sense, Sense::Weekday { side, weeks, .. } if side.is_ahead() || weeks.is_some_and(|weeks| weeks > 0));
            (start, sense, if ahead { "weekday after publication" } else { "weekday before publication" })
        } else {
            continue;
        };
        found.push(Reading::new(start..n + 1, sense, rule));
    }
}

fn weekday_at(line: &Line, n: usize) -> Option<(usize, Sense)> {
    let day = weekday(line.hangul(n))?;
    let bracketed = n > 0 && line.mark(n - 1) == Some('(') && line.mark(n + 1) == Some(')');
    if bracketed || matches!(line.hangul_before(n), "매주" | "매달") {
        return None;
    }
    for length in [1, 2] {
        if let Some(at) = n.checked_sub(length)
            && let Some((weeks, end)) = week(line, at)
            && end == n
        {
            return Some((at, Sense::Weekday { day, side: Side::Past, weeks: Some(weeks) }));
        }
    }
    let (start, side) = match line.hangul_before(n) {
        "지난" => (n - 1, Side::Before),
        "오는" | "다음" => (n - 1, Side::After),
        "이번" => (n - 1, Side::Same),
        _ => (n, tense::side(line, n)),
    };
    Some((start, Sense::Weekday { day, side, weeks: None }))
}

/// The week that `지난주`, `이번 주`, `다음 주` point at, and the token behind it.
fn week(line: &Line, n: usize) -> Option<(i64, usize)> {
    let fused = |names: &[&str]| is(line, n, names) && !line.hangul(n).ends_with("주말");
    if fused(&["지난주", "저번주"]) {
        return Some((-1, n + 1));
    } else if fused(&["지지난주"]) {
        return Some((-2, n + 1));
    } else if fused(&["이번주", "금주"]) {
        return Some((0, n + 1));
    } else if fused(&["다음주", "내주", "차주"]) {
        return Some((1, n + 1));
    } else if fused(&["다다음주"]) {
        return Some((2, n + 1));
    }
    let by = match line.hangul(n) {
        "지난" | "저번" => -1,
        "이번" => 0,
        "다음" => 1,
        "지지난" => -2,
        "다다음" => 2,
        _ => return None,
    };
    (is(line, n + 1, &["주"]) && !line.hangul(n + 1).starts_with("주말")).then_some((by, n + 2))
}

/// `지난주`, `이번 주`, `지난달`, `다음 달`, `작년`, `올해 초`, `내년 말`, `올 들어`, `같은 해`.
pub(in crate::loader::when) fn units(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        if let Some((reading, weekend)) = weekend(line, n) {
            found.push(Reading::new(reading, Sense::Weekend { side: weekend }, "weekend by publication"));
        }
        if let Some(reading) = this_time(line, n) {
            found.push(reading);
        }
        if let Some((by, end)) = week(line, n) {
            let sense = Sense::Shift { by, unit: Unit::Week, from: From::Published, about: false };
            found.push(Reading::new(n..part_of(line, end), sense, "week by publication"));
            continue;
        }
        let Some((unit, by, from, end)) = pointed(line, n) else { continue };
        let rule = match (from, unit) {
            (From::Named, _) => "time by the one named before",
            (_, Unit::Month) => "month by publication",
            _ => "year by publication",
        };
        let sense = Sense::Shift { by, unit, from, about: false };
        found.push(Reading::new(n..part_of(line, end), sense, rule));
    }
}

/// A year or month that a word by itself points at, a particle behind it or none.
fn pointed(line: &Line, n: usize) -> Option<(Unit, i64, From, usize)> {
    const WORDS: &[(&[&str], Unit, i64)] = &[
        (&["지난달", "전달", "전월"], Unit::Month, -1),
        (&["지지난달"], Unit::Month, -2),
        (&["이달", "이번달", "금월"], Unit::Month, 0),
        (&["다음달", "내달", "익월"], Unit::Month, 1),
        (&["지난해", "작년", "전년"], Unit::Year, -1),
        (&["재작년", "지지난해"], Unit::Year, -2),
        (&["올해", "올", "금년", "올해도", "연초", "연말", "연내"], Unit::Year, 0),
        (&["내년", "내년도"], Unit::Year, 1),
        (&["내후년", "후년"], Unit::Year, 2),
    ];
    let two = |by| is(line, n + 1, &["달"]).then_some((Unit::Month, by, From::Published, n + 2));
    match line.hangul(n) {
        "지난" if is(line, n + 1, &["해"]) => return Some((Unit::Year, -1, From::Published, n + 2)),
        "지난" if line.hangul(n + 1) == "한" && is(line, n + 2, &["해"]) => {
            return Some((Unit::Year, -1, From::Published, n + 3));
        }
        "지난" if is(line, n + 1, &["연말"]) => return Some((Unit::Year, -1, From::Published, n + 2)),
        "지난" if is(line, n + 1, &["분기"]) => return Some((Unit::Quarter, -1, From::Published, n + 2)),
        "다다음" => return two(2),
        "다음" if is(line, n + 1, &["해"]) => return Some((Unit::Year, 1, From::Named, n + 2)),
        "지난" => return two(-1),
        "이번" => return two(0),
        "다음" => return two(1),
        "같은" | "그" if is(line, n + 1, &["해"]) => return Some((Unit::Year, 0, From::Named, n + 2)),
        "같은" if is(line, n + 1, &["달"]) => return Some((Unit::Month, 0, From::Named, n + 2)),
        _ => {}
    }
    if is(line, n, &["그해"]) {
        return Some((Unit::Year, 0, From::Named, n + 1));
    }
    if is(line, n, &["이듬해"]) {
        return Some((Unit::Year, 1, From::Named, n + 1));
    }
    let (_, unit, by) = WORDS.iter().find(|(names, ..)| is(line, n, names))?;
    Some((*unit, *by, From::Published, n + 1))
}

/// The token behind `초`, `중순`, `말`, `들어` at `n`.
fn part_of(line: &Line, n: usize) -> usize {
    n + usize::from(
        is(line, n, &["초", "중순", "말", "초순", "하순", "상순", "중반", "초반", "후반"])
            || line.hangul(n) == "들어",
    )
}

/// `3년 전`, `일주일 전`, `사흘 뒤`, `한 달 후`. Before is reckoned from publication; after from the date named, unless the
/// sentence looks ahead.
pub(in crate::loader::when) fn ago(line: &Line, found: &mut Vec<Reading>) {
    for n in 0..line.tokens.len() {
        let Some((count, unit, rest, at)) = words::length(line, n) else { continue };
        let (by, end) = match distance(rest) {
            Some(by) => (by, at),
            None if rest.is_empty() => match distance(line.hangul(at)) {
                Some(by) => (by, at + 1),
                None => continue,
            },
            None => continue,
        };
        if rest == "전인" || line.hangul(at) == "전인" && line.number(at + 1).is_some() {
            continue;
        }
        let from = if by < 0 || tense::side(line, n).is_ahead() { From::Published } else { From::Named };
        let sense = match count.whole {
            Some(whole) => Sense::Shift {
                by: by * i64::from(whole),
                unit,
                from,
                about: unit > Unit::Day || line.hangul(n).starts_with("보름"),
            },
            None if by < 0 => Sense::Vague(Vague::Past),
            None => Sense::Vague(Vague::Future),
        };
        let rule = match (from, by) {
            (From::Named, _) => "time by the one named before",
            (_, -1) => "time before publication",
            _ => "time after publication",
        };
        // An hour ago is today or yesterday; nobody has said which.
        let aside = unit < Unit::Day || count.whole.is_none();
        found.push(Reading { aside, ..Reading::new(n..end, sense, rule) });
    }
}

/// Feasts with a date of their own.
pub(in crate::loader::when) fn feasts(line: &Line, found: &mut Vec<Reading>) {
    const FEASTS: &[(&[&str], &str)] = &[
        (&["삼일절"], "03-01"),
        (&["현충일"], "06-06"),
        (&["제헌절"], "07-17"),
        (&["광복절"], "08-15"),
        (&["개천절"], "10-03"),
        (&["한글날"], "10-09"),
        (&["성탄절", "크리스마스"], "12-25"),
    ];
    for n in 0..line.tokens.len() {
        if let Some(reading) = new_year(line, n) {
            found.push(reading);
        }
        let Some((_, name)) = FEASTS.iter().find(|(names, _)| is(line, n, names)) else { continue };
        let pointer = n.checked_sub(1).and_then(|at| pointer(line, at)).map(|(pointer, _)| pointer);
        let (start, year, side) = match pointer {
            Some(Pointer::Year(field)) => (n - 1, Some(field), Side::Past),
            Some(Pointer::Side(side)) => (n - 1, None, side),
            _ => (n, None, tense::side(line, n)),
        };
        found.push(Reading::new(start..n + 1, Sense::Feast { name, year, side }, "feast"));
    }
}

/// `지난 주말`, `이번 주 주말`, `오는 주말`, `주말`.
fn weekend(line: &Line, n: usize) -> Option<(std::ops::Range<usize>, Side)> {
    if !is(line, n, &["주말"]) {
        return None;
    }
    let before = |back: usize| n.checked_sub(back).map_or("", |at| line.hangul(at));
    Some(match (before(2), before(1)) {
        ("이번", "주") => (n - 2..n + 1, Side::Ahead),
        ("지난", "주") => (n - 2..n + 1, Side::Past),
        ("다음", "주") => (n - 2..n + 1, Side::After),
        (_, "지난" | "지난주") => (n - 1..n + 1, Side::Past),
        (_, "이번" | "오는" | "이번주") => (n - 1..n + 1, Side::Ahead),
        (_, "다음" | "다음주") => (n - 1..n + 1, Side::After),
        _ => (n..n + 1, tense::side(line, n)),
    })
}

/// `지난해 이맘때`: about this month of that year.
fn this_time(line: &Line, n: usize) -> Option<Reading> {
    let (by, at) = match pointed(line, n) {
        Some((Unit::Year, by, From::Published, end)) => (by, end),
        _ => match words::length(line, n) {
            Some((count, Unit::Year, "", at)) if line.hangul(at) == "전" => {
                (-i64::from(count.whole?), at + 1)
            }
            _ => return None,
        },
    };
    let year = Some(Field::FromPublished(i32::try_from(by).ok()?));
    let sense = Sense::Date { year, month: Some(Field::FromPublished(0)), day: None, side: Side::Past };
    is(line, at, &["이맘때"])
        .then(|| Reading { about: true, ..Reading::new(n..at + 1, sense, "month by publication") })
}

/// `새해 첫날`, `3·1절`.
fn new_year(line: &Line, n: usize) -> Option<Reading> {
    let (name, end) = if line.hangul(n) == "새해" && is(line, n + 1, &["첫날"]) {
        ("01-01", n + 2)
    } else if line.number(n) == Some((3, 1))
        && line.mark(n + 1) == Some('·')
        && line.number(n + 2) == Some((1, 1))
        && is(line, n + 3, &["절"])
    {
        ("03-01", n + 4)
    } else {
        return None;
    };
    let (start, year, side) = match n.checked_sub(1).and_then(|at| pointer(line, at)) {
        Some((Pointer::Year(field), _)) => (n - 1, Some(field), Side::Past),
        Some((Pointer::Side(side), _)) => (n - 1, None, side),
        _ => (n, None, tense::side(line, n)),
    };
    Some(Reading::new(start..end, Sense::Feast { name, year, side }, "feast"))
}
