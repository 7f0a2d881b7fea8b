//! The axis of the state: what it needs to know of the events, zooming, and steps from event to event along it. Never
//! draws.

use super::screen::{Pane, State};
use crate::model::Edtf;
use crate::tui::action::{Along as Step, Jump, Layer};
use crate::tui::axis::{Day, Due, Lane, Span, Unit, scale};
use crate::tui::layout::{AxisRows, Shape};
use std::rc::Rc;

impl State {
    /// The span of an event shown; `None` without a date.
    pub fn span(&self, shown: usize) -> Option<Span> {
        self.along.span(&self.timeline, self.shown.get(shown)?.entry)
    }

    /// How dense the whole store is in so many columns, whatever the filter.
    pub fn density(&self, width: usize) -> Rc<[usize]> {
        self.along.levels(&self.timeline, width)
    }

    /// The events of a lane, by their places among those shown.
    pub fn on_lane(&self, lane: usize) -> &[usize] {
        self.along.on(lane)
    }

    /// First and last day at which an event of the store stands; `None` where none has a date.
    pub fn whole(&self) -> Option<(Day, Day)> {
        self.along.whole(&self.timeline)
    }

    /// The lanes for the events shown.
    pub fn lanes(&self) -> &[Lane] {
        self.along.lanes()
    }

    /// What the events shown promise for a day and have not kept.
    pub fn dues(&self) -> &[Due] {
        self.along.dues()
    }

    /// The events shown have changed.
    pub(super) fn along_shown(&mut self) {
        self.along.set_shown(&self.timeline, &self.shown, self.today);
    }

    /// How many rows the axis takes; none in the layers that have the screen for themselves.
    pub(super) fn axis_rows(&self) -> Option<AxisRows> {
        let apart = [
            Layer::Reader,
            Layer::Review,
            Layer::Report,
            Layer::Answers,
            Layer::Thread,
            Layer::Promises,
            Layer::Help,
        ];
        let apart = apart.iter().any(|layer| self.has(*layer));
        let alone = self.has(Layer::Detail)
            && matches!(Shape::of(self.size.0, self.size.1), Shape::Small | Shape::ListOnly);
        if apart || alone || self.whole().is_none() {
            return None;
        }
        let due = u16::from(!self.dues().is_empty());
        Some(AxisRows { lanes: self.lanes().len() as u16 + due })
    }

    /// Columns of the axis itself, its labels left out.
    pub fn axis_width(&self) -> usize {
        let layout = self.layout();
        usize::from(layout.ruler.width.saturating_sub(layout.labels))
    }

    /// The group of actions along the axis.
    pub(in crate::tui) fn going_along(&mut self, step: Step) {
        if self.shown.is_empty() {
            self.notice = Some("No event is shown.".to_owned());
            return;
        }
        let Some(about) = self.span(self.cursor).as_ref().and_then(Span::anchor) else {
            self.notice = Some("This event has no place on the axis: its date is not known.".to_owned());
            return;
        };
        match step {
            Step::Earlier => self.step_along(about, true),
            Step::Later => self.step_along(about, false),
            Step::ZoomIn => self.zoom_to(self.axis.unit.finer(), about, "The finest ruler: days."),
            Step::ZoomOut => self.zoom_to(self.axis.unit.coarser(), about, "The coarsest ruler: decades."),
            Step::Zoom(unit) => self.axis.zoom(unit, about),
            Step::Centre => {
                self.axis.centre_on(about);
                self.notice =
                    Some("The selected event is in the middle, as far as the timeline reaches.".to_owned());
            }
        }
    }

    /// Selects the event at a date or of a number.
    pub(in crate::tui) fn jump_to(&mut self, jump: &Jump) {
        if self.review.is_some() {
            self.notice = Some("q leaves the review first; drafts stay.".to_owned());
            return;
        }
        let id_at = |state: &Self, at: usize| state.event_at(at).id.clone();
        let id = match jump {
            Jump::Id(id) => Some(id.clone()),
            // A number that no event has was refused where it was typed.
            Jump::Number(number) => {
                number.checked_sub(1).filter(|at| *at < self.shown.len()).map(|at| id_at(self, at))
            }
            Jump::Date(date) => self.at_date(date).map(|at| id_at(self, at)),
        };
        let Some(id) = id else { return };
        // What lies over the timeline is left for the event; a view can be come back to.
        if self.has(Layer::Reader) {
            self.drop_layer(Layer::Reader);
            self.reader = None;
        }
        let said = self.notice.take();
        if self.view().is_some() {
            self.leave_views_for(&id);
        } else {
            self.follow(&id, true);
        }
        self.notice = self.notice.take().or(said);
    }

    /// The first event shown that may lie in `date`, first of all one that must; else the next behind it, else the last.
    fn at_date(&mut self, date: &Edtf) -> Option<usize> {
        let dated = |n: &usize| self.event_at(*n).date.as_ref();
        let find = |fits: &dyn Fn(&Edtf) -> bool| (0..self.shown.len()).find(|n| dated(n).is_some_and(fits));
        // What only has a beginning or an end may lie anywhere.
        let bounded = |one: &Edtf| one.first_year().is_some() && one.last_year().is_some();
        let there = find(&|one| one.within(date)).or_else(|| find(&|one| bounded(one) && one.overlaps(date)));
        if there.is_some() {
            return there;
        }
        let next = find(&|one| one.earliest() > date.latest());
        let last = || (0..self.shown.len()).rev().find(|n| dated(n).is_some());
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

    fn zoom_to(&mut self, unit: Option<Unit>, about: Day, end: &str) {
        match unit {
            Some(unit) => self.axis.zoom(unit, about),
            None => self.notice = Some(end.to_owned()),
        }
    }

    /// The ruler so coarse that the most can be seen.
    pub(super) fn axis_whole(&mut self) {
        let about = self.span(self.cursor).as_ref().and_then(Span::anchor);
        let about = about.or_else(|| self.whole().map(|(first, _)| first)).unwrap_or_default();
        self.axis.zoom(Unit::Decade, about);
    }

    /// Selects the event nearest to one unit earlier or later: at least one other day, so that no gap stops anybody.
    fn step_along(&mut self, from: Day, back: bool) {
        let to = scale::number(self.axis.unit.step(scale::day(from), back));
        let beyond = |day: Day| if back { day < from } else { day > from };
        let days = (0..self.shown.len()).filter_map(|n| Some((n, self.span(n)?.anchor()?)));
        let nearest = days.filter(|(_, day)| beyond(*day)).min_by_key(|(_, day)| (day - to).abs());
        if let Some((n, _)) = nearest {
            self.cursor = n;
            self.detail = Pane::default();
        } else {
            let which = if back { "earlier" } else { "later" };
            self.notice = Some(format!("No {which} event is shown."));
        }
    }

    /// Keeps the selected event in sight.
    pub(super) fn settle_axis(&mut self) {
        let width = self.axis_width();
        let day = self.span(self.cursor).as_ref().and_then(Span::anchor);
        if let (Some(day), Some(whole), 1..) = (day, self.whole(), width) {
            // What is still to come may be due long after the last event.
            let due = self.dues().iter().filter_map(|due| due.span.anchor()).max();
            self.axis.show(day, (whole.0, whole.1.max(due.unwrap_or(whole.1))), width);
        }
    }
}
