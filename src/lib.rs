//! The floor plan of koreacyber-tui. Text is the ground, the model stands on it, four wings stand side by
//! side on the model and never touch, the screen and the command line look down on them:
//!
//! ```text
//!                      main.rs
//!                      cli/                     what the shell sees
//!                      tui/                     what the eye sees
//!                      curation/                    what a person does: import, match, accept, reject, undo
//!    loader/        store/       query/       export/        four wings, no doors between them
//!                      model/                   events, dates, actors, addresses, the timeline
//!                      text/                    cleaning, folding, Hangul, widths
//! ```
//!
//! Everything flows one way; `tests/layers.rs` reads the imports and keeps it so.

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
