//! Whether a sentence looks ahead or back from an expression, by the verb nearest to it. English verbs stand before or
//! after; the Korean one stands last.

use super::sense::Side;
use super::tokens::Line;
use crate::loader::parts::HELD;

/// How far from an expression a verb still speaks of it, in tokens.
const REACH: usize = 24;

/// How far a verb stands that speaks of nothing else.
const BESIDE: usize = 2;

/// On which side of publication what token `n` names lies, as far as the verbs say.
pub(super) fn side(line: &Line, n: usize) -> Side {
    if let Some(cue) = preposition(line, n) {
        return cue;
    }
    let reach = |tokens| (0..n).rev().take(tokens).take_while(|&at| !closes(line, at));
    if reach(BESIDE).any(|at| tells(line, at) && line.word(at + 1) != "to")
        && !reach(REACH).any(|at| line.word(at) == "to")
    {
        return Side::Was;
    }
    let back = reach(REACH).find_map(|at| cue(line, at));
    // "On Tuesday they agreed to meet": what stands behind the day is done; "agreed to meet on Tuesday" is to come.
    let done = |at: usize| cue(line, at).map(|ahead| ahead && !is_past(line.word(at)));
    let forth = || (n..line.tokens.len()).take(REACH).find_map(done);
    match back.or_else(forth) {
        Some(true) => Side::Ahead,
        Some(false) => Side::Past,
        None => korean(line, n),
    }
}

/// `by Friday`, `until May` look ahead, `since Monday` looks back, unless the verb before them says otherwise.
fn preposition(line: &Line, n: usize) -> Option<Side> {
    let before = line.word_before(n);
    match before {
        "since" | "ended" => Some(Side::Past),
        "until" | "by" | "till" | "through" | "payable" | "effective" | "ending" => {
            let was = (0..n).rev().take(REACH).find_map(|at| cue(line, at)) == Some(false);
            let did =
                (0..n - 1).rev().take(4).any(|at| matches!(line.word(at), "was" | "were" | "did" | "had"));
            (!(was && did)).then_some(Side::Ahead)
        }
        _ => None,
    }
}

/// What ends the reach of a verb going back: a semicolon, a bracket.
fn closes(line: &Line, n: usize) -> bool {
    matches!(line.mark(n), Some(';' | '(' | ')'))
}

/// What a word says of the time of its clause: ahead, back, nothing.
fn cue(line: &Line, n: usize) -> Option<bool> {
    let word = line.word(n);
    // "US-led" is no verb.
    if n > 0 && line.mark(n - 1) == Some('-') && line.joined(n) {
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
        "may" | "must" | "should" | "can" if !line.is_capital(n) => Some(true),
        "was" | "were" | "had" | "did" => Some(false),
        _ if is_saying(word) || is_past(word) => Some(false),
        _ => None,
    }
}

/// Whether a verb of the sentence is in the past and no word of it looks ahead.
pub(super) fn looks_back(line: &Line) -> bool {
    let words = || 0..line.tokens.len();
    let ahead = words().any(|n| {
        cue(line, n) == Some(true)
            || matches!(line.word(n), "due" | "by" | "until" | "next" | "plan" | "plans" | "planned")
    });
    let korean = words()
        .any(|n| ["했", "됐", "였", "었", "았", "렸", "졌"].iter().any(|past| line.hangul(n).contains(past)));
    let back = korean || words().any(|n| cue(line, n) == Some(false));
    back && !ahead && !korean_ahead(line)
}

/// Whether the verb of the sentence looks ahead.
pub(super) fn looks_ahead(line: &Line) -> bool {
    // The first verb is that of the sentence: "plans to publish a revised strategy".
    korean_ahead(line) || (0..line.tokens.len()).find_map(|n| cue(line, n)) == Some(true)
}

/// Whether Korean words of the line look ahead: its verbs, `내년`, `예정`.
fn korean_ahead(line: &Line) -> bool {
    matches!(korean(line, 0), Side::Ahead)
        || line.tokens.iter().any(|token| token.text.contains("내년") || token.text.contains("예정"))
}

/// Whether the word at `n` is a verb in the past: somebody did something.
pub(super) fn tells(line: &Line, n: usize) -> bool {
    cue(line, n) == Some(false) && is_past(line.word(n))
}

/// Irregular verbs of the news in the past; the regular ones end in `ed`.
fn is_past(word: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "met", "held", "took", "made", "began", "came", "went", "left", "found", "gave", "got", "fell",
        "rose", "won", "lost", "shot", "struck", "stole", "broke", "saw", "spoke", "wrote", "sent",
        "brought", "built", "led", "ran", "flew", "drove", "grew", "sold", "bought", "paid", "spent",
        "sought", "became", "kept", "hit", "sank", "read", "thought", "told", "said", "chose", "swore",
        "drew", "threw", "stood",
    ];
    let adjective =
        matches!(word, "united" | "need" | "exceed" | "proceed" | "speed" | "indeed" | "hundred" | "armed");
    word.len() > 4 && word.ends_with("ed") && !adjective || IRREGULAR.contains(&word)
}

/// Verbs of saying: the day beside them is the day it was said.
fn is_saying(word: &str) -> bool {
    matches!(word, "says" | "announced" | "reported" | "stated" | "warned" | "issued" | "published")
}

/// A Korean verb comes last; what is planned says so there.
fn korean(line: &Line, n: usize) -> Side {
    if !line.korean {
        return Side::Near;
    }
    let said = (n..line.tokens.len()).take(3).any(|n| line.hangul(n).contains("밝혔"));
    let plan = *line.plan.get_or_init(|| (0..line.tokens.len()).rfind(|&n| plans(line, n)));
    let Some(plan) = plan.filter(|plan| *plan >= n && !said) else { return Side::Past };
    // What was promised at a meeting lies ahead, the meeting does not.
    let promised = line.hangul(plan).ends_with("했다");
    let held = promised && (n..plan).any(|n| HELD.contains(&line.hangul(n)));
    if held { Side::Past } else { Side::Ahead }
}

/// Whether the Hangul at `n` looks ahead: `예정`, `열릴`, or a verb in the present tense that ends the sentence, which in
/// the news is what is to come ("열린다"); "…고 한다" only tells.
fn plans(line: &Line, n: usize) -> bool {
    const PLANS: [&str; 14] = [
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
    const PRESENT: [&str; 8] = ["한다", "된다", "연다", "난다", "린다", "간다", "선다", "기로했다"];
    let word = line.hangul(n);
    if word.is_empty() {
        return false;
    }
    let before = line.hangul_before(n);
    let last = !(n + 1..line.tokens.len()).any(|n| !line.hangul(n).is_empty());
    let quoted = word.ends_with("고한다") || before.ends_with('고');
    PLANS.iter().any(|plan| word.contains(plan))
        || last && !quoted && PRESENT.iter().any(|end| word.ends_with(end))
        || last && word == "했다" && before.ends_with("기로")
}
