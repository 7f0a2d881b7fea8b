//! Incidents of the DPRK and the responses of the allies. Reads only the links between events; never infers a response
//! from dates or words.

use super::actor::Actor;
use super::elapsed_days::ElapsedDays;
use super::event::{Event, Kind, Relation};
use super::timeline::Timeline;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};

/// The side that acted in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActingSide {
    /// The DPRK.
    Dprk,
    /// The allies.
    Allies,
    /// Somebody else or an unknown attacker: an incident without an actor of the DPRK.
    Others,
}

/// The side that acted in an event, by its type and its actors; the country of an actor is that of its `[[actor]]` row.
///
/// - An incident is by the DPRK if one of its actors is of the DPRK, whoever else (the victim, the finder) is named;
///   otherwise it is by others.
/// - An attribution, advisory, sanction or indictment is by the allies, although it names actors of the DPRK.
/// - Any other event is by the DPRK if all its actors are of the DPRK, as a statement of Pyongyang alone; otherwise it is
///   by the allies.
pub fn classify_side(timeline: &Timeline, event: &Event) -> ActingSide {
    let mut are_dprk = event.actors.iter().map(|id| timeline.actor(id).is_some_and(is_dprk));
    match event.kind {
        Kind::Incident if are_dprk.any(|is_dprk| is_dprk) => ActingSide::Dprk,
        Kind::Incident => ActingSide::Others,
        kind if is_measure(kind) => ActingSide::Allies,
        _ if !event.actors.is_empty() && are_dprk.all(|is_dprk| is_dprk) => ActingSide::Dprk,
        _ => ActingSide::Allies,
    }
}

fn is_dprk(actor: &Actor) -> bool {
    actor.country.as_deref() == Some("KP")
}

/// Whether events of this type are always measures against somebody else.
const fn is_measure(kind: Kind) -> bool {
    matches!(kind, Kind::Attribution | Kind::Advisory | Kind::Sanction | Kind::Indictment)
}

/// An incident and an event that responds to it. Events are indices in the timeline's entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponsePair {
    /// The incident.
    pub incident: usize,
    /// The response.
    pub response: usize,
    /// What the response links to: the incident itself, or an earlier response to it.
    pub antecedent: usize,
    /// 1 for a direct response, 2 for a follow-on of a direct response, and so on.
    pub depth: usize,
    /// From the incident to the response.
    pub elapsed: ElapsedDays,
}

impl ResponsePair {
    /// Whether it is a direct response and not a follow-on.
    pub const fn is_direct(&self) -> bool {
        self.depth == 1
    }
}

/// Incidents and responses. Events are indices in the timeline's entries, and everything is in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseOverview {
    /// Every response, by incident. A follow-on comes right after the response that it links to; an event that responds to
    /// several incidents is listed under each.
    pub pairs: Vec<ResponsePair>,
    /// Incidents of the DPRK without a response.
    pub without_response: Vec<usize>,
    /// Measures against the DPRK (attributions, advisories, sanctions, indictments) that cite no incident.
    pub without_incident: Vec<usize>,
    /// Whether follow-ons were left out because there are more than [`MAX_FOLLOW_ON_PAIRS`].
    pub truncated: bool,
}

impl ResponseOverview {
    /// The pairs with a direct response.
    pub fn direct_pairs(&self) -> impl Iterator<Item = &ResponsePair> {
        self.pairs.iter().filter(|pair| pair.is_direct())
    }

    /// The number of incidents.
    pub fn incident_count(&self) -> usize {
        count_incidents(self.pairs.iter()) + self.without_response.len()
    }

    /// The number of incidents with a direct response.
    pub fn answered_count(&self) -> usize {
        count_incidents(self.direct_pairs())
    }
}

/// The number of incidents in these pairs, which are ordered by incident.
fn count_incidents<'a>(pairs: impl Iterator<Item = &'a ResponsePair>) -> usize {
    let mut incidents: Vec<usize> = pairs.map(|pair| pair.incident).collect();
    incidents.dedup();
    incidents.len()
}

/// The largest number of pairs of an incident and a follow-on. A store with thousands of incidents that one event responds
/// to, and thousands of follow-ons of that event, has millions of them.
pub const MAX_FOLLOW_ON_PAIRS: usize = 20_000;

