//! Properties of every frame: each row fills the width, no control characters, nothing left from the previous frame, few
//! bytes sent. What the screen looks like is tested in `screen.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stage;

use crossterm::event::{KeyCode, KeyEvent};
use koreacyber_tui::text::clean;
use koreacyber_tui::text::width::display_width;
use koreacyber_tui::tui::action::{Action, ScreenAction};
use koreacyber_tui::tui::keymap::all_bindings;
use koreacyber_tui::tui::theme::Theme;
use koreacyber_tui::tui::view;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::{Terminal, TerminalOptions, Viewport};
use stage::{Stage, event, timeline};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

/// One size for each shape: wide, stacked, small.
const SIZES: &[(u16, u16)] = &[(140, 40), (80, 24), (60, 15)];

/// The number of runs of random keys, and the keys in each.
const RUNS: u64 = 8;
const KEYS: usize = 250;

/// Scenes: a name, and the keys that lead there.
const SCENES: &[(&str, &str)] = &[
    ("opened", ""),
    ("commitment", "j"),
    ("draft", "/ 'warning Enter"),
    ("typing", "/ 'port_drill"),
    ("korean", "/ '합동훈련 Enter L L"),
    ("no-hit", "/ 'submarine"),
    ("drafts", "V"),
    ("review", "v"),
    ("evidence", "v Tab"),
    ("field", "v g e '한x"),
    ("merge-list", "v m 'drill"),
    ("merge", "v m Enter j 2"),
    ("link", "j Tab j"),
    ("source", "j Tab G"),
    ("reader", "j Tab j j Enter"),
    ("digest", "/ 'spring Enter Tab G Enter"),
    ("help", "?"),
    ("no-date", "G"),
    ("responses", "w Tab"),
    ("thread", "j t j"),
    ("commitments", "L L c G"),
];

#[test]
fn every_size_is_drawn() {
    for (_, script) in SCENES {
        let mut stage = Stage::new(100, 30).press(script);
        let tall = [0, 1, 2, 3, 4, 5, 6, 11, 12, 17, 18, 25, 50];
        let wide = (0..24).chain([30, 39, 40, 50, 59, 60, 79, 80, 109, 110, 111, 160, 400]);
        for width in wide {
            for height in tall {
                stage.act(Action::Screen(ScreenAction::Resize(width, height)));
                let buffer = stage.draw();
                assert_eq!(buffer.area, Rect::new(0, 0, width, height));
                assert_eq!(malformed(&buffer), None, "{script:?} at {width}x{height}");
            }
        }
    }
}

/// The first row that does not fill the width exactly, or has a control character.
fn malformed(buffer: &Buffer) -> Option<String> {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width);
    let mut rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    rows.find(|row| display_width(row) != width || clean(row) != *row)
}

