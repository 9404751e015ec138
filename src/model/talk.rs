//! A talk: its reading text and what is known of every part of it.

use super::section::Section;
use super::{Date, Span, Timestamp};

/// A talk, ready to be read.
///
/// `text` is the reading text: captions joined to prose, no markup, no furniture, no times, no headings.
/// Its blocks are parted by blank lines. All the other lists are in the text's order and point into it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Talk {
    pub kind: Kind,
    pub title: String,
    pub title_from: TitleFrom,
    pub date: Option<Date>,
    /// Where the talk can be seen or heard: an http or https address.
    pub source_url: Option<String>,
    /// The eleven letters by which `YouTube` knows it.
    pub video_id: Option<String>,
    /// A language code as the file gives it: `en`, `pt-BR`.
    pub language: Option<String>,
    pub duration: Option<Timestamp>,
    /// In the order in which they first speak.
    pub speakers: Vec<Speaker>,
    pub text: String,
    /// What is set as one paragraph (or turn, list item, piece of code) for reading. They cover the text,
    /// and none is longer than a few kilobytes, so that wrapping one is never work.
    pub blocks: Vec<Block>,
    /// The file's own units (cues, turns, paragraphs) before they were joined for reading.
    pub segments: Vec<Segment>,
    /// Times that the file gives within its segments, as podcasts do every few minutes.
    pub moments: Vec<Moment>,
    pub sections: Vec<Section>,
    /// The sections as the file or dictum has them, where the reader set them right or hides some.
    pub unedited: Option<Vec<Section>>,
    /// Emphasis and code colours, for the eye only.
    pub styles: Vec<Styled>,
    /// What was done to the file on its way here: furniture cut, repeats folded, an encoding guessed.
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    #[default]
    Transcript,
    Article,
    Summary,
}

/// How the title was come by; the last two are dictum's own invention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TitleFrom {
    FrontMatter,
    /// Inside the file, in a field made for it (a caption file's header, a JSON key).
    Metadata,
    PageHead,
    Heading,
    Sidecar,
    #[default]
    FileName,
    OpeningWords,
}

/// A speaker's place in [`Talk::speakers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub u16);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Speaker {
    pub name: String,
    /// What the file calls them, where the reader gave them another name.
    pub label: Option<String>,
    /// What the file calls them is a label that a machine gave, not a name: `Speaker 1`, `SPEAKER_00`.
    pub anonymous: bool,
}

/// One unit of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Segment {
    pub kind: SegmentKind,
    pub speaker: Option<SpeakerId>,
    pub span: Span,
    pub start: Option<Timestamp>,
    pub end: Option<Timestamp>,
    /// 1-based lines of the file; 0 where a line means nothing, as in JSON of one line.
    pub line: u32,
    pub end_line: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SegmentKind {
    #[default]
    Speech,
    /// `[Music]`, `(laughter)`: heard, but not said.
    Sound,
    Paragraph,
    List,
    Quote,
    Code,
}

/// What is set as one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
    pub speaker: Option<SpeakerId>,
    /// This block opens a turn: the speaker's name stands above it.
    pub opens_turn: bool,
    /// The same words over and over, as a machine writes them when it hears silence. The text has them all;
    /// a reader is shown them once, with the count.
    pub repeat: Option<Repeat>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Prose,
    /// A list item; the text has no bullet. `depth` counts from 0; `number` is the author's, if numbered.
    List {
        depth: u8,
        number: Option<u32>,
    },
    Quote,
    /// Lines that are set as they are.
    Code {
        language: Option<String>,
    },
    Sound,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Repeat {
    /// The words that are repeated, where they stand first.
    pub unit: Span,
    /// How often they stand there in all.
    pub count: u32,
}

/// A time within a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The byte of the text at which it is that time.
    pub at: usize,
    pub time: Timestamp,
}

/// A range of the text that looks different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styled {
    pub span: Span,
    pub style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Emphasis,
    Strong,
    Link,
    /// Code within a sentence.
    InlineCode,
    // Within code blocks:
    Keyword,
    Literal,
    Comment,
    Name,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The 1-based line of the file that it is about.
    pub line: Option<u32>,
    pub what: String,
}

/// Between two written times stand no more segments than these, or they tell nothing of each other.
const NEAR: usize = 100;

impl Talk {
    /// The block that the byte at `at` is in, or the one before it where it falls between two.
    pub fn block_at(&self, at: usize) -> usize {
        self.blocks.partition_point(|b| b.span.from() <= at).saturating_sub(1)
    }

    /// The segment that the byte at `at` is in, or the one before it where it falls between two.
    pub fn segment_at(&self, at: usize) -> Option<&Segment> {
        let next = self.segments.partition_point(|s| s.span.from() <= at);
        self.segments.get(next.saturating_sub(1))
    }

