//! What answered what as rows of two lanes: side by side, each in two lines, or the answers under their deed. Never
//! reckons: the model did.

use super::cells::{DATE_COLUMNS, LaneSide, RowCell, date_text, event_title, plain_text};
use super::pieces::{StyledLine, StyledText};
use crate::model::{ElapsedDays, ResponseOverview, ResponsePair, Timeline};
use crate::text::format_count;
use crate::text::width::{display_width, pad, wrap_lines};
use crate::tui::theme::Role;
use std::collections::HashSet;

/// From this width on a cell of either lane is one line.
const ONE_LINE_WIDTH: usize = 110;
/// From this width on the lanes stand side by side.
const SIDE_BY_SIDE_WIDTH: usize = 70;
/// Columns between the lanes, for the days.
const GAP_COLUMNS: usize = 15;

/// A row: at the left a deed, at the right what it led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseRow {
    /// The deed, where it is told in this row; it is in the first of its rows only. A place in the timeline's entries.
    pub incident: Option<usize>,
    /// What stands at the right.
    pub response: ResponseSlot,
}

/// What stands at the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseSlot {
    /// An answer to the deed of this row or of the nearest one above that has one.
    Response(ResponsePair),
    /// Nothing here answers the deed.
    NoResponse,
    /// So many more that go on from the answer above and are told under an earlier deed.
    ListedAbove(usize),
    /// A measure that names no deed; a place in the timeline's entries.
    NoIncident(usize),
}

impl ResponseRow {
    /// Every row, deeds in time order and measures that name none among them. What goes on from an answer to several
    /// deeds is told under the first of them, else one long story would stand there for each.
    pub fn build_all(found: &ResponseOverview) -> Vec<Self> {
        let mut rows: Vec<(usize, Self)> = Vec::new();
        let mut above = None;
        let mut told = HashSet::new();
        for pair in &found.pairs {
            let deed = (above.replace(pair.incident) != Some(pair.incident)).then_some(pair.incident);
            if pair.is_direct() || told.insert((pair.antecedent, pair.response)) {
                rows.push((pair.incident, Self { incident: deed, response: ResponseSlot::Response(*pair) }));
            } else if let Some((_, Self { response: ResponseSlot::ListedAbove(count), .. })) = rows.last_mut()
            {
                *count += 1;
            } else {
                rows.push((pair.incident, Self { incident: deed, response: ResponseSlot::ListedAbove(1) }));
            }
        }
        rows.extend(
            found
                .without_response
                .iter()
                .map(|&at| (at, Self { incident: Some(at), response: ResponseSlot::NoResponse })),
        );
        rows.extend(
            found
                .without_incident
                .iter()
                .map(|&at| (at, Self { incident: None, response: ResponseSlot::NoIncident(at) })),
        );
        // The rows of a deed stay together and in their order.
        rows.sort_by_key(|(at, _)| *at);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The deed that this row is about, whether it is told in it or above. A place in the timeline's entries.
    pub fn incident_entry(&self) -> Option<usize> {
        match self.response {
            ResponseSlot::Response(pair) => Some(pair.incident),
            _ => self.incident,
        }
    }

    /// The event in a lane of this row.
    pub fn entry_in(&self, lane: LaneSide) -> Option<usize> {
        match (lane, self.response) {
            (LaneSide::Left, _) => self.incident,
            (LaneSide::Right, ResponseSlot::Response(pair)) => Some(pair.response),
            (LaneSide::Right, ResponseSlot::NoIncident(at)) => Some(at),
            (LaneSide::Right, ResponseSlot::NoResponse | ResponseSlot::ListedAbove(_)) => None,
        }
    }
}

/// The figures of the rows, in one sentence: what matters most first, since it may be cut.
pub fn summary_text(found: &ResponseOverview) -> String {
    let direct: Vec<ElapsedDays> = found.direct_pairs().map(|pair| pair.elapsed).collect();
    let answered = found.answered_count();
    let median = ElapsedDays::median(&direct).map(|days| format!(", median {days}")).unwrap_or_default();
    let deeds = format_count(found.incident_count(), "deed");
    let mut parts =
        vec![format!("{} to {answered} of {deeds}{median}", format_count(direct.len(), "answer"))];
    let more = found.pairs.len() - direct.len();
    if more > 0 {
        let at_least = if found.truncated { "at least " } else { "" };
        parts.push(format!("{at_least}{more} more {} on from one", if more == 1 { "goes" } else { "go" }));
    }
    let alone = found.without_incident.len();
    if alone > 0 {
        parts
            .push(format!("{} no deed", if alone == 1 { "1 names".into() } else { format!("{alone} name") }));
    }
    parts.join("; ")
}

/// How the rows are laid out.
pub struct ResponsesLayout<'a> {
    /// The timeline they belong to.
    pub timeline: &'a Timeline,
    /// Whether titles are Korean where there is one.
    pub korean: bool,
    /// Columns there are.
    pub width: usize,
}

