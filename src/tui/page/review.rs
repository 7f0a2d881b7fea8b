//! A draft under review as pages: its fields with their grades, the words they rest on, the events it may be merged into,
//! and itself beside one of them. Never decides what may be done.

use super::pieces::{Line, Page, Piece, Target};
use crate::model::review::{Choice, Grade, Part, Row, Sheet, Sides};
use crate::model::{Edtf, Timeline};
use crate::text::width::{columns, cut, pad};
use crate::tui::theme::Role;

/// Columns before a value: the mark of the cursor and the label.
pub const LABEL: usize = 13;
/// Columns of a grade and the space before it, so wide that it is not taken for the end of the value.
const GRADE: usize = 8;
/// From this width on grades have a column of their own.
const WITH_GRADES: usize = 36;

/// The fields of a sheet. Reasons stand under the field at the cursor and, where there is room, under all to look at.
/// The value at the cursor makes room while another is typed in its place.
pub fn fields(sheet: &Sheet, cursor: usize, typing: bool, width: usize, all: bool) -> Page {
    let mut page = Page::default();
    for (n, row) in sheet.rows.iter().enumerate() {
        let here = n == cursor;
        let start = if here && typing {
            field(&mut page, &Row { text: String::new(), ..row.clone() }, here, width)
        } else {
            field(&mut page, row, here, width)
        };
        page.target(start, Target::Row(n));
        if here || all && row.grade == Some(Grade::Look) {
            let indent = [Piece::new(&" ".repeat(indent(width)), Role::Plain)];
            if here && typing {
                page.flow(&indent, form(row.part), &[], Role::Plain, width);
                continue;
            }
            for why in &row.why {
                page.flow(&indent, why, &[], Role::Plain, width);
            }
            if row.part == Part::When && sheet.choices.len() > 1 {
                page.lines.push(choices(sheet, &indent));
            }
        }
    }
    page
}

/// How a field is written.
fn form(part: Part) -> &'static str {
    match part {
        Part::Title => "who did what, in English, at most 80 characters",
        Part::TitleKo => "누가 무엇을; empty: none",
        Part::When => {
            "2022-08-18, 2022-08, 2022-08~ (about), 2022? (not sure), ../2022-08 (by then); empty: no date"
        }
        Part::Kind => "Tab goes through the kinds",
        Part::Who => "ids or names, with commas between; Tab completes",
        Part::Where => "a town, or as the text says; empty: none",
        Part::Planned => "yes or no",
        Part::Commitment(_) => "what was promised, due 2022-10; empty: none",
        Part::Link(_) => {
            "implements, follows-up or responds-to, then an event's id; Tab completes; empty: none"
        }
        Part::Source => {
            "the day of publication, as 2022-08-18, or a month: every draft of the source follows"
        }
        Part::Same => "",
    }
}

/// The dates to choose from, each behind its key.
fn choices(sheet: &Sheet, indent: &[Piece]) -> Line {
    let mut pieces = indent.to_vec();
    for (n, date) in sheet.choices.iter().enumerate() {
        pieces.push(Piece::new(&format!("{} ", n + 1), Role::Key));
        pieces.push(Piece::new(&format!("{date}   "), Role::Date));
    }
    Line { pieces, target: None }
}

/// Columns before a value in a page of this width.
pub fn indent(width: usize) -> usize {
    if width < WITH_GRADES { 2 } else { LABEL }
}

fn field(page: &mut Page, row: &Row, here: bool, width: usize) -> usize {
    let narrow = width < WITH_GRADES;
    let room = if narrow { width } else { width - GRADE };
    let mark = if here { "▸ " } else { "  " };
    let label = row.part.label();
    let lead = if narrow { label.to_owned() + " " } else { pad(label, LABEL - 2) };
    let lead = [Piece::new(mark, Role::Title), Piece::new(&lead, Role::Label)];
    let text = if row.text.is_empty() { "-" } else { &row.text };
    let word = row.grade.map_or("", Grade::word);
    let role = if row.part == Part::Title { Role::Title } else { Role::Plain };
    if narrow {
        // The label's own line has the grade; the value stands under it.
        let start = page.lines.len();
        let mut pieces = lead.to_vec();
        pieces.extend(row.grade.map(|grade| Piece::new(word, grade_role(grade))));
        page.lines.push(Line { pieces, target: None });
        page.flow(&[Piece::new("  ", Role::Plain)], text, &[], role, width);
        return start;
    }
    let start = page.flow(&lead, text, &[], role, room);
    if let (Some(line), Some(grade)) = (page.lines.get_mut(start), row.grade) {
        let gap = (width - columns(word)).saturating_sub(line.width());
        line.pieces.push(Piece::new(&" ".repeat(gap), Role::Plain));
        line.pieces.push(Piece::new(word, grade_role(grade)));
    }
    start
}

