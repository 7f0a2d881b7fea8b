//! Extracts events from the sentences of an article: type, actors, date, confidence. Sentences of opinion give none. A date
//! is never more precise than the text; a past event without one gets an open interval.

mod anniversary;
mod antecedents;
mod classify;
mod clauses;
mod commitments;
mod date_spans;
mod event_clause;
mod event_date;
mod main_event;
mod not_happened;
mod relevance;
mod title;
mod types;
mod unreported;

use super::actor_resolver::ActorResolver;
use super::header::stamps::dateline_end;
use super::segment;
use super::temporal;
use super::types::{AntecedentReference, Proposal, Sentence, TemporalMention};
use crate::model::{Commitment, Edtf, Kind};
use std::ops::Range;

use classify::ClauseScan;
use event_date::MentionStatus;
pub(super) use relevance::is_relevant;
pub(super) use types::ArticleContext;
use types::{EventCandidate, ReadSentence};
use unreported::find_unreported;

/// Most proposals per article, as a person decides on each.
const MAX_PROPOSALS: usize = 12;
/// Most candidates that are compared with one another.
const MAX_CANDIDATES: usize = 300;
/// Index of the last paragraph in which an antecedent without an event of its own belongs to the main event.
const LAST_LEAD_PARAGRAPH: usize = 4;

/// Proposes the events that an article reports, in the order of the text.
pub(super) fn propose_events(context: &ArticleContext<'_>) -> Vec<Proposal> {
    let sentences = event_sentences(context);
    let mut extracted = extract_all(context, &sentences);
    main_event::mark_main_event(context, &extracted.read, &mut extracted.candidates);
    main_event::drop_repetitions(context, &mut extracted.candidates);
    main_event::date_accompanying_events(&mut extracted.candidates);
    let mut kept = merge_duplicates(context.actor_resolver, extracted.candidates);
    assign_commitments(&mut kept, extracted.commitments);
    assign_antecedents(&mut kept, extracted.antecedents);
    kept.sort_by(|a, b| {
        (b.main, b.weight).partial_cmp(&(a.main, a.weight)).unwrap_or(std::cmp::Ordering::Equal)
    });
    kept.truncate(MAX_PROPOSALS);
    kept.sort_by_key(|candidate| candidate.sentence.range.start);
    kept.into_iter().map(|candidate| build_proposal(context, candidate)).collect()
}

/// The sentences of an article without its title, headlines of other stories, footnotes and datelines.
fn event_sentences(context: &ArticleContext<'_>) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut base = 0;
    for (n, paragraph) in context.text.split("\n\n").enumerate() {
        let is_title = n == 0 && Some(paragraph) == context.title && !is_full_sentence(paragraph);
        if !is_title && !is_headline(paragraph) {
            let skip = dateline_end(paragraph).unwrap_or(0);
            sentences.extend(segment::split_sentences(&paragraph[skip..], base + skip, n));
        }
        base += paragraph.len() + 2;
    }
    sentences
}

/// Whether a title is the first sentence of the text, because the page shows no headline.
fn is_full_sentence(title: &str) -> bool {
    const MIN_SENTENCE_WORDS: usize = 8;
    title.ends_with(['.', '”', '"'])
        && segment::ends_sentence(title)
        && title.split_whitespace().count() >= MIN_SENTENCE_WORDS
}

/// Whether a paragraph is the headline of another story or a footnote, and not a sentence, list item or date.
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

/// What the sentences of an article give.
#[derive(Default)]
struct Extraction {
    candidates: Vec<EventCandidate>,
    /// Commitments, with the byte offset of their sentence.
    commitments: Vec<(usize, Vec<Commitment>)>,
    /// Antecedents, with their sentence.
    antecedents: Vec<(Sentence, Vec<AntecedentReference>)>,
    read: Vec<ReadSentence>,
}

/// Assigns commitments to the event of their sentence if it is a meeting or agreement, else to the main event if that is
/// one. A planned event has no commitments; they belong to the event at which it was announced.
fn assign_commitments(candidates: &mut [EventCandidate], extracted: Vec<(usize, Vec<Commitment>)>) {
    for (start, commitments) in extracted {
        let own = candidates.iter().position(|one| one.sentence.range.start == start && !one.planned);
        let main = candidates.iter().position(|one| one.main && main_event::is_meeting(one.kind));
        if let Some(at) = own.filter(|&at| main_event::is_meeting(candidates[at].kind)).or(main) {
            candidates[at].commitments.extend(commitments);
        }
    }
}

