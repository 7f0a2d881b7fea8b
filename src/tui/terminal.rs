//! The terminal's guard: raw mode and the second screen on, and off again on quit, error, panic, signals and while an
//! editor has it. Events and signals come through one channel, so that waiting for both costs nothing; a key is read only
//! when it is asked for, so that none is taken from an editor. Never knows what is drawn.

use super::action::Action;
use super::effect::ActionSender;
use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, TerminalOptions, Viewport};
use std::cell::Cell;
use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// Columns and rows of the terminal.
pub(super) fn terminal_size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// What can happen while the screen waits.
pub(super) enum TerminalEvent {
    /// A key, a paste, a new size.
    Input(Event),
    /// Word from another thread.
    Action(Action),
    /// A signal to end, or the terminal is gone.
    Closed,
}

/// A terminal in our hands.
pub(super) struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    events: Receiver<TerminalEvent>,
    sender: Sender<TerminalEvent>,
    /// Asks for the next key; whether one is asked for already.
    key_requests: Sender<()>,
    key_requested: Cell<bool>,
    /// Whether an editor has the terminal.
    lent: Arc<AtomicBool>,
    size: (u16, u16),
}

impl Terminal {
    /// Takes the terminal over.
    pub(super) fn acquire() -> io::Result<Self> {
        let (sender, happenings) = channel();
        let size = terminal_size()?;
        restore_on_panic();
        let lent = Arc::new(AtomicBool::new(false));
        end_on_signals(&sender, &lent)?;
        enter_screen()?;
        let guard = RestoreGuard;
        let screen = ratatui::Terminal::with_options(
            CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())),
            // A fixed view: a growing one asks the terminal for its cursor at every new size, and waits for seconds
            // where none answers.
            TerminalOptions { viewport: Viewport::Fixed(screen_area(size)) },
        )?;
        std::mem::forget(guard);
        let ask = read_events(sender.clone());
        // The first is asked for at once: only from then on is a new size noticed, and it may come before the first
        // frame is drawn.
        let asked = Cell::new(ask.send(()).is_ok());
        Ok(Self { screen, events: happenings, sender, key_requests: ask, key_requested: asked, lent, size })
    }

    /// What other threads say word to; it comes out of [`Self::wait`].
    pub(super) fn action_sender(&self) -> ActionSender {
        let sender = self.sender.clone();
        // Where nobody waits any more, nobody is there to be told.
        Arc::new(move |action| drop(sender.send(TerminalEvent::Action(action))))
    }

    /// Waits for the next happening.
    pub(super) fn next_event(&self) -> TerminalEvent {
        if !self.key_requested.replace(true) && self.key_requests.send(()).is_err() {
            return TerminalEvent::Closed;
        }
        let happening = self.events.recv().unwrap_or(TerminalEvent::Closed);
        if matches!(happening, TerminalEvent::Input(_)) {
            self.key_requested.set(false);
        }
        happening
    }

    /// Gives the terminal to another program for as long as `work` takes. Ctrl-C is that program's meanwhile.
    pub(super) fn suspend_while<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        leave_screen();
        self.lent.store(true, Ordering::SeqCst);
        let done = work();
        self.lent.store(false, Ordering::SeqCst);
        enter_screen()?;
        self.invalidate();
        Ok(done)
    }

    /// Draws a frame; only what has changed is written.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let size = terminal_size()?;
        if size != self.size {
            self.size = size;
            self.invalidate();
        }
        self.screen.draw(view)?;
        self.screen.backend_mut().flush()
    }

    /// Forgets what is on the screen, so that the next frame is written whole.
    pub(super) fn invalidate(&mut self) {
        let cleared = queue!(self.screen.backend_mut(), Clear(ClearType::All), MoveTo(0, 0));
        // `resize` empties the buffer of what was drawn last; an error shows at the next frame.
        let _ = cleared.and_then(|()| self.screen.resize(screen_area(self.size)));
    }

    /// Gives the terminal back to the shell until it continues us.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave_screen();
        stop()?;
        enter_screen()?;
        self.invalidate();
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave_screen();
    }
}

/// Restores the terminal if it cannot be taken over after all.
struct RestoreGuard;

impl Drop for RestoreGuard {
    fn drop(&mut self) {
        leave_screen();
    }
}

fn screen_area((width, height): (u16, u16)) -> Rect {
    Rect::new(0, 0, width, height)
}

fn enter_screen() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide).inspect_err(|_| leave_screen())
}

/// Puts the terminal back; does what it can where parts of it fail.
fn leave_screen() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A panic first gives the screen back, then says what happened. One in another thread does not end the program: who
/// waits for that thread says that it failed, and nothing is printed over the screen.
fn restore_on_panic() {
    let (before, main) = (std::panic::take_hook(), std::thread::current().id());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == main {
            leave_screen();
            before(panic);
        }
    }));
}

/// Reads a key each time one is asked for, as long as there is a terminal. Nothing else reads keys.
fn read_events(sender: Sender<TerminalEvent>) -> Sender<()> {
    let (ask, asked) = channel();
    std::thread::spawn(move || {
        while asked.recv().is_ok() {
            let happening = crossterm::event::read().map_or(TerminalEvent::Closed, TerminalEvent::Input);
            let end = matches!(happening, TerminalEvent::Closed);
            if sender.send(happening).is_err() || end {
                return;
            }
        }
    });
    ask
}

#[cfg(unix)]
fn end_on_signals(sender: &Sender<TerminalEvent>, lent: &Arc<AtomicBool>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    let (sender, lent) = (sender.clone(), Arc::clone(lent));
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Ctrl-C in an editor that leaves the terminal's signals on is not meant for us.
            if signal == SIGINT && lent.load(Ordering::SeqCst) {
                continue;
            }
            if sender.send(TerminalEvent::Closed).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn end_on_signals(_: &Sender<TerminalEvent>, _: &Arc<AtomicBool>) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
fn stop() -> io::Result<()> {
    Ok(())
}
