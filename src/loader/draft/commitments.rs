//! What somebody promises in a sentence, and by when: "agreed to hold a drill in March", "정보를 공유하기로 했다".
//! Never decides which event the promise belongs to.

use super::classify::ClauseScan;
use crate::loader::types::{KOREAN_LINKING_VERBS, TemporalMention};
use crate::model::Commitment;
use crate::text::{capitalize, clean_line, fold, has_hangul};

/// Verbs of promising, with the word that the promise begins behind.
const COMMITMENT_VERBS: [&str; 22] = [
    "agreed to ",
    "have agreed to ",
    "agree to ",
    "pledged to ",
    "pledge to ",
    "vowed to ",
    "promised to ",
    "promise to ",
    "committed to ",
    "undertook to ",
    "decided to ",
    "plan to ",
    "plans to ",
    "planned to ",
    "intend to ",
    "intends to ",
    "are to ",
    "is to ",
    "will also ",
    "will ",
    "agreed also to ",
    "also agreed to ",
];
/// Where a promise ends, in English.
const COMMITMENT_ENDS: [&str; 14] = [
    ", the ",
    ", officials",
    ", according",
    ", which",
    ", who",
    ", a ministry",
    ", he said",
    ", she said",
    ", it said",
    ", they said",
    ", Seoul's",
    "; ",
    " – ",
    " — ",
];
/// The fewest words and the most characters of a promise.
const MIN_COMMITMENT_WORDS: usize = 3;
const MAX_COMMITMENT_CHARS: usize = 140;

/// The promises of a sentence. Opinion promises nothing, nor does what is told of somebody's doubts.
pub(super) fn extract_commitments(sentence: &str, mentions: &[TemporalMention]) -> Vec<Commitment> {
    if ClauseScan::new(sentence).is_opinion() {
        return Vec::new();
    }
    let clause = if has_hangul(sentence) {
        find_korean_commitment(sentence)
    } else {
        find_english_commitment(sentence)
    };
    let Some(range) = clause else { return Vec::new() };
    let text = clean_line(&sentence[range.clone()]);
    let ending = if has_hangul(sentence) { "기" } else { "" };
    let words = text.split_whitespace().count();
    let short = words < if has_hangul(sentence) { 2 } else { MIN_COMMITMENT_WORDS };
    if short || text.chars().count() > MAX_COMMITMENT_CHARS || text.contains(['"', '“', '”']) {
        return Vec::new();
    }
    // A date within the promise that lies ahead is when it is due.
    let inside =
        |mention: &&TemporalMention| range.start <= mention.range.start && mention.range.end <= range.end;
    let due = mentions
        .iter()
        .filter(inside)
        .filter(|mention| mention.future)
        .find_map(|mention| mention.date.clone());
    vec![Commitment { text: format!("{}{ending}", capitalize(&text)), due, ..Commitment::default() }]
}

fn find_english_commitment(sentence: &str) -> Option<std::ops::Range<usize>> {
    let folded = fold(sentence);
    // Folding keeps letters, and so bytes of ASCII; where it does not, nothing is promised.
    if folded.len() != sentence.len() {
        return None;
    }
    let starts = COMMITMENT_VERBS.iter().filter_map(|verb| Some((folded.find(verb)?, verb.len())));
    let (at, length) = starts.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))?;
    let before = folded[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) || folded[at..].starts_with("will not") {
        return None;
    }
    let start = at + length;
    let rest = &sentence[start..];
    let end = COMMITMENT_ENDS.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let text = rest[..end].trim_end_matches(['.', '!', ' ', ',']);
    (!text.is_empty()).then(|| start..start + text.len())
}

/// `…하기로 했다`, `…하기로 합의했다`: the clause before it, from behind the topic.
fn find_korean_commitment(sentence: &str) -> Option<std::ops::Range<usize>> {
    let at = sentence.find("기로 ")?;
    let rest = &sentence[at + "기로 ".len()..];
    let verb = ["했", "합의", "뜻을", "결정", "약속", "의견을"].iter().any(|verb| rest.starts_with(verb));
    let before = &sentence[..at];
    let topic = ["은 ", "는 ", "이 ", "가 ", ", "]
        .iter()
        .filter_map(|mark| Some(before.find(mark)? + mark.len()))
        .min()
        .unwrap_or(0);
    // What was done first, as a meeting that was held, is no part of what is promised.
    let held = |verb: &str| before.rfind(&format!("{verb} ")).map(|found| found + verb.len() + 1);
    let start = KOREAN_LINKING_VERBS.iter().filter_map(|verb| held(verb)).max().unwrap_or(0).max(topic);
    let start = start + before[start..].len() - before[start..].trim_start().len();
    verb.then_some(start..at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::temporal;

    #[test]
    fn promises_of_many_phrasings() {
        let published = "2022-08-18".parse().unwrap();
        let table = [
            (
                "The two sides agreed to hold a joint drill in October.",
                Some("Hold a joint drill in October"),
                Some("2022-10"),
            ),
            (
                "Both ministries pledged to share what they know of wallets, officials said.",
                Some("Share what they know of wallets"),
                None,
            ),
            (
                "Seoul will send a team to the exercise next spring.",
                Some("Send a team to the exercise next spring"),
                Some("2023-21"),
            ),
            ("양국은 위협정보를 공유하기로 했다.", Some("위협정보를 공유하기"), None),
            (
                "두 기관은 내년 3월 합동훈련을 실시하기로 합의했다.",
                Some("내년 3월 합동훈련을 실시하기"),
                Some("2023-03"),
            ),
            (
                "양국은 20일 서울에서 회의를 열고 위협정보를 공유하기로 했다.",
                Some("위협정보를 공유하기"),
                None,
            ),
            ("The minister said the talks were good.", None, None),
            ("Analysts say Seoul will not pay.", None, None),
            ("They agreed to differ.", None, None),
            ("He said \"we will share everything\" and left.", None, None),
        ];
        for (sentence, text, due) in table {
            let mentions = temporal::find_mentions(sentence, Some(&published), None);
            let got = extract_commitments(sentence, &mentions);
            let first = got.first();
            assert_eq!(first.map(|promise| promise.text.as_str()), text, "{sentence}");
            let when = first.and_then(|promise| promise.due.as_ref()).map(ToString::to_string);
            assert_eq!(when.as_deref(), due, "{sentence}");
        }
    }

    #[test]
    fn a_meeting_that_was_held_is_no_plan() {
        let published = "2024-05-20".parse().unwrap();
        let table = [
            ("한국과 미국은 20일 서울에서 회의를 열고 사이버 위협에 공동 대응하기로 했다.", false),
            ("한국과 미국은 27일 서울에서 회의를 열기로 했다.", true),
            ("양국은 27일 서울에서 회의를 열고 대응 방안을 논의할 예정이다.", true),
        ];
        for (sentence, ahead) in table {
            let mentions = temporal::find_mentions(sentence, Some(&published), None);
            assert_eq!(mentions.first().map(|mention| mention.future), Some(ahead), "{sentence}");
        }
    }
}
