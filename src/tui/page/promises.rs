//! Promises as lines: what became of it and what it was, who promised it when, which event kept it and after how long.
//! Never judges: the model did.

use super::cells::{DATE_COLUMNS, RowCell, date_text, event_title, plain_text};
use super::pieces::{StyledLine, StyledText};
use crate::model::{CommitmentStatus, Timeline, TrackedCommitment};
use crate::text::clean_line;
use crate::tui::theme::Role;

/// Columns before the lines under a promise.
const INDENT: &str = "           ";

/// How the promises are laid out.
pub struct CommitmentsLayout<'a> {
    /// The timeline they belong to.
    pub timeline: &'a Timeline,
    /// Whether titles are Korean where there is one.
    pub korean: bool,
    /// Columns there are.
    pub width: usize,
}

impl CommitmentsLayout<'_> {
    /// The line above them: all of them counted, and which are listed.
    pub fn heading_lines(
        &self,
        all: &[TrackedCommitment],
        which: Option<CommitmentStatus>,
    ) -> Vec<StyledLine> {
        let count = |state| all.iter().filter(|promise| promise.status == state).count();
        let late = all.iter().filter(|promise| promise.is_late).count();
        let late = if late > 0 { format!(" ({late} late)") } else { String::new() };
        let listed = which.map(|which| format!("   only {}", which.label())).unwrap_or_default();
        let words = format!(
            " Promises: {} overdue, {} open, {} fulfilled{late}{listed}",
            count(CommitmentStatus::Overdue),
            count(CommitmentStatus::Open),
            count(CommitmentStatus::Fulfilled)
        );
        vec![StyledLine::from_text(&words, Role::Title)]
    }

    /// Lines of a promise.
    pub fn row_height(&self, promise: &TrackedCommitment) -> usize {
        2 + usize::from(promise.status == CommitmentStatus::Fulfilled)
    }

    /// A promise, a list of cells a line.
    pub fn row_lines(&self, promise: &TrackedCommitment) -> Vec<Vec<RowCell>> {
        let commitment = promise.commitment(self.timeline);
        let role = if promise.status.is_missed() { Role::Overdue } else { Role::Commitment };
        let state = if promise.is_late { "fulfilled late" } else { promise.status.label() };
        let mut first = vec![StyledText::new(&format!(" {state:<17}"), role)];
        if let Some(due) = &commitment.due {
            first.push(StyledText::new(&format!("due {due}  "), Role::Date));
        }
        first.push(StyledText::new(&clean_line(&commitment.text), Role::Title));
        let mut lines = vec![RowCell::full_line(first, self.width), self.event_line("◂ ", promise.entry, "")];
        if promise.status == CommitmentStatus::Fulfilled {
            lines.push(match promise.fulfilled_by.first() {
                Some(&keeper) => self.event_line("▸ ", keeper, &fulfillment_delay(promise)),
                None => RowCell::full_line(
                    plain_text(&format!("{INDENT}▸ an event that is not here")),
                    self.width,
                ),
            });
        }
        lines
    }

    fn event_line(&self, sign: &str, at: usize, then: &str) -> Vec<RowCell> {
        let entry = &self.timeline.entries()[at];
        let mut pieces =
            vec![StyledText::new(&format!("{INDENT}{sign}"), Role::Plain), date_text(entry, DATE_COLUMNS)];
        pieces.extend(plain_text(&format!("{then}{}", event_title(entry, self.korean))));
        RowCell::full_line(pieces, self.width)
    }
}

/// After how long it was kept and, where it was due, how long before or after that.
fn fulfillment_delay(promise: &TrackedCommitment) -> String {
    let after = promise.time_taken.map(|days| format!("{days}  ")).unwrap_or_default();
    // A due date of a year or a month is over at its end: how long before that is no more than "in time".
    let late = promise.delay.and_then(|days| days.min).filter(|_| promise.is_late);
    let due = match late {
        Some(days) => format!("({days} d late)  "),
        None if promise.is_on_time => "(in time)  ".to_owned(),
        None => String::new(),
    };
    let more = promise.fulfilled_by.len().saturating_sub(1);
    let more = if more > 0 { format!("and {more} more  ") } else { String::new() };
    format!("{after}{due}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Commitment, Event, Kind, Origin, StoreLayer, track_commitments};

    #[test]
    fn a_promise_says_what_became_of_it_by_what_and_when() {
        let promise = |text: &str, due: &str, kept_by: &[&str]| Commitment {
            text: text.into(),
            due: due.parse().ok(),
            fulfilled_by: kept_by.iter().map(|id| crate::model::Fulfillment::new(*id)).collect(),
            ..Commitment::default()
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
        let timeline = Timeline::new([(Origin::Own, StoreLayer { events, ..StoreLayer::default() })]);
        let sheet = CommitmentsLayout { timeline: &timeline, korean: false, width: 80 };
        let all = track_commitments(&timeline, "2025-01-01".parse().unwrap(), |_| true);
        let text = |lines: Vec<Vec<RowCell>>| -> Vec<String> {
            let line =
                |cells: Vec<RowCell>| cells[0].pieces.iter().map(|piece| piece.text.as_str()).collect();
            lines.into_iter().map(line).collect()
        };
        let want: [&[&str]; 4] = [
            &[" overdue          due 2023  share", "           ◂ 2022-08-18  Pact"],
            &[
                " fulfilled late   due 2022-10  train",
                "           ◂ 2022-08-18  Pact",
                "           ▸ 2022-11-05  +79 d  (5 d late)  and 1 more  Drill",
            ],
            &[
                " fulfilled        due 2023  meet",
                "           ◂ 2022-08-18  Pact",
                "           ▸ 2022-11-05  +79 d  (in time)  Drill",
            ],
            &[
                " fulfilled        write",
                "           ◂ 2022-08-18  Pact",
                "           ▸ an event that is not here",
            ],
        ];
        for (promise, want) in all.iter().zip(want) {
            let lines = text(sheet.row_lines(promise));
            assert_eq!(lines, want);
            assert_eq!(lines.len(), sheet.row_height(promise));
        }
        let head = |which| sheet.heading_lines(&all, which).remove(0).pieces.remove(0).text;
        assert_eq!(head(None), " Promises: 1 overdue, 0 open, 3 fulfilled (1 late)");
        assert!(head(Some(CommitmentStatus::Open)).ends_with("only open"));
    }
}
