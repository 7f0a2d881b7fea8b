//! The review of drafts: which draft, which field, what is being typed or merged. Never decides anything by itself; what
//! it asks for is an effect.

use super::complete::Typed;
use super::drafts::{Beside, Into, Review, order};
use super::moves::scrolled;
use super::screen::State;
use crate::model::Event;
use crate::model::review::{Choice, Part, Sheet, Sides};
use crate::query::Query;
use crate::tui::action::{Decide, Effect, Layer, Move, Review as Act, Typing};
use crate::tui::layout::{ReviewAreas, SIDE_BY_SIDE};
use crate::tui::page::{Page, review as page};
use ratatui::layout::Rect;

/// Columns at the right of a page in which nothing stands, so that the sign for more has its place.
const MARGIN: u16 = 1;

impl State {
    /// The group of actions of the review.
    pub(in crate::tui) fn reviewing(&mut self, action: Act) -> Option<Effect> {
        if let Some(review) = self.review.as_mut() {
            review.editing = action == Act::Toml;
        }
        match action {
            Act::Open => self.open_review(),
            Act::Next => self.step_review(1),
            Act::Previous => self.step_review(-1),
            Act::Switch => {
                let review = self.review.as_mut()?;
                review.aside = !review.aside;
                None
            }
            Act::Edit => self.edit_field(),
            Act::Toml => {
                let review = self.review.as_ref()?;
                let text = self.kept.get(&review.id).cloned();
                Some(Effect::EditText { id: review.id.clone(), text })
            }
            Act::Merge => {
                self.review.as_mut()?.into = Some(Into::default());
                self.push(Layer::Into);
                self.find_into();
                None
            }
            Act::Published => self.edit_published(),
            Act::AcceptSure => self.review.as_ref()?.sheet.as_ref()?.source.clone().map(Effect::AcceptSure),
            Act::Choose(n) => self.choose(n),
            Act::Cycle => {
                let beside = self.review.as_mut()?.sides.as_mut()?;
                let next = match (beside.choices.get(beside.at)?, beside.sides.rows.get(beside.at)?.account) {
                    (Choice::Keep, true) => Choice::Account,
                    (Choice::Keep | Choice::Account, _) => Choice::Replace,
                    (Choice::Replace, _) => Choice::Keep,
                };
                *beside.choices.get_mut(beside.at)? = next;
                None
            }
            Act::Complete => {
                let review = self.review.as_mut()?;
                let (typed, sheet) = (review.typed.as_mut()?, review.sheet.as_ref()?);
                if !typed.complete(&self.timeline, sheet) {
                    self.notice = Some("Nothing that is known begins like this.".to_owned());
                }
                None
            }
            Act::Take => self.take(),
        }
    }

    fn open_review(&mut self) -> Option<Effect> {
        let order = order(&self.timeline);
        // Where nobody has chosen an event yet, the first draft is as good as the first event.
        let chosen = self.cursor > 0 || self.is_filtered();
        let selected = self.selected_id().filter(|id| chosen && order.contains(id));
        let Some(id) = selected.or_else(|| order.first().cloned()) else {
            self.notice = Some("No draft waits for a decision. `import` brings articles in.".to_owned());
            return None;
        };
        self.review = Some(Box::new(Review { order, id: id.clone(), ..Review::default() }));
        self.push(Layer::Review);
        Some(Effect::LookAt(id))
    }

    fn step_review(&mut self, by: isize) -> Option<Effect> {
        let review = self.review.as_mut()?;
        let to = review.at().checked_add_signed(by).and_then(|at| review.order.get(at));
        let Some(id) = to.cloned() else {
            let which = if by > 0 { "last" } else { "first" };
            self.notice = Some(format!("This is the {which} draft. q leaves; drafts stay."));
            return None;
        };
        review.id.clone_from(&id);
        Some(Effect::LookAt(id))
    }

