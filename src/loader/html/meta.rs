//! What a page says of itself in its tags: `<meta>`, `<link>`, `<title>`, `<time>` and the like, as names and values.
//! Never decides which of them is right.

use super::boxes::{Place, places};
use super::entities::decode;
use super::tags::{Element, Tag};
use crate::text::clean_line;

/// The fields of a page, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    /// Name in lower case, value: `og:title`, `article:published_time`, `dcterms.date`.
    pub(super) fields: Vec<(String, String)>,
    /// What `<title>` says.
    pub(super) title: Option<String>,
    /// Where the page says it is.
    pub(super) canonical: Option<String>,
    /// JSON-LD scripts.
    pub(super) scripts: Vec<String>,
    /// Points in time in the page's body.
    pub(super) times: Vec<Time>,
    /// Names in elements that call themselves the author.
    pub(super) authors: Vec<String>,
}

/// A point in time that an element of the body states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    /// What the attribute says.
    pub(super) value: String,
    /// What it shows.
    pub(super) words: String,
    /// Whether the value is written for machines.
    pub(super) machine: bool,
    /// The field it is called by.
    pub(super) field: String,
    /// Whether it says that it is that of publication; `Some(false)`: that of a change.
    pub(super) published: Option<bool>,
    /// Whether it stands in a box outside the article.
    pub(super) outside: bool,
    /// Number of its piece.
    pub(super) at: usize,
}

/// The most bytes of JSON-LD that are read, and the most scripts of it.
const SCRIPT: usize = 1 << 20;
const SCRIPTS: usize = 12;
/// The most points in time, and the most characters of a name.
const TIMES: usize = 200;
const NAME: usize = 120;
/// The most bytes of a date that an element only names in its class.
const STAMP: usize = 80;

/// Words in the class or the attribute of a point in time that say what it is.
const PUBLISHED: [&str; 10] = [
    "datepublished",
    "published",
    "pubdate",
    "publish",
    "entry-date",
    "post-date",
    "posted",
    "date-time",
    "input",
    "datecreated",
];
const UPDATED: [&str; 5] = ["updated", "modified", "datemodified", "modify", "dateupdated"];

impl Meta {
    /// The fields of upright pieces.
    pub(super) fn read(pieces: &[Tag]) -> Self {
        let mut meta = Self::default();
        for ((at, piece), place) in pieces.iter().enumerate().zip(places(pieces)) {
            if let Tag::Open(element) = piece {
                meta.take(element, pieces, at, place == Place::Outside);
            }
        }
        meta
    }

    /// The first value of a field that is not empty.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn take(&mut self, element: &Element, pieces: &[Tag], at: usize, outside: bool) {
        match element.name.as_str() {
            "meta" => self.meta(element),
            "link" => {
                let rel = element.attribute("rel").unwrap_or_default();
                if rel.eq_ignore_ascii_case("canonical") && self.canonical.is_none() {
                    self.canonical = element.attribute("href").and_then(words);
                }
            }
            "title" if self.title.is_none() => self.title = element.raw.and_then(words),
            "script" => {
                let kind = element.attribute("type").map(|kind| kind.trim().to_ascii_lowercase());
                let json = |raw: &str| match kind.as_deref() {
                    Some(kind) => kind == "application/ld+json",
                    None => raw.trim_start().starts_with('{') && raw.contains("\"@context\""),
                };
                let have: usize = self.scripts.iter().map(String::len).sum();
                if let Some(raw) = element.raw.filter(|raw| have + raw.len() <= SCRIPT && json(raw))
                    && self.scripts.len() < SCRIPTS
                {
                    self.scripts.push(raw.to_owned());
                }
            }
            _ => {}
        }
        if self.times.len() < TIMES {
            self.times.extend(time(element, pieces, at, outside));
        }
        let called = |name: &str| {
            element.attribute(name).is_some_and(|value| {
                value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author"))
            })
        };
        if !outside && self.authors.len() < 4 && !element.is_void() && (called("rel") || called("itemprop")) {
            self.authors.extend(words(&inner(pieces, at)).filter(|name| name.chars().count() <= NAME));
        }
    }

    fn meta(&mut self, element: &Element) {
        let name =
            ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| element.attribute(name));
        if let Some(name) = name
            && let Some(value) = element.attribute("content").and_then(words)
        {
            self.fields.push((name.trim().to_ascii_lowercase(), value));
        }
    }
}

