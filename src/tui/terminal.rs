//! The terminal: raw mode and the alternate screen, restored on quit, error, panic and signals, and while an editor runs.
//! Input, signals and results from other threads come through one channel, so that waiting costs nothing. A key is read
//! only when it is requested, so that none is taken from an editor.

use super::effect_result::EffectResult;
use super::effect_runner::ResultSender;
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

/// The columns and rows of the terminal.
pub(super) fn terminal_size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// An event to wait for.
pub(super) enum TerminalEvent {
    /// A key, pasted text, a new size.
    Input(Event),
    /// A result from another thread.
    Result(EffectResult),
    /// A signal to quit, or the terminal is gone.
    Closed,
}

/// The terminal while the program uses it.
pub(super) struct Terminal {
    screen: ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    events: Receiver<TerminalEvent>,
    sender: Sender<TerminalEvent>,
    /// Requests the next key, and whether one is requested already.
    key_requests: Sender<()>,
    key_requested: Cell<bool>,
    /// Whether another program uses the terminal.
    lent: Arc<AtomicBool>,
    size: (u16, u16),
}

impl Terminal {
    /// Takes over the terminal.
    pub(super) fn acquire() -> io::Result<Self> {
        let (sender, events) = channel();
        let size = terminal_size()?;
        restore_on_panic();
        let lent = Arc::new(AtomicBool::new(false));
        end_on_signals(&sender, &lent)?;
        enter_screen()?;
        let guard = RestoreGuard;
        let screen = ratatui::Terminal::with_options(
            CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout())),
            // A fixed viewport: an inline one queries the cursor at each new size, and waits for seconds if the terminal
            // does not answer.
            TerminalOptions { viewport: Viewport::Fixed(screen_area(size)) },
        )?;
        std::mem::forget(guard);
        let key_requests = read_events(sender.clone());
        // The first key is requested at once: a new size is noticed only from then on, and may come before the first
        // frame.
        let key_requested = Cell::new(key_requests.send(()).is_ok());
        Ok(Self { screen, events, sender, key_requests, key_requested, lent, size })
    }

    /// A sender of results for other threads; they come out of [`Self::next_event`].
    pub(super) fn result_sender(&self) -> ResultSender {
        let sender = self.sender.clone();
        // An error means that nobody waits any more.
        Arc::new(move |result| drop(sender.send(TerminalEvent::Result(result))))
    }

    /// Waits for the next event.
    pub(super) fn next_event(&self) -> TerminalEvent {
        if !self.key_requested.replace(true) && self.key_requests.send(()).is_err() {
            return TerminalEvent::Closed;
        }
        let event = self.events.recv().unwrap_or(TerminalEvent::Closed);
        if matches!(event, TerminalEvent::Input(_)) {
            self.key_requested.set(false);
        }
        event
    }

    /// Gives the terminal to another program while `work` runs. Ctrl-C goes to that program.
    pub(super) fn suspend_while<T>(&mut self, work: impl FnOnce() -> T) -> io::Result<T> {
        leave_screen();
        self.lent.store(true, Ordering::SeqCst);
        let done = work();
        self.lent.store(false, Ordering::SeqCst);
        enter_screen()?;
        self.invalidate();
        Ok(done)
    }

    /// Draws a frame. Only what has changed is written.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let size = terminal_size()?;
        if size != self.size {
            self.size = size;
            self.invalidate();
        }
        self.screen.draw(view)?;
        self.screen.backend_mut().flush()
    }

    /// Clears the screen, so that the next frame is written in full.
    pub(super) fn invalidate(&mut self) {
        let cleared = queue!(self.screen.backend_mut(), Clear(ClearType::All), MoveTo(0, 0));
        // `resize` clears the previous frame. An error will show up at the next frame.
        let _ = cleared.and_then(|()| self.screen.resize(screen_area(self.size)));
    }

    /// Suspends the program until the shell resumes it.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        leave_screen();
        stop_process()?;
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

/// Restores the terminal if taking it over fails halfway.
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

/// Restores the terminal as far as possible.
fn leave_screen() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// Restores the terminal before a panic is reported. A panic in another thread does not end the program and is not printed
/// over the screen; whoever waits for that thread reports the failure.
fn restore_on_panic() {
    let (before, main) = (std::panic::take_hook(), std::thread::current().id());
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == main {
            leave_screen();
            before(panic);
        }
    }));
}

/// Reads a key for each request, as long as there is a terminal. Nothing else reads keys.
fn read_events(sender: Sender<TerminalEvent>) -> Sender<()> {
    let (request, requests) = channel();
    std::thread::spawn(move || {
        while requests.recv().is_ok() {
            let event = crossterm::event::read().map_or(TerminalEvent::Closed, TerminalEvent::Input);
            let end = matches!(event, TerminalEvent::Closed);
            if sender.send(event).is_err() || end {
                return;
            }
        }
    });
    request
}

#[cfg(unix)]
fn end_on_signals(sender: &Sender<TerminalEvent>, lent: &Arc<AtomicBool>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    let (sender, lent) = (sender.clone(), Arc::clone(lent));
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Ctrl-C is for the editor if that leaves the signals of the terminal on.
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
fn stop_process() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

#[cfg(not(unix))]
fn stop_process() -> io::Result<()> {
    Ok(())
}
