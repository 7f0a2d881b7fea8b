//! Opening, walking and leaving the views over the timeline. Each is made when it is opened and when the store changes,
//! not for each frame. Never draws.

use super::screen::State;
use super::views::{Answers, LAYERS, Left, Places, Promises, Thread};
use super::walk::{Walk, moved};
use crate::model::{Promise, PromiseState, promises, responses, thread};
use crate::tui::action::{Layer, Move, View};
use crate::tui::page::answers::{self, Row};
use crate::tui::page::cells::Lane;

/// Opening, walking and leaving.
impl State {
    /// The group of actions about the views.
    pub(in crate::tui) fn viewing(&mut self, action: View) {
        match action {
            View::Answers => self.open_answers(),
            View::Promises => self.open_promises(),
            View::Thread => self.open_thread(),
            View::Back => self.thread_back(),
            View::Switch => self.switch_in_view(),
        }
    }

    /// The view on the screen, under help or a line being typed if there is one.
    pub fn view(&self) -> Option<Layer> {
        let over = matches!(self.layer(), Layer::Help | Layer::Filter | Layer::Prompt);
        let top = if over { self.below() } else { self.layer() };
        LAYERS.into_iter().find(|layer| *layer == top)
    }

    fn open_answers(&mut self) {
        self.views.open.answers = Some(self.make_answers());
        self.push(Layer::Answers);
        let Some(selected) = self.shown.get(self.cursor).map(|hit| hit.entry) else { return };
        let Some(answers) = self.views.open.answers.as_mut() else { return };
        // The selected event where it stands here, else what comes next in time.
        let find = |lane: Lane| answers.rows.iter().position(|row| row.entry(lane) == Some(selected));
        let later = || {
            let after = |row: &Row| row.deed.or(row.entry(Lane::Right)).is_some_and(|at| at >= selected);
            let at = answers.rows.iter().position(after)?;
            Some((at, if answers.rows[at].deed.is_some() { Lane::Left } else { Lane::Right }))
        };
        let place = find(Lane::Left).map(|at| (at, Lane::Left));
        let place = place.or_else(|| find(Lane::Right).map(|at| (at, Lane::Right))).or_else(later);
        if let Some((at, lane)) = place {
            (answers.walk.at, answers.lane) = (at, lane);
        }
    }

    fn make_answers(&self) -> Answers {
        let shown = self.shown_places();
        let found = responses(&self.timeline, |at| shown[at]);
        let rows = Row::all(&found);
        let lane = if rows.first().is_some_and(|row| row.deed.is_some()) { Lane::Left } else { Lane::Right };
        Answers { rows, figures: answers::figures(&found), lane, walk: Walk::default() }
    }

    fn open_promises(&mut self) {
        let all = self.make_promises();
        let selected = self.shown.get(self.cursor).map(|hit| hit.entry);
        let at = all.iter().position(|promise| Some(promise.entry) == selected).unwrap_or(0);
        self.views.open.promises = Some(Promises { all, which: None, walk: Walk { at, top: 0 } });
        self.push(Layer::Promises);
    }

    fn make_promises(&self) -> Vec<Promise> {
        let shown = self.shown_places();
        promises(&self.timeline, self.today, |at| shown[at])
    }

    /// Of each entry of the timeline, whether the filter lets it through.
    fn shown_places(&self) -> Vec<bool> {
        let mut shown = vec![false; self.timeline.entries().len()];
        for hit in &self.shown {
            shown[hit.entry] = true;
        }
        shown
    }

    /// The thread of the event at the cursor, whatever the cursor is in.
    fn open_thread(&mut self) {
        let id = if self.view().is_some() { self.event_in_view() } else { self.selected_id() };
        let Some(id) = id else { return };
        let mut before = Vec::new();
        if let Some(old) = self.views.open.thread.as_mut() {
            if old.root == id {
                self.notice = Some("This is the thread of that event.".to_owned());
                return;
            }
            before = std::mem::take(&mut old.before);
            before.push((std::mem::take(&mut old.root), old.walk.at));
        }
        let knots = thread(&self.timeline, &id);
        self.views.open.thread = Some(Thread { root: id, before, knots, walk: Walk::default() });
        self.push(Layer::Thread);
    }

