//! What the shell sees: arguments, which command, exit codes (0 done, 1 something could not be done, 2 wrong use,
//! 3 `check` found the store wrong). The one file that asks the clock. Never prints an error itself: `main` does.

mod dates;
mod import;
mod list;
mod progress;
mod show;
mod stats;

use crate::curation::{self, EditSession};
use crate::loader::{self, LoadOptions};
use crate::model::{Edtf, WebUrl};
use crate::store::{self, Store, StoreLocation};
use crate::text::escape_controls;
use crate::{config, tui};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use signal_hook::consts::SIGINT;
use signal_hook::flag;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a run ended: the exit code, and what `main` is to print on standard error, a line each.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RunOutcome {
    /// 0, 1 or 3; 2 is clap's own and that of a filter that cannot be read.
    pub code: u8,
    /// Each is printed behind `koreacyber-tui: `; further lines of one stand as they are.
    pub errors: Vec<String>,
}

#[derive(Parser)]
#[command(name = "koreacyber-tui", version, about = ABOUT, after_help = EXAMPLES, max_term_width = 100)]
#[command(disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<CliCommand>,
    /// Open the timeline on this filter, as mou kind:mou year:2022..2023; what stands apart is joined by and
    query: Vec<String>,
    #[command(flatten)]
    global: GlobalArgs,
}

const ABOUT: &str = "A terminal timeline of US-Korea cyber cooperation: what was agreed, when exactly, by whom, \
                     and who says so";

const EXAMPLES: &str = "\
Examples:
  koreacyber-tui                                   the timeline
  koreacyber-tui nakasone                          the timeline, filtered
  koreacyber-tui list mou 2022 | less              events as plain lines
  koreacyber-tui list kind:mou year:2022..2023     by kind and years; list --help tells the rest
  koreacyber-tui show camp-david-summit-2023       one event in full
  koreacyber-tui import story.txt --published 2022-08-18
  koreacyber-tui -- list                           a filter that is also the name of a command

Exit codes: 0 done, 1 something could not be read or written or was refused, 2 wrong use,
3 `check` found the store wrong.";

#[derive(Args)]
struct GlobalArgs {
    /// A store of your own, a .toml file or a folder, that stands alone [env: KOREACYBER_STORE]
    #[arg(long, value_name = "PATH", global = true)]
    store: Option<PathBuf>,
    /// Colour on the screen; NO_COLOR in the environment means never
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: ColorMode,
    /// The day that counts as today (YYYY-MM-DD); default: the clock
    #[arg(long, value_name = "DATE", global = true)]
    today: Option<NaiveDate>,
}

