//! The one table of keys: what each does, where, and in which words help says so.

use super::{Command, Mode};

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub group: &'static str,
    pub modes: &'static [Mode],
    /// `j`, `^d`, `Space`, `Alt-Left`: as help shows them.
    pub keys: &'static [&'static str],
    pub command: Command,
    pub words: &'static str,
}

use Mode::{Help, Line, List, Outline, Picking, Speakers, Transcript};

/// Wherever keys are keys and not letters of a field.
const PANES: &[Mode] = &[List, Transcript, Outline];
const SCROLLS: &[Mode] = &[List, Transcript, Outline, Help, Speakers];
const TEXT: &[Mode] = &[Transcript, Outline];
const FIELDS: &[Mode] = &[Line, Picking];
const FILTERED: &[Mode] = &[Help, Speakers];
const TURNS: &[Mode] = &[List, Transcript, Outline, Speakers];
const ANYWHERE: &[Mode] = &[List, Transcript, Outline, Help, Speakers, Line, Picking];

const fn bind(
    group: &'static str,
    modes: &'static [Mode],
    keys: &'static [&'static str],
    command: Command,
    words: &'static str,
) -> Binding {
    Binding { group, modes, keys, command, words }
}

/// Every key, in the order in which help shows them.
pub const KEYS: &[Binding] = &[
    bind("Moving", SCROLLS, &["j", "Down", "^e", "^n"], Command::Down, "a line down"),
    bind("Moving", SCROLLS, &["k", "Up", "^y", "^p"], Command::Up, "a line up"),
    bind("Moving", SCROLLS, &["Space", "PageDown", "^f"], Command::PageDown, "a screen down"),
    bind("Moving", SCROLLS, &["b", "PageUp", "^b"], Command::PageUp, "a screen up"),
    bind("Moving", SCROLLS, &["d", "^d"], Command::HalfDown, "half a screen down"),
    bind("Moving", SCROLLS, &["u", "^u"], Command::HalfUp, "half a screen up"),
    bind("Moving", SCROLLS, &["g", "Home", "<"], Command::Top, "the beginning"),
    bind("Moving", SCROLLS, &["G", "End", ">"], Command::Bottom, "the end"),
    bind("Moving", PANES, &["]"], Command::NextSection, "the next section"),
    bind("Moving", PANES, &["["], Command::PreviousSection, "the section before"),
    bind("Moving", PANES, &["}"], Command::NextParagraph, "the next paragraph"),
    bind("Moving", PANES, &["{"], Command::PreviousParagraph, "the paragraph before"),
    bind("Moving", TURNS, &[")"], Command::NextTurn, "the next turn of whom W chose, or of who speaks"),
    bind("Moving", TURNS, &["("], Command::PreviousTurn, "the turn before"),
    bind("Moving", PANES, &["%"], Command::Share, "after a number: that far into the talk (50%)"),
    bind(
        "Moving",
        PANES,
        &[":"],
        Command::CommandLine,
        "to a time: 12:30 or 1:02:03; to 50%; a word of this help",
    ),
    bind("Finding", PANES, &["/"], Command::Find, "search as you type, in this talk or in all"),
    bind("Finding", PANES, &["n"], Command::NextHit, "the next hit"),
    bind("Finding", PANES, &["N"], Command::PreviousHit, "the hit before"),
    bind("Finding", TEXT, &["s"], Command::Sections, "a section by some letters of its name"),
    bind("Finding", &[List], &["f"], Command::Filter, "filter the talks by some letters"),
    bind(
        "Finding",
        &[Outline],
        &["f"],
        Command::Filter,
        "in the outline: filter the sections by some letters",
    ),
    bind(
        "Finding",
        FILTERED,
        &["f", "/"],
        Command::Filter,
        "here and among the speakers: some letters of a name",
    ),
    bind(
        "Finding",
        PANES,
        &["W"],
        Command::Speakers,
        "who speaks, how much and when; Enter goes to their turns",
    ),
    bind("Finding", &[List], &["S"], Command::Sort, "another order of the talks"),
    bind("Places", PANES, &["^o", "Alt-Left"], Command::JumpBack, "back to where you jumped from"),
    bind(
        "Places",
        PANES,
        &["^i", "Alt-Right"],
        Command::JumpForward,
        "forth again (^i is Tab: right after ^o)",
    ),
    bind("Places", TEXT, &["w"], Command::Name, "who speaks here: type a name; empty takes it off"),
    bind("Places", &[Speakers], &["w"], Command::Name, "name the chosen speaker"),
    bind("Taking away", PANES, &["y"], Command::Copy, "copy the hit or the paragraph, with its source"),
    bind(
        "The outline",
        &[Outline],
        &["l", "Right"],
        Command::Inward,
        "into the section: open it, or find its parts",
    ),
    bind(
        "The outline",
        &[Outline],
        &["h", "Left"],
        Command::Outward,
        "out of it: fold it, then the one around it",
    ),
    bind("The outline", &[Outline], &["za"], Command::ToggleFold, "fold the section, or open it"),
    bind("The outline", &[Outline], &["zo"], Command::OpenFold, "open the fold"),
    bind("The outline", &[Outline], &["zc"], Command::CloseFold, "close the fold, or the one around it"),
    bind("The outline", &[Outline], &["zR"], Command::OpenAllFolds, "open all folds"),
    bind("The outline", &[Outline], &["zM"], Command::CloseAllFolds, "close all folds"),
    bind("The outline", TEXT, &["c"], Command::Title, "call the section otherwise; empty takes that off"),
    bind("The outline", TEXT, &["a"], Command::AddSection, "a section of your own begins at this paragraph"),
    bind("The outline", TEXT, &["D"], Command::LeaveOut, "leave the section out; the file stays as it is"),
    bind("The outline", TEXT, &["U"], Command::TakeBack, "take back what c, a or D did last"),
    bind(
        "The outline",
        PANES,
        &["F"],
        Command::Found,
        "sections that dictum found (~): hide them, show them",
    ),
    bind("The screen", PANES, &["Tab"], Command::NextPane, "the next pane"),
    bind(
        "The screen",
        &[List, Transcript],
        &["l", "Right"],
        Command::NextPane,
        "the next pane, but not from the outline",
    ),
    bind("The screen", PANES, &["BackTab"], Command::PreviousPane, "the pane before"),
    bind(
        "The screen",
        &[List, Transcript],
        &["h", "Left"],
        Command::PreviousPane,
        "the pane before, but not from the outline",
    ),
    bind(
        "The screen",
        SCROLLS,
        &["Enter"],
        Command::Accept,
        "read the talk, go to the section, from the skim to the text; in the text a line down",
    ),
    bind("The screen", PANES, &["o"], Command::Outline, "the outline: open it, go to it, close it"),
    bind("The screen", PANES, &["+", "="], Command::Wider, "wider text"),
    bind("The screen", PANES, &["-"], Command::Narrower, "narrower text"),
    bind("The screen", &[List, Transcript], &["z"], Command::Zen, "nothing but the text, and back"),
    bind("The screen", &[Outline], &["zz"], Command::Zen, "nothing but the text, from the outline"),
    bind(
        "The screen",
        PANES,
        &["x"],
        Command::Unfold,
        "repeats in full, or once with their count; in the skim a section's text",
    ),
    bind("The screen", PANES, &["r"], Command::Raw, "the file's own cues with their times, or prose"),
    bind(
        "The screen",
        PANES,
        &["v"],
        Command::Skim,
        "the skim: what is said in each section; v back to the text",
    ),
    bind(
        "The screen",
        PANES,
        &["L"],
        Command::NextLanguage,
        "the talk in its next language, at the same time",
    ),
    bind("The screen", PANES, &["M"], Command::Mouse, "let go of the mouse, so that the terminal can select"),
    bind("The screen", SCROLLS, &["^l"], Command::Redraw, "draw the screen again"),
    bind("The screen", PANES, &["?", "F1"], Command::Help, "this help"),
    bind(
        "The screen",
        ANYWHERE,
        &["Esc", "^g"],
        Command::BackOut,
        "back out of what is open, never out of dictum",
    ),
    bind("The screen", ANYWHERE, &["^z"], Command::Suspend, "to the shell; fg comes back"),
    bind("The screen", PANES, &["q"], Command::Quit, "quit; the place is kept"),
    bind("The screen", &[Help], &["q", "?"], Command::BackOut, "close this help"),
    bind("The screen", &[Speakers], &["q", "W"], Command::BackOut, "close the speakers"),
    bind("While typing", FIELDS, &["Enter"], Command::Accept, "go there"),
    bind(
        "While typing",
        &[Line],
        &["Tab"],
        Command::Complete,
        "a name that is known and fits; again for the next",
    ),
    bind("While typing", &[Picking], &["^n"], Command::Down, "the next one"),
    bind("While typing", &[Picking], &["^p"], Command::Up, "the one before"),
    bind(
        "While typing",
        &[Picking],
        &["Down"],
        Command::DownOrLater,
        "the next one; among earlier searches the later",
    ),
    bind(
        "While typing",
        &[Picking],
        &["Up"],
        Command::UpOrEarlier,
        "the one before; while nothing is typed the last search",
    ),
    bind(
        "While typing",
        &[Picking],
        &["^r"],
        Command::EarlierSearch,
        "an earlier search that has what is typed",
    ),
    bind("While typing", &[Picking], &["PageDown"], Command::PageDown, "a screen of them down"),
    bind("While typing", &[Picking], &["PageUp"], Command::PageUp, "a screen of them up"),
    bind(
        "While typing",
        &[Picking],
        &["Tab"],
        Command::SwitchScope,
        "search this talk, all talks, or this section",
    ),
    bind("While typing", &[Picking], &["^t"], Command::Group, "the hits by their talks, or the best first"),
];

