//! The axis: time true to scale, at five zooms. Where a day stands, what the ruler says there, which marks share a column,
//! how dense the whole store is. Pure arithmetic; columns are counted from the beginning of the calendar, and a window of
//! them is on the screen. Never draws.

pub mod density;
pub mod events;
pub mod lanes;
pub mod marks;
pub mod ruler;
pub mod scale;

pub use events::{Due, Events};
pub use lanes::Lane;
pub use marks::{Cell, Span};
pub use scale::{Axis, Day, Unit, Window};
