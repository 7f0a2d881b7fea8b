//! The review of drafts: which draft, which field, what is being typed or merged. Never decides anything by itself; what
//! it asks for is an effect.

use super::complete::FieldInput;
use super::drafts::{MergeList, MergeState, ReviewSession, review_order};
use super::moves::scroll_by;
use super::screen::State;
use crate::model::Event;
use crate::model::fields::EventField;
use crate::model::review::{DraftField, DraftReview, MergeChoice, MergePreview};
use crate::query::Query;
use crate::tui::action::{Decision, Effect, Motion, ReviewAction as Act, ScreenLayer, TextInput};
use crate::tui::layout::{MIN_SIDE_BY_SIDE_WIDTH, ReviewLayout};
use crate::tui::page::{StyledPage, review as page};
use ratatui::layout::Rect;

/// Columns at the right of a page in which nothing stands, so that the sign for more has its place.
const MARGIN_COLUMNS: u16 = 1;

impl State {
    /// The group of actions of the review.
    pub(in crate::tui) fn handle_review(&mut self, action: Act) -> Option<Effect> {
        if let Some(review) = self.review.as_mut() {
            review.in_editor = action == Act::EditToml;
        }
        match action {
            Act::Open => self.open_review(),
            Act::Next => self.step_review(1),
            Act::Previous => self.step_review(-1),
            Act::SwitchPane => {
                let review = self.review.as_mut()?;
                review.in_evidence = !review.in_evidence;
                None
            }
            Act::EditField => self.edit_field(),
            Act::EditToml => {
                let review = self.review.as_ref()?;
                let text = self.rejected_edits.get(&review.id).cloned();
                Some(Effect::EditToml { id: review.id.clone(), text })
            }
            Act::Merge => {
                self.review.as_mut()?.merge_list = Some(MergeList::default());
                self.push_layer(ScreenLayer::MergeList);
                self.refresh_merge_list();
                None
            }
            Act::EditPublicationDate => self.edit_publication_date(),
            Act::AcceptConfident => {
                self.review.as_ref()?.sheet.as_ref()?.source.clone().map(Effect::AcceptConfident)
            }
            Act::Choose(n) => self.choose_nth(n),
            Act::CycleChoice => {
                let beside = self.review.as_mut()?.merge.as_mut()?;
                let next = match (
                    beside.choices.get(beside.selected)?,
                    beside.preview.fields.get(beside.selected)?.can_conflict,
                ) {
                    (MergeChoice::Keep, true) => MergeChoice::RecordConflict,
                    (MergeChoice::Keep | MergeChoice::RecordConflict, _) => MergeChoice::Replace,
                    (MergeChoice::Replace, _) => MergeChoice::Keep,
                };
                *beside.choices.get_mut(beside.selected)? = next;
                None
            }
            Act::Complete => {
                let review = self.review.as_mut()?;
                let (typed, sheet) = (review.input.as_mut()?, review.sheet.as_ref()?);
                if !typed.complete_next(&self.timeline, sheet) {
                    self.notice = Some("Nothing that is known begins like this.".to_owned());
                }
                None
            }
            Act::Submit => self.submit_review(),
        }
    }

    fn open_review(&mut self) -> Option<Effect> {
        let order = review_order(&self.timeline);
        // Where nobody has chosen an event yet, the first draft is as good as the first event.
        let chosen = self.cursor > 0 || self.is_filtered();
        let selected = self.selected_id().filter(|id| chosen && order.contains(id));
        let Some(id) = selected.or_else(|| order.first().cloned()) else {
            self.notice = Some("No draft waits for a decision. `import` brings articles in.".to_owned());
            return None;
        };
        self.review = Some(Box::new(ReviewSession { order, id: id.clone(), ..ReviewSession::default() }));
        self.push_layer(ScreenLayer::Review);
        Some(Effect::PrepareReview(id))
    }

    fn step_review(&mut self, by: isize) -> Option<Effect> {
        let review = self.review.as_mut()?;
        let to = review.position().checked_add_signed(by).and_then(|at| review.order.get(at));
        let Some(id) = to.cloned() else {
            let which = if by > 0 { "last" } else { "first" };
            self.notice = Some(format!("This is the {which} draft. q leaves; drafts stay."));
            return None;
        };
        review.id.clone_from(&id);
        Some(Effect::PrepareReview(id))
    }

