//! Sanitizing and normalizing text from outside the program: cleaning, escaping, case and accent folding, slugs.
//! Never draws anything.

pub mod hangul;
pub mod width;

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The longest escape sequence that is removed as a whole, in bytes. Without a limit, an unterminated operating-system
/// command would remove the rest of an article.
const MAX_ESCAPE_BYTES: usize = 1024;

/// Makes multi-line text safe to store and to draw: NFC, line ends as `\n`, no terminal escape sequences, no control
/// characters except `\n` and `\t`, and no characters that are invisible or change the text direction.
///
/// It removes C0, DEL and C1 (also as U+0080 to U+009F), U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F, U+061C
/// (CVE-2021-42574, "Trojan Source"), zero-width spaces, soft hyphens, byte-order marks and tag characters. Form feeds,
/// vertical tabs, NEL and the Unicode line and paragraph separators become `\n`.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) { Cow::Borrowed(text) } else { Cow::Owned(strip_unsafe(text)) }
}

/// A number with its noun, which takes an `s` in the plural: `1 event`, `3 events`.
pub fn format_count(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The text with its first letter in upper case.
pub fn capitalize(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Like [`clean`], for text that must stay on one line: line ends and tabs become spaces, runs of spaces become one space,
/// and the ends are trimmed.
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

/// Escapes a name for an error message: control characters and invisible marks are written as `\u{1b}`, so that the user
/// sees them and the terminal does not interpret them.
pub fn escape_controls(name: &str) -> String {
    name.chars()
        .flat_map(|c| {
            let escape = c.is_control() || is_invisible_mark(c);
            if escape { c.escape_default().collect() } else { vec![c] }
        })
        .collect()
}

/// The first character of `text` that [`clean`] would remove or change, with its byte offset.
pub fn first_unsafe(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(_, c)| !is_safe(c))
}

/// Folds one character for comparison: lower case, no accent, full width to half width, typographic quotes and dashes to
/// ASCII. Each character gives exactly one, so character positions are the same in the folded text. Hangul syllables are
/// not decomposed.
pub fn fold_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201F}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_ascii() || matches!(c, '\u{AC00}'..='\u{D7A3}') => c,
        // Circled letters are symbols: ⓒ is not a c.
        '\u{2460}'..='\u{24FF}' => c,
        c if c.is_whitespace() => ' ',
        c => std::iter::once(c).nfkd().next().and_then(|base| base.to_lowercase().next()).unwrap_or(c),
    }
}

/// Applies [`fold_char`] to a whole text. The number of characters stays the same.
pub fn fold(text: &str) -> String {
    // Most of a store is ASCII, where folding only changes the letter case.
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.chars().map(fold_char).collect() }
}

/// Whether `text` contains a Hangul syllable or letter.
pub fn has_hangul(text: &str) -> bool {
    text.chars().any(is_hangul)
}

/// Whether `c` is a Hangul syllable or a single Hangul letter (`ㄱ`, `ㅏ`).
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}')
}

/// A lower-case ASCII slug for an id: letters and digits stay, everything else becomes one hyphen. Empty if `text` has no
/// ASCII letters or digits, such as a text in Hangul.
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

/// Whether [`clean_line`] can return an ASCII text as it is. Most lines of a store are like that, and thousands are cleaned
/// before the first frame.
fn is_plain_line(text: &str) -> bool {
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    plain && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}

fn is_safe(c: char) -> bool {
    c == '\n' || c == '\t' || !(c.is_control() || is_invisible_mark(c) || is_line_end(c))
}

/// Whether `c` is invisible itself and can hide or reorder other text.
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

/// The length in bytes of the escape sequence at the start of `text`: an ECMA-48 control sequence (`ESC [ … letter`), a
/// string (`ESC ] … BEL` or `ESC \`) or a two-character escape. At least the length of the introducer.
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
    fn clean_text_is_borrowed() {
        assert!(matches!(clean("한국과 미국\n\tplain"), Cow::Borrowed(_)));
    }

    #[test]
    fn terminal_escape_sequences_are_removed() {
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
    fn an_unterminated_escape_removes_only_its_introducer() {
        assert_eq!(clean("a\x1b]0;no end and then an article"), "a]0;no end and then an article");
        assert_eq!(clean("a\x1b[31"), "a");
    }

    #[test]
    fn all_line_ends_become_line_feeds() {
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
    fn escaped_names_show_control_characters() {
        assert_eq!(escape_controls("a\x1b[2J\u{202e}b"), "a\\u{1b}[2J\\u{202e}b");
    }
}
