//! The input line at the bottom: commands, paths to import, names of saved filters.

pub mod state;

use super::filter::filter_completions;
use crate::tui::action::{Action, JumpTarget, PromptKind, ScreenLayer};
use crate::tui::command_line::{complete_command, is_command_prefix, parse_command};
use crate::tui::completion::LineCompletion;
use crate::tui::effect::Effect;
use crate::tui::layer_behavior::LayerBehavior;
use crate::tui::line_editor::TextInput;
use crate::tui::state::State;
use state::Prompt;

/// The most ids among the completions of a command.
const MAX_ID_COMPLETIONS: usize = 100;

/// The layer of the input line. It is drawn in the bottom lines of the screen.
pub(in crate::tui) struct PromptLayer;

impl LayerBehavior for PromptLayer {
    fn layer(&self) -> ScreenLayer {
        ScreenLayer::Prompt
    }

    fn has_body(&self) -> bool {
        false
    }

    fn open(&self, state: &mut State) -> Option<Effect> {
        state.open_prompt(PromptKind::Command)
    }

    fn close(&self, state: &mut State) {
        state.layers.prompt = None;
    }

    fn handle_input(&self, state: &mut State, input: TextInput) -> bool {
        state.layers.prompt.as_mut().is_none_or(|prompt| prompt.line.apply_input(input))
    }

    fn confirm(&self, state: &mut State) -> Option<Effect> {
        let prompt = state.layers.prompt.as_ref()?;
        let text = prompt.line.text().trim().to_owned();
        match prompt.kind {
            PromptKind::Command => {
                state.submit_command(&text);
                None
            }
            PromptKind::Import => state.submit_import(text),
            PromptKind::SaveFilter => state.submit_saved_filter(text),
        }
    }

    fn complete(&self, state: &mut State) -> Option<Effect> {
        let prompt = state.layers.prompt.as_mut()?;
        let line = prompt.line.text().to_owned();
        if let Some(completion) = prompt.menu.cycle_next(&line) {
            prompt.accept_completion(&completion);
            return None;
        }
        if let Some((_, path)) = prompt.typed_path() {
            return Some(Effect::ListPaths(path.to_owned()));
        }
        let candidates = state.prompt_completions(&line);
        state.start_completion(&line, candidates, "No command or event id starts with this");
        None
    }
}

impl State {
    /// Opens the input line, or offers to cancel the import that is running.
    pub(in crate::tui) fn open_prompt(&mut self, kind: PromptKind) -> Option<Effect> {
        match kind {
            PromptKind::Import if self.importing.is_some() => return self.cancel_import(),
            PromptKind::SaveFilter => {
                self.suggest_slot()?;
            }
            PromptKind::Import | PromptKind::Command => {}
        }
        self.layers.prompt = Some(Prompt::new(kind));
        self.push_layer(ScreenLayer::Prompt);
        None
    }

    /// The candidates for a line: filters after `filter `, else commands and ids.
    fn prompt_completions(&self, line: &str) -> Vec<LineCompletion> {
        let Some(prompt) = self.layers.prompt.as_ref().filter(|prompt| prompt.kind == PromptKind::Command)
        else {
            return Vec::new();
        };
        if let Some(filter) = line.strip_prefix("filter ") {
            let caret = prompt.line.text_before_caret().chars().count().saturating_sub("filter ".len());
            return filter_completions("filter ", filter, caret, &self.timeline);
        }
        let ids = self.matching_ids(line).take(MAX_ID_COMPLETIONS).map(str::to_owned);
        complete_command(line).into_iter().chain(ids).map(LineCompletion::full_line).collect()
    }

    /// Completes the line with the first of the candidates.
    fn start_completion(&mut self, line: &str, candidates: Vec<LineCompletion>, none: &str) {
        let Some(prompt) = self.layers.prompt.as_mut() else { return };
        match prompt.menu.start(line, candidates) {
            Some(completion) => prompt.accept_completion(&completion),
            None => self.notify(none),
        }
    }

    /// Completes the line with the paths that start with `typed`, if it still holds that text.
    pub(in crate::tui) fn offer_paths(&mut self, typed: &str, paths: &[String]) {
        let Some(prompt) = &self.layers.prompt else { return };
        let Some((before, _)) = prompt.typed_path().filter(|(_, path)| *path == typed) else { return };
        let candidates =
            paths.iter().map(|path| LineCompletion::for_path(format!("{before}{path}"))).collect();
        let line = prompt.line.text().to_owned();
        self.start_completion(&line, candidates, "No file or folder starts with this");
    }

    fn submit_import(&mut self, source: String) -> Option<Effect> {
        if source.is_empty() {
            self.notify("Nothing typed; press Esc to cancel");
            return None;
        }
        self.pop_layer();
        self.start_import(source)
    }

    fn submit_saved_filter(&mut self, typed: String) -> Option<Effect> {
        let typed = if typed.is_empty() { self.suggest_slot()? } else { typed };
        if typed.is_empty() {
            self.notify("No free digit; type one to replace its filter");
            return None;
        }
        let saved = self.parse_saved_filter(&typed)?;
        if self.warns_before_replacing(&saved, &typed) {
            return None;
        }
        self.pop_layer();
        Some(Effect::SaveFilter(saved))
    }

    /// Closes the line and queues the action of the command. If the command is invalid, the line stays open.
    fn submit_command(&mut self, text: &str) {
        if text.is_empty() {
            self.pop_layer();
            return;
        }
        let action = match self.match_event_id(text) {
            Some(id) => Ok(Action::Jump(JumpTarget::Id(id))),
            None => parse_command(text, self.layer_below()),
        };
        let count = self.hits.len();
        match action {
            Ok(Action::Jump(JumpTarget::Number(number))) if !(1..=count).contains(&number) => {
                self.notify(format!("No event {number} in the list of {count}"));
            }
            Ok(action) => {
                self.pop_layer();
                self.pending_action = Some(action);
            }
            Err(message) => self.notify(message),
        }
    }

    /// The id that was typed in full or, if it contains a hyphen and no command starts with it, unambiguously.
    fn match_event_id(&self, typed: &str) -> Option<String> {
        let mut ids = self.matching_ids(typed);
        let first = ids.next()?;
        let is_unambiguous = ids.next().is_none() && typed.contains('-') && !is_command_prefix(typed);
        (first == typed || is_unambiguous).then(|| first.to_owned())
    }

    /// The ids that start with the text, in the order of the timeline; an id equal to it comes first.
    fn matching_ids<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a str> {
        let equal = self.timeline.get(typed).map(|entry| entry.event.id.as_str());
        let ids = self.timeline.entries().iter().map(|entry| entry.event.id.as_str());
        let longer = ids.filter(move |id| !typed.is_empty() && id.starts_with(typed) && *id != typed);
        equal.into_iter().chain(longer)
    }
}