    fn edit_field(&mut self) -> Option<Effect> {
        let review = self.review.as_mut()?;
        match review.current_part()? {
            DraftField::SimilarEvents => return self.handle_review(Act::Merge),
            DraftField::Source => return self.handle_review(Act::EditPublicationDate),
            part => {
                let typed = &review.sheet.as_ref()?.fields.get(review.field)?.input;
                review.input = Some(FieldInput::new(part, typed));
                review.in_evidence = false;
            }
        }
        self.push_layer(ScreenLayer::FieldInput);
        None
    }

    fn edit_publication_date(&mut self) -> Option<Effect> {
        let review = self.review.as_mut()?;
        if review.sheet.as_ref()?.source.is_none() {
            self.notice = Some("This draft names no source.".to_owned());
            return None;
        }
        review.select_part(DraftField::Source);
        let typed = &review.sheet.as_ref()?.fields.get(review.field)?.input;
        review.input = Some(FieldInput::new(DraftField::Source, typed));
        self.push_layer(ScreenLayer::FieldInput);
        None
    }

    /// The n-th date, or the n-th thing to do with a field of a merge.
    fn choose_nth(&mut self, n: usize) -> Option<Effect> {
        let review = self.review.as_mut()?;
        if let Some(beside) = review.merge.as_mut() {
            let side = beside.preview.fields.get(beside.selected)?;
            let (choice, words) = match n {
                0 => (MergeChoice::Keep, "The event keeps what it has."),
                1 if side.can_conflict => {
                    (MergeChoice::RecordConflict, "The draft's word stands beside it, with its source.")
                }
                1 => {
                    self.notice = Some("There is only one of this: keep it or replace it.".to_owned());
                    return None;
                }
                _ if side.appends => (MergeChoice::Replace, "The list takes what it does not have yet."),
                _ => (MergeChoice::Replace, "The event takes what the draft says."),
            };
            *beside.choices.get_mut(beside.selected)? = choice;
            self.notice = Some(words.to_owned());
            return None;
        }
        let date = review.sheet.as_ref()?.date_choices.get(n).map(ToString::to_string);
        review.select_part(DraftField::Field(EventField::Date));
        let Some(typed) = date else {
            self.notice = Some("There is no such date to choose.".to_owned());
            return None;
        };
        Some(Effect::EditField { id: review.id.clone(), part: DraftField::Field(EventField::Date), typed })
    }

    fn submit_review(&mut self) -> Option<Effect> {
        let review = self.review.as_ref()?;
        let id = review.id.clone();
        if let Some(beside) = &review.merge {
            let (draft, event) = (beside.preview.draft.clone(), beside.preview.event.clone());
            return Some(Effect::Merge { draft, event, choices: beside.choices.clone() });
        }
        if let Some(into) = &review.merge_list {
            let Some(event) = into.ids.get(into.selected).cloned() else {
                self.notice = Some("No event fits.".to_owned());
                return None;
            };
            return Some(Effect::PreviewMerge { draft: id, event });
        }
        let typed = review.input.as_ref()?;
        let text = typed.line.text().to_owned();
        match typed.part {
            DraftField::Source => {
                let source = review.sheet.as_ref()?.source.clone()?;
                Some(Effect::SetPublicationDate { source, typed: text })
            }
            part => Some(Effect::EditField { id, part, typed: text }),
        }
    }

    /// What is typed in a layer of the review.
    pub(super) fn type_in_review(&mut self, action: TextInput) -> bool {
        let Some(review) = self.review.as_mut() else { return true };
        let line = match (&mut review.merge_list, &mut review.input) {
            (Some(into), _) => &mut into.line,
            (None, Some(typed)) => &mut typed.line,
            (None, None) => return true,
        };
        let before = line.text().to_owned();
        let fits = line.apply_input(action);
        if line.text() != before {
            self.refresh_merge_list();
        }
        fits
    }

