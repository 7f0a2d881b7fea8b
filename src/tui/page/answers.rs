//! What answered what as rows of two lanes: side by side, each in two lines, or the answers under their deed. Never
//! reckons: the model did.

use super::cells::{Cell, DATE, Lane, date, plain, title};
use super::pieces::{Line, Piece};
use crate::model::{Days, Response, Responses, Timeline};
use crate::text::counted;
use crate::text::width::{columns, pad, wrap};
use crate::tui::theme::Role;
use std::collections::HashSet;

/// From this width on a cell of either lane is one line.
const WIDE: usize = 110;
/// From this width on the lanes stand side by side.
const LANES: usize = 70;
/// Columns between the lanes, for the days.
const BETWEEN: usize = 15;

/// A row: at the left a deed, at the right what it led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The deed, where it is told in this row; it is in the first of its rows only. A place in the timeline's entries.
    pub deed: Option<usize>,
    /// What stands at the right.
    pub right: Right,
}

/// What stands at the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// An answer to the deed of this row or of the nearest one above that has one.
    Answer(Response),
    /// Nothing here answers the deed.
    Nothing,
    /// So many more that go on from the answer above and are told under an earlier deed.
    Above(usize),
    /// A measure that names no deed; a place in the timeline's entries.
    Unprompted(usize),
}

impl Row {
    /// Every row, deeds in time order and measures that name none among them. What goes on from an answer to several
    /// deeds is told under the first of them, else one long story would stand there for each.
    pub fn all(found: &Responses) -> Vec<Self> {
        let mut rows: Vec<(usize, Self)> = Vec::new();
        let mut above = None;
        let mut told = HashSet::new();
        for pair in &found.pairs {
            let deed = (above.replace(pair.deed) != Some(pair.deed)).then_some(pair.deed);
            if pair.is_direct() || told.insert((pair.from, pair.answer)) {
                rows.push((pair.deed, Self { deed, right: Right::Answer(*pair) }));
            } else if let Some((_, Self { right: Right::Above(count), .. })) = rows.last_mut() {
                *count += 1;
            } else {
                rows.push((pair.deed, Self { deed, right: Right::Above(1) }));
            }
        }
        rows.extend(found.unanswered.iter().map(|&at| (at, Self { deed: Some(at), right: Right::Nothing })));
        rows.extend(
            found.unprompted.iter().map(|&at| (at, Self { deed: None, right: Right::Unprompted(at) })),
        );
        // The rows of a deed stay together and in their order.
        rows.sort_by_key(|(at, _)| *at);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// The deed that this row is about, whether it is told in it or above. A place in the timeline's entries.
    pub fn about(&self) -> Option<usize> {
        match self.right {
            Right::Answer(pair) => Some(pair.deed),
            _ => self.deed,
        }
    }

    /// The event in a lane of this row.
    pub fn entry(&self, lane: Lane) -> Option<usize> {
        match (lane, self.right) {
            (Lane::Left, _) => self.deed,
            (Lane::Right, Right::Answer(pair)) => Some(pair.answer),
            (Lane::Right, Right::Unprompted(at)) => Some(at),
            (Lane::Right, Right::Nothing | Right::Above(_)) => None,
        }
    }
}

/// The figures of the rows, in one sentence: what matters most first, since it may be cut.
pub fn figures(found: &Responses) -> String {
    let direct: Vec<Days> = found.direct().map(|pair| pair.days).collect();
    let answered = found.answered();
    let median = Days::median(&direct).map(|days| format!(", median {days}")).unwrap_or_default();
    let deeds = counted(found.deeds(), "deed");
    let mut parts = vec![format!("{} to {answered} of {deeds}{median}", counted(direct.len(), "answer"))];
    let more = found.pairs.len() - direct.len();
    if more > 0 {
        let at_least = if found.cut { "at least " } else { "" };
        parts.push(format!("{at_least}{more} more {} on from one", if more == 1 { "goes" } else { "go" }));
    }
    let alone = found.unprompted.len();
    if alone > 0 {
        parts
            .push(format!("{} no deed", if alone == 1 { "1 names".into() } else { format!("{alone} name") }));
    }
    parts.join("; ")
}

/// How the rows are laid out.
pub struct Lanes<'a> {
    /// The timeline they belong to.
    pub timeline: &'a Timeline,
    /// Whether titles are Korean where there is one.
    pub korean: bool,
    /// Columns there are.
    pub width: usize,
}

