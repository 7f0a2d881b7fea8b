//! What a sentence tells of, by the words of `data/loader/lexicon.toml`. Never looks at dates.

use crate::loader::phrase_matcher::{PhraseMatches, find_phrase};
use crate::loader::phrase_tables::{KindRow, PhraseSection, lexicon};
use crate::model::Kind;
use crate::text::fold;

/// A sentence or a clause of one, looked through once for every word of the lexicon.
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

    /// The kind of event that it tells of: what its main clause tells, else any of it.
    pub(super) fn event_kind(&self) -> Option<Kind> {
        let main = main_clause(self.text);
        let told = (main.len() < self.text.len())
            .then(|| first_matching_kind(&lexicon().find_phrases(&fold(main))))
            .flatten();
        told.or_else(|| first_matching_kind(&self.matches))
    }

    /// Whether what is told is that somebody agreed to it: "agreed on Saturday to train together". `kind` is what it was
    /// agreed to do.
    pub(super) fn is_agreed(&self, kind: Kind) -> bool {
        let could_be = [
            Kind::Exercise,
            Kind::WorkingGroup,
            Kind::Policy,
            Kind::Research,
            Kind::Advisory,
            Kind::Dialogue,
        ];
        let alone = |at: usize| first_matching_kind(&lexicon().find_phrases(&self.folded[..at])).is_none();
        could_be.contains(&kind)
            && lexicon()
                .agreed
                .phrases
                .words
                .iter()
                .filter_map(|phrase| find_phrase(&self.folded, phrase))
                .any(alone)
    }

    /// Whether it repeats for somebody else what the clause before it tells: "Seoul did the same".
    pub(super) fn repeats_previous_clause(&self) -> bool {
        self.contains_phrase(&lexicon().again)
    }

    /// Whether it says what ought to be and not what is.
    pub(super) fn is_opinion(&self) -> bool {
        self.contains_phrase(&lexicon().opinion)
    }

    /// Whether it tells of something that happened or is to happen.
    pub(super) fn tells_happening(&self) -> bool {
        self.contains_phrase(&lexicon().happening)
    }

    /// Whether a verb of it brings something about, now or later.
    pub(super) fn has_action_verb(&self) -> bool {
        self.contains_phrase(&lexicon().done)
    }

    /// Whether it names a country that the subject has nothing to do with.
    pub(super) fn names_unrelated_country(&self) -> bool {
        self.contains_phrase(&lexicon().elsewhere)
    }

    fn contains_phrase(&self, words: &PhraseSection) -> bool {
        words.phrases.matches_any(&self.matches)
    }
}

/// The kind of event that a sentence tells of.
pub(super) fn classify_kind(sentence: &str) -> Option<Kind> {
    ClauseScan::new(sentence).event_kind()
}

/// The kind of the first row of the lexicon that fits.
fn first_matching_kind(seen: &PhraseMatches) -> Option<Kind> {
    let fits = |row: &&KindRow| {
        row.phrases.matches_any(seen) && (row.with.words.is_empty() || row.with.matches_any(seen))
    };
    lexicon().kind.iter().find(fits).map(|row| row.kind)
}

/// A sentence without a clause in front of it that only says when: "A day before the charges became public, …".
fn main_clause(sentence: &str) -> &str {
    const FRONT: [&str; 8] =
        ["When ", "After ", "Before ", "Since ", "While ", "As ", "Although ", "Though "];
    const WITHIN: [&str; 5] = [" before ", " after ", " since ", " when ", " as "];
    let Some((front, rest)) = sentence.split_once(", ") else { return sentence };
    let short = front.split_whitespace().count() <= 14;
    let aside = FRONT.iter().any(|word| front.starts_with(word))
        || front.split_whitespace().count() > 3
            && WITHIN.iter().any(|word| front.contains(word))
            && !has_event_verb(front, &WITHIN);
    if short && aside && rest.split_whitespace().count() >= 5 { rest } else { sentence }
}

/// Whether something is told before the first of these words: "They met before the summit".
fn has_event_verb(front: &str, words: &[&str]) -> bool {
    let end = words.iter().filter_map(|word| front.find(word)).min().unwrap_or(front.len());
    ClauseScan::new(&front[..end]).tells_happening()
}

/// Kinds that consist in somebody saying or deciding something: the day it is said is its day.
pub(super) fn is_announcement(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Incident | Kind::Exercise | Kind::Summit | Kind::Dialogue | Kind::WorkingGroup | Kind::Mou
    )
}

/// Whether the expression at byte `at` belongs to a verb of saying: "the ministry said Thursday", "18일 밝혔다".
pub(super) fn is_reporting_date(sentence: &str, at: usize) -> bool {
    let saying = [
        "said",
        "says",
        "told",
        "reported",
        "stated",
        "added",
        "confirmed",
        "according",
        "revealed",
        "disclosed",
        "announced",
        "noted",
        "explained",
    ];
    let before = fold(&sentence[..at]);
    let near = before
        .split(|c: char| !c.is_alphanumeric())
        .rfind(|word| !matches!(*word, "" | "on" | "late" | "early"));
    if near.is_some_and(|word| saying.contains(&word)) {
        return true;
    }
    // In Korean the verb comes last: "국방부는 18일 …고 밝혔다", "…했다고 18일 밝혔다".
    let verbs =
        ["밝혔다", "전했다", "말했다", "발표했다", "설명했다", "알렸다", "소개했다", "보고했다", "말했다고"];
    let rest = &sentence[at..];
    let next = || rest.split_whitespace().nth(1).unwrap_or_default();
    verbs.iter().any(|verb| rest.contains(&format!("고 {verb}")))
        || before.trim_end().ends_with('고') && verbs.iter().any(|verb| next().starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_the_kind_of_its_row() {
        for row in &lexicon().kind {
            for example in &row.examples {
                assert_eq!(classify_kind(example), Some(row.kind), "{example}");
            }
            for phrase in &row.phrases.words {
                assert_eq!(*phrase, fold(phrase), "phrases are written folded");
            }
        }
    }

    #[test]
    fn what_is_said_on_a_day_is_told_apart_from_what_is_done() {
        let said = |sentence: &str, phrase: &str| is_reporting_date(sentence, sentence.find(phrase).unwrap());
        assert!(said("Thieves took the coins, police said Thursday.", "Thursday"));
        assert!(said("Police said on Thursday that thieves took them.", "Thursday"));
        assert!(!said("The minister met the general on Thursday.", "Thursday"));
        assert!(said("국방부는 18일 훈련을 한다고 밝혔다.", "18일"));
        assert!(!said("양국은 18일 양해각서를 체결했다.", "18일"));
    }
}
