//! Grades each field of a draft as confident, likely or to be checked, with the reason. The only place of these rules. They
//! are calibrated on labeled articles (`tests/grades.rs`): confident is right in 95 %, likely in 75 %.

use super::provenance;
use crate::model::fields::EventField;
use crate::model::review::DraftField;
use crate::model::review::Grade::{self, Check, Confident, Likely};
use crate::model::{ActorKind, DatedBy, Edtf, Event, Source};
use crate::text::{clean_line, fold, has_hangul};
use std::collections::HashSet;

/// The least confidence of the loader for the grade `likely`.
const LIKELY_THRESHOLD: f64 = 0.6;

/// The country whose name as such says who acted.
const ADVERSARY: &str = "KP";

/// What grading needs besides the draft.
pub(super) struct GradingContext<'a> {
    /// The source it was imported from.
    pub(super) source: Option<&'a Source>,
    /// The sentence it is based on, folded.
    pub(super) quote: String,
    /// The actors of the draft.
    pub(super) actors: Vec<ActorEvidence<'a>>,
    /// The number of stored events that may be the same.
    pub(super) similar_count: usize,
}

/// An actor of a draft, as far as its grade depends on it.
#[derive(Clone, Copy)]
pub(super) struct ActorEvidence<'a> {
    /// Its type.
    pub(super) kind: ActorKind,
    /// Its country.
    pub(super) country: Option<&'a str>,
    /// Whether the sentence names it.
    pub(super) is_named: bool,
}

/// A grade with its reason in one sentence.
pub(super) type GradeWithReason = (Grade, String);

fn with_reason(grade: Grade, why: &str) -> GradeWithReason {
    (grade, why.to_owned())
}

/// The grade of a value that the user typed.
pub(super) fn grade_typed() -> GradeWithReason {
    with_reason(Confident, provenance::SET_BY_YOU)
}

/// The grade of one field; `None` if there is nothing to grade.
pub(super) fn grade_field(
    field: EventField,
    event: &Event,
    context: &GradingContext<'_>,
) -> Option<GradeWithReason> {
    if provenance::is_typed(event, DraftField::Field(field)) {
        return Some(grade_typed());
    }
    match field {
        EventField::Title => Some(grade_title(event, context)),
        EventField::TitleKo => None,
        EventField::Date => Some(grade_date(event, context)),
        EventField::Kind => Some(grade_kind(event)),
        EventField::Actors => Some(grade_actors(context)),
        EventField::Planned => event.planned.then(|| grade_planned(event, context)),
        other => {
            let value = (other.spec().value)(event);
            (!value.is_empty()).then(|| grade_named_text(&value.join(", "), context))
        }
    }
}

/// A title that was made up of type and names has to be replaced; a headline or a clause of the article is likely.
fn grade_title(event: &Event, facts: &GradingContext<'_>) -> GradeWithReason {
    let title = fold(&event.title);
    let names = title.split_once(": ").map(|(first, _)| first.replace(' ', "-"));
    if has_hangul(&event.title) {
        with_reason(Check, "in Korean: write an English one, and this one under 한국어")
    } else if names.is_some_and(|first| first == "memorandum" || first == event.kind.name()) {
        with_reason(Check, "made up of type and names only: say who did what")
    } else if event.title.chars().count() > 80 {
        with_reason(Check, "longer than 80 characters")
    } else if facts.source.is_some_and(|source| source.title.as_deref() == Some(event.title.as_str())) {
        with_reason(Likely, "the article's headline")
    } else if facts.quote.contains(&title) {
        with_reason(Likely, "words of the article")
    } else {
        with_reason(Likely, "in other words than the article's")
    }
}

