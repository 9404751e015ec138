//! Colours code: keywords, literals, comments and names, as syntect's grammars tell them.

use std::ops::Range;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};

use crate::model::Style;

/// Grammars take half a second to unpack in a debug build, so they are unpacked only for a talk with code in it.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// A talk that holds more code than this is a listing; the rest of it stays plain.
const MOST_BYTES: usize = 64 << 10;
/// Grammars are slow on very long lines, and nobody reads those.
const LONGEST_LINE: usize = 2 << 10;

/// Colours the code of one talk, up to a limit.
#[derive(Debug, Default)]
pub(super) struct Highlighter {
    done: usize,
}

impl Highlighter {
    /// The ranges of `code` that look different; none where the language is not known.
    pub fn colours(&mut self, language: &str, code: &str) -> Vec<(Range<usize>, Style)> {
        if self.done + code.len() > MOST_BYTES {
            return Vec::new();
        }
        let Some(grammar) = GRAMMARS.find_syntax_by_token(language) else { return Vec::new() };
        self.done += code.len();

        let mut state = ParseState::new(grammar);
        let mut scopes = ScopeStack::new();
        let mut colours = Vec::new();
        let mut at = 0;
        for line in code.split_inclusive('\n') {
            let start = at;
            at += line.len();
            if line.len() > LONGEST_LINE {
                continue;
            }
            // A grammar that fails on a line has lost its way: what follows stays plain.
            let Ok(changes) = state.parse_line(line, &GRAMMARS) else { break };
            let shown = line.trim_end_matches('\n').len();
            let mut from = 0;
            for (to, change) in changes {
                add(&mut colours, start + from..start + to.min(shown), &scopes);
                from = to;
                if scopes.apply(&change).is_err() {
                    return colours;
                }
            }
            add(&mut colours, start + from..start + shown, &scopes);
        }
        colours
    }
}

/// Adds a range in the colour of its innermost scope that has one.
fn add(colours: &mut Vec<(Range<usize>, Style)>, range: Range<usize>, scopes: &ScopeStack) {
    if range.start >= range.end {
        return;
    }
    let Some(style) = scopes.as_slice().iter().rev().find_map(|scope| style_of(&scope.build_string())) else {
        return;
    };
    match colours.last_mut() {
        Some((last, same)) if last.end == range.start && *same == style => last.end = range.end,
        _ => colours.push((range, style)),
    }
}

/// | scope | looks like |
/// |---|---|
/// | `comment…` | a comment |
/// | `string…`, `constant…` | a literal |
/// | `keyword…` but operators, `storage…` | a keyword |
/// | `entity.name…`, `support.function…` | a name |
fn style_of(scope: &str) -> Option<Style> {
    let is = |prefix: &str| {
        scope.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    match () {
        () if is("comment") => Some(Style::Comment),
        () if is("string") || is("constant") => Some(Style::Literal),
        () if is("keyword.operator") && !is("keyword.operator.word") && !is("keyword.operator.logical") => {
            None
        }
        () if is("keyword") || is("storage") => Some(Style::Keyword),
        () if is("entity.name") || is("support.function") => Some(Style::Name),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_in_a_known_language_has_colours() {
        let code = "def rain(x):  # wet\n    return \"drops\"\n";
        let seen: Vec<_> = Highlighter::default()
            .colours("python", code)
            .into_iter()
            .map(|(r, s)| (code.get(r).unwrap_or(""), s))
            .collect();
        for wanted in [
            ("def", Style::Keyword),
            ("rain", Style::Name),
            ("\"drops\"", Style::Literal),
            ("# wet", Style::Comment),
        ] {
            assert!(seen.contains(&wanted), "{wanted:?} in {seen:?}");
        }
        assert_eq!(Highlighter::default().colours("klingon", code), []);
    }

    #[test]
    fn long_lines_and_long_listings_stay_plain() {
        let line = format!("x = '{}'\n", "a".repeat(LONGEST_LINE));
        assert_eq!(Highlighter::default().colours("python", &line), []);
        assert_eq!(Highlighter::default().colours("python", &"x = 1\n".repeat(20_000)), []);
    }
}