    /// The events of the merge list: without a filter the near ones and then all, else the best hits first.
    fn refresh_merge_list(&mut self) {
        let Some(into) = self.review.as_ref().and_then(|review| review.merge_list.as_ref()) else { return };
        let (query, _) = Query::parse_partial(into.line.text());
        let review = self.review.as_ref();
        let near = review.and_then(|review| review.sheet.as_ref()).map(|sheet| sheet.similar.clone());
        let own = review.map(|review| review.id.clone()).unwrap_or_default();
        let mut ids = Vec::new();
        if query.is_empty() {
            ids = near.unwrap_or_default();
            let others = self.events_by_distance(&own).into_iter().filter(|id| !ids.contains(id));
            let others: Vec<String> = others.collect();
            ids.extend(others);
        } else {
            let entries = self.timeline.entries();
            ids.extend(
                self.index()
                    .find_hits(&query, self.today)
                    .into_iter()
                    .map(|hit| entries[hit.entry].event.id.clone()),
            );
        }
        ids.retain(|id| *id != own);
        if let Some(into) = self.review.as_mut().and_then(|review| review.merge_list.as_mut()) {
            (into.ids, into.selected) = (ids, 0);
        }
    }

    /// Every event, those nearest in time to `id` first; what has no date comes last.
    fn events_by_distance(&self, id: &str) -> Vec<String> {
        let day =
            |event: &Event| Some(event.date.as_ref().filter(|date| date.last_year().is_some())?.latest());
        let from = self.timeline.get(id).and_then(|entry| day(&entry.event));
        let mut events: Vec<&Event> = self.timeline.entries().iter().map(|entry| &entry.event).collect();
        let gap = |event: &Event| Some((day(event)? - from?).num_days().abs());
        events.sort_by_key(|event| gap(event).unwrap_or(i64::MAX));
        events.into_iter().map(|event| event.id.clone()).collect()
    }

    /// Steps through the fields, the evidence, the merge list or its fields.
    pub(super) fn move_in_review(&mut self, step: Motion) {
        let (lines, height) = (self.evidence_page().lines.len(), self.review_layout().evidence.height);
        let Some(review) = self.review.as_mut() else { return };
        if let Some(beside) = review.merge.as_mut() {
            beside.selected = step_index(beside.selected, step, beside.preview.fields.len());
        } else if let Some(into) = review.merge_list.as_mut() {
            into.selected = step_index(into.selected, step, into.ids.len());
        } else if review.in_evidence {
            review.evidence_scroll = scroll_by(review.evidence_scroll, step, lines, usize::from(height));
        } else {
            let rows = review.sheet.as_ref().map_or(0, |sheet| sheet.fields.len());
            review.field = step_index(review.field, step, rows);
        }
    }

    /// The effect of a decision while drafts are reviewed.
    pub(in crate::tui) fn decide_in_review(&self, decide: Decision) -> Option<Effect> {
        let id = self.review.as_ref()?.id.clone();
        Some(match decide {
            Decision::Accept => Effect::Accept(id),
            Decision::Reject => Effect::Reject(id),
            Decision::Undo => Effect::Undo,
            Decision::Redo => Effect::Redo,
        })
    }

    /// A draft has been laid out. One looked at for the first time begins at the first field to look at.
    pub(in crate::tui) fn set_draft_review(&mut self, mut sheet: DraftReview) {
        let Some(review) = self.review.as_mut().filter(|review| review.id == sheet.id) else { return };
        if let Some(old) = review.sheet.take().filter(|old| old.id == sheet.id) {
            // What could be chosen before one was chosen can still be chosen.
            if sheet.date_choices.first().is_some_and(|date| old.date_choices.contains(date)) {
                sheet.date_choices = old.date_choices;
            }
            review.field = review.field.min(sheet.fields.len().saturating_sub(1));
        } else {
            review.field = sheet.first_to_check();
            (review.field_scroll, review.evidence_scroll, review.in_evidence) = (0, 0, false);
        }
        review.sheet = Some(sheet);
    }

    /// The draft stands beside the event it is to be merged into.
    pub(in crate::tui) fn set_merge_preview(&mut self, sides: MergePreview) {
        let Some(review) = self.review.as_mut().filter(|review| review.id == sides.draft) else { return };
        let choices = sides.fields.iter().map(|side| side.choice).collect();
        review.merge = Some(MergeState { preview: sides, choices, selected: 0 });
        self.push_layer(ScreenLayer::MergePreview);
    }

