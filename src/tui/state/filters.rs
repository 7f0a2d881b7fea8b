//! Filters kept, given back, saved under digits and remembered. Never decides what a filter lets through.

use super::line::Line;
use super::offers::{Offer, Offers};
use super::screen::State;
use crate::home::memory::{Memory, Saved};
use crate::model::Timeline;
use crate::query::{self, Candidate, Query};
use crate::tui::action::{Effect, Filter, Layer};

impl State {
    /// The group of actions about the filter.
    pub(in crate::tui) fn filtering(&mut self, action: Filter) -> Option<Effect> {
        if action == Filter::Start {
            self.views.before = Some(self.places());
        }
        let back = if action == Filter::GiveBack { self.views.before.take() } else { None };
        let effect = self.with_views(|state| state.filtering_alone(action));
        if let Some(places) = back {
            self.renew(&places);
        }
        effect
    }

    fn filtering_alone(&mut self, action: Filter) -> Option<Effect> {
        let selected = self.selected_id();
        match action {
            Filter::Start => {
                self.before = Some((self.filter.clone(), selected));
                (self.past, self.offers) = (None, Offers::default());
                self.push(Layer::Filter);
            }
            Filter::Keep => {
                // To be kept it has to be right to its end.
                self.wrong = Query::parse(self.filter.text()).err();
                if self.wrong.is_some() {
                    return None;
                }
                self.before = None;
                self.notice = self.read_as.as_ref().map(|words| format!("Read as “{words}”."));
                self.filter = Line::new(self.filter.text());
                self.pop();
                return self.keep_in_history();
            }
            Filter::GiveBack => {
                self.pop();
                if let Some((line, selected)) = self.before.take() {
                    self.filter = line;
                    self.refilter(selected.as_deref());
                }
            }
            Filter::Clear => self.clear_filter(selected.as_deref()),
            Filter::All => {
                self.axis_whole();
                self.clear_filter(selected.as_deref());
            }
            Filter::Drafts => {
                self.only_drafts = !self.only_drafts;
                self.refilter(selected.as_deref());
            }
            Filter::Set(words) => {
                self.set_filter(&words, selected.as_deref());
                return if self.wrong.is_none() { self.keep_in_history() } else { None };
            }
            Filter::Saved(number) => self.take_saved(number, selected.as_deref()),
            Filter::Complete => self.complete_filter(),
            Filter::Older => self.walk_history(true),
            Filter::Newer => self.walk_history(false),
        }
        None
    }

    /// The next of what may stand at the caret.
    fn complete_filter(&mut self) {
        let now = self.filter.text().to_owned();
        let caret = self.filter.before().chars().count();
        let again = self.offers.again(&now);
        let offer = again.or_else(|| self.offers.first(&now, offers("", &now, caret, &self.timeline)));
        if let Some(offer) = offer {
            self.filter.put(&offer.line, offer.behind);
            self.refilter(None);
        } else {
            self.notice = Some("No field and no value is known that begins like this.".to_owned());
        }
    }

    /// What Tab offers for the filter, for as long as it stands there.
    pub fn offered(&self) -> Option<(&[Offer], Option<usize>)> {
        match (self.layer(), &self.prompt) {
            (Layer::Filter, _) => self.offers.shown(self.filter.text()),
            (Layer::Prompt, Some(prompt)) => prompt.offered(),
            _ => None,
        }
    }

    fn set_filter(&mut self, words: &str, keep: Option<&str>) {
        self.filter = Line::new(words);
        self.refilter(keep);
    }

    /// The filter under a digit; where it is on, off.
    fn take_saved(&mut self, number: u8, keep: Option<&str>) {
        let Some(saved) = self.saved.iter().find(|one| one.number == number) else {
            self.notice = Some(format!("No filter is saved under {number}. S saves the present one."));
            return;
        };
        if self.filter.text() == Line::new(&saved.query).text() {
            self.set_filter("", keep);
        } else {
            let (query, words) = (saved.query.clone(), format!("{number}: {}", saved.name));
            self.set_filter(&query, keep);
            self.notice = Some(words);
        }
    }

    /// The filter saved under a digit that is on.
    pub fn saved_now(&self) -> Option<u8> {
        let is_on = |one: &&Saved| Line::new(&one.query).text() == self.filter.text();
        self.saved.iter().find(is_on).map(|one| one.number)
    }

