//! A source, being read: event and source in the head, the text in a column of at most eighty.

use super::paint::Painter;
use crate::model::Edtf;
use crate::text::width::display_width;
use crate::tui::page::StyledText;
use crate::tui::state::State;
use crate::tui::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(paint: &mut Painter<'_>, area: Rect, state: &State) {
    let (Some(reader), Some((entry, source))) = (&state.reader, state.current_source()) else { return };
    let event = &entry.event;
    let page = state.reader_page();
    let count = event.sources.len();
    let place =
        if count == 0 { "no source".to_owned() } else { format!("source {} of {count}", reader.source + 1) };
    let date = event.date.as_ref().map(Edtf::to_short_string).unwrap_or_default();
    let right = format!("  {place} ");
    let left = Rect { width: area.width.saturating_sub(display_width(&right) as u16), ..area };
    paint.pieces(
        left,
        0,
        &[StyledText::new(&format!(" ◂ {date}  "), Role::Date), StyledText::new(&event.title, Role::Title)],
        false,
    );
    paint.right_aligned(area, 0, &[StyledText::new(&right, Role::Plain)], false);

    let mut facts = Vec::new();
    if let Some(source) = source {
        facts.extend(source.publisher.clone());
        facts.push(source.published.as_ref().map_or_else(|| "undated".to_owned(), ToString::to_string));
        facts.extend(source.author.clone());
        facts.push(language_name(source.language.as_deref()).to_owned());
        facts.extend(source.copy_of.as_ref().map(|id| format!("copy of {id}")));
        facts.extend(source.machine_written.then(|| "written by a machine".to_owned()));
    }
    facts.retain(|fact| !fact.is_empty());
    let height = state.reader_height();
    let last = page.lines.len().saturating_sub(height);
    let percent = (reader.scroll.min(last) * 100).checked_div(last);
    let share = percent.map_or_else(|| "all".to_owned(), |percent| format!("{percent} %"));
    let right = format!("  {share} ");
    let left = Rect { width: area.width.saturating_sub(display_width(&right) as u16), ..area };
    paint.text(left, 1, &format!(" {}", facts.join("   ")), Role::Plain);
    paint.right_aligned(area, 1, &[StyledText::new(&right, Role::Plain)], false);

    paint.rule(Rect { y: area.y + 2.min(area.height), height: area.height.min(3).saturating_sub(2), ..area });
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
