//! koreacyber-tui: a timeline of US-Korea cyber cooperation for the terminal.
//!
//! The crate consists of layers, and a layer imports only layers below it; the four in the middle do not import one
//! another:
//!
//! ```text
//! main.rs
//!   cli/          arguments, commands, output, exit codes
//!     tui/          the terminal interface
//!       curation/     import, event matching, review, merge, undo
//!         loader/       articles in, proposed events out
//!         store/        TOML files, layers, atomic writes
//!         query/        the filter language
//!         export/       JSON, CSV
//!           model/        events, dates, actors, commitments, the timeline
//!             text/         cleaning, folding, Hangul, column widths
//! ```
//!
//! `config/` (directories, saved filters, atomic writes) imports no other layer. `tests/layers.rs` enforces the order.

pub mod cli;
pub mod config;
pub mod curation;
pub mod export;
pub mod loader;
pub mod model;
pub mod query;
pub mod store;
pub mod text;
pub mod tui;