    /// What was typed becomes the latest of the history.
    fn keep_in_history(&mut self) -> Option<Effect> {
        let text = self.filter.text().trim().to_owned();
        self.past = None;
        if text.is_empty() || self.history.last() == Some(&text) {
            return None;
        }
        self.history.retain(|one| *one != text);
        self.history.push(text.clone());
        Some(Effect::Remember(text))
    }

    /// The filter kept before, or after; behind the latest comes what was being typed.
    fn walk_history(&mut self, back: bool) {
        let count = self.history.len();
        let (at, typed) = self.past.take().unwrap_or((count, self.filter.text().to_owned()));
        let to = if back { at.checked_sub(1) } else { (at < count).then_some(at + 1) };
        let Some(to) = to else {
            self.notice =
                Some(if back { "No filter was kept before." } else { "This is what was typed." }.to_owned());
            self.past = Some((at, typed));
            return;
        };
        let words = self.history.get(to).unwrap_or(&typed).clone();
        self.past = Some((to, typed));
        self.set_filter(&words, None);
    }

    /// What earlier runs have left.
    pub(in crate::tui) fn remembered(&mut self, memory: Memory) {
        (self.saved, self.history) = (memory.saved, memory.history);
        self.notice = memory.trouble.or(self.notice.take());
    }

    /// Under what the present filter is saved where nothing is typed: its digit and name, else the first free digit.
    pub(super) fn digit_to_save(&mut self) -> Option<String> {
        if self.filter.text().trim().is_empty() || self.wrong.is_some() {
            let why = if self.wrong.is_some() {
                "The filter is wrong: / mends it."
            } else {
                "There is no filter to save: / types one."
            };
            self.notice = Some(why.to_owned());
            return None;
        }
        if let Some(now) = self.saved_now() {
            let name = self.saved.iter().find(|one| one.number == now).map_or("", |one| &one.name);
            return Some(format!("{now} {name}"));
        }
        let free = (1..=9).find(|number| self.saved.iter().all(|one| one.number != *number));
        Some(free.map(|number| format!("{number} ")).unwrap_or_default())
    }

    /// Whether the digit holds another filter of which the person has not been told yet; then they are.
    pub(super) fn asks_to_replace(&mut self, new: &Saved, typed: &str) -> bool {
        let old = self.saved.iter().find(|one| one.number == new.number && one.query != new.query);
        let (Some(old), Some(prompt)) = (old, self.prompt.as_mut()) else { return false };
        if prompt.told.as_deref() == Some(typed) {
            return false;
        }
        prompt.told = Some(typed.to_owned());
        self.notice =
            Some(format!("{} holds “{}”: {}. Enter once more replaces it.", old.number, old.name, old.query));
        true
    }

    /// The filter to save, where a digit and perhaps a name were typed.
    pub(super) fn filter_to_save(&mut self, typed: &str) -> Option<Saved> {
        let (digit, name) = typed.trim().split_once(' ').unwrap_or((typed.trim(), ""));
        let Some(number) = digit.parse().ok().filter(|number| (1..=9).contains(number)) else {
            self.notice = Some("A digit from 1 to 9 comes first, then a name.".to_owned());
            return None;
        };
        let (query, name) = (self.filter.text().trim().to_owned(), name.trim());
        let name = if name.is_empty() { query.clone() } else { name.to_owned() };
        Some(Saved { number, name, query })
    }
}

/// The lines that the filter `text` behind `lead` may become at the caret, counted in characters of `text`.
pub(super) fn offers(lead: &str, text: &str, caret: usize, timeline: &Timeline) -> Vec<Offer> {
    let Some(found) = query::complete(text, caret, timeline) else { return Vec::new() };
    let cut = |from: usize, to: usize| text.chars().skip(from).take(to - from).collect::<String>();
    let (before, behind) = (cut(0, found.start), cut(found.end, usize::MAX));
    let offer = |one: Candidate| Offer {
        line: format!("{lead}{before}{}{behind}", one.text),
        behind: behind.chars().count(),
        label: format!("{}  ({})", one.text, one.about),
    };
    found.candidates.into_iter().map(offer).collect()
}
