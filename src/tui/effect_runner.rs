//! Runs effects: everything the terminal interface does outside its state. That is the store (through `curation`),
//! imports, the browser, the user's editor, saved filters and history. No drawing.

mod browser;
mod editor;
mod import;

pub(super) use import::ResultSender;

use super::effect::Effect;
use super::effect_result::{EffectResult, ImportSummary};
use crate::config::{self, AppDirs, SavedFilter};
use crate::curation::{self, EditError, EditOutcome, EditSession};
use crate::text::{capitalize, clean_line};
use import::BackgroundImport;
use std::sync::Arc;

/// Runs the effects of a session.
pub struct EffectRunner {
    session: EditSession,
    /// Where the import reports; `None` before the screen is shown.
    sender: Option<ResultSender>,
    /// The directories of the program; `None` if no home directory is known.
    dirs: Option<AppDirs>,
    /// The import that is running.
    import: Option<BackgroundImport>,
}

impl EffectRunner {
    /// A runner that works on the store of a session.
    pub fn new(session: EditSession) -> Self {
        Self { session, sender: None, dirs: config::app_dirs(), import: None }
    }

    /// Sets where the import reports.
    pub(super) fn set_sender(&mut self, sender: ResultSender) {
        self.sender = Some(sender);
    }

    /// The session.
    pub(super) fn session(&self) -> &EditSession {
        &self.session
    }

    /// Runs an effect. Quitting, redrawing and suspending are up to the event loop. The editor needs the terminal, so the
    /// caller gives it away before.
    pub(super) fn run_effect(&mut self, effect: Effect) -> Option<EffectResult> {
        let session = &mut self.session;
        Some(match effect {
            Effect::OpenUrl(url) => EffectResult::Notice(browser::open_url(&url)),
            Effect::ReadSourceText(sources) => {
                let text =
                    |id: String| session.source_text(&id).map(|text| EffectResult::SourceText(id, text));
                sources.into_iter().find_map(text)?
            }
            Effect::Accept(id) => {
                let done = session.accept(&id);
                self.decision_result(done)
            }
            Effect::Reject(id) => {
                let done = session.reject(&id);
                self.decision_result(done)
            }
            Effect::AcceptConfident(source) => {
                let done = session.accept_confident(&source);
                self.decision_result(done)
            }
            Effect::EditField { id, part, typed } => {
                let done = session.edit_field(&id, part, &typed);
                self.decision_result(done)
            }
            Effect::SetPublicationDate { source, typed } => {
                let done = session.set_publication_date(&source, &typed);
                self.decision_result(done)
            }
            Effect::Merge { draft, event, choices } => {
                let done = session.merge(&draft, &event, &choices);
                self.decision_result(done)
            }
            Effect::PrepareReview(id) => EffectResult::DraftReviewReady(Box::new(session.review(&id)?)),
            Effect::PreviewMerge { draft, event } => {
                let preview = curation::merge_preview(session.timeline(), &draft, &event)?;
                EffectResult::MergePreviewReady(Box::new(preview))
            }
            Effect::EditToml { id, text } => self.edit_toml(id, text),
            Effect::Import(source) => return self.start_import(source),
            Effect::CancelImport => return self.cancel_import(),
            Effect::ListPaths(typed) => EffectResult::PathsListed(import::complete_paths(&typed), typed),
            Effect::RecordFilter(filter) => return self.record_filter(&filter),
            Effect::SaveFilter(saved) => self.save_filter(&saved),
            Effect::ReloadAfterImport(summary) => self.reload_after_import(summary),
            Effect::Undo => {
                let done = session.undo().map(|done| done.unwrap_or_else(|| "Nothing to undo".to_owned()));
                self.store_result(done)
            }
            Effect::Redo => {
                let done = session.redo().map(|done| done.unwrap_or_else(|| "Nothing to redo".to_owned()));
                self.store_result(done)
            }
            Effect::Reload => {
                let done = session.reload().map(|()| "Store reloaded".to_owned());
                self.store_result(done)
            }
            Effect::Redraw | Effect::Suspend | Effect::Quit => return None,
        })
    }

