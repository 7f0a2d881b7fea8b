//! The only room of the screen that touches the world: the store through the desk, articles to import, the browser, the
//! person's editor, the folders where things are, what is remembered between runs. Answers become actions. Never draws.

mod editor;
mod import;

pub(super) use import::ActionSender;

use super::action::{Action, Effect, EffectResult};
use super::page::report::ReportContent;
use crate::config::{self, AppDirs, SavedFilter};
use crate::curation::{self, EditError, EditOutcome, EditSession};
use crate::model::WebUrl;
use crate::text::{capitalize, clean_line};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the screen works on.
pub struct EffectRunner {
    desk: EditSession,
    /// Where to say what happens while the screen goes on; nowhere before it is shown.
    sender: Option<ActionSender>,
    /// Where things are; `None` where no home folder is known.
    dirs: Option<AppDirs>,
    /// Stops the import that goes on.
    cancel: Option<Arc<AtomicBool>>,
}

impl EffectRunner {
    /// A world whose store is on this desk.
    pub fn new(desk: EditSession) -> Self {
        Self { desk, sender: None, dirs: config::app_dirs(), cancel: None }
    }

    /// From now on tells `tell` what happens elsewhere.
    pub(super) fn set_sender(&mut self, tell: ActionSender) {
        self.sender = Some(tell);
    }

    pub(super) fn desk(&self) -> &EditSession {
        &self.desk
    }

    /// Carries an effect out and gives back what the screen is to know. Quitting, redrawing and suspending are the
    /// loop's own; for the editor it has to give the terminal away before, and take it back after.
    pub(super) fn run_effect(&mut self, effect: Effect) -> Option<Action> {
        let answer = match effect {
            Effect::OpenUrl(address) => EffectResult::Notice(open_url(&address)),
            Effect::ReadSourceText(sources) => {
                let first =
                    sources.into_iter().find_map(|id| self.desk.source_text(&id).map(|text| (id, text)));
                first.map(|(id, text)| EffectResult::SourceText(id, text))?
            }
            Effect::Accept(id) => {
                let done = self.desk.accept(&id);
                self.decision_result(done)
            }
            Effect::Reject(id) => {
                let done = self.desk.reject(&id);
                self.decision_result(done)
            }
            Effect::AcceptConfident(source) => {
                let done = self.desk.accept_confident(&source);
                self.decision_result(done)
            }
            Effect::EditField { id, part, typed } => {
                let done = self.desk.edit_field(&id, part, &typed);
                self.decision_result(done)
            }
            Effect::SetPublicationDate { source, typed } => {
                let done = self.desk.set_publication_date(&source, &typed);
                self.decision_result(done)
            }
            Effect::Merge { draft, event, choices } => {
                let done = self.desk.merge(&draft, &event, &choices);
                self.decision_result(done)
            }
            Effect::PrepareReview(id) => EffectResult::DraftReviewReady(Box::new(self.desk.review(&id)?)),
            Effect::PreviewMerge { draft, event } => EffectResult::MergePreviewReady(Box::new(
                curation::merge_preview(self.desk.timeline(), &draft, &event)?,
            )),
            Effect::EditToml { id, text } => self.edit_toml(id, text),
            Effect::Import(source) => return self.start_import(source),
            Effect::CancelImport => return self.cancel_import(),
            Effect::ListPaths(typed) => EffectResult::PathsListed(import::complete_paths(&typed), typed),
            Effect::RecordFilter(filter) => return self.record_filter(&filter),
            Effect::SaveFilter(saved) => self.save_filter(&saved),
            Effect::ReloadAfterImport(words) => self.reload_after_import(words),
            Effect::Undo => {
                let done = self.desk.undo();
                self.store_result(
                    done.map(|words| words.unwrap_or_else(|| "Nothing to take back.".to_owned())),
                )
            }
            Effect::Redo => {
                let done = self.desk.redo();
                self.store_result(
                    done.map(|words| words.unwrap_or_else(|| "Nothing to do again.".to_owned())),
                )
            }
            Effect::Reload => {
                let done = self.desk.reload();
                self.store_result(done.map(|()| "Read the store again.".to_owned()))
            }
            Effect::Redraw | Effect::Suspend | Effect::Quit => return None,
        };
        Some(Action::Completed(answer))
    }

    /// Begins an import beside the screen.
    fn start_import(&mut self, source: String) -> Option<Action> {
        let begun =
            import::spawn_import(source, self.desk.location().clone(), Arc::clone(self.sender.as_ref()?));
        match begun {
            Ok(stop) => {
                self.cancel = Some(stop);
                None
            }
            Err(error) => {
                let words = format!("Not imported: {error}");
                Some(Action::Completed(EffectResult::ImportFinished(ReportContent {
                    summary: words,
                    rows: Vec::new(),
                })))
            }
        }
    }

    /// What earlier runs have left for the screen.
    pub(super) fn load_config(&self) -> Option<Action> {
        Some(Action::Completed(EffectResult::ConfigLoaded(config::load_filters(self.dirs.as_ref()?))))
    }

    /// Keeps a filter in the history. Where that fails, only the history is poorer: nothing is said.
    fn record_filter(&self, filter: &str) -> Option<Action> {
        let _ = config::add_to_history(self.dirs.as_ref()?, filter);
        None
    }

    fn save_filter(&self, saved: &SavedFilter) -> EffectResult {
        let Some(places) = &self.dirs else {
            return EffectResult::Notice("No place for the configuration is known; set HOME.".to_owned());
        };
        match config::save_filter(places, saved) {
            Ok(filters) => {
                EffectResult::FiltersSaved(filters, format!("{} brings “{}” back.", saved.number, saved.name))
            }
            Err(error) => EffectResult::Notice(capitalize(&clean_line(&error))),
        }
    }

