//! Measuring, truncating, padding and wrapping text in terminal columns. A Hangul syllable is two columns wide and is never
//! cut in half. Never styles anything.

use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Marks the end of a truncated text; one column wide.
pub const ELLIPSIS: &str = "…";

/// The width of `text` in columns, counted by grapheme cluster as the terminal library does.
pub fn display_width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// The longest prefix of `text` of at most `limit` columns, cut between grapheme clusters, without an ellipsis.
pub fn prefix_within(text: &str, limit: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > limit {
            return &text[..at];
        }
    }
    text
}

/// `text` if it is at most `limit` columns wide; otherwise a prefix and [`ELLIPSIS`], together at most `limit` columns.
pub fn truncate(text: &str, limit: usize) -> String {
    if display_width(text) <= limit {
        return text.to_owned();
    }
    match limit {
        0 => String::new(),
        _ => format!("{}{ELLIPSIS}", prefix_within(text, limit - 1).trim_end()),
    }
}

/// An ASCII progress bar of `width` columns, filled in proportion to `done` of `total`; empty if `total` is 0.
pub fn progress_bar(done: usize, total: usize, width: usize) -> String {
    let full = (done * width).checked_div(total).unwrap_or(0).min(width);
    format!("{}{}", "#".repeat(full), ".".repeat(width - full))
}

/// `text` truncated to `width` columns and padded with spaces on the right to exactly `width`.
pub fn pad(text: &str, width: usize) -> String {
    let mut cell = truncate(text, width);
    let missing = width.saturating_sub(display_width(&cell));
    cell.extend(std::iter::repeat_n(' ', missing));
    cell
}

/// Wraps `text` to lines of at most `limit` columns (at least 1) and returns their byte ranges. Lines break at `\n` and at
/// spaces; a word wider than a line breaks between grapheme clusters. Spaces at a break belong to no line. An empty text is
/// one empty line.
pub fn wrap_lines(text: &str, limit: usize) -> Vec<Range<usize>> {
    let limit = limit.max(1);
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, start, limit, &mut lines);
        start += paragraph.len() + 1;
    }
    lines
}

fn wrap_paragraph(paragraph: &str, offset: usize, limit: usize, lines: &mut Vec<Range<usize>>) {
    let mut line: Option<Range<usize>> = None;
    let mut used = 0;
    for (at, word) in split_words(paragraph) {
        let gap = line.as_ref().map_or(0, |line| display_width(&paragraph[line.end..at]));
        let width = display_width(word);
        if line.is_some() && used + gap + width <= limit {
            used += gap + width;
            line = line.map(|line| line.start..at + word.len());
            continue;
        }
        lines.extend(line.take().map(|line| offset + line.start..offset + line.end));
        let tail = break_word(word, at, offset, limit, lines);
        used = display_width(&paragraph[tail.clone()]);
        line = Some(tail);
    }
    let last = line.unwrap_or(0..0);
    lines.push(offset + last.start..offset + last.end);
}

/// Pushes the full lines of a word that is wider than a line and returns the byte range of the remainder.
fn break_word(
    word: &str,
    at: usize,
    offset: usize,
    limit: usize,
    lines: &mut Vec<Range<usize>>,
) -> Range<usize> {
    let mut from = 0;
    while display_width(&word[from..]) > limit {
        let fits = prefix_within(&word[from..], limit).len();
        // A cluster wider than a line still advances by one.
        let step = if fits > 0 { fits } else { word[from..].graphemes(true).next().map_or(1, str::len) };
        lines.push(offset + at + from..offset + at + from + step);
        from += step;
    }
    at + from..at + word.len()
}

fn split_words(paragraph: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = paragraph.as_ptr() as usize;
    paragraph
        .split([' ', '\t'])
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - base, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, limit: usize) -> Vec<&str> {
        wrap_lines(text, limit).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn korean_is_two_columns_wide() {
        assert_eq!(display_width("한미 MOU"), 8);
        assert_eq!(truncate("사이버사령부", 5), "사이…");
        assert_eq!(truncate("사이버사령부", 6), "사이…", "a wide character is never cut in half");
        assert_eq!(pad("사이버", 7), "사이버 ");
        assert_eq!(pad("사이버사령부", 6), "사이… ");
    }

    #[test]
    fn lines_break_at_spaces_and_inside_words_too_wide() {
        assert_eq!(lines("one two three", 7), ["one two", "three"]);
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(lines("한미 정상회담", 6), ["한미", "정상회", "담"]);
        assert_eq!(lines("", 5), [""]);
        assert_eq!(lines("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(lines("  led", 9), ["led"]);
    }

    #[test]
    fn limits_of_zero_and_one_work() {
        assert_eq!(lines("한a", 1), ["한", "a"]);
        assert_eq!(lines("ab", 0), ["a", "b"]);
        assert_eq!(truncate("abc", 0), "");
    }
}
