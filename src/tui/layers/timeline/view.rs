//! Draws the list of events: year headings, dates at their stored precision, types, titles with the matched characters
//! marked, and indicators at the right edge.

use super::state::{ListHeading, ListRow};
use crate::model::fields::EventField;
use crate::model::{Edtf, Event, Kind, TimelineEntry};
use crate::query::{Hit, SearchField};
use crate::text::format_count;
use crate::text::width::display_width;
use crate::tui::action::ScreenLayer;
use crate::tui::painter::Painter;
use crate::tui::row_cells::pad_date;
use crate::tui::state::State;
use crate::tui::styled_text::{StyledText, highlight_matches};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Columns of a date, as `2022-05-21/22`.
const DATE_COLUMNS: usize = 13;
/// The type has a column from this width on.
const MIN_WIDTH_FOR_KIND: u16 = 50;

/// Draws the visible rows of the list.
pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) {
    if state.hits.is_empty() {
        return draw_empty(painter, area, state);
    }
    let list = &state.layers.list;
    for (y, row) in list.rows.iter().skip(list.top).take(usize::from(area.height)).enumerate() {
        let y = y as u16;
        match *row {
            ListRow::Heading(over, count) => draw_heading(painter, area, y, over, count),
            ListRow::Event(n) => draw_event(painter, area, y, state, n),
            ListRow::SecondTitle(n) => draw_second_title(painter, area, y, state, n),
        }
    }
}

/// Draws what to do if no event is listed.
fn draw_empty(painter: &mut Painter<'_>, area: Rect, state: &State) {
    let lines = if state.timeline.entries().is_empty() {
        ["The store is empty".to_owned(), "Import an article with `koreacyber-tui import FILE`".to_owned()]
    } else if state.only_drafts && state.filter.text().is_empty() {
        ["No drafts to review".to_owned(), "V or Esc lists all events".to_owned()]
    } else {
        let what = if state.only_drafts { "drafts match" } else { "matches for" };
        let next_step = if state.layer() == ScreenLayer::Filter {
            "Esc restores the previous filter"
        } else {
            "Esc lists all events, / edits the filter"
        };
        [format!("No {what} “{}”", state.filter.text()), next_step.to_owned()]
    };
    for (y, line) in lines.iter().enumerate() {
        let inner = Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
        painter.text(inner, y as u16, line, if y == 0 { Role::Title } else { Role::Plain });
    }
}

fn draw_heading(painter: &mut Painter<'_>, area: Rect, y: u16, over: ListHeading, count: usize) {
    let year = match over {
        ListHeading::Year(year) => year.to_string(),
        ListHeading::OpenStart => "unknown start".to_owned(),
        ListHeading::NoDate => "no date".to_owned(),
    };
    let events = format_count(count, "event");
    painter.pieces(
        area,
        y,
        &[StyledText::new(&format!(" {year}  "), Role::Title), StyledText::new(&events, Role::Plain)],
        false,
    );
}

fn draw_event(painter: &mut Painter<'_>, area: Rect, y: u16, state: &State, n: usize) {
    let hit = &state.hits[n];
    let entry = &state.timeline.entries()[hit.entry];
    let event = &entry.event;
    let selected = n == state.cursor;
    let narrow = area.width < 30;
    let mut pieces = vec![StyledText::new(if selected { "▸ " } else { "  " }, Role::Title)];
    pieces.extend(date_texts(event, hit, narrow));
    pieces.push(StyledText::new(if narrow { " " } else { date_marker(event) }, Role::Plain));
    if area.width >= MIN_WIDTH_FOR_KIND {
        let (short, role) = kind_label(event.kind);
        pieces.push(StyledText {
            matched: !hit.matched_positions(SearchField::Kind).is_empty(),
            ..StyledText::new(short, role)
        });
        pieces.push(StyledText::new(" ", Role::Plain));
    }
    let signs = indicator_texts(state, entry, narrow);
    let taken: usize = pieces.iter().chain(&signs).map(|piece| display_width(&piece.text)).sum();
    let room = usize::from(area.width).saturating_sub(taken + 1);
    pieces.extend(title_texts(state, entry, hit, room));
    let used: usize = pieces.iter().map(|piece| display_width(&piece.text)).sum();
    let signs_width: usize = signs.iter().map(|piece| display_width(&piece.text)).sum();
    let gap = usize::from(area.width).saturating_sub(used + signs_width);
    pieces.push(StyledText::new(&" ".repeat(gap), Role::Plain));
    pieces.extend(signs);
    painter.pieces(area, y, &pieces, selected);
}

/// The date as stored; an interval does not repeat what its ends share.
fn date_texts(event: &Event, hit: &Hit, narrow: bool) -> Vec<StyledText> {
    let short = event.date.as_ref().map_or_else(String::new, Edtf::to_short_string);
    let text = if narrow { format!("{short} ") } else { format!("{} ", pad_date(&short, DATE_COLUMNS)) };
    // The short form may have fewer characters than the date that matched.
    let at: Vec<usize> = hit
        .matched_positions(SearchField::Date)
        .iter()
        .copied()
        .filter(|at| *at < short.chars().count())
        .collect();
    highlight_matches(&text, &at, Role::Date)
}

fn date_marker(event: &Event) -> &'static str {
    match &event.date {
        None => "◌ ",
        Some(date) if date.is_exact() => "▪ ",
        Some(_) => "▫ ",
    }
}

