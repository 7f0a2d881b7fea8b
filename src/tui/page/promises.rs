//! Promises as lines: what became of it and what it was, who promised it when, which event kept it and after how long.
//! Never judges: the model did.

use super::cells::{Cell, DATE, date, plain, title};
use super::pieces::{Line, Piece};
use crate::model::{Promise, PromiseState, Timeline};
use crate::text::clean_line;
use crate::tui::theme::Role;

/// Columns before the lines under a promise.
const INDENT: &str = "           ";

/// How the promises are laid out.
pub struct Promises<'a> {
    /// The timeline they belong to.
    pub timeline: &'a Timeline,
    /// Whether titles are Korean where there is one.
    pub korean: bool,
    /// Columns there are.
    pub width: usize,
}

impl Promises<'_> {
    /// The line above them: all of them counted, and which are listed.
    pub fn head(&self, all: &[Promise], which: Option<PromiseState>) -> Vec<Line> {
        let count = |state| all.iter().filter(|promise| promise.state == state).count();
        let late = all.iter().filter(|promise| promise.late).count();
        let late = if late > 0 { format!(" ({late} late)") } else { String::new() };
        let listed = which.map(|which| format!("   only {}", name(which))).unwrap_or_default();
        let words = format!(
            " Promises: {} overdue, {} open, {} kept{late}{listed}",
            count(PromiseState::Overdue),
            count(PromiseState::Open),
            count(PromiseState::Kept)
        );
        vec![Line::of(&words, Role::Title)]
    }

    /// Lines of a promise.
    pub fn height(&self, promise: &Promise) -> usize {
        2 + usize::from(promise.state == PromiseState::Kept)
    }

    /// A promise, a list of cells a line.
    pub fn lines(&self, promise: &Promise) -> Vec<Vec<Cell>> {
        let commitment = promise.commitment(self.timeline);
        let role = if promise.state == PromiseState::Overdue { Role::Overdue } else { Role::Promise };
        let state = if promise.late { "kept late" } else { name(promise.state) };
        let mut first = vec![Piece::new(&format!(" {state:<10}"), role)];
        if let Some(due) = &commitment.due {
            first.push(Piece::new(&format!("due {due}  "), Role::Date));
        }
        first.push(Piece::new(&clean_line(&commitment.text), Role::Title));
        let mut lines = vec![Cell::line(first, self.width), self.event("◂ ", promise.entry, "")];
        if promise.state == PromiseState::Kept {
            lines.push(match promise.kept_by.first() {
                Some(&keeper) => self.event("▸ ", keeper, &after(promise)),
                None => Cell::line(plain(&format!("{INDENT}▸ an event that is not here")), self.width),
            });
        }
        lines
    }

    fn event(&self, sign: &str, at: usize, then: &str) -> Vec<Cell> {
        let entry = &self.timeline.entries()[at];
        let mut pieces = vec![Piece::new(&format!("{INDENT}{sign}"), Role::Plain), date(entry, DATE)];
        pieces.extend(plain(&format!("{then}{}", title(entry, self.korean))));
        Cell::line(pieces, self.width)
    }
}

/// The word for a state.
const fn name(state: PromiseState) -> &'static str {
    match state {
        PromiseState::Open => "open",
        PromiseState::Overdue => "overdue",
        PromiseState::Kept => "kept",
    }
}

/// After how long it was kept and, where it was due, how long before or after that.
fn after(promise: &Promise) -> String {
    let after = promise.after.map(|days| format!("{days}  ")).unwrap_or_default();
    // A due date of a year or a month is over at its end: how long before that is no more than "in time".
    let late = promise.past_due.and_then(|days| days.least).filter(|_| promise.late);
    let due = match late {
        Some(days) => format!("({days} d late)  "),
        None if promise.in_time => "(in time)  ".to_owned(),
        None => String::new(),
    };
    let more = promise.kept_by.len().saturating_sub(1);
    let more = if more > 0 { format!("and {more} more  ") } else { String::new() };
    format!("{after}{due}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Commitment, Event, Kind, Layer, Origin, promises};

    #[test]
    fn a_promise_says_what_became_of_it_by_what_and_when() {
        let promise = |text: &str, due: &str, kept_by: &[&str]| Commitment {
            text: text.into(),
            due: due.parse().ok(),
            kept_by: kept_by.iter().map(ToString::to_string).collect(),
            note: None,
        };
        let commitments = vec![
            promise("share", "2023", &[]),
            promise("train", "2022-10", &["drill", "again"]),
            promise("meet", "2023", &["drill"]),
            promise("write", "", &["lost"]),
        ];
        let event = |id: &str, date: &str, title: &str| Event {
            date: date.parse().ok(),
            ..Event::new(id, Kind::Mou, title)
        };
        let pact = Event { commitments, ..event("pact", "2022-08-18", "Pact") };
        let events = vec![pact, event("drill", "2022-11-05", "Drill"), event("again", "2023-11", "Again")];
        let timeline = Timeline::new([(Origin::Own, Layer { events, ..Layer::default() })]);
        let sheet = Promises { timeline: &timeline, korean: false, width: 80 };
        let all = promises(&timeline, "2025-01-01".parse().unwrap(), |_| true);
        let text = |lines: Vec<Vec<Cell>>| -> Vec<String> {
            let line = |cells: Vec<Cell>| cells[0].pieces.iter().map(|piece| piece.text.as_str()).collect();
            lines.into_iter().map(line).collect()
        };
        let want: [&[&str]; 4] = [
            &[" overdue   due 2023  share", "           ◂ 2022-08-18  Pact"],
            &[
                " kept late due 2022-10  train",
                "           ◂ 2022-08-18  Pact",
                "           ▸ 2022-11-05  +79 d  (5 d late)  and 1 more  Drill",
            ],
            &[
                " kept      due 2023  meet",
                "           ◂ 2022-08-18  Pact",
                "           ▸ 2022-11-05  +79 d  (in time)  Drill",
            ],
            &[" kept      write", "           ◂ 2022-08-18  Pact", "           ▸ an event that is not here"],
        ];
        for (promise, want) in all.iter().zip(want) {
            let lines = text(sheet.lines(promise));
            assert_eq!(lines, want);
            assert_eq!(lines.len(), sheet.height(promise));
        }
        let head = |which| sheet.head(&all, which).remove(0).pieces.remove(0).text;
        assert_eq!(head(None), " Promises: 1 overdue, 0 open, 3 kept (1 late)");
        assert!(head(Some(PromiseState::Open)).ends_with("only open"));
    }
}
