//! Which lanes the axis has: one a kind where there is room for all that occur, else one a group of kinds, always in the
//! same order so that the eye learns it. Never knows where on the axis an event stands.

use crate::model::Kind;

/// A lane: what it is called, and the kinds on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What it is called, at most 11 columns.
    pub name: &'static str,
    /// The kinds whose events are marked on it.
    pub kinds: &'static [Kind],
}

/// The groups: what was agreed, where people met, what they trained, what was said and laid down, what was done against the
/// attackers, and what happened.
const GROUPS: &[Lane] = &[
    Lane { name: "agreements", kinds: &[Kind::Agreement, Kind::Mou] },
    Lane { name: "meetings", kinds: &[Kind::Summit, Kind::Dialogue, Kind::WorkingGroup] },
    Lane { name: "exercises", kinds: &[Kind::Exercise] },
    Lane { name: "statements", kinds: &[Kind::Statement, Kind::Policy, Kind::Research] },
    Lane { name: "measures", kinds: &[Kind::Advisory, Kind::Sanction, Kind::Indictment, Kind::Attribution] },
    Lane { name: "incidents", kinds: &[Kind::Incident] },
];

/// Kinds one by one, in the order of the groups.
const KINDS: [Lane; 14] = [
    Lane { name: "agreement", kinds: &[Kind::Agreement] },
    Lane { name: "mou", kinds: &[Kind::Mou] },
    Lane { name: "statement", kinds: &[Kind::Statement] },
    Lane { name: "policy", kinds: &[Kind::Policy] },
    Lane { name: "summit", kinds: &[Kind::Summit] },
    Lane { name: "dialogue", kinds: &[Kind::Dialogue] },
    Lane { name: "work group", kinds: &[Kind::WorkingGroup] },
    Lane { name: "exercise", kinds: &[Kind::Exercise] },
    Lane { name: "research", kinds: &[Kind::Research] },
    Lane { name: "advisory", kinds: &[Kind::Advisory] },
    Lane { name: "sanction", kinds: &[Kind::Sanction] },
    Lane { name: "indictment", kinds: &[Kind::Indictment] },
    Lane { name: "attribution", kinds: &[Kind::Attribution] },
    Lane { name: "incident", kinds: &[Kind::Incident] },
];

/// The lanes for events of these kinds in `room` rows. Where not even the groups have room there is none.
pub fn lanes(occurs: impl Fn(Kind) -> bool, room: usize) -> Vec<Lane> {
    let of = |lanes: &[Lane]| {
        let there = |lane: &&Lane| lane.kinds.iter().any(|kind| occurs(*kind));
        lanes.iter().filter(there).copied().collect::<Vec<_>>()
    };
    let single = of(&KINDS);
    let lanes = if single.len() <= room { single } else { of(GROUPS) };
    if lanes.len() <= room { lanes } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_on_one_lane_of_each_sort() {
        for lanes in [GROUPS, &KINDS] {
            for kind in Kind::ALL {
                let on = lanes.iter().filter(|lane| lane.kinds.contains(&kind)).count();
                assert_eq!(on, 1, "{kind}");
            }
            assert!(lanes.iter().all(|lane| lane.name.len() <= 11));
        }
    }

    #[test]
    fn kinds_have_their_own_lane_where_there_is_room() {
        let some = |kind: Kind| matches!(kind, Kind::Mou | Kind::Summit | Kind::Incident);
        let names = |room| lanes(some, room).iter().map(|lane| lane.name).collect::<Vec<_>>();
        assert_eq!(names(3), ["mou", "summit", "incident"]);
        assert_eq!(names(2), [""; 0]);
        let all = |room| lanes(|_| true, room).len();
        assert_eq!((all(14), all(13), all(6), all(5)), (14, 6, 6, 0));
    }
}
