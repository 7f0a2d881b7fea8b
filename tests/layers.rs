//! Checks the structure of the crate: imports between layers, modules that may use an external crate, import cycles, file
//! sizes, and names. Reads the sources as text and understands only `use` lines, paths, and declarations.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Maximum number of lines of code in a file, without inline tests, comments, and empty lines.
const MAX_FILE_LINES: usize = 500;

/// Maximum share of functions with a one-word name, in percent. Tests do not count.
const MAX_ONE_WORD_PERCENT: usize = 45;

/// Each layer and the layers that it may import.
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

/// The part of the terminal interface that performs I/O, and the layers that it may import in addition.
const EFFECT_IMPORTS: (&str, &[&str]) = ("src/tui/effect_runner", &["curation", "store", "export"]);

/// Each external crate and the files or folders that may use it. Crates that are not listed may be used anywhere.
const CRATE_USERS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["src/loader/phrase_matcher.rs"]),
    ("clap", &["src/cli"]),
    ("ratatui", &["src/tui"]),
    ("crossterm", &["src/tui"]),
    ("signal_hook", &["src/tui", "src/cli.rs"]),
    ("toml", &["src/store/reader.rs", "src/config", "src/loader/phrase_tables"]),
    ("serde_ignored", &["src/store/reader.rs"]),
    ("toml_edit", &["src/store/save.rs", "src/store/save", "src/config"]),
    ("tempfile", &["src/config"]),
    ("etcetera", &["src/config"]),
    ("fuzzy_matcher", &["src/query/fuzzy.rs"]),
    ("memchr", &["src/query/fuzzy.rs"]),
    ("ureq", &["src/loader/fetch.rs"]),
    ("url", &["src/model/web_url.rs"]),
    ("open", &["src/tui/effect_runner/browser.rs"]),
    ("csv", &["src/export"]),
    ("serde_json", &["src/export", "src/cli", "src/loader/header/json_ld.rs"]),
    ("dom_smoothie", &["src/loader/html/main_text.rs"]),
    ("encoding_rs", &["src/loader/decode.rs"]),
];

/// Crates that may be used anywhere.
const COMMON_CRATES: &[&str] =
    &["chrono", "serde", "thiserror", "unicode-normalization", "unicode-segmentation", "unicode-width"];

/// Paths that read the clock, and the only file that may use them.
const CLOCK: (&[&str], &str) = (&["Local::now", "Utc::now", "SystemTime::now"], "src/cli.rs");

/// A source file outside of tests.
struct SourceFile {
    /// Path from the root of the project, such as `src/model/edtf.rs`.
    path: String,
    /// Module path, such as `["model", "edtf"]`.
    module: Vec<String>,
    /// The text without comments and inline tests.
    code: String,
}

