//! What is asked for in the line at the foot, and the imports that it begins. Never touches the world; what it needs from
//! there it asks for as an effect.

use super::filters;
use super::importing::{Importing, Stop};
use super::offers::Offer;
use super::prompt::Prompt;
use super::screen::State;
use crate::tui::action::{Action, Ask, Effect, Jump, Layer, Prompting};
use crate::tui::commands;
use crate::tui::page::Page;
use crate::tui::page::report::{self, Report};

/// The most ids that Tab offers.
const IDS: usize = 100;

impl State {
    /// The group of actions about the line at the foot.
    pub(in crate::tui) fn prompting(&mut self, action: Prompting) -> Option<Effect> {
        match action {
            Prompting::Open(Ask::Import) if self.importing.is_some() => self.stop_import(),
            Prompting::Open(ask) => {
                if ask == Ask::Save {
                    self.digit_to_save()?;
                }
                self.prompt = Some(Prompt::new(ask));
                self.push(Layer::Prompt);
                None
            }
            Prompting::Complete => self.complete_prompt(),
            Prompting::Take => self.take_prompt(),
        }
    }

    /// Whether the line at the foot asks for this.
    pub(in crate::tui) fn asks(&self, ask: Ask) -> bool {
        self.layer() == Layer::Prompt && self.prompt.as_ref().is_some_and(|prompt| prompt.ask == ask)
    }

    fn complete_prompt(&mut self) -> Option<Effect> {
        let prompt = self.prompt.as_mut()?;
        let now = prompt.line.text().to_owned();
        if let Some(offer) = prompt.offers.again(&now) {
            prompt.put(&offer);
            return None;
        }
        let prompt = self.prompt.as_ref()?;
        if let Some((_, path)) = prompt.path() {
            return Some(Effect::ListPaths(path.to_owned()));
        }
        let words = now.strip_prefix("filter ").filter(|_| prompt.ask == Ask::Command);
        let list = match (prompt.ask, words) {
            (_, Some(words)) => {
                let caret = prompt.line.before().chars().count().saturating_sub("filter ".len());
                filters::offers("filter ", words, caret, &self.timeline)
            }
            (Ask::Command, None) => {
                let names = commands::offers(&now);
                let ids = self.ids(&now).take(IDS).map(str::to_owned);
                names.into_iter().chain(ids).map(Offer::whole).collect()
            }
            _ => Vec::new(),
        };
        let prompt = self.prompt.as_mut()?;
        match prompt.offers.first(&now, list) {
            Some(offer) => prompt.put(&offer),
            None => self.notice = Some("No command and no event id begins like this.".to_owned()),
        }
        None
    }

    fn take_prompt(&mut self) -> Option<Effect> {
        let prompt = self.prompt.as_ref()?;
        let (ask, mut text) = (prompt.ask, prompt.line.text().trim().to_owned());
        if text.is_empty() && ask == Ask::Save {
            text = self.digit_to_save()?;
        }
        if text.is_empty() {
            self.notice = Some("Nothing is typed. Esc leaves the line.".to_owned());
            return None;
        }
        match ask {
            Ask::Import => {
                self.pop();
                self.import(text)
            }
            Ask::Save => {
                let saved = self.filter_to_save(&text)?;
                if self.asks_to_replace(&saved, &text) {
                    return None;
                }
                self.pop();
                Some(Effect::SaveFilter(saved))
            }
            Ask::Command => None,
        }
    }

    /// What is meant by the name, date or number that was typed. Where it has no meaning, the line stays.
    pub(in crate::tui) fn take_command(&mut self) -> Option<Action> {
        let text = self.prompt.as_ref()?.line.text().to_owned();
        if text.trim().is_empty() {
            self.pop();
            return None;
        }
        let meant = match self.id_meant(text.trim()) {
            Some(id) => Ok(Action::Jump(Jump::Id(id))),
            None => commands::read(&text, self.below()),
        };
        let shown = self.shown.len();
        match meant {
            Ok(Action::Jump(Jump::Number(number))) if !(1..=shown).contains(&number) => {
                self.notice = Some(format!("There is no event {number}: {shown} are shown."));
                None
            }
            Ok(action) => {
                self.pop();
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
    fn id_meant(&self, typed: &str) -> Option<String> {
        let mut begun = self.ids(typed);
        let first = begun.next()?;
        let alone =
            first == typed || begun.next().is_none() && typed.contains('-') && !commands::begins(typed);
        alone.then(|| first.to_owned())
    }

    /// The ids that begin like this, in the order of the timeline; the very one first.
    fn ids<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a str> {
        let same = self.timeline.get(typed).map(|entry| entry.event.id.as_str());
        let ids = self.timeline.entries().iter().map(|entry| entry.event.id.as_str());
        let begun = ids.filter(move |id| !typed.is_empty() && id.starts_with(typed) && *id != typed);
        same.into_iter().chain(begun)
    }

    /// Begins an import.
    pub(in crate::tui) fn import(&mut self, source: String) -> Option<Effect> {
        if self.importing.is_some() {
            self.notice = Some("One import goes on; i tells how to stop it.".to_owned());
            return None;
        }
        self.importing = Some(Importing::of(&source));
        Some(Effect::Import(source))
    }

    /// The paths that `typed` may become have come.
    pub(in crate::tui) fn paths_found(&mut self, typed: &str, paths: &[String]) {
        let Some(prompt) = self.prompt.as_mut() else { return };
        let Some((before, _)) = prompt.path().filter(|(_, path)| *path == typed) else { return };
        let lines = paths.iter().map(|path| Offer::path(format!("{before}{path}"))).collect();
        let now = prompt.line.text().to_owned();
        match prompt.offers.first(&now, lines) {
            Some(offer) => prompt.put(&offer),
            None => self.notice = Some("No file or folder begins like this.".to_owned()),
        }
    }

    /// The key for another import while one goes on: first says how to stop it, then does.
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
