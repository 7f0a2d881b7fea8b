//! A saved web page: its main text, and the header that it states around it. A page reaches a parser only after its tags
//! are balanced and its size is checked. URLs on the page are never followed.

use super::boilerplate;
use super::error::LoaderError;
use super::header::json_ld::{self, JsonLd};
use super::header::metadata::PageMetadata;
use super::header::{page_dates, page_fields, page_lines, resolver};
use super::html::lines::{HtmlLine, split_lines};
use super::html::main_text::{count_chars, extract_main_text};
use super::html::normalize::normalize_html;
use super::phrase_tables::boilerplate_table;
use super::segment::split_paragraphs;
use super::types::PageHeader;
use crate::text::{clean_line, fold, is_hangul};

/// Shortest article, in letters; a Hangul syllable counts as two.
const MIN_ARTICLE_LETTERS: usize = 120;
/// Longest teaser of an article behind a paywall, in letters.
const MAX_TEASER_LETTERS: usize = 900;
/// Shortest paragraph that counts as prose where the extractor finds no article, in letters.
const MIN_SENTENCE_LETTERS: usize = 60;
/// Longest line that can be a link away from the article or a paywall notice, in characters.
const MAX_LINK_CHARS: usize = 160;

/// Reads the main text of a page, its paragraphs separated by empty lines, and the header around it.
pub(super) fn read_web_page(source: &str) -> Result<(String, PageHeader), LoaderError> {
    let tokens = normalize_html(source)?;
    let meta = PageMetadata::collect(&tokens);
    let lines = split_lines(&tokens);
    let linked = json_ld::read_json_ld(&meta.scripts, meta.field("og:title").or(meta.title.as_deref()));
    let mut candidates = page_fields::publisher_candidates(&meta, &linked, &lines);
    let publisher = resolver::settle_text(&candidates, resolver::is_publisher);
    let publisher = publisher.as_deref();
    let (titles, headline) = page_fields::title_candidates(&meta, &linked, &lines, publisher);
    candidates.extend(titles);
    let title = resolver::settle_text(&candidates, resolver::is_title);
    let main = extract_main_text(&tokens, title.as_deref().unwrap_or_default())?;
    let walled = linked.is_paywalled || lines.iter().any(|line| is_access_wall(&line.text));
    let body = Some(assemble_body(main, &linked, title.as_deref()))
        .filter(|body| is_long_enough(body, MIN_ARTICLE_LETTERS));
    let body = body.or_else(|| collect_prose(&lines)).ok_or(if walled {
        LoaderError::AccessWall
    } else {
        LoaderError::NoArticle
    })?;
    // A page saved by a subscriber has the whole article; a few sentences are only the teaser.
    if walled && !is_long_enough(&body, MAX_TEASER_LETTERS) {
        return Err(LoaderError::AccessWall);
    }
    let headline = headline.or_else(|| {
        let found = page_fields::find_heading(&lines, &body, publisher)?;
        candidates.extend(title.is_none().then(|| page_fields::heading_candidate(&lines[found])));
        Some(found)
    });
    let title = title.or_else(|| headline.map(|at| lines[at].text.clone()));
    candidates.extend(page_fields::author_candidates(&meta, &linked, publisher));
    candidates.extend(page_dates::metadata_dates(&meta, &linked));
    let headline_token = headline.map(|at| lines[at].token_index);
    candidates.extend(page_dates::element_dates(&meta.times, &lines, headline_token));
    let (masthead_lines, header_lines) =
        page_lines::lines_near_headline(&lines, headline, &body, title.as_deref());
    let owner = |line: &&HtmlLine| line.text.contains(['©', 'ⓒ']) || fold(&line.text).contains("copyright");
    let footer_lines = lines.iter().filter(owner).take(4).map(|line| clean_line(&line.text)).collect();
    let url = page_fields::find_url(&meta, &linked, source);
    let page = PageHeader { candidates, url, masthead_lines, header_lines, footer_lines };
    Ok((body, page))
}

/// Joins the lines of the main text to paragraphs. The text in the JSON-LD replaces it if the page shows only a scrap.
fn assemble_body(main: Vec<HtmlLine>, linked: &JsonLd, title: Option<&str>) -> String {
    let shown = count_chars(&main);
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

/// The prose of a page in which the extractor finds no article: at least three paragraphs, and more letters than a notice
/// has.
fn collect_prose(lines: &[HtmlLine]) -> Option<String> {
    let is_prose = |line: &&HtmlLine| {
        let long = line.text.chars().map(letter_weight).sum::<usize>() >= MIN_SENTENCE_LETTERS;
        long && !line.outside && line.link_bytes * 3 < line.text.len() && !line.heading
    };
    let found: Vec<&str> = lines.iter().filter(is_prose).map(|line| line.text.as_str()).collect();
    let body = found.join("\n\n");
    (found.len() >= 3 && is_long_enough(&body, 5 * MIN_ARTICLE_LETTERS)).then_some(body)
}

/// Whether a text has at least `min_letters` without boilerplate and lines about cookies.
fn is_long_enough(body: &str, min_letters: usize) -> bool {
    let kept = boilerplate::remove_boilerplate(&split_paragraphs(body)).kept;
    let about_cookies = |line: &&String| {
        let folded = fold(line);
        boilerplate_table().cookie_notice.iter().any(|word| folded.contains(word))
    };
    let cookies = kept.iter().filter(about_cookies).count() * 3 >= kept.len();
    let counted = kept.iter().filter(|line| !cookies || !about_cookies(line));
    let letters: usize = counted.flat_map(|line| line.chars()).map(letter_weight).sum();
    letters >= if cookies { 5 * min_letters } else { min_letters }
}

/// Whether a line says that the rest of the article needs a payment or a login.
fn is_access_wall(line: &str) -> bool {
    let folded = fold(line.trim());
    line.chars().count() <= MAX_LINK_CHARS
        && boilerplate_table()
            .access_wall
            .iter()
            .any(|row| row.phrases.iter().any(|phrase| folded.contains(phrase.as_str())))
}

/// Letters that a character counts for: 2 for Hangul, 1 for another letter or digit, else 0.
fn letter_weight(c: char) -> usize {
    if is_hangul(c) { 2 } else { usize::from(c.is_alphanumeric()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_an_access_wall_is_one() {
        for row in &boilerplate_table().access_wall {
            for example in &row.examples {
                assert!(is_access_wall(example), "{example}");
            }
        }
        assert!(!is_access_wall("Subscribers of the exchange lost coins."));
    }
}
