//! Rules for the lines around an article: title, stamps, bylines, names of publishers, datelines. Each gives candidates; the
//! resolver chooses.

use super::byline::{MAX_NAME_WORDS, is_capitalized_name, is_publisher, parse_byline};
use super::page_clock;
use super::sections::{
    MAX_TITLE_CHARS, PageSections, ends_with_other, is_long, is_menu, is_prose, rank_titles,
};
use super::site_name::split_site;
use super::stamps::{
    DateStamp, dateline_end, find_date_role, parse_issue_month, parse_stamp, split_leading_stamp,
    split_repeated_title, split_trailing_stamp,
};
use crate::loader::phrase_tables::{DateRole, header_table};
use crate::loader::temporal;
use crate::loader::types::{CandidateBasis, HeaderCandidate, HeaderField};
use crate::text::{fold, has_hangul};

/// Longest sentence on the line of a crawler that is a title, in characters.
const MAX_CRAWLER_TITLE_CHARS: usize = 100;
/// Longest label on a line of its own, in bytes.
const MAX_LABEL_BYTES: usize = 40;
/// Longest stamp below the text, in characters.
const MAX_FOOTER_STAMP_CHARS: usize = 80;
/// Lines between "for immediate release" and the date of the release.
const MAX_RELEASE_LINES: usize = 3;
/// Endings of image files that a page names above its headline.
const FILE_ENDINGS: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".pdf"];

/// Takes the stamp off the first line of a text, where a crawler wrote it before the title or the text. Returns it, and how
/// many lines of the text belong to its header for that reason.
pub(super) fn take_crawler_stamp(paragraphs: &mut Vec<String>) -> (Option<HeaderCandidate>, usize) {
    let Some(first) = paragraphs.first() else { return (None, 0) };
    if !first.starts_with("date ") {
        return (None, 0);
    }
    let Some((stamp, rest)) = split_leading_stamp(first) else {
        let alone = parse_stamp(first, false).map(|stamp| {
            paragraphs.remove(0);
            published_candidate(stamp, CandidateBasis::CrawlerLine)
        });
        return (alone, 0);
    };
    let is_title = rest.chars().count() <= MAX_CRAWLER_TITLE_CHARS && paragraphs.len() > 1;
    paragraphs[0] = rest;
    (Some(published_candidate(stamp, CandidateBasis::CrawlerLine)), usize::from(is_title))
}

/// Takes stamps off the lines that they share with a headline or with the text. Returns them, and the headline that had one.
pub(super) fn separate_stamps(sections: &mut PageSections) -> (Vec<HeaderCandidate>, Option<String>) {
    let (mut found, mut stamped) = (Vec::new(), None);
    let headlines =
        sections.head.iter().filter(|line| is_long(line) && parse_stamp(line, true).is_none()).count();
    for line in &mut sections.head {
        let is_only_headline = headlines == 0 && is_long(line) && parse_byline(line, false).is_none();
        if (parse_stamp(line, true).is_none() || is_only_headline)
            && let Some((headline, stamp)) = split_trailing_stamp(line)
            && is_long(&headline)
            && !names_reporter(&headline)
        {
            found.extend(stamp.map(|stamp| published_candidate(stamp, CandidateBasis::LabeledLine)));
            stamped.get_or_insert_with(|| headline.clone());
            *line = headline;
        }
    }
    if let Some(first) = sections.body.first_mut()
        && let Some((stamp, rest)) = split_leading_stamp(first)
    {
        found.push(published_candidate(stamp, CandidateBasis::LabeledLine));
        *first = rest;
    }
    (found, stamped)
}

/// Whether a line names its reporter, so that a date at its end is a stamp of the whole line.
fn names_reporter(line: &str) -> bool {
    ["기자", "특파원", "편집"].iter().any(|word| line.contains(word)) || line.contains(['|', '/'])
}

/// The lines of the header that can be the title, best first, as candidates with their indices. `stamped` is a line that had a
/// stamp of its own.
pub(super) fn title_candidates(
    sections: &PageSections,
    stamped: Option<&str>,
) -> Vec<(usize, HeaderCandidate)> {
    let head = &sections.head;
    let usable: Vec<usize> = (0..head.len())
        .filter(|&n| {
            let line = &head[n];
            line.chars().count() <= MAX_TITLE_CHARS
                && parse_stamp(line, true).is_none()
                && parse_issue_month(line).is_none()
                && parse_byline(line, false).is_none()
                && dateline_end(line).is_none()
                && !FILE_ENDINGS.iter().any(|ending| fold(line).ends_with(ending))
                && !ends_with_other(line, head)
        })
        .collect();
    let candidate = |n: usize| {
        let title = strip_headline_tags(&split_site(head[n].trim_start_matches(['•', ' ']), None).0);
        let evidence = head[n].clone();
        (n, HeaderCandidate { field: HeaderField::Title(title), basis: CandidateBasis::Line, evidence })
    };
    rank_titles(head, &usable, &sections.body, stamped).into_iter().map(candidate).collect()
}

