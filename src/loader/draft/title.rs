//! A title for a draft: the headline for the main event, else the sentence without its frame where that is short
//! enough, else kind and actors. Made, not cut off in mid-sentence.

use super::story::Story;
use crate::model::Kind;
use crate::text::clean_line;

/// The most characters of a title.
const LONGEST: usize = 80;

pub(super) fn make(story: &Story<'_>, sentence: &str, kind: Kind, actors: &[String], main: bool) -> String {
    let headline = story.title.filter(|_| main).and_then(fit);
    let clause = || fit(&bare(sentence));
    headline.or_else(clause).unwrap_or_else(|| composed(story, kind, actors))
}

/// Where a sentence may end early: what follows only adds to what has been said.
const CUTS: [&str; 20] = [
    ", which ",
    ", who ",
    ", while ",
    ", as ",
    ", amid ",
    ", after ",
    ", including ",
    ", saying ",
    ", according ",
    ", with ",
    ", in what ",
    "; ",
    " – ",
    " — ",
    " after ",
    " amid ",
    " as part of ",
    " including ",
    " aimed at ",
    " so that ",
];

/// The text without the point at its end, if it is short enough; else up to where a clause of it ends.
fn fit(text: &str) -> Option<String> {
    let text = clean_line(text);
    let text = text.trim_end_matches(['.', ' ']);
    if text.chars().count() <= LONGEST {
        return Some(text.to_owned()).filter(|text| !text.is_empty() && is_closed(text));
    }
    let ends = CUTS.iter().flat_map(|cut| text.match_indices(cut).map(|(at, _)| at));
    let clause = ends.filter(|&at| (25..=LONGEST).contains(&text[..at].chars().count())).max()?;
    let clause = &text[..clause];
    (is_closed(clause) && super::kinds::is_told(clause)).then(|| clause.to_owned())
}

/// Whether every quotation and bracket that is opened is closed.
fn is_closed(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('“') == count('”') && count('(') == count(')') && count('"').is_multiple_of(2)
}

/// A sentence without "On Thursday, " before it and ", the ministry said Thursday" behind it.
fn bare(sentence: &str) -> String {
    let mut text = sentence.trim();
    if let Some((first, rest)) = text.split_once(", ")
        && first.split_whitespace().count() <= 4
        && ["On ", "In ", "Earlier", "Last ", "Meanwhile", "Also", "Separately", "Later"]
            .iter()
            .any(|start| first.starts_with(start))
    {
        text = rest;
    }
    if let Some((before, last)) = text.rsplit_once(", ") {
        let said = [" said", " says", " announced", " reported", " according"]
            .iter()
            .any(|verb| last.contains(verb));
        if (said || last.starts_with("according"))
            && last.split_whitespace().count() <= 12
            && before.len() > 25
        {
            text = before;
        }
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Memorandum: US Cyber Command, ROK Cyber Operations Command": never elegant, never wrong.
fn composed(story: &Story<'_>, kind: Kind, actors: &[String]) -> String {
    let kind = match kind {
        Kind::Mou => "Memorandum".to_owned(),
        kind => {
            let name = kind.name().replace('-', " ");
            let mut letters = name.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    };
    let mut title = format!("{kind}:");
    for (n, name) in actors.iter().filter_map(|id| story.who.name(id)).enumerate() {
        let next = format!("{}{name}", if n == 0 { " " } else { ", " });
        if title.chars().count() + next.chars().count() > LONGEST {
            break;
        }
        title.push_str(&next);
    }
    title.trim_end_matches(':').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_clause_or_nothing() {
        assert_eq!(fit("The two signed it.").as_deref(), Some("The two signed it"));
        let long = "The two commands signed a memorandum on drills, which both had wanted for years, officials of the ministry told reporters";
        assert_eq!(fit(long).as_deref(), Some("The two commands signed a memorandum on drills"));
        let list = "In a meeting held in Sejong, the United States, South Korea, and Japan have agreed on new initiatives on crime";
        assert_eq!(fit(list), None);
        assert_eq!(fit("\"As leaders of the world"), None);
        assert_eq!(fit(&"word ".repeat(40)), None);
        assert_eq!(
            bare("On Thursday, the two met, the ministry said Friday."),
            "The two met, the ministry said Friday."
        );
        assert_eq!(
            bare("The two commands signed a memorandum, the ministry said Friday."),
            "The two commands signed a memorandum"
        );
    }
}
