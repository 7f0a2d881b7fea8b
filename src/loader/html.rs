//! A saved web page: its main text, and what it says of itself around it. Never hands a page to a parser before the guard
//! has set it upright, and never follows an address.

mod around;
mod dated;
mod entities;
mod facts;
mod lines;
mod linked;
mod main_text;
mod meta;
mod normalize;
mod regions;
mod tokenizer;

pub(super) use around::resolve_header;

use super::boilerplate;
use super::parts::{LoaderError, PageHeader};
use super::phrase_tables::boilerplate_table as clutter_table;
use super::segment::split_paragraphs;
use crate::text::{clean_line, fold, is_hangul};
use lines::HtmlLine;
use linked::JsonLd;
use meta::PageMetadata;

/// Letters that an article has at least; a Korean one says as much in half of them.
const MIN_ARTICLE_LETTERS: usize = 120;
/// Letters up to which the article of a page that one has to pay for is only its beginning.
const MAX_TEASER_LETTERS: usize = 900;
/// Letters of a sentence that counts where nothing but sentences tells an article.
const MIN_SENTENCE_LETTERS: usize = 60;
/// The most characters of a line that leads away from the article.
const MAX_LINK_CHARS: usize = 160;

/// Reads a page: its main text, paragraphs parted by empty lines, and what stands around it.
pub(super) fn read_web_page(source: &str) -> Result<(String, PageHeader), LoaderError> {
    let pieces = normalize::normalize_html(source)?;
    let meta = PageMetadata::collect(&pieces);
    let lines = lines::split_lines(&pieces);
    let linked = linked::read_json_ld(&meta.scripts, meta.field("og:title").or(meta.title.as_deref()));
    let publisher = facts::find_publisher(&meta, &linked, &lines);
    let (title, headline) =
        facts::find_title(&meta, linked.headline.as_deref(), &lines, publisher.as_deref());
    let main = main_text::extract_main_text(&pieces, title.as_deref().unwrap_or_default())?;
    let walled = linked.is_paywalled || lines.iter().any(|line| is_access_wall(&line.text));
    let body = Some(assemble_body(main, &linked, title.as_deref()))
        .filter(|body| is_long_enough(body, MIN_ARTICLE_LETTERS));
    let body = body.or_else(|| collect_prose(&lines)).ok_or(if walled {
        LoaderError::AccessWall
    } else {
        LoaderError::NoArticle
    })?;
    // Who has paid and saved the page has the whole of it; a few sentences are the bait.
    if walled && !is_long_enough(&body, MAX_TEASER_LETTERS) {
        return Err(LoaderError::AccessWall);
    }
    let headline = headline.or_else(|| facts::find_heading(&lines, &body, publisher.as_deref()));
    let title = title.or_else(|| headline.map(|at| lines[at].text.clone()));
    let url = facts::find_url(&meta, &linked, source);
    let author = facts::find_author(&meta, &linked, publisher.as_deref());
    let stated = dated::find_stated_date(&meta, &linked, headline.map(|at| lines[at].token_index));
    let head = around::lines_near_headline(&lines, headline, &body, title.as_deref());
    let owner = |line: &&HtmlLine| line.text.contains(['©', 'ⓒ']) || fold(&line.text).contains("copyright");
    let foot = lines.iter().filter(owner).take(4).map(|line| clean_line(&line.text)).collect();
    let clean = |text: Option<String>| text.map(|text| clean_line(&text)).filter(|text| !text.is_empty());
    let page = PageHeader {
        title: clean(title),
        publisher: clean(publisher),
        author: clean(author),
        url,
        stated_date: stated,
        header_lines: head,
        footer_lines: foot,
    };
    Ok((body, page))
}

/// The main text, as paragraphs. What the metadata hold of it counts where the page itself shows a scrap.
fn assemble_body(main: Vec<HtmlLine>, linked: &JsonLd, title: Option<&str>) -> String {
    let shown = main_text::count_chars(&main);
    if let Some(whole) = linked.body.as_deref().filter(|whole| whole.chars().count() > 3 * shown.max(100)) {
        return whole.to_owned();
    }
    let mut body = String::new();
    for line in main {
        let is_title = title.is_some_and(|title| fold(title) == fold(&line.text));
        // A line that is nothing but a link leads away from the article.
        if is_title || line.is_link() && line.text.chars().count() <= MAX_LINK_CHARS {
            continue;
        }
        if !body.is_empty() {
            body.push_str(if line.after_line_break { "\n" } else { "\n\n" });
        }
        if line.list_item && !line.text.starts_with('•') {
            body.push_str("• ");
        }
        body.push_str(&line.text);
    }
    body
}

/// The sentences of a page whose main text the extractor could not tell from the rest: three paragraphs at least, and more
/// words than a notice has.
fn collect_prose(lines: &[HtmlLine]) -> Option<String> {
    let is_prose = |line: &&HtmlLine| {
        let long = line.text.chars().map(letter_weight).sum::<usize>() >= MIN_SENTENCE_LETTERS;
        long && !line.outside && line.link_bytes * 3 < line.text.len() && !line.heading
    };
    let found: Vec<&str> = lines.iter().filter(is_prose).map(|line| line.text.as_str()).collect();
    let body = found.join("\n\n");
    (found.len() >= 3 && is_long_enough(&body, 5 * MIN_ARTICLE_LETTERS)).then_some(body)
}

/// Whether a text is long enough for an article once furniture and words about cookies are left out.
fn is_long_enough(body: &str, least: usize) -> bool {
    let kept = boilerplate::remove_boilerplate(split_paragraphs(body)).kept;
    let about_cookies = |line: &&String| {
        let folded = fold(line);
        ["cookie", "consent", "javascript", "쿠키", "자바스크립트"].iter().any(|word| folded.contains(word))
    };
    let cookies = kept.iter().filter(about_cookies).count() * 3 >= kept.len();
    let counted = kept.iter().filter(|line| !cookies || !about_cookies(line));
    let letters: usize = counted.flat_map(|line| line.chars()).map(letter_weight).sum();
    letters >= if cookies { 5 * least } else { least }
}

/// Whether a line says that the rest is for those who pay or log in.
fn is_access_wall(line: &str) -> bool {
    let folded = fold(line.trim());
    line.chars().count() <= MAX_LINK_CHARS
        && clutter_table()
            .wall
            .iter()
            .any(|row| row.phrases.iter().any(|phrase| folded.contains(phrase.as_str())))
}

/// A letter of Hangul says as much as two others.
fn letter_weight(c: char) -> usize {
    if is_hangul(c) { 2 } else { usize::from(c.is_alphanumeric()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_walls_knows_its_examples() {
        for row in &clutter_table().wall {
            for example in &row.examples {
                assert!(is_access_wall(example), "{example}");
            }
            assert!(row.phrases.iter().all(|phrase| *phrase == fold(phrase)), "phrases are written folded");
        }
        assert!(!is_access_wall("Subscribers of the exchange lost coins."));
    }
}
