//! What an article is about: the candidate that headline and lead speak of. Never makes a date up: a main event told
//! without a day is given the month of publication, approximately.

use super::classify::{self, ClauseScan};
use super::types::{ArticleContext, EventCandidate};
use crate::loader::types::Sentence;
use crate::model::edtf::Certainty;
use crate::model::{DatedBy, Edtf, Kind};
use crate::text::fold;
use chrono::Datelike;
use std::collections::HashSet;

/// Kinds that one meeting is told as: the summit, what was agreed there, what was declared after it.
const MEETING_KINDS: [Kind; 6] =
    [Kind::Summit, Kind::Agreement, Kind::Dialogue, Kind::Statement, Kind::Mou, Kind::WorkingGroup];
/// Days before publication within which a dated meeting is the one an undated headline tells of.
const MAX_NEWS_AGE_DAYS: i64 = 8;
/// Sentences from the top among which the one that goes with the headline is looked for.
const MAX_LEAD_SENTENCES: usize = 12;

/// Marks one candidate as the main event, makes one of the lead if there is none, and dates it.
pub(super) fn mark_main_event(
    story: &ArticleContext<'_>,
    sentences: &[Sentence],
    candidates: &mut Vec<EventCandidate>,
) {
    let headline = Headline::from_article(story);
    let scores: Vec<f64> = candidates.iter().map(|candidate| headline.score_candidate(candidate)).collect();
    let best = (0..candidates.len())
        .filter(|&n| !candidates[n].planned || candidates[n].sentence.paragraph <= 2)
        .max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
        .filter(|&n| {
            // What the first lines date to the day is the news, whatever words the headline plays with.
            let first = candidates[n].sentence.paragraph <= 2 && has_exact_date(&candidates[n]);
            scores[n] >= if first { 0.4 } else { 0.6 }
        });
    let main = match best {
        Some(n) => n,
        None => match candidate_from_lead(story, sentences) {
            Some(candidate) => {
                candidates.push(candidate);
                candidates.len() - 1
            }
            None => return,
        },
    };
    candidates[main].main = true;
    // "Police said Tuesday" dates nothing but bounds it, and that is more than the month of publication says.
    if !is_dated(&candidates[main]) && candidates[main].dated_by.is_none() {
        date_main_event(story, candidates, main);
    }
    date_accompanying_events(candidates, main);
}

/// Kinds at which something is promised.
pub(super) fn is_meeting(kind: Kind) -> bool {
    MEETING_KINDS.contains(&kind)
}

fn is_dated(candidate: &EventCandidate) -> bool {
    candidate.date.as_ref().is_some_and(|date| date.first_year().is_some())
}

fn has_exact_date(candidate: &EventCandidate) -> bool {
    candidate.date.as_ref().is_some_and(Edtf::is_exact)
}

/// The headline of an article, by which its candidates are weighed.
struct Headline {
    words: HashSet<String>,
    kind: Option<Kind>,
    /// Paragraphs above the first of the text: the headline's own.
    title_paragraphs: usize,
}

impl Headline {
    fn from_article(story: &ArticleContext<'_>) -> Self {
        Self {
            words: significant_words(story.title.unwrap_or_default()),
            kind: story.title.and_then(classify::classify_kind),
            title_paragraphs: usize::from(story.title.is_some()),
        }
    }

    /// What speaks for a candidate: words of the headline, the lead, the kind that the headline names.
    fn score_candidate(&self, candidate: &EventCandidate) -> f64 {
        let own = significant_words(&candidate.sentence.text[candidate.clause.clone()]);
        let begins = if candidate.clause.start == 0 { 0.1 } else { 0.0 };
        let shared = self.words.intersection(&own).count() as f64 / self.words.len().max(1) as f64;
        let lead = match candidate.sentence.paragraph.saturating_sub(self.title_paragraphs) {
            0 => 0.45,
            1 => 0.3,
            2 => 0.2,
            3 | 4 => 0.1,
            _ => 0.0,
        };
        let kind = if self.kind == Some(candidate.kind) { 0.15 } else { 0.0 };
        let dated = if has_exact_date(candidate) { 0.1 } else { 0.0 };
        shared + lead + kind + dated + begins
    }
}

/// An event made of headline and lead, where no sentence by itself told of one.
fn candidate_from_lead(story: &ArticleContext<'_>, sentences: &[Sentence]) -> Option<EventCandidate> {
    let title = significant_words(story.title.unwrap_or_default());
    let speaks = |sentence: &&Sentence| significant_words(&sentence.text).intersection(&title).count() >= 2;
    let first = sentences.iter().take(MAX_LEAD_SENTENCES).find(speaks).or(sentences.first())?;
    let kind =
        story.title.and_then(classify::classify_kind).or_else(|| classify::classify_kind(&first.text))?;
    let both = format!("{} {}", story.title.unwrap_or_default(), first.text);
    let actors = story.actor_resolver.find_actors(&both);
    (!actors.is_empty() && !ClauseScan::new(&both).is_opinion()).then(|| EventCandidate {
        clause: 0..first.text.len(),
        time_ranges: Vec::new(),
        sentence: first.clone(),
        kind,
        actors,
        date: None,
        dated_by: None,
        planned: false,
        weight: 0.4,
        main: true,
        commitments: Vec::new(),
        antecedents: Vec::new(),
    })
}

