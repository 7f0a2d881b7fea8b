//! The axis: how dense the whole store is with the window marked, the ruler, and the marks of the events shown, in lanes
//! where there is room for them. Names stand beside marks only where nothing else does.

use super::paint::Paint;
use crate::text::width::{columns, cut};
use crate::tui::axis::{Cell, Span, Window, density, marks, ruler};
use crate::tui::layout::Layout;
use crate::tui::page::Piece;
use crate::tui::state::{State, Titles};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// The levels of the density.
const BLOCKS: [&str; density::LEVELS + 1] = [".", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// The fewest and the most columns of a name beside its mark.
const NAME: std::ops::RangeInclusive<usize> = 6..=28;

/// Draws the axis where the layout has a place for it.
pub(super) fn draw(paint: &mut Paint<'_>, layout: &Layout, state: &State) {
    let (width, Some(whole)) = (state.axis_width(), state.whole()) else { return };
    if layout.ruler.is_empty() || width == 0 {
        return;
    }
    let window = state.axis.window(width);
    let named = layout.labels > 1;
    let label = |name: &str| if named { format!(" {name}") } else { String::new() };
    whole_store(paint, layout, state, &window, whole);
    paint.text(layout.ruler, 0, &label(window.unit.name()), Role::Label);
    paint.text(behind(layout.ruler, layout.labels), 0, &ruler::ruler(&window), Role::Plain);
    if layout.lanes.height < 2 {
        let events = (0..state.shown.len()).collect::<Vec<_>>();
        if let ([only], []) = (state.lanes(), state.dues()) {
            let name = cut(&label(only.name), usize::from(layout.labels).saturating_sub(1));
            paint.text(layout.lanes, 0, &name, Role::Label);
        }
        let lane = Lane::new(state, &events, state.dues().len(), &window);
        lane.draw(paint, layout, 0, state);
        return;
    }
    for (row, lane) in state.lanes().iter().enumerate() {
        paint.text(layout.lanes, row as u16, &label(lane.name), Role::Label);
        Lane::new(state, state.on_lane(row), 0, &window).draw(paint, layout, row as u16, state);
    }
    if !state.dues().is_empty() {
        let row = state.lanes().len() as u16;
        paint.text(layout.lanes, row, &label("due"), Role::Label);
        Lane::new(state, &[], state.dues().len(), &window).draw(paint, layout, row, state);
    }
}

fn behind(area: Rect, labels: u16) -> Rect {
    let labels = labels.min(area.width);
    Rect { x: area.x + labels, width: area.width - labels, ..area }
}

/// The density row: brackets about the part that the ruler shows, the bucket of the selected event reversed, and of a
/// filter's buckets those bold that hold what it lets through.
fn whole_store(paint: &mut Paint<'_>, layout: &Layout, state: &State, window: &Window, whole: (i64, i64)) {
    if layout.labels > 1 {
        paint.text(layout.density, 0, " all", Role::Label);
    }
    let area = behind(layout.density, layout.labels);
    let width = usize::from(area.width);
    let levels = state.density(width);
    let bucket = |day: i64| density::bucket(day, whole, width);
    let anchor = |n: usize| state.span(n).as_ref().and_then(Span::anchor).map(bucket);
    let mut hit = vec![false; width];
    if state.is_filtered() {
        (0..state.shown.len()).filter_map(anchor).for_each(|at| hit[at] = true);
    }
    let mut signs: Vec<(&str, Role)> = levels
        .iter()
        .zip(hit)
        .map(|(level, hit)| (BLOCKS[*level], if hit { Role::Title } else { Role::Plain }))
        .collect();
    let (first, last) = window.days();
    // Brackets take the place of a bucket, so only an end that lies within the store has one.
    let (mut left, mut right) = (bucket(first), bucket(last));
    if left == right {
        // A window within one bucket stands between them.
        (left, right) = (left.saturating_sub(1), (right + 1).min(width - 1));
    }
    if first > whole.0 {
        signs[left] = ("[", Role::Key);
    }
    if last < whole.1 {
        signs[right] = ("]", Role::Key);
    }
    let pieces: Vec<Piece> = signs.iter().map(|(sign, role)| Piece::new(sign, *role)).collect();
    paint.pieces(area, 0, &pieces, false);
    if let Some(at) = anchor(state.cursor) {
        let cell = Rect { x: area.x + at as u16, width: 1, ..area };
        paint.pieces(cell, 0, &pieces[at..=at], true);
    }
}

/// A row of marks: events by their place among those shown, and behind them promises.
struct Lane<'a> {
    events: &'a [usize],
    cells: Vec<Cell>,
    selected: Option<usize>,
}