/// Removes the tags of a newsroom before and after a headline: `[단독]`, `(종합)`, `Breaking:`.
pub(super) fn strip_headline_tags(title: &str) -> String {
    let is_tag = |tag: &str| header_table().headline_tag.contains(&fold(tag.trim()));
    let mut title = title.trim();
    loop {
        let bracket =
            |open: char, close: char| title.strip_prefix(open).and_then(|rest| rest.split_once(close));
        if let Some((_, rest)) =
            bracket('[', ']').or_else(|| bracket('(', ')')).filter(|(tag, _)| is_tag(tag))
        {
            title = rest.trim_start();
            continue;
        }
        let last = [('[', ']'), ('(', ')')].into_iter().find_map(|(open, close)| {
            title.strip_suffix(close).and_then(|rest| rest.rsplit_once(open)).filter(|(_, tag)| is_tag(tag))
        });
        let Some((rest, _)) = last.filter(|(rest, _)| !rest.trim().is_empty()) else {
            return title.to_owned();
        };
        title = rest.trim_end();
    }
}

/// The dates of stamps above the text. `title` is the index of the title in the header; `page_lines` are the lines of the
/// whole page, among them those that say "press release".
pub(super) fn stamp_candidates(
    sections: &PageSections,
    title: Option<usize>,
    page_lines: &[String],
) -> Vec<HeaderCandidate> {
    let head = &sections.head;
    let mut found = Vec::new();
    for n in (0..head.len()).filter(|n| Some(*n) != title) {
        let Some(stamp) = stamp_at(head, n) else { continue };
        let basis = match stamp.role {
            DateRole::Updated if is_beside_byline(head, n, title) => CandidateBasis::BylineUpdate,
            DateRole::Updated => CandidateBasis::Update,
            DateRole::Clock => CandidateBasis::PageClock,
            _ if stamp.is_labeled => CandidateBasis::LabeledLine,
            _ if title.is_some_and(|title| n < title)
                && is_page_clock(&stamp.line)
                && !is_below_release_label(&stamp.line, page_lines)
                && !page_clock::is_corroborated(&stamp.date, &sections.body) =>
            {
                CandidateBasis::PageClock
            }
            _ => CandidateBasis::Line,
        };
        found.push(published_candidate(stamp, basis));
    }
    found
}

/// The stamp in a line of the header; a label may stand on the line before it.
fn stamp_at(head: &[String], n: usize) -> Option<DateStamp> {
    let line = &head[n];
    let label = n.checked_sub(1).map(|before| head[before].as_str()).filter(|before| is_label(before));
    if let Some(label) = label
        && let Some(role) = find_date_role(&format!("{label} {line}"))
    {
        let stamp = parse_stamp(line, true).filter(|_| role != DateRole::Other)?;
        return Some(DateStamp { role, is_labeled: true, ..stamp });
    }
    parse_stamp(line, true).or_else(|| parse_issue_month(line))
}