    /// Starts an import on a thread of its own.
    fn start_import(&mut self, source: String) -> Option<EffectResult> {
        let sender = Arc::clone(self.sender.as_ref()?);
        match import::spawn_import(source, self.session.location().clone(), sender) {
            Ok(import) => {
                self.import = Some(import);
                None
            }
            Err(error) => {
                let summary = format!("Not imported: {error}");
                Some(EffectResult::ImportFinished(ImportSummary { summary, items: Vec::new() }))
            }
        }
    }

    fn cancel_import(&self) -> Option<EffectResult> {
        self.import.as_ref()?.cancel();
        None
    }

    /// Saved filters and history.
    pub(super) fn load_config(&self) -> Option<EffectResult> {
        Some(EffectResult::ConfigLoaded(config::load_filters(self.dirs.as_ref()?)))
    }

    /// Adds a filter to the history. An error only costs the history, so it is not reported.
    fn record_filter(&self, filter: &str) -> Option<EffectResult> {
        let _ = config::add_to_history(self.dirs.as_ref()?, filter);
        None
    }

    fn save_filter(&self, saved: &SavedFilter) -> EffectResult {
        let Some(dirs) = &self.dirs else {
            return EffectResult::Notice("Filter not saved: no configuration directory; set HOME".to_owned());
        };
        match config::save_filter(dirs, saved) {
            Ok(filters) => {
                EffectResult::FiltersSaved(filters, format!("{} applies “{}”", saved.number, saved.name))
            }
            Err(error) => EffectResult::Notice(capitalize(&clean_line(&error))),
        }
    }

    /// Loads what an import has written, as one step of undo.
    fn reload_after_import(&mut self, summary: String) -> EffectResult {
        let step = self.import.take().and_then(|import| import.take_undo());
        let reloaded = match step {
            Some(step) => self.session.record_import(step),
            None => self.session.reload(),
        };
        match reloaded {
            Ok(()) => EffectResult::StoreRefreshed(Box::new(self.session.timeline().clone()), summary),
            Err(error) => EffectResult::Notice(format!("{summary}; {}", one_line(&error))),
        }
    }

    /// Lets the user edit a draft as TOML. The text is kept if it cannot be saved.
    fn edit_toml(&mut self, id: String, rejected: Option<String>) -> EffectResult {
        let current = match self.session.draft_as_toml(&id) {
            Ok(current) => current,
            Err(error) => return EffectResult::Notice(one_line(&error)),
        };
        let given = rejected.unwrap_or_else(|| format!("{EDITOR_HEADER}\n{current}"));
        let text = match editor::edit_text(&given) {
            Ok(text) => text,
            Err(editor::EditorError { text: Some(text), message }) if text != given => {
                let message = format!("{message}; press E to continue with your text");
                return EffectResult::EditRejected { id, text, message };
            }
            Err(editor::EditorError { message, .. }) => return EffectResult::Notice(message),
        };
        if text.trim().is_empty() {
            return self.store_result(Ok("Nothing saved: the text was empty".to_owned()));
        }
        match self.session.replace_draft(&id, &text) {
            Err(error) => {
                let error = one_line(&error);
                // Replacing our header keeps the line numbers of the error valid.
                let rest =
                    text.strip_prefix('#').and_then(|text| text.split_once('\n')).map(|(_, rest)| rest);
                let text = rest.map_or_else(|| text.clone(), |rest| format!("# Not saved: {error}\n{rest}"));
                let message = format!("Not saved: {error}; press E to continue with your text");
                EffectResult::EditRejected { id, text, message }
            }
            done => self.decision_result(done),
        }
    }

    /// The result of a decision, with how to undo it.
    fn decision_result(&self, done: Result<EditOutcome, EditError>) -> EffectResult {
        self.store_result(done.map(|outcome| match outcome {
            EditOutcome::Unchanged => "Nothing changed".to_owned(),
            EditOutcome::Changed(description) => format!("{description}; press u to undo"),
        }))
    }

    fn store_result(&self, done: Result<String, EditError>) -> EffectResult {
        match done {
            Ok(done) => {
                EffectResult::StoreChanged(Box::new(self.session.timeline().clone()), capitalize(&done))
            }
            Err(error) => EffectResult::Notice(capitalize(&one_line(&error))),
        }
    }
}

/// The first line of a draft in the editor.
const EDITOR_HEADER: &str = "# Save and close to apply your changes. An empty text changes nothing.";

fn one_line(error: &EditError) -> String {
    crate::text::clean(&error.to_string()).replace('\n', " ")
}
