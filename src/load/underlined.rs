//! Takes together the captions that show one line again and again, each time with its next word underlined.

use super::cues::Cue;
use crate::model::Timestamp;

/// The line that is shown, and which of its words was underlined last.
#[derive(Clone, Default)]
pub(super) struct Underlined {
    line: String,
    /// The byte at which the word begins; none where no word was.
    word: Option<usize>,
    end: Option<Timestamp>,
    /// Whether letters that are strong or slanted may mark the words too.
    any_tag: bool,
}

impl Underlined {
    /// For a file whose first captions show this, with tags. Lines are sung twice with another word slanted too: where
    /// words are not underlined or coloured, it must be what the file does with its lines.
    pub fn of(captions: impl Iterator<Item = (String, Cue)>) -> Self {
        let mut line = Self { any_tag: true, ..Self::default() };
        let (mut lines, mut again) = (0, 0);
        for (said, cue) in captions {
            again = if line.goes_on(&said, &cue) { again + 1 } else { 0 };
            lines += usize::from(again + 1 == FRAMES);
        }
        Self { any_tag: lines >= LINES, ..Self::default() }
    }

    /// Whether a caption shows the line again that the one before it showed, with a later word underlined, or with none
    /// while nobody speaks: `So <u>it</u> rains` behind `<u>So</u> it rains`. `said` still has its tags.
    pub fn goes_on(&mut self, said: &str, cue: &Cue) -> bool {
        let (line, word) = match underlined(said, self.any_tag) {
            Some((line, word)) => (line, Some(word)),
            None if self.word.is_some() && said == self.line => (said.to_owned(), None),
            None => {
                self.word = None;
                return false;
            }
        };
        let at_once =
            self.end.zip(cue.start).is_some_and(|(end, start)| start.ms().abs_diff(end.ms()) <= MOMENT);
        let goes_on =
            at_once && self.word.is_some() && line == self.line && (word.is_none() || word > self.word);
        if !goes_on {
            self.line = line;
        }
        self.word = if goes_on { word.or(self.word) } else { word };
        self.end = cue.end;
        goes_on
    }
}

/// So many captions of a line, and so many lines that have them, are a habit.
const FRAMES: usize = 3;
const LINES: usize = 3;

/// What is shown without a break is shown within so many milliseconds.
const MOMENT: u32 = 100;

/// A text without the only pair of tags in it, and the byte at which the first stood.
fn underlined(said: &str, any_tag: bool) -> Option<(String, usize)> {
    let (before, rest) = said.split_once('<')?;
    let (_, rest) = rest.split_once('>').filter(|(tag, _)| is_tag(tag, any_tag))?;
    let (word, rest) = rest.split_once("</")?;
    let (_, after) = rest.split_once('>').filter(|(tag, _)| is_tag(tag, any_tag))?;
    let plain = !word.contains('<') && !word.trim().is_empty() && !after.contains('<');
    plain.then(|| (format!("{before}{word}{after}"), before.len()))
}

/// `u` as whisper has it; others have a colour, or letters that are strong.
fn is_tag(tag: &str, any_tag: bool) -> bool {
    matches!(tag.split(' ').next(), Some("u" | "font")) || any_tag && matches!(tag, "b" | "i")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_on_while_its_words_are_underlined_in_turn() {
        for (shown, again) in [
            (&["<u>so</u> it rains", "so <u>it</u> rains", "so it <u>rains</u>", "<u>on</u> us"][..], 2),
            (&["<u>so</u> it rains", "so it rains", "so <u>it</u> rains"], 2),
            (&["<u>no</u>", "<u>no</u>", "<u>no</u>"], 0),
            (&["so it rains", "so it rains", "<i>so</i> it rains"], 0),
            (&["so <u>it</u> rains", "<u>so</u> it rains"], 0),
            (&["<i>la</i> la", "la <i>la</i>", "<u>oh</u> oh"], 0),
            (&["<i>oh</i> la la", "oh <i>la</i> la", "oh la <i>la</i>"], 0),
            (&["<i>oh</i> la la", "oh <i>la</i> la", "oh la <i>la</i>"].repeat(3), 6),
        ] {
            let at = |n: i64| Some(Timestamp::from_ms(n * 1_000));
            let captions = (0..).zip(shown).map(|(n, said)| {
                ((*said).to_owned(), Cue { start: at(n), end: at(n + 1), ..Cue::default() })
            });
            let mut line = Underlined::of(captions.clone());
            let left_out = captions.filter(|(said, cue)| line.goes_on(said, cue)).count();
            assert_eq!(left_out, again, "{shown:?}");
        }
    }
}
