//! The axis: time true to scale, at five zooms. Where a day stands, what the ruler says there, which marks share a column,
//! how dense the whole store is. Pure arithmetic; columns are counted from the beginning of the calendar, and a window of
//! them is on the screen. Never draws.

pub mod axis_data;
pub mod density;
pub mod lanes;
pub mod marks;
pub mod ruler;
pub mod scale;

pub use axis_data::{AxisData, DueMark};
pub use lanes::KindLane;
pub use marks::{DateSpan, MarkCell};
pub use scale::{Axis, AxisWindow, DayNumber, RulerUnit};
