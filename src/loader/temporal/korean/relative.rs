//! `어제`, `이날`, `전날`, `지난주 금요일`, `지난달`, `올해 초`, `3년 전`, `열흘 뒤`, `광복절`.

use super::lexicon::{self, TimePointer, matches_word, parse_offset_sign, parse_pointer, parse_weekday};
use crate::loader::temporal::tense;
use crate::loader::temporal::time_expr::{
    AnchorKind, DateField, Direction, TimeExpr, TimeExprMatch, TimeUnit, VagueReference,
};
use crate::loader::temporal::tokens::TokenLine;

/// `어제`, `전날`, `이날`, `같은 날`, `목요일`, `지난주 금요일`.
pub(in crate::loader::temporal) fn find_relative_days(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let published = |by| TimeExpr::Offset {
        by,
        unit: TimeUnit::Day,
        anchor: AnchorKind::Publication,
        approximate: false,
    };
    // "이날" and "전날" are of the day of the story, also after "지난 4월 회담"; "이튿날" goes on from what was named.
    let named = |by| {
        let from = if by > 0 { AnchorKind::LastMention } else { AnchorKind::LastMentionedDay };
        TimeExpr::Offset { by, unit: TimeUnit::Day, anchor: from, approximate: false }
    };
    for n in 0..line.tokens.len() {
        let before = line.hangul_before(n);
        // "전날인 9일", "목요일인 18일": the number says it better.
        if line.hangul(n).ends_with('인') && line.number(n + 1).is_some() {
            continue;
        }
        let day = matches_word(line, n, &["날"]);
        let (start, sense, rule) = if matches_word(line, n, &["그제", "그저께"]) {
            (n, published(-2), "days before publication")
        } else if matches_word(line, n, &["어제", "어저께", "작일"]) {
            (n, published(-1), "day before publication")
        } else if matches_word(line, n, &["오늘", "금일"]) {
            (n, published(0), "day of publication")
        } else if matches_word(line, n, &["내일", "명일"]) {
            (n, published(1), "day after publication")
        } else if matches_word(line, n, &["그끄저께", "그끄제"]) {
            (n, published(-3), "days before publication")
        } else if matches_word(line, n, &["글피"]) {
            (n, published(3), "days after publication")
        } else if matches_word(line, n, &["모레"]) {
            (n, published(2), "days after publication")
        } else if matches_word(line, n, &["이날", "같은날", "당일", "그날"]) || day && before == "같은"
        {
            (n - usize::from(day), named(0), "day by the one named before")
        } else if matches_word(line, n, &["전날"]) {
            (n, named(-1), "day by the one named before")
        } else if matches_word(line, n, &["이튿날", "다음날", "익일"])
            || day && matches!(before, "다음" | "그다음")
        {
            (n - usize::from(day), named(1), "day by the one named before")
        } else if let Some((start, sense)) = match_weekday(line, n) {
            let ahead = matches!(sense, TimeExpr::Weekday { direction, weeks, .. } if direction.is_future() || weeks.is_some_and(|weeks| weeks > 0));
            (start, sense, if ahead { "weekday after publication" } else { "weekday before publication" })
        } else {
            continue;
        };
        found.push(TimeExprMatch::new(start..n + 1, sense, rule));
    }
}

fn match_weekday(line: &TokenLine, n: usize) -> Option<(usize, TimeExpr)> {
    let day = parse_weekday(line.hangul(n))?;
    let bracketed = n > 0 && line.symbol(n - 1) == Some('(') && line.symbol(n + 1) == Some(')');
    if bracketed || matches!(line.hangul_before(n), "매주" | "매달") {
        return None;
    }
    for length in [1, 2] {
        if let Some(at) = n.checked_sub(length)
            && let Some((weeks, end)) = parse_week_pointer(line, at)
            && end == n
        {
            return Some((at, TimeExpr::Weekday { day, direction: Direction::Past, weeks: Some(weeks) }));
        }
    }
    let (start, side) = match line.hangul_before(n) {
        "지난" => (n - 1, Direction::StrictlyBefore),
        "오는" | "다음" => (n - 1, Direction::StrictlyAfter),
        "이번" => (n - 1, Direction::SamePeriod),
        _ => (n, tense::infer_direction(line, n)),
    };
    Some((start, TimeExpr::Weekday { day, direction: side, weeks: None }))
}

