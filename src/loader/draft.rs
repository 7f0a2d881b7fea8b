//! Sentences to proposed events: what kind, who, when, and how sure. Opinion and page furniture make none.
//! Never finer with a date than the words: what is told without a day stays an open interval.

mod kinds;
mod links;
mod main_event;
mod promises;
mod story;
mod subject;
mod title;

use super::byline::dateline_end;
use super::page;
use super::parts::{Basis, Earlier, Mention, Proposal, Published, Sentence};
use super::when;
use super::who::Who;
use crate::model::{Commitment, DatedBy, Edtf, Kind};
use crate::text::fold;

use story::Candidate;
pub(super) use story::Story;
pub(super) use subject::is_relevant;

/// The most proposals of one article: an analyst decides on each.
const MOST: usize = 12;
/// The last paragraph in which what the article is about is still what a sentence speaks of.
const LEAD: usize = 4;

/// The events that an article tells of, in the order of the text.
pub(super) fn proposals(story: &Story<'_>) -> Vec<Proposal> {
    let sentences = sentences(story);
    let (mut candidates, promised, named) = candidates(story, &sentences);
    main_event::choose(story, &sentences, &mut candidates);
    main_event::drop_repetitions(story, &mut candidates);
    let mut kept = distinct(story.who, candidates);
    give_promises(&mut kept, promised);
    give_links(&mut kept, named);
    kept.sort_by(|a, b| {
        (b.main, b.weight).partial_cmp(&(a.main, a.weight)).unwrap_or(std::cmp::Ordering::Equal)
    });
    kept.truncate(MOST);
    kept.sort_by_key(|candidate| candidate.sentence.range.start);
    kept.into_iter().map(|candidate| proposal(story, candidate)).collect()
}

/// The sentences of the paragraphs, without datelines. The title, where it is the first paragraph, is none.
fn sentences(story: &Story<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut base = 0;
    for (n, paragraph) in story.text.split("\n\n").enumerate() {
        if !(n == 0 && Some(paragraph) == story.title) {
            let skip = dateline_end(paragraph).unwrap_or(0);
            sentences.extend(page::sentences(&paragraph[skip..], base + skip, n));
        }
        base += paragraph.len() + 2;
    }
    sentences
}

/// A sentence's place in the article, and what is promised there.
type Promised = (usize, Vec<Commitment>);

/// Promises belong to the event of their own sentence, or else to what the article is about, where that is an agreement
/// or a meeting. What is planned is an event of its own, and the promise of it stays with whoever promised.
fn give_promises(candidates: &mut [Candidate], promised: Vec<Promised>) {
    for (place, promises) in promised {
        let own = candidates.iter().position(|one| one.sentence.range.start == place && !one.planned);
        let main = candidates.iter().position(|one| one.main && main_event::is_meeting(one.kind));
        if let Some(at) = own.filter(|&at| main_event::is_meeting(candidates[at].kind)).or(main) {
            candidates[at].commitments.extend(promises);
        }
    }
}

/// A sentence, and the earlier events that it names.
type Named = (Sentence, Vec<Earlier>);

/// What a sentence goes back to belongs to its own event or, where it tells of none and stands near the top, to what the
/// article is about.
fn give_links(candidates: &mut [Candidate], named: Vec<Named>) {
    for (sentence, earlier) in named {
        let own = candidates.iter().position(|one| one.sentence.range.start == sentence.range.start);
        let main = || candidates.iter().position(|one| one.main && sentence.paragraph <= LEAD);
        if let Some(at) = own.or_else(main) {
            candidates[at].earlier.extend(earlier);
        }
    }
}

