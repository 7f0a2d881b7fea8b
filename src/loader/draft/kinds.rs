//! What a sentence tells of, by the words of `data/loader/lexicon.toml`. Never looks at dates.

use crate::loader::phrases::{has_phrase, lexicon};
use crate::model::Kind;
use crate::text::fold;

/// The kind of event that a sentence tells of; the first row of the lexicon that fits.
pub(super) fn of(sentence: &str) -> Option<Kind> {
    let folded = fold(sentence);
    lexicon()
        .kind
        .iter()
        .find(|row| {
            let has = |words: &[String]| words.iter().any(|phrase| has_phrase(&folded, phrase));
            has(&row.phrases) && (row.with.is_empty() || has(&row.with))
        })
        .map(|row| row.kind)
}

/// Whether a sentence says what ought to be and not what is.
pub(super) fn is_opinion(sentence: &str) -> bool {
    let folded = fold(sentence);
    lexicon().opinion.phrases.iter().any(|phrase| has_phrase(&folded, phrase))
}

/// Whether a sentence tells of something that happened or is to happen.
pub(super) fn is_told(sentence: &str) -> bool {
    let folded = fold(sentence);
    lexicon().happening.phrases.iter().any(|phrase| has_phrase(&folded, phrase))
}

/// Kinds that consist in somebody saying or deciding something: the day it is said is its day.
pub(super) fn is_saying(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Incident | Kind::Exercise | Kind::Summit | Kind::Dialogue | Kind::WorkingGroup | Kind::Mou
    )
}

/// Whether the expression at byte `at` belongs to a verb of saying: "the ministry said Thursday", "18일 밝혔다".
pub(super) fn is_said_there(sentence: &str, at: usize) -> bool {
    let saying = ["said", "says", "told", "reported", "stated", "added", "confirmed", "according"];
    let before = fold(&sentence[..at]);
    let near = before
        .split(|c: char| !c.is_alphanumeric())
        .rfind(|word| !matches!(*word, "" | "on" | "late" | "early"));
    if near.is_some_and(|word| saying.contains(&word)) {
        return true;
    }
    // In Korean the verb comes last: "국방부는 18일 …고 밝혔다".
    ["고 밝혔다", "고 전했다", "고 말했다", "고 발표했다"].iter().any(|verb| sentence[at..].contains(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_the_kind_of_its_row() {
        for row in &lexicon().kind {
            for example in &row.examples {
                assert_eq!(of(example), Some(row.kind), "{example}");
            }
            for phrase in &row.phrases {
                assert_eq!(*phrase, fold(phrase), "phrases are written folded");
            }
        }
    }

    #[test]
    fn what_is_said_on_a_day_is_told_apart_from_what_is_done() {
        let said = |sentence: &str, phrase: &str| is_said_there(sentence, sentence.find(phrase).unwrap());
        assert!(said("Thieves took the coins, police said Thursday.", "Thursday"));
        assert!(said("Police said on Thursday that thieves took them.", "Thursday"));
        assert!(!said("The minister met the general on Thursday.", "Thursday"));
        assert!(said("국방부는 18일 훈련을 한다고 밝혔다.", "18일"));
        assert!(!said("양국은 18일 양해각서를 체결했다.", "18일"));
    }
}
