//! Draws the axis: the density of the whole store with the visible window, the ruler, and the marks of the listed events,
//! in lanes if there is room. A mark has its name beside it where nothing else is.

use super::view::kind_label;
use crate::text::width::{display_width, truncate};
use crate::tui::axis::{AxisWindow, DateSpan, MarkCell, density, marks, ruler};
use crate::tui::layout::ScreenLayout;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use crate::tui::styled_text::StyledText;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// A sign for each density level.
const DENSITY_BLOCKS: [&str; density::MAX_DENSITY_LEVEL + 1] = [".", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The fewest and the most columns of a name beside its mark.
const NAME_COLUMNS: std::ops::RangeInclusive<usize> = 6..=28;

/// Draws the axis if the layout has a place for it.
pub(super) fn draw(painter: &mut Painter<'_>, state: &State) {
    let layout = state.layout();
    let (width, Some(whole)) = (state.axis_width(), state.store_extent()) else { return };
    if layout.ruler.is_empty() || width == 0 {
        return;
    }
    let window = state.axis.window(width);
    let has_labels = layout.labels > 1;
    let label = |name: &str| if has_labels { format!(" {name}") } else { String::new() };
    draw_density(painter, layout, state, &window, whole);
    painter.text(layout.ruler, 0, &label(window.unit.name()), Role::Label);
    painter.text(after_labels(layout.ruler, layout.labels), 0, &ruler::render_ruler(&window), Role::Plain);
    if layout.lanes.height < 2 {
        let events = (0..state.hits.len()).collect::<Vec<_>>();
        if let ([only], []) = (state.lanes(), state.due_marks()) {
            let name = truncate(&label(only.name), usize::from(layout.labels).saturating_sub(1));
            painter.text(layout.lanes, 0, &name, Role::Label);
        }
        let lane = LaneRow::new(state, &events, state.due_marks().len(), &window);
        lane.draw(painter, layout, 0, state);
        return;
    }
    for (row, lane) in state.lanes().iter().enumerate() {
        painter.text(layout.lanes, row as u16, &label(lane.name), Role::Label);
        LaneRow::new(state, state.events_on_lane(row), 0, &window).draw(painter, layout, row as u16, state);
    }
    if !state.due_marks().is_empty() {
        let row = state.lanes().len() as u16;
        painter.text(layout.lanes, row, &label("due"), Role::Label);
        LaneRow::new(state, &[], state.due_marks().len(), &window).draw(painter, layout, row, state);
    }
}

fn after_labels(area: Rect, labels: u16) -> Rect {
    let labels = labels.min(area.width);
    Rect { x: area.x + labels, width: area.width - labels, ..area }
}

/// Draws the density row: brackets around the window, the bucket of the selected event reversed, and the buckets with
/// matches of the filter bold.
fn draw_density(
    painter: &mut Painter<'_>,
    layout: &ScreenLayout,
    state: &State,
    window: &AxisWindow,
    whole: (i64, i64),
) {
    if layout.labels > 1 {
        painter.text(layout.density, 0, " all", Role::Label);
    }
    let area = after_labels(layout.density, layout.labels);
    let width = usize::from(area.width);
    let levels = state.density_levels(width);
    let bucket = |day: i64| density::bucket(day, whole, width);
    let anchor = |n: usize| state.event_span(n).as_ref().and_then(DateSpan::anchor).map(bucket);
    let mut hit = vec![false; width];
    if state.is_filtered() {
        (0..state.hits.len()).filter_map(anchor).for_each(|at| hit[at] = true);
    }
    let mut signs: Vec<(&str, Role)> = levels
        .iter()
        .zip(hit)
        .map(|(level, hit)| (DENSITY_BLOCKS[*level], if hit { Role::Title } else { Role::Plain }))
        .collect();
    let (first, last) = window.visible_days();
    // A bracket hides a bucket, so an end of the window outside the store has none.
    let (mut left, mut right) = (bucket(first), bucket(last));
    if left == right {
        // A window within one bucket has its brackets around it.
        (left, right) = (left.saturating_sub(1), (right + 1).min(width - 1));
    }
    if first > whole.0 {
        signs[left] = ("[", Role::Key);
    }
    if last < whole.1 {
        signs[right] = ("]", Role::Key);
    }
    let pieces: Vec<StyledText> = signs.iter().map(|(sign, role)| StyledText::new(sign, *role)).collect();
    painter.pieces(area, 0, &pieces, false);
    if let Some(at) = anchor(state.cursor) {
        let cell = Rect { x: area.x + at as u16, width: 1, ..area };
        painter.pieces(cell, 0, &pieces[at..=at], true);
    }
}

/// A row of marks: events (as indices of the list), then due commitments.
struct LaneRow<'a> {
    events: &'a [usize],
    cells: Vec<MarkCell>,
    selected: Option<usize>,
}

