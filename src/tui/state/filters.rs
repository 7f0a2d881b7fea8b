//! Filters kept, given back, saved under digits and remembered. Never decides what a filter lets through.

use super::completion::{CompletionMenu, LineCompletion};
use super::line_editor::LineEditor;
use super::screen::State;
use crate::config::{FilterMemory, SavedFilter};
use crate::model::Timeline;
use crate::query::{self, CompletionCandidate, Query};
use crate::tui::action::{Effect, FilterAction, ScreenLayer};

impl State {
    /// The group of actions about the filter.
    pub(in crate::tui) fn handle_filter(&mut self, action: FilterAction) -> Option<Effect> {
        if action == FilterAction::StartEdit {
            self.views.before = Some(self.view_positions());
        }
        let back = if action == FilterAction::CancelEdit { self.views.before.take() } else { None };
        let effect = self.preserving_views(|state| state.apply_filter_action(action));
        if let Some(places) = back {
            self.rebuild_views(&places);
        }
        effect
    }

    fn apply_filter_action(&mut self, action: FilterAction) -> Option<Effect> {
        let selected = self.selected_id();
        match action {
            FilterAction::StartEdit => {
                self.filter_before_edit = Some((self.filter.clone(), selected));
                (self.history_position, self.filter_menu) = (None, CompletionMenu::default());
                self.push_layer(ScreenLayer::Filter);
            }
            FilterAction::Apply => {
                // To be kept it has to be right to its end.
                self.filter_error = Query::parse(self.filter.text()).err();
                if self.filter_error.is_some() {
                    return None;
                }
                self.filter_before_edit = None;
                self.notice = self.corrected_filter.as_ref().map(|words| format!("Read as “{words}”."));
                self.filter = LineEditor::new(self.filter.text());
                self.pop_layer();
                return self.push_history();
            }
            FilterAction::CancelEdit => {
                self.pop_layer();
                if let Some((line, selected)) = self.filter_before_edit.take() {
                    self.filter = line;
                    self.apply_filter(selected.as_deref());
                }
            }
            FilterAction::Clear => self.clear_filter(selected.as_deref()),
            FilterAction::ShowAll => {
                self.zoom_out_fully();
                self.clear_filter(selected.as_deref());
            }
            FilterAction::ToggleDrafts => {
                self.only_drafts = !self.only_drafts;
                self.apply_filter(selected.as_deref());
            }
            FilterAction::Set(words) => {
                self.set_filter(&words, selected.as_deref());
                return if self.filter_error.is_none() { self.push_history() } else { None };
            }
            FilterAction::ToggleSaved(number) => self.toggle_saved_filter(number, selected.as_deref()),
            FilterAction::Complete => self.complete_filter(),
            FilterAction::HistoryOlder => self.browse_history(true),
            FilterAction::HistoryNewer => self.browse_history(false),
        }
        None
    }

    /// The next of what may stand at the caret.
    fn complete_filter(&mut self) {
        let now = self.filter.text().to_owned();
        let caret = self.filter.text_before_caret().chars().count();
        let again = self.filter_menu.cycle_next(&now);
        let offer = again
            .or_else(|| self.filter_menu.start(&now, filter_completions("", &now, caret, &self.timeline)));
        if let Some(offer) = offer {
            self.filter.replace_text(&offer.line, offer.chars_after_caret);
            self.apply_filter(None);
        } else {
            self.notice = Some("No field and no value is known that begins like this.".to_owned());
        }
    }

    /// What Tab offers for the filter, for as long as it stands there.
    pub fn visible_completions(&self) -> Option<(&[LineCompletion], Option<usize>)> {
        match (self.layer(), &self.prompt) {
            (ScreenLayer::Filter, _) => self.filter_menu.visible_list(self.filter.text()),
            (ScreenLayer::Prompt, Some(prompt)) => prompt.visible_completions(),
            _ => None,
        }
    }

    fn set_filter(&mut self, words: &str, keep: Option<&str>) {
        self.filter = LineEditor::new(words);
        self.apply_filter(keep);
    }

    /// The filter under a digit; where it is on, off.
    fn toggle_saved_filter(&mut self, number: u8, keep: Option<&str>) {
        let Some(saved) = self.saved_filters.iter().find(|one| one.number == number) else {
            self.notice = Some(format!("No filter is saved under {number}. S saves the present one."));
            return;
        };
        if self.filter.text() == LineEditor::new(&saved.query).text() {
            self.set_filter("", keep);
        } else {
            let (query, words) = (saved.query.clone(), format!("{number}: {}", saved.name));
            self.set_filter(&query, keep);
            self.notice = Some(words);
        }
    }

