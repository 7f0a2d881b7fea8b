//! The loader: an article in, its header and the events it tells of out. The pipeline, one line a step.
//! Never writes anything, and never makes a date up.

mod actor_resolver;
mod boilerplate;
mod decode;
mod draft;
mod error;
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
pub use fetch::FetchLimits;
pub use fingerprint::{Fingerprint, is_copy};
pub use types::{
    AntecedentReference, Article, LoadOptions, MetadataDate, PageHeader, Proposal, PublicationBasis,
    PublicationDate, RawArticle, TemporalMention, TimexTag, TimexType,
};

use crate::model::{Gazetteer, WebUrl};
use crate::text;
use input::ArticleInput;
use std::ops::Range;

/// The articles that a SOURCE names, each as a path for [`read()`]: a file or `-` is itself, a folder its text files and
/// saved web pages in the order of their names.
pub fn expand_source(source: &str) -> Result<Vec<String>, LoaderError> {
    input::expand_source(source)
}

/// One article, a text or a web page: a file, `-` for standard input, or an address, which is fetched. At most 16 MiB.
pub fn read_article(path: &str) -> Result<RawArticle, LoaderError> {
    if input::is_url(path) {
        fetch_article(path, FetchLimits::default())
    } else {
        into_raw_article(path, input::read_input(path)?)
    }
}

/// The article at an address.
pub fn fetch_article(address: &str, limits: FetchLimits) -> Result<RawArticle, LoaderError> {
    let asked = WebUrl::parse(address).map_err(|error| LoaderError::InvalidUrl(error.to_string()))?;
    let fetched = fetch::fetch_url(&asked, limits)?;
    let raw = read_bytes(address, fetched.bytes, fetched.charset.as_deref())?;
    Ok(RawArticle { url: Some(fetched.url), ..raw })
}

/// The same, of a text only: a web page is refused, for its words stand elsewhere than in what is given.
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

/// An article that has been brought from elsewhere as bytes. `charset` is the one that an HTTP header names, if it
/// names one.
pub fn read_bytes(path: &str, bytes: Vec<u8>, charset: Option<&str>) -> Result<RawArticle, LoaderError> {
    into_raw_article(path, input::classify_input(path, bytes, charset)?)
}

fn into_raw_article(path: &str, source: ArticleInput) -> Result<RawArticle, LoaderError> {
    let path = path.to_owned();
    match source {
        ArticleInput::Text(text) => Ok(RawArticle { path, text, page_header: None, url: None }),
        ArticleInput::Page { text, lossy } => {
            let (text, page) = web_page::read_web_page(&text)?;
            if lossy && text.contains('\u{FFFD}') || decode::is_garbled(&text) {
                return Err(LoaderError::Garbled);
            }
            Ok(RawArticle { path, text, page_header: Some(page), url: None })
        }
    }
}

/// Reads an article. What `options` say wins over what the article says.
pub fn analyze_article(raw: &RawArticle, options: &LoadOptions, gazetteer: &Gazetteer) -> Article {
    let clean = text::clean(&raw.text);
    let paragraphs = segment::split_paragraphs(&clean);
    let swept = boilerplate::remove_boilerplate(paragraphs.clone());
    let (mut header, foot) = match &raw.page_header {
        Some(page) => {
            (header::resolver::resolve_header(page, swept.kept, options), page.footer_lines.as_slice())
        }
        None => (header::lines::read_header(swept.kept, options), &[][..]),
    };
    if header.published.date.is_none()
        && let Some(bounds) =
            publication_bounds::infer_publication_bounds(&header.body, &[&paragraphs, foot].concat())
    {
        header.published = bounds;
    }
    let text = join_paragraphs(header.title.as_deref(), &header.body);
    let who = actor_resolver::ActorResolver::new(gazetteer, &text);
    let relevant = draft::is_relevant(header.title.as_deref(), &text, &who);
    let story = draft::ArticleContext {
        title: header.title.as_deref(),
        text: &text,
        published: &header.published,
        actor_resolver: &who,
    };
    let proposals =
        if relevant || options.keep_irrelevant { draft::propose_events(&story) } else { Vec::new() };
    Article {
        path: raw.path.clone(),
        language: if is_korean(&text) { "ko" } else { "en" }.to_owned(),
        url: options.url.clone().or_else(|| article_url(raw)),
        machine_written: swept.machine_written,
        fingerprint: Fingerprint::from_text(&header.body.join(" ")),
        relevant,
        proposals,
        title: header.title,
        publisher: header.publisher,
        author: header.author,
        published: header.published,
        text,
    }
}

/// Every temporal expression of a text, in TIMEX3: what `options` say or else the text itself says of its publication
/// is what they are reckoned from. Bytes of the text as it is given, not cleaned.
pub fn tag_dates(raw: &RawArticle, options: &LoadOptions) -> Vec<TimexTag> {
    let clean = text::clean(&raw.text);
    let header = header::lines::read_header(
        boilerplate::remove_boilerplate(segment::split_paragraphs(&clean)).kept,
        options,
    );
    temporal::find_timex_tags(&raw.text, header.published.date.as_ref())
}

/// Where an article is: what the page says of itself, unless it was fetched from another site.
fn article_url(raw: &RawArticle) -> Option<WebUrl> {
    let stated = raw.page_header.as_ref().and_then(|page| page.url.clone());
    let Some(fetched) = &raw.url else { return stated };
    stated.filter(|stated| stated.site() == fetched.site()).or_else(|| Some(fetched.clone()))
}

/// The sentences of a paragraph, in bytes, each without the white space around it.
pub fn sentence_ranges(paragraph: &str) -> Vec<Range<usize>> {
    segment::split_sentences(paragraph, 0, 0).into_iter().map(|sentence| sentence.range).collect()
}

/// Title and body, separated by empty lines.
fn join_paragraphs(title: Option<&str>, body: &[String]) -> String {
    title.into_iter().chain(body.iter().map(String::as_str)).collect::<Vec<_>>().join("\n\n")
}

/// Whether at least a quarter of the letters are Hangul.
fn is_korean(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().filter(|&c| text::is_hangul(c)).count() * 4 > letters
}
