//! What the reader is doing: everything on the screen as plain data, and how each action changes it.
//!
//! The app knows no terminal, no colours and no files. What it wants done it answers as [`Effect`]s.

mod action;
mod choice;
mod earlier;
mod fields;
mod find;
mod found_hit;
mod help;
mod hit_sections;
mod hits;
mod jumps;
mod keys;
mod list;
mod mouse;
mod moving;
mod named;
mod naming;
mod news;
mod outline;
mod overlay;
mod panes;
mod places;
mod reader;
mod reasons;
mod rows;
mod said;
mod screen;
mod searching;
mod setting_right;
mod sheet;
mod skim;
mod skimming;
pub mod typed;
mod unfolding;
mod update;
mod voices;
mod walk;

pub use action::{Action, Answer, Ask, Command, Edit, Effect, Kept, Kin, News, Read, Scope, TalkId, Within};
pub use choice::Choice;
pub use find::{Find, Line, count_of};
pub use found_hit::{FoundHit, HitSection, HitSpeaker, Paragraph};
pub use help::Help;
pub use hits::{Frame, Piece, Placed};
pub use keys::{Binding, Group, KEYS, Told, page as keys_page, page_columns, page_rows, told as keys_told};
pub use list::{Entry, List, Order, State};
pub use named::{Named, What};
pub use naming::Naming;
pub use outline::{DETAILED_TITLE, Fold, OutlineLine, OutlinePane, is_within, lines_area};
pub use overlay::{CommandLine, Overlay, Pick, overlay_layout};
pub use reader::{Land, Reader};
pub use rows::{Row, indent};
pub use said::{speakers, spoken_length, words};
pub use screen::{Area, Focus, Panes, Wish};
pub use setting_right::Titling;
pub use sheet::Sheet;
pub use skim::{SET_IN, Shown, Skim, length_of, shown};
pub use voices::{Voice, Voices, VoicesLayout};
pub use walk::Walk;

use jumps::Jumps;

use crate::model::Timestamp;

/// The whole reader.
#[derive(Debug)]
pub struct App {
    pub size: (u16, u16),
    pub focus: Focus,
    pub list: List,
    /// The talk on the screen; none until the first was read.
    pub reader: Option<Reader>,
    /// Why the chosen talk is not on the screen.
    pub unreadable: Option<(TalkId, String)>,
    pub outline: OutlinePane,
    pub overlay: Option<Overlay>,
    /// The hits that were taken along from the search overlay.
    pub walk: Option<Walk>,
    /// What was searched for, the newest first.
    pub searches: Vec<String>,
    pub message: Option<Message>,
    /// Keys of which the meaning is still open.
    pub pending: String,
    pub view: View,
    jumps: Jumps,
    /// The pane that the keys went to before the skim was shown.
    skim_from: Option<Focus>,
    /// The last action went along the jumps: then Tab is `^i`, which terminals cannot tell from it.
    jumping: bool,
    /// Where the last step by a section or a turn led.
    landed: Option<(TalkId, usize)>,
    /// The talk that was asked for, and where to go once it is there.
    wanted: Option<(TalkId, Option<Arrival>)>,
    /// Numbers the questions to the finder and the openings of talks.
    counter: u64,
    /// The place that was last given to be kept.
    kept: Option<(TalkId, usize, usize)>,
    effects: Vec<Effect>,
}

/// How the reader wants to see talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct View {
    /// The widest that the text is set, in columns.
    pub measure: usize,
    /// Nothing but the text.
    pub zen: bool,
    /// Repeats are shown once, with their count.
    pub folded: bool,
    /// The file's own cues as they are, not prose.
    pub raw: bool,
    /// The key sentences of each section, not its text.
    pub skim: bool,
    /// Hits stand by their talks, not the best first.
    pub grouped: bool,
    /// Sections that dictum found are shown.
    pub found: bool,
    /// The mouse is dictum's, not the terminal's.
    pub mouse: bool,
}

/// What to do once a talk that was asked for is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// To a place that was left by a jump, or to a mark.
    Place(usize),
    /// To a place in the skim that was left by a jump.
    Skimmed(usize),
    /// To a hit.
    Hit(usize),
    /// To the section of that number among those that the author wrote or the reader gave.
    Heading(usize),
    /// To a time, in another language.
    Time(Timestamp),
}

/// A line to the reader at the foot of the screen, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub text: String,
    /// Something went wrong.
    pub fault: bool,
}

/// Which keys mean what: the keymap asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    List,
    Transcript,
    Outline,
    /// A field of text without a list.
    Line,
    /// A field of text over a list: the search, the choice of a section, the filter.
    Picking,
    Help,
    /// The speakers at a glance.
    Speakers,
}

/// Columns of text that read well: about twelve words.
const MEASURE: usize = 72;

impl App {
    /// At the start: nothing is known yet. `reading`: there is one talk, so it is read at once.
    pub fn new(size: (u16, u16), reading: bool) -> Self {
        Self {
            size,
            focus: if reading { Focus::Transcript } else { Focus::List },
            list: List::default(),
            reader: None,
            unreadable: None,
            outline: OutlinePane::default(),
            overlay: None,
            walk: None,
            searches: Vec::new(),
            message: None,
            pending: String::new(),
            view: View {
                measure: MEASURE,
                zen: false,
                folded: true,
                raw: false,
                skim: false,
                grouped: false,
                found: true,
                mouse: true,
            },
            jumps: Jumps::default(),
            skim_from: None,
            jumping: false,
            landed: None,
            wanted: None,
            counter: 0,
            kept: None,
            effects: Vec::new(),
        }
    }

