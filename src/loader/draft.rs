//! Sentences to proposed events: what kind, who, when, and how sure. Opinion and page furniture make none.
//! Never finer with a date than the words: what is told without a day stays an open interval.

mod antecedents;
mod classify;
mod clauses;
mod commitments;
mod date_spans;
mod event_date;
mod main_event;
mod relevance;
mod title;
mod types;

use super::actor_resolver::ActorResolver;
use super::header::stamps::dateline_end;
use super::segment;
use super::temporal;
use super::types::{AntecedentReference, Proposal, Sentence, TemporalMention};
use crate::model::{Commitment, Edtf, Kind};
use std::ops::Range;

use classify::ClauseScan;
pub(super) use relevance::is_relevant;
pub(super) use types::ArticleContext;
use types::EventCandidate;

/// The most proposals of one article: an analyst decides on each.
const MAX_PROPOSALS: usize = 12;
/// The most sentences that are weighed against one another; no article tells of so many events.
const MAX_CANDIDATES: usize = 300;
/// The last paragraph in which what the article is about is still what a sentence speaks of.
const LAST_LEAD_PARAGRAPH: usize = 4;

/// The events that an article tells of, in the order of the text.
pub(super) fn propose_events(story: &ArticleContext<'_>) -> Vec<Proposal> {
    let sentences = event_sentences(story);
    let (mut candidates, promised, named) = collect_candidates(story, &sentences);
    main_event::mark_main_event(story, &sentences, &mut candidates);
    main_event::drop_repetitions(story, &mut candidates);
    let mut kept = merge_duplicates(story.actor_resolver, candidates);
    assign_commitments(&mut kept, promised);
    assign_antecedents(&mut kept, named);
    kept.sort_by(|a, b| {
        (b.main, b.weight).partial_cmp(&(a.main, a.weight)).unwrap_or(std::cmp::Ordering::Equal)
    });
    kept.truncate(MAX_PROPOSALS);
    kept.sort_by_key(|candidate| candidate.sentence.range.start);
    kept.into_iter().map(|candidate| build_proposal(story, candidate)).collect()
}

/// The sentences of the paragraphs, without datelines. The title, where it is the first paragraph, is none.
fn event_sentences(story: &ArticleContext<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut base = 0;
    for (n, paragraph) in story.text.split("\n\n").enumerate() {
        let title = n == 0 && Some(paragraph) == story.title;
        if !title && !is_headline(paragraph) {
            let skip = dateline_end(paragraph).unwrap_or(0);
            sentences.extend(segment::split_sentences(&paragraph[skip..], base + skip, n));
        }
        base += paragraph.len() + 2;
    }
    sentences
}

/// Whether a paragraph is the headline of another story or a footnote: no sentence, no item of a list, no date by itself.
fn is_headline(paragraph: &str) -> bool {
    let note = paragraph.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    if note.is_some_and(|(number, _)| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())) {
        return true;
    }
    let closed = segment::ends_sentence(paragraph);
    let item = paragraph.starts_with(['-', '–', '—', '•', '·', '*', '□', 'ㅇ', '○', '▶', '■', '('])
        || paragraph.starts_with(|c: char| c.is_ascii_digit());
    let words = paragraph.split_whitespace().count();
    !closed && !item && words > 4 && words < 16 && !paragraph.contains(". ") && !paragraph.ends_with('다')
}

/// A sentence's place in the article, and what is promised there.
type SentenceCommitments = (usize, Vec<Commitment>);

/// Promises belong to the event of their own sentence, or else to what the article is about, where that is an agreement
/// or a meeting. What is planned is an event of its own, and the promise of it stays with whoever promised.
fn assign_commitments(candidates: &mut [EventCandidate], promised: Vec<SentenceCommitments>) {
    for (place, promises) in promised {
        let own = candidates.iter().position(|one| one.sentence.range.start == place && !one.planned);
        let main = candidates.iter().position(|one| one.main && main_event::is_meeting(one.kind));
        if let Some(at) = own.filter(|&at| main_event::is_meeting(candidates[at].kind)).or(main) {
            candidates[at].commitments.extend(promises);
        }
    }
}

/// A sentence, and the earlier events that it names.
type SentenceAntecedents = (Sentence, Vec<AntecedentReference>);

/// What a sentence goes back to belongs to its own event or, where it tells of none and stands near the top, to what the
/// article is about.
fn assign_antecedents(candidates: &mut [EventCandidate], named: Vec<SentenceAntecedents>) {
    for (sentence, earlier) in named {
        let own = candidates.iter().position(|one| one.sentence.range.start == sentence.range.start);
        let main = || candidates.iter().position(|one| one.main && sentence.paragraph <= LAST_LEAD_PARAGRAPH);
        if let Some(at) = own.or_else(main) {
            candidates[at].antecedents.extend(earlier);
        }
    }
}

