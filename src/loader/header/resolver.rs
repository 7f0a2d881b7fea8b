//! Settles the header of an article, plain text or web page: all rules give candidates, and here one is chosen for each
//! field. What the user states wins over what the article says.

use super::byline::parse_byline;
use super::lines;
use super::metadata_dates::{is_utc_evidence, plausible};
use super::page_dates::url_date;
use super::sections::{PageSections, split_page};
use super::stamps::{MAX_STAMP_CHARS, parse_stamp};
use crate::loader::phrase_tables::header_table;
use crate::loader::publication_bounds::infer_publication_bounds;
use crate::loader::types::{
    CandidateBasis, HeaderCandidate, HeaderField, LoadOptions, PageHeader, PublicationBasis, PublicationDate,
};
use crate::model::Edtf;
use crate::model::edtf::Certainty;
use crate::text::{clean_line, fold};

/// The header of an article, and the paragraphs without it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::loader) struct ArticleHeader {
    pub(in crate::loader) title: Option<String>,
    pub(in crate::loader) publisher: Option<String>,
    pub(in crate::loader) author: Option<String>,
    pub(in crate::loader) published: PublicationDate,
    /// The paragraphs without title, stamps and bylines.
    pub(in crate::loader) body: Vec<String>,
}

/// Paragraphs at the top of the main text of a page that may be stamps or bylines.
const MAX_EDGE_PARAGRAPHS: usize = 6;
/// Longest note on the author, in characters.
const MAX_AUTHOR_NOTE_CHARS: usize = 400;

/// Reads the header of a plain text from its paragraphs. `page_lines` are all its lines, with those that were removed.
pub(in crate::loader) fn resolve_text(
    mut paragraphs: Vec<String>,
    page_lines: &[String],
    options: &LoadOptions,
) -> ArticleHeader {
    let (crawler, min_head) = lines::take_crawler_stamp(&mut paragraphs);
    let mut sections = split_page(&paragraphs, min_head, |line| parse_stamp(line, true).is_some());
    let mut candidates: Vec<HeaderCandidate> = crawler.into_iter().collect();
    let (stamps, stamped) = lines::separate_stamps(&mut sections);
    candidates.extend(stamps);
    let titles = lines::title_candidates(&sections, stamped.as_deref());
    let title_at = titles.first().map(|(n, _)| *n);
    candidates.extend(titles.into_iter().map(|(_, title)| title));
    collect_from_lines(&mut sections, title_at, page_lines, &mut candidates);
    settle(&candidates, sections.body, page_lines, options)
}

/// Reads the header of a web page from what it states and from the lines near its headline. The body is `kept`, the
/// paragraphs of its main text, without stamps, bylines and tags at the top and bottom.
pub(in crate::loader) fn resolve_page(
    page: &PageHeader,
    kept: &[String],
    page_lines: &[String],
    options: &LoadOptions,
) -> ArticleHeader {
    let mut candidates = page.candidates.clone();
    candidates.extend(page.url.as_ref().and_then(url_date));
    let title = settle_text(&candidates, is_title);
    let byline = || page.header_lines.iter().find_map(|line| parse_byline(&normalize_byline(line), false));
    let author = settle_text(&candidates, is_author).or_else(|| Some(byline()?.0));
    let mut head = page.masthead_lines.clone();
    let title_at = title.as_ref().map(|_| head.len());
    head.extend(title);
    head.extend(page.header_lines.iter().map(|line| normalize_byline(line)));
    let (top, body, foot) = trim_edges(kept, author.as_deref());
    head.extend(top.into_iter().filter(|line| !page.header_lines.contains(line)));
    let mut sections = PageSections { head, body, foot };
    let titles = if title_at.is_some() { Vec::new() } else { lines::title_candidates(&sections, None) };
    let title_at = title_at.or_else(|| titles.first().map(|(n, _)| *n));
    candidates.extend(titles.into_iter().map(|(_, title)| title));
    collect_from_lines(&mut sections, title_at, page_lines, &mut candidates);
    settle(&candidates, sections.body, page_lines, options)
}

/// Collects what the lines above and below the text state. `title_at` is the index of the title in the header.
fn collect_from_lines(
    sections: &mut PageSections,
    title_at: Option<usize>,
    page_lines: &[String],
    candidates: &mut Vec<HeaderCandidate>,
) {
    if let Some(title) = settle_text(candidates, is_title) {
        candidates.extend(lines::take_repeated_title(&mut sections.body, &title));
    }
    candidates.extend(lines::stamp_candidates(sections, title_at, page_lines));
    candidates.extend(lines::name_candidates(sections, title_at));
    candidates.extend(lines::dateline_candidates(&sections.body));
    candidates.extend(lines::footer_candidates(sections));
}

