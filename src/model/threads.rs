//! The thread of an event: its antecedents and its descendants as trees of links. Each event is expanded once, so that
//! circular links of a broken store end.

use super::elapsed_days::ElapsedDays;
use super::event::Relation;
use super::timeline::Timeline;
use std::cmp::Reverse;
use std::collections::HashSet;

/// The direction of a node from the root, the event whose thread it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkDirection {
    /// The root itself.
    Root,
    /// An earlier event that it links to, over any number of links.
    Antecedent,
    /// A later event that links to it, over any number of links.
    Descendant,
}

/// An event in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadNode {
    /// Index of the event in the timeline's entries.
    pub entry: usize,
    /// The number of links from the root; 0 for the root.
    pub depth: usize,
    /// Its direction from the root.
    pub direction: LinkDirection,
    /// How it is linked to its parent node, as the later of the two states it; `None` for the root.
    pub relation: Option<Relation>,
    /// From the parent node to it, so mostly negative for antecedents.
    pub elapsed: ElapsedDays,
    /// Whether it is listed further up, where its children are.
    pub is_repeat: bool,
}

/// Builds the thread of the event `id`: the event itself, then its antecedents, then its descendants. Each of the two is
/// a tree in depth-first order, earlier events first. An event with several parents has its children under the first one.
/// Empty if the timeline has no event `id`.
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
    let mut nodes = vec![here];
    for way in [LinkDirection::Antecedent, LinkDirection::Descendant] {
        append_tree(timeline, ThreadNode { direction: way, ..here }, &mut nodes);
    }
    nodes
}

/// Appends the tree under `root`, without the root. Not recursive: a chain may be as long as the store.
fn append_tree(timeline: &Timeline, root: ThreadNode, nodes: &mut Vec<ThreadNode>) {
    let mut listed: HashSet<usize> = std::iter::once(root.entry).collect();
    let mut waiting = child_nodes(timeline, &root);
    while let Some(mut node) = waiting.pop() {
        node.is_repeat = !listed.insert(node.entry);
        if !node.is_repeat {
            waiting.extend(child_nodes(timeline, &node));
        }
        nodes.push(node);
    }
}

/// The children of a node in its direction, the latest first, so that the earliest is taken from the end.
fn child_nodes(timeline: &Timeline, node: &ThreadNode) -> Vec<ThreadNode> {
    let event = &timeline.entries()[node.entry].event;
    let mut links: Vec<(usize, Relation)> = match node.direction {
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
    let nodes = links.into_iter().map(|(entry, relation)| ThreadNode {
        entry,
        depth: node.depth + 1,
        relation: Some(relation),
        elapsed: ElapsedDays::between(date(node.entry), date(entry)),
        is_repeat: false,
        ..*node
    });
    nodes.collect()
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

    fn describe_thread(timeline: &Timeline, id: &str) -> Vec<String> {
        let line = |node: &ThreadNode| {
            let id = &timeline.entries()[node.entry].event.id;
            let indent = " ".repeat(node.depth);
            let Some(relation) = node.relation else { return id.clone() };
            let words = if node.direction == LinkDirection::Antecedent {
                relation.forward_label()
            } else {
                relation.backward_label()
            };
            let repeat = if node.is_repeat { " (repeat)" } else { "" };
            format!("{indent}{words} {id} {}{repeat}", node.elapsed)
        };
        build_thread(timeline, id).iter().map(line).collect()
    }

    #[test]
    fn antecedents_come_first_then_descendants() {
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
            " followed up by review +70 d (repeat)",
        ];
        assert_eq!(describe_thread(&timeline, "talks"), want);
        let want = [
            "report",
            " follows up review -21 d",
            "  follows up talks -70 d",
            "   responds to attack -90 d",
            "   implements pact -31 d",
            "  follows up drill -40..-10 d",
            "   implements pact -91..-61 d (repeat)",
            "   follows up talks -60..-30 d (repeat)",
        ];
        assert_eq!(describe_thread(&timeline, "report"), want);
        assert!(build_thread(&timeline, "nothing").is_empty());
    }

    #[test]
    fn circular_links_and_long_chains_end() {
        let circle = timeline(&[
            ("a", "2022", &[(FollowsUp, "c"), (FollowsUp, "a"), (FollowsUp, "gone")]),
            ("b", "2022", &[(FollowsUp, "a")]),
            ("c", "2022", &[(FollowsUp, "b")]),
        ]);
        let nodes = build_thread(&circle, "a");
        assert_eq!(
            nodes
                .iter()
                .filter(|node| node.direction == LinkDirection::Antecedent && !node.is_repeat)
                .count(),
            2
        );
        assert_eq!(
            nodes
                .iter()
                .filter(|node| node.direction == LinkDirection::Descendant && !node.is_repeat)
                .count(),
            2
        );
        let count = 20_000;
        let events = (0..count).map(|n| Event {
            links: if n == 0 { Vec::new() } else { vec![Link::new(FollowsUp, format!("e{:05}", n - 1))] },
            ..Event::new(format!("e{n:05}"), Kind::Dialogue, "")
        });
        let layer = StoreLayer { events: events.collect(), ..StoreLayer::default() };
        let nodes = build_thread(&Timeline::new([(Origin::Own, layer)]), "e00000");
        assert_eq!((nodes.len(), nodes[count - 1].depth), (count, count - 1));
    }
}
