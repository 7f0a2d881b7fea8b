//! What is asked for in the line at the foot, and the imports that it begins. Never touches the world; what it needs from
//! there it asks for as an effect.

use super::completion::LineCompletion;
use super::filters;
use super::importing::{CancelState, RunningImport};
use super::prompt::Prompt;
use super::screen::State;
use crate::tui::action::{Action, Effect, JumpTarget, PromptAction, PromptKind, ScreenLayer};
use crate::tui::commands;
use crate::tui::page::StyledPage;
use crate::tui::page::report::{self, ReportContent};

/// The most ids that Tab offers.
const MAX_ID_COMPLETIONS: usize = 100;

impl State {
    /// The group of actions about the line at the foot.
    pub(in crate::tui) fn handle_prompt(&mut self, action: PromptAction) -> Option<Effect> {
        match action {
            PromptAction::Open(PromptKind::Import) if self.importing.is_some() => self.cancel_import(),
            PromptAction::Open(ask) => {
                if ask == PromptKind::SaveFilter {
                    self.suggest_slot()?;
                }
                self.prompt = Some(Prompt::new(ask));
                self.push_layer(ScreenLayer::Prompt);
                None
            }
            PromptAction::Complete => self.complete_prompt(),
            PromptAction::Submit => self.submit_prompt(),
        }
    }

    /// Whether the line at the foot asks for this.
    pub(in crate::tui) fn is_prompting_for(&self, ask: PromptKind) -> bool {
        self.layer() == ScreenLayer::Prompt && self.prompt.as_ref().is_some_and(|prompt| prompt.kind == ask)
    }

    fn complete_prompt(&mut self) -> Option<Effect> {
        let prompt = self.prompt.as_mut()?;
        let now = prompt.line.text().to_owned();
        if let Some(offer) = prompt.menu.cycle_next(&now) {
            prompt.accept_completion(&offer);
            return None;
        }
        let prompt = self.prompt.as_ref()?;
        if let Some((_, path)) = prompt.typed_path() {
            return Some(Effect::ListPaths(path.to_owned()));
        }
        let words = now.strip_prefix("filter ").filter(|_| prompt.kind == PromptKind::Command);
        let list = match (prompt.kind, words) {
            (_, Some(words)) => {
                let caret = prompt.line.text_before_caret().chars().count().saturating_sub("filter ".len());
                filters::filter_completions("filter ", words, caret, &self.timeline)
            }
            (PromptKind::Command, None) => {
                let names = commands::complete_command(&now);
                let ids = self.matching_ids(&now).take(MAX_ID_COMPLETIONS).map(str::to_owned);
                names.into_iter().chain(ids).map(LineCompletion::full_line).collect()
            }
            _ => Vec::new(),
        };
        let prompt = self.prompt.as_mut()?;
        match prompt.menu.start(&now, list) {
            Some(offer) => prompt.accept_completion(&offer),
            None => self.notice = Some("No command and no event id begins like this.".to_owned()),
        }
        None
    }

    fn submit_prompt(&mut self) -> Option<Effect> {
        let prompt = self.prompt.as_ref()?;
        let (ask, mut text) = (prompt.kind, prompt.line.text().trim().to_owned());
        if text.is_empty() && ask == PromptKind::SaveFilter {
            text = self.suggest_slot()?;
        }
        if text.is_empty() {
            self.notice = Some("Nothing is typed. Esc leaves the line.".to_owned());
            return None;
        }
        match ask {
            PromptKind::Import => {
                self.pop_layer();
                self.start_import(text)
            }
            PromptKind::SaveFilter => {
                let saved = self.parse_saved_filter(&text)?;
                if self.warns_before_replacing(&saved, &text) {
                    return None;
                }
                self.pop_layer();
                Some(Effect::SaveFilter(saved))
            }
            PromptKind::Command => None,
        }
    }

