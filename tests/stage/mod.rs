//! A screen without a terminal: an invented timeline, key scripts in, the drawn cells out. Results of effects are made
//! here, so no test touches a store, a browser or the network.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use koreacyber_tui::config::{FilterMemory, SavedFilter};
use koreacyber_tui::curation;
use koreacyber_tui::model::{Origin, StoreLayer as Rows, Timeline};
use koreacyber_tui::tui::action::Action;
use koreacyber_tui::tui::effect::Effect;
use koreacyber_tui::tui::effect_result::{EffectResult, ImportSummary, ImportedItem};
use koreacyber_tui::tui::key::Key;
use koreacyber_tui::tui::keymap;
use koreacyber_tui::tui::state::State;
use koreacyber_tui::tui::theme::Theme;
use koreacyber_tui::tui::{update, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The one source of the timeline that has a saved text, and that text.
const SAVED: (&str, &str) = (
    "lantern-2031-03-14",
    "Two cyber offices agree on shared drills\n\nBUSAN - The Tide Cyber Office and the River Cyber Center put their \
     names to a paper on Thursday.\n\nThey will train together every spring and every autumn, and neither will wait \
     more than a day before it tells the other of an attack on a port.\n\nA list of people to call will hang in every \
     terminal by September, the paper says; who pays for the drills it leaves open.\n\nFishermen at the pier asked \
     whether the ferries would run on drill days. They will.",
);

/// A state, and the last effect.
pub(crate) struct Stage {
    pub(crate) state: State,
    pub(crate) effect: Option<Effect>,
}

impl Stage {
    /// The invented timeline on a screen of this size.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::of(timeline(include_str!("timeline.toml")), width, height)
    }

    /// Any timeline.
    pub(crate) fn of(timeline: Timeline, width: u16, height: u16) -> Self {
        let today = "2031-12-01".parse().unwrap();
        let mut state = State::new(timeline, "invented".to_owned(), today, "", (width, height));
        let saved = vec![SavedFilter { number: 1, name: "memoranda".into(), query: "mou".into() }];
        let history = vec!["drill".to_owned(), "port".to_owned()];
        let memory = FilterMemory { saved, history, load_error: None };
        update::apply_result(&mut state, EffectResult::ConfigLoaded(memory));
        Self { state, effect: None }
    }

    /// Presses keys by name, separated by spaces: `j`, `Ctrl-d`, `Enter`. A word behind `'` is typed letter by letter,
    /// `_` as a space: `/ 'port_drill Enter`.
    pub(crate) fn press(mut self, script: &str) -> Self {
        for word in script.split_whitespace() {
            match word.strip_prefix('\'').filter(|typed| !typed.is_empty()) {
                Some(typed) => typed.chars().for_each(|c| {
                    self.key(KeyEvent::from(KeyCode::Char(if c == '_' { ' ' } else { c })));
                }),
                None => {
                    self.key(named(word));
                }
            }
        }
        self
    }

    /// Presses one key; nothing happens if the top layer has no binding for it.
    pub(crate) fn key(&mut self, key: KeyEvent) {
        for key in keymap::latin_keys(self.state.layer(), key) {
            let action = keymap::action_for_key(self.state.layer(), key);
            if let Some(action) = action {
                self.act(action);
            }
        }
    }

    /// Applies an action, then the result of its effect.
    pub(crate) fn act(&mut self, action: Action) {
        self.effect = update::update(&mut self.state, action);
        self.run_effect();
    }

    /// Applies a result, then the result of the effect that follows.
    pub(crate) fn finish(&mut self, result: EffectResult) {
        self.effect = update::apply_result(&mut self.state, result);
        self.run_effect();
    }

    /// Applies the result of the last effect, if it has one here.
    fn run_effect(&mut self) {
        let saved = |id: &str| (id == SAVED.0).then(|| SAVED.1.to_owned());
        let timeline = &self.state.timeline;
        let result = match &self.effect {
            Some(Effect::ReadSourceText(ids)) if ids.iter().any(|id| id == SAVED.0) => {
                Some(EffectResult::SourceText(SAVED.0.to_owned(), SAVED.1.to_owned()))
            }
            Some(Effect::Import(path)) if path == "stories" => {
                let item = |n| ImportedItem {
                    path: format!("stories/{n}.txt"),
                    outcome: "1 draft".into(),
                    refused: n % 3 == 0,
                };
                let summary = "30 articles: 20 new, 10 refused".to_owned();
                Some(EffectResult::ImportFinished(ImportSummary {
                    summary,
                    items: (1..=30).map(item).collect(),
                }))
            }
            Some(Effect::PrepareReview(id)) => curation::build_review(timeline, id, saved)
                .map(|draft| EffectResult::DraftReviewReady(Box::new(draft))),
            Some(Effect::PreviewMerge { draft, event }) => curation::merge_preview(timeline, draft, event)
                .map(|preview| EffectResult::MergePreviewReady(Box::new(preview))),
            _ => None,
        };
        if let Some(result) = result
            && let Some(Effect::ReloadAfterImport(summary)) = update::apply_result(&mut self.state, result)
        {
            let timeline = Box::new(self.state.timeline.clone());
            self.finish(EffectResult::StoreRefreshed(timeline, summary));
        }
    }

    /// The cells of the screen, in color.
    pub(crate) fn draw(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let frame = terminal.draw(|frame| view::draw(frame, &self.state, Theme::new(true), false)).unwrap();
        frame.buffer.clone()
    }
}

/// A timeline from the text of a store.
pub(crate) fn timeline(toml: &str) -> Timeline {
    let rows: Rows = toml::from_str(toml).unwrap();
    Timeline::new([(Origin::Own, rows)])
}

/// The event of a key of the command table.
pub(crate) fn event(key: Key) -> KeyEvent {
    KeyEvent::new(key.code, key.modifiers)
}

fn named(name: &str) -> KeyEvent {
    let mut keys = keymap::all_bindings().flat_map(|(_, binding)| binding.keys);
    let known = keys.find(|key| key.name() == name);
    match (known, name.chars().next()) {
        (Some(key), _) => event(*key),
        (None, Some(c)) if name.chars().count() == 1 => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
        _ => panic!("no key has the name {name:?}"),
    }
}
