//! Infers when an undated article was published: after the dates and events that it mentions as past, and before the end of
//! the year in its copyright line. Gives an interval or nothing, never a day, and never uses the current date.

use super::landmarks;
use super::segment;
use super::temporal;
use super::types::{PublicationBasis, PublicationDate};
use crate::model::Edtf;
use crate::text::fold;

/// The length of the longest copyright line.
const MAX_COPYRIGHT_CHARS: usize = 200;

/// What a copyright line contains.
const COPYRIGHT_MARKERS: [&str; 4] = ["©", "ⓒ", "copyright", "(c) "];

/// The interval that the paragraphs of `body` and the lines of the whole `page` support. `not_after` is an update or the clock
/// of the page, with its words. `None` if they contradict each other.
pub(super) fn infer_publication_bounds(
    body: &[String],
    page: &[String],
    not_after: Option<(Edtf, String)>,
) -> Option<PublicationDate> {
    let sentences: Vec<String> = body
        .iter()
        .flat_map(|paragraph| segment::split_sentences(paragraph, 0, 0))
        .map(|sentence| sentence.text)
        .collect();
    let past = latest_past_date(&sentences);
    let bounds = landmarks::find_landmark_bounds(&sentences, &fold(&body.join(" ")));
    let firsts = bounds.iter().map(|bound| (bound.not_before.clone(), bound.evidence.clone()));
    let lower = past.into_iter().chain(firsts).max_by_key(|(date, _)| date.earliest());
    let lasts = bounds.iter().filter_map(|bound| Some((bound.not_after.clone()?, bound.evidence.clone())));
    let copyright = page.iter().filter_map(|line| parse_copyright_year(line)).max_by_key(|(year, _)| *year);
    let copyright = copyright.and_then(|(year, line)| Some((Edtf::year(year)?, line)));
    let is_update = not_after.is_some();
    let upper = lasts.chain(copyright).chain(not_after).min_by_key(|(date, _)| date.latest());
    let (date, evidence) = match (lower, upper) {
        (Some((first, words)), Some((last, line))) if first.earliest() <= last.latest() => {
            let evidence = if words == line { words } else { format!("{words}; {line}") };
            (build_interval(&first, Some(&last))?, evidence)
        }
        (Some((first, words)), None) => (build_interval(&first, None)?, words),
        (None, Some((last, line))) => (Edtf::until(&last)?, line),
        // A copyright line older than the events of the text belongs to something else.
        _ => return None,
    };
    let basis = if is_update { PublicationBasis::Updated } else { PublicationBasis::Inferred };
    Some(PublicationDate { date: Some(date), basis, evidence: Some(evidence) })
}

/// The interval from `first` to `last`, or to an open end.
fn build_interval(first: &Edtf, last: Option<&Edtf>) -> Option<Edtf> {
    let end = last.map_or_else(|| "..".to_owned(), ToString::to_string);
    if first.to_string() == end { Some(first.clone()) } else { format!("{first}/{end}").parse().ok() }
}

/// The latest date with a year in a sentence about the past, and its words. A sentence with any word about the future does not
/// count: "the report due in 2027" gives no bound.
fn latest_past_date(sentences: &[String]) -> Option<(Edtf, String)> {
    let past = sentences.iter().filter(|sentence| temporal::looks_back(sentence));
    past.flat_map(|sentence| {
        let mentions = temporal::find_mentions(sentence, None, None);
        let dated = mentions.into_iter().filter_map(move |mention| {
            let words = sentence[mention.range].to_owned();
            mention
                .date
                .filter(|date| date.first_year().is_some() && !mention.future)
                .map(|date| (date, words))
        });
        dated.collect::<Vec<_>>()
    })
    .map(|(date, words)| (start_of_date(&date), words))
    .filter_map(|(date, words)| Some((date?, words)))
    .max_by_key(|(date, _)| date.earliest())
}

/// The first day of an interval, or the date itself.
fn start_of_date(date: &Edtf) -> Option<Edtf> {
    match date {
        Edtf::Date(_) => Some(date.clone()),
        Edtf::Interval(..) => Edtf::day(date.earliest()),
    }
}

/// The latest year in a copyright line, and the line.
fn parse_copyright_year(line: &str) -> Option<(i32, String)> {
    let folded = fold(line);
    if line.chars().count() > MAX_COPYRIGHT_CHARS
        || !COPYRIGHT_MARKERS.iter().any(|sign| line.contains(sign) || folded.contains(sign))
    {
        return None;
    }
    let years = line.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let year =
        years.filter_map(|digits| digits.parse().ok()).filter(|year| (1990..2100).contains(year)).max()?;
    Some((year, line.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_what_the_text_supports_and_no_more() {
        let table = [
            ("The two signed a pact on March 14, 2024 in Busan.", "", Some("2024-03-14/..")),
            ("The two signed a pact in March 2024.", "© 2001-2024 The Example Daily", Some("2024-03/2024")),
            ("The two met.", "Copyright 2023 Example Media", Some("../2023")),
            ("The final report is due in 2027, and it was asked for in 2023.", "", None),
            ("They will meet on May 3, 2026.", "", None),
            ("The pact was signed in May 2022.", "© 2019 A theme for blogs", None),
            ("The two met on Friday.", "", None),
        ];
        for (text, footer, want) in table {
            let got = infer_publication_bounds(&[text.to_owned()], &[footer.to_owned()], None)
                .and_then(|published| published.date);
            assert_eq!(got.map(|date| date.to_string()).as_deref(), want, "{text}");
        }
    }
}