    fn edit_field(&mut self) -> Option<Effect> {
        let review = self.review.as_mut()?;
        match review.part()? {
            Part::Same => return self.reviewing(Act::Merge),
            Part::Source => return self.reviewing(Act::Published),
            part => {
                let typed = &review.sheet.as_ref()?.rows.get(review.row)?.typed;
                review.typed = Some(Typed::new(part, typed));
                review.aside = false;
            }
        }
        self.push(Layer::Field);
        None
    }

    fn edit_published(&mut self) -> Option<Effect> {
        let review = self.review.as_mut()?;
        if review.sheet.as_ref()?.source.is_none() {
            self.notice = Some("This draft names no source.".to_owned());
            return None;
        }
        review.go_to(Part::Source);
        let typed = &review.sheet.as_ref()?.rows.get(review.row)?.typed;
        review.typed = Some(Typed::new(Part::Source, typed));
        self.push(Layer::Field);
        None
    }

    /// The n-th date, or the n-th thing to do with a field of a merge.
    fn choose(&mut self, n: usize) -> Option<Effect> {
        let review = self.review.as_mut()?;
        if let Some(beside) = review.sides.as_mut() {
            let side = beside.sides.rows.get(beside.at)?;
            let (choice, words) = match n {
                0 => (Choice::Keep, "The event keeps what it has."),
                1 if side.account => (Choice::Account, "The draft's word stands beside it, with its source."),
                1 => {
                    self.notice = Some("There is only one of this: keep it or replace it.".to_owned());
                    return None;
                }
                _ if side.adds => (Choice::Replace, "The list takes what it does not have yet."),
                _ => (Choice::Replace, "The event takes what the draft says."),
            };
            *beside.choices.get_mut(beside.at)? = choice;
            self.notice = Some(words.to_owned());
            return None;
        }
        let date = review.sheet.as_ref()?.choices.get(n).map(ToString::to_string);
        review.go_to(Part::When);
        let Some(typed) = date else {
            self.notice = Some("There is no such date to choose.".to_owned());
            return None;
        };
        Some(Effect::Edit { id: review.id.clone(), part: Part::When, typed })
    }

    fn take(&mut self) -> Option<Effect> {
        let review = self.review.as_ref()?;
        let id = review.id.clone();
        if let Some(beside) = &review.sides {
            let (draft, event) = (beside.sides.draft.clone(), beside.sides.event.clone());
            return Some(Effect::Merge { draft, event, choices: beside.choices.clone() });
        }
        if let Some(into) = &review.into {
            let Some(event) = into.ids.get(into.at).cloned() else {
                self.notice = Some("No event fits.".to_owned());
                return None;
            };
            return Some(Effect::Compare { draft: id, event });
        }
        let typed = review.typed.as_ref()?;
        let text = typed.line.text().to_owned();
        match typed.part {
            Part::Source => {
                let source = review.sheet.as_ref()?.source.clone()?;
                Some(Effect::Publish { source, typed: text })
            }
            part => Some(Effect::Edit { id, part, typed: text }),
        }
    }

    /// What is typed in a layer of the review.
    pub(super) fn typing_in_review(&mut self, action: Typing) -> bool {
        let Some(review) = self.review.as_mut() else { return true };
        let line = match (&mut review.into, &mut review.typed) {
            (Some(into), _) => &mut into.line,
            (None, Some(typed)) => &mut typed.line,
            (None, None) => return true,
        };
        let before = line.text().to_owned();
        let fits = line.typed(action);
        if line.text() != before {
            self.find_into();
        }
        fits
    }

