//! Rules for title, publisher, author and URL of a web page: candidates from its metadata and its headings. The name of the
//! site is never taken for the title, nor a URL for the author.

use super::json_ld::JsonLd;
use super::lines::strip_headline_tags;
use super::metadata::PageMetadata;
use super::sections::MAX_TITLE_CHARS;
use super::site_name::{fold_letters, site_in_page_title, split_site};
use crate::loader::boilerplate;
use crate::loader::html::lines::HtmlLine;
use crate::loader::phrase_tables::{BoilerplateKind, MetadataField, header_table};
use crate::loader::types::{CandidateBasis, HeaderCandidate, HeaderField};
use crate::model::WebUrl;
use crate::text::{clean_line, fold, has_hangul};

/// Separators between a title and the name of the site.
const TITLE_SEPARATORS: [char; 5] = ['|', ':', '>', '<', '-'];
/// Longest name of a person or publisher, in characters.
const MAX_NAME_CHARS: usize = 120;
/// Smallest share of a title, in percent, that a line which begins or ends it must hold: a shorter one is a kicker.
const MIN_TITLE_PERCENT: usize = 60;
/// Smallest share of words, in percent, that a heading has in common with the title of the metadata.
const MIN_SHARED_WORDS_PERCENT: usize = 60;

/// Finds the titles that the metadata state, and the line that shows one of them, with its index in `lines`. `site` is the
/// name of the publisher.
pub(in crate::loader) fn title_candidates(
    meta: &PageMetadata,
    linked: &JsonLd,
    lines: &[HtmlLine],
    site: Option<&str>,
) -> (Vec<HeaderCandidate>, Option<usize>) {
    let fields = header_table().metadata_fields(MetadataField::Title);
    let candidate = |title: &str, basis: CandidateBasis| {
        let bare = strip_headline_tags(
            &site.map_or_else(|| title.to_owned(), |site| split_site(title, Some(site)).0),
        );
        is_title(&bare, site).then(|| HeaderCandidate {
            field: HeaderField::Title(bare),
            basis,
            evidence: title.to_owned(),
        })
    };
    let json_ld = linked.headline.as_deref().and_then(|title| candidate(title, CandidateBasis::JsonLd));
    let fields = fields.filter_map(|name| candidate(meta.field(name)?, CandidateBasis::Metadata));
    let page = meta.title.as_deref().and_then(|title| candidate(title, CandidateBasis::LikelyMetadata));
    let mut found: Vec<HeaderCandidate> = json_ld.into_iter().chain(fields).chain(page).collect();
    let stated: Vec<&str> = found.iter().map(|title| title.field.text()).collect();
    let (shown, headline) = find_headline(&stated, lines, site);
    let shown = shown.map(|at| HeaderCandidate {
        field: HeaderField::Title(strip_headline_tags(&clean_line(&lines[at].text))),
        basis: CandidateBasis::Headline,
        evidence: lines[at].text.clone(),
    });
    found.extend(shown);
    (found, headline)
}

/// Finds the line that is the headline by the titles that the metadata state: its index in `lines` if its words are the
/// title, and its index if it only shows where the headline is.
fn find_headline(stated: &[&str], lines: &[HtmlLine], site: Option<&str>) -> (Option<usize>, Option<usize>) {
    let folded: Vec<String> = stated.iter().map(|title| fold_letters(title)).collect();
    // Of the lines that agree with the metadata, one that agrees fully wins, then a heading, then the longest: a title may
    // begin or end with the name of the site.
    let rank = |line: &HtmlLine| {
        let text = fold_letters(&line.text);
        let part = |title: &String| {
            (title.starts_with(&text) || title.ends_with(&text))
                && text.len() * 100 >= MIN_TITLE_PERCENT * title.len()
        };
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
        return (Some(at), Some(at));
    }
    let Some(first) = folded.first() else { return (None, None) };
    // An editor changed a word of the headline, but not in the metadata.
    if let Some((at, _)) = usable().find(|(_, line)| line.heading && shares_words(&line.text, stated[0])) {
        return (Some(at), Some(at));
    }
    // A headline that was shortened or has a further word: its opening agrees.
    let near = usable().find(|(_, line)| line.heading && shares_opening(&fold_letters(&line.text), first));
    (None, near.map(|(at, _)| at))
}

