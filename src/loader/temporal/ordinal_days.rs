//! English days of a month by their number alone: `on the 17th`, `the 8th of last month`, `from the 6th to the 10th of this
//! month`. Other ordinals, as in `the 4th meeting`, are left alone.

use super::tense::infer_direction;
use super::time_expr::{DateField, Direction, TimeExpr, TimeExprMatch};
use super::tokens::{TokenClass, TokenLine};

/// Words after which "the 17th" can be a day.
const WORDS_BEFORE_DAY: [&str; 9] =
    ["on", "from", "until", "till", "by", "since", "to", "through", "between"];
/// Words before which it is a day; before any other word it is the number of something.
const WORDS_AFTER_DAY: [&str; 18] = [
    "that", "to", "and", "at", "in", "with", "when", "for", "through", "until", "but", "as", "after",
    "before", "it", "they", "he", "she",
];

/// `on the 17th`, `the 8th of last month`, `from the 6th to the 10th`.
pub(super) fn find_ordinal_days(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let mut from = 0;
    for n in 1..line.tokens.len() {
        let Some(first) = (n >= from).then(|| parse_ordinal_day(line, n)).flatten() else { continue };
        let last = range_end_token(line, n, first.end_token)
            .and_then(|at| parse_ordinal_day(line, at).map(|last| (at, last)));
        let direction = infer_direction(line, n);
        let Some((at, last)) = last else {
            if first.month.is_some() || is_standalone_day(line, n, first.end_token) {
                // Without a month, only the tense gives it.
                let incidental = first.month.is_none() && direction == Direction::Unspecified;
                let rule = "day of the month of publication";
                found.push(TimeExprMatch {
                    incidental,
                    ..TimeExprMatch::new(n - 1..first.end_token, first.to_expr(direction), rule)
                });
            }
            continue;
        };
        let first = OrdinalDay { month: first.month.or(last.month), ..first };
        let rule = "range of days";
        let start = TimeExprMatch::new(n - 1..first.end_token, first.to_expr(direction), rule);
        let end = TimeExprMatch::new(at - 1..last.end_token, last.to_expr(direction), rule);
        from = last.end_token;
        let range = TimeExprMatch::range(start, end, rule);
        found.push(TimeExprMatch { tokens: n - 1..last.end_token, ..range });
    }
}

/// The number of a day, its month if one is given relative to publication, and the token after it.
#[derive(Clone, Copy)]
struct OrdinalDay {
    day: u32,
    month: Option<DateField>,
    end_token: usize,
}

impl OrdinalDay {
    fn to_expr(self, direction: Direction) -> TimeExpr {
        TimeExpr::Date { year: None, month: self.month, day: Some(self.day), direction }
    }
}

/// `the 17th` or `the 8th of last month`, with the number at `n`.
fn parse_ordinal_day(line: &TokenLine, n: usize) -> Option<OrdinalDay> {
    let Some(TokenClass::Ordinal(day @ 1..=31)) = line.class(n) else { return None };
    let word = line.word(n + 2);
    let month = match word {
        "last" | "previous" => Some(-1),
        "this" | "the" => Some(0),
        "next" => Some(1),
        _ => None,
    };
    let has_month = line.word(n + 1) == "of" && line.word(n + 3) == "month";
    let month = month.filter(|_| has_month).map(DateField::PublicationOffset);
    let end = if month.is_some() { n + 4 } else { n + 1 };
    // "The 18th of August" is for `calendar_dates`.
    let named = month.is_none() && line.word(n + 1) == "of";
    (line.word_before(n) == "the" && !named).then_some(OrdinalDay { day, month, end_token: end })
}

/// The token of the number that ends a range, after its start, which ends before token `end`.
fn range_end_token(line: &TokenLine, n: usize, end: usize) -> Option<usize> {
    let from = n > 1 && matches!(line.word(n - 2), "from" | "between");
    let to = matches!(line.word(end), "to" | "through" | "until" | "and");
    (from && to && line.word(end + 1) == "the").then_some(end + 2)
}

/// Whether the words before the number allow a day, and those after it cannot be what it counts.
fn is_standalone_day(line: &TokenLine, n: usize, end: usize) -> bool {
    let before = n > 1 && (WORDS_BEFORE_DAY.contains(&line.word(n - 2)) || line.symbol(n - 2) == Some(','));
    let after = line.class(end).is_none()
        || matches!(line.symbol(end), Some(',' | '.' | ';' | ':' | ')'))
        || WORDS_AFTER_DAY.contains(&line.word(end));
    before && after
}
