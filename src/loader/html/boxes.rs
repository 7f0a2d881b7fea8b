//! The parts of a page that stand outside its article: navigation, foot, other stories, comments. Never takes for a box
//! what holds the headline or much of the page's words, whatever it calls itself.

use super::tags::{Element, Tag};

/// Where a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the article, or where it may be.
    Inside,
    /// In a foot, which may be the article's own and say who wrote it when.
    Foot,
    /// In a box that has nothing to say of the article.
    Outside,
}

/// Elements whose words are not the article's.
const OUTSIDE: [&str; 7] = ["nav", "aside", "button", "select", "dialog", "template", "noscript"];
/// How the words begin by which such boxes call themselves.
const BOXES: [&str; 25] = [
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
const PAIRS: [&str; 7] =
    ["most-read", "most-popular", "side-bar", "more-stories", "more-news", "read-next", "blog-archive"];
/// Elements around a whole page, which say nothing of what is in them.
const FRAMES: [&str; 6] = ["html", "body", "main", "article", "h1", "head"];
/// The share of a page's words, in hundredths, from which on nothing is a box.
const MUCH: usize = 40;

/// For each of the upright pieces, whether it stands in such a box.
pub(super) fn places(pieces: &[Tag]) -> Vec<Place> {
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
    let mut places = vec![Place::Inside; pieces.len()];
    let mut at = 0;
    while at < pieces.len() {
        let end = ends[at];
        if let Tag::Open(element) = &pieces[at]
            && let place = place(element)
            && place != Place::Inside
            && headlines[end] == headlines[at]
            && (words[end] - words[at]) * 100 <= MUCH * all
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

fn place(element: &Element) -> Place {
    let name = element.name.as_str();
    if OUTSIDE.contains(&name) {
        return Place::Outside;
    }
    if FRAMES.contains(&name) {
        return Place::Inside;
    }
    let names =
        ["class", "id"].iter().filter_map(|name| element.attribute(name)).collect::<Vec<_>>().join(" ");
    let names = names.to_ascii_lowercase();
    let words = || names.split(|c: char| !c.is_ascii_alphanumeric());
    if words().any(|word| BOXES.iter().any(|start| word.starts_with(start)))
        || PAIRS.iter().any(|pair| names.contains(pair))
    {
        Place::Outside
    } else if name == "footer" || words().any(|word| word == "footer") {
        Place::Foot
    } else {
        Place::Inside
    }
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
            let places = places(&pieces);
            let at =
                pieces.iter().position(|piece| matches!(piece, Tag::Text(text) if text.contains("agreed")));
            places[at.unwrap()] == Place::Outside
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
