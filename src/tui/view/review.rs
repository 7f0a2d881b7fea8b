//! A draft under review: fields beside or above their evidence, the line being typed in its place, the merge list and the
//! two sides of a merge over all of it. Never writes the state.

use super::paint::{Painter, hidden_prefix_len};
use crate::model::review::Grade;
use crate::text::clean_line;
use crate::text::width::{display_width, truncate};
use crate::tui::action::ScreenLayer;
use crate::tui::page::review::value_indent;
use crate::tui::page::{StyledPage, StyledText};
use crate::tui::state::State;
use crate::tui::state::line_editor::LineEditor;
use crate::tui::theme::Role;
use ratatui::layout::{Position, Rect};

/// Draws the review. Gives back where the terminal's cursor belongs while something is typed.
pub(super) fn draw(paint: &mut Painter<'_>, body: Rect, state: &State) -> Option<Position> {
    let review = state.review.as_ref()?;
    if review.merge.is_some() {
        draw_page(paint, body, &state.merge_preview_page(), state.review_scroll(), None);
        return None;
    }
    if let Some(into) = &review.merge_list {
        let line = Rect { height: body.height.min(1), ..body };
        let list = Rect { y: body.y + line.height, height: body.height - line.height, ..body };
        draw_page(paint, list, &state.merge_list_page(), state.review_scroll(), Some(into.selected));
        let typing = state.layer() == ScreenLayer::MergeList;
        let title = state.current_entry().map(|entry| clean_line(&entry.event.title)).unwrap_or_default();
        let label =
            format!(" merge “{}” into / ", truncate(&title, usize::from(line.width / 2).saturating_sub(8)));
        return draw_input(paint, line, &label, &into.line).filter(|_| typing);
    }
    let areas = state.review_layout();
    let fields = state.fields_page();
    let cursor = Some(review.field).filter(|_| !review.in_evidence && review.input.is_none());
    draw_page(paint, areas.fields, &fields, review.field_scroll, cursor);
    paint.rule(areas.rule);
    if areas.rule.width > 1 {
        let name = if review.in_evidence { " ▸ Evidence " } else { " Evidence " };
        let place = Rect { x: areas.rule.x + 1, width: areas.rule.width - 1, ..areas.rule };
        paint.text(place, 0, name, if review.in_evidence { Role::Title } else { Role::Label });
    }
    for (head, name) in areas.headings.iter().zip(["Proposed event", "Evidence"]) {
        let here = (name == "Evidence") == review.in_evidence;
        paint.text(*head, 0, &format!("{}{name}", if here { "▸ " } else { "  " }), Role::Label);
    }
    draw_page(paint, areas.evidence, &state.evidence_page(), review.evidence_scroll, None);
    let line = review.input.as_ref()?;
    let (first, _) = fields.target_lines(review.field)?;
    let y = first.checked_sub(review.field_scroll).filter(|y| *y < usize::from(areas.fields.height))?;
    let at = value_indent(usize::from(areas.fields.width)) as u16;
    let row = Rect { y: areas.fields.y + y as u16, height: 1, ..areas.fields };
    paint.text(row, 0, &" ".repeat(usize::from(row.width)), Role::Plain);
    let label = crate::text::width::pad(line.part.label(), usize::from(at).saturating_sub(2));
    let label = if at > 2 { format!("▸ {label}") } else { "▸ ".to_owned() };
    draw_input(paint, row, &label, &line.line).filter(|_| state.layer() == ScreenLayer::FieldInput)
}

/// A page in its place, from line `scroll` on; the lines of `cursor` reversed.
fn draw_page(paint: &mut Painter<'_>, area: Rect, page: &StyledPage, scroll: usize, cursor: Option<usize>) {
    for (y, line) in page.lines.iter().skip(scroll).take(usize::from(area.height)).enumerate() {
        let selected = line.target.is_some() && line.target == cursor;
        paint.line(area, y as u16, line, selected);
    }
    if page.lines.len() > scroll + usize::from(area.height) && area.width > 2 && area.height > 0 {
        let corner = Rect { x: area.right() - 1, y: area.bottom() - 1, width: 1, height: 1 };
        paint.text(corner, 0, "…", Role::Title);
    }
}

/// A line being typed behind its label; a long one scrolls so that the caret stays in sight.
fn draw_input(paint: &mut Painter<'_>, area: Rect, label: &str, line: &LineEditor) -> Option<Position> {
    let lead = display_width(label) as u16;
    let room = usize::from(area.width.saturating_sub(lead + 1));
    let before = line.text_before_caret();
    let skip = hidden_prefix_len(before, room);
    let pieces = [StyledText::new(label, Role::Key), StyledText::new(&line.text()[skip..], Role::Title)];
    paint.pieces(area, 0, &pieces, false);
    let x = area.x + lead + display_width(&before[skip..]) as u16;
    (area.height > 0).then(|| Position::new(x.min(area.right().saturating_sub(1)), area.y))
}

/// The line at the top: what is reviewed, which draft of how many.
pub(super) fn draw_title_bar(paint: &mut Painter<'_>, area: Rect, state: &State) {
    let Some(review) = &state.review else { return };
    let look = review.sheet.as_ref().map_or(0, |sheet| sheet.count_graded(Grade::Check));
    let looks = match look {
        0 => "nothing to look at".to_owned(),
        count => format!("{count} to look at"),
    };
    let (at, of) = (review.position() + 1, review.order.len());
    let right =
        if area.width < 50 { format!("  {at}/{of} ") } else { format!("  draft {at} of {of}: {looks} ") };
    let used = paint.right_aligned(area, 0, &[StyledText::new(&right, Role::Plain)], false);
    let left = Rect { width: area.width - used, ..area };
    let source = review.sheet.as_ref().and_then(|sheet| sheet.source.as_deref());
    let name = source.and_then(|id| state.timeline.source(id)).map(crate::model::Source::label);
    let pieces = [
        StyledText::new(" Review", Role::Title),
        StyledText::new(&format!("  {}", name.unwrap_or_default()), Role::Plain),
    ];
    paint.pieces(left, 0, &pieces, false);
}

/// The grades of the draft in one sentence.
pub(super) fn grade_summary(state: &State) -> String {
    let Some(review) = &state.review else { return String::new() };
    let Some(sheet) = &review.sheet else { return String::new() };
    let count = |grade| sheet.count_graded(grade);
    let of = review.order.len();
    let (look, likely, sure) = (count(Grade::Check), count(Grade::Likely), count(Grade::Confident));
    format!(
        "Draft {} of {of}: {look} to look at, {likely} likely, {sure} sure. Drafts stay until decided.",
        review.position() + 1
    )
}
