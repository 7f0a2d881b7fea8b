//! `dates`: prints every temporal expression of a text and what it resolves to, as a table or as JSON Lines. Never
//! interprets an expression; the loader does that.

use crate::loader::{TimexTag, TimexType};
use crate::text::width::pad;
use crate::text::{clean, clean_line};
use serde::Serialize;
use std::io::{self, Write};

/// A line of `--format jsonl`. Offsets count characters of the text; the end is exclusive.
#[derive(Serialize)]
struct TimexRecord<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    r#type: TimexType,
    value: &'a str,
}

/// Writes one JSON object per line.
pub(super) fn write_jsonl(text: &str, tags: &[TimexTag], out: &mut dyn Write) -> io::Result<()> {
    let mut offsets = CharOffsets::default();
    for tag in tags {
        let start = offsets.chars_before(text, tag.range.start);
        let end = offsets.chars_before(text, tag.range.end);
        let expression = clean(&text[tag.range.clone()]);
        let record = TimexRecord { start, end, text: &expression, r#type: tag.timex_type, value: &tag.value };
        serde_json::to_writer(&mut *out, &record)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes a table: line number, value, type, expression, and the rule that read it.
pub(super) fn write_table(text: &str, tags: &[TimexTag], out: &mut dyn Write) -> io::Result<()> {
    let value_columns = tags.iter().map(|tag| tag.value.len()).max().unwrap_or(0);
    let (mut line, mut counted_to) = (1, 0);
    for tag in tags {
        line += text[counted_to..tag.range.start].matches('\n').count();
        counted_to = tag.range.start;
        let timex_type = format!("{:?}", tag.timex_type).to_uppercase();
        let expression = clean_line(&text[tag.range.clone()]);
        let value = pad(&tag.value, value_columns);
        writeln!(out, "{line:>4}  {value}  {timex_type:<8}  {expression}  ({})", tag.rule)?;
    }
    Ok(())
}

/// Converts byte offsets of a text into character offsets. Offsets must be converted in ascending order.
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