    /// What is meant by the name, date or number that was typed. Where it has no meaning, the line stays.
    pub(in crate::tui) fn submit_command(&mut self) -> Option<Action> {
        let text = self.prompt.as_ref()?.line.text().to_owned();
        if text.trim().is_empty() {
            self.pop_layer();
            return None;
        }
        let meant = match self.match_event_id(text.trim()) {
            Some(id) => Ok(Action::Jump(JumpTarget::Id(id))),
            None => commands::parse_command(&text, self.layer_below()),
        };
        let shown = self.hits.len();
        match meant {
            Ok(Action::Jump(JumpTarget::Number(number))) if !(1..=shown).contains(&number) => {
                self.notice = Some(format!("There is no event {number}: {shown} are shown."));
                None
            }
            Ok(action) => {
                self.pop_layer();
                Some(action)
            }
            Err(words) => {
                self.notice = Some(words);
                None
            }
        }
    }

    /// The id of an event that is typed: whole, before all else; or so far that no other begins like it, and no name of an
    /// action does.
    fn match_event_id(&self, typed: &str) -> Option<String> {
        let mut begun = self.matching_ids(typed);
        let first = begun.next()?;
        let alone = first == typed
            || begun.next().is_none() && typed.contains('-') && !commands::is_command_prefix(typed);
        alone.then(|| first.to_owned())
    }

    /// The ids that begin like this, in the order of the timeline; the very one first.
    fn matching_ids<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a str> {
        let same = self.timeline.get(typed).map(|entry| entry.event.id.as_str());
        let ids = self.timeline.entries().iter().map(|entry| entry.event.id.as_str());
        let begun = ids.filter(move |id| !typed.is_empty() && id.starts_with(typed) && *id != typed);
        same.into_iter().chain(begun)
    }

    /// Begins an import.
    pub(in crate::tui) fn start_import(&mut self, source: String) -> Option<Effect> {
        if self.importing.is_some() {
            self.notice = Some("One import goes on; i tells how to stop it.".to_owned());
            return None;
        }
        self.importing = Some(RunningImport::new(&source));
        Some(Effect::Import(source))
    }

    /// The paths that `typed` may become have come.
    pub(in crate::tui) fn offer_paths(&mut self, typed: &str, paths: &[String]) {
        let Some(prompt) = self.prompt.as_mut() else { return };
        let Some((before, _)) = prompt.typed_path().filter(|(_, path)| *path == typed) else { return };
        let lines = paths.iter().map(|path| LineCompletion::for_path(format!("{before}{path}"))).collect();
        let now = prompt.line.text().to_owned();
        match prompt.menu.start(&now, lines) {
            Some(offer) => prompt.accept_completion(&offer),
            None => self.notice = Some("No file or folder begins like this.".to_owned()),
        }
    }

    /// The key for another import while one goes on: first says how to stop it, then does.
    pub(super) fn cancel_import(&mut self) -> Option<Effect> {
        let importing = self.importing.as_mut()?;
        let (words, next) = match importing.cancel {
            CancelState::NotOffered => (
                "One import goes on. i once more stops it; what has been read is kept.",
                CancelState::Offered,
            ),
            CancelState::Offered => {
                ("No further article is read; those that have been are imported.", CancelState::Requested)
            }
            CancelState::Requested => {
                ("The import ends with the articles that are being read.", CancelState::Requested)
            }
        };
        let stops = importing.cancel == CancelState::Offered;
        importing.cancel = next;
        self.notice = Some(words.to_owned());
        stops.then_some(Effect::CancelImport)
    }

    /// So many of so many articles have been read.
    pub(in crate::tui) fn update_import_progress(&mut self, done: usize, of: usize) {
        if let Some(importing) = self.importing.as_mut() {
            // Two threads may tell in the wrong order.
            importing.progress = (importing.progress.0.max(done), of);
        }
    }

    /// The import has ended. The effect takes in what it wrote.
    pub(in crate::tui) fn finish_import(&mut self, report: ReportContent) -> Effect {
        self.importing = None;
        let words = report.summary.clone();
        self.report = Some(report);
        Effect::ReloadAfterImport(words)
    }

    /// Opens the report of the last import.
    pub(in crate::tui) fn open_report(&mut self) {
        if self.report.is_some() {
            self.push_layer(ScreenLayer::Report);
        } else {
            self.notice = Some("Nothing was imported since the program began. i imports.".to_owned());
        }
    }

    /// The report of the last import as a page.
    pub fn report_page(&self) -> StyledPage {
        let width = usize::from(self.layout().body.width.saturating_sub(2));
        self.report.as_ref().map(|report| report::report_page(report, width)).unwrap_or_default()
    }
}
