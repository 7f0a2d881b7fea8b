//! Draws a source in the reader: event and source above, the text below.

use crate::model::{Edtf, Source};
use crate::text::width::display_width;
use crate::tui::painter::Painter;
use crate::tui::state::State;
use crate::tui::styled_text::StyledText;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

/// Rows above the text.
pub(super) const HEADER_ROWS: u16 = 3;

/// Draws the reader.
pub(super) fn draw(painter: &mut Painter<'_>, area: Rect, state: &State) {
    let (Some(reader), Some((entry, source))) = (&state.layers.reader, state.source_in_reader()) else {
        return;
    };
    let event = &entry.event;
    let count = state.readable_sources(entry).len();
    let place =
        if count == 0 { "no source".to_owned() } else { format!("source {} of {count}", reader.source + 1) };
    let date = event.date.as_ref().map(Edtf::to_short_string).unwrap_or_default();
    let title =
        [StyledText::new(&format!(" ◂ {date}  "), Role::Date), StyledText::new(&event.title, Role::Title)];
    draw_header_row(painter, area, 0, &title, &place);

    let last = reader.text.last_scroll();
    let percent = (reader.text.scroll * 100).checked_div(last);
    let share = percent.map_or_else(|| "all".to_owned(), |percent| format!("{percent} %"));
    let facts = source.map(source_facts).unwrap_or_default();
    let facts = [StyledText::new(&format!(" {}", facts.join("   ")), Role::Plain)];
    draw_header_row(painter, area, 1, &facts, &share);

    let rule_rows = area.height.min(HEADER_ROWS).saturating_sub(HEADER_ROWS - 1);
    painter.rule(Rect { y: area.y + 2.min(area.height), height: rule_rows, ..area });
    let text = Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
    painter.page(text, HEADER_ROWS, &reader.text, None);
}

/// Draws a row with a text at its right edge.
fn draw_header_row(painter: &mut Painter<'_>, area: Rect, row: u16, left: &[StyledText], right: &str) {
    let right = format!("  {right} ");
    let room = Rect { width: area.width.saturating_sub(display_width(&right) as u16), ..area };
    painter.pieces(room, row, left, false);
    painter.right_aligned(area, row, &[StyledText::new(&right, Role::Plain)], false);
}

/// Publisher, date, author, language and the like.
fn source_facts(source: &Source) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(source.publisher.clone());
    facts.push(source.published.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string));
    facts.extend(source.author.clone());
    facts.push(language_name(source.language.as_deref()).to_owned());
    facts.extend(source.copy_of.as_ref().map(|id| format!("copy of {id}")));
    facts.extend(source.machine_written.then(|| "machine-written".to_owned()));
    facts.retain(|fact| !fact.is_empty());
    facts
}

fn language_name(code: Option<&str>) -> &str {
    match code {
        Some("en") => "English",
        Some("ko") => "Korean",
        Some("ja") => "Japanese",
        Some("de") => "German",
        Some("vi") => "Vietnamese",
        Some(other) => other,
        None => "",
    }
}