/// Settles all fields. `page_lines` are the lines of the whole article and its copyright lines.
fn settle(
    candidates: &[HeaderCandidate],
    body: Vec<String>,
    page_lines: &[String],
    options: &LoadOptions,
) -> ArticleHeader {
    let published = match &options.published {
        Some(date) => {
            PublicationDate { date: Some(date.clone()), basis: PublicationBasis::Flag, evidence: None }
        }
        None => settle_published(candidates, &body, page_lines),
    };
    let given = |value: &Option<String>| value.as_deref().map(clean_line);
    ArticleHeader {
        title: given(&options.title).or_else(|| settle_text(candidates, is_title)),
        publisher: given(&options.publisher).or_else(|| settle_text(candidates, is_publisher)),
        author: settle_text(candidates, is_author),
        published,
        body,
    }
}

/// The value of the best candidate for a field that is a text.
pub(in crate::loader) fn settle_text(
    candidates: &[HeaderCandidate],
    is_field: fn(&HeaderField) -> bool,
) -> Option<String> {
    let fitting = candidates.iter().filter(|candidate| is_field(&candidate.field));
    let values = fitting.map(|candidate| (candidate.basis, clean_line(candidate.field.text())));
    values.filter(|(_, text)| !text.is_empty()).min_by_key(|(basis, _)| *basis).map(|(_, text)| text)
}

/// Whether a field is the title.
pub(in crate::loader) fn is_title(field: &HeaderField) -> bool {
    matches!(field, HeaderField::Title(_))
}

/// Whether a field is the publisher.
pub(in crate::loader) fn is_publisher(field: &HeaderField) -> bool {
    matches!(field, HeaderField::Publisher(_))
}

/// Whether a field is the author.
fn is_author(field: &HeaderField) -> bool {
    matches!(field, HeaderField::Author(_))
}

/// A candidate for the publication date.
struct DateCandidate<'a> {
    date: &'a Edtf,
    basis: CandidateBasis,
    evidence: &'a str,
}

/// Settles the publication date: metadata, a line that shows it, the URL, an update beside the byline, and last an interval
/// that follows from the text, an update or the clock of the page.
fn settle_published(
    candidates: &[HeaderCandidate],
    body: &[String],
    page_lines: &[String],
) -> PublicationDate {
    let dates = || {
        candidates.iter().filter_map(|candidate| match &candidate.field {
            HeaderField::Published(date) => {
                plausible(date.clone())?;
                Some(DateCandidate { date, basis: candidate.basis, evidence: &candidate.evidence })
            }
            _ => None,
        })
    };
    let best = |from: CandidateBasis, to: CandidateBasis| {
        dates().filter(|date| (from..=to).contains(&date.basis)).min_by_key(|date| date.basis)
    };
    let stated = best(CandidateBasis::JsonLd, CandidateBasis::DateElement);
    let shown = best(CandidateBasis::LabeledLine, CandidateBasis::CrawlerLine);
    let url = best(CandidateBasis::Url, CandidateBasis::Url);
    if let Some(found) = weigh_dates(stated, shown).or(url) {
        let is_shown = (CandidateBasis::LabeledLine..=CandidateBasis::CrawlerLine).contains(&found.basis);
        let basis = if is_shown { PublicationBasis::Text } else { PublicationBasis::Metadata };
        return date_with_note(&found, basis, candidates);
    }
    if let Some(update) = best(CandidateBasis::BylineUpdate, CandidateBasis::BylineUpdate) {
        let date = Some(update.date.clone().with_certainty(Certainty::Approximate));
        let evidence = Some(update.evidence.to_owned());
        return PublicationDate { date, basis: PublicationBasis::Text, evidence };
    }
    // The article is not younger than any of these.
    let bound = dates()
        .filter(|date| date.basis >= CandidateBasis::Update)
        .min_by_key(|date| (date.date.latest(), date.basis))
        .map(|bound| (bound.date.clone(), bound.evidence.to_owned()));
    let unknown = PublicationDate { date: None, basis: PublicationBasis::Unknown, evidence: None };
    infer_publication_bounds(body, page_lines, bound).unwrap_or(unknown)
}

