//! The styles of the screen by role; no other file names a color. Sixteen colors on the terminal's own background: text has
//! the default foreground, nothing important is gray, and no information is shown by color alone.

use ratatui::style::{Color, Modifier, Style};

/// The role of a text, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Plain,
    /// A title, a heading.
    Title,
    /// A label before a value.
    Label,
    Date,
    /// Agreements, meetings, exercises.
    Cooperation,
    /// Sanctions, indictments, advisories.
    Measure,
    /// Incidents and attributions.
    Attack,
    Commitment,
    Overdue,
    Link,
    /// Something to check, as conflicting sources.
    Warning,
    Draft,
    /// Rules between panes.
    Rule,
    /// A key in a hint.
    Key,
    Notice,
}

/// The styles of a screen.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    color: bool,
}

impl Theme {
    /// A theme with colors or, for `NO_COLOR`, with bold, underline and reverse only.
    pub const fn new(color: bool) -> Self {
        Self { color }
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let (color, modifier) = match role {
            // Green, cyan and yellow are unreadable on white, blue is on black, so frequent roles have no color.
            Role::Plain | Role::Date | Role::Cooperation | Role::Commitment => (None, Modifier::empty()),
            Role::Title | Role::Label | Role::Key | Role::Notice => (None, Modifier::BOLD),
            Role::Measure => (Some(Color::Magenta), Modifier::empty()),
            Role::Attack | Role::Overdue | Role::Warning => (Some(Color::Red), Modifier::BOLD),
            Role::Link => (None, Modifier::UNDERLINED),
            Role::Draft => (Some(Color::Magenta), Modifier::BOLD),
            Role::Rule => (None, Modifier::DIM),
        };
        let style = Style::new().add_modifier(modifier);
        match color.filter(|_| self.color) {
            Some(color) => style.fg(color),
            None => style,
        }
    }

    /// The style of a character that the filter matched, based on its style otherwise.
    pub fn matched(self, style: Style) -> Style {
        style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// The style of a selected line, based on its style otherwise. Without color, because some are unreadable reversed.
    pub fn selected(self, style: Style) -> Style {
        Style { fg: None, ..style }.add_modifier(Modifier::REVERSED)
    }
}

/// ASCII characters for terminals that cannot show the symbols.
const ASCII_FALLBACKS: &[(char, char)] = &[
    ('▪', 'x'),
    ('▫', 'o'),
    ('◌', '?'),
    ('▸', '>'),
    ('◂', '<'),
    ('⚑', 'P'),
    ('✎', 'n'),
    ('▐', '#'),
    ('╌', '-'),
    ('╵', '\''),
    ('▁', '1'),
    ('▂', '2'),
    ('▃', '3'),
    ('▄', '4'),
    ('▅', '5'),
    ('▆', '6'),
    ('▇', '7'),
    ('█', '8'),
    ('─', '-'),
    ('│', '|'),
    ('…', '~'),
    ('“', '"'),
    ('”', '"'),
    ('–', '-'),
];

/// The ASCII character to show instead of `c`; `None` if it has none.
pub fn ascii_fallback(c: char) -> Option<char> {
    ASCII_FALLBACKS.iter().find(|(sign, _)| *sign == c).map(|(_, plain)| *plain)
}
