//! Extracts the commitments of a sentence and their due dates: "agreed to hold a drill in March", "정보를 공유하기로 했다".
//! Which event they belong to is decided elsewhere.

use super::classify::ClauseScan;
use crate::loader::phrase_tables::lexicon;
use crate::loader::types::TemporalMention;
use crate::model::Commitment;
use crate::text::{capitalize, clean_line, fold, has_hangul};
use std::ops::Range;

/// Fewest words of an English and of a Korean commitment.
const MIN_WORDS: usize = 3;
const MIN_KOREAN_WORDS: usize = 2;
/// Longest commitment, in characters.
const MAX_COMMITMENT_CHARS: usize = 140;

/// Extracts the commitments of a sentence. Sentences of opinion have none.
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
    let short = words < if has_hangul(sentence) { MIN_KOREAN_WORDS } else { MIN_WORDS };
    if short || text.chars().count() > MAX_COMMITMENT_CHARS || text.contains(['"', '“', '”']) {
        return Vec::new();
    }
    // A future date within the commitment is its due date.
    let inside =
        |mention: &&TemporalMention| range.start <= mention.range.start && mention.range.end <= range.end;
    let due = mentions
        .iter()
        .filter(inside)
        .filter(|mention| mention.future)
        .find_map(|mention| mention.date.clone());
    vec![Commitment { text: format!("{}{ending}", capitalize(&text)), due, ..Commitment::default() }]
}

/// Byte range of an English commitment, after its verb.
fn find_english_commitment(sentence: &str) -> Option<Range<usize>> {
    let folded = fold(sentence);
    // Offsets in the folded text are those of the sentence only if folding keeps its length.
    if folded.len() != sentence.len() {
        return None;
    }
    let phrases = &lexicon().commitment;
    let starts = phrases.english.iter().filter_map(|verb| Some((folded.find(verb)?, verb.len())));
    let (at, length) = starts.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))?;
    let before = folded[..at].chars().next_back();
    if before.is_some_and(char::is_alphanumeric) || folded[at..].starts_with("will not") {
        return None;
    }
    let start = at + length;
    let rest = &sentence[start..];
    let end = phrases.end.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let text = rest[..end].trim_end_matches(['.', '!', ' ', ',']);
    (!text.is_empty()).then(|| start..start + text.len())
}

/// Byte range of a Korean commitment: the clause before `…기로 했다` or `…기로 합의했다`, without its topic.
fn find_korean_commitment(sentence: &str) -> Option<Range<usize>> {
    let at = sentence.find("기로 ")?;
    let rest = &sentence[at + "기로 ".len()..];
    let verb = lexicon().commitment.korean.iter().any(|verb| rest.starts_with(verb));
    let before = &sentence[..at];
    let topic = ["은 ", "는 ", "이 ", "가 ", ", "]
        .iter()
        .filter_map(|mark| Some(before.find(mark)? + mark.len()))
        .min()
        .unwrap_or(0);
    // What was done before, such as a meeting, is no part of the commitment.
    let held = |verb: &str| before.rfind(&format!("{verb} ")).map(|found| found + verb.len() + 1);
    let start = lexicon().linking_verb.iter().filter_map(held).max().unwrap_or(0).max(topic);
    let start = start + before[start..].len() - before[start..].trim_start().len();
    verb.then_some(start..at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loader::temporal;

    #[test]
    fn commitments_are_extracted() {
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
            assert_eq!(first.map(|commitment| commitment.text.as_str()), text, "{sentence}");
            let when = first.and_then(|commitment| commitment.due.as_ref()).map(ToString::to_string);
            assert_eq!(when.as_deref(), due, "{sentence}");
        }
    }

    #[test]
    fn a_past_meeting_is_not_planned() {
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
