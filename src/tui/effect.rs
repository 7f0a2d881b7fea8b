//! The only room of the screen that touches the world: the store through the desk, articles to import, the browser, the
//! person's editor, the folders where things are, what is remembered between runs. Answers become actions. Never draws.

mod editor;
mod import;

pub(super) use import::Tell;

use super::action::{Action, Answer, Effect};
use super::page::report::Report;
use crate::desk::{self, Desk, Error};
use crate::home::memory::{self, Saved};
use crate::home::{self, Places};
use crate::model::Address;
use crate::text::{capitalized, clean_line};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What the screen works on.
pub struct World {
    desk: Desk,
    /// Where to say what happens while the screen goes on; nowhere before it is shown.
    tell: Option<Tell>,
    /// Where things are; `None` where no home folder is known.
    places: Option<Places>,
    /// Stops the import that goes on.
    stop: Option<Arc<AtomicBool>>,
}

impl World {
    /// A world whose store is on this desk.
    pub fn new(desk: Desk) -> Self {
        Self { desk, tell: None, places: home::places(), stop: None }
    }

    /// From now on tells `tell` what happens elsewhere.
    pub(super) fn listen(&mut self, tell: Tell) {
        self.tell = Some(tell);
    }

    pub(super) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Carries an effect out and gives back what the screen is to know. Quitting, redrawing and suspending are the
    /// loop's own; for the editor it has to give the terminal away before, and take it back after.
    pub(super) fn carry_out(&mut self, effect: Effect) -> Option<Action> {
        let answer = match effect {
            Effect::Browse(address) => Answer::Notice(browse(&address)),
            Effect::ReadText(sources) => {
                let first = sources.into_iter().find_map(|id| self.desk.text_of(&id).map(|text| (id, text)));
                first.map(|(id, text)| Answer::Text(id, text))?
            }
            Effect::Accept(id) => {
                let done = self.desk.accept(&id);
                self.decided(done)
            }
            Effect::Reject(id) => {
                let done = self.desk.reject(&id);
                self.decided(done)
            }
            Effect::AcceptSure(source) => {
                let done = self.desk.accept_sure(&source);
                self.decided(done)
            }
            Effect::Edit { id, part, typed } => {
                let done = self.desk.edit(&id, part, &typed);
                self.decided(done)
            }
            Effect::Publish { source, typed } => {
                let done = self.desk.publish(&source, &typed);
                self.decided(done)
            }
            Effect::Merge { draft, event, choices } => {
                let done = self.desk.merge(&draft, &event, &choices);
                self.decided(done)
            }
            Effect::LookAt(id) => Answer::Sheet(Box::new(self.desk.sheet(&id)?)),
            Effect::Compare { draft, event } => {
                Answer::Sides(Box::new(desk::sides(self.desk.timeline(), &draft, &event)?))
            }
            Effect::EditText { id, text } => self.edit_text(id, text),
            Effect::Import(source) => return self.import(source),
            Effect::StopImport => return self.stop_import(),
            Effect::ListPaths(typed) => Answer::Paths(import::paths(&typed), typed),
            Effect::Remember(filter) => return self.remember(&filter),
            Effect::SaveFilter(saved) => self.save_filter(&saved),
            Effect::TakeIn(words) => self.take_in(words),
            Effect::Undo => {
                let done = self.desk.undo();
                self.changed(done.map(|words| words.unwrap_or_else(|| "Nothing to take back.".to_owned())))
            }
            Effect::Redo => {
                let done = self.desk.redo();
                self.changed(done.map(|words| words.unwrap_or_else(|| "Nothing to do again.".to_owned())))
            }
            Effect::Reload => {
                let done = self.desk.reload();
                self.changed(done.map(|()| "Read the store again.".to_owned()))
            }
            Effect::Redraw | Effect::Suspend | Effect::Quit => return None,
        };
        Some(Action::Answer(answer))
    }

    /// Begins an import beside the screen.
    fn import(&mut self, source: String) -> Option<Action> {
        let begun = import::begin(source, self.desk.place().clone(), Arc::clone(self.tell.as_ref()?));
        match begun {
            Ok(stop) => {
                self.stop = Some(stop);
                None
            }
            Err(error) => {
                let words = format!("Not imported: {error}");
                Some(Action::Answer(Answer::Imported(Report { words, rows: Vec::new() })))
            }
        }
    }

