//! Tells the headline of an article from the other lines above it (section labels, captions, file names, menus), and cleans
//! it. Used for the header of an article and for the titles of drafts.

use super::byline::{MAX_NAME_WORDS, is_publisher, parse_byline};
use super::sections::is_menu;
use super::stamps::parse_stamp;
use crate::loader::boilerplate::classify_line;
use crate::loader::phrase_tables::title_table;
use crate::text::{clean_line, fold, has_hangul, is_hangul};
use std::collections::HashSet;

/// Longest headline, in characters.
const MAX_HEADLINE_CHARS: usize = 180;
/// Longest tag in brackets before or after a headline, in characters.
const MAX_TAG_CHARS: usize = 24;
/// Lines above an article among which its headline is looked for.
const MAX_LINES_ABOVE: usize = 25;
/// Bytes of the article that a headline is compared with.
const MAX_LEAD_BYTES: usize = 3000;
/// Letters of a word that are compared, so that inflected forms are the same word.
const STEM_CHARS: usize = 5;
/// Share of the words of a headline that the lead must have, in percent.
const MIN_SHARED_PERCENT: usize = 30;

/// Finds the headline of an article: its title if that is one, else the first line above the article that is. `lines` are
/// the first lines of the page, `body` the paragraphs of the article.
pub(in crate::loader) fn find_headline(
    title: Option<&str>,
    lines: &[String],
    body: &[String],
) -> Option<String> {
    if let Some(headline) = title.and_then(|title| read_headline(title, body)) {
        return Some(headline);
    }
    for line in lines.iter().take(MAX_LINES_ABOVE) {
        if let Some(headline) = read_headline(line, body) {
            return Some(headline);
        }
        if is_prose(line) {
            break;
        }
    }
    None
}

/// The cleaned line if it is the headline of the article with this body.
fn read_headline(line: &str, body: &[String]) -> Option<String> {
    // Some aggregators keep the line breaks of the page as text, so that the article follows on the same line.
    let (first, rest) = line.split_once("<br").unwrap_or((line, ""));
    let headline = clean_headline(first);
    let lead = if rest.is_empty() { lead_without(line, body) } else { rest.to_owned() };
    is_headline(&headline, &lead).then(|| without_kicker(&headline, &lead).to_owned())
}

/// Whether a line is long enough for a sentence of the article, above which its headline stands.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let korean = has_hangul(line);
    words >= if korean { 6 } else { 10 } && is_sentence(line, korean)
}

/// Whether a cleaned line is the headline of the article that begins with `lead`: it is no label, name, caption or
/// sentence, and shares words with the lead.
pub(in crate::loader) fn is_headline(line: &str, lead: &str) -> bool {
    has_form_of_headline(line) && shares_words(line, lead)
}

/// Removes tags in brackets, "BREAKING:", the name of the site and a date at the end from a headline.
pub(in crate::loader) fn clean_headline(line: &str) -> String {
    let line = clean_line(line);
    let mut text = line.as_str();
    loop {
        let shorter = without_date(without_site(without_last_tag(without_first_tag(text))));
        if shorter.len() == text.len() {
            return text.to_owned();
        }
        text = shorter;
    }
}

/// The start of the article without the paragraph that is the line itself.
fn lead_without(line: &str, body: &[String]) -> String {
    let mut lead = String::new();
    for paragraph in body.iter().filter(|paragraph| paragraph.as_str() != line) {
        if lead.len() > MAX_LEAD_BYTES {
            break;
        }
        lead.push_str(paragraph);
        lead.push('\n');
    }
    lead
}

/// Whether a line has the length and form of a headline.
fn has_form_of_headline(line: &str) -> bool {
    let chars = line.chars().count();
    let words = line.split_whitespace().count();
    let korean = has_hangul(line);
    let long = if korean { chars >= 10 && words >= 2 } else { chars >= 20 && words >= 4 };
    long && chars <= MAX_HEADLINE_CHARS
        && !is_sentence(line, korean)
        && !is_label(line)
        && !is_caption(line)
        && parse_stamp(line, true).is_none()
        && parse_byline(line, true).is_none()
        && !is_publisher(line)
        && classify_line(line).is_none()
}

/// Whether a line is a sentence of an article. A headline may end with a period, too, if it is short.
fn is_sentence(line: &str, korean: bool) -> bool {
    let text = line.trim_end_matches(['"', '\'', '”', '’', ')']);
    if korean {
        return text.ends_with("다.") || text.ends_with("니다") || text.ends_with("요.");
    }
    let words = text.split_whitespace().count();
    text.ends_with('.') && (words > 14 || text.contains(". ")) || words > 24
}

