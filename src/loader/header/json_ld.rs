//! JSON-LD: what a page says of its article in schema.org's words, alone, in a list or in a graph. Never believes a
//! description of another article on the page.

use crate::loader::html::entities::decode_references;
use crate::text::{clean_line, fold};
use serde_json::{Map, Value};

/// What schema.org's fields say of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::loader) struct JsonLd {
    pub(in crate::loader) headline: Option<String>,
    /// `datePublished`, else `dateCreated`, with the name of the field.
    pub(in crate::loader) published: Option<(&'static str, String)>,
    pub(in crate::loader) authors: Vec<String>,
    pub(in crate::loader) publisher: Option<String>,
    pub(in crate::loader) url: Option<String>,
    pub(in crate::loader) body: Option<String>,
    /// Whether it is said that one has to pay for it.
    pub(in crate::loader) is_paywalled: bool,
    /// Whether it is said of an article, and not only of the page.
    pub(in crate::loader) is_article: bool,
}

/// Types of articles; `WebPage` and its like say less.
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
const PAGE_TYPES: [&str; 4] = ["WebPage", "ItemPage", "CreativeWork", "VideoObject"];

/// The most objects that are looked at.
const MAX_OBJECTS: usize = 400;

/// What the scripts say of the article titled `title`.
pub(in crate::loader) fn read_json_ld(scripts: &[String], title: Option<&str>) -> JsonLd {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse_script(script)).collect();
    let mut objects = Vec::new();
    for value in &values {
        collect_objects(value, &mut objects);
    }
    let of_type = |types: &[&str]| -> Vec<&Map<String, Value>> {
        objects.iter().copied().filter(|object| has_type(object, types)).collect()
    };
    let articles = of_type(&ARTICLE_TYPES);
    let title = title.map(fold);
    let fits = |object: &&&Map<String, Value>| {
        let headline =
            text_field(object, "headline").or_else(|| text_field(object, "name")).map(|words| fold(&words));
        title.as_ref().zip(headline).is_some_and(|(title, headline)| {
            !headline.is_empty() && (title.contains(&headline) || headline.contains(title.as_str()))
        })
    };
    let article = articles.iter().find(fits).or_else(|| articles.first().filter(|_| articles.len() <= 2));
    let pages = of_type(&PAGE_TYPES);
    let chosen = article.or_else(|| pages.first());
    let mut linked = chosen.map(|object| describe_object(object, &objects)).unwrap_or_default();
    linked.is_article = article.is_some();
    if linked.published.is_none() && linked.is_article {
        linked.published = pages.first().and_then(|page| find_publication_field(page));
    }
    if linked.publisher.is_none() {
        let sites = of_type(&["WebSite", "NewsMediaOrganization", "GovernmentOrganization"]);
        linked.publisher = sites.iter().find_map(|object| text_field(object, "name"));
    }
    if linked.published.is_none() && values.len() < scripts.len() {
        linked.published = scripts.iter().find_map(|script| salvage_date(script));
        linked.is_article |= linked.published.is_some();
    }
    linked
}

/// A script as JSON. Pages wrap it in comments and leave line ends in its strings.
fn parse_script(script: &str) -> Option<Value> {
    let script = script.replace("<![CDATA[", "");
    let script: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // What stands behind the value is no matter: the end of a comment, a semicolon.
    let start = &script[script.find(['{', '['])?..];
    serde_json::Deserializer::from_str(start).into_iter().next()?.ok()
}

/// The date of a script that is not JSON.
fn salvage_date(script: &str) -> Option<(&'static str, String)> {
    let rest = script.split_once("\"datePublished\"")?.1.trim_start().strip_prefix(':')?.trim_start();
    let value = rest.strip_prefix('"')?.split('"').next()?;
    (value.len() <= 40).then(|| ("datePublished", value.to_owned()))
}

/// The objects of a value that have a type. No deeper than the JSON reader goes, which is 128.
fn collect_objects<'a>(value: &'a Value, objects: &mut Vec<&'a Map<String, Value>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect_objects(value, objects)),
        Value::Object(object) if objects.len() < MAX_OBJECTS => {
            if object.contains_key("@type") {
                objects.push(object);
            }
            // Lists of other stories are not of this one.
            let inner = object
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "itemListElement" | "hasPart" | "comment"));
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

/// The names of persons or organisations: texts, objects, or references into the graph.
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

/// A field that is a text, or a list that begins with one.
fn text_field(object: &Map<String, Value>, name: &str) -> Option<String> {
    let value = object.get(name)?;
    let value = value.as_array().and_then(|values| values.first()).unwrap_or(value);
    let words = clean_line(&decode_references(value.as_str()?));
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(script: &str, title: &str) -> JsonLd {
        read_json_ld(&[script.to_owned()], Some(title))
    }

    #[test]
    fn an_article_is_found_wherever_it_stands() {
        let plain =
            r#"{"@type":"NewsArticle","headline":"A pact &amp; a drill","datePublished":"2022-08-18"}"#;
        for script in [
            plain.to_owned(),
            format!("[{{\"@type\":\"BreadcrumbList\"}},{plain}]"),
            format!("{{\"@graph\":[{plain}]}}"),
            format!("<!-- {plain} -->"),
            format!("//<![CDATA[\n{plain}\n//]]>"),
        ] {
            let linked = of(&script, "A pact & a drill");
            assert_eq!(linked.headline.as_deref(), Some("A pact & a drill"), "{script}");
            assert_eq!(linked.published.unwrap().1, "2022-08-18");
        }
    }

    #[test]
    fn names_are_found_through_references() {
        let script = r##"{"@graph":[{"@type":"Article","author":[{"name":"Jane Roe"},"John Doe"],"publisher":{"@id":"#o"}},
            {"@type":"Organization","@id":"#o","name":"The Example"}]}"##;
        let linked = of(script, "x");
        assert_eq!(linked.authors, ["Jane Roe", "John Doe"]);
        assert_eq!(linked.publisher.as_deref(), Some("The Example"));
    }

    #[test]
    fn other_articles_and_broken_scripts_are_told_apart() {
        let other = |n: u32| {
            format!(r#"{{"@type":"Article","headline":"Other {n}","datePublished":"2020-01-0{n}"}}"#)
        };
        let many = format!("[{},{},{}]", other(1), other(2), other(3));
        assert_eq!(of(&many, "A pact").published, None);
        assert_eq!(of(&many, "Other 2").published.unwrap().1, "2020-01-02");
        let broken = r#"{"@type":"Article","datePublished": "2022-08-18", "headline": "a "quoted" word"}"#;
        assert_eq!(of(broken, "x").published.unwrap().1, "2022-08-18");
        assert_eq!(of(&"[".repeat(100_000), "x"), JsonLd::default());
    }
}
