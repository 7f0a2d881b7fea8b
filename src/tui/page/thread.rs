//! A thread as lines: the event, what it goes back to, what came of it, each with the relation and the days. Never
//! walks the links: the model did.

use super::cells::{Cell, DATE, date, plain, title};
use super::pieces::{Line, Piece};
use crate::model::{Knot, Timeline, Way};
use crate::text::counted;
use crate::text::width::pad;
use crate::tui::theme::Role;

/// From this width on a knot is one line.
const ONE_LINE: usize = 80;
/// Columns of a relation, as `implemented by`, and the space behind it.
const RELATION: usize = 15;
/// Columns that most days need; longer ones push what follows.
const DAYS: usize = 12;

/// How the knots are laid out.
pub struct Tree<'a> {
    /// The timeline they belong to.
    pub timeline: &'a Timeline,
    /// Whether titles are Korean where there is one.
    pub korean: bool,
    /// Columns there are.
    pub width: usize,
}

impl Tree<'_> {
    /// The line above the knots.
    pub fn head(&self, knots: &[Knot]) -> Vec<Line> {
        let count = |way| knots.iter().filter(|knot| knot.way == way && !knot.told).count();
        let (back, on) = (count(Way::Back), count(Way::On));
        let words = match back + on {
            0 => "no link leads to this event or from it".to_owned(),
            _ => format!("goes back to {}; {on} came of it", counted(back, "event")),
        };
        vec![Line::of(&format!(" Thread: {words}"), Role::Title)]
    }

    /// Lines of a knot.
    pub fn height(&self, knot: &Knot) -> usize {
        if self.width >= ONE_LINE || knot.way == Way::Here { 1 } else { 2 }
    }

    /// A knot, a list of cells a line.
    pub fn lines(&self, knot: &Knot) -> Vec<Vec<Cell>> {
        let entry = &self.timeline.entries()[knot.entry];
        let name = title(entry, self.korean);
        let Some(relation) = knot.relation else {
            let pieces =
                vec![Piece::new(" ", Role::Plain), date(entry, DATE), Piece::new(&name, Role::Title)];
            return vec![Cell::line(pieces, self.width)];
        };
        // However deep it hangs, there is room for what it says.
        let indent = (2 * knot.depth).min(self.width / 4);
        let indent = Piece::new(&" ".repeat(indent), Role::Plain);
        let (sign, words) = match knot.way {
            Way::Back => ("◂ ", relation.forward()),
            Way::On | Way::Here => ("▸ ", relation.backward()),
        };
        let mut pieces = vec![indent.clone(), Piece::new(sign, Role::Plain)];
        pieces.extend(plain(&format!("{}{:<DAYS$} ", pad(words, RELATION), knot.days)));
        let told = if knot.told { "(above) " } else { "" };
        let event = [date(entry, DATE), Piece::new(&format!("{told}{name}"), Role::Plain)];
        if self.height(knot) == 1 {
            pieces.extend(event);
            return vec![Cell::line(pieces, self.width)];
        }
        let under = [indent, Piece::new("  ", Role::Plain)].into_iter().chain(event).collect();
        vec![Cell::line(pieces, self.width), Cell::line(under, self.width)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Layer, Link, Origin, Relation, thread};
    use crate::text::width::columns;

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
        let layer = Layer { events: events.collect(), ..Layer::default() };
        let timeline = Timeline::new([(Origin::Own, layer)]);
        let knots = thread(&timeline, "e0");
        for width in [40, 60, 79, 80, 140] {
            let tree = Tree { timeline: &timeline, korean: false, width };
            let lines: Vec<Vec<Cell>> = tree.lines(&knots[59]);
            assert_eq!(lines.len(), tree.height(&knots[59]));
            let text: Vec<String> = lines
                .iter()
                .map(|cells| cells[0].pieces.iter().map(|piece| piece.text.as_str()).collect())
                .collect();
            assert!(text[0].contains("implemented by"), "{text:?}");
            let before =
                text.iter().find_map(|line| line.split_once("1959")).map(|(before, _)| columns(before));
            assert!(before.is_some_and(|before| before + 4 <= width), "{text:?}");
        }
        let lone = Tree { timeline: &timeline, korean: false, width: 80 }.head(&knots[..1]);
        assert!(lone[0].pieces[0].text.contains("no link"));
    }
}
