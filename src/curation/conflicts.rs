//! Finds what an article reports differently from an event of the store. Never decides which is right.

use crate::loader::Proposal;
use crate::model::fields::EventField;
use crate::model::{Conflict, Edtf, Event};

/// The conflicts that `proposal`, from the source with the id `source`, adds to the event that it matches.
pub(super) fn find_conflicts(proposal: &Proposal, event: &Event, source: &str) -> Vec<Conflict> {
    let conflict = |field: EventField, value: String, note: Option<String>| Conflict {
        field: field.key().to_owned(),
        value,
        source: Some(source.to_owned()),
        note,
    };
    let derivation = proposal.dated_by.as_ref().map(ToString::to_string);
    let other = proposal.date.as_ref().filter(|date| differs(date, event.date.as_ref()));
    let date = other.map(|date| conflict(EventField::Date, date.to_string(), derivation.clone()));
    // A planned event that the article reports as past has happened.
    let has_happened = event.planned && !proposal.planned && proposal.date.as_ref().is_some_and(is_bounded);
    let planned = has_happened.then(|| conflict(EventField::Planned, "false".to_owned(), derivation));
    let is_new = |conflict: &Conflict| {
        let same = |have: &&Conflict| have.field == conflict.field && have.value == conflict.value;
        !event.conflicts.iter().filter(same).any(|have| have.source == conflict.source)
    };
    date.into_iter().chain(planned).filter(is_new).collect()
}

/// Whether `reported` contradicts `stored` or is more precise. A day within a stored interval does neither.
fn differs(reported: &Edtf, stored: Option<&Edtf>) -> bool {
    is_bounded(reported)
        && match stored {
            None => true,
            // An open start only says that it had happened by the end.
            Some(stored) if stored.first_year().is_none() => true,
            Some(stored @ Edtf::Interval(..)) => !stored.overlaps(reported),
            Some(stored) => !stored.is_within(reported),
        }
}

fn is_bounded(date: &Edtf) -> bool {
    date.first_year().is_some() && date.last_year().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_or_a_more_precise_date_is_a_conflict() {
        let table = [
            ("2022-08-18", "2022-08-18", false),
            ("2022-08-18", "2022-08", false),
            ("2022-08-18", "../2022-08-20", false),
            ("2022-08-18", "2022-08-17", true),
            ("2022-08", "2022-08-18", true),
            ("2022-08~", "2022-08", false),
            ("2022-10-24/2022-10-28", "2022-10-25", false),
            ("2022-10-24/2022-10-28", "2022-10-29", true),
            ("", "2022", true),
            ("2014/..", "2016", false),
            ("../2022-12", "2022-08-18~", true),
            ("../2022-12", "../2022-11", false),
        ];
        for (stored, reported, want) in table {
            let stored: Option<Edtf> = stored.parse().ok();
            assert_eq!(
                differs(&reported.parse().unwrap(), stored.as_ref()),
                want,
                "{reported} of {stored:?}"
            );
        }
    }
}
