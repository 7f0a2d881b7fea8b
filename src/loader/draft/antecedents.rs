//! Earlier events that a sentence says something goes back to: "as agreed at the summit in May", "후속 조치로". The
//! phrases are in `data/loader/lexicon.toml`. Never decides which event of a store is meant; the desk does.

use crate::loader::actor_resolver::ActorResolver;
use crate::loader::phrase_matcher::find_phrase;
use crate::loader::phrase_tables::{AntecedentRow, AntecedentSide, lexicon};
use crate::loader::types::{AntecedentReference, TemporalMention};
use crate::text::{clean_line, fold};
use std::ops::Range;

/// The most bytes of the words that name an earlier event.
const MAX_CLAUSE_BYTES: usize = 240;

/// A phrase that begins within so many bytes of a sentence stands in front of it.
const MAX_LEADING_BYTES: usize = 4;

/// The earlier events that `sentence` names, one a phrase that says so.
pub(super) fn extract_antecedents(
    sentence: &str,
    mentions: &[TemporalMention],
    who: &ActorResolver<'_>,
) -> Vec<AntecedentReference> {
    let folded = fold(sentence);
    // Folding keeps the bytes of nearly every sentence; where it does not, places cannot be told.
    if folded.len() != sentence.len() {
        return Vec::new();
    }
    let seen = lexicon().find_phrases(&folded);
    let mut found: Vec<(Range<usize>, AntecedentReference)> = Vec::new();
    for row in lexicon().link.iter().filter(|row| row.phrases.matches_any(&seen)) {
        for range in
            row.phrases.words.iter().filter_map(|phrase| find_antecedent_clause(&folded, phrase, row))
        {
            let text = &sentence[range.clone()];
            let inside = |mention: &&TemporalMention| {
                range.start <= mention.range.start && mention.range.end <= range.end && !mention.future
            };
            let earlier = AntecedentReference {
                relation: row.relation,
                phrase: clean_line(text).trim_matches([' ', ',', '.']).to_owned(),
                actors: who.find_actors(text),
                date: mentions.iter().filter(inside).find_map(|mention| mention.date.clone()),
            };
            if !found.iter().any(|(have, _)| have.end == range.end || have.start == range.start) {
                found.push((range, earlier));
            }
        }
    }
    found.into_iter().map(|(_, earlier)| earlier).collect()
}

/// The bytes of the clause that `phrase` points to: behind it in English, before it in Korean.
fn find_antecedent_clause(folded: &str, phrase: &str, row: &AntecedentRow) -> Option<Range<usize>> {
    let at = find_phrase(folded, phrase)?;
    let range = match row.side {
        AntecedentSide::After => {
            let start = at + phrase.len();
            let rest = &folded[start..];
            let end = ["; ", ", which ", ", the ministry", ", officials", ", according", " – ", " — "]
                .iter()
                .filter_map(|mark| rest.find(mark))
                // "As agreed at the summit in May, the two …": the clause in front ends at the comma.
                .chain((at < MAX_LEADING_BYTES).then(|| rest.find(", ")).flatten())
                .min()
                .unwrap_or(rest.len());
            start..start + end
        }
        AntecedentSide::Before => {
            let start = folded[..at].rfind(", ").map_or(0, |comma| comma + 2);
            start..at
        }
    };
    (range.len() >= 6 && range.len() <= MAX_CLAUSE_BYTES).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Gazetteer;

    #[test]
    fn every_example_goes_back_to_something() {
        let gazetteer = Gazetteer::new(&[]);
        let who = ActorResolver::new(&gazetteer, "");
        for row in &lexicon().link {
            for example in &row.examples {
                let found = extract_antecedents(example, &[], &who);
                assert_eq!(found.first().map(|earlier| earlier.relation), Some(row.relation), "{example}");
            }
            for phrase in &row.phrases.words {
                assert_eq!(*phrase, fold(phrase), "phrases are written folded");
            }
        }
    }

    #[test]
    fn the_words_are_those_that_name_the_earlier_event() {
        let gazetteer = Gazetteer::new(&[]);
        let who = ActorResolver::new(&gazetteer, "");
        let table = [
            (
                "The meeting was a follow-up to the lodge summit of August, officials said.",
                "the lodge summit of August",
            ),
            ("양측은 지난 5월 정상회담의 후속 조치로 협의체를 출범했다.", "양측은 지난 5월 정상회담의"),
            ("As agreed at the summit in May, the two sides met.", "the summit in May"),
            ("They met and agreed.", ""),
        ];
        for (sentence, want) in table {
            let found = extract_antecedents(sentence, &[], &who);
            assert_eq!(found.first().map_or("", |earlier| earlier.phrase.as_str()), want, "{sentence}");
        }
    }
}
