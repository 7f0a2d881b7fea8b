//! Text from outside made safe and comparable: cleaning, escaping, folding.
//! Never knows what a text is about, and never draws it.

pub mod hangul;
pub mod width;

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The longest escape sequence removed as a whole, in bytes. Without a bound, an operating-system command that
/// never ends would swallow the rest of an article.
const MAX_ESCAPE_BYTES: usize = 1024;

/// Text of several lines, made safe to store and to draw: in NFC, line ends as `\n`, no terminal escape sequence,
/// no control character but `\n` and `\t`, no mark that is invisible or turns the reading direction.
///
/// What goes: C0, DEL and C1 (also where they come as U+0080 to U+009F), U+202A to U+202E, U+2066 to U+2069,
/// U+200E, U+200F, U+061C (CVE-2021-42574, "Trojan Source"), zero-width spaces, soft hyphens, byte-order marks and
/// tag characters. Form feeds, vertical tabs, NEL and the Unicode line and paragraph separators become `\n`.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(strip_unsafe(text)) }
}

/// `1 deed`, `3 deeds`: a number and what is counted, which takes an s.
pub fn format_count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The text with a capital at its start.
pub fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Like [`clean`], for what must stay on one line: line ends and tabs become spaces, runs of spaces become one, and
/// none stands at either end.
pub fn clean_line(text: &str) -> String {
    if is_plain_line(text) {
        return text.to_owned();
    }
    let clean = clean(text);
    let mut line = String::with_capacity(clean.len());
    for word in clean.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A name for an error message: control and direction marks are shown as `\u{1b}`, so that the person sees that
/// they are there and the terminal does not obey them.
pub fn escape_controls(name: &str) -> String {
    name.chars()
        .flat_map(|c| {
            let hide = c.is_control() || is_invisible_mark(c);
            if hide { c.escape_default().collect() } else { vec![c] }
        })
        .collect()
}

/// The first character of `text` that [`clean`] would remove or change, with its byte offset.
pub fn first_unsafe(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(_, c)| !is_safe(c))
}

/// One letter as the filter compares it: lower case, no accent, full width as half width, typographic quotes and
/// dashes as ASCII. One letter in gives one letter out, so a place in folded text is the same place in the text.
/// Hangul syllables stay whole.
pub fn fold_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201F}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_ascii() || matches!(c, '\u{AC00}'..='\u{D7A3}') => c,
        // Circled letters are signs of their own: ⓒ is no c.
        '\u{2460}'..='\u{24FF}' => c,
        c if c.is_whitespace() => ' ',
        c => std::iter::once(c).nfkd().next().and_then(|base| base.to_lowercase().next()).unwrap_or(c),
    }
}

/// [`fold_char`] over a whole text: as many characters as `text` has.
pub fn fold(text: &str) -> String {
    // Most of a store is ASCII, where lower case is all that folding does.
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(fold_char).collect() }
}

/// Whether any Hangul syllable or letter occurs in `text`.
pub fn has_hangul(text: &str) -> bool {
    text.chars().any(is_hangul)
}

/// Whether `c` is a Hangul syllable, or a letter of one (`ㄱ`, `ㅏ`).
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}')
}

/// A lower-case ASCII name for an id: letters and digits of `text`, everything else one hyphen. May be empty, as
/// for a text in Hangul only.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().map(fold_char) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() && c != '\'' && c != '.' {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn is_clean(text: &str) -> bool {
    text.chars().all(is_safe) && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Whether [`clean_line`] has nothing to do, for ASCII: most lines of a store are such, and thousands are asked about
/// before the first picture.
fn is_plain_line(text: &str) -> bool {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    plain && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}

fn is_safe(c: char) -> bool {
    c == '\n' || c == '\t' || !(c.is_control() || is_invisible_mark(c) || is_line_end(c))
}

/// Characters without a shape of their own that hide or reorder what a person sees.
fn is_invisible_mark(c: char) -> bool {
    matches!(c,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}'
        | '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{00AD}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn strip_unsafe(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let length = if c == '\u{1b}' || c == '\u{9b}' { escape_length(rest) } else { c.len_utf8() };
        match c {
            c if is_line_end(c) => kept.push('\n'),
            c if is_safe(c) => kept.push(c),
            _ => {}
        }
        rest = &rest[length..];
    }
    kept.nfc().collect()
}

