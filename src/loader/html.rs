//! A saved web page: its main text, and what it says of itself around it. Never hands a page to a parser before the guard
//! has set it upright, and never follows an address.

mod around;
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

pub(super) use around::header;

use super::clutter;
use super::page::paragraphs;
use super::parts::{Error, Page};
use super::phrases::clutter as clutter_table;
use crate::text::{clean_line, fold, is_hangul};
use lines::Line;
use linked::Linked;
use meta::Meta;

/// Letters that an article has at least; a Korean one says as much in half of them.
const LEAST: usize = 120;
/// Letters up to which the article of a page that one has to pay for is only its beginning.
const BAIT: usize = 900;
/// Letters of a sentence that counts where nothing but sentences tells an article.
const SENTENCE: usize = 60;
/// The most characters of a line that leads away from the article.
const LINK: usize = 160;

/// Reads a page: its main text, paragraphs parted by empty lines, and what stands around it.
pub(super) fn read(source: &str) -> Result<(String, Page), Error> {
    let pieces = guard::upright(source)?;
    let meta = Meta::read(&pieces);
    let lines = lines::lines(&pieces);
    let linked = linked::read(&meta.scripts, meta.field("og:title").or(meta.title.as_deref()));
    let publisher = facts::publisher(&meta, &linked, &lines);
    let (title, headline) = facts::title(&meta, linked.headline.as_deref(), &lines, publisher.as_deref());
    let main = text::main_text(&pieces, title.as_deref().unwrap_or_default())?;
    let walled = linked.paid || lines.iter().any(|line| is_wall(&line.text));
    let body = Some(body(main, &linked, title.as_deref())).filter(|body| is_article(body, LEAST));
    let body = body.or_else(|| prose(&lines)).ok_or(if walled { Error::Wall } else { Error::NoArticle })?;
    // Who has paid and saved the page has the whole of it; a few sentences are the bait.
    if walled && !is_article(&body, BAIT) {
        return Err(Error::Wall);
    }
    let headline = headline.or_else(|| facts::heading(&lines, &body, publisher.as_deref()));
    let title = title.or_else(|| headline.map(|at| lines[at].text.clone()));
    let url = facts::address(&meta, &linked, source);
    let author = facts::author(&meta, &linked, publisher.as_deref());
    let stated = dated::stated(&meta, &linked, headline.map(|at| lines[at].at));
    let head = around::head(&lines, headline, &body, title.as_deref());
    let owner = |line: &&Line| line.text.contains(['©', 'ⓒ']) || fold(&line.text).contains("copyright");
    let foot = lines.iter().filter(owner).take(4).map(|line| clean_line(&line.text)).collect();
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
        let is_title = title.is_some_and(|title| fold(title) == fold(&line.text));
        // A line that is nothing but a link leads away from the article.
        if is_title || line.is_link() && line.text.chars().count() <= LINK {
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

/// The sentences of a page whose main text the extractor could not tell from the rest: three paragraphs at least, and more
/// words than a notice has.
fn prose(lines: &[Line]) -> Option<String> {
    let is_prose = |line: &&Line| {
        let long = line.text.chars().map(weight).sum::<usize>() >= SENTENCE;
        long && !line.outside && line.linked * 3 < line.text.len() && !line.heading
    };
    let found: Vec<&str> = lines.iter().filter(is_prose).map(|line| line.text.as_str()).collect();
    let body = found.join("\n\n");
    (found.len() >= 3 && is_article(&body, 5 * LEAST)).then_some(body)
}

/// Whether a text is long enough for an article once furniture and words about cookies are left out.
fn is_article(body: &str, least: usize) -> bool {
    let kept = clutter::sweep(paragraphs(body)).kept;
    let about_cookies = |line: &&String| {
        let folded = fold(line);
        ["cookie", "consent", "javascript", "쿠키", "자바스크립트"].iter().any(|word| folded.contains(word))
    };
    let cookies = kept.iter().filter(about_cookies).count() * 3 >= kept.len();
    let counted = kept.iter().filter(|line| !cookies || !about_cookies(line));
    let letters: usize = counted.flat_map(|line| line.chars()).map(weight).sum();
    letters >= if cookies { 5 * least } else { least }
}

/// Whether a line says that the rest is for those who pay or log in.
fn is_wall(line: &str) -> bool {
    let folded = fold(line.trim());
    line.chars().count() <= LINK
        && clutter_table()
            .wall
            .iter()
            .any(|row| row.phrases.iter().any(|phrase| folded.contains(phrase.as_str())))
}

/// A letter of Hangul says as much as two others.
fn weight(c: char) -> usize {
    if is_hangul(c) { 2 } else { usize::from(c.is_alphanumeric()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_walls_knows_its_examples() {
        for row in &clutter_table().wall {
            for example in &row.examples {
                assert!(is_wall(example), "{example}");
            }
            assert!(row.phrases.iter().all(|phrase| *phrase == fold(phrase)), "phrases are written folded");
        }
        assert!(!is_wall("Subscribers of the exchange lost coins."));
    }
}