impl Lanes<'_> {
    /// The lines above the rows: `figures` and, where the lanes stand side by side, their names; `here` is the lane of
    /// the cursor.
    pub fn head(&self, figures: &str, here: Lane) -> Vec<Line> {
        let mut lines = vec![Line::of(&format!(" Answers: {figures}"), Role::Title)];
        if self.width >= LANES {
            let mark = |lane| if lane == here { "▸" } else { " " };
            let left = format!("{}What the DPRK did", mark(Lane::Left));
            let left = pad(&left, self.lane() + BETWEEN);
            let right = format!("{}What the allies did", mark(Lane::Right));
            let pieces = vec![Piece::new(&left, Role::Label), Piece::new(&right, Role::Label)];
            lines.push(Line { pieces, target: None });
        }
        lines
    }

    /// Lines of a row.
    pub fn height(&self, row: &Row) -> usize {
        match self.width {
            WIDE.. => 1,
            LANES.. if row.entry(Lane::Left).or(row.entry(Lane::Right)).is_some() => 2,
            LANES.. => 1,
            _ => 1 + usize::from(row.deed.is_some()),
        }
    }

    /// A row, a list of cells a line.
    pub fn lines(&self, row: &Row) -> Vec<Vec<Cell>> {
        match self.width {
            LANES.. => self.side_by_side(row),
            _ => self.under(row),
        }
    }

    /// Columns of a lane.
    fn lane(&self) -> usize {
        self.width.saturating_sub(BETWEEN) / 2
    }

    fn side_by_side(&self, row: &Row) -> Vec<Vec<Cell>> {
        let mut lines = vec![Vec::new(); self.height(row)];
        let lane = self.lane();
        if let Some(deed) = row.deed {
            self.fill(&mut lines, 0, lane, " ", deed, Lane::Left);
        }
        let days = plain(&format!("{:>13}", days(row)));
        let mut first = vec![Cell { x: lane, width: BETWEEN, pieces: days, lane: None }];
        let (x, width) = (lane + BETWEEN, self.width - lane - BETWEEN);
        match row.entry(Lane::Right) {
            Some(at) => self.fill(&mut lines, x, width, &format!(" {}", indent(row.right)), at, Lane::Right),
            None => first.push(Cell { x, width, pieces: plain(&format!(" {}", words(row))), lane: None }),
        }
        if let Some(line) = lines.first_mut() {
            line.extend(first);
        }
        lines
    }

    /// Puts an event into its lane, on as many lines as there are.
    fn fill(&self, lines: &mut [Vec<Cell>], x: usize, width: usize, lead: &str, at: usize, lane: Lane) {
        let entry = &self.timeline.entries()[at];
        let wide = if self.width >= WIDE { DATE + 3 } else { DATE };
        let start = [Piece::new(lead, Role::Plain), date(entry, wide)];
        let used: usize = start.iter().map(|piece| columns(&piece.text)).sum();
        let title = title(entry, self.korean);
        let room = width.saturating_sub(used + 1).max(1);
        let first = if lines.len() > 1 { wrap(&title, room).swap_remove(0).end } else { title.len() };
        // A word too long for what is left of the first line begins the second.
        let is_whole = title[first..].chars().next().is_none_or(char::is_whitespace);
        let first = if is_whole { first } else { 0 };
        let under = format!("{}{}", " ".repeat(columns(lead)), title[first..].trim_start());
        let texts = [title[..first].to_owned(), under];
        for (n, (line, text)) in lines.iter_mut().zip(texts).enumerate() {
            let start = if n == 0 { start.to_vec() } else { Vec::new() };
            let pieces = start.into_iter().chain(plain(&text)).collect();
            line.push(Cell { x, width: width.saturating_sub(usize::from(n > 0)), pieces, lane: Some(lane) });
        }
    }

    /// The deed, and its answer under it.
    fn under(&self, row: &Row) -> Vec<Vec<Cell>> {
        let width = self.width;
        let line = |pieces, lane| vec![Cell { x: 0, width, pieces, lane }];
        let event = |lead: &str, at: usize| {
            let entry = &self.timeline.entries()[at];
            let mut pieces = vec![Piece::new(lead, Role::Plain), date(entry, DATE)];
            pieces.extend(plain(&title(entry, self.korean)));
            pieces
        };
        let mut lines = Vec::new();
        if let Some(deed) = row.deed {
            lines.push(line(event(" ", deed), Some(Lane::Left)));
        }
        lines.push(match row.entry(Lane::Right) {
            Some(at) => {
                let lead = format!(" {:>12}  {}", days(row), indent(row.right));
                line(event(&lead, at), Some(Lane::Right))
            }
            None => line(plain(&format!("      {}", words(row))), None),
        });
        lines
    }
}

