//! Bylines and names of publishers. A line is never a byline if it is a sentence.

use crate::loader::phrase_tables::header_table;
use crate::text::{fold, has_hangul};

/// Longest name of a publisher or site, in words.
pub(in crate::loader) const MAX_NAME_WORDS: usize = 6;

/// Parses the author, and the publisher where it follows the name: `By Jane Roe, The Example`, `Jane Roe, The Example`
/// as the last line (`is_last`), `홍길동 기자 hong@example.kr`.
pub(in crate::loader) fn parse_byline(line: &str, is_last: bool) -> Option<(String, Option<String>)> {
    let words = line.split_whitespace().count();
    if words > 12 || line.ends_with(['.', '?', '!']) && !line.ends_with("Jr.") {
        return None;
    }
    if has_hangul(line) {
        let (name, rest) = line.split_once("기자")?;
        let name = name.trim().trim_start_matches(['=', '[', '(']).rsplit([' ', '=']).next()?.to_owned();
        let tail = rest.trim().trim_matches([']', ')', '=']);
        let valid = (2..=4).contains(&name.chars().count()) && name.chars().all(crate::text::is_hangul);
        return (valid && (tail.is_empty() || tail.contains('@') || tail.starts_with('|')))
            .then_some((name, None));
    }
    let (has_by, rest) = match line.strip_prefix("By ").or_else(|| line.strip_prefix("by ")) {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (name, publisher) = match rest.split_once([',', '|']) {
        Some((name, publisher)) => (name.trim(), Some(publisher.trim())),
        None => (rest.trim(), None),
    };
    // One name, or two joined by "and".
    let names: Vec<&str> = name.split(" and ").collect();
    let are_names = names.len() <= 3
        && names
            .iter()
            .all(|name| (2..=4).contains(&name.split_whitespace().count()) && is_capitalized_name(name));
    let publisher = publisher.filter(|name| is_publisher(name)).map(str::to_owned);
    (are_names && (has_by || is_last && publisher.is_some())).then(|| (name.to_owned(), publisher))
}

/// Whether every word begins with a capital, as in a name; particles ("van", "of") may be lower case.
pub(in crate::loader) fn is_capitalized_name(text: &str) -> bool {
    let particle = &header_table().name_particle;
    text.split_whitespace()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase) || particle.contains(word))
}

/// Whether a line is nothing but the name of a publisher: short, capitalized, no sentence, with a word that names of
/// publishers have ("Daily", "Ministry", "일보").
pub(in crate::loader) fn is_publisher(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let folded = fold(line);
    let is_mark = |c: char| matches!(c, '•' | '·' | '[' | '<' | '>');
    let named = header_table().publisher.iter().flat_map(|row| &row.phrases).any(|word| {
        if has_hangul(word) {
            words <= 2 && folded.ends_with(word.as_str()) && folded != *word && !folded.contains(is_mark)
        } else {
            folded.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
        }
    });
    (1..=MAX_NAME_WORDS).contains(&words)
        && named
        && resembles_publisher_name(line)
        && !line.ends_with(['.', '?', '!', ':', ','])
}

/// Whether a line is capitalized like a name and has no word of a headline.
fn resembles_publisher_name(line: &str) -> bool {
    let headline_word = &header_table().headline_word;
    (has_hangul(line) || is_capitalized_name(line))
        && !fold(line).split(' ').any(|word| headline_word.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_a_publisher_is_one() {
        for row in &header_table().publisher {
            for example in &row.examples {
                assert!(is_publisher(example), "{example}");
            }
        }
        assert!(!is_publisher("Ministry says it will sign a pact"));
    }
}
