//! Draws the lines above and below the body: title bar, filter, status, hints, the input line at the bottom.

use crate::text::format_count;
use crate::text::width::{display_width, pad};
use crate::tui::action::ScreenLayer;
use crate::tui::completion::LineCompletion;
use crate::tui::input_line::draw_input;
use crate::tui::keymap::bindings_in;
use crate::tui::layers::filter;
use crate::tui::layers::prompt::state::Prompt;
use crate::tui::layout::{ScreenLayout, ScreenShape};
use crate::tui::painter::Painter;
use crate::tui::state::{State, TitleLanguage};
use crate::tui::styled_text::StyledText;
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};

/// The label of the input line gives way if fewer columns would be left for the text.
const MIN_INPUT_COLUMNS: usize = 16;
/// Columns of the program's name before a filter that has no line of its own.
const NAME_COLUMNS: u16 = 12;
/// The title bar names the store and the language from this width on.
const MIN_WIDTH_FOR_STORE: u16 = 60;

/// Draws all of them. Returns where the terminal's cursor belongs while text is typed in one of them.
pub(super) fn draw(painter: &mut Painter<'_>, state: &State) -> Option<Position> {
    let layout = state.layout();
    painter.rule(layout.rules[0]);
    painter.rule(layout.rules[2]);
    let filter_caret = draw_upper_lines(painter, layout, state);
    let prompt = state.layers.prompt.as_ref().filter(|_| state.layer() == ScreenLayer::Prompt);
    let draw_footer = if layout.status.is_empty() { draw_short_footer } else { draw_tall_footer };
    filter_caret.or(draw_footer(painter, layout, state, prompt))
}

/// Draws the title bar and the filter; on a small screen one of them. Returns the caret of the filter.
fn draw_upper_lines(painter: &mut Painter<'_>, layout: &ScreenLayout, state: &State) -> Option<Position> {
    if let Some(bar) = state.title_bar() {
        draw_two_sided(painter, layout.top, &bar.left, &bar.right);
        return None;
    }
    if !layout.filter.is_empty() {
        draw_title_bar(painter, layout.top, state);
        return filter::view::draw(painter, layout.filter, state, 0);
    }
    if state.is_filtered() || state.layer() == ScreenLayer::Filter {
        let indent = if layout.shape == ScreenShape::ListOnly { 0 } else { NAME_COLUMNS };
        return filter::view::draw(painter, layout.top, state, indent);
    }
    draw_title_bar(painter, layout.top, state);
    None
}

/// Draws a footer of one row: the input line, completions, a message or the hints. Returns the caret of the input line.
fn draw_short_footer(
    painter: &mut Painter<'_>,
    layout: &ScreenLayout,
    state: &State,
    prompt: Option<&Prompt>,
) -> Option<Position> {
    let (row, rule) = (layout.hints, layout.rules[2]);
    if let Some(prompt) = prompt.filter(|_| state.notice.is_none() || !rule.is_empty()) {
        // A message about the input replaces the rule above it or, if there is none, the input line.
        if let Some(notice) = &state.notice {
            painter.text(rule, 0, &pad(&format!(" {notice}"), usize::from(rule.width)), Role::Notice);
        }
        return Some(draw_prompt(painter, row, prompt));
    }
    match (status_message(state, row.width), visible_completions(state)) {
        (_, Some((list, selected))) if state.notice.is_none() => {
            draw_completions(painter, row, list, selected);
        }
        (Some(message), _) => painter.text(row, 0, &format!(" {message}"), Role::Notice),
        (None, _) => draw_hints(painter, row, state, true),
    }
    None
}

/// Draws a footer of two rows: the input line or the status line, and below it a message about the input, completions or
/// the hints. Returns the caret of the input line.
fn draw_tall_footer(
    painter: &mut Painter<'_>,
    layout: &ScreenLayout,
    state: &State,
    prompt: Option<&Prompt>,
) -> Option<Position> {
    let caret = prompt.map(|prompt| draw_prompt(painter, layout.status, prompt));
    if prompt.is_none() {
        draw_status(painter, layout.status, state);
    }
    match (state.notice.as_ref().filter(|_| prompt.is_some()), visible_completions(state)) {
        (Some(notice), _) => painter.text(layout.hints, 0, &format!(" {notice}"), Role::Notice),
        (None, Some((list, selected))) => draw_completions(painter, layout.hints, list, selected),
        (None, None) => draw_hints(painter, layout.hints, state, false),
    }
    caret
}

/// The message of the status line: a notice, what is invalid in the filter, what it was read as, the progress of an
/// import.
fn status_message(state: &State, width: u16) -> Option<String> {
    let error = || state.filter_error.as_ref().map(ToString::to_string);
    let is_typing = state.layer() == ScreenLayer::Filter;
    let corrected = || {
        let filter = state.corrected_filter.as_ref().filter(|_| is_typing)?;
        Some(format!("No matches as typed; read as “{filter}”"))
    };
    let importing = || state.importing.as_ref().map(|importing| importing.status_text(usize::from(width)));
    state.notice.clone().or_else(error).or_else(corrected).or_else(importing)
}

/// Draws the input line. Returns the caret.
fn draw_prompt(painter: &mut Painter<'_>, area: Rect, prompt: &Prompt) -> Position {
    let label = prompt.label();
    let fits = display_width(label) + MIN_INPUT_COLUMNS <= usize::from(area.width);
    draw_input(painter, area, &format!(" {}", if fits { label } else { "> " }), &prompt.line)
}

