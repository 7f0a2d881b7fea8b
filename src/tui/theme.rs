//! Names of styles by meaning. No colour is named elsewhere. Sixteen colours on the terminal's own ground: text is
//! the default foreground, nothing that matters is grey, and nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is, as far as its look goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words say it")]
pub enum Role {
    Plain,
    /// A title, a heading.
    Title,
    /// A label before a value.
    Label,
    Date,
    /// What was agreed: agreements, meetings, exercises.
    Cooperation,
    /// What was done against the attackers: sanctions, indictments, advisories.
    Measure,
    /// What was attacked, and by whom.
    Attack,
    Commitment,
    Overdue,
    Link,
    /// Something to look at: sources disagree, a machine wrote it.
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
    /// With colours or, as NO_COLOR asks, with bold, underline and reverse only.
    pub const fn new(color: bool) -> Self {
        Self { color }
    }

    /// The look of a role.
    pub fn style(self, role: Role) -> Style {
        let (color, modifier) = match role {
            // Green, cyan and yellow cannot be read on white, blue hardly on black: what is the rule has no colour.
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

    /// A letter that the filter matched, over the style it would have.
    pub fn matched(self, style: Style) -> Style {
        style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// The selected line, over the style it would have. Colours go: on a reversed ground not all of them can be read.
    pub fn selected(self, style: Style) -> Style {
        Style { fg: None, ..style }.add_modifier(Modifier::REVERSED)
    }
}

/// Signs for a terminal that cannot show ours, by sign.
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

/// The sign to show instead of `c` where only ASCII can be shown; `None` where there is no need.
pub fn ascii_fallback(c: char) -> Option<char> {
    ASCII_FALLBACKS.iter().find(|(sign, _)| *sign == c).map(|(_, plain)| *plain)
}
