//! Opening, walking and leaving the views over the timeline. Each is made when it is opened and when the store changes,
//! not for each frame. Never draws.

use super::cursor::{RowCursor, move_index};
use super::screen::State;
use super::views::{CommitmentsView, ResponsesView, SuspendedViews, ThreadView, VIEW_LAYERS, ViewPositions};
use crate::model::{CommitmentStatus, TrackedCommitment, build_thread, find_responses, track_commitments};
use crate::tui::action::{Motion, ScreenLayer, ViewAction};
use crate::tui::page::answers::{self, ResponseRow};
use crate::tui::page::cells::LaneSide;

/// Opening, walking and leaving.
impl State {
    /// The group of actions about the views.
    pub(in crate::tui) fn handle_view(&mut self, action: ViewAction) {
        match action {
            ViewAction::Responses => self.open_responses(),
            ViewAction::Commitments => self.open_commitments(),
            ViewAction::Thread => self.open_thread(),
            ViewAction::Back => self.previous_thread(),
            ViewAction::Switch => self.switch_in_view(),
        }
    }

    /// The view on the screen, under help or a line being typed if there is one.
    pub fn visible_view(&self) -> Option<ScreenLayer> {
        let over = matches!(self.layer(), ScreenLayer::Help | ScreenLayer::Filter | ScreenLayer::Prompt);
        let top = if over { self.layer_below() } else { self.layer() };
        VIEW_LAYERS.into_iter().find(|layer| *layer == top)
    }

    fn open_responses(&mut self) {
        self.views.open.responses = Some(self.build_responses());
        self.push_layer(ScreenLayer::Responses);
        let Some(selected) = self.hits.get(self.cursor).map(|hit| hit.entry) else { return };
        let Some(answers) = self.views.open.responses.as_mut() else { return };
        // The selected event where it stands here, else what comes next in time.
        let find = |lane: LaneSide| answers.rows.iter().position(|row| row.entry_in(lane) == Some(selected));
        let later = || {
            let after = |row: &ResponseRow| {
                row.incident.or(row.entry_in(LaneSide::Right)).is_some_and(|at| at >= selected)
            };
            let at = answers.rows.iter().position(after)?;
            Some((at, if answers.rows[at].incident.is_some() { LaneSide::Left } else { LaneSide::Right }))
        };
        let place = find(LaneSide::Left).map(|at| (at, LaneSide::Left));
        let place = place.or_else(|| find(LaneSide::Right).map(|at| (at, LaneSide::Right))).or_else(later);
        if let Some((at, lane)) = place {
            (answers.cursor.row, answers.lane) = (at, lane);
        }
    }

    fn build_responses(&self) -> ResponsesView {
        let shown = self.matched_entries();
        let found = find_responses(&self.timeline, |at| shown[at]);
        let rows = ResponseRow::build_all(&found);
        let lane = if rows.first().is_some_and(|row| row.incident.is_some()) {
            LaneSide::Left
        } else {
            LaneSide::Right
        };
        ResponsesView { rows, summary: answers::summary_text(&found), lane, cursor: RowCursor::default() }
    }

    fn open_commitments(&mut self) {
        let all = self.build_commitments();
        let selected = self.hits.get(self.cursor).map(|hit| hit.entry);
        let at = all.iter().position(|promise| Some(promise.entry) == selected).unwrap_or(0);
        self.views.open.commitments =
            Some(CommitmentsView { all, status_filter: None, cursor: RowCursor { row: at, top: 0 } });
        self.push_layer(ScreenLayer::Commitments);
    }

    fn build_commitments(&self) -> Vec<TrackedCommitment> {
        let shown = self.matched_entries();
        track_commitments(&self.timeline, self.today, |at| shown[at])
    }

    /// Of each entry of the timeline, whether the filter lets it through.
    fn matched_entries(&self) -> Vec<bool> {
        let mut shown = vec![false; self.timeline.entries().len()];
        for hit in &self.hits {
            shown[hit.entry] = true;
        }
        shown
    }

    /// The thread of the event at the cursor, whatever the cursor is in.
    fn open_thread(&mut self) {
        let id = if self.visible_view().is_some() { self.event_in_view() } else { self.selected_id() };
        let Some(id) = id else { return };
        let mut before = Vec::new();
        if let Some(old) = self.views.open.thread.as_mut() {
            if old.root == id {
                self.notice = Some("This is the thread of that event.".to_owned());
                return;
            }
            before = std::mem::take(&mut old.history);
            before.push((std::mem::take(&mut old.root), old.cursor.row));
        }
        let knots = build_thread(&self.timeline, &id);
        self.views.open.thread =
            Some(ThreadView { root: id, history: before, nodes: knots, cursor: RowCursor::default() });
        self.push_layer(ScreenLayer::Thread);
    }

