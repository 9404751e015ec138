//! What is gathered of a web page.

use crate::load::tidy::one_line;
use crate::model::Timestamp;

/// A page's text and what it says of itself.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub blocks: Vec<Block>,
    /// `<title>`, and the title for those who link to the page.
    pub own_title: Option<String>,
    pub shared_title: Option<String>,
    pub date: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub video: Option<String>,
    /// How many menus, scripts and the like were left out.
    pub left_out: usize,
}

/// A piece of text that stands by itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub shape: Shape,
    /// A line end where the page has one.
    pub text: String,
    pub speaker: Option<String>,
    pub time: Option<Timestamp>,
    pub end: Option<Timestamp>,
    pub line: u32,
    pub end_line: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shape {
    #[default]
    Paragraph,
    Heading(u8),
    ListItem(u8),
    Quote,
    Code,
}

impl Page {
    /// How much text there is.
    pub fn length(&self) -> usize {
        self.blocks.iter().map(|block| block.text.len()).sum()
    }

    /// The page's title without its site's name: `Rain | The Weather` is about rain.
    pub fn title(&self) -> Option<String> {
        let title = one_line(self.shared_title.as_deref().or(self.own_title.as_deref())?);
        let heading = self.blocks.iter().find(|b| b.shape == Shape::Heading(1)).map(|b| one_line(&b.text));
        if let Some(heading) =
            heading.filter(|heading| heading.len() > 3 && title.starts_with(heading.as_str()))
        {
            return Some(heading);
        }
        let site = title.rsplit_once(" | ").or_else(|| {
            [" - ", " – "]
                .iter()
                .find_map(|dash| title.rsplit_once(dash))
                .filter(|(_, site)| site.split(' ').count() <= 4)
        });
        let bare = site.map(|(bare, site)| if site == "YouTube" { without_count(bare) } else { bare });
        let bare = bare.map(str::trim).filter(|bare| !bare.is_empty());
        Some(bare.unwrap_or(&title).to_owned()).filter(|title| !title.is_empty())
    }
}

/// `Rain` of `(12) Rain`: `YouTube` tells its readers how much news they have.
fn without_count(title: &str) -> &str {
    let counted = title.strip_prefix('(').and_then(|rest| rest.split_once(") "));
    counted.filter(|(count, _)| count.bytes().all(|b| b.is_ascii_digit())).map_or(title, |(_, title)| title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_is_no_part_of_a_title() {
        for (title, bare) in
            [("(12) Rain", "Rain"), ("(Not) Rain", "(Not) Rain"), ("Rain (12) on", "Rain (12) on")]
        {
            assert_eq!(without_count(title), bare, "{title}");
        }
    }
}