/// Whether a line is nothing but the label of a date.
fn is_label(line: &str) -> bool {
    let folded = fold(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    line.len() <= MAX_LABEL_BYTES
        && header_table().stamp.iter().any(|row| row.phrases.iter().any(|phrase| phrase == bare))
}

/// Whether an unlabeled date above the headline can be the current day: no time of day, and no number of an issue.
fn is_page_clock(line: &str) -> bool {
    let folded = fold(line);
    !line.contains(':') && !header_table().issue_number.iter().any(|word| folded.contains(word))
}

/// Whether a line of a press release says so shortly above a date.
fn is_below_release_label(stamp: &str, page_lines: &[String]) -> bool {
    let Some(at) = page_lines.iter().position(|line| line == stamp) else { return false };
    page_lines[at.saturating_sub(MAX_RELEASE_LINES)..at].iter().any(|line| {
        let folded = fold(line);
        header_table().release_label.iter().any(|label| folded.contains(label))
    })
}

/// Whether a line of the header, or one next to it, names the author, or whether it stands right below the title.
fn is_beside_byline(head: &[String], n: usize, title: Option<usize>) -> bool {
    if title.is_some_and(|title| n == title + 1) {
        return true;
    }
    let mut near = head[n.saturating_sub(1)..head.len().min(n + 2)].iter();
    near.any(|line| byline_in(line).is_some())
}

/// Authors and publishers that the lines around the text name. `title` is the index of the title in the header.
pub(super) fn name_candidates(sections: &PageSections, title: Option<usize>) -> Vec<HeaderCandidate> {
    let mut found = Vec::new();
    let push = |(author, publisher): (String, Option<String>), basis, line: &str, found: &mut Vec<_>| {
        found.push(name_candidate(HeaderField::Author(author), basis, line));
        found.extend(publisher.map(|name| name_candidate(HeaderField::Publisher(name), basis, line)));
    };
    for (n, line) in sections.head.iter().enumerate().filter(|(n, _)| Some(*n) != title) {
        if let Some(names) = byline_in(line) {
            push(names, CandidateBasis::LabeledLine, line, &mut found);
        } else if parse_stamp(line, true).is_none()
            && !is_menu(line)
            && (is_publisher(line) || is_site_name(line, &sections.head))
            && !(n > 0 && sections.head[n - 1] == *line)
        {
            found.push(name_candidate(HeaderField::Publisher(line.clone()), CandidateBasis::Line, line));
        }
    }
    if let Some(line) = title.and_then(|title| sections.head.get(title))
        && let (_, Some(site)) = split_site(line, None)
    {
        found.push(name_candidate(HeaderField::Publisher(site), CandidateBasis::Line, line));
    }
    for line in &sections.foot {
        if let Some(names) = parse_byline(line, true) {
            push(names, CandidateBasis::Footer, line, &mut found);
        }
    }
    found
}

/// The byline in a line, also beside a stamp: `Aug. 18, 2022 - 17:40 By Jane Roe`, `홍길동 기자 | 2022.08.18`.
fn byline_in(line: &str) -> Option<(String, Option<String>)> {
    parse_byline(line, false).or_else(|| {
        parse_stamp(line, true)?;
        if let Some(at) = line.find("By ").filter(|&at| at > 0 && line[..at].ends_with(' '))
            && let Some(names) = parse_byline(&line[at..], false)
        {
            return Some(names);
        }
        line.split(['|', '·', '•', '/']).find_map(|part| {
            let part = part.trim();
            let words = part.split(|c: char| c.is_ascii_digit()).next().unwrap_or(part);
            parse_byline(words.trim().trim_end_matches(['I', 'ㅣ', '-', ',']).trim(), false)
        })
    })
}

/// The date of a stamp below the text, if all of them agree: dates that differ are those of comments or other stories.
pub(super) fn footer_candidates(sections: &PageSections) -> Vec<HeaderCandidate> {
    let short = sections.foot.iter().filter(|line| line.chars().count() <= MAX_FOOTER_STAMP_CHARS);
    let stamps: Vec<DateStamp> = short.filter_map(|line| parse_stamp(line, false)).collect();
    let published: Vec<&DateStamp> =
        stamps.iter().filter(|stamp| stamp.role == DateRole::Published).collect();
    let agree = published.windows(2).all(|pair| pair[0].date == pair[1].date);
    let first = published.first().filter(|_| agree).map(|stamp| (*stamp).clone());
    let updated = stamps.iter().rfind(|stamp| stamp.role == DateRole::Updated).cloned();
    let first = first.map(|stamp| published_candidate(stamp, CandidateBasis::Footer));
    first.into_iter().chain(updated.map(|stamp| published_candidate(stamp, CandidateBasis::Update))).collect()
}

/// Date, publisher and author in the dateline of the first paragraph: `WASHINGTON, Dec. 9, 2023 (Agency) --`. A dateline
/// without a year gives no date.
pub(super) fn dateline_candidates(body: &[String]) -> Vec<HeaderCandidate> {
    let Some(first) = body.first() else { return Vec::new() };
    let Some(end) = dateline_end(first) else { return Vec::new() };
    let line = first[..end].trim();
    let mut found = Vec::new();
    let mut push = |field| {
        found.push(HeaderCandidate { field, basis: CandidateBasis::Dateline, evidence: line.to_owned() });
    };
    if let Some((date, _)) = temporal::find_full_date(line) {
        push(HeaderField::Published(date));
    }
    if let Some((agency, _)) = line.split_once('(').and_then(|(_, rest)| rest.split_once(')')) {
        // (서울=연합뉴스), (Yonhap)
        push(HeaderField::Publisher(agency.rsplit('=').next().unwrap_or(agency).trim().to_owned()));
    }
    let author =
        line.split_once(')').and_then(|(_, rest)| rest.split_once("기자")).map(|(name, _)| name.trim());
    if let Some(author) = author.filter(|author| (2..=4).contains(&author.chars().count())) {
        push(HeaderField::Author(author.to_owned()));
    }
    found
}

/// Takes title and stamp off the first paragraphs, where a copy repeats them before its text.
pub(super) fn take_repeated_title(body: &mut [String], title: &str) -> Option<HeaderCandidate> {
    body.iter_mut().take(2).find_map(|paragraph| {
        let (stamp, rest) = split_repeated_title(paragraph, title)?;
        *paragraph = rest;
        Some(published_candidate(stamp, CandidateBasis::LabeledLine))
    })
}

/// Whether a line is the first of the page and can be the name of the site: a few words, each capitalized.
fn is_site_name(line: &str, head: &[String]) -> bool {
    let words = line.split_whitespace().count();
    head.first().is_some_and(|first| first == line)
        && head.len() > 1
        && (1..=MAX_NAME_WORDS).contains(&words)
        && line.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && (is_capitalized_name(line) && !has_hangul(line) || has_hangul(line) && words <= 2)
        && !line.starts_with(['•', '·', '[', '<'])
        && !line.ends_with(['.', '?', '!', ':'])
        && !is_prose(line)
}

fn published_candidate(stamp: DateStamp, basis: CandidateBasis) -> HeaderCandidate {
    HeaderCandidate { field: HeaderField::Published(stamp.date), basis, evidence: stamp.line }
}

fn name_candidate(field: HeaderField, basis: CandidateBasis, line: &str) -> HeaderCandidate {
    HeaderCandidate { field, basis, evidence: line.to_owned() }
}