#[test]
fn layers_import_only_lower_layers() {
    let files = source_files();
    let allowed: BTreeMap<_, _> = LAYERS.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in &files {
        let layer = file.module[0].as_str();
        let may = allowed.get(layer).unwrap_or_else(|| panic!("{} belongs to no layer in LAYERS", file.path));
        for target in imports(file).iter().map(|path| path[0].as_str()) {
            let effect = EFFECT_IMPORTS.1.contains(&target)
                && (file.path == format!("{}.rs", EFFECT_IMPORTS.0)
                    || file.path.starts_with(&format!("{}/", EFFECT_IMPORTS.0)));
            let known = allowed.contains_key(target);
            if known && target != layer && !may.contains(&target) && !effect {
                wrong.push(format!("{} imports {target}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// In the terminal interface, what a layer remembers is below the state of the screen, and the state is below what layers do
/// and show.
#[test]
fn states_of_screen_layers_import_neither_behavior_nor_views() {
    let above = ["state", "layer_behavior", "layers", "update", "view", "painter"];
    let mut wrong = Vec::new();
    for file in source_files().iter().filter(|file| file.module.starts_with(&["tui".into(), "layers".into()]))
    {
        for path in imports(file).iter().filter(|path| path[0] == "tui" && path.len() > 1) {
            let is_state = file.module.last().is_some_and(|name| name == "state");
            let own = path.starts_with(&file.module[..file.module.len() - 1]);
            let target = if own { path.get(file.module.len() - 1) } else { path.get(1) };
            let is_above = target.is_some_and(|name| above.contains(&name.as_str()) || name == "page");
            if is_state && is_above && !path.iter().skip(2).any(|name| name == "state") {
                wrong.push(format!("{} imports {}", file.path, path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn external_crates_are_used_only_where_allowed() {
    let mut wrong = Vec::new();
    for file in source_files() {
        for (krate, users) in CRATE_USERS {
            let is_allowed = users.iter().any(|user| {
                file.path == *user
                    || file.path.starts_with(&format!("{user}/"))
                    || file.path == format!("{user}.rs")
            });
            if !is_allowed && names_crate(&file.code, krate) {
                wrong.push(format!("{} uses {krate}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_dependency_has_a_reason_and_a_place() {
    let manifest = fs::read_to_string(project_root().join("Cargo.toml")).unwrap();
    let table = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in table.lines().filter(|line| !line.is_empty()) {
        let name = line.split([' ', '=']).next().unwrap();
        let is_listed = CRATE_USERS.iter().any(|(krate, _)| *krate == name.replace('-', "_"))
            || COMMON_CRATES.contains(&name);
        assert!(is_listed, "{name}: add it to CRATE_USERS or COMMON_CRATES in tests/layers.rs");
        assert!(line.contains("# "), "{name}: add a comment with a reason to its line in Cargo.toml");
    }
}

#[test]
fn the_dependency_tree_has_one_crossterm() {
    // Two versions break raw mode and events (ratatui/ratatui-website#876).
    let lock = fs::read_to_string(project_root().join("Cargo.lock")).unwrap();
    assert_eq!(lock.matches("\nname = \"crossterm\"\n").count(), 1);
}

#[test]
fn only_the_command_line_reads_the_clock() {
    for file in source_files() {
        for path in CLOCK.0 {
            assert!(
                file.path == CLOCK.1 || !file.code.contains(path),
                "{} reads the clock ({path})",
                file.path
            );
        }
    }
}

#[test]
fn no_file_is_over_the_limit() {
    for file in source_files() {
        let lines = file.code.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= MAX_FILE_LINES, "{} has {lines} lines of code; split it into modules", file.path);
    }
}

#[test]
fn no_type_name_is_used_twice() {
    let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in source_files() {
        for name in file.code.lines().filter_map(declared_type) {
            owners.entry(name.to_owned()).or_default().push(file.path.clone());
        }
    }
    owners.retain(|_, files| files.len() > 1);
    assert!(owners.is_empty(), "type names that are used twice: {owners:#?}");
}

#[test]
fn most_functions_have_a_name_of_several_words() {
    let files = source_files();
    let names: Vec<&str> =
        files.iter().flat_map(|file| file.code.lines().filter_map(declared_function)).collect();
    let one_word = names.iter().filter(|name| !name.contains('_')).count();
    assert!(
        one_word * 100 <= names.len() * MAX_ONE_WORD_PERCENT,
        "{one_word} of {} functions have a one-word name",
        names.len()
    );
}

#[test]
fn declarations_are_recognized() {
    assert_eq!(declared_type("pub(super) struct Needle {"), Some("Needle"));
    assert_eq!(declared_type("    enum Step<'a> {"), Some("Step"));
    assert_eq!(declared_type("pub type ExportWriter = fn();"), Some("ExportWriter"));
    assert_eq!(declared_type("    type Err = String;"), None);
    assert_eq!(declared_type("structure();"), None);
    assert_eq!(declared_function("    pub const fn label(self) -> &str {"), Some("label"));
    assert_eq!(declared_function("fn read_value(&mut self) {}"), Some("read_value"));
    assert_eq!(declared_function("let f: fn(usize) = g;"), None);
}

#[test]
fn every_file_has_a_header() {
    for path in rust_files(&project_root().join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let is_test = path.file_name().is_some_and(|name| name == "tests.rs");
        assert!(is_test || text.starts_with("//! "), "{} has no header comment", path.display());
    }
}

#[test]
fn imports_have_no_cycle() {
    let files = source_files();
    let by_module: BTreeMap<&[String], usize> =
        files.iter().enumerate().map(|(at, file)| (file.module.as_slice(), at)).collect();
    let edges: Vec<BTreeSet<usize>> = files
        .iter()
        .enumerate()
        .map(|(at, file)| {
            let targets = imports(file).into_iter().filter_map(|path| {
                (1..=path.len()).rev().find_map(|length| by_module.get(&path[..length]).copied())
            });
            targets.filter(|&target| target != at).collect()
        })
        .collect();
    if let Some(cycle) = find_cycle(&edges) {
        let names: Vec<&str> = cycle.iter().map(|&at| files[at].path.as_str()).collect();
        panic!("{}", names.join(" -> "));
    }
}

/// A cycle in the graph, with the first node repeated at the end.
fn find_cycle(edges: &[BTreeSet<usize>]) -> Option<Vec<usize>> {
    fn visit(
        at: usize,
        edges: &[BTreeSet<usize>],
        path: &mut Vec<usize>,
        done: &mut [bool],
    ) -> Option<Vec<usize>> {
        if let Some(start) = path.iter().position(|&have| have == at) {
            let mut found = path[start..].to_vec();
            found.push(at);
            return Some(found);
        }
        if done[at] {
            return None;
        }
        path.push(at);
        let found = edges[at].iter().find_map(|&next| visit(next, edges, path, done));
        path.pop();
        done[at] = true;
        found
    }
    let mut done = vec![false; edges.len()];
    (0..edges.len()).find_map(|at| visit(at, edges, &mut Vec::new(), &mut done))
}

#[test]
fn imports_are_recognized() {
    let file = |module: &[&str], code: &str| SourceFile {
        path: String::new(),
        module: module.iter().map(ToString::to_string).collect(),
        code: code.to_owned(),
    };
    let read = |module: &[&str], code: &str| -> Vec<String> {
        imports(&file(module, code)).into_iter().map(|path| path.join("/")).collect()
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
    assert!(find_cycle(&[BTreeSet::from([1]), BTreeSet::from([0])]).is_some());
    assert!(find_cycle(&[BTreeSet::from([1, 2]), BTreeSet::from([2]), BTreeSet::new()]).is_none());
}

/// The folder of Cargo.toml.
fn project_root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below `folder`, sorted by path.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// All source files except those of tests.
fn source_files() -> Vec<SourceFile> {
    let root = project_root();
    rust_files(&root.join("src"))
        .into_iter()
        .filter(|path| path.file_name().is_some_and(|name| name != "tests.rs"))
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            let module = name.trim_start_matches("src/").trim_end_matches(".rs");
            SourceFile {
                module: module.split('/').map(str::to_owned).collect(),
                code: strip_tests(&fs::read_to_string(&path).unwrap()),
                path: name,
            }
        })
        .collect()
}

/// The text before the inline tests, without comment lines.
fn strip_tests(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let lines = body.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join(
        "
",
    )
}

/// A line without its indentation and visibility.
fn without_visibility(line: &str) -> &str {
    let line = line.trim_start();
    match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => {
            rest.split_once(')').map_or(rest, |(_, rest)| rest).trim_start()
        }
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => line,
    }
}

/// The identifier at the start of `text`.
fn leading_word(text: &str) -> &str {
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

/// The type that a line declares. Associated types, which are indented and have no visibility, do not count.
fn declared_type(line: &str) -> Option<&str> {
    let declaration = without_visibility(line);
    let keyword =
        ["struct ", "enum ", "trait ", "type "].into_iter().find(|word| declaration.starts_with(word))?;
    let is_associated = keyword == "type " && line.starts_with(' ') && !line.trim_start().starts_with("pub");
    Some(leading_word(&declaration[keyword.len()..])).filter(|_| !is_associated)
}

/// The function that a line declares.
fn declared_function(line: &str) -> Option<&str> {
    let declaration = without_visibility(line);
    let declaration = declaration.strip_prefix("const ").unwrap_or(declaration);
    declaration.strip_prefix("fn ").map(leading_word)
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

/// All paths within the crate that the file names after `crate::` or `super::`, from the root of the crate.
fn imports(file: &SourceFile) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (word, base) in [("crate::", &[][..]), ("super::", &file.module[..file.module.len() - 1])] {
        for (at, _) in file.code.match_indices(word) {
            if file.code[..at].chars().next_back().is_some_and(|c| is_word(c) || c == ':') {
                continue;
            }
            // `pub(in crate::tui)` restricts visibility and imports nothing.
            if file.code[..at].ends_with("(in ") {
                continue;
            }
            let (mut rest, mut base) = (&file.code[at + word.len()..], base.to_vec());
            while let Some(higher) = rest.strip_prefix("super::") {
                rest = higher;
                base.pop();
            }
            paths(rest, &base, &mut found);
        }
    }
    // A module depends on the submodules it declares, so a submodule that imports its parent closes a cycle.
    for line in file.code.lines().filter(|_| file.module != ["lib"]) {
        let declared =
            line.trim_start_matches("pub ").strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';'));
        found.extend(declared.map(|child| file.module.iter().cloned().chain([child.to_owned()]).collect()));
    }
    found
}

/// Reads a path or a tree of paths (`a::{b, c::d}`) at the start of `rest`, and returns the text after it.
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