#[test]
fn control_characters_of_articles_are_never_drawn() {
    let bad = r"x\u001b[31mred\u001b]0;title\u0007\u202egnp\u200f\u009b2J\n\ttab é 한\u1161 \u0300a 👩‍👩‍👧 end";
    let store = include_str!("stage/timeline.toml")
        .lines()
        .map(|line| match line.split_once(" = \"") {
            Some((field, rest))
                if [
                    "title", "title_ko", "place", "summary", "name", "name_ko", "note", "about", "digest",
                ]
                .contains(&field)
                    || ["publisher", "author", "language", "text"].contains(&field) =>
            {
                format!("{field} = \"{bad} {rest}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect::<String>();
    for (_, script) in SCENES {
        for &(width, height) in SIZES.iter().chain(&[(30, 8), (21, 5), (200, 60)]) {
            let stage = Stage::of(timeline(&store), width, height).press(script);
            let buffer = stage.draw();
            assert_eq!(malformed(&buffer), None, "{script:?} at {width}x{height}");
        }
    }
}

#[test]
fn matches_are_marked_in_a_title_with_many_spaces() {
    let title = format!("Talks{}\\non the harbour of the north, and on much more than that", " ".repeat(90));
    let store = format!("[[event]]\nid = \"a\"\nkind = \"mou\"\ntitle = \"{title}\"\n");
    for width in [140, 80, 60] {
        let buffer = Stage::of(timeline(&store), width, 24).press("/ 'harbour").draw();
        let is_marked = |cell: &&Cell| cell.modifier.contains(Modifier::BOLD | Modifier::UNDERLINED);
        let marked: String = buffer.content.iter().filter(is_marked).map(Cell::symbol).collect();
        assert_eq!(marked.replace("harbour", ""), "", "at {width} columns");
        assert!(marked.starts_with("harbour"), "at {width} columns");
    }
}

#[test]
fn random_keys_and_sizes_draw_valid_frames() {
    let keys: Vec<KeyEvent> =
        all_bindings().flat_map(|(_, binding)| binding.keys).map(|key| event(*key)).collect();
    let typed = "drill 한미 port 사ㅇ!:*\u{301}\u{1161}👩‍👩‍👧".chars().map(|c| KeyEvent::from(KeyCode::Char(c)));
    let keys: Vec<KeyEvent> = keys.into_iter().chain(typed).collect();
    for seed in 1..=RUNS {
        let mut dice = Dice(seed);
        let mut stage = Stage::new(80, 24);
        for n in 0..KEYS {
            if dice.roll(25) == 0 {
                let (width, height) = (dice.roll(130) as u16, dice.roll(45) as u16);
                stage.act(Action::Screen(ScreenAction::Resize(width, height)));
            }
            stage.key(keys[dice.roll(keys.len() as u64) as usize]);
            assert_eq!(malformed(&stage.draw()), None, "run {seed}, key {n}");
        }
    }
}

/// A generator of reproducible numbers (xorshift).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }
}

#[test]
fn a_hint_is_shown_whole_or_not_at_all() {
    for (name, script) in SCENES {
        let mut stage = Stage::new(100, 24).press(script);
        for width in 40..160 {
            stage.act(Action::Screen(ScreenAction::Resize(width, 24)));
            let buffer = stage.draw();
            let hints: String = (0..width).map(|x| buffer[(x, 23)].symbol()).collect();
            assert!(!hints.contains('…'), "{name} at {width}: {hints}");
            assert!(hints.trim().len() > 8, "{name} at {width}: {hints:?}");
        }
    }
}

#[test]
fn a_frame_drawn_over_another_leaves_nothing_of_it() {
    let mut terminal = Watched::new(80, 24);
    for (name, script) in SCENES {
        let stage = Stage::new(80, 24).press(script);
        terminal.draw(&stage);
        let mut fresh = Watched::new(80, 24);
        fresh.draw(&stage);
        assert_eq!(terminal.shown(), fresh.shown(), "{name}");
    }
}

#[test]
fn a_frame_like_the_last_costs_next_to_nothing() {
    let stage = Stage::new(140, 40).press("j");
    let mut terminal = Watched::new(140, 40);
    terminal.draw(&stage);
    assert!(terminal.draw(&stage) <= 25, "bytes for a frame without a change");
}

/// A terminal whose output is recorded and interpreted.
struct Watched {
    screen: Terminal<CrosstermBackend<Wire>>,
    wire: Wire,
    eye: vt100::Parser,
}

/// Output not yet interpreted.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Watched {
    fn new(width: u16, height: u16) -> Self {
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let wire = Wire::default();
        let backend = CrosstermBackend::new(wire.clone());
        let screen = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
        Self { screen, wire, eye: vt100::Parser::new(height, width, 0) }
    }

    /// Draws a frame. Returns the number of bytes sent.
    fn draw(&mut self, stage: &Stage) -> usize {
        self.screen.draw(|frame| view::draw(frame, &stage.state, Theme::new(true), false)).unwrap();
        let sent = self.wire.0.take();
        self.eye.process(&sent);
        sent.len()
    }

    /// The visible cells, row by row: characters and styles. A cell never written is blank.
    fn shown(&self) -> Vec<String> {
        let screen = self.eye.screen();
        let (rows, columns) = screen.size();
        let cell = |y, x| {
            let cell = screen.cell(y, x).unwrap();
            let letter = if cell.has_contents() { cell.contents() } else { " " };
            let looks =
                [cell.bold(), cell.underline(), cell.inverse()].map(|look| if look { '+' } else { '-' });
            format!("{letter}{}{:?}", String::from_iter(looks), cell.fgcolor())
        };
        (0..rows).map(|y| (0..columns).map(|x| cell(y, x)).collect()).collect()
    }
}
