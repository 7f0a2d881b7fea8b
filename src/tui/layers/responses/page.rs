//! Lays incidents and responses out in two lanes: side by side or, on a narrow screen, one below the other.

use super::state::{ResponseRow, ResponseSlot};
use crate::model::{ElapsedDays, ResponseOverview, Timeline};
use crate::text::format_count;
use crate::text::width::{display_width, pad, wrap_lines};
use crate::tui::row_cells::{DATE_COLUMNS, LaneSide, RowCell, date_text, event_title, plain_text};
use crate::tui::styled_text::{StyledLine, StyledText};
use crate::tui::theme::Role;

/// An event takes one line from this width on.
const ONE_LINE_WIDTH: usize = 110;
/// The lanes are side by side from this width on.
const SIDE_BY_SIDE_WIDTH: usize = 70;
/// Columns between the lanes, for the days.
const GAP_COLUMNS: usize = 15;

/// The figures of the view, the most important ones first, because the end may be cut.
pub(super) fn summary_text(overview: &ResponseOverview) -> String {
    let direct: Vec<ElapsedDays> = overview.direct_pairs().map(|pair| pair.elapsed).collect();
    let median = ElapsedDays::median(&direct).map(|days| format!(", median {days}")).unwrap_or_default();
    let answered = overview.answered_count();
    let verb = if answered == 1 { "has" } else { "have" };
    let incidents = format_count(overview.incident_count(), "incident");
    let mut parts =
        vec![format!("{answered} of {incidents} {verb} a response ({} direct{median})", direct.len())];
    let follow_ons = overview.pairs.len() - direct.len();
    if follow_ons > 0 {
        let at_least = if overview.truncated { "at least " } else { "" };
        parts.push(format!("{at_least}{}", format_count(follow_ons, "follow-on")));
    }
    match overview.without_incident.len() {
        0 => {}
        1 => parts.push("1 response cites no incident".to_owned()),
        count => parts.push(format!("{count} responses cite no incident")),
    }
    parts.join("; ")
}

/// The layout of the rows.
pub(super) struct ResponsesLayout<'a> {
    /// The timeline.
    pub(super) timeline: &'a Timeline,
    /// Whether titles are in Korean where there is one.
    pub(super) korean: bool,
    /// The width in columns.
    pub(super) width: usize,
}

