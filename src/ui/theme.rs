//! How things look: the sixteen colours and the terminal's own two, so that it fits dark and light alike.
//!
//! Nothing is told by colour alone: where there is a colour there is also a sign, a weight or a place, so the
//! screen can be read under `NO_COLOR`.

use ratatui::style::{Color, Modifier, Style};

use crate::model;

/// The looks, with colours or without.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    pub colour: bool,
}

/// Colours for speakers that read on black and on white.
const SPEAKERS: [Color; 5] = [Color::Cyan, Color::Magenta, Color::Green, Color::Blue, Color::Red];

impl Theme {
    /// As the environment asks: no colours where `NO_COLOR` is set to anything (<https://no-color.org>).
    pub fn from_environment() -> Self {
        Self { colour: std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) }
    }

    fn tinted(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }

    pub fn text(self) -> Style {
        Style::new()
    }

    /// Times, lines between panes, what is there only when looked for.
    pub fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub fn title(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The row at the top of a pane.
    pub fn header(self, focused: bool) -> Style {
        let weight = if focused { Modifier::BOLD } else { Modifier::DIM };
        Style::new().add_modifier(Modifier::UNDERLINED | weight)
    }

    pub fn heading(self) -> Style {
        self.tinted(Color::Magenta).add_modifier(Modifier::BOLD)
    }

    /// Sections that dictum found look like labels, not like the author's headings.
    pub fn found_heading(self) -> Style {
        self.tinted(Color::Magenta).add_modifier(Modifier::ITALIC)
    }

    /// Their titles in a list.
    pub fn found(self) -> Style {
        Style::new().add_modifier(Modifier::DIM | Modifier::ITALIC)
    }

    pub fn speaker(self, number: usize, anonymous: bool) -> Style {
        let style = self.tinted(SPEAKERS[number % SPEAKERS.len()]);
        style.add_modifier(if anonymous { Modifier::ITALIC } else { Modifier::BOLD })
    }

    /// The line that is chosen, in the pane that has the keys and in one that has not.
    pub fn chosen(self, focused: bool) -> Style {
        Style::new().add_modifier(if focused { Modifier::REVERSED } else { Modifier::BOLD })
    }

    /// Letters of a name that matched.
    pub fn matched(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Words that were searched for.
    pub fn hit(self, current: bool) -> Style {
        match (current, self.colour) {
            (true, _) => Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD),
            (false, true) => Style::new().fg(Color::Black).bg(Color::Yellow),
            (false, false) => Style::new().add_modifier(Modifier::UNDERLINED),
        }
    }

    /// A hit where there is no room for its words.
    pub fn hit_sign(self) -> Style {
        // Yellow letters are lost on white; on yellow, as the words themselves are, they are seen everywhere.
        if self.colour { self.hit(false) } else { Style::new().add_modifier(Modifier::BOLD) }
    }

    /// The sign that points: at the paragraph that is read, at the place on the strip.
    pub fn pointer(self) -> Style {
        self.tinted(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    pub fn fault(self) -> Style {
        self.tinted(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Emphasis and code colours within the text.
    pub fn of(self, style: model::Style) -> Style {
        match style {
            model::Style::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
            model::Style::Strong => Style::new().add_modifier(Modifier::BOLD),
            model::Style::Link => Style::new().add_modifier(Modifier::UNDERLINED),
            model::Style::Keyword => self.tinted(Color::Magenta).add_modifier(Modifier::BOLD),
            model::Style::InlineCode if !self.colour => Style::new().add_modifier(Modifier::ITALIC),
            model::Style::InlineCode | model::Style::Literal => self.tinted(Color::Green),
            model::Style::Comment => Style::new().add_modifier(Modifier::DIM | Modifier::ITALIC),
            model::Style::Name => self.tinted(Color::Blue),
        }
    }
}
