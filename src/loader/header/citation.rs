//! Title, publisher, author and address of a page, each from the field that says it best. Never takes the name of a site
//! for a title, nor an address for an author.

use super::json_ld::JsonLd;
use super::metadata::PageMetadata;
use crate::loader::boilerplate;
use crate::loader::html::lines::HtmlLine;
use crate::loader::phrase_tables::BoilerplateAction;
use crate::model::WebUrl;
use crate::text::{fold, has_hangul};

/// Marks between a title and the name of its site.
const TITLE_SEPARATORS: [char; 5] = ['|', ':', '>', '<', '-'];

/// The most characters of a title and of a name.
const MAX_TITLE_CHARS: usize = 220;
const MAX_NAME_CHARS: usize = 120;

/// Names that stand where an author should and are none.
const PLACEHOLDER_AUTHORS: [&str; 18] = [
    "admin",
    "administrator",
    "staff",
    "webmaster",
    "editor",
    "user",
    "anonymous",
    "root",
    "guest",
    "author",
    "unknown",
    "null",
    "none",
    "관리자",
    "편집자",
    "운영자",
    "webadmin",
    "super user",
];

/// The title, and the line of the page that shows it. A heading is believed where the metadata say the same; without
/// one that fits, the metadata; without them the first heading that is one.
pub(in crate::loader) fn find_title(
    meta: &PageMetadata,
    headline: Option<&str>,
    lines: &[HtmlLine],
    site: Option<&str>,
) -> (Option<String>, Option<usize>) {
    let fields =
        ["og:title", "twitter:title", "dcterms.title", "dc.title", "citation_title", "sailthru.title"];
    let stated: Vec<String> = headline
        .into_iter()
        .chain(fields.iter().filter_map(|name| meta.field(name)))
        .chain(meta.title.as_deref())
        .map(|title| without_site(title, site))
        .filter(|title| is_title(title, site))
        .collect();
    let folded: Vec<String> = stated.iter().map(|title| fold_letters(title)).collect();
    // Of the lines that say what the metadata say, one that says all of it; else a heading; else the longest, for what
    // a page's title begins or ends with may be the name of its site.
    let fit = |line: &HtmlLine| {
        let text = fold_letters(&line.text);
        let part = |title: &String| title.starts_with(&text) || title.ends_with(&text);
        let whole = folded.contains(&text);
        (whole || text.chars().count() >= 8 && folded.iter().any(part)).then_some((
            whole,
            line.heading,
            text.len(),
        ))
    };
    let usable = || lines.iter().enumerate().filter(|(_, line)| !line.outside && is_title(&line.text, site));
    let best = usable().filter_map(|(at, line)| Some((fit(line)?, at)));
    if let Some((_, at)) = best.max_by_key(|(fit, at)| (*fit, std::cmp::Reverse(*at))) {
        return (Some(lines[at].text.clone()), Some(at));
    }
    if let Some(title) = stated.first() {
        // A headline cut short, or with a word more: most of the letters agree.
        let near =
            usable().find(|(_, line)| line.heading && shares_opening(&fold_letters(&line.text), &folded[0]));
        return (Some(title.clone()), near.map(|(at, _)| at));
    }
    (None, None)
}

/// The heading right above the main text, for a page whose metadata name no title.
pub(in crate::loader) fn find_heading(lines: &[HtmlLine], body: &str, site: Option<&str>) -> Option<usize> {
    let prose = body.lines().find(|line| line.chars().count() >= 40)?;
    let first = lines.iter().position(|line| line.text == prose).unwrap_or(lines.len());
    let usable = |line: &HtmlLine| !line.outside && line.heading && is_title(&line.text, site);
    lines[..first].iter().rposition(usable)
}

fn is_title(title: &str, site: Option<&str>) -> bool {
    let length = title.chars().count();
    let is_site = site.is_some_and(|site| fold_letters(site) == fold_letters(title));
    // `보도자료 | 통신안전부`: the name of a column and that of its site.
    let column = || {
        title
            .split(TITLE_SEPARATORS)
            .any(|part| boilerplate::classify_line(part.trim()) == Some(BoilerplateAction::Line))
    };
    let furniture = boilerplate::classify_line(title).is_some() || length < 30 && column();
    (4..=MAX_TITLE_CHARS).contains(&length) && !is_site && !furniture
}