impl ResponsesLayout<'_> {
    /// The lines above the rows: the summary and, if the lanes are side by side, their names. `current` is the lane of the
    /// cursor.
    pub(super) fn heading_lines(&self, summary: &str, current: LaneSide) -> Vec<StyledLine> {
        let mut lines =
            vec![StyledLine::from_text(&format!(" Incidents and responses: {summary}"), Role::Title)];
        if self.width >= SIDE_BY_SIDE_WIDTH {
            let mark = |lane| if lane == current { "▸" } else { " " };
            let left = format!("{}DPRK activity", mark(LaneSide::Left));
            let left = pad(&left, self.lane_width() + GAP_COLUMNS);
            let right = format!("{}Allied response", mark(LaneSide::Right));
            let pieces = vec![StyledText::new(&left, Role::Label), StyledText::new(&right, Role::Label)];
            lines.push(StyledLine { pieces, target: None });
        }
        lines
    }

    /// The number of lines of a row.
    pub(super) fn row_height(&self, row: &ResponseRow) -> usize {
        match self.width {
            ONE_LINE_WIDTH.. => 1,
            SIDE_BY_SIDE_WIDTH..
                if row.entry_in(LaneSide::Left).or(row.entry_in(LaneSide::Right)).is_some() =>
            {
                2
            }
            SIDE_BY_SIDE_WIDTH.. => 1,
            _ => 1 + usize::from(row.incident.is_some()),
        }
    }

    /// The lines of a row, each a list of cells.
    pub(super) fn row_lines(&self, row: &ResponseRow) -> Vec<Vec<RowCell>> {
        match self.width {
            SIDE_BY_SIDE_WIDTH.. => self.side_by_side_lines(row),
            _ => self.stacked_lines(row),
        }
    }

    /// The columns of a lane.
    fn lane_width(&self) -> usize {
        self.width.saturating_sub(GAP_COLUMNS) / 2
    }

    fn side_by_side_lines(&self, row: &ResponseRow) -> Vec<Vec<RowCell>> {
        let mut lines = vec![Vec::new(); self.row_height(row)];
        let lane = self.lane_width();
        if let Some(incident) = row.incident {
            self.fill_lane(&mut lines, 0, lane, " ", incident, LaneSide::Left);
        }
        let days = plain_text(&format!("{:>13}", days_label(row)));
        let mut first = vec![RowCell { x: lane, width: GAP_COLUMNS, pieces: days, lane: None }];
        let (x, width) = (lane + GAP_COLUMNS, self.width - lane - GAP_COLUMNS);
        match row.entry_in(LaneSide::Right) {
            Some(entry) => self.fill_lane(
                &mut lines,
                x,
                width,
                &format!(" {}", depth_indent(row.response)),
                entry,
                LaneSide::Right,
            ),
            None => first.push(RowCell {
                x,
                width,
                pieces: plain_text(&format!(" {}", empty_slot_text(row))),
                lane: None,
            }),
        }
        if let Some(line) = lines.first_mut() {
            line.extend(first);
        }
        lines
    }

    /// Puts an event into its lane, on the lines there are.
    fn fill_lane(
        &self,
        lines: &mut [Vec<RowCell>],
        x: usize,
        width: usize,
        lead: &str,
        entry: usize,
        lane: LaneSide,
    ) {
        let entry = &self.timeline.entries()[entry];
        let wide = if self.width >= ONE_LINE_WIDTH { DATE_COLUMNS + 3 } else { DATE_COLUMNS };
        let start = [StyledText::new(lead, Role::Plain), date_text(entry, wide)];
        let used: usize = start.iter().map(|piece| display_width(&piece.text)).sum();
        let title = event_title(entry, self.korean);
        let room = width.saturating_sub(used + 1).max(1);
        let first = if lines.len() > 1 { wrap_lines(&title, room).swap_remove(0).end } else { title.len() };
        // A word that does not fit the first line is not split: the title starts on the second line.
        let is_whole = title[first..].chars().next().is_none_or(char::is_whitespace);
        let first = if is_whole { first } else { 0 };
        let under = format!("{}{}", " ".repeat(display_width(lead)), title[first..].trim_start());
        let texts = [title[..first].to_owned(), under];
        for (n, (line, text)) in lines.iter_mut().zip(texts).enumerate() {
            let start = if n == 0 { start.to_vec() } else { Vec::new() };
            let pieces = start.into_iter().chain(plain_text(&text)).collect();
            line.push(RowCell {
                x,
                width: width.saturating_sub(usize::from(n > 0)),
                pieces,
                lane: Some(lane),
            });
        }
    }

    /// The incident, and the response below it.
    fn stacked_lines(&self, row: &ResponseRow) -> Vec<Vec<RowCell>> {
        let width = self.width;
        let line = |pieces, lane| vec![RowCell { x: 0, width, pieces, lane }];
        let event = |lead: &str, entry: usize| {
            let entry = &self.timeline.entries()[entry];
            let mut pieces = vec![StyledText::new(lead, Role::Plain), date_text(entry, DATE_COLUMNS)];
            pieces.extend(plain_text(&event_title(entry, self.korean)));
            pieces
        };
        let mut lines = Vec::new();
        if let Some(incident) = row.incident {
            lines.push(line(event(" ", incident), Some(LaneSide::Left)));
        }
        lines.push(match row.entry_in(LaneSide::Right) {
            Some(entry) => {
                let lead = format!(" {:>12}  {}", days_label(row), depth_indent(row.response));
                line(event(&lead, entry), Some(LaneSide::Right))
            }
            None => line(plain_text(&format!("      {}", empty_slot_text(row))), None),
        });
        lines
    }
}

/// The text of the right lane without an event.
fn empty_slot_text(row: &ResponseRow) -> String {
    match row.response {
        ResponseSlot::ListedAbove(1) => "▸ 1 follow-on, listed above".to_owned(),
        ResponseSlot::ListedAbove(count) => format!("▸ {count} follow-ons, listed above"),
        _ => "no response recorded".to_owned(),
    }
}

/// The text between the lanes.
fn days_label(row: &ResponseRow) -> String {
    match row.response {
        ResponseSlot::Response(pair) => pair.elapsed.to_string(),
        ResponseSlot::NoResponse | ResponseSlot::ListedAbove(_) => String::new(),
        ResponseSlot::NoIncident(_) => "no incident".to_owned(),
    }
}

