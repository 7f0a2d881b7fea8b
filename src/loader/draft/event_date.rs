//! Which expression of a sentence dates what it tells: its own, not that of the day on which somebody said it. Never
//! finer than the words.

use super::classify;
use crate::loader::types::{PublicationDate, TemporalMention};
use crate::model::{DatedBy, Edtf, Kind};
use crate::text::{fold, has_hangul};

/// A date and how it was reached.
pub(super) struct EventDating {
    pub(super) date: Option<Edtf>,
    pub(super) dated_by: Option<DatedBy>,
    pub(super) planned: bool,
    /// Whether the sentence has any expression of time that could date it.
    pub(super) has_mention: bool,
    /// Whether it has one that the publication date would resolve.
    pub(super) unresolved: bool,
}

/// Which of the expressions of a sentence dates what it tells, and how.
pub(super) fn date_event(
    published: &PublicationDate,
    sentence: &str,
    kind: Kind,
    mentions: &[TemporalMention],
) -> EventDating {
    // "The first since 2019" says how long it was, not when this happened.
    let since =
        |mention: &&TemporalMention| fold(&sentence[..mention.range.start]).trim_end().ends_with("since");
    let mentions: Vec<&TemporalMention> = mentions.iter().filter(|mention| !since(mention)).collect();
    let saying = |mention: &TemporalMention| classify::is_reporting_date(sentence, mention.range.start);
    // A day that a verb of saying takes ("police said Thursday") dates what was said, not what was done.
    let own = mentions
        .iter()
        .copied()
        .filter(|mention| !saying(mention))
        .max_by_key(|mention| rank_mention(mention));
    // "10일 … 6월에 개정했다고 소개했다": of two days before the verb of saying, the nearer is that of what is said.
    let said: Vec<&TemporalMention> = mentions.iter().copied().filter(|mention| saying(mention)).collect();
    let content = said.last().copied().filter(|_| said.len() > 1 && has_hangul(sentence));
    let own = own.or(content);
    let by_saying = mentions
        .iter()
        .copied()
        .filter(|mention| saying(mention))
        .max_by_key(|mention| rank_mention(mention));
    let (mention, said) = match (own, by_saying) {
        (Some(own), Some(said)) if own.date.is_none() && said.date.is_some() => (Some(said), true),
        (Some(own), _) => (Some(own), false),
        (None, said) => (said, said.is_some()),
    };
    let Some(mention) = mention else {
        // Where even the publication is only bounded, "some day before it" says nothing.
        let stated = published.date.as_ref().filter(|_| !published.basis.is_bound());
        let date = stated.and_then(open_until);
        return EventDating { date, dated_by: None, planned: false, has_mention: false, unresolved: false };
    };
    let date =
        mention.date.clone().filter(|date| mention.future || is_plausible(date, published.date.as_ref()));
    let date =
        if said && !classify::is_announcement(kind) { date.as_ref().and_then(open_until) } else { date };
    let by = date.as_ref().map(|_| DatedBy {
        phrase: crate::text::clean_line(&sentence[mention.range.clone()]),
        rule: if said && !classify::is_announcement(kind) {
            "reported by then".to_owned()
        } else {
            mention.rule.to_owned()
        },
    });
    let unresolved = mention.date.is_none() && (published.date.is_none() || published.basis.is_bound());
    EventDating { date, dated_by: by, planned: mention.future, has_mention: true, unresolved }
}

/// Which of several expressions dates an event: a resolved one before others, a finer before a coarser, the first
/// before later ones.
fn rank_mention(mention: &TemporalMention) -> (bool, i64, bool, std::cmp::Reverse<usize>) {
    let days = mention.date.as_ref().map_or(i64::MAX, |date| (date.latest() - date.earliest()).num_days());
    let exact = mention.date.as_ref().is_some_and(Edtf::is_exact);
    (mention.date.is_some(), -days, exact, std::cmp::Reverse(mention.range.start))
}

/// What is told as past cannot begin after the text was published.
fn is_plausible(date: &Edtf, published: Option<&Edtf>) -> bool {
    published.is_none_or(|published| date.earliest() <= published.latest())
}

/// Some day up to then: the last day of `end`.
fn open_until(end: &Edtf) -> Option<Edtf> {
    match end {
        Edtf::Date(point) => Edtf::until(&Edtf::Date(point.clone())),
        Edtf::Interval(..) => Edtf::until(&Edtf::day(end.latest()).filter(|_| end.last_year().is_some())?),
    }
}
