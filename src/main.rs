//! The program's door: runs the command line and turns its answer into an exit code. Never does anything else.

use koreacyber_tui::cli;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let answer = cli::run(std::env::args_os());
    for error in &answer.errors {
        // Standard error may be gone; the exit code still says what happened.
        let _ = writeln!(std::io::stderr(), "koreacyber-tui: {error}");
    }
    ExitCode::from(answer.code)
}
