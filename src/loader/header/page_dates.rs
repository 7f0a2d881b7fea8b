//! Rules for the publication date of a web page: JSON-LD, metadata fields, elements with a date, and the URL. Each gives
//! candidates with the field they are from; the resolver chooses.

use super::json_ld::JsonLd;
use super::metadata::{PageMetadata, TimeElement};
use super::metadata_dates::{date_in_url, parse_metadata_date};
use super::stamps::find_date_role;
use crate::loader::boilerplate::classify_line;
use crate::loader::html::lines::HtmlLine;
use crate::loader::phrase_tables::{BoilerplateKind, DateRole, MetadataField, header_table};
use crate::loader::types::{CandidateBasis, HeaderCandidate, HeaderField};
use crate::model::WebUrl;

/// Longest distance, in tokens, from the headline to an unlabeled date of the article.
const MAX_STAMP_DISTANCE: usize = 300;
/// Tokens above the headline within which a date that is only text counts; further up it is in the masthead.
const MAX_MASTHEAD_DISTANCE: usize = 12;
/// Longest value that is shown as evidence, in characters.
const MAX_EVIDENCE_CHARS: usize = 60;

/// The dates in JSON-LD and metadata fields, the first of each basis.
pub(in crate::loader) fn metadata_dates(meta: &PageMetadata, linked: &JsonLd) -> Vec<HeaderCandidate> {
    let json_ld = linked.published.as_ref().and_then(|(name, value)| {
        let basis = if linked.is_article { CandidateBasis::JsonLd } else { CandidateBasis::PageJsonLd };
        date_candidate(name, value, basis)
    });
    let modified = ["article:modified_time", "og:updated_time"].map(|name| meta.field(name));
    let from_fields = |field: MetadataField| {
        header_table().metadata_fields(field).find_map(|name| {
            let value = meta.field(name)?;
            // Some sites put the time of the last change into both fields.
            let is_explicit = field == MetadataField::Published && !modified.contains(&Some(value));
            let basis = if is_explicit { CandidateBasis::Metadata } else { CandidateBasis::LikelyMetadata };
            date_candidate(name, value, basis)
        })
    };
    let fields =
        [MetadataField::Published, MetadataField::LikelyPublished].into_iter().filter_map(from_fields);
    json_ld.into_iter().chain(fields).collect()
}

/// The date in the URL.
pub(in crate::loader) fn url_date(url: &WebUrl) -> Option<HeaderCandidate> {
    let date = date_in_url(url.as_str())?;
    let evidence = format!("URL {url}");
    Some(HeaderCandidate { field: HeaderField::Published(date), basis: CandidateBasis::Url, evidence })
}

/// The dates of elements: the nearest to the headline of those that are labeled as publication and of those that are not, and
/// that of the last change. `headline` is the index of the first token of the headline.
pub(in crate::loader) fn element_dates(
    times: &[TimeElement],
    lines: &[HtmlLine],
    headline: Option<usize>,
) -> Vec<HeaderCandidate> {
    // What stands under a heading of other stories is dated by them.
    let is_end = |line: &&HtmlLine| {
        headline.is_none_or(|at| line.token_index > at)
            && classify_line(&line.text) == Some(BoilerplateKind::OtherStories)
    };
    let end = lines.iter().filter(is_end).map(|line| line.token_index).min().unwrap_or(usize::MAX);
    let own: Vec<&TimeElement> =
        times.iter().filter(|time| !time.outside && time.token_index < end).collect();
    let with_role = |role: Option<DateRole>| -> Vec<&TimeElement> {
        own.iter().copied().filter(|time| element_role(time, lines) == role).collect()
    };
    let labeled = nearest_date(&with_role(Some(DateRole::Published)), headline, true);
    let unlabeled = nearest_date(&with_role(None), headline, false);
    let updated = with_role(Some(DateRole::Updated));
    let updated = updated.iter().filter_map(|time| stated_date(time, CandidateBasis::Update)).next_back();
    labeled.into_iter().chain(unlabeled).chain(updated).collect()
}

/// What the date of an element is: by its name, else by the label of another date in its line.
fn element_role(time: &TimeElement, lines: &[HtmlLine]) -> Option<DateRole> {
    let by_name =
        time.is_publication.map(|is_it| if is_it { DateRole::Published } else { DateRole::Updated });
    let next = lines.partition_point(|line| line.token_index <= time.token_index);
    let near = lines[next.saturating_sub(1)..lines.len().min(next + 1)].iter();
    let mut lines = near.filter(|line| !time.shown_text.is_empty() && line.text.contains(&time.shown_text));
    let by_label = lines.find_map(|line| {
        // The label that belongs to this date of the line: cut off what stands before the label of another.
        let at = line.text.find(&time.shown_text)?;
        let start = line.text[..at].rfind(|c: char| c.is_ascii_digit()).map_or(0, |digit| digit + 1);
        find_date_role(&line.text[start..at + time.shown_text.len()])
    });
    match by_label {
        Some(DateRole::Other | DateRole::Clock) => Some(DateRole::Other),
        Some(DateRole::Updated) => by_name.or(by_label),
        _ => by_name,
    }
}

/// Chooses the element that dates the article: the nearest to the headline, machine-readable ones first.
fn nearest_date(
    times: &[&TimeElement],
    headline: Option<usize>,
    is_labeled: bool,
) -> Option<HeaderCandidate> {
    // A date before the headline counts three times as far as one after it.
    let distance = |at: usize| {
        headline.map_or(at, |headline| if at >= headline { at - headline } else { (headline - at) * 3 })
    };
    // The masthead shows the current day: text counts only right above the headline or after it.
    let masthead = |time: &TimeElement| {
        !time.machine_readable && headline.is_some_and(|at| time.token_index + MAX_MASTHEAD_DISTANCE < at)
    };
    let basis = if is_labeled { CandidateBasis::LabeledElement } else { CandidateBasis::DateElement };
    let read: Vec<(bool, usize, HeaderCandidate)> = times
        .iter()
        .filter(|time| !masthead(time))
        .filter_map(|time| {
            Some((!time.machine_readable, distance(time.token_index), stated_date(time, basis)?))
        })
        .collect();
    let alone = read.windows(2).all(|pair| pair[0].2.field == pair[1].2.field);
    let near = read.into_iter().min_by_key(|(words, distance, _)| (*words, *distance));
    let is_own =
        |distance: usize| headline.is_none() || is_labeled || alone || distance <= MAX_STAMP_DISTANCE;
    near.filter(|(_, distance, _)| is_own(*distance)).map(|(_, _, found)| found)
}

/// The date that an element states in its attribute, else in its text.
fn stated_date(time: &TimeElement, basis: CandidateBasis) -> Option<HeaderCandidate> {
    date_candidate(&time.field, &time.value, basis)
        .or_else(|| date_candidate(&time.field, &time.shown_text, basis))
}

/// Parses the value of a field.
fn date_candidate(field: &str, value: &str, basis: CandidateBasis) -> Option<HeaderCandidate> {
    let (date, _) = parse_metadata_date(value)?;
    let value: String = value.chars().take(MAX_EVIDENCE_CHARS).collect();
    Some(HeaderCandidate { field: HeaderField::Published(date), basis, evidence: format!("{field} {value}") })
}
