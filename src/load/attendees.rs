//! Knows who the letters before a colon are, where minutes list those who are present: `KG` is Kevin Gibbons.

use std::collections::HashMap;

use super::article::Item;
use super::name_shapes::could_be_name;
use super::tidy::one_line;

/// Full names by their abbreviations.
#[derive(Debug, Default)]
pub(super) struct Attendees {
    names: HashMap<String, String>,
}

impl Attendees {
    /// | what lists them | |
    /// |---|---|
    /// | a table whose columns are named `Name` and `Abbreviation`, also in a fence | `Kevin Gibbons \| KG` |
    /// | three or more in a row | `Ann Lee (AL), Bo Ek (BE), Cy Oh (CO)` |
    pub fn of(items: &[Item]) -> Self {
        let mut found = Self::default();
        let mut columns = None;
        for item in items {
            match item {
                Item::Paragraph(lines) => {
                    for (_, line) in lines {
                        found.row(&line.text, &mut columns);
                        found.row_of_names(&line.text);
                    }
                }
                Item::Code { text, .. } => text.lines().for_each(|line| found.row(line, &mut columns)),
                _ => columns = None,
            }
        }
        found
    }

    /// Who a label stands for: `KG`, or `KG/RW` for several at once.
    pub fn full_name(&self, label: &str) -> Option<String> {
        if self.names.is_empty() {
            return None;
        }
        let names: Option<Vec<&str>> =
            label.split('/').map(|part| self.names.get(part.trim()).map(String::as_str)).collect();
        names.map(|names| names.join(" / "))
    }

    /// How they are called before what they say.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    fn row(&mut self, line: &str, columns: &mut Option<(usize, usize)>) {
        if memchr::memchr(b'|', line.as_bytes()).is_none() {
            *columns = None;
            return;
        }
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        if cells.len() < 2 {
            *columns = None;
            return;
        }
        let place =
            |named: &[&str]| cells.iter().position(|cell| named.contains(&cell.to_lowercase().as_str()));
        if let Some(at) = place(&["name"]).zip(place(&["abbreviation", "abbr", "initials", "acronym"])) {
            *columns = Some(at);
        } else if let Some((name, short)) =
            columns.and_then(|(name, short)| cells.get(name).zip(cells.get(short)))
        {
            self.learn(short, name);
        }
    }

    fn row_of_names(&mut self, line: &str) {
        // Most lines are told by their last letter.
        if !line.trim_end_matches(|c: char| c.is_whitespace() || ",;".contains(c)).ends_with(')') {
            return;
        }
        let pairs: Option<Vec<(&str, &str)>> = line
            .split([',', ';'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.trim_start_matches("and ").strip_suffix(')')?.split_once(" ("))
            .collect();
        let Some(pairs) = pairs.filter(|pairs| pairs.len() >= 3) else { return };
        for (name, short) in pairs {
            self.learn(short, name);
        }
    }

    fn learn(&mut self, short: &str, name: &str) {
        let letters = (2..=5).contains(&short.len()) && short.bytes().all(|b| b.is_ascii_alphanumeric());
        if letters && name.contains(' ') && could_be_name(name) {
            self.names.entry(short.to_owned()).or_insert_with(|| one_line(name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::rich::Rich;

    fn check(text: &str, label: &str, name: Option<&str>) {
        let lines = text.lines().map(|line| (1, Rich::from(line))).collect();
        let attendees = Attendees::of(&[Item::Paragraph(lines)]);
        assert_eq!(attendees.full_name(label).as_deref(), name, "{label} in {text}");
    }

    #[test]
    fn letters_are_spelt_out_where_a_list_says_whose_they_are() {
        let table = "Name | Abbreviation | Company\nIda Lund | IL | Rain\nMo Berg | MB | Snow";
        check(table, "IL", Some("Ida Lund"));
        check(table, "MB/IL", Some("Mo Berg / Ida Lund"));
        check(table, "XY", None);
        check("| Abbreviation | Name |\n|---|---|\n| IL | Ida Lund |", "IL", Some("Ida Lund"));
        check("Ida Lund (IL), Mo Berg (MB), and Eli Fog (EF)", "EF", Some("Eli Fog"));
        check("Ida Lund (IL), Mo Berg (MB)", "MB", None);
        check("Rain | Snow\nIda Lund | IL", "IL", None);
    }
}