/// The name behind the last bar of the page's title, where it stands on the page by itself, too.
fn site_in_title(meta: &PageMetadata, lines: &[HtmlLine]) -> Option<String> {
    let title = meta.title.as_deref()?;
    let (_, name) =
        [" | ", " - ", " – ", " — ", " :: ", " : "].iter().find_map(|bar| title.rsplit_once(bar))?;
    let folded = fold_letters(name);
    let known = name.split_whitespace().count() <= 6 && folded.chars().count() >= 3;
    let shown = || {
        lines.iter().any(|line| {
            line.text.chars().count() <= 200
                && !line.text.contains(title)
                && fold_letters(&line.text).contains(&folded)
        })
    };
    (known && shown()).then(|| name.trim().to_owned())
}

fn shares_opening(heading: &str, title: &str) -> bool {
    let (short, long) = if heading.len() < title.len() { (heading, title) } else { (title, heading) };
    let start: String = short.chars().take(24).collect();
    start.chars().count() >= 8 && long.contains(&start)
}

/// The letters and digits of a text, folded: quotation marks and dashes differ between a heading and its field.
fn fold_letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A title without the name of its site before or behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let mut title = title.trim();
    let site = site.map(fold_letters).filter(|site| !site.is_empty());
    for bar in [" | ", " :: ", " • ", " – ", " — ", " - ", " : ", " < ", " > ", "|", ": "] {
        let Some(site) = &site else { break };
        let fits = |part: &str| {
            let part = fold_letters(part);
            !part.is_empty()
                && (part == *site
                    || part.chars().count() > 3 && (site.contains(&part) || part.contains(site.as_str())))
        };
        if let Some((rest, _)) =
            title.rsplit_once(bar).filter(|(rest, last)| rest.len() > 3 && fits(last) && last.len() <= 60)
        {
            title = rest.trim();
        }
        if let Some((first, rest)) = title.split_once(bar)
            && fold_letters(first) == *site
            && rest.len() > 8
        {
            title = rest.trim();
        }
    }
    title.to_owned()
}

/// Who published the page.
pub(in crate::loader) fn find_publisher(
    meta: &PageMetadata,
    linked: &JsonLd,
    lines: &[HtmlLine],
) -> Option<String> {
    // A portal names the paper that an article is from, and itself behind a bar.
    let portal =
        meta.field("og:article:author").and_then(|name| name.split_once(" | ")).map(|(name, _)| name);
    let fields = [
        "og:site_name",
        "dcterms.publisher",
        "dc.publisher",
        "publisher",
        "application-name",
        "copyright-holder",
    ];
    let stated =
        portal.or(linked.publisher.as_deref()).or_else(|| fields.iter().find_map(|name| meta.field(name)));
    let Some(stated) = stated else { return site_in_title(meta, lines) };
    let name = stated.split(" | ").next().unwrap_or(stated).trim();
    let good = !name.is_empty() && name.chars().count() <= MAX_NAME_CHARS && !name.contains("://");
    good.then(|| name.to_owned())
}

/// Who wrote it: the names that the first field with any gives.
pub(in crate::loader) fn find_author(
    meta: &PageMetadata,
    linked: &JsonLd,
    publisher: Option<&str>,
) -> Option<String> {
    let fields = [
        "author",
        "article:author",
        "byl",
        "dcterms.creator",
        "dc.creator",
        "dc:creator",
        "parsely-author",
        "sailthru.author",
        "citation_author",
        "article:author_name",
        "dable:author",
    ];
    let of_fields = fields.iter().map(|field| {
        let values = meta.fields.iter().filter(|(name, _)| name == field);
        values.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    });
    let sources = std::iter::once(linked.authors.clone()).chain(of_fields).chain([meta.authors.clone()]);
    sources.map(|names| join_authors(&names, publisher)).find(|names| !names.is_empty())
}

