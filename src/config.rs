//! Where things are, and what the screen remembers there. Creates a folder only when something is to be remembered.

pub mod atomic_file;
mod dirs;
pub mod memory;

pub use dirs::{AppDirs, app_dirs};
