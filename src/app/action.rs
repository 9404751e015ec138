//! What can happen to the reader, and what the reader asks of the world.

use std::sync::Arc;

use super::found_hit::FoundHit;
use super::hits::Frame;
use super::keys::Binding;
use crate::model::{Card, Section, SectionEdit, Span, Talk};
use crate::outline::Skimmed;

/// A talk's place in the catalogue: talks are numbered as they are found, and keep their number.
pub type TalkId = usize;

/// Everything that can happen to the app.
#[derive(Debug, Clone)]
pub enum Action {
    /// A key that has a meaning, with the count that was typed before it.
    Do(Command, Option<usize>),
    /// A key in a field of text.
    Edit(Edit),
    /// A key that means something in other panes only.
    Elsewhere(&'static Binding),
    /// `m a`: a letter for the place.
    Mark(char),
    /// `' a`: back to the place of a letter; `''` to where the last jump began.
    GoToMark(char),
    /// The keys typed so far, of which the meaning is still open: `12`, `m`.
    Pending(String),
    /// The window has a new size, in columns and rows.
    Resize(u16, u16),
    /// The mouse was pressed at a column and a row.
    Click(u16, u16),
    /// The wheel was turned over a column and a row; down is positive, in rows of text.
    Wheel(u16, u16, i32),
    Paste(String),
    News(News),
}

/// What a key means. The table of keys (`ui::keymap`) says which key it is and what help calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Ends dictum; the place is kept.
    Quit,
    /// Closes what is open on top, or goes back to the list. Never ends dictum.
    BackOut,
    Help,
    NextPane,
    PreviousPane,
    /// Opens what is chosen.
    Accept,
    Down,
    Up,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    Top,
    Bottom,
    /// To a share of the talk: `50%`.
    Share,
    NextSection,
    PreviousSection,
    NextParagraph,
    PreviousParagraph,
    JumpBack,
    JumpForward,
    /// The search overlay.
    Find,
    NextHit,
    PreviousHit,
    /// From this talk to all talks, to this section and back, in the search overlay.
    SwitchScope,
    /// The hits by their talks, or the best first, in the search overlay.
    Group,
    /// An earlier search with the letters that are typed.
    EarlierSearch,
    /// The arrows over a list: in an empty search field they go through the earlier searches.
    UpOrEarlier,
    DownOrLater,
    /// A section by its name.
    Sections,
    Outline,
    /// The list by some letters of its titles.
    Filter,
    /// A name that is known takes the place of what is typed.
    Complete,
    /// The next order of the list.
    Sort,
    /// `:12:30`
    CommandLine,
    Copy,
    Wider,
    Narrower,
    Zen,
    Unfold,
    /// The file's own cues, or prose.
    Raw,
    /// The key sentences of each section, or its text.
    Skim,
    /// A name for who speaks.
    Name,
    /// The fold of the chosen section in the outline, and all folds.
    ToggleFold,
    OpenFold,
    CloseFold,
    OpenAllFolds,
    CloseAllFolds,
    /// Into the chosen section of the outline: its fold opens, then its first part is chosen.
    Inward,
    /// Out of it: its fold closes, then the section around it is chosen.
    Outward,
    /// The speakers at a glance.
    Speakers,
    /// The turns of the speaker who is chosen.
    NextTurn,
    PreviousTurn,
    /// Another title for the section.
    Title,
    AddSection,
    /// The section leaves the outline.
    LeaveOut,
    /// What was last done to a section is taken back.
    TakeBack,
    /// Sections that dictum found are hidden, or shown.
    Found,
    /// The same time in the talk's next language.
    NextLanguage,
    /// Lets go of the mouse, so that the terminal can select; takes it back.
    Mouse,
    Redraw,
    Suspend,
}

/// A change of a field of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Insert(char),
    Backspace,
    Delete,
    DeleteWord,
    Clear,
    Left,
    Right,
    Home,
    End,
}

/// Where a search looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In the section that is read.
    ThisSection,
    ThisTalk,
    AllTalks,
}

impl Scope {
    /// Hits that an answer holds at most: of all talks more than anybody walks through, in one so many that the outline
    /// counts nearly all.
    pub fn most_hits(self) -> usize {
        if self == Self::AllTalks { 200 } else { 1000 }
    }
}

/// Where the words of a question are to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    AllTalks,
    Talk(TalkId),
    /// In this part of the talk's text.
    Part(TalkId, Span),
}

impl Within {
    pub fn scope(self) -> Scope {
        match self {
            Self::AllTalks => Scope::AllTalks,
            Self::Talk(_) => Scope::ThisTalk,
            Self::Part(..) => Scope::ThisSection,
        }
    }
}