/// The week that `지난주`, `이번 주`, `다음 주` point at, and the token behind it.
fn parse_week_pointer(line: &TokenLine, n: usize) -> Option<(i64, usize)> {
    let fused = |names: &[&str]| matches_word(line, n, names) && !line.hangul(n).ends_with("주말");
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
    (matches_word(line, n + 1, &["주"]) && !line.hangul(n + 1).starts_with("주말")).then_some((by, n + 2))
}

/// `지난주`, `이번 주`, `지난달`, `다음 달`, `작년`, `올해 초`, `내년 말`, `올 들어`, `같은 해`.
pub(in crate::loader::temporal) fn find_relative_units(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if let Some((reading, weekend)) = match_weekend(line, n) {
            found.push(TimeExprMatch::new(
                reading,
                TimeExpr::Weekend { direction: weekend },
                "weekend by publication",
            ));
        }
        if let Some(reading) = match_this_time(line, n) {
            found.push(reading);
        }
        if let Some((by, end)) = parse_week_pointer(line, n) {
            let sense = TimeExpr::Offset {
                by,
                unit: TimeUnit::Week,
                anchor: AnchorKind::Publication,
                approximate: false,
            };
            found.push(TimeExprMatch::new(n..skip_part_word(line, end), sense, "week by publication"));
            continue;
        }
        let Some((unit, by, from, end)) = parse_relative_unit(line, n) else { continue };
        let rule = match (from, unit) {
            (AnchorKind::LastMention, _) => "time by the one named before",
            (_, TimeUnit::Month) => "month by publication",
            _ => "year by publication",
        };
        let sense = TimeExpr::Offset { by, unit, anchor: from, approximate: false };
        found.push(TimeExprMatch::new(n..skip_part_word(line, end), sense, rule));
    }
}

/// A year or month that a word by itself points at, a particle behind it or none.
fn parse_relative_unit(line: &TokenLine, n: usize) -> Option<(TimeUnit, i64, AnchorKind, usize)> {
    const WORDS: &[(&[&str], TimeUnit, i64)] = &[
        (&["지난달", "전달", "전월"], TimeUnit::Month, -1),
        (&["지지난달"], TimeUnit::Month, -2),
        (&["이달", "이번달", "금월"], TimeUnit::Month, 0),
        (&["다음달", "내달", "익월"], TimeUnit::Month, 1),
        (&["지난해", "작년", "전년"], TimeUnit::Year, -1),
        (&["재작년", "지지난해"], TimeUnit::Year, -2),
        (&["올해", "올", "금년", "올해도", "연초", "연말", "연내"], TimeUnit::Year, 0),
        (&["내년", "내년도"], TimeUnit::Year, 1),
        (&["내후년", "후년"], TimeUnit::Year, 2),
    ];
    let two = |by| {
        matches_word(line, n + 1, &["달"]).then_some((TimeUnit::Month, by, AnchorKind::Publication, n + 2))
    };
    match line.hangul(n) {
        "지난" if matches_word(line, n + 1, &["해"]) => {
            return Some((TimeUnit::Year, -1, AnchorKind::Publication, n + 2));
        }
        "지난" if line.hangul(n + 1) == "한" && matches_word(line, n + 2, &["해"]) => {
            return Some((TimeUnit::Year, -1, AnchorKind::Publication, n + 3));
        }
        "지난" if matches_word(line, n + 1, &["연말"]) => {
            return Some((TimeUnit::Year, -1, AnchorKind::Publication, n + 2));
        }
        "지난" if matches_word(line, n + 1, &["분기"]) => {
            return Some((TimeUnit::Quarter, -1, AnchorKind::Publication, n + 2));
        }
        "다다음" => return two(2),
        "다음" if matches_word(line, n + 1, &["해"]) => {
            return Some((TimeUnit::Year, 1, AnchorKind::LastMention, n + 2));
        }
        "지난" => return two(-1),
        "이번" => return two(0),
        "다음" => return two(1),
        "같은" | "그" if matches_word(line, n + 1, &["해"]) => {
            return Some((TimeUnit::Year, 0, AnchorKind::LastMention, n + 2));
        }
        "같은" if matches_word(line, n + 1, &["달"]) => {
            return Some((TimeUnit::Month, 0, AnchorKind::LastMention, n + 2));
        }
        _ => {}
    }
    if matches_word(line, n, &["그해"]) {
        return Some((TimeUnit::Year, 0, AnchorKind::LastMention, n + 1));
    }
    if matches_word(line, n, &["이듬해"]) {
        return Some((TimeUnit::Year, 1, AnchorKind::LastMention, n + 1));
    }
    let (_, unit, by) = WORDS.iter().find(|(names, ..)| matches_word(line, n, names))?;
    Some((*unit, *by, AnchorKind::Publication, n + 1))
}

