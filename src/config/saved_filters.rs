//! Filters saved under the digits 1 to 9, in a file of the configuration folder that the user may edit. A file that cannot
//! be read is never overwritten.

use super::atomic_file::{self, read_small};
use super::dirs::AppDirs;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

/// A filter saved under a digit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedFilter {
    /// The digit, 1 to 9.
    pub number: u8,
    /// A short name, in a word or two.
    pub name: String,
    /// The filter as typed.
    pub query: String,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FiltersFile {
    #[serde(default, rename = "filter")]
    filters: Vec<SavedFilter>,
}

/// The filters of a user who has not saved any.
const DEFAULT_FILTERS: [(&str, &str); 5] = [
    ("summits", "kind:summit"),
    ("agreements", "kind:mou|agreement"),
    ("open commitments", "is:open"),
    ("incidents", "kind:incident"),
    ("sanctions", "kind:sanction|indictment"),
];

/// The path of the saved filters.
pub fn filters_file(dirs: &AppDirs) -> PathBuf {
    dirs.config.join("filters.toml")
}

/// The saved filters in the order of their digits; the default ones if the file does not exist. The error is one line that
/// names the file and, for a syntax error, the line.
pub(super) fn load_saved_filters(dirs: &AppDirs) -> Result<Vec<SavedFilter>, String> {
    Ok(read_saved(&filters_file(dirs))?.unwrap_or_else(default_filters))
}

fn default_filters() -> Vec<SavedFilter> {
    DEFAULT_FILTERS.iter().zip(1..).map(|((name, query), number)| saved_filter(number, name, query)).collect()
}

fn saved_filter(number: u8, name: &str, query: &str) -> SavedFilter {
    SavedFilter { number, name: name.to_owned(), query: query.to_owned() }
}

/// The filters in the file; `None` if it does not exist.
fn read_saved(path: &Path) -> Result<Option<Vec<SavedFilter>>, String> {
    let name = || path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = match read_small(path) {
        Ok(Some(text)) => text,
        Ok(None) => return Ok(None),
        Err(error) => return Err(format!("{}: {error}", name())),
    };
    let mut file: FiltersFile = toml::from_str(&text).map_err(|error| {
        let line =
            error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        format!("{}: line {line}: {}", name(), error.message())
    })?;
    if let Some(invalid) = file.filters.iter().find(|filter| !(1..=9).contains(&filter.number)) {
        return Err(format!("{}: number {} is not 1 to 9", name(), invalid.number));
    }
    file.filters.sort_by_key(|filter| filter.number);
    if let Some(pair) = file.filters.windows(2).find(|pair| pair[0].number == pair[1].number) {
        return Err(format!("{}: number {} is used twice", name(), pair[0].number));
    }
    Ok(Some(file.filters))
}

/// Saves a filter under its digit and returns all saved filters. The rest of the file, including comments, stays as the user
/// wrote it.
pub fn save_filter(dirs: &AppDirs, new: &SavedFilter) -> Result<Vec<SavedFilter>, String> {
    let path = filters_file(dirs);
    // A file that is not valid must not be edited either.
    let existing = read_saved(&path)?;
    let failed = |error: &dyn std::fmt::Display| format!("could not save the filter: {error}");
    let text = if existing.is_some() {
        read_small(&path).map_err(|error| failed(&error))?.unwrap_or_default()
    } else {
        let text =
            toml::to_string(&FiltersFile { filters: default_filters() }).map_err(|error| failed(&error))?;
        format!("# Filters of koreacyber-tui, saved under the digits 1 to 9.\n{text}")
    };
    let mut document: DocumentMut = text.parse().map_err(|error| failed(&error))?;
    let rows = document.entry("filter").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let rows = rows
        .as_array_of_tables_mut()
        .ok_or_else(|| failed(&"`filter` is not an array of tables ([[filter]])"))?;
    let is_same = |row: &Table| row.get("number").and_then(Item::as_integer) == Some(new.number.into());
    let position = rows.iter().position(is_same);
    let index = position.unwrap_or_else(|| {
        rows.push(Table::new());
        rows.len() - 1
    });
    if let Some(row) = rows.get_mut(index) {
        set_value(row, "number", i64::from(new.number).into());
        set_value(row, "name", new.name.as_str().into());
        set_value(row, "query", new.query.as_str().into());
    }
    atomic_file::write(&path, &document.to_string()).map_err(|error| failed(&error))?;
    Ok(read_saved(&path)?.unwrap_or_default())
}

