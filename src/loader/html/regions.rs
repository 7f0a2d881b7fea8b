//! The regions of a page outside its article: navigation, footer, other stories, comments. An element that contains the
//! headline or much of the page's text is never such a region, whatever its name.

use super::tokenizer::{HtmlToken, StartTag};
use crate::loader::phrase_tables::boilerplate_table;

/// The region that a token lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::loader) enum PageRegion {
    /// The article, or where it may be.
    Article,
    /// A footer, which may be that of the article, with its author and date.
    Footer,
    /// A box that does not belong to the article.
    Outside,
}

/// Elements whose text is not that of the article.
const OUTSIDE_ELEMENTS: [&str; 8] =
    ["nav", "aside", "button", "select", "dialog", "template", "noscript", "figcaption"];
/// Elements around a whole page, whose names say nothing about their content.
const PAGE_ELEMENTS: [&str; 6] = ["html", "body", "main", "article", "h1", "head"];
/// Largest share of the page's text, in percent, that a box may hold.
const MAX_BOX_PERCENT: usize = 40;

/// The region of each of the balanced tokens.
pub(in crate::loader) fn classify_regions(tokens: &[HtmlToken]) -> Vec<PageRegion> {
    let ends = closing_indices(tokens);
    let (mut words, mut headlines) = (vec![0_usize], vec![0_usize]);
    for token in tokens {
        let (length, headline) = match token {
            HtmlToken::Text(text) => (text.trim().len(), 0),
            HtmlToken::Open(element) => (0, usize::from(element.name == "h1")),
            HtmlToken::Close(_) => (0, 0),
        };
        words.push(words[words.len() - 1] + length);
        headlines.push(headlines[headlines.len() - 1] + headline);
    }
    let all = words[words.len() - 1];
    let mut regions = vec![PageRegion::Article; tokens.len()];
    let mut at = 0;
    while at < tokens.len() {
        let end = ends[at];
        if let HtmlToken::Open(element) = &tokens[at]
            && let region = classify_element(element)
            && region != PageRegion::Article
            && headlines[end] == headlines[at]
            && (words[end] - words[at]) * 100 <= MAX_BOX_PERCENT * all
        {
            regions[at..end].fill(region);
            at = end;
        } else {
            at += 1;
        }
    }
    regions
}

/// For each start tag, the index after its end tag; for all other tokens, the next index.
fn closing_indices(tokens: &[HtmlToken]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=tokens.len()).collect();
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            HtmlToken::Open(element) if !element.is_void() => open.push(at),
            HtmlToken::Close(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = at + 1;
                }
            }
            _ => {}
        }
    }
    ends
}

/// The region that an element begins, by its name, class and id.
fn classify_element(element: &StartTag) -> PageRegion {
    let name = element.name.as_str();
    if OUTSIDE_ELEMENTS.contains(&name) {
        return PageRegion::Outside;
    }
    if PAGE_ELEMENTS.contains(&name) {
        return PageRegion::Article;
    }
    let names =
        ["class", "id"].iter().filter_map(|name| element.attribute(name)).collect::<Vec<_>>().join(" ");
    let names = names.to_ascii_lowercase();
    let table = boilerplate_table();
    let words = || names.split(|c: char| !c.is_ascii_alphanumeric());
    if words().any(|word| table.box_start.iter().any(|start| word.starts_with(start)))
        || table.box_pair.iter().any(|pair| names.contains(pair))
    {
        PageRegion::Outside
    } else if name == "footer" || words().any(|word| word == "footer") {
        PageRegion::Footer
    } else {
        PageRegion::Article
    }
}

/// Whether an element is marked as hidden.
pub(in crate::loader) fn is_hidden(element: &StartTag) -> bool {
    let style = element.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || element.attributes.iter().any(|(name, _)| name == "hidden")
}

#[cfg(test)]
mod tests {
    use super::super::normalize::normalize_html;
    use super::*;

    #[test]
    fn an_element_with_the_article_is_no_box() {
        let words = "It is agreed. ".repeat(20);
        let outside_words = |page: &str| {
            let tokens = normalize_html(page).unwrap();
            let regions = classify_regions(&tokens);
            let at = tokens
                .iter()
                .position(|token| matches!(token, HtmlToken::Text(text) if text.contains("agreed")));
            regions[at.unwrap()] == PageRegion::Outside
        };
        assert!(outside_words(
            &format!("<p>{words}{words}<div class='x related-list'>It is agreed.</div>")
                .replace("<p>It", "<p>A")
                .replacen("agreed", "held", 40)
        ));
        assert!(!outside_words(&format!("<div class=latest><h1>Title</h1>{words}</div>")));
        assert!(!outside_words(&format!("<nav>{words}")), "never closed");
        assert!(!outside_words(&format!("<div class='uncommented'>{words}</div>")));
    }
}
