//! What the shell sees: arguments, which command, exit codes (0 done, 1 something could not be done, 2 wrong use,
//! 3 `check` found the store wrong). The one file that asks the clock. Never prints an error itself: `main` does.

mod dates;
mod import;
mod list;
mod progress;
mod show;
mod stats;

use crate::desk::{self, Desk};
use crate::loader::{self, Options};
use crate::model::{Address, Edtf};
use crate::store::{self, Place, Store};
use crate::text::escaped;
use crate::{home, tui};
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
pub struct Answer {
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
    command: Option<Command>,
    /// Open the timeline on this filter, as mou kind:mou year:2022..2023; what stands apart is joined by and
    query: Vec<String>,
    #[command(flatten)]
    global: Global,
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
struct Global {
    /// A store of your own, a .toml file or a folder, that stands alone [env: KOREACYBER_STORE]
    #[arg(long, value_name = "PATH", global = true)]
    store: Option<PathBuf>,
    /// Colour on the screen; NO_COLOR in the environment means never
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: When,
    /// The day that counts as today (YYYY-MM-DD); default: the clock
    #[arg(long, value_name = "DATE", global = true)]
    today: Option<NaiveDate>,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    /// Bring articles in: text files, saved web pages, addresses, folders, or -; their events become drafts
    Import(Import),
    /// List the drafts that wait for a decision
    Drafts(list::DraftsArgs),
    /// Accept drafts: they become events of your timeline
    Accept(Ids),
    /// Reject drafts: they are removed, their source stays
    Reject(Ids),
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
    Dates(Dates),
    /// Validate a store: syntax, ids, links, dates, addresses
    Check {
        /// A store; default: the one in use
        path: Option<PathBuf>,
    },
    /// Print where the store, the configuration and the cache are
    Path,
}

#[derive(Args)]
struct Import {
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
    url: Option<Address>,
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
    format: ReportFormat,
}

#[derive(Args)]
struct Dates {
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
enum ReportFormat {
    Text,
    Json,
}

#[derive(Args)]
struct Ids {
    /// Ids of drafts, as `drafts` prints them
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
}

fn address(text: &str) -> Result<Address, String> {
    Address::parse(text).map_err(|error| error.to_string())
}

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Desk(#[from] desk::Error),
    #[error(transparent)]
    Query(#[from] list::WrongQuery),
    #[error(transparent)]
    Show(#[from] show::NoSuchEvent),
    #[error("screen: {0}")]
    Screen(#[from] tui::Error),
    #[error("{}: {error}", escaped(path))]
    Article { path: String, error: loader::Error },
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
    #[error("home: no place for the store is known; set HOME, or name a store with --store")]
    NoHome,
}

/// Runs the program. Wrong use ends the process here with clap's message and code 2, help and version with 0.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Answer {
    let cli = Cli::parse_from(arguments);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let answer = dispatch(cli, &mut out).and_then(|answer| {
        out.flush()?;
        Ok(answer)
    });
    match answer {
        Ok(answer) => answer,
        Err(error) if is_closed_pipe(&error) => Answer::default(),
        Err(error) => {
            let code = if matches!(error, Error::Query(_)) { 2 } else { 1 };
            Answer { code, errors: vec![error.to_string()] }
        }
    }
}

/// A reader that has seen enough, as `head`, is no error.
fn is_closed_pipe(error: &Error) -> bool {
    matches!(error, Error::Output(io) if io.kind() == io::ErrorKind::BrokenPipe)
}

fn dispatch(cli: Cli, out: &mut dyn Write) -> Result<Answer, Error> {
    let Cli { command, query, global } = cli;
    match command {
        None => open(&query.join(" "), &global, out),
        Some(Command::Import(arguments)) => import(&arguments, &global, out),
        Some(Command::Drafts(arguments)) => {
            let store = Store::open(global.place()?)?;
            list::drafts(store.timeline(), &arguments, width(), out)?;
            Ok(Answer::default())
        }
        Some(Command::Accept(ids)) => decide(&ids, &global, Desk::accept, out),
        Some(Command::Reject(ids)) => decide(&ids, &global, Desk::reject, out),
        Some(Command::List(arguments)) => {
            let query = arguments.query()?;
            let store = Store::open(global.place()?)?;
            let listed = list::list(store.timeline(), &query, global.today(), &arguments, width(), out)?;
            Ok(told(&listed, &store))
        }
        Some(Command::Show { id }) => {
            let store = Store::open(global.place()?)?;
            let entry = show::find(store.timeline(), &id)?;
            show::show(store.timeline(), entry, global.today(), width(), out)?;
            Ok(Answer::default())
        }
        Some(Command::Stats(arguments)) => {
            let query = arguments.query()?;
            let store = Store::open(global.place()?)?;
            let listed = stats::stats(store.timeline(), &query, &arguments, global.today(), width(), out)?;
            Ok(told(&listed, &store))
        }
        Some(Command::Dates(arguments)) => dates(arguments, out),
        Some(Command::Check { path }) => check(path, &global, out),
        Some(Command::Path) => path(&global, out),
    }
}

/// An empty result is no failure; standard output stays empty for whoever reads it.
fn told(listed: &list::Listed, store: &Store) -> Answer {
    let nothing = (listed.count == 0).then(|| {
        let empty = store.timeline().entries().is_empty();
        if empty { "the store has no events" } else { "no event matches" }.to_owned()
    });
    Answer { code: 0, errors: listed.read_as().into_iter().chain(nothing).collect() }
}

impl Global {
    /// Which store: `--store` before the variable before the usual place.
    fn place(&self) -> Result<Place, Error> {
        let variable =
            || std::env::var_os("KOREACYBER_STORE").filter(|path| !path.is_empty()).map(PathBuf::from);
        match self.store.clone().or_else(variable) {
            Some(path) => Ok(Place::named(&path)),
            None => home::places().map(|places| Place::Usual(places.data)).ok_or(Error::NoHome),
        }
    }

    fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }

    fn color(&self) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }
}

/// Columns of the terminal that standard output is; `None` when it is none.
fn width() -> Option<usize> {
    io::stdout().is_terminal().then(tui::columns).flatten()
}

/// The bare command: the screen, or the plain list where standard output is no terminal.
fn open(query: &str, global: &Global, out: &mut dyn Write) -> Result<Answer, Error> {
    let read = list::read(query)?;
    let store = Store::open(global.place()?)?;
    if io::stdout().is_terminal() {
        tui::run(
            tui::World::new(Desk::new(store)),
            &tui::Options { query: query.to_owned(), today: global.today(), color: global.color() },
        )?;
    } else {
        let arguments = list::ListArgs::plain(query);
        let listed = list::list(store.timeline(), &read, global.today(), &arguments, None, out)?;
        return Ok(Answer { code: 0, errors: listed.read_as().into_iter().collect() });
    }
    Ok(Answer::default())
}

fn import(arguments: &Import, global: &Global, out: &mut dyn Write) -> Result<Answer, Error> {
    let options = Options {
        published: arguments.published.clone(),
        publisher: arguments.publisher.clone(),
        url: arguments.url.clone(),
        title: arguments.title.clone(),
        keep: arguments.keep,
    };
    let mut store = Store::open_or_new(global.place()?)?;
    let imported = {
        let (bar, stop) = (progress::Bar::new(), interrupt()?);
        let watch = desk::Watch { stop: &stop, tick: &|done, of| bar.tick(done, of) };
        let imported = desk::import(&mut store, &arguments.sources, &options, !arguments.dry_run, watch);
        bar.clear();
        imported?
    };
    match arguments.format {
        ReportFormat::Json => import::json(&imported, out)?,
        ReportFormat::Text => import::text(&imported, store.timeline(), !arguments.dry_run, out)?,
    }
    let refused = imported.failed.iter();
    let mut errors: Vec<String> =
        refused.map(|failure| format!("{}: {}", escaped(&failure.path), failure.error)).collect();
    if imported.left > 0 {
        errors.push(format!("interrupted: {} articles were not read; what was read is kept", imported.left));
    }
    Ok(Answer { code: u8::from(!errors.is_empty()), errors })
}

/// Set when the person presses Ctrl-C: what has been read by then is still imported. The second time ends the program.
fn interrupt() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&stop))?;
    flag::register(SIGINT, Arc::clone(&stop))?;
    Ok(stop)
}

