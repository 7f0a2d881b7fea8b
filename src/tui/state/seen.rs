//! What the screen asks of the view on it: its head, its rows as cells, where one is. Never changes the state.

use super::screen::{State, Titles};
use super::walk::Walk;
use crate::text::clean_line;
use crate::tui::action::Layer;
use crate::tui::page::Line;
use crate::tui::page::answers::Lanes;
use crate::tui::page::cells::{Cell, Lane, title};
use crate::tui::page::promises::Promises as Sheet;
use crate::tui::page::thread::Tree;

/// What the screen asks of the view on it.
impl State {
    fn is_korean(&self) -> bool {
        self.titles == Titles::Korean
    }

    fn view_width(&self) -> usize {
        usize::from(self.layout().body.width)
    }

    /// Lines for the rows: the body without the head.
    pub(super) fn view_height(&self) -> usize {
        usize::from(self.layout().body.height).saturating_sub(self.view_head().len())
    }

    fn answer_lanes(&self) -> Lanes<'_> {
        Lanes { timeline: &self.timeline, korean: self.is_korean(), width: self.view_width() }
    }

    fn tree(&self) -> Tree<'_> {
        Tree { timeline: &self.timeline, korean: self.is_korean(), width: self.view_width() }
    }

    fn sheet(&self) -> Sheet<'_> {
        Sheet { timeline: &self.timeline, korean: self.is_korean(), width: self.view_width() }
    }

    /// The lines above the rows.
    pub fn view_head(&self) -> Vec<Line> {
        let open = &self.views.open;
        match (self.view(), &open.answers, &open.thread, &open.promises) {
            (Some(Layer::Answers), Some(answers), ..) => {
                self.answer_lanes().head(&answers.figures, answers.lane)
            }
            (Some(Layer::Thread), _, Some(thread), _) => self.tree().head(&thread.knots),
            (Some(Layer::Promises), .., Some(promises)) => self.sheet().head(&promises.all, promises.which),
            _ => Vec::new(),
        }
    }

    /// The lines of each row; `None` where no view is on the screen.
    pub fn view_heights(&self) -> Option<Vec<usize>> {
        let open = &self.views.open;
        match self.view()? {
            Layer::Answers => {
                let lanes = self.answer_lanes();
                open.answers.as_ref().map(|it| it.rows.iter().map(|row| lanes.height(row)).collect())
            }
            Layer::Thread => {
                let tree = self.tree();
                open.thread.as_ref().map(|it| it.knots.iter().map(|knot| tree.height(knot)).collect())
            }
            _ => {
                let sheet = self.sheet();
                open.promises.as_ref().map(|it| it.rows().map(|row| sheet.height(row)).collect())
            }
        }
    }

    /// A row, a list of cells a line.
    pub fn view_lines(&self, row: usize) -> Vec<Vec<Cell>> {
        let open = &self.views.open;
        let lines = match self.view() {
            Some(Layer::Answers) => open
                .answers
                .as_ref()
                .and_then(|it| it.rows.get(row))
                .map(|row| self.answer_lanes().lines(row)),
            Some(Layer::Thread) => {
                open.thread.as_ref().and_then(|it| it.knots.get(row)).map(|knot| self.tree().lines(knot))
            }
            Some(Layer::Promises) => {
                open.promises.as_ref().and_then(|it| it.rows().nth(row)).map(|row| self.sheet().lines(row))
            }
            _ => None,
        };
        lines.unwrap_or_default()
    }

    /// Where one is in the view on the screen, and in which lane.
    pub fn view_walk(&self) -> Option<(Walk, Lane)> {
        let open = &self.views.open;
        match self.view()? {
            Layer::Answers => open.answers.as_ref().map(|answers| (answers.walk, answers.lane)),
            Layer::Thread => open.thread.as_ref().map(|thread| (thread.walk, Lane::Left)),
            _ => open.promises.as_ref().map(|promises| (promises.walk, Lane::Left)),
        }
    }

    /// What to say where the view has no rows.
    pub fn view_is_empty_because(&self) -> &'static str {
        match (self.view(), self.views.open.promises.as_ref().and_then(|promises| promises.which)) {
            (Some(Layer::Promises), Some(_)) => "None of these here. Tab shows others.",
            (Some(Layer::Promises), None) => "None of the events listed promises anything.",
            _ => "None of the events listed is a deed of the DPRK or answers one.",
        }
    }

    fn entry_in_view(&self) -> Option<usize> {
        let open = &self.views.open;
        match self.view()? {
            Layer::Answers => open.answers.as_ref().and_then(|it| it.rows.get(it.walk.at)?.entry(it.lane)),
            Layer::Thread => {
                open.thread.as_ref().and_then(|it| it.knots.get(it.walk.at)).map(|knot| knot.entry)
            }
            _ => open.promises.as_ref().and_then(|it| it.rows().nth(it.walk.at)).map(|row| row.entry),
        }
    }

    pub(super) fn event_in_view(&self) -> Option<String> {
        self.entry_in_view().map(|at| self.timeline.entries()[at].event.id.clone())
    }

    /// Who says what happened there: the publishers of its sources, copies left out.
    pub fn sayers_in_view(&self) -> Option<String> {
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
        self.entry_in_view().map(|at| title(&self.timeline.entries()[at], self.is_korean()))
    }
}
