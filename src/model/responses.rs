//! What answered what: deeds of the DPRK, and what the allies did about them. Reads the links of the events and nothing
//! else; never guesses an answer from dates or words.

use super::actor::Actor;
use super::elapsed_days::ElapsedDays;
use super::event::{Event, Kind, Relation};
use super::timeline::Timeline;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet, VecDeque};

/// Whose deed an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActingSide {
    /// The DPRK did it.
    Dprk,
    /// The allies did it.
    Allies,
    /// Somebody else did, or nobody knows who: an attack that no actor of the DPRK is named for.
    Others,
}

/// Whose deed an event is, by its kind and its actors; the country of an actor is that of the timeline's `[[actor]]`.
///
/// - An incident is the DPRK's where one of its actors is of the DPRK, whoever else (the victim, who found it) is
///   named; else it is nobody's we know.
/// - An attribution, advisory, sanction or indictment is the allies', though it names actors of the DPRK: it is about
///   them.
/// - Anything else is the DPRK's where all its actors are of the DPRK, as a statement of Pyongyang alone; else the
///   allies'.
pub fn classify_side(timeline: &Timeline, event: &Event) -> ActingSide {
    let mut theirs = event.actors.iter().map(|id| timeline.actor(id).is_some_and(is_dprk));
    match event.kind {
        Kind::Incident if theirs.any(|its| its) => ActingSide::Dprk,
        Kind::Incident => ActingSide::Others,
        kind if is_measure(kind) => ActingSide::Allies,
        _ if !event.actors.is_empty() && theirs.all(|its| its) => ActingSide::Dprk,
        _ => ActingSide::Allies,
    }
}

fn is_dprk(actor: &Actor) -> bool {
    actor.country.as_deref() == Some("KP")
}

/// Kinds that are always about somebody else's deed.
const fn is_measure(kind: Kind) -> bool {
    matches!(kind, Kind::Attribution | Kind::Advisory | Kind::Sanction | Kind::Indictment)
}

/// An event that answers a deed. Events are places in the timeline's entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponsePair {
    /// The deed.
    pub incident: usize,
    /// What answers it.
    pub response: usize,
    /// What the answer goes on from: the deed itself, or an earlier answer to it.
    pub antecedent: usize,
    /// 1 for an event that responds to the deed, 2 for one that goes on from such an answer, and so on.
    pub depth: usize,
    /// From the deed to the answer.
    pub elapsed: ElapsedDays,
}

impl ResponsePair {
    /// Whether the answer itself says that it responds to the deed.
    pub const fn is_direct(&self) -> bool {
        self.depth == 1
    }
}

/// Deeds and answers. Events are places in the timeline's entries, and everything is in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponseOverview {
    /// Every answer, by deed. Under a deed each answer that goes on from another stands behind it, before the next
    /// that does not; an event that answers several deeds stands under each.
    pub pairs: Vec<ResponsePair>,
    /// Deeds of the DPRK that nothing here answers.
    pub without_response: Vec<usize>,
    /// Measures against the DPRK (attributions, advisories, sanctions, indictments) that no deed here leads to.
    pub without_incident: Vec<usize>,
    /// Whether more goes on from answers than is told: there are more than [`MOST`] such pairs.
    pub truncated: bool,
}

impl ResponseOverview {
    /// The pairs in which the answer itself says that it responds to the deed.
    pub fn direct_pairs(&self) -> impl Iterator<Item = &ResponsePair> {
        self.pairs.iter().filter(|pair| pair.is_direct())
    }

    /// How many deeds there are.
    pub fn incident_count(&self) -> usize {
        count_incidents(self.pairs.iter()) + self.without_response.len()
    }

    /// To how many of them a direct answer is among the pairs.
    pub fn answered_count(&self) -> usize {
        count_incidents(self.direct_pairs())
    }
}

/// How many deeds these pairs have. Pairs stand by deed.
fn count_incidents<'a>(pairs: impl Iterator<Item = &'a ResponsePair>) -> usize {
    let mut deeds: Vec<usize> = pairs.map(|pair| pair.incident).collect();
    deeds.dedup();
    deeds.len()
}

