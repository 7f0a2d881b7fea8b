//! Lays commitments out: the status and the text, the event that made it, and the event that fulfilled it.

use super::state::StatusGroup;
use crate::model::{CommitmentStatus, Timeline, TrackedCommitment};
use crate::text::clean_line;
use crate::tui::row_cells::{DATE_COLUMNS, RowCell, date_text, event_title, plain_text};
use crate::tui::styled_text::{StyledLine, StyledText};
use crate::tui::theme::Role;

/// The indent of the lines below a commitment.
const INDENT: &str = "           ";
/// Columns of a status.
const STATUS_COLUMNS: usize = 17;

/// The line above the rows: the number of commitments in each group, and the group shown.
pub(super) fn heading_lines(all: &[TrackedCommitment], group: Option<StatusGroup>) -> Vec<StyledLine> {
    let count = |status: CommitmentStatus| {
        let count = all.iter().filter(|row| row.status == status).count();
        (count > 0).then(|| format!("{count} {}", status.label()))
    };
    let late = match all.iter().filter(|row| row.is_late).count() {
        0 => String::new(),
        late => format!(" ({late} late)"),
    };
    let counts: Vec<String> = CommitmentStatus::ALL.into_iter().filter_map(count).collect();
    let shown = group.map(|group| format!("   only {}", group.label())).unwrap_or_default();
    let text = format!(" Commitments: {}{late}{shown}", counts.join(", "));
    vec![StyledLine::from_text(&text, Role::Title)]
}

/// The number of lines of a commitment.
pub(super) fn row_height(row: &TrackedCommitment) -> usize {
    2 + usize::from(row.status == CommitmentStatus::Fulfilled || !row.fulfilled_by.is_empty())
}

/// The layout of the rows.
pub(super) struct CommitmentsLayout<'a> {
    /// The timeline.
    pub(super) timeline: &'a Timeline,
    /// Whether titles are in Korean where there is one.
    pub(super) korean: bool,
    /// The width in columns.
    pub(super) width: usize,
}

impl CommitmentsLayout<'_> {
    /// The lines of a commitment, each a list of cells.
    pub(super) fn row_lines(&self, row: &TrackedCommitment) -> Vec<Vec<RowCell>> {
        let commitment = row.commitment(self.timeline);
        let role = if row.status.is_missed() { Role::Overdue } else { Role::Commitment };
        let status = if row.is_late { "fulfilled late" } else { row.status.label() };
        let mut first = vec![StyledText::new(&format!(" {status:<STATUS_COLUMNS$}"), role)];
        if let Some(due) = &commitment.due {
            first.push(StyledText::new(&format!("due {due}  "), Role::Date));
        }
        first.push(StyledText::new(&clean_line(&commitment.text), Role::Title));
        let mut lines = vec![RowCell::full_line(first, self.width), self.event_line("◂ ", row.entry, "")];
        if row_height(row) > 2 {
            lines.push(self.fulfillment_line(row));
        }
        lines
    }

    /// The first event that fulfilled a commitment; the latest one of a commitment that is never finished.
    fn fulfillment_line(&self, row: &TrackedCommitment) -> Vec<RowCell> {
        let is_finite = !matches!(row.status, CommitmentStatus::Ongoing | CommitmentStatus::Lapsed);
        match (row.fulfilled_by.first(), row.fulfilled_by.last()) {
            (Some(&first), _) if is_finite => self.event_line("▸ ", first, &fulfillment_delay(row)),
            (_, Some(&latest)) => {
                let count = row.fulfilled_by.len();
                let note = if count > 1 { format!("latest of {count}  ") } else { String::new() };
                self.event_line("▸ ", latest, &note)
            }
            _ => {
                let text = format!("{INDENT}▸ an event that is not in this store");
                RowCell::full_line(plain_text(&text), self.width)
            }
        }
    }

    /// An event, with a note before its title.
    fn event_line(&self, sign: &str, entry: usize, note: &str) -> Vec<RowCell> {
        let entry = &self.timeline.entries()[entry];
        let mut pieces =
            vec![StyledText::new(&format!("{INDENT}{sign}"), Role::Plain), date_text(entry, DATE_COLUMNS)];
        pieces.extend(plain_text(&format!("{note}{}", event_title(entry, self.korean))));
        RowCell::full_line(pieces, self.width)
    }
}

/// How long it took to fulfill a commitment, whether that was in time, and how many further events did.
fn fulfillment_delay(row: &TrackedCommitment) -> String {
    let time_taken = row.time_taken.map(|days| format!("{days}  ")).unwrap_or_default();
    // A due date of a month or a year ends on its last day, so only days of delay can be counted.
    let delay = row.delay.and_then(|days| days.min).filter(|_| row.is_late);
    let due = match delay {
        Some(days) => format!("({days} d late)  "),
        None if row.is_on_time => "(in time)  ".to_owned(),
        None => String::new(),
    };
    let more = row.fulfilled_by.len().saturating_sub(1);
    let more = if more > 0 { format!("and {more} more  ") } else { String::new() };
    format!("{time_taken}{due}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Commitment, Event, Kind, Origin, StoreLayer, track_commitments};

    #[test]
    fn a_commitment_has_its_status_its_event_and_what_fulfilled_it() {
        let commitment = |text: &str, due: &str, kept_by: &[&str]| Commitment {
            text: text.into(),
            due: due.parse().ok(),
            fulfilled_by: kept_by.iter().map(|id| crate::model::Fulfillment::new(*id)).collect(),
            ..Commitment::default()
        };
        let commitments = vec![
            commitment("share", "2023", &[]),
            commitment("train", "2022-10", &["drill", "again"]),
            commitment("meet", "2023", &["drill"]),
            commitment("write", "", &["lost"]),
        ];
        let event = |id: &str, date: &str, title: &str| Event {
            date: date.parse().ok(),
            ..Event::new(id, Kind::Mou, title)
        };
        let pact = Event { commitments, ..event("pact", "2022-08-18", "Pact") };
        let events = vec![pact, event("drill", "2022-11-05", "Drill"), event("again", "2023-11", "Again")];
        let timeline = Timeline::new([(Origin::Own, StoreLayer { events, ..StoreLayer::default() })]);
        let layout = CommitmentsLayout { timeline: &timeline, korean: false, width: 80 };
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
                "           ▸ an event that is not in this store",
            ],
        ];
        for (row, want) in all.iter().zip(want) {
            let lines = text(layout.row_lines(row));
            assert_eq!(lines, want);
            assert_eq!(lines.len(), row_height(row));
        }
        let heading = |group| heading_lines(&all, group).remove(0).pieces.remove(0).text;
        assert_eq!(heading(None), " Commitments: 1 overdue, 3 fulfilled (1 late)");
        assert!(heading(Some(StatusGroup::Open)).ends_with("only open"));
    }
}