/// A value, cleaned; `None` where nothing is left.
fn words(value: &str) -> Option<String> {
    let value = clean_line(&decode(value));
    (!value.is_empty()).then_some(value)
}

fn time(element: &Element, pieces: &[Tag], at: usize, outside: bool) -> Option<Time> {
    let itemprop = element.attribute("itemprop").unwrap_or_default();
    let stamped = ["data-date-time", "data-datetime", "data-published", "data-date", "data-modify-date-time"];
    let (field, value) = if let Some(value) = element.attribute("datetime") {
        ("time datetime", value.to_owned())
    } else if let Some((name, value)) =
        stamped.iter().find_map(|name| Some((*name, element.attribute(name)?)))
    {
        (name, value.to_owned())
    } else if itemprop.starts_with("date") && element.name != "meta" {
        let value = element.attribute("content").or_else(|| element.attribute("title"));
        (itemprop, value.map_or_else(|| inner(pieces, at), str::to_owned))
    } else if let Some(title) = element.attribute("title").filter(|_| element.name == "abbr") {
        ("abbr title", title.to_owned())
    } else if element.name == "time" {
        ("time", inner(pieces, at))
    } else if let Some(name) =
        ["class", "id", "property"].into_iter().find(|name| is_dated(element.attribute(name)))
    {
        let value = element.attribute("content").map_or_else(|| inner(pieces, at), str::to_owned);
        (element.attribute(name).filter(|_| value.trim().len() <= STAMP)?, value)
    } else {
        return None;
    };
    let machine = ["datetime", "content", "title"].iter().any(|name| element.attribute(name) == Some(&value))
        || field.starts_with("data-");
    let called = |name: &str| element.attribute(name).unwrap_or_default().to_ascii_lowercase();
    let names =
        format!("{} {} {} {}", called("class"), called("itemprop"), called("id"), field).to_ascii_lowercase();
    let says = |known: &[&str]| known.iter().any(|word| names.contains(word));
    let pubdate = element.attributes.iter().any(|(name, _)| name == "pubdate");
    let published = if pubdate || says(&PUBLISHED) && !names.contains("modif") {
        Some(true)
    } else {
        says(&UPDATED).then_some(false)
    };
    let shown = words(&inner(pieces, at)).unwrap_or_default();
    Some(Time {
        machine,
        value: words(&value).unwrap_or_default(),
        words: shown,
        field: field.to_owned(),
        published,
        outside,
        at,
    })
}

/// Whether the names of an element say that a date stands in it: `post-date`, `entry-published`, `fbdatum`.
fn is_dated(names: Option<&str>) -> bool {
    let names = names.unwrap_or_default().to_ascii_lowercase();
    let mut words = names.split(|c: char| !c.is_ascii_alphanumeric());
    words.any(|word| {
        let dated = word.ends_with("date")
            || word.ends_with("datum")
            || word.ends_with("datetime")
            || word.starts_with("published")
            || word.starts_with("publishdat");
        (dated || matches!(word, "posted" | "timestamp" | "pubtime" | "date1" | "dates" | "datecreated"))
            && !word.ends_with("update")
    })
}

/// The words in an element, as far as a name or a date can be long.
fn inner(pieces: &[Tag], at: usize) -> String {
    let mut depth = 0_usize;
    let mut inner = String::new();
    for piece in &pieces[at..] {
        match piece {
            Tag::Open(element) if !element.is_void() => depth += 1,
            Tag::Close(_) => depth = depth.saturating_sub(1),
            Tag::Text(text) => inner.push_str(text),
            Tag::Open(_) => inner.push(' '),
        }
        if depth == 0 || inner.len() > 4 * NAME {
            break;
        }
    }
    inner
}
