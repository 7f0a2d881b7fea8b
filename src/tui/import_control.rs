//! Starts, cancels and finishes imports, as far as the state is concerned. Reading articles is up to the effect runner.

use super::effect::Effect;
use super::effect_result::ImportSummary;
use super::running_import::{CancelState, RunningImport};
use super::state::State;

impl State {
    /// Starts an import, if none is running.
    pub(super) fn start_import(&mut self, source: String) -> Option<Effect> {
        if self.importing.is_some() {
            self.notify("Import already running; press i to cancel");
            return None;
        }
        self.importing = Some(RunningImport::new(&source));
        Some(Effect::Import(source))
    }

    /// Handles the import key while an import is running: offers to cancel it, then cancels it.
    pub(super) fn cancel_import(&mut self) -> Option<Effect> {
        let importing = self.importing.as_mut()?;
        let cancels = importing.cancel == CancelState::Offered;
        let (message, next) = match importing.cancel {
            CancelState::NotOffered => (
                "Import running; press i again to cancel (articles already read are kept)",
                CancelState::Offered,
            ),
            CancelState::Offered => {
                ("Import canceled; articles already read are imported", CancelState::Requested)
            }
            CancelState::Requested => {
                ("Import canceled; it ends after the articles being read", CancelState::Requested)
            }
        };
        importing.cancel = next;
        self.notify(message);
        cancels.then_some(Effect::CancelImport)
    }

    /// Records that `done` of `total` articles have been read.
    pub(super) fn update_import_progress(&mut self, done: usize, total: usize) {
        if let Some(importing) = self.importing.as_mut() {
            // Two threads may report in the wrong order.
            importing.progress = (importing.progress.0.max(done), total);
        }
    }

    /// Keeps the report of a finished import. The effect reloads the store.
    pub(super) fn finish_import(&mut self, summary: ImportSummary) -> Effect {
        self.importing = None;
        let message = summary.summary.clone();
        self.layers.report.summary = Some(summary);
        Effect::ReloadAfterImport(message)
    }
}
