//! The list of events: year headings, dates at their stored precision, kinds, titles with the matched letters shown,
//! and at the right what there is to know at a glance.

use super::paint::Paint;
use crate::model::{Edtf, Entry, Event, Kind, PromiseState};
use crate::query::{Field, Hit};
use crate::text::counted;
use crate::text::width::{columns, pad};
use crate::tui::action::Layer;
use crate::tui::page::{Piece, marked};
use crate::tui::state::listed::{Heading, Row};
use crate::tui::state::{State, Titles};
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Columns of a date: `2022-05-21/22`.
const DATE: usize = 13;
/// From this width on the kind has a column.
const KIND_FROM: u16 = 50;

pub(super) fn draw(paint: &mut Paint<'_>, area: Rect, state: &State) {
    if state.shown.is_empty() {
        return nothing(paint, area, state);
    }
    let rows = state.rows();
    for (y, row) in rows.iter().skip(state.top).take(usize::from(area.height)).enumerate() {
        let y = y as u16;
        match *row {
            Row::Heading(over, count) => heading(paint, area, y, over, count),
            Row::Event(n) => event(paint, area, y, state, n),
            Row::Second(n) => second(paint, area, y, state, n),
        }
    }
}

/// What to say when the filter lets nothing through, and how to get out.
fn nothing(paint: &mut Paint<'_>, area: Rect, state: &State) {
    let lines = if state.timeline.entries().is_empty() {
        ["The store has no events.".to_owned(), "`koreacyber-tui import FILE` brings articles in.".to_owned()]
    } else if state.only_drafts && state.filter.text().is_empty() {
        ["No draft waits for a decision.".to_owned(), "V or Esc shows all events again.".to_owned()]
    } else {
        let what = if state.only_drafts { "draft" } else { "event" };
        let typing = state.layer() == Layer::Filter;
        let out = if typing {
            "Esc gives back what was there before."
        } else {
            "Esc shows everything, / edits the filter."
        };
        [format!("No {what} fits “{}”.", state.filter.text()), out.to_owned()]
    };
    for (y, line) in lines.iter().enumerate() {
        let inner = Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
        paint.text(inner, y as u16, line, if y == 0 { Role::Title } else { Role::Plain });
    }
}

fn heading(paint: &mut Paint<'_>, area: Rect, y: u16, over: Heading, count: usize) {
    let year = match over {
        Heading::Year(year) => year.to_string(),
        Heading::OpenStart => "start not known".to_owned(),
        Heading::NoDate => "no date".to_owned(),
    };
    let events = counted(count, "event");
    paint.pieces(
        area,
        y,
        &[Piece::new(&format!(" {year}  "), Role::Title), Piece::new(&events, Role::Plain)],
        false,
    );
}

fn event(paint: &mut Paint<'_>, area: Rect, y: u16, state: &State, n: usize) {
    let hit = &state.shown[n];
    let entry = &state.timeline.entries()[hit.entry];
    let event = &entry.event;
    let selected = n == state.cursor;
    let narrow = area.width < 30;
    let mut pieces = vec![Piece::new(if selected { "▸ " } else { "  " }, Role::Title)];
    pieces.extend(date(event, hit, narrow));
    pieces.push(Piece::new(if narrow { " " } else { mark(event) }, Role::Plain));
    if area.width >= KIND_FROM {
        let (short, role) = kind(event.kind);
        pieces.push(Piece { matched: !hit.at(Field::Kind).is_empty(), ..Piece::new(short, role) });
        pieces.push(Piece::new(" ", Role::Plain));
    }
    let signs = signs(state, entry, narrow);
    let taken: usize = pieces.iter().chain(&signs).map(|piece| columns(&piece.text)).sum();
    let room = usize::from(area.width).saturating_sub(taken + 1);
    pieces.extend(title(state, entry, hit, room));
    let used: usize = pieces.iter().map(|piece| columns(&piece.text)).sum();
    let signs_width: usize = signs.iter().map(|piece| columns(&piece.text)).sum();
    let gap = usize::from(area.width).saturating_sub(used + signs_width);
    pieces.push(Piece::new(&" ".repeat(gap), Role::Plain));
    pieces.extend(signs);
    paint.pieces(area, y, &pieces, selected);
}

/// The date as stored, shortened only where an interval repeats itself.
fn date(event: &Event, hit: &Hit, narrow: bool) -> Vec<Piece> {
    let short = event.date.as_ref().map_or_else(String::new, Edtf::short);
    // A date is never cut: what is wider than its column pushes the title.
    let text = if narrow { format!("{short} ") } else { format!("{} ", pad_date(&short)) };
    // The short form may have fewer letters than the date that matched.
    let at: Vec<usize> =
        hit.at(Field::Date).iter().copied().filter(|at| *at < short.chars().count()).collect();
    marked(&text, &at, Role::Date)
}