/// The abbreviation of a type, and its role.
pub(super) fn kind_label(kind: Kind) -> (&'static str, Role) {
    match kind {
        Kind::Agreement => ("agr", Role::Cooperation),
        Kind::Summit => ("sum", Role::Cooperation),
        Kind::Mou => ("mou", Role::Cooperation),
        Kind::Statement => ("stm", Role::Cooperation),
        Kind::Dialogue => ("dlg", Role::Cooperation),
        Kind::WorkingGroup => ("wkg", Role::Cooperation),
        Kind::Exercise => ("exe", Role::Cooperation),
        Kind::Policy => ("pol", Role::Cooperation),
        Kind::Research => ("res", Role::Cooperation),
        Kind::Advisory => ("adv", Role::Measure),
        Kind::Sanction => ("san", Role::Measure),
        Kind::Indictment => ("ind", Role::Measure),
        Kind::Attribution => ("att", Role::Attack),
        Kind::Incident => ("inc", Role::Attack),
    }
}

/// The indicators at the right edge: draft, planned, mark, conflict, open commitments, note, sources and copies.
fn indicator_texts(state: &State, entry: &TimelineEntry, narrow: bool) -> Vec<StyledText> {
    let event = &entry.event;
    let mut pieces = Vec::new();
    let mut sign = |set: bool, text: &str, role: Role| {
        if set {
            pieces.push(StyledText::new(text, role));
        }
    };
    sign(event.is_draft(), " draft", Role::Draft);
    sign(event.planned, " planned", Role::Plain);
    sign(entry.marked, " *", Role::Plain);
    sign(!event.conflicts.is_empty(), " !", Role::Warning);
    if !narrow {
        let status = |commitment| state.timeline.commitment_status(event, commitment, state.today);
        let open = event.commitments.iter().filter(|row| status(row).is_outstanding()).count();
        let late = event.commitments.iter().any(|row| status(row).is_missed());
        sign(open > 0, &format!(" ⚑{open}"), if late { Role::Overdue } else { Role::Commitment });
        sign(!entry.notes.is_empty(), " ✎", Role::Plain);
        let (own, copies) = state.timeline.count_sources(event);
        let sources = if copies > 0 { format!("{own}+{copies}") } else { own.to_string() };
        pieces.push(StyledText::new(&format!("{sources:>5} "), Role::Plain));
    }
    pieces
}

/// The title in `room` columns. If a match would be cut off, the beginning is cut instead.
fn title_texts(state: &State, entry: &TimelineEntry, hit: &Hit, room: usize) -> Vec<StyledText> {
    let event = &entry.event;
    let korean = state.is_korean() && event.title_ko.is_some();
    let field = SearchField::Text(if korean { EventField::TitleKo } else { EventField::Title });
    let text = crate::text::clean_line(event.display_title(korean));
    let at = hit.matched_positions(field);
    fit_title(&text, at, room)
}

/// A title in `room` columns, with a sign where it is cut.
fn fit_title(text: &str, at: &[usize], room: usize) -> Vec<StyledText> {
    if display_width(text) <= room || room == 0 {
        return if room == 0 { Vec::new() } else { highlight_matches(text, at, Role::Plain) };
    }
    let chars: Vec<char> = text.chars().collect();
    let width = |range: std::ops::Range<usize>| display_width(&chars[range].iter().collect::<String>());
    let last = at.last().map_or(0, |last| last + 1).min(chars.len());
    let mut start = 0;
    if width(0..last) + 1 > room {
        // Start so late that the last matched character is just visible, but not after the first.
        let first = at.first().copied().unwrap_or(0).min(last);
        let tail = usize::from(last < chars.len());
        while start < first && width(start..last) + 1 + tail > room {
            start += 1;
        }
        // Start at a word if possible.
        if start > 0 && chars[start - 1] != ' ' {
            start = (start..first).find(|at| chars[*at] == ' ').map_or(start, |space| space + 1);
        }
    }
    let mut end = chars.len();
    let lead = usize::from(start > 0);
    while end > start && width(start..end) + lead + usize::from(end < chars.len()) > room {
        end -= 1;
    }
    let shown: String = chars[start..end].iter().collect();
    let here: Vec<usize> = at.iter().filter_map(|place| place.checked_sub(start)).collect();
    let mut pieces = Vec::new();
    if start > 0 {
        pieces.push(StyledText::new("…", Role::Plain));
    }
    pieces.extend(highlight_matches(&shown, &here, Role::Plain));
    if end < chars.len() {
        pieces.push(StyledText::new("…", Role::Plain));
    }
    pieces
}

/// Draws the Korean title below the English one.
fn draw_second_title(painter: &mut Painter<'_>, area: Rect, y: u16, state: &State, n: usize) {
    let hit = &state.hits[n];
    let event = state.event_at(n);
    let indent = 2 + DATE_COLUMNS + 3 + if area.width >= MIN_WIDTH_FOR_KIND { 4 } else { 0 };
    let inner =
        Rect { x: area.x + indent as u16, width: area.width.saturating_sub(indent as u16 + 1), ..area };
    let text = crate::text::clean_line(event.title_ko.as_deref().unwrap_or_default());
    painter.pieces(
        inner,
        y,
        &fit_title(
            &text,
            hit.matched_positions(SearchField::Text(EventField::TitleKo)),
            usize::from(inner.width),
        ),
        false,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, at: &[usize], room: usize) -> String {
        fit_title(text, at, room)
            .iter()
            .map(|piece| if piece.matched { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn a_match_is_visible_in_a_cut_title() {
        let text = "Cyber commands sign MOU in Seoul";
        assert_eq!(shown(text, &[], 40), text);
        assert_eq!(shown(text, &[], 12), "Cyber comma…");
        assert_eq!(shown(text, &[27, 28, 29, 30, 31], 12), "…in [Seoul]");
        assert_eq!(shown(text, &[0], 5), "[C]ybe…");
        assert_eq!(shown("한미 사이버사령부 양해각서", &[10, 11], 12), "…[양해]각서");
        assert_eq!(shown(text, &[], 0), "");
    }
}
