//! Threads: what an event goes back to, and what came of it, as trees of links. Never loses its way: an event is told
//! in full once, also where the links of a broken store run in a circle.

use super::elapsed_days::ElapsedDays;
use super::event::Relation;
use super::timeline::Timeline;
use std::cmp::Reverse;
use std::collections::HashSet;

/// Where a knot lies, seen from the event the thread was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkDirection {
    /// The event itself.
    Root,
    /// What it goes back to.
    Antecedent,
    /// What came of it.
    Descendant,
}

/// An event on a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadNode {
    /// Where it stands in the timeline's entries.
    pub entry: usize,
    /// Links between it and the event the thread was asked for; 0 is that event.
    pub depth: usize,
    /// Which way it lies.
    pub direction: LinkDirection,
    /// How it is linked to the knot it hangs on, as the later of the two states it; `None` for the event itself.
    pub relation: Option<Relation>,
    /// From the knot it hangs on to it, so mostly negative on the way back.
    pub elapsed: ElapsedDays,
    /// Whether it is told further up, with all that hangs on it.
    pub is_repeat: bool,
}

/// The thread of the event `id`: the event itself, then what it goes back to, then what came of it. Each is a tree in
/// the order of a walk, what hangs on a knot right behind it, earlier events first. An event that hangs on several is
/// told at the first; later only its name stands. Empty where the timeline lacks `id`.
pub fn build_thread(timeline: &Timeline, id: &str) -> Vec<ThreadNode> {
    let Some(entry) = timeline.position(id) else { return Vec::new() };
    let here = ThreadNode {
        entry,
        depth: 0,
        direction: LinkDirection::Root,
        relation: None,
        elapsed: ElapsedDays::between(None, None),
        is_repeat: false,
    };
    let mut knots = vec![here];
    for way in [LinkDirection::Antecedent, LinkDirection::Descendant] {
        append_tree(timeline, ThreadNode { direction: way, ..here }, &mut knots);
    }
    knots
}

/// Appends the tree that hangs on `root`, without the root. No recursion: a chain may be as long as the store.
fn append_tree(timeline: &Timeline, root: ThreadNode, knots: &mut Vec<ThreadNode>) {
    let mut told: HashSet<usize> = std::iter::once(root.entry).collect();
    let mut waiting = child_nodes(timeline, &root);
    while let Some(mut knot) = waiting.pop() {
        knot.is_repeat = !told.insert(knot.entry);
        if !knot.is_repeat {
            waiting.extend(child_nodes(timeline, &knot));
        }
        knots.push(knot);
    }
}

/// What hangs on a knot the way it goes, the latest first, so that the earliest is taken from the end.
fn child_nodes(timeline: &Timeline, knot: &ThreadNode) -> Vec<ThreadNode> {
    let event = &timeline.entries()[knot.entry].event;
    let mut links: Vec<(usize, Relation)> = match knot.direction {
        LinkDirection::Antecedent => {
            let links = event.links.iter();
            links.filter_map(|link| Some((timeline.position(&link.event)?, link.relation))).collect()
        }
        LinkDirection::Descendant | LinkDirection::Root => {
            let links = timeline.backlinks(&event.id).iter();
            links.filter_map(|(relation, id)| Some((timeline.position(id)?, *relation))).collect()
        }
    };
    links.sort_by_key(|(entry, _)| Reverse(*entry));
    let date = |at: usize| timeline.entries()[at].event.date.as_ref();
    let knots = links.into_iter().map(|(entry, relation)| ThreadNode {
        entry,
        depth: knot.depth + 1,
        relation: Some(relation),
        elapsed: ElapsedDays::between(date(knot.entry), date(entry)),
        is_repeat: false,
        ..*knot
    });
    knots.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Link, Origin, StoreLayer};
    use Relation::{FollowsUp, Implements, RespondsTo};

    /// An event's id, its date and its links.
    type Row<'a> = (&'a str, &'a str, &'a [(Relation, &'a str)]);

    fn timeline(rows: &[Row<'_>]) -> Timeline {
        let events = rows.iter().map(|(id, date, links)| Event {
            date: date.parse().ok(),
            links: links.iter().map(|(relation, event)| Link::new(*relation, *event)).collect(),
            ..Event::new(*id, Kind::Dialogue, *id)
        });
        Timeline::new([(Origin::Own, StoreLayer { events: events.collect(), ..StoreLayer::default() })])
    }

    fn told(timeline: &Timeline, id: &str) -> Vec<String> {
        let line = |knot: &ThreadNode| {
            let id = &timeline.entries()[knot.entry].event.id;
            let indent = " ".repeat(knot.depth);
            let Some(relation) = knot.relation else { return id.clone() };
            let words = if knot.direction == LinkDirection::Antecedent {
                relation.forward_label()
            } else {
                relation.backward_label()
            };
            let told = if knot.is_repeat { " (told)" } else { "" };
            format!("{indent}{words} {id} {}{told}", knot.elapsed)
        };
        build_thread(timeline, id).iter().map(line).collect()
    }

    #[test]
    fn back_first_then_on_each_a_tree() {
        let timeline = timeline(&[
            ("attack", "2022-01-01", &[]),
            ("pact", "2022-03-01", &[]),
            ("talks", "2022-04-01", &[(Implements, "pact"), (RespondsTo, "attack")]),
            ("drill", "2022-05", &[(FollowsUp, "talks"), (Implements, "pact")]),
            ("review", "2022-06-10", &[(FollowsUp, "drill"), (FollowsUp, "talks")]),
            ("report", "2022-07-01", &[(FollowsUp, "review")]),
        ]);
        let want = [
            "talks",
            " responds to attack -90 d",
            " implements pact -31 d",
            " followed up by drill +30..60 d",
            "  followed up by review +10..40 d",
            "   followed up by report +21 d",
            " followed up by review +70 d (told)",
        ];
        assert_eq!(told(&timeline, "talks"), want);
        let want = [
            "report",
            " follows up review -21 d",
            "  follows up talks -70 d",
            "   responds to attack -90 d",
            "   implements pact -31 d",
            "  follows up drill -40..-10 d",
            "   implements pact -91..-61 d (told)",
            "   follows up talks -60..-30 d (told)",
        ];
        assert_eq!(told(&timeline, "report"), want);
        assert!(build_thread(&timeline, "nothing").is_empty());
    }

    #[test]
    fn circles_and_long_chains_end() {
        let circle = timeline(&[
            ("a", "2022", &[(FollowsUp, "c"), (FollowsUp, "a"), (FollowsUp, "gone")]),
            ("b", "2022", &[(FollowsUp, "a")]),
            ("c", "2022", &[(FollowsUp, "b")]),
        ]);
        let knots = build_thread(&circle, "a");
        assert_eq!(
            knots
                .iter()
                .filter(|knot| knot.direction == LinkDirection::Antecedent && !knot.is_repeat)
                .count(),
            2
        );
        assert_eq!(
            knots
                .iter()
                .filter(|knot| knot.direction == LinkDirection::Descendant && !knot.is_repeat)
                .count(),
            2
        );
        let count = 20_000;
        let events = (0..count).map(|n| Event {
            links: if n == 0 { Vec::new() } else { vec![Link::new(FollowsUp, format!("e{:05}", n - 1))] },
            ..Event::new(format!("e{n:05}"), Kind::Dialogue, "")
        });
        let layer = StoreLayer { events: events.collect(), ..StoreLayer::default() };
        let knots = build_thread(&Timeline::new([(Origin::Own, layer)]), "e00000");
        assert_eq!((knots.len(), knots[count - 1].depth), (count, count - 1));
    }
}
