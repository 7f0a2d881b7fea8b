//! English parts of a year: quarters, halves and seasons, such as `the third quarter of 2022`, `Q3 2022`, `last summer`, `the
//! year-ago quarter`.

use super::lexicon::{parse_ordinal, parse_season, parse_year};
use super::relative::parse_step;
use super::tense::infer_direction;
use super::time_expr::{AnchorKind, DateField, Direction, TimeExpr, TimeExprMatch, TimeUnit};
use super::tokens::TokenLine;

/// The ISO 8601-2 code of the first quarter; the codes of seasons are lower.
const FIRST_QUARTER_CODE: u8 = 33;

/// `the third quarter of 2022`, `third-quarter`, `the first half`, `Q3 2022`, `last summer`, `the fall of 2022`.
pub(super) fn find_year_parts(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((part, end)) = parse_year_part(line, n) else { continue };
        found.extend(
            match_part_with_year(line, n, part, end).or_else(|| match_part_alone(line, n, part, end)),
        );
    }
}

/// A part with its year after it (`of 2022`, `of last year`) or before it (`1998's fourth quarter`).
fn match_part_with_year(line: &TokenLine, n: usize, part: u8, end: usize) -> Option<TimeExprMatch> {
    let of = usize::from(line.word(end) == "of" || line.symbol(end) == Some(','));
    let fiscal = usize::from(of == 1 && line.word(end + of) == "fiscal");
    let at = end + of + fiscal;
    let explicit = parse_year(line, at).map(|year| (DateField::Explicit(year), 1));
    let relative = || {
        let by = parse_step(line.word(at)).filter(|_| line.word(at + 1) == "year")?;
        Some((DateField::PublicationOffset(by as i32), 2))
    };
    if let Some((year, length)) = explicit.or_else(relative) {
        let season = part < FIRST_QUARTER_CODE;
        let start = n - usize::from(!season && line.word_before(n) == "the");
        let rule = if season { "season and year" } else { "part and year" };
        let expr = TimeExpr::YearPart { part, year: Some(year), direction: Direction::Past };
        return Some(TimeExprMatch::new(start..at + length, expr, rule));
    }
    let possessive = n > 2 && line.word_before(n) == "s";
    let at = n.checked_sub(if possessive { 3 } else { 1 })?;
    let year = Some(DateField::Explicit(parse_year(line, at)?));
    let expr = TimeExpr::YearPart { part, year, direction: Direction::Past };
    Some(TimeExprMatch::new(at..end, expr, "part and year"))
}

/// A part without a year: a quarter in any case, a season only after a word that makes it one.
fn match_part_alone(line: &TokenLine, n: usize, part: u8, end: usize) -> Option<TimeExprMatch> {
    let before = line.word_before(n);
    let season = part < FIRST_QUARTER_CODE;
    let the = n - usize::from(before == "the");
    let (start, direction) = match before {
        "last" | "past" => (n - 1, Direction::StrictlyBefore),
        "next" | "coming" => (n - 1, Direction::StrictlyAfter),
        "this" => (n - 1, Direction::SamePeriod),
        _ if season && !is_season(line.word(n), before) => return None,
        _ => (if line.symbol(n + 1) == Some('-') { n } else { the }, infer_direction(line, n)),
    };
    let rule = if season { "season" } else { "part of a year" };
    Some(TimeExprMatch::new(start..end, TimeExpr::YearPart { part, year: None, direction }, rule))
}

/// Whether a word is a season by the word before it: prices fall, and a spring can be one of water.
fn is_season(word: &str, before: &str) -> bool {
    match word {
        "fall" => matches!(before, "the" | "early" | "late" | "in"),
        "spring" => matches!(before, "the" | "in" | "early" | "late" | "by"),
        _ => matches!(before, "the" | "in" | "early" | "late" | "by" | "since" | "during" | "mid" | "until"),
    }
}

/// The ISO 8601-2 code of the part of a year at `n`, and the token after it.
fn parse_year_part(line: &TokenLine, n: usize) -> Option<(u8, usize)> {
    if let Some(season) = parse_season(line.word(n)) {
        return Some((season, n + 1));
    }
    let letter = line.word(n);
    if let (Some((number @ 1..=4, 1)), true) = (line.number(n + 1), line.is_joined(n + 1)) {
        match letter {
            "q" => return Some((32 + number as u8, n + 2)),
            "h" if number <= 2 => return Some((39 + number as u8, n + 2)),
            _ => {}
        }
    }
    let number = parse_ordinal(line, n)?;
    let at = n + 1 + usize::from(line.symbol(n + 1) == Some('-'));
    match line.word(at) {
        "quarter" if number <= 4 => Some((32 + number as u8, at + 1)),
        "half"
            if number <= 2 && !matches!(line.word(at + 1), "of")
                || line.word(at) == "half" && number <= 2 && names_year(line, at + 1) =>
        {
            Some((39 + number as u8, at + 1))
        }
        _ => None,
    }
}

/// Whether `of` at `n` is followed by a year: "the first half of May" is not part of a year.
fn names_year(line: &TokenLine, n: usize) -> bool {
    line.word(n) == "of"
        && (parse_year(line, n + 1).is_some()
            || parse_step(line.word(n + 1)).is_some()
            || line.word(n + 2) == "year")
}

/// `the quarter`, `the latest quarter`, `the year-ago quarter`, `the year-earlier period`.
pub(super) fn find_reported_quarters(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 1..line.tokens.len() {
        if !matches!(line.word(n), "quarter" | "period") {
            continue;
        }
        let quarter = |by| TimeExpr::offset(by, TimeUnit::Quarter, AnchorKind::LastMention);
        let before = line.word_before(n);
        let the = |at: usize| at - usize::from(at > 0 && line.word(at - 1) == "the");
        let (start, expr) = match before {
            "ago" | "earlier" if n >= 4 && line.word(n - 3) == "year" => (the(n - 3), quarter(-4)),
            "latest" | "current" => (the(n - 1), quarter(0)),
            "the" if line.word(n) == "quarter" && line.word(n + 1) != "of" => (n - 1, quarter(0)),
            _ => continue,
        };
        found.push(TimeExprMatch::new(start..n + 1, expr, "quarter relative to the previous one"));
    }
}
