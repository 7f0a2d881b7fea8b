//! Dates in running text: every rule over a sentence; the longest expression wins, then the earlier rule in the list.
//! Rules see the sentence and never each other. A value is as fine as the text and the publication date support,
//! and never finer.

mod absolute;
mod anchor;
mod korean;
mod relative;
mod tokens;

pub use anchor::Anchor;

use super::parts::Mention;
use crate::model::Edtf;
use tokens::Line;

/// Reads a sentence and pushes what it finds.
type Rule = fn(&Line<'_>, &mut Vec<Mention>);

/// The shelf. Of two expressions of one length, the earlier rule's counts.
const RULES: &[Rule] = &[
    absolute::ranges,
    absolute::dates,
    absolute::months,
    absolute::years,
    relative::weekdays,
    relative::days,
    relative::units,
    relative::ago,
    relative::seasons,
    relative::weekends,
    relative::from_before,
    korean::dates,
    korean::days,
    korean::units,
];

/// The temporal expressions of a sentence, in order, none overlapping. `published` is the publication date, as far
/// as it is known; `before` is the last exact day that the text named before this sentence, for "the next day".
pub fn mentions(sentence: &str, published: Option<&Edtf>, before: Option<&Edtf>) -> Vec<Mention> {
    let line = Line::new(sentence, published.map(Anchor::new), before);
    let mut found = Vec::new();
    for rule in RULES {
        rule(&line, &mut found);
    }
    settle(&found)
}

/// The first full date that a line names, with the bytes it stands at: for stamps, which need no publication date.
pub fn stamp(line: &str) -> Option<(Edtf, std::ops::Range<usize>)> {
    let line = Line::new(line, None, None);
    let mut found = Vec::new();
    absolute::dates(&line, &mut found);
    korean::dates(&line, &mut found);
    let mut found: Vec<Mention> = settle(&found);
    found.retain(|mention| mention.date.as_ref().is_some_and(Edtf::is_exact));
    let first = found.into_iter().next()?;
    Some((first.date?, first.range))
}

/// The one place where overlaps are settled: the longest wins, then the rule that was asked first.
fn settle(found: &[Mention]) -> Vec<Mention> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&n| (std::cmp::Reverse(found[n].range.len()), n));
    let mut kept: Vec<Mention> = Vec::new();
    for n in order {
        let range = &found[n].range;
        if kept.iter().all(|have| have.range.end <= range.start || range.end <= have.range.start) {
            kept.push(found[n].clone());
        }
    }
    kept.sort_by_key(|mention| mention.range.start);
    kept
}
