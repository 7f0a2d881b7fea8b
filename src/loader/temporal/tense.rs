//! Whether a sentence looks ahead or back from an expression, by the verb nearest to it. English verbs stand before or
//! after; the Korean one stands last.

use super::time_expr::Direction;
use super::tokens::TokenLine;
use crate::loader::types::KOREAN_LINKING_VERBS;

/// How far from an expression a verb still speaks of it, in tokens.
const MAX_VERB_DISTANCE: usize = 24;

/// How far a verb stands that speaks of nothing else.
const ADJACENT_VERB_DISTANCE: usize = 2;

/// On which side of publication what token `n` names lies, as far as the verbs say.
pub(super) fn infer_direction(line: &TokenLine, n: usize) -> Direction {
    if let Some(cue) = direction_from_preposition(line, n) {
        return cue;
    }
    let reach = |tokens| (0..n).rev().take(tokens).take_while(|&at| !ends_clause(line, at));
    if reach(ADJACENT_VERB_DISTANCE).any(|at| is_past_verb(line, at) && line.word(at + 1) != "to")
        && !reach(MAX_VERB_DISTANCE).any(|at| line.word(at) == "to")
    {
        return Direction::PastByVerb;
    }
    let back = reach(MAX_VERB_DISTANCE).find_map(|at| tense_cue(line, at));
    // "On Tuesday they agreed to meet": what stands behind the day is done; "agreed to meet on Tuesday" is to come.
    let done = |at: usize| tense_cue(line, at).map(|ahead| ahead && !is_past_form(line.word(at)));
    let forth = || (n..line.tokens.len()).take(MAX_VERB_DISTANCE).find_map(done);
    match back.or_else(forth) {
        Some(true) => Direction::Future,
        Some(false) => Direction::Past,
        None => infer_korean_direction(line, n),
    }
}

/// `by Friday`, `until May` look ahead, `since Monday` looks back, unless the verb before them says otherwise.
fn direction_from_preposition(line: &TokenLine, n: usize) -> Option<Direction> {
    let before = line.word_before(n);
    match before {
        "since" | "ended" => Some(Direction::Past),
        "until" | "by" | "till" | "through" | "payable" | "effective" | "ending" => {
            let was = (0..n).rev().take(MAX_VERB_DISTANCE).find_map(|at| tense_cue(line, at)) == Some(false);
            let did =
                (0..n - 1).rev().take(4).any(|at| matches!(line.word(at), "was" | "were" | "did" | "had"));
            (!(was && did)).then_some(Direction::Future)
        }
        _ => None,
    }
}

/// What ends the reach of a verb going back: a semicolon, a bracket.
fn ends_clause(line: &TokenLine, n: usize) -> bool {
    matches!(line.symbol(n), Some(';' | '(' | ')'))
}

/// What a word says of the time of its clause: ahead, back, nothing.
fn tense_cue(line: &TokenLine, n: usize) -> Option<bool> {
    let word = line.word(n);
    // "US-led" is no verb.
    if n > 0 && line.symbol(n - 1) == Some('-') && line.is_joined(n) {
        return None;
    }
    match word {
        "" => None,
        "will" | "ll" | "would" | "shall" | "upcoming" | "forthcoming" | "scheduled" | "slated"
        | "pencilled" | "penciled" | "tomorrow" | "deadline" => Some(true),
        "plans" | "plan" | "planned" | "intends" | "aims" | "expects" | "expected" | "set" | "due"
        | "going" | "likely" | "ready" | "agreed" | "hopes" | "vowed" | "wants"
            if line.word(n + 1) == "to" =>
        {
            Some(true)
        }
        "is" | "are" if matches!(line.word(n + 1), "to" | "planned" | "due" | "expected" | "set") => {
            Some(true)
        }
        "may" | "must" | "should" | "can" if !line.is_capitalized(n) => Some(true),
        "was" | "were" | "had" | "did" => Some(false),
        _ if is_reporting_verb(word) || is_past_form(word) => Some(false),
        _ => None,
    }
}

/// Whether a verb of the sentence is in the past and no word of it looks ahead.
pub(super) fn looks_back(line: &TokenLine) -> bool {
    let words = || 0..line.tokens.len();
    let ahead = words().any(|n| {
        tense_cue(line, n) == Some(true)
            || matches!(line.word(n), "due" | "by" | "until" | "next" | "plan" | "plans" | "planned")
    });
    let korean = words()
        .any(|n| ["했", "됐", "였", "었", "았", "렸", "졌"].iter().any(|past| line.hangul(n).contains(past)));
    let back = korean || words().any(|n| tense_cue(line, n) == Some(false));
    back && !ahead && !korean_looks_ahead(line)
}

