//! Page furniture out: share bars, captions, other stories, comment lines, copyright lines. The phrases and their
//! examples are in `data/loader/clutter.toml`. What goes is never used to date anything.

use super::phrase_tables::{BoilerplateAction, BoilerplateRow, LinePosition, boilerplate_table};
use crate::text::fold;

/// A page without its furniture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FilteredParagraphs {
    /// Paragraphs of the article, in order.
    pub(super) kept: Vec<String>,
    /// Whether a line said that a machine wrote it.
    pub(super) machine_written: bool,
}

/// Where at the earliest, as a share of the paragraphs' letters, a heading of other stories may end the article.
const MIN_SHARE_BEFORE_CUTOFF: f64 = 0.35;
/// A paragraph this long after such a heading further up is the article going on.
const MIN_PROSE_CHARS: usize = 200;
/// The most characters of a line that is a link to the previous or the next story.
const MAX_LINK_CHARS: usize = 140;

/// Takes the furniture out of the paragraphs of a page.
pub(super) fn remove_boilerplate(paragraphs: Vec<String>) -> FilteredParagraphs {
    let all: usize = paragraphs.iter().map(String::len).sum();
    let mut swept = FilteredParagraphs::default();
    let (mut seen, mut in_box) = (0, false);
    let neighbours = find_neighbor_links(&paragraphs);
    for (n, paragraph) in paragraphs.into_iter().enumerate() {
        seen += paragraph.len();
        if in_box && (is_bullet(&paragraph) || paragraph.chars().count() < MIN_PROSE_CHARS) {
            continue;
        }
        in_box = false;
        match classify_line(&paragraph) {
            _ if neighbours.contains(&n) => {}
            None => swept.kept.push(paragraph),
            Some(BoilerplateAction::Line | BoilerplateAction::Caption) => {}
            Some(BoilerplateAction::Machine) => swept.machine_written = true,
            Some(BoilerplateAction::Rest) if seen as f64 >= MIN_SHARE_BEFORE_CUTOFF * all as f64 => break,
            Some(BoilerplateAction::Rest) => in_box = true,
        }
    }
    swept
}

/// What the tables say of a paragraph.
pub(super) fn classify_line(paragraph: &str) -> Option<BoilerplateAction> {
    let folded = fold(paragraph.trim());
    boilerplate_table().furniture.iter().find(|row| row_matches(row, &folded)).map(|row| row.does)
}

fn row_matches(row: &BoilerplateRow, folded: &str) -> bool {
    let length = folded.chars().count();
    row.phrases.iter().any(|phrase| match row.how {
        LinePosition::Exact => {
            folded.trim_matches(|c: char| !c.is_alphanumeric())
                == phrase.trim_matches(|c: char| !c.is_alphanumeric())
        }
        LinePosition::Starts => folded.starts_with(phrase.as_str()) && length <= row.within,
        LinePosition::Ends => folded.ends_with(phrase.as_str()) && length <= row.within,
        LinePosition::Contains => folded.contains(phrase.as_str()) && length <= row.within,
    })
}

/// The links to a blog's previous and next story: two short lines that stand together, one of each.
fn find_neighbor_links(paragraphs: &[String]) -> Vec<usize> {
    let starts = |n: usize, words: &[&str]| {
        let line = fold(paragraphs[n].trim());
        line.chars().count() <= MAX_LINK_CHARS && words.iter().any(|word| line.starts_with(word))
    };
    let previous = ["previous ", "previous:", "prev ", "< ", "« ", "older ", "이전 글", "이전글", "이전기사"];
    let next = ["next ", "next:", "> ", "» ", "newer ", "다음 글", "다음글", "다음기사"];
    (1..paragraphs.len())
        .filter(|&n| {
            starts(n - 1, &previous) && starts(n, &next) || starts(n - 1, &next) && starts(n, &previous)
        })
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
    fn every_row_takes_its_examples() {
        for row in &boilerplate_table().furniture {
            for example in &row.examples {
                assert!(row_matches(row, &fold(example)), "{example:?} is not taken by {:?}", row.phrases);
                assert!(classify_line(example).is_some());
            }
            for phrase in &row.phrases {
                assert_eq!(*phrase, fold(phrase), "phrases are written folded");
            }
        }
    }

    #[test]
    fn sentences_of_an_article_stay() {
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
