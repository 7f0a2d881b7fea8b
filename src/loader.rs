//! Reads articles and proposes the events that they report: text or web page in, header and dated events out.
//!
//! The pipeline: [`expand_source`], [`read_article`] (or [`fetch_article`]), then [`analyze_article`]. Nothing is ever
//! written, and no date is ever made up.

mod actor_resolver;
mod boilerplate;
mod composed;
mod decode;
mod draft;
mod error;
#[cfg(feature = "fetch")]
mod fetch;
mod fingerprint;
mod header;
mod html;
mod input;
mod landmarks;
mod phrase_matcher;
mod phrase_tables;
mod publication_bounds;
mod segment;
pub mod temporal;
mod types;
mod web_page;

pub use error::LoaderError;
#[cfg(feature = "fetch")]
pub use fetch::FetchLimits;
pub use fingerprint::{Fingerprint, is_copy};
pub use types::{
    AntecedentReference, Article, CandidateBasis, HeaderCandidate, HeaderField, LoadOptions, PageHeader,
    Proposal, PublicationBasis, PublicationDate, RawArticle, TemporalMention, TimexTag, TimexType,
};

use crate::model::{Gazetteer, WebUrl};
use crate::text;
use input::ArticleInput;
use std::ops::Range;

/// Expands a source to paths for [`read_article`]: a folder gives its text files and saved web pages, sorted by name; a
/// file, a URL or `-` gives itself.
pub fn expand_source(source: &str) -> Result<Vec<String>, LoaderError> {
    input::expand_source(source)
}

/// Reads one article, plain text or a web page, from a file, from standard input (`-`) or from a URL, which is
/// downloaded. At most 16 MiB.
pub fn read_article(path: &str) -> Result<RawArticle, LoaderError> {
    if input::is_url(path) { read_url(path) } else { into_raw_article(path, input::read_input(path)?) }
}

#[cfg(feature = "fetch")]
fn read_url(url: &str) -> Result<RawArticle, LoaderError> {
    fetch_article(url, FetchLimits::default())
}

#[cfg(not(feature = "fetch"))]
fn read_url(url: &str) -> Result<RawArticle, LoaderError> {
    parse_url(url)?;
    Err(LoaderError::NoNetworkSupport)
}

fn parse_url(url: &str) -> Result<WebUrl, LoaderError> {
    WebUrl::parse(url).map_err(|error| LoaderError::InvalidUrl(error.to_string()))
}

/// Downloads the article at a URL.
#[cfg(feature = "fetch")]
pub fn fetch_article(url: &str, limits: FetchLimits) -> Result<RawArticle, LoaderError> {
    let page = fetch::fetch_url(&parse_url(url)?, limits)?;
    let raw = read_bytes(url, page.bytes, page.charset.as_deref())?;
    Ok(RawArticle { url: Some(page.url), ..raw })
}

/// Reads plain text from a file or from standard input (`-`). Web pages are refused, because offsets in their text would
/// not be offsets in the file.
pub fn read_plain_text(path: &str) -> Result<RawArticle, LoaderError> {
    if input::is_url(path) {
        return Err(LoaderError::UrlNotAccepted);
    }
    match input::read_input(path)? {
        ArticleInput::Text(text) => {
            Ok(RawArticle { path: path.to_owned(), text, page_header: None, url: None })
        }
        ArticleInput::Page { .. } => Err(LoaderError::HtmlNotAccepted),
    }
}

/// Reads an article from bytes. `charset` is the character set that an HTTP header names, if any.
pub fn read_bytes(path: &str, bytes: Vec<u8>, charset: Option<&str>) -> Result<RawArticle, LoaderError> {
    into_raw_article(path, input::classify_input(path, bytes, charset)?)
}

fn into_raw_article(path: &str, input: ArticleInput) -> Result<RawArticle, LoaderError> {
    let path = path.to_owned();
    match input {
        ArticleInput::Text(text) => Ok(RawArticle { path, text, page_header: None, url: None }),
        ArticleInput::Page { text, lossy } => {
            let (text, page_header) = web_page::read_web_page(&text)?;
            if lossy && text.contains('\u{FFFD}') || decode::is_garbled(&text) {
                return Err(LoaderError::Garbled);
            }
            Ok(RawArticle { path, text, page_header: Some(page_header), url: None })
        }
    }
}