    /// The events of the merge list: without a filter the near ones and then all, else the best hits first.
    fn find_into(&mut self) {
        let Some(into) = self.review.as_ref().and_then(|review| review.into.as_ref()) else { return };
        let (query, _) = Query::so_far(into.line.text());
        let review = self.review.as_ref();
        let near = review.and_then(|review| review.sheet.as_ref()).map(|sheet| sheet.near.clone());
        let own = review.map(|review| review.id.clone()).unwrap_or_default();
        let mut ids = Vec::new();
        if query.is_empty() {
            ids = near.unwrap_or_default();
            let others = self.by_distance(&own).into_iter().filter(|id| !ids.contains(id));
            let others: Vec<String> = others.collect();
            ids.extend(others);
        } else {
            let entries = self.timeline.entries();
            ids.extend(
                self.index()
                    .run(&query, self.today)
                    .into_iter()
                    .map(|hit| entries[hit.entry].event.id.clone()),
            );
        }
        ids.retain(|id| *id != own);
        if let Some(into) = self.review.as_mut().and_then(|review| review.into.as_mut()) {
            (into.ids, into.at) = (ids, 0);
        }
    }

    /// Every event, those nearest in time to `id` first; what has no date comes last.
    fn by_distance(&self, id: &str) -> Vec<String> {
        let day =
            |event: &Event| Some(event.date.as_ref().filter(|date| date.last_year().is_some())?.latest());
        let from = self.timeline.get(id).and_then(|entry| day(&entry.event));
        let mut events: Vec<&Event> = self.timeline.entries().iter().map(|entry| &entry.event).collect();
        let gap = |event: &Event| Some((day(event)? - from?).num_days().abs());
        events.sort_by_key(|event| gap(event).unwrap_or(i64::MAX));
        events.into_iter().map(|event| event.id.clone()).collect()
    }

    /// Steps through the fields, the evidence, the merge list or its fields.
    pub(super) fn move_in_review(&mut self, step: Move) {
        let (lines, height) = (self.evidence_page().lines.len(), self.review_areas().evidence.height);
        let Some(review) = self.review.as_mut() else { return };
        if let Some(beside) = review.sides.as_mut() {
            beside.at = stepped(beside.at, step, beside.sides.rows.len());
        } else if let Some(into) = review.into.as_mut() {
            into.at = stepped(into.at, step, into.ids.len());
        } else if review.aside {
            review.evidence = scrolled(review.evidence, step, lines, usize::from(height));
        } else {
            let rows = review.sheet.as_ref().map_or(0, |sheet| sheet.rows.len());
            review.row = stepped(review.row, step, rows);
        }
    }

    /// The effect of a decision while drafts are reviewed.
    pub(in crate::tui) fn deciding_in_review(&self, decide: Decide) -> Option<Effect> {
        let id = self.review.as_ref()?.id.clone();
        Some(match decide {
            Decide::Accept => Effect::Accept(id),
            Decide::Reject => Effect::Reject(id),
            Decide::Undo => Effect::Undo,
            Decide::Redo => Effect::Redo,
        })
    }

    /// A draft has been laid out. One looked at for the first time begins at the first field to look at.
    pub(in crate::tui) fn take_sheet(&mut self, mut sheet: Sheet) {
        let Some(review) = self.review.as_mut().filter(|review| review.id == sheet.id) else { return };
        if let Some(old) = review.sheet.take().filter(|old| old.id == sheet.id) {
            // What could be chosen before one was chosen can still be chosen.
            if sheet.choices.first().is_some_and(|date| old.choices.contains(date)) {
                sheet.choices = old.choices;
            }
            review.row = review.row.min(sheet.rows.len().saturating_sub(1));
        } else {
            review.row = sheet.first_look();
            (review.scroll, review.evidence, review.aside) = (0, 0, false);
        }
        review.sheet = Some(sheet);
    }

    /// The draft stands beside the event it is to be merged into.
    pub(in crate::tui) fn take_sides(&mut self, sides: Sides) {
        let Some(review) = self.review.as_mut().filter(|review| review.id == sides.draft) else { return };
        let choices = sides.rows.iter().map(|side| side.choice).collect();
        review.sides = Some(Beside { sides, choices, at: 0 });
        self.push(Layer::Sides);
    }