/// Bytes of the escape sequence `text` begins with: ECMA-48 control sequences (`ESC [ … letter`), strings
/// (`ESC ] … BEL` or `ESC \`) and two-character escapes. At least the introducer itself.
fn escape_length(text: &str) -> usize {
    let Some(c) = text.chars().next() else { return 0 };
    let first = c.len_utf8();
    let body = &text[first..];
    let (kind, start) = match (c, body.chars().next()) {
        ('\u{9b}', _) => ('[', first),
        (_, Some(kind)) if kind.is_ascii() => (kind, first + 1),
        _ => return first,
    };
    let tail = &text.as_bytes()[start..text.len().min(start + MAX_ESCAPE_BYTES)];
    match kind {
        '[' => {
            let inner = tail.iter().take_while(|b| (0x20..0x40).contains(*b)).count();
            let ends = tail.get(inner).is_some_and(|b| (0x40..0x7f).contains(b));
            start + inner + usize::from(ends)
        }
        ']' | 'P' | 'X' | '^' | '_' => {
            let end = tail.iter().position(|b| matches!(b, 0x07 | 0x1b | b'\n'));
            match end {
                Some(end) if tail[end] == 0x07 => start + end + 1,
                Some(end) if tail[end] == 0x1b && tail.get(end + 1) == Some(&b'\\') => start + end + 2,
                _ => first,
            }
        }
        ' '..='/' => start + usize::from(tail.first().is_some_and(|b| (0x30..0x7f).contains(b))),
        '0'..='~' => start,
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_text_is_lent_not_copied() {
        assert!(matches!(clean("한국과 미국\n\tplain"), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        let table = [
            ("red \x1b[31malert\x1b[0m", "red alert"),
            ("title\x1b]0;owned\x07 set", "title set"),
            ("link\x1b]8;;https://x\x1b\\here\x1b]8;;\x1b\\", "linkhere"),
            ("c1 \u{9b}2Jgone", "c1 gone"),
            ("bell\x07 del\x7f nul\0", "bell del nul"),
            ("a\u{202e}b\u{2066}c\u{200f}d\u{61c}", "abcd"),
            ("zero\u{200b}width\u{feff}", "zerowidth"),
            ("charset \x1b(B ok", "charset  ok"),
        ];
        for (raw, want) in table {
            assert_eq!(clean(raw), want, "{raw:?}");
        }
    }

    #[test]
    fn an_escape_that_never_ends_swallows_nothing() {
        assert_eq!(clean("a\x1b]0;no end and then an article"), "a]0;no end and then an article");
        assert_eq!(clean("a\x1b[31"), "a");
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(clean("a\r\nb\rc\u{2028}d\u{85}e\u{c}f"), "a\nb\nc\nd\ne\nf");
    }

    #[test]
    fn a_line_stays_one_line() {
        let table = [
            ("already plain", "already plain"),
            (" both  ends\t and\nbetween ", "both ends and between"),
            ("two  spaces", "two spaces"),
            ("del\u{7f} esc\u{1b}[0m", "del esc"),
            ("한미  양해각서\u{3000}", "한미 양해각서"),
            (" ", ""),
            ("", ""),
        ];
        for (raw, want) in table {
            assert_eq!(clean_line(raw), want, "{raw:?}");
        }
    }

    #[test]
    fn decomposed_hangul_is_composed() {
        assert_eq!(clean("\u{1112}\u{1161}\u{11ab}"), "한");
    }

    #[test]
    fn folding_keeps_the_number_of_characters() {
        for text in ["Café Ｎakasone", "사이버 “quote”", "ﬁle–name", "İstanbul"] {
            assert_eq!(fold(text).chars().count(), text.chars().count(), "{text}");
        }
        assert_eq!(fold("Café ＮＳＡ ‘x’"), "cafe nsa 'x'");
    }

    #[test]
    fn slugs_are_plain_ascii() {
        assert_eq!(slug("U.S. Cyber Command & ROK's MOU"), "us-cyber-command-roks-mou");
        assert_eq!(slug("한미"), "");
    }

    #[test]
    fn escaped_names_show_what_is_hidden() {
        assert_eq!(escape_controls("a\x1b[2J\u{202e}b"), "a\\u{1b}[2J\\u{202e}b");
    }
}
