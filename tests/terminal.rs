//! The real program on a pseudo-terminal: it starts, draws, filters, reads, quits, and the terminal is restored. The tests
//! wait for text on the screen, never for a fixed time.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// The longest time to wait for a text.
const PATIENCE: Duration = Duration::from_secs(20);

struct Screen {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    /// All output so far.
    raw: Vec<u8>,
    parser: vt100::Parser,
    /// The home directory; deleted with the screen.
    home: tempfile::TempDir,
}

impl Screen {
    fn start(arguments: &[&str]) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), arguments)
    }

    fn start_in(home: tempfile::TempDir, arguments: &[&str]) -> Self {
        Self::start_with(home, arguments, "")
    }

    /// Starts the program with this editor.
    fn start_with(home: tempfile::TempDir, arguments: &[&str], editor: &str) -> Self {
        let size = PtySize { rows: 30, cols: 120, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_koreacyber-tui"));
        command.args(arguments);
        command.env_clear();
        let log = home.path().join("opened");
        let browser = home.path().join("browser");
        std::fs::write(&browser, format!("#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > {}\n", log.display()))
            .unwrap();
        std::os::unix::fs::symlink("/bin/sh", home.path().join("sh")).unwrap();
        let variables = [
            ("HOME", home.path().to_str().unwrap().to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TMPDIR", home.path().to_str().unwrap().to_owned()),
            ("EDITOR", editor.to_owned()),
            ("BROWSER", format!("{}/sh {}", home.path().display(), browser.display())),
        ];
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(home.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(30, 120, 0);
        Self { child, master: pair.master, keys, bytes, raw: Vec::new(), parser, home }
    }

    fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    fn until(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(self) {
            match self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(why) => panic!("{what} did not appear ({why}):\n{}", self.text()),
            }
        }
    }

    #[track_caller]
    fn shows(&mut self, text: &str) {
        self.until(text, |screen| screen.text().contains(text));
    }

    /// Waits for the program to exit. Returns its exit code.
    fn end(&mut self) -> u32 {
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            self.parser.process(&bytes);
            self.raw.extend(bytes);
        }
        self.child.wait().unwrap().exit_code()
    }

    #[track_caller]
    fn is_restored(&self) {
        self.has_left_alternate_screen();
        let left = self.text();
        assert_eq!(left.trim(), "", "something was left on the first screen");
    }

    #[track_caller]
    fn has_left_alternate_screen(&self) {
        let screen = self.parser.screen();
        assert!(!screen.alternate_screen(), "the second screen is still on");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still bracketed");
    }
}

/// Events of the bundled timeline.
fn total() -> usize {
    koreacyber_tui::store::bundled_layer().events.len()
}

#[test]
fn it_starts_filters_reads_opens_and_quits_clean() {
    let mut screen = Screen::start(&["--today", "2026-11-24"]);
    screen.shows(&format!("{} events, 2009–20", total()));
    assert!(screen.parser.screen().alternate_screen());
    screen.type_keys("/nakasone");
    screen.shows(&format!(" 2 of {}", total()));
    assert!(!screen.parser.screen().hide_cursor(), "the cursor shows where text is typed");
    screen.type_keys("\r\r");
    screen.shows("Our digest of this source (no saved text)");
    screen.type_keys("o");
    screen.shows("Opened https://");
    let log = screen.home.path().join("opened");
    let end = Instant::now() + PATIENCE;
    let mut opened = String::new();
    while opened.lines().count() < 2 && Instant::now() < end {
        opened = std::fs::read_to_string(&log).unwrap_or_default();
        std::thread::yield_now();
    }
    assert!(opened.starts_with("1\nhttps://"), "one argument, an address: {opened:?}");
    screen.type_keys("qq");
    assert_eq!(screen.end(), 0);
    screen.is_restored();
}

#[test]
fn a_query_on_the_command_line_opens_filtered() {
    let mut screen = Screen::start(&["camp", "david"]);
    screen.shows("Camp David summit");
    assert!(screen.text().contains(&format!("of {}", total())));
    screen.type_keys("\u{3}");
    assert_eq!(screen.end(), 0);
    screen.is_restored();
}

#[test]
fn the_terminal_comes_back_after_a_signal() {
    let mut screen = Screen::start(&[]);
    screen.shows(&format!("{} events", total()));
    let id = screen.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    screen.end();
    screen.is_restored();
}

