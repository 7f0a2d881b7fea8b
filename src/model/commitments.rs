//! What was promised, and what became of it: the commitments of all events in one list. Never judges: a promise is
//! kept where an event of the timeline is said to keep it, and overdue where none is and its last day is past.

use super::edtf::Edtf;
use super::elapsed_days::ElapsedDays;
use super::event::{Commitment, CommitmentStatus};
use super::timeline::{Timeline, TimelineEntry};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// One commitment of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackedCommitment {
    /// Where the event that made it stands in the timeline's entries.
    pub entry: usize,
    /// Which of the event's commitments it is, counted from 0.
    pub index: usize,
    /// What became of it.
    pub status: CommitmentStatus,
    /// The events that keep it, the earliest first, as places in the timeline's entries. Those that the timeline lacks
    /// are left out.
    pub fulfilled_by: Vec<usize>,
    /// From the promise to the first event that keeps it; `None` where none is known.
    pub time_taken: Option<ElapsedDays>,
    /// From the due date to the first event that keeps it, negative when early; `None` where either is not known.
    pub delay: Option<ElapsedDays>,
    /// Whether it was certainly kept after the last day of its due date.
    pub is_late: bool,
    /// Whether it was certainly kept by the last day of its due date.
    pub is_on_time: bool,
}

impl TrackedCommitment {
    fn track(timeline: &Timeline, entry: usize, number: usize, today: NaiveDate) -> Option<Self> {
        let event = &timeline.entries()[entry].event;
        let promise = event.commitments.get(number)?;
        let mut kept_by: Vec<usize> = promise.kept_by.iter().filter_map(|id| timeline.position(id)).collect();
        // Entries stand in time order.
        kept_by.sort_unstable();
        kept_by.dedup();
        let first = kept_by.first().and_then(|&at| timeline.entries()[at].event.date.as_ref());
        let since = |date| first.map(|first| ElapsedDays::between(Some(date), Some(first)));
        Some(Self {
            entry,
            index: number,
            status: promise.status(today),
            time_taken: event.date.as_ref().and_then(since),
            delay: promise.due.as_ref().and_then(since),
            is_late: timeline.is_fulfilled_late(promise),
            is_on_time: first
                .zip(promise.due.as_ref())
                .is_some_and(|(kept, due)| kept.latest() <= due.latest()),
            fulfilled_by: kept_by,
        })
    }

    /// The commitment itself.
    pub fn commitment<'a>(&self, timeline: &'a Timeline) -> &'a Commitment {
        &timeline.entries()[self.entry].event.commitments[self.index]
    }
}

/// The commitments of the events that `shown` lets through (by their place in the timeline's entries), as they stand on
/// the day `today`: overdue ones first, then open ones, each by due date and those without one last; then those that
/// were kept, in the order in which they were. What a draft says that somebody promised waits for a person's decision and is
/// left out.
pub fn track_commitments(
    timeline: &Timeline,
    today: NaiveDate,
    shown: impl Fn(usize) -> bool,
) -> Vec<TrackedCommitment> {
    let reviewed = |(at, entry): &(usize, &TimelineEntry)| shown(*at) && !entry.event.is_draft();
    let entries = timeline.entries().iter().enumerate().filter(reviewed);
    let mut rows: Vec<TrackedCommitment> = entries
        .flat_map(|(at, TimelineEntry { event, .. })| {
            (0..event.commitments.len()).map(move |number| (at, number))
        })
        .filter_map(|(at, number)| TrackedCommitment::track(timeline, at, number, today))
        .collect();
    rows.sort_by(|a, b| compare_urgency(timeline, a, b));
    rows
}

fn compare_urgency(timeline: &Timeline, a: &TrackedCommitment, b: &TrackedCommitment) -> Ordering {
    let rank = |promise: &TrackedCommitment| match promise.status {
        CommitmentStatus::Overdue => 0,
        CommitmentStatus::Open => 1,
        CommitmentStatus::Fulfilled => 2,
    };
    let due = |promise: &TrackedCommitment| promise.commitment(timeline).due.as_ref();
    let kept = |promise: &TrackedCommitment| promise.fulfilled_by.first().copied();
    let by_date = if a.status == CommitmentStatus::Fulfilled {
        (kept(a).is_none(), kept(a)).cmp(&(kept(b).is_none(), kept(b)))
    } else {
        // By the last day, since only then it is overdue.
        let last = |promise| due(promise).map(Edtf::latest);
        (last(a).is_none(), last(a), due(a)).cmp(&(last(b).is_none(), last(b), due(b)))
    };
    rank(a).cmp(&rank(b)).then(by_date).then((a.entry, a.index).cmp(&(b.entry, b.index)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Origin, StoreLayer};

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
        let layer = StoreLayer {
            events: vec![
                event("pact", "2022-08-18", pact),
                event("drill", "2022-10", vec![promise("2025-12-31", &[])]),
                event("late-drill", "2023-03-05", Vec::new()),
            ],
            ..StoreLayer::default()
        };
        Timeline::new([(Origin::Own, layer)])
    }

    #[test]
    fn overdue_first_then_open_by_due_date_then_kept_in_order() {
        let timeline = timeline();
        let rows = track_commitments(&timeline, "2025-06-01".parse().unwrap(), |_| true);
        let seen: Vec<String> = rows
            .iter()
            .map(|row| format!("{:?} {} {}", row.status, row.entry, row.commitment(&timeline).text))
            .collect();
        let want = [
            "Overdue 0 due 2025-01",
            "Overdue 0 due 2025-02",
            "Open 1 due 2025-12-31",
            "Open 0 due 2026",
            "Open 0 due ",
            "Fulfilled 0 due 2024-06",
            "Fulfilled 0 due 2023-02",
            "Fulfilled 0 due ",
        ];
        assert_eq!(seen, want);
        assert_eq!(track_commitments(&timeline, "2025-06-01".parse().unwrap(), |at| at == 1).len(), 1);
    }

    #[test]
    fn a_kept_promise_says_how_long_it_took_and_whether_it_was_late() {
        let timeline = timeline();
        let rows = track_commitments(&timeline, "2025-06-01".parse().unwrap(), |_| true);
        let kept: Vec<_> = rows.iter().filter(|row| row.status == CommitmentStatus::Fulfilled).collect();
        let words = |days: Option<ElapsedDays>| days.map(|days| days.to_string());
        // Kept by two: the first counts, a month. It is early whatever the day.
        assert_eq!(kept[0].fulfilled_by, [1, 2]);
        assert_eq!(words(kept[0].time_taken).as_deref(), Some("+44..74 d"));
        assert_eq!(words(kept[0].delay).as_deref(), Some("-638..-579 d"));
        assert!(!kept[0].is_late);
        assert_eq!(words(kept[1].time_taken).as_deref(), Some("+199 d"));
        assert_eq!(words(kept[1].delay).as_deref(), Some("+5..32 d"));
        assert!(kept[1].is_late);
        // By an event that is not here: kept, and nothing is known of when.
        assert_eq!((kept[2].time_taken, kept[2].delay, kept[2].is_late), (None, None, false));
    }
}