fn dates(arguments: Dates, out: &mut dyn Write) -> Result<Answer, Error> {
    let raw = loader::read_text(&arguments.source)
        .map_err(|error| Error::Article { path: arguments.source.clone(), error })?;
    let tags = loader::dates(&raw, &Options { published: arguments.published, ..Options::default() });
    match arguments.format {
        DatesFormat::Text => dates::table(&raw.text, &tags, out)?,
        DatesFormat::Jsonl => dates::jsonl(&raw.text, &tags, out)?,
    }
    Ok(Answer::default())
}

/// Accepts or rejects: does all it can, names every id that failed.
fn decide(
    ids: &Ids,
    global: &Global,
    how: fn(&mut Desk, &str) -> Result<String, desk::Error>,
    out: &mut dyn Write,
) -> Result<Answer, Error> {
    let mut desk = Desk::new(Store::open(global.place()?)?);
    let mut answer = Answer::default();
    for id in &ids.ids {
        match how(&mut desk, id) {
            Ok(words) => writeln!(out, "{words}")?,
            Err(error) => {
                answer = Answer { code: 1, errors: [answer.errors, vec![error.to_string()]].concat() }
            }
        }
    }
    Ok(answer)
}

fn check(path: Option<PathBuf>, global: &Global, out: &mut dyn Write) -> Result<Answer, Error> {
    let place = path.map_or_else(|| global.place(), |path| Ok(Place::named(&path)))?;
    let findings = store::check(&place)?;
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    if findings.is_empty() {
        writeln!(out, "Nothing wrong.")?;
    }
    Ok(Answer { code: if findings.is_empty() { 0 } else { 3 }, errors: Vec::new() })
}

fn path(global: &Global, out: &mut dyn Write) -> Result<Answer, Error> {
    let place = global.place()?;
    let show = |path: PathBuf| escaped(&path.to_string_lossy());
    writeln!(out, "store   {}", show(place.file()))?;
    writeln!(out, "texts   {}", show(place.texts()))?;
    if let Some(places) = home::places() {
        writeln!(out, "config  {}", show(places.config.join("config.toml")))?;
        writeln!(out, "filters {}", show(home::memory::filters_file(&places)))?;
        writeln!(out, "cache   {}", show(places.cache))?;
    }
    Ok(Answer::default())
}