    /// The innermost section that holds the byte at `at`.
    pub fn section_at(&self, at: usize) -> Option<usize> {
        self.sections.partition_point(|s| s.span.from() <= at).checked_sub(1)
    }

    /// Whether a section says its title and no more: a chapter of a list of chapters. Its text stands for it.
    pub fn is_but_its_title(&self, section: usize) -> bool {
        let Some(shown) = self.sections.get(section) else { return false };
        let to = self.sections.get(section + 1).map_or(self.text.len(), |next| next.span.from());
        let said = Span::new(shown.span.from(), to.max(shown.span.from()));
        // A longer text is not looked through for it.
        said.len() <= 2 * shown.title.len() + 8
            && said.of(&self.text).split_whitespace().eq(shown.title.split_whitespace())
    }

    /// Who says the byte at `at`; nobody where it is only heard, between two segments.
    pub fn speaker_at(&self, at: usize) -> Option<&Speaker> {
        let segment = self.segment_at(at).filter(|segment| at <= segment.span.to())?;
        let id = segment.speaker?;
        self.speakers.get(usize::from(id.0))
    }

    /// When the byte at `at` is said: between the times that are written before it in its segment and after it, by how far
    /// in it stands. Where no time is written after it, a time tells of its own paragraph and of no later one.
    pub fn time_at(&self, at: usize) -> Option<Timestamp> {
        let index = self.segments.partition_point(|s| s.span.from() <= at).saturating_sub(1);
        let segment = self.segments.get(index)?;
        let next = self.moments.partition_point(|m| m.at <= at);
        // What is heard behind a segment, before the next begins, has its own time.
        let ends = self.segments.get(index + 1).map_or(usize::MAX, |s| s.span.from());
        let inside = |m: &&Moment| (index == 0 || segment.span.from() <= m.at) && m.at < ends;
        let before = next.checked_sub(1).and_then(|n| self.moments.get(n)).filter(inside);

        let from = before.map_or(segment.span.from(), |m| m.at);
        let start = before.map(|m| m.time).or(segment.start)?;
        let after = self.moments.get(next).filter(inside).map(|m| (m.at, m.time));
        let end = after.or(segment.end.map(|end| (segment.span.to(), end)));
        let Some((to, end)) = end.or_else(|| self.time_after(index)).filter(|&(_, end)| end >= start) else {
            return Some(start).filter(|_| self.block_at(at) == self.block_at(from));
        };
        if from >= to {
            return Some(start);
        }
        let into = (at.clamp(from, to) - from) as u64;
        let lasts = u64::from(end.ms().saturating_sub(start.ms()));
        let later = lasts * into / (to - from) as u64;
        Some(Timestamp::from_ms(i64::from(start.ms()) + i64::try_from(later).unwrap_or(0)))
    }

    /// The first time that is written behind the segment at `index`, and where. Times that are far off tell nothing of it.
    fn time_after(&self, index: usize) -> Option<(usize, Timestamp)> {
        let to = self.segments.get(index)?.span.to();
        let mut after = self.segments.iter().skip(index + 1).take(NEAR);
        let start = after.find_map(|s| Some((s.span.from(), s.start?)));
        let moment = self.moments.get(self.moments.partition_point(|m| m.at < to));
        start.into_iter().chain(moment.map(|m| (m.at, m.time))).min()
    }

    /// Where the talk is at `time`: the last written time that has come by then. None where the talk has no times.
    pub fn place_at(&self, time: Timestamp) -> Option<usize> {
        let mut best = None;
        for segment in self.segments.iter().filter(|s| s.start.is_some()) {
            if segment.start > Some(time) && best.is_some() {
                break;
            }
            best = Some(segment.span.from());
        }
        let within = self.moments.iter().take_while(|m| m.time <= time).last().map(|m| m.at);
        best.max(within).or_else(|| self.moments.first().map(|m| m.at))
    }

    /// Whether any segment has a time.
    pub fn has_times(&self) -> bool {
        !self.moments.is_empty() || self.segments.iter().any(|s| s.start.is_some())
    }

    /// The name of a speaker of this talk.
    pub fn speaker(&self, id: SpeakerId) -> Option<&Speaker> {
        self.speakers.get(usize::from(id.0))
    }

    /// Gives the speakers that the file calls `label` a name; an empty one takes their name off again. Answers whether
    /// anybody is called so.
    pub fn name_speaker(&mut self, label: &str, name: &str) -> bool {
        let mut met = false;
        for speaker in self.speakers.iter_mut().filter(|speaker| speaker.label() == label) {
            speaker.go_by(name);
            met = true;
        }
        met
    }

    /// The address of the talk at `time`, where its site understands one.
    pub fn link_at(&self, time: Option<Timestamp>) -> Option<String> {
        let url = self.source_url.as_ref()?;
        match (time, &self.video_id) {
            (Some(time), Some(_)) => {
                let joint = if url.contains('?') { '&' } else { '?' };
                Some(format!("{url}{joint}t={}", time.seconds()))
            }
            _ => Some(url.clone()),
        }
    }
}

