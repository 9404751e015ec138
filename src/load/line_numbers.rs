//! Takes off the numbers that courts print before the lines of a page.

/// A page has no more lines.
const LONGEST_PAGE: u32 = 28;
/// Fewer lines are a list.
const FEWEST: usize = 8;
/// So many lines show it.
const SAMPLE: usize = 400;

/// A text without its numbers of lines, where nearly all lines have one: they count up from 1 on every page, far from what
/// is said.
pub(super) fn without(text: &str) -> Option<String> {
    let filled = || text.split('\n').filter(|line| !line.trim().is_empty()).take(SAMPLE);
    let lines = filled().count();
    let (mut numbered, mut apart, mut last) = (0, 0, 0);
    for (number, said) in filled().filter_map(number) {
        let counts = number == 1 || number == last + 1;
        last = number;
        if counts {
            numbered += 1;
            apart += usize::from(said.is_empty() || said.starts_with("   ") || said.starts_with('\t'));
        }
    }
    if numbered < FEWEST || numbered * 10 < lines * 8 || apart * 10 < numbered * 9 {
        return None;
    }
    let mut bare = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match number(line.trim_end_matches('\n')) {
            Some((_, said)) => {
                bare.push_str(said.trim());
                bare.push('\n');
            }
            None => bare.push_str(line),
        }
    }
    Some(bare)
}

/// The number before a line, and the line, with the blanks between.
fn number(line: &str) -> Option<(u32, &str)> {
    let line = line.trim();
    let said = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = line.get(..line.len() - said.len())?.parse().ok()?;
    let parted = said.is_empty() || said.starts_with([' ', '\t']);
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
        for text in [verses.as_str(), table.as_str(), captions.as_str(), "1    rain\n2    snow\n", ""] {
            assert_eq!(without(text), None, "{text}");
        }
    }
}