/// Keys with a letter after them, and those that help tells although the table has no command for them.
pub const MORE: &[(&str, &str, &str)] = &[
    ("Moving", "1 … 9", "a count: 5j, 3], 50%"),
    ("Places", "m a", "put the letter a here; it is kept"),
    ("Places", "' a", "to the letter a; '' to where you jumped from"),
    ("The outline", "~ *", "before a title: dictum found it; it is your own"),
    ("The outline", "▹ ▸ ▾", "before a title: parts can be found in it; it is folded; it is open"),
    ("The screen", "^c", "quit, from anywhere; the place is kept"),
    ("While typing", "^w ^u", "delete a word, all before the cursor"),
    ("Searching for", "words", "as you remember them: in any order, or others like them"),
    ("Searching for", "\"…\"", "the very words between the marks, one after another"),
    ("Searching for", "-walrus", "no walrus near"),
    ("Searching for", "speaker:ada", "what she says; with blanks speaker:\"ada brook\""),
    ("Searching for", "title:tea", "in talks that are called so"),
    ("Searching for", "before:2024", "in talks of earlier days; 2024-05, 2024-05-31"),
    ("Searching for", "after:2024", "in talks of that day or later"),
];

/// Other words for what keys do, by which help finds them: those that other programs say.
pub const ALSO: &[(&str, &str)] = &[
    ("/", "search grep look"),
    ("n", "match result"),
    ("N", "match result previous"),
    ("s", "chapter heading jump"),
    ("f", "narrow search"),
    ("W", "people voices statistics"),
    ("^o", "return history previous undo"),
    ("^i", "history redo"),
    ("w", "rename label person speaker"),
    ("m a", "bookmark mark remember"),
    ("' a", "bookmark mark jump"),
    ("y", "yank clipboard cite quote"),
    ("za", "collapse expand toggle"),
    ("zo", "expand"),
    ("zc", "collapse"),
    ("zR", "expand"),
    ("zM", "collapse"),
    ("c", "rename retitle change edit chapter"),
    ("a", "insert new create split chapter"),
    ("D", "exclude remove delete drop chapter"),
    ("U", "undo revert restore"),
    ("F", "automatic detected chapters toggle"),
    ("o", "contents toc sidebar chapters panel"),
    ("+", "width zoom bigger column"),
    ("-", "width zoom smaller column"),
    ("z", "fullscreen focus zen distraction"),
    ("x", "expand collapse"),
    ("r", "source timestamps original"),
    ("v", "summary digest overview gist"),
    ("L", "translation"),
    ("M", "copy selection"),
    ("^l", "refresh repaint"),
    ("q", "exit close leave"),
    ("^z", "background suspend"),
    ("Esc", "cancel close leave"),
    ("-walrus", "exclude without not"),
    ("\"…\"", "exact phrase verbatim"),
    ("before:2024", "date year"),
    ("after:2024", "date year since"),
];

