//! The parts of a page that stand outside its article: navigation, foot, other stories, comments. Never takes for a box
//! what holds the headline or much of the page's words, whatever it calls itself.

use super::tokenizer::{HtmlToken, StartTag};

/// Where a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::loader) enum PageRegion {
    /// In the article, or where it may be.
    Article,
    /// In a foot, which may be the article's own and say who wrote it when.
    Footer,
    /// In a box that has nothing to say of the article.
    Outside,
}

/// Elements whose words are not the article's.
const OUTSIDE_ELEMENTS: [&str; 7] = ["nav", "aside", "button", "select", "dialog", "template", "noscript"];
/// How the words begin by which such boxes call themselves.
const BOX_NAME_PREFIXES: [&str; 25] = [
    "signup",
    "subscri",
    "related",
    "comment",
    "reply",
    "replies",
    "respond",
    "sidebar",
    "sidenav",
    "recommend",
    "popular",
    "ranking",
    "cookie",
    "consent",
    "newsletter",
    "mostread",
    "trending",
    "latest",
    "gnb",
    "blogarchive",
    "outbrain",
    "taboola",
    "breadcrumb",
    "disqus",
    "gdpr",
];
/// Two words that say it together.
const BOX_NAME_PAIRS: [&str; 7] =
    ["most-read", "most-popular", "side-bar", "more-stories", "more-news", "read-next", "blog-archive"];
/// Elements around a whole page, which say nothing of what is in them.
const PAGE_ELEMENTS: [&str; 6] = ["html", "body", "main", "article", "h1", "head"];
/// The share of a page's words, in hundredths, from which on nothing is a box.
const MAX_BOX_PERCENT: usize = 40;

/// For each of the upright pieces, whether it stands in such a box.
pub(in crate::loader) fn classify_regions(pieces: &[HtmlToken]) -> Vec<PageRegion> {
    let ends = closing_indices(pieces);
    let (mut words, mut headlines) = (vec![0_usize], vec![0_usize]);
    for piece in pieces {
        let (length, headline) = match piece {
            HtmlToken::Text(text) => (text.trim().len(), 0),
            HtmlToken::Open(element) => (0, usize::from(element.name == "h1")),
            HtmlToken::Close(_) => (0, 0),
        };
        words.push(words[words.len() - 1] + length);
        headlines.push(headlines[headlines.len() - 1] + headline);
    }
    let all = words[words.len() - 1];
    let mut places = vec![PageRegion::Article; pieces.len()];
    let mut at = 0;
    while at < pieces.len() {
        let end = ends[at];
        if let HtmlToken::Open(element) = &pieces[at]
            && let place = classify_element(element)
            && place != PageRegion::Article
            && headlines[end] == headlines[at]
            && (words[end] - words[at]) * 100 <= MAX_BOX_PERCENT * all
        {
            places[at..end].fill(place);
            at = end;
        } else {
            at += 1;
        }
    }
    places
}

/// For each opening tag, the number after its closing one; for everything else the next.
fn closing_indices(pieces: &[HtmlToken]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=pieces.len()).collect();
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
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
    let words = || names.split(|c: char| !c.is_ascii_alphanumeric());
    if words().any(|word| BOX_NAME_PREFIXES.iter().any(|start| word.starts_with(start)))
        || BOX_NAME_PAIRS.iter().any(|pair| names.contains(pair))
    {
        PageRegion::Outside
    } else if name == "footer" || words().any(|word| word == "footer") {
        PageRegion::Footer
    } else {
        PageRegion::Article
    }
}

/// Whether an element says that it is not shown.
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
    fn a_box_is_no_box_where_the_article_is_in_it() {
        let words = "It is agreed. ".repeat(20);
        let outside_words = |page: &str| {
            let pieces = normalize_html(page).unwrap();
            let places = classify_regions(&pieces);
            let at = pieces
                .iter()
                .position(|piece| matches!(piece, HtmlToken::Text(text) if text.contains("agreed")));
            places[at.unwrap()] == PageRegion::Outside
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
