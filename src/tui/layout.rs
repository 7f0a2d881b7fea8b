//! Where each part of the screen goes at a size. Pure arithmetic; state and view both ask here, so that what is drawn
//! and what is scrolled agree.

use ratatui::layout::Rect;

/// Where the parts are. A part without a place is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// Program, store, counts.
    pub top: Rect,
    /// The filter, where it has a line of its own.
    pub filter: Rect,
    /// How dense the whole store is.
    pub density: Rect,
    /// The ruler.
    pub ruler: Rect,
    /// The marks: a lane a row, or all in one row.
    pub lanes: Rect,
    /// Columns of the names at the left of the axis.
    pub labels: u16,
    /// The list of events.
    pub list: Rect,
    /// The detail pane.
    pub detail: Rect,
    /// Rules: under the head, between list and detail, above the foot.
    pub rules: [Rect; 3],
    /// What just happened, and the position.
    pub status: Rect,
    /// The keys that work now.
    pub hints: Rect,
    /// Everything between the head (or, where it is shown, the axis) and the foot, for the reader and the help.
    pub body: Rect,
    /// What kind of screen it is.
    pub shape: ScreenShape,
}

/// The shapes of the screen, by its size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScreenShape {
    /// 110 columns or more and 18 rows or more: list and detail side by side.
    Wide,
    /// 80 columns and 18 rows or more: list above, detail below.
    Stacked,
    /// 40 columns and 12 rows or more: list, and a detail of up to five lines.
    Small,
    /// Less: the list only.
    ListOnly,
    /// Too small for anything but to say so.
    #[default]
    TooSmall,
}

impl ScreenShape {
    /// The shape for a size.
    pub const fn for_size(width: u16, height: u16) -> Self {
        match (width, height) {
            (..20, _) | (_, ..4) => Self::TooSmall,
            (..40, _) | (_, ..12) => Self::ListOnly,
            (..80, _) | (_, ..18) => Self::Small,
            (..110, _) => Self::Stacked,
            _ => Self::Wide,
        }
    }
}

/// How many rows an axis would like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AxisRows {
    /// One a lane.
    pub lanes: u16,
}

/// From this height on a wide screen has lanes, each its own row.
const MIN_LANE_HEIGHT: u16 = 30;
/// From this height on the marks have a row.
const MIN_MARK_HEIGHT: u16 = 18;

/// Share of the list in a wide screen, in hundredths.
const LIST_PERCENT: u16 = 48;

impl ScreenLayout {
    /// The layout of a screen; `filtered` is whether a filter is set or being typed, `axis` whether there is an axis.
    pub fn for_screen(width: u16, height: u16, filtered: bool, axis: Option<AxisRows>) -> Self {
        let shape = ScreenShape::for_size(width, height);
        let row = |y: u16| Rect::new(0, y, width, 1);
        let mut layout = Self { shape, ..Self::default() };
        if shape == ScreenShape::TooSmall {
            layout.top = Rect::new(0, 0, width, height.min(1));
            return layout;
        }
        layout.top = row(0);
        layout.hints = row(height - 1);
        let mut foot = height - 1;
        if shape == ScreenShape::Wide {
            foot -= 1;
            layout.status = row(foot);
        }
        let mut head = 1;
        if filtered && matches!(shape, ScreenShape::Wide | ScreenShape::Stacked) {
            layout.filter = row(1);
            head = 2;
        }
        if shape != ScreenShape::ListOnly {
            foot -= 1;
            layout.rules[2] = row(foot);
        }
        if let Some(rows) = axis.filter(|_| shape != ScreenShape::ListOnly) {
            head = layout.place_axis(head, rows, height);
        }
        if matches!(shape, ScreenShape::Wide | ScreenShape::Stacked) {
            layout.rules[0] = row(head);
            head += 1;
        }
        layout.body = Rect::new(0, head, width, foot - head);
        layout.split_body(shape);
        layout
    }

    /// Gives the axis its rows from `head` on; gives back the row below it.
    fn place_axis(&mut self, head: u16, rows: AxisRows, height: u16) -> u16 {
        let row = |y: u16, height: u16| Rect::new(0, y, self.top.width, height);
        let lanes = match self.shape {
            ScreenShape::Wide if height >= MIN_LANE_HEIGHT => rows.lanes,
            _ => u16::from(height >= MIN_MARK_HEIGHT),
        };
        self.labels = match self.shape {
            ScreenShape::Wide => 13,
            ScreenShape::Stacked => 9,
            _ => 1,
        };
        (self.density, self.ruler) = (row(head, 1), row(head + 1, 1));
        self.lanes = row(head + 2, lanes);
        head + 2 + lanes
    }

