//! Classifies sentences and clauses by the words of `data/loader/lexicon.toml`: event type, opinion, report. Dates are not
//! considered.

use crate::loader::phrase_matcher::{PhraseMatches, find_phrase};
use crate::loader::phrase_tables::{KindRow, PhraseRow, PhraseSection, lexicon};
use crate::model::Kind;
use crate::text::fold;

/// A sentence or clause and the phrases of the lexicon in it, all found in one pass.
pub(super) struct ClauseScan<'a> {
    text: &'a str,
    folded: String,
    matches: PhraseMatches,
}

impl<'a> ClauseScan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let folded = fold(text);
        let matches = lexicon().find_phrases(&folded);
        Self { text, folded, matches }
    }

    /// The type of the event that it reports: that of its main clause, else that of any clause.
    pub(super) fn event_kind(&self) -> Option<Kind> {
        let main = main_clause(self.text);
        let of_main = (main.len() < self.text.len())
            .then(|| first_matching_kind(&lexicon().find_phrases(&fold(main))))
            .flatten();
        of_main.or_else(|| first_matching_kind(&self.matches))
    }

    /// Whether it reports an agreement to do something of this type: "agreed on Saturday to train together".
    pub(super) fn is_agreed(&self, kind: Kind) -> bool {
        let can_be_agreed = [
            Kind::Exercise,
            Kind::WorkingGroup,
            Kind::Policy,
            Kind::Research,
            Kind::Advisory,
            Kind::Dialogue,
        ];
        let comes_first =
            |at: usize| first_matching_kind(&lexicon().find_phrases(&self.folded[..at])).is_none();
        can_be_agreed.contains(&kind)
            && lexicon()
                .agreed
                .phrases
                .words
                .iter()
                .filter_map(|phrase| find_phrase(&self.folded, phrase))
                .any(comes_first)
    }

    /// Whether it repeats for somebody else what the clause before it reports: "Seoul did the same".
    pub(super) fn repeats_previous_clause(&self) -> bool {
        self.contains_phrase(&lexicon().repetition)
    }

    /// Whether it is opinion: what should be, and not what is.
    pub(super) fn is_opinion(&self) -> bool {
        self.contains_phrase(&lexicon().opinion)
    }

    /// Whether it reports something that happened or is to happen.
    pub(super) fn tells_happening(&self) -> bool {
        self.contains_phrase(&lexicon().happening)
    }

    /// Whether it has a verb with which something is done.
    pub(super) fn has_action_verb(&self) -> bool {
        self.contains_phrase(&lexicon().action)
    }

    /// Whether it names a country outside the topic.
    pub(super) fn names_unrelated_country(&self) -> bool {
        self.contains_phrase(&lexicon().elsewhere)
    }

    fn contains_phrase(&self, words: &PhraseSection) -> bool {
        words.phrases.matches_any(&self.matches)
    }
}

/// The type of the event that a sentence reports.
pub(super) fn classify_kind(sentence: &str) -> Option<Kind> {
    ClauseScan::new(sentence).event_kind()
}

/// The type of the first row of the lexicon that matches.
fn first_matching_kind(seen: &PhraseMatches) -> Option<Kind> {
    let fits = |row: &&KindRow| {
        row.phrases.matches_any(seen) && (row.with.words.is_empty() || row.with.matches_any(seen))
    };
    lexicon().kind.iter().find(fits).map(|row| row.kind)
}

/// A sentence without a leading clause that only says when: "A day before the charges became public, …".
fn main_clause(sentence: &str) -> &str {
    let Some((front, rest)) = sentence.split_once(", ") else { return sentence };
    let short = front.split_whitespace().count() <= 14;
    let phrases = &lexicon().time_clause;
    let only_says_when = phrases.start.iter().any(|word| front.starts_with(word))
        || front.split_whitespace().count() > 3
            && phrases.inside.iter().any(|word| front.contains(word))
            && !has_event_verb(front, &phrases.inside);
    if short && only_says_when && rest.split_whitespace().count() >= 5 { rest } else { sentence }
}

