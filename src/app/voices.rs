//! The speakers at a glance: who, how much and when; and the way along the turns of one.

use std::collections::HashMap;

use tui_input::Input;

use super::choice::Choice;
use super::overlay::Overlay;
use super::screen::Area;
use super::{App, Land};
use crate::model::{SegmentKind, Span, SpeakerId, Talk, Timestamp};
use crate::search::names::fuzzy;

/// The speakers of a talk, who says most first.
#[derive(Debug, Clone, Default)]
pub struct Voices {
    pub all: Vec<Voice>,
    /// Counted along those that are shown.
    pub choice: Choice,
    /// Letters that the names must have, while `typing`.
    pub filter: Input,
    pub typing: bool,
    shown: Vec<usize>,
}

/// One speaker of a talk.
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    pub speaker: SpeakerId,
    pub words: usize,
    /// Of all that anybody says, 0 to 1.
    pub share: f64,
    /// How long they speak, where the talk has times.
    pub lasts: Option<Timestamp>,
    pub turns: Vec<Span>,
}

/// Where the speakers are on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoicesLayout {
    /// Rows of each: what they say, when beside it or below it, and a blank row where there is room.
    pub rows: u16,
    /// The strips stand beside the names.
    pub beside: bool,
    pub lines: Area,
}

/// From this width on the strips stand beside the names.
const BESIDE_FROM: u16 = 72;
/// Rows above the speakers, and below them for the times under the strips.
const ABOVE: u16 = 2;
const BELOW: u16 = 1;

impl Voices {
    pub fn of(talk: &Talk) -> Self {
        let mut met: HashMap<SpeakerId, Voice> = HashMap::new();
        let (mut before, mut are_all_timed) = (None, true);
        let said = talk.segments.iter().enumerate().filter(|(_, s)| s.kind != SegmentKind::Sound);
        for (at, segment) in said {
            let Some(speaker) = segment.speaker else { continue };
            let voice = met.entry(speaker).or_insert_with(|| Voice::silent(speaker));
            voice.words += talk.words_in(segment.span);
            match voice.turns.last_mut().filter(|_| before == Some(speaker)) {
                Some(turn) => *turn = turn.join(segment.span),
                None => voice.turns.push(segment.span),
            }
            before = Some(speaker);
            let next = || talk.segments.get(at + 1).map_or(talk.duration, |next| next.start);
            match segment.start.zip(segment.end.or_else(next)) {
                Some((start, end)) => {
                    let lasts = i64::from(end.ms().saturating_sub(start.ms()));
                    let so_far = voice.lasts.map_or(0, |t| i64::from(t.ms()));
                    voice.lasts = Some(Timestamp::from_ms(so_far + lasts));
                }
                None => are_all_timed = false,
            }
        }
        let mut all: Vec<Voice> = met.into_values().collect();
        let words = all.iter().map(|voice| voice.words).sum::<usize>().max(1);
        for voice in &mut all {
            voice.share = share(voice.words, words);
            // Where only some turns tell their times, words are what can be compared.
            voice.lasts = voice.lasts.filter(|_| are_all_timed);
        }
        all.sort_by_key(|voice| (std::cmp::Reverse(voice.words), voice.speaker));
        let shown = (0..all.len()).collect();
        Self { all, shown, ..Self::default() }
    }

    pub fn chosen(&self) -> Option<&Voice> {
        self.shown().nth(self.choice.at)
    }

    /// Those whose names fit.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Voice> {
        self.shown.iter().map(|&at| &self.all[at])
    }

    /// After a letter: those whose names have them, the best first; all of them while there is none.
    pub(super) fn narrow(&mut self, talk: &Talk) {
        let names = self.all.iter().map(|voice| talk.speaker(voice.speaker).map_or("", |s| s.name.as_str()));
        self.shown = fuzzy(self.filter.value(), names).into_iter().map(|hit| hit.at).collect();
        self.choice = Choice::default();
    }

    /// Puts the filter away; who was chosen stays chosen.
    pub(super) fn widen(&mut self) {
        let chosen = self.chosen().map(|voice| voice.speaker);
        self.typing = false;
        self.filter.reset();
        self.shown = (0..self.all.len()).collect();
        self.choose(chosen);
    }

    pub(super) fn move_by(&mut self, lines: isize) {
        self.choice.move_by(lines, self.shown.len());
    }

    fn choose(&mut self, speaker: Option<SpeakerId>) {
        let at = self.shown().position(|voice| Some(voice.speaker) == speaker);
        self.choice.go_to(at.unwrap_or(0), self.shown.len());
    }

    /// Fits the part of the screen that they have.
    pub(super) fn settle(&mut self, main: Area) {
        let layout = self.layout(main);
        self.choice.keep_visible(self.shown.len(), usize::from(layout.lines.height / layout.rows).max(1));
    }

    /// Chooses whom the mouse points at; answers whether anybody is there.
    pub(super) fn take(&mut self, main: Area, y: u16) -> bool {
        let layout = self.layout(main);
        let inside = (layout.lines.y..layout.lines.y + layout.lines.height).contains(&y);
        let row = usize::from(y.saturating_sub(layout.lines.y) / layout.rows);
        inside && self.choice.take(row, self.shown.len())
    }

    pub fn layout(&self, main: Area) -> VoicesLayout {
        let beside = main.width >= BESIDE_FROM;
        let height = main.height.saturating_sub(ABOVE + BELOW).max(1);
        let lines = Area { y: main.y + ABOVE.min(main.height.saturating_sub(1)), height, ..main };
        let most = height / u16::try_from(self.all.len()).unwrap_or(u16::MAX).max(1);
        let rows = match (beside, most) {
            (true, ..2) | (false, 0) if height < 2 || beside => 1,
            (true, _) | (false, ..3) => 2,
            (false, _) => 3,
        };
        VoicesLayout { rows, beside, lines }
    }
}

