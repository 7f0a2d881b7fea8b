//! `import`: prints the report of an import, as text or as JSON. Never interprets an article.

use crate::curation::{ImportReport, ImportedArticle};
use crate::loader::{Article, PublicationBasis};
use crate::model::{AddedRow, Commitment, Conflict, DatedBy, Edtf, Kind, Link, Timeline};
use crate::text::{clean_line, escape_controls, format_count};
use serde::Serialize;
use std::collections::HashSet;
use std::io::{self, Write};

/// The report of `import --format json`.
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
    about: Option<&'a str>,
    duplicate_of: Option<&'a str>,
    similarity: Option<f64>,
    machine_written: bool,
    text: &'a str,
    drafts: Vec<String>,
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
    /// In the language of the article.
    title: &'a str,
    title_en: &'a str,
    title_ko: Option<&'a str>,
    kind: Kind,
    actors: &'a [String],
    countries: &'a [String],
    main: bool,
    planned: bool,
    confidence: f64,
    evidence: &'a str,
    span: [usize; 2],
    dated_by: Option<&'a DatedBy>,
    commitments: &'a [Commitment],
    conflicts: &'a [Conflict],
    links: &'a [Link],
}

#[derive(Serialize)]
struct JsonFailure<'a> {
    path: &'a str,
    error: &'a str,
}

/// Writes the report as one JSON object and a line end.
pub(super) fn write_json(report: &ImportReport, out: &mut dyn Write) -> io::Result<()> {
    let failed =
        report.failed.iter().map(|failure| JsonFailure { path: &failure.path, error: &failure.error });
    let json = JsonImport {
        schema: 1,
        articles: report.articles.iter().map(json_article).collect(),
        failed: failed.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}

fn json_article(imported: &ImportedArticle) -> JsonArticle<'_> {
    let article = &imported.article;
    JsonArticle {
        path: &article.path,
        source: &imported.source,
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
        about: imported.about.as_deref(),
        duplicate_of: imported.duplicate_of.as_deref().or(imported.duplicate_path.as_deref()),
        similarity: imported.similarity.map(|share| (share * 100.0).round() / 100.0),
        machine_written: article.machine_written,
        text: &article.text,
        drafts: imported.draft_ids(),
        events: (0..article.proposals.len()).map(|n| json_event(imported, n)).collect(),
    }
}

fn json_event(imported: &ImportedArticle, n: usize) -> JsonEvent<'_> {
    let proposal = &imported.article.proposals[n];
    let (is_korean, title_ko) = (imported.article.language == "ko", proposal.title_ko.as_deref());
    JsonEvent {
        event: imported.matches[n].as_deref(),
        date: proposal.date.as_ref(),
        title: if is_korean { title_ko.unwrap_or(&proposal.title) } else { &proposal.title },
        title_en: &proposal.title,
        title_ko,
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
        conflicts: &imported.conflicts[n],
        links: &imported.links[n],
    }
}

/// Writes the report as text: a few lines per article, then what to do next. `timeline` is the store after the import,
/// for the titles of known events; `written` is false after `--dry-run`.
pub(super) fn write_text(
    report: &ImportReport,
    timeline: &Timeline,
    written: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for imported in &report.articles {
        write_article(imported, timeline, out)?;
    }
    if report.articles.len() + report.failed.len() > 1 {
        writeln!(out, "{}", report.summary())?;
    }
    let counts = report.draft_counts();
    let drafts = format_count(counts.total(), "draft");
    match (counts.total(), written) {
        (0, false) => writeln!(out, "Dry run: nothing written; no drafts would be added"),
        (_, false) => writeln!(out, "Dry run: nothing written; {drafts} would be added ({counts})"),
        (0, true) => writeln!(out, "No new drafts"),
        (count, true) => {
            let waits = if count == 1 { "waits" } else { "wait" };
            writeln!(
                out,
                "{drafts} {waits} for review ({counts}); list them with `koreacyber-tui drafts`, or press v in the timeline"
            )
        }
    }
}

