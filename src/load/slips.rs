//! Writes lines of Markdown so that its parser leaves in the text what people say: a turn is no address, and a rule below
//! it makes no heading.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::divide::ends_sentence;
use super::speakers::{folded_name, named};

/// The text with as many lines, in which the parser takes fewer words of a talk for marks. `code` tells where code
/// stands, in which nothing is a mark.
///
/// | written | by the letter of Markdown | here |
/// |---|---|---|
/// | `[Ann]: Yes.` | `Yes.` is where links to `Ann` lead | what Ann says |
/// | `Ann: It rains.` above `---` | a heading | a turn above a rule |
pub(super) fn mend(text: &str, code: impl FnOnce(&str) -> Vec<Range<usize>>) -> Cow<'_, str> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut labels = Labels { text, times: None, links: None };
    let mut mended: Vec<(usize, Cow<str>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if is_said_behind_label(line, lines.get(at + 1).copied(), &mut labels) {
            mended.push((at, Cow::Owned(line.replacen('[', "\\[", 1))));
        } else if is_underline(line) && !stands_below_heading(&lines, at, &mut labels) {
            mended.push((at, Cow::Borrowed(if line.ends_with('\n') { "***\n" } else { "***" })));
        }
    }
    if mended.is_empty() {
        return Cow::Borrowed(text);
    }
    keep_code(&mut mended, &lines, &code(text));
    let mut mended = mended.into_iter().peekable();
    let lines = lines.into_iter().enumerate().map(|(at, line)| {
        mended.next_if(|(changed, _)| *changed == at).map_or(Cow::Borrowed(line), |(_, line)| line)
    });
    Cow::Owned(lines.collect())
}

/// Takes away what would be mended in code. Both come in order.
fn keep_code(mended: &mut Vec<(usize, Cow<str>)>, lines: &[&str], code: &[Range<usize>]) {
    let (mut line, mut start) = (0, 0);
    mended.retain(|&(at, _)| {
        start += lines.iter().take(at).skip(line).map(|line| line.len()).sum::<usize>();
        line = at;
        let end = start + lines.get(at).map_or(0, |line| line.len());
        let next = code.partition_point(|code| code.end <= start);
        code.get(next).is_none_or(|code| code.start >= end)
    });
}

/// `[Ann]: Yes.`, which the parser takes for a link's address, though it is none.
fn is_said_behind_label(line: &str, next: Option<&str>, labels: &mut Labels) -> bool {
    let text = line.trim_start_matches(|c: char| c.is_whitespace() || "->*+".contains(c));
    let Some((label, behind)) = text.strip_prefix('[').and_then(|inside| inside.split_once("]:")) else {
        return false;
    };
    // The address may stand on the next line.
    let behind = if behind.trim().is_empty() { next.unwrap_or_default() } else { behind };
    let behind = behind.trim();
    let (first, rest) = behind.split_once(char::is_whitespace).unwrap_or((behind, ""));
    let leads = is_address(first) || is_title(rest.trim()) && labels.lead_to(label, first);
    !first.is_empty() && !leads
}

/// What may stand behind a link's address: nothing, or a title.
fn is_title(text: &str) -> bool {
    let pairs = [('"', '"'), ('\'', '\''), ('(', ')')];
    let inside = |(open, close)| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    text.is_empty() || pairs.into_iter().any(|pair| inside(pair).is_some())
}

/// Whether a word is where a link may lead.
///
/// | | |
/// |---|---|
/// | `https://a.b`, `mailto:a@b.c`, `<a b>`, `#part`, `./a`, `/a`, `www.a.b`, `rain.png`, `a/rain.html` | an address |
/// | `Yes.`, `and/or`, `2.5` | said |
fn is_address(word: &str) -> bool {
    let ending = word.rsplit_once('.').map(|(before, ending)| (before, ending.bytes()));
    let is_file = ending.is_some_and(|(before, ending)| {
        !before.is_empty()
            && (2..=5).contains(&ending.len())
            && ending.clone().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && ending.clone().any(|b| b.is_ascii_lowercase())
    });
    word.starts_with(['<', '#', '/'])
        || ["./", "../", "www.", "mailto:"].iter().any(|start| word.starts_with(start))
        || word.contains("://")
        || is_file
}

/// `---` or `===` and nothing else: below a line, it makes a heading of it.
fn is_underline(line: &str) -> bool {
    let marks = line.trim_end();
    let bare = marks.trim_start_matches(' ');
    marks.len() - bare.len() < 4
        && (bare.starts_with('-') && bare.bytes().all(|b| b == b'-')
            || bare.starts_with('=') && bare.bytes().all(|b| b == b'='))
}

/// Whether the line above is a heading: it stands alone, and could be one.
fn stands_below_heading(lines: &[&str], at: usize, labels: &mut Labels) -> bool {
    let line = |up: usize| at.checked_sub(up).and_then(|at| lines.get(at)).map_or("", |line| line.trim());
    line(2).is_empty() && could_be_heading(line(1), labels)
}

