//! The data of the axis: the days of all events, computed once, and the lanes and due commitments of the listed ones.
//! Independent of the selected event.

use super::density;
use super::lanes::{KindLane, choose_lanes};
use super::marks::DateSpan;
use super::scale::DayNumber;
use crate::model::{Kind, Timeline, TimelineEntry};
use crate::query::Hit;
use chrono::NaiveDate;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The most lanes; more would leave no room for the list.
const MAX_LANES: usize = 6;

/// The data of the axis for a timeline. Replaced when the timeline changes.
#[derive(Debug, Default)]
pub struct AxisData {
    /// The span of each entry of the timeline; `None` without a date.
    spans: OnceCell<Vec<Option<DateSpan>>>,
    /// The first and last day of all events.
    extent: OnceCell<Option<(DayNumber, DayNumber)>>,
    lanes: Vec<KindLane>,
    /// For each lane its events, as indices of the list.
    lane_events: Vec<Vec<usize>>,
    /// The density levels, and the number of columns they are for.
    density: RefCell<Option<(usize, Rc<[usize]>)>>,
    due_marks: Vec<DueMark>,
}

/// A commitment with a due date on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMark {
    /// The index of its event in the list.
    pub shown: usize,
    /// The index of the commitment in the event.
    pub number: usize,
    /// The due date.
    pub span: DateSpan,
    /// Whether it is overdue.
    pub overdue: bool,
}

impl AxisData {
    fn entry_spans(&self, timeline: &Timeline) -> &[Option<DateSpan>] {
        let span = |entry: &TimelineEntry| entry.event.date.as_ref().map(DateSpan::from_date);
        self.spans.get_or_init(|| timeline.entries().iter().map(span).collect())
    }

    /// The span of an entry; `None` without a date.
    pub fn entry_span(&self, timeline: &Timeline, entry: usize) -> Option<DateSpan> {
        self.entry_spans(timeline).get(entry).copied().flatten()
    }

    /// The day of every event with a date.
    pub fn anchors<'a>(&'a self, timeline: &'a Timeline) -> impl Iterator<Item = DayNumber> + 'a {
        self.entry_spans(timeline).iter().flatten().filter_map(DateSpan::anchor)
    }

    /// The first and last day of all events; `None` if none has a date.
    pub fn extent(&self, timeline: &Timeline) -> Option<(DayNumber, DayNumber)> {
        let ends = || Some((self.anchors(timeline).min()?, self.anchors(timeline).max()?));
        *self.extent.get_or_init(ends)
    }

    /// The lanes of the listed events.
    pub fn lanes(&self) -> &[KindLane] {
        &self.lanes
    }

    /// The events of a lane, as indices of the list.
    pub fn events_on_lane(&self, lane: usize) -> &[usize] {
        self.lane_events.get(lane).map_or(&[], Vec::as_slice)
    }

    /// The density levels for `width` columns.
    pub fn density_levels(&self, timeline: &Timeline, width: usize) -> Rc<[usize]> {
        let mut cached = self.density.borrow_mut();
        match cached.as_ref() {
            Some((columns, levels)) if *columns == width => Rc::clone(levels),
            _ => {
                let extent = self.extent(timeline).unwrap_or_default();
                let levels: Rc<[usize]> =
                    density::density_levels(self.anchors(timeline), extent, width).into();
                *cached = Some((width, Rc::clone(&levels)));
                levels
            }
        }
    }

    /// The commitments of the listed events that are due and not fulfilled, in order of their due dates.
    pub fn due_marks(&self) -> &[DueMark] {
        &self.due_marks
    }

    /// Computes the lanes and due marks of the listed events.
    pub fn set_shown(&mut self, timeline: &Timeline, shown: &[Hit], today: NaiveDate) {
        let mut kinds = [false; Kind::ALL.len()];
        self.due_marks.clear();
        for (shown, hit) in shown.iter().enumerate() {
            let event = &timeline.entries()[hit.entry].event;
            kinds[event.kind as usize] = true;
            // A commitment of a draft does not count before the draft is accepted.
            let commitments = if event.is_draft() { &[][..] } else { &event.commitments };
            for (number, commitment) in commitments.iter().enumerate() {
                let status = timeline.commitment_status(event, commitment, today);
                if let (Some(due), true) = (&commitment.due, status.is_outstanding()) {
                    let overdue = status.is_missed();
                    self.due_marks.push(DueMark { shown, number, span: DateSpan::from_date(due), overdue });
                }
            }
        }
        self.due_marks.sort_by_key(|due| due.span.anchor());
        self.lanes = choose_lanes(|kind| kinds[kind as usize], MAX_LANES);
        self.lane_events = vec![Vec::new(); self.lanes.len()];
        let lane_of = |kind: Kind| self.lanes.iter().position(|lane| lane.kinds.contains(&kind));
        let lane_of: Vec<Option<usize>> = Kind::ALL.into_iter().map(lane_of).collect();
        for (n, hit) in shown.iter().enumerate() {
            if let Some(lane) = lane_of[timeline.entries()[hit.entry].event.kind as usize] {
                self.lane_events[lane].push(n);
            }
        }
    }
}