/// From this width on help stands in two columns.
const TWO_COLUMNS: u16 = 120;

/// A group of keys: its name, and each key with its words.
pub type Group = (&'static str, Vec<(String, &'static str)>);

/// Help in its columns, whole groups in each.
pub fn page_columns(width: u16) -> Vec<Vec<Group>> {
    let groups = page();
    if width < TWO_COLUMNS {
        return vec![groups];
    }
    let half = column_rows(&groups).div_ceil(2);
    let first = (1..=groups.len()).find(|&n| groups.get(..n).is_some_and(|g| column_rows(g) >= half));
    let mut left = groups;
    let right = left.split_off(first.unwrap_or(left.len()));
    vec![left, right]
}

/// How many rows help has at a width.
pub fn page_rows(width: u16) -> usize {
    page_columns(width).iter().map(|column| column_rows(column)).max().unwrap_or(0)
}

/// Rows of a column: a group's name, its keys, and a blank row between groups.
fn column_rows(groups: &[Group]) -> usize {
    groups.iter().map(|(_, keys)| keys.len() + 2).sum::<usize>().saturating_sub(1)
}

/// A line of help: keys, and in words what they do.
#[derive(Debug, Clone)]
pub struct Told {
    pub group: &'static str,
    pub keys: String,
    pub words: &'static str,
    /// The row of the table, unless it is only told.
    pub does: Option<&'static Binding>,
}

