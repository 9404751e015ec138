//! Finds loops: the same few words again and again, as a machine writes them when it hears nothing.

/// A loop has at most so many words.
const LONGEST: usize = 8;
/// So often in a row nobody says the same words.
const OFTEN: usize = 4;

/// The first loop within a text: its words, where they stand first, and how often they come in a row.
///
/// One word counts from seven times on: "no, no, no, no" is said by people. The text is passed over once, with no more
/// in hand than the last few words, for it may be of any length.
pub(super) fn within(text: &str) -> Option<(&str, usize)> {
    if !may_loop(text) {
        return None;
    }
    let mut recent = [Word::default(); LONGEST];
    let mut runs = [Run::default(); LONGEST];
    let mut count = 0;
    for whole in text.split_whitespace() {
        let word = Word::of(whole);
        for (length, run) in (1..=LONGEST.min(count)).zip(&mut runs) {
            let back = |n: usize| recent[(count - n) % LONGEST];
            run.take(length, back(length).is(&word).then(|| (back(length).whole, back(1).whole)));
        }
        recent[count % LONGEST] = word;
        count += 1;
    }
    if count < OFTEN * 2 {
        return None;
    }
    (1..=LONGEST).zip(&runs).find_map(|(length, run)| {
        let enough = if length == 1 { 7 } else { OFTEN };
        let (first, last) = run.unit;
        (run.times >= enough).then(|| (span_of(text, first, last), run.times))
    })
}

/// Whether any word may come so often as the words of a loop do, as far as its first letter and its length tell.
fn may_loop(text: &str) -> bool {
    if !text.is_ascii() {
        return true;
    }
    let mut counts = [0_u8; 256];
    let mut words = 0;
    for word in text.split_ascii_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let first = bare.bytes().next().map_or(0, |b| b.to_ascii_lowercase() & 31);
        let glance = usize::from(first) << 3 | bare.len() & 7;
        if let Some(count) = counts.get_mut(glance) {
            *count = count.saturating_add(1);
        }
        words += 1;
    }
    words >= OFTEN * 2 && counts.iter().any(|count| usize::from(*count) >= OFTEN)
}

/// A word, and what it is without the marks around it.
#[derive(Debug, Clone, Copy, Default)]
struct Word<'a> {
    whole: &'a str,
    bare: &'a str,
    /// Its length, and its first and last letter in lower case, if it is ASCII: most words differ in these.
    glance: Option<(usize, u8, u8)>,
}

impl<'a> Word<'a> {
    fn of(whole: &'a str) -> Self {
        let bare = whole.trim_matches(|c: char| !c.is_alphanumeric());
        let ends = bare.bytes().next().zip(bare.bytes().next_back()).filter(|_| bare.is_ascii());
        let glance = ends.map(|(a, z)| (bare.len(), a.to_ascii_lowercase(), z.to_ascii_lowercase()));
        Self { whole, bare, glance }
    }

    fn is(&self, other: &Word<'a>) -> bool {
        let (a, b) = (self.bare, other.bare);
        if self.glance.is_some() && other.glance.is_some() {
            return self.glance == other.glance && a.eq_ignore_ascii_case(b);
        }
        // Of the others, too, most differ in their first letter; only what is left is worth a copy.
        let first = |word: &'a str| word.chars().take(1).flat_map(char::to_lowercase);
        a == b || first(a).eq(first(b)) && a.to_lowercase() == b.to_lowercase()
    }
}

/// Where words repeat themselves after a number of them.
#[derive(Debug, Clone, Copy, Default)]
struct Run<'a> {
    /// How many words in a row are those that came so long before.
    now: usize,
    /// The first and the last word of what this run repeats.
    here: (&'a str, &'a str),
    /// The same of the longest run, and how often its words come.
    unit: (&'a str, &'a str),
    times: usize,
}

impl<'a> Run<'a> {
    /// Takes the next word: where it is that of `length` words before, from which to which word those go.
    fn take(&mut self, length: usize, repeated: Option<(&'a str, &'a str)>) {
        let Some(unit) = repeated else {
            self.now = 0;
            return;
        };
        if self.now == 0 {
            self.here = unit;
        }
        self.now += 1;
        if self.now / length + 1 > self.times.max(1) {
            (self.unit, self.times) = (self.here, self.now / length + 1);
        }
    }
}

/// The part of a text from the first to the last of these words of it.
fn span_of<'a>(text: &'a str, first: &'a str, last: &'a str) -> &'a str {
    let at = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    text.get(at(first)..at(last) + last.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_found_and_counted() {
        for (text, found) in [
            ("and so they got them, got them, got them, got them, got them", Some(("got them,", 5))),
            ("it rained and it rained and then it stopped for a while", None),
            ("no no no no and then yes and that was all of it", None),
            ("go go go go go go go go away", Some(("go", 8))),
            ("go go go go go go go", None),
            ("Éo éo éo éo éo éo éo. And.", Some(("Éo", 7))),
            (
                "a b c d e f g h a b c d e f g h, a b c d e f g h! A b c d e f g h",
                Some(("a b c d e f g h", 4)),
            ),
            ("", None),
        ] {
            assert_eq!(within(text), found, "{text}");
        }
    }
}
