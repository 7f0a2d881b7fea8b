//! `list`: prints events as a table or in an export format. Never opens a store.

use super::export::format_values;
use super::filter::{FilterArgs, FoundEntries, InvalidQuery, PrintOutcome, language_help};
use crate::export::{ExportData, ExportFormat, all_columns, find_column, find_format};
use crate::model::fields::{EventField, FieldColumn};
use crate::model::{Edtf, Timeline, TimelineEntry};
use crate::query::Query;
use crate::text::clean_line;
use crate::text::width::{display_width, pad};
use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use std::io::{self, Write};

/// Arguments of `list`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = language_help())]
pub(super) struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = list_format_parser())]
    format: ListFormat,
    /// Sort order; default: date
    #[arg(long, value_name = "KEY")]
    sort: Option<SortKey>,
    /// Reverse the order
    #[arg(long)]
    reverse: bool,
    /// Print at most N events
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Columns of the table or CSV, separated by commas
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = parse_column)]
    fields: Option<Vec<EventField>>,
}

impl ListArgs {
    /// The arguments for a plain table of the events that match `filter`.
    pub(super) fn plain_table(filter: &str) -> Self {
        let filter = FilterArgs::new(filter);
        Self { filter, format: ListFormat::Table, sort: None, reverse: false, limit: None, fields: None }
    }

    /// Parses the filter.
    pub(super) fn parse_query(&self) -> Result<Query, InvalidQuery> {
        self.filter.parse()
    }
}

