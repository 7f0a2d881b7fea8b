//! The lines around the panes: top line, filter, status, hints. The hint line drops the least needed first.

use super::paint::{Paint, skipped};
use crate::text::width::{columns, pad};
use crate::text::{clean_line, counted};
use crate::tui::action::Layer;
use crate::tui::keymap::rows;
use crate::tui::layout::{Layout, Shape};
use crate::tui::page::{Piece, marked};
use crate::tui::state::offers::Offer;
use crate::tui::state::prompt::Prompt;
use crate::tui::state::{State, Titles};
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};

/// Columns kept free behind a filter, for what is typed on.
const TYPED_ON: usize = 16;

/// Draws them all. Gives back where the terminal's cursor belongs while something is typed.
pub(super) fn draw(paint: &mut Paint<'_>, layout: &Layout, state: &State) -> Option<Position> {
    paint.rule_between(layout.rules[0]);
    paint.rule_between(layout.rules[2]);
    let own_line = !layout.filter.is_empty();
    let cursor = if state.review.is_some() {
        super::review::top(paint, layout.top, state);
        None
    } else if own_line {
        top(paint, layout.top, state);
        filter(paint, layout.filter, state, 0)
    } else if state.is_filtered() || state.layer() == Layer::Filter {
        filter(paint, layout.top, state, if layout.shape == Shape::ListOnly { 0 } else { 12 })
    } else {
        top(paint, layout.top, state);
        None
    };
    let asked = state.prompt.as_ref().filter(|_| state.layer() == Layer::Prompt);
    let foot = if layout.status.is_empty() { one_row } else { two_rows };
    cursor.or(foot(paint, layout, state, asked))
}

/// A foot of one row: the line being typed, what Tab offers, a message or the hints. Gives back the caret.
fn one_row(
    paint: &mut Paint<'_>,
    layout: &Layout,
    state: &State,
    asked: Option<&Prompt>,
) -> Option<Position> {
    let (row, rule) = (layout.hints, layout.rules[2]);
    if let Some(prompt) = asked.filter(|_| state.notice.is_none() || !rule.is_empty()) {
        // A message about what is typed takes the rule above; where there is none, the place of the line.
        if let Some(notice) = &state.notice {
            paint.text(rule, 0, &pad(&format!(" {notice}"), usize::from(rule.width)), Role::Notice);
        }
        return Some(typed(paint, row, prompt));
    }
    match (said(state, row.width), state.offered()) {
        (_, Some((list, at))) if state.notice.is_none() => offered(paint, row, list, at),
        (Some(words), _) => paint.text(row, 0, &format!(" {words}"), Role::Notice),
        (None, _) => hints(paint, row, state, true),
    }
    None
}

/// A foot of two rows: the line being typed or the status, and below it what Tab offers or the hints, or a message about
/// what is typed. Gives back the caret.
fn two_rows(
    paint: &mut Paint<'_>,
    layout: &Layout,
    state: &State,
    asked: Option<&Prompt>,
) -> Option<Position> {
    let caret = asked.map(|prompt| typed(paint, layout.status, prompt));
    if asked.is_none() {
        status(paint, layout.status, state);
    }
    match (state.notice.as_ref().filter(|_| asked.is_some()), state.offered()) {
        (Some(notice), _) => paint.text(layout.hints, 0, &format!(" {notice}"), Role::Notice),
        (None, Some((list, at))) => offered(paint, layout.hints, list, at),
        (None, None) => hints(paint, layout.hints, state, false),
    }
    caret
}

/// What there is to say: what just happened, what is wrong with the filter, else how far the import is.
fn said(state: &State, width: u16) -> Option<String> {
    let wrong = || state.wrong.as_ref().map(ToString::to_string);
    let typing = state.layer() == Layer::Filter;
    let read_as = || {
        state
            .read_as
            .as_ref()
            .filter(|_| typing)
            .map(|words| format!("Nothing fits as it is typed; read as “{words}”."))
    };
    let importing = || state.importing.as_ref().map(|importing| importing.in_words(usize::from(width)));
    state.notice.clone().or_else(wrong).or_else(read_as).or_else(importing)
}