    /// Back to the event whose thread was shown before.
    fn thread_back(&mut self) {
        let Some(old) = self.views.open.thread.as_mut() else { return };
        match old.before.pop() {
            Some((root, at)) => {
                old.knots = thread(&self.timeline, &root);
                (old.root, old.walk.at) = (root, at);
            }
            None => self.notice = Some("This is the thread you opened. q leaves it.".to_owned()),
        }
    }

    /// The other lane of the answers; the next kind of promises.
    fn switch_in_view(&mut self) {
        match self.view() {
            Some(Layer::Answers) => self.other_lane(),
            Some(Layer::Promises) => {
                let Some(promises) = self.views.open.promises.as_mut() else { return };
                promises.which = match promises.which {
                    None => Some(PromiseState::Overdue),
                    Some(PromiseState::Overdue) => Some(PromiseState::Open),
                    Some(PromiseState::Open) => Some(PromiseState::Kept),
                    Some(PromiseState::Kept) => None,
                };
                promises.walk = Walk::default();
            }
            _ => {}
        }
    }

    /// From an answer to its deed, from a deed to its first answer; where there is none, to the nearest.
    fn other_lane(&mut self) {
        let Some(answers) = self.views.open.answers.as_mut() else { return };
        let (at, other) = (answers.walk.at, answers.lane.other());
        let has = |n: &usize| answers.rows[*n].entry(other).is_some();
        let up = (0..=at).rev().filter(|n| *n < answers.rows.len()).find(has);
        let down = (at..answers.rows.len()).find(has);
        let to = if other == Lane::Left { up.or(down) } else { down.or(up) };
        match to {
            Some(to) => (answers.walk.at, answers.lane) = (to, other),
            None => self.notice = Some("There is nothing in the other lane.".to_owned()),
        }
    }

    /// Goes to the event at the cursor, in the timeline; `Ctrl-o` there comes back. `false` where no view is open.
    pub(in crate::tui) fn enter_view(&mut self) -> bool {
        if self.view().is_none() {
            return false;
        }
        if let Some(id) = self.event_in_view() {
            self.leave_views_for(&id);
        }
        true
    }

    /// Leaves the views for an event in the timeline; the way back leads to them as they are, under the same filter.
    pub(super) fn leave_views_for(&mut self, id: &str) {
        let places = self.places();
        let (filter, only_drafts) = (self.filter.clone(), self.only_drafts);
        let open = std::mem::take(&mut self.views.open);
        let layers: Vec<Layer> = self.layers.iter().copied().filter(|layer| LAYERS.contains(layer)).collect();
        self.layers.retain(|layer| !LAYERS.contains(layer));
        let before = self.trail.len();
        self.follow(id, true);
        if self.trail.len() > before {
            self.views.left.push(Left { trail: self.trail.len(), layers, open, places, filter, only_drafts });
        }
    }

    /// On the way back from an event: opens the views again from which it was gone to.
    pub(super) fn return_to_views(&mut self) {
        let trail = self.trail.len() + 1;
        self.views.left.retain(|left| left.trail <= trail);
        if let Some(left) = self.views.left.pop_if(|left| left.trail == trail) {
            if (&left.filter, left.only_drafts) != (&self.filter, self.only_drafts) {
                let selected = self.selected_id();
                (self.filter, self.only_drafts) = (left.filter, left.only_drafts);
                self.refilter(selected.as_deref());
                self.notice = None;
            }
            self.views.open = left.open;
            self.layers.extend(left.layers);
            self.renew(&left.places);
        }
    }

    /// A layer was taken off.
    pub(super) fn left_view(&mut self, layer: Layer) {
        match layer {
            Layer::Answers => self.views.open.answers = None,
            Layer::Thread => self.views.open.thread = None,
            Layer::Promises => self.views.open.promises = None,
            _ => {}
        }
    }