/// What stands at the right where no event does.
fn words(row: &Row) -> String {
    match row.right {
        Right::Above(1) => "▸ 1 more goes on from it, told above".to_owned(),
        Right::Above(count) => format!("▸ {count} more go on from it, told above"),
        _ => "no answer here".to_owned(),
    }
}

/// What joins the lanes in this row.
fn days(row: &Row) -> String {
    match row.right {
        Right::Answer(pair) => pair.days.to_string(),
        Right::Nothing | Right::Above(_) => String::new(),
        Right::Unprompted(_) => "no deed".to_owned(),
    }
}

/// Room before an answer that goes on from another, and a sign; deep ones stay in reach.
fn indent(right: Right) -> String {
    let Right::Answer(pair) = right else { return String::new() };
    match pair.depth.min(6) {
        0 | 1 => String::new(),
        deep => format!("{}▸ ", "  ".repeat(deep - 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Event, Kind, Layer, Origin};

    fn pair(deed: usize, answer: usize, from: usize, depth: usize) -> Response {
        let days = Days { least: Some(3), most: Some(3), about: false };
        Response { deed, answer, from, depth, days }
    }

    /// Two thefts (0 and 2) that one indictment (3) answers, from which two events (4 and 5) go on; a theft (6) that
    /// nothing answers, and a warning (1) that names none.
    fn found() -> Responses {
        let story = |deed| [pair(deed, 3, deed, 1), pair(deed, 4, 3, 2), pair(deed, 5, 4, 3)];
        let pairs = story(0).into_iter().chain(story(2)).collect();
        Responses { pairs, unanswered: vec![6], unprompted: vec![1], cut: false }
    }

    fn timeline() -> Timeline {
        let event = |n: usize| Event {
            date: format!("2022-0{}", n + 1).parse().ok(),
            title_ko: Some(format!("사건 {n}")),
            ..Event::new(format!("e{n}"), Kind::Incident, format!("Event number {n} of the timeline"))
        };
        Timeline::new([(Origin::Own, Layer { events: (0..7).map(event).collect(), ..Layer::default() })])
    }

    /// The lines of every row, cells cut to their place.
    fn text(lanes: &Lanes<'_>) -> Vec<String> {
        let lines = Row::all(&found()).into_iter().flat_map(|row| lanes.lines(&row));
        let line = |mut cells: Vec<Cell>| {
            cells.sort_by_key(|cell| cell.x);
            cells.iter().fold(String::new(), |line, cell| {
                let said: String = cell.pieces.iter().map(|piece| piece.text.as_str()).collect();
                format!("{}{}", pad(&line, cell.x), crate::text::width::cut(said.trim_end(), cell.width))
            })
        };
        lines.map(line).collect()
    }

    #[test]
    fn what_goes_on_from_one_answer_is_told_once() {
        let rows = Row::all(&found());
        let places: Vec<_> = rows.iter().map(|row| (row.entry(Lane::Left), row.entry(Lane::Right))).collect();
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
        assert_eq!(rows[5].right, Right::Above(2));
        let figures = figures(&found());
        assert_eq!(figures, "2 answers to 2 of 3 deeds, median +3 d; 4 more go on from one; 1 names no deed");
    }

    #[test]
    fn a_narrow_screen_has_the_answers_under_their_deed() {
        let timeline = timeline();
        let lanes = Lanes { timeline: &timeline, korean: true, width: 50 };
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
        let lanes = Lanes { timeline: &timeline, korean: false, width: 75 };
        let lines = text(&lanes);
        assert_eq!(lines[0], " 2022-01     Event number 0            +3 d   2022-04     Event number 3");
        assert_eq!(lines[1], " of the timeline                              of the timeline");
        let heights: Vec<usize> = Row::all(&found()).iter().map(|row| lanes.height(row)).collect();
        assert_eq!(heights, [2, 2, 2, 2, 2, 1, 2]);
        let wide = Lanes { width: 140, ..lanes };
        assert_eq!(text(&wide)[0].matches("Event number").count(), 2);
        assert!(Row::all(&found()).iter().all(|row| wide.height(row) == wide.lines(row).len()));
    }
}
