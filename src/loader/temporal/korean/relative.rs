//! Korean expressions relative to publication or to the date mentioned before, and holidays: `어제`, `이날`, `전날`, `지난주
//! 금요일`, `지난달`, `올해 초`, `3년 전`, `열흘 뒤`, `광복절`.

use super::lexicon::{
    TimePointer, matches_word, parse_duration, parse_offset_sign, parse_pointer, parse_weekday,
};
use crate::loader::temporal::holiday::HolidayRule;
use crate::loader::temporal::relative::day_rule_name;
use crate::loader::temporal::tense::infer_direction;
use crate::loader::temporal::time_expr::{
    AnchorKind, DateField, Direction, RELATIVE_DAY_RULE, RELATIVE_TIME_RULE, TimeExpr, TimeExprMatch,
    TimeUnit, VagueReference,
};
use crate::loader::temporal::tokens::TokenLine;
use crate::loader::temporal::vocabulary::korean;
use std::ops::Range;

/// `어제`, `전날`, `이날`, `같은 날`, `목요일`, `지난주 금요일`.
pub(in crate::loader::temporal) fn find_relative_days(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        // In "전날인 9일" and "목요일인 18일" the number is more precise.
        if line.hangul(n).ends_with('인') && line.number(n + 1).is_some() {
            continue;
        }
        let (start, expr, rule) = if let Some((start, by, anchor)) = match_day(line, n) {
            let rule = match anchor {
                AnchorKind::Publication => day_rule_name(by),
                AnchorKind::LastMention | AnchorKind::StoryDay => RELATIVE_DAY_RULE,
            };
            (start, TimeExpr::offset(by, TimeUnit::Day, anchor), rule)
        } else if let Some((start, expr)) = match_weekday(line, n) {
            let future = match expr {
                TimeExpr::Weekday { weeks: Some(weeks), .. } => weeks > 0,
                TimeExpr::Weekday { direction, .. } => direction.is_future(),
                _ => false,
            };
            (start, expr, if future { "weekday after publication" } else { "weekday before publication" })
        } else {
            continue;
        };
        found.push(TimeExprMatch::new(start..n + 1, expr, rule));
    }
}

/// The first token of a relative day that ends at `n`, its distance in days, and its anchor.
fn match_day(line: &TokenLine, n: usize) -> Option<(usize, i64, AnchorKind)> {
    if let Some(row) = korean().relative_days.iter().find(|row| matches_word(line, n, &row.words)) {
        return Some((n, row.means, row.from));
    }
    let (by, anchor) = match line.hangul_before(n) {
        "같은" => (0, AnchorKind::StoryDay),
        "다음" | "그다음" => (1, AnchorKind::LastMention),
        _ => return None,
    };
    matches_word(line, n, &["날"]).then(|| (n - 1, by, anchor))
}

/// The first token of a day of the week at `n`, with the words before it.
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
    let (start, direction) = match line.hangul_before(n) {
        "지난" => (n - 1, Direction::StrictlyBefore),
        "오는" | "다음" => (n - 1, Direction::StrictlyAfter),
        "이번" => (n - 1, Direction::SamePeriod),
        _ => (n, infer_direction(line, n)),
    };
    Some((start, TimeExpr::Weekday { day, direction, weeks: None }))
}

/// A week at `n` by its distance from that of publication, and the token after it: `지난주`, `이번 주`, `다음 주`.
fn parse_week_pointer(line: &TokenLine, n: usize) -> Option<(i64, usize)> {
    let row = korean().relative_weeks.iter().find(|row| matches_word(line, n, &row.words));
    if let Some(row) = row.filter(|_| !line.hangul(n).ends_with("주말")) {
        return Some((row.means, n + 1));
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
        if let Some((tokens, direction)) = match_weekend(line, n) {
            found.push(TimeExprMatch::new(
                tokens,
                TimeExpr::Weekend { direction },
                "weekend relative to publication",
            ));
        }
        found.extend(match_this_time(line, n));
        if let Some((by, end)) = parse_week_pointer(line, n) {
            let expr = TimeExpr::offset(by, TimeUnit::Week, AnchorKind::Publication);
            found.push(TimeExprMatch::new(
                n..skip_part_word(line, end),
                expr,
                "week relative to publication",
            ));
            continue;
        }
        let Some((unit, by, anchor, end)) = parse_relative_unit(line, n) else { continue };
        let rule = match (anchor, unit) {
            (AnchorKind::LastMention, _) => RELATIVE_TIME_RULE,
            (_, TimeUnit::Month) => "month relative to publication",
            _ => "year relative to publication",
        };
        let expr = TimeExpr::offset(by, unit, anchor);
        found.push(TimeExprMatch::new(n..skip_part_word(line, end), expr, rule));
    }
}

