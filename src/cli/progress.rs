//! How far an import is: one line on standard error, drawn over again, and only where somebody sees it. Never on standard
//! output, and nothing stays of it.

use crate::text::width::progress_bar;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What takes less is done before anybody has read the bar.
const SHOW_DELAY: Duration = Duration::from_millis(200);
/// The least time between two drawings.
const REDRAW_INTERVAL: Duration = Duration::from_millis(50);
/// Columns of the bar itself.
const BAR_COLUMNS: usize = 30;

/// A progress bar.
pub(super) struct ProgressBar {
    started: Instant,
    /// When it was drawn last; `None` before the first time, and always where nobody sees it.
    last_drawn: Mutex<Option<Instant>>,
    is_visible: bool,
}

impl ProgressBar {
    pub(super) fn new() -> Self {
        Self { started: Instant::now(), last_drawn: Mutex::new(None), is_visible: io::stderr().is_terminal() }
    }

    /// `done` of `of` are done.
    pub(super) fn tick(&self, done: usize, of: usize) {
        if !self.is_visible || self.started.elapsed() < SHOW_DELAY {
            return;
        }
        // Another thread draws: that is as good.
        let Ok(mut drawn) = self.last_drawn.try_lock() else { return };
        if drawn.is_none_or(|drawn| drawn.elapsed() >= REDRAW_INTERVAL) {
            *drawn = Some(Instant::now());
            // A bar that cannot be drawn is no reason to stop.
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", progress_line(done, of));
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        let drawn = self.last_drawn.lock().is_ok_and(|drawn| drawn.is_some());
        if drawn {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn progress_line(done: usize, of: usize) -> String {
    format!("Reading [{}] {done} of {of}", progress_bar(done, of, BAR_COLUMNS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills() {
        assert_eq!(progress_line(0, 0), format!("Reading [{}] 0 of 0", ".".repeat(30)));
        assert_eq!(progress_line(30, 60), format!("Reading [{}{}] 30 of 60", "#".repeat(15), ".".repeat(15)));
        assert_eq!(progress_line(60, 60), format!("Reading [{}] 60 of 60", "#".repeat(30)));
    }
}