    /// The store has changed: what was being typed is done, a draft that has come back is shown, one that is gone gives
    /// way to the next. The effect lays the draft out anew.
    pub(in crate::tui) fn review_again(&mut self) -> Option<Effect> {
        let fresh = order(&self.timeline);
        self.kept.retain(|id, _| fresh.contains(id));
        let review = self.review.as_mut()?;
        let now = merged(&review.order, review.at(), fresh);
        (review.typed, review.into, review.sides) = (None, None, None);
        let back = now.iter().find(|id| !review.order.contains(id));
        let behind = review.order.iter().skip(review.at()).find(|id| now.contains(id));
        let next = back.or(behind).or_else(|| now.last()).cloned();
        let Some(id) = next else {
            self.close_review();
            let words = self.notice.take().unwrap_or_default();
            self.notice = Some(format!("{words} No draft is left."));
            return None;
        };
        let before = std::mem::replace(&mut review.id, id.clone());
        review.order = now;
        if std::mem::take(&mut review.editing) {
            self.kept.remove(&before);
        }
        if before != id {
            self.drop_layer(Layer::Reader);
            self.reader = None;
        }
        for layer in [Layer::Field, Layer::Into, Layer::Sides] {
            self.drop_layer(layer);
        }
        Some(Effect::LookAt(id))
    }

    /// The store has changed while the person did something else: drafts that have come stand behind, and whatever is
    /// being typed stays, unless the draft itself is gone.
    pub(in crate::tui) fn review_goes_on(&mut self) -> Option<Effect> {
        let fresh = order(&self.timeline);
        let review = self.review.as_mut()?;
        if !fresh.contains(&review.id) {
            return self.review_again();
        }
        review.order = merged(&review.order, review.order.len(), fresh);
        Some(Effect::LookAt(review.id.clone()))
    }

    fn close_review(&mut self) {
        for layer in [Layer::Field, Layer::Into, Layer::Sides, Layer::Reader, Layer::Review] {
            self.drop_layer(layer);
        }
        self.reader = None;
        self.review = None;
    }

    /// What goes when a layer of the review is left. The list is at the draft looked at last.
    pub(super) fn left_review(&mut self, layer: Layer) {
        let Some(review) = self.review.as_mut() else { return };
        match layer {
            Layer::Field => review.typed = None,
            Layer::Into => review.into = None,
            Layer::Sides => review.sides = None,
            Layer::Review => {
                let id = std::mem::take(&mut review.id);
                self.review = None;
                self.select(&id);
            }
            _ => {}
        }
    }
}

/// The pages of the review, and where they are.
impl State {
    fn review_width(&self) -> usize {
        let width = self.layout().body.width;
        let fields = ReviewAreas::of(Rect { width, height: 50, ..Rect::default() }, 1, 1, false).fields;
        usize::from(fields.width.saturating_sub(MARGIN))
    }

    /// The fields of the draft being reviewed.
    pub fn fields_page(&self) -> Page {
        let wide = self.layout().body.width >= SIDE_BY_SIDE;
        let sheet = self.review.as_ref().and_then(|review| Some((review, review.sheet.as_ref()?)));
        let width = self.review_width();
        sheet
            .map(|(review, sheet)| page::fields(sheet, review.row, review.typed.is_some(), width, wide))
            .unwrap_or_default()
    }

    /// The words that its fields rest on.
    pub fn evidence_page(&self) -> Page {
        let body = self.layout().body;
        let width = ReviewAreas::of(body, 1, 1, true).evidence.width;
        let sheet = self.review.as_ref().and_then(|review| review.sheet.as_ref());
        sheet
            .map(|sheet| page::evidence(sheet, usize::from(width.saturating_sub(MARGIN))))
            .unwrap_or_default()
    }

