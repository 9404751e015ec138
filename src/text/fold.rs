//! The form in which text is matched.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible, is_combining_mark};

use super::clean::{TURN, UNKNOWN, UNSEEN, is_clean};
use crate::model::Span;

/// Text in its matching form, with the way back.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    pub text: String,
    /// For each byte of `text`, the byte of the original at which its letter starts; one more at the end.
    pub from: Vec<u32>,
}

impl Folded {
    /// The range of the original that a range of the folded text came from: whole letters, with what was dropped
    /// after them. A range that ends within `ss` from one `ß` takes the `ß`.
    pub fn original(&self, span: Span) -> Span {
        let Some(last) = self.from.len().checked_sub(1) else { return Span::default() };
        let (start, mut end) = (span.from().min(last), span.to().min(last));
        while start < end && end < last && self.from[end] == self.from[end - 1] {
            end += 1;
        }
        Span { start: self.from[start], end: self.from[end] }
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        self.from.resize(self.text.len(), offset(at));
    }
}

/// The form in which two texts are the same where a reader would call them so.
///
/// | gone | alike |
/// |---|---|
/// | accents, points, variation selectors, joiners | `É é e`, `ø o`, `ß ss`, `ς σ` |
/// | the cleaner's marks, soft hyphens, what cannot be seen | `’ ‘ '` |
/// | | full and half width, ligatures, `² 2`, `… ...` |
///
/// Vowel signs of Indic and Thai and the voicing of kana stay: without them words would be others. Letters are
/// folded one by one, whatever stands beside them, so folding what is folded changes nothing.
pub fn fold(text: &str) -> Folded {
    let mut folded =
        Folded { text: String::with_capacity(text.len()), from: Vec::with_capacity(text.len() + 1) };
    for (at, c) in text.char_indices() {
        if matches!(c, ' '..='~' | '\n') {
            folded.text.push(c.to_ascii_lowercase());
            folded.from.push(offset(at));
        } else {
            fold_letter(c, |part| folded.push(part, at));
        }
    }
    folded.from.push(offset(text.len()));
    folded
}

/// The folded text without the way back, at the end of `to`: for what is only looked at.
pub fn fold_into(text: &str, to: &mut String) {
    for c in text.chars() {
        if matches!(c, ' '..='~' | '\n') {
            to.push(c.to_ascii_lowercase());
        } else {
            fold_letter(c, |part| to.push(part));
        }
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn fold_letter(c: char, mut give: impl FnMut(char)) {
    if is_ignored(c) {
        return;
    }
    decompose_compatible(c, |part| {
        // By way of the capital, `ς` and `σ`, `ß` and `ss` become the same.
        let parts = part.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
        for part in parts.filter(|&part| !is_accent(part)) {
            match latin_base(part) {
                Some(base) => base.chars().for_each(&mut give),
                None => give(part),
            }
        }
    });
}

/// What a reader does not see as part of the words.
fn is_ignored(c: char) -> bool {
    matches!(c, TURN | UNSEEN | UNKNOWN | '\u{2400}'..='\u{2421}' | '\u{200C}' | '\u{200D}')
        || (!is_clean(c) && !c.is_whitespace())
        || is_accent(c)
}

/// Marks that a reader types or leaves out. Signs that are vowels or change a consonant stay; Unicode tells them
/// by how they combine.
fn is_accent(c: char) -> bool {
    if c < '\u{300}' || !is_combining_mark(c) {
        return false;
    }
    let selector = matches!(c, '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
    let enclosing =
        matches!(c, '\u{488}' | '\u{489}' | '\u{1ABE}' | '\u{20DD}'..='\u{20E4}' | '\u{A670}'..='\u{A672}');
    // 1: strokes through a letter; 10 to 36: Hebrew points, Arabic and Syriac vowels; from 200: accents.
    selector || enclosing || matches!(canonical_combining_class(c), 1 | 10..=36 | 200..)
}

/// Letters that people type without their stroke or tied, and quotation marks that are meant as apostrophes.
fn latin_base(c: char) -> Option<&'static str> {
    Some(match c {
        '\'' | '‘' | '’' | '‛' | 'ʼ' | '′' => "'",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, folded: &str) {
        assert_eq!(fold(text).text, folded, "folding {text:?}");
    }

    #[test]
    fn case_and_accents_are_gone() {
        check("Café CAFE\u{301}", "cafe cafe");
        check("Straße STRASSE ẞ", "strasse strasse ss");
        check("ΛΌΓΟΣ λόγος", "λογοσ λογοσ");
        check("Łódź, Ærø, Þór, œuvre", "lodz, aero, thor, oeuvre");
        check("İstanbul ısı", "istanbul isi");
        check("Don’t ‘say’ don't", "don't 'say' don't");
        check("ﬁne ＦＵＬＬ ｶﾞ ㎏ ² …", "fine full か\u{3099} kg 2 ...".replace('か', "カ").as_str());
        check("שָׁלוֹם مُحَمَّد", "שלום محمد");
    }

    #[test]
    fn what_cannot_be_seen_is_gone() {
        check("al\u{200b}pha ome◌ga ⇄␛\u{FFFD}x\u{1b}", "alpha omega x");
        check("می\u{200c}خواهم hy\u{ad}phen ❤\u{fe0f}", "میخواهم hyphen ❤");
    }

    #[test]
    fn letters_that_make_other_words_stay() {
        check("ที่นี่", "ที่นี่");
        check("हिन्दी", "हिन्दी");
        assert_ne!(fold("ガ").text, fold("カ").text);
    }

    #[test]
    fn the_way_back_takes_whole_letters() {
        let text = "Großer Café!";
        let folded = fold(text);
        let back = |part: &str| {
            let at = folded.text.find(part).unwrap();
            folded.original(Span::new(at, at + part.len())).of(text)
        };
        assert_eq!(folded.text, "grosser cafe!");
        assert_eq!(
            [back("gros"), back("grosser"), back("ser"), back("cafe"), back("e!")],
            ["Groß", "Großer", "ßer", "Café", "é!"]
        );
        assert_eq!(fold("e\u{301}x").original(Span::new(0, 1)), Span::new(0, 3));
        assert_eq!(folded.original(Span::new(500, 900)), Span::empty(text.len()));
        assert_eq!(Folded::default().original(Span::new(3, 4)), Span::default());
    }

    #[test]
    fn folding_what_is_folded_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = fold(c.encode_utf8(&mut [0; 4])).text;
            assert_eq!(fold(&once).text, once, "U+{:04X}", c as u32);
        }
    }

    proptest! {
        #[test]
        fn the_way_back_is_in_order_and_on_letters(text in "(\\PC|[aßÉﬁ字e\u{301}\u{200b}\n]){0,30}", a in 0..99_usize, b in 0..99_usize) {
            let folded = fold(&text);
            let mut alone = String::new();
            fold_into(&text, &mut alone);
            prop_assert_eq!(&alone, &folded.text);
            prop_assert_eq!(folded.from.len(), folded.text.len() + 1);
            prop_assert!(folded.from.is_sorted());
            let span = Span::new(a.min(b), a.max(b));
            let back = folded.original(span);
            prop_assert!(back.start <= back.end);
            prop_assert!(text.is_char_boundary(back.from()) && text.is_char_boundary(back.to()));
            // Folding the way back gives the range, or more where it began or ended within a letter.
            prop_assert!(fold(back.of(&text)).text.contains(span.of(&folded.text)));
        }
    }
}
