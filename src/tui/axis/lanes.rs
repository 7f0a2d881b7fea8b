//! The lanes of the axis: one for each event type if there is room for all that occur, else one for each group of types,
//! always in the same order.

use crate::model::Kind;

/// A lane and its event types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindLane {
    /// Its name, at most 11 columns.
    pub name: &'static str,
    /// The types whose events are marked on it.
    pub kinds: &'static [Kind],
}

/// One lane for each group of types.
const GROUP_LANES: &[KindLane] = &[
    KindLane { name: "agreements", kinds: &[Kind::Agreement, Kind::Mou] },
    KindLane { name: "meetings", kinds: &[Kind::Summit, Kind::Dialogue, Kind::WorkingGroup] },
    KindLane { name: "exercises", kinds: &[Kind::Exercise] },
    KindLane { name: "statements", kinds: &[Kind::Statement, Kind::Policy, Kind::Research] },
    KindLane {
        name: "measures",
        kinds: &[Kind::Advisory, Kind::Sanction, Kind::Indictment, Kind::Attribution],
    },
    KindLane { name: "incidents", kinds: &[Kind::Incident] },
];

/// One lane for each type, in the order of the groups.
const SINGLE_KIND_LANES: [KindLane; 14] = [
    KindLane { name: "agreement", kinds: &[Kind::Agreement] },
    KindLane { name: "mou", kinds: &[Kind::Mou] },
    KindLane { name: "statement", kinds: &[Kind::Statement] },
    KindLane { name: "policy", kinds: &[Kind::Policy] },
    KindLane { name: "summit", kinds: &[Kind::Summit] },
    KindLane { name: "dialogue", kinds: &[Kind::Dialogue] },
    KindLane { name: "work group", kinds: &[Kind::WorkingGroup] },
    KindLane { name: "exercise", kinds: &[Kind::Exercise] },
    KindLane { name: "research", kinds: &[Kind::Research] },
    KindLane { name: "advisory", kinds: &[Kind::Advisory] },
    KindLane { name: "sanction", kinds: &[Kind::Sanction] },
    KindLane { name: "indictment", kinds: &[Kind::Indictment] },
    KindLane { name: "attribution", kinds: &[Kind::Attribution] },
    KindLane { name: "incident", kinds: &[Kind::Incident] },
];

/// The lanes for the types that occur, in at most `room` rows; none if even the groups need more.
pub fn choose_lanes(occurs: impl Fn(Kind) -> bool, room: usize) -> Vec<KindLane> {
    let of = |lanes: &[KindLane]| {
        let there = |lane: &&KindLane| lane.kinds.iter().any(|kind| occurs(*kind));
        lanes.iter().filter(there).copied().collect::<Vec<_>>()
    };
    let single = of(&SINGLE_KIND_LANES);
    let lanes = if single.len() <= room { single } else { of(GROUP_LANES) };
    if lanes.len() <= room { lanes } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_on_one_single_and_one_group_lane() {
        for lanes in [GROUP_LANES, &SINGLE_KIND_LANES] {
            for kind in Kind::ALL {
                let on = lanes.iter().filter(|lane| lane.kinds.contains(&kind)).count();
                assert_eq!(on, 1, "{kind}");
            }
            assert!(lanes.iter().all(|lane| lane.name.len() <= 11));
        }
    }

    #[test]
    fn types_have_their_own_lanes_if_there_is_room() {
        let some = |kind: Kind| matches!(kind, Kind::Mou | Kind::Summit | Kind::Incident);
        let names = |room| choose_lanes(some, room).iter().map(|lane| lane.name).collect::<Vec<_>>();
        assert_eq!(names(3), ["mou", "summit", "incident"]);
        assert_eq!(names(2), [""; 0]);
        let all = |room| choose_lanes(|_| true, room).len();
        assert_eq!((all(14), all(13), all(6), all(5)), (14, 6, 6, 0));
    }
}