/// The most pairs of a deed and what goes on from an answer to it. A store of thousands of deeds that one event answers,
/// with a story of thousands of events behind it, has millions of them.
pub const MAX_FOLLOW_ON_PAIRS: usize = 20_000;

/// What answered what. `shown` says of each entry whether it is asked for: a pair is given where its deed or its answer
/// is, what stands alone where it is itself.
///
/// An event answers a deed directly where it `responds-to` it, and indirectly where it follows up or implements such
/// an answer, over any number of steps; the shortest way counts. What the DPRK itself does next is no answer.
pub fn find_responses(timeline: &Timeline, shown: impl Fn(usize) -> bool) -> ResponseOverview {
    let entries = timeline.entries();
    let sides: Vec<ActingSide> = entries.iter().map(|entry| classify_side(timeline, &entry.event)).collect();
    let web = ResponseGraph::new(timeline, &sides);
    let deeds = || (0..entries.len()).filter(|&at| sides[at] == ActingSide::Dprk);
    let answers = web.mark_responses(deeds());
    let mut found = ResponseOverview::default();
    let mut room = MAX_FOLLOW_ON_PAIRS;
    for deed in deeds() {
        let steps = web.response_steps(deed, &mut room);
        if steps.is_empty() && shown(deed) {
            found.without_response.push(deed);
        }
        let date = |at: usize| entries[at].event.date.as_ref();
        found.pairs.extend(steps.into_iter().filter(|step| shown(deed) || shown(step.to)).map(|step| {
            let days = ElapsedDays::between(date(deed), date(step.to));
            ResponsePair {
                incident: deed,
                response: step.to,
                antecedent: step.from,
                depth: step.depth,
                elapsed: days,
            }
        }));
    }
    found.truncated = room == 0;
    let is_unprompted = |at: usize| {
        let event = &entries[at].event;
        !answers[at] && is_measure(event.kind) && is_about_dprk(timeline, event)
    };
    found.without_incident = (0..entries.len()).filter(|&at| shown(at) && is_unprompted(at)).collect();
    found
}

fn is_about_dprk(timeline: &Timeline, event: &Event) -> bool {
    event.actors.iter().filter_map(|id| timeline.actor(id)).any(is_dprk)
        || event.countries.iter().any(|country| country == "KP")
}

/// One step on the way from a deed to its answers.
#[derive(Clone, Copy)]
struct ResponseStep {
    from: usize,
    to: usize,
    depth: usize,
}

/// Who goes on from whom, by places, so that the walk from every deed looks no name up.
struct ResponseGraph {
    /// For each event, the allies' events that respond to it.
    responses: Vec<Vec<usize>>,
    /// For each event, the allies' events that follow it up or implement it.
    follow_ons: Vec<Vec<usize>>,
}

impl ResponseGraph {
    fn new(timeline: &Timeline, sides: &[ActingSide]) -> Self {
        let count = sides.len();
        let mut web = Self { responses: vec![Vec::new(); count], follow_ons: vec![Vec::new(); count] };
        for (at, entry) in
            timeline.entries().iter().enumerate().filter(|(at, _)| sides[*at] == ActingSide::Allies)
        {
            for link in &entry.event.links {
                let Some(earlier) = timeline.position(&link.event) else { continue };
                match link.relation {
                    Relation::RespondsTo => web.responses[earlier].push(at),
                    Relation::FollowsUp | Relation::Implements => web.follow_ons[earlier].push(at),
                }
            }
        }
        web
    }

    /// Of each event, whether it answers a deed or goes on from what does.
    fn mark_responses(&self, deeds: impl Iterator<Item = usize>) -> Vec<bool> {
        let mut answers = vec![false; self.follow_ons.len()];
        let mut waiting: Vec<usize> = deeds.flat_map(|deed| self.responses[deed].iter().copied()).collect();
        while let Some(at) = waiting.pop() {
            if !std::mem::replace(&mut answers[at], true) {
                waiting.extend(&self.follow_ons[at]);
            }
        }
        answers
    }

