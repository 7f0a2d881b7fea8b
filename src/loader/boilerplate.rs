//! Removes boilerplate from the paragraphs of a page: share bars, captions, other stories, comments, copyright lines. The
//! phrases are in `data/loader/boilerplate.toml`. Removed lines are never used to date an event.

use super::phrase_tables::{BoilerplateKind, BoilerplateRow, PhrasePosition, PhraseRow, boilerplate_table};
use crate::text::{fold, has_hangul};

/// The paragraphs of a page without boilerplate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FilteredParagraphs {
    /// The paragraphs of the article, in order.
    pub(super) kept: Vec<String>,
    /// Whether a line says that a machine wrote the text.
    pub(super) machine_written: bool,
}

/// Share of the prose, in percent, before which a heading of other stories does not end the article.
const MIN_PERCENT_BEFORE_CUTOFF: usize = 35;
/// Shortest paragraph, in characters, that continues the article after such a heading further up.
const MIN_PROSE_CHARS: usize = 200;
/// Shortest sentence, in words, that does: Korean and other.
const MIN_SENTENCE_WORDS: (usize, usize) = (6, 12);
/// Longest line, in characters, that can be a link to the previous or next story.
const MAX_LINK_CHARS: usize = 140;

/// Removes the boilerplate from the paragraphs of a page.
pub(super) fn remove_boilerplate(paragraphs: &[String]) -> FilteredParagraphs {
    let kinds: Vec<Option<BoilerplateKind>> = paragraphs.iter().map(|line| classify_line(line)).collect();
    let has_prose = paragraphs.iter().zip(&kinds).any(|(line, kind)| kind.is_none() && is_prose(line));
    let is_text = |n: usize| kinds[n].is_none() && (is_prose(&paragraphs[n]) || !has_prose);
    let prose_bytes = |n: usize| if is_text(n) { paragraphs[n].len() } else { 0 };
    let all: usize = (0..paragraphs.len()).map(prose_bytes).sum();
    let mut filtered = FilteredParagraphs::default();
    let (mut read, mut in_box) = (0, false);
    let neighbors = find_neighbor_links(paragraphs);
    let bullets_after = |n: usize| paragraphs[n + 1..].iter().take_while(|line| is_bullet(line)).count();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        if in_box && (is_bullet(paragraph) || !is_text(n) && read > 0) {
            continue;
        }
        in_box = false;
        read += prose_bytes(n);
        match kinds[n] {
            _ if neighbors.contains(&n) => {}
            None => filtered.kept.push(paragraph.clone()),
            Some(BoilerplateKind::Line | BoilerplateKind::Caption) => {}
            Some(BoilerplateKind::MachineNotice) => filtered.machine_written = true,
            Some(BoilerplateKind::OtherStories)
                if read > 0 && read * 100 >= MIN_PERCENT_BEFORE_CUTOFF * all =>
            {
                break;
            }
            // Of a widget above the text only a list is left out: the headline can be a list item, too.
            Some(BoilerplateKind::OtherStories) => in_box = read > 0 || bullets_after(n) > 1,
        }
    }
    filtered
}

/// Whether a paragraph is part of an article and not a link: long, or a sentence.
fn is_prose(paragraph: &str) -> bool {
    let min_words = if has_hangul(paragraph) { MIN_SENTENCE_WORDS.0 } else { MIN_SENTENCE_WORDS.1 };
    let end = paragraph.trim_end_matches(['"', '\'', '”', '’', ')']);
    paragraph.chars().count() >= MIN_PROSE_CHARS
        || end.ends_with('.') && !end.ends_with("..") && paragraph.split_whitespace().count() >= min_words
}

/// The kind of boilerplate that a paragraph is, or `None` for text of the article.
pub(super) fn classify_line(paragraph: &str) -> Option<BoilerplateKind> {
    let folded = fold(paragraph.trim());
    boilerplate_table().boilerplate.iter().find(|row| row_matches(row, &folded)).map(|row| row.kind)
}

fn row_matches(row: &BoilerplateRow, folded: &str) -> bool {
    let length = folded.chars().count();
    row.phrases.iter().any(|phrase| match row.position {
        PhrasePosition::Exact => {
            folded.trim_matches(|c: char| !c.is_alphanumeric())
                == phrase.trim_matches(|c: char| !c.is_alphanumeric())
        }
        PhrasePosition::Start => folded.starts_with(phrase.as_str()) && length <= row.max_chars,
        PhrasePosition::End => folded.ends_with(phrase.as_str()) && length <= row.max_chars,
        PhrasePosition::Anywhere => folded.contains(phrase.as_str()) && length <= row.max_chars,
    })
}

/// Indices of the links to the previous and the next story of a blog: two short adjacent lines, one of each.
fn find_neighbor_links(paragraphs: &[String]) -> Vec<usize> {
    let starts = |n: usize, words: &PhraseRow| {
        let line = fold(paragraphs[n].trim());
        line.chars().count() <= MAX_LINK_CHARS && words.iter().any(|word| line.starts_with(word))
    };
    let (previous, next) = (&boilerplate_table().previous_story, &boilerplate_table().next_story);
    (1..paragraphs.len())
        .filter(|&n| starts(n - 1, previous) && starts(n, next) || starts(n - 1, next) && starts(n, previous))
        .flat_map(|n| [n - 1, n])
        .collect()
}

fn is_bullet(paragraph: &str) -> bool {
    paragraph.trim_start().starts_with(['•', '·', '*', '-', '▶', '■', '◇', '☞'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_matches_its_examples() {
        for row in &boilerplate_table().boilerplate {
            for example in &row.examples {
                assert!(row_matches(row, &fold(example)), "{example:?} is not matched by {:?}", row.phrases);
                assert!(classify_line(example).is_some());
            }
        }
    }

    #[test]
    fn sentences_of_an_article_are_kept() {
        for line in [
            "The two sides agreed to share what they know.",
            "Next month the ministry will print a guide.",
            "Officials read more than forty reports on the theft.",
            "미국과 한국은 양해각서를 체결했다.",
            "Related laws were passed in March, the ministry said.",
        ] {
            assert_eq!(classify_line(line), None, "{line}");
        }
    }

    #[test]
    fn other_stories_end_the_article_only_where_it_can_end() {
        let long = "The ministry said that the two countries had agreed to hold talks on the defence of their networks, and \
                    that a first meeting of the working group would be held in the autumn, if both sides found the time.";
        let page = |lines: &[&str]| {
            remove_boilerplate(&lines.iter().map(ToString::to_string).collect::<Vec<_>>()).kept
        };
        assert_eq!(page(&[long, "Most read", "Something else happened yesterday"]), [long]);
        assert_eq!(page(&["Title", "Related", "• A box", "• Another", long, long]), ["Title", long, long]);
        let text = "두 부처는 등대에서 훈련 각서를 체결했다고 밝혔다.";
        assert_eq!(page(&["실시간 뉴스", "• 등대 훈련 각서", text, text]), ["• 등대 훈련 각서", text, text]);
        assert_eq!(page(&["Title", text, "관련기사", "다른 소식", text, text]), ["Title", text, text, text]);
        assert_eq!(page(&[long, "Previous How to bake bread", "Next A walk in June"]), [long]);
    }
}
