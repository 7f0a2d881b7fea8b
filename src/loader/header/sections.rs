//! Splits a text into header, article and footer: the lines above the first sentence (names, stamps, menus, the title), the
//! article, and the lines below the last sentence. What a line of the header means is decided by the rules in `lines`.

use super::byline::is_publisher;
use super::site_name::fold_letters;
use crate::loader::phrase_matcher::has_phrase;
use crate::loader::phrase_tables::lexicon;
use crate::text::{fold, has_hangul, is_hangul};
use std::collections::HashSet;

/// Most lines of a header; of more short lines above the text only the last ones count.
const MAX_HEADER_LINES: usize = 40;
/// Most lines between a headline that is a sentence and the article.
const MAX_LINES_BELOW_TITLE: usize = 7;
/// Most lines between a short notice above the headline and the article.
const MAX_LINES_BELOW_NOTICE: usize = 14;
/// Longest such notice, in characters.
const MAX_NOTICE_CHARS: usize = 120;

/// Longest title, in characters.
pub(in crate::loader) const MAX_TITLE_CHARS: usize = 220;

/// The lines of a text in three parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct PageSections {
    pub(in crate::loader) head: Vec<String>,
    pub(in crate::loader) body: Vec<String>,
    pub(in crate::loader) foot: Vec<String>,
}

/// Splits a text at its first and last sentence. `is_stamp` tells whether a line dates the article; the first `min_head`
/// lines belong to the header whatever they are. A text without a sentence begins below its first line.
pub(in crate::loader) fn split_page(
    paragraphs: &[String],
    min_head: usize,
    is_stamp: impl Fn(&str) -> bool,
) -> PageSections {
    let is_text = |line: &str| is_prose(line) || line.chars().count() > MAX_TITLE_CHARS;
    let prose = |from: usize| (from..paragraphs.len()).find(|&n| is_text(&paragraphs[n]));
    let mut first = prose(min_head).unwrap_or_else(|| paragraphs.len().min(min_head.max(1)));
    // A headline may be a sentence, too ("Who answers when …?"), or a notice stands above it; the stamp comes after them.
    if let Some(next) = prose(first + 1)
        && next <= first + reach_below(&paragraphs[first])
        && paragraphs[first + 1..next].iter().any(|line| is_stamp(line))
    {
        first = next;
    }
    let last = paragraphs.iter().rposition(|line| ends_sentence(line));
    let end = last.map_or(paragraphs.len(), |last| last.max(first) + 1).min(paragraphs.len());
    let end = end + count_cut_off(&paragraphs[end..]);
    let head_start = first.saturating_sub(MAX_HEADER_LINES);
    PageSections {
        head: paragraphs[head_start..first].to_vec(),
        body: paragraphs[first..end].to_vec(),
        foot: paragraphs[end..].to_vec(),
    }
}

/// How many of the lines below the last sentence are a paragraph of the text that is cut off in mid-sentence; a subheading may
/// stand above it.
fn count_cut_off(below: &[String]) -> usize {
    let words = |line: &str| line.split_whitespace().count();
    let is_long = |line: &String| line.chars().count() > MAX_NOTICE_CHARS;
    let is_text = |line: &String| {
        let min_words = if has_hangul(line) { MIN_CUT_OFF_WORDS.0 } else { MIN_CUT_OFF_WORDS.1 };
        words(line) >= min_words && !is_menu(line)
    };
    match below {
        [first, ..] if is_long(first) => 1,
        [last] if is_text(last) => 1,
        [_, last] if is_long(last) => 2,
        _ => 0,
    }
}

/// Fewest words of a paragraph that is cut off: Korean and other.
const MIN_CUT_OFF_WORDS: (usize, usize) = (6, 9);

/// Within how many lines the article can begin below a first sentence.
fn reach_below(sentence: &str) -> usize {
    if sentence.chars().count() <= MAX_NOTICE_CHARS { MAX_LINES_BELOW_NOTICE } else { MAX_LINES_BELOW_TITLE }
}

/// Whether a line is a sentence of an article: long enough, and with a final mark.
pub(super) fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    ends_sentence(line) && words >= if has_hangul(line) { 5 } else { 8 }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '?', '!', '…'])
}

/// The lines of a header that can be the title, best first: indices into `lines`. Length, repetition, words of the topic
/// and words of the text count for a line; a menu, a name and capitals count against it. `stamped` is a line that had a
/// stamp of its own.
pub(in crate::loader) fn rank_titles(
    lines: &[String],
    usable: &[usize],
    body: &[String],
    stamped: Option<&str>,
) -> Vec<usize> {
    let known = content_words(&body.iter().take(COMPARED_PARAGRAPHS).cloned().collect::<Vec<_>>().join(" "));
    let subject = &lexicon().subject;
    let score = |line: &str| {
        let folded = fold(line);
        let twice = lines.iter().filter(|other| fold(other) == folded).count() > 1;
        let on_topic = subject.cyber.iter().chain(subject.korea.iter()).any(|word| has_phrase(&folded, word));
        let all_caps = !has_hangul(line) && !line.chars().any(char::is_lowercase);
        let words = content_words(line);
        let shared = words.iter().filter(|word| known.contains(*word)).count() * 100 / words.len().max(1);
        i32::from(is_long(line)) * 4
            + i32::from(twice) * 3
            + i32::from(on_topic) * 2
            + i32::from(stamped == Some(line)) * 4
            + i32::from(shared >= 50) * 3
            + i32::from(shared >= 25)
            - i32::from(all_caps) * 2
            - i32::from(is_menu(line)) * 6
            - i32::from(is_publisher(line)) * 3
            - i32::from(holds_sentence(line)) * 6
    };
    let mut ranked: Vec<(i32, usize)> = usable
        .iter()
        .map(|&n| (score(&lines[n]), n))
        .filter(|(score, _)| *score >= MIN_TITLE_SCORE)
        .collect();
    ranked.retain(|&(_, n)| is_long(&lines[n]) || lines[n].chars().count() >= MIN_TITLE_CHARS);
    ranked.sort_by_key(|(score, n)| (std::cmp::Reverse(*score), *n));
    ranked.into_iter().map(|(_, n)| n).collect()
}

