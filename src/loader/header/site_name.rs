//! Splits a title from the name of the site before or after it: `A pact is signed | The Example Daily`.

use super::byline::{MAX_NAME_WORDS, is_publisher};
use super::metadata::PageMetadata;
use crate::loader::html::lines::HtmlLine;
use crate::text::fold;

/// Separators between a title and the name of the site, those that only separate first.
const SEPARATORS: [&str; 12] =
    [" | ", " :: ", " • ", " – ", " — ", " - ", " : ", " < ", " > ", "|", "::", ": "];
/// Separators that stand in no title.
const CLEAR_SEPARATORS: [&str; 3] = [" | ", " :: ", " • "];
/// Longest name of a site, in bytes.
const MAX_SITE_BYTES: usize = 60;
/// Longest line of a page in which the name of its site is looked for, in characters.
const MAX_LINE_CHARS: usize = 200;

/// Splits a title into the title and the name of the site, if it has one: `site`, where it is known, else a publisher after
/// a separator.
pub(super) fn split_site(title: &str, site: Option<&str>) -> (String, Option<String>) {
    let title = title.trim();
    match site.filter(|site| !fold_letters(site).is_empty()) {
        Some(site) => {
            let bare = strip_known_site(title, site);
            let is_split = bare.len() < title.len();
            (bare, is_split.then(|| site.to_owned()))
        }
        None => split_unknown_site(title),
    }
}

/// Removes the name of the site before or after a title.
fn strip_known_site(title: &str, site: &str) -> String {
    let mut title = title;
    let site = fold_letters(site);
    for bar in SEPARATORS {
        let fits = |part: &str| {
            let part = fold_letters(part);
            !part.is_empty()
                && (part == site
                    || part.chars().count() > 3 && (site.contains(&part) || part.contains(site.as_str())))
        };
        if let Some((rest, _)) = title
            .rsplit_once(bar)
            .filter(|(rest, last)| rest.len() > 3 && fits(last) && last.len() <= MAX_SITE_BYTES)
        {
            title = rest.trim();
        }
        if let Some((first, rest)) = title.split_once(bar)
            && fold_letters(first) == site
            && rest.len() > 8
        {
            title = rest.trim();
        }
    }
    title.to_owned()
}

/// Splits off a name after a clear separator, or that of a publisher after a dash.
fn split_unknown_site(title: &str) -> (String, Option<String>) {
    for bar in SEPARATORS {
        if let Some((rest, site)) = title.rsplit_once(bar)
            && rest.split_whitespace().count() >= 3
            && (1..=MAX_NAME_WORDS).contains(&site.split_whitespace().count())
            && (CLEAR_SEPARATORS.contains(&bar)
                || bar.ends_with(' ') && bar.starts_with(' ') && is_publisher(site))
        {
            return (rest.trim().to_owned(), Some(site.trim().to_owned()));
        }
    }
    (title.to_owned(), None)
}

/// The name after the last separator of the title of a page, if it occurs elsewhere on the page, too.
pub(super) fn site_in_page_title(meta: &PageMetadata, lines: &[HtmlLine]) -> Option<String> {
    let title = meta.title.as_deref()?;
    let (_, name) =
        [" | ", " - ", " – ", " — ", " :: ", " : "].iter().find_map(|bar| title.rsplit_once(bar))?;
    let folded = fold_letters(name);
    let known = name.split_whitespace().count() <= MAX_NAME_WORDS && folded.chars().count() >= 3;
    let shown = || {
        lines.iter().any(|line| {
            line.text.chars().count() <= MAX_LINE_CHARS
                && !line.text.contains(title)
                && fold_letters(&line.text).contains(&folded)
        })
    };
    (known && shown()).then(|| name.trim().to_owned())
}

/// The letters and digits of a text, folded, for comparing a heading with a field: their punctuation may differ.
pub(super) fn fold_letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_removed_from_a_title() {
        let table = [
            ("A pact is signed | The Example Daily", "A pact is signed"),
            ("A pact is signed - Example Daily", "A pact is signed"),
            ("The Example Daily: A pact is signed", "A pact is signed"),
            ("U.S. - Korea talks", "U.S. - Korea talks"),
            ("Talks: a pact is signed", "Talks: a pact is signed"),
        ];
        for (title, want) in table {
            assert_eq!(split_site(title, Some("The Example Daily")).0, want);
        }
        assert_eq!(split_site("한미 양해각서 체결 : 보기일보", Some("보기일보")).0, "한미 양해각서 체결");
        let table = [
            ("A pact is signed | Example", "A pact is signed", Some("Example")),
            ("A pact is signed - The Example Daily", "A pact is signed", Some("The Example Daily")),
            ("A pact is signed - and then broken", "A pact is signed - and then broken", None),
        ];
        for (title, want, site) in table {
            assert_eq!(split_site(title, None), (want.to_owned(), site.map(str::to_owned)));
        }
    }
}
