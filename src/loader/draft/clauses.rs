//! Splits a sentence into clauses that report an event each, with a date each: "…, and in December of that year Seoul did
//! the same", "…하고 4월에는 …". A sentence about one event stays whole.

use crate::loader::phrase_tables::phrasing_table;
use crate::loader::types::TemporalMention;
use crate::text::{fold, has_hangul};
use std::ops::Range;

/// Byte ranges of the clauses that have a date of their own and for which `reports_event` is true. Empty unless there are
/// two or more.
pub(super) fn dated_clauses(
    sentence: &str,
    mentions: &[TemporalMention],
    reports_event: impl Fn(&str) -> bool,
) -> Vec<Range<usize>> {
    if mentions.iter().filter(|mention| is_dated(mention)).count() < 2 {
        return Vec::new();
    }
    let dated = |clause: &Range<usize>| {
        mentions.iter().any(|mention| is_dated(mention) && clause.contains(&mention.range.start))
    };
    let mut clauses: Vec<Range<usize>> = split_clauses(sentence)
        .into_iter()
        .filter(|clause| dated(clause) && reports_event(&sentence[clause.clone()]))
        .collect();
    if clauses.len() < 2 {
        clauses.clear();
    }
    clauses
}

fn is_dated(mention: &TemporalMention) -> bool {
    mention.date.as_ref().is_some_and(|date| date.first_year().is_some())
}

/// Byte ranges of all clauses of a sentence.
fn split_clauses(sentence: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    if has_hangul(sentence) {
        for (at, _) in sentence.match_indices(' ') {
            let before = sentence[..at].trim_end_matches(',');
            if phrasing_table().korean_clause_end.iter().any(|ending| before.ends_with(ending)) {
                starts.push(at + 1);
            }
        }
    } else {
        let folded = fold(sentence);
        // Offsets in the folded text are those of the sentence only if folding keeps its length.
        if folded.len() == sentence.len() {
            starts.extend(
                phrasing_table()
                    .clause_start
                    .iter()
                    .flat_map(|word| folded.match_indices(word).map(|(at, _)| at)),
            );
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
    fn clauses_with_dates_of_their_own_are_split() {
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