/// An output format of `list`: a table to read, or one of the export formats.
#[derive(Clone, Copy, Debug)]
enum ListFormat {
    Table,
    Export(&'static ExportFormat),
}

fn list_format_parser() -> impl TypedValueParser<Value = ListFormat> {
    let table = PossibleValue::new("table").help("one line per event");
    PossibleValuesParser::new([table].into_iter().chain(format_values()))
        .map(|name| find_format(&name).map_or(ListFormat::Table, ListFormat::Export))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SortKey {
    Date,
    Title,
    Kind,
    Relevance,
}

/// The columns of the table without `--fields`.
const DEFAULT_COLUMNS: [EventField; 4] =
    [EventField::Date, EventField::Kind, EventField::Title, EventField::Id];

/// Minimum width to which a column of long texts is shrunk.
const MIN_PROSE_COLUMNS: usize = 12;

fn parse_column(name: &str) -> Result<EventField, String> {
    find_column(name).ok_or_else(|| {
        let names: Vec<&str> = all_columns().map(|(name, _)| name).collect();
        format!("unknown column; use {}", names.join(", "))
    })
}

/// Prints the matching events. `width` is the width of the terminal in columns, or `None` if the output is not a
/// terminal; a table then has no headings and truncates nothing.
pub(super) fn print_list(
    timeline: &Timeline,
    query: &Query,
    today: NaiveDate,
    arguments: &ListArgs,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<PrintOutcome> {
    let FoundEntries { positions, read_as } = FoundEntries::find(timeline, query, today);
    let entries = select_entries(timeline, positions, arguments);
    let columns = arguments.fields.clone().unwrap_or_default();
    let mut data = ExportData { timeline, entries, columns };
    match arguments.format {
        ListFormat::Export(format) => (format.write)(&data, out)?,
        ListFormat::Table => {
            if data.columns.is_empty() {
                data.columns = DEFAULT_COLUMNS.to_vec();
            }
            print_table(&data, width, out)?;
        }
    }
    Ok(PrintOutcome { count: data.entries.len(), read_as })
}

/// Sorts the events at `positions`, which are in order of relevance, and limits their number.
fn select_entries<'a>(
    timeline: &'a Timeline,
    mut positions: Vec<usize>,
    arguments: &ListArgs,
) -> Vec<&'a TimelineEntry> {
    let all = timeline.entries();
    match arguments.sort {
        Some(SortKey::Relevance) => {}
        Some(SortKey::Title) => {
            positions.sort_by(|&a, &b| all[a].event.title.cmp(&all[b].event.title).then(a.cmp(&b)));
        }
        Some(SortKey::Kind) => positions.sort_by_key(|&position| (all[position].event.kind.name(), position)),
        Some(SortKey::Date) | None => positions.sort_unstable(),
    }
    if arguments.reverse {
        positions.reverse();
    }
    positions.truncate(arguments.limit.unwrap_or(usize::MAX));
    positions.into_iter().map(|position| &all[position]).collect()
}

fn print_table(data: &ExportData<'_>, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let fields = &data.columns;
    let row = |entry| fields.iter().map(|field| table_cell(entry, *field, width)).collect();
    let rows: Vec<Vec<String>> = data.entries.iter().copied().map(row).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let columns: Vec<FieldColumn> = fields.iter().filter_map(|field| field.spec().column).collect();
    let headings: Vec<String> = columns.iter().map(|column| column.name.to_uppercase()).collect();
    let printed = || width.map(|_| &headings).into_iter().chain(&rows);
    let mut widths: Vec<usize> =
        (0..columns.len()).map(|n| printed().map(|row| display_width(&row[n])).max().unwrap_or(0)).collect();
    if let Some(limit) = width {
        shrink_columns(&mut widths, &columns, limit);
    }
    for row in printed() {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| pad(cell, width));
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Shrinks columns of prose, the widest first, until the row fits `limit` or they cannot shrink further. Other columns,
/// such as dates and ids, keep their width, so that their values can be copied.
fn shrink_columns(widths: &mut [usize], columns: &[FieldColumn], limit: usize) {
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + 2 * (widths.len() - 1);
    while total(widths) > limit {
        let widest = (0..widths.len())
            .filter(|&n| columns[n].is_prose && widths[n] > MIN_PROSE_COLUMNS)
            .max_by_key(|&n| widths[n]);
        let Some(n) = widest else { return };
        let excess = total(widths) - limit;
        widths[n] = widths[n].saturating_sub(excess).max(MIN_PROSE_COLUMNS);
    }
}

/// The text of a table cell: that of the column, except that a terminal shows shortened intervals and titles carry
/// labels.
fn table_cell(entry: &TimelineEntry, field: EventField, width: Option<usize>) -> String {
    let event = &entry.event;
    let text = match field {
        EventField::Date if width.is_some() => {
            event.date.as_ref().map(Edtf::to_short_string).unwrap_or_default()
        }
        EventField::Title => {
            let draft = if event.is_draft() { "[draft] " } else { "" };
            let planned = if event.planned { "[planned] " } else { "" };
            format!("{draft}{planned}{}", event.title)
        }
        _ => field.spec().column.map(|column| (column.cell)(event).join(", ")).unwrap_or_default(),
    };
    clean_line(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Origin, Status, StoreLayer};

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
        let talks =
            Event { status: Status::Draft, ..event("talks", "2024-03~", Kind::Dialogue, "Both sides talk") };
        let layer = StoreLayer { events: vec![drill, pact, talks], ..StoreLayer::default() };
        Timeline::new([(Origin::Own, layer)])
    }

    fn printed(arguments: &ListArgs, width: Option<usize>) -> String {
        let mut out = Vec::new();
        let (query, today) = (arguments.parse_query().unwrap(), "2022-12-31".parse().unwrap());
        print_list(&timeline(), &query, today, arguments, width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn fields(names: &[&str]) -> Vec<EventField> {
        names.iter().filter_map(|name| find_column(name)).collect()
    }

    #[test]
    fn piped_output_is_not_truncated_and_dates_are_edtf() {
        let want = "\
2022-08-18             mou       Navies sign a pact on harbour networks  harbour-pact
2023-06-20/2023-06-22  exercise  [planned] A drill in the harbour        drill
2024-03~               dialogue  [draft] Both sides talk                 talks
";
        assert_eq!(printed(&ListArgs::plain_table(""), None), want);
    }

    #[test]
    fn a_terminal_gets_headings_truncated_titles_and_whole_ids() {
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
    fn korean_text_keeps_columns_aligned() {
        let arguments = ListArgs { fields: Some(fields(&["title_ko", "id"])), ..ListArgs::plain_table("") };
        let want = "항만 양해각서  harbour-pact\n합동 훈련      drill\n               talks\n";
        assert_eq!(printed(&arguments, None), want);
    }

    #[test]
    fn sort_reverse_and_limit_apply() {
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
    fn matches_are_sorted_by_date_unless_by_relevance() {
        let ids = |sort| {
            let fields = Some(fields(&["id"]));
            printed(&ListArgs { sort, fields, ..ListArgs::plain_table("harbour") }, None)
        };
        assert_eq!(ids(None), "harbour-pact\ndrill\n");
        // Both titles contain the word; the drill's contains it earlier.
        assert_eq!(ids(Some(SortKey::Relevance)), "drill\nharbour-pact\n");
        assert_eq!(printed(&ListArgs::plain_table("nothing-like-it"), Some(80)), "");
    }

    #[test]
    fn an_unknown_column_is_refused_with_a_list_of_columns() {
        assert!(parse_column("title_ko").is_ok());
        assert!(parse_column("color").unwrap_err().contains("title_ko"));
    }
}
