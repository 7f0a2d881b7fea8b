//! A thread as lines: the event, what it goes back to, what came of it, each with the relation and the days. Never
//! walks the links: the model did.

use super::cells::{DATE_COLUMNS, RowCell, date_text, event_title, plain_text};
use super::pieces::{StyledLine, StyledText};
use crate::model::{LinkDirection, ThreadNode, Timeline};
use crate::text::format_count;
use crate::text::width::pad;
use crate::tui::theme::Role;

/// From this width on a knot is one line.
const ONE_LINE_WIDTH: usize = 80;
/// Columns of a relation, as `implemented by`, and the space behind it.
const RELATION_COLUMNS: usize = 15;
/// Columns that most days need; longer ones push what follows.
const DAYS_COLUMNS: usize = 12;

/// How the knots are laid out.
pub struct ThreadLayout<'a> {
    /// The timeline they belong to.
    pub timeline: &'a Timeline,
    /// Whether titles are Korean where there is one.
    pub korean: bool,
    /// Columns there are.
    pub width: usize,
}

impl ThreadLayout<'_> {
    /// The line above the knots.
    pub fn heading_lines(&self, knots: &[ThreadNode]) -> Vec<StyledLine> {
        let count = |way| knots.iter().filter(|knot| knot.direction == way && !knot.is_repeat).count();
        let (back, on) = (count(LinkDirection::Antecedent), count(LinkDirection::Descendant));
        let words = match back + on {
            0 => "no link leads to this event or from it".to_owned(),
            _ => format!("goes back to {}; {on} came of it", format_count(back, "event")),
        };
        vec![StyledLine::from_text(&format!(" Thread: {words}"), Role::Title)]
    }

    /// Lines of a knot.
    pub fn row_height(&self, knot: &ThreadNode) -> usize {
        if self.width >= ONE_LINE_WIDTH || knot.direction == LinkDirection::Root { 1 } else { 2 }
    }

    /// A knot, a list of cells a line.
    pub fn row_lines(&self, knot: &ThreadNode) -> Vec<Vec<RowCell>> {
        let entry = &self.timeline.entries()[knot.entry];
        let name = event_title(entry, self.korean);
        let Some(relation) = knot.relation else {
            let pieces = vec![
                StyledText::new(" ", Role::Plain),
                date_text(entry, DATE_COLUMNS),
                StyledText::new(&name, Role::Title),
            ];
            return vec![RowCell::full_line(pieces, self.width)];
        };
        // However deep it hangs, there is room for what it says.
        let indent = (2 * knot.depth).min(self.width / 4);
        let indent = StyledText::new(&" ".repeat(indent), Role::Plain);
        let (sign, words) = match knot.direction {
            LinkDirection::Antecedent => ("◂ ", relation.forward_label()),
            LinkDirection::Descendant | LinkDirection::Root => ("▸ ", relation.backward_label()),
        };
        let mut pieces = vec![indent.clone(), StyledText::new(sign, Role::Plain)];
        pieces.extend(plain_text(&format!(
            "{}{:<DAYS_COLUMNS$} ",
            pad(words, RELATION_COLUMNS),
            knot.elapsed
        )));
        let told = if knot.is_repeat { "(above) " } else { "" };
        let event = [date_text(entry, DATE_COLUMNS), StyledText::new(&format!("{told}{name}"), Role::Plain)];
        if self.row_height(knot) == 1 {
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
    fn however_deep_a_knot_hangs_its_date_can_be_read() {
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
        let knots = build_thread(&timeline, "e0");
        for width in [40, 60, 79, 80, 140] {
            let tree = ThreadLayout { timeline: &timeline, korean: false, width };
            let lines: Vec<Vec<RowCell>> = tree.row_lines(&knots[59]);
            assert_eq!(lines.len(), tree.row_height(&knots[59]));
            let text: Vec<String> = lines
                .iter()
                .map(|cells| cells[0].pieces.iter().map(|piece| piece.text.as_str()).collect())
                .collect();
            assert!(text[0].contains("implemented by"), "{text:?}");
            let before =
                text.iter().find_map(|line| line.split_once("1959")).map(|(before, _)| display_width(before));
            assert!(before.is_some_and(|before| before + 4 <= width), "{text:?}");
        }
        let lone = ThreadLayout { timeline: &timeline, korean: false, width: 80 }.heading_lines(&knots[..1]);
        assert!(lone[0].pieces[0].text.contains("no link"));
    }
}