    /// What earlier runs have left for the screen.
    pub(super) fn recall(&self) -> Option<Action> {
        Some(Action::Answer(Answer::Remembered(memory::recall(self.places.as_ref()?))))
    }

    /// Keeps a filter in the history. Where that fails, only the history is poorer: nothing is said.
    fn remember(&self, filter: &str) -> Option<Action> {
        let _ = memory::remember(self.places.as_ref()?, filter);
        None
    }

    fn save_filter(&self, saved: &Saved) -> Answer {
        let Some(places) = &self.places else {
            return Answer::Notice("No place for the configuration is known; set HOME.".to_owned());
        };
        match memory::save(places, saved) {
            Ok(filters) => {
                Answer::Filters(filters, format!("{} brings “{}” back.", saved.number, saved.name))
            }
            Err(error) => Answer::Notice(capitalized(&clean_line(&error))),
        }
    }

    fn stop_import(&self) -> Option<Action> {
        self.stop.as_ref()?.store(true, Ordering::Relaxed);
        None
    }

    /// What an import has written.
    fn take_in(&mut self, words: String) -> Answer {
        self.stop = None;
        match self.desk.reload() {
            Ok(()) => Answer::Refreshed(Box::new(self.desk.timeline().clone()), words),
            Err(error) => Answer::Notice(format!("{words} {}", capitalized(&one_line(&error)))),
        }
    }

    /// The draft in the person's editor. Whatever goes wrong, what they wrote is kept.
    fn edit_text(&mut self, id: String, kept: Option<String>) -> Answer {
        let written = match self.desk.written(&id) {
            Ok(written) => written,
            Err(error) => return Answer::Notice(one_line(&error)),
        };
        let given = kept.unwrap_or_else(|| format!("{HEAD}\n{written}"));
        let text = match editor::edit(&given) {
            Ok(text) => text,
            Err(editor::Failure { text: Some(text), words }) if text != given => {
                return Answer::Spoiled { id, text, words: format!("{words} Your text is kept: E goes on.") };
            }
            Err(editor::Failure { words, .. }) => return Answer::Notice(words),
        };
        if text.trim().is_empty() {
            return Answer::Loaded(
                Box::new(self.desk.timeline().clone()),
                "Empty, so nothing was taken.".to_owned(),
            );
        }
        match self.desk.rewrite(&id, &text) {
            Err(error) => {
                let words = one_line(&error);
                // The first line is ours and says what was wrong, so the other lines keep their numbers.
                let rest =
                    text.strip_prefix('#').and_then(|text| text.split_once('\n')).map(|(_, rest)| rest);
                let text = rest.map_or_else(|| text.clone(), |rest| format!("# Not taken: {words}\n{rest}"));
                Answer::Spoiled { id, text, words: format!("Not taken: {words}. E goes on with your text.") }
            }
            done => self.decided(done),
        }
    }

    /// What was decided, and how to take it back.
    fn decided(&self, done: Result<String, Error>) -> Answer {
        self.changed(done.map(|words| match words.as_str() {
            desk::UNCHANGED => format!("{words}."),
            _ => format!("{words}. u takes it back."),
        }))
    }

    fn changed(&self, done: Result<String, Error>) -> Answer {
        match done {
            Ok(words) => Answer::Loaded(Box::new(self.desk.timeline().clone()), capitalized(&words)),
            Err(error) => Answer::Notice(capitalized(&one_line(&error))),
        }
    }
}

/// The first line of a draft in the editor.
const HEAD: &str = "# Save and leave to take it; leave it unchanged, or empty, and nothing happens.";

fn one_line(error: &Error) -> String {
    crate::text::clean(&error.to_string()).replace('\n', " ")
}

/// Opens an address in the browser: http and https only, parsed here once more, as one argument of one program, no
/// shell. Over ssh the browser would open on the far machine, so the address is shown instead.
fn browse(address: &str) -> String {
    let address = match Address::parse(address) {
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
        if let Some(mut command) = command(browser, address.as_str())
            && command
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .is_ok_and(reaped)
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
fn reaped(mut child: std::process::Child) -> bool {
    std::thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait()).is_ok()
}

/// A program of `BROWSER`: words split at spaces, the address in the place of `%s` or behind the others.
fn command(browser: &str, address: &str) -> Option<Command> {
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
            let command = command(browser, "https://x.org/a?b=1&c=2;rm").unwrap();
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
            assert!(browse(address).starts_with("Not opened"), "{address}");
        }
    }
}
