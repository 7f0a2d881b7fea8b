//! The reader: the text of a source, or what we have instead of it.

mod page;
pub mod state;
mod view;

use crate::tui::action::ScreenLayer;
use crate::tui::cursor::Motion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use page::reader_page;
use ratatui::layout::{Position, Rect};
use state::ReaderBody;

/// The reader layer.
pub(in crate::tui) struct ReaderLayer;

impl LayerBehavior for ReaderLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Reader
    }

    fn close(&self, state: &mut State) {
        state.layers.reader = None;
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        if let Some(reader) = state.layers.reader.as_mut() {
            reader.text.handle_motion(motion);
        }
    }

    fn lay_out(&self, state: &mut State) {
        let body = state.layout.body;
        let Some((_, source)) = state.source_in_reader() else { return };
        let Some(reader) = &state.layers.reader else { return };
        let page = reader_page(&reader.body, source, usize::from(body.width.saturating_sub(4)));
        if let Some(reader) = state.layers.reader.as_mut() {
            reader.text.set_page(page, body.height.saturating_sub(view::HEADER_ROWS));
        }
    }

    fn draw(&self, painter: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
        view::draw(painter, body, state);
        None
    }
}

impl State {
    /// Shows the next source of the event in the reader.
    pub(in crate::tui) fn read_next_source(&mut self) -> Option<Effect> {
        let (entry, _) = self.source_in_reader()?;
        let (event, count) = (entry.event.id.clone(), self.readable_sources(entry).len());
        if count < 2 {
            self.notify("This event has no other source");
            return None;
        }
        let source = self.layers.reader.as_ref()?.source;
        self.open_in_reader(&event, (source + 1) % count)
    }

    /// Shows the saved text of a source of the event in the reader.
    pub(in crate::tui) fn set_source_text(&mut self, source: &str, text: String) {
        let sources = self.source_in_reader().map(|(entry, _)| self.readable_sources(entry));
        let index = sources.and_then(|ids| ids.iter().position(|id| *id == source));
        if let (Some(index), Some(reader)) = (index, self.layers.reader.as_mut()) {
            (reader.source, reader.body) = (index, ReaderBody::SavedText(text));
        }
    }
}
