//! The terminal interface: an event loop. A key becomes an action, the action changes the state, the state is drawn. Nothing
//! is drawn while nothing changes, so an idle screen costs nothing.

pub mod action;
pub mod axis;
mod command_line;
pub mod commands;
mod completion;
mod cursor;
pub mod effect;
pub mod effect_result;
mod effect_runner;
mod import_control;
mod input_line;
pub mod key;
pub mod keymap;
mod layer_behavior;
pub mod layer_stack;
pub mod layers;
pub mod layout;
pub mod line_editor;
mod painter;
pub mod row_cells;
pub mod row_view;
pub mod running_import;
pub mod scroll_page;
pub mod state;
pub mod styled_text;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;
mod view_trail;

pub use effect_runner::EffectRunner;

use action::{Action, ScreenAction, TextInput};
use chrono::NaiveDate;
use crossterm::event::{Event, KeyEvent, KeyEventKind};
use effect::Effect;
use effect_result::EffectResult;
use state::State;
use std::collections::VecDeque;
use std::io;
use terminal::{Terminal, TerminalEvent};
use theme::Theme;
use update::{apply_result, update};

/// Options of the terminal interface.
#[derive(Clone, Debug)]
pub struct ScreenOptions {
    /// The filter applied at the start.
    pub query: String,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Whether colors are used.
    pub color: bool,
}

/// An error that ends the terminal interface.
#[derive(Debug, thiserror::Error)]
pub enum UiError {
    /// The terminal cannot be read or written.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// The columns of the terminal, if standard output is one.
pub fn terminal_columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(width, _)| usize::from(width)).filter(|&width| width > 0)
}

/// Shows the timeline until the user quits. The terminal is restored in any case.
pub fn run(mut runner: EffectRunner, options: &ScreenOptions) -> Result<(), UiError> {
    let mut terminal = Terminal::acquire()?;
    runner.set_sender(terminal.result_sender());
    let timeline = runner.session().timeline().clone();
    let store_name = runner.session().store_name();
    let mut state =
        State::new(timeline, store_name, options.today, &options.query, terminal::terminal_size()?);
    let render = RenderOptions { theme: Theme::new(options.color), ascii_only: !is_utf8() };
    render.draw(&mut terminal, &state)?;
    // The first frame does not wait for saved filters and history.
    if let Some(config) = runner.load_config() {
        handle_event(&mut state, &mut runner, LoopEvent::Result(config));
        render.draw(&mut terminal, &state)?;
    }
    let mut keys = VecDeque::new();
    while let Some(event) = next_event(&terminal, &state, &mut keys) {
        match handle_event(&mut state, &mut runner, event) {
            Some(Effect::Quit) => break,
            Some(Effect::Redraw) => terminal.invalidate(),
            Some(Effect::Suspend) => {
                terminal.suspend()?;
                refresh_size(&mut state)?;
            }
            Some(effect) => {
                // Only the editor is left, which needs the terminal.
                if let Some(result) = terminal.suspend_while(|| runner.run_effect(effect))? {
                    handle_event(&mut state, &mut runner, LoopEvent::Result(result));
                }
                refresh_size(&mut state)?;
            }
            None => {}
        }
        render.draw(&mut terminal, &state)?;
    }
    Ok(())
}

/// What the event loop applies to the state.
enum LoopEvent {
    Action(Action),
    Result(EffectResult),
}

/// Takes over the size of the terminal, which may have changed while another program used it.
fn refresh_size(state: &mut State) -> io::Result<()> {
    let (width, height) = terminal::terminal_size()?;
    let notice = state.notice.take();
    update(state, Action::Screen(ScreenAction::Resize(width, height)));
    state.notice = notice;
    Ok(())
}

/// Applies an event, and the results of the effects that follow. Returns an effect that is up to the loop.
fn handle_event(state: &mut State, runner: &mut EffectRunner, event: LoopEvent) -> Option<Effect> {
    let mut effect = match event {
        LoopEvent::Action(action) => update(state, action),
        LoopEvent::Result(result) => apply_result(state, result),
    };
    while let Some(next) = effect.take() {
        if matches!(next, Effect::Quit | Effect::Redraw | Effect::Suspend | Effect::EditToml { .. }) {
            return Some(next);
        }
        let result = runner.run_effect(next);
        state.store_name = runner.session().store_name();
        effect = result.and_then(|result| apply_result(state, result));
    }
    None
}

/// Waits for an event that means something; `None` when the terminal is gone or a signal ends the program. `keys` are the
/// keys of a Korean syllable that are still to be looked up, since the first may change what the second means.
fn next_event(terminal: &Terminal, state: &State, keys: &mut VecDeque<KeyEvent>) -> Option<LoopEvent> {
    loop {
        while let Some(key) = keys.pop_front() {
            if let Some(action) = keymap::action_for_key(state.layer(), key) {
                return Some(LoopEvent::Action(action));
            }
        }
        let event = match terminal.next_event() {
            TerminalEvent::Input(event) => event,
            TerminalEvent::Result(result) => return Some(LoopEvent::Result(result)),
            TerminalEvent::Closed => return None,
        };
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                keys.extend(keymap::latin_keys(state.layer(), key));
            }
            Event::Paste(text) if state.layer().is_text_input() => {
                return Some(LoopEvent::Action(Action::Input(TextInput::Insert(text))));
            }
            Event::Resize(width, height) => {
                return Some(LoopEvent::Action(Action::Screen(ScreenAction::Resize(width, height))));
            }
            _ => {}
        }
    }
}

/// How frames are drawn.
struct RenderOptions {
    theme: Theme,
    ascii_only: bool,
}

impl RenderOptions {
    fn draw(&self, terminal: &mut Terminal, state: &State) -> io::Result<()> {
        terminal.draw(|frame| view::draw(frame, state, self.theme, self.ascii_only))
    }
}

/// Whether the locale can show more than ASCII, according to the first of these variables that is set. Yes if none is.
fn is_utf8() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    set.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
