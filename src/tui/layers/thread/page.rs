//! Lays a thread out: the event, its antecedents and descendants, each with the relation and the days between.

use crate::model::{LinkDirection, ThreadNode, Timeline};
use crate::text::format_count;
use crate::text::width::pad;
use crate::tui::row_cells::{DATE_COLUMNS, RowCell, date_text, event_title, plain_text};
use crate::tui::styled_text::{StyledLine, StyledText};
use crate::tui::theme::Role;

/// An event takes one line from this width on.
const ONE_LINE_WIDTH: usize = 80;
/// Columns of a relation, as `implemented by`, and a space.
const RELATION_COLUMNS: usize = 15;
/// Columns of most days; longer ones shift what follows.
const DAYS_COLUMNS: usize = 12;

/// The line above the rows.
pub(super) fn heading_lines(nodes: &[ThreadNode]) -> Vec<StyledLine> {
    let count =
        |direction| nodes.iter().filter(|node| node.direction == direction && !node.is_repeat).count();
    let (antecedents, descendants) = (count(LinkDirection::Antecedent), count(LinkDirection::Descendant));
    let summary = match antecedents + descendants {
        0 => "no related events".to_owned(),
        _ => format!(
            "{}, {}",
            format_count(antecedents, "antecedent"),
            format_count(descendants, "descendant")
        ),
    };
    vec![StyledLine::from_text(&format!(" Thread: {summary}"), Role::Title)]
}

/// The layout of the rows.
pub(super) struct ThreadLayout<'a> {
    /// The timeline.
    pub(super) timeline: &'a Timeline,
    /// Whether titles are in Korean where there is one.
    pub(super) korean: bool,
    /// The width in columns.
    pub(super) width: usize,
}

impl ThreadLayout<'_> {
    /// The number of lines of an event.
    pub(super) fn row_height(&self, node: &ThreadNode) -> usize {
        if self.width >= ONE_LINE_WIDTH || node.direction == LinkDirection::Root { 1 } else { 2 }
    }

    /// The lines of an event, each a list of cells.
    pub(super) fn row_lines(&self, node: &ThreadNode) -> Vec<Vec<RowCell>> {
        let entry = &self.timeline.entries()[node.entry];
        let name = event_title(entry, self.korean);
        let Some(relation) = node.relation else {
            let pieces = vec![
                StyledText::new(" ", Role::Plain),
                date_text(entry, DATE_COLUMNS),
                StyledText::new(&name, Role::Title),
            ];
            return vec![RowCell::full_line(pieces, self.width)];
        };
        // A deep event still has room for its text.
        let indent = (2 * node.depth).min(self.width / 4);
        let indent = StyledText::new(&" ".repeat(indent), Role::Plain);
        let (sign, label) = match node.direction {
            LinkDirection::Antecedent => ("◂ ", relation.forward_label()),
            LinkDirection::Descendant | LinkDirection::Root => ("▸ ", relation.backward_label()),
        };
        let mut pieces = vec![indent.clone(), StyledText::new(sign, Role::Plain)];
        pieces.extend(plain_text(&format!(
            "{}{:<DAYS_COLUMNS$} ",
            pad(label, RELATION_COLUMNS),
            node.elapsed
        )));
        let repeat = if node.is_repeat { "(above) " } else { "" };
        let event =
            [date_text(entry, DATE_COLUMNS), StyledText::new(&format!("{repeat}{name}"), Role::Plain)];
        if self.row_height(node) == 1 {
            pieces.extend(event);
            return vec![RowCell::full_line(pieces, self.width)];
        }
        let under = [indent, StyledText::new("  ", Role::Plain)].into_iter().chain(event).collect();
        vec![RowCell::full_line(pieces, self.width), RowCell::full_line(under, self.width)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Link, Origin, Relation, StoreLayer, build_thread};
    use crate::text::width::display_width;

    #[test]
    fn the_date_of_a_deep_event_is_visible() {
        let events = (0..60).map(|n| Event {
            date: format!("{}", 1900 + n).parse().ok(),
            links: if n == 0 {
                Vec::new()
            } else {
                vec![Link::new(Relation::Implements, format!("e{}", n - 1))]
            },
            ..Event::new(format!("e{n}"), Kind::Policy, "What was done")
        });
        let layer = StoreLayer { events: events.collect(), ..StoreLayer::default() };
        let timeline = Timeline::new([(Origin::Own, layer)]);
        let nodes = build_thread(&timeline, "e0");
        for width in [40, 60, 79, 80, 140] {
            let tree = ThreadLayout { timeline: &timeline, korean: false, width };
            let lines: Vec<Vec<RowCell>> = tree.row_lines(&nodes[59]);
            assert_eq!(lines.len(), tree.row_height(&nodes[59]));
            let text: Vec<String> = lines
                .iter()
                .map(|cells| cells[0].pieces.iter().map(|piece| piece.text.as_str()).collect())
                .collect();
            assert!(text[0].contains("implemented by"), "{text:?}");
            let before =
                text.iter().find_map(|line| line.split_once("1959")).map(|(before, _)| display_width(before));
            assert!(before.is_some_and(|before| before + 4 <= width), "{text:?}");
        }
        let alone = heading_lines(&nodes[..1]);
        assert!(alone[0].pieces[0].text.contains("no related events"));
    }
}
