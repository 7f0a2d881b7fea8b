//! The axis: time to scale, at five zooms. The column of a day, the text of the ruler, the marks of each lane, the density of
//! the whole store. Pure arithmetic: columns are counted from the start of the calendar, and a window of them is on the
//! screen.

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
