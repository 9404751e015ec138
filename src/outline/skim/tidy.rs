//! A sentence as it is shown: what its speaker meant to say, without what was only said.

use super::fillers::{
    ALWAYS, BEFORE_LOOSE_LIKE, BIND_YOU_KNOW, CLOSERS, FOLLOW_YOU_KNOW, JOINTS, MAY_END, OPENINGS, Opens,
    PHRASES, SAID_TWICE, SPEAKERS,
};
use super::pieces::{Edge, Piece, Whole};
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

/// `bri- a bridge` is `a bridge`: a word that was not finished goes where it is said in full soon after. Any other word with
/// a hyphen behind it (`the votes- are in`) is meant.
fn drop_cut_off(said: &mut Vec<String>) {
    let is_cut_off = |at: usize| {
        let (begun, after) = bare(&said[at]);
        let begun = begun.to_lowercase();
        let soon = said.iter().skip(at + 1).take(3).map(|word| bare(word).0.to_lowercase());
        matches!(after, "-" | "-," | "--,")
            && !begun.is_empty()
            && soon.into_iter().any(|w| w.starts_with(&begun))
    };
    let goes: Vec<bool> = (0..said.len()).map(is_cut_off).collect();
    let mut goes = goes.into_iter();
    said.retain(|_| !goes.next().unwrap_or(false));
}

