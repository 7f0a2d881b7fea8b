//! Collects the metadata of a page from its tags: `<meta>`, `<link>`, `<title>`, `<time>` and the like, as names and
//! values. Which of them is right is decided elsewhere.

use crate::loader::html::entities::decode_references;
use crate::loader::html::regions::{PageRegion, classify_regions};
use crate::loader::html::tokenizer::{HtmlToken, StartTag};
use crate::loader::phrase_tables::{DateRole, PhrasePosition, header_table};
use crate::text::clean_line;

/// The metadata of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct PageMetadata {
    /// `<meta>` fields in the order of the page: name in lower case (`og:title`, `dcterms.date`), value.
    pub(in crate::loader) fields: Vec<(String, String)>,
    /// The content of `<title>`.
    pub(in crate::loader) title: Option<String>,
    /// The canonical URL.
    pub(in crate::loader) canonical: Option<String>,
    /// JSON-LD scripts.
    pub(in crate::loader) scripts: Vec<String>,
    /// Elements with a date, in the order of the page.
    pub(in crate::loader) times: Vec<TimeElement>,
    /// Text of elements marked as the author.
    pub(in crate::loader) authors: Vec<String>,
}

/// An element that states a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::loader) struct TimeElement {
    /// The value of its attribute, else its text.
    pub(in crate::loader) value: String,
    /// The text that it shows.
    pub(in crate::loader) shown_text: String,
    /// Whether the value is that of a machine-readable attribute.
    pub(in crate::loader) machine_readable: bool,
    /// The attribute or class that the value is from.
    pub(in crate::loader) field: String,
    /// Whether the date is labeled as that of publication (`Some(true)`) or of a change (`Some(false)`).
    pub(in crate::loader) is_publication: Option<bool>,
    /// Whether it lies in a box outside the article.
    pub(in crate::loader) outside: bool,
    /// Index of its start tag among the tokens.
    pub(in crate::loader) token_index: usize,
}

/// Most bytes of JSON-LD that are kept.
const MAX_JSON_LD_BYTES: usize = 1 << 20;
/// Most JSON-LD scripts that are kept.
const MAX_JSON_LD_SCRIPTS: usize = 12;
/// Most elements with a date that are kept.
const MAX_TIME_ELEMENTS: usize = 200;
/// Most elements with an author that are kept.
const MAX_AUTHORS: usize = 4;
/// Longest name of an author, in characters.
const MAX_NAME_CHARS: usize = 120;
/// Longest text, in bytes, of an element that only its class marks as a date.
const MAX_STAMP_BYTES: usize = 80;

impl PageMetadata {
    /// Collects the metadata from the balanced tokens of a page.
    pub(in crate::loader) fn collect(tokens: &[HtmlToken]) -> Self {
        let mut meta = Self::default();
        for ((at, token), region) in tokens.iter().enumerate().zip(classify_regions(tokens)) {
            if let HtmlToken::Open(element) = token {
                meta.collect_element(element, tokens, at, region == PageRegion::Outside);
            }
        }
        meta
    }

    /// The first value of a `<meta>` field.
    pub(in crate::loader) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn collect_element(&mut self, element: &StartTag, tokens: &[HtmlToken], at: usize, outside: bool) {
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
            self.times.extend(time_element(element, tokens, at, outside));
        }
        let called = |name: &str| {
            element.attribute(name).is_some_and(|value| {
                value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author"))
            })
        };
        if !outside
            && self.authors.len() < MAX_AUTHORS
            && !element.is_void()
            && (called("rel") || called("itemprop"))
        {
            self.authors.extend(
                clean_value(&inner_text(tokens, at)).filter(|name| name.chars().count() <= MAX_NAME_CHARS),
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

/// Decodes and cleans a value; many systems escape it twice. `None` if nothing is left.
fn clean_value(value: &str) -> Option<String> {
    let value = clean_line(&decode_references(&decode_references(value)));
    (!value.is_empty()).then_some(value)
}

/// Reads the date of an element, if it has one.
fn time_element(element: &StartTag, tokens: &[HtmlToken], at: usize, outside: bool) -> Option<TimeElement> {
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
        (itemprop, value.map_or_else(|| inner_text(tokens, at), str::to_owned))
    } else if let Some(title) = element.attribute("title").filter(|_| element.name == "abbr") {
        ("abbr title", title.to_owned())
    } else if element.name == "time" {
        ("time", inner_text(tokens, at))
    } else if let Some(name) =
        ["class", "id", "property"].into_iter().find(|name| names_date(element.attribute(name)))
    {
        let value = element.attribute("content").map_or_else(|| inner_text(tokens, at), str::to_owned);
        (element.attribute(name).filter(|_| value.trim().len() <= MAX_STAMP_BYTES)?, value)
    } else {
        return None;
    };
    let machine = ["datetime", "content", "title"].iter().any(|name| element.attribute(name) == Some(&value))
        || field.starts_with("data-");
    let called = |name: &str| element.attribute(name).unwrap_or_default().to_ascii_lowercase();
    let names =
        format!("{} {} {} {}", called("class"), called("itemprop"), called("id"), field).to_ascii_lowercase();
    let says = |role: DateRole| {
        let mut rows = header_table().time_element.iter().filter(|row| row.says == role);
        rows.any(|row| row.phrases.iter().any(|word| names.contains(word.as_str())))
    };
    let pubdate = element.attributes.iter().any(|(name, _)| name == "pubdate");
    let published = if pubdate || says(DateRole::Published) && !names.contains("modif") {
        Some(true)
    } else {
        says(DateRole::Updated).then_some(false)
    };
    let shown = clean_value(&inner_text(tokens, at)).unwrap_or_default();
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

/// Whether the class or id of an element says that it holds a date: `post-date`, `entry-published`, `fbdatum`.
fn names_date(names: Option<&str>) -> bool {
    let names = names.unwrap_or_default().to_ascii_lowercase();
    let mut words = names.split(|c: char| !c.is_ascii_alphanumeric());
    let is_match = |word: &str, phrase: &str, position: PhrasePosition| match position {
        PhrasePosition::Exact => word == phrase,
        PhrasePosition::Start => word.starts_with(phrase),
        PhrasePosition::End => word.ends_with(phrase),
        PhrasePosition::Anywhere => word.contains(phrase),
    };
    words.any(|word| {
        let mut rows = header_table().date_class.iter();
        rows.any(|row| row.phrases.iter().any(|phrase| is_match(word, phrase, row.position)))
            && !word.ends_with("update")
    })
}

/// The text of the element at index `at`, as far as a name or a date can be long.
fn inner_text(tokens: &[HtmlToken], at: usize) -> String {
    let mut depth = 0_usize;
    let mut inner = String::new();
    for token in &tokens[at..] {
        match token {
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
