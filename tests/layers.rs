//! Keeps the house: who may import whom, one outside crate one door, no file over its limit, no circle.
//! Reads the sources as text; what it understands of Rust is `use` lines and paths, and that is enough here.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of code a file may have, its inline tests and documentation left out.
const HARD_LIMIT: usize = 500;

/// Room -> the rooms it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("model", &["text"]),
    ("config", &[]),
    ("loader", &["model", "text"]),
    ("store", &["model", "text", "config"]),
    ("query", &["model", "text"]),
    ("export", &["model", "text"]),
    ("curation", &["loader", "store", "model", "text"]),
    ("tui", &["model", "text", "query", "config"]),
    ("cli", &["tui", "curation", "loader", "store", "query", "export", "model", "text", "config"]),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// The one room of the screen that touches the world, and what stands in it.
const EFFECT: (&str, &[&str]) = ("src/tui/effect", &["curation", "store", "export"]);

/// Outside crate -> the files or folders that may name it. A crate that is not here may be named anywhere.
const DOORS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["src/loader/phrase_matcher.rs"]),
    ("clap", &["src/cli"]),
    ("ratatui", &["src/tui"]),
    ("crossterm", &["src/tui"]),
    ("signal_hook", &["src/tui", "src/cli.rs"]),
    ("toml", &["src/store/reader.rs", "src/config", "src/loader/phrase_tables.rs"]),
    ("serde_ignored", &["src/store/reader.rs"]),
    ("toml_edit", &["src/store/save.rs", "src/store/save", "src/config"]),
    ("tempfile", &["src/config"]),
    ("etcetera", &["src/config"]),
    ("fuzzy_matcher", &["src/query/fuzzy.rs"]),
    ("memchr", &["src/query/fuzzy.rs"]),
    ("ureq", &["src/loader/fetch.rs"]),
    ("url", &["src/model/web_url.rs"]),
    ("open", &["src/tui/effect.rs"]),
    ("csv", &["src/export", "src/cli"]),
    ("serde_json", &["src/export", "src/cli", "src/loader/header/json_ld.rs"]),
    ("dom_smoothie", &["src/loader/html/main_text.rs"]),
    ("encoding_rs", &["src/loader/decode.rs"]),
];

/// Crates that are the language of the house rather than a tool behind one door.
const EVERYWHERE: &[&str] =
    &["chrono", "serde", "thiserror", "unicode-normalization", "unicode-segmentation", "unicode-width"];

/// Words that ask the clock, and the one file that may.
const CLOCK: (&[&str], &str) = (&["Local::now", "Utc::now", "SystemTime::now"], "src/cli.rs");

struct Room {
    /// Path from the top of the project, as `src/model/edtf.rs`.
    path: String,
    /// Module path, as `["model", "edtf"]`.
    module: Vec<String>,
    /// The file without comments and without its inline tests.
    code: String,
}

