//! What the screen asks of the view on it: its head, its rows as cells, where one is. Never changes the state.

use super::cursor::RowCursor;
use super::screen::{State, TitleLanguage};
use crate::text::clean_line;
use crate::tui::action::ScreenLayer;
use crate::tui::page::StyledLine;
use crate::tui::page::answers::ResponsesLayout;
use crate::tui::page::cells::{LaneSide, RowCell, event_title};
use crate::tui::page::promises::CommitmentsLayout as Sheet;
use crate::tui::page::thread::ThreadLayout;

/// What the screen asks of the view on it.
impl State {
    fn is_korean(&self) -> bool {
        self.titles == TitleLanguage::Korean
    }

    fn view_width(&self) -> usize {
        usize::from(self.layout().body.width)
    }

    /// Lines for the rows: the body without the head.
    pub(super) fn view_height(&self) -> usize {
        usize::from(self.layout().body.height).saturating_sub(self.view_heading().len())
    }

    fn responses_layout(&self) -> ResponsesLayout<'_> {
        ResponsesLayout { timeline: &self.timeline, korean: self.is_korean(), width: self.view_width() }
    }

    fn thread_layout(&self) -> ThreadLayout<'_> {
        ThreadLayout { timeline: &self.timeline, korean: self.is_korean(), width: self.view_width() }
    }

    fn commitments_layout(&self) -> Sheet<'_> {
        Sheet { timeline: &self.timeline, korean: self.is_korean(), width: self.view_width() }
    }

    /// The lines above the rows.
    pub fn view_heading(&self) -> Vec<StyledLine> {
        let open = &self.views.open;
        match (self.visible_view(), &open.responses, &open.thread, &open.commitments) {
            (Some(ScreenLayer::Responses), Some(answers), ..) => {
                self.responses_layout().heading_lines(&answers.summary, answers.lane)
            }
            (Some(ScreenLayer::Thread), _, Some(thread), _) => {
                self.thread_layout().heading_lines(&thread.nodes)
            }
            (Some(ScreenLayer::Commitments), .., Some(promises)) => {
                self.commitments_layout().heading_lines(&promises.all, promises.status_filter)
            }
            _ => Vec::new(),
        }
    }

    /// The lines of each row; `None` where no view is on the screen.
    pub fn view_heights(&self) -> Option<Vec<usize>> {
        let open = &self.views.open;
        match self.visible_view()? {
            ScreenLayer::Responses => {
                let lanes = self.responses_layout();
                open.responses.as_ref().map(|it| it.rows.iter().map(|row| lanes.row_height(row)).collect())
            }
            ScreenLayer::Thread => {
                let tree = self.thread_layout();
                open.thread.as_ref().map(|it| it.nodes.iter().map(|knot| tree.row_height(knot)).collect())
            }
            _ => {
                let sheet = self.commitments_layout();
                open.commitments
                    .as_ref()
                    .map(|it| it.visible_rows().map(|row| sheet.row_height(row)).collect())
            }
        }
    }

    /// A row, a list of cells a line.
    pub fn view_row_lines(&self, row: usize) -> Vec<Vec<RowCell>> {
        let open = &self.views.open;
        let lines = match self.visible_view() {
            Some(ScreenLayer::Responses) => open
                .responses
                .as_ref()
                .and_then(|it| it.rows.get(row))
                .map(|row| self.responses_layout().row_lines(row)),
            Some(ScreenLayer::Thread) => open
                .thread
                .as_ref()
                .and_then(|it| it.nodes.get(row))
                .map(|knot| self.thread_layout().row_lines(knot)),
            Some(ScreenLayer::Commitments) => open
                .commitments
                .as_ref()
                .and_then(|it| it.visible_rows().nth(row))
                .map(|row| self.commitments_layout().row_lines(row)),
            _ => None,
        };
        lines.unwrap_or_default()
    }

    /// Where one is in the view on the screen, and in which lane.
    pub fn view_cursor(&self) -> Option<(RowCursor, LaneSide)> {
        let open = &self.views.open;
        match self.visible_view()? {
            ScreenLayer::Responses => open.responses.as_ref().map(|answers| (answers.cursor, answers.lane)),
            ScreenLayer::Thread => open.thread.as_ref().map(|thread| (thread.cursor, LaneSide::Left)),
            _ => open.commitments.as_ref().map(|promises| (promises.cursor, LaneSide::Left)),
        }
    }

    /// What to say where the view has no rows.
    pub fn empty_view_message(&self) -> &'static str {
        match (
            self.visible_view(),
            self.views.open.commitments.as_ref().and_then(|promises| promises.status_filter),
        ) {
            (Some(ScreenLayer::Commitments), Some(_)) => "None of these here. Tab shows others.",
            (Some(ScreenLayer::Commitments), None) => "None of the events listed promises anything.",
            _ => "None of the events listed is a deed of the DPRK or answers one.",
        }
    }

    fn entry_in_view(&self) -> Option<usize> {
        let open = &self.views.open;
        match self.visible_view()? {
            ScreenLayer::Responses => {
                open.responses.as_ref().and_then(|it| it.rows.get(it.cursor.row)?.entry_in(it.lane))
            }
            ScreenLayer::Thread => {
                open.thread.as_ref().and_then(|it| it.nodes.get(it.cursor.row)).map(|knot| knot.entry)
            }
            _ => open
                .commitments
                .as_ref()
                .and_then(|it| it.visible_rows().nth(it.cursor.row))
                .map(|row| row.entry),
        }
    }

    pub(super) fn event_in_view(&self) -> Option<String> {
        self.entry_in_view().map(|at| self.timeline.entries()[at].event.id.clone())
    }

    /// Who says what happened there: the publishers of its sources, copies left out.
    pub fn publishers_in_view(&self) -> Option<String> {
        let event = &self.timeline.entries()[self.entry_in_view()?].event;
        let sources = event.sources.iter().filter_map(|row| self.timeline.source(&row.source));
        let mut names: Vec<String> = Vec::new();
        for source in sources.filter(|source| source.copy_of.is_none()) {
            let name = clean_line(source.publisher.as_ref().unwrap_or(&source.id));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Some(if names.is_empty() { "no source".to_owned() } else { names.join(", ") })
    }

    /// The title of the event at the cursor, which its row may have cut.
    pub fn title_in_view(&self) -> Option<String> {
        self.entry_in_view().map(|at| event_title(&self.timeline.entries()[at], self.is_korean()))
    }
}
