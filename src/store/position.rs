//! Lines and columns of byte offsets in a text.

use std::fmt;

/// A position in a file: line and column, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FilePosition {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl FilePosition {
    /// The position of byte `at` in `text`. Reads the text from its start.
    pub fn at_byte(text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for FilePosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The positions in a text, indexed for many lookups.
pub(super) struct LineIndex<'a> {
    text: &'a str,
    /// Byte offsets with known positions: the start of each line, and more within long lines.
    marks: Vec<(usize, FilePosition)>,
}

impl<'a> LineIndex<'a> {
    /// The largest distance between two marks, in bytes.
    const MAX_MARK_GAP_BYTES: usize = 4096;

    pub(super) fn new(text: &'a str) -> Self {
        let mut here = FilePosition { line: 1, column: 1 };
        let mut marks = vec![(0, here)];
        let mut last = 0;
        for (at, c) in text.char_indices() {
            if at - last >= Self::MAX_MARK_GAP_BYTES {
                marks.push((at, here));
                last = at;
            }
            here.column += 1;
            if c == '\n' {
                here = FilePosition { line: here.line + 1, column: 1 };
                last = at + 1;
                marks.push((last, here));
            }
        }
        Self { text, marks }
    }

    /// The position of byte `at`.
    pub(super) fn position(&self, at: usize) -> FilePosition {
        let below = self.marks.partition_point(|(mark, _)| *mark <= at).saturating_sub(1);
        let (mark, position) = self.marks[below];
        let more = self.text.get(mark..at).map_or(0, |text| text.chars().count());
        FilePosition { column: position.column + more, ..position }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_agrees_with_counting_from_the_start() {
        let long = "한 a\r\n".repeat(3) + &"\u{1F1F0}x".repeat(3000) + "\n\nend";
        let index = LineIndex::new(&long);
        for (at, _) in long.char_indices() {
            assert_eq!(index.position(at), FilePosition::at_byte(&long, at), "byte {at}");
        }
        assert_eq!(index.position(long.len()), FilePosition::at_byte(&long, long.len()));
    }
}
