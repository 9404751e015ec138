//! Takes tags and entities out of captions and of the little HTML that Markdown holds.

use html5ever::data::NAMED_ENTITIES;

use super::times::take_clock;

/// Which words in pointed brackets are tags: those that the format has. All others are something that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tags {
    Captions,
    Page,
}

/// The tags of `WebVTT` and of `SubRip`, and those of pages that programs leave in captions.
const OF_CAPTIONS: &[&str] = &[
    "a", "b", "br", "c", "div", "em", "font", "i", "lang", "p", "rp", "rt", "ruby", "s", "span", "strong",
    "sub", "sup", "u", "v",
];

/// The elements of HTML.
const OF_PAGES: &[&str] = &[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big",
    "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup",
    "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd",
    "label", "legend", "li", "link", "main", "map", "mark", "menu", "meta", "meter", "nav", "nobr",
    "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "path", "picture", "pre",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source",
    "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
    "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video",
    "wbr",
];

/// Attributes that stand without a value.
const SWITCHES: &[&str] = &[
    "allowfullscreen", "async", "autoplay", "checked", "controls", "defer", "disabled", "download", "hidden",
    "loop", "muted", "nowrap", "open", "reversed",
];

impl Tags {
    /// Whether the words between pointed brackets are a tag; its name, if so. `behind` is what follows.
    ///
    /// | within the brackets | |
    /// |---|---|
    /// | `i`, `/i`, `br/`, `c.loud`, `font color="red"`, `v Ann`, `00:01.500` | a tag |
    /// | `b Ann` | a tag where `</b>` closes it |
    /// | `laughs`, `String`, `dyn Error`, `b and c` | said |
    fn name_of<'a>(self, inside: &'a str, behind: &str) -> Option<&'a str> {
        if inside.starts_with(|c: char| c.is_ascii_digit()) {
            return take_clock(inside).filter(|(_, rest)| rest.trim().is_empty()).map(|_| "");
        }
        if inside.starts_with('!') {
            return (self == Self::Page || inside.starts_with("!--")).then_some("");
        }
        let bare = inside.strip_prefix('/').unwrap_or(inside);
        let (name, rest) =
            bare.split_at_checked(bare.bytes().take_while(u8::is_ascii_alphanumeric).count())?;
        let is_in = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(name));
        let fits = matches!(rest.trim_start(), "" | "/") || has_attributes(rest);
        let is_tag = match self {
            Self::Captions => {
                is_in(OF_CAPTIONS)
                    && (fits
                        || has_class(rest)
                        || rest.starts_with([' ', '\t'])
                            && (matches!(name, "v" | "lang") || is_closed(name, behind)))
            }
            // Pages have elements of their own, which show by what stands in them.
            Self::Page => fits && is_in(OF_PAGES) || !name.is_empty() && has_attributes(rest),
        };
        is_tag.then_some(name)
    }
}

/// Whether what follows a tag's name begins with a class.
fn has_class(rest: &str) -> bool {
    rest.strip_prefix('.').is_some_and(|class| class.starts_with(char::is_alphanumeric))
}

/// Whether a tag of that name ends soon.
fn is_closed(name: &str, behind: &str) -> bool {
    let mut ends = behind.bytes().take(LONGEST_TAG).enumerate().filter(|(_, byte)| *byte == b'<');
    ends.any(|(at, _)| {
        let end = behind.get(at..).and_then(|end| end.strip_prefix("</"));
        end.and_then(|end| end.strip_prefix(name)).is_some_and(|end| end.starts_with('>'))
    })
}

/// Whether what follows a tag's name begins with an attribute.
fn has_attributes(rest: &str) -> bool {
    let attributes = rest.trim_start();
    let is_of_name = |b: &u8| b.is_ascii_alphanumeric() || b"-_:@".contains(b);
    let (name, behind) =
        attributes.split_at_checked(attributes.bytes().take_while(is_of_name).count()).unwrap_or_default();
    attributes.len() < rest.len()
        && !name.is_empty()
        && (behind.trim_start().starts_with('=') || SWITCHES.contains(&name))
}

/// Text without its tags and with entities decoded, once: what was escaped twice was meant to be seen.
pub(super) fn plain(text: &str, tags: Tags) -> String {
    decode_entities(&strip_tags(text, tags))
}

