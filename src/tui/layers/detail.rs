//! The detail pane: the fields of the selected event, its links and its sources.

mod page;
pub mod state;
pub(super) mod view;

use super::timeline::draw_main_screen;
use crate::tui::action::ScreenLayer;
use crate::tui::cursor::Motion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::layout::ScreenShape;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use crate::tui::styled_text::PageTarget;
use page::DetailPage;
use ratatui::layout::{Position, Rect};

/// A pane of fewer rows than this has a compact layout.
const COMPACT_BELOW_ROWS: u16 = 16;

/// The detail layer. On a small screen it has the whole body, else it is a pane of the main screen.
pub(in crate::tui) struct DetailLayer;

impl LayerBehavior for DetailLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Detail
    }

    fn close(&self, state: &mut State) {
        state.reset_detail();
    }

    /// Selects the next or previous link or source; scrolls if there is none.
    fn handle_motion(&self, state: &mut State, motion: Motion) {
        let detail = &mut state.layers.detail;
        let count = detail.text.page.targets.len();
        let target = match (motion, detail.target) {
            (Motion::Down, None) if count > 0 => Some(0),
            (Motion::Down, Some(n)) if n + 1 < count => Some(n + 1),
            (Motion::Up, Some(n)) if n > 0 => Some(n - 1),
            (Motion::Top, _) => None,
            (Motion::Bottom, _) if count > 0 => Some(count - 1),
            _ => return detail.text.handle_motion(motion),
        };
        detail.target = target;
        match target.and_then(|target| detail.text.page.target_lines(target)) {
            Some((first, end)) => detail.text.scroll_to(first, end),
            None => detail.text.scroll = 0,
        }
    }

    fn confirm(&self, state: &mut State) -> Option<Effect> {
        let id = state.selected_id()?;
        match state.layers.detail.selected_target().cloned() {
            Some(PageTarget::Event(linked)) => {
                state.go_to_event(&linked, true);
                None
            }
            Some(PageTarget::Source(n)) => state.open_in_reader(&id, n),
            _ => state.open_first_source(&id),
        }
    }

    fn switch_pane(&self, state: &mut State) {
        state.pop_layer();
    }

    fn shows_axis(&self, state: &State) -> bool {
        !is_full_screen(state)
    }

    fn lay_out(&self, state: &mut State) {
        if is_full_screen(state) {
            state.lay_out_detail(state.layout.body);
        } else {
            state.lay_out_main_screen();
        }
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        if is_full_screen(state) {
            view::draw(painter, body, state);
        } else {
            draw_main_screen(painter, state);
        }
        None
    }
}

fn is_full_screen(state: &State) -> bool {
    let (width, height) = state.size;
    matches!(ScreenShape::for_size(width, height), ScreenShape::Small | ScreenShape::ListOnly)
}

impl State {
    /// Lays the details of the selected event out in `area`.
    pub(super) fn lay_out_detail(&mut self, area: Rect) {
        let (width, compact) = (usize::from(area.width.saturating_sub(2)), area.height < COMPACT_BELOW_ROWS);
        let (timeline, today) = (&self.timeline, self.today);
        let page = self
            .selected_entry()
            .map(|(entry, hit)| DetailPage { timeline, entry, hit, today, width, compact }.lay_out());
        let detail = &mut self.layers.detail;
        detail.text.set_page(page.unwrap_or_default(), area.height);
        detail.target = detail.target.filter(|&target| target < detail.text.page.targets.len());
    }
}