/// Assigns antecedents to the event of their sentence or, if it has none and is near the top, to the main event.
fn assign_antecedents(
    candidates: &mut [EventCandidate],
    extracted: Vec<(Sentence, Vec<AntecedentReference>)>,
) {
    for (sentence, antecedents) in extracted {
        let own = candidates.iter().position(|one| one.sentence.range.start == sentence.range.start);
        let main = || candidates.iter().position(|one| one.main && sentence.paragraph <= LAST_LEAD_PARAGRAPH);
        if let Some(at) = own.or_else(main) {
            candidates[at].antecedents.extend(antecedents);
        }
    }
}

/// Extracts candidates, commitments and antecedents from the sentences, and keeps track of the dates that later sentences
/// refer to.
fn extract_all(context: &ArticleContext<'_>, sentences: &[Sentence]) -> Extraction {
    let mut extracted = Extraction::default();
    let mut last_date: Option<Edtf> = None;
    let mut heading: Option<TemporalMention> = None;
    let mut reader = temporal::TemporalReader::new(context.published.date.as_ref());
    let mut paragraph = 0;
    let mut year: Option<Edtf> = None;
    for sentence in sentences {
        if let Some(date) = parse_year_heading(&sentence.text) {
            year = Some(date);
            continue;
        }
        if sentence.paragraph != paragraph && heading.is_none() {
            reader.start_paragraph();
            // A year above a list is that of its dates, until a line without a date ends the list.
            year = year.filter(|_| {
                sentence.text.contains(|c: char| c.is_ascii_digit()) || sentence.text.contains(':')
            });
            reader.apply_heading_date(year.as_ref());
        }
        paragraph = sentence.paragraph;
        let mut mentions =
            date_spans::join_spans(&sentence.text, reader.read_sentence(&sentence.text, last_date.as_ref()));
        if let [only] = mentions.as_slice()
            && only.range.len() + 1 >= sentence.text.trim_end_matches([':', '.']).len()
        {
            // A line that is nothing but a date is the heading of what follows.
            (last_date, heading) = (only.date.clone().or(last_date), Some(only.clone()));
            reader.apply_heading_date(only.date.as_ref());
            continue;
        }
        if mentions.iter().all(|mention| mention.date.is_none()) {
            mentions.extend(heading.take().map(|heading| TemporalMention { range: 0..0, ..heading }));
        } else {
            heading = None;
        }
        extract_from_sentence(context, sentence, &mentions, &mut extracted);
        // "The next day" follows the date of an event, not the date on which it was reported.
        let reports = event_date::reporting_starts(&sentence.text, &mentions);
        let of_events = mentions.into_iter().filter(|mention| !reports.contains(&mention.range.start));
        let last = of_events.filter_map(|mention| mention.date).rfind(|date| date.first_year().is_some());
        last_date = last.or(last_date);
    }
    extracted
}

/// Extracts what one sentence reports: events, commitments and antecedents.
fn extract_from_sentence(
    context: &ArticleContext<'_>,
    sentence: &Sentence,
    mentions: &[TemporalMention],
    extracted: &mut Extraction,
) {
    let unreported = find_unreported(&sentence.text);
    let text = not_happened::blank_out(&sentence.text, &unreported.ranges);
    let reported = Sentence { text, ..sentence.clone() };
    let dated = not_happened::drop_mentions(&unreported, mentions.to_vec());
    if extracted.candidates.len() < MAX_CANDIDATES {
        let found = extract_candidates(context, &reported, &dated);
        let remembered = found.is_empty().then(|| remembered_event(context, sentence, &dated)).flatten();
        let whole = |candidate| EventCandidate { sentence: sentence.clone(), ..candidate };
        extracted.candidates.extend(found.into_iter().chain(remembered).map(whole));
    }
    let commitments = commitments::extract_commitments(&reported.text, &dated);
    if !commitments.is_empty() && !context.actor_resolver.find_actors(&sentence.text).is_empty() {
        extracted.commitments.push((sentence.range.start, commitments));
    }
    let antecedents = antecedents::extract_antecedents(&sentence.text, mentions, context.actor_resolver);
    if !antecedents.is_empty() {
        extracted.antecedents.push((sentence.clone(), antecedents));
    }
    extracted.read.push(ReadSentence { sentence: sentence.clone(), reported, mentions: dated });
}

/// The event of whose anniversary a sentence speaks, if it reports nothing else.
fn remembered_event(
    context: &ArticleContext<'_>,
    sentence: &Sentence,
    mentions: &[TemporalMention],
) -> Option<EventCandidate> {
    let found = anniversary::find_anniversary(&sentence.text)?;
    let published = context.published.date.as_ref().filter(|_| !context.published.basis.is_bound());
    let (date, dated_by) = anniversary::date_anniversary(&found, &sentence.text, mentions, published)?;
    let mut candidate = build_candidate(context, sentence, found.range, None, &[])?;
    (candidate.date, candidate.dated_by, candidate.planned) = (Some(date), Some(dated_by), false);
    Some(candidate)
}