impl Voice {
    fn silent(speaker: SpeakerId) -> Self {
        Self { speaker, words: 0, share: 0.0, lasts: None, turns: Vec::new() }
    }

    /// How much of each of `columns` equal parts of a text of `len` bytes this speaker says, 0 to 1.
    pub fn strip(&self, len: usize, columns: usize) -> Vec<f64> {
        let len = len.max(1);
        let mut strip = vec![0.0; columns];
        let edge = |column: usize| column * len / columns.max(1);
        for turn in &self.turns {
            let first = turn.from() * columns / len;
            for column in first..columns {
                let part = Span::new(edge(column), edge(column + 1).max(edge(column) + 1));
                if part.from() >= turn.to() {
                    break;
                }
                if let Some(cell) = strip.get_mut(column) {
                    *cell += share(part.intersect(*turn).len(), part.len());
                }
            }
        }
        strip
    }
}

#[allow(clippy::cast_precision_loss, reason = "a share needs no more than 52 bits")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl App {
    pub(super) fn open_speakers(&mut self) {
        let Some(reader) = self.reader.as_ref().filter(|_| self.wanted.is_none()) else { return };
        let mut voices = Voices::of(&reader.talk);
        if voices.all.is_empty() {
            return self.say("the file does not say who speaks");
        }
        voices.choose(reader.followed.or_else(|| reader.speaker_id()));
        self.overlay = Some(Overlay::Speakers(voices));
    }

    /// Enter among the speakers: to the next turn of the chosen one, and from then on along theirs.
    pub(super) fn follow_speaker(&mut self, voices: Voices) {
        let Some(speaker) = voices.chosen().map(|voice| voice.speaker) else {
            // Nobody's name fits.
            return self.overlay = Some(Overlay::Speakers(voices));
        };
        self.read(|r| r.followed = Some(speaker));
        // Whose turns are gone along has changed: a new jump.
        self.landed = None;
        self.go_to_turn(1, true);
    }

    /// Turns of the followed speaker forward or back; of the one who speaks here, if none is followed yet.
    pub(super) fn move_turns(&mut self, steps: isize) {
        if let Some(Overlay::Speakers(voices)) = self.overlay.take() {
            let speaker = voices.chosen().map(|voice| voice.speaker);
            self.read(|r| r.followed = speaker);
        }
        let Some(reader) = self.reader.as_mut().filter(|_| self.wanted.is_none()) else { return };
        reader.followed = reader.followed.or_else(|| reader.speaker_id());
        match (reader.followed, reader.talk.speakers.is_empty()) {
            (Some(_), _) => self.go_to_turn(steps, false),
            (None, false) => self.say("nobody speaks here; W shows who does, and Enter there chooses"),
            (None, true) => self.say("the file does not say who speaks"),
        }
    }

    fn go_to_turn(&mut self, steps: isize, from_here: bool) {
        let Some(reader) = &self.reader else { return };
        let Some(speaker) = reader.followed else { return };
        let turns = reader.turns_of(speaker);
        let here = reader.place();
        // The turn that is being read counts as one that is gone to, unless it was only just chosen.
        let before = turns.partition_point(|turn| turn.from() < here);
        let on = turns.get(before).is_some_and(|turn| turn.from() == here);
        let ahead = before + usize::from(on && !from_here);
        let last = turns.len().saturating_sub(1);
        // A count goes as far as there are turns; chosen behind their last turn, it is that which is shown.
        let target = match steps {
            1.. if ahead > last && !from_here => return self.say_turn(speaker, "this is the last turn"),
            1.. => ahead.saturating_add_signed(steps - 1).min(last),
            _ if before == 0 => return self.say_turn(speaker, "this is the first turn"),
            _ => before.saturating_add_signed(steps),
        };
        let Some(turn) = turns.get(target) else { return };
        let at = turn.from();
        let told = format!("turn {} of {}", target + 1, turns.len());
        self.leave_place_once();
        self.focus_text();
        self.read(|r| r.go_to(at, Land::Top));
        self.note_landing();
        self.say_turn(speaker, &told);
    }

    fn say_turn(&mut self, speaker: SpeakerId, what: &str) {
        let name = self.reader.as_ref().and_then(|r| r.talk.speaker(speaker)).map(|s| s.name.clone());
        self.say(format!("{}: {what} · ) (", name.unwrap_or_default()));
    }
}