fn write_article(imported: &ImportedArticle, timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let article = &imported.article;
    let title = article.title.as_deref().map_or_else(|| "no title".to_owned(), clean_line);
    writeln!(out, "{}: {title}", escape_controls(&article.path))?;
    write_row("published", &describe_publication(article), out)?;
    if let Some(original) = imported.duplicate_of.as_deref().or(imported.duplicate_path.as_deref()) {
        let original = escape_controls(original);
        if imported.is_known() {
            write_row("known", &format!("already in the store as {original}; its text is kept"), out)?;
        } else {
            let share = imported.similarity.unwrap_or(1.0) * 100.0;
            write_row("copy", &format!("of {original} ({share:.0} % of the words)"), out)?;
        }
    }
    if article.machine_written {
        write_row("machine", "the text says that it was machine-written; cite the original", out)?;
    }
    if !article.relevant {
        write_row("off topic", "not about US-Korea cyber matters; use --keep to keep it anyway", out)?;
    }
    let mut listed: HashSet<&str> = HashSet::new();
    let is_listed = |id: &str| imported.matches.iter().flatten().any(|matched| matched == id);
    for row in imported.proposed.iter().filter(|row| matches!(row, AddedRow::Source(_))) {
        if !is_listed(row.event()) {
            let title = timeline.get(row.event()).map_or("", |entry| entry.event.title.as_str());
            let text = format!("{:<13}  {}: {}", "", row.event(), clean_line(title));
            write_row("source for", &text, out)?;
        }
    }
    for (n, proposal) in article.proposals.iter().enumerate() {
        let date = proposal.date.as_ref().map_or_else(|| "no date".to_owned(), Edtf::to_short_string);
        match (&imported.matches[n], &imported.drafts[n]) {
            // Several sentences can report the same event.
            (Some(id), _) if !listed.insert(id) => {}
            (Some(id), _) => {
                let title = timeline.get(id).map_or("", |entry| entry.event.title.as_str());
                // A copy of an article that is in the store adds nothing.
                let label = if imported.proposes_source(id) { "source for" } else { "known" };
                write_row(label, &format!("{date:<13}  {id}: {}", clean_line(title)), out)?;
            }
            (None, Some(id)) => {
                write_row("draft", &format!("{date:<13}  {id}: {}", clean_line(&proposal.title)), out)?;
            }
            // Copies add no drafts.
            (None, None) => {}
        }
        write_conflicts_and_links(&imported.conflicts[n], &imported.links[n], out)?;
    }
    Ok(())
}

fn write_row(label: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {label:<10}  {text}")
}

/// Writes how a proposal contradicts a known event, and the earlier events that its draft links to.
fn write_conflicts_and_links(conflicts: &[Conflict], links: &[Link], out: &mut dyn Write) -> io::Result<()> {
    for Conflict { field, value, note, .. } in conflicts {
        let note = note.as_deref().map(|note| format!(", {}", clean_line(note))).unwrap_or_default();
        write_row("conflict", &format!("{field} {value}{note}; recorded when you accept it"), out)?;
    }
    for link in links {
        let note = link.note.as_deref().map(clean_line).unwrap_or_default();
        write_row("link", &format!("{} {}: {note}", link.relation.forward_label(), link.event), out)?;
    }
    Ok(())
}

/// Describes the publication date and what it is based on.
fn describe_publication(article: &Article) -> String {
    let published = &article.published;
    let basis = match published.basis {
        PublicationBasis::Flag => "set by --published",
        PublicationBasis::Metadata => "from the metadata of the page",
        PublicationBasis::Text => "from the text",
        PublicationBasis::Inferred => "inferred",
        PublicationBasis::Updated => "inferred from its last update",
        PublicationBasis::Unknown => {
            return "unknown; use --published DATE to resolve “yesterday” or “Thursday”".to_owned();
        }
    };
    let date = published.date.as_ref().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    match &published.evidence {
        Some(evidence) if published.basis != PublicationBasis::Flag => {
            format!("{date}, {basis}: “{}”", clean_line(evidence))
        }
        _ => format!("{date}, {basis}"),
    }
}