/// The line at the foot. Gives back where the terminal's cursor belongs.
fn typed(paint: &mut Paint<'_>, area: Rect, prompt: &Prompt) -> Position {
    let label = prompt.label();
    // Where there is hardly room, what is typed counts more than what it is for.
    let label = if columns(label) + TYPED_ON > usize::from(area.width) { "> " } else { label };
    let room = usize::from(area.width).saturating_sub(columns(label) + 2);
    let before = prompt.line.before();
    let skip = skipped(before, room);
    let text = &prompt.line.text()[skip..];
    paint.pieces(
        area,
        0,
        &[Piece::new(&format!(" {label}"), Role::Key), Piece::new(text, Role::Title)],
        false,
    );
    let x = area.x + (1 + columns(label) + columns(&before[skip..])) as u16;
    Position::new(x.min(area.right().saturating_sub(1)), area.y)
}

/// What Tab offers, from the one in the line on.
fn offered(paint: &mut Paint<'_>, area: Rect, list: &[Offer], at: Option<usize>) {
    let mut pieces = Vec::new();
    for (n, offer) in list.iter().enumerate().skip(at.unwrap_or(0)) {
        let role = if Some(n) == at { Role::Key } else { Role::Plain };
        pieces.push(Piece::new(if pieces.is_empty() { " " } else { "   " }, Role::Plain));
        pieces.push(Piece { matched: Some(n) == at, ..Piece::new(&offer.label, role) });
    }
    paint.pieces(area, 0, &pieces, false);
}

/// Program, store, events, years, drafts, languages.
fn top(paint: &mut Paint<'_>, area: Rect, state: &State) {
    let mut right = Vec::new();
    let drafts = state.timeline.drafts();
    if drafts > 0 {
        right.push(Piece::new(&format!("  {} (v)", counted(drafts, "draft")), Role::Draft));
    }
    let titles = match state.titles {
        Titles::Both => "EN+한",
        Titles::English => "EN",
        Titles::Korean => "한",
    };
    if area.width >= 60 {
        right.push(Piece::new(&format!("  {titles} "), Role::Plain));
    }
    let used = paint.right(area, 0, &right, false);
    let left = Rect { width: area.width - used, ..area };
    let count = state.timeline.entries().len();
    let years = state.timeline.years().map(|(first, last)| format!(", {first}–{last}")).unwrap_or_default();
    let counts = format!("{}{years}", counted(count, "event"));
    let store = if area.width >= 60 { format!("   {}", state.store_name) } else { String::new() };
    let pieces = [
        Piece::new(" koreacyber", Role::Title),
        Piece::new(&store, Role::Plain),
        Piece::new(&format!("   {counts}"), Role::Plain),
    ];
    paint.pieces(left, 0, &pieces, false);
}

/// The filter and how much it lets through, `indent` columns behind the program's name.
fn filter(paint: &mut Paint<'_>, area: Rect, state: &State, indent: u16) -> Option<Position> {
    if indent > 0 {
        paint.text(area, 0, " koreacyber", Role::Title);
    }
    let area = Rect { x: area.x + indent.min(area.width), width: area.width.saturating_sub(indent), ..area };
    let (hits, all) = (state.shown.len(), state.timeline.entries().len());
    let drafts = if state.only_drafts { "  drafts only" } else { "" };
    let mut right = vec![Piece::new(&format!("{drafts}  {hits} of {all} "), Role::Plain)];
    if indent == 0 {
        // What is typed comes first: the digits get what room it leaves, and some to type on.
        let typed = columns(state.filter.text()) + columns(&right[0].text) + TYPED_ON;
        right.extend(digits(state, usize::from(area.width).saturating_sub(typed)));
    }
    let used = paint.right(area, 0, &right, false);
    let line = Rect { width: area.width - used, ..area };
    let typing = state.layer() == Layer::Filter;
    let room = usize::from(line.width).saturating_sub(4);
    // A long filter scrolls so that the caret stays in sight.
    let before = state.filter.before();
    let skip = skipped(before, room);
    let mut pieces = vec![Piece::new(" / ", Role::Key)];
    pieces.extend(faulty(&state.filter.text()[skip..], state.filter.text()[..skip].chars().count(), state));
    paint.pieces(line, 0, &pieces, false);
    typing.then(|| Position::new(line.x + 3 + columns(&before[skip..]) as u16, line.y))
}

/// A filter, what is wrong in it underlined. `skipped` characters before the text are off the screen.
fn faulty(text: &str, skipped: usize, state: &State) -> Vec<Piece> {
    let wrong = |n: usize| {
        state.wrong.as_ref().is_some_and(|error| (error.column..error.column + error.length).contains(&n))
    };
    let at: Vec<usize> = (0..text.chars().count()).filter(|n| wrong(skipped + n)).collect();
    let mut pieces = marked(text, &at, Role::Title);
    pieces.iter_mut().filter(|piece| piece.matched).for_each(|piece| piece.role = Role::Warn);
    pieces
}