    /// The store has changed: what was being typed is done, a draft that has come back is shown, one that is gone gives
    /// way to the next. The effect lays the draft out anew.
    pub(in crate::tui) fn refresh_review(&mut self) -> Option<Effect> {
        let fresh = review_order(&self.timeline);
        self.rejected_edits.retain(|id, _| fresh.contains(id));
        let review = self.review.as_mut()?;
        let now = merge_order(&review.order, review.position(), fresh);
        (review.input, review.merge_list, review.merge) = (None, None, None);
        let back = now.iter().find(|id| !review.order.contains(id));
        let behind = review.order.iter().skip(review.position()).find(|id| now.contains(id));
        let next = back.or(behind).or_else(|| now.last()).cloned();
        let Some(id) = next else {
            self.close_review();
            let words = self.notice.take().unwrap_or_default();
            self.notice = Some(format!("{words} No draft is left."));
            return None;
        };
        let before = std::mem::replace(&mut review.id, id.clone());
        review.order = now;
        if std::mem::take(&mut review.in_editor) {
            self.rejected_edits.remove(&before);
        }
        if before != id {
            self.remove_layer(ScreenLayer::Reader);
            self.reader = None;
        }
        for layer in [ScreenLayer::FieldInput, ScreenLayer::MergeList, ScreenLayer::MergePreview] {
            self.remove_layer(layer);
        }
        Some(Effect::PrepareReview(id))
    }

    /// The store has changed while the person did something else: drafts that have come stand behind, and whatever is
    /// being typed stays, unless the draft itself is gone.
    pub(in crate::tui) fn continue_review(&mut self) -> Option<Effect> {
        let fresh = review_order(&self.timeline);
        let review = self.review.as_mut()?;
        if !fresh.contains(&review.id) {
            return self.refresh_review();
        }
        review.order = merge_order(&review.order, review.order.len(), fresh);
        Some(Effect::PrepareReview(review.id.clone()))
    }

    fn close_review(&mut self) {
        for layer in [
            ScreenLayer::FieldInput,
            ScreenLayer::MergeList,
            ScreenLayer::MergePreview,
            ScreenLayer::Reader,
            ScreenLayer::Review,
        ] {
            self.remove_layer(layer);
        }
        self.reader = None;
        self.review = None;
    }

    /// What goes when a layer of the review is left. The list is at the draft looked at last.
    pub(super) fn leave_review_layer(&mut self, layer: ScreenLayer) {
        let Some(review) = self.review.as_mut() else { return };
        match layer {
            ScreenLayer::FieldInput => review.input = None,
            ScreenLayer::MergeList => review.merge_list = None,
            ScreenLayer::MergePreview => review.merge = None,
            ScreenLayer::Review => {
                let id = std::mem::take(&mut review.id);
                self.review = None;
                self.select_event(&id);
            }
            _ => {}
        }
    }
}

/// The pages of the review, and where they are.
impl State {
    fn review_width(&self) -> usize {
        let width = self.layout().body.width;
        let fields =
            ReviewLayout::for_body(Rect { width, height: 50, ..Rect::default() }, 1, 1, false).fields;
        usize::from(fields.width.saturating_sub(MARGIN_COLUMNS))
    }

    /// The fields of the draft being reviewed.
    pub fn fields_page(&self) -> StyledPage {
        let wide = self.layout().body.width >= MIN_SIDE_BY_SIDE_WIDTH;
        let sheet = self.review.as_ref().and_then(|review| Some((review, review.sheet.as_ref()?)));
        let width = self.review_width();
        sheet
            .map(|(review, sheet)| {
                page::fields_page(sheet, review.field, review.input.is_some(), width, wide)
            })
            .unwrap_or_default()
    }

    /// The words that its fields rest on.
    pub fn evidence_page(&self) -> StyledPage {
        let body = self.layout().body;
        let width = ReviewLayout::for_body(body, 1, 1, true).evidence.width;
        let sheet = self.review.as_ref().and_then(|review| review.sheet.as_ref());
        sheet
            .map(|sheet| page::evidence_page(sheet, usize::from(width.saturating_sub(MARGIN_COLUMNS))))
            .unwrap_or_default()
    }

