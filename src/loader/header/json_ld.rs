//! JSON-LD: the description of an article in schema.org terms, alone, in a list or in a graph. Descriptions of other
//! articles on the page are not used.

use crate::loader::html::entities::decode_references;
use crate::text::{clean_line, fold};
use serde_json::{Map, Value};

/// The article as its JSON-LD describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct JsonLd {
    pub(in crate::loader) headline: Option<String>,
    /// Name and value of `datePublished`, else of `dateCreated` or `uploadDate`.
    pub(in crate::loader) published: Option<(&'static str, String)>,
    pub(in crate::loader) authors: Vec<String>,
    pub(in crate::loader) publisher: Option<String>,
    pub(in crate::loader) url: Option<String>,
    /// The full text.
    pub(in crate::loader) body: Option<String>,
    /// Whether the article is marked as not free.
    pub(in crate::loader) is_paywalled: bool,
    /// Whether the description is that of an article, and not only of the page.
    pub(in crate::loader) is_article: bool,
}

/// Types of articles.
const ARTICLE_TYPES: [&str; 14] = [
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "PressRelease",
];
/// Types of pages, whose descriptions are less specific.
const PAGE_TYPES: [&str; 4] = ["WebPage", "ItemPage", "CreativeWork", "VideoObject"];

/// Keys of lists of other stories, comments, and updates of a live report.
const OTHER_STORIES: [&str; 4] = ["itemListElement", "hasPart", "comment", "liveBlogUpdate"];

/// Most objects that are examined.
const MAX_OBJECTS: usize = 400;

/// Reads the description of the article with this title from the scripts of a page.
pub(in crate::loader) fn read_json_ld(scripts: &[String], title: Option<&str>) -> JsonLd {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse_script(script)).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect_objects(value, &mut objects);
    }
    let with_type = |types: &[&str]| -> Vec<&Map<String, Value>> {
        objects.iter().copied().filter(|object| has_type(object, types)).collect()
    };
    let articles = with_type(&ARTICLE_TYPES);
    let title = title.map(fold);
    let fits = |object: &&&Map<String, Value>| {
        let headline =
            text_field(object, "headline").or_else(|| text_field(object, "name")).map(|words| fold(&words));
        title.as_ref().zip(headline).is_some_and(|(title, headline)| {
            !headline.is_empty() && (title.contains(&headline) || headline.contains(title.as_str()))
        })
    };
    let article = articles.iter().find(fits).or_else(|| articles.first().filter(|_| articles.len() <= 2));
    let pages = with_type(&PAGE_TYPES);
    let chosen = article.or_else(|| pages.first());
    let mut json_ld = chosen.map(|object| describe_object(object, &objects)).unwrap_or_default();
    json_ld.is_article = article.is_some();
    if json_ld.published.is_none() && json_ld.is_article {
        json_ld.published = pages.first().and_then(|page| find_publication_field(page));
    }
    if json_ld.publisher.is_none() {
        let sites = with_type(&["WebSite", "NewsMediaOrganization", "GovernmentOrganization"]);
        json_ld.publisher = sites.iter().find_map(|object| text_field(object, "name"));
    }
    if json_ld.published.is_none() && values.len() < scripts.len() {
        json_ld.published = scripts.iter().find_map(|script| salvage_date(script));
        json_ld.is_article |= json_ld.published.is_some();
    }
    json_ld
}

/// Parses a script as JSON. Pages wrap it in comments and leave line breaks in strings.
fn parse_script(script: &str) -> Option<Value> {
    let script = script.replace("<![CDATA[", "");
    let script: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // What follows the value is ignored: the end of a comment, a semicolon.
    let start = &script[script.find(['{', '['])?..];
    serde_json::Deserializer::from_str(start).into_iter().next()?.ok()
}

/// Finds the date in a script that is not valid JSON.
fn salvage_date(script: &str) -> Option<(&'static str, String)> {
    let rest = script.split_once("\"datePublished\"")?.1.trim_start().strip_prefix(':')?.trim_start();
    let value = rest.strip_prefix('"')?.split('"').next()?;
    (value.len() <= 40).then(|| ("datePublished", value.to_owned()))
}

/// Collects the objects of a value that have a type. The recursion is bounded by the JSON parser, at depth 128.
fn collect_objects<'a>(value: &'a Value, objects: &mut Vec<&'a Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect_objects(value, objects)),
        Value::Object(object) if objects.len() < MAX_OBJECTS => {
            if object.contains_key("@type") {
                objects.push(object);
            }
            let inner = object.iter().filter(|(key, _)| !OTHER_STORIES.contains(&key.as_str()));
            inner.for_each(|(_, value)| collect_objects(value, objects));
        }
        _ => {}
    }
}