    /// Back to the event whose thread was shown before.
    fn previous_thread(&mut self) {
        let Some(old) = self.views.open.thread.as_mut() else { return };
        match old.history.pop() {
            Some((root, at)) => {
                old.nodes = build_thread(&self.timeline, &root);
                (old.root, old.cursor.row) = (root, at);
            }
            None => self.notice = Some("This is the thread you opened. q leaves it.".to_owned()),
        }
    }

    /// The other lane of the answers; the next kind of promises.
    fn switch_in_view(&mut self) {
        match self.visible_view() {
            Some(ScreenLayer::Responses) => self.switch_lane(),
            Some(ScreenLayer::Commitments) => {
                let Some(promises) = self.views.open.commitments.as_mut() else { return };
                promises.status_filter = match promises.status_filter {
                    None => Some(CommitmentStatus::Overdue),
                    Some(CommitmentStatus::Overdue) => Some(CommitmentStatus::Open),
                    Some(CommitmentStatus::Open) => Some(CommitmentStatus::Ongoing),
                    Some(CommitmentStatus::Ongoing) => Some(CommitmentStatus::Fulfilled),
                    Some(_) => None,
                };
                promises.cursor = RowCursor::default();
            }
            _ => {}
        }
    }

    /// From an answer to its deed, from a deed to its first answer; where there is none, to the nearest.
    fn switch_lane(&mut self) {
        let Some(answers) = self.views.open.responses.as_mut() else { return };
        let (at, other) = (answers.cursor.row, answers.lane.opposite());
        let has = |n: &usize| answers.rows[*n].entry_in(other).is_some();
        let up = (0..=at).rev().filter(|n| *n < answers.rows.len()).find(has);
        let down = (at..answers.rows.len()).find(has);
        let to = if other == LaneSide::Left { up.or(down) } else { down.or(up) };
        match to {
            Some(to) => (answers.cursor.row, answers.lane) = (to, other),
            None => self.notice = Some("There is nothing in the other lane.".to_owned()),
        }
    }

    /// Goes to the event at the cursor, in the timeline; `Ctrl-o` there comes back. `false` where no view is open.
    pub(in crate::tui) fn enter_view(&mut self) -> bool {
        if self.visible_view().is_none() {
            return false;
        }
        if let Some(id) = self.event_in_view() {
            self.leave_views_for(&id);
        }
        true
    }

    /// Leaves the views for an event in the timeline; the way back leads to them as they are, under the same filter.
    pub(super) fn leave_views_for(&mut self, id: &str) {
        let places = self.view_positions();
        let (filter, only_drafts) = (self.filter.clone(), self.only_drafts);
        let open = std::mem::take(&mut self.views.open);
        let layers: Vec<ScreenLayer> =
            self.layers.iter().copied().filter(|layer| VIEW_LAYERS.contains(layer)).collect();
        self.layers.retain(|layer| !VIEW_LAYERS.contains(layer));
        let before = self.jump_list.len();
        self.go_to_event(id, true);
        if self.jump_list.len() > before {
            self.views.suspended.push(SuspendedViews {
                jump_depth: self.jump_list.len(),
                layers,
                open,
                positions: places,
                filter,
                only_drafts,
            });
        }
    }

    /// On the way back from an event: opens the views again from which it was gone to.
    pub(super) fn return_to_views(&mut self) {
        let trail = self.jump_list.len() + 1;
        self.views.suspended.retain(|left| left.jump_depth <= trail);
        if let Some(left) = self.views.suspended.pop_if(|left| left.jump_depth == trail) {
            if (&left.filter, left.only_drafts) != (&self.filter, self.only_drafts) {
                let selected = self.selected_id();
                (self.filter, self.only_drafts) = (left.filter, left.only_drafts);
                self.apply_filter(selected.as_deref());
                self.notice = None;
            }
            self.views.open = left.open;
            self.layers.extend(left.layers);
            self.rebuild_views(&left.positions);
        }
    }

    /// A layer was taken off.
    pub(super) fn close_view(&mut self, layer: ScreenLayer) {
        match layer {
            ScreenLayer::Responses => self.views.open.responses = None,
            ScreenLayer::Thread => self.views.open.thread = None,
            ScreenLayer::Commitments => self.views.open.commitments = None,
            _ => {}
        }
    }

