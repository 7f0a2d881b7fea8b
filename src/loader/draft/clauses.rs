//! A sentence in clauses, where each tells of a thing of its own with a date of its own: "…, and in December of that year
//! Seoul did the same", "…하고 4월에는 …". Never splits what is one happening.

use crate::loader::types::TemporalMention;
use crate::text::{fold, has_hangul};
use std::ops::Range;

/// Where a clause may begin, in English: the words that begin it stay with it.
const CLAUSE_STARTERS: [&str; 17] = [
    "; ",
    " – ",
    " — ",
    ", and ",
    ", but ",
    ", while ",
    ", when ",
    ", where ",
    ", which ",
    ", who ",
    ", after ",
    ", before ",
    ", as ",
    ", since ",
    " after ",
    " before ",
    " when ",
];
/// Endings of the Korean verb before which a clause ends.
const KOREAN_CLAUSE_ENDINGS: [&str; 7] = ["하고", "했고", "으며", "했으며", "이어", "지만", "는데"];

/// The clauses of a sentence that name a day, month or year of their own and of which `tells` says that they tell of
/// something: none unless there are two or more.
pub(super) fn dated_clauses(
    sentence: &str,
    mentions: &[TemporalMention],
    tells: impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    if mentions.iter().filter(|mention| is_dated(mention)).count() < 2 {
        return Vec::new();
    }
    let dated = |clause: &Range<usize>| {
        mentions.iter().any(|mention| is_dated(mention) && clause.contains(&mention.range.start))
    };
    let mut told: Vec<Range<usize>> = split_clauses(sentence)
        .into_iter()
        .filter(|clause| dated(clause) && tells(&sentence[clause.clone()]))
        .collect();
    if told.len() < 2 {
        told.clear();
    }
    told
}

fn is_dated(mention: &TemporalMention) -> bool {
    mention.date.as_ref().is_some_and(|date| date.first_year().is_some())
}

fn split_clauses(sentence: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    if has_hangul(sentence) {
        for (at, _) in sentence.match_indices(' ') {
            let before = sentence[..at].trim_end_matches(',');
            if KOREAN_CLAUSE_ENDINGS.iter().any(|ending| before.ends_with(ending)) {
                starts.push(at + 1);
            }
        }
    } else {
        let folded = fold(sentence);
        // Places are those of the sentence only where folding has kept its bytes.
        if folded.len() == sentence.len() {
            starts
                .extend(CLAUSE_STARTERS.iter().flat_map(|word| folded.match_indices(word).map(|(at, _)| at)));
        }
    }
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).copied().chain([sentence.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::temporal;

    #[test]
    fn clauses_that_are_dated_apart_are_told_apart() {
        let table = [
            ("In May 2022, agencies warned employers, and in December of that year Seoul did the same.", 2),
            ("The group met on May 3, 2023, after a first round in March 2023.", 2),
            ("The group met in Seoul, and agreed to meet again.", 0),
            ("The group met on May 3, 2023.", 0),
            ("양 기관은 2023년 9월 워크숍을 개최하고 2024년 3월 의향서를 체결했다.", 2),
            ("양 기관은 워크숍을 개최하고 의향서를 체결했다.", 0),
        ];
        for (sentence, want) in table {
            let mentions = temporal::find_mentions(sentence, None, None);
            assert_eq!(dated_clauses(sentence, &mentions, |_| true).len(), want, "{sentence}");
        }
    }
}
