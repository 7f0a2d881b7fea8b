//! Lets the user edit a text in their editor: a file that only they can read, one program without a shell. The text is
//! never lost: if it cannot be read back, the error names the file.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// An editor that failed.
#[derive(Debug)]
pub(super) struct EditorError {
    /// The text in the file afterwards, if it could be read.
    pub(super) text: Option<String>,
    /// What failed.
    pub(super) message: String,
}

/// Lets the user edit `text` with `VISUAL`, else `EDITOR`, else `vi`, and waits for the editor to exit.
pub(super) fn edit_text(text: &str) -> Result<String, EditorError> {
    edit_with_program(&editor_program(|name| std::env::var(name).ok()), text)
}

/// The user's editor: program and arguments, split at spaces.
fn editor_program(variable: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let set = ["VISUAL", "EDITOR"].iter().filter_map(|name| variable(name));
    let words = |line: String| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    set.map(words).find(|words| !words.is_empty()).unwrap_or_else(|| vec!["vi".to_owned()])
}

fn edit_with_program(program: &[String], text: &str) -> Result<String, EditorError> {
    let failed =
        |what: &str, error: &io::Error| EditorError { text: None, message: format!("{what}: {error}") };
    let path =
        write_temp_file(text).map_err(|error| failed("Cannot create a file for the editor", &error))?;
    let ended = run_editor(program, &path);
    let after = fs::read_to_string(&path);
    let name = program.first().map_or("vi", String::as_str);
    let result = match (ended, after) {
        (Ok(status), Ok(after)) if status.success() => Ok(after),
        (Ok(status), Ok(after)) => {
            let how =
                status.code().map_or("was killed".to_owned(), |code| format!("exited with code {code}"));
            Err(EditorError { text: Some(after), message: format!("Nothing saved: {name} {how}") })
        }
        (Err(error), _) => Err(failed(&format!("Cannot start {name}"), &error)),
        (_, Err(error)) => {
            let what = format!("Cannot read your text in {}", path.display());
            return Err(failed(&what, &error));
        }
    };
    // The text has been read; a file left behind does no harm.
    let _ = fs::remove_file(&path);
    result
}

fn run_editor(program: &[String], path: &Path) -> io::Result<ExitStatus> {
    let (name, arguments) = program.split_first().ok_or(io::ErrorKind::NotFound)?;
    Command::new(name).args(arguments).arg(path).status()
}

/// Creates a file that only the user can read, in the directory for temporary files. Never writes to a file or link that
/// exists already.
fn write_temp_file(text: &str) -> io::Result<PathBuf> {
    let folder = std::env::temp_dir();
    for n in 0..100 {
        let path = folder.join(format!("koreacyber-draft-{}-{n}.toml", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visual_before_editor_before_vi() {
        let words = |visual: Option<&str>, editor: Option<&str>| {
            editor_program(|name| if name == "VISUAL" { visual } else { editor }.map(str::to_owned)).join("|")
        };
        assert_eq!(words(Some("code --wait"), Some("nano")), "code|--wait");
        assert_eq!(words(Some(" "), Some("nano")), "nano");
        assert_eq!(words(None, None), "vi");
    }

    #[cfg(unix)]
    fn with(script: &str) -> Result<String, EditorError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("editor");
        fs::write(&path, script).unwrap();
        edit_with_program(&["sh".to_owned(), path.display().to_string()], "one\n")
    }

    #[cfg(unix)]
    #[test]
    fn the_text_is_returned_even_if_the_editor_fails() {
        assert_eq!(with("echo two >> \"$1\"").unwrap(), "one\ntwo\n");
        assert_eq!(with("exit 0").unwrap(), "one\n");
        let failure = with("echo two >> \"$1\"; exit 3").unwrap_err();
        assert_eq!(failure.text.as_deref(), Some("one\ntwo\n"));
        assert!(failure.message.contains("code 3"), "{}", failure.message);
        let failure = with("printf '\\377' > \"$1\"").unwrap_err();
        let path = failure.message.split("text in ").nth(1).and_then(|rest| rest.split(": ").next()).unwrap();
        assert_eq!(fs::read(path).unwrap(), [0xff], "the text must not be lost");
        fs::remove_file(path).unwrap();
        let missing = edit_with_program(&["/no/such/editor".to_owned()], "one").unwrap_err();
        assert!(missing.message.contains("Cannot start"), "{}", missing.message);
    }
}
