//! Decodes character references (`&amp;`, `&#44032;`). A reference to no character is removed, never replaced by U+FFFD.

use std::borrow::Cow;

/// Longest reference, in bytes.
const MAX_REFERENCE_BYTES: usize = 12;

/// Named references that pages use around articles; the text of the article goes through a full parser.
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

/// The characters 0x80 to 0x9F of windows-1252; pages write `&#146;` for an apostrophe.
const WINDOWS_1252: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ', '‘', '’', '“', '”',
    '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

/// Decodes the character references of a text; an unknown one is kept as it is.
pub(in crate::loader) fn decode_references(text: &str) -> Cow<'_, str> {
    replace_references(text, |word, decoded| decoded.push_str(word))
}

/// Decodes the known references of a text for a parser: `&` and `<` stay references.
pub(in crate::loader) fn decode_for_parser(text: &str) -> Cow<'_, str> {
    let push = |word: &str, decoded: &mut String| match word {
        "&" => decoded.push_str("&amp;"),
        "<" => decoded.push_str("&lt;"),
        word => decoded.push_str(word),
    };
    if text.contains('<') {
        return Cow::Owned(replace_references(&text.replace('<', "&lt;"), push).into_owned());
    }
    replace_references(text, push)
}

/// Replaces every known reference through `push`, which appends its character to the result.
fn replace_references(text: &str, push: impl Fn(&str, &mut String)) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(MAX_REFERENCE_BYTES).position(|byte| byte == b';');
        if let Some((word, end)) = end.and_then(|end| Some((lookup_reference(&rest[1..end])?, end))) {
            push(&word, &mut decoded);
            rest = &rest[end + 1..];
        } else {
            decoded.push('&');
            rest = &rest[1..];
        }
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// The character of a reference, without `&` and `;`. Empty for a code that is no character.
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
    fn references_are_decoded() {
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
