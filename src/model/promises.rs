//! What was promised, and what became of it: the commitments of all events in one list. Never judges: a promise is
//! kept where an event of the timeline is said to keep it, and overdue where none is and its last day is past.

use super::days::Days;
use super::edtf::Edtf;
use super::event::{Commitment, PromiseState};
use super::timeline::{Entry, Timeline};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// One commitment of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Where the event that made it stands in the timeline's entries.
    pub entry: usize,
    /// Which of the event's commitments it is, counted from 0.
    pub number: usize,
    /// What became of it.
    pub state: PromiseState,
    /// The events that keep it, the earliest first, as places in the timeline's entries. Those that the timeline lacks
    /// are left out.
    pub kept_by: Vec<usize>,
    /// From the promise to the first event that keeps it; `None` where none is known.
    pub after: Option<Days>,
    /// From the due date to the first event that keeps it, negative when early; `None` where either is not known.
    pub past_due: Option<Days>,
    /// Whether it was certainly kept after the last day of its due date.
    pub late: bool,
    /// Whether it was certainly kept by the last day of its due date.
    pub in_time: bool,
}

impl Promise {
    fn of(timeline: &Timeline, entry: usize, number: usize, today: NaiveDate) -> Option<Self> {
        let event = &timeline.entries()[entry].event;
        let promise = event.commitments.get(number)?;
        let mut kept_by: Vec<usize> = promise.kept_by.iter().filter_map(|id| timeline.position(id)).collect();
        // Entries stand in time order.
        kept_by.sort_unstable();
        kept_by.dedup();
        let first = kept_by.first().and_then(|&at| timeline.entries()[at].event.date.as_ref());
        let since = |date| first.map(|first| Days::between(Some(date), Some(first)));
        Some(Self {
            entry,
            number,
            state: promise.state(today),
            after: event.date.as_ref().and_then(since),
            past_due: promise.due.as_ref().and_then(since),
            late: timeline.is_kept_late(promise),
            in_time: first.zip(promise.due.as_ref()).is_some_and(|(kept, due)| kept.latest() <= due.latest()),
            kept_by,
        })
    }

    /// The commitment itself.
    pub fn commitment<'a>(&self, timeline: &'a Timeline) -> &'a Commitment {
        &timeline.entries()[self.entry].event.commitments[self.number]
    }
}

/// The commitments of the events that `shown` lets through (by their place in the timeline's entries), as they stand on
/// the day `today`: overdue ones first, then open ones, each by due date and those without one last; then those that
/// were kept, in the order in which they were. What a draft says that somebody promised waits for a person's decision and is
/// left out.
pub fn promises(timeline: &Timeline, today: NaiveDate, shown: impl Fn(usize) -> bool) -> Vec<Promise> {
    let reviewed = |(at, entry): &(usize, &Entry)| shown(*at) && !entry.event.is_draft();
    let entries = timeline.entries().iter().enumerate().filter(reviewed);
    let mut rows: Vec<Promise> = entries
        .flat_map(|(at, Entry { event, .. })| (0..event.commitments.len()).map(move |number| (at, number)))
        .filter_map(|(at, number)| Promise::of(timeline, at, number, today))
        .collect();
    rows.sort_by(|a, b| order(timeline, a, b));
    rows
}

fn order(timeline: &Timeline, a: &Promise, b: &Promise) -> Ordering {
    let rank = |promise: &Promise| match promise.state {
        PromiseState::Overdue => 0,
        PromiseState::Open => 1,
        PromiseState::Kept => 2,
    };
    let due = |promise: &Promise| promise.commitment(timeline).due.as_ref();
    let kept = |promise: &Promise| promise.kept_by.first().copied();
    let by_date = if a.state == PromiseState::Kept {
        (kept(a).is_none(), kept(a)).cmp(&(kept(b).is_none(), kept(b)))
    } else {
        // By the last day, since only then it is overdue.
        let last = |promise| due(promise).map(Edtf::latest);
        (last(a).is_none(), last(a), due(a)).cmp(&(last(b).is_none(), last(b), due(b)))
    };
    rank(a).cmp(&rank(b)).then(by_date).then((a.entry, a.number).cmp(&(b.entry, b.number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Layer, Origin};

    fn promise(due: &str, kept_by: &[&str]) -> Commitment {
        Commitment {
            text: format!("due {due}"),
            due: due.parse().ok(),
            kept_by: kept_by.iter().map(ToString::to_string).collect(),
            note: None,
        }
    }

    fn timeline() -> Timeline {
        let event = |id: &str, date: &str, commitments| Event {
            date: date.parse().ok(),
            commitments,
            ..Event::new(id, Kind::Agreement, id)
        };
        let pact = vec![
            promise("", &[]),
            promise("2024-06", &["late-drill", "drill"]),
            promise("2026", &[]),
            promise("2025-02", &[]),
            promise("2023-02", &["late-drill"]),
            promise("", &["nowhere"]),
            promise("2025-01", &[]),
        ];
        let layer = Layer {
            events: vec![
                event("pact", "2022-08-18", pact),
                event("drill", "2022-10", vec![promise("2025-12-31", &[])]),
                event("late-drill", "2023-03-05", Vec::new()),
            ],
            ..Layer::default()
        };
        Timeline::new([(Origin::Own, layer)])
    }

    #[test]
    fn overdue_first_then_open_by_due_date_then_kept_in_order() {
        let timeline = timeline();
        let rows = promises(&timeline, "2025-06-01".parse().unwrap(), |_| true);
        let seen: Vec<String> = rows
            .iter()
            .map(|row| format!("{:?} {} {}", row.state, row.entry, row.commitment(&timeline).text))
            .collect();
        let want = [
            "Overdue 0 due 2025-01",
            "Overdue 0 due 2025-02",
            "Open 1 due 2025-12-31",
            "Open 0 due 2026",
            "Open 0 due ",
            "Kept 0 due 2024-06",
            "Kept 0 due 2023-02",
            "Kept 0 due ",
        ];
        assert_eq!(seen, want);
        assert_eq!(promises(&timeline, "2025-06-01".parse().unwrap(), |at| at == 1).len(), 1);
    }

    #[test]
    fn a_kept_promise_says_how_long_it_took_and_whether_it_was_late() {
        let timeline = timeline();
        let rows = promises(&timeline, "2025-06-01".parse().unwrap(), |_| true);
        let kept: Vec<_> = rows.iter().filter(|row| row.state == PromiseState::Kept).collect();
        let words = |days: Option<Days>| days.map(|days| days.to_string());
        // Kept by two: the first counts, a month. It is early whatever the day.
        assert_eq!(kept[0].kept_by, [1, 2]);
        assert_eq!(words(kept[0].after).as_deref(), Some("+44..74 d"));
        assert_eq!(words(kept[0].past_due).as_deref(), Some("-638..-579 d"));
        assert!(!kept[0].late);
        assert_eq!(words(kept[1].after).as_deref(), Some("+199 d"));
        assert_eq!(words(kept[1].past_due).as_deref(), Some("+5..32 d"));
        assert!(kept[1].late);
        // By an event that is not here: kept, and nothing is known of when.
        assert_eq!((kept[2].after, kept[2].past_due, kept[2].late), (None, None, false));
    }
}