/// Parses a line that consists of a year.
fn parse_year_heading(line: &str) -> Option<Edtf> {
    let digits = line.trim().trim_end_matches([':', '.', '년']);
    let year = digits.parse().ok().filter(|year| digits.len() == 4 && (1990..2100).contains(year));
    year.and_then(Edtf::year)
}

/// Extracts the candidates of a sentence: one, or one per clause if clauses have dates of their own.
fn extract_candidates(
    context: &ArticleContext<'_>,
    sentence: &Sentence,
    mentions: &[TemporalMention],
) -> Vec<EventCandidate> {
    let text = &sentence.text;
    let clauses = clauses::dated_clauses(text, mentions, |clause| {
        let scan = ClauseScan::new(clause);
        scan.event_kind().is_some() || scan.repeats_previous_clause()
    });
    if clauses.is_empty() {
        let candidate = build_candidate(context, sentence, 0..text.len(), None, mentions);
        return candidate.into_iter().flat_map(|one| repeat_for_coordinated(text, mentions, one)).collect();
    }
    let mut candidates = Vec::new();
    let mut previous_kind = None;
    for clause in &clauses {
        let inside = mentions.iter().filter(|mention| clause.contains(&mention.range.start));
        let inside: Vec<TemporalMention> = inside.cloned().collect();
        candidates.extend(build_candidate(context, sentence, clause.clone(), previous_kind, &inside));
        previous_kind = classify::classify_kind(&text[clause.clone()]).or(previous_kind);
    }
    candidates
}

/// A candidate, once for each date that stands beside its own under one verb: "2023년 5월 CCWG와 11월 SCM에서 합의했다".
fn repeat_for_coordinated(
    text: &str,
    mentions: &[TemporalMention],
    candidate: EventCandidate,
) -> Vec<EventCandidate> {
    let dates_it = |mention: &TemporalMention| mention.date.is_some() && mention.date == candidate.date;
    let own = mentions.iter().position(dates_it).filter(|_| candidate.dated_by.is_some());
    let Some(own) = own else { return vec![candidate] };
    let joined = |a: &TemporalMention, b: &TemporalMention| {
        let between = text.get(a.range.end..b.range.start).unwrap_or_default().trim();
        matches!(between, "and" | "and in" | "and on" | "and again in" | "and again on")
            || between.ends_with(['와', '과']) && !between.contains(['다', ','])
    };
    let first = (0..own).rev().take_while(|&n| joined(&mentions[n], &mentions[n + 1])).last().unwrap_or(own);
    let last = (own + 1..mentions.len()).take_while(|&n| joined(&mentions[n - 1], &mentions[n])).last();
    let dated = mentions[first..=last.unwrap_or(own)].iter().filter(|mention| mention.date.is_some());
    let at = |mention: &TemporalMention| EventCandidate {
        date: mention.date.clone(),
        planned: mention.future,
        ..candidate.clone()
    };
    dated.map(at).collect()
}

/// Builds the candidate of a sentence or clause (`part`, a byte range). `repeated_kind` is the type of the clause before,
/// which this one may repeat. `None` if it reports no event.
fn build_candidate(
    context: &ArticleContext<'_>,
    sentence: &Sentence,
    part: Range<usize>,
    repeated_kind: Option<Kind>,
    mentions: &[TemporalMention],
) -> Option<EventCandidate> {
    let clause = &sentence.text[part.clone()];
    let scan = ClauseScan::new(clause);
    let kind = scan.event_kind().or(repeated_kind)?;
    if scan.is_opinion() {
        return None;
    }
    let mut actors = context.actor_resolver.find_actors(clause);
    let date_as = |kind| event_date::date_event(context.published, &sentence.text, kind, mentions);
    // "Agreed on Saturday to train" is an agreement; "agreed to train in May" is the planned exercise.
    let agreed = Some(Kind::Agreement).filter(|_| scan.is_agreed(kind));
    let kind = agreed.filter(|agreed| !date_as(*agreed).planned).unwrap_or(kind);
    let dated = date_as(kind);
    let undated = dated.date.as_ref().is_none_or(|date| date.first_year().is_none());
    // "In October" in an article of unknown year counts as a date.
    let vague = undated && dated.status != MentionStatus::Unresolved;
    // Without a date, a verb must report that something happened, and not that it will.
    if vague
        && (!scan.tells_happening() || dated.status == MentionStatus::Absent && temporal::looks_ahead(clause))
    {
        return None;
    }
    let particular = actors.iter().filter(|id| context.actor_resolver.is_particular(id)).count();
    // Without an actor of our own, a sentence about another country is off topic.
    if particular == 0 && ClauseScan::new(&sentence.text).names_unrelated_country() {
        return None;
    }
    if actors.is_empty() && !vague {
        // "The drill will be held in October": the actors are the states that the article is about.
        actors = context.actor_resolver.states().to_vec();
    }
    if actors.is_empty() {
        return None;
    }
    // Without a date, only a sentence that names its actors is an event; the rest is background.
    if vague
        && (particular == 0 && actors.len() < 2
            || dated.date.is_none() && matches!(dated.status, MentionStatus::Dated | MentionStatus::Undated))
    {
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
        unreadable: dated.status == MentionStatus::Unreadable,
        commitments: Vec::new(),
        antecedents: Vec::new(),
    })
}

