//! Joins dates of a sentence that are one span of days: "opened on Tuesday and runs through Thursday", "on Tuesday and
//! Wednesday", "a five-day drill from 3 July". A span is at most a month long.

use crate::loader::phrase_tables::lexicon;
use crate::loader::temporal;
use crate::loader::types::TemporalMention;
use crate::model::Edtf;
use crate::text::fold;
use chrono::TimeDelta;

/// Longest span, in days.
const MAX_SPAN_DAYS: i64 = 31;
/// Longest text between the first and the last day, in bytes.
const MAX_GAP_BYTES: usize = 30;

/// Joins the mentions of a sentence that are one span.
pub(super) fn join_spans(sentence: &str, mentions: Vec<TemporalMention>) -> Vec<TemporalMention> {
    let mut joined: Vec<TemporalMention> = Vec::new();
    for mention in mentions {
        if let Some(last) = joined.last_mut()
            && is_apposition(sentence, last, &mention)
        {
            last.date.clone_from(&mention.date);
            last.range.end = mention.range.end;
        } else if let Some(last) = joined.last_mut()
            && let Some(date) = date_span(sentence, last, &mention)
        {
            last.date = Some(date);
            last.range.end = mention.range.end;
            last.future &= mention.future;
        } else {
            joined.push(mention);
        }
    }
    if let Some((at, days)) = following_days(sentence).or_else(|| preceding_days(sentence)) {
        let exact = |mention: &&mut TemporalMention| mention.date.as_ref().is_some_and(Edtf::is_exact);
        if let Some(day) = joined.iter_mut().filter(exact).find(|mention| mention.range.start > at) {
            day.date = day.date.take().map(|date| extend_by_days(&date, days).unwrap_or(date));
        }
    }
    joined
}

/// Whether the second mention names the day that the first one describes: "on the day before, the 16th".
fn is_apposition(sentence: &str, first: &TemporalMention, last: &TemporalMention) -> bool {
    let between = sentence.get(first.range.end..last.range.start).unwrap_or_default();
    between.trim() == ","
        && first.rule == temporal::RELATIVE_DAY_RULE
        && last.date.as_ref().is_some_and(Edtf::is_exact)
}

/// The span from one exact day to the next, if the words between them make it one.
fn date_span(sentence: &str, first: &TemporalMention, last: &TemporalMention) -> Option<Edtf> {
    let (a, b) = (first.date.as_ref()?, last.date.as_ref()?);
    let days = (b.earliest() - a.latest()).num_days();
    if !a.is_exact() || !b.is_exact() || !(1..=MAX_SPAN_DAYS).contains(&days) {
        return None;
    }
    let between = fold(sentence.get(first.range.end..last.range.start)?);
    let between = between.trim();
    if between.len() > MAX_GAP_BYTES {
        return None;
    }
    let both = matches!(between, "and" | "and on" | "and again on" | "and then on") && days == 1;
    let until =
        lexicon().span.end.iter().any(|word| {
            between.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
    let head = fold(&sentence[..first.range.start]);
    let from = head.trim_end().ends_with("from") || fold(&sentence[first.range.clone()]).starts_with("from");
    let to = from && matches!(between, "to" | "through" | "until" | "till");
    (both || until || to).then(|| Edtf::between(a, b)).flatten()
}

/// Byte offset of `a five-day drill` that begins on a named day, and the number of days that follow that day.
fn following_days(sentence: &str) -> Option<(usize, i64)> {
    let folded = fold(sentence);
    let at = folded.find("-day ")?;
    let word = folded[..at].rsplit(|c: char| !c.is_alphanumeric()).next()?;
    let days = parse_day_count(word)?;
    let before = folded[..at - word.len()].trim_end();
    let before = before.strip_suffix(" a").or_else(|| before.strip_suffix(" the")).unwrap_or(before);
    lexicon().span.start.iter().any(|verb| before.ends_with(verb)).then_some((at, days - 1))
}

/// Byte offset of `days of` in "wound up two days of talks on Tuesday", and the number of days before the named one, negative.
fn preceding_days(sentence: &str) -> Option<(usize, i64)> {
    let folded = fold(sentence);
    let at = folded.find(" days of ")?;
    let (before, word) = folded[..at].rsplit_once(' ')?;
    lexicon()
        .span
        .finish
        .iter()
        .any(|verb| before.trim_end().ends_with(verb))
        .then(|| parse_day_count(word))
        .flatten()
        .map(|days| (at, 1 - days))
}

/// Parses a number of days, 2 to 14 in words or up to [`MAX_SPAN_DAYS`] in digits.
fn parse_day_count(word: &str) -> Option<i64> {
    let spelled = temporal::parse_small_number(word).map(i64::from).filter(|days| (2..=14).contains(days));
    spelled.or_else(|| word.parse().ok().filter(|days| (2..=MAX_SPAN_DAYS).contains(days)))
}

/// Extends a day by the days after it, or before it if negative.
fn extend_by_days(day: &Edtf, days: i64) -> Option<Edtf> {
    let other = Edtf::day(day.earliest().checked_add_signed(TimeDelta::try_days(days)?)?)?;
    if days < 0 { Edtf::between(&other, day) } else { Edtf::between(day, &other) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_one_span_are_joined() {
        let published = "2024-08-09".parse().unwrap();
        let table = [
            ("The group sat on Tuesday and Wednesday of this week.", vec!["2024-08-06/2024-08-07"]),
            ("The forum, which opened on Tuesday, runs through Thursday.", vec!["2024-08-06/2024-08-15"]),
            ("It opened on August 5 and ends on August 8.", vec!["2024-08-05/2024-08-08"]),
            ("They will start a five-day drill on Monday.", vec!["2024-08-12/2024-08-16"]),
            ("They held a five-day drill in May and met on Monday.", vec!["2024-05", "2024-08-05"]),
            ("They wound up two days of talks on Wednesday.", vec!["2024-08-06/2024-08-07"]),
            ("From Tuesday to Thursday of this week they trained.", vec!["2024-08-06/2024-08-08"]),
            ("They met on Monday and signed on Wednesday.", vec!["2024-08-05", "2024-08-07"]),
        ];
        for (sentence, want) in table {
            let got = join_spans(sentence, temporal::find_mentions(sentence, Some(&published), None));
            let got: Vec<String> =
                got.iter().filter_map(|mention| mention.date.as_ref().map(ToString::to_string)).collect();
            assert_eq!(got, want, "{sentence}");
        }
    }
}