/// Whether the verb of the sentence looks ahead.
pub(super) fn looks_ahead(line: &TokenLine) -> bool {
    // The first verb is that of the sentence: "plans to publish a revised strategy".
    korean_looks_ahead(line) || (0..line.tokens.len()).find_map(|n| tense_cue(line, n)) == Some(true)
}

/// Whether Korean words of the line look ahead: its verbs, `내년`, `예정`.
fn korean_looks_ahead(line: &TokenLine) -> bool {
    matches!(infer_korean_direction(line, 0), Direction::Future)
        || line.tokens.iter().any(|token| token.text.contains("내년") || token.text.contains("예정"))
}

/// Whether the word at `n` is a verb in the past: somebody did something.
pub(super) fn is_past_verb(line: &TokenLine, n: usize) -> bool {
    tense_cue(line, n) == Some(false) && is_past_form(line.word(n))
}

/// Irregular verbs of the news in the past; the regular ones end in `ed`.
fn is_past_form(word: &str) -> bool {
    const IRREGULAR_PAST: &[&str] = &[
        "met", "held", "took", "made", "began", "came", "went", "left", "found", "gave", "got", "fell",
        "rose", "won", "lost", "shot", "struck", "stole", "broke", "saw", "spoke", "wrote", "sent",
        "brought", "built", "led", "ran", "flew", "drove", "grew", "sold", "bought", "paid", "spent",
        "sought", "became", "kept", "hit", "sank", "read", "thought", "told", "said", "chose", "swore",
        "drew", "threw", "stood",
    ];
    let adjective =
        matches!(word, "united" | "need" | "exceed" | "proceed" | "speed" | "indeed" | "hundred" | "armed");
    word.len() > 4 && word.ends_with("ed") && !adjective || IRREGULAR_PAST.contains(&word)
}

/// Verbs of saying: the day beside them is the day it was said.
fn is_reporting_verb(word: &str) -> bool {
    matches!(word, "says" | "announced" | "reported" | "stated" | "warned" | "issued" | "published")
}

/// A Korean verb comes last; what is planned says so there.
fn infer_korean_direction(line: &TokenLine, n: usize) -> Direction {
    if !line.has_hangul {
        return Direction::Unspecified;
    }
    let said = (n..line.tokens.len()).take(3).any(|n| line.hangul(n).contains("밝혔"));
    let plan =
        *line.future_token.get_or_init(|| (0..line.tokens.len()).rfind(|&n| is_korean_future(line, n)));
    let Some(plan) = plan.filter(|plan| *plan >= n && !said) else { return Direction::Past };
    // What was promised at a meeting lies ahead, the meeting does not.
    let promised = line.hangul(plan).ends_with("했다");
    let held = promised && (n..plan).any(|n| KOREAN_LINKING_VERBS.contains(&line.hangul(n)));
    if held { Direction::Past } else { Direction::Future }
}

/// Whether the Hangul at `n` looks ahead: `예정`, `열릴`, or a verb in the present tense that ends the sentence, which in
/// the news is what is to come ("열린다"); "…고 한다" only tells.
fn is_korean_future(line: &TokenLine, n: usize) -> bool {
    const FUTURE_PHRASES: [&str; 14] = [
        "예정",
        "계획이",
        "계획을",
        "계획인",
        "방침",
        "할것",
        "열릴",
        "개최될",
        "시행될",
        "나선다",
        "열린다",
        "출범한다",
        "실시한다",
        "개최한다",
    ];
    const PRESENT_ENDINGS: [&str; 8] = ["한다", "된다", "연다", "난다", "린다", "간다", "선다", "기로했다"];
    let word = line.hangul(n);
    if word.is_empty() {
        return false;
    }
    let before = line.hangul_before(n);
    let last = !(n + 1..line.tokens.len()).any(|n| !line.hangul(n).is_empty());
    let quoted = word.ends_with("고한다") || before.ends_with('고');
    FUTURE_PHRASES.iter().any(|plan| word.contains(plan))
        || last && !quoted && PRESENT_ENDINGS.iter().any(|end| word.ends_with(end))
        || last && word == "했다" && before.ends_with("기로")
}
