//! `list`, `drafts`: ask, then print. A table for the eye, plain lines for a pipe, JSON and CSV for programs.
//! Never opens a store.

use crate::export;
use crate::model::{Edtf, Timeline, TimelineEntry};
use crate::query::{self, Index, Query};
use crate::text::clean_line;
use crate::text::width::{display_width, pad, truncate};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::io::{self, Write};

/// What `list` can be asked for.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = language())]
pub(super) struct ListArgs {
    /// A filter: words that an event has to match, fields as kind:mou year:2022; none lists everything
    query: Vec<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: ListFormat,
    /// Order; default: date
    #[arg(long, value_name = "KEY")]
    sort: Option<SortKey>,
    /// The other way round
    #[arg(long)]
    reverse: bool,
    /// At most so many events
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Columns of a table or of CSV, separated by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = column)]
    fields: Option<Vec<String>>,
}

impl ListArgs {
    /// The plain list of what fits `query`, as the bare command prints it into a pipe.
    pub(super) fn plain_table(query: &str) -> Self {
        let query = vec![query.to_owned()];
        Self { query, format: ListFormat::Table, sort: None, reverse: false, limit: None, fields: None }
    }

    /// The filter.
    pub(super) fn parse_query(&self) -> Result<Query, InvalidQuery> {
        parse_filter_argument(&self.query.join(" "))
    }
}

/// The language of filters, a line each.
fn language() -> String {
    let widest = query::help().iter().map(|(syntax, _)| display_width(syntax)).max().unwrap_or_default();
    let rows = query::help().iter().map(|(syntax, about)| format!("  {}  {about}", pad(syntax, widest)));
    ["Filters:".to_owned()].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}

/// A filter that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("query: {error}{}", pointed(.error, .text))]
pub(super) struct InvalidQuery {
    error: query::QueryError,
    text: String,
}

/// Columns that the filter may take in which the place of an error is shown.
const MAX_POINTER_COLUMNS: usize = 76;

fn pointed(error: &query::QueryError, text: &str) -> String {
    let lines = error.show_position(text, MAX_POINTER_COLUMNS);
    lines.map(|lines| format!("\n  {}", lines.replace('\n', "\n  "))).unwrap_or_default()
}

/// Reads a filter as it was typed.
pub(super) fn parse_filter_argument(text: &str) -> Result<Query, InvalidQuery> {
    Query::parse(text).map_err(|error| InvalidQuery { error, text: text.to_owned() })
}

/// What was printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ListOutcome {
    /// How many events.
    pub(super) count: usize,
    pub(super) read_as: Option<String>,
}

