//! A title for a draft: the headline for the main event, else the sentence without its frame where that is short
//! enough, else kind and actors. Made, not cut off in mid-sentence.

use super::classify::ClauseScan;
use super::types::{ArticleContext, EventCandidate};
use crate::model::Kind;
use crate::text::{capitalize, clean_line};
use std::ops::Range;

/// How a phrase begins that stands in front of a sentence and adds nothing.
const LEADING_PHRASES: [&str; 14] = [
    "On ",
    "In ",
    "At ",
    "Earlier",
    "Last ",
    "Meanwhile",
    "Also",
    "Separately",
    "Later",
    "Then",
    "For example",
    "Two ",
    "Three ",
    "Under ",
];

/// The most characters of a title.
const MAX_TITLE_CHARS: usize = 80;

pub(super) fn make_title(story: &ArticleContext<'_>, candidate: &EventCandidate) -> String {
    let headline = story.title.filter(|_| candidate.main).and_then(shorten_to_fit);
    let clause = || shorten_to_fit(&without_framing(&without_time_expressions(candidate)));
    headline.or_else(clause).unwrap_or_else(|| compose_title(story, candidate.kind, &candidate.actors))
}

/// Where a sentence may end early: what follows only adds to what has been said.
const CUT_POINTS: [&str; 34] = [
    ", which ",
    ", who ",
    ", whose ",
    ", where ",
    ", at which ",
    ", in which ",
    ", under which ",
    ", while ",
    ", as ",
    ", amid ",
    ", after ",
    ", including ",
    ", among ",
    ", saying ",
    ", asking ",
    ", according ",
    ", with ",
    ", in what ",
    ", a ",
    ", an ",
    ", one of ",
    ", and ",
    ", but ",
    "; ",
    " – ",
    " — ",
    " who ",
    " which ",
    " after ",
    " amid ",
    " as part of ",
    " including ",
    " aimed at ",
    " so that ",
];
/// Where it may end if nothing else helps: the rest says where, with whom, what about.
const FALLBACK_CUT_POINTS: [&str; 8] =
    [" with ", " in ", " at ", " for ", " about ", " through ", " from ", " over "];

/// The text without the point at its end, if it is short enough; else up to where a clause of it ends.
fn shorten_to_fit(text: &str) -> Option<String> {
    let text = clean_line(text);
    let text = text.trim_end_matches(['.', ' ', ',']);
    if text.chars().count() <= MAX_TITLE_CHARS {
        return Some(text.to_owned()).filter(|text| !text.is_empty() && has_balanced_quotes(text));
    }
    let cut = |cuts: &[&str]| {
        let ends = cuts.iter().flat_map(|cut| text.match_indices(cut).map(|(at, _)| at));
        let whole = |end: &usize| {
            let clause = &text[..*end];
            // ", and" ends a list as well: "the United States, South Korea, and Japan".
            let last = clause.rsplit(", ").next().filter(|last| last.len() < clause.len());
            if text[*end..].starts_with(", and ") && last.is_some_and(|last| last.len() < 25) {
                return false;
            }
            (25..=MAX_TITLE_CHARS).contains(&clause.chars().count())
                && has_balanced_quotes(clause)
                && is_complete_clause(&ClauseScan::new(clause))
        };
        ends.filter(whole).max().map(|end| text[..end].trim_end_matches([',', ' ']).to_owned())
    };
    cut(&CUT_POINTS).or_else(|| cut(&FALLBACK_CUT_POINTS))
}

/// Whether a clause tells of something by itself.
fn is_complete_clause(told: &ClauseScan<'_>) -> bool {
    told.event_kind().is_some() && (told.tells_happening() || told.has_action_verb())
}

/// Whether every quotation and bracket that is opened is closed.
fn has_balanced_quotes(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('“') == count('”') && count('(') == count(')') && count('"').is_multiple_of(2)
}

