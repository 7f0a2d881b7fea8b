//! `export`: writes matching events for other programs, to standard output or a file. The formats are those of
//! [`crate::export::FORMATS`]. Never opens a store.

use super::filter::{FilterArgs, FoundEntries, InvalidQuery, PrintOutcome, language_help};
use crate::export::{ExportData, ExportFormat, FORMATS, find_format};
use crate::model::Timeline;
use crate::query::Query;
use crate::text::{escape_controls, format_count};
use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Arguments of `export`.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = language_help())]
pub(super) struct ExportArgs {
    #[command(flatten)]
    filter: FilterArgs,
    /// Output format; default: by the extension of FILE, else json
    #[arg(long, value_name = "FORMAT", value_parser = export_format_parser())]
    format: Option<&'static ExportFormat>,
    /// File to write; default: standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExportError {
    /// The format cannot be inferred.
    #[error("{}: unknown file extension; add --format", escape_controls(&.0.to_string_lossy()))]
    UnknownExtension(PathBuf),
    /// The file cannot be written.
    #[error("{}: {error}", escape_controls(&path.to_string_lossy()))]
    File { path: PathBuf, error: io::Error },
    /// Standard output cannot be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl ExportArgs {
    /// Parses the filter.
    pub(super) fn parse_query(&self) -> Result<Query, InvalidQuery> {
        self.filter.parse()
    }

    /// The format requested, else that of the file's extension, else the first one.
    fn choose_format(&self) -> Result<&'static ExportFormat, ExportError> {
        match (self.format, &self.output) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(&FORMATS[0]),
            (None, Some(path)) => {
                format_by_extension(path).ok_or_else(|| ExportError::UnknownExtension(path.clone()))
            }
        }
    }
}

fn format_by_extension(path: &Path) -> Option<&'static ExportFormat> {
    let extension = path.extension()?.to_str()?;
    FORMATS.iter().find(|format| format.extension.eq_ignore_ascii_case(extension))
}

/// Parses the name of a format. The possible values and their descriptions come from the list of formats.
fn export_format_parser() -> impl TypedValueParser<Value = &'static ExportFormat> {
    PossibleValuesParser::new(format_values()).try_map(|name| find_format(&name).ok_or("unknown format"))
}

/// The names of all formats, with descriptions for `--help`.
pub(super) fn format_values() -> impl Iterator<Item = PossibleValue> {
    FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about))
}

/// Writes the matching events in the order of the timeline. Into a file, reports on `out` how many were written.
pub(super) fn write_export(
    timeline: &Timeline,
    query: &Query,
    arguments: &ExportArgs,
    today: NaiveDate,
    out: &mut dyn Write,
) -> Result<PrintOutcome, ExportError> {
    let format = arguments.choose_format()?;
    let FoundEntries { mut positions, read_as } = FoundEntries::find(timeline, query, today);
    positions.sort_unstable();
    let entries = positions.into_iter().map(|position| &timeline.entries()[position]).collect();
    let data = ExportData { timeline, entries, columns: Vec::new() };
    let count = data.entries.len();
    match &arguments.output {
        None => (format.write)(&data, out)?,
        Some(path) => {
            let mut text = Vec::new();
            (format.write)(&data, &mut text)?;
            fs::write(path, text).map_err(|error| ExportError::File { path: path.clone(), error })?;
            writeln!(
                out,
                "{} written to {}",
                format_count(count, "event"),
                escape_controls(&path.to_string_lossy())
            )?;
        }
    }
    Ok(PrintOutcome { count, read_as })
}