/// Whether a line is a section label, a menu, a category path, an address or the name of a file.
fn is_label(line: &str) -> bool {
    let table = title_table();
    let folded = fold(line);
    let is_path = line.contains(" / ") && line.split(" / ").all(|part| part.split_whitespace().count() <= 3);
    let is_file = line
        .split_whitespace()
        .any(|word| table.file_ending.iter().any(|ending| fold(word).ends_with(ending)));
    is_path
        || is_file
        || is_menu(line) && !line.contains(['“', '‘'])
        || line.contains("://")
        || line.contains('@')
        || table.section_label.iter().any(|label| folded.starts_with(label))
        || folded.starts_with("date 20")
}

/// Whether a line is the caption or credit of a picture.
fn is_caption(line: &str) -> bool {
    let folded = fold(line);
    let credit = line.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    let is_credit = |name: &str| {
        name.len() >= 2
            && name.chars().all(|c| c.is_ascii_uppercase() || c == '/' || c == ' ')
            && line.trim_end_matches(|c| c != '(').trim_end_matches(['(', ' ']).ends_with('.')
    };
    title_table().caption.iter().any(|mark| folded.contains(mark))
        || folded.ends_with(" 기자")
        || credit.is_some_and(is_credit)
}

/// Whether enough words of a line occur in the lead.
fn shares_words(line: &str, lead: &str) -> bool {
    let words = content_words(line);
    let known = content_words(lead);
    let shared = words.intersection(&known).count();
    shared >= 2 && shared * 100 >= words.len() * MIN_SHARED_PERCENT
}

/// The words of a text by which it is compared: the first letters of Latin words, and the pairs of syllables of Korean ones.
pub(in crate::loader) fn content_words(text: &str) -> HashSet<String> {
    let stop = &title_table().unspecific_word;
    let mut words = HashSet::new();
    for word in fold(text).split(|c: char| !c.is_alphanumeric()) {
        let letters: Vec<char> = word.chars().collect();
        if letters.iter().copied().any(is_hangul) {
            let syllables: Vec<char> = letters.into_iter().filter(|&c| is_hangul(c)).collect();
            words.extend(syllables.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if letters.len() > 2 && !stop.contains(word) {
            words.insert(letters.into_iter().take(STEM_CHARS).collect());
        }
    }
    words
}

/// A headline without the label of a series before its colon: `Collected Releases: Joint Statement on …`.
fn without_kicker<'a>(line: &'a str, lead: &str) -> &'a str {
    let Some((kicker, rest)) = line.split_once(": ") else { return line };
    let known = content_words(lead);
    let label = kicker.split_whitespace().count() <= 4 && content_words(kicker).is_disjoint(&known);
    if label && is_headline(rest, lead) { rest } else { line }
}

/// A headline without a tag before it: `[단독]`, `<15>`, `BREAKING: `.
fn without_first_tag(line: &str) -> &str {
    for (open, close) in [('[', ']'), ('【', '】'), ('<', '>')] {
        if let Some((tag, rest)) = line.strip_prefix(open).and_then(|rest| rest.split_once(close))
            && tag.chars().count() <= MAX_TAG_CHARS
            && rest.chars().any(char::is_alphabetic)
        {
            return rest.trim_start();
        }
    }
    let tags = &title_table().headline_tag;
    let label = line.split_once([':', '|']).filter(|(label, _)| tags.contains(&fold(label.trim())));
    label.map_or(line, |(_, rest)| rest.trim_start())
}

/// A headline without a tag after it: `[영상]`, `(종합)`, `(2nd LD)`.
fn without_last_tag(line: &str) -> &str {
    let line = line.trim_end();
    let bracketed = line.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    if let Some((rest, tag)) = bracketed
        && tag.chars().count() <= MAX_TAG_CHARS
        && !rest.trim().is_empty()
    {
        return rest.trim_end();
    }
    let in_parentheses = line.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let tags = &title_table().headline_tag;
    in_parentheses
        .filter(|(rest, tag)| tags.contains(&fold(tag)) && !rest.trim().is_empty())
        .map_or(line, |(rest, _)| rest.trim_end())
}

