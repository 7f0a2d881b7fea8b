//! What is asked for in the line at the foot, and the imports that it begins. Never touches the world; what it needs from
//! there it asks for as an effect.

use super::importing::{Importing, Stop};
use super::prompt::Prompt;
use super::screen::State;
use crate::tui::action::{Ask, Effect, Layer, Prompting};
use crate::tui::page::Page;
use crate::tui::page::report::{self, Report};

impl State {
    /// The group of actions about the line at the foot.
    pub(in crate::tui) fn prompting(&mut self, action: Prompting) -> Option<Effect> {
        match action {
            Prompting::Open(Ask::Import) if self.importing.is_some() => self.stop_import(),
            Prompting::Open(ask) => {
                self.prompt = Some(Prompt::new(ask));
                self.push(Layer::Prompt);
                None
            }
            Prompting::Complete => {
                let prompt = self.prompt.as_mut()?;
                let now = prompt.line.text().to_owned();
                match prompt.offers.again(&now) {
                    Some(text) => prompt.put(&text),
                    None => return Some(Effect::ListPaths(now)),
                }
                None
            }
            Prompting::Take => self.take_prompt(),
        }
    }

    fn take_prompt(&mut self) -> Option<Effect> {
        let prompt = self.prompt.as_ref()?;
        let text = prompt.line.text().trim().to_owned();
        if text.is_empty() {
            self.notice = Some("Nothing is typed. Esc leaves the line.".to_owned());
            return None;
        }
        match prompt.ask {
            Ask::Import => {
                self.pop();
                self.importing = Some(Importing::of(&text));
                Some(Effect::Import(text))
            }
        }
    }

    /// The paths that `typed` may become have come.
    pub(in crate::tui) fn paths_found(&mut self, typed: &str, paths: Vec<String>) {
        let Some(prompt) = self.prompt.as_mut().filter(|prompt| prompt.line.text() == typed) else { return };
        match prompt.offers.first(typed, paths) {
            Some(text) => prompt.put(&text),
            None => self.notice = Some("No file or folder begins like this.".to_owned()),
        }
    }

    /// The key for another import while one goes on: first says how far it is, then stops it.
    pub(super) fn stop_import(&mut self) -> Option<Effect> {
        let importing = self.importing.as_mut()?;
        let (words, next) = match importing.stop {
            Stop::Not => {
                ("One import goes on. i once more stops it; what has been read is kept.", Stop::Offered)
            }
            Stop::Offered => ("No further article is read; those that have been are imported.", Stop::Asked),
            Stop::Asked => ("The import ends with the articles that are being read.", Stop::Asked),
        };
        let stops = importing.stop == Stop::Offered;
        importing.stop = next;
        self.notice = Some(words.to_owned());
        stops.then_some(Effect::StopImport)
    }

    /// So many of so many articles have been read.
    pub(in crate::tui) fn import_goes_on(&mut self, done: usize, of: usize) {
        if let Some(importing) = self.importing.as_mut() {
            // Two threads may tell in the wrong order.
            importing.done = (importing.done.0.max(done), of);
        }
    }

    /// The import has ended. The effect takes in what it wrote.
    pub(in crate::tui) fn import_ended(&mut self, report: Report) -> Effect {
        self.importing = None;
        let words = report.words.clone();
        self.report = Some(report);
        Effect::TakeIn(words)
    }

    /// Opens the report of the last import.
    pub(in crate::tui) fn open_report(&mut self) {
        if self.report.is_some() {
            self.push(Layer::Report);
        } else {
            self.notice = Some("Nothing was imported since the program began. i imports.".to_owned());
        }
    }

    /// The report of the last import as a page.
    pub fn report_page(&self) -> Page {
        let width = usize::from(self.layout().body.width.saturating_sub(2));
        self.report.as_ref().map(|report| report::page(report, width)).unwrap_or_default()
    }
}
