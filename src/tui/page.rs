//! Pages: an event, a source, the keys, each laid out as lines of pieces for a width. Never knows where on the screen
//! they will be.

pub mod answers;
pub mod cells;
pub mod detail;
pub mod help;
pub mod pieces;
pub mod promises;
pub mod reader;
pub mod report;
pub mod review;
pub mod thread;

pub use pieces::{PageTarget, StyledLine, StyledPage, StyledText, highlight_matches};
