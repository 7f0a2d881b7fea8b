//! Makes the titles of a draft, in English and in Korean: the headline for the main event, else a clause built from the
//! event, else the clause of the sentence. A title is never cut off inside a phrase.

use super::classify::ClauseScan;
use super::event_clause::{BuiltClause, ClauseLanguage, EventFacts, MAX_DRAFT_TITLE_CHARS};
use super::types::{ArticleContext, EventCandidate};
use crate::loader::phrase_tables::{phrasing_table, title_table};
use crate::text::{capitalize, clean_line, fold, has_hangul};
use std::ops::Range;

/// Shortest clause that is a title, in characters.
const MIN_CLAUSE_CHARS: usize = 25;
/// Shortest Korean clause that is a title, in characters.
const MIN_KOREAN_CHARS: usize = 12;

/// The titles of a draft.
pub(super) struct DraftTitles {
    pub(super) english: String,
    /// `None` if no Korean clause says enough.
    pub(super) korean: Option<String>,
}

/// Makes the titles of an event. In the language of the article, the main event has its headline; in the other one, a clause
/// is built.
pub(super) fn make_titles(context: &ArticleContext<'_>, candidate: &EventCandidate) -> DraftTitles {
    let headline = context.headline.filter(|_| candidate.main);
    let facts = EventFacts::from_candidate(context, candidate, headline);
    let own = headline.and_then(shorten_headline);
    let build = |language| facts.build_clause(language);
    if context.is_korean {
        let built = build(ClauseLanguage::English);
        let korean = own.filter(|title| has_hangul(title));
        DraftTitles {
            korean: korean.or_else(|| choose_clause(context, candidate, build(ClauseLanguage::Korean))),
            english: built.map_or_else(|| capitalize(candidate.kind.name()), |built| built.text),
        }
    } else {
        let title = own.or_else(|| choose_clause(context, candidate, build(ClauseLanguage::English)));
        let says_enough = |built: &BuiltClause| built.is_specific || candidate.main && built.names_agent;
        let korean = build(ClauseLanguage::Korean).filter(says_enough);
        DraftTitles {
            english: title.unwrap_or_else(|| capitalize(candidate.kind.name())),
            korean: korean.map(|built| built.text),
        }
    }
}

/// Chooses between the clause built from an event and the clause of its sentence. The words of the article win in the
/// events of its body, for which little else is known.
fn choose_clause(
    context: &ArticleContext<'_>,
    candidate: &EventCandidate,
    built: Option<BuiltClause>,
) -> Option<String> {
    let sentence = || {
        let clause = without_framing(&without_time_expressions(candidate));
        shorten_to_fit(&clause).filter(|title| stands_alone(context, title))
    };
    match built {
        Some(built) if candidate.main && built.is_specific => Some(built.text),
        built => sentence().or(built.map(|built| built.text)),
    }
}

/// Whether a clause can be read without the sentence before it: it names who acts, and says that something happened.
fn stands_alone(context: &ArticleContext<'_>, title: &str) -> bool {
    let first = title.split([' ', ',']).next().unwrap_or_default();
    let min_chars = if has_hangul(title) { MIN_KOREAN_CHARS } else { MIN_CLAUSE_CHARS };
    title.chars().count() >= min_chars
        && !title_table().dependent_start.contains(&fold(first))
        && !context.actor_resolver.find_actors(title).is_empty()
        && is_complete_clause(&ClauseScan::new(title))
}

/// A headline that is short enough, or its start up to the end of a phrase.
fn shorten_headline(headline: &str) -> Option<String> {
    let text = clean_line(headline);
    let text = text.trim_end_matches(['.', ' ', ',']);
    if text.chars().count() <= MAX_DRAFT_TITLE_CHARS {
        return Some(text.to_owned()).filter(|text| !text.is_empty());
    }
    let phrases = &phrasing_table().title;
    cut_at(text, phrases.cut.iter().chain(phrases.last_cut.iter()), |clause| !needs_next_word(clause))
}

