//! The axis above the list: what is shown on it, zoom, moves along it, and jumps to an event. No drawing.

use crate::model::Edtf;
use crate::tui::action::{AxisAction, JumpTarget, ScreenLayer};
use crate::tui::axis::{DateSpan, DayNumber, DueMark, KindLane, RulerUnit, scale};
use crate::tui::state::State;
use std::rc::Rc;

impl State {
    /// The span of a listed event; `None` without a date.
    pub(in crate::tui) fn event_span(&self, hit: usize) -> Option<DateSpan> {
        self.axis_data.entry_span(&self.timeline, self.hits.get(hit)?.entry)
    }

    /// The density of the whole store in `width` buckets, whatever the filter.
    pub(in crate::tui) fn density_levels(&self, width: usize) -> Rc<[usize]> {
        self.axis_data.density_levels(&self.timeline, width)
    }

    /// The events of a lane, as indices of the list.
    pub(in crate::tui) fn events_on_lane(&self, lane: usize) -> &[usize] {
        self.axis_data.events_on_lane(lane)
    }

    /// The first and last day of all events; `None` if none has a date.
    pub(in crate::tui) fn store_extent(&self) -> Option<(DayNumber, DayNumber)> {
        self.axis_data.extent(&self.timeline)
    }

    /// The lanes of the listed events.
    pub(in crate::tui) fn lanes(&self) -> &[KindLane] {
        self.axis_data.lanes()
    }

    /// The due commitments of the listed events that are not fulfilled.
    pub(in crate::tui) fn due_marks(&self) -> &[DueMark] {
        self.axis_data.due_marks()
    }

    /// The rows of lanes on the axis; `None` if no event has a date.
    pub(in crate::tui) fn lane_rows(&self) -> Option<u16> {
        self.store_extent()?;
        let due = u16::from(!self.due_marks().is_empty());
        Some(self.lanes().len() as u16 + due)
    }

    /// The columns of the axis, without its labels.
    pub(in crate::tui) fn axis_width(&self) -> usize {
        usize::from(self.layout().ruler.width.saturating_sub(self.layout().labels))
    }

    /// The day at which the selected event is on the axis.
    fn selected_day(&self) -> Option<DayNumber> {
        self.event_span(self.cursor).as_ref().and_then(DateSpan::anchor)
    }

    /// Handles the actions of the axis.
    pub(in crate::tui) fn handle_axis(&mut self, action: AxisAction) {
        if self.hits.is_empty() {
            return self.notify("No event listed");
        }
        let Some(day) = self.selected_day() else {
            return self.notify("This event has no date, so it is not on the timeline");
        };
        match action {
            AxisAction::Earlier => self.step_along_axis(day, true),
            AxisAction::Later => self.step_along_axis(day, false),
            AxisAction::ZoomIn => self.zoom_to(self.axis.unit.finer(), day, "finest"),
            AxisAction::ZoomOut => self.zoom_to(self.axis.unit.coarser(), day, "coarsest"),
            AxisAction::Zoom(unit) => self.axis.zoom(unit, day),
            AxisAction::Center => {
                self.axis.center_on(day);
                self.notify("Timeline centered on the selected event");
            }
        }
    }

    /// Selects an event. Leaves the reader for it; a view can be returned to.
    pub(in crate::tui) fn jump_to(&mut self, target: &JumpTarget) {
        if self.has_layer(ScreenLayer::Review) {
            return self.notify("Leave the review queue first: press q (drafts are kept)");
        }
        let id_of = |state: &Self, hit: usize| state.event_at(hit).id.clone();
        let id = match target {
            JumpTarget::Id(id) => Some(id.clone()),
            // The prompt has refused a number out of range.
            JumpTarget::Number(number) => {
                number.checked_sub(1).filter(|hit| *hit < self.hits.len()).map(|hit| id_of(self, hit))
            }
            JumpTarget::Date(date) => self.find_by_date(date).map(|hit| id_of(self, hit)),
        };
        let Some(id) = id else { return };
        if self.has_layer(ScreenLayer::Reader) {
            self.remove_layer(ScreenLayer::Reader);
            self.layers.reader = None;
        }
        let notice = self.notice.take();
        if self.visible_view().is_some() {
            self.leave_views_for(&id);
        } else {
            self.go_to_event(&id, true);
        }
        self.notice = self.notice.take().or(notice);
    }

    /// The first listed event that lies in `date`, or at least may; else the next one after it, else the last one.
    fn find_by_date(&mut self, date: &Edtf) -> Option<usize> {
        let date_of = |hit: &usize| self.event_at(*hit).date.as_ref();
        let find =
            |test: &dyn Fn(&Edtf) -> bool| (0..self.hits.len()).find(|hit| date_of(hit).is_some_and(test));
        // A date with an open end may lie anywhere.
        let is_bounded = |event: &Edtf| event.first_year().is_some() && event.last_year().is_some();
        let found = find(&|event| event.is_within(date))
            .or_else(|| find(&|event| is_bounded(event) && event.overlaps(date)));
        if found.is_some() {
            return found;
        }
        let next = find(&|event| event.earliest() > date.latest());
        let last = || (0..self.hits.len()).rev().find(|hit| date_of(hit).is_some());
        let (hit, which) = match next {
            Some(hit) => (Some(hit), "next"),
            None => (last(), "last"),
        };
        self.notify(match hit {
            Some(_) => format!("No listed event at {date}; selected the {which} one"),
            None => "No listed event has a date".to_owned(),
        });
        hit
    }

    fn zoom_to(&mut self, unit: Option<RulerUnit>, day: DayNumber, end: &str) {
        match unit {
            Some(unit) => self.axis.zoom(unit, day),
            None => self.notify(format!("Already at the {end} unit: {}s", self.axis.unit.name())),
        }
    }

    /// Zooms out to the coarsest unit.
    pub(in crate::tui) fn zoom_out_fully(&mut self) {
        let first = || self.store_extent().map(|(first, _)| first);
        let day = self.selected_day().or_else(first).unwrap_or_default();
        self.axis.zoom(RulerUnit::Decade, day);
    }

    /// Selects the event nearest to one unit earlier or later, at least one day away, so that a gap is no obstacle.
    fn step_along_axis(&mut self, from: DayNumber, back: bool) {
        let target = scale::day_number(self.axis.unit.step_date(scale::date_from_number(from), back));
        let is_beyond = |day: DayNumber| if back { day < from } else { day > from };
        let days = (0..self.hits.len()).filter_map(|hit| Some((hit, self.event_span(hit)?.anchor()?)));
        let nearest = days.filter(|(_, day)| is_beyond(*day)).min_by_key(|(_, day)| (day - target).abs());
        match nearest {
            Some((hit, _)) => self.set_cursor(hit),
            None => self.notify(format!("No {} event listed", if back { "earlier" } else { "later" })),
        }
    }

    /// Scrolls the axis so that the selected event is visible.
    pub(in crate::tui) fn scroll_axis_to_cursor(&mut self) {
        let width = self.axis_width();
        if let (Some(day), Some((first, last)), 1..) = (self.selected_day(), self.store_extent(), width) {
            // A commitment may be due long after the last event.
            let due = self.due_marks().iter().filter_map(|due| due.span.anchor()).max();
            self.axis.scroll_to_day(day, (first, last.max(due.unwrap_or(last))), width);
        }
    }
}