/// Whether a happening is reported before the first of these words: "They met before the summit".
fn has_event_verb(front: &str, words: &PhraseRow) -> bool {
    let end = words.iter().filter_map(|word| front.find(word)).min().unwrap_or(front.len());
    ClauseScan::new(&front[..end]).tells_happening()
}

/// Whether an event of this type consists in saying or deciding something, so that the day of the report is its date.
pub(super) fn is_announcement(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Incident | Kind::Exercise | Kind::Summit | Kind::Dialogue | Kind::WorkingGroup | Kind::Mou
    )
}

/// Whether the temporal expression at byte `at` says when something was said: "the ministry said Thursday", "18일 밝혔다".
pub(super) fn is_reporting_date(sentence: &str, at: usize) -> bool {
    let verbs = &lexicon().reporting;
    let before = fold(&sentence[..at]);
    let near = before
        .split(|c: char| !c.is_alphanumeric())
        .rfind(|word| !matches!(*word, "" | "on" | "late" | "early"));
    if near.is_some_and(|word| verbs.english.contains(word)) {
        return true;
    }
    // In Korean, the verb comes last: "국방부는 18일 …고 밝혔다", "…했다고 18일 밝혔다".
    let rest = &sentence[at..];
    let stem = |verb: &str| verb.trim_end_matches("고").trim_end_matches('다').to_owned();
    let next = || rest.split_whitespace().nth(1).unwrap_or_default();
    verbs.korean.iter().any(|verb| rest.contains(&format!("고 {}", stem(verb))))
        || before.trim_end().ends_with('고')
            && verbs.korean.iter().any(|verb| next().starts_with(stem(verb).as_str()))
}

/// Whether a Korean expression is surely that of a statement: "…고 7일 밝혔다", "…고 국방부가 7일 밝혔다", "9일 외교부에 따르면",
/// "10일 보도자료에서 …고 밝혔다".
pub(super) fn is_korean_reporting_date(sentence: &str, range: &std::ops::Range<usize>) -> bool {
    let verbs = &lexicon().reporting.korean;
    let begins = |word: &str| {
        verbs.iter().any(|verb| word.starts_with(verb.trim_end_matches('고').trim_end_matches('다')))
    };
    let after: Vec<&str> = sentence[range.end..].split_whitespace().take(5).collect();
    let (before, rest) = (&sentence[..range.start], &sentence[range.start..]);
    let quoted = ["다고 ", "라고 ", "자고 ", "며 ", "고 "].iter().any(|mark| before.contains(mark));
    if quoted && after.first().is_some_and(|word| begins(word)) {
        return true;
    }
    let according = after.windows(2).take(3).any(|pair| {
        pair[0].ends_with('에') && pair[1].starts_with("따르면") || pair[0].ends_with("에따르면")
    });
    let place = ["보도자료", "브리핑", "기자회견", "기자간담회", "기자들", "성명", "홈페이지", "누리집"];
    let release = after.iter().take(2).any(|word| place.iter().any(|name| word.starts_with(name)));
    according || release && verbs.iter().any(|verb| rest.contains(verb.trim_end_matches('다')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_the_type_of_its_row() {
        for row in &lexicon().kind {
            for example in &row.examples {
                assert_eq!(classify_kind(example), Some(row.kind), "{example}");
            }
        }
    }

    #[test]
    fn reporting_dates_are_told_from_dates_of_events() {
        let said = |sentence: &str, phrase: &str| is_reporting_date(sentence, sentence.find(phrase).unwrap());
        assert!(said("Thieves took the coins, police said Thursday.", "Thursday"));
        assert!(said("Police said on Thursday that thieves took them.", "Thursday"));
        assert!(!said("The minister met the general on Thursday.", "Thursday"));
        assert!(said("국방부는 18일 훈련을 한다고 밝혔다.", "18일"));
        assert!(!said("양국은 18일 양해각서를 체결했다.", "18일"));
    }
}
