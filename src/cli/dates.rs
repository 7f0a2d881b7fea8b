//! `dates`: every temporal expression of a text and what it resolves to, for a person or as JSON Lines.
//! Never decides what an expression means; the loader has done that.

use crate::loader::{Tag, TagKind};
use crate::text::width::pad;
use crate::text::{clean, clean_line};
use serde::Serialize;
use std::io::{self, Write};

/// A line of `--format jsonl`, as the contract has it. Offsets count characters of the text, the end exclusive.
#[derive(Serialize)]
struct Row<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: TagKind,
    value: &'a str,
}

/// One JSON object a line.
pub(super) fn jsonl(text: &str, tags: &[Tag], out: &mut dyn Write) -> io::Result<()> {
    let mut place = Place::default();
    for tag in tags {
        let (start, end) = (place.of(text, tag.range.start), place.of(text, tag.range.end));
        let words = clean(&text[tag.range.clone()]);
        let row = Row { start, end, text: &words, r#type: tag.kind, value: &tag.value };
        serde_json::to_writer(&mut *out, &row)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A table: line of the text, value, type, the words, the rule that read them.
pub(super) fn table(text: &str, tags: &[Tag], out: &mut dyn Write) -> io::Result<()> {
    let values = tags.iter().map(|tag| tag.value.len()).max().unwrap_or(0);
    let (mut line, mut seen) = (1, 0);
    for tag in tags {
        line += text[seen..tag.range.start].matches('\n').count();
        seen = tag.range.start;
        let kind = format!("{:?}", tag.kind).to_uppercase();
        let words = clean_line(&text[tag.range.clone()]);
        writeln!(out, "{line:>4}  {}  {kind:<8}  {words}  ({})", pad(&tag.value, values), tag.rule)?;
    }
    Ok(())
}

/// Characters before a byte; bytes are asked for in order.
#[derive(Default)]
struct Place {
    byte: usize,
    chars: usize,
}

impl Place {
    fn of(&mut self, text: &str, byte: usize) -> usize {
        self.chars += text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}
