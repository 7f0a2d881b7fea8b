//! The parts of a page that stand outside its article: navigation, foot, other stories, comments. Never takes for a box
//! what holds the headline or much of the page's words, whatever it calls itself.

use super::tags::{Element, Tag};

/// Elements whose words are not the article's.
const OUTSIDE: [&str; 8] = ["nav", "footer", "aside", "button", "select", "dialog", "template", "noscript"];
/// How the words begin by which such boxes call themselves.
const BOXES: [&str; 24] = [
    "related",
    "comment",
    "reply",
    "replies",
    "respond",
    "sidebar",
    "sidenav",
    "footer",
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
const PAIRS: [&str; 7] =
    ["most-read", "most-popular", "side-bar", "more-stories", "more-news", "read-next", "blog-archive"];
/// Elements around a whole page, which say nothing of what is in them.
const FRAMES: [&str; 6] = ["html", "body", "main", "article", "h1", "head"];
/// The share of a page's words, in hundredths, from which on nothing is a box.
const MUCH: usize = 40;

/// For each of the upright pieces, whether it stands in such a box.
pub(super) fn outside(pieces: &[Tag]) -> Vec<bool> {
    let ends = ends(pieces);
    let (mut words, mut headlines) = (vec![0_usize], vec![0_usize]);
    for piece in pieces {
        let (length, headline) = match piece {
            Tag::Text(text) => (text.trim().len(), 0),
            Tag::Open(element) => (0, usize::from(element.name == "h1")),
            Tag::Close(_) => (0, 0),
        };
        words.push(words[words.len() - 1] + length);
        headlines.push(headlines[headlines.len() - 1] + headline);
    }
    let all = words[words.len() - 1];
    let mut outside = vec![false; pieces.len()];
    let mut at = 0;
    while at < pieces.len() {
        let end = ends[at];
        if let Tag::Open(element) = &pieces[at]
            && is_box(element)
            && headlines[end] == headlines[at]
            && (words[end] - words[at]) * 100 <= MUCH * all
        {
            outside[at..end].fill(true);
            at = end;
        } else {
            at += 1;
        }
    }
    outside
}

/// For each opening tag, the number after its closing one; for everything else the next.
fn ends(pieces: &[Tag]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=pieces.len()).collect();
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Tag::Open(element) if !element.is_void() => open.push(at),
            Tag::Close(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = at + 1;
                }
            }
            _ => {}
        }
    }
    ends
}

fn is_box(element: &Element) -> bool {
    let name = element.name.as_str();
    if OUTSIDE.contains(&name) || is_hidden(element) {
        return true;
    }
    let named = |names: &str| {
        let names = names.to_ascii_lowercase();
        let mut words = names.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| BOXES.iter().any(|start| word.starts_with(start)))
            || PAIRS.iter().any(|pair| names.contains(pair))
    };
    !FRAMES.contains(&name) && ["class", "id"].iter().filter_map(|name| element.attribute(name)).any(named)
}

/// Whether an element says that it is not shown.
pub(super) fn is_hidden(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || element.attributes.iter().any(|(name, _)| name == "hidden")
}

#[cfg(test)]
mod tests {
    use super::super::guard::upright;
    use super::*;

    #[test]
    fn a_box_is_no_box_where_the_article_is_in_it() {
        let words = "It is agreed. ".repeat(20);
        let outside_words = |page: &str| {
            let pieces = upright(page).unwrap();
            let outside = outside(&pieces);
            let at =
                pieces.iter().position(|piece| matches!(piece, Tag::Text(text) if text.contains("agreed")));
            outside[at.unwrap()]
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