/// The text without its final period if it is short enough, else its longest clause that is.
fn shorten_to_fit(text: &str) -> Option<String> {
    let text = clean_line(text);
    let text = text.trim_end_matches(['.', ' ', ',']);
    if text.chars().count() <= MAX_DRAFT_TITLE_CHARS {
        return Some(text.to_owned()).filter(|text| !text.is_empty() && has_balanced_quotes(text));
    }
    let phrases = &phrasing_table().title;
    let is_complete = |clause: &str| is_complete_clause(&ClauseScan::new(clause));
    cut_at(text, phrases.cut.iter(), is_complete)
        .or_else(|| cut_at(text, phrases.last_cut.iter(), is_complete))
}

/// The longest start of a text that ends before one of these phrases and is a title.
fn cut_at<'a>(
    text: &str,
    cuts: impl Iterator<Item = &'a str>,
    is_title: impl Fn(&str) -> bool,
) -> Option<String> {
    let ends = cuts.flat_map(|cut| text.match_indices(cut).map(|(at, _)| at));
    let fits = |end: &usize| {
        let clause = &text[..*end];
        // ", and" may be the end of a list: "the United States, South Korea, and Japan".
        let last = clause.rsplit(", ").next().filter(|last| last.len() < clause.len());
        if text[*end..].starts_with(", and ") && last.is_some_and(|last| last.len() < 25) {
            return false;
        }
        (MIN_CLAUSE_CHARS..=MAX_DRAFT_TITLE_CHARS).contains(&clause.chars().count())
            && has_balanced_quotes(clause)
            && is_title(clause)
    };
    ends.filter(fits).max().map(|end| text[..end].trim_end_matches([',', ' ']).to_owned())
}

/// Whether a clause reports an event by itself.
fn is_complete_clause(clause: &ClauseScan<'_>) -> bool {
    clause.event_kind().is_some() && (clause.tells_happening() || clause.has_action_verb())
}

/// Whether all quotation marks and brackets are closed.
fn has_balanced_quotes(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    count('“') == count('”') && count('(') == count(')') && count('"').is_multiple_of(2)
}

/// The clause of a candidate without its temporal expressions, as the date is shown beside the title.
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
        let mut prepositions = phrasing_table().title.date_preposition.iter();
        let without_preposition = prepositions.find_map(|word| kept.strip_suffix(word));
        match without_preposition.filter(|_| is_removable(&sentence[time.end..])) {
            Some(start) => text.truncate(start.trim_end().len()),
            // "From Monday to Friday", "late last year's": an expression that other words depend on stays.
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

/// Whether the text after a temporal expression can do without it: "on the same day as the statement" cannot.
fn is_removable(rest: &str) -> bool {
    (rest.is_empty() || rest.starts_with(['.', ',', ' ', ';']))
        && !phrasing_table().title.date_complement.iter().any(|word| rest.starts_with(word))
}

/// Whether a text ends with a word or a mark that needs a following word.
fn needs_next_word(text: &str) -> bool {
    if text.ends_with(['"', '“', '‘', '(']) {
        return true;
    }
    let last = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
    phrasing_table().title.unfinished.contains(&last)
}

/// Removes "On Thursday, " before a sentence and ", the ministry said Thursday" after it.
fn without_framing(sentence: &str) -> String {
    let phrases = &phrasing_table().title;
    let mut text = sentence.trim();
    if let Some((first, rest)) = text.split_once(", ")
        && first.split_whitespace().count() <= 4
        && phrases.introduction.iter().any(|start| first.starts_with(start))
    {
        text = rest;
    }
    if let Some((before, last)) = text.rsplit_once(", ") {
        let said = phrases.attribution.iter().any(|verb| last.contains(verb));
        if (said || last.starts_with("according"))
            && last.split_whitespace().count() <= 12
            && before.len() > 25
        {
            text = before;
        }
    }
    // "…를 체결했다고 밝혔다": keep what is said, drop that it is said.
    let without_period = text.trim_end_matches('.');
    let mut attribution = phrases.korean_attribution.iter();
    if let Some(content) = attribution
        .find_map(|verb| without_period.strip_suffix(verb))
        .filter(|content| content.ends_with('다'))
    {
        text = content;
    }
    let text = text.trim_start_matches(['-', '•', '·', '□', 'ㅇ', '○', '▶', '■', ' ']);
    let text = phrases.conjunction.iter().fold(text, |text, word| text.strip_prefix(word).unwrap_or(text));
    capitalize(text)
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