fn has_type(object: &Map<String, Value>, types: &[&str]) -> bool {
    let named = |value: &Value| {
        value.as_str().is_some_and(|name| types.contains(&name.rsplit(['/', ':']).next().unwrap_or(name)))
    };
    match object.get("@type") {
        Some(Value::Array(values)) => values.iter().any(named),
        Some(value) => named(value),
        None => false,
    }
}

fn describe_object(object: &Map<String, Value>, all: &[&Map<String, Value>]) -> JsonLd {
    let url = text_field(object, "url").or_else(|| {
        let page = object.get("mainEntityOfPage")?;
        page.as_str().map(str::to_owned).or_else(|| text_field(page.as_object()?, "@id"))
    });
    let body =
        object.get("articleBody").and_then(Value::as_str).map(|body| decode_references(body).into_owned());
    JsonLd {
        headline: text_field(object, "headline"),
        published: find_publication_field(object),
        authors: object.get("author").map(|value| collect_names(value, all)).unwrap_or_default(),
        publisher: object.get("publisher").and_then(|value| collect_names(value, all).into_iter().next()),
        url,
        body: body.filter(|body| !body.trim().is_empty()),
        is_paywalled: object.get("isAccessibleForFree").is_some_and(|free| match free {
            Value::Bool(free) => !free,
            Value::String(free) => free.eq_ignore_ascii_case("false"),
            _ => false,
        }),
        is_article: false,
    }
}

fn find_publication_field(object: &Map<String, Value>) -> Option<(&'static str, String)> {
    ["datePublished", "dateCreated", "uploadDate"]
        .iter()
        .find_map(|name| Some((*name, text_field(object, name)?)))
}

/// Names of persons or organizations: strings, objects, or references into the graph (`all`).
fn collect_names(value: &Value, all: &[&Map<String, Value>]) -> Vec<String> {
    match value {
        Value::String(name) => vec![clean_line(&decode_references(name))],
        Value::Array(values) => values.iter().take(12).flat_map(|value| collect_names(value, &[])).collect(),
        Value::Object(object) => {
            let id = object.get("@id").and_then(Value::as_str);
            let known = || {
                let id = id?;
                let same =
                    |other: &&&Map<String, Value>| other.get("@id").and_then(Value::as_str) == Some(id);
                all.iter().filter(same).find_map(|other| text_field(other, "name"))
            };
            text_field(object, "name").or_else(known).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The value of a field that is a string, or a list that begins with one.
fn text_field(object: &Map<String, Value>, name: &str) -> Option<String> {
    let value = object.get(name)?;
    let value = value.as_array().and_then(|values| values.first()).unwrap_or(value);
    // Many systems escape a value twice.
    let words = clean_line(&decode_references(&decode_references(value.as_str()?)));
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(script: &str, title: &str) -> JsonLd {
        read_json_ld(&[script.to_owned()], Some(title))
    }

    #[test]
    fn an_article_is_found_in_any_structure() {
        let plain =
            r#"{"@type":"NewsArticle","headline":"A pact &amp; a drill","datePublished":"2022-08-18"}"#;
        for script in [
            plain.to_owned(),
            format!("[{{\"@type\":\"BreadcrumbList\"}},{plain}]"),
            format!("{{\"@graph\":[{plain}]}}"),
            format!("<!-- {plain} -->"),
            format!("//<![CDATA[\n{plain}\n//]]>"),
        ] {
            let json_ld = read(&script, "A pact & a drill");
            assert_eq!(json_ld.headline.as_deref(), Some("A pact & a drill"), "{script}");
            assert_eq!(json_ld.published.unwrap().1, "2022-08-18");
        }
    }

    #[test]
    fn names_are_found_through_references() {
        let script = r##"{"@graph":[{"@type":"Article","author":[{"name":"Jane Roe"},"John Doe"],"publisher":{"@id":"#o"}},
            {"@type":"Organization","@id":"#o","name":"The Example"}]}"##;
        let json_ld = read(script, "x");
        assert_eq!(json_ld.authors, ["Jane Roe", "John Doe"]);
        assert_eq!(json_ld.publisher.as_deref(), Some("The Example"));
    }

    #[test]
    fn other_articles_and_broken_scripts_are_told_apart() {
        let other = |n: u32| {
            format!(r#"{{"@type":"Article","headline":"Other {n}","datePublished":"2020-01-0{n}"}}"#)
        };
        let many = format!("[{},{},{}]", other(1), other(2), other(3));
        assert_eq!(read(&many, "A pact").published, None);
        assert_eq!(read(&many, "Other 2").published.unwrap().1, "2020-01-02");
        let broken = r#"{"@type":"Article","datePublished": "2022-08-18", "headline": "a "quoted" word"}"#;
        assert_eq!(read(broken, "x").published.unwrap().1, "2022-08-18");
        assert_eq!(read(&"[".repeat(100_000), "x"), JsonLd::default());
    }
}
