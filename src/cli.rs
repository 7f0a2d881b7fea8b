//! The command line: runs commands and decides exit codes (0 success, 1 failure, 2 invalid arguments or filter, 3
//! problems found by `check`). The only file that reads the clock. Never prints errors; `main` does.

mod args;
mod dates;
mod drafts;
mod export;
mod filter;
mod import;
mod list;
mod progress;
mod show;
mod stats;

use crate::curation::{self, EditSession};
use crate::loader::{self, LoadOptions};
use crate::store::{self, Store, StoreLocation};
use crate::text::{escape_controls, format_count};
use crate::{config, tui};
use args::{
    Cli, CliCommand, ColorMode, DatesArgs, DatesFormat, DraftIdArgs, GlobalArgs, ImportArgs, ImportFormat,
};
use chrono::NaiveDate;
use clap::Parser;
use filter::{FilterArgs, PrintOutcome};
use list::ListArgs;
use signal_hook::consts::SIGINT;
use signal_hook::flag;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The result of a run: the exit code and the messages for standard error.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RunOutcome {
    /// 0 to 3. Clap itself exits with 2 for invalid arguments.
    pub code: u8,
    /// Messages to print after `koreacyber-tui: `. A message can have further lines, which are printed as they are.
    pub errors: Vec<String>,
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
enum CliError {
    #[error(transparent)]
    Store(#[from] store::StoreError),
    #[error(transparent)]
    Edit(#[from] curation::EditError),
    #[error(transparent)]
    Query(#[from] filter::InvalidQuery),
    #[error(transparent)]
    Show(#[from] show::EventNotFound),
    #[error("terminal: {0}")]
    Terminal(#[from] tui::UiError),
    #[error("{}: {error}", escape_controls(path))]
    Article { path: String, error: loader::LoaderError },
    #[error(transparent)]
    Export(export::ExportError),
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
    #[error("data folder unknown: set HOME, or select a store with --store")]
    DataDirUnknown,
}

impl From<export::ExportError> for CliError {
    fn from(error: export::ExportError) -> Self {
        match error {
            export::ExportError::Output(error) => Self::Output(error),
            error => Self::Export(error),
        }
    }
}

impl CliError {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Query(_) | Self::Export(export::ExportError::UnknownExtension(_)) => 2,
            _ => 1,
        }
    }
}

/// Runs the program. For invalid arguments, help, and version, clap prints and exits the process.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> RunOutcome {
    let cli = Cli::parse_from(arguments);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = dispatch(cli, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(outcome) => outcome,
        Err(error) if is_closed_pipe(&error) => RunOutcome::default(),
        Err(error) => RunOutcome { code: error.exit_code(), errors: vec![error.to_string()] },
    }
}

/// Whether the reader of standard output stopped reading, as `head` does. That is no failure.
fn is_closed_pipe(error: &CliError) -> bool {
    matches!(error, CliError::Output(io) if io.kind() == io::ErrorKind::BrokenPipe)
}

fn dispatch(cli: Cli, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let Cli { command, query, global } = cli;
    match command {
        None => open_timeline(&query.join(" "), &global, out),
        Some(CliCommand::Import(arguments)) => run_import(&arguments, &global, out),
        Some(CliCommand::Drafts(arguments)) => {
            let store = global.open_store()?;
            drafts::print_drafts(store.timeline(), &arguments, terminal_width(), out)?;
            Ok(RunOutcome::default())
        }
        Some(CliCommand::Accept(ids)) => decide_drafts(&ids, &global, EditSession::accept, out),
        Some(CliCommand::Reject(ids)) => decide_drafts(&ids, &global, EditSession::reject, out),
        Some(CliCommand::List(arguments)) => {
            let query = arguments.parse_query()?;
            let store = global.open_store()?;
            let printed = list::print_list(
                store.timeline(),
                &query,
                global.today(),
                &arguments,
                terminal_width(),
                out,
            )?;
            Ok(report_matches(&printed, &store))
        }
        Some(CliCommand::Show { id }) => {
            let store = global.open_store()?;
            let entry = show::find_event(store.timeline(), &id)?;
            show::print_event(store.timeline(), entry, global.today(), terminal_width(), out)?;
            Ok(RunOutcome::default())
        }
        Some(CliCommand::Export(arguments)) => {
            let query = arguments.parse_query()?;
            let store = global.open_store()?;
            let printed = export::write_export(store.timeline(), &query, &arguments, global.today(), out)?;
            Ok(report_matches(&printed, &store))
        }
        Some(CliCommand::Stats(arguments)) => {
            let query = arguments.parse_query()?;
            let store = global.open_store()?;
            let printed = stats::print_stats(
                store.timeline(),
                &query,
                &arguments,
                global.today(),
                terminal_width(),
                out,
            )?;
            Ok(report_matches(&printed, &store))
        }
        Some(CliCommand::Dates(arguments)) => run_dates(arguments, out),
        Some(CliCommand::Check { path }) => run_check(path, &global, out),
        Some(CliCommand::Path) => print_paths(&global, out),
    }
}

/// Reports on standard error that nothing matched. That is no failure, and standard output stays empty.
fn report_matches(printed: &PrintOutcome, store: &Store) -> RunOutcome {
    let nothing = (printed.count == 0).then(|| {
        let empty = store.timeline().entries().is_empty();
        if empty { "the store has no events" } else { "no matches" }.to_owned()
    });
    RunOutcome { code: 0, errors: printed.layout_notice().into_iter().chain(nothing).collect() }
}

impl GlobalArgs {
    /// The store to use: `--store`, else `KOREACYBER_STORE`, else the user's data folder.
    fn store_location(&self) -> Result<StoreLocation, CliError> {
        let from_environment =
            || std::env::var_os("KOREACYBER_STORE").filter(|path| !path.is_empty()).map(PathBuf::from);
        match self.store.clone().or_else(from_environment) {
            Some(path) => Ok(StoreLocation::from_path(&path)),
            None => config::app_dirs()
                .map(|dirs| StoreLocation::UserData(dirs.data))
                .ok_or(CliError::DataDirUnknown),
        }
    }

    fn open_store(&self) -> Result<Store, CliError> {
        Ok(Store::open(self.store_location()?)?)
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

/// Width of standard output in columns; `None` if it is not a terminal.
fn terminal_width() -> Option<usize> {
    io::stdout().is_terminal().then(tui::terminal_columns).flatten()
}

/// Runs the program without a command: the terminal interface, or the plain list if standard output is not a terminal.
fn open_timeline(filter: &str, global: &GlobalArgs, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let query = FilterArgs::new(filter).parse()?;
    let store = global.open_store()?;
    if !io::stdout().is_terminal() {
        let arguments = ListArgs::plain_table(filter);
        let printed = list::print_list(store.timeline(), &query, global.today(), &arguments, None, out)?;
        return Ok(RunOutcome { code: 0, errors: printed.layout_notice().into_iter().collect() });
    }
    let options =
        tui::ScreenOptions { query: filter.to_owned(), today: global.today(), color: global.use_color() };
    tui::run(tui::EffectRunner::new(EditSession::new(store)), &options)?;
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
    let report = {
        let (bar, stop) = (progress::ProgressBar::new(), watch_interrupt()?);
        let monitor = curation::ImportMonitor { stop: &stop, on_progress: &|done, of| bar.tick(done, of) };
        let report = curation::import(&mut store, &arguments.sources, &options, !arguments.dry_run, monitor);
        bar.clear();
        report?
    };
    match arguments.format {
        ImportFormat::Json => import::write_json(&report, out)?,
        ImportFormat::Text => import::write_text(&report, store.timeline(), !arguments.dry_run, out)?,
    }
    let failed = report.failed.iter();
    let mut errors: Vec<String> =
        failed.map(|failure| format!("{}: {}", escape_controls(&failure.path), failure.error)).collect();
    if report.unread_count > 0 {
        errors.push(format!(
            "interrupted: {} not read; the articles read before were imported",
            format_count(report.unread_count, "article")
        ));
    }
    Ok(RunOutcome { code: u8::from(!errors.is_empty()), errors })
}

/// Returns a flag that Ctrl-C sets, so that the articles read by then are still imported. A second Ctrl-C ends the
/// program with exit code 130.
fn watch_interrupt() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&stop))?;
    flag::register(SIGINT, Arc::clone(&stop))?;
    Ok(stop)
}

fn run_dates(arguments: DatesArgs, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let input = loader::read_plain_text(&arguments.source)
        .map_err(|error| CliError::Article { path: arguments.source.clone(), error })?;
    let options = LoadOptions { published: arguments.published, ..LoadOptions::default() };
    let tags = loader::tag_dates(&input, &options);
    match arguments.format {
        DatesFormat::Text => dates::write_table(&input.text, &tags, out)?,
        DatesFormat::Jsonl => dates::write_jsonl(&input.text, &tags, out)?,
    }
    Ok(RunOutcome::default())
}

/// Accepts or rejects every draft that can be, and reports the ids of all others.
fn decide_drafts(
    ids: &DraftIdArgs,
    global: &GlobalArgs,
    decide: fn(&mut EditSession, &str) -> Result<curation::EditOutcome, curation::EditError>,
    out: &mut dyn Write,
) -> Result<RunOutcome, CliError> {
    let mut session = EditSession::new(global.open_store()?);
    let mut errors = Vec::new();
    for id in &ids.ids {
        match decide(&mut session, id) {
            Ok(outcome) => writeln!(out, "{outcome}")?,
            Err(error) => errors.push(error.to_string()),
        }
    }
    Ok(RunOutcome { code: u8::from(!errors.is_empty()), errors })
}

fn run_check(
    path: Option<PathBuf>,
    global: &GlobalArgs,
    out: &mut dyn Write,
) -> Result<RunOutcome, CliError> {
    let location =
        path.map_or_else(|| global.store_location(), |path| Ok(StoreLocation::from_path(&path)))?;
    let findings = store::check_store(&location)?;
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    if findings.is_empty() {
        writeln!(out, "No problems found")?;
    }
    Ok(RunOutcome { code: if findings.is_empty() { 0 } else { 3 }, errors: Vec::new() })
}

fn print_paths(global: &GlobalArgs, out: &mut dyn Write) -> Result<RunOutcome, CliError> {
    let location = global.store_location()?;
    let mut print_path =
        |label: &str, path: PathBuf| writeln!(out, "{label:<7} {}", escape_controls(&path.to_string_lossy()));
    print_path("store", location.main_file())?;
    print_path("texts", location.texts_folder())?;
    if let Some(dirs) = config::app_dirs() {
        print_path("config", dirs.config.join("config.toml"))?;
        print_path("filters", config::filters_file(&dirs))?;
        print_path("cache", dirs.cache)?;
    }
    Ok(RunOutcome::default())
}