    /// Shares the body out between list and detail.
    fn split_body(&mut self, shape: ScreenShape) {
        let body = self.body;
        match shape {
            ScreenShape::Wide => {
                let list = (u32::from(body.width) * u32::from(LIST_PERCENT) / 100) as u16;
                self.list = Rect { width: list, ..body };
                self.rules[1] = Rect { x: list, width: 1, ..body };
                self.detail = Rect { x: list + 2, width: body.width - list - 2, ..body };
            }
            ScreenShape::Stacked | ScreenShape::Small => {
                let rows = body.height - 1;
                let detail = if shape == ScreenShape::Stacked { rows / 2 } else { (rows / 2).min(5) };
                let list = rows - detail;
                self.list = Rect { height: list, ..body };
                self.rules[1] = Rect { y: body.y + list, height: 1, ..body };
                self.detail = Rect { y: body.y + list + 1, height: detail, ..body };
            }
            ScreenShape::ListOnly | ScreenShape::TooSmall => self.list = body,
        }
    }
}

/// Where the parts of the review go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewLayout {
    /// The fields.
    pub fields: Rect,
    /// Between them and the evidence.
    pub rule: Rect,
    /// The evidence.
    pub evidence: Rect,
    /// The lines that name the two, where they stand side by side.
    pub headings: [Rect; 2],
}

/// From this width on fields and evidence stand side by side.
pub const MIN_SIDE_BY_SIDE_WIDTH: u16 = 100;
/// With fewer rows than this only one of them is on the screen.
const MIN_HEIGHT_FOR_BOTH: u16 = 14;
/// Rows that the one not being walked keeps.
const MIN_PANE_ROWS: u16 = 5;

impl ReviewLayout {
    /// Shares `body` out: side by side, one above the other, or only the one being walked (`aside`: the evidence).
    /// `fields` and `evidence` are the rows each would like.
    pub fn for_body(body: Rect, fields: u16, evidence: u16, aside: bool) -> Self {
        if body.width >= MIN_SIDE_BY_SIDE_WIDTH {
            let left = body.width / 2;
            let columns = [
                Rect { width: left - 1, ..body },
                Rect { x: left + 2, width: body.width - left - 2, ..body },
            ];
            let head = body.height.min(1);
            let [fields, evidence] =
                columns.map(|pane| Rect { y: pane.y + head, height: pane.height - head, ..pane });
            let rule = Rect { x: left, width: 1, ..body };
            return Self {
                fields,
                rule,
                evidence,
                headings: columns.map(|pane| Rect { height: head, ..pane }),
            };
        }
        let none = Rect { height: 0, ..body };
        if body.height < MIN_HEIGHT_FOR_BOTH {
            let (fields, evidence) = if aside { (none, body) } else { (body, none) };
            return Self { fields, rule: none, evidence, headings: [none; 2] };
        }
        let rows = body.height - 1;
        let above = if aside {
            rows.saturating_sub(evidence).max(MIN_PANE_ROWS)
        } else {
            fields.min(rows - MIN_PANE_ROWS)
        };
        Self {
            fields: Rect { height: above, ..body },
            rule: Rect { y: body.y + above, height: 1, ..body },
            evidence: Rect { y: body.y + above + 1, height: rows - above, ..body },
            headings: [Rect::default(); 2],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_lies_on_the_screen_and_none_over_another() {
        for width in 0..=170 {
            for height in 0..=50 {
                for (filtered, lanes) in [(false, 0), (true, 0), (false, 7), (true, 7)] {
                    let axis = Some(AxisRows { lanes }).filter(|_| lanes > 0);
                    let layout = ScreenLayout::for_screen(width, height, filtered, axis);
                    let screen = Rect::new(0, 0, width, height);
                    let axis = [layout.density, layout.ruler, layout.lanes];
                    let parts =
                        [layout.top, layout.filter, layout.list, layout.detail, layout.status, layout.hints];
                    let parts: Vec<Rect> = parts
                        .into_iter()
                        .chain(axis)
                        .chain(layout.rules)
                        .filter(|part| !part.is_empty())
                        .collect();
                    for (n, part) in parts.iter().enumerate() {
                        assert_eq!(part.intersection(screen), *part, "{width}x{height}");
                        assert!(
                            parts[n + 1..].iter().all(|other| !part.intersects(*other)),
                            "{width}x{height} {parts:?}"
                        );
                    }
                    assert!(
                        layout.shape == ScreenShape::TooSmall || layout.list.height > 0,
                        "{width}x{height}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_parts_of_a_review_share_the_body() {
        for (width, height) in (0..=130).flat_map(|width| (0..=50).map(move |height| (width, height))) {
            let body = Rect::new(0, 2, width, height);
            for (fields, evidence, aside) in [(0, 0, false), (12, 30, false), (60, 4, true), (9, 99, true)] {
                let areas = ReviewLayout::for_body(body, fields, evidence, aside);
                let parts = [areas.fields, areas.rule, areas.evidence, areas.headings[0], areas.headings[1]];
                for (n, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersection(body).area(), part.area(), "{width}x{height} {parts:?}");
                    assert!(parts[n + 1..].iter().all(|other| !part.intersects(*other)), "{width}x{height}");
                }
            }
        }
    }
}