/// A date is as certain as the day it is derived from.
fn grade_date(event: &Event, facts: &GradingContext<'_>) -> GradeWithReason {
    let published = facts.source.and_then(|source| source.published.as_ref());
    let settle = match published {
        Some(day) if day.is_exact() => "",
        Some(_) => "; p sets the day of publication, which may settle it",
        None => "; p sets the publication date, which may settle it",
    };
    let look = |why: &str| (Check, format!("{why}{settle}"));
    let by = event.dated_by.as_ref();
    if by.is_some_and(DatedBy::is_by_hand) {
        return grade_typed();
    }
    let Some(date) = &event.date else { return look("the text does not date it") };
    if event.conflicts.iter().any(|account| account.is_about(EventField::Date)) {
        return with_reason(Check, "another source says otherwise");
    }
    if date.first_year().is_none() || date.last_year().is_none() {
        let why = match published {
            Some(day) if event.dated_by.is_none() => format!("no day is named; reported as past on {day}"),
            _ => "only one end is known".to_owned(),
        };
        return look(&why);
    }
    if date.to_string().contains(['~', '?', '%', 'X']) {
        return look("approximate or uncertain");
    }
    let Some(by) = by else { return look("no words of the text state it") };
    let digits = by.phrase.split(|c: char| !c.is_ascii_digit());
    let dated = digits.map(str::len).any(|length| length == 4 || length == 8);
    let said = fold(&by.phrase);
    let beside =
        ["that year", "same year", "the year", "that month", "same day", "next day", "그해", "같은 해"];
    match published {
        _ if !dated && beside.iter().any(|words| said.contains(words)) => {
            with_reason(Likely, "derived from a date named before it")
        }
        _ if dated && date.is_exact() => with_reason(Confident, "the text names day and year"),
        _ if dated => with_reason(Likely, "the text names the year, and no day"),
        Some(day) if day.is_exact() => (Likely, format!("derived from {day}, the day of publication")),
        Some(_) => look("it has no year, and the day of publication is not known"),
        None => look("it has no year"),
    }
}

/// The type depends on one verb, which no confidence makes certain: reporters call the same event by several types.
fn grade_kind(event: &Event) -> GradeWithReason {
    let Some(share) = event.confidence else { return with_reason(Likely, "the confidence is not known") };
    let grade = if share >= LIKELY_THRESHOLD { Likely } else { Check };
    (grade, format!("the loader has {:.0} % confidence in this draft", share * 100.0))
}

/// Bodies and persons of two countries that the sentence names are certain. Of one side, another body may have taken part;
/// states are in nearly every sentence, and stand for a body that another sentence names.
fn grade_actors(facts: &GradingContext<'_>) -> GradeWithReason {
    let actors = &facts.actors;
    let bodies = || actors.iter().filter(|actor| actor.kind != ActorKind::State);
    let states = || actors.iter().filter(|actor| actor.kind == ActorKind::State);
    let has_body = |state: &ActorEvidence| bodies().any(|body| body.country == state.country);
    let is_vague = |state: &&ActorEvidence| state.country != Some(ADVERSARY) && !has_body(state);
    let all_named = actors.iter().all(|actor| actor.is_named);
    let countries: HashSet<&str> = actors.iter().filter_map(|actor| actor.country).collect();
    if actors.is_empty() {
        with_reason(Check, "no actor is named")
    } else if bodies().next().is_none() && (actors.len() == 1 || !all_named) {
        with_reason(Check, "only states, and not two that the sentence names")
    } else if bodies().next().is_none() {
        with_reason(Likely, "only states are named")
    } else if states().any(|state| is_vague(&state)) {
        with_reason(Check, "of one side only the state; say which body took part, if the article does")
    } else if !all_named {
        with_reason(Likely, "not all of them are named in the sentence itself")
    } else if countries.len() < 2 {
        with_reason(Likely, "named in the sentence, and no one of another country")
    } else if states().any(|state| state.country != Some(ADVERSARY)) {
        with_reason(Likely, "named in the sentence beside a state, which may stand for another body")
    } else {
        with_reason(Confident, "named in the sentence")
    }
}

/// The grade of a text that the sentence may contain.
fn grade_named_text(text: &str, context: &GradingContext<'_>) -> GradeWithReason {
    if context.quote.contains(&fold(text)) {
        with_reason(Confident, "named in the sentence")
    } else {
        with_reason(Likely, "not named in the sentence")
    }
}

/// An announced event may not have happened.
fn grade_planned(event: &Event, facts: &GradingContext<'_>) -> GradeWithReason {
    let published = facts.source.and_then(|source| source.published.as_ref());
    let past = event.date.as_ref().zip(published).is_some_and(|(date, day)| date.latest() < day.earliest());
    if past {
        with_reason(Check, "announced, but for a day before the publication date")
    } else {
        with_reason(Likely, "announced; not yet known to have happened")
    }
}

