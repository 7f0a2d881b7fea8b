//! Pages: an event, a source, the keys, each laid out as lines of pieces for a width. Never knows where on the screen
//! they will be.

pub mod detail;
pub mod help;
pub mod pieces;
pub mod reader;
pub mod report;
pub mod review;

pub use pieces::{Line, Page, Piece, Target, marked};
