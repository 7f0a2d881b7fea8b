//! Whether an expression lies in the past or the future, by the tense of the nearest verb. In English it can be before or
//! after the expression, in Korean it is the last word of the sentence.

use super::time_expr::Direction;
use super::tokens::TokenLine;
use super::vocabulary::{english, korean};
use crate::loader::phrase_tables::lexicon;

/// How far a verb can be from the expression that it belongs to, in tokens.
const MAX_VERB_DISTANCE: usize = 24;

/// How many adjectives can stand before a participle that is one.
const MAX_ADJECTIVES: usize = 4;

/// How far a Korean participle can be from the first token of its date.
const MAX_KOREAN_PARTICIPLE_DISTANCE: usize = 9;

/// How far a Korean verb of putting off can be from the first token of the new day.
const MAX_KOREAN_MOVE_DISTANCE: usize = 7;

/// How far a verb of putting off can be from the new day.
const MAX_MOVE_DISTANCE: usize = 12;

/// How far a verb can be from an expression that it surely belongs to, in tokens.
const ADJACENT_VERB_DISTANCE: usize = 2;

/// What the time of a clause is, relative to publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClauseTense {
    Past,
    Future,
}

/// Whether the time that token `n` names lies before or after publication, by the verbs around it.
pub(super) fn infer_direction(line: &TokenLine, n: usize) -> Direction {
    if let Some(direction) = direction_from_preposition(line, n) {
        return direction;
    }
    let before = |tokens| (0..n).rev().take(tokens).take_while(|&at| !ends_clause(line, at));
    if before(ADJACENT_VERB_DISTANCE).any(|at| is_past_verb(line, at) && line.word(at + 1) != "to")
        && !before(MAX_VERB_DISTANCE).any(|at| line.word(at) == "to")
    {
        return Direction::PastByVerb;
    }
    // "On Tuesday they agreed to meet" is about the past; "agreed to meet on Tuesday" is about the future.
    let tense_after = |at: usize| match tense_cue(line, at) {
        Some(ClauseTense::Future) if is_past_form(line.word(at)) => Some(ClauseTense::Past),
        tense => tense,
    };
    let after = || (n..line.tokens.len()).take(MAX_VERB_DISTANCE).find_map(tense_after);
    match before(MAX_VERB_DISTANCE).find_map(|at| tense_cue(line, at)).or_else(after) {
        Some(ClauseTense::Future) => Direction::Future,
        Some(ClauseTense::Past) => Direction::Past,
        None => infer_korean_direction(line, n),
    }
}

/// The direction of a preposition before `n`: `by Friday` and `until May` are in the future, unless the verb before them is in
/// the past; `since Monday` is in the past.
fn direction_from_preposition(line: &TokenLine, n: usize) -> Option<Direction> {
    let before = line.word_before(n);
    let moved = |at: usize| english().moving_verbs.contains(line.word(at));
    match before {
        // "Was postponed until May", "moved the drill to June 10".
        "to" | "until" | "till" if (0..n).rev().take(MAX_MOVE_DISTANCE).any(moved) => Some(Direction::Future),
        "since" | "ended" => Some(Direction::Past),
        "until" | "by" | "till" | "through" | "payable" | "effective" | "ending" => {
            let tense = (0..n).rev().take(MAX_VERB_DISTANCE).find_map(|at| tense_cue(line, at));
            let auxiliary =
                (0..n - 1).rev().take(4).any(|at| matches!(line.word(at), "was" | "were" | "did" | "had"));
            (!(tense == Some(ClauseTense::Past) && auxiliary)).then_some(Direction::Future)
        }
        _ => None,
    }
}

/// Whether the token at `n` separates clauses: a semicolon or a bracket.
fn ends_clause(line: &TokenLine, n: usize) -> bool {
    matches!(line.symbol(n), Some(';' | '(' | ')'))
}

/// The tense that the word at `n` gives its clause.
fn tense_cue(line: &TokenLine, n: usize) -> Option<ClauseTense> {
    let word = line.word(n);
    // "US-led" has no verb.
    if word.is_empty() || n > 0 && line.symbol(n - 1) == Some('-') && line.is_joined(n) {
        return None;
    }
    let vocabulary = english();
    let next = line.word(n + 1);
    let future = vocabulary.future_words.contains(word)
        || next == "to" && vocabulary.future_before_to.contains(word)
        || matches!(word, "is" | "are") && vocabulary.future_after_be.contains(next)
        || matches!(word, "may" | "must" | "should" | "can") && !line.is_capitalized(n);
    if future {
        return Some(ClauseTense::Future);
    }
    if is_modifying_participle(line, n) {
        return None;
    }
    let past = matches!(word, "was" | "were" | "had" | "did")
        || vocabulary.reporting_verbs.contains(word)
        || is_past_form(word);
    past.then_some(ClauseTense::Past)
}