    /// Steps through the view on the screen.
    pub(super) fn move_in_view(&mut self, step: Move) {
        let Some(heights) = self.view_heights() else { return };
        // As many rows to a page as there would be if all were like the one at the cursor.
        let at = self.view_walk().map_or(0, |(walk, _)| walk.at);
        let page = self.view_height() / heights.get(at).copied().unwrap_or(1).max(1);
        let view = self.view();
        let open = &mut self.views.open;
        if view == Some(Layer::Answers)
            && let Some(answers) = open.answers.as_mut()
        {
            let in_lane = |n: &usize| answers.rows[*n].entry(answers.lane).is_some();
            let cells: Vec<usize> = (0..answers.rows.len()).filter(in_lane).collect();
            let here = cells.partition_point(|n| *n < answers.walk.at);
            if let Some(&to) = cells.get(moved(here, step, cells.len(), page)) {
                answers.walk.at = to;
            }
            return;
        }
        if let Some(walk) = self.view_walk_mut() {
            walk.at = moved(walk.at, step, heights.len(), page);
        }
    }

    fn view_walk_mut(&mut self) -> Option<&mut Walk> {
        let view = self.view()?;
        let open = &mut self.views.open;
        match view {
            Layer::Answers => open.answers.as_mut().map(|answers| &mut answers.walk),
            Layer::Thread => open.thread.as_mut().map(|thread| &mut thread.walk),
            _ => open.promises.as_mut().map(|promises| &mut promises.walk),
        }
    }

    /// Keeps the cursor within the rows and on the screen.
    pub(super) fn settle_view(&mut self) {
        let height = self.view_height();
        if let Some(heights) = self.view_heights()
            && let Some(walk) = self.view_walk_mut()
        {
            walk.settle(&heights, height);
        }
    }
}

/// When the store changes.
impl State {
    pub(super) fn places(&self) -> Places {
        let id = |at: usize| self.timeline.entries()[at].event.id.clone();
        let answers = self.views.open.answers.as_ref().and_then(|answers| {
            let row = answers.rows.get(answers.walk.at)?;
            Some((row.about().into_iter().chain(row.entry(Lane::Right)).map(id).collect(), answers.lane))
        });
        let promise = self.views.open.promises.as_ref().and_then(|promises| {
            let promise = promises.rows().nth(promises.walk.at)?;
            Some((id(promise.entry), promise.number))
        });
        let thread = self.views.open.thread.as_ref();
        let knot = thread.and_then(|thread| thread.knots.get(thread.walk.at)).map(|knot| id(knot.entry));
        Places { answers, promise, knot }
    }

    /// Does what changes the store or the filter with the views kept: made anew, their cursors where they were.
    pub(super) fn with_views<T>(&mut self, change: impl FnOnce(&mut Self) -> T) -> T {
        let places = self.places();
        let done = change(self);
        self.renew(&places);
        done
    }

    pub(super) fn renew(&mut self, places: &Places) {
        if let Some(old) = self.views.open.answers.take() {
            let mut answers = Answers { lane: old.lane, walk: old.walk, ..self.make_answers() };
            if let Some((ids, lane)) = &places.answers {
                let id = |at: usize| self.timeline.entries()[at].event.id.as_str();
                let is_there = |row: &Row| {
                    row.about()
                        .into_iter()
                        .chain(row.entry(Lane::Right))
                        .map(id)
                        .eq(ids.iter().map(String::as_str))
                };
                answers.lane = *lane;
                answers.walk.at = answers.rows.iter().position(is_there).unwrap_or(answers.walk.at);
            }
            self.views.open.answers = Some(answers);
        }
        if let Some(mut old) = self.views.open.promises.take() {
            old.all = self.make_promises();
            if let Some((event, number)) = &places.promise {
                let here = self.timeline.position(event);
                let at = old.rows().position(|row| Some(row.entry) == here && row.number == *number);
                old.walk.at = at.unwrap_or(old.walk.at);
            }
            self.views.open.promises = Some(old);
        }
        if let Some(mut old) = self.views.open.thread.take() {
            old.before.retain(|(root, _)| self.timeline.get(root).is_some());
            old.knots = thread(&self.timeline, &old.root);
            let here = places.knot.as_ref().and_then(|id| self.timeline.position(id));
            let same = |at: &usize| old.knots.get(*at).map(|knot| knot.entry) == here;
            if !same(&old.walk.at) {
                old.walk.at = (0..old.knots.len()).find(same).unwrap_or(old.walk.at);
            }
            if old.knots.is_empty() {
                self.drop_layer(Layer::Thread);
            } else {
                self.views.open.thread = Some(old);
            }
        }
    }
}
