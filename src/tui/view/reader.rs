//! A source, being read: event and source in the head, the text in a column of at most eighty.

use super::paint::Paint;
use crate::model::Edtf;
use crate::text::width::columns;
use crate::tui::page::Piece;
use crate::tui::state::State;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(paint: &mut Paint<'_>, area: Rect, state: &State) {
    let (Some(reader), Some((entry, source))) = (&state.reader, state.read_source()) else { return };
    let event = &entry.event;
    let page = state.reader_page();
    let count = event.sources.len();
    let place =
        if count == 0 { "no source".to_owned() } else { format!("source {} of {count}", reader.source + 1) };
    let date = event.date.as_ref().map(Edtf::short).unwrap_or_default();
    let right = format!("  {place} ");
    let left = Rect { width: area.width.saturating_sub(columns(&right) as u16), ..area };
    paint.pieces(
        left,
        0,
        &[Piece::new(&format!(" ◂ {date}  "), Role::Date), Piece::new(&event.title, Role::Title)],
        false,
    );
    paint.right(area, 0, &[Piece::new(&right, Role::Plain)], false);

    let mut facts = Vec::new();
    if let Some(source) = source {
        facts.extend(source.publisher.clone());
        facts.push(source.published.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string));
        facts.extend(source.author.clone());
        facts.push(language(source.language.as_deref()).to_owned());
        facts.extend(source.copy_of.as_ref().map(|id| format!("copy of {id}")));
        facts.extend(source.machine_written.then(|| "written by a machine".to_owned()));
    }
    facts.retain(|fact| !fact.is_empty());
    let height = state.reader_height();
    let last = page.lines.len().saturating_sub(height);
    let percent = (reader.scroll.min(last) * 100).checked_div(last);
    let share = percent.map_or_else(|| "all".to_owned(), |percent| format!("{percent} %"));
    let right = format!("  {share} ");
    let left = Rect { width: area.width.saturating_sub(columns(&right) as u16), ..area };
    paint.text(left, 1, &format!(" {}", facts.join("   ")), Role::Plain);
    paint.right(area, 1, &[Piece::new(&right, Role::Plain)], false);

    paint.rule_between(Rect {
        y: area.y + 2.min(area.height),
        height: area.height.min(3).saturating_sub(2),
        ..area
    });
    let text = Rect {
        x: area.x + 2.min(area.width),
        y: area.y,
        width: area.width.saturating_sub(2),
        height: area.height,
    };
    for (y, line) in page.lines.iter().skip(reader.scroll).take(height).enumerate() {
        paint.line(text, y as u16 + 3, line, false);
    }
}

fn language(code: Option<&str>) -> &str {
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
