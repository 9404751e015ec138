//! What lies over the panes: the search, the choice of a section, a line to type, help.

use tui_input::{Input, InputRequest};

use super::action::Edit;
use super::choice::Choice;
use super::find::Find;
use super::help::Help;
use super::hits::Frame;
use super::keys;
use super::naming::Naming;
use super::screen::Area;
use super::setting_right::Titling;
use super::voices::Voices;
use crate::model::Section;
use crate::search::names::{NameHit, fuzzy};
use crate::text::is_clean;

#[derive(Debug)]
pub enum Overlay {
    Find(Box<Find>),
    Sections(Pick),
    Line(CommandLine),
    Name(Naming),
    Title(Titling),
    Speakers(Voices),
    Help(Help),
}

/// A choice among names by some of their letters.
#[derive(Debug, Default)]
pub struct Pick {
    pub input: Input,
    pub hits: Vec<NameHit>,
    pub choice: Choice,
}

/// What is typed after `:`.
#[derive(Debug, Default)]
pub struct CommandLine {
    pub input: Input,
}

impl Pick {
    /// All sections, the one that is read chosen.
    pub fn sections(sections: &[Section], current: usize) -> Self {
        let mut pick = Self::default();
        pick.narrow(sections);
        pick.choice.go_to(current, pick.hits.len());
        pick
    }

    /// After a letter: those that fit, the best first.
    pub fn narrow(&mut self, sections: &[Section]) {
        self.hits = fuzzy(self.input.value(), sections.iter().map(|s| s.title.as_str()));
        self.choice = Choice::default();
    }

    /// The section that is chosen.
    pub fn chosen(&self) -> Option<usize> {
        self.hits.get(self.choice.at).map(|h| h.at)
    }
}

impl Overlay {
    /// Whether this is a search, and the question of that number its newest.
    pub fn asks(&self, number: u64) -> bool {
        matches!(self, Self::Find(find) if find.number == number)
    }

    /// The field that is typed in.
    pub fn field(&mut self) -> Option<&mut Input> {
        match self {
            Self::Find(find) => Some(&mut find.input),
            Self::Sections(pick) => Some(&mut pick.input),
            Self::Line(line) => Some(&mut line.input),
            Self::Name(naming) => Some(&mut naming.input),
            Self::Title(titling) => Some(&mut titling.input),
            Self::Help(help) => help.typing.then_some(&mut help.pick.input),
            Self::Speakers(voices) => voices.typing.then_some(&mut voices.filter),
        }
    }

    /// Whether letters go into a field, and not to keys.
    pub fn is_typed_in(&self) -> bool {
        match self {
            Self::Find(_) | Self::Sections(_) | Self::Line(_) | Self::Name(_) | Self::Title(_) => true,
            Self::Help(help) => help.typing,
            Self::Speakers(voices) => voices.typing,
        }
    }

    /// Down and Up, by lines.
    pub fn move_by(&mut self, lines: isize) {
        match self {
            Self::Find(find) => find.choice.move_by(lines, find.lines()),
            Self::Sections(pick) => pick.choice.move_by(lines, pick.hits.len()),
            Self::Speakers(voices) => voices.move_by(lines),
            Self::Help(help) if help.typing => help.pick.choice.move_by(lines, help.pick.hits.len()),
            Self::Help(help) => help.top = help.top.saturating_add_signed(lines),
            Self::Line(_) | Self::Name(_) | Self::Title(_) => {}
        }
    }

    /// Lists fit the part of the screen that they have.
    pub fn settle(&mut self, main: Area) {
        let rows = usize::from(main.height.saturating_sub(HEAD_ROWS)).max(1);
        match self {
            Self::Find(find) => {
                find.keep_visible(Frame::new(overlay_layout(main).lines, main.height));
            }
            Self::Sections(pick) => pick.choice.keep_visible(pick.hits.len(), rows),
            Self::Help(help) => {
                help.pick.choice.keep_visible(help.pick.hits.len(), rows);
                let height = usize::from(main.height.saturating_sub(1));
                help.top = help.top.min(keys::page_rows(main.width).saturating_sub(height));
            }
            Self::Speakers(voices) => voices.settle(main),
            Self::Line(_) | Self::Name(_) | Self::Title(_) => {}
        }
    }

    /// Whether it is a field in the row at the foot; the panes stay above it.
    pub fn is_at_foot(&self) -> bool {
        matches!(self, Self::Line(_) | Self::Name(_) | Self::Title(_))
    }
}

/// Where the hits and the preview of the search overlay are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverlayLayout {
    pub lines: Area,
    pub preview: Option<Area>,
}

/// From this width on the preview stands beside the hits.
const PREVIEW_BESIDE: u16 = 100;
/// Below this height there is no room for a preview under the hits.
const PREVIEW_FROM: u16 = 16;
/// Rows above the lines of an overlay: the field, and a line across.
pub const HEAD_ROWS: u16 = 2;

/// The preview stands beside the hits on a wide screen, under them on a narrow one, nowhere on a short one.
pub fn overlay_layout(main: Area) -> OverlayLayout {
    let body = Area { y: main.y + HEAD_ROWS, height: main.height.saturating_sub(HEAD_ROWS), ..main };
    if main.width >= PREVIEW_BESIDE {
        let lines = Area { width: body.width / 2, ..body };
        // Between them stands a line, with a blank column after it.
        let preview = Area { x: lines.right() + 2, width: body.width - lines.width - 3, ..body };
        OverlayLayout { lines, preview: Some(preview) }
    } else if main.height >= PREVIEW_FROM {
        let lines = Area { height: body.height / 2, ..body };
        let height = body.height - lines.height - 1;
        let y = lines.y + lines.height + 1;
        let preview = Area { x: body.x + 2, y, width: body.width.saturating_sub(4), height };
        OverlayLayout { lines, preview: Some(preview) }
    } else {
        OverlayLayout { lines: body, preview: None }
    }
}

/// Changes a field; answers whether its text is another.
pub fn edit(field: &mut Input, edit: Edit) -> bool {
    let request = match edit {
        Edit::Insert(c) if !is_clean(c) => return false,
        Edit::Insert(c) => InputRequest::InsertChar(c),
        Edit::Backspace => InputRequest::DeletePrevChar,
        Edit::Delete => InputRequest::DeleteNextChar,
        Edit::DeleteWord => InputRequest::DeletePrevWord,
        Edit::Clear => InputRequest::DeleteFromStart,
        Edit::Left => InputRequest::GoToPrevChar,
        Edit::Right => InputRequest::GoToNextChar,
        Edit::Home => InputRequest::GoToStart,
        Edit::End => InputRequest::GoToEnd,
    };
    field.handle(request).is_some_and(|change| change.value)
}