/// What is said while thinking. A comma before it goes with it where it had one on both sides.
fn drop_fillers(said: &mut Vec<String>) {
    let marked = said.iter().any(|word| word.ends_with([',', '.', '?', '!']));
    let mut kept: Vec<String> = Vec::with_capacity(said.len());
    let mut at = 0;
    while at < said.len() {
        let count = filler_at(said, at, kept.last().map(String::as_str), marked);
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
fn filler_at(said: &[String], at: usize, before: Option<&str>, marked: bool) -> usize {
    let word = |at: usize| said.get(at).map_or("", String::as_str);
    // `she said, “Okay, go”`: what is quoted is meant.
    if !word(at).starts_with(char::is_alphanumeric) {
        return 0;
    }
    if is(word(at), ALWAYS) {
        return 1;
    }
    if word(at).eq_ignore_ascii_case("like") && is_loose_like(before.unwrap_or(""), word(at + 1)) {
        return 1;
    }
    let apart = before.is_none_or(|before| before.ends_with(','));
    let set_off = |last: usize| apart && word(last).ends_with([',', '.', '?', '!']);
    for &phrase in PHRASES {
        let here = phrase.iter().enumerate().all(|(i, one)| bare(word(at + i)).0.eq_ignore_ascii_case(one));
        // Where commas are set, one that fills has its own.
        let loose = !marked
            && phrase.len() == 2
            && is_loose(before.unwrap_or(""), word(at + 1), word(at + 2), phrase);
        // `left, right, and back`
        if phrase == ["right"]
            && [before.unwrap_or(""), word(at + 1)].iter().any(|near| is(near, &["left", "and"]))
        {
            continue;
        }
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
            let before = first.checked_sub(1).map(|at| kept[at].as_str());
            if is_stammer(before, &kept[first..again], &kept[again..]) {
                kept.drain(first..again);
                break;
            }
        }
    }
    *said = kept;
}

/// Whether words are said again by mistake. Not so where they are meant twice (`grow and grow and wither`), or where one
/// thought ends with the word that the next begins with (`I like this, this is good`, `I told you you can`).
fn is_stammer(before: Option<&str>, once: &[String], again: &[String]) -> bool {
    let same = once.iter().zip(again).all(|(a, b)| bare(a).0.eq_ignore_ascii_case(bare(b).0));
    // `the… the` is one, too.
    let ends = once.iter().any(|word| word.ends_with(['.', '!', '?']));
    if !same || ends {
        return false;
    }
    match once {
        [word] if is(word, MAY_END) => {
            let begins = before.is_none_or(|before| is(before, JOINTS));
            begins || (!word.ends_with(',') && !is(word, SPEAKERS))
        }
        [word] => is(word, SAID_TWICE),
        [first, ..] => {
            let small = once.iter().all(|word| is(word, SAID_TWICE) || is(word, MAY_END));
            small || (is(first, SAID_TWICE) && !is(first, JOINTS))
        }
        [] => false,
    }
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
            Some((_, Opens::BeforeSpeakers)) => set_off || is(second, SPEAKERS) || is(second, JOINTS),
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

/// With a capital where a sentence begins, a full stop where one ends although nobody set it, and an ellipsis where
/// something of it is left out.
fn finish(said: &str, whole: Whole) -> String {
    let open = [',', ';', ':', '-', '–', '—', ' '];
    let (starts, ends) = match whole {
        Whole::Sentence | Whole::Line => (Edge::Whole, Edge::Whole),
        Whole::Cut { starts, ends } => (starts, ends),
    };
    let trails_off = whole == Whole::Line && said.ends_with(['-', '–', '—', ',']);
    let said = match whole {
        Whole::Sentence => said.trim(),
        Whole::Line | Whole::Cut { .. } => said.trim_matches(open),
    };
    let said = with_both_quotes(said);
    let Some(start) = said.find(char::is_alphanumeric) else { return String::new() };
    let (marks, rest) = said.split_at(start);
    let lead = marks.trim_start_matches(|c: char| open.contains(&c) || matches!(c, '.' | '…'));
    let stopped = rest.ends_with(|c: char| ".!?…。！？।؟".contains(c));
    let cut = matches!(whole, Whole::Cut { .. });
    let end = match ends {
        Edge::Whole if cut && rest.ends_with(|c: char| c.is_ascii_alphanumeric()) => ".",
        Edge::Clause | Edge::Amid if !stopped => " …",
        Edge::Whole if trails_off => " …",
        _ => "",
    };
    match starts {
        Edge::Whole => format!("{lead}{}{end}", with_capital(rest)),
        Edge::Clause | Edge::Amid => format!("… {lead}{rest}{end}"),
    }
}

/// Not so `iPhone`.
fn with_capital(said: &str) -> String {
    let mut letters = said.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return said.to_owned();
    }
    format!("{}{}", first.to_uppercase(), letters.as_str())
}

/// A quotation mark that has lost its other one, in the sentence before or after, has it again.
fn with_both_quotes(said: &str) -> String {
    let count = |mark: char| said.matches(mark).count();
    let mut whole = said.to_owned();
    if count('“') > count('”') {
        whole.push('”');
    } else if count('”') > count('“') {
        whole.insert(0, '“');
    }
    if count('"') % 2 == 1 {
        // One that opens has a blank before it.
        let at = said.find('"').unwrap_or(0);
        let opens = said.get(..at).is_none_or(|before| before.is_empty() || before.ends_with([' ', '(']));
        if opens { whole.push('"') } else { whole.insert(0, '"') }
    }
    whole
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
        check("Like Ada said, the tide turns.", "Like Ada said, the tide turns.");
        check("The votes- both of them- are in.", "The votes- both of them- are in.");
        check("The queue would grow and grow and never end.", "The queue would grow and grow and never end.");
        check("Some keep to this, this idea of a tide.", "Some keep to this, this idea of a tide.");
        check("I told you you can swim here.", "I told you you can swim here.");
        check("There's smoke, you know somebody is in.", "There's smoke, you know somebody is in.");
        check("She thought, “Okay, I can row.”", "She thought, “Okay, I can row.”");
        check("Turn it left, right, and left again.", "Turn it left, right, and left again.");
        check("No, the ferry had left.", "No, the ferry had left.");
        check("Or you take the ferry.", "Or you take the ferry.");
        check("Oh Jay was a ferryman.", "Oh Jay was a ferryman.");
        check("Yes, so.", "Yes, so.");
    }

    #[test]
    fn an_ellipsis_tells_what_is_left_out() {
        let check = |starts, ends, said: &str, shown: &str| {
            assert_eq!(finish(said, Whole::Cut { starts, ends }), shown, "{said}");
        };
        check(Edge::Whole, Edge::Whole, "the ferry crosses at noon", "The ferry crosses at noon.");
        check(Edge::Whole, Edge::Clause, "the ferry crosses at noon,", "The ferry crosses at noon …");
        check(Edge::Clause, Edge::Whole, "we cross at noon.", "… we cross at noon.");
        check(Edge::Amid, Edge::Amid, "- crosses at noon and", "… crosses at noon and …");
        check(Edge::Whole, Edge::Whole, "正午渡河", "正午渡河");
    }

    #[test]
    fn a_line_begins_and_ends_well() {
        check("and i'm sure i said,", "I'm sure I said …");
        check("it floats,\" she said.", "\"It floats,\" she said.");
        check("He said “it floats.", "He said “it floats.”");
        check("“Herons,” he said.", "“Herons,” he said.");
        check("", "");
        check("...", "");
    }
}