impl<'a> Lane<'a> {
    /// Marks have numbers: those of the events are their places in `events`, the dues stand behind them.
    fn new(state: &State, events: &'a [usize], dues: usize, window: &Window) -> Self {
        let spans = events.iter().enumerate().filter_map(|(n, shown)| Some((n, state.span(*shown)?)));
        let dues = state.dues()[..dues].iter().enumerate();
        let dues = dues.map(|(n, due)| (events.len() + n, due.span));
        let cells = marks::lane(spans.chain(dues), window);
        let here = events.contains(&state.cursor).then(|| state.span(state.cursor)).flatten();
        let selected = here.and_then(|span| window.place(window.unit.column(span.anchor()?)));
        Self { events, cells, selected }
    }

    fn draw(&self, paint: &mut Paint<'_>, layout: &Layout, row: u16, state: &State) {
        let area = behind(layout.lanes, layout.labels);
        for (at, cell) in self.cells.iter().enumerate() {
            let piece = self.sign(*cell, state);
            if let Some(piece) = piece {
                let place = Rect { x: area.x + at as u16, width: 1, ..area };
                paint.pieces(place, row, &[piece], self.selected == Some(at));
            }
        }
        if let Some(before) = self.selected.and_then(|at| at.checked_sub(1))
            && matches!(self.cells[before], Cell::Empty | Cell::Dash)
        {
            let place = Rect { x: area.x + before as u16, width: 1, ..area };
            paint.text(place, row, "▸", Role::Title);
        }
        self.names(paint, area, row, state);
    }

    fn sign(&self, cell: Cell, state: &State) -> Option<Piece> {
        let due = |mark: usize| mark.checked_sub(self.events.len()).map(|n| &state.dues()[n]);
        Some(match cell {
            Cell::Empty => return None,
            Cell::Dash => Piece::new("╌", Role::Plain),
            Cell::Many(count @ 2..=9) => Piece::new(&count.to_string(), Role::Title),
            Cell::Many(_) => Piece::new("+", Role::Title),
            Cell::Dot(mark) | Cell::Hollow(mark) => match (due(mark), cell) {
                (Some(due), _) if due.overdue => Piece::new("⚑", Role::Overdue),
                (Some(_), _) => Piece::new("⚑", Role::Promise),
                (None, Cell::Dot(_)) => Piece::new("▪", self.role(mark, state)),
                (None, _) => Piece::new("▫", self.role(mark, state)),
            },
        })
    }

    fn role(&self, mark: usize, state: &State) -> Role {
        super::timeline::kind(state.event_at(self.events[mark]).kind).1
    }

    /// Names beside marks, in the room before the next mark; the selected event's first.
    fn names(&self, paint: &mut Paint<'_>, area: Rect, row: u16, state: &State) {
        let mut at = 0;
        while at < self.cells.len() {
            let (Cell::Dot(mark) | Cell::Hollow(mark)) = self.cells[at] else {
                at += 1;
                continue;
            };
            let run = |cell: &&Cell| matches!(cell, Cell::Dash) || **cell == Cell::Dot(mark);
            let start = at + 1 + self.cells[at + 1..].iter().take_while(run).count();
            let free = self.cells[start..].iter().take_while(|cell| **cell == Cell::Empty).count();
            // The sign of the selected event stands before its mark; and a column stays free between two names.
            let end =
                if self.selected == Some(start + free) || start + free < self.cells.len() { 2 } else { 0 };
            let room = free.saturating_sub(end + 1).min(*NAME.end());
            if room >= *NAME.start() {
                let name = cut(&self.name(mark, state), room);
                let x = area.x + start as u16 + 1;
                let place = Rect { x, width: columns(&name) as u16, ..area };
                paint.text(place, row, &name, Role::Plain);
            }
            at = start.max(at + 1);
        }
    }

    fn name(&self, mark: usize, state: &State) -> String {
        if let Some(due) = mark.checked_sub(self.events.len()).map(|n| &state.dues()[n]) {
            return state.event_at(due.shown).commitments[due.number].text.clone();
        }
        state.event_at(self.events[mark]).called(state.titles == Titles::Korean).to_owned()
    }
}
