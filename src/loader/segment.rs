//! Splits a text into paragraphs, and paragraphs into sentences. Nothing is left out; that is for `boilerplate`.

use super::phrase_tables::phrasing_table;
use super::types::Sentence;
use crate::text::is_hangul;
use std::ops::Range;

/// Shortest line, in characters, that can have been broken in mid-sentence to fit a width.
const MIN_WRAPPED_CHARS: usize = 55;
/// Longest line of a text that is broken to fit a width, in characters; a longer one is a paragraph.
const MAX_WRAPPED_CHARS: usize = 160;

/// Splits a cleaned text into paragraphs. Empty lines and line ends separate them, but a line that was broken in
/// mid-sentence is joined with the next one: the next line continues in lower case, or many lines of the text are broken.
pub(super) fn split_paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    let wrapped = is_wrapped(text);
    for line in text.lines() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            open = false;
            continue;
        }
        let is_broken = words.chars().count() >= MIN_WRAPPED_CHARS && !ends_sentence(&words);
        match paragraphs.last_mut() {
            Some(last) if open && (ends_mid_phrase(last) || continues_previous(&words, wrapped)) => {
                last.push(' ');
                last.push_str(&words);
            }
            _ => paragraphs.push(words),
        }
        open = is_broken;
    }
    paragraphs
}

/// Whether a line ends with a word that no sentence and no title ends with, or with a comma.
fn ends_mid_phrase(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    phrasing_table().line_end.contains(last) || line.ends_with(',')
}

/// Whether a line can continue the one before it. `wrapped` says whether lines of the text are broken to fit a width.
fn continues_previous(line: &str, wrapped: bool) -> bool {
    let lower = line.chars().next().is_some_and(char::is_lowercase);
    let is_broken = wrapped && line.chars().count() <= MAX_WRAPPED_CHARS;
    lower || is_broken && !line.starts_with(['•', '*', '▶', '■'])
}

/// Whether the lines of a text are broken to fit a width: at least three stop in mid-sentence before another line.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let broken = |pair: &&[&str]| {
        pair[0].chars().count() >= MIN_WRAPPED_CHARS && !ends_sentence(pair[0]) && !pair[1].is_empty()
    };
    lines.windows(2).filter(broken).count() >= 3
}

/// Whether a line ends with the mark of a sentence, a colon or a semicolon.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')', ']']).ends_with(['.', '!', '?', '…', ':', ';'])
}

/// Splits a paragraph into sentences. `base` is the byte offset of the paragraph in the article, `paragraph` its number.
pub(super) fn split_sentences(text: &str, base: usize, paragraph: usize) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if matches!(c, '.' | '!' | '?') && end > start && is_sentence_end(text, at) {
            let end = end + closing_bytes(&text[end..]);
            let end = end + footnote_bytes(&text[end..]);
            push_sentences(&mut sentences, text, start..end, base, paragraph);
            start = end;
        }
    }
    push_sentences(&mut sentences, text, start..text.len(), base, paragraph);
    sentences
}

/// Longest sentence, in bytes. Longer text is cut, so that a line without an end is not read in quadratic time.
const MAX_SENTENCE_BYTES: usize = 2_000;

fn push_sentences(
    sentences: &mut Vec<Sentence>,
    text: &str,
    mut range: Range<usize>,
    base: usize,
    paragraph: usize,
) {
    while range.len() > MAX_SENTENCE_BYTES {
        let mut cut = range.start + MAX_SENTENCE_BYTES;
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let cut = text[range.start..cut]
            .rfind(char::is_whitespace)
            .filter(|at| *at > 0)
            .map_or(cut, |at| range.start + at);
        push_sentence(sentences, text, range.start..cut, base, paragraph);
        range.start = cut;
    }
    push_sentence(sentences, text, range, base, paragraph);
}

fn push_sentence(
    sentences: &mut Vec<Sentence>,
    text: &str,
    range: Range<usize>,
    base: usize,
    paragraph: usize,
) {
    let piece = &text[range.clone()];
    let lead = piece.len() - piece.trim_start().len();
    let words = piece.trim();
    if !words.is_empty() {
        let start = base + range.start + lead;
        sentences.push(Sentence { text: words.to_owned(), range: start..start + words.len(), paragraph });
    }
}

/// Length in bytes of the quotation marks and brackets at the start of `rest` that belong to the sentence before it.
fn closing_bytes(rest: &str) -> usize {
    rest.chars().take_while(|c| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']')).map(char::len_utf8).sum()
}

