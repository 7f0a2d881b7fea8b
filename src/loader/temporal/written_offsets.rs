//! A number of days, weeks, months or years from a date that the text names: `two days after the May 7 meeting`, `two weeks
//! from Monday`, `8월 18일 정상회의 하루 전`, `20일 회의가 끝난 지 사흘 뒤`. Runs after the rules that find dates.

use super::korean::{OffsetWords, find_offset_words, joins_noun_phrase};
use super::lexicon::{parse_quantity, parse_unit};
use super::time_expr::{Direction, TimeExpr, TimeExprMatch, TimeUnit};
use super::tokens::TokenLine;

/// How many tokens may stand between the length of time and the date.
const MAX_GAP_TOKENS: usize = 9;

const RULE: &str = "time from a date in the text";

/// English offsets: the length of time comes first.
pub(super) fn find_offsets_from_dates(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    for n in 0..line.tokens.len() {
        let Some((count, unit, end)) = parse_length(line, n) else { continue };
        let Some((sign, at)) = parse_order(line, end) else { continue };
        // "It comes two days after they agreed on May 7": what is told is of that day.
        if matches!(line.word_before(n), "comes" | "came" | "coming" | "follows") {
            continue;
        }
        let base = find_base_after(line, found, at).filter(|base| is_as_fine(base, unit));
        let Some(mut base) = base else { continue };
        let (mut count, mut unit) = (i64::from(count), unit);
        if line.word(end) == "from" {
            point_ahead(&mut base.expr);
            // "Two weeks from Monday" is that very day; "two weeks after the summit" is about then.
            (count, unit) = if unit == TimeUnit::Week { (count * 7, TimeUnit::Day) } else { (count, unit) };
        }
        found.push(build_shift(n..end, base, sign * count, unit));
    }
}

/// Korean offsets: the date comes first, with what happened on it.
pub(super) fn find_korean_offsets_from_dates(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    if !line.has_hangul {
        return;
    }
    for n in 1..line.tokens.len() {
        let Some(OffsetWords { by, unit, end_token }) = find_offset_words(line, n) else { continue };
        let base = find_base_before(line, found, n).filter(|base| is_as_fine(base, unit));
        let Some(base) = base else { continue };
        let (sign, count) = (by.signum(), by.abs());
        let shift = build_shift(n..end_token, base, sign * count, unit);
        found.push(shift);
    }
}

/// `two days`, `a week`, `the day`, `the eve` at `n`: how many of which unit, and the token after them.
fn parse_length(line: &TokenLine, n: usize) -> Option<(u32, TimeUnit, usize)> {
    if line.word(n) == "the" || line.word(n) == "on" && line.word(n + 1) == "eve" {
        if line.word(n + 1) == "eve" {
            return Some((1, TimeUnit::Day, n + 2));
        }
        let (unit, plural) = parse_unit(line.word(n + 1))?;
        return (!plural && unit >= TimeUnit::Day).then_some((1, unit, n + 2));
    }
    let (count, at) = parse_quantity(line, n)?;
    let (unit, _) = parse_unit(line.word(at))?;
    let whole = count.whole.filter(|_| !count.plus_half && unit >= TimeUnit::Day)?;
    (unit <= TimeUnit::Year).then_some((whole, unit, at + 1))
}

/// The word of order at `n`: 1 for after, -1 for before, and the token behind it.
fn parse_order(line: &TokenLine, n: usize) -> Option<(i64, usize)> {
    let eve = n > 0 && line.word(n - 1) == "eve";
    match (line.word(n), line.word(n + 1)) {
        ("of", _) if eve => Some((-1, n + 1)),
        _ if eve => None,
        ("after" | "following" | "from" | "past", _) => Some((1, n + 1)),
        ("before" | "preceding", _) => Some((-1, n + 1)),
        ("ahead", "of") | ("prior", "to") => Some((-1, n + 2)),
        _ => None,
    }
}