/// Chooses between the date in the metadata and the date that the article shows.
fn weigh_dates<'a>(
    stated: Option<DateCandidate<'a>>,
    shown: Option<DateCandidate<'a>>,
) -> Option<DateCandidate<'a>> {
    let (stated, shown) = match (stated, shown) {
        (Some(stated), Some(shown)) => (stated, shown),
        (stated, shown) => return stated.or(shown),
    };
    // A timestamp in UTC can fall on another day than the one that the page shows.
    if is_utc_evidence(stated.evidence) && is_adjacent_utc_day(&stated, shown.date) {
        return Some(shown);
    }
    // After a move to a new system, the metadata may give the day of the move while the page still shows its own.
    let is_explicit = stated.basis <= CandidateBasis::LabeledElement;
    let older = shown.date.is_exact() && shown.date.latest() < stated.date.earliest();
    let finer = shown.date != stated.date && shown.date.is_within(stated.date);
    if !is_explicit && (older || finer) { Some(shown) } else { Some(stated) }
}

/// The publication date with its evidence, which also says if a timestamp in UTC gives another day.
fn date_with_note(
    found: &DateCandidate,
    basis: PublicationBasis,
    candidates: &[HeaderCandidate],
) -> PublicationDate {
    let is_utc_day = |candidate: &&HeaderCandidate| {
        let HeaderField::Published(date) = &candidate.field else { return false };
        let stated = DateCandidate { date, basis: candidate.basis, evidence: &candidate.evidence };
        candidate.basis <= CandidateBasis::DateElement
            && is_utc_evidence(&candidate.evidence)
            && is_adjacent_utc_day(&stated, found.date)
    };
    let utc = candidates.iter().find(is_utc_day).filter(|_| basis == PublicationBasis::Text);
    let evidence = match utc {
        Some(utc) => {
            format!("{} (shown on the page; {} is the same hour in UTC)", found.evidence, utc.evidence)
        }
        None => found.evidence.to_owned(),
    };
    PublicationDate { date: Some(found.date.clone()), basis, evidence: Some(evidence) }
}

/// Whether a timestamp in UTC can fall on the day that the page shows: east of Greenwich the next day begins in the
/// afternoon UTC, west of it the previous day ends in the morning UTC.
fn is_adjacent_utc_day(stated: &DateCandidate, visible: &Edtf) -> bool {
    let exact = stated.date.is_exact() && visible.is_exact();
    let hour = stated
        .evidence
        .split(['T', ' '])
        .find_map(|part| part.get(..3)?.strip_suffix(':')?.parse::<u32>().ok());
    match (visible.earliest() - stated.date.earliest()).num_days() {
        1 => exact && hour.is_none_or(|hour| hour >= 12),
        -1 => exact && hour.is_none_or(|hour| hour < 12),
        _ => false,
    }
}

/// Rewrites `Story by Jane Roe` as `By Jane Roe`.
fn normalize_byline(line: &str) -> String {
    let folded = fold(line);
    let mut starts = header_table().byline_start.iter();
    let found = starts.find(|start| folded.starts_with(start) && line.is_char_boundary(start.len()));
    found.map_or_else(|| line.to_owned(), |start| format!("By {}", &line[start.len()..]))
}

/// Whether a line is a sentence and neither a stamp nor a byline.
pub(super) fn is_article_text(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '\'', '”', '’', ')', '」']);
    end.ends_with(['.', '?', '!', '…', '다', ':'])
        && parse_stamp(line, true).is_none()
        && parse_byline(line, true).is_none()
}

/// Splits the main text of a page into what is no sentence at its top, the text, and what is none at its bottom: stamps,
/// bylines, tags, a note on the author.
fn trim_edges(kept: &[String], author: Option<&str>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let short = |line: &String| line.chars().count() <= MAX_STAMP_CHARS;
    let first = kept.iter().position(|line| is_article_text(line)).unwrap_or(0);
    let first = if first <= MAX_EDGE_PARAGRAPHS && kept[..first].iter().all(short) { first } else { 0 };
    let closes = |line: &String| is_article_text(line) || line.starts_with('•');
    let last = kept.iter().rposition(closes).map_or(kept.len(), |last| last + 1);
    let last = if kept[last..].iter().all(short) { last } else { kept.len() };
    let note = last > first + 1 && is_author_note(&kept[last - 1], author);
    let last = last - usize::from(note);
    (kept[..first].to_vec(), kept[first..last].to_vec(), kept[last..].to_vec())
}

/// Whether a line is a note on the author: `Jane Roe is a fellow at …`.
fn is_author_note(line: &str, author: Option<&str>) -> bool {
    let rest = author.and_then(|author| line.trim_start_matches("• ").strip_prefix(author));
    let describes = rest.is_some_and(|rest| [" is ", ", "].iter().any(|start| rest.starts_with(start)));
    describes && line.chars().count() <= MAX_AUTHOR_NOTE_CHARS
}