/// The token behind `초`, `중순`, `말`, `들어` at `n`.
fn skip_part_word(line: &TokenLine, n: usize) -> usize {
    n + usize::from(
        matches_word(line, n, &["초", "중순", "말", "초순", "하순", "상순", "중반", "초반", "후반"])
            || line.hangul(n) == "들어",
    )
}

/// `3년 전`, `일주일 전`, `사흘 뒤`, `한 달 후`. Before is reckoned from publication; after from the date named, unless the
/// sentence looks ahead.
pub(in crate::loader::temporal) fn find_offsets(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((count, unit, rest, at)) = lexicon::parse_duration(line, n) else { continue };
        let (by, end) = match parse_offset_sign(rest) {
            Some(by) => (by, at),
            None if rest.is_empty() => match parse_offset_sign(line.hangul(at)) {
                Some(by) => (by, at + 1),
                None => continue,
            },
            None => continue,
        };
        if rest == "전인" || line.hangul(at) == "전인" && line.number(at + 1).is_some() {
            continue;
        }
        let from = if by < 0 || tense::infer_direction(line, n).is_future() {
            AnchorKind::Publication
        } else {
            AnchorKind::LastMention
        };
        let sense = match count.whole {
            Some(whole) => TimeExpr::Offset {
                by: by * i64::from(whole),
                unit,
                anchor: from,
                approximate: unit > TimeUnit::Day || line.hangul(n).starts_with("보름"),
            },
            None if by < 0 => TimeExpr::Vague(VagueReference::Past),
            None => TimeExpr::Vague(VagueReference::Future),
        };
        let rule = match (from, by) {
            (AnchorKind::LastMention, _) => "time by the one named before",
            (_, -1) => "time before publication",
            _ => "time after publication",
        };
        // An hour ago is today or yesterday; nobody has said which.
        let aside = unit < TimeUnit::Day || count.whole.is_none();
        found.push(TimeExprMatch { incidental: aside, ..TimeExprMatch::new(n..end, sense, rule) });
    }
}

