//! Decodes bytes to text in the character set that the bytes show, the HTTP header names or the page declares. Binary
//! formats are refused, and an article never keeps a U+FFFD.

use super::error::LoaderError;
use encoding_rs::{EUC_KR, Encoding, UTF_8, WINDOWS_1252};

/// Binary formats: first bytes, name, what to do instead.
const MAGIC_NUMBERS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "copy its text into a text file"),
    (b"%!PS", "a PostScript file", "copy its text into a text file"),
    (b"PK\x05\x06", "an archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Hangul (HWP) file", "save it as plain text first"),
    (b"{\\rtf", "a rich text (RTF) file", "save it as plain text first"),
    (b"bplist00", "a Safari web archive", "save the page as HTML instead"),
    (b"\x89PNG", "a picture", "type its text into a text file"),
    (b"\xff\xd8\xff", "a picture", "type its text into a text file"),
    (b"GIF8", "a picture", "type its text into a text file"),
    (b"II*\0", "a picture", "type its text into a text file"),
    (b"MM\0*", "a picture", "type its text into a text file"),
    (b"RIFF", "a picture or a recording", "type its text into a text file"),
    (b"ID3", "a recording", "type its text into a text file"),
    (b"OggS", "a recording", "type its text into a text file"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"BZh9", "a compressed file", "unpack it first"),
    (b"\xfd7zXZ", "a compressed file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "an archive", "unpack it first"),
    (b"Rar!", "an archive", "unpack it first"),
    (b"\x7fELF", "a program", "name an article"),
    (b"SQLite format 3", "a database", "name an article"),
];

/// Formats inside a ZIP file: a name near its start, name of the format, what to do instead.
const ZIP_SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"hwp+zip", "a Hangul (HWPX) file", "save it as plain text first"),
    (b"epub+zip", "an EPUB book", "copy the article's text into a text file"),
    (b"opendocument", "an OpenDocument file", "save it as plain text first"),
    (b"[Content_Types].xml", "a Word or other Office file", "save it as plain text first"),
    (b"word/", "a Word file", "save it as plain text first"),
];

/// Bytes from the start in which a page declares its character set.
const DECLARATION_SCAN_BYTES: usize = 8 << 10;

/// Decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DecodedText {
    pub(super) text: String,
    /// Whether undecodable bytes were replaced by U+FFFD; a page may have them outside its article.
    pub(super) lossy: bool,
}

/// Decodes bytes. `header` is the character set that an HTTP header names.
pub(super) fn decode_bytes(mut bytes: Vec<u8>, header: Option<&str>) -> Result<DecodedText, LoaderError> {
    reject_known_formats(&bytes)?;
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_8 {
            bytes.drain(..mark);
        } else {
            return decode_strict(&bytes[mark..], encoding).and_then(reject_binary);
        }
    }
    // Text in another character set is never valid UTF-8 by chance, so valid UTF-8 wins over any declaration.
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if header.is_none_or(|label| !label.to_ascii_lowercase().starts_with("utf-16")) => {
            return reject_binary(text);
        }
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let page = find_declared_charset(&bytes);
    // Unconfigured servers name Latin-1 for everything: the declaration of the page wins over it.
    let stated = header.filter(|label| page.is_none() || find_encoding(label) != Some(WINDOWS_1252));
    let Some(label) = stated.map(str::to_owned).or_else(|| page.clone()) else {
        return guess_encoding(&bytes).and_then(reject_binary);
    };
    let encoding = find_encoding(&label).ok_or_else(|| LoaderError::UnsupportedCharset(label.clone()))?;
    match decode_strict(&bytes, encoding)
        .or_else(|error| if encoding == UTF_8 { guess_encoding(&bytes) } else { Err(error) })
    {
        Ok(text) => reject_binary(text),
        // A declaration may be right except for a stray byte, for example in an advertisement.
        Err(_) if page.is_some() => {
            let text = encoding.decode_without_bom_handling(&bytes).0.into_owned();
            if text.matches('\u{FFFD}').count() * 50 > text.chars().count() {
                return Err(LoaderError::UnsupportedCharset(label));
            }
            Ok(DecodedText { lossy: true, ..reject_binary(text)? })
        }
        Err(error) => Err(error),
    }
}

