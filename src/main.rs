//! The binary: runs the command line, prints its errors, and exits with its code.

use koreacyber_tui::cli;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = cli::run(std::env::args_os());
    for error in &outcome.errors {
        // Standard error may be closed; the exit code still reports the failure.
        let _ = writeln!(std::io::stderr(), "koreacyber-tui: {error}");
    }
    ExitCode::from(outcome.code)
}