#[test]
fn a_new_size_is_drawn() {
    let mut screen = Screen::start(&[]);
    screen.shows(&format!("{} events", total()));
    screen.master.resize(PtySize { rows: 15, cols: 60, pixel_width: 0, pixel_height: 0 }).unwrap();
    screen.parser.screen_mut().set_size(15, 60);
    screen.until("a narrow hint line", |screen| {
        screen.text().lines().nth(14).is_some_and(|line| line.contains(&format!("1/{}", total())))
    });
    screen.type_keys("q");
    assert_eq!(screen.end(), 0);
    screen.is_restored();
}

#[test]
fn a_broken_store_is_an_error_before_the_screen_is_touched() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("broken.toml"), "schema = 1\n[[event]\n").unwrap();
    let mut screen = Screen::start_in(home, &["--store", "broken.toml"]);
    assert_eq!(screen.end(), 1);
    let text = String::from_utf8_lossy(&screen.raw).into_owned();
    assert!(text.starts_with("koreacyber-tui: broken.toml:2:"), "{text:?}");
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

/// A home directory with a store of one draft.
fn home_with_a_draft() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let store = "schema = 1\n\n[[event]]\nid = \"pact\"\ndate = \"2031-06-03\"\nkind = \"mou\"\ntitle = \"Offices sign\"\n\
                 status = \"draft\"\nconfidence = 0.7\n[[event.source]]\nsource = \"daily\"\n\n[[source]]\nid = \"daily\"\n";
    std::fs::write(home.path().join("mine.toml"), store).unwrap();
    home
}

#[test]
fn a_draft_edited_in_the_editor_is_validated() {
    let home = home_with_a_draft();
    // The editor waits for a line, so that the test can check the terminal; its first edit is invalid.
    let script = "echo EDITOR-HAS-IT; read line; cp \"$1\" seen-$line\n\
                  if [ $line = one ]; then sed -i.bak 's/\"mou\"/\"party\"/' \"$1\"\n\
                  else sed -i.bak 's/\"party\"/\"agreement\"/' \"$1\"; fi; rm -f \"$1.bak\"\n";
    let script = format!("PATH=/usr/bin:/bin\n{script}");
    std::fs::write(home.path().join("editor"), script).unwrap();
    let editor = format!("/bin/sh {}", home.path().join("editor").display());
    let mut screen = Screen::start_with(home, &["--store", "mine.toml"], &editor);
    screen.shows("1 draft (v)");
    screen.type_keys("v");
    screen.shows("draft 1 of 1");
    screen.type_keys("E");
    screen.shows("EDITOR-HAS-IT");
    assert!(!screen.parser.screen().alternate_screen(), "the editor has the first screen");
    // Keys typed meanwhile go to the editor: a q would leave the review.
    screen.type_keys("one\n");
    screen.shows("Not saved: line 5");
    assert!(screen.parser.screen().alternate_screen());
    let store = std::fs::read_to_string(screen.home.path().join("mine.toml")).unwrap();
    assert!(store.contains("kind = \"mou\""), "{store}");
    screen.type_keys("E");
    screen.until("the editor again", |screen| !screen.parser.screen().alternate_screen());
    screen.type_keys("two\n");
    screen.shows("Edited “Offices sign”; press u to undo");
    let seen = std::fs::read_to_string(screen.home.path().join("seen-two")).unwrap();
    assert!(seen.starts_with("# Not saved: line 5") && seen.contains("party"), "the text was kept: {seen}");
    let store = std::fs::read_to_string(screen.home.path().join("mine.toml")).unwrap();
    assert!(store.contains("kind = \"agreement\""), "{store}");
    let left = std::fs::read_dir(screen.home.path()).unwrap().filter_map(Result::ok);
    assert!(!left.into_iter().any(|file| file.file_name().to_string_lossy().starts_with("koreacyber-draft")));
    screen.type_keys("u");
    screen.shows("Undone: edited “Offices sign”");
    screen.type_keys("qq");
    assert_eq!(screen.end(), 0);
    screen.has_left_alternate_screen();
}

#[test]
fn a_missing_editor_loses_nothing() {
    let mut screen = Screen::start_with(home_with_a_draft(), &["--store", "mine.toml"], "/no/such/editor");
    screen.shows("1 draft (v)");
    screen.type_keys("vE");
    screen.shows("Cannot start /no/such/editor");
    assert!(screen.parser.screen().alternate_screen());
    screen.type_keys("a");
    screen.shows("Accepted “Offices sign”");
    screen.type_keys("q");
    assert_eq!(screen.end(), 0);
}

