//! The screen: a loop of few lines, and the terminal's guard. A key becomes an action, the action changes the state,
//! the state is drawn. Nothing is drawn while nothing changes, so an idle screen costs nothing.

pub mod action;
pub mod axis;
pub mod commands;
mod effect;
pub mod keymap;
pub mod layout;
pub mod page;
pub mod state;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;

pub use effect::EffectRunner;

pub use action::{Action, Effect, ScreenAction, ScreenLayer, TextInput};
use chrono::NaiveDate;
use crossterm::event::{Event, KeyEvent, KeyEventKind};
use state::State;
use std::collections::VecDeque;
use std::io;
use terminal::{Terminal, TerminalEvent};
use theme::Theme;

/// How to open the screen.
#[derive(Clone, Debug)]
pub struct ScreenOptions {
    /// The filter to open on.
    pub query: String,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Whether there may be colours.
    pub color: bool,
}

/// Why the screen could not go on.
#[derive(Debug, thiserror::Error)]
pub enum UiError {
    /// The terminal could not be read or written.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[from] io::Error),
}

/// Columns of the terminal, if standard output is one.
pub fn terminal_columns() -> Option<usize> {
    crossterm::terminal::size().ok().map(|(width, _)| usize::from(width)).filter(|&width| width > 0)
}

/// Shows the timeline until the person quits. The terminal comes back however this ends.
pub fn run(mut world: EffectRunner, options: &ScreenOptions) -> Result<(), UiError> {
    let mut terminal = Terminal::acquire()?;
    world.set_sender(terminal.action_sender());
    let timeline = world.desk().timeline().clone();
    let mut state = State::new(
        timeline,
        world.desk().store_name(),
        options.today,
        &options.query,
        terminal::terminal_size()?,
    );
    let look = RenderOptions { theme: Theme::new(options.color), plain: !is_utf8() };
    look.draw(&mut terminal, &state)?;
    // Behind the first frame: nothing on it waits for what was remembered.
    if let Some(remembered) = world.load_config() {
        apply_action(&mut state, &mut world, remembered);
        look.draw(&mut terminal, &state)?;
    }
    let mut keys = VecDeque::new();
    while let Some(action) = next_action(&terminal, &state, &mut keys) {
        match apply_action(&mut state, &mut world, action) {
            Some(Effect::Quit) => break,
            Some(Effect::Redraw) => terminal.invalidate(),
            Some(Effect::Suspend) => {
                terminal.suspend()?;
                refresh_size(&mut state)?;
            }
            Some(effect) => {
                // Only the editor is left, and it needs the terminal for itself.
                let answer = terminal.suspend_while(|| world.run_effect(effect))?;
                if let Some(answer) = answer {
                    apply_action(&mut state, &mut world, answer);
                }
                refresh_size(&mut state)?;
            }
            None => {}
        }
        look.draw(&mut terminal, &state)?;
    }
    Ok(())
}

/// The terminal may have another size by the time it comes back.
fn refresh_size(state: &mut State) -> io::Result<()> {
    let (width, height) = terminal::terminal_size()?;
    let notice = state.notice.take();
    update::update(state, Action::Screen(ScreenAction::Resize(width, height)));
    state.notice = notice;
    Ok(())
}

/// One action and what the world answers to it. Gives back an effect that is the loop's own.
fn apply_action(state: &mut State, world: &mut EffectRunner, action: Action) -> Option<Effect> {
    let mut action = Some(action);
    while let Some(effect) = action.take().and_then(|action| update::update(state, action)) {
        if matches!(effect, Effect::Quit | Effect::Redraw | Effect::Suspend | Effect::EditToml { .. }) {
            return Some(effect);
        }
        action = world.run_effect(effect);
        state.store_name = world.desk().store_name();
    }
    None
}

/// Waits for something that means anything; `None` when the terminal is gone or a signal ends the program. `keys` are those
/// of a syllable that are still to be looked at: what the second means depends on what the first has done.
fn next_action(terminal: &Terminal, state: &State, keys: &mut VecDeque<KeyEvent>) -> Option<Action> {
    loop {
        if let Some(key) = keys.pop_front() {
            match keymap::action_for_key(state.layer(), key) {
                Some(action) => return Some(action),
                None => continue,
            }
        }
        let event = match terminal.next_event() {
            TerminalEvent::Input(event) => event,
            TerminalEvent::Action(action) => return Some(action),
            TerminalEvent::Closed => return None,
        };
        let action = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                keys.extend(keymap::latin_keys(state.layer(), key));
                None
            }
            Event::Paste(text) if state.layer().is_text_input() => {
                Some(Action::Input(TextInput::Insert(text)))
            }
            Event::Resize(width, height) => Some(Action::Screen(ScreenAction::Resize(width, height))),
            _ => None,
        };
        if action.is_some() {
            return action;
        }
    }
}

/// How the screen is drawn.
struct RenderOptions {
    theme: Theme,
    plain: bool,
}

impl RenderOptions {
    fn draw(&self, terminal: &mut Terminal, state: &State) -> io::Result<()> {
        terminal.draw(|frame| view::draw(frame, state, self.theme, self.plain))
    }
}

/// Whether the locale can show more than ASCII: the first of these variables that is set says so. Where none is set
/// nothing is said against it.
fn is_utf8() -> bool {
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    set.is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