    /// The events that it may be merged into.
    pub fn merge_list_page(&self) -> StyledPage {
        let width = usize::from(self.layout().body.width.saturating_sub(MARGIN_COLUMNS));
        let Some(review) = &self.review else { return StyledPage::default() };
        let near = review.sheet.as_ref().map_or(&[][..], |sheet| &sheet.similar);
        let page =
            |into: &MergeList| page::merge_list_page(&self.timeline, &into.ids, into.selected, near, width);
        review.merge_list.as_ref().map(page).unwrap_or_default()
    }

    /// The draft beside the event it is merged into.
    pub fn merge_preview_page(&self) -> StyledPage {
        let width = usize::from(self.layout().body.width.saturating_sub(MARGIN_COLUMNS));
        let beside = self.review.as_ref().and_then(|review| review.merge.as_ref());
        let page = |beside: &MergeState| {
            page::merge_preview_page(&self.timeline, &beside.preview, &beside.choices, beside.selected, width)
        };
        beside.map(page).unwrap_or_default()
    }

    /// Where fields and evidence are now.
    pub fn review_layout(&self) -> ReviewLayout {
        let aside = self.review.as_ref().is_some_and(|review| review.in_evidence);
        let lines = |page: StyledPage| page.lines.len().min(500) as u16;
        ReviewLayout::for_body(
            self.layout().body,
            lines(self.fields_page()),
            lines(self.evidence_page()),
            aside,
        )
    }

    /// The first line on the screen of the merge list or of the two sides: the selected row is always in sight.
    pub fn review_scroll(&self) -> usize {
        let height = usize::from(self.layout().body.height);
        let Some(review) = &self.review else { return 0 };
        let (page, at, height) = match (&review.merge, &review.merge_list) {
            (Some(beside), _) => (self.merge_preview_page(), beside.selected, height),
            (None, Some(into)) => (self.merge_list_page(), into.selected, height.saturating_sub(1)),
            (None, None) => return 0,
        };
        let (first, end) = page.target_lines(at).unwrap_or((0, 1));
        if end <= height {
            0
        } else {
            first.min(end.saturating_sub(height.max(1)).max(first.saturating_sub(height / 2)))
        }
    }

    /// Keeps the field under the cursor and its reasons on the screen, and the evidence within its bounds.
    pub(super) fn clamp_review_scrolls(&mut self) {
        if self.review.is_none() {
            return;
        }
        let (areas, fields, evidence) = (self.review_layout(), self.fields_page(), self.evidence_page());
        let Some(review) = self.review.as_mut() else { return };
        let (height, rows) = (usize::from(areas.fields.height).max(1), fields.lines.len());
        if let Some((first, _)) = fields.target_lines(review.field) {
            // The reasons stand under the field, up to the next one.
            let next = fields.target_lines(review.field + 1).map_or(rows, |(next, _)| next);
            review.field_scroll = review.field_scroll.max(next.saturating_sub(height)).min(first);
        }
        review.field_scroll = review.field_scroll.min(rows.saturating_sub(height));
        let height = usize::from(areas.evidence.height);
        review.evidence_scroll = review.evidence_scroll.min(evidence.lines.len().saturating_sub(height));
    }
}

/// The order of a review that goes on: drafts keep their place even where a new date would move them; what has
/// come, or come back, stands where the person is.
fn merge_order(old: &[String], at: usize, fresh: Vec<String>) -> Vec<String> {
    let mut order: Vec<String> = old.iter().filter(|id| fresh.contains(id)).cloned().collect();
    let at = old.iter().take(at).filter(|id| fresh.contains(id)).count();
    let new: Vec<String> = fresh.into_iter().filter(|id| !old.contains(id)).collect();
    order.splice(at..at, new);
    order
}

/// A place in a list of `count` moved by a step.
fn step_index(at: usize, step: Motion, count: usize) -> usize {
    let last = count.saturating_sub(1);
    let to = match step {
        Motion::Down => at + 1,
        Motion::Up => at.saturating_sub(1),
        Motion::HalfPageDown | Motion::PageDown => at + 5,
        Motion::HalfPageUp | Motion::PageUp => at.saturating_sub(5),
        Motion::TenDown => at + 10,
        Motion::TenUp => at.saturating_sub(10),
        Motion::Top | Motion::PreviousYear => 0,
        Motion::Bottom | Motion::NextYear => last,
    };
    to.min(last)
}