fn grade_role(grade: Grade) -> Role {
    match grade {
        Grade::Sure | Grade::Likely => Role::Plain,
        Grade::Look => Role::Warn,
    }
}

/// The passages that the fields rest on, numbered, a bar beside their words.
pub fn evidence(sheet: &Sheet, width: usize) -> Page {
    let mut page = Page::default();
    if sheet.evidence.is_empty() {
        page.flow(
            &[],
            "No words of the source are kept. Enter reads what there is.",
            &[],
            Role::Plain,
            width,
        );
    }
    for (n, passage) in sheet.evidence.iter().enumerate() {
        page.gap();
        let plain = [Piece::new("   ", Role::Plain)];
        if !passage.before.is_empty() {
            page.flow(&plain, &passage.before, &[], Role::Plain, width);
        }
        let start = page.lines.len();
        let sign = if passage.rival { "!" } else { "▐" };
        let role = if passage.rival { Role::Warn } else { Role::Title };
        let lead = [Piece::new(&format!("{sign}{} ", (n + 1) % 10), role)];
        page.flow(&lead, &passage.words, &passage.marked, Role::Title, width);
        // The bar runs down beside all of the words.
        for line in page.lines.iter_mut().skip(start + 1) {
            if let Some(first) = line.pieces.first_mut().filter(|piece| piece.text.starts_with("   ")) {
                *first = Piece::new(&format!("{sign}  "), role);
            }
        }
        if !passage.after.is_empty() {
            page.flow(&plain, &passage.after, &[], Role::Plain, width);
        }
        page.flow(&plain, &format!("rests on it: {}", passage.rests), &[], Role::Label, width);
    }
    page
}

/// The events of the merge list, one a line.
pub fn into(timeline: &Timeline, ids: &[String], at: usize, near: &[String], width: usize) -> Page {
    let mut page = Page::default();
    for (n, id) in ids.iter().enumerate() {
        let Some(event) = timeline.get(id).map(|entry| &entry.event) else { continue };
        let date = event.date.as_ref().map(Edtf::short).unwrap_or_default();
        let mark = if n == at { "▸ " } else { "  " };
        let near = if near.contains(id) { "near " } else { "" };
        let draft = if event.is_draft() { "draft " } else { "" };
        let text =
            format!("{mark}{} {near}{draft}{}", pad(&date, LABEL), crate::text::clean_line(&event.title));
        let line = Line::of(&cut(&text, width), Role::Plain);
        page.lines.push(line);
        page.target(page.lines.len() - 1, Target::Row(n));
    }
    if page.lines.is_empty() {
        page.lines.push(Line::of("  No event fits. Esc goes back.", Role::Plain));
    }
    page
}

/// A draft beside the event it is merged into.
pub fn sides(timeline: &Timeline, sides: &Sides, choices: &[Choice], at: usize, width: usize) -> Page {
    let mut page = Page::default();
    let title = |id: &str| timeline.get(id).map(|entry| entry.event.title.clone()).unwrap_or_default();
    page.flow(&[Piece::new("  Draft  ", Role::Label)], &title(&sides.draft), &[], Role::Plain, width);
    page.flow(&[Piece::new("  Into   ", Role::Label)], &title(&sides.event), &[], Role::Title, width);
    if sides.bundled && choices.contains(&Choice::Replace) {
        let words = "  ! Replacing makes a copy of the built-in event your own: later corrections of it no longer arrive.";
        page.flow(&[], words, &[], Role::Warn, width);
    }
    page.gap();
    if sides.rows.is_empty() {
        page.flow(
            &[],
            "  They say the same. Enter adds the draft's source to the event.",
            &[],
            Role::Plain,
            width,
        );
    }
    for (n, (side, choice)) in sides.rows.iter().zip(choices).enumerate() {
        let mark = if n == at { "▸ " } else { "  " };
        let word = if side.adds && *choice == Choice::Replace { "add to the list" } else { choice.word() };
        let start = page.lines.len();
        let pieces = vec![
            Piece::new(mark, Role::Title),
            Piece::new(&pad(side.field, LABEL - 2), Role::Label),
            Piece::new(word, if *choice == Choice::Keep { Role::Plain } else { Role::Warn }),
        ];
        page.lines.push(Line { pieces, target: None });
        let ours = if side.ours.is_empty() { "-" } else { &side.ours };
        for (who, text) in [("    event  ", ours), ("    draft  ", &side.theirs)] {
            page.flow(&[Piece::new(who, Role::Plain)], text, &[], Role::Plain, width);
        }
        page.target(start, Target::Row(n));
    }
    page
}