fn candidates(story: &Story<'_>, sentences: &[Sentence]) -> (Vec<Candidate>, Vec<Promised>, Vec<Named>) {
    let mut promised = Vec::new();
    let mut named = Vec::new();
    let mut before: Option<Edtf> = None;
    let mut heading: Option<Mention> = None;
    let mut candidates = Vec::new();
    let mut reader = when::Reader::new(story.published.date.as_ref());
    let mut paragraph = 0;
    for sentence in sentences {
        if sentence.paragraph != paragraph && heading.is_none() {
            reader.paragraph();
        }
        paragraph = sentence.paragraph;
        let mut mentions = reader.sentence(&sentence.text, before.as_ref());
        if let [only] = mentions.as_slice()
            && only.range.len() + 1 >= sentence.text.trim_end_matches([':', '.']).len()
        {
            // A line that is nothing but a date is the heading of what follows.
            (before, heading) = (only.date.clone().or(before), Some(only.clone()));
            continue;
        }
        if mentions.iter().all(|mention| mention.date.is_none()) {
            mentions.extend(heading.take().map(|heading| Mention { range: 0..0, ..heading }));
        } else {
            heading = None;
        }
        candidates.extend(candidate(story, sentence, &mentions));
        let promises = promises::of(&sentence.text, &mentions);
        if !promises.is_empty() && !story.who.actors(&sentence.text).is_empty() {
            promised.push((sentence.range.start, promises));
        }
        let earlier = links::of(&sentence.text, &mentions, story.who);
        if !earlier.is_empty() {
            named.push((sentence.clone(), earlier));
        }
        // "The next day" goes back to what was done, not to the day on which somebody spoke of it.
        let done =
            mentions.into_iter().filter(|mention| !kinds::is_said_there(&sentence.text, mention.range.start));
        let last = done.filter_map(|mention| mention.date).rfind(|date| date.first_year().is_some());
        before = last.or(before);
    }
    (candidates, promised, named)
}

fn candidate(story: &Story<'_>, sentence: &Sentence, mentions: &[Mention]) -> Option<Candidate> {
    let kind = kinds::of(&sentence.text)?;
    if kinds::is_opinion(&sentence.text) {
        return None;
    }
    let mut actors = story.who.actors(&sentence.text);
    let dated = date(story.published, &sentence.text, kind, mentions);
    // A date is told of something; without one a verb has to say that something happened.
    if dated.date.as_ref().is_none_or(|date| date.first_year().is_none()) && !kinds::is_told(&sentence.text) {
        return None;
    }
    if actors.is_empty() && dated.date.as_ref().is_some_and(|date| date.first_year().is_some()) {
        // "The drill will be held in October": the states that the article is about hold it.
        actors = story.who.states().to_vec();
    }
    if actors.is_empty() {
        return None;
    }
    let particular = actors.iter().filter(|id| story.who.is_particular(id)).count();
    let vague = dated.date.as_ref().is_none_or(|date| date.first_year().is_none());
    // Without a date, only what names its actors is an event to look at; the rest is background.
    if vague
        && (particular == 0 && actors.len() < 2
            || dated.mentioned && dated.date.is_none() && !dated.unresolved)
    {
        return None;
    }
    let exact = dated.date.as_ref().is_some_and(Edtf::is_exact);
    let weight =
        0.35 + if exact {
            0.2
        } else if vague {
            0.0
        } else {
            0.1
        } + 0.05 * particular.min(3) as f64
            + if actors.len() > 1 { 0.05 } else { 0.0 }
            + if sentence.paragraph <= 2 { 0.1 } else { 0.0 };
    Some(Candidate {
        sentence: sentence.clone(),
        kind,
        actors,
        date: dated.date,
        dated_by: dated.by,
        planned: dated.planned,
        weight,
        main: false,
        commitments: Vec::new(),
        earlier: Vec::new(),
    })
}

/// A date and how it was reached.
struct Dated {
    date: Option<Edtf>,
    by: Option<DatedBy>,
    planned: bool,
    /// Whether the sentence has any expression of time that could date it.
    mentioned: bool,
    /// Whether it has one that the publication date would resolve.
    unresolved: bool,
}

fn date(published: &Published, sentence: &str, kind: Kind, mentions: &[Mention]) -> Dated {
    // "The first since 2019" says how long it was, not when this happened.
    let since = |mention: &&Mention| fold(&sentence[..mention.range.start]).trim_end().ends_with("since");
    let mentions: Vec<&Mention> = mentions.iter().filter(|mention| !since(mention)).collect();
    let saying = |mention: &Mention| kinds::is_said_there(sentence, mention.range.start);
    // A day that a verb of saying takes ("police said Thursday") dates what was said, not what was done.
    let own = mentions.iter().copied().filter(|mention| !saying(mention)).max_by_key(|mention| rank(mention));
    let by_saying =
        mentions.iter().copied().filter(|mention| saying(mention)).max_by_key(|mention| rank(mention));
    let (mention, said) = match (own, by_saying) {
        (Some(own), Some(said)) if own.date.is_none() && said.date.is_some() => (Some(said), true),
        (Some(own), _) => (Some(own), false),
        (None, said) => (said, said.is_some()),
    };
    let Some(mention) = mention else {
        // Where even the publication is only bounded, "some day before it" says nothing.
        let stated = published.date.as_ref().filter(|_| published.basis != Basis::Inferred);
        let date = stated.and_then(until);
        return Dated { date, by: None, planned: false, mentioned: false, unresolved: false };
    };
    let date = mention.date.clone().filter(|date| mention.future || possible(date, published.date.as_ref()));
    let date = if said && !kinds::is_saying(kind) { date.as_ref().and_then(until) } else { date };
    let by = date.as_ref().map(|_| DatedBy {
        phrase: crate::text::clean_line(&sentence[mention.range.clone()]),
        rule: if said && !kinds::is_saying(kind) {
            "reported by then".to_owned()
        } else {
            mention.rule.to_owned()
        },
    });
    let unresolved =
        mention.date.is_none() && (published.date.is_none() || published.basis == Basis::Inferred);
    Dated { date, by, planned: mention.future, mentioned: true, unresolved }
}