/// The grade of the source.
pub(super) fn grade_source(facts: &GradingContext<'_>) -> GradeWithReason {
    match facts.source {
        None => with_reason(Check, "the draft has no source"),
        Some(source) if source.machine_written => {
            with_reason(Check, "written by a machine; cite the original if you can find it")
        }
        Some(source) if source.copy_of.is_some() => {
            with_reason(Check, "a copy of another source; cite that one")
        }
        Some(source) if source.published.is_none() => {
            with_reason(Likely, "the publication date is not known; p sets it")
        }
        Some(source) if source.published.as_ref().is_some_and(|date| !date.is_exact()) => {
            with_reason(Likely, "the day of publication is not known; p sets it")
        }
        Some(source) => match &source.published_by {
            Some(by) if by.is_by_hand() => with_reason(Confident, "publication date set by you"),
            Some(by) => (Confident, format!("published: {}; p sets another", clean_line(&by.to_string()))),
            None => with_reason(Confident, "publication date known; p sets another"),
        },
    }
}

/// Whether it may be the same as a stored event; `None` if none is similar: the store may lack the event or the words.
pub(super) fn grade_similar(facts: &GradingContext<'_>) -> Option<GradeWithReason> {
    match facts.similar_count {
        0 => None,
        1 => Some(with_reason(Check, "may be the same event; m merges into it")),
        _ => Some(with_reason(Check, "one of them may be the same event; m merges")),
    }
}

