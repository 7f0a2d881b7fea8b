//! What a page says of itself in its tags: `<meta>`, `<link>`, `<title>`, `<time>` and the like, as names and values.
//! Never decides which of them is right.

use crate::loader::html::entities::decode_references;
use crate::loader::html::regions::{PageRegion, classify_regions};
use crate::loader::html::tokenizer::{HtmlToken, StartTag};
use crate::text::clean_line;

/// The fields of a page, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct PageMetadata {
    /// Name in lower case, value: `og:title`, `article:published_time`, `dcterms.date`.
    pub(in crate::loader) fields: Vec<(String, String)>,
    /// What `<title>` says.
    pub(in crate::loader) title: Option<String>,
    /// Where the page says it is.
    pub(in crate::loader) canonical: Option<String>,
    /// JSON-LD scripts.
    pub(in crate::loader) scripts: Vec<String>,
    /// Points in time in the page's body.
    pub(in crate::loader) times: Vec<TimeElement>,
    /// Names in elements that call themselves the author.
    pub(in crate::loader) authors: Vec<String>,
}

/// A point in time that an element of the body states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::loader) struct TimeElement {
    /// What the attribute says.
    pub(in crate::loader) value: String,
    /// What it shows.
    pub(in crate::loader) shown_text: String,
    /// Whether the value is written for machines.
    pub(in crate::loader) machine_readable: bool,
    /// The field it is called by.
    pub(in crate::loader) field: String,
    /// Whether it says that it is that of publication; `Some(false)`: that of a change.
    pub(in crate::loader) is_publication: Option<bool>,
    /// Whether it stands in a box outside the article.
    pub(in crate::loader) outside: bool,
    /// Number of its piece.
    pub(in crate::loader) token_index: usize,
}

/// The most bytes of JSON-LD that are read, and the most scripts of it.
const MAX_JSON_LD_BYTES: usize = 1 << 20;
const MAX_JSON_LD_SCRIPTS: usize = 12;
/// The most points in time, and the most characters of a name.
const MAX_TIME_ELEMENTS: usize = 200;
const MAX_NAME_CHARS: usize = 120;
/// The most bytes of a date that an element only names in its class.
const MAX_STAMP_BYTES: usize = 80;

/// Words in the class or the attribute of a point in time that say what it is.
const PUBLISHED_HINTS: [&str; 10] = [
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
const UPDATED_HINTS: [&str; 5] = ["updated", "modified", "datemodified", "modify", "dateupdated"];

impl PageMetadata {
    /// The fields of upright pieces.
    pub(in crate::loader) fn collect(pieces: &[HtmlToken]) -> Self {
        let mut meta = Self::default();
        for ((at, piece), place) in pieces.iter().enumerate().zip(classify_regions(pieces)) {
            if let HtmlToken::Open(element) = piece {
                meta.collect_element(element, pieces, at, place == PageRegion::Outside);
            }
        }
        meta
    }

    /// The first value of a field that is not empty.
    pub(in crate::loader) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn collect_element(&mut self, element: &StartTag, pieces: &[HtmlToken], at: usize, outside: bool) {
        match element.name.as_str() {
            "meta" => self.collect_meta(element),
            "link" => {
                let rel = element.attribute("rel").unwrap_or_default();
                if rel.eq_ignore_ascii_case("canonical") && self.canonical.is_none() {
                    self.canonical = element.attribute("href").and_then(clean_value);
                }
            }
            "title" if self.title.is_none() => self.title = element.raw.and_then(clean_value),
            "script" => {
                let kind = element.attribute("type").map(|kind| kind.trim().to_ascii_lowercase());
                let json = |raw: &str| match kind.as_deref() {
                    Some(kind) => kind == "application/ld+json",
                    None => raw.trim_start().starts_with('{') && raw.contains("\"@context\""),
                };
                let have: usize = self.scripts.iter().map(String::len).sum();
                if let Some(raw) =
                    element.raw.filter(|raw| have + raw.len() <= MAX_JSON_LD_BYTES && json(raw))
                    && self.scripts.len() < MAX_JSON_LD_SCRIPTS
                {
                    self.scripts.push(raw.to_owned());
                }
            }
            _ => {}
        }
        if self.times.len() < MAX_TIME_ELEMENTS {
            self.times.extend(time_element(element, pieces, at, outside));
        }
        let called = |name: &str| {
            element.attribute(name).is_some_and(|value| {
                value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author"))
            })
        };
        if !outside && self.authors.len() < 4 && !element.is_void() && (called("rel") || called("itemprop")) {
            self.authors.extend(
                clean_value(&inner_text(pieces, at)).filter(|name| name.chars().count() <= MAX_NAME_CHARS),
            );
        }
    }

    fn collect_meta(&mut self, element: &StartTag) {
        let name =
            ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| element.attribute(name));
        if let Some(name) = name
            && let Some(value) = element.attribute("content").and_then(clean_value)
        {
            self.fields.push((name.trim().to_ascii_lowercase(), value));
        }
    }
}

/// A value, cleaned; `None` where nothing is left.
fn clean_value(value: &str) -> Option<String> {
    let value = clean_line(&decode_references(value));
    (!value.is_empty()).then_some(value)
}

fn time_element(element: &StartTag, pieces: &[HtmlToken], at: usize, outside: bool) -> Option<TimeElement> {
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
        (itemprop, value.map_or_else(|| inner_text(pieces, at), str::to_owned))
    } else if let Some(title) = element.attribute("title").filter(|_| element.name == "abbr") {
        ("abbr title", title.to_owned())
    } else if element.name == "time" {
        ("time", inner_text(pieces, at))
    } else if let Some(name) =
        ["class", "id", "property"].into_iter().find(|name| names_date(element.attribute(name)))
    {
        let value = element.attribute("content").map_or_else(|| inner_text(pieces, at), str::to_owned);
        (element.attribute(name).filter(|_| value.trim().len() <= MAX_STAMP_BYTES)?, value)
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
    let published = if pubdate || says(&PUBLISHED_HINTS) && !names.contains("modif") {
        Some(true)
    } else {
        says(&UPDATED_HINTS).then_some(false)
    };
    let shown = clean_value(&inner_text(pieces, at)).unwrap_or_default();
    Some(TimeElement {
        machine_readable: machine,
        value: clean_value(&value).unwrap_or_default(),
        shown_text: shown,
        field: field.to_owned(),
        is_publication: published,
        outside,
        token_index: at,
    })
}

/// Whether the names of an element say that a date stands in it: `post-date`, `entry-published`, `fbdatum`.
fn names_date(names: Option<&str>) -> bool {
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
fn inner_text(pieces: &[HtmlToken], at: usize) -> String {
    let mut depth = 0_usize;
    let mut inner = String::new();
    for piece in &pieces[at..] {
        match piece {
            HtmlToken::Open(element) if !element.is_void() => depth += 1,
            HtmlToken::Close(_) => depth = depth.saturating_sub(1),
            HtmlToken::Text(text) => inner.push_str(text),
            HtmlToken::Open(_) => inner.push(' '),
        }
        if depth == 0 || inner.len() > 4 * MAX_NAME_CHARS {
            break;
        }
    }
    inner
}
