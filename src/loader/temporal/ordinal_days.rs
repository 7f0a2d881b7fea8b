//! Days of a month by their number alone, in English: `on the 17th`, `the 8th of last month`, `from the 6th to the 10th
//! of this month`. What else has a number, as the 4th meeting, is none.

use super::tense::infer_direction;
use super::time_expr::{DateField, Direction, TimeExpr, TimeExprMatch};
use super::tokens::{TokenClass, TokenLine};

/// Words after which "the 17th" is a day.
const WORDS_BEFORE_DAY: [&str; 9] =
    ["on", "from", "until", "till", "by", "since", "to", "through", "between"];
/// Words before which it is a day; before any other it is the number of something.
const WORDS_AFTER_DAY: [&str; 18] = [
    "that", "to", "and", "at", "in", "with", "when", "for", "through", "until", "but", "as", "after",
    "before", "it", "they", "he", "she",
];

pub(super) fn find_ordinal_days(line: &TokenLine, found: &mut Vec<TimeExprMatch>) {
    let mut from = 0;
    for n in 1..line.tokens.len() {
        let Some(first) = (n >= from).then(|| parse_ordinal_day(line, n)).flatten() else { continue };
        let last = range_end_token(line, n, first.end_token)
            .and_then(|at| parse_ordinal_day(line, at).map(|last| (at, last)));
        let side = infer_direction(line, n);
        let Some((at, last)) = last else {
            if first.month.is_some() || is_standalone_day(line, n, first.end_token) {
                // Which month it is of only the verb says.
                let aside = first.month.is_none() && side == Direction::Unspecified;
                let rule = "day of the month of publication";
                found.push(TimeExprMatch {
                    incidental: aside,
                    ..TimeExprMatch::new(n - 1..first.end_token, first.to_expr(side), rule)
                });
            }
            continue;
        };
        let first = OrdinalDay { month: first.month.or(last.month), ..first };
        let rule = "range of days";
        let start = TimeExprMatch::new(n - 1..first.end_token, first.to_expr(side), rule);
        let end = TimeExprMatch::new(at - 1..last.end_token, last.to_expr(side), rule);
        from = last.end_token;
        found.push(TimeExprMatch::new(
            n - 1..last.end_token,
            TimeExpr::Range(Box::new(start), Box::new(end)),
            rule,
        ));
    }
}

/// The number of a day, its month if that is pointed at, and the token behind it.
#[derive(Clone, Copy)]
struct OrdinalDay {
    day: u32,
    month: Option<DateField>,
    end_token: usize,
}

impl OrdinalDay {
    fn to_expr(self, side: Direction) -> TimeExpr {
        TimeExpr::Date { year: None, month: self.month, day: Some(self.day), direction: side }
    }
}

/// `the 17th`, `the 8th of last month`, the number at `n`.
fn parse_ordinal_day(line: &TokenLine, n: usize) -> Option<OrdinalDay> {
    let Some(TokenClass::Ordinal(day @ 1..=31)) = line.class(n) else { return None };
    let word = line.word(n + 2);
    let month = match word {
        "last" | "previous" => Some(-1),
        "this" | "the" => Some(0),
        "next" => Some(1),
        _ => None,
    };
    let pointed = line.word(n + 1) == "of" && line.word(n + 3) == "month";
    let month = month.filter(|_| pointed).map(DateField::PublicationOffset);
    let end = if month.is_some() { n + 4 } else { n + 1 };
    // "The 18th of August" has its month beside it, and is read as a date.
    let named = month.is_none() && line.word(n + 1) == "of";
    (line.word_before(n) == "the" && !named).then_some(OrdinalDay { day, month, end_token: end })
}

/// The number of the day to which a range goes on behind token `end`.
fn range_end_token(line: &TokenLine, n: usize, end: usize) -> Option<usize> {
    let from = n > 1 && matches!(line.word(n - 2), "from" | "between");
    let to = matches!(line.word(end), "to" | "through" | "until" | "and");
    (from && to && line.word(end + 1) == "the").then_some(end + 2)
}

/// Whether nothing behind the number can be what it counts, and something before it says that it is a day.
fn is_standalone_day(line: &TokenLine, n: usize, end: usize) -> bool {
    let before = n > 1 && (WORDS_BEFORE_DAY.contains(&line.word(n - 2)) || line.symbol(n - 2) == Some(','));
    let after = line.class(end).is_none()
        || matches!(line.symbol(end), Some(',' | '.' | ';' | ':' | ')'))
        || WORDS_AFTER_DAY.contains(&line.word(end));
    before && after
}