/// Text without its tags; `<br>` becomes a line end. A `<` that opens no tag stays: `a < b`, `<3`, `<laughs>`.
pub(super) fn strip_tags(text: &str, tags: Tags) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((name, behind)) = tag_end(after, tags) else {
            plain.push('<');
            rest = after;
            continue;
        };
        if name.eq_ignore_ascii_case("br") || name.eq_ignore_ascii_case("p") {
            plain.push('\n');
        }
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

/// No tag is longer; without a limit a file of `<` would be read over and over.
const LONGEST_TAG: usize = 2 << 10;

/// What follows a tag that opened just before `text`, and the tag's name.
fn tag_end(text: &str, tags: Tags) -> Option<(&str, &str)> {
    let close = text.bytes().take(LONGEST_TAG).position(|b| b == b'>' || b == b'<')?;
    let (inside, behind) = text.split_at_checked(close)?;
    let behind = behind.strip_prefix('>')?;
    Some((tags.name_of(inside, behind)?, behind))
}

/// Text with its entities decoded, once.
pub(super) fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let Some((letters, behind)) = entity(after) else {
            decoded.push('&');
            rest = after;
            continue;
        };
        decoded.push_str(&letters);
        rest = behind;
    }
    decoded.push_str(rest);
    decoded
}

/// No entity's name is longer: `CounterClockwiseContourIntegral;`
const LONGEST_ENTITY: usize = 32;

fn entity(text: &str) -> Option<(String, &str)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|b| b == b';')?;
    let (name, behind) = text.split_at_checked(end)?;
    let behind = behind.strip_prefix(';')?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code)?.to_string(), behind));
    }
    Some((named(name)?, behind))
}

/// What a name of HTML's stands for.
fn named(name: &str) -> Option<String> {
    match name {
        "nbsp" => return Some(" ".to_owned()),
        // Marks that only steer the direction of captions, and that nobody sees.
        "lrm" | "rlm" => return Some(String::new()),
        _ => (),
    }
    let &(first, second) = NAMED_ENTITIES.get(&format!("{name};"))?;
    let letters: String =
        [first, second].into_iter().filter(|&code| code > 0).filter_map(char::from_u32).collect();
    // Beginnings of names are in the table too, and stand for nothing.
    Some(letters).filter(|letters| !letters.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_go_and_other_signs_stay() {
        for (text, wanted) in [
            ("<i>so</i> it is", "so it is"),
            ("<c.loud>one<00:00:01.500> two</c>", "one two"),
            ("a < b and <3 you", "a < b and <3 you"),
            ("x<br/>y", "x\ny"),
            ("half a <b", "half a <b"),
            ("Tom &amp; Jerry &#39;&#x41;&apos; &unknown; & co", "Tom & Jerry 'A' &unknown; & co"),
            ("&notin;&AMP;&eacute;&nbsp;&lrm;x &not &ClockwiseContourIntegral;", "∉&é x &not ∲"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&#x110000; &#; &", "&#x110000; &#; &"),
        ] {
            assert_eq!(plain(text, Tags::Captions), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_no_tag_of_the_format_was_said() {
        use Tags::{Captions, Page};
        for (text, tags, wanted) in [
            ("a Vec<String>, a Box<dyn Error>", Captions, "a Vec<String>, a Box<dyn Error>"),
            ("if a<b and c>d, <inaudible>", Captions, "if a<b and c>d, <inaudible>"),
            ("if a<b and c>d, <inaudible>", Page, "if a<b and c>d, <inaudible>"),
            ("<v.loud Ida Lund>so <lang en>it</lang></v>", Captions, "so it"),
            ("<font color=\"red\">so</font> <b.loud>it</b> <I>is</I>", Captions, "so it is"),
            ("the <table> tag, a<b or c>", Captions, "the <table> tag, a<b or c>"),
            ("<b Ida>so</b> <c.loud Mo>it</c> a<b or c></i>", Captions, "so it a<b or c>"),
            ("<table class=\"x\">the <td >cell</td>", Page, "the cell"),
            ("<details open>so <Video id=\"x\" />it</details>", Page, "so it"),
            ("<3:16 says> <0:01.5>so </> <>", Captions, "<3:16 says> so </> <>"),
            ("so <!-- a remark -->it", Captions, "so it"),
        ] {
            assert_eq!(strip_tags(text, tags), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "[<>&;#/a-c0-9:.]*|\\PC*") {
            let _ = (plain(&text, Tags::Captions), plain(&text, Tags::Page));
        }
    }
}
