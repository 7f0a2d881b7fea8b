//! The terminal's guard: raw mode and the second screen on, and off again on quit, error, panic, signals and while an
//! editor has it. Events and signals come through one channel, so that waiting for both costs nothing; a key is read only
//! when it is asked for, so that none is taken from an editor. Never knows what is drawn.

use super::action::Action;
use super::effect::Tell;
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
pub(super) fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// What can happen while the screen waits.
pub(super) enum Happening {
    /// A key, a paste, a new size.
    Event(Event),
    /// Word from another thread.
    Told(Action),
    /// A signal to end, or the terminal is gone.
    End,
}

/// A terminal in our hands.
pub(super) struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    happenings: Receiver<Happening>,
    sender: Sender<Happening>,
    /// Asks for the next key; whether one is asked for already.
    ask: Sender<()>,
    asked: Cell<bool>,
    /// Whether an editor has the terminal.
    lent: Arc<AtomicBool>,
    size: (u16, u16),
}

impl Terminal {
    /// Takes the terminal over.
    pub(super) fn take() -> io::Result<Self> {
        let (sender, happenings) = channel();
        let size = size()?;
        restore_on_panic();
        let lent = Arc::new(AtomicBool::new(false));
        end_on_signals(&sender, &lent)?;
        enter()?;
        let guard = Guard;
        let screen = ratatui::Terminal::with_options(
            CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())),
            // A fixed view: a growing one asks the terminal for its cursor at every new size, and waits for seconds
            // where none answers.
            TerminalOptions { viewport: Viewport::Fixed(area(size)) },
        )?;
        std::mem::forget(guard);
        let ask = read_events(sender.clone());
        // The first is asked for at once: only from then on is a new size noticed, and it may come before the first
        // frame is drawn.
        let asked = Cell::new(ask.send(()).is_ok());
        Ok(Self { screen, happenings, sender, ask, asked, lent, size })
    }

    /// What other threads say word to; it comes out of [`Self::wait`].
    pub(super) fn tell(&self) -> Tell {
        let sender = self.sender.clone();
        // Where nobody waits any more, nobody is there to be told.
        Arc::new(move |action| drop(sender.send(Happening::Told(action))))
    }

    /// Waits for the next happening.
    pub(super) fn wait(&self) -> Happening {
        if !self.asked.replace(true) && self.ask.send(()).is_err() {
            return Happening::End;
        }
        let happening = self.happenings.recv().unwrap_or(Happening::End);
        if matches!(happening, Happening::Event(_)) {
            self.asked.set(false);
        }
        happening
    }

    /// Gives the terminal to another program for as long as `work` takes. Ctrl-C is that program's meanwhile.
    pub(super) fn lend<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        leave();
        self.lent.store(true, Ordering::SeqCst);
        let done = work();
        self.lent.store(false, Ordering::SeqCst);
        enter()?;
        self.forget();
        Ok(done)
    }

    /// Draws a frame; only what has changed is written.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let size = size()?;
        if size != self.size {
            self.size = size;
            self.forget();
        }
        self.screen.draw(view)?;
        self.screen.backend_mut().flush()
    }

    /// Forgets what is on the screen, so that the next frame is written whole.
    pub(super) fn forget(&mut self) {
        let cleared = queue!(self.screen.backend_mut(), Clear(ClearType::All), MoveTo(0, 0));
        // `resize` empties the buffer of what was drawn last; an error shows at the next frame.
        let _ = cleared.and_then(|()| self.screen.resize(area(self.size)));
    }

    /// Gives the terminal back to the shell until it continues us.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave();
        stop()?;
        enter()?;
        self.forget();
        Ok(())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        leave();
    }
}

/// Restores the terminal if it cannot be taken over after all.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        leave();
    }
}

fn area((width, height): (u16, u16)) -> Rect {
    Rect::new(0, 0, width, height)
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide).inspect_err(|_| leave())
}

/// Puts the terminal back; does what it can where parts of it fail.
fn leave() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A panic first gives the screen back, then says what happened. One in another thread does not end the program: who
/// waits for that thread says that it failed, and nothing is printed over the screen.
fn restore_on_panic() {
    let (before, main) = (std::panic::take_hook(), std::thread::current().id());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == main {
            leave();
            before(panic);
        }
    }));
}

/// Reads a key each time one is asked for, as long as there is a terminal. Nothing else reads keys.
fn read_events(sender: Sender<Happening>) -> Sender<()> {
    let (ask, asked) = channel();
    std::thread::spawn(move || {
        while asked.recv().is_ok() {
            let happening = crossterm::event::read().map_or(Happening::End, Happening::Event);
            let end = matches!(happening, Happening::End);
            if sender.send(happening).is_err() || end {
                return;
            }
        }
    });
    ask
}

#[cfg(unix)]
fn end_on_signals(sender: &Sender<Happening>, lent: &Arc<AtomicBool>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    let (sender, lent) = (sender.clone(), Arc::clone(lent));
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Ctrl-C in an editor that leaves the terminal's signals on is not meant for us.
            if signal == SIGINT && lent.load(Ordering::SeqCst) {
                continue;
            }
            if sender.send(Happening::End).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn end_on_signals(_: &Sender<Happening>, _: &Arc<AtomicBool>) -> io::Result<()> {
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
