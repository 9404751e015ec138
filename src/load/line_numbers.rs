//! Takes off the numbers that courts print before the lines of a page.

use super::source::lines_of;

/// A page has no more lines.
const LONGEST_PAGE: u32 = 28;
/// Fewer lines are a list.
const FEWEST: usize = 8;
/// So many lines show it.
const SAMPLE: usize = 400;

/// A text without its numbers of lines, where nearly all lines have one: they count up from 1 on every page, of which there
/// are several, far from what is said. What does not count on is said.
pub(super) fn without(text: &str) -> Option<String> {
    let filled: Vec<&str> = lines_of(text).filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let lines = filled.len();
    let (mut numbered, mut apart, mut pages) = (0, 0, 0);
    let mut count = Count::default();
    for (number, said) in filled.into_iter().filter_map(number) {
        if count.goes_on(number) {
            numbered += 1;
            apart += usize::from(is_apart(said));
            pages += usize::from(number == 1);
        }
    }
    if pages < 2 || numbered < FEWEST || numbered * 10 < lines * 8 || apart * 10 < numbered * 9 {
        return None;
    }
    let mut bare = String::with_capacity(text.len());
    let mut count = Count::default();
    for line in text.split_inclusive('\n') {
        let numbered = number(line.trim_end_matches('\n')).filter(|(_, said)| is_apart(said));
        match numbered.filter(|(number, _)| count.goes_on(*number)) {
            Some((_, said)) => {
                bare.push_str(said.trim());
                bare.push('\n');
            }
            None => bare.push_str(line),
        }
    }
    Some(bare)
}

/// The number that came last.
#[derive(Default)]
struct Count(u32);

impl Count {
    /// Whether a number is the next one, or the first of a page.
    fn goes_on(&mut self, number: u32) -> bool {
        let last = std::mem::replace(&mut self.0, number);
        number == 1 || number == last + 1
    }
}

/// Whether what is said stands far from its number; a tab parts the columns of a table.
fn is_apart(said: &str) -> bool {
    said.is_empty() || said.starts_with("   ")
}

/// The number before a line, and the line, with the blanks between.
fn number(line: &str) -> Option<(u32, &str)> {
    let line = line.trim();
    let said = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.get(..line.len() - said.len())?.parse().ok()?;
    let parted = said.is_empty() || said.starts_with(' ');
    (parted && (1..=LONGEST_PAGE).contains(&number)).then_some((number, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lines_go() {
        let page = |gap: &str| {
            let lines: Vec<String> = (1..=9).map(|n| format!("{n:>2}{gap}it rains\n")).collect();
            lines.concat()
        };
        let (court, verses) = (page("    ").repeat(2), page(" "));
        let without_numbers = without(&court).unwrap_or_default();
        assert_eq!(without_numbers, "it rains\n".repeat(18));
        let table = "7    rain\n3    snow\n".repeat(9);
        let captions = "1\n0:01 --> 0:02\nso\n\n2\n0:02 --> 0:03\nno\n\n".repeat(9);
        let (list, tabs) = (page("   "), page("\t").repeat(2));
        let code = format!("```\n{list}```\n");
        for text in [verses.as_str(), &table, &captions, &list, &tabs, &code, "1    rain\n2    snow\n", ""] {
            assert_eq!(without(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_said_stay() {
        for said in ["12 people were there", "12    people", "12", "3 of us"] {
            let lines: Vec<String> = (1..=9).map(|n| format!("{n}    it rains\n")).collect();
            let page = lines.concat();
            let text = format!("{page}{said}\n{page}");
            let bare = without(&text).unwrap_or_default();
            assert_eq!(bare, format!("{0}{said}\n{0}", "it rains\n".repeat(9)));
        }
    }
}