impl ResponsesLayout<'_> {
    /// The lines above the rows: `figures` and, where the lanes stand side by side, their names; `here` is the lane of
    /// the cursor.
    pub fn heading_lines(&self, figures: &str, here: LaneSide) -> Vec<StyledLine> {
        let mut lines = vec![StyledLine::from_text(&format!(" Answers: {figures}"), Role::Title)];
        if self.width >= SIDE_BY_SIDE_WIDTH {
            let mark = |lane| if lane == here { "▸" } else { " " };
            let left = format!("{}What the DPRK did", mark(LaneSide::Left));
            let left = pad(&left, self.lane_width() + GAP_COLUMNS);
            let right = format!("{}What the allies did", mark(LaneSide::Right));
            let pieces = vec![StyledText::new(&left, Role::Label), StyledText::new(&right, Role::Label)];
            lines.push(StyledLine { pieces, target: None });
        }
        lines
    }

    /// Lines of a row.
    pub fn row_height(&self, row: &ResponseRow) -> usize {
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

    /// A row, a list of cells a line.
    pub fn row_lines(&self, row: &ResponseRow) -> Vec<Vec<RowCell>> {
        match self.width {
            SIDE_BY_SIDE_WIDTH.. => self.side_by_side_lines(row),
            _ => self.stacked_lines(row),
        }
    }

    /// Columns of a lane.
    fn lane_width(&self) -> usize {
        self.width.saturating_sub(GAP_COLUMNS) / 2
    }

    fn side_by_side_lines(&self, row: &ResponseRow) -> Vec<Vec<RowCell>> {
        let mut lines = vec![Vec::new(); self.row_height(row)];
        let lane = self.lane_width();
        if let Some(deed) = row.incident {
            self.fill_lane(&mut lines, 0, lane, " ", deed, LaneSide::Left);
        }
        let days = plain_text(&format!("{:>13}", days_label(row)));
        let mut first = vec![RowCell { x: lane, width: GAP_COLUMNS, pieces: days, lane: None }];
        let (x, width) = (lane + GAP_COLUMNS, self.width - lane - GAP_COLUMNS);
        match row.entry_in(LaneSide::Right) {
            Some(at) => self.fill_lane(
                &mut lines,
                x,
                width,
                &format!(" {}", depth_indent(row.response)),
                at,
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

    /// Puts an event into its lane, on as many lines as there are.
    fn fill_lane(
        &self,
        lines: &mut [Vec<RowCell>],
        x: usize,
        width: usize,
        lead: &str,
        at: usize,
        lane: LaneSide,
    ) {
        let entry = &self.timeline.entries()[at];
        let wide = if self.width >= ONE_LINE_WIDTH { DATE_COLUMNS + 3 } else { DATE_COLUMNS };
        let start = [StyledText::new(lead, Role::Plain), date_text(entry, wide)];
        let used: usize = start.iter().map(|piece| display_width(&piece.text)).sum();
        let title = event_title(entry, self.korean);
        let room = width.saturating_sub(used + 1).max(1);
        let first = if lines.len() > 1 { wrap_lines(&title, room).swap_remove(0).end } else { title.len() };
        // A word too long for what is left of the first line begins the second.
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

    /// The deed, and its answer under it.
    fn stacked_lines(&self, row: &ResponseRow) -> Vec<Vec<RowCell>> {
        let width = self.width;
        let line = |pieces, lane| vec![RowCell { x: 0, width, pieces, lane }];
        let event = |lead: &str, at: usize| {
            let entry = &self.timeline.entries()[at];
            let mut pieces = vec![StyledText::new(lead, Role::Plain), date_text(entry, DATE_COLUMNS)];
            pieces.extend(plain_text(&event_title(entry, self.korean)));
            pieces
        };
        let mut lines = Vec::new();
        if let Some(deed) = row.incident {
            lines.push(line(event(" ", deed), Some(LaneSide::Left)));
        }
        lines.push(match row.entry_in(LaneSide::Right) {
            Some(at) => {
                let lead = format!(" {:>12}  {}", days_label(row), depth_indent(row.response));
                line(event(&lead, at), Some(LaneSide::Right))
            }
            None => line(plain_text(&format!("      {}", empty_slot_text(row))), None),
        });
        lines
    }
}

/// What stands at the right where no event does.
fn empty_slot_text(row: &ResponseRow) -> String {
    match row.response {
        ResponseSlot::ListedAbove(1) => "▸ 1 more goes on from it, told above".to_owned(),
        ResponseSlot::ListedAbove(count) => format!("▸ {count} more go on from it, told above"),
        _ => "no answer here".to_owned(),
    }
}

/// What joins the lanes in this row.
fn days_label(row: &ResponseRow) -> String {
    match row.response {
        ResponseSlot::Response(pair) => pair.elapsed.to_string(),
        ResponseSlot::NoResponse | ResponseSlot::ListedAbove(_) => String::new(),
        ResponseSlot::NoIncident(_) => "no deed".to_owned(),
    }
}

/// Room before an answer that goes on from another, and a sign; deep ones stay in reach.
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
    use crate::model::{Event, Kind, Origin, StoreLayer};

    fn pair(deed: usize, answer: usize, from: usize, depth: usize) -> ResponsePair {
        let days = ElapsedDays { min: Some(3), max: Some(3), approximate: false };
        ResponsePair { incident: deed, response: answer, antecedent: from, depth, elapsed: days }
    }

    /// Two thefts (0 and 2) that one indictment (3) answers, from which two events (4 and 5) go on; a theft (6) that
    /// nothing answers, and a warning (1) that names none.
    fn found() -> ResponseOverview {
        let story = |deed| [pair(deed, 3, deed, 1), pair(deed, 4, 3, 2), pair(deed, 5, 4, 3)];
        let pairs = story(0).into_iter().chain(story(2)).collect();
        ResponseOverview { pairs, without_response: vec![6], without_incident: vec![1], truncated: false }
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

    /// The lines of every row, cells cut to their place.
    fn text(lanes: &ResponsesLayout<'_>) -> Vec<String> {
        let lines = ResponseRow::build_all(&found()).into_iter().flat_map(|row| lanes.row_lines(&row));
        let line = |mut cells: Vec<RowCell>| {
            cells.sort_by_key(|cell| cell.x);
            cells.iter().fold(String::new(), |line, cell| {
                let said: String = cell.pieces.iter().map(|piece| piece.text.as_str()).collect();
                format!("{}{}", pad(&line, cell.x), crate::text::width::truncate(said.trim_end(), cell.width))
            })
        };
        lines.map(line).collect()
    }

    #[test]
    fn what_goes_on_from_one_answer_is_told_once() {
        let rows = ResponseRow::build_all(&found());
        let places: Vec<_> =
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
        assert_eq!(places, want);
        assert_eq!(rows[5].response, ResponseSlot::ListedAbove(2));
        let figures = summary_text(&found());
        assert_eq!(figures, "2 answers to 2 of 3 deeds, median +3 d; 4 more go on from one; 1 names no deed");
    }

    #[test]
    fn a_narrow_screen_has_the_answers_under_their_deed() {
        let timeline = timeline();
        let lanes = ResponsesLayout { timeline: &timeline, korean: true, width: 50 };
        let want = [
            " 2022-01     사건 0",
            "         +3 d  2022-04     사건 3",
            "         +3 d  ▸ 2022-05     사건 4",
            "         +3 d    ▸ 2022-06     사건 5",
            "      no deed  2022-02     사건 1",
            " 2022-03     사건 2",
            "         +3 d  2022-04     사건 3",
            "      ▸ 2 more go on from it, told above",
            " 2022-07     사건 6",
            "      no answer here",
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
            ResponseRow::build_all(&found()).iter().map(|row| lanes.row_height(row)).collect();
        assert_eq!(heights, [2, 2, 2, 2, 2, 1, 2]);
        let wide = ResponsesLayout { width: 140, ..lanes };
        assert_eq!(text(&wide)[0].matches("Event number").count(), 2);
        assert!(
            ResponseRow::build_all(&found())
                .iter()
                .all(|row| wide.row_height(row) == wide.row_lines(row).len())
        );
    }
}
