//! A screen without a terminal: an invented timeline, key scripts in, the drawn cells out. What the world would answer
//! is answered here, so no test touches a store, a browser or the network.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use koreacyber_tui::config::{FilterMemory, SavedFilter};
use koreacyber_tui::curation;
use koreacyber_tui::model::{Origin, StoreLayer as Rows, Timeline};
use koreacyber_tui::tui::action::{Action, Effect, EffectResult};
use koreacyber_tui::tui::keymap::{self, KEY_BINDINGS, Key};
use koreacyber_tui::tui::page::report::{ReportContent, ReportItem};
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

/// A state, and the last effect it asked for.
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
        update::update(&mut state, Action::Completed(EffectResult::ConfigLoaded(memory)));
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

    /// Presses one key; nothing happens where the layer on top has no row for it.
    pub(crate) fn key(&mut self, key: KeyEvent) {
        for key in keymap::latin_keys(self.state.layer(), key) {
            let action = keymap::action_for_key(self.state.layer(), key);
            if let Some(action) = action {
                self.act(action);
            }
        }
    }

    /// Does an action and takes in what the world would answer.
    pub(crate) fn act(&mut self, action: Action) {
        self.effect = update::update(&mut self.state, action);
        let saved = |id: &str| (id == SAVED.0).then(|| SAVED.1.to_owned());
        let timeline = &self.state.timeline;
        let answer = match &self.effect {
            Some(Effect::ReadSourceText(ids)) if ids.iter().any(|id| id == SAVED.0) => {
                Some(EffectResult::SourceText(SAVED.0.to_owned(), SAVED.1.to_owned()))
            }
            Some(Effect::Import(path)) if path == "stories" => {
                let row = |n| ReportItem {
                    path: format!("stories/{n}.txt"),
                    outcome: "1 draft".into(),
                    refused: n % 3 == 0,
                };
                let words = "30 articles: 20 new, 10 refused".to_owned();
                Some(EffectResult::ImportFinished(ReportContent {
                    summary: words,
                    rows: (1..=30).map(row).collect(),
                }))
            }
            Some(Effect::PrepareReview(id)) => curation::build_review(timeline, id, saved)
                .map(|sheet| EffectResult::DraftReviewReady(Box::new(sheet))),
            Some(Effect::PreviewMerge { draft, event }) => curation::merge_preview(timeline, draft, event)
                .map(|sides| EffectResult::MergePreviewReady(Box::new(sides))),
            _ => None,
        };
        if let Some(answer) = answer
            && let Some(Effect::ReloadAfterImport(words)) =
                update::update(&mut self.state, Action::Completed(answer))
        {
            self.act(Action::Completed(EffectResult::StoreRefreshed(
                Box::new(self.state.timeline.clone()),
                words,
            )));
        }
    }

    /// The cells of the screen, in colour.
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

/// The event of a key of the table.
pub(crate) fn event(key: Key) -> KeyEvent {
    KeyEvent::new(key.code, key.modifiers)
}

fn named(name: &str) -> KeyEvent {
    let known = KEY_BINDINGS.iter().flat_map(|row| row.keys).find(|key| key.name() == name);
    match (known, name.chars().next()) {
        (Some(key), _) => event(*key),
        (None, Some(c)) if name.chars().count() == 1 => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
        _ => panic!("no key is called {name:?}"),
    }
}
