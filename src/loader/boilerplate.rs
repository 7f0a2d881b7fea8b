//! Removes boilerplate from the paragraphs of a page: share bars, captions, other stories, comments, copyright lines. The
//! phrases are in `data/loader/boilerplate.toml`. Removed lines are never used to date an event.

use super::phrase_tables::{BoilerplateKind, BoilerplateRow, PhrasePosition, PhraseRow, boilerplate_table};
use crate::text::fold;

/// The paragraphs of a page without boilerplate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FilteredParagraphs {
    /// The paragraphs of the article, in order.
    pub(super) kept: Vec<String>,
    /// Whether a line says that a machine wrote the text.
    pub(super) machine_written: bool,
}

/// Share of the text, 0 to 1 in bytes, after which a heading of other stories ends the article.
const MIN_SHARE_BEFORE_CUTOFF: f64 = 0.35;
/// Shortest paragraph, in characters, that continues the article after such a heading further up.
const MIN_PROSE_CHARS: usize = 200;
/// Longest line, in characters, that can be a link to the previous or next story.
const MAX_LINK_CHARS: usize = 140;

/// Removes the boilerplate from the paragraphs of a page.
pub(super) fn remove_boilerplate(paragraphs: Vec<String>) -> FilteredParagraphs {
    let all: usize = paragraphs.iter().map(String::len).sum();
    let mut filtered = FilteredParagraphs::default();
    let (mut read, mut in_box) = (0, false);
    let neighbors = find_neighbor_links(&paragraphs);
    for (n, paragraph) in paragraphs.into_iter().enumerate() {
        read += paragraph.len();
        if in_box && (is_bullet(&paragraph) || paragraph.chars().count() < MIN_PROSE_CHARS) {
            continue;
        }
        in_box = false;
        match classify_line(&paragraph) {
            _ if neighbors.contains(&n) => {}
            None => filtered.kept.push(paragraph),
            Some(BoilerplateKind::Line | BoilerplateKind::Caption) => {}
            Some(BoilerplateKind::MachineNotice) => filtered.machine_written = true,
            Some(BoilerplateKind::OtherStories) if read as f64 >= MIN_SHARE_BEFORE_CUTOFF * all as f64 => {
                break;
            }
            Some(BoilerplateKind::OtherStories) => in_box = true,
        }
    }
    filtered
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
        let page = |lines: &[&str]| remove_boilerplate(lines.iter().map(ToString::to_string).collect()).kept;
        assert_eq!(page(&[long, "Most read", "Something else happened yesterday"]), [long]);
        assert_eq!(page(&["Title", "Related", "• A box", "• Another", long, long]), ["Title", long, long]);
        assert_eq!(page(&[long, "Previous How to bake bread", "Next A walk in June"]), [long]);
    }
}