/// Headings are short, and neither end as sentences do nor begin with a label that comes back.
fn could_be_heading(line: &str, labels: &mut Labels) -> bool {
    let label = named(line).filter(|(_, said)| !said.is_empty()).map(|(name, _)| name);
    let is_turn = label.is_some_and(|name| ends_sentence(line) || labels.come_back(name));
    let is_sentence = ends_sentence(line) && line.ends_with('.') && line.contains(' ');
    line.chars().count() <= LONGEST_HEADING && !is_turn && !is_sentence
}

const LONGEST_HEADING: usize = 120;

/// What stands at the starts of lines and in brackets, counted where somebody asks.
struct Labels<'a> {
    text: &'a str,
    /// How often lines begin with the same label.
    times: Option<HashMap<String, usize>>,
    links: Option<HashMap<String, Links>>,
}

/// How often a label stands in brackets.
#[derive(Default)]
struct Links {
    /// `[Ann]: …`
    heads: usize,
    /// `[Ann]` or `[she][Ann]`, which may lead where a head says.
    uses: usize,
}

impl Labels<'_> {
    fn come_back(&mut self, name: &str) -> bool {
        let times = self.times.get_or_insert_with(|| {
            let mut times = HashMap::new();
            for (name, _) in self.text.lines().filter_map(named) {
                *times.entry(folded_name(name)).or_default() += 1;
            }
            times
        });
        times.get(&folded_name(name)).is_some_and(|times| *times > 1)
    }

    /// Whether one word behind a label is where links lead: it is a path, or no sentence, and links have that label.
    /// Who speaks comes back.
    fn lead_to(&mut self, label: &str, word: &str) -> bool {
        let links = self.links.get_or_insert_with(|| links_of(self.text)).get(&folded_label(label));
        links.is_some_and(|links| {
            links.heads == 1 && !ends_sentence(word) && (word.contains('/') || links.uses > 0)
        })
    }
}

fn links_of(text: &str) -> HashMap<String, Links> {
    let mut all: HashMap<String, Links> = HashMap::new();
    for (at, _) in text.match_indices(']') {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        let label = before.bytes().rev().take(LONGEST_LABEL).position(|b| b == b'[' || b == b']');
        let start = label.map(|length| at - length).filter(|start| before.as_bytes()[start - 1] == b'[');
        let Some(label) = start.and_then(|start| before.get(start..)) else { continue };
        let links = all.entry(folded_label(label)).or_default();
        match behind.as_bytes().get(1) {
            Some(b':') => links.heads += 1,
            Some(b'(') => (),
            _ => links.uses += 1,
        }
    }
    all
}

/// Bytes; longer labels lead nowhere.
const LONGEST_LABEL: usize = 200;

/// Labels of links are the same in small letters, and over the ends of lines.
fn folded_label(label: &str) -> String {
    let words: Vec<String> = label.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_said_is_no_mark() {
        for (text, mended) in [
            ("[Ann]: Yes.\n\n> [Bo]: No.\n", "\\[Ann]: Yes.\n\n> \\[Bo]: No.\n"),
            ("[Ann]:\nYes.\n", "\\[Ann]:\nYes.\n"),
            ("[Ann]: Yes \"I do\"\n", "\\[Ann]: Yes \"I do\"\n"),
            (
                "[1]: https://a.b\n[2]: rain.png\n[//]: # (so)\n",
                "[1]: https://a.b\n[2]: rain.png\n[//]: # (so)\n",
            ),
            ("Ann: It rains.\n---\nBo: So?\n---\n", "Ann: It rains.\n***\nBo: So?\n***\n"),
            ("Ann: rain\n---\n\nAnn: snow\n", "Ann: rain\n***\n\nAnn: snow\n"),
            (
                "Rain: a talk\n===\n\nRain\n---\nWhat is rain?\n---",
                "Rain: a talk\n===\n\nRain\n---\nWhat is rain?\n***",
            ),
            ("It rains\nand rains\n---\n", "It rains\nand rains\n***\n"),
            (
                "[A fox][fox] and [Bo].\n[fox]: animals/fox\n[Bo]: people 'Bo'\n[map]: here\n",
                "[A fox][fox] and [Bo].\n[fox]: animals/fox\n[Bo]: people 'Bo'\n\\[map]: here\n",
            ),
            ("[Bo]: And [Ann]?\n[Ann]: Yes.\n", "\\[Bo]: And [Ann]?\n\\[Ann]: Yes.\n"),
            (
                "[Bo]: well\n[Ann]: so\n[Bo]: so [Ann]\n[Ann]: well\n",
                "\\[Bo]: well\n\\[Ann]: so\n\\[Bo]: so [Ann]\n\\[Ann]: well\n",
            ),
        ] {
            assert_eq!(mend(text, |_| Vec::new()), mended, "{text}");
        }
    }

    proptest! {
        #[test]
        fn lines_stay_lines(text in "([\\[\\]:a-c.=`-]|\\n|---\\n)*|\\PC*") {
            prop_assert_eq!(mend(&text, |_| Vec::new()).lines().count(), text.lines().count());
        }
    }
}
