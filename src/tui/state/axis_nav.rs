//! The axis of the state: what it needs to know of the events, zooming, and steps from event to event along it. Never
//! draws.

use super::screen::{PanePosition, State};
use crate::model::Edtf;
use crate::tui::action::{AxisAction as Step, JumpTarget, ScreenLayer};
use crate::tui::axis::{DateSpan, DayNumber, DueMark, KindLane, RulerUnit, scale};
use crate::tui::layout::{AxisRows, ScreenShape};
use std::rc::Rc;

impl State {
    /// The span of an event shown; `None` without a date.
    pub fn event_span(&self, shown: usize) -> Option<DateSpan> {
        self.axis_data.entry_span(&self.timeline, self.hits.get(shown)?.entry)
    }

    /// How dense the whole store is in so many columns, whatever the filter.
    pub fn density_levels(&self, width: usize) -> Rc<[usize]> {
        self.axis_data.density_levels(&self.timeline, width)
    }

    /// The events of a lane, by their places among those shown.
    pub fn events_on_lane(&self, lane: usize) -> &[usize] {
        self.axis_data.events_on_lane(lane)
    }

    /// First and last day at which an event of the store stands; `None` where none has a date.
    pub fn store_extent(&self) -> Option<(DayNumber, DayNumber)> {
        self.axis_data.extent(&self.timeline)
    }

    /// The lanes for the events shown.
    pub fn lanes(&self) -> &[KindLane] {
        self.axis_data.lanes()
    }

    /// What the events shown promise for a day and have not kept.
    pub fn due_marks(&self) -> &[DueMark] {
        self.axis_data.due_marks()
    }

    /// The events shown have changed.
    pub(super) fn update_axis_data(&mut self) {
        self.axis_data.set_shown(&self.timeline, &self.hits, self.today);
    }

    /// How many rows the axis takes; none in the layers that have the screen for themselves.
    pub(super) fn axis_rows(&self) -> Option<AxisRows> {
        let apart = [
            ScreenLayer::Reader,
            ScreenLayer::Review,
            ScreenLayer::Report,
            ScreenLayer::Responses,
            ScreenLayer::Thread,
            ScreenLayer::Commitments,
            ScreenLayer::Help,
        ];
        let apart = apart.iter().any(|layer| self.has_layer(*layer));
        let alone = self.has_layer(ScreenLayer::Detail)
            && matches!(
                ScreenShape::for_size(self.size.0, self.size.1),
                ScreenShape::Small | ScreenShape::ListOnly
            );
        if apart || alone || self.store_extent().is_none() {
            return None;
        }
        let due = u16::from(!self.due_marks().is_empty());
        Some(AxisRows { lanes: self.lanes().len() as u16 + due })
    }

    /// Columns of the axis itself, its labels left out.
    pub fn axis_width(&self) -> usize {
        let layout = self.layout();
        usize::from(layout.ruler.width.saturating_sub(layout.labels))
    }

    /// The group of actions along the axis.
    pub(in crate::tui) fn handle_axis(&mut self, step: Step) {
        if self.hits.is_empty() {
            self.notice = Some("No event is shown.".to_owned());
            return;
        }
        let Some(about) = self.event_span(self.cursor).as_ref().and_then(DateSpan::anchor) else {
            self.notice = Some("This event has no place on the axis: its date is not known.".to_owned());
            return;
        };
        match step {
            Step::Earlier => self.step_along_axis(about, true),
            Step::Later => self.step_along_axis(about, false),
            Step::ZoomIn => self.zoom_to(self.axis.unit.finer(), about, "The finest ruler: days."),
            Step::ZoomOut => self.zoom_to(self.axis.unit.coarser(), about, "The coarsest ruler: decades."),
            Step::Zoom(unit) => self.axis.zoom(unit, about),
            Step::Center => {
                self.axis.center_on(about);
                self.notice =
                    Some("The selected event is in the middle, as far as the timeline reaches.".to_owned());
            }
        }
    }

