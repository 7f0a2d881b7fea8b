//! The state of the screen: what is shown, the line being typed, the lines of the list, the steps through all of it.
//! Never draws, never touches the world.

mod asking;
mod axis_nav;
pub mod complete;
pub mod completion;
mod cursor;
pub mod drafts;
mod filters;
pub mod importing;
pub mod line_editor;
pub mod listed;
mod moves;
pub mod prompt;
mod review;
mod rows;
mod screen;
mod seen;
mod viewing;
pub mod views;

pub use screen::{PanePosition, ReaderState, State, TitleLanguage};
