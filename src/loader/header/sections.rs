//! Splits a text into header, article and footer: the lines above the first sentence (names, stamps, menus, the title), the
//! article, and the lines below the last sentence. What a line of the header means is decided in `lines`.

use crate::loader::phrase_matcher::has_phrase;
use crate::loader::phrase_tables::lexicon;
use crate::text::{fold, has_hangul};

/// Most lines of a header; a text that begins with more short lines is read line by line.
const MAX_HEADER_LINES: usize = 40;

/// Most lines between a headline that is a sentence and the article.
const MAX_LINES_BELOW_TITLE: usize = 7;

/// The lines of a text in three parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct PageSections {
    pub(in crate::loader) head: Vec<String>,
    pub(in crate::loader) body: Vec<String>,
    pub(in crate::loader) foot: Vec<String>,
}

/// Splits a text at its first and last sentence. `is_stamp` tells whether a line dates the article. `None` if no line is a
/// sentence, or none precedes the first.
pub(in crate::loader) fn split_page(
    paragraphs: &[String],
    is_stamp: impl Fn(&str) -> bool,
) -> Option<PageSections> {
    let prose = |from: usize| (from..paragraphs.len()).find(|&n| is_prose(&paragraphs[n]));
    let mut first = prose(0)?;
    // A headline may be a sentence, too ("Who answers when …?"); the stamp comes after it.
    if let Some(next) = prose(first + 1)
        && next <= first + MAX_LINES_BELOW_TITLE
        && paragraphs[first + 1..next].iter().any(|line| is_stamp(line))
    {
        first = next;
    }
    if !(1..=MAX_HEADER_LINES).contains(&first) {
        return None;
    }
    let last = paragraphs.iter().rposition(|line| is_prose(line) || ends_sentence(line))?;
    Some(PageSections {
        head: paragraphs[..first].to_vec(),
        body: paragraphs[first..=last.max(first)].to_vec(),
        foot: paragraphs[last.max(first) + 1..].to_vec(),
    })
}

/// Whether a line is a sentence of an article: long enough, and with a final mark.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    ends_sentence(line) && words >= if has_hangul(line) { 5 } else { 8 }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '?', '!', '…'])
}

/// Chooses the title among the lines of a header: the first of those with the best score. Length, repetition and words of
/// the topic count for a line; a menu and capitals only count against it.
pub(in crate::loader) fn choose_title<'a>(lines: &[&'a str]) -> Option<&'a str> {
    let score = |line: &str| {
        let words = line.split_whitespace().count();
        let folded = fold(line);
        let twice = lines.iter().filter(|other| fold(other) == folded).count() > 1;
        let subject = &lexicon().subject;
        let on_topic = subject.cyber.iter().chain(subject.korea.iter()).any(|word| has_phrase(&folded, word));
        let long = if has_hangul(line) { line.chars().count() >= 12 } else { words >= 4 };
        let all_caps = !has_hangul(line) && !line.chars().any(char::is_lowercase);
        i32::from(long) * 4 + i32::from(twice) * 4 + i32::from(on_topic) * 2
            - i32::from(all_caps) * 2
            - i32::from(is_menu(line)) * 6
    };
    let best = lines.iter().map(|line| score(line)).max()?;
    lines.iter().find(|line| score(line) == best).copied()
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

    #[test]
    fn a_text_is_split_at_its_sentences() {
        let lines = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
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
        let parts = split_page(&page, never).unwrap();
        assert_eq!((parts.head.len(), parts.body.len(), parts.foot.len()), (4, 2, 1));
        let question = lines(&[
            "The Example Daily",
            "Who answers when the ministry of the harbour is robbed of its coins?",
            "May 16, 2024",
            "Two officials told the panel on Wednesday that nobody does.",
        ]);
        assert_eq!(split_page(&question, |line| line.starts_with("May")).unwrap().head.len(), 3);
        assert_eq!(split_page(&page[4..5], never), None, "no head");
        assert_eq!(split_page(&lines(&["Title", "Name Surname", "Text."]), never), None, "no sentence");
    }

    #[test]
    fn the_title_is_neither_a_name_nor_a_menu() {
        let table: [(&[&str], &str); 3] = [
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
        ];
        for (lines, want) in table {
            assert_eq!(choose_title(lines), Some(want));
        }
    }
}