/// Finds the responses to the incidents of the DPRK. A pair is listed if `is_shown` is true for the index of its incident or
/// its response, anything else if it is true for its own index.
///
/// An event is a direct response to an incident that it `responds-to`, and a follow-on if it follows up or implements a
/// response, over any number of steps; the shortest path counts. Events of the DPRK are never responses.
pub fn find_responses(timeline: &Timeline, is_shown: impl Fn(usize) -> bool) -> ResponseOverview {
    let entries = timeline.entries();
    let sides: Vec<ActingSide> = entries.iter().map(|entry| classify_side(timeline, &entry.event)).collect();
    let graph = ResponseGraph::new(timeline, &sides);
    let incidents = || (0..entries.len()).filter(|&at| sides[at] == ActingSide::Dprk);
    let is_response = graph.mark_responses(incidents());
    let mut overview = ResponseOverview::default();
    let mut room = MAX_FOLLOW_ON_PAIRS;
    for incident in incidents() {
        let steps = graph.response_steps(incident, &mut room);
        if steps.is_empty() && is_shown(incident) {
            overview.without_response.push(incident);
        }
        let date = |at: usize| entries[at].event.date.as_ref();
        overview.pairs.extend(steps.into_iter().filter(|step| is_shown(incident) || is_shown(step.to)).map(
            |step| {
                let elapsed = ElapsedDays::between(date(incident), date(step.to));
                ResponsePair {
                    incident,
                    response: step.to,
                    antecedent: step.from,
                    depth: step.depth,
                    elapsed,
                }
            },
        ));
    }
    overview.truncated = room == 0;
    let is_without_incident = |at: usize| {
        let event = &entries[at].event;
        !is_response[at] && is_measure(event.kind) && is_about_dprk(timeline, event)
    };
    overview.without_incident =
        (0..entries.len()).filter(|&at| is_shown(at) && is_without_incident(at)).collect();
    overview
}

fn is_about_dprk(timeline: &Timeline, event: &Event) -> bool {
    event.actors.iter().filter_map(|id| timeline.actor(id)).any(is_dprk)
        || event.countries.iter().any(|country| country == "KP")
}

/// One step from an incident to its responses.
#[derive(Clone, Copy)]
struct ResponseStep {
    from: usize,
    to: usize,
    depth: usize,
}

/// The links between events by index, so that the walk from every incident looks up no id.
struct ResponseGraph {
    /// For each event, the direct responses to it.
    responses: Vec<Vec<usize>>,
    /// For each event, the events of the allies that follow it up or implement it.
    follow_ons: Vec<Vec<usize>>,
}

impl ResponseGraph {
    fn new(timeline: &Timeline, sides: &[ActingSide]) -> Self {
        let count = sides.len();
        let mut graph = Self { responses: vec![Vec::new(); count], follow_ons: vec![Vec::new(); count] };
        for (at, entry) in
            timeline.entries().iter().enumerate().filter(|(at, _)| sides[*at] == ActingSide::Allies)
        {
            for link in &entry.event.links {
                let Some(earlier) = timeline.position(&link.event) else { continue };
                match link.relation {
                    Relation::RespondsTo => graph.responses[earlier].push(at),
                    Relation::FollowsUp | Relation::Implements => graph.follow_ons[earlier].push(at),
                }
            }
        }
        graph
    }

    /// For each event, whether it is a response to one of the incidents.
    fn mark_responses(&self, incidents: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut is_response = vec![false; self.follow_ons.len()];
        let mut waiting: Vec<usize> =
            incidents.flat_map(|incident| self.responses[incident].iter().copied()).collect();
        while let Some(at) = waiting.pop() {
            if !std::mem::replace(&mut is_response[at], true) {
                waiting.extend(&self.follow_ons[at]);
            }
        }
        is_response
    }

