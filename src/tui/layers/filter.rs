//! The filter line: filters typed, restored, saved under digits and remembered. What a filter matches is decided by
//! `query`.

pub mod state;
pub(in crate::tui) mod view;

use crate::config::{FilterMemory, SavedFilter};
use crate::model::Timeline;
use crate::query::{self, CompletionCandidate, Query};
use crate::tui::action::{FilterAction, ScreenLayer};
use crate::tui::completion::LineCompletion;
use crate::tui::cursor::Motion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::line_editor::{LineEditor, TextInput};
use crate::tui::state::State;
use state::{BeforeFilter, FilterState};

/// The filter layer. The layer below it keeps the body and shows the matches.
pub(in crate::tui) struct FilterLayer;

impl LayerBehavior for FilterLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Filter
    }

    fn has_body(&self) -> bool {
        false
    }

    fn open(&self, state: &mut State) -> Option<Effect> {
        let before = BeforeFilter { filter: state.filter.clone(), selected: state.selected_id() };
        state.save_view_rows();
        state.layers.filter = FilterState { before: Some(before), ..FilterState::default() };
        state.push_layer(ScreenLayer::Filter);
        None
    }

    /// Restores the previous filter.
    fn go_back(&self, state: &mut State) {
        state.pop_layer();
        if let Some(before) = state.layers.filter.before.take() {
            state.filter = before.filter;
            state.apply_filter(before.selected.as_deref());
            state.restore_view_rows();
        }
    }

    fn handle_motion(&self, state: &mut State, motion: Motion) {
        state.move_in_matches(motion);
    }

    fn handle_input(&self, state: &mut State, input: TextInput) -> bool {
        let text = state.filter.text().to_owned();
        state.layers.filter.history_position = None;
        let fits = state.filter.apply_input(input);
        if state.filter.text() != text {
            state.apply_filter(None);
            state.rebuild_views();
        }
        fits
    }

    /// Keeps the filter, unless it is invalid.
    fn confirm(&self, state: &mut State) -> Option<Effect> {
        state.filter_error = Query::parse(state.filter.text()).err();
        if state.filter_error.is_some() {
            return None;
        }
        state.layers.filter.before = None;
        state.notice = state.corrected_filter.as_ref().map(|filter| format!("Read as “{filter}”"));
        state.filter = LineEditor::new(state.filter.text());
        state.pop_layer();
        state.push_history()
    }

    fn complete(&self, state: &mut State) -> Option<Effect> {
        let line = state.filter.text().to_owned();
        let caret = state.filter.text_before_caret().chars().count();
        let menu = &mut state.layers.filter.menu;
        let completion = menu
            .cycle_next(&line)
            .or_else(|| menu.start(&line, filter_completions("", &line, caret, &state.timeline)));
        if let Some(completion) = completion {
            state.filter.replace_text(&completion.line, completion.chars_after_caret);
            state.apply_filter(None);
            state.rebuild_views();
        } else {
            state.notify("No field or value starts with this");
        }
        None
    }

    fn status_text(&self, state: &State) -> Option<String> {
        state.view_status_text()
    }
}

impl State {
    /// Handles the actions of the filter.
    pub(in crate::tui) fn handle_filter(&mut self, action: FilterAction) -> Option<Effect> {
        let selected = self.selected_id();
        let keep = selected.as_deref();
        let mut effect = None;
        match action {
            FilterAction::ShowAll => {
                self.zoom_out_fully();
                self.clear_filter(keep);
            }
            FilterAction::ToggleDrafts => {
                self.only_drafts = !self.only_drafts;
                self.apply_filter(keep);
            }
            FilterAction::Set(text) => {
                self.set_filter(&text, keep);
                effect = if self.filter_error.is_none() { self.push_history() } else { None };
            }
            FilterAction::ToggleSaved(number) => self.toggle_saved_filter(number, keep),
            FilterAction::HistoryOlder => self.browse_history(true),
            FilterAction::HistoryNewer => self.browse_history(false),
        }
        self.rebuild_views();
        effect
    }

    /// Applies the filter saved under a digit, or clears it if it is applied.
    fn toggle_saved_filter(&mut self, number: u8, keep: Option<&str>) {
        let Some(saved) = self.saved_filters.iter().find(|saved| saved.number == number) else {
            return self.notify(format!("No filter saved under {number}; press S to save the current one"));
        };
        if self.filter.text() == LineEditor::new(&saved.query).text() {
            self.set_filter("", keep);
        } else {
            let (query, message) = (saved.query.clone(), format!("{number}: {}", saved.name));
            self.set_filter(&query, keep);
            self.notify(message);
        }
    }