    fn cancel_import(&self) -> Option<Action> {
        self.cancel.as_ref()?.store(true, Ordering::Relaxed);
        None
    }

    /// What an import has written.
    fn reload_after_import(&mut self, words: String) -> EffectResult {
        self.cancel = None;
        match self.desk.reload() {
            Ok(()) => EffectResult::StoreRefreshed(Box::new(self.desk.timeline().clone()), words),
            Err(error) => EffectResult::Notice(format!("{words} {}", capitalize(&one_line(&error)))),
        }
    }

    /// The draft in the person's editor. Whatever goes wrong, what they wrote is kept.
    fn edit_toml(&mut self, id: String, kept: Option<String>) -> EffectResult {
        let written = match self.desk.draft_as_toml(&id) {
            Ok(written) => written,
            Err(error) => return EffectResult::Notice(one_line(&error)),
        };
        let given = kept.unwrap_or_else(|| format!("{EDITOR_HEADER}\n{written}"));
        let text = match editor::edit_text(&given) {
            Ok(text) => text,
            Err(editor::EditorError { text: Some(text), message: words }) if text != given => {
                return EffectResult::EditRejected {
                    id,
                    text,
                    message: format!("{words} Your text is kept: E goes on."),
                };
            }
            Err(editor::EditorError { message: words, .. }) => return EffectResult::Notice(words),
        };
        if text.trim().is_empty() {
            return EffectResult::StoreChanged(
                Box::new(self.desk.timeline().clone()),
                "Empty, so nothing was taken.".to_owned(),
            );
        }
        match self.desk.replace_draft(&id, &text) {
            Err(error) => {
                let words = one_line(&error);
                // The first line is ours and says what was wrong, so the other lines keep their numbers.
                let rest =
                    text.strip_prefix('#').and_then(|text| text.split_once('\n')).map(|(_, rest)| rest);
                let text = rest.map_or_else(|| text.clone(), |rest| format!("# Not taken: {words}\n{rest}"));
                EffectResult::EditRejected {
                    id,
                    text,
                    message: format!("Not taken: {words}. E goes on with your text."),
                }
            }
            done => self.decision_result(done),
        }
    }

    /// What was decided, and how to take it back.
    fn decision_result(&self, done: Result<EditOutcome, EditError>) -> EffectResult {
        self.store_result(done.map(|outcome| match outcome {
            EditOutcome::Unchanged => "Nothing was changed.".to_owned(),
            EditOutcome::Changed(description) => format!("{description}. u takes it back."),
        }))
    }

    fn store_result(&self, done: Result<String, EditError>) -> EffectResult {
        match done {
            Ok(words) => {
                EffectResult::StoreChanged(Box::new(self.desk.timeline().clone()), capitalize(&words))
            }
            Err(error) => EffectResult::Notice(capitalize(&one_line(&error))),
        }
    }
}

/// The first line of a draft in the editor.
const EDITOR_HEADER: &str = "# Save and leave to take it; leave it unchanged, or empty, and nothing happens.";

fn one_line(error: &EditError) -> String {
    crate::text::clean(&error.to_string()).replace('\n', " ")
}

/// Opens an address in the browser: http and https only, parsed here once more, as one argument of one program, no
/// shell. Over ssh the browser would open on the far machine, so the address is shown instead.
fn open_url(address: &str) -> String {
    let address = match WebUrl::parse(address) {
        Ok(address) => address,
        Err(error) => return format!("Not opened: the address {error}."),
    };
    let far = ["SSH_CONNECTION", "SSH_TTY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if far {
        return address.to_string();
    }
    let browsers = std::env::var("BROWSER").unwrap_or_default();
    for browser in browsers.split(':').filter(|browser| !browser.trim().is_empty()) {
        if let Some(mut command) = browser_command(browser, address.as_str())
            && command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .is_ok_and(reap_in_background)
        {
            return format!("Opened {address}");
        }
    }
    match open::that_detached(address.as_str()) {
        Ok(()) => format!("Opened {address}"),
        Err(_) => format!("No browser found: {address}"),
    }
}

/// Waits for the browser in the background, so that it does not stay as a zombie.
fn reap_in_background(mut child: std::process::Child) -> bool {
    std::thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait()).is_ok()
}

/// A program of `BROWSER`: words split at spaces, the address in the place of `%s` or behind the others.
fn browser_command(browser: &str, address: &str) -> Option<Command> {
    let mut words = browser.split_whitespace();
    let mut command = Command::new(words.next()?);
    let mut placed = false;
    for word in words {
        placed |= word == "%s";
        command.arg(if word == "%s" { address } else { word });
    }
    if !placed {
        command.arg(address);
    }
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_one_argument() {
        let words = |browser: &str| {
            let command = browser_command(browser, "https://x.org/a?b=1&c=2;rm").unwrap();
            let mut words = vec![command.get_program().to_owned()];
            words.extend(command.get_args().map(ToOwned::to_owned));
            words.into_iter().map(|word| word.into_string().unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(words("lynx"), ["lynx", "https://x.org/a?b=1&c=2;rm"]);
        assert_eq!(words("open -a %s --new"), ["open", "-a", "https://x.org/a?b=1&c=2;rm", "--new"]);
    }

    #[test]
    fn no_other_scheme_is_ever_opened() {
        for address in ["javascript:alert(1)", "file:///etc/passwd", "--help", "https://a@b.org/"] {
            assert!(open_url(address).starts_with("Not opened"), "{address}");
        }
    }
}