fn pad_date(date: &str) -> String {
    if columns(date) < DATE { pad(date, DATE) } else { date.to_owned() }
}

fn mark(event: &Event) -> &'static str {
    match &event.date {
        None => "◌ ",
        Some(date) if date.is_exact() => "▪ ",
        Some(_) => "▫ ",
    }
}

/// Three letters for a kind, and its look.
pub(super) fn kind(kind: Kind) -> (&'static str, Role) {
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

/// What stands at the right: draft, disagreement, open commitments, a note, a mark, sources and copies.
fn signs(state: &State, entry: &Entry, narrow: bool) -> Vec<Piece> {
    let event = &entry.event;
    let mut pieces = Vec::new();
    let mut sign = |set: bool, text: &str, role: Role| {
        if set {
            pieces.push(Piece::new(text, role));
        }
    };
    sign(event.is_draft(), " draft", Role::Draft);
    sign(event.planned, " planned", Role::Plain);
    sign(entry.marked, " *", Role::Plain);
    sign(!event.accounts.is_empty(), " !", Role::Warn);
    if !narrow {
        let open = event
            .commitments
            .iter()
            .filter(|promise| promise.state(state.today) != PromiseState::Kept)
            .count();
        let late =
            event.commitments.iter().any(|promise| promise.state(state.today) == PromiseState::Overdue);
        sign(open > 0, &format!(" ⚑{open}"), if late { Role::Overdue } else { Role::Promise });
        sign(!entry.notes.is_empty(), " ✎", Role::Plain);
        let (own, copies) = state.timeline.witnesses(event);
        let sources = if copies > 0 { format!("{own}+{copies}") } else { own.to_string() };
        pieces.push(Piece::new(&format!("{sources:>5} "), Role::Plain));
    }
    pieces
}

/// The title in `room` columns. Where the filter matched behind the cut, the beginning goes instead, so that a match
/// can always be seen.
fn title(state: &State, entry: &Entry, hit: &Hit, room: usize) -> Vec<Piece> {
    let event = &entry.event;
    let korean = state.titles == Titles::Korean && event.title_ko.is_some();
    let field = if korean { Field::TitleKo } else { Field::Title };
    let text = crate::text::clean_line(event.called(korean));
    let at = hit.at(field);
    fit(&text, at, room)
}

/// Pieces of a title in `room` columns, with a sign where it is cut.
fn fit(text: &str, at: &[usize], room: usize) -> Vec<Piece> {
    if columns(text) <= room || room == 0 {
        return if room == 0 { Vec::new() } else { marked(text, at, Role::Plain) };
    }
    let chars: Vec<char> = text.chars().collect();
    let width = |range: std::ops::Range<usize>| columns(&chars[range].iter().collect::<String>());
    let last = at.last().map_or(0, |last| last + 1).min(chars.len());
    let mut start = 0;
    if width(0..last) + 1 > room {
        // Begin so late that the last matched letter is just on the screen, but not behind the first.
        let first = at.first().copied().unwrap_or(0).min(last);
        let tail = usize::from(last < chars.len());
        while start < first && width(start..last) + 1 + tail > room {
            start += 1;
        }
        // Better at a word than within one.
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
        pieces.push(Piece::new("…", Role::Plain));
    }
    pieces.extend(marked(&shown, &here, Role::Plain));
    if end < chars.len() {
        pieces.push(Piece::new("…", Role::Plain));
    }
    pieces
}

/// The Korean title under the English one.
fn second(paint: &mut Paint<'_>, area: Rect, y: u16, state: &State, n: usize) {
    let hit = &state.shown[n];
    let event = state.event_at(n);
    let indent = 2 + DATE + 3 + if area.width >= KIND_FROM { 4 } else { 0 };
    let inner =
        Rect { x: area.x + indent as u16, width: area.width.saturating_sub(indent as u16 + 1), ..area };
    let text = crate::text::clean_line(event.title_ko.as_deref().unwrap_or_default());
    paint.pieces(inner, y, &fit(&text, hit.at(Field::TitleKo), usize::from(inner.width)), false);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, at: &[usize], room: usize) -> String {
        fit(text, at, room)
            .iter()
            .map(|piece| if piece.matched { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn a_match_is_seen_even_in_a_cut_title() {
        let text = "Cyber commands sign MOU in Seoul";
        assert_eq!(shown(text, &[], 40), text);
        assert_eq!(shown(text, &[], 12), "Cyber comma…");
        assert_eq!(shown(text, &[27, 28, 29, 30, 31], 12), "…in [Seoul]");
        assert_eq!(shown(text, &[0], 5), "[C]ybe…");
        assert_eq!(shown("한미 사이버사령부 양해각서", &[10, 11], 12), "…[양해]각서");
        assert_eq!(shown(text, &[], 0), "");
    }
}