fn join_authors(names: &[String], publisher: Option<&str>) -> String {
    let mut kept: Vec<String> = Vec::new();
    for name in names.iter().filter_map(|name| clean_author_name(name, publisher)) {
        if !kept.iter().any(|known| fold(known) == fold(&name)) {
            kept.push(name);
        }
    }
    match &kept[..] {
        [] => String::new(),
        [one] => one.clone(),
        [first, second] if !has_hangul(first) => format!("{first} and {second}"),
        all => all.join(", "),
    }
}

/// A person's name without `By`, `기자`, an address; `None` where nothing of a name is left.
fn clean_author_name(text: &str, publisher: Option<&str>) -> Option<String> {
    let text = text.split(['<', '(', '[']).next().unwrap_or(text);
    let words = text.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
    let start =
        if words.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) { &words[3..] } else { &words };
    let mut name = start.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned();
    if has_hangul(&name) {
        // The office and the title stand behind the name, or before it.
        let bare = name.strip_suffix("기자").or_else(|| name.strip_suffix("특파원")).map(str::trim);
        let bare = bare.map(|bare| bare.rsplit([' ', '=']).next().unwrap_or(bare).to_owned());
        name = bare.unwrap_or(name);
    }
    let folded = fold(&name);
    let good = (2..=MAX_NAME_CHARS).contains(&name.chars().count())
        && !folded.contains("://")
        && !folded.contains("www.")
        && !PLACEHOLDER_AUTHORS.contains(&folded.as_str())
        && name.chars().any(char::is_alphabetic)
        && publisher.is_none_or(|publisher| fold_letters(publisher) != fold_letters(&name));
    good.then_some(name)
}

/// Where the page says it is. The front page of a site is never the address of an article.
pub(in crate::loader) fn find_url(meta: &PageMetadata, linked: &JsonLd, page: &str) -> Option<WebUrl> {
    let saved = || {
        // What browsers write at the top of a page they save.
        let start = page.char_indices().nth(2_000).map_or(page, |(at, _)| &page[..at]);
        let (_, rest) = start.split_once("saved from url=(")?.1.split_once(')')?;
        rest.split_whitespace().next()
    };
    let fields = [meta.canonical.as_deref(), meta.field("og:url"), linked.url.as_deref(), saved()];
    fields.into_iter().flatten().filter_map(|text| WebUrl::parse(text).ok()).find(|address| {
        let path = address.as_str().splitn(4, '/').nth(3).unwrap_or_default();
        !path.is_empty() && !["index.html", "index.php", "en/", "ko/", "kr/"].contains(&path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_its_site() {
        let table = [
            ("A pact is signed | The Example Daily", "A pact is signed"),
            ("A pact is signed - Example Daily", "A pact is signed"),
            ("The Example Daily: A pact is signed", "A pact is signed"),
            ("U.S. - Korea talks", "U.S. - Korea talks"),
            ("Talks: a pact is signed", "Talks: a pact is signed"),
        ];
        for (title, want) in table {
            assert_eq!(without_site(title, Some("The Example Daily")), want);
        }
        assert_eq!(without_site("한미 양해각서 체결 : 보기일보", Some("보기일보")), "한미 양해각서 체결");
    }

    #[test]
    fn authors_are_names() {
        let table = [
            ("By Jane Roe", Some("Jane Roe")),
            ("홍길동 기자 hong@example.kr", Some("홍길동")),
            ("세종=홍길동 기자", Some("홍길동")),
            ("홍길동(hong@example.kr)", Some("홍길동")),
            ("https://www.facebook.com/example", None),
            ("admin", None),
            ("The Example Daily", None),
            ("Jane Roe, Jr.", Some("Jane Roe, Jr.")),
        ];
        for (text, want) in table {
            assert_eq!(clean_author_name(text, Some("The Example Daily")).as_deref(), want, "{text}");
        }
        let names = ["Jane Roe".to_owned(), "John Doe".to_owned(), "jane roe".to_owned()];
        assert_eq!(join_authors(&names, None), "Jane Roe and John Doe");
    }
}
