//! The progress bar of an import: one line on standard error that is redrawn and finally removed. Appears only on a
//! terminal.

use crate::text::width::progress_bar;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Time after which the bar appears. Shorter imports need none.
const SHOW_DELAY: Duration = Duration::from_millis(200);
/// Minimum time between two redraws.
const REDRAW_INTERVAL: Duration = Duration::from_millis(50);
/// Width of the bar itself, in columns.
const BAR_COLUMNS: usize = 30;

/// A progress bar.
pub(super) struct ProgressBar {
    started: Instant,
    /// When it was last drawn; `None` if it has not been drawn.
    last_drawn: Mutex<Option<Instant>>,
    is_visible: bool,
}

impl ProgressBar {
    pub(super) fn new() -> Self {
        Self { started: Instant::now(), last_drawn: Mutex::new(None), is_visible: io::stderr().is_terminal() }
    }

    /// Updates the bar: `done` of `total` articles have been read.
    pub(super) fn tick(&self, done: usize, total: usize) {
        if !self.is_visible || self.started.elapsed() < SHOW_DELAY {
            return;
        }
        // If the lock is taken, another thread is drawing the bar.
        let Ok(mut last_drawn) = self.last_drawn.try_lock() else { return };
        if last_drawn.is_none_or(|drawn| drawn.elapsed() >= REDRAW_INTERVAL) {
            *last_drawn = Some(Instant::now());
            // A failure to draw must not stop the import.
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", progress_line(done, total));
        }
    }

    /// Removes the bar.
    pub(super) fn clear(&self) {
        let was_drawn = self.last_drawn.lock().is_ok_and(|drawn| drawn.is_some());
        if was_drawn {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

fn progress_line(done: usize, total: usize) -> String {
    format!("Reading [{}] {done} of {total}", progress_bar(done, total, BAR_COLUMNS))
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