/// The saved filters behind their digits, the one that is on bold; as many as fit `room` columns.
fn digits(state: &State, room: usize) -> Vec<Piece> {
    let now = state.saved_now();
    let mut pieces = Vec::new();
    let mut used = 0;
    for saved in &state.saved {
        let text = format!(" {}", clean_line(&saved.name));
        used += columns(&text) + 3;
        // The last one needs room for the way back to all of them.
        if used + 7 > room {
            break;
        }
        pieces.push(Piece::new(&format!("  {}", saved.number), Role::Key));
        pieces.push(Piece::new(&text, if now == Some(saved.number) { Role::Title } else { Role::Plain }));
    }
    if !pieces.is_empty() {
        pieces.push(Piece::new("  ", Role::Plain));
        pieces.push(Piece::new("0", Role::Key));
        pieces.push(Piece::new(" all ", Role::Plain));
    }
    pieces
}

/// Left what just happened, right where we are.
fn status(paint: &mut Paint<'_>, area: Rect, state: &State) {
    let used = if state.review.is_some() {
        0
    } else {
        paint.right(area, 0, &[Piece::new(&position(state), Role::Plain)], false)
    };
    let left = Rect { width: area.width - used, ..area };
    let words = match (said(state, left.width), state.layer()) {
        (Some(words), _) => words,
        (None, Layer::Review) => super::review::summary(state),
        (None, _) if state.view().is_some() => {
            let who = state.sayers_in_view().map(|who| format!("  ({who})")).unwrap_or_default();
            format!("{}{who}", state.title_in_view().unwrap_or_default())
        }
        (None, Layer::Timeline) if state.is_filtered() => "Esc clears the filter, / edits it.".to_owned(),
        _ => String::new(),
    };
    paint.text(left, 0, &format!(" {words}"), Role::Notice);
}

fn position(state: &State) -> String {
    if let (Some((walk, _)), Some(heights)) = (state.view_walk(), state.view_heights()) {
        let at = if heights.is_empty() { 0 } else { walk.at + 1 };
        return format!(" {at}/{} ", heights.len());
    }
    let at = if state.shown.is_empty() { 0 } else { state.cursor + 1 };
    format!(" {at}/{} ", state.shown.len())
}

/// The keys that work now; as many as there is room for, the most needed first to stay.
fn hints(paint: &mut Paint<'_>, area: Rect, state: &State, with_position: bool) {
    let used = if with_position && state.layer() != Layer::Help && state.review.is_none() {
        paint.right(area, 0, &[Piece::new(&position(state), Role::Plain)], false)
    } else {
        0
    };
    let area = Rect { width: area.width - used, ..area };
    let mut hints: Vec<(u8, String, &str)> = rows(state.layer())
        .filter_map(|row| row.hint.map(|(word, place)| (place, row.keys[0].name(), word)))
        .collect();
    let walked = matches!(state.layer(), Layer::Timeline | Layer::Detail | Layer::Reader);
    if walked && state.at_hand().is_some_and(|entry| entry.event.is_draft()) {
        hints.extend([(0, "a".to_owned(), "accept"), (0, "x".to_owned(), "reject")]);
    }
    // One column before the first, two between: a hint is shown whole or not at all.
    let width = |hints: &[(u8, String, &str)]| {
        hints
            .iter()
            .map(|(_, key, word)| columns(key) + columns(&tail(word)) + 2)
            .sum::<usize>()
            .saturating_sub(1)
    };
    while width(&hints) > usize::from(area.width) {
        let Some(least) = (0..hints.len()).max_by_key(|&n| hints[n].0) else { return };
        hints.remove(least);
    }
    hints.sort_by_key(|(place, ..)| *place);
    let mut pieces = Vec::new();
    for (n, (_, key, word)) in hints.iter().enumerate() {
        pieces.push(Piece::new(if n == 0 { " " } else { "  " }, Role::Plain));
        pieces.push(Piece::new(key, Role::Key));
        pieces.push(Piece::new(&tail(word), Role::Plain));
    }
    paint.pieces(area, 0, &pieces, false);
}

/// What stands behind the key of a hint.
fn tail(word: &str) -> String {
    if word.starts_with('/') { word.to_owned() } else { format!(" {word}") }
}
