//! The program's door: runs the command line and turns its answer into an exit code. Never does anything else.

fn main() {}