    /// The responses to `incident` by the shortest paths, in the order of display. Follow-ons are taken off `room`, the
    /// number that may still be listed.
    fn response_steps(&self, incident: usize, room: &mut usize) -> Vec<ResponseStep> {
        let first = self.responses[incident].iter().map(|&to| ResponseStep { from: incident, to, depth: 1 });
        let mut waiting: VecDeque<ResponseStep> = first.collect();
        let mut reached: Vec<ResponseStep> = Vec::new();
        let mut reached_events: HashSet<usize> = std::iter::once(incident).collect();
        while let Some(step) = waiting.pop_front() {
            if step.depth > 1 && *room == 0 {
                break;
            }
            if reached_events.insert(step.to) {
                *room -= usize::from(step.depth > 1);
                reached.push(step);
                let next = self.follow_ons[step.to].iter();
                waiting.extend(next.map(|&to| ResponseStep { from: step.to, to, depth: step.depth + 1 }));
            }
        }
        order_depth_first(incident, reached)
    }
}

/// Puts the follow-ons of each step right after it, earlier events first.
fn order_depth_first(incident: usize, steps: Vec<ResponseStep>) -> Vec<ResponseStep> {
    let mut follow_ons: HashMap<usize, Vec<ResponseStep>> = HashMap::new();
    for step in steps {
        follow_ons.entry(step.from).or_default().push(step);
    }
    let mut order = Vec::new();
    let mut waiting = Vec::new();
    let mut at = incident;
    loop {
        let mut next = follow_ons.remove(&at).unwrap_or_default();
        next.sort_by_key(|step| Reverse(step.to));
        waiting.extend(next);
        let Some(step) = waiting.pop() else { return order };
        at = step.to;
        order.push(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActorKind, Link, Origin, StoreLayer};

    fn actor(id: &str, country: &str) -> Actor {
        Actor {
            id: id.into(),
            name: id.into(),
            name_ko: None,
            kind: ActorKind::Group,
            country: Some(country.into()),
            aliases: Vec::new(),
            ambiguous: Vec::new(),
            successor: None,
        }
    }

    fn event(id: &str, date: &str, kind: Kind, actors: &[&str], links: &[(Relation, &str)]) -> Event {
        Event {
            date: date.parse().ok(),
            actors: actors.iter().map(ToString::to_string).collect(),
            links: links.iter().map(|(relation, event)| Link::new(*relation, *event)).collect(),
            ..Event::new(id, kind, id)
        }
    }

    fn timeline(events: Vec<Event>) -> Timeline {
        let actors = vec![actor("thieves", "KP"), actor("bureau", "US"), actor("bank", "KR")];
        Timeline::new([(Origin::Own, StoreLayer { events, actors, ..StoreLayer::default() })])
    }

    #[test]
    fn the_acting_side_follows_from_type_and_actors() {
        let table: [(Kind, &[&str], ActingSide); 10] = [
            (Kind::Incident, &["bank", "thieves"], ActingSide::Dprk),
            (Kind::Incident, &["bank"], ActingSide::Others),
            (Kind::Incident, &[], ActingSide::Others),
            (Kind::Attribution, &["thieves"], ActingSide::Allies),
            (Kind::Sanction, &["bureau", "thieves"], ActingSide::Allies),
            (Kind::Statement, &["thieves"], ActingSide::Dprk),
            (Kind::Statement, &["thieves", "bureau"], ActingSide::Allies),
            (Kind::Research, &["thieves", "nobody-we-know"], ActingSide::Allies),
            (Kind::Statement, &[], ActingSide::Allies),
            (Kind::Exercise, &["bureau", "bank"], ActingSide::Allies),
        ];
        for (kind, actors, want) in table {
            let event = event("e", "2022", kind, actors, &[]);
            assert_eq!(classify_side(&timeline(vec![]), &event), want, "{kind} of {actors:?}");
        }
    }

    fn story() -> Timeline {
        use Relation::{FollowsUp, Implements, RespondsTo};
        timeline(vec![
            event("theft", "2022-03-23", Kind::Incident, &["thieves", "bank"], &[]),
            event("blame", "2022-04-14", Kind::Attribution, &["thieves"], &[(RespondsTo, "theft")]),
            event(
                "listing",
                "2022-05",
                Kind::Sanction,
                &["thieves"],
                &[(RespondsTo, "theft"), (FollowsUp, "blame")],
            ),
            event("talks", "2022-06-01", Kind::Dialogue, &["bureau"], &[(FollowsUp, "blame")]),
            event("drill", "2022-07-01", Kind::Exercise, &["bureau"], &[(Implements, "talks")]),
            event("boast", "2022-07-02", Kind::Statement, &["thieves"], &[(FollowsUp, "blame")]),
            event("raid", "2022-08-01", Kind::Incident, &["thieves"], &[]),
            event("warning", "2022-09-01", Kind::Advisory, &["bureau", "thieves"], &[]),
            event("other-warning", "2022-09-02", Kind::Advisory, &["bureau"], &[]),
            event("elsewhere", "2022-09-03", Kind::Incident, &["bank"], &[]),
        ])
    }

    fn describe_pairs(timeline: &Timeline, overview: &ResponseOverview) -> Vec<String> {
        let id = |at: usize| timeline.entries()[at].event.id.as_str();
        let pair = |pair: &ResponsePair| {
            format!(
                "{} {} {} from {} {}",
                id(pair.incident),
                pair.elapsed,
                id(pair.response),
                id(pair.antecedent),
                pair.depth
            )
        };
        overview.pairs.iter().map(pair).collect()
    }

    #[test]
    fn responses_are_direct_or_follow_ons() {
        let timeline = story();
        let overview = find_responses(&timeline, |_| true);
        let want = [
            "theft +22 d blame from theft 1",
            "theft +70 d talks from blame 2",
            "theft +100 d drill from talks 3",
            // It responds to the theft itself, so the path over the attribution does not count.
            "theft +39..69 d listing from theft 1",
        ];
        assert_eq!(describe_pairs(&timeline, &overview), want);
        let ids = |places: &[usize]| {
            places.iter().map(|&at| timeline.entries()[at].event.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&overview.without_response), ["boast", "raid"]);
        assert_eq!(ids(&overview.without_incident), ["warning"]);
    }

    #[test]
    fn a_pair_is_listed_if_either_end_is_shown() {
        let timeline = story();
        let only = |id: &str| {
            let at = timeline.position(id).unwrap();
            find_responses(&timeline, |entry| entry == at)
        };
        assert_eq!(describe_pairs(&timeline, &only("theft")).len(), 4);
        assert_eq!(describe_pairs(&timeline, &only("talks")), ["theft +70 d talks from blame 2"]);
        assert!(only("talks").without_response.is_empty() && only("talks").without_incident.is_empty());
        assert_eq!(
            only("raid"),
            ResponseOverview {
                without_response: vec![timeline.position("raid").unwrap()],
                ..ResponseOverview::default()
            }
        );
    }

    #[test]
    fn circular_links_end() {
        use Relation::{FollowsUp, RespondsTo};
        let timeline = timeline(vec![
            event("theft", "2022-01", Kind::Incident, &["thieves"], &[(RespondsTo, "theft")]),
            event(
                "a",
                "2022-02",
                Kind::Attribution,
                &[],
                &[(RespondsTo, "theft"), (FollowsUp, "b"), (FollowsUp, "a")],
            ),
            event("b", "2022-03", Kind::Sanction, &[], &[(FollowsUp, "a"), (FollowsUp, "gone")]),
        ]);
        let overview = find_responses(&timeline, |_| true);
        assert_eq!(
            describe_pairs(&timeline, &overview),
            ["theft +1..58 d a from theft 1", "theft +29..89 d b from a 2"]
        );
    }

    #[test]
    fn the_number_of_follow_on_pairs_is_limited() {
        let incidents = 300;
        let mut events: Vec<Event> = (0..incidents)
            .map(|n| event(&format!("incident-{n}"), "2022-01-01", Kind::Incident, &["thieves"], &[]))
            .collect();
        let links =
            (0..incidents).map(|n| Link::new(Relation::RespondsTo, format!("incident-{n}"))).collect();
        let response = Event { links, ..event("story-0", "2022-02-01", Kind::Sanction, &["thieves"], &[]) };
        events.push(response);
        for n in 1..300 {
            let before = format!("story-{}", n - 1);
            let links = [(Relation::FollowsUp, before.as_str())];
            events.push(event(&format!("story-{n}"), "2022-03-01", Kind::Sanction, &["thieves"], &links));
        }
        let overview = find_responses(&timeline(events), |_| true);
        assert_eq!(
            (overview.pairs.len(), overview.direct_pairs().count(), overview.answered_count()),
            (MAX_FOLLOW_ON_PAIRS + incidents, incidents, incidents)
        );
        assert!(
            overview.truncated
                && overview.without_incident.is_empty()
                && overview.without_response.is_empty()
        );
    }
}
