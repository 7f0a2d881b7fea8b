//! Chooses the main event of an article: the candidate that agrees best with headline and lead. A main event without a date
//! gets the month of publication, approximate; no date is made up.

use super::classify::{self, ClauseScan};
use super::event_date::{self, MentionStatus};
use super::not_happened;
use super::types::{ArticleContext, EventCandidate, ReadSentence};
use super::unreported::find_unreported;
use crate::loader::phrase_tables::phrasing_table;
use crate::model::edtf::Certainty;
use crate::model::{DatedBy, Edtf, Kind};
use crate::text::fold;
use chrono::Datelike;
use std::collections::HashSet;

/// Types of the events of one meeting: the summit, what was agreed there, what was declared after it.
const MEETING_KINDS: [Kind; 6] =
    [Kind::Summit, Kind::Agreement, Kind::Dialogue, Kind::Statement, Kind::Mou, Kind::WorkingGroup];
/// Days before publication within which a dated meeting is the one that an undated headline reports.
const MAX_NEWS_AGE_DAYS: i64 = 8;
/// Sentences at the top among which the one that agrees with the headline is searched.
const MAX_LEAD_SENTENCES: usize = 12;

/// Marks one candidate as the main event, or creates one from the lead, and dates it.
pub(super) fn mark_main_event(
    context: &ArticleContext<'_>,
    sentences: &[ReadSentence],
    candidates: &mut Vec<EventCandidate>,
) {
    let headline = Headline::from_article(context);
    let scores: Vec<f64> = candidates.iter().map(|candidate| headline.score_candidate(candidate)).collect();
    let best = (0..candidates.len())
        .filter(|&n| !candidates[n].planned || candidates[n].sentence.paragraph <= 2)
        .max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
        .filter(|&n| {
            // An event that the first lines date to the day is the news, even if the headline uses other words.
            let first = candidates[n].sentence.paragraph <= 2 && has_exact_date(&candidates[n]);
            scores[n] >= if first { 0.4 } else { 0.6 }
        });
    let main = match best {
        Some(n) => n,
        None => match candidate_from_lead(context, sentences) {
            Some(candidate) => {
                candidates.push(candidate);
                candidates.len() - 1
            }
            None => return,
        },
    };
    candidates[main].main = true;
    // "Police said Tuesday" bounds the date, which is more than the month of publication gives.
    if !is_dated(&candidates[main]) && candidates[main].dated_by.is_none() && !candidates[main].unreadable {
        date_main_event(context, candidates, main);
    }
}

/// Whether commitments are made at events of this type.
pub(super) fn is_meeting(kind: Kind) -> bool {
    MEETING_KINDS.contains(&kind)
}

fn is_dated(candidate: &EventCandidate) -> bool {
    candidate.date.as_ref().is_some_and(|date| date.first_year().is_some())
}

fn has_exact_date(candidate: &EventCandidate) -> bool {
    candidate.date.as_ref().is_some_and(Edtf::is_exact)
}

/// The headline of an article, against which candidates are scored.
struct Headline {
    words: HashSet<String>,
    kind: Option<Kind>,
    /// Number of paragraphs that the title takes in the text, 0 or 1.
    title_paragraphs: usize,
}

impl Headline {
    fn from_article(context: &ArticleContext<'_>) -> Self {
        Self {
            words: significant_words(context.title.unwrap_or_default()),
            kind: context.title.and_then(classify::classify_kind),
            title_paragraphs: usize::from(context.title.is_some()),
        }
    }