/// A year, quarter or month at `n`: its unit, its distance, its anchor, and the token after it.
fn parse_relative_unit(line: &TokenLine, n: usize) -> Option<(TimeUnit, i64, AnchorKind, usize)> {
    let month = |by| {
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
        "다다음" => return month(2),
        "다음" if matches_word(line, n + 1, &["해"]) => {
            return Some((TimeUnit::Year, 1, AnchorKind::LastMention, n + 2));
        }
        "지난" => return month(-1),
        "이번" => return month(0),
        "다음" => return month(1),
        "같은" | "그" if matches_word(line, n + 1, &["해"]) => {
            return Some((TimeUnit::Year, 0, AnchorKind::LastMention, n + 2));
        }
        "같은" if matches_word(line, n + 1, &["달"]) => {
            return Some((TimeUnit::Month, 0, AnchorKind::LastMention, n + 2));
        }
        _ => {}
    }
    let row = korean()
        .relative_periods
        .iter()
        .find(|row| row.matches_alone(|word| matches_word(line, n, &[word])))?;
    Some((row.unit, i64::from(row.means), row.from, n + 1))
}

/// The token after `초`, `중순`, `말` or `들어` at `n`, or else `n`.
fn skip_part_word(line: &TokenLine, n: usize) -> usize {
    n + usize::from(
        matches_word(line, n, &["초", "중순", "말", "초순", "하순", "상순", "중반", "초반", "후반"])
            || line.hangul(n) == "들어",
    )
}

/// `3년 전`, `일주일 전`, `사흘 뒤`, `한 달 후`. "Before" is relative to publication, "after" to the date mentioned before, unless
/// the sentence is about the future.
pub(in crate::loader::temporal) fn find_offsets(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((count, unit, rest, at)) = parse_duration(line, n) else { continue };
        let next = || parse_offset_sign(line.hangul(at)).filter(|_| rest.is_empty());
        let offset = parse_offset_sign(rest).map(|sign| (sign, at));
        let Some((sign, end)) = offset.or_else(|| Some((next()?, at + 1))) else { continue };
        if rest == "전인" || line.hangul(at) == "전인" && line.number(at + 1).is_some() {
            continue;
        }
        let anchor = if sign < 0 || infer_direction(line, n).is_future() {
            AnchorKind::Publication
        } else {
            AnchorKind::LastMention
        };
        let expr = match count.whole {
            Some(whole) => {
                let approximate = unit > TimeUnit::Day || line.hangul(n).starts_with("보름");
                let (unit, factor) = unit.to_base();
                let by = sign * i64::from(whole) * i64::from(factor);
                TimeExpr::Offset { by, unit, anchor, approximate }
            }
            None if sign < 0 => TimeExpr::Vague(VagueReference::Past),
            None => TimeExpr::Vague(VagueReference::Future),
        };
        let rule = match (anchor, sign) {
            (AnchorKind::LastMention, _) => RELATIVE_TIME_RULE,
            (_, -1) => "time before publication",
            _ => "time after publication",
        };
        // An hour ago can be today or yesterday.
        let incidental = unit < TimeUnit::Day || count.whole.is_none();
        found.push(TimeExprMatch { incidental, ..TimeExprMatch::new(n..end, expr, rule) });
    }
}

/// A number of units before or after something, and the token after it.
pub(in crate::loader::temporal) struct OffsetWords {
    /// Negative for before.
    pub(in crate::loader::temporal) by: i64,
    pub(in crate::loader::temporal) unit: TimeUnit,
    pub(in crate::loader::temporal) end_token: usize,
}

/// `하루 전`, `이틀 뒤`, `2주 후` at `n`, for an offset from a date before them. Not "하루 전인 17일", which names the day.
pub(in crate::loader::temporal) fn find_offset_words(line: &TokenLine, n: usize) -> Option<OffsetWords> {
    let (count, unit, rest, at) = parse_duration(line, n)?;
    let next = || parse_offset_sign(line.hangul(at)).filter(|_| rest.is_empty());
    let (sign, end) = parse_offset_sign(rest).map(|sign| (sign, at)).or_else(|| Some((next()?, at + 1)))?;
    let named = line.hangul(end - 1).ends_with('인') && line.number(end).is_some();
    let whole = count.whole.filter(|_| unit >= TimeUnit::Day && !named)?;
    Some(OffsetWords { by: sign * i64::from(whole), unit, end_token: end })
}