/// An invented article about a day of 2024.
#[cfg(feature = "fetch")]
const STORY: &str = "<html><head><title>Seoul and Washington sign cyber pact</title>\
    <meta property=\"article:published_time\" content=\"2024-06-20T09:00:00+09:00\"></head><body><article>\
    <h1>Seoul and Washington sign cyber pact</h1><p>South Korea's National Intelligence Service and the US Cybersecurity \
    and Infrastructure Security Agency signed a memorandum of understanding on cyber cooperation in Seoul on Thursday, \
    officials said.</p><p>The two agencies agreed to share information on North Korean hacking groups and to hold joint \
    cyber exercises from next year.</p><p>Both sides said that the threat to their networks has grown since last \
    spring.</p></article></body></html>";

#[cfg(feature = "fetch")]
#[test]
fn an_import_runs_in_the_background() {
    let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/story.html", server.local_addr().unwrap());
    let mut screen = Screen::start(&["--today", "2026-11-24"]);
    screen.shows("1/");
    screen.type_keys("i");
    screen.shows("Path or URL to import:");
    screen.type_keys(&format!("{address}\r"));
    let (mut asked, _) = server.accept().unwrap();
    screen.shows("Reading http://127.0.0.1");
    screen.type_keys("jj");
    screen.shows(&format!("3/{}", total()));
    screen.type_keys("q");
    screen.shows("Import running");
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n",
        STORY.len()
    );
    asked.write_all(format!("{head}Connection: close\r\n\r\n{STORY}").as_bytes()).unwrap();
    drop(asked);
    screen.shows("2 new drafts (v reviews, u undoes)");
    screen.shows(&format!("3/{}", total() + 2));
    screen.type_keys("V");
    screen.shows("2024-06-20");
    screen.type_keys("qq");
    assert_eq!(screen.end(), 0);
    screen.is_restored();
}

#[test]
fn a_known_event_waits_for_its_source_and_one_undo_takes_the_import_back() {
    let home = tempfile::tempdir().unwrap();
    let story = "Cyber commands of two allies sign memorandum in Seoul\n\nThe Example Daily\nPublished August 19, 2022\n\n\
                 The US Cyber Command and South Korea's Cyber Operations Command signed a memorandum of understanding on \
                 Friday to share cyber threat information and to train together, the Defense Ministry said.\n";
    std::fs::write(home.path().join("story.txt"), story).unwrap();
    let mut screen = Screen::start_in(home, &["--today", "2026-11-24"]);
    screen.shows("1/");
    screen.type_keys("istory.txt\r");
    screen.shows("story.txt: 2 new drafts (v reviews, u undoes)");
    screen.type_keys("v");
    screen.shows("Proposed source");
    screen.shows("this article is a source for");
    screen.shows("understanding on Friday to share");
    screen.type_keys("e");
    screen.shows("Nothing to edit here");
    screen.type_keys("\r");
    screen.shows("The Example Daily");
    screen.type_keys("qn");
    screen.shows("Proposed conflict");
    screen.shows("it says 2022-08-19 where we have");
    screen.type_keys("r");
    screen.shows("Rejected date 2022-08-19");
    screen.shows("draft 1 of 1");
    screen.type_keys("u");
    screen.shows("draft 1 of 2");
    screen.type_keys("na");
    screen.shows("Accepted a source of");
    screen.type_keys("q");
    screen.shows("1 draft (v)");
    screen.type_keys("u");
    screen.shows("2 drafts (v)");
    screen.type_keys("u");
    screen.shows("Undone: imported story.txt");
    screen.until("no draft", |screen| !screen.text().contains("(v)"));
    screen.type_keys("q");
    assert_eq!(screen.end(), 0);
    let texts = screen.home.path().join(".local/share/koreacyber-tui/texts");
    assert_eq!(std::fs::read_dir(texts).unwrap().count(), 0, "the saved text is gone, too");
    screen.is_restored();
}

#[test]
fn tab_completes_a_path_and_a_refusal_has_its_reason() {
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join("stories")).unwrap();
    std::fs::write(home.path().join("stories/report.pdf"), "%PDF-1.7\n").unwrap();
    std::fs::write(home.path().join("stories/recipe.txt"), "Boil the water.\n\nWait for an hour.\n").unwrap();
    let mut screen = Screen::start_in(home, &["--today", "2026-11-24"]);
    screen.shows("1/");
    screen.type_keys("isto\t");
    screen.shows("import: stories/");
    screen.type_keys("\t");
    screen.shows("import: stories/re");
    screen.type_keys("p\t\r");
    screen.shows("Refused: stories/report.pdf: ");
    screen.type_keys("I");
    screen.shows("Refused: 1");
    screen.type_keys("qi'stories/recipe.txt'\r");
    screen.shows("stories/recipe.txt: off topic");
    screen.type_keys("qq");
    assert_eq!(screen.end(), 0);
    screen.is_restored();
}