/// Whether a word in the form of the past tense is an adjective or part of another tense: "a combined exercise", "their first
/// planned drill", "will hold combined drills", "will be held", "as planned".
fn is_modifying_participle(line: &TokenLine, n: usize) -> bool {
    if !is_past_form(line.word(n)) {
        return false;
    }
    let adverb = usize::from(n > 1 && (line.word_before(n).ends_with("ly") || line.word_before(n) == "also"));
    if matches!(line.word_before(n - adverb), "be" | "being") {
        return true;
    }
    if line.word_before(n) == "as" {
        return english().as_participles.contains(line.word(n));
    }
    let ends_noun = |at: usize| {
        let next = line.word(at);
        next.is_empty() && line.symbol(at) != Some('-') || english().function_words.contains(next)
    };
    if !line.word(n).ends_with("ed") || ends_noun(n + 1) {
        return false;
    }
    // Adjectives may stand between the article and the participle.
    let adjective = |at: &usize| {
        let word = line.word(*at);
        english().adjectives.contains(word)
            || english().ordinals.contains_key(word)
            || line.symbol(*at) == Some('-')
            || ["al", "ic", "ive", "ous"].iter().any(|ending| word.len() > 4 && word.ends_with(ending))
    };
    let adjectives = (0..n).rev().take(MAX_ADJECTIVES).take_while(adjective).count();
    let before = line.word_before(n - adjectives);
    let modal = n.checked_sub(adjectives + 2).map_or("", |at| line.word(at));
    english().determiners.contains(before)
        || before == "s" && adjectives < n && line.is_joined(n - adjectives - 1)
        || matches!(modal, "will" | "would" | "to" | "shall" | "may" | "can" | "could" | "must")
}

/// Whether a verb of the sentence is in the past tense and no word of it is about the future.
pub(super) fn looks_back(line: &TokenLine) -> bool {
    let words = || 0..line.tokens.len();
    let future = words().any(|n| {
        tense_cue(line, n) == Some(ClauseTense::Future)
            || matches!(line.word(n), "due" | "by" | "until" | "next" | "plan" | "plans" | "planned")
    });
    let korean_past =
        words().any(|n| korean().past.iter().any(|past| line.hangul(n).contains(past.as_str())));
    let past = korean_past || words().any(|n| tense_cue(line, n) == Some(ClauseTense::Past));
    past && !future && !korean_looks_ahead(line)
}

/// Whether the first verb of the sentence is about the future.
pub(super) fn looks_ahead(line: &TokenLine) -> bool {
    // The first verb is the main verb: "plans to publish a revised strategy".
    let first = (0..line.tokens.len()).find_map(|n| tense_cue(line, n));
    korean_looks_ahead(line) || first == Some(ClauseTense::Future)
}

/// Whether Korean words of the line are about the future: its verb, `내년` or `예정`.
fn korean_looks_ahead(line: &TokenLine) -> bool {
    matches!(infer_korean_direction(line, 0), Direction::Future)
        || line.tokens.iter().any(|token| token.text.contains("내년") || token.text.contains("예정"))
}

/// Whether the word at `n` is a full verb in the past tense.
pub(super) fn is_past_verb(line: &TokenLine, n: usize) -> bool {
    tense_cue(line, n) == Some(ClauseTense::Past) && is_past_form(line.word(n))
}

/// Whether `word` is a verb in the past tense: a known irregular one, or one in -ed.
fn is_past_form(word: &str) -> bool {
    let vocabulary = english();
    word.len() > 4 && word.ends_with("ed") && !vocabulary.not_past.contains(word)
        || vocabulary.irregular_past.contains(word)
}

/// The direction of an expression at `n` by the Korean words after it: the past, unless one of them is about the future.
fn infer_korean_direction(line: &TokenLine, n: usize) -> Direction {
    if !line.has_hangul {
        return Direction::Unspecified;
    }
    if moves_to_korean_day(line, n) {
        return Direction::Future;
    }
    let reported = (n..line.tokens.len()).take(3).any(|n| line.hangul(n).contains("밝혔"));
    let future =
        *line.future_token.get_or_init(|| (0..line.tokens.len()).rfind(|&n| is_korean_future(line, n)));
    let Some(future) = future.filter(|future| *future >= n && !reported) else { return Direction::Past };
    // "7월 열린 회의에 따라 …하기로 했다": the participle right behind a date is that of its event.
    let done = |at: usize| korean().past_participles.contains(line.hangul(at));
    if (n..future).take(MAX_KOREAN_PARTICIPLE_DISTANCE).any(done) {
        return Direction::Past;
    }
    // A meeting at which something was promised is in the past, the promise is about the future.
    let promised = line.hangul(future).ends_with("했다");
    let held = promised && (n..future).any(|n| lexicon().linking_verb.contains(line.hangul(n)));
    if held { Direction::Past } else { Direction::Future }
}

/// Whether what the Korean sentence tells is put off to the day at `n`: "6월 10일로 연기했다".
fn moves_to_korean_day(line: &TokenLine, n: usize) -> bool {
    let words = || (n..line.tokens.len()).take(MAX_KOREAN_MOVE_DISTANCE).map(|at| line.hangul(at));
    let moved = |word: &str| korean().moving_verbs.iter().any(|verb| word.starts_with(verb.as_str()));
    let to =
        |word: &str| ["일로", "월로", "일까지", "주로", "달로", "해로"].iter().any(|end| word.ends_with(end));
    words().any(to) && words().any(moved)
}

/// Whether the Hangul at `n` is about the future: `예정`, `열릴`, or a verb in the present tense at the end of the sentence,
/// which newspapers use for the future ("열린다"), but not "…고 한다", which reports.
fn is_korean_future(line: &TokenLine, n: usize) -> bool {
    let word = line.hangul(n);
    if word.is_empty() {
        return false;
    }
    let before = line.hangul_before(n);
    let last = !(n + 1..line.tokens.len()).any(|n| !line.hangul(n).is_empty());
    let quoted = word.ends_with("고한다") || before.ends_with('고');
    let vocabulary = korean();
    vocabulary.future.iter().any(|future| word.contains(future.as_str()))
        || last && !quoted && vocabulary.present_endings.iter().any(|end| word.ends_with(end.as_str()))
        || last && word == "했다" && before.ends_with("기로")
}