impl<'a> LaneRow<'a> {
    /// A mark is a number: the index of an event in `events`, or `events.len()` plus the index of a due mark.
    fn new(state: &State, events: &'a [usize], dues: usize, window: &AxisWindow) -> Self {
        let spans = events.iter().enumerate().filter_map(|(n, shown)| Some((n, state.event_span(*shown)?)));
        let dues = state.due_marks()[..dues].iter().enumerate();
        let dues = dues.map(|(n, due)| (events.len() + n, due.span));
        let cells = marks::lay_out_marks(spans.chain(dues), window);
        let here = events.contains(&state.cursor).then(|| state.event_span(state.cursor)).flatten();
        let selected = here.and_then(|span| window.position_of(window.unit.column(span.anchor()?)));
        Self { events, cells, selected }
    }

    fn draw(&self, painter: &mut Painter<'_>, layout: &ScreenLayout, row: u16, state: &State) {
        let area = after_labels(layout.lanes, layout.labels);
        for (at, cell) in self.cells.iter().enumerate() {
            if let Some(piece) = self.mark_text(*cell, state) {
                let place = Rect { x: area.x + at as u16, width: 1, ..area };
                painter.pieces(place, row, &[piece], self.selected == Some(at));
            }
        }
        if let Some(before) = self.selected.and_then(|at| at.checked_sub(1))
            && matches!(self.cells[before], MarkCell::Empty | MarkCell::Dash)
        {
            let place = Rect { x: area.x + before as u16, width: 1, ..area };
            painter.text(place, row, "▸", Role::Title);
        }
        self.draw_names(painter, area, row, state);
    }

    fn mark_text(&self, cell: MarkCell, state: &State) -> Option<StyledText> {
        let due = |mark: usize| mark.checked_sub(self.events.len()).map(|n| &state.due_marks()[n]);
        Some(match cell {
            MarkCell::Empty => return None,
            MarkCell::Dash => StyledText::new("╌", Role::Plain),
            MarkCell::Count(count @ 2..=9) => StyledText::new(&count.to_string(), Role::Title),
            MarkCell::Count(_) => StyledText::new("+", Role::Title),
            MarkCell::Dot(mark) | MarkCell::Hollow(mark) => match (due(mark), cell) {
                (Some(due), _) if due.overdue => StyledText::new("⚑", Role::Overdue),
                (Some(_), _) => StyledText::new("⚑", Role::Commitment),
                (None, MarkCell::Dot(_)) => StyledText::new("▪", self.mark_role(mark, state)),
                (None, _) => StyledText::new("▫", self.mark_role(mark, state)),
            },
        })
    }

    fn mark_role(&self, mark: usize, state: &State) -> Role {
        kind_label(state.event_at(self.events[mark]).kind).1
    }

    /// Draws names beside marks, in the room before the next mark.
    fn draw_names(&self, painter: &mut Painter<'_>, area: Rect, row: u16, state: &State) {
        let mut at = 0;
        while at < self.cells.len() {
            let (MarkCell::Dot(mark) | MarkCell::Hollow(mark)) = self.cells[at] else {
                at += 1;
                continue;
            };
            let run = |cell: &&MarkCell| matches!(cell, MarkCell::Dash) || **cell == MarkCell::Dot(mark);
            let start = at + 1 + self.cells[at + 1..].iter().take_while(run).count();
            let free = self.cells[start..].iter().take_while(|cell| **cell == MarkCell::Empty).count();
            // Leave room for the sign before a selected mark, and a column between two names.
            let end =
                if self.selected == Some(start + free) || start + free < self.cells.len() { 2 } else { 0 };
            let room = free.saturating_sub(end + 1).min(*NAME_COLUMNS.end());
            if room >= *NAME_COLUMNS.start() {
                let name = truncate(&self.mark_name(mark, state), room);
                let x = area.x + start as u16 + 1;
                let place = Rect { x, width: display_width(&name) as u16, ..area };
                painter.text(place, row, &name, Role::Plain);
            }
            at = start.max(at + 1);
        }
    }

    fn mark_name(&self, mark: usize, state: &State) -> String {
        if let Some(due) = mark.checked_sub(self.events.len()).map(|n| &state.due_marks()[n]) {
            return state.event_at(due.shown).commitments[due.number].text.clone();
        }
        state.event_at(self.events[mark]).display_title(state.is_korean()).to_owned()
    }
}