/// Paragraphs whose words the lines of the header are compared with.
const COMPARED_PARAGRAPHS: usize = 5;
/// Lowest score of a title: a short line needs more than words of the topic.
const MIN_TITLE_SCORE: i32 = 3;
/// Shortest title, in characters.
const MIN_TITLE_CHARS: usize = 8;

/// Whether a line is long enough for a headline.
pub(super) fn is_long(line: &str) -> bool {
    if has_hangul(line) { line.chars().count() >= 12 } else { line.split_whitespace().count() >= 4 }
}

/// Whether a sentence ends within a line, as in a caption with a credit: `… 서 있다. 홍길동 기자`.
fn holds_sentence(line: &str) -> bool {
    has_hangul(line) && line.contains("다. ")
}

/// What two texts are compared by: pairs of Hangul or Chinese characters, and the beginnings of longer words.
fn content_words(text: &str) -> HashSet<String> {
    let mut found = HashSet::new();
    for word in fold(text).split(|c: char| !c.is_alphanumeric()) {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().any(|c| is_hangul(*c)) {
            found.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if letters.len() >= 4 {
            found.insert(letters.iter().take(5).collect());
        }
    }
    found
}

/// Whether a line of the header repeats another after a section label: `Collected Releases: A pact is signed`.
pub(super) fn ends_with_other(line: &str, lines: &[String]) -> bool {
    let folded = fold_letters(line);
    lines.iter().any(|other| {
        let other_folded = fold_letters(other);
        is_long(other) && folded.len() > other_folded.len() && folded.ends_with(&other_folded)
    })
}

/// Whether a line is a menu or breadcrumbs: `Home » News » Releases`, `뉴스홈 > 정치`, `정치 북한 국제 산업 사회`.
pub(in crate::loader) fn is_menu(line: &str) -> bool {
    let bars = line.matches(['|', '»', '›', '>']).count();
    let words: Vec<&str> = line.split_whitespace().collect();
    let short = has_hangul(line) && words.len() >= 4 && words.iter().all(|word| word.chars().count() <= 4);
    bars >= 2
        || line.contains(" » ")
        || line.contains(" > ")
        || short && !line.contains(['\'', '"', '…', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[&str]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_text_is_split_at_its_sentences() {
        let page = lines(&[
            "The Example Daily",
            "Home » World",
            "Two ministries sign a pact on cyber drills",
            "By Jane Roe",
            "The two ministries signed a pact on Tuesday in the harbour.",
            "They will meet again.",
            "Most read",
        ]);
        let never = |_: &str| false;
        let parts = split_page(&page, 0, never);
        assert_eq!((parts.head.len(), parts.body.len(), parts.foot.len()), (4, 2, 1));
        let question = lines(&[
            "The Example Daily",
            "Who answers when the ministry of the harbour is robbed of its coins?",
            "May 16, 2024",
            "Two officials told the panel on Wednesday that nobody does.",
        ]);
        assert_eq!(split_page(&question, 0, |line| line.starts_with("May")).head.len(), 3);
        assert_eq!(split_page(&page[4..5], 0, never).head.len(), 0, "no head");
        assert_eq!(split_page(&lines(&["Title", "Name Surname", "Text"]), 0, never).body.len(), 2);
    }

    #[test]
    fn the_title_is_neither_a_name_nor_a_menu() {
        let table: [(&[&str], &str); 6] = [
            (
                &["HARBOUR POST", "NEWS", "Two ministries sign a pact on drills"],
                "Two ministries sign a pact on drills",
            ),
            (
                &["보기통신", "정치 북한 국제 산업 사회", "한미, 사이버 훈련 양해각서 체결"],
                "한미, 사이버 훈련 양해각서 체결",
            ),
            (
                &["A pact is signed in the harbour", "What it means for both sides"],
                "A pact is signed in the harbour",
            ),
            (
                &[
                    "전문가가 전하는 모든 소식을 한곳에서",
                    "등대에 켜진 불빛",
                    "두 부처, 등대 사이버 훈련 각서",
                ],
                "두 부처, 등대 사이버 훈련 각서",
            ),
            (
                &["Threats and the people behind them", "Two ministries sign a pact on drills"],
                "Two ministries sign a pact on drills",
            ),
            (
                &[
                    "두 부처, 등대 훈련 각서 체결",
                    "두 장관이 등대에서 서 있다. 홍길동 기자",
                    "두 장관이 등대에서 서 있다. 홍길동 기자",
                ],
                "두 부처, 등대 훈련 각서 체결",
            ),
        ];
        let body = lines(&[
            "The two ministries signed a pact on drills.",
            "두 부처는 등대에서 훈련 각서를 체결했다.",
        ]);
        for (head, want) in table {
            let usable: Vec<usize> = (0..head.len()).collect();
            let best = rank_titles(&lines(head), &usable, &body, None)[0];
            assert_eq!(head[best], want);
        }
    }
}