/// Feasts with a date of their own.
pub(in crate::loader::temporal) fn find_holidays(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    const HOLIDAYS: &[(&[&str], &str)] = &[
        (&["삼일절"], "03-01"),
        (&["현충일"], "06-06"),
        (&["제헌절"], "07-17"),
        (&["광복절"], "08-15"),
        (&["개천절"], "10-03"),
        (&["한글날"], "10-09"),
        (&["성탄절", "크리스마스"], "12-25"),
    ];
    for n in 0..line.tokens.len() {
        if let Some(reading) = match_compound_holiday(line, n) {
            found.push(reading);
        }
        let Some((_, name)) = HOLIDAYS.iter().find(|(names, _)| matches_word(line, n, names)) else {
            continue;
        };
        let pointer = n.checked_sub(1).and_then(|at| parse_pointer(line, at)).map(|(pointer, _)| pointer);
        let (start, year, side) = match pointer {
            Some(TimePointer::Year(field)) => (n - 1, Some(field), Direction::Past),
            Some(TimePointer::Direction(side)) => (n - 1, None, side),
            _ => (n, None, tense::infer_direction(line, n)),
        };
        found.push(TimeExprMatch::new(
            start..n + 1,
            TimeExpr::Holiday { name, year, direction: side },
            "feast",
        ));
    }
}

/// `지난 주말`, `이번 주 주말`, `오는 주말`, `주말`.
fn match_weekend(line: &TokenLine, n: usize) -> Option<(std::ops::Range<usize>, Direction)> {
    if !matches_word(line, n, &["주말"]) {
        return None;
    }
    let before = |back: usize| n.checked_sub(back).map_or("", |at| line.hangul(at));
    Some(match (before(2), before(1)) {
        ("이번", "주") => (n - 2..n + 1, Direction::Future),
        ("지난", "주") => (n - 2..n + 1, Direction::Past),
        ("다음", "주") => (n - 2..n + 1, Direction::StrictlyAfter),
        (_, "지난" | "지난주") => (n - 1..n + 1, Direction::Past),
        (_, "이번" | "오는" | "이번주") => (n - 1..n + 1, Direction::Future),
        (_, "다음" | "다음주") => (n - 1..n + 1, Direction::StrictlyAfter),
        _ => (n..n + 1, tense::infer_direction(line, n)),
    })
}

/// `지난해 이맘때`: about this month of that year.
fn match_this_time(line: &TokenLine, n: usize) -> Option<TimeExprMatch> {
    let (by, at) = match parse_relative_unit(line, n) {
        Some((TimeUnit::Year, by, AnchorKind::Publication, end)) => (by, end),
        _ => match lexicon::parse_duration(line, n) {
            Some((count, TimeUnit::Year, "", at)) if line.hangul(at) == "전" => {
                (-i64::from(count.whole?), at + 1)
            }
            _ => return None,
        },
    };
    let year = Some(DateField::PublicationOffset(i32::try_from(by).ok()?));
    let sense = TimeExpr::Date {
        year,
        month: Some(DateField::PublicationOffset(0)),
        day: None,
        direction: Direction::Past,
    };
    matches_word(line, at, &["이맘때"]).then(|| TimeExprMatch {
        approximate: true,
        ..TimeExprMatch::new(n..at + 1, sense, "month by publication")
    })
}

/// `새해 첫날`, `3·1절`.
fn match_compound_holiday(line: &TokenLine, n: usize) -> Option<TimeExprMatch> {
    let (name, end) = if line.hangul(n) == "새해" && matches_word(line, n + 1, &["첫날"]) {
        ("01-01", n + 2)
    } else if line.number(n) == Some((3, 1))
        && line.symbol(n + 1) == Some('·')
        && line.number(n + 2) == Some((1, 1))
        && matches_word(line, n + 3, &["절"])
    {
        ("03-01", n + 4)
    } else {
        return None;
    };
    let (start, year, side) = match n.checked_sub(1).and_then(|at| parse_pointer(line, at)) {
        Some((TimePointer::Year(field), _)) => (n - 1, Some(field), Direction::Past),
        Some((TimePointer::Direction(side), _)) => (n - 1, None, side),
        _ => (n, None, tense::infer_direction(line, n)),
    };
    Some(TimeExprMatch::new(start..end, TimeExpr::Holiday { name, year, direction: side }, "feast"))
}
