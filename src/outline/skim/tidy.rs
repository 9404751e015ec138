//! A sentence as it is shown: what its speaker meant to say, without what was only said.

use super::fillers::{
    ALWAYS, BEFORE_LOOSE_LIKE, BIND_YOU_KNOW, CLOSERS, FOLLOW_YOU_KNOW, OPENINGS, Opens, PHRASES, SAID_TWICE,
};
use super::pieces::{Piece, Whole};
use crate::model::{SegmentKind, Span, Talk};

/// The line of a piece, cleaned.
///
/// | said | shown |
/// |---|---|
/// | `So, um, I think it's good.` | `I think it's good.` |
/// | `and the the river is it is wide` | `The river is it is wide` |
/// | `It was, you know, a bri- a bridge.` | `It was a bridge.` |
pub fn line(talk: &Talk, piece: &Piece) -> String {
    let said = without_sounds(talk, piece.span);
    let mut said: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
    drop_cut_off(&mut said);
    drop_closers(&mut said);
    drop_fillers(&mut said);
    drop_stammers(&mut said);
    drop_openers(&mut said);
    spell_i(&mut said);
    finish(&said.join(" "), piece.whole)
}

/// What is said in a range, without what is only heard.
fn without_sounds(talk: &Talk, span: Span) -> String {
    let first = talk.segments.partition_point(|s| s.span.to() <= span.from());
    let here = talk.segments.iter().skip(first).take_while(|s| s.span.from() < span.to());
    let mut said = String::with_capacity(span.len());
    let mut from = span.from();
    for sound in here.filter(|s| s.kind == SegmentKind::Sound) {
        said.push_str(Span::new(from, sound.span.from()).of(&talk.text));
        from = sound.span.to().min(span.to());
    }
    said.push_str(Span::new(from, span.to()).of(&talk.text));
    said
}

/// Whether a word is one of a list, whatever its case.
fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// A word without the marks around it, and the marks after it.
fn bare(word: &str) -> (&str, &str) {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    (bare, word.get(bare.len()..).unwrap_or(""))
}

fn is(word: &str, list: &[&str]) -> bool {
    is_one_of(list, bare(word).0)
}

fn ends_with_mark(word: &str) -> bool {
    word.ends_with(['.', '!', '?', '…'])
}

/// `bri- a bridge` is `a bridge`.
fn drop_cut_off(said: &mut Vec<String>) {
    let last = said.len().saturating_sub(1);
    let mut at = 0;
    said.retain(|word| {
        let (bare, after) = bare(word);
        at += 1;
        at > last || bare.is_empty() || !matches!(after, "-" | "-," | "--,")
    });
}

/// What is said while thinking. A comma before it goes with it where it had one on both sides.
fn drop_fillers(said: &mut Vec<String>) {
    let mut kept: Vec<String> = Vec::with_capacity(said.len());
    let mut at = 0;
    while at < said.len() {
        let count = filler_at(said, at, kept.last().map(String::as_str));
        if count == 0 {
            kept.push(said[at].clone());
            at += 1;
            continue;
        }
        let after = bare(&said[at + count - 1]).1.to_owned();
        if let Some(before) = kept.last_mut() {
            if before.ends_with(',') && (after.starts_with(',') || ends_with_mark(&after)) {
                before.pop();
            }
            if ends_with_mark(&after) && !ends_with_mark(before) {
                before.push_str(&after);
            }
        }
        at += count;
    }
    *said = kept;
}

/// How many words of a filler stand at a place.
fn filler_at(said: &[String], at: usize, before: Option<&str>) -> usize {
    let word = |at: usize| said.get(at).map_or("", String::as_str);
    if is(word(at), ALWAYS) {
        return 1;
    }
    if word(at).eq_ignore_ascii_case("like") && is_loose_like(before.unwrap_or(""), word(at + 1)) {
        return 1;
    }
    let apart = before.is_none_or(|before| before.ends_with(','));
    let set_off = |last: usize| apart && word(last).ends_with([',', '.', '?', '!']);
    for phrase in PHRASES {
        let here = phrase.iter().enumerate().all(|(i, one)| bare(word(at + i)).0.eq_ignore_ascii_case(one));
        let loose = phrase.len() == 2 && is_loose(before.unwrap_or(""), word(at + 1), word(at + 2), phrase);
        if here && (set_off(at + phrase.len() - 1) || loose) {
            return phrase.len();
        }
    }
    0
}

/// `at like companies`, `and like we all`: a word that only fills stands after one that leads on, and before another.
fn is_loose_like(before: &str, after: &str) -> bool {
    !before.ends_with(',')
        && is(before, BEFORE_LOOSE_LIKE)
        && !after.is_empty()
        && !is(after, &["to", "that", "this"])
}

/// Whether `you know` or `I mean` says nothing although no commas set it off, as in captions.
fn is_loose(before: &str, last: &str, after: &str, phrase: &[&str]) -> bool {
    let is_such = phrase == ["you", "know"] || phrase == ["I", "mean"];
    // A comma after it says already that it is no part of the sentence.
    let bound = match bare(last).1 {
        "," => is(before, &["if", "as", "what", "do", "did"]),
        "" => is(before, BIND_YOU_KNOW) || is(after, FOLLOW_YOU_KNOW),
        _ => true,
    };
    is_such && !bound && !after.is_empty()
}

