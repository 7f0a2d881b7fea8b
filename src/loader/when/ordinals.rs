//! Days of a month by their number alone, in English: `on the 17th`, `the 8th of last month`, `from the 6th to the 10th
//! of this month`. What else has a number, as the 4th meeting, is none.

use super::sense::{Field, Reading, Sense, Side};
use super::tense::side;
use super::tokens::{Class, Line};

/// Words after which "the 17th" is a day.
const BEFORE: [&str; 9] = ["on", "from", "until", "till", "by", "since", "to", "through", "between"];
/// Words before which it is a day; before any other it is the number of something.
const AFTER: [&str; 18] = [
    "that", "to", "and", "at", "in", "with", "when", "for", "through", "until", "but", "as", "after",
    "before", "it", "they", "he", "she",
];

pub(super) fn ordinals(line: &Line, found: &mut Vec<Reading>) {
    let mut from = 0;
    for n in 1..line.tokens.len() {
        let Some(first) = (n >= from).then(|| ordinal(line, n)).flatten() else { continue };
        let last = ranged(line, n, first.end).and_then(|at| ordinal(line, at).map(|last| (at, last)));
        let side = side(line, n);
        let Some((at, last)) = last else {
            if first.month.is_some() || stands_alone(line, n, first.end) {
                // Which month it is of only the verb says.
                let aside = first.month.is_none() && side == Side::Near;
                let rule = "day of the month of publication";
                found.push(Reading { aside, ..Reading::new(n - 1..first.end, first.sense(side), rule) });
            }
            continue;
        };
        let first = Numbered { month: first.month.or(last.month), ..first };
        let rule = "range of days";
        let start = Reading::new(n - 1..first.end, first.sense(side), rule);
        let end = Reading::new(at - 1..last.end, last.sense(side), rule);
        from = last.end;
        found.push(Reading::new(n - 1..last.end, Sense::Between(Box::new(start), Box::new(end)), rule));
    }
}

/// The number of a day, its month if that is pointed at, and the token behind it.
#[derive(Clone, Copy)]
struct Numbered {
    day: u32,
    month: Option<Field>,
    end: usize,
}

impl Numbered {
    fn sense(self, side: Side) -> Sense {
        Sense::Date { year: None, month: self.month, day: Some(self.day), side }
    }
}

/// `the 17th`, `the 8th of last month`, the number at `n`.
fn ordinal(line: &Line, n: usize) -> Option<Numbered> {
    let Some(Class::Ordinal(day @ 1..=31)) = line.class(n) else { return None };
    let word = line.word(n + 2);
    let month = match word {
        "last" | "previous" => Some(-1),
        "this" | "the" => Some(0),
        "next" => Some(1),
        _ => None,
    };
    let pointed = line.word(n + 1) == "of" && line.word(n + 3) == "month";
    let month = month.filter(|_| pointed).map(Field::FromPublished);
    let end = if month.is_some() { n + 4 } else { n + 1 };
    // "The 18th of August" has its month beside it, and is read as a date.
    let named = month.is_none() && line.word(n + 1) == "of";
    (line.word_before(n) == "the" && !named).then_some(Numbered { day, month, end })
}

/// The number of the day to which a range goes on behind token `end`.
fn ranged(line: &Line, n: usize, end: usize) -> Option<usize> {
    let from = n > 1 && matches!(line.word(n - 2), "from" | "between");
    let to = matches!(line.word(end), "to" | "through" | "until" | "and");
    (from && to && line.word(end + 1) == "the").then_some(end + 2)
}

/// Whether nothing behind the number can be what it counts, and something before it says that it is a day.
fn stands_alone(line: &Line, n: usize, end: usize) -> bool {
    let before = n > 1 && (BEFORE.contains(&line.word(n - 2)) || line.mark(n - 2) == Some(','));
    let after = line.class(end).is_none()
        || matches!(line.mark(end), Some(',' | '.' | ';' | ':' | ')'))
        || AFTER.contains(&line.word(end));
    before && after
}