impl ListOutcome {
    /// That words typed on the other keyboard layout were read as what the same keys give on this one.
    pub(super) fn layout_notice(&self) -> Option<String> {
        self.read_as.as_ref().map(|words| format!("nothing matches as typed; read as {words}"))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ListFormat {
    Table,
    Json,
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortKey {
    Date,
    Title,
    Kind,
    Relevance,
}

/// What `drafts` can be asked for.
#[derive(Args, Clone, Debug)]
pub(super) struct DraftsArgs {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DraftsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DraftsFormat {
    Text,
    Json,
}

/// Columns of the table that nobody asked about: the title last of those that may be cut, the id always whole.
const DEFAULT_COLUMNS: [&str; 4] = ["date", "kind", "title", "id"];

fn column(name: &str) -> Result<String, String> {
    if export::COLUMNS.contains(&name) {
        Ok(name.to_owned())
    } else {
        Err(format!("no such column; there are {}", export::COLUMNS.join(", ")))
    }
}

/// Prints the events that fit. `width` is the terminal's, in columns; `None` is a pipe: nothing is cut there, and
/// there is no line of headings.
pub(super) fn print_list(
    timeline: &Timeline,
    query: &Query,
    today: NaiveDate,
    arguments: &ListArgs,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<ListOutcome> {
    let (found, read_as) = find_entries(timeline, query, today);
    let entries = select_entries(timeline, found, arguments);
    match (arguments.format, &arguments.fields) {
        (ListFormat::Table, fields) => {
            let fields = fields.clone().unwrap_or_else(|| DEFAULT_COLUMNS.map(str::to_owned).to_vec());
            print_table(&entries, &fields, width, out)?;
        }
        (ListFormat::Csv, Some(fields)) => export::write_columns(timeline, &entries, fields, out)?,
        (ListFormat::Csv, None) => (export::CSV.write)(timeline, &entries, out)?,
        (ListFormat::Json, _) => (export::JSON.write)(timeline, &entries, out)?,
        (ListFormat::Jsonl, _) => (export::JSONL.write)(timeline, &entries, out)?,
    }
    Ok(ListOutcome { count: entries.len(), read_as })
}

/// The places of the events that fit, best first, and what the filter was read as where nothing fits it as typed.
pub(super) fn find_entries(
    timeline: &Timeline,
    query: &Query,
    today: NaiveDate,
) -> (Vec<usize>, Option<String>) {
    // Everything needs no index.
    if query.is_empty() {
        return ((0..timeline.entries().len()).collect(), None);
    }
    let found = Index::new(timeline).search(query, today);
    (found.hits.iter().map(|hit| hit.entry).collect(), found.read_as)
}

/// The events found, best first, in the order and the number asked for.
fn select_entries<'a>(
    timeline: &'a Timeline,
    mut found: Vec<usize>,
    arguments: &ListArgs,
) -> Vec<&'a TimelineEntry> {
    let all = timeline.entries();
    match arguments.sort {
        Some(SortKey::Relevance) => {}
        Some(SortKey::Title) => {
            found.sort_by(|&a, &b| all[a].event.title.cmp(&all[b].event.title).then(a.cmp(&b)));
        }
        Some(SortKey::Kind) => found.sort_by_key(|&at| (all[at].event.kind.name(), at)),
        Some(SortKey::Date) | None => found.sort_unstable(),
    }
    if arguments.reverse {
        found.reverse();
    }
    found.truncate(arguments.limit.unwrap_or(usize::MAX));
    found.into_iter().map(|at| &all[at]).collect()
}

fn print_table(
    entries: &[&TimelineEntry],
    fields: &[String],
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| fields.iter().map(|field| table_cell(entry, field, width)).collect())
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let head: Vec<String> = fields.iter().map(|field| field.to_uppercase()).collect();
    let shown = || width.map(|_| &head).into_iter().chain(&rows);
    let mut widths: Vec<usize> =
        (0..fields.len()).map(|n| shown().map(|row| display_width(&row[n])).max().unwrap_or(0)).collect();
    if let Some(limit) = width {
        shrink_columns(&mut widths, fields, limit);
    }
    for row in shown() {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| pad(cell, width));
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Narrows columns of prose until the row fits; dates and ids stay whole, since they are there to be copied.
fn shrink_columns(widths: &mut [usize], fields: &[String], limit: usize) {
    const MIN_PROSE_COLUMNS: usize = 12;
    let prose =
        |n: &usize| !matches!(fields[*n].as_str(), "date" | "id" | "kind" | "status" | "scope" | "planned");
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + 2 * (widths.len() - 1);
    while total(widths) > limit {
        let widest = (0..widths.len())
            .filter(prose)
            .filter(|&n| widths[n] > MIN_PROSE_COLUMNS)
            .max_by_key(|&n| widths[n]);
        let Some(n) = widest else { return };
        let over = total(widths) - limit;
        widths[n] = widths[n].saturating_sub(over).max(MIN_PROSE_COLUMNS);
    }
}

/// What stands in a column. On a terminal an interval is shortened for the eye; a pipe gets EDTF that reads back.
fn table_cell(entry: &TimelineEntry, field: &str, width: Option<usize>) -> String {
    let event = &entry.event;
    let text = match field {
        "id" => event.id.clone(),
        "date" => {
            let write = if width.is_some() { Edtf::to_short_string } else { Edtf::to_string };
            event.date.as_ref().map(write).unwrap_or_default()
        }
        "kind" => event.kind.name().to_owned(),
        "title" => {
            let signs = [(event.is_draft(), "[draft] "), (event.planned, "[planned] ")];
            let signs: String = signs.iter().filter(|(set, _)| *set).map(|(_, sign)| *sign).collect();
            format!("{signs}{}", event.title)
        }
        "title_ko" => event.title_ko.clone().unwrap_or_default(),
        "place" => event.place.clone().unwrap_or_default(),
        "summary" => event.summary.clone().unwrap_or_default(),
        "actors" => event.actors.join(", "),
        "countries" => event.countries.join(" "),
        "topics" => event.topics.join(", "),
        "scope" => if event.scope == crate::model::Scope::Core { "core" } else { "context" }.to_owned(),
        "planned" => if event.planned { "planned" } else { "" }.to_owned(),
        "status" => if event.is_draft() { "draft" } else { "reviewed" }.to_owned(),
        _ => event.sources.iter().map(|row| row.source.as_str()).collect::<Vec<_>>().join(", "),
    };
    clean_line(&text)
}

/// Prints the drafts that wait, each with what it rests on.
pub(super) fn print_drafts(
    timeline: &Timeline,
    arguments: &DraftsArgs,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let waiting: Vec<&TimelineEntry> =
        timeline.entries().iter().filter(|entry| entry.event.is_draft()).collect();
    if arguments.format == DraftsFormat::Json {
        return (export::JSON.write)(timeline, &waiting, out);
    }
    for (n, entry) in waiting.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        print_draft(timeline, entry, width.unwrap_or(usize::MAX), out)?;
    }
    Ok(())
}

fn print_draft(
    timeline: &Timeline,
    entry: &TimelineEntry,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let event = &entry.event;
    // The id is there to be copied, so it is never cut.
    writeln!(out, "{}", event.id)?;
    let mut line = |label: &str, text: &str| {
        let label = pad(label, 11);
        writeln!(out, "{}", truncate(format!("{label}{}", clean_line(text)).trim_end(), width))
    };
    line("  title", &event.title)?;
    let date = event.date.as_ref().map_or_else(|| "no date".to_owned(), ToString::to_string);
    let planned = if event.planned { ", planned" } else { "" };
    let how = event.dated_by.as_ref().map_or(String::new(), |by| format!(" ({by})"));
    line("  when", &format!("{date}{planned}{how}"))?;
    line("  kind", event.kind.name())?;
    line("  who", &event.actors.join(", "))?;
    if let Some(share) = event.confidence {
        line("  sure", &format!("{:.0} %", share * 100.0))?;
    }
    for row in &event.sources {
        let source =
            timeline.source(&row.source).map_or_else(|| row.source.clone(), crate::model::Source::label);
        line("  source", &source)?;
        if let Some(quote) = &row.quote {
            line("  says", &format!("“{quote}”"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DatedBy, Event, EventSource, Kind, Origin, Source, Status, StoreLayer};

    fn timeline() -> Timeline {
        let event = |id: &str, date: &str, kind, title: &str| Event {
            date: date.parse().ok(),
            ..Event::new(id, kind, title)
        };
        let drill = Event {
            title_ko: Some("합동 훈련".into()),
            planned: true,
            ..event("drill", "2023-06-20/2023-06-22", Kind::Exercise, "A drill in the harbour")
        };
        let pact = Event {
            title_ko: Some("항만 양해각서".into()),
            ..event("harbour-pact", "2022-08-18", Kind::Mou, "Navies sign a pact on harbour networks")
        };
        let draft = Event {
            status: Status::Draft,
            confidence: Some(0.926),
            dated_by: Some(DatedBy {
                phrase: "on Thursday".into(),
                rule: "weekday before publication".into(),
            }),
            actors: vec!["us-cyber-command".into()],
            sources: vec![EventSource {
                source: "daily".into(),
                quote: Some("They met\non Thursday.".into()),
            }],
            ..event("talks", "2024-03~", Kind::Dialogue, "Both sides talk")
        };
        let daily = Source { id: "daily".into(), about: Some("a report".into()), ..Source::default() };
        let layer =
            StoreLayer { events: vec![drill, pact, draft], sources: vec![daily], ..StoreLayer::default() };
        Timeline::new([(Origin::Own, layer)])
    }

    fn printed(arguments: &ListArgs, width: Option<usize>) -> String {
        let mut out = Vec::new();
        let (query, today) = (arguments.parse_query().unwrap(), "2022-12-31".parse().unwrap());
        print_list(&timeline(), &query, today, arguments, width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn fields(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_pipe_gets_every_column_whole_and_dates_that_read_back() {
        let want = "\
2022-08-18             mou       Navies sign a pact on harbour networks  harbour-pact
2023-06-20/2023-06-22  exercise  [planned] A drill in the harbour        drill
2024-03~               dialogue  [draft] Both sides talk                 talks
";
        assert_eq!(printed(&ListArgs::plain_table(""), None), want);
    }

    #[test]
    fn a_terminal_gets_headings_and_cut_titles_but_whole_ids() {
        let want = "\
DATE           KIND      TITLE             ID
2022-08-18     mou       Navies sign a p…  harbour-pact
2023-06-20/22  exercise  [planned] A dri…  drill
2024-03~       dialogue  [draft] Both si…  talks
";
        let text = printed(&ListArgs::plain_table(""), Some(55));
        assert_eq!(text, want);
        assert!(text.lines().all(|line| display_width(line) <= 55));
    }

    #[test]
    fn korean_keeps_the_columns_under_one_another() {
        let arguments = ListArgs { fields: Some(fields(&["title_ko", "id"])), ..ListArgs::plain_table("") };
        let want = "항만 양해각서  harbour-pact\n합동 훈련      drill\n               talks\n";
        assert_eq!(printed(&arguments, None), want);
    }

    #[test]
    fn order_and_number_are_as_asked_for() {
        let ids = |sort, reverse, limit| {
            let fields = Some(fields(&["id"]));
            let text = printed(&ListArgs { sort, reverse, limit, fields, ..ListArgs::plain_table("") }, None);
            text.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(ids(None, false, None), ["harbour-pact", "drill", "talks"]);
        assert_eq!(ids(Some(SortKey::Title), false, None), ["drill", "talks", "harbour-pact"]);
        assert_eq!(ids(Some(SortKey::Kind), false, None), ["talks", "drill", "harbour-pact"]);
        assert_eq!(ids(None, true, Some(2)), ["talks", "drill"]);
        assert_eq!(ids(None, false, Some(0)), [""; 0]);
    }

    #[test]
    fn a_query_keeps_the_order_of_dates_unless_relevance_is_asked_for() {
        let ids = |sort| {
            let fields = Some(fields(&["id"]));
            printed(&ListArgs { sort, fields, ..ListArgs::plain_table("harbour") }, None)
        };
        assert_eq!(ids(None), "harbour-pact\ndrill\n");
        // The same word in both titles; in the drill's it stands nearer the beginning.
        assert_eq!(ids(Some(SortKey::Relevance)), "drill\nharbour-pact\n");
        assert_eq!(printed(&ListArgs::plain_table("nothing-like-it"), Some(80)), "");
    }

    #[test]
    fn an_unknown_column_is_refused_with_the_known_ones() {
        assert!(column("title_ko").is_ok());
        assert!(column("colour").unwrap_err().contains("title_ko"));
    }

    #[test]
    fn a_draft_shows_what_it_rests_on() {
        let arguments = DraftsArgs { format: DraftsFormat::Text };
        let mut out = Vec::new();
        print_drafts(&timeline(), &arguments, None, &mut out).unwrap();
        let want = "\
talks
  title    Both sides talk
  when     2024-03~ (“on Thursday”: weekday before publication)
  kind     dialogue
  who      us-cyber-command
  sure     93 %
  source   [a report]
  says     “They met on Thursday.”
";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}
