//! Extracts references to antecedents: "as agreed at the summit in May", "후속 조치로". The phrases are in
//! `data/loader/lexicon.toml`. Which event of a store is meant is decided in `curation`.

use crate::loader::actor_resolver::ActorResolver;
use crate::loader::phrase_matcher::find_phrase;
use crate::loader::phrase_tables::{AntecedentRow, AntecedentSide, lexicon};
use crate::loader::types::{AntecedentReference, TemporalMention};
use crate::text::{clean_line, fold};
use std::ops::Range;

/// Longest name of an antecedent, in bytes.
const MAX_CLAUSE_BYTES: usize = 240;

/// A phrase within this many bytes of the start leads the sentence.
const MAX_LEADING_BYTES: usize = 4;

/// Extracts the antecedents that a sentence names, one per phrase.
pub(super) fn extract_antecedents(
    sentence: &str,
    mentions: &[TemporalMention],
    actor_resolver: &ActorResolver<'_>,
) -> Vec<AntecedentReference> {
    let folded = fold(sentence);
    // Offsets in the folded text are those of the sentence only if folding keeps its length.
    if folded.len() != sentence.len() {
        return Vec::new();
    }
    let matches = lexicon().find_phrases(&folded);
    let mut found: Vec<(Range<usize>, AntecedentReference)> = Vec::new();
    for row in lexicon().link.iter().filter(|row| row.phrases.matches_any(&matches)) {
        for range in
            row.phrases.words.iter().filter_map(|phrase| find_antecedent_clause(&folded, phrase, row))
        {
            let text = &sentence[range.clone()];
            let inside = |mention: &&TemporalMention| {
                range.start <= mention.range.start && mention.range.end <= range.end && !mention.future
            };
            let antecedent = AntecedentReference {
                relation: row.relation,
                phrase: clean_line(text).trim_matches([' ', ',', '.']).to_owned(),
                actors: actor_resolver.find_actors(text),
                date: mentions.iter().filter(inside).find_map(|mention| mention.date.clone()),
            };
            if !found.iter().any(|(have, _)| have.end == range.end || have.start == range.start) {
                found.push((range, antecedent));
            }
        }
    }
    found.into_iter().map(|(_, antecedent)| antecedent).collect()
}

/// Byte range of the clause that names the antecedent, after or before the phrase.
fn find_antecedent_clause(folded: &str, phrase: &str, row: &AntecedentRow) -> Option<Range<usize>> {
    let at = find_phrase(folded, phrase)?;
    let range = match row.side {
        AntecedentSide::After => {
            let start = at + phrase.len();
            let rest = &folded[start..];
            let end = lexicon()
                .antecedent_end
                .iter()
                .filter_map(|mark| rest.find(mark))
                // "As agreed at the summit in May, the two …": a leading clause ends at the comma.
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
    fn every_example_has_an_antecedent() {
        let gazetteer = Gazetteer::new(&[]);
        let actor_resolver = ActorResolver::new(&gazetteer, "");
        for row in &lexicon().link {
            for example in &row.examples {
                let found = extract_antecedents(example, &[], &actor_resolver);
                assert_eq!(
                    found.first().map(|antecedent| antecedent.relation),
                    Some(row.relation),
                    "{example}"
                );
            }
        }
    }

    #[test]
    fn the_phrase_names_the_antecedent() {
        let gazetteer = Gazetteer::new(&[]);
        let actor_resolver = ActorResolver::new(&gazetteer, "");
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
            let found = extract_antecedents(sentence, &[], &actor_resolver);
            assert_eq!(found.first().map_or("", |antecedent| antecedent.phrase.as_str()), want, "{sentence}");
        }
    }
}
