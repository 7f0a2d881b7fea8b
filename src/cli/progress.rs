//! How far an import is: one line on standard error, drawn over again, and only where somebody sees it. Never on standard
//! output, and nothing stays of it.

use crate::text::width::bar;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What takes less is done before anybody has read the bar.
const PATIENCE: Duration = Duration::from_millis(200);
/// The least time between two drawings.
const PAUSE: Duration = Duration::from_millis(50);
/// Columns of the bar itself.
const WIDTH: usize = 30;

/// A progress bar.
pub(super) struct Bar {
    begun: Instant,
    /// When it was drawn last; `None` before the first time, and always where nobody sees it.
    drawn: Mutex<Option<Instant>>,
    seen: bool,
}

impl Bar {
    pub(super) fn new() -> Self {
        Self { begun: Instant::now(), drawn: Mutex::new(None), seen: io::stderr().is_terminal() }
    }

    /// `done` of `of` are done.
    pub(super) fn tick(&self, done: usize, of: usize) {
        if !self.seen || self.begun.elapsed() < PATIENCE {
            return;
        }
        // Another thread draws: that is as good.
        let Ok(mut drawn) = self.drawn.try_lock() else { return };
        if drawn.is_none_or(|drawn| drawn.elapsed() >= PAUSE) {
            *drawn = Some(Instant::now());
            // A bar that cannot be drawn is no reason to stop.
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", line(done, of));
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        let drawn = self.drawn.lock().is_ok_and(|drawn| drawn.is_some());
        if drawn {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn line(done: usize, of: usize) -> String {
    format!("Reading [{}] {done} of {of}", bar(done, of, WIDTH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(line(0, 0), format!("Reading [{}] 0 of 0", ".".repeat(30)));
        assert_eq!(line(30, 60), format!("Reading [{}{}] 30 of 60", "#".repeat(15), ".".repeat(15)));
        assert_eq!(line(60, 60), format!("Reading [{}] 60 of 60", "#".repeat(30)));
    }
}