    /// Steps through the view on the screen.
    pub(super) fn move_in_view(&mut self, step: Motion) {
        let Some(heights) = self.view_heights() else { return };
        // As many rows to a page as there would be if all were like the one at the cursor.
        let at = self.view_cursor().map_or(0, |(walk, _)| walk.row);
        let page = self.view_height() / heights.get(at).copied().unwrap_or(1).max(1);
        let view = self.visible_view();
        let open = &mut self.views.open;
        if view == Some(ScreenLayer::Responses)
            && let Some(answers) = open.responses.as_mut()
        {
            let in_lane = |n: &usize| answers.rows[*n].entry_in(answers.lane).is_some();
            let cells: Vec<usize> = (0..answers.rows.len()).filter(in_lane).collect();
            let here = cells.partition_point(|n| *n < answers.cursor.row);
            if let Some(&to) = cells.get(move_index(here, step, cells.len(), page)) {
                answers.cursor.row = to;
            }
            return;
        }
        if let Some(walk) = self.view_cursor_mut() {
            walk.row = move_index(walk.row, step, heights.len(), page);
        }
    }

    fn view_cursor_mut(&mut self) -> Option<&mut RowCursor> {
        let view = self.visible_view()?;
        let open = &mut self.views.open;
        match view {
            ScreenLayer::Responses => open.responses.as_mut().map(|answers| &mut answers.cursor),
            ScreenLayer::Thread => open.thread.as_mut().map(|thread| &mut thread.cursor),
            _ => open.commitments.as_mut().map(|promises| &mut promises.cursor),
        }
    }

    /// Keeps the cursor within the rows and on the screen.
    pub(super) fn scroll_view_to_cursor(&mut self) {
        let height = self.view_height();
        if let Some(heights) = self.view_heights()
            && let Some(walk) = self.view_cursor_mut()
        {
            walk.scroll_into_view(&heights, height);
        }
    }
}

/// When the store changes.
impl State {
    pub(super) fn view_positions(&self) -> ViewPositions {
        let id = |at: usize| self.timeline.entries()[at].event.id.clone();
        let answers = self.views.open.responses.as_ref().and_then(|answers| {
            let row = answers.rows.get(answers.cursor.row)?;
            Some((
                row.incident_entry().into_iter().chain(row.entry_in(LaneSide::Right)).map(id).collect(),
                answers.lane,
            ))
        });
        let promise = self.views.open.commitments.as_ref().and_then(|promises| {
            let promise = promises.visible_rows().nth(promises.cursor.row)?;
            Some((id(promise.entry), promise.index))
        });
        let thread = self.views.open.thread.as_ref();
        let knot = thread.and_then(|thread| thread.nodes.get(thread.cursor.row)).map(|knot| id(knot.entry));
        ViewPositions { responses: answers, commitment: promise, node: knot }
    }

    /// Does what changes the store or the filter with the views kept: made anew, their cursors where they were.
    pub(super) fn preserving_views<T>(&mut self, change: impl FnOnce(&mut Self) -> T) -> T {
        let places = self.view_positions();
        let done = change(self);
        self.rebuild_views(&places);
        done
    }

    pub(super) fn rebuild_views(&mut self, places: &ViewPositions) {
        if let Some(old) = self.views.open.responses.take() {
            let mut answers = ResponsesView { lane: old.lane, cursor: old.cursor, ..self.build_responses() };
            if let Some((ids, lane)) = &places.responses {
                let id = |at: usize| self.timeline.entries()[at].event.id.as_str();
                let is_there = |row: &ResponseRow| {
                    row.incident_entry()
                        .into_iter()
                        .chain(row.entry_in(LaneSide::Right))
                        .map(id)
                        .eq(ids.iter().map(String::as_str))
                };
                answers.lane = *lane;
                answers.cursor.row = answers.rows.iter().position(is_there).unwrap_or(answers.cursor.row);
            }
            self.views.open.responses = Some(answers);
        }
        if let Some(mut old) = self.views.open.commitments.take() {
            old.all = self.build_commitments();
            if let Some((event, number)) = &places.commitment {
                let here = self.timeline.position(event);
                let at = old.visible_rows().position(|row| Some(row.entry) == here && row.index == *number);
                old.cursor.row = at.unwrap_or(old.cursor.row);
            }
            self.views.open.commitments = Some(old);
        }
        if let Some(mut old) = self.views.open.thread.take() {
            old.history.retain(|(root, _)| self.timeline.get(root).is_some());
            old.nodes = build_thread(&self.timeline, &old.root);
            let here = places.node.as_ref().and_then(|id| self.timeline.position(id));
            let same = |at: &usize| old.nodes.get(*at).map(|knot| knot.entry) == here;
            if !same(&old.cursor.row) {
                old.cursor.row = (0..old.nodes.len()).find(same).unwrap_or(old.cursor.row);
            }
            if old.nodes.is_empty() {
                self.remove_layer(ScreenLayer::Thread);
            } else {
                self.views.open.thread = Some(old);
            }
        }
    }
}