#[test]
fn nobody_imports_what_it_may_not() {
    let rooms = rooms();
    let allowed: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for room in &rooms {
        let floor = room.module[0].as_str();
        let may =
            allowed.get(floor).unwrap_or_else(|| panic!("{} is a room the plan does not know", room.path));
        for target in imports(room).iter().map(|path| path[0].as_str()) {
            let effect = EFFECT.1.contains(&target)
                && (room.path == format!("{}.rs", EFFECT.0)
                    || room.path.starts_with(&format!("{}/", EFFECT.0)));
            let known = allowed.contains_key(target);
            if known && target != floor && !may.contains(&target) && !effect {
                wrong.push(format!("{} imports {target}", room.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_outside_crate_has_one_door() {
    let mut wrong = Vec::new();
    for room in rooms() {
        for (krate, doors) in DOORS {
            let inside = doors.iter().any(|door| {
                room.path == *door
                    || room.path.starts_with(&format!("{door}/"))
                    || room.path == format!("{door}.rs")
            });
            if !inside && names_crate(&room.code, krate) {
                wrong.push(format!("{} names {krate}", room.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_dependency_is_placed() {
    let manifest = fs::read_to_string(top().join("Cargo.toml")).unwrap();
    let table = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in table.lines().filter(|line| !line.is_empty()) {
        let name = line.split([' ', '=']).next().unwrap();
        let placed =
            DOORS.iter().any(|(krate, _)| *krate == name.replace('-', "_")) || EVERYWHERE.contains(&name);
        assert!(placed, "{name}: which door? (DOORS or EVERYWHERE in tests/layers.rs)");
        assert!(line.contains("# "), "{name}: its line in Cargo.toml gives no reason");
    }
}

#[test]
fn one_crossterm_in_the_tree() {
    // Two versions in one tree break raw mode and events (ratatui/ratatui-website#876).
    let lock = fs::read_to_string(top().join("Cargo.lock")).unwrap();
    assert_eq!(lock.matches("\nname = \"crossterm\"\n").count(), 1);
}

#[test]
fn only_the_command_line_asks_the_clock() {
    for room in rooms() {
        for word in CLOCK.0 {
            assert!(
                room.path == CLOCK.1 || !room.code.contains(word),
                "{} asks the clock ({word})",
                room.path
            );
        }
    }
}

#[test]
fn no_file_is_over_the_limit() {
    for room in rooms() {
        let lines = room.code.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= HARD_LIMIT, "{} has {lines} lines of code; make it a folder of rooms", room.path);
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for path in files(&top().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let inner = path.file_name().is_some_and(|name| name == "tests.rs");
        assert!(inner || text.starts_with("//! "), "{} opens without a word", path.display());
    }
}

#[test]
fn no_import_goes_round_in_a_circle() {
    let rooms = rooms();
    let by_module: BTreeMap<&[String], usize> =
        rooms.iter().enumerate().map(|(at, room)| (room.module.as_slice(), at)).collect();
    let edges: Vec<BTreeSet<usize>> = rooms
        .iter()
        .enumerate()
        .map(|(at, room)| {
            let targets = imports(room).into_iter().filter_map(|path| {
                (1..=path.len()).rev().find_map(|length| by_module.get(&path[..length]).copied())
            });
            targets.filter(|&target| target != at).collect()
        })
        .collect();
    if let Some(circle) = circle(&edges) {
        let names: Vec<&str> = circle.iter().map(|&at| rooms[at].path.as_str()).collect();
        panic!("{}", names.join(" -> "));
    }
}

/// A circle in the graph, first room again at the end.
fn circle(edges: &[BTreeSet<usize>]) -> Option<Vec<usize>> {
    fn visit(
        at: usize,
        edges: &[BTreeSet<usize>],
        road: &mut Vec<usize>,
        done: &mut [bool],
    ) -> Option<Vec<usize>> {
        if let Some(start) = road.iter().position(|&have| have == at) {
            let mut found = road[start..].to_vec();
            found.push(at);
            return Some(found);
        }
        if done[at] {
            return None;
        }
        road.push(at);
        let found = edges[at].iter().find_map(|&next| visit(next, edges, road, done));
        road.pop();
        done[at] = true;
        found
    }
    let mut done = vec![false; edges.len()];
    (0..edges.len()).find_map(|at| visit(at, edges, &mut Vec::new(), &mut done))
}

#[test]
fn the_reader_of_imports_reads_them() {
    let room = |module: &[&str], code: &str| Room {
        path: String::new(),
        module: module.iter().map(ToString::to_string).collect(),
        code: code.to_owned(),
    };
    let read = |module: &[&str], code: &str| -> Vec<String> {
        imports(&room(module, code)).into_iter().map(|path| path.join("/")).collect()
    };
    assert_eq!(read(&["tui"], "use crate::model::{Edtf, Event};"), ["model/Edtf", "model/Event"]);
    assert_eq!(
        read(&["tui"], "use crate::{model::Kind, text::{self, width}};"),
        ["model/Kind", "text", "text/width"]
    );
    assert_eq!(read(&["store", "save"], "use super::file::Doc;"), ["store/file/Doc"]);
    assert_eq!(read(&["store"], "mod save;\npub mod file;"), ["store/save", "store/file"]);
    assert_eq!(read(&["a"], "let x = crate::text::clean(y);"), ["text/clean"]);
    assert!(read(&["tui"], "pub(in crate::tui) fn x()").is_empty());
    assert!(names_crate("use toml::Table;", "toml") && names_crate("x(toml::from_str(y))", "toml"));
    assert!(!names_crate("my_toml::x; self.toml; crate::toml::x", "toml"));
    assert!(circle(&[BTreeSet::from([1]), BTreeSet::from([0])]).is_some());
    assert!(circle(&[BTreeSet::from([1, 2]), BTreeSet::from([2]), BTreeSet::new()]).is_none());
}

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn rooms() -> Vec<Room> {
    let top = top();
    files(&top.join("src"))
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name != "tests.rs"))
        .map(|path| {
            let name = path.strip_prefix(&top).unwrap().to_str().unwrap().replace('\\', "/");
            let module = name.trim_start_matches("src/").trim_end_matches(".rs");
            Room {
                module: module.split('/').map(str::to_owned).collect(),
                code: code(&fs::read_to_string(&path).unwrap()),
                path: name,
            }
        })
        .collect()
}

/// The text up to its inline tests, without comment lines.
fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = body.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join(
        "
",
    )
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn names_crate(code: &str, krate: &str) -> bool {
    let needle = format!("{krate}::");
    code.match_indices(&needle).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| is_word(c) || c == ':' || c == '.')
    })
}

/// Every path of ours that the room names, from the crate down, as written after `crate::` or `super::`.
fn imports(room: &Room) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (word, base) in [("crate::", &[][..]), ("super::", &room.module[..room.module.len() - 1])] {
        for (at, _) in room.code.match_indices(word) {
            if room.code[..at].chars().next_back().is_some_and(|c| is_word(c) || c == ':') {
                continue;
            }
            // `pub(in crate::tui)` says who may see, not what is used.
            if room.code[..at].ends_with("(in ") {
                continue;
            }
            let (mut rest, mut base) = (&room.code[at + word.len()..], base.to_vec());
            while let Some(higher) = rest.strip_prefix("super::") {
                rest = higher;
                base.pop();
            }
            paths(rest, &base, &mut found);
        }
    }
    // A face owns its rooms: with this edge, a room that imports its face closes a circle.
    for line in room.code.lines().filter(|_| room.module != ["lib"]) {
        let declared =
            line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        found.extend(declared.map(|child| room.module.iter().cloned().chain([child.to_owned()]).collect()));
    }
    found
}

/// Reads a path or a tree of paths (`a::{b, c::d}`) at the start of `rest`; gives back what follows it.
fn paths<'a>(rest: &'a str, base: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let rest = rest.trim_start();
    if let Some(mut rest) = rest.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
            if let Some(after) = rest.strip_prefix('}') {
                return after;
            }
            let after = paths(rest, base, found);
            if after.len() == rest.len() {
                return after;
            }
            rest = after;
        }
    }
    let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    let mut path = base.to_vec();
    if word != "self" && !word.is_empty() {
        path.push(word.to_owned());
    }
    match after.strip_prefix("::") {
        Some(deeper) if !word.is_empty() => paths(deeper, &path, found),
        _ => {
            if !path.is_empty() {
                found.push(path);
            }
            after.strip_prefix(" as ").map_or(after, |renamed| renamed.trim_start_matches(is_word))
        }
    }
}
