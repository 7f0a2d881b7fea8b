//! Title, publisher, author and URL of a web page, each from its best field. The name of the site is never taken for the
//! title, nor a URL for the author.

use super::json_ld::JsonLd;
use super::lines::MAX_TITLE_CHARS;
use super::metadata::PageMetadata;
use crate::loader::boilerplate;
use crate::loader::html::lines::HtmlLine;
use crate::loader::phrase_tables::{BoilerplateKind, MetadataField, header_table};
use crate::model::WebUrl;
use crate::text::{fold, has_hangul};

/// Separators between a title and the name of the site.
const TITLE_SEPARATORS: [char; 5] = ['|', ':', '>', '<', '-'];

/// Longest name of a person or publisher, in characters.
const MAX_NAME_CHARS: usize = 120;

/// Finds the title, and the index in `lines` of the line that shows it. A line that agrees with the metadata wins; without
/// one, the metadata alone give the title. `headline` is that of the JSON-LD, `site` the name of the publisher.
pub(in crate::loader) fn find_title(
    meta: &PageMetadata,
    headline: Option<&str>,
    lines: &[HtmlLine],
    site: Option<&str>,
) -> (Option<String>, Option<usize>) {
    let fields = header_table().metadata_fields(MetadataField::Title);
    let stated: Vec<String> = headline
        .into_iter()
        .chain(fields.filter_map(|name| meta.field(name)))
        .chain(meta.title.as_deref())
        .map(|title| without_site(title, site))
        .filter(|title| is_title(title, site))
        .collect();
    let folded: Vec<String> = stated.iter().map(|title| fold_letters(title)).collect();
    // Of the lines that agree with the metadata, one that agrees fully wins, then a heading, then the longest: a title may
    // begin or end with the name of the site.
    let rank = |line: &HtmlLine| {
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
    let best = usable().filter_map(|(at, line)| Some((rank(line)?, at)));
    if let Some((_, at)) = best.max_by_key(|(rank, at)| (*rank, std::cmp::Reverse(*at))) {
        return (Some(lines[at].text.clone()), Some(at));
    }
    if let Some(title) = stated.first() {
        // A headline that was shortened or has a further word: its opening agrees.
        let near =
            usable().find(|(_, line)| line.heading && shares_opening(&fold_letters(&line.text), &folded[0]));
        return (Some(title.clone()), near.map(|(at, _)| at));
    }
    (None, None)
}

/// Finds the last heading above the main text, for a page whose metadata give no title. Returns its index in `lines`.
pub(in crate::loader) fn find_heading(lines: &[HtmlLine], body: &str, site: Option<&str>) -> Option<usize> {
    let prose = body.lines().find(|line| line.chars().count() >= 40)?;
    let first = lines.iter().position(|line| line.text == prose).unwrap_or(lines.len());
    let usable = |line: &HtmlLine| !line.outside && line.heading && is_title(&line.text, site);
    lines[..first].iter().rposition(usable)
}

/// Whether a text can be a title: of fitting length, not the name of the site, and no boilerplate.
fn is_title(title: &str, site: Option<&str>) -> bool {
    let length = title.chars().count();
    let is_site = site.is_some_and(|site| fold_letters(site) == fold_letters(title));
    // `보도자료 | 통신안전부`: the name of a column and that of the site.
    let column = || {
        title
            .split(TITLE_SEPARATORS)
            .any(|part| boilerplate::classify_line(part.trim()) == Some(BoilerplateKind::Line))
    };
    let is_boilerplate = boilerplate::classify_line(title).is_some() || length < 30 && column();
    (4..=MAX_TITLE_CHARS).contains(&length) && !is_site && !is_boilerplate
}

/// The name of the site after the last separator of the page's title, if it occurs elsewhere on the page, too.
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

/// Whether one of two texts contains the opening of the shorter one. Both without spaces and punctuation.
fn shares_opening(heading: &str, title: &str) -> bool {
    let (short, long) = if heading.len() < title.len() { (heading, title) } else { (title, heading) };
    let start: String = short.chars().take(24).collect();
    start.chars().count() >= 8 && long.contains(&start)
}

/// The letters and digits of a text, folded, for comparing a heading with a field: their punctuation may differ.
fn fold_letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Removes the name of the site before or after a title.
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

/// Finds the publisher of the page.
pub(in crate::loader) fn find_publisher(
    meta: &PageMetadata,
    linked: &JsonLd,
    lines: &[HtmlLine],
) -> Option<String> {
    // A portal names the newspaper that an article is from, and itself after a bar.
    let portal =
        meta.field("og:article:author").and_then(|name| name.split_once(" | ")).map(|(name, _)| name);
    let mut fields = header_table().metadata_fields(MetadataField::Publisher);
    let stated = portal.or(linked.publisher.as_deref()).or_else(|| fields.find_map(|name| meta.field(name)));
    let Some(stated) = stated else { return site_in_title(meta, lines) };
    let name = stated.split(" | ").next().unwrap_or(stated).trim();
    let valid = !name.is_empty() && name.chars().count() <= MAX_NAME_CHARS && !name.contains("://");
    valid.then(|| name.to_owned())
}

/// Finds the authors: the names in the first field that has any.
pub(in crate::loader) fn find_author(
    meta: &PageMetadata,
    linked: &JsonLd,
    publisher: Option<&str>,
) -> Option<String> {
    let of_fields = header_table().metadata_fields(MetadataField::Author).map(|field| {
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

/// Removes `By`, `기자` and e-mail addresses from a name. `None` if no name is left.
fn clean_author_name(text: &str, publisher: Option<&str>) -> Option<String> {
    let text = text.split(['<', '(', '[']).next().unwrap_or(text);
    let words = text.split_whitespace().filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ");
    let start =
        if words.get(..3).is_some_and(|by| by.eq_ignore_ascii_case("by ")) { &words[3..] } else { &words };
    let mut name = start.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned();
    if has_hangul(&name) {
        // The title "기자" or "특파원" follows the name, the bureau precedes it.
        let bare = name.strip_suffix("기자").or_else(|| name.strip_suffix("특파원")).map(str::trim);
        let bare = bare.map(|bare| bare.rsplit([' ', '=']).next().unwrap_or(bare).to_owned());
        name = bare.unwrap_or(name);
    }
    let folded = fold(&name);
    let valid = (2..=MAX_NAME_CHARS).contains(&name.chars().count())
        && !folded.contains("://")
        && !folded.contains("www.")
        && !header_table().placeholder_author.contains(&folded)
        && name.chars().any(char::is_alphabetic)
        && publisher.is_none_or(|publisher| fold_letters(publisher) != fold_letters(&name));
    valid.then_some(name)
}

/// Finds the URL that the page states. The front page of a site is never the URL of an article.
pub(in crate::loader) fn find_url(meta: &PageMetadata, linked: &JsonLd, page: &str) -> Option<WebUrl> {
    let saved = || {
        // Browsers write this comment at the top of a page they save.
        let start = page.char_indices().nth(2_000).map_or(page, |(at, _)| &page[..at]);
        let (_, rest) = start.split_once("saved from url=(")?.1.split_once(')')?;
        rest.split_whitespace().next()
    };
    let fields = [meta.canonical.as_deref(), meta.field("og:url"), linked.url.as_deref(), saved()];
    fields.into_iter().flatten().filter_map(|text| WebUrl::parse(text).ok()).find(|url| {
        let path = url.as_str().splitn(4, '/').nth(3).unwrap_or_default();
        !path.is_empty() && !["index.html", "index.php", "en/", "ko/", "kr/"].contains(&path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_removed_from_a_title() {
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
    fn author_fields_give_names() {
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