/// The dates to choose from, the current one first: conflicting dates, a less precise one, or the same as uncertain.
pub(super) fn date_choices(event: &Event) -> Vec<Edtf> {
    let Some(date) = &event.date else { return Vec::new() };
    let text = date.to_string();
    let plain = text.trim_end_matches(['~', '?', '%']);
    let rivals = event.conflicts.iter().filter(|account| account.is_about(EventField::Date));
    let mut texts: Vec<String> = vec![text.clone()];
    texts.extend(rivals.map(|account| account.value.clone()));
    match (date, plain.len()) {
        (Edtf::Date(_), 10) => texts.extend([plain[..7].to_owned(), format!("{plain}?")]),
        (Edtf::Date(_), 7) => texts.extend([format!("{plain}~"), plain[..4].to_owned()]),
        (Edtf::Date(_), 4) => texts.push(format!("{plain}?")),
        (Edtf::Interval(..), _) if date.last_year().is_some() => {
            // Of an interval with an open start only the end is known.
            let about = if date.first_year().is_none() { "~" } else { "" };
            let end = text.rsplit('/').next().unwrap_or_default();
            let parts =
                [end.get(..7).map(|month| format!("{month}{about}")), end.get(..4).map(str::to_owned)];
            texts.extend(parts.into_iter().flatten());
        }
        _ => {}
    }
    let mut dates: Vec<Edtf> = Vec::new();
    for date in texts.iter().filter_map(|text| text.parse().ok()) {
        if !dates.contains(&date) {
            dates.push(date);
        }
    }
    dates.truncate(3);
    dates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Conflict, Kind};

    fn draft(date: &str, phrase: &str, rule: &str) -> Event {
        Event {
            date: date.parse().ok(),
            confidence: Some(0.7),
            dated_by: (!rule.is_empty()).then(|| DatedBy { phrase: phrase.into(), rule: rule.into() }),
            ..Event::new("a", Kind::Mou, "Commands sign")
        }
    }

    fn facts(source: Option<&Source>) -> GradingContext<'_> {
        GradingContext {
            source,
            quote: "on thursday the commands sign in seoul".into(),
            actors: vec![],
            similar_count: 0,
        }
    }

    #[test]
    fn a_date_is_as_certain_as_the_day_it_is_derived_from() {
        let table = [
            ("2022-08-18", "on 18 August 2022", "day", "2022-08-19", Confident),
            ("2022-08-18", "2022.08.18", "day", "", Confident),
            ("2022-08-18", "20220818", "day", "", Confident),
            ("2022-08", "in August 2022", "month", "", Likely),
            ("2022-12-08", "Dec. 8 of that year", "written date", "2022-05-16/..", Likely),
            ("2022-08-18", "on Thursday", "weekday before publication", "2022-08-19", Likely),
            ("2022-08-18", "on Thursday", "weekday before publication", "2022-08", Check),
            ("2022-08-18", "on Thursday", "weekday before publication", "", Check),
            ("2022-08~", "", "no day in the text", "2022-08-19", Check),
            ("2022-08?", "", "no day in the text", "2022-08-19", Check),
            ("../2022-08-19", "", "reported by then", "2022-08-19", Check),
            ("2022-08-18", "", "", "2022-08-19", Check),
            ("", "", "", "", Check),
            ("2022-08~", "", "set by you", "", Confident),
        ];
        for (date, phrase, rule, published, want) in table {
            let source = Source { published: published.parse().ok(), ..Source::default() };
            let (grade, why) = grade_date(&draft(date, phrase, rule), &facts(Some(&source)));
            assert_eq!(grade, want, "{date:?} by {phrase:?}, published {published:?}: {why}");
            let unsettled = grade == Check && source.published.is_none();
            assert_eq!(why.contains("p sets"), unsettled || published == "2022-08", "{why}");
        }
        let other = Conflict { field: "date".into(), value: "2022-08-19".into(), source: None, note: None };
        let rival = Event { conflicts: vec![other], ..draft("2022-08-18", "on 18 August 2022", "day") };
        assert_eq!(grade_date(&rival, &facts(None)).0, Check);
    }

    #[test]
    fn the_grade_of_the_type_follows_the_confidence() {
        for (share, want) in [(0.93, Likely), (0.6, Likely), (0.59, Check)] {
            let draft = Event { confidence: Some(share), ..draft("", "", "") };
            assert_eq!(grade_kind(&draft).0, want, "{share}");
        }
    }

    #[test]
    fn titles_actors_and_sources() {
        let table = [
            ("Commands sign", Likely),
            ("Memorandum: US Cyber Command", Check),
            ("Mou: US Cyber Command", Check),
            ("Seoul: commands sign", Likely),
            ("한미 사이버사령부 각서", Check),
        ];
        for (words, want) in table {
            let event = Event::new("a", Kind::Mou, words);
            assert_eq!(grade_title(&event, &facts(None)).0, want, "{words}");
        }
        let state =
            |country| ActorEvidence { kind: ActorKind::State, country: Some(country), is_named: true };
        let agency = |country| ActorEvidence { kind: ActorKind::Agency, ..state(country) };
        let unnamed = |actor| ActorEvidence { is_named: false, ..actor };
        let table = [
            (vec![], Check),
            (vec![state("US")], Check),
            (vec![state("US"), unnamed(state("KR"))], Check),
            (vec![state("US"), state("KR")], Likely),
            (vec![agency("US")], Likely),
            (vec![agency("US"), agency("US")], Likely),
            (vec![agency("US"), state("KR")], Check),
            (vec![agency("US"), state("KP")], Confident),
            (vec![agency("US"), agency("KR")], Confident),
            (vec![agency("US"), unnamed(agency("KR"))], Likely),
        ];
        for (n, (actors, want)) in table.into_iter().enumerate() {
            assert_eq!(grade_actors(&GradingContext { actors, ..facts(None) }).0, want, "row {n}");
        }
        let known = Source { published: "2022-08-19".parse().ok(), ..Source::default() };
        let table = [
            (known.clone(), Confident),
            (Source { published: None, ..known.clone() }, Likely),
            (Source { copy_of: Some("b".into()), ..known.clone() }, Check),
            (Source { machine_written: true, ..known }, Check),
        ];
        for (about, want) in table {
            assert_eq!(grade_source(&facts(Some(&about))).0, want, "{about:?}");
        }
    }

    #[test]
    fn no_date_choice_is_more_precise_than_the_date() {
        let table: [(&str, &[&str]); 6] = [
            ("2022-08-18", &["2022-08-18", "2022-08", "2022-08-18?"]),
            ("2022-08~", &["2022-08~", "2022"]),
            ("2022", &["2022", "2022?"]),
            ("../2023-12-09", &["../2023-12-09", "2023-12~", "2023"]),
            ("2022-05-21/2022-05-22", &["2022-05-21/2022-05-22", "2022-05", "2022"]),
            ("", &[]),
        ];
        for (date, want) in table {
            let dates: Vec<String> =
                date_choices(&draft(date, "", "")).iter().map(ToString::to_string).collect();
            assert_eq!(dates, want, "{date}");
        }
    }
}
