//! The lines around the panes: top line, filter, status, hints. The hint line drops the least needed first.

use super::paint::{Painter, hidden_prefix_len};
use crate::text::width::{display_width, pad};
use crate::text::{clean_line, format_count};
use crate::tui::action::ScreenLayer;
use crate::tui::keymap::bindings_in;
use crate::tui::layout::{ScreenLayout, ScreenShape};
use crate::tui::page::{StyledText, highlight_matches};
use crate::tui::state::completion::LineCompletion;
use crate::tui::state::prompt::Prompt;
use crate::tui::state::{State, TitleLanguage};
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};

/// Columns kept free behind a filter, for what is typed on.
const MIN_INPUT_COLUMNS: usize = 16;

/// Draws them all. Gives back where the terminal's cursor belongs while something is typed.
pub(super) fn draw(paint: &mut Painter<'_>, layout: &ScreenLayout, state: &State) -> Option<Position> {
    paint.rule(layout.rules[0]);
    paint.rule(layout.rules[2]);
    let own_line = !layout.filter.is_empty();
    let cursor = if state.review.is_some() {
        super::review::draw_title_bar(paint, layout.top, state);
        None
    } else if own_line {
        draw_title_bar(paint, layout.top, state);
        draw_filter(paint, layout.filter, state, 0)
    } else if state.is_filtered() || state.layer() == ScreenLayer::Filter {
        draw_filter(paint, layout.top, state, if layout.shape == ScreenShape::ListOnly { 0 } else { 12 })
    } else {
        draw_title_bar(paint, layout.top, state);
        None
    };
    let asked = state.prompt.as_ref().filter(|_| state.layer() == ScreenLayer::Prompt);
    let foot = if layout.status.is_empty() { draw_short_footer } else { draw_tall_footer };
    cursor.or(foot(paint, layout, state, asked))
}

/// A foot of one row: the line being typed, what Tab offers, a message or the hints. Gives back the caret.
fn draw_short_footer(
    paint: &mut Painter<'_>,
    layout: &ScreenLayout,
    state: &State,
    asked: Option<&Prompt>,
) -> Option<Position> {
    let (row, rule) = (layout.hints, layout.rules[2]);
    if let Some(prompt) = asked.filter(|_| state.notice.is_none() || !rule.is_empty()) {
        // A message about what is typed takes the rule above; where there is none, the place of the line.
        if let Some(notice) = &state.notice {
            paint.text(rule, 0, &pad(&format!(" {notice}"), usize::from(rule.width)), Role::Notice);
        }
        return Some(draw_prompt(paint, row, prompt));
    }
    match (status_message(state, row.width), state.visible_completions()) {
        (_, Some((list, at))) if state.notice.is_none() => draw_completions(paint, row, list, at),
        (Some(words), _) => paint.text(row, 0, &format!(" {words}"), Role::Notice),
        (None, _) => draw_hints(paint, row, state, true),
    }
    None
}

/// A foot of two rows: the line being typed or the status, and below it what Tab offers or the hints, or a message about
/// what is typed. Gives back the caret.
fn draw_tall_footer(
    paint: &mut Painter<'_>,
    layout: &ScreenLayout,
    state: &State,
    asked: Option<&Prompt>,
) -> Option<Position> {
    let caret = asked.map(|prompt| draw_prompt(paint, layout.status, prompt));
    if asked.is_none() {
        draw_status(paint, layout.status, state);
    }
    match (state.notice.as_ref().filter(|_| asked.is_some()), state.visible_completions()) {
        (Some(notice), _) => paint.text(layout.hints, 0, &format!(" {notice}"), Role::Notice),
        (None, Some((list, at))) => draw_completions(paint, layout.hints, list, at),
        (None, None) => draw_hints(paint, layout.hints, state, false),
    }
    caret
}

/// What there is to say: what just happened, what is wrong with the filter, else how far the import is.
fn status_message(state: &State, width: u16) -> Option<String> {
    let wrong = || state.filter_error.as_ref().map(ToString::to_string);
    let typing = state.layer() == ScreenLayer::Filter;
    let read_as = || {
        state
            .corrected_filter
            .as_ref()
            .filter(|_| typing)
            .map(|words| format!("Nothing fits as it is typed; read as “{words}”."))
    };
    let importing = || state.importing.as_ref().map(|importing| importing.status_text(usize::from(width)));
    state.notice.clone().or_else(wrong).or_else(read_as).or_else(importing)
}

