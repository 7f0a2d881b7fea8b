//! The areas of the screen for a size. Pure arithmetic. The state keeps the layout of the current frame, so that scrolling
//! and drawing agree.

use ratatui::layout::Rect;

/// The areas of the screen. One that is not shown is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// The title bar.
    pub top: Rect,
    /// The filter, if it has a line of its own.
    pub filter: Rect,
    /// The density row of the axis.
    pub density: Rect,
    /// The ruler.
    pub ruler: Rect,
    /// The marks, in one row for each lane or all in one row.
    pub lanes: Rect,
    /// The columns of the labels of the axis.
    pub labels: u16,
    /// The list of events.
    pub list: Rect,
    /// The detail pane.
    pub detail: Rect,
    /// Rules: below the title bar and the axis, between list and detail pane, above the bottom lines.
    pub rules: [Rect; 3],
    /// The status line.
    pub status: Rect,
    /// The hint line.
    pub hints: Rect,
    /// Everything between the upper rule and the bottom lines.
    pub body: Rect,
    /// The shape of the screen.
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
    /// 20 columns and 4 rows or more: the list only.
    ListOnly,
    /// Too small for anything but a message.
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

/// What the layout of a screen depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutRequest {
    /// The columns and rows of the terminal.
    pub size: (u16, u16),
    /// Whether a filter is applied or being typed.
    pub filter_line: bool,
    /// The rows of lanes on the axis; `None` without an axis.
    pub lane_rows: Option<u16>,
}

/// The fewest rows of a wide screen with one row for each lane.
const MIN_LANE_HEIGHT: u16 = 30;
/// The fewest rows of a screen with marks.
const MIN_MARK_HEIGHT: u16 = 18;

/// The share of the list in a wide screen, in percent.
const LIST_PERCENT: u16 = 48;

impl ScreenLayout {
    /// The layout of a screen.
    pub fn new(request: &LayoutRequest) -> Self {
        let (width, height) = request.size;
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
        if request.filter_line && matches!(shape, ScreenShape::Wide | ScreenShape::Stacked) {
            layout.filter = row(1);
            head = 2;
        }
        if shape != ScreenShape::ListOnly {
            foot -= 1;
            layout.rules[2] = row(foot);
        }
        if let Some(rows) = request.lane_rows.filter(|_| shape != ScreenShape::ListOnly) {
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

    /// Gives the axis its rows from `head` on. Returns the row below it.
    fn place_axis(&mut self, head: u16, lane_rows: u16, height: u16) -> u16 {
        let row = |y: u16, height: u16| Rect::new(0, y, self.top.width, height);
        let lanes = match self.shape {
            ScreenShape::Wide if height >= MIN_LANE_HEIGHT => lane_rows,
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

    /// Divides the body between list and detail pane.
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

/// The areas of the review queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewLayout {
    /// The fields.
    pub fields: Rect,
    /// Between fields and evidence.
    pub rule: Rect,
    /// The evidence.
    pub evidence: Rect,
    /// The headings of the two, if they are side by side.
    pub headings: [Rect; 2],
}

/// The columns of a page at the right that stay empty, for the sign that there is more below.
pub const PAGE_MARGIN: u16 = 1;
/// Fields and evidence are side by side from this width on.
pub const MIN_SIDE_BY_SIDE_WIDTH: u16 = 100;
/// With fewer rows than this, only one of them is shown.
const MIN_HEIGHT_FOR_BOTH: u16 = 14;
/// The fewest rows of the one that is not scrolled.
const MIN_PANE_ROWS: u16 = 5;

impl ReviewLayout {
    /// The columns of the fields and of the evidence.
    pub fn pane_widths(body: Rect) -> [u16; 2] {
        if body.width < MIN_SIDE_BY_SIDE_WIDTH {
            return [body.width; 2];
        }
        let left = body.width / 2;
        [left - 1, body.width - left - 2]
    }

    /// Divides `body`: side by side, one above the other, or only the one being scrolled. `fields` and `evidence` are the
    /// rows that each needs.
    pub fn for_body(body: Rect, fields: u16, evidence: u16, in_evidence: bool) -> Self {
        if body.width >= MIN_SIDE_BY_SIDE_WIDTH {
            let left = body.width / 2;
            let [fields, evidence] = Self::pane_widths(body);
            let columns = [Rect { width: fields, ..body }, Rect { x: left + 2, width: evidence, ..body }];
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
            let (fields, evidence) = if in_evidence { (none, body) } else { (body, none) };
            return Self { fields, rule: none, evidence, headings: [none; 2] };
        }
        let rows = body.height - 1;
        let above = if in_evidence {
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
    fn areas_are_on_the_screen_and_do_not_overlap() {
        for width in 0..=170 {
            for height in 0..=50 {
                for (filter_line, lanes) in [(false, 0), (true, 0), (false, 7), (true, 7)] {
                    let lane_rows = Some(lanes).filter(|_| lanes > 0);
                    let request = LayoutRequest { size: (width, height), filter_line, lane_rows };
                    let layout = ScreenLayout::new(&request);
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
    fn the_areas_of_the_review_are_in_the_body() {
        for (width, height) in (0..=130).flat_map(|width| (0..=50).map(move |height| (width, height))) {
            let body = Rect::new(0, 2, width, height);
            for (fields, evidence, in_evidence) in
                [(0, 0, false), (12, 30, false), (60, 4, true), (9, 99, true)]
            {
                let areas = ReviewLayout::for_body(body, fields, evidence, in_evidence);
                let parts = [areas.fields, areas.rule, areas.evidence, areas.headings[0], areas.headings[1]];
                for (n, part) in parts.iter().enumerate() {
                    assert_eq!(part.intersection(body).area(), part.area(), "{width}x{height} {parts:?}");
                    assert!(parts[n + 1..].iter().all(|other| !part.intersects(*other)), "{width}x{height}");
                }
            }
        }
    }
}
