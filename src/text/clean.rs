//! Makes text safe to show: what a terminal would act on, or a reader could not see, becomes a visible mark.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::width::width;

/// Stands for what is no character, and for what was cut off a letter.
pub(super) const UNKNOWN: char = '\u{FFFD}';
/// Stands for a character that would turn the direction of writing.
pub(super) const TURN: char = '⇄';
/// Stands for a character that nobody could see.
pub(super) const UNSEEN: char = '◌';

/// Tabs come from typed notes and code; eight columns would push prose off a narrow screen.
const TAB: usize = 4;
/// Tibetan and pointed Hebrew put four or five marks on a letter; what has more than this is a flood.
const MARKS: usize = 8;
/// A family of four with skin tones takes 41 bytes; what takes more than this is a chain without an end.
const LETTER_BYTES: usize = 64;

/// What becomes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    LineEnd,
    Tab,
    Drop,
    Become(char),
}

/// Text without anything that a terminal would act on or a reader could not see.
///
/// | in | out |
/// |---|---|
/// | escape | its picture, `␛`: what follows is no text either |
/// | other C0 controls, DEL | nothing: they are slips, also within words |
/// | vertical tab, form feed, a return | a blank |
/// | C1 controls (NEL too), noncharacters | `U+FFFD` |
/// | the twelve bidi controls | `⇄` |
/// | zero-width blanks, fillers, tags and other invisibles | `◌` |
/// | line and paragraph separators | a blank |
/// | tab | blanks up to the next fourth column |
/// | soft hyphen; a byte order mark, which writers leave even in the middle of words | nothing |
/// | the ninth and later marks on a letter; a letter past 64 bytes | one `U+FFFD` for all |
///
/// It looks at characters one by one and never at sequences, so there is no half sequence to be fooled by.
/// Joiners, variation selectors and combining marks stay: Persian, Hindi and emoji are written with them.
/// Cleaning what is clean changes nothing, and the text gets at most four times as long.
pub fn clean(text: &str) -> String {
    let mut cleaner = Cleaner::default();
    cleaner.out.reserve(text.len());
    let mut rest = text;
    loop {
        let (run, tail) = rest.split_at(printable(rest));
        cleaner.copy(run);
        let mut letters = tail.chars();
        let Some(c) = letters.next() else { break };
        cleaner.take(c);
        rest = letters.as_str();
    }
    cleaner.end_word();
    cleaner.out
}

/// The same on one line: line ends become blanks.
pub fn clean_line(text: &str) -> String {
    if text.split('\n').all(is_plain) {
        return text.replace('\n', " ");
    }
    let text = clean(text);
    if text.contains('\n') { text.replace('\n', " ") } else { text }
}

/// Whether cleaning would change nothing, as far as it shows at a glance: printable ASCII, letters of western languages
/// and the marks of their typesetters.
pub fn is_plain(text: &str) -> bool {
    let mut rest = text;
    loop {
        let (_, tail) = rest.split_at_checked(printable(rest)).unwrap_or_default();
        let mut letters = tail.chars();
        match letters.next() {
            None => return true,
            // No mark that sits on a letter is among them, so no letter is too long.
            Some('\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '‐'..='‧' | '\u{2030}'..='\u{205E}') => (),
            Some(_) => return false,
        }
        rest = letters.as_str();
    }
}

/// How many bytes of printable ASCII a text begins with. Whole chunks are looked at before single bytes, which is many
/// times as fast.
fn printable(text: &str) -> usize {
    let is_printable = |b: &u8| (b' '..0x7f).contains(b);
    let (chunks, _) = text.as_bytes().as_chunks::<32>();
    let whole = chunks.iter().take_while(|chunk| chunk.iter().fold(true, |all, b| all & is_printable(b)));
    let whole = whole.count() * 32;
    whole + text.bytes().skip(whole).take_while(is_printable).count()
}

/// Whether a letter may reach the terminal: exactly those that [`clean`] lets through, line ends apart.
pub fn is_clean(c: char) -> bool {
    fate(c) == Fate::Keep
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' => Fate::Keep,
        '\n' => Fate::LineEnd,
        '\t' => Fate::Tab,
        '\u{1B}' => Fate::Become('␛'),
        '\u{B}'..='\r' | '\u{2028}' | '\u{2029}' => Fate::Become(' '),
        '\0'..='\u{1F}' | '\u{7F}' | '\u{AD}' | '\u{FEFF}' => Fate::Drop,
        '\u{80}'..='\u{9F}' => Fate::Become(UNKNOWN),
        _ if turns_direction(c) => Fate::Become(TURN),
        _ if is_unseen(c) => Fate::Become(UNSEEN),
        '\u{FDD0}'..='\u{FDEF}' => Fate::Become(UNKNOWN),
        _ if c as u32 & 0xFFFE == 0xFFFE => Fate::Become(UNKNOWN),
        _ => Fate::Keep,
    }
}

