//! What the screen remembers between runs: saved filters in the configuration folder, to be read and edited by a person, and
//! the history of filters in the state folder. A file that cannot be read is never written over.

use super::atomic_file;
use super::dirs::AppDirs;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

/// A filter under a digit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedFilter {
    /// 1 to 9.
    pub number: u8,
    /// What it is called, in a word or two.
    pub name: String,
    /// The filter as it is typed.
    pub query: String,
}

/// What was remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterMemory {
    /// The saved filters in the order of their digits.
    pub saved: Vec<SavedFilter>,
    /// Filters that were kept, the latest last.
    pub history: Vec<String>,
    /// What could not be read and why, in one line.
    pub load_error: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiltersFile {
    #[serde(default, rename = "filter")]
    filters: Vec<SavedFilter>,
}

/// The most filters the history keeps.
const MAX_HISTORY_ENTRIES: usize = 200;
/// A file of more bytes is none of ours.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// The filters under the digits for somebody who has not saved any.
const DEFAULT_FILTERS: [(&str, &str); 5] = [
    ("summits", "kind:summit"),
    ("agreements", "kind:mou|agreement"),
    ("open promises", "is:open"),
    ("incidents", "kind:incident"),
    ("sanctions", "kind:sanction|indictment"),
];

/// Where the saved filters are.
pub fn filters_file(places: &AppDirs) -> PathBuf {
    places.config.join("filters.toml")
}

fn history_file(places: &AppDirs) -> PathBuf {
    places.state.join("filters.history")
}

/// What is remembered at these places. Never fails: what cannot be read is said in [`Memory::trouble`].
pub fn load_filters(places: &AppDirs) -> FilterMemory {
    let (saved, trouble) = match read_saved(&filters_file(places)) {
        Ok(Some(filters)) => (filters, None),
        Ok(None) => (default_filters(), None),
        Err(error) => (Vec::new(), Some(error)),
    };
    FilterMemory { saved, history: read_history(places).unwrap_or_default(), load_error: trouble }
}

fn default_filters() -> Vec<SavedFilter> {
    DEFAULT_FILTERS.iter().zip(1..).map(|((name, query), number)| saved_filter(number, name, query)).collect()
}

fn saved_filter(number: u8, name: &str, query: &str) -> SavedFilter {
    SavedFilter { number, name: name.to_owned(), query: query.to_owned() }
}

/// The saved filters; `None` where nobody has saved any.
fn read_saved(path: &Path) -> Result<Option<Vec<SavedFilter>>, String> {
    let name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = match read_small_file(path) {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(None),
        Err(error) => return Err(format!("{}: {error}", name())),
    };
    let mut file: FiltersFile = toml::from_str(&text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        format!("{}: line {line}: {}", name(), error.message())
    })?;
    if let Some(wrong) = file.filters.iter().find(|one| !(1..=9).contains(&one.number)) {
        return Err(format!("{}: number {} is none of 1 to 9", name(), wrong.number));
    }
    file.filters.sort_by_key(|one| one.number);
    if let Some(twice) = file.filters.windows(2).find(|two| two[0].number == two[1].number) {
        return Err(format!("{}: number {} stands twice", name(), twice[0].number));
    }
    Ok(Some(file.filters))
}

/// Keeps the filter under its digit; everything else in the file, comments too, stays as a person wrote it. Gives back all
/// filters.
pub fn save_filter(places: &AppDirs, new: &SavedFilter) -> Result<Vec<SavedFilter>, String> {
    let path = filters_file(places);
    // What cannot be read as filters is not edited as a document either.
    let have = read_saved(&path)?;
    let failed = |error: &dyn std::fmt::Display| format!("the filter could not be saved: {error}");
    let text = if have.is_some() {
        read_small_file(&path).map_err(|error| failed(&error))?.unwrap_or_default()
    } else {
        let text =
            toml::to_string(&FiltersFile { filters: default_filters() }).map_err(|error| failed(&error))?;
        format!("# Filters under the digits 1 to 9 of koreacyber-tui.\n{text}")
    };
    let mut document: DocumentMut = text.parse().map_err(|error| failed(&error))?;
    let rows = document.entry("filter").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let rows =
        rows.as_array_of_tables_mut().ok_or_else(|| failed(&"its filters are not written as [[filter]]"))?;
    let is_it = |row: &Table| row.get("number").and_then(Item::as_integer) == Some(new.number.into());
    let there = rows.iter().position(is_it);
    let at = there.unwrap_or_else(|| {
        rows.push(Table::new());
        rows.len() - 1
    });
    if let Some(row) = rows.get_mut(at) {
        set_value(row, "number", i64::from(new.number).into());
        set_value(row, "name", new.name.as_str().into());
        set_value(row, "query", new.query.as_str().into());
    }
    atomic_file::write(&path, &document.to_string()).map_err(|error| failed(&error))?;
    Ok(read_saved(&path)?.unwrap_or_default())
}