/// The completions of the filter or of the input line, whichever is typed, and the selected one.
fn visible_completions(state: &State) -> Option<(&[LineCompletion], Option<usize>)> {
    match (state.layer(), &state.layers.prompt) {
        (ScreenLayer::Filter, _) => state.layers.filter.menu.visible_list(state.filter.text()),
        (ScreenLayer::Prompt, Some(prompt)) => prompt.visible_completions(),
        _ => None,
    }
}

/// Draws completions, from the selected one on.
fn draw_completions(painter: &mut Painter<'_>, area: Rect, list: &[LineCompletion], selected: Option<usize>) {
    let mut pieces = Vec::new();
    for (n, completion) in list.iter().enumerate().skip(selected.unwrap_or(0)) {
        let is_selected = Some(n) == selected;
        let role = if is_selected { Role::Key } else { Role::Plain };
        pieces.push(StyledText::new(if pieces.is_empty() { " " } else { "   " }, Role::Plain));
        pieces.push(StyledText { matched: is_selected, ..StyledText::new(&completion.label, role) });
    }
    painter.pieces(area, 0, &pieces, false);
}

/// Draws a line with a text at each edge.
fn draw_two_sided(painter: &mut Painter<'_>, area: Rect, left: &[StyledText], right: &[StyledText]) {
    let used = painter.right_aligned(area, 0, right, false);
    painter.pieces(Rect { width: area.width - used, ..area }, 0, left, false);
}

/// Draws the title bar: the program, the store, the number of events, drafts, the language of titles.
fn draw_title_bar(painter: &mut Painter<'_>, area: Rect, state: &State) {
    let is_wide = area.width >= MIN_WIDTH_FOR_STORE;
    let mut right = Vec::new();
    let drafts = state.timeline.draft_count();
    if drafts > 0 {
        right.push(StyledText::new(&format!("  {} (v)", format_count(drafts, "draft")), Role::Draft));
    }
    if is_wide {
        let language = match state.titles {
            TitleLanguage::Both => "EN+한",
            TitleLanguage::English => "EN",
            TitleLanguage::Korean => "한",
        };
        right.push(StyledText::new(&format!("  {language} "), Role::Plain));
    }
    let years =
        state.timeline.year_range().map(|(first, last)| format!(", {first}–{last}")).unwrap_or_default();
    let counts = format!("{}{years}", format_count(state.timeline.entries().len(), "event"));
    let store = if is_wide { format!("   {}", state.store_name) } else { String::new() };
    let left = [
        StyledText::new(" koreacyber", Role::Title),
        StyledText::new(&store, Role::Plain),
        StyledText::new(&format!("   {counts}"), Role::Plain),
    ];
    draw_two_sided(painter, area, &left, &right);
}

/// Draws the status line: a message or the text of the top layer, and the position.
fn draw_status(painter: &mut Painter<'_>, area: Rect, state: &State) {
    let position = if state.has_layer(ScreenLayer::Review) { Vec::new() } else { vec![position_text(state)] };
    let used = painter.right_aligned(area, 0, &position, false);
    let left = Rect { width: area.width - used, ..area };
    let text = status_message(state, left.width).or_else(|| state.layer_status_text()).unwrap_or_default();
    painter.text(left, 0, &format!(" {text}"), Role::Notice);
}

fn position_text(state: &State) -> StyledText {
    let (selected, count) = state.position();
    StyledText::new(&format!(" {selected}/{count} "), Role::Plain)
}

/// Draws the keys of the top layer, as many as fit, those with the highest priority number dropped first.
fn draw_hints(painter: &mut Painter<'_>, area: Rect, state: &State, with_position: bool) {
    let shows_position =
        with_position && state.layer() != ScreenLayer::Help && !state.has_layer(ScreenLayer::Review);
    let position = if shows_position { vec![position_text(state)] } else { Vec::new() };
    let used = painter.right_aligned(area, 0, &position, false);
    let area = Rect { width: area.width - used, ..area };
    let mut hints: Vec<(u8, String, &str)> = bindings_in(state.layer())
        .filter_map(|(_, binding)| Some((binding.hint?, binding.keys.first()?)))
        .map(|(hint, key)| (hint.priority, key.name(), hint.label))
        .collect();
    let shows_event =
        matches!(state.layer(), ScreenLayer::Timeline | ScreenLayer::Detail | ScreenLayer::Reader);
    if shows_event && state.current_entry().is_some_and(|entry| entry.event.is_draft()) {
        hints.extend([(0, "a".to_owned(), "accept"), (0, "x".to_owned(), "reject")]);
    }
    // One column before the first, two between. A hint is shown in full or not at all.
    let width = |hints: &[(u8, String, &str)]| {
        let columns = |(_, key, label): &(u8, String, &str)| {
            display_width(key) + display_width(&hint_suffix(label)) + 2
        };
        hints.iter().map(columns).sum::<usize>().saturating_sub(1)
    };
    while width(&hints) > usize::from(area.width) {
        let Some(least) = (0..hints.len()).max_by_key(|&n| hints[n].0) else { return };
        hints.remove(least);
    }
    hints.sort_by_key(|(priority, ..)| *priority);
    let mut pieces = Vec::new();
    for (n, (_, key, label)) in hints.iter().enumerate() {
        pieces.push(StyledText::new(if n == 0 { " " } else { "  " }, Role::Plain));
        pieces.push(StyledText::new(key, Role::Key));
        pieces.push(StyledText::new(&hint_suffix(label), Role::Plain));
    }
    painter.pieces(area, 0, &pieces, false);
}

/// The text after the key of a hint.
fn hint_suffix(label: &str) -> String {
    if label.starts_with('/') { label.to_owned() } else { format!(" {label}") }
}
