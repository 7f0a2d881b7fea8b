//! A saved web page: its main text, and what it says of itself around it. Never hands a page to a parser before the guard
//! has set it upright, and never follows an address.

mod boxes;
mod dated;
mod entities;
mod facts;
mod guard;
mod lines;
mod linked;
mod meta;
mod tags;
mod text;

use super::byline::{self, Header};
use super::clutter::{self, judge};
use super::page::paragraphs;
use super::parts::{Error, Options, Page};
use crate::text::{clean_line, fold, is_hangul};
use lines::Line;
use linked::Linked;
use meta::Meta;

/// Lines before and after the headline among which its stamps stand.
const BEFORE: usize = 6;
const AFTER: usize = 14;
/// The most characters of such a line.
const STAMP: usize = 160;
/// Letters that an article has at least; Korean says as much in half of them.
const LEAST: usize = 120;
/// Paragraphs at the top and bottom of the main text that may be stamps or bylines.
const EDGE: usize = 5;

/// Reads a page: its main text, paragraphs parted by empty lines, and what stands around it.
pub(super) fn read(source: &str) -> Result<(String, Page), Error> {
    let pieces = guard::upright(source)?;
    let meta = Meta::read(&pieces);
    let lines = lines::lines(&pieces);
    let linked = linked::read(&meta.scripts, meta.field("og:title").or(meta.title.as_deref()));
    let publisher = facts::publisher(&meta, &linked);
    let (title, headline) = facts::title(&meta, linked.headline.as_deref(), &lines, publisher.as_deref());
    let main = text::main_text(&pieces, title.as_deref().unwrap_or_default())?;
    let body = body(main, &linked, title.as_deref());
    if !is_article(&body) {
        return Err(Error::NoArticle);
    }
    let url = facts::address(&meta, &linked, source);
    let author = facts::author(&meta, &linked, publisher.as_deref());
    let stated = dated::stated(&meta, &linked, headline.map(|at| lines[at].at));
    let head = head(&lines, headline, &body, title.as_deref());
    let foot =
        lines.iter().filter(|line| line.text.contains(['©', 'ⓒ']) || fold(&line.text).contains("copyright"));
    let foot = foot.take(4).map(|line| clean_line(&line.text)).collect();
    let clean = |text: Option<String>| text.map(|text| clean_line(&text)).filter(|text| !text.is_empty());
    let page = Page {
        title: clean(title),
        publisher: clean(publisher),
        author: clean(author),
        url,
        stated,
        head,
        foot,
    };
    Ok((body, page))
}

/// The main text, as paragraphs. What the metadata hold of it counts where the page itself shows a scrap.
fn body(main: Vec<Line>, linked: &Linked, title: Option<&str>) -> String {
    let shown = text::letters(&main);
    if let Some(whole) = linked.body.as_deref().filter(|whole| whole.chars().count() > 3 * shown.max(100)) {
        return whole.to_owned();
    }
    let mut body = String::new();
    for line in main {
        if title.is_some_and(|title| fold(title) == fold(&line.text)) {
            continue;
        }
        if !body.is_empty() {
            body.push_str(if line.broken { "\n" } else { "\n\n" });
        }
        if line.item && !line.text.starts_with('•') {
            body.push_str("• ");
        }
        body.push_str(&line.text);
    }
    body
}

/// Whether a text is long enough for an article once furniture and words about cookies are left out.
fn is_article(body: &str) -> bool {
    let kept = clutter::sweep(paragraphs(body)).kept;
    let about_cookies = |line: &&String| {
        let folded = fold(line);
        ["cookie", "consent", "javascript", "쿠키", "자바스크립트"].iter().any(|word| folded.contains(word))
    };
    let cookies = kept.iter().filter(about_cookies).count() * 3 >= kept.len();
    let weight = |c: char| if is_hangul(c) { 2 } else { usize::from(c.is_alphanumeric()) };
    let letters: usize = kept
        .iter()
        .filter(|line| !cookies || !about_cookies(line))
        .flat_map(|line| line.chars())
        .map(weight)
        .sum();
    let least = if cookies { 5 * LEAST } else { LEAST };
    letters >= least
}

/// The lines around the headline that are neither furniture nor the article.
fn head(lines: &[Line], headline: Option<usize>, body: &str, title: Option<&str>) -> Vec<String> {
    let Some(at) = headline else { return Vec::new() };
    let start: Vec<&str> = body.lines().filter(|line| !line.is_empty()).take(2 * EDGE).collect();
    let usable = |line: &&Line| {
        !line.outside
            && line.text.chars().count() <= STAMP
            && title.is_none_or(|title| fold(title) != fold(&line.text))
            && judge(&line.text).is_none()
            && (!line.is_link() || is_stamp(&line.text))
    };
    let before = lines[..at].iter().rev().take(BEFORE).filter(usable).collect::<Vec<_>>();
    let ends = |line: &&Line| !(line.text.chars().count() > STAMP / 2 && start.contains(&line.text.as_str()));
    let after = lines[at + 1..].iter().take(AFTER).take_while(ends).filter(usable);
    // Above a headline only what dates it counts.
    let before = before.into_iter().rev().filter(|line| is_stamp(&line.text));
    before.chain(after).map(|line| clean_line(&line.text)).collect()
}

fn is_stamp(line: &str) -> bool {
    byline::stamp(line, true).is_some() || dated::shown(line).is_some()
}

/// The header of a page: what a person says, then its metadata, then what it shows. The body is all of its main text but
/// stamps and bylines at its edges.
pub(super) fn header(page: &Page, kept: Vec<String>, options: &Options) -> Header {
    let lines = page.title.iter().chain(&page.head).cloned().chain(kept.iter().cloned()).collect();
    let mut header = byline::read(lines, &Options::default());
    let count = kept.len();
    let is_edge = |n: usize| n < EDGE || n + EDGE >= count;
    let is_header = |n: usize, line: &str| {
        is_edge(n)
            && (byline::stamp(line, true).is_some() || byline::byline(line, n + EDGE >= count).is_some())
    };
    header.body =
        kept.into_iter().enumerate().filter(|(n, line)| !is_header(*n, line)).map(|(_, line)| line).collect();
    if header.published.date.is_none() {
        header.published = page.head.iter().find_map(|line| dated::shown(line)).unwrap_or(header.published);
    }
    if let Some(published) = dated::choose(page.stated.clone(), &header.published, page.url.as_ref()) {
        header.published = published;
    }
    header.title = page.title.clone().or(header.title);
    header.publisher = page.publisher.clone().or(header.publisher);
    header.author = page.author.clone().or(header.author);
    header.obey(options);
    header
}