/// Extracts the header of an article and proposes its events. `options` win over what the article says.
pub fn analyze_article(raw: &RawArticle, options: &LoadOptions, gazetteer: &Gazetteer) -> Article {
    let clean = text::clean(&raw.text);
    let paragraphs = segment::split_paragraphs(&clean);
    let filtered = boilerplate::remove_boilerplate(&paragraphs);
    let header = match &raw.page_header {
        Some(page) => {
            let lines = [paragraphs.as_slice(), &page.footer_lines].concat();
            header::resolver::resolve_page(page, &filtered.kept, &lines, options)
        }
        None => header::resolver::resolve_text(filtered.kept, &paragraphs, options),
    };
    let text = join_paragraphs(header.title.as_deref(), &header.body);
    let headline = header::headline::find_headline(header.title.as_deref(), &paragraphs, &header.body);
    let korean = is_korean(&text);
    let actor_resolver = actor_resolver::ActorResolver::new(gazetteer, &text);
    // An article without a headline begins with what it is about.
    let subject = header.title.as_deref().or_else(|| header.body.first().map(String::as_str));
    let relevant = draft::is_relevant(subject, &text, &actor_resolver);
    let context = draft::ArticleContext {
        title: header.title.as_deref(),
        headline: headline.as_deref(),
        is_korean: korean,
        text: &text,
        published: &header.published,
        actor_resolver: &actor_resolver,
    };
    let proposals =
        if relevant || options.keep_irrelevant { draft::propose_events(&context) } else { Vec::new() };
    Article {
        path: raw.path.clone(),
        language: if korean { "ko" } else { "en" }.to_owned(),
        url: options.url.clone().or_else(|| article_url(raw)),
        machine_written: filtered.machine_written,
        fingerprint: Fingerprint::from_text(&header.body.join(" ")),
        timex_tags: temporal::find_timex_tags(&text, header.published.date.as_ref()),
        relevant,
        proposals,
        title: header.title,
        publisher: header.publisher,
        author: header.author,
        published: header.published,
        text,
    }
}

/// Tags every temporal expression of a text in TIMEX3. Relative expressions are resolved against the publication date
/// that `options` give, else the one that the text states. Ranges are bytes of the text as given, before cleaning.
pub fn tag_dates(raw: &RawArticle, options: &LoadOptions) -> Vec<TimexTag> {
    let clean = text::clean(&raw.text);
    let paragraphs = segment::split_paragraphs(&clean);
    let kept = boilerplate::remove_boilerplate(&paragraphs).kept;
    let header = header::resolver::resolve_text(kept, &paragraphs, options);
    let composed = composed::ComposedText::new(&raw.text);
    let tags = temporal::find_timex_tags(&composed.text, header.published.date.as_ref());
    tags.into_iter().map(|tag| TimexTag { range: composed.given_range(&tag.range), ..tag }).collect()
}

/// The URL of an article: the one that the page states, unless it was downloaded from another site.
fn article_url(raw: &RawArticle) -> Option<WebUrl> {
    let stated = raw.page_header.as_ref().and_then(|page| page.url.clone());
    let Some(fetched) = &raw.url else { return stated };
    stated.filter(|stated| stated.site() == fetched.site()).or_else(|| Some(fetched.clone()))
}

/// Splits a paragraph into sentences: byte ranges without surrounding white space.
pub fn sentence_ranges(paragraph: &str) -> Vec<Range<usize>> {
    segment::split_sentences(paragraph, 0, 0).into_iter().map(|sentence| sentence.range).collect()
}

/// Joins title and body with empty lines between paragraphs.
fn join_paragraphs(title: Option<&str>, body: &[String]) -> String {
    title.into_iter().chain(body.iter().map(String::as_str)).collect::<Vec<_>>().join("\n\n")
}

/// Whether at least a quarter of the letters are Hangul.
fn is_korean(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().filter(|&c| text::is_hangul(c)).count() * 4 > letters
}