/// A headline without the name of the site and of its sections after it.
fn without_site(line: &str) -> &str {
    if let Some((title, _)) = line.split_once(" < ") {
        return title;
    }
    for bar in [" | ", " :: ", " • ", " - ", " – ", " — "] {
        if let Some((title, site)) = line.rsplit_once(bar)
            && (is_publisher(site)
                || bar.contains(['|', ':']) && site.split_whitespace().count() <= MAX_NAME_WORDS)
            && title.chars().count() >= 10
        {
            return title.trim_end();
        }
    }
    line
}

/// A headline without a date or time of day after it: `2023.09.14`, `04-20 09:08`.
fn without_date(line: &str) -> &str {
    let mut text = line.trim_end();
    let mut has_time = false;
    while let Some((rest, last)) = text.rsplit_once(' ') {
        let numeric = last.chars().all(|c| c.is_ascii_digit() || ".-/:".contains(c));
        let marks = last.trim_end_matches('.').matches(['.', '-', '/']).count();
        let is_time = numeric && last.contains(':');
        if !(numeric && (marks == 2 || is_time || has_time && marks == 1)) {
            break;
        }
        has_time = is_time;
        text = rest.trim_end();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_cleaned() {
        let table = [
            ("[단독] 한미, 사이버 훈련 양해각서 체결", "한미, 사이버 훈련 양해각서 체결"),
            ("[홍길동의 항구]<15> 한미, 사이버 훈련 시작", "한미, 사이버 훈련 시작"),
            ("한미, 사이버 훈련 양해각서 체결(종합)", "한미, 사이버 훈련 양해각서 체결"),
            ("한미, 사이버 훈련 시작 [영상]", "한미, 사이버 훈련 시작"),
            ("한미, 사이버 훈련 시작 2023.09.14", "한미, 사이버 훈련 시작"),
            ("한미, 사이버 훈련 시작 04-20 09:08", "한미, 사이버 훈련 시작"),
            ("한미, 사이버 훈련 시작 < 정치 < 기사본문 - 보기일보", "한미, 사이버 훈련 시작"),
            ("BREAKING: Two ministries sign a pact", "Two ministries sign a pact"),
            ("(LEAD) Two ministries sign a pact (LEAD)", "(LEAD) Two ministries sign a pact"),
            ("Two ministries sign a pact | The Example Daily", "Two ministries sign a pact"),
            ("Two ministries meet May 7-8", "Two ministries meet May 7-8"),
        ];
        for (line, want) in table {
            assert_eq!(clean_headline(line), want);
        }
    }

    #[test]
    fn labels_captions_and_sentences_are_no_headlines() {
        let lead =
            "The two ministries of the harbour signed a pact on cyber drills on Tuesday, officials said.";
        let korean = "보기부와 예시부가 18일 항구에서 사이버 훈련 양해각서를 체결했다고 밝혔다.";
        assert!(is_headline("Two ministries sign a pact on cyber drills", lead));
        assert!(is_headline("보기부·예시부, 사이버 훈련 양해각서 체결", korean));
        for line in [
            "Harbour News",
            "Cyber Pact / Drills / Harbour",
            "ministries-sign-cyber-pact-drills.png",
            "Officials of the two ministries sign a pact in the harbour. (WIRE)",
            "Photo: the two ministries sign a pact on cyber drills",
            "What the weather in the mountains will be",
        ] {
            assert!(!is_headline(line, lead), "{line}");
        }
        for line in [
            "이슈 사이버 훈련",
            "17.png",
            "양해각서를 체결하는 보기부 장관. 홍길동 기자",
            "보기부와 예시부가 사이버 훈련 양해각서를 체결했습니다.",
        ] {
            assert!(!is_headline(line, korean), "{line}");
        }
    }

    #[test]
    fn the_headline_is_found_below_a_label() {
        let lines = ["Cyber / Harbour", "Two ministries sign a pact on cyber drills", "By Jane Roe"];
        let lines = lines.map(str::to_owned);
        let body =
            ["The two ministries signed a pact on cyber drills on Tuesday, officials said.".to_owned()];
        let want = Some("Two ministries sign a pact on cyber drills");
        assert_eq!(find_headline(Some("Cyber / Harbour"), &lines, &body).as_deref(), want);
        let kicker = "Weekly Reader: Two ministries sign a pact on cyber drills";
        assert_eq!(find_headline(Some(kicker), &[], &body).as_deref(), want);
        assert_eq!(find_headline(Some("Cyber / Harbour"), &[], &body), None);
    }
}