/// Whether two headlines have most of their words in common.
fn shares_words(heading: &str, title: &str) -> bool {
    let words = |text: &str| -> Vec<String> { fold(text).split_whitespace().map(fold_letters).collect() };
    let (heading, title) = (words(heading), words(title));
    let shared = heading.iter().filter(|word| title.contains(word)).count();
    shared >= 3 && shared * 100 >= MIN_SHARED_WORDS_PERCENT * heading.len().max(title.len())
}

/// Finds the last heading above the main text, for a page whose metadata give no title. Returns its index in `lines`.
pub(in crate::loader) fn find_heading(lines: &[HtmlLine], body: &str, site: Option<&str>) -> Option<usize> {
    let prose = body.lines().find(|line| line.chars().count() >= 40)?;
    let first = lines.iter().position(|line| line.text == prose).unwrap_or(lines.len());
    let usable = |line: &HtmlLine| !line.outside && line.heading && is_title(&line.text, site);
    lines[..first].iter().rposition(usable)
}

/// The title of a page whose metadata give none.
pub(in crate::loader) fn heading_candidate(heading: &HtmlLine) -> HeaderCandidate {
    let title = HeaderField::Title(strip_headline_tags(&clean_line(&heading.text)));
    HeaderCandidate { field: title, basis: CandidateBasis::Headline, evidence: heading.text.clone() }
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

/// Whether one of two texts contains the opening of the shorter one. Both without spaces and punctuation.
fn shares_opening(heading: &str, title: &str) -> bool {
    let (short, long) = if heading.len() < title.len() { (heading, title) } else { (title, heading) };
    let start: String = short.chars().take(24).collect();
    start.chars().count() >= 8 && long.contains(&start)
}

/// The publishers that the page states.
pub(in crate::loader) fn publisher_candidates(
    meta: &PageMetadata,
    linked: &JsonLd,
    lines: &[HtmlLine],
) -> Vec<HeaderCandidate> {
    let candidate = |name: &str, basis: CandidateBasis| {
        let publisher = clean_line(name.split(" | ").next().unwrap_or(name));
        let valid = !publisher.is_empty()
            && publisher.chars().count() <= MAX_NAME_CHARS
            && !publisher.contains("://");
        valid.then(|| HeaderCandidate {
            field: HeaderField::Publisher(publisher),
            basis,
            evidence: name.to_owned(),
        })
    };
    // A portal names the newspaper that an article is from, and itself after a bar.
    let portal =
        meta.field("og:article:author").and_then(|name| name.split_once(" | ")).map(|(name, _)| name);
    let first =
        portal.or(linked.publisher.as_deref()).and_then(|name| candidate(name, CandidateBasis::JsonLd));
    let fields = header_table().metadata_fields(MetadataField::Publisher);
    let fields = fields.filter_map(|name| candidate(meta.field(name)?, CandidateBasis::Metadata));
    let in_title =
        site_in_page_title(meta, lines).and_then(|name| candidate(&name, CandidateBasis::LikelyMetadata));
    first.into_iter().chain(fields).chain(in_title).collect()
}

/// The authors that the page states: the names in each field that has any.
pub(in crate::loader) fn author_candidates(
    meta: &PageMetadata,
    linked: &JsonLd,
    publisher: Option<&str>,
) -> Vec<HeaderCandidate> {
    let of_fields = header_table().metadata_fields(MetadataField::Author).map(|field| {
        let values = meta.fields.iter().filter(|(name, _)| name == field);
        (values.map(|(_, value)| value.clone()).collect::<Vec<_>>(), CandidateBasis::Metadata)
    });
    let sources = std::iter::once((linked.authors.clone(), CandidateBasis::JsonLd))
        .chain(of_fields)
        .chain([(meta.authors.clone(), CandidateBasis::LabeledElement)]);
    let candidate = |(names, basis): (Vec<String>, CandidateBasis)| {
        let author = clean_line(&join_authors(&names, publisher));
        (!author.is_empty()).then(|| HeaderCandidate {
            field: HeaderField::Author(author),
            basis,
            evidence: names.join(", "),
        })
    };
    sources.filter_map(candidate).collect()
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