    /// The events that it may be merged into.
    pub fn into_page(&self) -> Page {
        let width = usize::from(self.layout().body.width.saturating_sub(MARGIN));
        let Some(review) = &self.review else { return Page::default() };
        let near = review.sheet.as_ref().map_or(&[][..], |sheet| &sheet.near);
        let page = |into: &Into| page::into(&self.timeline, &into.ids, into.at, near, width);
        review.into.as_ref().map(page).unwrap_or_default()
    }

    /// The draft beside the event it is merged into.
    pub fn sides_page(&self) -> Page {
        let width = usize::from(self.layout().body.width.saturating_sub(MARGIN));
        let beside = self.review.as_ref().and_then(|review| review.sides.as_ref());
        let page =
            |beside: &Beside| page::sides(&self.timeline, &beside.sides, &beside.choices, beside.at, width);
        beside.map(page).unwrap_or_default()
    }

    /// Where fields and evidence are now.
    pub fn review_areas(&self) -> ReviewAreas {
        let aside = self.review.as_ref().is_some_and(|review| review.aside);
        let lines = |page: Page| page.lines.len().min(500) as u16;
        ReviewAreas::of(self.layout().body, lines(self.fields_page()), lines(self.evidence_page()), aside)
    }

    /// The first line on the screen of the merge list or of the two sides: the selected row is always in sight.
    pub fn review_scroll(&self) -> usize {
        let height = usize::from(self.layout().body.height);
        let Some(review) = &self.review else { return 0 };
        let (page, at, height) = match (&review.sides, &review.into) {
            (Some(beside), _) => (self.sides_page(), beside.at, height),
            (None, Some(into)) => (self.into_page(), into.at, height.saturating_sub(1)),
            (None, None) => return 0,
        };
        let (first, end) = page.lines_of(at).unwrap_or((0, 1));
        if end <= height {
            0
        } else {
            first.min(end.saturating_sub(height.max(1)).max(first.saturating_sub(height / 2)))
        }
    }

    /// Keeps the field under the cursor and its reasons on the screen, and the evidence within its bounds.
    pub(super) fn settle_review(&mut self) {
        if self.review.is_none() {
            return;
        }
        let (areas, fields, evidence) = (self.review_areas(), self.fields_page(), self.evidence_page());
        let Some(review) = self.review.as_mut() else { return };
        let (height, rows) = (usize::from(areas.fields.height).max(1), fields.lines.len());
        if let Some((first, _)) = fields.lines_of(review.row) {
            // The reasons stand under the field, up to the next one.
            let next = fields.lines_of(review.row + 1).map_or(rows, |(next, _)| next);
            review.scroll = review.scroll.max(next.saturating_sub(height)).min(first);
        }
        review.scroll = review.scroll.min(rows.saturating_sub(height));
        let height = usize::from(areas.evidence.height);
        review.evidence = review.evidence.min(evidence.lines.len().saturating_sub(height));
    }
}

/// The order of a review that goes on: drafts keep their place even where a new date would move them; what has
/// come, or come back, stands where the person is.
fn merged(old: &[String], at: usize, fresh: Vec<String>) -> Vec<String> {
    let mut order: Vec<String> = old.iter().filter(|id| fresh.contains(id)).cloned().collect();
    let at = old.iter().take(at).filter(|id| fresh.contains(id)).count();
    let new: Vec<String> = fresh.into_iter().filter(|id| !old.contains(id)).collect();
    order.splice(at..at, new);
    order
}

/// A place in a list of `count` moved by a step.
fn stepped(at: usize, step: Move, count: usize) -> usize {
    let last = count.saturating_sub(1);
    let to = match step {
        Move::Down => at + 1,
        Move::Up => at.saturating_sub(1),
        Move::HalfDown | Move::PageDown => at + 5,
        Move::HalfUp | Move::PageUp => at.saturating_sub(5),
        Move::TenDown => at + 10,
        Move::TenUp => at.saturating_sub(10),
        Move::First | Move::PreviousYear => 0,
        Move::Last | Move::NextYear => last,
    };
    to.min(last)
}
