//! Where things are, and what the screen remembers there. Creates a folder only when something is to be remembered.

pub mod memory;
mod places;
pub mod whole;

pub use places::{Places, places};
