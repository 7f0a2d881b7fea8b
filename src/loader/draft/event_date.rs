//! Chooses the temporal expression that dates an event: its own date, not the date on which it was reported. The date is
//! never finer than the text.

use super::classify;
use crate::loader::temporal;
use crate::loader::types::{PublicationDate, TemporalMention};
use crate::model::{DatedBy, Edtf, Kind};
use crate::text::{clean_line, fold, has_hangul};

/// The date of an event and how it was found.
pub(super) struct EventDating {
    pub(super) date: Option<Edtf>,
    pub(super) dated_by: Option<DatedBy>,
    /// Whether the event lies in the future of the article.
    pub(super) planned: bool,
    pub(super) status: MentionStatus,
}

/// What the temporal expressions of a sentence give for the date of its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MentionStatus {
    /// There is none.
    Absent,
    Dated,
    /// A publication date would resolve it.
    Unresolved,
    /// It is a date that cannot be read, such as 04/05/19.
    Unreadable,
    /// It gives no date.
    Undated,
}

/// Dates an event with the temporal expressions of its sentence.
pub(super) fn date_event(
    published: &PublicationDate,
    sentence: &str,
    kind: Kind,
    mentions: &[TemporalMention],
) -> EventDating {
    // "The first since 2019" gives a length of time, not the date of the event.
    let since =
        |mention: &&TemporalMention| fold(&sentence[..mention.range.start]).trim_end().ends_with("since");
    let mentions: Vec<&TemporalMention> = mentions.iter().filter(|mention| !since(mention)).collect();
    let is_report = |mention: &TemporalMention| classify::is_reporting_date(sentence, mention.range.start);
    // "Police said Thursday" dates the statement, not the event.
    let own = mentions
        .iter()
        .copied()
        .filter(|mention| !is_report(mention))
        .max_by_key(|mention| rank_mention(mention));
    // "10일 … 6월에 개정했다고 소개했다": of two dates before the verb of saying, the nearer is that of the event.
    let reports: Vec<&TemporalMention> =
        mentions.iter().copied().filter(|mention| is_report(mention)).collect();
    let content = reports.last().copied().filter(|_| reports.len() > 1 && has_hangul(sentence));
    let own = own.or(content);
    let best_report = mentions
        .iter()
        .copied()
        .filter(|mention| is_report(mention))
        .max_by_key(|mention| rank_mention(mention));
    let (mention, is_report_date) = match (own, best_report) {
        (Some(own), Some(report)) if own.date.is_none() && report.date.is_some() => (Some(report), true),
        (Some(own), _) => (Some(own), false),
        (None, report) => (report, report.is_some()),
    };
    let Some(mention) = mention else {
        // If the publication itself is only bounded, "some day before it" says nothing.
        let stated = published.date.as_ref().filter(|_| !published.basis.is_bound());
        let date = stated.and_then(open_until);
        return EventDating { date, dated_by: None, planned: false, status: MentionStatus::Absent };
    };
    let date =
        mention.date.clone().filter(|date| mention.future || is_plausible(date, published.date.as_ref()));
    // The report of an event only bounds it, unless the event is the announcement itself.
    let only_bounded = is_report_date && !classify::is_announcement(kind);
    let date = if only_bounded { date.as_ref().and_then(open_until) } else { date };
    let dated_by = date.as_ref().map(|_| DatedBy {
        phrase: clean_line(&sentence[mention.range.clone()]),
        rule: if only_bounded { "reported by then".to_owned() } else { mention.rule.to_owned() },
    });
    let unknown = published.date.is_none() || published.basis.is_bound();
    let status = match &mention.date {
        Some(_) => MentionStatus::Dated,
        None if mention.rule == temporal::UNREADABLE_DATE_RULE => MentionStatus::Unreadable,
        None if unknown => MentionStatus::Unresolved,
        None => MentionStatus::Undated,
    };
    EventDating { date, dated_by, planned: mention.future, status }
}

/// Rank of an expression among those that could date an event: resolved ones first, then finer ones, then earlier ones.
fn rank_mention(mention: &TemporalMention) -> (bool, i64, bool, std::cmp::Reverse<usize>) {
    let days = mention.date.as_ref().map_or(i64::MAX, |date| (date.latest() - date.earliest()).num_days());
    let exact = mention.date.as_ref().is_some_and(Edtf::is_exact);
    (mention.date.is_some(), -days, exact, std::cmp::Reverse(mention.range.start))
}

/// Whether a past event does not begin after the publication.
fn is_plausible(date: &Edtf, published: Option<&Edtf>) -> bool {
    published.is_none_or(|published| date.earliest() <= published.latest())
}

/// The open interval that ends on the last day of `end`.
fn open_until(end: &Edtf) -> Option<Edtf> {
    match end {
        Edtf::Date(point) => Edtf::until(&Edtf::Date(point.clone())),
        Edtf::Interval(..) => Edtf::until(&Edtf::day(end.latest()).filter(|_| end.last_year().is_some())?),
    }
}