/// The line at the foot. Gives back where the terminal's cursor belongs.
fn draw_prompt(paint: &mut Painter<'_>, area: Rect, prompt: &Prompt) -> Position {
    let label = prompt.label();
    // Where there is hardly room, what is typed counts more than what it is for.
    let label = if display_width(label) + MIN_INPUT_COLUMNS > usize::from(area.width) { "> " } else { label };
    let room = usize::from(area.width).saturating_sub(display_width(label) + 2);
    let before = prompt.line.text_before_caret();
    let skip = hidden_prefix_len(before, room);
    let text = &prompt.line.text()[skip..];
    paint.pieces(
        area,
        0,
        &[StyledText::new(&format!(" {label}"), Role::Key), StyledText::new(text, Role::Title)],
        false,
    );
    let x = area.x + (1 + display_width(label) + display_width(&before[skip..])) as u16;
    Position::new(x.min(area.right().saturating_sub(1)), area.y)
}

/// What Tab offers, from the one in the line on.
fn draw_completions(paint: &mut Painter<'_>, area: Rect, list: &[LineCompletion], at: Option<usize>) {
    let mut pieces = Vec::new();
    for (n, offer) in list.iter().enumerate().skip(at.unwrap_or(0)) {
        let role = if Some(n) == at { Role::Key } else { Role::Plain };
        pieces.push(StyledText::new(if pieces.is_empty() { " " } else { "   " }, Role::Plain));
        pieces.push(StyledText { matched: Some(n) == at, ..StyledText::new(&offer.label, role) });
    }
    paint.pieces(area, 0, &pieces, false);
}

/// Program, store, events, years, drafts, languages.
fn draw_title_bar(paint: &mut Painter<'_>, area: Rect, state: &State) {
    let mut right = Vec::new();
    let drafts = state.timeline.draft_count();
    if drafts > 0 {
        right.push(StyledText::new(&format!("  {} (v)", format_count(drafts, "draft")), Role::Draft));
    }
    let titles = match state.titles {
        TitleLanguage::Both => "EN+한",
        TitleLanguage::English => "EN",
        TitleLanguage::Korean => "한",
    };
    if area.width >= 60 {
        right.push(StyledText::new(&format!("  {titles} "), Role::Plain));
    }
    let used = paint.right_aligned(area, 0, &right, false);
    let left = Rect { width: area.width - used, ..area };
    let count = state.timeline.entries().len();
    let years =
        state.timeline.year_range().map(|(first, last)| format!(", {first}–{last}")).unwrap_or_default();
    let counts = format!("{}{years}", format_count(count, "event"));
    let store = if area.width >= 60 { format!("   {}", state.store_name) } else { String::new() };
    let pieces = [
        StyledText::new(" koreacyber", Role::Title),
        StyledText::new(&store, Role::Plain),
        StyledText::new(&format!("   {counts}"), Role::Plain),
    ];
    paint.pieces(left, 0, &pieces, false);
}

/// The filter and how much it lets through, `indent` columns behind the program's name.
fn draw_filter(paint: &mut Painter<'_>, area: Rect, state: &State, indent: u16) -> Option<Position> {
    if indent > 0 {
        paint.text(area, 0, " koreacyber", Role::Title);
    }
    let area = Rect { x: area.x + indent.min(area.width), width: area.width.saturating_sub(indent), ..area };
    let (hits, all) = (state.hits.len(), state.timeline.entries().len());
    let drafts = if state.only_drafts { "  drafts only" } else { "" };
    let mut right = vec![StyledText::new(&format!("{drafts}  {hits} of {all} "), Role::Plain)];
    if indent == 0 {
        // What is typed comes first: the digits get what room it leaves, and some to type on.
        let typed = display_width(state.filter.text()) + display_width(&right[0].text) + MIN_INPUT_COLUMNS;
        right.extend(saved_filter_texts(state, usize::from(area.width).saturating_sub(typed)));
    }
    let used = paint.right_aligned(area, 0, &right, false);
    let line = Rect { width: area.width - used, ..area };
    let typing = state.layer() == ScreenLayer::Filter;
    let room = usize::from(line.width).saturating_sub(4);
    // A long filter scrolls so that the caret stays in sight.
    let before = state.filter.text_before_caret();
    let skip = hidden_prefix_len(before, room);
    let mut pieces = vec![StyledText::new(" / ", Role::Key)];
    pieces.extend(highlight_filter_error(
        &state.filter.text()[skip..],
        state.filter.text()[..skip].chars().count(),
        state,
    ));
    paint.pieces(line, 0, &pieces, false);
    typing.then(|| Position::new(line.x + 3 + display_width(&before[skip..]) as u16, line.y))
}