    /// The digit of the saved filter that is applied.
    pub(in crate::tui) fn active_saved_filter(&self) -> Option<u8> {
        let is_active = |saved: &&SavedFilter| LineEditor::new(&saved.query).text() == self.filter.text();
        self.saved_filters.iter().find(is_active).map(|saved| saved.number)
    }

    /// Makes the applied filter the latest of the history.
    fn push_history(&mut self) -> Option<Effect> {
        let text = self.filter.text().trim().to_owned();
        self.layers.filter.history_position = None;
        if text.is_empty() || self.history.last() == Some(&text) {
            return None;
        }
        self.history.retain(|filter| *filter != text);
        self.history.push(text.clone());
        Some(Effect::RecordFilter(text))
    }

    /// Puts the previous or next filter of the history into the line; after the latest comes the text typed before.
    fn browse_history(&mut self, back: bool) {
        let count = self.history.len();
        let position = self.layers.filter.history_position.take();
        let (index, typed) = position.unwrap_or_else(|| (count, self.filter.text().to_owned()));
        let target = if back { index.checked_sub(1) } else { (index < count).then_some(index + 1) };
        let Some(target) = target else {
            self.notify(if back {
                "No earlier filter in the history"
            } else {
                "No later filter in the history"
            });
            self.layers.filter.history_position = Some((index, typed));
            return;
        };
        let text = self.history.get(target).unwrap_or(&typed).clone();
        self.layers.filter.history_position = Some((target, typed));
        self.set_filter(&text, None);
    }

    /// Takes over saved filters and history, loaded at the start.
    pub(in crate::tui) fn restore_config(&mut self, memory: FilterMemory) {
        (self.saved_filters, self.history) = (memory.saved, memory.history);
        self.notice = memory.load_error.or(self.notice.take());
    }

    /// The digit and name under which the filter is saved if nothing is typed: those it already has, else the first free
    /// digit. `None`, with a notice, if there is no valid filter.
    pub(in crate::tui) fn suggest_slot(&mut self) -> Option<String> {
        if self.filter_error.is_some() {
            self.notify("Invalid filter; press / to edit it");
            return None;
        }
        if self.filter.text().trim().is_empty() {
            self.notify("No filter to save; press / to type one");
            return None;
        }
        if let Some(number) = self.active_saved_filter() {
            let saved = self.saved_filters.iter().find(|saved| saved.number == number);
            return Some(format!("{number} {}", saved.map_or("", |saved| &saved.name)));
        }
        let free = (1..=9).find(|number| self.saved_filters.iter().all(|saved| saved.number != *number));
        Some(free.map(|number| format!("{number} ")).unwrap_or_default())
    }

    /// Whether the digit holds another filter and the user has not been warned yet; warns them then.
    pub(in crate::tui) fn warns_before_replacing(&mut self, new: &SavedFilter, typed: &str) -> bool {
        let is_other = |saved: &&SavedFilter| saved.number == new.number && saved.query != new.query;
        let old = self.saved_filters.iter().find(is_other);
        let (Some(old), Some(prompt)) = (old, self.layers.prompt.as_mut()) else { return false };
        if prompt.replace_warned_for.as_deref() == Some(typed) {
            return false;
        }
        prompt.replace_warned_for = Some(typed.to_owned());
        let message =
            format!("{} holds “{}” ({}); press Enter again to replace it", old.number, old.name, old.query);
        self.notify(message);
        true
    }

    /// The filter to save under the digit and name typed.
    pub(in crate::tui) fn parse_saved_filter(&mut self, typed: &str) -> Option<SavedFilter> {
        let (digit, name) = typed.trim().split_once(' ').unwrap_or((typed.trim(), ""));
        let Some(number) = digit.parse().ok().filter(|number| (1..=9).contains(number)) else {
            self.notify("Type a digit from 1 to 9, then a name");
            return None;
        };
        let (query, name) = (self.filter.text().trim().to_owned(), name.trim());
        let name = if name.is_empty() { query.clone() } else { name.to_owned() };
        Some(SavedFilter { number, name, query })
    }
}

/// Completions of the filter `text` at the caret, counted in characters of `text`, each with `lead` before it.
pub(in crate::tui) fn filter_completions(
    lead: &str,
    text: &str,
    caret: usize,
    timeline: &Timeline,
) -> Vec<LineCompletion> {
    let Some(found) = query::complete(text, caret, timeline) else { return Vec::new() };
    let part = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    let (before, after) = (part(0, found.start), part(found.end, usize::MAX));
    let completion = |candidate: CompletionCandidate| LineCompletion {
        line: format!("{lead}{before}{}{after}", candidate.text),
        chars_after_caret: after.chars().count(),
        label: format!("{}  ({})", candidate.text, candidate.about),
    };
    found.candidates.into_iter().map(completion).collect()
}