impl Told {
    /// Whether it is of this key.
    pub fn has_key(&self, key: &str) -> bool {
        self.keys.split(' ').any(|own| own == key)
    }

    /// Whether each of the words that are typed begins one of its own, and one of them another word for what it does.
    pub fn is_also(&self, typed: &str) -> bool {
        let also = ALSO.iter().find(|(key, _)| self.is_of(key)).map_or("", |(_, also)| also);
        let begins = |typed: &str, one_of: &str| {
            one_of.split_whitespace().any(|word| word.to_lowercase().starts_with(&typed.to_lowercase()))
        };
        typed.split_whitespace().any(|typed| begins(typed, also))
            && typed.split_whitespace().all(|typed| begins(typed, also) || begins(typed, self.words))
    }

    /// Whether it is of what this key does, and goes by it.
    pub fn is_of(&self, key: &str) -> bool {
        self.does.map_or(self.keys == key, |binding| binding.keys.first() == Some(&key))
    }

    /// What it does, without how.
    pub fn first_words(&self) -> &'static str {
        self.words.split([':', ';', ',']).next().unwrap_or(self.words)
    }
}

/// The lines of help, made from the tables.
pub fn told() -> impl Iterator<Item = Told> {
    let table =
        KEYS.iter().map(|b| Told { group: b.group, keys: b.keys.join(" "), words: b.words, does: Some(b) });
    let more =
        MORE.iter().map(|&(group, keys, words)| Told { group, keys: keys.to_owned(), words, does: None });
    table.chain(more)
}

/// Help by its groups.
pub fn page() -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for Told { group, keys, words, .. } in told() {
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, lines)) => lines.push((keys, words)),
            None => groups.push((group, vec![(keys, words)])),
        }
    }
    groups
}