/// What a candidate tells, without the words that say when: the date stands beside the title.
fn without_time_expressions(candidate: &EventCandidate) -> String {
    let sentence = &candidate.sentence.text;
    let mut text = String::new();
    let mut at = candidate.clause.start;
    let inside =
        |time: &&Range<usize>| candidate.clause.contains(&time.start) && time.end <= candidate.clause.end;
    for time in candidate.time_ranges.iter().filter(inside) {
        if time.start < at {
            continue;
        }
        text.push_str(&sentence[at..time.start]);
        let kept = text.trim_end();
        let preposition = [" on", " in", " by", " during", " since", "On", "In", "Since", "During", "By"];
        let bare = preposition.iter().find_map(|word| kept.strip_suffix(word));
        match bare.filter(|_| is_removable(&sentence[time.end..])) {
            Some(bare) => text.truncate(bare.trim_end().len()),
            // "From Monday to Friday", "late last year's": what belongs to other words stays.
            None if kept.is_empty() || is_removable(&sentence[time.end..]) && !needs_next_word(kept) => {
                text.truncate(kept.len());
            }
            None => text.push_str(&sentence[time.clone()]),
        }
        at = time.end;
    }
    text.push_str(&sentence[at..candidate.clause.end]);
    let text =
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(", when ", " when ");
    text.trim_start_matches([',', ' ', ';']).to_owned()
}

/// Whether what comes after an expression of time can do without it: "on the same day as the statement" cannot.
fn is_removable(rest: &str) -> bool {
    const NEEDS: [&str; 8] = [" as ", " when ", " that ", " of ", " after ", " before ", " and ", " to "];
    (rest.is_empty() || rest.starts_with(['.', ',', ' ', ';']))
        && !NEEDS.iter().any(|word| rest.starts_with(word))
}

/// Whether a text ends in a word or a mark that needs the next word.
fn needs_next_word(text: &str) -> bool {
    if text.ends_with(['"', '“', '‘', '(']) {
        return true;
    }
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    [
        "from", "to", "between", "and", "of", "the", "until", "till", "through", "for", "a", "its", "their",
        "at", "before", "after", "부터", "까지",
    ]
    .contains(&last.as_str())
}

/// A sentence without "On Thursday, " before it and ", the ministry said Thursday" behind it.
fn without_framing(sentence: &str) -> String {
    let mut text = sentence.trim();
    if let Some((first, rest)) = text.split_once(", ")
        && first.split_whitespace().count() <= 4
        && LEADING_PHRASES.iter().any(|start| first.starts_with(start))
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
    // "…를 체결했다고 밝혔다": what is told, not that it is told.
    let told = ["고 밝혔다", "고 전했다", "고 말했다", "고 발표했다", "고 설명했다"];
    let point = text.trim_end_matches('.');
    if let Some(told) =
        told.iter().find_map(|verb| point.strip_suffix(verb)).filter(|told| told.ends_with('다'))
    {
        text = told;
    }
    let text = text.trim_start_matches(['-', '•', '·', '□', 'ㅇ', '○', '▶', '■', ' ']);
    let text = ["and ", "but ", "while ", "And ", "But ", "So ", "Also, "]
        .iter()
        .fold(text, |text, word| text.strip_prefix(word).unwrap_or(text));
    capitalize(text)
}

/// "Memorandum: US Cyber Command, ROK Cyber Operations Command": never elegant, never wrong.
fn compose_title(story: &ArticleContext<'_>, kind: Kind, actors: &[String]) -> String {
    let kind = match kind {
        Kind::Mou => "Memorandum".to_owned(),
        kind => capitalize(&kind.name().replace('-', " ")),
    };
    let mut title = format!("{kind}:");
    for (n, name) in actors.iter().filter_map(|id| story.actor_resolver.actor_name(id)).enumerate() {
        let next = format!("{}{name}", if n == 0 { " " } else { ", " });
        if title.chars().count() + next.chars().count() > MAX_TITLE_CHARS {
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
        assert_eq!(shorten_to_fit("The two signed it.").as_deref(), Some("The two signed it"));
        let long = "The two commands signed a memorandum on drills, which both had wanted for years, officials of the ministry told reporters";
        assert_eq!(shorten_to_fit(long).as_deref(), Some("The two commands signed a memorandum on drills"));
        let list = "In a meeting held in Sejong, the United States, South Korea, and Japan have agreed on new initiatives on crime";
        assert_eq!(shorten_to_fit(list), None);
        assert_eq!(shorten_to_fit("\"As leaders of the world"), None);
        assert_eq!(shorten_to_fit(&"word ".repeat(40)), None);
        assert_eq!(
            without_framing("On Thursday, the two met, the ministry said Friday."),
            "The two met, the ministry said Friday."
        );
        assert_eq!(
            without_framing("The two commands signed a memorandum, the ministry said Friday."),
            "The two commands signed a memorandum"
        );
    }
}