/// Which of several expressions dates an event: a resolved one before others, a finer before a coarser, the first
/// before later ones.
fn rank(mention: &Mention) -> (bool, i64, std::cmp::Reverse<usize>) {
    let days = mention.date.as_ref().map_or(i64::MAX, |date| (date.latest() - date.earliest()).num_days());
    (mention.date.is_some(), -days, std::cmp::Reverse(mention.range.start))
}

/// What is told as past cannot begin after the text was published.
fn possible(date: &Edtf, published: Option<&Edtf>) -> bool {
    published.is_none_or(|published| date.earliest() <= published.latest())
}

/// Some day up to then: the last day of `end`.
fn until(end: &Edtf) -> Option<Edtf> {
    match end {
        Edtf::Date(point) => Edtf::until(&Edtf::Date(point.clone())),
        Edtf::Interval(..) => Edtf::until(&Edtf::day(end.latest()).filter(|_| end.last_year().is_some())?),
    }
}

/// One candidate an event: of two that tell of the same thing, the better dated stays, then the weightier.
fn distinct(who: &Who<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let Some(same) = kept.iter_mut().find(|have| is_same(who, have, &candidate)) else {
            kept.push(candidate);
            continue;
        };
        let better = |one: &Candidate| (one.main, precision(one.date.as_ref()), one.weight);
        if better(&candidate) > better(same) {
            *same = candidate;
        }
    }
    kept
}

fn is_same(who: &Who<'_>, a: &Candidate, b: &Candidate) -> bool {
    let shared = a.actors.iter().filter(|id| b.actors.contains(id)).count();
    // States are in every sentence; that two undated sentences name the same ones says nothing.
    let particular = a.actors.iter().any(|id| b.actors.contains(id) && who.is_particular(id));
    let smaller = a.actors.len().min(b.actors.len());
    let open = |one: &Candidate| one.date.as_ref().is_none_or(|date| date.first_year().is_none());
    let dates = match (&a.date, &b.date) {
        (Some(x), Some(y)) => x.overlaps(y),
        _ => true,
    };
    a.planned == b.planned
        && a.kind == b.kind
        && dates
        && shared * 2 > smaller
        && (particular || !open(a) && !open(b))
}

/// How much a date says: 3 a day, 2 a month or less, 1 a year or so, 0 no start or nothing.
fn precision(date: Option<&Edtf>) -> u8 {
    let Some(date) = date.filter(|date| date.first_year().is_some()) else { return 0 };
    match (date.latest() - date.earliest()).num_days() {
        0 => 3,
        1..=31 => 2,
        _ => 1,
    }
}

fn proposal(story: &Story<'_>, candidate: Candidate) -> Proposal {
    let chars = |byte: usize| story.text[..byte].chars().count();
    let start = chars(candidate.sentence.range.start);
    let doubt = if story.published.date.is_none() { 0.1 } else { 0.0 };
    let lead = if candidate.main { 0.15 } else { 0.0 };
    Proposal {
        title: title::make(
            story,
            &candidate.sentence.text,
            candidate.kind,
            &candidate.actors,
            candidate.main,
        ),
        countries: story.who.countries(&candidate.actors),
        span: (start, start + candidate.sentence.text.chars().count()),
        confidence: (candidate.weight + lead - doubt).clamp(0.05, 0.95),
        date: candidate.date,
        kind: candidate.kind,
        actors: candidate.actors,
        main: candidate.main,
        planned: candidate.planned,
        evidence: candidate.sentence.text,
        dated_by: candidate.dated_by,
        commitments: candidate.commitments,
        earlier: candidate.earlier,
    }
}