fn collect_candidates(
    story: &ArticleContext<'_>,
    sentences: &[Sentence],
) -> (Vec<EventCandidate>, Vec<SentenceCommitments>, Vec<SentenceAntecedents>) {
    let mut promised = Vec::new();
    let mut named = Vec::new();
    let mut before: Option<Edtf> = None;
    let mut heading: Option<TemporalMention> = None;
    let mut candidates = Vec::new();
    let mut reader = temporal::TemporalReader::new(story.published.date.as_ref());
    let mut paragraph = 0;
    let mut year: Option<Edtf> = None;
    for sentence in sentences {
        if let Some(date) = parse_year_heading(&sentence.text) {
            year = Some(date);
            continue;
        }
        if sentence.paragraph != paragraph && heading.is_none() {
            reader.start_paragraph();
            // A year above a list is that of its days, until a line without a date begins another list.
            year = year.filter(|_| {
                sentence.text.contains(|c: char| c.is_ascii_digit()) || sentence.text.contains(':')
            });
            reader.apply_heading_date(year.as_ref());
        }
        paragraph = sentence.paragraph;
        let mut mentions =
            date_spans::join_spans(&sentence.text, reader.read_sentence(&sentence.text, before.as_ref()));
        if let [only] = mentions.as_slice()
            && only.range.len() + 1 >= sentence.text.trim_end_matches([':', '.']).len()
        {
            // A line that is nothing but a date is the heading of what follows.
            (before, heading) = (only.date.clone().or(before), Some(only.clone()));
            reader.apply_heading_date(only.date.as_ref());
            continue;
        }
        if mentions.iter().all(|mention| mention.date.is_none()) {
            mentions.extend(heading.take().map(|heading| TemporalMention { range: 0..0, ..heading }));
        } else {
            heading = None;
        }
        if candidates.len() < MAX_CANDIDATES {
            candidates.extend(extract_candidates(story, sentence, &mentions));
        }
        let promises = commitments::extract_commitments(&sentence.text, &mentions);
        if !promises.is_empty() && !story.actor_resolver.find_actors(&sentence.text).is_empty() {
            promised.push((sentence.range.start, promises));
        }
        let earlier = antecedents::extract_antecedents(&sentence.text, &mentions, story.actor_resolver);
        if !earlier.is_empty() {
            named.push((sentence.clone(), earlier));
        }
        // "The next day" goes back to what was done, not to the day on which somebody spoke of it.
        let done = mentions
            .into_iter()
            .filter(|mention| !classify::is_reporting_date(&sentence.text, mention.range.start));
        let last = done.filter_map(|mention| mention.date).rfind(|date| date.first_year().is_some());
        before = last.or(before);
    }
    (candidates, promised, named)
}

/// The year that a line consists of.
fn parse_year_heading(line: &str) -> Option<Edtf> {
    let digits = line.trim().trim_end_matches([':', '.', '년']);
    let year = digits.parse().ok().filter(|year| digits.len() == 4 && (1990..2100).contains(year));
    year.and_then(Edtf::year)
}

/// What a sentence tells of: one thing, or one a clause where each has its own date.
fn extract_candidates(
    story: &ArticleContext<'_>,
    sentence: &Sentence,
    mentions: &[TemporalMention],
) -> Vec<EventCandidate> {
    let text = &sentence.text;
    let clauses = clauses::dated_clauses(text, mentions, |clause| {
        let told = ClauseScan::new(clause);
        told.event_kind().is_some() || told.repeats_previous_clause()
    });
    if clauses.is_empty() {
        return build_candidate(story, sentence, 0..text.len(), None, mentions).into_iter().collect();
    }
    let mut told = Vec::new();
    let mut before = None;
    for clause in &clauses {
        let inside = mentions.iter().filter(|mention| clause.contains(&mention.range.start));
        let inside: Vec<TemporalMention> = inside.cloned().collect();
        told.extend(build_candidate(story, sentence, clause.clone(), before, &inside));
        before = classify::classify_kind(&text[clause.clone()]).or(before);
    }
    told
}

