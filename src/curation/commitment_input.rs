//! Parses a commitment as it is typed in review: what was promised, then by when or how often. What looks like a due date
//! and is none is an error, so that a slip never becomes a part of the promise.

use crate::model::{Commitment, CommitmentNature, Edtf, Recurrence};

/// How a commitment is typed, for errors.
const EXAMPLE: &str = "hold a joint drill, due 2026-09";
/// Words after `due` that make it no date, as in `due to the threat`.
const NO_DATE_AFTER_DUE: [&str; 6] = ["to", "diligence", "process", "course", "regard", "care"];

/// The text that is typed for a commitment.
pub(super) fn commitment_text(commitment: &Commitment) -> String {
    let due = commitment.due.as_ref().map(|due| format!(", due {due}")).unwrap_or_default();
    let every = commitment.every.map(|every| format!(", every {every}")).unwrap_or_default();
    format!("{}{due}{every}", commitment.text)
}

/// Parses `text, due 2026-09` or `text, every 1y`. Everything else of the commitment stays.
pub(super) fn parse_commitment(typed: &str, kept: Option<Commitment>) -> Result<Commitment, String> {
    let old = kept.unwrap_or_default();
    let (nature, text, due, every) = if let Some((text, due)) = split_due(typed)? {
        (CommitmentNature::Deliverable, text, Some(due), None)
    } else if let Some((text, every)) = split_every(typed)? {
        (CommitmentNature::Recurring, text, None, Some(every))
    } else if old.nature == CommitmentNature::Standing {
        (CommitmentNature::Standing, typed, None, None)
    } else {
        (CommitmentNature::Deliverable, typed, None, None)
    };
    let text = text.trim_end_matches([' ', ',', '(']).trim();
    if text.is_empty() {
        return Err(format!("{typed:?} does not say what was promised; write, for example: {EXAMPLE}"));
    }
    Ok(Commitment { text: text.to_owned(), nature, due, every, ..old })
}

/// Splits the due date off.
fn split_due(typed: &str) -> Result<Option<(&str, Edtf)>, String> {
    let lower = typed.to_ascii_lowercase();
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let is_word = |at: &usize| {
        is_edge(typed[..*at].chars().next_back()) && is_edge(typed[at + "due".len()..].chars().next())
    };
    let Some(at) = lower.match_indices("due").map(|(at, _)| at).filter(is_word).last() else {
        return Ok(None);
    };
    let (text, rest) = (&typed[..at], &typed[at + "due".len()..]);
    let date = rest.trim_start_matches([':', ' ']).trim_end_matches([')', '.', ' ']);
    let date = ["by ", "in ", "on "].iter().find_map(|word| date.strip_prefix(word)).unwrap_or(date);
    match Edtf::parse_displayed(date) {
        Ok(due) => Ok(Some((text, due))),
        Err(_) if date.split(' ').next().is_some_and(|word| NO_DATE_AFTER_DUE.contains(&word)) => Ok(None),
        Err(_) if date.is_empty() => Err(format!("the due date is missing; write, for example: {EXAMPLE}")),
        Err(_) => Err(format!("{date:?} is not a date; write, for example: {EXAMPLE}")),
    }
}

/// Splits the interval off.
fn split_every(typed: &str) -> Result<Option<(&str, Recurrence)>, String> {
    let Some((text, interval)) = typed.rsplit_once(", every ") else { return Ok(None) };
    let interval = interval.trim();
    let short = match interval.split(' ').collect::<Vec<_>>().as_slice() {
        ["year"] => "1y".to_owned(),
        ["month"] => "1m".to_owned(),
        [count, "years"] => format!("{count}y"),
        [count, "months"] => format!("{count}m"),
        _ => interval.to_owned(),
    };
    match short.parse() {
        Ok(every) => Ok(Some((text, every))),
        Err(_) if interval.starts_with(|c: char| c.is_ascii_digit()) => {
            Err(format!("{interval:?} is not an interval; write, for example: meet, every 1y"))
        }
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_date_is_read_in_any_form_that_is_shown() {
        let forms = [
            "a drill, due 2026-09",
            "a drill due 2026-09",
            "a drill (due September 2026)",
            "a drill, due by Sept 2026.",
            "a drill, DUE: 2026-09",
        ];
        for typed in forms {
            let read = parse_commitment(typed, None).unwrap();
            assert_eq!((read.text.as_str(), read.due), ("a drill", "2026-09".parse().ok()), "{typed}");
        }
        for (typed, due) in
            [("x, due 2026-Q3", "2026-35"), ("x, due 2026 spring", "2026-21"), ("x, due 2026", "2026")]
        {
            assert_eq!(parse_commitment(typed, None).unwrap().due, due.parse().ok(), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_an_error_with_an_example() {
        for typed in
            ["a drill, due soon", "a drill due 2026-13", "a drill, due 2026/09", "a drill, due", ", due 2026"]
        {
            let error = parse_commitment(typed, None).unwrap_err();
            assert!(error.contains("hold a joint drill, due 2026-09"), "{typed}: {error}");
        }
        assert!(parse_commitment("meet, every 3 weeks", None).unwrap_err().contains("every 1y"));
        for text in ["pay what is due to them", "exercise due diligence", "share data, every agency included"]
        {
            let read = parse_commitment(text, None).unwrap();
            assert_eq!((read.text.as_str(), read.due, read.every), (text, None, None));
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        let rows = [
            Commitment { text: "a drill".into(), due: "2026-09".parse().ok(), ..Commitment::default() },
            Commitment {
                text: "meet".into(),
                nature: CommitmentNature::Recurring,
                every: "6m".parse().ok(),
                note: Some("a note".into()),
                ..Commitment::default()
            },
            Commitment {
                text: "share information".into(),
                nature: CommitmentNature::Standing,
                ..Commitment::default()
            },
        ];
        for row in rows {
            assert_eq!(parse_commitment(&commitment_text(&row), Some(row.clone())), Ok(row));
        }
    }
}
