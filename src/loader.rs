//! The loader: an article in, its header and the events it tells of out. The pipeline, one line a step.
//! Never writes anything, and never makes a date up.

mod bounds;
mod byline;
mod clutter;
mod decode;
mod draft;
mod fetch;
mod find;
mod head;
mod html;
mod landmarks;
mod page;
mod parts;
mod phrases;
mod read;
mod same;
pub mod when;
mod who;

pub use fetch::Limits;
pub use parts::{
    Article, Basis, Earlier, Error, Mention, Options, Page, Proposal, Published, Raw, Stated, Tag, TagKind,
};
pub use same::{Sketch, is_copy};

use crate::model::{Address, Gazetteer};
use crate::text;
use read::Source;
use std::ops::Range;

/// The articles that a SOURCE names, each as a path for [`read()`]: a file or `-` is itself, a folder its text files and
/// saved web pages in the order of their names.
pub fn expand(source: &str) -> Result<Vec<String>, Error> {
    read::expand(source)
}

/// One article, a text or a web page: a file, `-` for standard input, or an address, which is fetched. At most 16 MiB.
pub fn read(path: &str) -> Result<Raw, Error> {
    if read::is_address(path) { fetch(path, Limits::default()) } else { raw(path, read::read(path)?) }
}

/// The article at an address.
pub fn fetch(address: &str, limits: Limits) -> Result<Raw, Error> {
    let asked = Address::parse(address).map_err(|error| Error::Address(error.to_string()))?;
    let fetched = fetch::fetch(&asked, limits)?;
    let raw = read_bytes(address, fetched.bytes, fetched.charset.as_deref())?;
    Ok(Raw { address: Some(fetched.address), ..raw })
}

/// The same, of a text only: a web page is refused, for its words stand elsewhere than in what is given.
pub fn read_text(path: &str) -> Result<Raw, Error> {
    if read::is_address(path) {
        return Err(Error::AddressOnly);
    }
    match read::read(path)? {
        Source::Text(text) => Ok(Raw { path: path.to_owned(), text, page: None, address: None }),
        Source::Page { .. } => Err(Error::Markup),
    }
}

/// An article that has been brought from elsewhere as bytes. `charset` is the one that an HTTP header names, if it
/// names one.
pub fn read_bytes(path: &str, bytes: Vec<u8>, charset: Option<&str>) -> Result<Raw, Error> {
    raw(path, read::sort(path, bytes, charset)?)
}

fn raw(path: &str, source: Source) -> Result<Raw, Error> {
    let path = path.to_owned();
    match source {
        Source::Text(text) => Ok(Raw { path, text, page: None, address: None }),
        Source::Page { text, lossy } => {
            let (text, page) = html::read(&text)?;
            if lossy && text.contains('\u{FFFD}') || decode::is_garbled(&text) {
                return Err(Error::Garbled);
            }
            Ok(Raw { path, text, page: Some(page), address: None })
        }
    }
}

/// Reads an article. What `options` say wins over what the article says.
pub fn load(raw: &Raw, options: &Options, gazetteer: &Gazetteer) -> Article {
    let clean = text::clean(&raw.text);
    let paragraphs = page::paragraphs(&clean);
    let swept = clutter::sweep(paragraphs.clone());
    let (mut header, foot) = match &raw.page {
        Some(page) => (html::header(page, swept.kept, options), page.foot.as_slice()),
        None => (byline::read(swept.kept, options), &[][..]),
    };
    if header.published.date.is_none()
        && let Some(bounds) = bounds::of(&header.body, &[&paragraphs, foot].concat())
    {
        header.published = bounds;
    }
    let text = whole(header.title.as_deref(), &header.body);
    let who = who::Who::new(gazetteer, &text);
    let relevant = draft::is_relevant(header.title.as_deref(), &text, &who);
    let story =
        draft::Story { title: header.title.as_deref(), text: &text, published: &header.published, who: &who };
    let proposals = if relevant || options.keep { draft::proposals(&story) } else { Vec::new() };
    Article {
        path: raw.path.clone(),
        language: if is_korean(&text) { "ko" } else { "en" }.to_owned(),
        url: options.url.clone().or_else(|| address(raw)),
        machine_written: swept.machine_written,
        sketch: Sketch::of(&header.body.join(" ")),
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
pub fn dates(raw: &Raw, options: &Options) -> Vec<Tag> {
    let clean = text::clean(&raw.text);
    let header = byline::read(clutter::sweep(page::paragraphs(&clean)).kept, options);
    when::tags(&raw.text, header.published.date.as_ref())
}

/// Where an article is: what the page says of itself, unless it was fetched from another site.
fn address(raw: &Raw) -> Option<Address> {
    let stated = raw.page.as_ref().and_then(|page| page.url.clone());
    let Some(fetched) = &raw.address else { return stated };
    stated.filter(|stated| stated.site() == fetched.site()).or_else(|| Some(fetched.clone()))
}

/// The sentences of a paragraph, in bytes, each without the white space around it.
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    page::sentences(paragraph, 0, 0).into_iter().map(|sentence| sentence.range).collect()
}

/// Title and body, separated by empty lines.
fn whole(title: Option<&str>, body: &[String]) -> String {
    title.into_iter().chain(body.iter().map(String::as_str)).collect::<Vec<_>>().join("\n\n")
}

/// Whether at least a quarter of the letters are Hangul.
fn is_korean(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().filter(|&c| text::is_hangul(c)).count() * 4 > letters
}
