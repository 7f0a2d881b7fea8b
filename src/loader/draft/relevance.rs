//! Decides whether an article is on topic, cyber matters of the Koreas and the United States, by its words and actors. Dates
//! are not considered.

use crate::loader::actor_resolver::ActorResolver;
use crate::loader::phrase_matcher::{count_phrase, find_phrase};
use crate::loader::phrase_tables::{PhraseRow, lexicon};
use crate::text::fold;

/// Most words of the text per cyber term; with fewer terms, cyber matters are mentioned only in passing.
const MAX_WORDS_PER_TERM: usize = 400;
/// Points that an article on topic has at least.
const RELEVANCE_THRESHOLD: usize = 4;

/// Whether a text is on topic. Cyber terms and bodies each give points; Korea must be named, and the DPRK or the
/// two allies must take part: what concerns one country alone, or others with Korea, is another topic.
pub(crate) fn is_relevant(title: Option<&str>, text: &str, actor_resolver: &ActorResolver<'_>) -> bool {
    let subject = &lexicon().subject;
    let (text, title) = (fold(text), fold(title.unwrap_or_default()));
    let has = |text: &str, words: &PhraseRow| words.iter().any(|word| find_phrase(text, word).is_some());
    let count = |words: &PhraseRow| words.iter().map(|word| count_phrase(&text, word)).sum::<usize>();
    let lookalikes = count(&subject.lookalike);
    let (cyber, korea) = (count(&subject.cyber).saturating_sub(lookalikes), count(&subject.korea));
    let passing = cyber * MAX_WORDS_PER_TERM < text.split_whitespace().count();
    let (bodies, dprk) = (actor_resolver.count_bodies(), has(&text, &subject.dprk));
    if korea == 0 || cyber == 0 || passing && !has(&title, &subject.cyber) {
        return false;
    }
    // "한미 사이버 협력" names both allies in a word; else bodies take part, and not those of one country alone.
    let joint = ActorResolver::names_both_states(&text) || actor_resolver.names_allies();
    let states = dprk || bodies > 1 && joint || cyber > 1 && actor_resolver.names_alliance();
    let points = cyber.min(4)
        + bodies.min(3)
        + usize::from(dprk)
        + usize::from(has(&title, &subject.cyber))
        + usize::from(korea > 3);
    states && points >= RELEVANCE_THRESHOLD
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, ActorKind, Gazetteer};

    #[test]
    fn articles_on_topic_are_told_from_others() {
        let state = |id: &str, name: &str, country: &str| Actor {
            id: id.into(),
            name: name.into(),
            name_ko: None,
            kind: ActorKind::State,
            country: Some(country.into()),
            aliases: Vec::new(),
            ambiguous: Vec::new(),
            successor: None,
        };
        let actors = [
            state("dprk", "North Korea", "KP"),
            state("kr", "South Korea", "KR"),
            state("us", "United States", "US"),
        ];
        let gazetteer = Gazetteer::new(&actors);
        let on_topic =
            |title: Option<&str>, text: &str| is_relevant(title, text, &ActorResolver::new(&gazetteer, text));
        let yes = "South Korea and the United States agreed on cyber drills. Hackers of North Korea were named, and cyber talks will follow.";
        assert!(on_topic(None, yes));
        assert!(!on_topic(
            None,
            "The bakery in Seoul sells bread. South Korea likes bread. A hacker once ate there, among others."
        ));
        assert!(!on_topic(
            Some("Hackers hit a Danish bank"),
            "Danish police spoke of a cyberattack and of malware."
        ));
        assert!(!on_topic(
            Some("사이버대 신입생 모집"),
            "서울의 사이버대가 신입생을 모집한다. 사이버대는 3월에 문을 연다."
        ));
    }
}
