//! `import`: sources in, proposals out, as text for a person or as JSON for a program.
//! Never decides what an article says; the desk has done that.

use crate::curation::{ImportReport, ImportedArticle};
use crate::loader::PublicationBasis;
use crate::model::{Conflict, Edtf, Link, Timeline};
use crate::text::{clean_line, escape_controls, format_count};
use serde::Serialize;
use std::collections::HashSet;
use std::io::{self, Write};

/// The answer of `import --format json`, as the contract has it.
#[derive(Serialize)]
struct JsonImport<'a> {
    schema: u32,
    articles: Vec<JsonArticle<'a>>,
    failed: Vec<JsonFailure<'a>>,
}

#[derive(Serialize)]
struct JsonArticle<'a> {
    path: &'a str,
    source: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    author: Option<&'a str>,
    language: &'a str,
    published: JsonPublished<'a>,
    relevant: bool,
    duplicate_of: Option<&'a str>,
    similarity: Option<f64>,
    machine_written: bool,
    text: &'a str,
    events: Vec<JsonEvent<'a>>,
}

#[derive(Serialize)]
struct JsonPublished<'a> {
    date: Option<&'a Edtf>,
    basis: PublicationBasis,
    evidence: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonEvent<'a> {
    event: Option<&'a str>,
    date: Option<&'a Edtf>,
    title: &'a str,
    kind: crate::model::Kind,
    actors: &'a [String],
    countries: &'a [String],
    main: bool,
    planned: bool,
    confidence: f64,
    evidence: &'a str,
    span: [usize; 2],
    dated_by: Option<&'a crate::model::DatedBy>,
    commitments: &'a [crate::model::Commitment],
    conflicts: &'a [Conflict],
    links: &'a [Link],
}

#[derive(Serialize)]
struct JsonFailure<'a> {
    path: &'a str,
    error: &'a str,
}

/// Writes an import as one JSON object and a line end.
pub(super) fn write_json(imported: &ImportReport, out: &mut dyn Write) -> io::Result<()> {
    let answer = JsonImport {
        schema: 1,
        articles: imported.articles.iter().map(json_article).collect(),
        failed: imported.failed.iter().map(|f| JsonFailure { path: &f.path, error: &f.error }).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &answer)?;
    writeln!(out)
}

fn json_article(read: &ImportedArticle) -> JsonArticle<'_> {
    let article = &read.article;
    JsonArticle {
        path: &article.path,
        source: &read.source,
        title: article.title.as_deref(),
        publisher: article.publisher.as_deref(),
        author: article.author.as_deref(),
        language: &article.language,
        published: JsonPublished {
            date: article.published.date.as_ref(),
            basis: article.published.basis,
            evidence: article.published.evidence.as_deref(),
        },
        relevant: article.relevant,
        duplicate_of: read.duplicate_of.as_deref().or(read.duplicate_path.as_deref()),
        similarity: read.similarity.map(|share| (share * 100.0).round() / 100.0),
        machine_written: article.machine_written,
        text: &article.text,
        events: (0..article.proposals.len()).map(|n| json_event(read, n)).collect(),
    }
}

fn json_event(read: &ImportedArticle, n: usize) -> JsonEvent<'_> {
    let proposal = &read.article.proposals[n];
    JsonEvent {
        event: read.matches[n].as_deref(),
        date: proposal.date.as_ref(),
        title: &proposal.title,
        kind: proposal.kind,
        actors: &proposal.actors,
        countries: &proposal.countries,
        main: proposal.main,
        planned: proposal.planned,
        confidence: proposal.confidence,
        evidence: &proposal.evidence,
        span: [proposal.span.0, proposal.span.1],
        dated_by: proposal.dated_by.as_ref(),
        commitments: &proposal.commitments,
        conflicts: &read.conflicts[n],
        links: &read.links[n],
    }
}

