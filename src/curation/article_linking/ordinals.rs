//! The ordinals of a text: `sixth`, `6th`, `제6차`, `6번째`, `여섯 번째`. What they count is not looked at.

use crate::text::fold;
use std::collections::BTreeSet;

/// English ordinals in words, from the first.
const ENGLISH: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
/// Korean native numbers before a counter, from the first.
const KOREAN: [&str; 10] = ["첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];
/// Korean counters of meetings and of occurrences.
const COUNTERS: [&str; 3] = ["번째", "차례", "회의"];
/// What follows `차` in words that count nothing, as in 1차례, 2차관, 3차원, 4차량, 5차장.
const NOT_ORDINAL: [char; 6] = ['례', '관', '원', '량', '장', '단'];

/// The ordinals that `text` names, at most three digits long.
pub(super) fn find_ordinals(text: &str) -> BTreeSet<u32> {
    let text = fold(text);
    let mut found: BTreeSet<u32> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|word| {
            ENGLISH.iter().position(|name| *name == word).map(|at| at as u32 + 1).or_else(|| {
                let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
                parse_number(digits)
            })
        })
        .collect();
    for (at, _) in text.match_indices('차').chain(text.match_indices("번째")) {
        let before = text[..at].trim_end();
        let digits = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let next = text[at..].chars().nth(1);
        if !(text[at..].starts_with('차') && next.is_some_and(|c| NOT_ORDINAL.contains(&c))) {
            found.extend(parse_number(digits));
        }
    }
    for (number, name) in (1..).zip(KOREAN) {
        let counted = |(at, _): (usize, &str)| {
            let rest = text[at + name.len()..].trim_start();
            COUNTERS.iter().any(|counter| rest.starts_with(counter))
                && !text[..at].chars().next_back().is_some_and(|c| matches!(c, '\u{AC00}'..='\u{D7A3}'))
        };
        if text.match_indices(name).any(counted) {
            found.insert(number);
        }
    }
    found
}

fn parse_number(digits: &str) -> Option<u32> {
    (1..=3).contains(&digits.len()).then(|| digits.parse().ok()).flatten().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_in_both_languages() {
        let table: [(&str, &[u32]); 8] = [
            ("the sixth meeting, the 55th SCM", &[6, 55]),
            ("제6차 한미 실무그룹", &[6]),
            ("제 3 차 회의", &[3]),
            ("첫 회의, 다섯 번째 훈련", &[1, 5]),
            ("2차관이 3차례 5번째로", &[5]),
            ("CVE-2024-12345, 100 seconds", &[]),
            ("정세 회의", &[]),
            ("", &[]),
        ];
        for (text, want) in table {
            assert_eq!(find_ordinals(text).into_iter().collect::<Vec<_>>(), want, "{text}");
        }
    }
}
