//! The loader: an article in, its header and the events it tells of out. The pipeline, one line a step.
//! Never writes anything, and never makes a date up.

mod bounds;
mod byline;
mod clutter;
mod draft;
mod find;
mod head;
mod landmarks;
mod page;
mod parts;
mod phrases;
mod read;
mod same;
pub mod when;
mod who;

pub use parts::{Article, Basis, Earlier, Error, Mention, Options, Proposal, Published, Raw, Tag, TagKind};
pub use same::{Sketch, is_copy};

use crate::model::Gazetteer;
use crate::text;

/// The articles that a SOURCE names, each as a path for [`read()`]: a file or `-` is itself, a folder its `.txt`
/// and `.text` files in the order of their names.
pub fn expand(source: &str) -> Result<Vec<String>, Error> {
    read::expand(source)
}

/// The text of one article: a file, or `-` for standard input. At most 16 MiB of UTF-8.
pub fn read(path: &str) -> Result<Raw, Error> {
    read::read(path)
}

/// Reads an article. What `options` say wins over what the article says.
pub fn load(raw: &Raw, options: &Options, gazetteer: &Gazetteer) -> Article {
    let clean = text::clean(&raw.text);
    let paragraphs = page::paragraphs(&clean);
    let swept = clutter::sweep(paragraphs.clone());
    let mut header = byline::read(swept.kept, options);
    if header.published.date.is_none()
        && let Some(bounds) = bounds::of(&header.body, &paragraphs)
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
        url: options.url.clone(),
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

/// Title and body, separated by empty lines.
fn whole(title: Option<&str>, body: &[String]) -> String {
    title.into_iter().chain(body.iter().map(String::as_str)).collect::<Vec<_>>().join("\n\n")
}

/// Whether at least a quarter of the letters are Hangul.
fn is_korean(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    text.chars().filter(|&c| text::is_hangul(c)).count() * 4 > letters
}