/// Writes an import for a person: a few lines an article, then what to do next. `timeline` is the store as it is
/// now, for the titles of the events that were recognised; `written` is false after `--dry-run`.
pub(super) fn write_text(
    imported: &ImportReport,
    timeline: &Timeline,
    written: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for read in &imported.articles {
        write_article(read, timeline, out)?;
    }
    if imported.articles.len() + imported.failed.len() > 1 {
        writeln!(out, "{}.", imported.summary())?;
    }
    let count = imported.draft_count();
    match (count, written) {
        (_, false) => {
            writeln!(out, "Nothing written (--dry-run); {} would be kept.", format_count(count, "draft"))
        }
        (0, true) => writeln!(out, "No new drafts."),
        _ => writeln!(
            out,
            "{}: see them with `koreacyber-tui drafts` or in the timeline.",
            format_count(count, "new draft")
        ),
    }
}

fn write_article(read: &ImportedArticle, timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let article = &read.article;
    let title = article.title.as_deref().map_or_else(|| "no title".to_owned(), clean_line);
    writeln!(out, "{}: {title}", escape_controls(&article.path))?;
    writeln!(out, "  published  {}", describe_publication(article))?;
    if let Some(original) = read.duplicate_of.as_deref().or(read.duplicate_path.as_deref()) {
        if read.is_known() {
            writeln!(
                out,
                "  the same   as {}, which the store has; its text is kept",
                escape_controls(original)
            )?;
        } else {
            let share = read.similarity.unwrap_or(1.0) * 100.0;
            writeln!(out, "  copy       of {} ({share:.0} % of the words)", escape_controls(original))?;
        }
    }
    if article.machine_written {
        writeln!(out, "  machine    the text says that a machine wrote it; cite the original")?;
    }
    if !article.relevant {
        writeln!(
            out,
            "  off topic  not about cyber matters of these countries; --keep keeps it all the same"
        )?;
    }
    let mut said: HashSet<&str> = HashSet::new();
    for (n, proposal) in article.proposals.iter().enumerate() {
        let date = proposal.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::to_short_string);
        match (&read.matches[n], &read.drafts[n]) {
            // Several sentences may tell of one event.
            (Some(id), _) if !said.insert(id) => {}
            (Some(id), _) => {
                let title = timeline.get(id).map_or("", |entry| entry.event.title.as_str());
                writeln!(out, "  known      {date:<13}  {id}: {}", clean_line(title))?;
            }
            (None, Some(id)) => {
                writeln!(out, "  draft      {date:<13}  {id}: {}", clean_line(&proposal.title))?;
            }
            // A copy proposes nothing of its own.
            (None, None) => {}
        }
        write_conflicts_and_links(&read.conflicts[n], &read.links[n], out)?;
    }
    Ok(())
}

/// What a proposal says otherwise of an event we have, and what its draft goes back to.
fn write_conflicts_and_links(accounts: &[Conflict], links: &[Link], out: &mut dyn Write) -> io::Result<()> {
    for account in accounts {
        let note = account.note.as_deref().map(|note| format!(", {}", clean_line(note))).unwrap_or_default();
        writeln!(out, "  otherwise  {} {}{note}; kept beside what is there", account.field, account.value)?;
    }
    for link in links {
        let note = link.note.as_deref().map(clean_line).unwrap_or_default();
        writeln!(out, "  link       {} {}: {note}", link.relation.forward_label(), link.event)?;
    }
    Ok(())
}

fn describe_publication(article: &crate::loader::Article) -> String {
    let published = &article.published;
    let how = match published.basis {
        PublicationBasis::Flag => "given",
        PublicationBasis::Metadata => "from the page's metadata",
        PublicationBasis::Text => "from the text",
        PublicationBasis::Inferred => "inferred",
        PublicationBasis::Updated => "inferred from its last update",
        PublicationBasis::Unknown => {
            return "unknown; --published DATE dates what the text calls yesterday or Thursday".to_owned();
        }
    };
    let date = published.date.as_ref().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    match &published.evidence {
        Some(evidence) if published.basis != PublicationBasis::Flag => {
            format!("{date}, {how}: “{}”", clean_line(evidence))
        }
        _ => format!("{date}, {how}"),
    }
}