    /// The answers to `deed`, each by the shortest way, then put in the order in which they are told. Of those that go on
    /// from another there are at most `room`, which they use up.
    fn response_steps(&self, deed: usize, room: &mut usize) -> Vec<ResponseStep> {
        let first = self.responses[deed].iter().map(|&to| ResponseStep { from: deed, to, depth: 1 });
        let mut waiting: VecDeque<ResponseStep> = first.collect();
        let mut reached: Vec<ResponseStep> = Vec::new();
        let mut seen: HashSet<usize> = std::iter::once(deed).collect();
        while let Some(step) = waiting.pop_front() {
            if step.depth > 1 && *room == 0 {
                break;
            }
            if seen.insert(step.to) {
                *room -= usize::from(step.depth > 1);
                reached.push(step);
                let next = self.follow_ons[step.to].iter();
                waiting.extend(next.map(|&to| ResponseStep { from: step.to, to, depth: step.depth + 1 }));
            }
        }
        order_depth_first(deed, reached)
    }
}

/// Puts what goes on from a step right behind it, earlier events first.
fn order_depth_first(deed: usize, steps: Vec<ResponseStep>) -> Vec<ResponseStep> {
    let mut behind: HashMap<usize, Vec<ResponseStep>> = HashMap::new();
    for step in steps {
        behind.entry(step.from).or_default().push(step);
    }
    let mut order = Vec::new();
    let mut waiting = Vec::new();
    let mut at = deed;
    loop {
        let mut next = behind.remove(&at).unwrap_or_default();
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
    fn whose_deed_an_event_is_follows_from_kind_and_actors() {
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

    fn told_as(timeline: &Timeline, found: &ResponseOverview) -> Vec<String> {
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
        found.pairs.iter().map(pair).collect()
    }

    #[test]
    fn answers_are_direct_or_go_on_from_one() {
        let timeline = story();
        let found = find_responses(&timeline, |_| true);
        let want = [
            "theft +22 d blame from theft 1",
            "theft +70 d talks from blame 2",
            "theft +100 d drill from talks 3",
            // It responds to the theft itself, so the way over the attribution does not count.
            "theft +39..69 d listing from theft 1",
        ];
        assert_eq!(told_as(&timeline, &found), want);
        let ids = |places: &[usize]| {
            places.iter().map(|&at| timeline.entries()[at].event.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&found.without_response), ["boast", "raid"]);
        assert_eq!(ids(&found.without_incident), ["warning"]);
    }

    #[test]
    fn either_end_brings_its_pair() {
        let timeline = story();
        let only = |id: &str| {
            let at = timeline.position(id).unwrap();
            find_responses(&timeline, |entry| entry == at)
        };
        assert_eq!(told_as(&timeline, &only("theft")).len(), 4);
        assert_eq!(told_as(&timeline, &only("talks")), ["theft +70 d talks from blame 2"]);
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
    fn a_circle_of_links_ends() {
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
        let found = find_responses(&timeline, |_| true);
        assert_eq!(
            told_as(&timeline, &found),
            ["theft +1..58 d a from theft 1", "theft +29..89 d b from a 2"]
        );
    }

    #[test]
    fn thousands_of_deeds_with_one_long_story_behind_them_have_an_end() {
        let deeds = 300;
        let mut events: Vec<Event> = (0..deeds)
            .map(|n| event(&format!("deed-{n}"), "2022-01-01", Kind::Incident, &["thieves"], &[]))
            .collect();
        let links = (0..deeds).map(|n| Link::new(Relation::RespondsTo, format!("deed-{n}"))).collect();
        let answer = Event { links, ..event("story-0", "2022-02-01", Kind::Sanction, &["thieves"], &[]) };
        events.push(answer);
        for n in 1..300 {
            let before = format!("story-{}", n - 1);
            let links = [(Relation::FollowsUp, before.as_str())];
            events.push(event(&format!("story-{n}"), "2022-03-01", Kind::Sanction, &["thieves"], &links));
        }
        let found = find_responses(&timeline(events), |_| true);
        assert_eq!(
            (found.pairs.len(), found.direct_pairs().count(), found.answered_count()),
            (MAX_FOLLOW_ON_PAIRS + deeds, deeds, deeds)
        );
        assert!(found.truncated && found.without_incident.is_empty() && found.without_response.is_empty());
    }
}
