//! The current day in the masthead of a page. It is that of publication only if the page was kept on that day, so it counts
//! as such only if the text itself speaks of that day; else the article is not younger, and no more is known.

use crate::loader::temporal;
use crate::model::Edtf;

/// Paragraphs of the text that are compared with the clock.
const MAX_COMPARED_PARAGRAPHS: usize = 6;
/// How many days before the publication a date without a year can lie that goes with the named weekday.
const MAX_DAYS_BEFORE: i64 = 31;

/// Whether the text names the day of the clock: the same month and day, or its weekday and a day of the month before.
pub(super) fn is_corroborated(clock: &Edtf, body: &[String]) -> bool {
    let (mut same_weekday, mut shortly_before) = (false, false);
    for paragraph in body.iter().take(MAX_COMPARED_PARAGRAPHS) {
        for mention in temporal::find_mentions(paragraph, Some(clock), None) {
            let words = &paragraph[mention.range.clone()];
            let Some(date) = mention.date.filter(Edtf::is_exact) else { continue };
            let days = (clock.earliest() - date.earliest()).num_days();
            if names_month_and_day(words) {
                if days == 0 {
                    return true;
                }
                shortly_before |= (0..=MAX_DAYS_BEFORE).contains(&days);
            } else if days == 0 && !words.chars().any(|c| c.is_ascii_digit()) {
                same_weekday |= mention.rule.starts_with("weekday");
            }
        }
    }
    same_weekday && shortly_before
}

/// Whether an expression is a day of a month and not only a day or a weekday: `May 5`, `5월 17일`.
fn names_month_and_day(words: &str) -> bool {
    let digits = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let month = words.chars().any(|c| c.is_ascii_alphabetic()) || words.contains('월');
    digits >= 1 && month
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_dates_an_article_that_speaks_of_its_day() {
        let clock: Edtf = "2024-12-26".parse().unwrap();
        let table = [
            ("The ministry named ten people on Thursday, nine days after a first list of Dec. 17.", true),
            ("SEJONG, Dec. 26 (Agency) -- The ministry named ten people.", true),
            ("외교부는 12월 26일 열 명을 제재했다.", true),
            ("The ministry named ten people on Thursday.", false),
            ("The ministry named ten people on Monday, after a first list of Dec. 17.", false),
            ("The pact, signed lately, was described by the ministry.", false),
        ];
        for (text, want) in table {
            assert_eq!(is_corroborated(&clock, &[text.to_owned()]), want, "{text}");
        }
    }
}