/// Words said twice or thrice while looking for the next: `the the`, `it was it was`.
fn drop_stammers(said: &mut Vec<String>) {
    let mut kept: Vec<String> = Vec::with_capacity(said.len());
    for word in said.drain(..) {
        kept.push(word);
        for length in [3, 2, 1] {
            let Some(again) = kept.len().checked_sub(length) else { continue };
            let Some(first) = again.checked_sub(length) else { continue };
            let same =
                (0..length).all(|i| bare(&kept[first + i]).0.eq_ignore_ascii_case(bare(&kept[again + i]).0));
            let stammer = (again..kept.len()).any(|at| is(&kept[at], SAID_TWICE));
            // `the… the` is one, too.
            let ends = (first..again).any(|at| kept[at].ends_with(['.', '!', '?']));
            if same && stammer && !ends {
                kept.drain(first..again);
                break;
            }
        }
    }
    *said = kept;
}

/// `So, well, I think`: a sentence that stands alone begins with what it says.
fn drop_openers(said: &mut Vec<String>) {
    let word = |at: usize| said.get(at).map_or("", String::as_str);
    let mut at = 0;
    loop {
        let (first, second) = (word(at), word(at + 1));
        let set_off = first.ends_with([',', '.']) || first == "—";
        let opens = match OPENINGS.iter().find(|(opening, _)| is_one_of(&[opening], bare(first).0)) {
            Some((_, Opens::Always(unless))) => set_off || !is(second, unless),
            Some((_, Opens::SetOff)) => set_off,
            None => false,
        };
        // Something must be left to say.
        if !opens || said.len() < at + 4 {
            break;
        }
        at += 1;
    }
    said.drain(..at);
}

/// `, right?` and the like at the end ask nothing.
fn drop_closers(said: &mut Vec<String>) {
    for closer in CLOSERS {
        let Some(from) = said.len().checked_sub(closer.len()).filter(|from| *from > 2) else { continue };
        let same = closer.iter().zip(&said[from..]).all(|(one, word)| bare(word).0.eq_ignore_ascii_case(one));
        if same && said[from - 1].ends_with(',') {
            said.truncate(from);
            if let Some(last) = said.last_mut() {
                last.pop();
                last.push('.');
            }
        }
    }
}

/// Captions write `i`.
fn spell_i(said: &mut [String]) {
    for word in said.iter_mut() {
        let is_i =
            word == "i" || word.strip_prefix('i').is_some_and(|rest| rest.starts_with(['\'', '’', ',']));
        if is_i {
            word.replace_range(0..1, "I");
        }
    }
}

/// With a capital at the start, and no comma at the end; where it was cut, a sign says so.
fn finish(said: &str, whole: Whole) -> String {
    let open = [',', ';', ':', '-', '–', '—', ' '];
    let said = match whole {
        Whole::Sentence => said.trim(),
        Whole::Line | Whole::Cut { .. } => said.trim_matches(open),
    };
    let said = without_lone_quotes(said);
    let Some(start) = said.find(char::is_alphanumeric) else { return String::new() };
    let (marks, rest) = said.split_at(start);
    let mut letters = rest.chars();
    let Some(first) = letters.next() else { return String::new() };
    // Not `iPhone`.
    let capital = letters.clone().next().is_none_or(|next| !next.is_uppercase());
    let first = if capital { first.to_uppercase().to_string() } else { first.to_string() };
    let lead = marks.trim_start_matches(|c: char| open.contains(&c) || c == '.');
    format!("{lead}{first}{}", letters.as_str())
}

/// A quotation mark that has lost its other one says nothing.
fn without_lone_quotes(said: &str) -> String {
    let count = |mark: char| said.matches(mark).count();
    let lone = |mark: char| match mark {
        '"' => count('"') == 1,
        '“' => count('”') == 0,
        '”' => count('“') == 0,
        _ => false,
    };
    said.chars().filter(|&c| !lone(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, shown: &str) {
        let talk = Talk { text: said.to_owned(), ..Talk::default() };
        let whole = if ends_with_mark(said) { Whole::Sentence } else { Whole::Line };
        let span = Span::new(0, said.len());
        let piece = Piece { span, tokens: 0..0, stems: Vec::new(), whole, speaker: None };
        assert_eq!(line(&talk, &piece), shown, "{said}");
    }

    #[test]
    fn fillers_and_stammers_go() {
        check("So, um, I think it's, uh, good.", "I think it's good.");
        check("It was, you know, a bri- a bridge.", "It was a bridge.");
        check("and the the river is is wide", "The river is wide");
        check("I went I went home with, like, two of them.", "I went home with two of them.");
        check("we know what you know about tides", "We know what you know about tides");
        check("I told them you know the ferry had left", "I told them the ferry had left");
        check("The tide, I mean, was out, right?", "The tide was out.");
        check("boats at like low tide", "Boats at low tide");
        check("They were the… the ferries of that time.", "They were the ferries of that time.");
    }

    #[test]
    fn what_is_meant_stays() {
        check("I know that that boat is very, very old.", "I know that that boat is very, very old.");
        check("So far the herons like it.", "So far the herons like it.");
        check(
            "Well-known ferries are the kind of thing I mean.",
            "Well-known ferries are the kind of thing I mean.",
        );
        check("You know what it costs.", "You know what it costs.");
        check("iPhones float.", "iPhones float.");
        check("Yes, so.", "Yes, so.");
    }

    #[test]
    fn a_line_begins_and_ends_well() {
        check("and i'm sure i said,", "I'm sure I said");
        check("it floats,\" she said.", "It floats, she said.");
        check("He said “it floats.", "He said it floats.");
        check("“Herons,” he said.", "“Herons,” he said.");
        check("", "");
        check("...", "");
    }
}
