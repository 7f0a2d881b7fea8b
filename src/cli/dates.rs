//! `dates`: every temporal expression of a text and what it resolves to, for a person or as JSON Lines.
//! Never decides what an expression means; the loader has done that.

use crate::loader::{TimexTag, TimexType};
use crate::text::width::pad;
use crate::text::{clean, clean_line};
use serde::Serialize;
use std::io::{self, Write};

/// A line of `--format jsonl`, as the contract has it. Offsets count characters of the text, the end exclusive.
#[derive(Serialize)]
struct TimexRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: TimexType,
    value: &'a str,
}

/// One JSON object a line.
pub(super) fn write_jsonl(text: &str, tags: &[TimexTag], out: &mut dyn Write) -> io::Result<()> {
    let mut place = CharOffsets::default();
    for tag in tags {
        let (start, end) =
            (place.chars_before(text, tag.range.start), place.chars_before(text, tag.range.end));
        let words = clean(&text[tag.range.clone()]);
        let row = TimexRecord { start, end, text: &words, r#type: tag.timex_type, value: &tag.value };
        serde_json::to_writer(&mut *out, &row)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A table: line of the text, value, type, the words, the rule that read them.
pub(super) fn write_table(text: &str, tags: &[TimexTag], out: &mut dyn Write) -> io::Result<()> {
    let values = tags.iter().map(|tag| tag.value.len()).max().unwrap_or(0);
    let (mut line, mut seen) = (1, 0);
    for tag in tags {
        line += text[seen..tag.range.start].matches('\n').count();
        seen = tag.range.start;
        let kind = format!("{:?}", tag.timex_type).to_uppercase();
        let words = clean_line(&text[tag.range.clone()]);
        writeln!(out, "{line:>4}  {}  {kind:<8}  {words}  ({})", pad(&tag.value, values), tag.rule)?;
    }
    Ok(())
}

/// Characters before a byte; bytes are asked for in order.
#[derive(Default)]
struct CharOffsets {
    byte: usize,
    chars: usize,
}

impl CharOffsets {
    fn chars_before(&mut self, text: &str, byte: usize) -> usize {
        self.chars += text[self.byte..byte].chars().count();
        self.byte = byte;
        self.chars
    }
}