/// A filter, what is wrong in it underlined. `skipped` characters before the text are off the screen.
fn highlight_filter_error(text: &str, skipped: usize, state: &State) -> Vec<StyledText> {
    let wrong = |n: usize| {
        state
            .filter_error
            .as_ref()
            .is_some_and(|error| (error.column..error.column + error.length).contains(&n))
    };
    let at: Vec<usize> = (0..text.chars().count()).filter(|n| wrong(skipped + n)).collect();
    let mut pieces = highlight_matches(text, &at, Role::Title);
    pieces.iter_mut().filter(|piece| piece.matched).for_each(|piece| piece.role = Role::Warning);
    pieces
}

/// The saved filters behind their digits, the one that is on bold; as many as fit `room` columns.
fn saved_filter_texts(state: &State, room: usize) -> Vec<StyledText> {
    let now = state.active_saved_filter();
    let mut pieces = Vec::new();
    let mut used = 0;
    for saved in &state.saved_filters {
        let text = format!(" {}", clean_line(&saved.name));
        used += display_width(&text) + 3;
        // The last one needs room for the way back to all of them.
        if used + 7 > room {
            break;
        }
        pieces.push(StyledText::new(&format!("  {}", saved.number), Role::Key));
        pieces
            .push(StyledText::new(&text, if now == Some(saved.number) { Role::Title } else { Role::Plain }));
    }
    if !pieces.is_empty() {
        pieces.push(StyledText::new("  ", Role::Plain));
        pieces.push(StyledText::new("0", Role::Key));
        pieces.push(StyledText::new(" all ", Role::Plain));
    }
    pieces
}

/// Left what just happened, right where we are.
fn draw_status(paint: &mut Painter<'_>, area: Rect, state: &State) {
    let used = if state.review.is_some() {
        0
    } else {
        paint.right_aligned(area, 0, &[StyledText::new(&position_text(state), Role::Plain)], false)
    };
    let left = Rect { width: area.width - used, ..area };
    let words = match (status_message(state, left.width), state.layer()) {
        (Some(words), _) => words,
        (None, ScreenLayer::Review) => super::review::grade_summary(state),
        (None, _) if state.visible_view().is_some() => {
            let who = state.publishers_in_view().map(|who| format!("  ({who})")).unwrap_or_default();
            format!("{}{who}", state.title_in_view().unwrap_or_default())
        }
        (None, ScreenLayer::Timeline) if state.is_filtered() => {
            "Esc clears the filter, / edits it.".to_owned()
        }
        _ => String::new(),
    };
    paint.text(left, 0, &format!(" {words}"), Role::Notice);
}

fn position_text(state: &State) -> String {
    if let (Some((walk, _)), Some(heights)) = (state.view_cursor(), state.view_heights()) {
        let at = if heights.is_empty() { 0 } else { walk.row + 1 };
        return format!(" {at}/{} ", heights.len());
    }
    let at = if state.hits.is_empty() { 0 } else { state.cursor + 1 };
    format!(" {at}/{} ", state.hits.len())
}

/// The keys that work now; as many as there is room for, the most needed first to stay.
fn draw_hints(paint: &mut Painter<'_>, area: Rect, state: &State, with_position: bool) {
    let used = if with_position && state.layer() != ScreenLayer::Help && state.review.is_none() {
        paint.right_aligned(area, 0, &[StyledText::new(&position_text(state), Role::Plain)], false)
    } else {
        0
    };
    let area = Rect { width: area.width - used, ..area };
    let mut hints: Vec<(u8, String, &str)> = bindings_in(state.layer())
        .filter_map(|row| row.hint.map(|(word, place)| (place, row.keys[0].name(), word)))
        .collect();
    let walked = matches!(state.layer(), ScreenLayer::Timeline | ScreenLayer::Detail | ScreenLayer::Reader);
    if walked && state.current_entry().is_some_and(|entry| entry.event.is_draft()) {
        hints.extend([(0, "a".to_owned(), "accept"), (0, "x".to_owned(), "reject")]);
    }
    // One column before the first, two between: a hint is shown whole or not at all.
    let width = |hints: &[(u8, String, &str)]| {
        hints
            .iter()
            .map(|(_, key, word)| display_width(key) + display_width(&hint_suffix(word)) + 2)
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
        pieces.push(StyledText::new(if n == 0 { " " } else { "  " }, Role::Plain));
        pieces.push(StyledText::new(key, Role::Key));
        pieces.push(StyledText::new(&hint_suffix(word), Role::Plain));
    }
    paint.pieces(area, 0, &pieces, false);
}

/// What stands behind the key of a hint.
fn hint_suffix(word: &str) -> String {
    if word.starts_with('/') { word.to_owned() } else { format!(" {word}") }
}