/// The date that comes next after token `n`, in the same phrase.
fn find_base_after(line: &TokenLine, found: &[TimeExprMatch], n: usize) -> Option<TimeExprMatch> {
    // "Two weeks from Monday" counts from the day itself.
    let from = line.word_before(n) == "from";
    let reach = if from { 1 } else { MAX_GAP_TOKENS };
    let closed = (n..line.tokens.len()).find(|&at| ends_phrase(line, at)).unwrap_or(line.tokens.len());
    (n..closed.min(n + reach + 1)).find_map(|at| longest_base(found, |base| base.tokens.start == at))
}

/// Whether the token at `n` ends the phrase that a word of order begins.
fn ends_phrase(line: &TokenLine, n: usize) -> bool {
    let point =
        line.symbol(n) == Some('.') && !line.is_joined(n + 1) && !line.is_capitalized(n.saturating_sub(1));
    point
        || matches!(line.symbol(n), Some(',' | ';' | ':' | '(' | ')' | '"' | '“' | '”' | '-' | '–' | '—'))
            && !(line.is_joined(n) && line.is_joined(n + 1))
        || matches!(line.word(n), "and" | "but" | "while" | "said" | "will")
}

/// The date before token `n`, where nothing but one noun phrase, or a clause that ends in `지`, lies between.
fn find_base_before(line: &TokenLine, found: &[TimeExprMatch], n: usize) -> Option<TimeExprMatch> {
    let clause = line.hangul(n - 1) == "지";
    let first = n.saturating_sub(MAX_GAP_TOKENS);
    for end in (first..=n).rev() {
        let base = longest_base(found, |base| base.tokens.end == end && base.tokens.start < n);
        if let Some(base) = base {
            let bare = line.hangul(end - 1).ends_with(['일', '월', '년', '날', '의'])
                || line.hangul(end - 1).is_empty();
            return bare.then_some(base);
        }
        if end == 0 || !joins_noun_phrase(line, end - 1, clause) {
            return None;
        }
    }
    None
}

/// Whether a date is fine enough to count such units from it: no days from a month.
fn is_as_fine(base: &TimeExprMatch, unit: TimeUnit) -> bool {
    let month = matches!(base.expr, TimeExpr::Date { day: None, .. });
    !month || unit >= TimeUnit::Month
}

/// The longest of the dates found that `fits`.
fn longest_base(found: &[TimeExprMatch], fits: impl Fn(&TimeExprMatch) -> bool) -> Option<TimeExprMatch> {
    found
        .iter()
        .filter(|matched| {
            let dated = matches!(
                matched.expr,
                TimeExpr::Date { day: Some(_), .. }
                    | TimeExpr::Date { month: Some(_), .. }
                    | TimeExpr::Weekday { .. }
                    | TimeExpr::Holiday { .. }
                    | TimeExpr::Offset { unit: TimeUnit::Day, .. }
            );
            dated && fits(matched)
        })
        .max_by_key(|matched| matched.tokens.len())
        .cloned()
}

fn build_shift(
    length: std::ops::Range<usize>,
    base: TimeExprMatch,
    by: i64,
    unit: TimeUnit,
) -> TimeExprMatch {
    let tokens = length.start.min(base.tokens.start)..length.end.max(base.tokens.end);
    let (base_unit, factor) = unit.to_base();
    let by = by * i64::from(factor);
    let expr = TimeExpr::Shifted { by, unit: base_unit, length, base: Box::new(base) };
    TimeExprMatch::new(tokens, expr, RULE)
}

/// Makes a day without a year or month one that is still to come.
fn point_ahead(expr: &mut TimeExpr) {
    match expr {
        TimeExpr::Weekday { direction, weeks: None, .. }
        | TimeExpr::Holiday { direction, .. }
        | TimeExpr::Date { year: None, direction, .. } => *direction = Direction::StrictlyAfter,
        _ => {}
    }
}
