//! Measures the time of a key in the timeline, pressed and drawn, with 183 and 10,000 events, compared with drawing a screen
//! of plain text. Run with `cargo bench --bench press`. Prints figures and enforces no limits.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use crossterm::event::{KeyCode, KeyEvent};
use koreacyber_tui::model::{Event, Origin, StoreLayer, Timeline};
use koreacyber_tui::store;
use koreacyber_tui::tui::keymap::action_for_key;
use koreacyber_tui::tui::state::State;
use koreacyber_tui::tui::theme::Theme;
use koreacyber_tui::tui::{update, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::text::{Line, Text};
use std::time::{Duration, Instant};

/// The number of events of the large timeline.
const EVENTS: usize = 10_000;
/// Presses of each key; the median counts.
const ROUNDS: usize = 201;

fn main() {
    for (width, height) in [(140, 40), (80, 24)] {
        let mut terminal =
            Terminal::new(TestBackend::new(width, height)).unwrap_or_else(|never| match never {});
        let line = "x".repeat(usize::from(width));
        let mut n = 0;
        let floor = median(|| {
            n += 1;
            let text: Text = (0..height).map(|y| Line::raw(&line[usize::from(y + n) % 40..])).collect();
            let _ = terminal.draw(|frame| frame.render_widget(text, frame.area()));
        });
        println!("{width}x{height}  a screen of text: {:.2} ms", milliseconds(floor));
        for (events, size) in [(timeline(183), 183), (timeline(EVENTS), EVENTS)] {
            let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).unwrap_or_default();
            let mut state = State::new(events, "bench".to_owned(), today, "", (width, height));
            for key in ['j', 'l', 'G'] {
                let time = median(|| {
                    let event =
                        KeyEvent::from(KeyCode::Char(if key == 'G' && state.cursor > 0 { 'g' } else { key }));
                    if let Some(action) = action_for_key(state.layer(), event) {
                        update::update(&mut state, action);
                    }
                    let _ = terminal.draw(|frame| view::draw(frame, &state, Theme::new(true), false));
                });
                let ratio = time.as_secs_f64() / floor.as_secs_f64();
                println!("{size:>7} events  {key}: {:.2} ms, {ratio:.1} times as long", milliseconds(time));
            }
        }
    }
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The bundled events repeated, each time with other ids, so that many share a day.
fn timeline(count: usize) -> Timeline {
    let bundled = store::bundled_layer();
    let events = bundled
        .events
        .iter()
        .cycle()
        .take(count)
        .enumerate()
        .map(|(n, event)| Event { id: format!("{}-{n}", event.id), ..event.clone() });
    let rows = StoreLayer {
        events: events.collect(),
        sources: bundled.sources.clone(),
        actors: bundled.actors.clone(),
        ..StoreLayer::default()
    };
    Timeline::new([(Origin::Own, rows)])
}
