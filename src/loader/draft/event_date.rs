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
    let reports = reporting_starts(sentence, mentions);
    let mentions = mentions.iter().filter(|mention| !only_gives_length(sentence, mention));
    // "Police said Thursday" dates the statement, not the event.
    let (reported, own): (Vec<&TemporalMention>, Vec<&TemporalMention>) =
        mentions.partition(|mention| reports.contains(&mention.range.start));
    let own = own.into_iter().max_by_key(|mention| rank_mention(mention));
    let best_report = reported.into_iter().max_by_key(|mention| rank_mention(mention));
    // "과기정통부는 27일 부속서를 맺고 올해 연구를 시작한다고 밝혔다": what is announced is of the day, not of some day of the year.
    let own = own.filter(|own| {
        !(classify::is_announcement(kind) && best_report.is_some_and(|report| is_vaguer(own, report)))
    });
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

/// Where the expressions start that date what somebody said and not what happened.
pub(super) fn reporting_starts(sentence: &str, mentions: &[TemporalMention]) -> Vec<usize> {
    let places = || mentions.iter().map(|mention| mention.range.start);
    if !has_hangul(sentence) {
        return places().filter(|&at| classify::is_reporting_date(sentence, at)).collect();
    }
    let sure: Vec<usize> = mentions
        .iter()
        .map(|mention| &mention.range)
        .filter(|range| classify::is_korean_reporting_date(sentence, range))
        .map(|range| range.start)
        .collect();
    if !sure.is_empty() {
        return sure;
    }
    // "국방부는 18일 …고 밝혔다": without another, the day behind the speaker is that of the statement, a span or a day ahead is not.
    let plain = |mention: &&TemporalMention| {
        let start = &sentence[mention.range.start..];
        !mention.future
            && mention.rule != "range of days"
            && !["지난 ", "오는 "].iter().any(|word| start.starts_with(word))
            && mention.date.as_ref().is_none_or(Edtf::is_exact)
    };
    mentions
        .iter()
        .take(1)
        .filter(plain)
        .map(|mention| mention.range.start)
        .filter(|&at| classify::is_reporting_date(sentence, at))
        .collect()
}

/// Whether an expression only tells how long something was: "the first since 2019", "2019년 이후 4년 만에".
fn only_gives_length(sentence: &str, mention: &TemporalMention) -> bool {
    let (before, after) = (&sentence[..mention.range.start], &sentence[mention.range.end..]);
    let since = ["이후", "이래"]
        .iter()
        .any(|word| after.trim_start().starts_with(word) || sentence[mention.range.clone()].ends_with(word));
    let counted = ["만에", "만의", "만이", "처음", "번째"].iter().any(|word| after.contains(word));
    fold(before).trim_end().ends_with("since") || since && counted
}

/// Whether `own` is a month or a year that contains the day of `report`.
fn is_vaguer(own: &TemporalMention, report: &TemporalMention) -> bool {
    let (Some(own), Some(day)) = (&own.date, &report.date) else { return false };
    day.is_exact() && !own.is_exact() && (own.latest() - own.earliest()).num_days() > 7 && own.overlaps(day)
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
