//! Text with the styles that its markup gave it and the times that stood in it, before it is cleaned.

use std::ops::Range;

use crate::model::{Style, Timestamp};
use crate::text::{clean, is_plain};

/// Text as a file has it, and which ranges of it look different.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rich {
    pub text: String,
    /// In order, not overlapping.
    pub styles: Vec<(Range<usize>, Style)>,
    /// When it is said, by the bytes at which that was written. In order.
    pub times: Vec<(usize, Timestamp)>,
}

impl Rich {
    /// With room for so many bytes.
    pub fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Adds text; `style` where it looks different.
    pub fn push(&mut self, text: &str, style: Option<Style>) {
        let from = self.text.len();
        self.text.push_str(text);
        if let Some(style) = style.filter(|_| !text.is_empty()) {
            self.styles.push((from..self.text.len(), style));
        }
    }

    /// Adds all of another text.
    pub fn append(&mut self, other: &Rich) {
        let from = self.text.len();
        self.text.push_str(&other.text);
        self.styles.extend(other.styles.iter().map(|(r, s)| (r.start + from..r.end + from, *s)));
        self.times.extend(other.times.iter().map(|(at, time)| (at + from, *time)));
    }

    /// The text from the byte `from` on; all of it where that is no border of letters.
    pub fn cut_before(&self, from: usize) -> Rich {
        let Some(text) = self.text.get(from..) else { return self.clone() };
        let styles = self
            .styles
            .iter()
            .filter(|(r, _)| r.end > from)
            .map(|(r, s)| (r.start.saturating_sub(from)..r.end - from, *s))
            .collect();
        let times = self.times.iter().filter(|(at, _)| *at >= from).map(|(at, t)| (at - from, *t)).collect();
        Rich { text: text.to_owned(), styles, times }
    }

    /// The same. Most texts are a line.
    pub fn into_lines(mut self) -> Vec<Rich> {
        if memchr::memchr(b'\n', self.text.as_bytes()).is_some() {
            return self.lines();
        }
        // All paragraphs of a document are in memory at once.
        self.text.shrink_to_fit();
        self.styles.shrink_to_fit();
        vec![self]
    }

    /// Its lines, each with its styles.
    pub fn lines(&self) -> Vec<Rich> {
        let mut lines = Vec::new();
        let mut from = 0;
        for line in self.text.split('\n') {
            let to = from + line.len();
            let first = self.styles.partition_point(|(r, _)| r.end <= from);
            let styles = self.styles.iter().skip(first).take_while(|(r, _)| r.start < to);
            let mut styles: Vec<_> =
                styles.map(|(r, s)| (r.start.max(from) - from..r.end.min(to) - from, *s)).collect();
            styles.shrink_to_fit();
            let first = self.times.partition_point(|(at, _)| *at < from);
            let times = self.times.iter().skip(first).take_while(|(at, _)| *at <= to);
            let times = times.map(|(at, time)| (at - from, *time)).collect();
            lines.push(Rich { text: line.to_owned(), styles, times });
            from = to + 1;
        }
        lines
    }

    /// Safe to show. Styles are kept where cleaning the text piece by piece comes to the same as cleaning it
    /// whole, which it does but for floods of marks and for tabs.
    pub fn cleaned(self) -> Rich {
        if is_plain(&self.text) {
            return self;
        }
        let whole = clean(&self.text);
        if whole == self.text {
            return self;
        }
        let times = self.times_in(&whole);
        if self.styles.is_empty() {
            return Rich { text: whole, styles: Vec::new(), times };
        }
        let mut by_piece = Rich::default();
        let mut at = 0;
        let piece = |range: Range<usize>| clean(self.text.get(range).unwrap_or_default());
        for (range, style) in &self.styles {
            by_piece.push(&piece(at..range.start), None);
            by_piece.push(&piece(range.clone()), Some(*style));
            at = range.end;
        }
        by_piece.push(&piece(at..self.text.len()), None);
        let styles = if by_piece.text == whole { by_piece.styles } else { Vec::new() };
        Rich { text: whole, styles, times }
    }

    /// Its times, where they stand once the text is cleaned.
    fn times_in(&self, cleaned: &str) -> Vec<(usize, Timestamp)> {
        let (mut before, mut length) = (0, 0);
        let place = |&(at, time): &(usize, Timestamp)| {
            length += clean(self.text.get(before..at).unwrap_or_default()).len();
            before = at;
            let mut at = length.min(cleaned.len());
            while !cleaned.is_char_boundary(at) {
                at += 1;
            }
            (at, time)
        };
        self.times.iter().map(place).collect()
    }
}

impl From<&str> for Rich {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl From<String> for Rich {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Rich {
        let mut rich = Rich::default();
        rich.push("Ann:", Some(Style::Strong));
        rich.push(" so\nit ", None);
        rich.push("is", Some(Style::Emphasis));
        rich
    }

    #[test]
    fn styles_move_with_their_words() {
        let cut = sample().cut_before(5);
        assert_eq!((cut.text.as_str(), cut.styles), ("so\nit is", vec![(6..8, Style::Emphasis)]));

        let lines = sample().lines();
        assert_eq!((lines[0].text.as_str(), &lines[0].styles), ("Ann: so", &vec![(0..4, Style::Strong)]));
        assert_eq!((lines[1].text.as_str(), &lines[1].styles), ("it is", &vec![(3..5, Style::Emphasis)]));
    }

    #[test]
    fn cleaning_keeps_styles_on_their_words() {
        let mut rich = Rich::from("a\u{7}b ");
        rich.push("c\u{1b}d", Some(Style::Strong));
        let cleaned = rich.cleaned();
        let (range, _) = &cleaned.styles[0];
        assert_eq!(cleaned.text.get(range.clone()), Some(clean("c\u{1b}d").as_str()));
    }
}