/// Dates a main event that its own sentence does not: by a meeting of these days that the article does date, else
/// by the month of publication.
fn date_main_event(story: &ArticleContext<'_>, candidates: &mut [EventCandidate], main: usize) {
    let Some(published) = story.published.date.as_ref() else { return };
    let told = candidates.iter().enumerate().find(|(n, other)| {
        *n != main
            && !other.planned
            && (other.kind == candidates[main].kind
                || MEETING_KINDS.contains(&candidates[main].kind) && MEETING_KINDS.contains(&other.kind))
            && is_dated(other)
            && other.date.as_ref().is_some_and(|date| is_news(date, published))
            && other.actors.iter().any(|id| candidates[main].actors.contains(id))
    });
    if let Some((n, _)) = told {
        (candidates[main].date, candidates[main].dated_by) =
            (candidates[n].date.clone(), candidates[n].dated_by.clone());
        return;
    }
    if let Some(date) = approximate_month(published) {
        candidates[main].date = Some(date);
        candidates[main].dated_by = Some(DatedBy {
            phrase: String::new(),
            rule: "no day in the text: about the month of publication".to_owned(),
        });
    }
}

/// Whether a date is of the days before publication.
fn is_news(date: &Edtf, published: &Edtf) -> bool {
    let days = (published.latest() - date.earliest()).num_days();
    (0..=MAX_NEWS_AGE_DAYS).contains(&days) && (date.latest() - date.earliest()).num_days() <= 6
}

fn approximate_month(published: &Edtf) -> Option<Edtf> {
    let (first, last) = (published.earliest(), published.latest());
    let one =
        published.first_year().is_some() && (first.year(), first.month()) == (last.year(), last.month());
    one.then(|| Edtf::month(first.year(), first.month()))
        .flatten()
        .map(|month| month.with_certainty(Certainty::Approximate))
}

/// "X also signed …": what is told with "also", and without a day of its own, is of about the time of what the
/// paragraph before tells or, where that is not dated, of the main event. Its month is all that is said.
fn date_accompanying_events(candidates: &mut [EventCandidate], main: usize) {
    for n in 0..candidates.len() {
        let here = &candidates[n];
        let also = [" also ", "역시 ", "또 ", "또한 "].iter().any(|word| here.sentence.text.contains(word));
        let meeting = MEETING_KINDS.contains(&here.kind) || here.kind == Kind::Exercise;
        if n == main || !also || !meeting || here.planned || is_dated(here) {
            continue;
        }
        let before = candidates[..n].last().filter(|before| {
            before.sentence.paragraph + 1 >= here.sentence.paragraph && is_dated(before) && !before.planned
        });
        let date =
            before.unwrap_or(&candidates[main]).date.as_ref().filter(|date| date.first_year().is_some());
        if let Some(month) = date.and_then(approximate_month) {
            candidates[n].date = Some(month);
            candidates[n].dated_by = Some(DatedBy {
                phrase: "also".to_owned(),
                rule: "told together with what is dated before it".to_owned(),
            });
        }
    }
}

/// Takes out what only goes on about a dated meeting: "they agreed …", "both sides pledged …", of people and bodies
/// that its sentence names, without a day of its own. A signed paper is an event by itself.
pub(super) fn drop_repetitions(story: &ArticleContext<'_>, candidates: &mut Vec<EventCandidate>) {
    let dated: Vec<String> = candidates
        .iter()
        .filter(|other| {
            (MEETING_KINDS.contains(&other.kind) || other.kind == Kind::Exercise)
                && is_dated(other)
                && !other.planned
        })
        .flat_map(|other| other.actors.iter().cloned())
        .collect();
    if dated.is_empty() {
        return;
    }
    candidates.retain(|here| {
        let meeting =
            (MEETING_KINDS.contains(&here.kind) || here.kind == Kind::Exercise) && here.kind != Kind::Mou;
        let before = [" had ", "already", "earlier", "앞서", "바 있"]
            .iter()
            .any(|word| here.sentence.text.contains(word));
        let meeting = meeting && !before;
        let named = here
            .actors
            .iter()
            .filter(|id| story.actor_resolver.is_particular(id))
            .all(|id| dated.contains(id));
        here.main || !meeting || !named || is_dated(here) || here.dated_by.is_some() || here.planned
    });
}

/// The telling words of a text: folded, four letters or more (two in Hangul), without a plural's s.
fn significant_words(text: &str) -> HashSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= if word.is_ascii() { 4 } else { 2 })
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
}