/// Keeps one candidate per event: the main one, then the one with the more precise date, then the one of higher weight.
fn merge_duplicates(
    actor_resolver: &ActorResolver<'_>,
    candidates: Vec<EventCandidate>,
) -> Vec<EventCandidate> {
    let mut kept: Vec<EventCandidate> = Vec::new();
    for candidate in candidates {
        let Some(same) = kept.iter_mut().find(|have| is_same_event(actor_resolver, have, &candidate)) else {
            kept.push(candidate);
            continue;
        };
        let rank = |one: &EventCandidate| (one.main, date_precision(one.date.as_ref()), one.weight);
        let (better, other) =
            if rank(&candidate) > rank(same) { (candidate, same.clone()) } else { (same.clone(), candidate) };
        // "This week" and "from Monday to Friday": the narrower date is that of the event.
        let (date, dated_by, planned) = if is_narrower(other.date.as_ref(), better.date.as_ref()) {
            (other.date, other.dated_by, other.planned || better.planned)
        } else {
            (better.date.clone(), better.dated_by.clone(), better.planned)
        };
        *same = EventCandidate { date, dated_by, planned, ..better };
    }
    kept
}

/// Whether `inner` is a span of days within `outer`, which is a week or less.
fn is_narrower(inner: Option<&Edtf>, outer: Option<&Edtf>) -> bool {
    let (Some(inner), Some(outer)) = (inner, outer) else { return false };
    let days = |date: &Edtf| (date.latest() - date.earliest()).num_days();
    days(inner) < days(outer)
        && days(outer) <= 6
        && outer.earliest() <= inner.earliest()
        && inner.latest() <= outer.latest()
}

/// Whether two candidates are the same event.
fn is_same_event(actor_resolver: &ActorResolver<'_>, a: &EventCandidate, b: &EventCandidate) -> bool {
    let shared = a.actors.iter().filter(|id| b.actors.contains(id)).count();
    // Every sentence names states, so states alone do not make two undated events the same.
    let particular = a.actors.iter().any(|id| b.actors.contains(id) && actor_resolver.is_particular(id));
    let smaller = a.actors.len().min(b.actors.len());
    let open = |one: &EventCandidate| one.date.as_ref().is_none_or(|date| date.first_year().is_none());
    let dates = match (&a.date, &b.date) {
        (Some(x), Some(y)) => x.overlaps(y),
        _ => true,
    };
    let nested =
        is_narrower(a.date.as_ref(), b.date.as_ref()) || is_narrower(b.date.as_ref(), a.date.as_ref());
    (a.planned == b.planned || nested)
        && a.kind == b.kind
        && dates
        && shared * 2 > smaller
        && (particular || !open(a) && !open(b))
}

/// Precision of a date: 3 for a day, 2 for up to a month, 1 for longer, 0 without a start.
fn date_precision(date: Option<&Edtf>) -> u8 {
    let Some(date) = date.filter(|date| date.first_year().is_some()) else { return 0 };
    match (date.latest() - date.earliest()).num_days() {
        0 => 3,
        1..=31 => 2,
        _ => 1,
    }
}

fn build_proposal(context: &ArticleContext<'_>, candidate: EventCandidate) -> Proposal {
    let chars = |byte: usize| context.text[..byte].chars().count();
    let start = chars(candidate.sentence.range.start);
    let doubt = if context.published.date.is_none() { 0.1 } else { 0.0 };
    let lead = if candidate.main { 0.15 } else { 0.0 };
    let titles = title::make_titles(context, &candidate);
    Proposal {
        title: titles.english,
        title_ko: titles.korean,
        countries: context.actor_resolver.countries(&candidate.actors),
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