/// Sets a value and keeps the comment after the old one.
fn set_value(row: &mut Table, key: &str, mut value: Value) {
    if let Some(old) = row.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    row.insert(key, Item::Value(value));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::dirs::temporary_dirs;
    use std::fs;

    #[test]
    fn a_saved_filter_is_loaded_and_the_others_stay() {
        let (_folder, dirs) = temporary_dirs();
        assert_eq!(load_saved_filters(&dirs).unwrap().len(), DEFAULT_FILTERS.len());
        save_filter(&dirs, &saved_filter(7, "mine", "seoul | \"busan\"")).unwrap();
        save_filter(&dirs, &saved_filter(2, "other", "정상회담")).unwrap();
        let saved = load_saved_filters(&dirs).unwrap();
        let all: Vec<_> = saved.iter().map(|filter| (filter.number, filter.query.as_str())).collect();
        assert_eq!(all.len(), DEFAULT_FILTERS.len() + 1);
        assert!(all.contains(&(7, "seoul | \"busan\"")) && all.contains(&(2, "정상회담")), "{all:?}");
    }

    #[test]
    fn an_invalid_file_is_an_error_and_never_overwritten() {
        for (text, message) in [
            ("[[filter]]\nnumber = 1\nname = \"x\"\nquery = \"y\"\n[[filter]]\nnumber = \n", "line 6"),
            ("[[filter]]\nnumber = 12\nname = \"x\"\nquery = \"y\"\n", "not 1 to 9"),
            ("[[filter]]\nnumber = 1\nname = \"x\"\nqery = \"y\"\n", "line 4: "),
            (
                "[[filter]]\nnumber = 1\nname = \"x\"\nquery = \"y\"\n[[filter]]\nnumber = 1\nname = \"z\"\nquery = \"z\"\n",
                "number 1 is used twice",
            ),
        ] {
            let (_folder, dirs) = temporary_dirs();
            atomic_file::write(&filters_file(&dirs), text).unwrap();
            let error = load_saved_filters(&dirs).unwrap_err();
            assert!(error.starts_with("filters.toml: ") && error.contains(message), "{error}");
            assert!(save_filter(&dirs, &saved_filter(1, "a", "b")).is_err());
            assert_eq!(fs::read_to_string(filters_file(&dirs)).unwrap(), text);
        }
    }

    #[test]
    fn what_the_user_wrote_into_the_file_stays() {
        let (folder, dirs) = temporary_dirs();
        let text = "# mine\n[[filter]]\nnumber = 3 # the third\nname = \"x\"\nquery = \"y\"\n";
        let real = folder.path().join("dotfiles.toml");
        fs::write(&real, text).unwrap();
        fs::create_dir_all(&dirs.config).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&real, filters_file(&dirs)).unwrap();
        #[cfg(not(unix))]
        fs::write(filters_file(&dirs), text).unwrap();
        save_filter(&dirs, &saved_filter(1, "first", "a | b")).unwrap();
        save_filter(&dirs, &saved_filter(3, "x", "z")).unwrap();
        let after = fs::read_to_string(filters_file(&dirs)).unwrap();
        assert!(after.starts_with("# mine\n[[filter]]\nnumber = 3 # the third\n"), "{after}");
        assert!(after.contains("query = \"z\"") && after.contains("name = \"first\""), "{after}");
        #[cfg(unix)]
        assert_eq!(fs::read_to_string(real).unwrap(), after, "the symlink is kept");
    }
}