/// The indent of a follow-on, with a sign; the deepest ones share one.
fn depth_indent(right: ResponseSlot) -> String {
    let ResponseSlot::Response(pair) = right else { return String::new() };
    match pair.depth.min(6) {
        0 | 1 => String::new(),
        deep => format!("{}▸ ", "  ".repeat(deep - 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Origin, ResponsePair, StoreLayer};

    fn pair(incident: usize, response: usize, antecedent: usize, depth: usize) -> ResponsePair {
        let elapsed = ElapsedDays { min: Some(3), max: Some(3), approximate: false };
        ResponsePair { incident, response, antecedent, depth, elapsed }
    }

    /// Two thefts (0 and 2) with the same indictment (3) as response, which has two follow-ons (4 and 5); a theft (6)
    /// without a response, and a warning (1) that cites no incident.
    fn overview() -> ResponseOverview {
        let chain =
            |incident| [pair(incident, 3, incident, 1), pair(incident, 4, 3, 2), pair(incident, 5, 4, 3)];
        let pairs = chain(0).into_iter().chain(chain(2)).collect();
        ResponseOverview { pairs, without_response: vec![6], without_incident: vec![1], truncated: false }
    }

    #[test]
    fn follow_ons_of_a_response_are_listed_once() {
        let rows = ResponseRow::build_all(&overview());
        let entries: Vec<_> =
            rows.iter().map(|row| (row.entry_in(LaneSide::Left), row.entry_in(LaneSide::Right))).collect();
        let want = [
            (Some(0), Some(3)),
            (None, Some(4)),
            (None, Some(5)),
            (None, Some(1)),
            (Some(2), Some(3)),
            (None, None),
            (Some(6), None),
        ];
        assert_eq!(entries, want);
        assert_eq!(rows[5].response, ResponseSlot::ListedAbove(2));
    }

    fn timeline() -> Timeline {
        let event = |n: usize| Event {
            date: format!("2022-0{}", n + 1).parse().ok(),
            title_ko: Some(format!("사건 {n}")),
            ..Event::new(format!("e{n}"), Kind::Incident, format!("Event number {n} of the timeline"))
        };
        Timeline::new([(
            Origin::Own,
            StoreLayer { events: (0..7).map(event).collect(), ..StoreLayer::default() },
        )])
    }

    /// The lines of every row, cells cut to their width.
    fn text(lanes: &ResponsesLayout<'_>) -> Vec<String> {
        let lines = ResponseRow::build_all(&overview()).into_iter().flat_map(|row| lanes.row_lines(&row));
        let line = |mut cells: Vec<RowCell>| {
            cells.sort_by_key(|cell| cell.x);
            cells.iter().fold(String::new(), |line, cell| {
                let text: String = cell.pieces.iter().map(|piece| piece.text.as_str()).collect();
                format!("{}{}", pad(&line, cell.x), crate::text::width::truncate(text.trim_end(), cell.width))
            })
        };
        lines.map(line).collect()
    }

    #[test]
    fn the_summary_counts_incidents_first() {
        let want = "2 of 3 incidents have a response (2 direct, median +3 d); 4 follow-ons; 1 response cites no incident";
        assert_eq!(summary_text(&overview()), want);
    }

    #[test]
    fn a_narrow_screen_has_responses_below_their_incident() {
        let timeline = timeline();
        let lanes = ResponsesLayout { timeline: &timeline, korean: true, width: 50 };
        let want = [
            " 2022-01     사건 0",
            "         +3 d  2022-04     사건 3",
            "         +3 d  ▸ 2022-05     사건 4",
            "         +3 d    ▸ 2022-06     사건 5",
            "  no incident  2022-02     사건 1",
            " 2022-03     사건 2",
            "         +3 d  2022-04     사건 3",
            "      ▸ 2 follow-ons, listed above",
            " 2022-07     사건 6",
            "      no response recorded",
        ];
        assert_eq!(text(&lanes), want);
    }

    #[test]
    fn lanes_fill_two_lines_before_they_cut() {
        let timeline = timeline();
        let lanes = ResponsesLayout { timeline: &timeline, korean: false, width: 75 };
        let lines = text(&lanes);
        assert_eq!(lines[0], " 2022-01     Event number 0            +3 d   2022-04     Event number 3");
        assert_eq!(lines[1], " of the timeline                              of the timeline");
        let heights: Vec<usize> =
            ResponseRow::build_all(&overview()).iter().map(|row| lanes.row_height(row)).collect();
        assert_eq!(heights, [2, 2, 2, 2, 2, 1, 2]);
        let wide = ResponsesLayout { width: 140, ..lanes };
        assert_eq!(text(&wide)[0].matches("Event number").count(), 2);
        assert!(
            ResponseRow::build_all(&overview())
                .iter()
                .all(|row| wide.row_height(row) == wide.row_lines(row).len())
        );
    }
}