/// Whether the mark at byte `at` ends a sentence: white space and a capital, a digit, a quotation mark or Hangul follow, and
/// it is not the period of an abbreviation or an initial.
fn is_sentence_end(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    let rest = &rest[closing_bytes(rest)..];
    let rest = &rest[footnote_bytes(rest)..];
    if rest.trim().is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    if text[..at].ends_with(|c: char| c.is_ascii_digit())
        && (starts_with_number(rest.trim_start())
            || ends_korean_date(&text[..at], rest)
            || ends_year_and_month(&text[..at], rest))
    {
        return false;
    }
    if is_month_before_day(&text[..at], rest) {
        return false;
    }
    let next = rest.trim_start().chars().next();
    let begins =
        next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || is_hangul(c) || "\"'“‘([".contains(c));
    begins && !(text[at..].starts_with('.') && is_abbreviation(&text[..at]))
}

/// Length in bytes of a footnote mark, `[1]`, at the start of `rest`.
fn footnote_bytes(rest: &str) -> usize {
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let mark =
        rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).filter(|(inside, _)| digits(inside));
    mark.map_or(0, |(inside, _)| inside.len() + 2)
}

/// Whether a Korean date continues in `rest`: `3. 14.`.
fn starts_with_number(rest: &str) -> bool {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&digits) && rest[digits..].starts_with('.')
}

/// Whether the period between `before` and `rest` ends a Korean date: `8.27. 한미일 3국은`.
fn ends_korean_date(before: &str, rest: &str) -> bool {
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let day = digits(before);
    let month = before[..before.len() - day].strip_suffix('.').map_or(0, digits);
    (1..=2).contains(&day) && (1..=2).contains(&month) && rest.trim_start().starts_with(is_hangul)
}

/// `2023. 3. 18 서울에서`: the point behind year and month, before the day.
fn ends_year_and_month(before: &str, rest: &str) -> bool {
    let digits = |text: &str| text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let month = digits(before);
    let year = before[..before.len() - month].trim_end().strip_suffix('.').map_or(0, digits);
    let next = rest.trim_start();
    let day = next.len() - next.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&month) && matches!(year, 2 | 4) && (1..=2).contains(&day)
}

/// `May. 9, 2019`: the point behind the full name of a month, before a day and a year.
fn is_month_before_day(before: &str, rest: &str) -> bool {
    const UNSHORTENED: [&str; 5] = ["March", "April", "May", "June", "July"];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let next = rest.trim_start();
    let day = next.len() - next.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    UNSHORTENED.contains(&word) && (1..=2).contains(&day) && !next[day..].starts_with(char::is_alphanumeric)
}
/// Whether the text before a period ends with an abbreviation or an initial.
fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    if matches!(word, "a.m" | "p.m") {
        return true;
    }
    let initial = word
        .rsplit('.')
        .next()
        .is_some_and(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    initial || phrasing_table().abbreviation.contains(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        split_sentences(text, 0, 0).into_iter().map(|sentence| sentence.text).collect()
    }

    #[test]
    fn text_is_split_into_sentences() {
        assert_eq!(split("It met. Then it left."), ["It met.", "Then it left."]);
        assert_eq!(
            split("Gen. Paul N. Roe met U.S. Army staff. He left."),
            ["Gen. Paul N. Roe met U.S. Army staff.", "He left."]
        );
        assert_eq!(
            split("On Aug. 18 it met. “We agree.” He left."),
            ["On Aug. 18 it met.", "“We agree.”", "He left."]
        );
        assert_eq!(
            split("양국은 합의했다. 회의는 18일 열렸다."),
            ["양국은 합의했다.", "회의는 18일 열렸다."]
        );
        assert_eq!(
            split("They signed it.[1] Ten years on they met."),
            ["They signed it.[1]", "Ten years on they met."]
        );
        assert_eq!(
            split("양측은 8.27. 성명을 냈다. 회의는 끝났다."),
            ["양측은 8.27. 성명을 냈다.", "회의는 끝났다."]
        );
        assert_eq!(split("It cost $2.5 billion. yes"), ["It cost $2.5 billion. yes"]);
    }

    #[test]
    fn ranges_are_offsets_in_the_article() {
        let text = "One.  Two three.";
        for sentence in split_sentences(text, 10, 0) {
            assert_eq!(&text[sentence.range.start - 10..sentence.range.end - 10], sentence.text);
        }
    }

    #[test]
    fn a_line_without_an_end_is_cut() {
        let text = "사이버 word ".repeat(2_000);
        let pieces = split_sentences(&text, 0, 0);
        assert!(pieces.len() > 5 && pieces.iter().all(|piece| piece.text.len() <= MAX_SENTENCE_BYTES));
        assert_eq!(pieces.iter().map(|piece| piece.text.split(' ').count()).sum::<usize>(), 4_000);
    }

    #[test]
    fn only_broken_lines_are_joined() {
        let broken = "The two countries signed a memorandum of understanding on joint\ncyber defence drills.\nA new paragraph.";
        assert_eq!(split_paragraphs(broken).len(), 2);
        assert_eq!(split_paragraphs("Title\nName Surname\n\nText."), ["Title", "Name Surname", "Text."]);
    }
}