impl Speaker {
    /// As the file calls them.
    pub fn new(name: impl Into<String>, anonymous: bool) -> Self {
        Self { name: name.into(), label: None, anonymous }
    }

    /// What the file calls them.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Nobody knows who it is: the file has a label, and the reader has not said.
    pub fn is_unknown(&self) -> bool {
        self.anonymous && self.label.is_none()
    }

    fn go_by(&mut self, name: &str) {
        let label = self.label.take().unwrap_or_else(|| std::mem::take(&mut self.name));
        if name.is_empty() || name == label {
            self.name = label;
        } else {
            name.clone_into(&mut self.name);
            self.label = Some(label);
        }
    }
}

impl Kind {
    /// As JSON and people name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Transcript => "transcript",
            Self::Article => "article",
            Self::Summary => "summary",
        }
    }
}

impl TitleFrom {
    const ALL: [Self; 7] = [
        Self::FrontMatter,
        Self::Metadata,
        Self::PageHead,
        Self::Heading,
        Self::Sidecar,
        Self::FileName,
        Self::OpeningWords,
    ];

    /// Which of them goes by a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|from| from.name() == name)
    }

    /// As JSON and people name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::FrontMatter => "front matter",
            Self::Metadata => "metadata",
            Self::PageHead => "page head",
            Self::Heading => "heading",
            Self::Sidecar => "sidecar",
            Self::FileName => "file name",
            Self::OpeningWords => "opening words",
        }
    }
}

impl SegmentKind {
    /// As JSON and people name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Sound => "sound",
            Self::Paragraph => "paragraph",
            Self::List => "list",
            Self::Quote => "quote",
            Self::Code => "code",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A talk of paragraphs of ten bytes: turns of so many of them, each with the second at which it starts.
    fn turns(turns: &[(usize, Option<i64>)]) -> Talk {
        let mut talk = Talk::default();
        for &(paragraphs, start) in turns {
            let from = talk.text.len();
            for _ in 0..paragraphs {
                let at = talk.text.len();
                talk.text.push_str("It rained.");
                talk.blocks.push(Block {
                    kind: BlockKind::Prose,
                    span: Span::new(at, at + 10),
                    speaker: None,
                    opens_turn: false,
                    repeat: None,
                });
            }
            talk.segments.push(Segment {
                kind: SegmentKind::Speech,
                speaker: None,
                span: Span::new(from, talk.text.len()),
                start: start.map(|s| Timestamp::from_ms(s * 1_000)),
                end: None,
                line: 0,
                end_line: 0,
            });
        }
        talk
    }

    #[test]
    fn a_time_does_not_stand_for_minutes() {
        let seconds = |talk: &Talk, at: usize| talk.time_at(at).map(Timestamp::seconds);
        let talk = turns(&[(2, Some(60)), (2, None), (1, Some(100)), (3, Some(90))]);
        // Between two times, by how far in.
        for (at, time) in [(0, Some(60)), (5, Some(65)), (10, Some(70)), (19, Some(79))] {
            assert_eq!(seconds(&talk, at), time, "{at}");
        }
        // Turns without a time have none; where no later time follows, a time holds for its own paragraph.
        for (at, time) in
            [(20, None), (40, Some(100)), (45, Some(100)), (50, Some(90)), (59, Some(90)), (60, None)]
        {
            assert_eq!(seconds(&talk, at), time, "{at}");
        }
        let mut talk = turns(&[(4, Some(60)), (1, None)]);
        talk.moments.push(Moment { at: 20, time: Timestamp::from_ms(80_000) });
        assert_eq!([10, 20, 29, 30].map(|at| seconds(&talk, at)), [Some(70), Some(80), Some(80), None]);
    }

    #[test]
    fn a_name_is_given_and_taken_off_again() {
        let mut talk = Talk { speakers: vec![Speaker::new("SPEAKER_00", true)], ..Talk::default() };
        // What is said, and then: the name, the label, whether nobody knows who it is.
        for (label, name, expected) in [
            ("SPEAKER_00", "Ada", ("Ada", "SPEAKER_00", false)),
            ("SPEAKER_00", "Bo", ("Bo", "SPEAKER_00", false)),
            ("Bo", "Cy", ("Bo", "SPEAKER_00", false)),
            ("SPEAKER_00", "", ("SPEAKER_00", "SPEAKER_00", true)),
            ("SPEAKER_00", "SPEAKER_00", ("SPEAKER_00", "SPEAKER_00", true)),
        ] {
            assert_eq!(talk.name_speaker(label, name), label == "SPEAKER_00");
            let speaker = &talk.speakers[0];
            assert_eq!((speaker.name.as_str(), speaker.label(), speaker.is_unknown()), expected, "{name}");
        }
    }
}