/// A question for the finder. Only the newest is worth answering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    pub number: u64,
    pub typed: String,
    pub within: Within,
    /// Where the hits are shown: those that fit there are wanted first.
    pub frame: Frame,
}

/// Hits so far for a question, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub number: u64,
    pub hits: Vec<FoundHit>,
    /// How many there are in all, where that is known before the talks of all are open.
    pub total: Option<usize>,
    /// There are no more to come.
    pub done: bool,
    /// How many of how many talks were read by now, while some are still to be.
    pub reading: Option<(usize, usize)>,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
}

/// What was kept of a talk from earlier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    pub place: Option<usize>,
    /// Everything before this byte was read.
    pub read_to: usize,
    pub marks: Vec<(char, usize)>,
    /// What the file calls a speaker, and what the reader does.
    pub names: Vec<(String, String)>,
    /// How the reader set sections right.
    pub sections: Vec<SectionEdit>,
}

/// What else there is of a talk, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kin {
    /// The file that is read of them all, cleaned.
    pub path: String,
    /// Other languages, by their codes; the next one first.
    pub languages: Vec<String>,
    /// Other formats, by their extensions.
    pub formats: Vec<String>,
}

/// A talk that was opened, with what was kept of it, if the memory has answered by then; or why it cannot be read.
pub type Read = Result<(Arc<Talk>, Box<Card>, Option<Kept>), String>;

/// What the workers tell.
#[derive(Debug, Clone)]
pub enum News {
    /// More talks were found: their paths, cleaned, in the order of their numbers.
    Talks(Vec<String>),
    /// A file that seemed to be `beside` by its name, and is a talk of its own.
    TalkBeside {
        beside: TalkId,
        path: String,
    },
    /// What else there is of some of them.
    Kin(Vec<(TalkId, Kin)>),
    /// What some of them are, or why they cannot be read; and how far each was read, if known.
    Cards(Vec<(TalkId, Result<Card, String>, Option<f32>)>),
    /// All folders were walked; how many things were passed over.
    ScanDone {
        skipped: usize,
    },
    /// A talk that was asked for, and the file that was read.
    Opened {
        talk: TalkId,
        path: String,
        read: Read,
    },
    /// A talk's other language cannot be read, and why.
    NotTurned {
        talk: TalkId,
        why: String,
    },
    /// The skim of a talk that was asked for.
    Skimmed {
        talk: TalkId,
        version: u64,
        skim: Arc<Vec<Skimmed>>,
    },
    /// What was kept of a talk that is open already.
    Recalled {
        talk: TalkId,
        kept: Kept,
    },
    Answer(Answer),
    /// The sections of a talk that hits are in, and by what its text is known.
    SectionsFound {
        talk: TalkId,
        text: u128,
        sections: Arc<[Section]>,
    },
    /// The parts of a long section that were asked for.
    Parted {
        talk: TalkId,
        section: usize,
        version: u64,
        parts: Vec<Section>,
    },
    /// What was searched for in earlier runs, the newest first.
    Searches(Vec<String>),
    /// Whether the reader wanted found sections in earlier runs.
    FoundShown(bool),
    /// A mark is kept.
    MarkKept(char),
    /// Something to tell the reader, good or bad.
    Say(String),
    Fault(String),
}

/// What the app asks of the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Open(TalkId),
    OpenInNextLanguage(TalkId),
    Ask(Ask),
    /// Wants the sections of these talks, in this order, and no others any more.
    FindSections(Vec<TalkId>),
    /// Wants the parts of a long section, by its number in that version of the talk's sections.
    Part {
        talk: TalkId,
        section: usize,
        version: u64,
    },
    /// Wants the key sentences of the talk on the screen, in that version of its sections.
    Skim {
        talk: TalkId,
        version: u64,
    },
    KeepPlace {
        talk: TalkId,
        at: usize,
        read_to: usize,
    },
    KeepMark {
        talk: TalkId,
        letter: char,
        at: usize,
    },
    /// Keeps what the reader calls a speaker; nothing takes the name off.
    KeepName {
        talk: TalkId,
        label: String,
        name: String,
    },
    /// Keeps how a section was set right; what changes nothing takes that off.
    KeepSection {
        talk: TalkId,
        edit: SectionEdit,
    },
    /// Keeps whether found sections are wanted.
    KeepFoundShown(bool),
    /// Keeps what was searched for.
    KeepSearch(String),
    Copy(String),
    /// Takes the mouse, or lets it go.
    Mouse(bool),
    /// Whether pasted text is wanted as such: only while a field is open.
    Paste(bool),
    Redraw,
    Suspend,
    Quit,
}