#[derive(Clone, Copy, ValueEnum)]
enum ColorMode {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum CliCommand {
    /// Bring articles in: text files, saved web pages, addresses, folders, or -; their events become drafts
    Import(ImportArgs),
    /// List the drafts that wait for a decision
    Drafts(list::DraftsArgs),
    /// Accept drafts: they become events of your timeline
    Accept(DraftIdArgs),
    /// Reject drafts: they are removed, their source stays
    Reject(DraftIdArgs),
    /// List events, all or those that fit the words
    List(list::ListArgs),
    /// Show one event with its links, commitments and sources
    Show {
        /// The event's id, as `list` prints it
        id: String,
    },
    /// Count events by year, kind and actor, the days between deed and answer, and promises by what became of them
    Stats(stats::StatsArgs),
    /// List every temporal expression of a text and what it resolves to (TIMEX3)
    Dates(DatesArgs),
    /// Validate a store: syntax, ids, links, dates, addresses
    Check {
        /// A store; default: the one in use
        path: Option<PathBuf>,
    },
    /// Print where the store, the configuration and the cache are
    Path,
}

#[derive(Args)]
struct ImportArgs {
    /// Text files, saved web pages (HTML), folders of them, http(s) addresses, or - for one article on standard input
    #[arg(required = true, value_name = "SOURCE")]
    sources: Vec<String>,
    /// Publication date (EDTF, as 2022-08-18 or 2022-08) where the article does not say; for every SOURCE
    #[arg(long, value_name = "DATE")]
    published: Option<Edtf>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,
    /// Where it is (http or https)
    #[arg(long, value_name = "URL", value_parser = address)]
    url: Option<WebUrl>,
    /// Its title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Also keep articles that are off the subject
    #[arg(long)]
    keep: bool,
    /// Read and report, write nothing
    #[arg(long)]
    dry_run: bool,
    /// How to report
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: ImportFormat,
}

#[derive(Args)]
struct DatesArgs {
    /// A text file, or - for standard input
    #[arg(value_name = "SOURCE")]
    source: String,
    /// Publication date (EDTF) that they are reckoned from; default: what the text itself says
    #[arg(long, value_name = "DATE")]
    published: Option<Edtf>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DatesFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum DatesFormat {
    Text,
    Jsonl,
}

#[derive(Clone, Copy, ValueEnum)]
enum ImportFormat {
    Text,
    Json,
}

#[derive(Args)]
struct DraftIdArgs {
    /// Ids of drafts, as `drafts` prints them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
}

fn address(text: &str) -> Result<WebUrl, String> {
    WebUrl::parse(text).map_err(|error| error.to_string())
}

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error(transparent)]
    Desk(#[from] curation::EditError),
    #[error(transparent)]
    Query(#[from] list::InvalidQuery),
    #[error(transparent)]
    Show(#[from] show::EventNotFound),
    #[error("screen: {0}")]
    Screen(#[from] tui::UiError),
    #[error("{}: {error}", escape_controls(path))]
    Article { path: String, error: loader::LoaderError },
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
    #[error("home: no place for the store is known; set HOME, or name a store with --store")]
    DataDirUnknown,
}

/// Runs the program. Wrong use ends the process here with clap's message and code 2, help and version with 0.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> RunOutcome {
    let cli = Cli::parse_from(arguments);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let answer = dispatch(cli, &mut out).and_then(|answer| {
        out.flush()?;
        Ok(answer)
    });
    match answer {
        Ok(answer) => answer,
        Err(error) if is_closed_pipe(&error) => RunOutcome::default(),
        Err(error) => {
            let code = if matches!(error, CliError::Query(_)) { 2 } else { 1 };
            RunOutcome { code, errors: vec![error.to_string()] }
        }
    }
}

/// A reader that has seen enough, as `head`, is no error.
fn is_closed_pipe(error: &CliError) -> bool {
    matches!(error, CliError::Output(io) if io.kind() == io::ErrorKind::BrokenPipe)
}

fn dispatch(cli: Cli, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let Cli { command, query, global } = cli;
    match command {
        None => open_timeline(&query.join(" "), &global, out),
        Some(CliCommand::Import(arguments)) => run_import(&arguments, &global, out),
        Some(CliCommand::Drafts(arguments)) => {
            let store = Store::open(global.store_location()?)?;
            list::print_drafts(store.timeline(), &arguments, terminal_width(), out)?;
            Ok(RunOutcome::default())
        }
        Some(CliCommand::Accept(ids)) => decide_drafts(&ids, &global, EditSession::accept, out),
        Some(CliCommand::Reject(ids)) => decide_drafts(&ids, &global, EditSession::reject, out),
        Some(CliCommand::List(arguments)) => {
            let query = arguments.parse_query()?;
            let store = Store::open(global.store_location()?)?;
            let listed = list::print_list(
                store.timeline(),
                &query,
                global.today(),
                &arguments,
                terminal_width(),
                out,
            )?;
            Ok(report_listing(&listed, &store))
        }
        Some(CliCommand::Show { id }) => {
            let store = Store::open(global.store_location()?)?;
            let entry = show::find_event(store.timeline(), &id)?;
            show::print_event(store.timeline(), entry, global.today(), terminal_width(), out)?;
            Ok(RunOutcome::default())
        }
        Some(CliCommand::Stats(arguments)) => {
            let query = arguments.parse_query()?;
            let store = Store::open(global.store_location()?)?;
            let listed = stats::print_stats(
                store.timeline(),
                &query,
                &arguments,
                global.today(),
                terminal_width(),
                out,
            )?;
            Ok(report_listing(&listed, &store))
        }
        Some(CliCommand::Dates(arguments)) => run_dates(arguments, out),
        Some(CliCommand::Check { path }) => run_check(path, &global, out),
        Some(CliCommand::Path) => print_paths(&global, out),
    }
}

/// An empty result is no failure; standard output stays empty for whoever reads it.
fn report_listing(listed: &list::ListOutcome, store: &Store) -> RunOutcome {
    let nothing = (listed.count == 0).then(|| {
        let empty = store.timeline().entries().is_empty();
        if empty { "the store has no events" } else { "no event matches" }.to_owned()
    });
    RunOutcome { code: 0, errors: listed.layout_notice().into_iter().chain(nothing).collect() }
}

impl GlobalArgs {
    /// Which store: `--store` before the variable before the usual place.
    fn store_location(&self) -> Result<StoreLocation, CliError> {
        let variable =
            || std::env::var_os("KOREACYBER_STORE").filter(|path| !path.is_empty()).map(PathBuf::from);
        match self.store.clone().or_else(variable) {
            Some(path) => Ok(StoreLocation::from_path(&path)),
            None => config::app_dirs()
                .map(|places| StoreLocation::UserData(places.data))
                .ok_or(CliError::DataDirUnknown),
        }
    }

    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }

    fn use_color(&self) -> bool {
        match self.color {
            ColorMode::Always => true,
            ColorMode::Never => false,
            ColorMode::Auto => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}

/// Columns of the terminal that standard output is; `None` when it is none.
fn terminal_width() -> Option<usize> {
    io::stdout().is_terminal().then(tui::terminal_columns).flatten()
}

/// The bare command: the screen, or the plain list where standard output is no terminal.
fn open_timeline(query: &str, global: &GlobalArgs, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let read = list::parse_filter_argument(query)?;
    let store = Store::open(global.store_location()?)?;
    if io::stdout().is_terminal() {
        tui::run(
            tui::EffectRunner::new(EditSession::new(store)),
            &tui::ScreenOptions { query: query.to_owned(), today: global.today(), color: global.use_color() },
        )?;
    } else {
        let arguments = list::ListArgs::plain_table(query);
        let listed = list::print_list(store.timeline(), &read, global.today(), &arguments, None, out)?;
        return Ok(RunOutcome { code: 0, errors: listed.layout_notice().into_iter().collect() });
    }
    Ok(RunOutcome::default())
}

fn run_import(
    arguments: &ImportArgs,
    global: &GlobalArgs,
    out: &mut dyn Write,
) -> Result<RunOutcome, CliError> {
    let options = LoadOptions {
        published: arguments.published.clone(),
        publisher: arguments.publisher.clone(),
        url: arguments.url.clone(),
        title: arguments.title.clone(),
        keep_irrelevant: arguments.keep,
    };
    let mut store = Store::open_or_new(global.store_location()?)?;
    let imported = {
        let (bar, stop) = (progress::ProgressBar::new(), watch_interrupt()?);
        let watch = curation::ImportMonitor { stop: &stop, on_progress: &|done, of| bar.tick(done, of) };
        let imported = curation::import(&mut store, &arguments.sources, &options, !arguments.dry_run, watch);
        bar.clear();
        imported?
    };
    match arguments.format {
        ImportFormat::Json => import::write_json(&imported, out)?,
        ImportFormat::Text => import::write_text(&imported, store.timeline(), !arguments.dry_run, out)?,
    }
    let refused = imported.failed.iter();
    let mut errors: Vec<String> =
        refused.map(|failure| format!("{}: {}", escape_controls(&failure.path), failure.error)).collect();
    if imported.unread_count > 0 {
        errors.push(format!(
            "interrupted: {} articles were not read; what was read is kept",
            imported.unread_count
        ));
    }
    Ok(RunOutcome { code: u8::from(!errors.is_empty()), errors })
}

/// Set when the person presses Ctrl-C: what has been read by then is still imported. The second time ends the program.
fn watch_interrupt() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&stop))?;
    flag::register(SIGINT, Arc::clone(&stop))?;
    Ok(stop)
}

fn run_dates(arguments: DatesArgs, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let raw = loader::read_plain_text(&arguments.source)
        .map_err(|error| CliError::Article { path: arguments.source.clone(), error })?;
    let tags =
        loader::tag_dates(&raw, &LoadOptions { published: arguments.published, ..LoadOptions::default() });
    match arguments.format {
        DatesFormat::Text => dates::write_table(&raw.text, &tags, out)?,
        DatesFormat::Jsonl => dates::write_jsonl(&raw.text, &tags, out)?,
    }
    Ok(RunOutcome::default())
}

/// Accepts or rejects: does all it can, names every id that failed.
fn decide_drafts(
    ids: &DraftIdArgs,
    global: &GlobalArgs,
    how: fn(&mut EditSession, &str) -> Result<curation::EditOutcome, curation::EditError>,
    out: &mut dyn Write,
) -> Result<RunOutcome, CliError> {
    let mut desk = EditSession::new(Store::open(global.store_location()?)?);
    let mut answer = RunOutcome::default();
    for id in &ids.ids {
        match how(&mut desk, id) {
            Ok(outcome) => writeln!(out, "{outcome}")?,
            Err(error) => {
                answer = RunOutcome { code: 1, errors: [answer.errors, vec![error.to_string()]].concat() }
            }
        }
    }
    Ok(answer)
}

fn run_check(
    path: Option<PathBuf>,
    global: &GlobalArgs,
    out: &mut dyn Write,
) -> Result<RunOutcome, CliError> {
    let place = path.map_or_else(|| global.store_location(), |path| Ok(StoreLocation::from_path(&path)))?;
    let findings = store::check_store(&place)?;
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    if findings.is_empty() {
        writeln!(out, "Nothing wrong.")?;
    }
    Ok(RunOutcome { code: if findings.is_empty() { 0 } else { 3 }, errors: Vec::new() })
}

fn print_paths(global: &GlobalArgs, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let place = global.store_location()?;
    let show = |path: PathBuf| escape_controls(&path.to_string_lossy());
    writeln!(out, "store   {}", show(place.main_file()))?;
    writeln!(out, "texts   {}", show(place.texts_folder()))?;
    if let Some(places) = config::app_dirs() {
        writeln!(out, "config  {}", show(places.config.join("config.toml")))?;
        writeln!(out, "filters {}", show(config::memory::filters_file(&places)))?;
        writeln!(out, "cache   {}", show(places.cache))?;
    }
    Ok(RunOutcome::default())
}