    /// Selects the event at a date or of a number.
    pub(in crate::tui) fn jump_to(&mut self, jump: &JumpTarget) {
        if self.review.is_some() {
            self.notice = Some("q leaves the review first; drafts stay.".to_owned());
            return;
        }
        let id_at = |state: &Self, at: usize| state.event_at(at).id.clone();
        let id = match jump {
            JumpTarget::Id(id) => Some(id.clone()),
            // A number that no event has was refused where it was typed.
            JumpTarget::Number(number) => {
                number.checked_sub(1).filter(|at| *at < self.hits.len()).map(|at| id_at(self, at))
            }
            JumpTarget::Date(date) => self.find_by_date(date).map(|at| id_at(self, at)),
        };
        let Some(id) = id else { return };
        // What lies over the timeline is left for the event; a view can be come back to.
        if self.has_layer(ScreenLayer::Reader) {
            self.remove_layer(ScreenLayer::Reader);
            self.reader = None;
        }
        let said = self.notice.take();
        if self.visible_view().is_some() {
            self.leave_views_for(&id);
        } else {
            self.go_to_event(&id, true);
        }
        self.notice = self.notice.take().or(said);
    }

    /// The first event shown that may lie in `date`, first of all one that must; else the next behind it, else the last.
    fn find_by_date(&mut self, date: &Edtf) -> Option<usize> {
        let dated = |n: &usize| self.event_at(*n).date.as_ref();
        let find = |fits: &dyn Fn(&Edtf) -> bool| (0..self.hits.len()).find(|n| dated(n).is_some_and(fits));
        // What only has a beginning or an end may lie anywhere.
        let bounded = |one: &Edtf| one.first_year().is_some() && one.last_year().is_some();
        let there =
            find(&|one| one.is_within(date)).or_else(|| find(&|one| bounded(one) && one.overlaps(date)));
        if there.is_some() {
            return there;
        }
        let next = find(&|one| one.earliest() > date.latest());
        let last = || (0..self.hits.len()).rev().find(|n| dated(n).is_some());
        let (at, words) = match next {
            Some(at) => (Some(at), "this is the next one"),
            None => (last(), "this is the last one"),
        };
        self.notice = Some(match at {
            Some(_) => format!("No event shown at {date}; {words}."),
            None => "No event shown has a date.".to_owned(),
        });
        at
    }

    fn zoom_to(&mut self, unit: Option<RulerUnit>, about: DayNumber, end: &str) {
        match unit {
            Some(unit) => self.axis.zoom(unit, about),
            None => self.notice = Some(end.to_owned()),
        }
    }

    /// The ruler so coarse that the most can be seen.
    pub(super) fn zoom_out_fully(&mut self) {
        let about = self.event_span(self.cursor).as_ref().and_then(DateSpan::anchor);
        let about = about.or_else(|| self.store_extent().map(|(first, _)| first)).unwrap_or_default();
        self.axis.zoom(RulerUnit::Decade, about);
    }

    /// Selects the event nearest to one unit earlier or later: at least one other day, so that no gap stops anybody.
    fn step_along_axis(&mut self, from: DayNumber, back: bool) {
        let to = scale::day_number(self.axis.unit.step_date(scale::date_from_number(from), back));
        let beyond = |day: DayNumber| if back { day < from } else { day > from };
        let days = (0..self.hits.len()).filter_map(|n| Some((n, self.event_span(n)?.anchor()?)));
        let nearest = days.filter(|(_, day)| beyond(*day)).min_by_key(|(_, day)| (day - to).abs());
        if let Some((n, _)) = nearest {
            self.cursor = n;
            self.detail = PanePosition::default();
        } else {
            let which = if back { "earlier" } else { "later" };
            self.notice = Some(format!("No {which} event is shown."));
        }
    }

    /// Keeps the selected event in sight.
    pub(super) fn scroll_axis_to_cursor(&mut self) {
        let width = self.axis_width();
        let day = self.event_span(self.cursor).as_ref().and_then(DateSpan::anchor);
        if let (Some(day), Some(whole), 1..) = (day, self.store_extent(), width) {
            // What is still to come may be due long after the last event.
            let due = self.due_marks().iter().filter_map(|due| due.span.anchor()).max();
            self.axis.scroll_to_day(day, (whole.0, whole.1.max(due.unwrap_or(whole.1))), width);
        }
    }
}