/// The property `Bidi_Control`.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The property `Default_Ignorable_Code_Point` without bidi controls, joiners and variation selectors (the
/// Mongolian ones too), and with the interlinear annotations.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{200B}'
        | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

/// Marks, joiners and variation selectors: what sits on the letter before it.
fn sits_on_a_letter(c: char) -> bool {
    c >= '\u{300}' && (matches!(c, '\u{200C}' | '\u{200D}') || is_combining_mark(c))
}

#[derive(Default)]
struct Cleaner {
    out: String,
    /// Marks on the letter at the end.
    marks: usize,
    /// Where the word at the end starts.
    word: usize,
    /// Columns of the line up to the byte `counted`, so that a line of many tabs is measured only once.
    column: usize,
    counted: usize,
}

impl Cleaner {
    /// Takes a run of printable ASCII.
    fn copy(&mut self, run: &str) {
        if run.is_empty() {
            return;
        }
        self.marks = 0;
        let Some(blank) = run.find(' ') else { return self.out.push_str(run) };
        let (head, tail) = run.split_at(blank);
        self.out.push_str(head);
        self.end_word();
        self.out.push_str(tail);
        self.word = self.out.len() - tail.rsplit(' ').next().map_or(0, str::len);
    }

    fn take(&mut self, c: char) {
        match fate(c) {
            Fate::Keep if sits_on_a_letter(c) => self.take_mark(c),
            Fate::Keep => self.push(c),
            Fate::LineEnd => self.end_line(),
            Fate::Tab => self.tab(),
            Fate::Drop => (),
            Fate::Become(' ') => {
                self.end_word();
                self.push(' ');
                self.word = self.out.len();
            }
            Fate::Become(mark) => self.push(mark),
        }
    }

    fn push(&mut self, c: char) {
        self.marks = 0;
        self.out.push(c);
    }

    fn take_mark(&mut self, c: char) {
        self.marks += 1;
        match self.marks {
            0..=MARKS => self.out.push(c),
            n if n == MARKS + 1 => self.out.push(UNKNOWN),
            _ => (),
        }
    }

    fn end_line(&mut self) {
        self.end_word();
        self.push('\n');
        self.word = self.out.len();
        (self.counted, self.column) = (self.word, 0);
    }

    fn tab(&mut self) {
        self.end_word();
        self.column += self.out.get(self.counted..).map_or(0, width);
        let blanks = TAB - self.column % TAB;
        self.out.extend(std::iter::repeat_n(' ', blanks));
        self.marks = 0;
        self.word = self.out.len();
        (self.counted, self.column) = (self.word, self.column + blanks);
    }

