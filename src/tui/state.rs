//! The state of the screen: what is shown, the line being typed, the lines of the list, the steps through all of it.
//! Never draws, never touches the world.

mod along;
mod asking;
pub mod complete;
pub mod drafts;
mod filters;
pub mod importing;
pub mod line;
pub mod listed;
mod moves;
pub mod offers;
pub mod prompt;
mod review;
mod rows;
mod screen;
mod seen;
mod viewing;
pub mod views;
mod walk;

pub use screen::{Pane, Reader, State, Titles};
