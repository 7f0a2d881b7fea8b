//! Character references (`&amp;`, `&#44032;`) to characters. Never makes a U+FFFD: a reference to nothing goes.

use std::borrow::Cow;

/// The longest reference, in bytes.
const MAX_REFERENCE_BYTES: usize = 12;

/// Names that pages use around articles; the article's own text goes through a whole parser.
const NAMED_REFERENCES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("zwnj", ""),
    ("zwj", ""),
    ("shy", ""),
    ("hellip", "…"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("sbquo", "‚"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("lsaquo", "‹"),
    ("rsaquo", "›"),
    ("middot", "·"),
    ("bull", "•"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("deg", "°"),
    ("sect", "§"),
    ("para", "¶"),
    ("plusmn", "±"),
    ("times", "×"),
    ("frac12", "½"),
    ("pound", "£"),
    ("euro", "€"),
    ("yen", "¥"),
    ("cent", "¢"),
    ("iexcl", "¡"),
    ("iquest", "¿"),
    ("rarr", "→"),
    ("larr", "←"),
    ("vert", "|"),
    ("verbar", "|"),
    ("comma", ","),
    ("period", "."),
    ("colon", ":"),
    ("num", "#"),
    ("lpar", "("),
    ("rpar", ")"),
    ("agrave", "à"),
    ("aacute", "á"),
    ("acirc", "â"),
    ("atilde", "ã"),
    ("auml", "ä"),
    ("aring", "å"),
    ("aelig", "æ"),
    ("ccedil", "ç"),
    ("egrave", "è"),
    ("eacute", "é"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("igrave", "ì"),
    ("iacute", "í"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ntilde", "ñ"),
    ("ograve", "ò"),
    ("oacute", "ó"),
    ("ocirc", "ô"),
    ("otilde", "õ"),
    ("ouml", "ö"),
    ("oslash", "ø"),
    ("ugrave", "ù"),
    ("uacute", "ú"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("yacute", "ý"),
    ("szlig", "ß"),
    ("Aacute", "Á"),
    ("Auml", "Ä"),
    ("Aring", "Å"),
    ("Ccedil", "Ç"),
    ("Eacute", "É"),
    ("Ntilde", "Ñ"),
    ("Oacute", "Ó"),
    ("Ouml", "Ö"),
    ("Oslash", "Ø"),
    ("Uuml", "Ü"),
];

/// What windows-1252 has from 0x80 on; pages write `&#146;` and mean an apostrophe.
const WINDOWS_1252: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// A text with its character references read; an unknown one stays as it is.
pub(in crate::loader) fn decode_references(text: &str) -> Cow<'_, str> {
    replace_references(text, |word, read| read.push_str(word))
}

/// The same text for a parser: the references that are known as their characters, `&` and `<` still as references.
pub(in crate::loader) fn decode_for_parser(text: &str) -> Cow<'_, str> {
    let settle = |word: &str, read: &mut String| match word {
        "&" => read.push_str("&amp;"),
        "<" => read.push_str("&lt;"),
        word => read.push_str(word),
    };
    if text.contains('<') {
        return Cow::Owned(replace_references(&text.replace('<', "&lt;"), settle).into_owned());
    }
    replace_references(text, settle)
}

fn replace_references(text: &str, push: impl Fn(&str, &mut String)) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(MAX_REFERENCE_BYTES).position(|byte| byte == b';');
        if let Some((word, end)) = end.and_then(|end| Some((lookup_reference(&rest[1..end])?, end))) {
            push(&word, &mut read);
            rest = &rest[end + 1..];
        } else {
            read.push('&');
            rest = &rest[1..];
        }
    }
    read.push_str(rest);
    Cow::Owned(read)
}

fn lookup_reference(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED_REFERENCES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, word)| Cow::Borrowed(*word));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let c = match code {
        0x80..=0x9F => WINDOWS_1252.get(code as usize - 0x80).copied(),
        0 | 0xFFFD => None,
        code => char::from_u32(code),
    };
    Some(c.map(String::from).unwrap_or_default().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_never_invented() {
        let table = [
            ("AT&amp;T &#44032;&#xAC01; &#146;", "AT&T 가각 ’"),
            ("a & b &unknown; &", "a & b &unknown; &"),
            ("&#0;&#xFFFD;&#xD800;x", "x"),
            ("&amp;lt;", "&lt;"),
            ("&#99999999999;", "&#99999999999;"),
            ("&한글;", "&한글;"),
        ];
        for (text, want) in table {
            assert_eq!(decode_references(text), want, "{text}");
        }
        assert_eq!(
            decode_for_parser("a &lt; b < c &amp;lt; &mdash; &eogon;"),
            "a &lt; b &lt; c &amp;lt; — &eogon;"
        );
    }
}