    /// Looks over the word at the end for letters without an end: emoji joined to emoji, consonant to consonant.
    /// Words are short, so this hardly ever has anything to do.
    fn end_word(&mut self) {
        let word = self.out.get(self.word..).unwrap_or("");
        if word.len() > LETTER_BYTES && word.graphemes(true).any(|letter| letter.len() > LETTER_BYTES) {
            let word = self.out.split_off(self.word);
            word.graphemes(true).for_each(|letter| self.push_letter(letter));
        }
        self.word = self.out.len();
    }

    fn push_letter(&mut self, letter: &str) {
        if letter.len() <= LETTER_BYTES {
            return self.out.push_str(letter);
        }
        let room = LETTER_BYTES - UNKNOWN.len_utf8();
        self.out
            .extend(letter.char_indices().take_while(|(at, c)| at + c.len_utf8() <= room).map(|(_, c)| c));
        self.out.push(UNKNOWN);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthChar;

    use super::*;

    fn check(text: &str, cleaned: &str) {
        assert_eq!(clean(text), cleaned, "cleaning {text:?}");
    }

    #[test]
    fn controls_become_pictures() {
        check("a\u{1b}[31mred\u{7}", "a␛[31mred");
        check("m\u{1d}id\u{0}\u{1f}dle\u{7f}", "middle");
        check("page\u{c}page", "page page");
        check("one\r\ntwo\rthree", "one \ntwo three");
        check("\u{9b}31m\u{85}", "\u{FFFD}31m\u{FFFD}");
        check("\u{fdd0}\u{fffe}\u{1ffff}", "\u{FFFD}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn what_nobody_sees_is_shown() {
        check("user\u{202e}nimda", "user⇄nimda");
        check("so\u{200b}ber \u{2060}x", "so◌ber ◌x");
        check("\u{1f3f4}\u{e0067}\u{e007f}", "\u{1f3f4}◌◌");
        check("\u{3164}\u{115f}\u{17b4}\u{34f}", "◌◌◌◌");
        check("a\u{2028}b\u{2029}c", "a b c");
    }

    #[test]
    fn what_means_nothing_is_dropped() {
        check("hy\u{ad}phen", "hyphen");
        check("\u{feff}first\nse\u{feff}\u{feff}cond", "first\nsecond");
    }

    #[test]
    fn tabs_go_to_the_next_fourth_column() {
        check("\tx", "    x");
        check("a\tb\tc", "a   b   c");
        check("abcd\te", "abcd    e");
        check("字\te\n\tf", "字  e\n    f");
    }

    #[test]
    fn honest_scripts_stay() {
        for text in [
            "می\u{200c}خواهم",
            "क्षि हिन्दी क्\u{200d}ष",
            "ภาษาไทย ที่นี่",
            "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏿 🇫🇷 1\u{fe0f}\u{20e3}",
            "Việt Nam, e\u{301}te\u{301}",
            "한국어 각 \u{1100}\u{1161}\u{11a8}",
            "שָׁלוֹם العَرَبِيَّة",
            "葛\u{e0100}城市、が「か\u{3099}」",
            "ᠮᠣᠩ\u{180b}ᠭᠣᠯ",
            "no-break\u{a0}blank",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn floods_are_cut_once() {
        let marks = |n| "\u{301}".repeat(n);
        check(&format!("a{}b", marks(8)), &format!("a{}b", marks(8)));
        check(&format!("a{}b", marks(5000)), &format!("a{}\u{FFFD}b", marks(8)));
        check(&format!("a{}\u{ad}{}b", marks(8), marks(8)), &format!("a{}\u{FFFD}b", marks(8)));
        let chain = clean(&format!("x {} y", "👩\u{200d}".repeat(1000)));
        assert!(chain.starts_with("x 👩\u{200d}👩") && chain.ends_with("\u{FFFD} y"), "{chain:?}");
        assert_eq!(chain.matches('\u{FFFD}').count(), 1);
    }

    #[test]
    fn what_is_plain_stays_as_it_is() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(&c.to_string())) {
            check(&format!("x{c}y"), &format!("x{c}y"));
            assert!(!sits_on_a_letter(c), "U+{:04X} is a mark", c as u32);
        }
        let long = "so it was, ".repeat(9);
        for (text, plain) in
            [("caf\u{e9} – “so”…", true), ("so\nit", false), ("e\u{301}", false), ("\u{ad}", false)]
        {
            assert_eq!(is_plain(&format!("{long}{text}{long}")), plain, "{text}");
        }
    }

    #[test]
    fn a_line_stays_one_line() {
        assert_eq!(clean_line("a\nb\u{1b}\n"), "a b␛ ");
    }

    /// What a guard at the terminal forbids, written down apart from the cleaner's own tables.
    fn forbidden(c: char) -> bool {
        matches!(c as u32,
            0..=0x1F | 0x7F..=0x9F
            | 0x61C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069
            | 0xAD | 0x180E | 0x200B | 0x2028 | 0x2029 | 0x2060..=0x2064 | 0xFEFF | 0xFFF9..=0xFFFB
            | 0xE0000..=0xE007F)
    }

    #[test]
    fn every_character_comes_out_visible() {
        for c in '\0'..=char::MAX {
            let cleaned = clean(&format!("x{c}"));
            for out in cleaned.chars().filter(|&out| out != '\n') {
                assert!(!forbidden(out), "U+{:04X} lets U+{:04X} through", c as u32, out as u32);
                assert!(is_clean(out), "U+{:04X} becomes U+{:04X}", c as u32, out as u32);
            }
            if is_clean(c) {
                assert_eq!(cleaned, format!("x{c}"), "U+{:04X} is clean", c as u32);
            }
        }
    }

    /// By the property tables of another crate: what has no width is a mark, a joiner, or part of a syllable.
    #[test]
    fn nothing_without_width_is_kept_but_marks() {
        for c in ('\0'..=char::MAX).filter(|&c| is_clean(c)) {
            assert_ne!(c.width(), None, "U+{:04X} is a control", c as u32);
            let jamo = matches!(c, '\u{1161}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}');
            // The Devanagari caret is drawn between letters and takes no column of its own.
            let caret = c == '\u{A8FA}';
            let joins_the_next = format!("{c}a").graphemes(true).count() == 1;
            if c.width() == Some(0) && !jamo && !caret && !joins_the_next {
                assert!(sits_on_a_letter(c), "U+{:04X} is not seen", c as u32);
            }
        }
    }

    fn wild_text() -> impl Strategy<Value = String> {
        let letter = prop_oneof![
            4 => any::<char>(),
            4 => prop::sample::select(
                "ab \n\t\r\u{1b}\u{9b}é字👩\u{200d}\u{301}\u{fe0f}\u{feff}\u{ad}\u{202e}\u{1f3fd}क्षि\u{1100}\u{600}🇫"
                    .chars().collect::<Vec<_>>()),
        ];
        prop::collection::vec((letter, prop_oneof![9 => Just(1), 1 => 1..40_usize]), 0..60)
            .prop_map(|runs| runs.into_iter().flat_map(|(c, n)| std::iter::repeat_n(c, n)).collect())
    }

    proptest! {
        #[test]
        fn cleaning_is_safe_bounded_and_done_once(text in wild_text()) {
            let cleaned = clean(&text);
            prop_assert!(cleaned.chars().all(|c| c == '\n' || is_clean(c)));
            prop_assert!(cleaned.len() <= text.len() * 4);
            prop_assert_eq!(clean(&cleaned), cleaned.as_str());
            prop_assert!(!clean_line(&text).contains('\n'));
            prop_assert!(!is_plain(&text) || cleaned == text);
            // A prepended sign also takes the blank after it, with its marks.
            let longest = cleaned.graphemes(true).map(str::len).max().unwrap_or(0);
            prop_assert!(longest <= LETTER_BYTES + 1 + MARKS * 4, "{longest} bytes in a letter");
        }
    }
}