/// Whether the token at `n` goes on the noun phrase that it stands in: it has no particle of a topic, an object or a place
/// and is no verb. In a `clause` it may have that of a subject or object: "회의가 끝난 지 이틀 뒤".
pub(in crate::loader::temporal) fn joins_noun_phrase(line: &TokenLine, n: usize, clause: bool) -> bool {
    const PARTICLES: [&str; 12] =
        ["은", "는", "에서", "에게", "으로", "며", "고", "해", "라", "나", "지만", "면"];
    const SUBJECT_PARTICLES: [&str; 5] = ["이", "가", "을", "를", "에"];
    let word = line.hangul(n);
    if word.is_empty() {
        return !line.word(n).is_empty()
            || matches!(line.symbol(n), Some('·' | '(' | ')' | '-' | '\'' | '‘' | '’'));
    }
    let ends = |particle: &&str| word.len() > particle.len() && word.ends_with(*particle);
    !PARTICLES.iter().any(&ends) && (clause || !SUBJECT_PARTICLES.iter().any(ends))
}

/// Holidays of the vocabulary, and those of several words.
pub(in crate::loader::temporal) fn find_holidays(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        if let Some((rule, end)) = match_compound_holiday(line, n) {
            found.push(build_holiday(line, n..end, rule));
        }
        if let Some(row) = korean().holidays.iter().find(|row| matches_word(line, n, &row.words)) {
            found.push(build_holiday(line, n..n + 1, row.means));
        }
    }
}

/// A holiday with the year or direction before it.
fn build_holiday(line: &TokenLine, tokens: Range<usize>, rule: HolidayRule) -> TimeExprMatch {
    let pointer = tokens.start.checked_sub(1).and_then(|at| parse_pointer(line, at));
    let (start, year, direction) = match pointer {
        Some((TimePointer::Year(field), _)) => (tokens.start - 1, Some(field), Direction::Past),
        Some((TimePointer::Direction(direction), _)) => (tokens.start - 1, None, direction),
        _ => (tokens.start, None, infer_direction(line, tokens.start)),
    };
    TimeExprMatch::new(start..tokens.end, TimeExpr::Holiday { rule, year, direction }, "holiday")
}

/// The tokens and the direction of a weekend that ends at `n`: `지난 주말`, `이번 주 주말`, `오는 주말`, `주말`.
fn match_weekend(line: &TokenLine, n: usize) -> Option<(Range<usize>, Direction)> {
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
        _ => (n..n + 1, infer_direction(line, n)),
    })
}

/// `지난해 이맘때`: about the month of publication in another year.
fn match_this_time(line: &TokenLine, n: usize) -> Option<TimeExprMatch> {
    let (by, at) = match parse_relative_unit(line, n) {
        Some((TimeUnit::Year, by, AnchorKind::Publication, end)) => (by, end),
        _ => match parse_duration(line, n) {
            Some((count, TimeUnit::Year, "", at)) if line.hangul(at) == "전" => {
                (-i64::from(count.whole?), at + 1)
            }
            _ => return None,
        },
    };
    let year = Some(DateField::PublicationOffset(i32::try_from(by).ok()?));
    let expr = TimeExpr::Date {
        year,
        month: Some(DateField::PublicationOffset(0)),
        day: None,
        direction: Direction::Past,
    };
    matches_word(line, at, &["이맘때"]).then(|| TimeExprMatch {
        approximate: true,
        ..TimeExprMatch::new(n..at + 1, expr, "month relative to publication")
    })
}

/// A holiday of several tokens at `n`, and the token after it: `새해 첫날`, `3·1절`.
fn match_compound_holiday(line: &TokenLine, n: usize) -> Option<(HolidayRule, usize)> {
    if line.hangul(n) == "새해" && matches_word(line, n + 1, &["첫날"]) {
        return Some((HolidayRule::Fixed { month: 1, day: 1 }, n + 2));
    }
    let third_month_first_day = line.number(n) == Some((3, 1))
        && line.symbol(n + 1) == Some('·')
        && line.number(n + 2) == Some((1, 1))
        && matches_word(line, n + 3, &["절"]);
    third_month_first_day.then_some((HolidayRule::Fixed { month: 3, day: 1 }, n + 4))
}