/// Sets a value; the comment behind the old one stays.
fn set_value(row: &mut Table, key: &str, mut value: Value) {
    if let Some(old) = row.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    row.insert(key, Item::Value(value));
}

/// Adds a filter to the history as it is in the file now.
pub fn add_to_history(places: &AppDirs, filter: &str) -> io::Result<()> {
    let mut history = read_history(places)?;
    history.retain(|one| one != filter);
    history.push(filter.to_owned());
    let from = history.len().saturating_sub(MAX_HISTORY_ENTRIES);
    atomic_file::write(&history_file(places), &(history[from..].join("\n") + "\n"))
}

fn read_history(places: &AppDirs) -> io::Result<Vec<String>> {
    let text = read_small_file(&history_file(places))?.unwrap_or_default();
    Ok(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn read_small_file(path: &Path) -> io::Result<Option<String>> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(about) if !about.is_file() || about.len() > MAX_FILE_BYTES => {
            return Err(io::Error::new(ErrorKind::InvalidData, "not a file of filters"));
        }
        Ok(_) => {}
    }
    fs::read_to_string(path).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> (tempfile::TempDir, AppDirs) {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let places =
            AppDirs { data: at("data"), config: at("config"), cache: at("cache"), state: at("state") };
        (folder, places)
    }

    #[test]
    fn a_saved_filter_is_there_again_and_the_others_stay() {
        let (_folder, places) = places();
        assert_eq!(load_filters(&places).saved.len(), DEFAULT_FILTERS.len());
        save_filter(&places, &saved_filter(7, "mine", "seoul | \"busan\"")).unwrap();
        save_filter(&places, &saved_filter(2, "other", "정상회담")).unwrap();
        let memory = load_filters(&places);
        let all: Vec<_> = memory.saved.iter().map(|one| (one.number, one.query.as_str())).collect();
        assert_eq!(all.len(), DEFAULT_FILTERS.len() + 1);
        assert!(all.contains(&(7, "seoul | \"busan\"")) && all.contains(&(2, "정상회담")), "{all:?}");
        assert_eq!(memory.load_error, None);
    }

    #[test]
    fn a_broken_file_is_named_by_line_and_never_written_over() {
        for (text, trouble) in [
            ("[[filter]]\nnumber = 1\nname = \"x\"\nquery = \"y\"\n[[filter]]\nnumber = \n", "line 6"),
            ("[[filter]]\nnumber = 12\nname = \"x\"\nquery = \"y\"\n", "none of 1 to 9"),
            ("[[filter]]\nnumber = 1\nname = \"x\"\nqery = \"y\"\n", "line 4: "),
            (
                "[[filter]]\nnumber = 1\nname = \"x\"\nquery = \"y\"\n[[filter]]\nnumber = 1\nname = \"z\"\nquery = \"z\"\n",
                "number 1 stands twice",
            ),
        ] {
            let (_folder, places) = places();
            atomic_file::write(&filters_file(&places), text).unwrap();
            let said = load_filters(&places).load_error.unwrap();
            assert!(said.starts_with("filters.toml: ") && said.contains(trouble), "{said}");
            assert!(save_filter(&places, &saved_filter(1, "a", "b")).is_err());
            assert_eq!(fs::read_to_string(filters_file(&places)).unwrap(), text);
        }
    }

    #[test]
    fn what_a_person_wrote_into_the_file_stays() {
        let (folder, places) = places();
        let text = "# mine\n[[filter]]\nnumber = 3 # the third\nname = \"x\"\nquery = \"y\"\n";
        let real = folder.path().join("dotfiles.toml");
        fs::write(&real, text).unwrap();
        fs::create_dir_all(&places.config).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&real, filters_file(&places)).unwrap();
        #[cfg(not(unix))]
        fs::write(filters_file(&places), text).unwrap();
        save_filter(&places, &saved_filter(1, "first", "a | b")).unwrap();
        save_filter(&places, &saved_filter(3, "x", "z")).unwrap();
        let after = fs::read_to_string(filters_file(&places)).unwrap();
        assert!(after.starts_with("# mine\n[[filter]]\nnumber = 3 # the third\n"), "{after}");
        assert!(after.contains("query = \"z\"") && after.contains("name = \"first\""), "{after}");
        #[cfg(unix)]
        assert_eq!(fs::read_to_string(real).unwrap(), after, "the link is still one");
    }

    #[test]
    fn the_history_has_each_filter_once_and_an_end() {
        let (_folder, places) = places();
        for filter in ["a", "b", "a"] {
            add_to_history(&places, filter).unwrap();
        }
        assert_eq!(load_filters(&places).history, ["b", "a"]);
        for n in 0..MAX_HISTORY_ENTRIES + 5 {
            add_to_history(&places, &n.to_string()).unwrap();
        }
        let history = load_filters(&places).history;
        assert_eq!((history.len(), history.last().unwrap().as_str()), (MAX_HISTORY_ENTRIES, "204"));
    }
}