    /// The filter saved under a digit that is on.
    pub fn active_saved_filter(&self) -> Option<u8> {
        let is_on = |one: &&SavedFilter| LineEditor::new(&one.query).text() == self.filter.text();
        self.saved_filters.iter().find(is_on).map(|one| one.number)
    }

    /// What was typed becomes the latest of the history.
    fn push_history(&mut self) -> Option<Effect> {
        let text = self.filter.text().trim().to_owned();
        self.history_position = None;
        if text.is_empty() || self.history.last() == Some(&text) {
            return None;
        }
        self.history.retain(|one| *one != text);
        self.history.push(text.clone());
        Some(Effect::RecordFilter(text))
    }

    /// The filter kept before, or after; behind the latest comes what was being typed.
    fn browse_history(&mut self, back: bool) {
        let count = self.history.len();
        let (at, typed) = self.history_position.take().unwrap_or((count, self.filter.text().to_owned()));
        let to = if back { at.checked_sub(1) } else { (at < count).then_some(at + 1) };
        let Some(to) = to else {
            self.notice =
                Some(if back { "No filter was kept before." } else { "This is what was typed." }.to_owned());
            self.history_position = Some((at, typed));
            return;
        };
        let words = self.history.get(to).unwrap_or(&typed).clone();
        self.history_position = Some((to, typed));
        self.set_filter(&words, None);
    }

    /// What earlier runs have left.
    pub(in crate::tui) fn restore_config(&mut self, memory: FilterMemory) {
        (self.saved_filters, self.history) = (memory.saved, memory.history);
        self.notice = memory.load_error.or(self.notice.take());
    }

    /// Under what the present filter is saved where nothing is typed: its digit and name, else the first free digit.
    pub(super) fn suggest_slot(&mut self) -> Option<String> {
        if self.filter.text().trim().is_empty() || self.filter_error.is_some() {
            let why = if self.filter_error.is_some() {
                "The filter is wrong: / mends it."
            } else {
                "There is no filter to save: / types one."
            };
            self.notice = Some(why.to_owned());
            return None;
        }
        if let Some(now) = self.active_saved_filter() {
            let name = self.saved_filters.iter().find(|one| one.number == now).map_or("", |one| &one.name);
            return Some(format!("{now} {name}"));
        }
        let free = (1..=9).find(|number| self.saved_filters.iter().all(|one| one.number != *number));
        Some(free.map(|number| format!("{number} ")).unwrap_or_default())
    }

    /// Whether the digit holds another filter of which the person has not been told yet; then they are.
    pub(super) fn warns_before_replacing(&mut self, new: &SavedFilter, typed: &str) -> bool {
        let old = self.saved_filters.iter().find(|one| one.number == new.number && one.query != new.query);
        let (Some(old), Some(prompt)) = (old, self.prompt.as_mut()) else { return false };
        if prompt.replace_warned_for.as_deref() == Some(typed) {
            return false;
        }
        prompt.replace_warned_for = Some(typed.to_owned());
        self.notice =
            Some(format!("{} holds “{}”: {}. Enter once more replaces it.", old.number, old.name, old.query));
        true
    }

    /// The filter to save, where a digit and perhaps a name were typed.
    pub(super) fn parse_saved_filter(&mut self, typed: &str) -> Option<SavedFilter> {
        let (digit, name) = typed.trim().split_once(' ').unwrap_or((typed.trim(), ""));
        let Some(number) = digit.parse().ok().filter(|number| (1..=9).contains(number)) else {
            self.notice = Some("A digit from 1 to 9 comes first, then a name.".to_owned());
            return None;
        };
        let (query, name) = (self.filter.text().trim().to_owned(), name.trim());
        let name = if name.is_empty() { query.clone() } else { name.to_owned() };
        Some(SavedFilter { number, name, query })
    }
}

/// The lines that the filter `text` behind `lead` may become at the caret, counted in characters of `text`.
pub(super) fn filter_completions(
    lead: &str,
    text: &str,
    caret: usize,
    timeline: &Timeline,
) -> Vec<LineCompletion> {
    let Some(found) = query::complete(text, caret, timeline) else { return Vec::new() };
    let cut = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    let (before, behind) = (cut(0, found.start), cut(found.end, usize::MAX));
    let offer = |one: CompletionCandidate| LineCompletion {
        line: format!("{lead}{before}{}{behind}", one.text),
        chars_after_caret: behind.chars().count(),
        label: format!("{}  ({})", one.text, one.about),
    };
    found.candidates.into_iter().map(offer).collect()
}