    /// What the keys mean now.
    pub fn mode(&self) -> Mode {
        match &self.overlay {
            Some(Overlay::Line(_) | Overlay::Name(_) | Overlay::Title(_)) => Mode::Line,
            Some(overlay) if overlay.is_typed_in() => Mode::Picking,
            Some(Overlay::Help(_)) => Mode::Help,
            Some(Overlay::Speakers(_)) => Mode::Speakers,
            Some(Overlay::Find(_) | Overlay::Sections(_)) => Mode::Picking,
            None if self.list.typing || self.outline.typing => Mode::Picking,
            None => match self.focus {
                Focus::List => Mode::List,
                Focus::Transcript => Mode::Transcript,
                Focus::Outline => Mode::Outline,
            },
        }
    }

    /// Where everything is on the screen.
    pub fn panes(&self) -> Panes {
        Panes::of(Wish {
            size: self.size,
            focus: self.focus,
            list: self.list.entries.len() > 1,
            outline: self.outline_is_shown(),
            titles: narrow(self.reader.as_ref().map_or(0, Reader::outline_columns)),
            text: narrow(self.reader.as_ref().map_or(0, |reader| Sheet::widest(reader, self.view.measure))),
            zen: self.is_zen(),
            told: self.message.is_some()
                || !self.pending.is_empty()
                || self.overlay.as_ref().is_some_and(Overlay::is_at_foot),
        })
    }

    /// The talk that is painted. One that the filter holds back would look like what was filtered for.
    pub fn shown_reader(&self) -> Option<&Reader> {
        self.reader.as_ref().filter(|_| !self.list.nothing_fits())
    }

    /// The talk that was asked for and is not there yet.
    pub fn opening(&self) -> Option<TalkId> {
        self.wanted.map(|(talk, _)| talk)
    }

    fn outline_is_shown(&self) -> bool {
        let wanted = self.outline.wanted.unwrap_or(self.size.0 >= screen::THREE_PANES);
        (wanted || self.focus == Focus::Outline) && self.has_sections()
    }

    fn has_sections(&self) -> bool {
        self.reader.as_ref().is_some_and(|r| !r.talk.sections.is_empty())
    }

    fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), fault: false });
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), fault: true });
    }

    /// After every change: panes and lists fit the window, the outline follows the text, the place is kept.
    fn settle(&mut self) {
        if self.focus == Focus::Outline && !self.has_sections() {
            self.focus = Focus::Transcript;
            self.outline.widen();
        }
        self.ask_for_skim();
        self.fold_skim();
        let panes = self.panes();
        let (is_read, zen) = (self.is_read(), self.is_zen());
        if let (Some(reader), Some(area)) = (&mut self.reader, panes.transcript) {
            let sheet = Sheet::of(reader, area.width.into(), self.view.measure, zen);
            let height = usize::from(if zen { area.height } else { area.below_header().height });
            reader.fit(sheet, height);
            if is_read {
                reader.note_read();
            }
            self.outline.follow(reader, self.focus == Focus::Outline);
        }
        self.list.choice.keep_visible(self.list.shown().len(), self.list_lines(&panes));
        if let Some(area) = panes.outline {
            let rows = usize::from(outline::lines_area(area).height);
            // Whoever reads on sees what comes next; whoever chooses here scrolls no line away from under the mouse.
            let around = if self.focus == Focus::Outline { 0 } else { outline::AROUND };
            self.outline.choice.keep_around(around, self.outline.lines().len(), rows);
        }
        if let Some(overlay) = &mut self.overlay {
            overlay.settle(panes.main);
        }
        self.ask_for_sections();
        self.keep_place();
    }

    fn list_lines(&self, panes: &Panes) -> usize {
        let header = self.list.header_rows();
        panes.list.map_or(1, |a| {
            let height = usize::from(a.height.saturating_sub(header));
            height / self.list.entry_rows(height)
        })
    }

    /// The talk on the screen is being read: the keys are its own, and it is not about to be replaced.
    fn is_read(&self) -> bool {
        self.focus != Focus::List
            && self.overlay.is_none()
            && self.wanted.is_none()
            && !self.panes().too_small
            && !self.is_skimming()
    }

    /// Nothing but the text is shown.
    pub fn is_zen(&self) -> bool {
        self.view.zen && self.focus == Focus::Transcript
    }

    fn keep_place(&mut self) {
        let Some(reader) = self.reader.as_ref().filter(|r| r.is_recalled() && self.is_read()) else { return };
        let now = (reader.id, reader.place(), reader.read_to);
        if self.kept != Some(now) {
            self.kept = Some(now);
            let (talk, at, read_to) = now;
            self.effects.push(Effect::KeepPlace { talk, at, read_to });
            let share = read_share(read_to, reader.talk.text.len());
            if let Some(entry) = self.list.entries.get_mut(talk) {
                entry.read = Some(share);
            }
        }
    }
}

fn narrow(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX)
}

#[allow(clippy::cast_precision_loss, reason = "a share that is shown in percent")]
fn read_share(read_to: usize, len: usize) -> f32 {
    if len == 0 { 1.0 } else { (read_to as f32 / len as f32).min(1.0) }
}