/// An event of which `part`, the sentence or a clause of it, tells; `again` is the kind of what it may repeat.
fn build_candidate(
    story: &ArticleContext<'_>,
    sentence: &Sentence,
    part: Range<usize>,
    again: Option<Kind>,
    mentions: &[TemporalMention],
) -> Option<EventCandidate> {
    let clause = &sentence.text[part.clone()];
    let told = ClauseScan::new(clause);
    let kind = told.event_kind().or(again)?;
    if told.is_opinion() {
        return None;
    }
    let mut actors = story.actor_resolver.find_actors(clause);
    let on = |kind| event_date::date_event(story.published, &sentence.text, kind, mentions);
    // What was agreed on a day is an agreement of that day; what is to be on a day is what was agreed.
    let agreed = Some(Kind::Agreement).filter(|_| told.is_agreed(kind));
    let kind = agreed.filter(|agreed| !on(*agreed).planned).unwrap_or(kind);
    let dated = on(kind);
    let undated = dated.date.as_ref().is_none_or(|date| date.first_year().is_none());
    // "In October", where the year of the article is not known, says when as well.
    let vague = undated && !dated.unresolved;
    // A date is told of something; without one a verb has to say that something happened, and not that it will.
    if vague && (!told.tells_happening() || !dated.has_mention && temporal::looks_ahead(clause)) {
        return None;
    }
    let particular = actors.iter().filter(|id| story.actor_resolver.is_particular(id)).count();
    // What other countries do, and what nobody of ours and no computer has to do with, is another story.
    if particular == 0 && ClauseScan::new(&sentence.text).names_unrelated_country() {
        return None;
    }
    if actors.is_empty() && !vague {
        // "The drill will be held in October": the states that the article is about hold it.
        actors = story.actor_resolver.states().to_vec();
    }
    if actors.is_empty() {
        return None;
    }
    // Without a date, only what names its actors is an event to look at; the rest is background.
    if vague && (particular == 0 && actors.len() < 2 || dated.has_mention && dated.date.is_none()) {
        return None;
    }
    let exact = dated.date.as_ref().is_some_and(Edtf::is_exact);
    let weight =
        0.35 + if exact {
            0.2
        } else if undated {
            0.0
        } else {
            0.1
        } + 0.05 * particular.min(3) as f64
            + if actors.len() > 1 { 0.05 } else { 0.0 }
            + if sentence.paragraph <= 2 { 0.1 } else { 0.0 };
    Some(EventCandidate {
        sentence: sentence.clone(),
        clause: part,
        time_ranges: mentions.iter().map(|mention| mention.range.clone()).collect(),
        kind,
        actors,
        date: dated.date,
        dated_by: dated.dated_by,
        planned: dated.planned,
        weight,
        main: false,
        commitments: Vec::new(),
        antecedents: Vec::new(),
    })
}

/// One candidate an event: of two that tell of the same thing, the better dated stays, then the weightier.
fn merge_duplicates(who: &ActorResolver<'_>, candidates: Vec<EventCandidate>) -> Vec<EventCandidate> {
    let mut kept: Vec<EventCandidate> = Vec::new();
    for candidate in candidates {
        let Some(same) = kept.iter_mut().find(|have| is_same_event(who, have, &candidate)) else {
            kept.push(candidate);
            continue;
        };
        let better = |one: &EventCandidate| (one.main, date_precision(one.date.as_ref()), one.weight);
        if better(&candidate) > better(same) {
            *same = candidate;
        }
    }
    kept
}

fn is_same_event(who: &ActorResolver<'_>, a: &EventCandidate, b: &EventCandidate) -> bool {
    let shared = a.actors.iter().filter(|id| b.actors.contains(id)).count();
    // States are in every sentence; that two undated sentences name the same ones says nothing.
    let particular = a.actors.iter().any(|id| b.actors.contains(id) && who.is_particular(id));
    let smaller = a.actors.len().min(b.actors.len());
    let open = |one: &EventCandidate| one.date.as_ref().is_none_or(|date| date.first_year().is_none());
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
fn date_precision(date: Option<&Edtf>) -> u8 {
    let Some(date) = date.filter(|date| date.first_year().is_some()) else { return 0 };
    match (date.latest() - date.earliest()).num_days() {
        0 => 3,
        1..=31 => 2,
        _ => 1,
    }
}

fn build_proposal(story: &ArticleContext<'_>, candidate: EventCandidate) -> Proposal {
    let chars = |byte: usize| story.text[..byte].chars().count();
    let start = chars(candidate.sentence.range.start);
    let doubt = if story.published.date.is_none() { 0.1 } else { 0.0 };
    let lead = if candidate.main { 0.15 } else { 0.0 };
    Proposal {
        title: title::make_title(story, &candidate),
        countries: story.actor_resolver.countries(&candidate.actors),
        span: (start, start + candidate.sentence.text.chars().count()),
        confidence: (100.0 * (candidate.weight + lead - doubt).clamp(0.05, 0.95)).round() / 100.0,
        date: candidate.date,
        kind: candidate.kind,
        actors: candidate.actors,
        main: candidate.main,
        planned: candidate.planned,
        evidence: candidate.sentence.text,
        dated_by: candidate.dated_by,
        commitments: candidate.commitments,
        antecedents: candidate.antecedents,
    }
}