    /// Scores a candidate: words and type of the headline, place in the lead, exact date. At most about 1.8.
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

/// Creates a candidate from headline and lead, if no sentence by itself gave one.
fn candidate_from_lead(context: &ArticleContext<'_>, sentences: &[ReadSentence]) -> Option<EventCandidate> {
    let title = context.title.map(|title| not_happened::blank_out(title, &find_unreported(title).ranges));
    let title = title.unwrap_or_default();
    let words = significant_words(context.title.unwrap_or_default());
    let speaks =
        |read: &&ReadSentence| significant_words(&read.reported.text).intersection(&words).count() >= 2;
    let first = sentences.iter().take(MAX_LEAD_SENTENCES).find(speaks).or(sentences.first())?;
    let lead = &first.reported.text;
    let kind = classify::classify_kind(&title).or_else(|| classify::classify_kind(lead))?;
    // A headline of what was denied or called off, and a lead that says so, leave nothing.
    if lead.trim().is_empty() {
        return None;
    }
    let both = format!("{title} {lead}");
    let actors = context.actor_resolver.find_actors(&both);
    let dated = event_date::date_event(context.published, lead, kind, &first.mentions);
    (!actors.is_empty() && !ClauseScan::new(&both).is_opinion()).then(|| EventCandidate {
        clause: 0..lead.len(),
        time_ranges: first.mentions.iter().map(|mention| mention.range.clone()).collect(),
        sentence: first.sentence.clone(),
        kind,
        actors,
        // "Some day before publication" is no date.
        date: dated.date.filter(|_| dated.dated_by.is_some()),
        dated_by: dated.dated_by,
        planned: dated.planned,
        weight: 0.4,
        main: true,
        unreadable: dated.status == MentionStatus::Unreadable,
        commitments: Vec::new(),
        antecedents: Vec::new(),
    })
}

/// Dates a main event whose sentence has no date: with the date of a related recent event in the article, else with the
/// month of publication.
fn date_main_event(context: &ArticleContext<'_>, candidates: &mut [EventCandidate], main: usize) {
    let Some(published) = context.published.date.as_ref() else { return };
    let related = candidates.iter().enumerate().find(|(n, other)| {
        *n != main
            && !other.planned
            && (other.kind == candidates[main].kind
                || MEETING_KINDS.contains(&candidates[main].kind) && MEETING_KINDS.contains(&other.kind))
            && is_dated(other)
            && other.date.as_ref().is_some_and(|date| is_news(date, published))
            && other.actors.iter().any(|id| candidates[main].actors.contains(id))
    });
    if let Some((n, _)) = related {
        (candidates[main].date, candidates[main].dated_by) =
            (candidates[n].date.clone(), candidates[n].dated_by.clone());
        return;
    }
    if let Some(date) = approximate_month(published) {
        candidates[main].date = Some(date);
        candidates[main].dated_by = Some(DatedBy {
            phrase: String::new(),
            rule: "no date in the text: month of publication, approximate".to_owned(),
        });
    }
}

/// Whether a date lies within [`MAX_NEWS_AGE_DAYS`] before publication and is precise to a week.
fn is_news(date: &Edtf, published: &Edtf) -> bool {
    let days = (published.latest() - date.earliest()).num_days();
    (0..=MAX_NEWS_AGE_DAYS).contains(&days) && (date.latest() - date.earliest()).num_days() <= 6
}

/// The month of a date that lies within one month, as approximate.
fn approximate_month(published: &Edtf) -> Option<Edtf> {
    let (first, last) = (published.earliest(), published.latest());
    let one =
        published.first_year().is_some() && (first.year(), first.month()) == (last.year(), last.month());
    one.then(|| Edtf::month(first.year(), first.month()))
        .flatten()
        .map(|month| month.with_certainty(Certainty::Approximate))
}

/// Dates events reported with "also" and without a date of their own ("X also signed …"): with the month, approximate, of
/// the event in the paragraph before or, if that has no date, of the main event.
pub(super) fn date_accompanying_events(candidates: &mut [EventCandidate]) {
    let Some(main) = candidates.iter().position(|one| one.main) else { return };
    for n in 0..candidates.len() {
        let here = &candidates[n];
        let also = phrasing_table().also.iter().any(|word| here.sentence.text.contains(word));
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
                rule: "same month as the event reported before it".to_owned(),
            });
        }
    }
}

/// Removes candidates that only continue the report on a dated meeting ("they agreed …", "both sides pledged …"): no date
/// of their own, and only actors of dated meetings. A signed memorandum is an event of its own and stays.
pub(super) fn drop_repetitions(context: &ArticleContext<'_>, candidates: &mut Vec<EventCandidate>) {
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
        let earlier = phrasing_table().already.iter().any(|word| here.sentence.text.contains(word));
        let meeting = meeting && !earlier;
        let named = here
            .actors
            .iter()
            .filter(|id| context.actor_resolver.is_particular(id))
            .all(|id| dated.contains(id));
        here.main || !meeting || !named || is_dated(here) || here.dated_by.is_some() || here.planned
    });
}

/// The significant words of a text: folded, at least four letters (two in Hangul), without a plural s.
fn significant_words(text: &str) -> HashSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= if word.is_ascii() { 4 } else { 2 })
        .map(|word| word.strip_suffix('s').unwrap_or(word).to_owned())
        .collect()
}
