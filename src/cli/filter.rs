//! The filter argument of `list`, `export`, and `stats`: parses it, finds the matching events, and explains the filter
//! language.

use crate::model::Timeline;
use crate::query::{self, Index, Query, QueryError};
use crate::text::width::{display_width, pad, wrap_lines};
use chrono::NaiveDate;
use clap::Args;

/// A filter on the command line.
#[derive(Args, Clone, Debug)]
pub(super) struct FilterArgs {
    /// Filter: words and fields such as kind:mou year:2022, which must all match; default: all events
    query: Vec<String>,
}

impl FilterArgs {
    /// A filter in one argument.
    pub(super) fn new(text: &str) -> Self {
        Self { query: vec![text.to_owned()] }
    }

    /// The filter as one line.
    pub(super) fn text(&self) -> String {
        self.query.join(" ")
    }

    /// Parses the filter.
    pub(super) fn parse(&self) -> Result<Query, InvalidQuery> {
        let text = self.text();
        Query::parse(&text).map_err(|error| InvalidQuery { error, text })
    }
}

/// A filter that is invalid.
#[derive(Debug, thiserror::Error)]
#[error("invalid filter: {error}{}", render_position(.error, .text))]
pub(super) struct InvalidQuery {
    error: QueryError,
    text: String,
}

/// Maximum width of the lines of `--help`, in columns.
pub(super) const HELP_COLUMNS: usize = 100;

/// Maximum width of a filter that is printed with a marker under the error, in columns.
const MAX_POINTER_COLUMNS: usize = 76;

fn render_position(error: &QueryError, text: &str) -> String {
    let lines = error.show_position(text, MAX_POINTER_COLUMNS);
    lines.map(|lines| format!("\n  {}", lines.replace('\n', "\n  "))).unwrap_or_default()
}

/// The events that match a filter.
pub(super) struct FoundEntries {
    /// Indexes into the timeline's entries, best first.
    pub(super) positions: Vec<usize>,
    /// The words of the filter as read on the other keyboard layout, if only that had matches.
    pub(super) read_as: Option<String>,
}

impl FoundEntries {
    /// Finds the events that match `query` when `today` is the current day.
    pub(super) fn find(timeline: &Timeline, query: &Query, today: NaiveDate) -> Self {
        // An empty query needs no index.
        if query.is_empty() {
            return Self { positions: (0..timeline.entries().len()).collect(), read_as: None };
        }
        let found = Index::new(timeline).search(query, today);
        Self { positions: found.hits.iter().map(|hit| hit.entry).collect(), read_as: found.read_as }
    }
}

/// What was printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PrintOutcome {
    /// Number of events.
    pub(super) count: usize,
    /// See [`FoundEntries::read_as`].
    pub(super) read_as: Option<String>,
}

impl PrintOutcome {
    /// A notice that the filter was read on the other keyboard layout.
    pub(super) fn layout_notice(&self) -> Option<String> {
        self.read_as.as_ref().map(|words| format!("no matches as typed; showing matches for {words}"))
    }
}

/// The reference of the filter language, for `--help`.
pub(super) fn language_help() -> String {
    let syntax_columns =
        query::help().iter().map(|(syntax, _)| display_width(syntax)).max().unwrap_or_default();
    let mut lines = vec!["Filters:".to_owned()];
    for (syntax, about) in query::help() {
        for (n, range) in wrap_lines(about, HELP_COLUMNS - syntax_columns - 4).into_iter().enumerate() {
            let syntax = pad(if n == 0 { syntax } else { "" }, syntax_columns);
            lines.push(format!("  {syntax}  {}", &about[range]));
        }
    }
    lines.join("\n")
}
