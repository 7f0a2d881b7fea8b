//! Whether an article is of the subject at all: cyber matters of these countries, by its words and by who acts in it.
//! Never looks at dates.

use crate::loader::actor_resolver::ActorResolver;
use crate::loader::phrase_matcher::{count_phrase, find_phrase};
use crate::loader::phrase_tables::lexicon;
use crate::text::fold;

/// So many words of the text for each of the cyber words, or they stand there in passing.
const MAX_WORDS_PER_TERM: usize = 400;
/// How much has to speak for an article.
const RELEVANCE_THRESHOLD: usize = 4;

/// Whether a text is about cyber matters of these countries. Cyber words and bodies that act each count; the country
/// has to be named, and the matter has to be one of states: bodies, or the DPRK.
pub(crate) fn is_relevant(title: Option<&str>, text: &str, who: &ActorResolver<'_>) -> bool {
    let subject = &lexicon().subject;
    let (text, title) = (fold(text), fold(title.unwrap_or_default()));
    let has = |place: &str, words: &[String]| words.iter().any(|word| find_phrase(place, word).is_some());
    let count = |words: &[String]| words.iter().map(|word| count_phrase(&text, word)).sum::<usize>();
    let other = count(&subject.other);
    let (cyber, korea) = (count(&subject.cyber).saturating_sub(other), count(&subject.korea));
    let passing = cyber * MAX_WORDS_PER_TERM < text.split_whitespace().count();
    let (bodies, dprk) = (who.count_bodies(), has(&text, &subject.dprk));
    if korea == 0 || cyber == 0 || passing && !has(&title, &subject.cyber) {
        return false;
    }
    let states = dprk || bodies > 1;
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
    fn the_subject_is_cyber_matters_of_these_countries() {
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
        let of =
            |title: Option<&str>, text: &str| is_relevant(title, text, &ActorResolver::new(&gazetteer, text));
        let yes = "South Korea and the United States agreed on cyber drills. Hackers of North Korea were named, and cyber talks will follow.";
        assert!(of(None, yes));
        assert!(!of(
            None,
            "The bakery in Seoul sells bread. South Korea likes bread. A hacker once ate there, among others."
        ));
        assert!(!of(
            Some("Hackers hit a Danish bank"),
            "Danish police spoke of a cyberattack and of malware."
        ));
        assert!(!of(
            Some("사이버대 신입생 모집"),
            "서울의 사이버대가 신입생을 모집한다. 사이버대는 3월에 문을 연다."
        ));
    }
}