/// The encoding of a label, including labels of Korean pages that the WHATWG standard does not list.
fn find_encoding(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().to_ascii_lowercase();
    if ["cp949", "ms949", "uhc", "x-windows-949", "ksc-5601", "euckr"].contains(&label.as_str()) {
        return Some(EUC_KR);
    }
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Refuses text with a NUL, which only binary data have.
fn reject_binary(text: String) -> Result<DecodedText, LoaderError> {
    match text.find('\0') {
        Some(at) => Err(LoaderError::UnknownEncoding(at)),
        None => Ok(DecodedText { text, lossy: false }),
    }
}

fn reject_known_formats(bytes: &[u8]) -> Result<(), LoaderError> {
    let refuse =
        |format: &'static str, advice: &'static str| Err(LoaderError::UnsupportedFormat(format, advice));
    if bytes.starts_with(b"PK\x03\x04") {
        let start = &bytes[..bytes.len().min(2048)];
        let holds = |word: &[u8]| start.windows(word.len()).any(|window| window == word);
        let known = ZIP_SIGNATURES.iter().find(|(word, ..)| holds(word));
        return known.map_or_else(
            || refuse("an archive", "unpack it first"),
            |(_, format, advice)| refuse(format, advice),
        );
    }
    if bytes.get(4..8).is_some_and(|kind| kind == b"ftyp") {
        return refuse("a video or a picture", "type its text into a text file");
    }
    match MAGIC_NUMBERS.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        Some((_, format, advice)) => refuse(format, advice),
        None => Ok(()),
    }
}

/// The character set that a page declares near its start: `<meta charset=…>`, `http-equiv`, `<?xml encoding=…?>`.
fn find_declared_charset(bytes: &[u8]) -> Option<String> {
    let start: String =
        bytes.iter().take(DECLARATION_SCAN_BYTES).map(|byte| char::from(byte & 0x7F)).collect();
    let start = start.to_ascii_lowercase();
    let xml = start
        .find("<?xml")
        .and_then(|at| attribute_value(&start[at..at + start[at..].find('>')?], "encoding"));
    xml.or_else(|| {
        let mut metas = start.match_indices("<meta").map(|(at, _)| &start[at..]);
        metas.find_map(|tag| attribute_value(&tag[..tag.find('>')?], "charset"))
    })
}

