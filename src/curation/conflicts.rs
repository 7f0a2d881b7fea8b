//! What an article says otherwise of an event that we have: a row beside the event, which stays as it is.
//! Never decides who is right.

use crate::loader::Proposal;
use crate::model::{Conflict, Edtf, Event};

/// The accounts that `proposal`, told by `source`, adds to the event it tells of.
pub(super) fn find_conflicts(proposal: &Proposal, event: &Event, source: &str) -> Vec<Conflict> {
    let account = |field: &str, value: String, note: Option<String>| Conflict {
        field: field.to_owned(),
        value,
        source: Some(source.to_owned()),
        note,
    };
    let reached = proposal.dated_by.as_ref().map(ToString::to_string);
    let other = proposal.date.as_ref().filter(|date| differs(date, event.date.as_ref()));
    let date = other.map(|date| account("date", date.to_string(), reached.clone()));
    // An announced event of which somebody now tells as past has happened.
    let told = event.planned && !proposal.planned && proposal.date.as_ref().is_some_and(is_bounded);
    let happened = told.then(|| account("planned", "false".to_owned(), reached));
    let new = |account: &Conflict| {
        let same = |have: &&Conflict| have.field == account.field && have.value == account.value;
        !event.conflicts.iter().filter(same).any(|have| have.source == account.source)
    };
    date.into_iter().chain(happened).filter(new).collect()
}

/// Whether `told` says another thing than `stored`, or a finer one. A day within a span of several is neither.
fn differs(told: &Edtf, stored: Option<&Edtf>) -> bool {
    is_bounded(told)
        && match stored {
            None => true,
            // An end alone says no more than that it had happened by then.
            Some(stored) if stored.first_year().is_none() => true,
            Some(stored @ Edtf::Interval(..)) => !stored.overlaps(told),
            Some(stored) => !stored.is_within(told),
        }
}

fn is_bounded(date: &Edtf) -> bool {
    date.first_year().is_some() && date.last_year().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_or_a_finer_date_is_an_account_a_coarser_one_is_none() {
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
        for (stored, told, want) in table {
            let stored: Option<Edtf> = stored.parse().ok();
            assert_eq!(differs(&told.parse().unwrap(), stored.as_ref()), want, "{told} of {stored:?}");
        }
    }
}
