//! The arguments of the command line: global options, commands, and the options of those commands that have no module of
//! their own. Never runs a command.

use super::drafts::DraftsArgs;
use super::export::ExportArgs;
use super::filter::HELP_COLUMNS;
use super::list::ListArgs;
use super::stats::StatsArgs;
use crate::model::{Edtf, WebUrl};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "koreacyber-tui", version, about = ABOUT, after_help = EXAMPLES, max_term_width = HELP_COLUMNS)]
#[command(disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<CliCommand>,
    /// Open the timeline on a filter, such as mou kind:mou year:2022..2023; multiple arguments must all match
    pub(super) query: Vec<String>,
    #[command(flatten)]
    pub(super) global: GlobalArgs,
}

const ABOUT: &str = "A terminal timeline of US-Korea cyber cooperation: what was agreed, on what date, by whom, in \
                     response to which incident, and according to which source";

const EXAMPLES: &str = "\
Examples:
  koreacyber-tui                                   open the timeline
  koreacyber-tui nakasone                          open the timeline on a filter
  koreacyber-tui list mou 2022 | less              print matching events, one per line
  koreacyber-tui list kind:mou year:2022..2023     list --help explains the filter language
  koreacyber-tui show camp-david-summit-2023       print one event in full
  koreacyber-tui export topic:cryptocurrency -o crypto.csv
  koreacyber-tui import story.txt --published 2022-08-18
  koreacyber-tui -- list                           filter by a word that is also a command

Exit codes: 0 success, 1 something could not be read or written or was refused,
2 invalid arguments or filter, 3 `check` found problems";

#[derive(Args)]
pub(super) struct GlobalArgs {
    /// Use only this store, a .toml file or a folder, without the built-in timeline [env: KOREACYBER_STORE]
    #[arg(long, value_name = "PATH", global = true)]
    pub(super) store: Option<PathBuf>,
    /// Use colors; auto turns them off if NO_COLOR is set
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: ColorMode,
    /// Date that counts as today (YYYY-MM-DD); default: the system clock
    #[arg(long, value_name = "DATE", global = true)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ColorMode {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
pub(super) enum CliCommand {
    /// Import articles as draft events: text files, saved web pages, URLs, folders, or - for standard input
    Import(ImportArgs),
    /// List the drafts that wait for review
    Drafts(DraftsArgs),
    /// Accept drafts: events, and sources and conflicts proposed for an event
    Accept(DraftIdArgs),
    /// Reject drafts: remove them, and their article unless something else uses it
    Reject(DraftIdArgs),
    /// List events, all or those that match a filter
    List(ListArgs),
    /// Show one event with its commitments, links, and sources
    Show {
        /// Id of the event, as printed by `list`
        id: String,
    },
    /// Export events for other programs
    Export(ExportArgs),
    /// Count events by year, type, and actor; show response times and the status of commitments
    Stats(StatsArgs),
    /// List the temporal expressions of a text and what they resolve to (TIMEX3)
    Dates(DatesArgs),
    /// Validate a store: syntax, ids, links, dates, URLs
    Check {
        /// Store to validate; default: the one in use
        path: Option<PathBuf>,
    },
    /// Print the locations of the store, the configuration, and the cache
    Path,
}

#[derive(Args)]
pub(super) struct ImportArgs {
    /// Text files, saved web pages (HTML), folders of them, http(s) URLs, or - for one article on standard input
    #[arg(required = true, value_name = "SOURCE")]
    pub(super) sources: Vec<String>,
    /// Publication date of every SOURCE (EDTF, such as 2022-08-18 or 2022-08), if the article does not state it
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<Edtf>,
    /// Publisher
    #[arg(long, value_name = "NAME")]
    pub(super) publisher: Option<String>,
    /// URL of the article (http or https)
    #[arg(long, value_name = "URL", value_parser = parse_url)]
    pub(super) url: Option<WebUrl>,
    /// Title of the article
    #[arg(long, value_name = "TITLE")]
    pub(super) title: Option<String>,
    /// Also keep articles that are off topic
    #[arg(long)]
    pub(super) keep: bool,
    /// Report what would be imported, write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Format of the report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: ImportFormat,
}

#[derive(Args)]
pub(super) struct DatesArgs {
    /// Text file, or - for standard input
    #[arg(value_name = "SOURCE")]
    pub(super) source: String,
    /// Publication date (EDTF) to which relative dates refer; default: as stated in the text
    #[arg(long, value_name = "DATE")]
    pub(super) published: Option<Edtf>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(super) format: DatesFormat,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum DatesFormat {
    Text,
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ImportFormat {
    Text,
    Json,
}

#[derive(Args)]
pub(super) struct DraftIdArgs {
    /// Ids of drafts, as printed by `drafts`; the id of a source stands for all drafts of its article
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<String>,
}

fn parse_url(text: &str) -> Result<WebUrl, String> {
    WebUrl::parse(text).map_err(|error| error.to_string())
}