/// The value after `name=` in a tag.
fn attribute_value(tag: &str, name: &str) -> Option<String> {
    let value = tag[tag.find(name)? + name.len()..].trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

fn decode_strict(bytes: &[u8], encoding: &'static Encoding) -> Result<String, LoaderError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned)
        .ok_or_else(|| LoaderError::UnsupportedCharset(encoding.name().to_owned()))
}

/// Decodes bytes without a declared character set: as CP949 if that gives Hangul, as windows-1252 if all that is not ASCII
/// are typographic marks.
fn guess_encoding(bytes: &[u8]) -> Result<String, LoaderError> {
    let typographic =
        |byte: &u8| byte.is_ascii() || matches!(byte, 0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xA0 | 0xA9 | 0xAE);
    if bytes.iter().all(typographic) {
        return decode_strict(bytes, WINDOWS_1252);
    }
    let unread = || {
        let valid = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
        LoaderError::UnknownEncoding(valid)
    };
    let text = decode_strict(bytes, EUC_KR).map_err(|_| unread())?;
    let (mut hangul, mut other) = (0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        let common = EUC_KR.encode(c.encode_utf8(&mut [0; 4])).0.iter().all(|byte| *byte >= 0xA1);
        // Syllables outside EUC-KR are rare in Korean, but frequent in another character set misread as CP949.
        if crate::text::is_hangul(c) && common { hangul += 1 } else { other += 1 }
    }
    if hangul >= 4 && hangul >= 4 * other { Ok(text) } else { Err(unread()) }
}

/// Whether a text was decoded with the wrong character set and saved that way: `ë¯¸êµ­`, `¹Ì±¹`, or many U+FFFD.
pub(super) fn is_garbled(text: &str) -> bool {
    let (mut letters, mut odd, mut lost) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        letters += 1;
        odd += usize::from(matches!(c, '\u{80}'..='\u{FF}'));
        lost += usize::from(c == '\u{FFFD}');
    }
    odd > 20 && odd * 4 > letters || lost > 2 && lost * 200 > letters
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOREAN: &str = "한국과 미국은 사이버 훈련 양해각서를 체결했다고 국방부가 밝혔다.";

    fn read(bytes: &[u8], header: Option<&str>) -> Option<String> {
        decode_bytes(bytes.to_vec(), header).ok().map(|decoded| decoded.text)
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn character_sets_are_detected() {
        let cp949 = EUC_KR.encode(KOREAN).0.into_owned();
        let page = |head: &str| [head.as_bytes(), &cp949].concat();
        assert_eq!(read(KOREAN.as_bytes(), None).as_deref(), Some(KOREAN));
        assert_eq!(read(&[b"\xef\xbb\xbf", KOREAN.as_bytes()].concat(), None).as_deref(), Some(KOREAN));
        assert_eq!(read(&utf16(KOREAN, u16::to_le_bytes), None).as_deref(), Some(KOREAN));
        assert_eq!(read(&utf16(KOREAN, u16::to_be_bytes), None).as_deref(), Some(KOREAN));
        assert_eq!(read(&cp949, None).as_deref(), Some(KOREAN), "undeclared");
        assert_eq!(read(&cp949, Some("euc-kr")).as_deref(), Some(KOREAN));
        for head in [
            "<meta charset=euc-kr>",
            "<META HTTP-EQUIV='Content-Type' content=\"text/html; charset=ks_c_5601-1987\">",
            "<?xml version='1.0' encoding='cp949'?>",
        ] {
            let got = read(&page(head), None);
            assert!(got.is_some_and(|text| text.ends_with(KOREAN)), "{head}");
        }
        assert_eq!(read(KOREAN.as_bytes(), Some("euc-kr")).as_deref(), Some(KOREAN), "UTF-8 shows itself");
        assert_eq!(read(b"\x93It\x92s agreed\x94", None).as_deref(), Some("“It’s agreed”"));
    }

    #[test]
    fn undecodable_bytes_are_refused() {
        let table: [&[u8]; 8] = [
            b"caf\xe9 au lait",
            b"\xff\xfeA",
            b"a\0b",
            b"\x80\x81\x82\xff\xfe\xfd",
            b"\xe7\x8a",
            b"<meta charset=utf-8>\xff\xff\xff\xff",
            b"<meta charset=no-such>\xb0\xa1",
            b"\x8f\x42\x90\x43\x91\x44\x92\x45\x93\x46\xa0\x47",
        ];
        for bytes in table {
            assert_eq!(read(bytes, None), None, "{bytes:?}");
        }
        assert_eq!(read(b"\xb0\xa1", Some("utf-8")), None);
    }

    #[test]
    fn formats_are_refused_by_name() {
        let table: [(&[u8], &str); 6] = [
            (b"%PDF-1.7", "PDF"),
            (b"PK\x03\x04....[Content_Types].xml", "Word"),
            (b"PK\x03\x04....mimetypeapplication/hwp+zip", "HWPX"),
            (b"PK\x03\x04....a.txt", "archive"),
            (b"\xd0\xcf\x11\xe0", "HWP"),
            (b"\0\0\0\x20ftypheic", "picture"),
        ];
        for (bytes, word) in table {
            assert!(decode_bytes(bytes.to_vec(), None).unwrap_err().to_string().contains(word));
        }
    }

    #[test]
    fn garbled_text_is_detected() {
        let twice: String = KOREAN.bytes().map(char::from).collect();
        let cp949: String = EUC_KR.encode(KOREAN).0.iter().map(|byte| char::from(*byte)).collect();
        assert!(is_garbled(&twice) && is_garbled(&cp949));
        assert!(is_garbled(&"\u{FFFD}\u{FFFD} 사이버".repeat(3)));
        assert!(!is_garbled(KOREAN) && !is_garbled("Où est le café déjà agréé par l'état ? Très élégant."));
    }
}
