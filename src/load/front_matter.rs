//! Takes the front matter off the top of a file: the title, the day, the speakers, the chapters.

use std::collections::HashSet;

use serde_json::Value;
use serde_saphyr::{Options, options};

use super::dates;
use super::draft::Draft;
use super::formats::Chapter;
use super::front_chapters;
use crate::model::TitleFrom;

/// What stood between the fences at the top of a file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FrontMatter {
    /// Keys in lower case.
    fields: Vec<(String, Value)>,
    /// All keys were written small, and none twice.
    small_keys: bool,
    /// Why it could not be read as YAML, where it could not.
    flaw: Option<String>,
}

/// Parts a file at the end of its front matter: what stands in it, the text below, and the line that starts on.
/// None where there is no front matter, or where it never ends.
pub(super) fn part(text: &str) -> Option<(FrontMatter, &str, u32)> {
    let blank = text.len() - text.trim_start_matches(['\n', ' ']).len();
    let mut lines = text.get(blank..)?.split_inclusive('\n');
    let fence = lines.next()?.trim_end();
    let ends: &[&str] = match fence {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    let above = text.get(..blank)?.matches('\n').count() + 1;
    let start = blank + text.get(blank..)?.find('\n')? + 1;
    let (mut at, mut count) = (start, above);
    for line in lines {
        count += 1;
        let after = at + line.len();
        if ends.contains(&line.trim_end()) {
            let matter = read(text.get(start..at)?);
            return looks_like_fields(&matter).then_some((
                matter,
                text.get(after..)?,
                u32::try_from(count + 1).ok()?,
            ));
        }
        at = after;
    }
    None
}

/// A line of dashes may also be a rule above a first paragraph, in which people may speak.
///
/// | between the fences | is |
/// |---|---|
/// | `title: Rain`, `layout: post` | fields: a key that only those who write about a text use |
/// | `slug: rain` | fields: a key as programs write them, and no sentence behind it |
/// | `Ann: It rains.`, `Host: Welcome.` | turns |
fn looks_like_fields(matter: &FrontMatter) -> bool {
    let is_known = |(key, _): &(String, Value)| KEYS.contains(&key.as_str());
    let is_plain = |(_, value): &(String, Value)| !value.as_str().is_some_and(is_sentence);
    let of_a_program = matter.small_keys && matter.fields.iter().all(is_plain);
    !matter.fields.is_empty() && (of_a_program || matter.fields.iter().any(is_known))
}

/// Keys that name nobody who could be speaking.
const KEYS: &[&str] = &[
    "title", "date", "publish_date", "pub_date", "pubdate", "upload_date", "published", "layout", "tags",
    "keywords", "category", "categories", "description", "summary", "slug", "permalink", "url", "source_url",
    "video_id", "video_url", "youtube_url", "youtube_id", "webpage_url", "episode", "duration", "language",
    "lang", "author", "authors", "aliases", "transcript_by",
];

fn is_sentence(value: &str) -> bool {
    value.ends_with(['.', '?', '!', '…', '。']) && value.contains(' ')
}

/// Front matter is a handful of lines; what needs more than this is an attack or a mistake, and is read by the
/// line instead.
fn budget() -> Options {
    options! {
        budget: serde_saphyr::budget! {
            max_depth: 8,
            max_nodes: 2_000,
            max_aliases: 50,
            max_anchors: 50,
            max_events: 10_000,
            max_total_scalar_bytes: 256 << 10,
        },
    }
}

fn read(matter: &str) -> FrontMatter {
    match serde_saphyr::from_str_with_options::<Value>(matter, budget()) {
        Ok(Value::Object(fields)) => FrontMatter {
            small_keys: fields.keys().all(|key| is_small(key)),
            fields: fields.into_iter().map(|(k, v)| (k.to_lowercase(), v)).collect(),
            flaw: None,
        },
        Ok(_) => read_by_line(matter, None),
        Err(e) => {
            let why = e.to_string();
            read_by_line(matter, why.lines().next().map(str::to_owned))
        }
    }
}

fn is_small(key: &str) -> bool {
    !key.contains(char::is_uppercase)
}

/// `key: value` (and TOML's `key = value`), a line each, where YAML fails. `- item` adds to a list, as do the lines
/// below a bracket that is open, and an indented line goes on with the value above it.
fn read_by_line(matter: &str, flaw: Option<String>) -> FrontMatter {
    let mut fields: Vec<(String, Value)> = Vec::new();
    let (mut small_keys, mut keys) = (true, HashSet::new());
    let mut in_list = false;
    for line in matter.lines() {
        if let Some((key, value)) = field_of(line) {
            if fields.len() == MOST_BY_LINE {
                break;
            }
            let folded = key.to_lowercase();
            small_keys &= is_small(key) && keys.insert(folded.clone());
            in_list = value.is_array() && !line.contains(']');
            fields.push((folded, value));
        } else if let Some((_, Value::Array(items))) = fields.last_mut().filter(|_| in_list) {
            items.extend(items_of(line));
            in_list = !line.contains(']');
        } else if let Some((_, value)) = fields.last_mut() {
            go_on(value, line);
        }
    }
    FrontMatter { fields, small_keys, flaw }
}

/// As many fields are read line by line.
const MOST_BY_LINE: usize = 1_000;

fn field_of(line: &str) -> Option<(&str, Value)> {
    let with_value = line.split_once(": ").or_else(|| line.split_once(" = "));
    let (key, value) = with_value.or_else(|| Some((line.trim_end().strip_suffix(':')?, "")))?;
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let value = value.trim();
    let value = match value.strip_prefix('[') {
        Some(items) => Value::Array(items_of(items).collect()),
        None => Value::from(unquoted(value)),
    };
    plain.then_some((key, value))
}

/// What stands in a list, or in a line of one.
fn items_of(line: &str) -> impl Iterator<Item = Value> {
    let items = line.trim().trim_end_matches(']').split(',').map(unquoted);
    items.filter(|item| !item.is_empty()).map(Value::from)
}

fn go_on(value: &mut Value, line: &str) {
    let said = line.trim();
    let item = said.strip_prefix("- ").map(unquoted);
    match (value, item) {
        (Value::Array(items), Some(item)) => items.push(Value::from(item)),
        (value, Some(item)) if value.as_str() == Some("") => *value = Value::Array(vec![Value::from(item)]),
        (Value::String(text), None)
            if line.starts_with([' ', '\t']) && !said.is_empty() && !text.is_empty() =>
        {
            text.push(' ');
            text.push_str(said);
        }
        _ => (),
    }
}

fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}

impl FrontMatter {
    /// Tells the draft what is known.
    pub fn apply(&self, draft: &mut Draft) {
        if let Some(flaw) = &self.flaw {
            draft.problem(Some(1), format!("front matter is no YAML and was read by the line: {flaw}"));
        }
        if let Some(title) = self.first(&["title", "name", "headline"]) {
            draft.title(&title, TitleFrom::FrontMatter);
        }
        draft.date = ["date", "published", "publish_date", "pub_date", "pubdate", "upload_date", "created"]
            .iter()
            .find_map(|key| dates::read(&self.text(key)?));
        for key in [
            "source_url", "url", "media", "youtube_url", "video_url", "webpage_url", "video", "link",
            "source",
        ] {
            if let Some(url) = self.text(key) {
                draft.source(&url);
            }
        }
        for key in ["video_id", "youtube_id", "youtube"] {
            if let Some(id) = self.text(key) {
                draft.video(&id);
            }
        }
        if let Some(code) = self.first(&["language", "lang"]) {
            draft.language(&code);
        }
        for key in ["speakers", "speaker", "hosts", "host", "guests", "guest"] {
            for name in self.list(key) {
                draft.spelling(&name);
            }
        }
    }

    /// The chapters; none where the list was read by the line, in which an item's times and titles fall apart.
    pub fn chapters(&self) -> Vec<Chapter> {
        let listed = self.field("chapters").filter(|_| self.flaw.is_none());
        listed.map(front_chapters::read).unwrap_or_default()
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }

    /// What stands under a key.
    pub fn field(&self, key: &str) -> Option<&Value> {
        self.fields.iter().find(|(k, _)| k == key).map(|(_, value)| value)
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.field(key)? {
            Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            Value::Array(items) => items.first()?.as_str().map(str::to_owned),
            _ => None,
        }
    }

    fn list(&self, key: &str) -> Vec<String> {
        let named = |value: &Value| match value {
            Value::String(name) => Some(name.trim().to_owned()),
            Value::Object(fields) => fields.get("name")?.as_str().map(|n| n.trim().to_owned()),
            _ => None,
        };
        match self.field(key) {
            Some(Value::Array(items)) => {
                items.iter().filter_map(named).filter(|n| !n.is_empty()).take(200).collect()
            }
            Some(Value::String(line)) => line
                .split(',')
                .map(|n| n.trim().to_owned())
                .filter(|n| !n.is_empty() && n.len() < 80)
                .take(200)
                .collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, title: Option<&str>, body: &str, line: u32) {
        let (matter, got, first) = part(text).unwrap();
        assert_eq!((matter.text("title").as_deref(), got, first), (title, body, line));
    }

    #[test]
    fn the_top_is_parted_from_the_text() {
        check(
            "---\ntitle: \"Rain: a talk\"\ndate: 2024-01-02\n---\n\nIt rained.",
            Some("Rain: a talk"),
            "\nIt rained.",
            5,
        );
        check("\n---\ntitle: Long\n  and folded\n---\nText", Some("Long and folded"), "Text", 6);
        check("+++\ntitle = \"Rain\"\n+++\nText", Some("Rain"), "Text", 4);
    }

    #[test]
    fn what_is_no_yaml_is_read_by_the_line() {
        check("---\ntitle: Rain: a talk\nbad: [\n---\nText", Some("Rain: a talk"), "Text", 5);
        let layer = |n: usize| format!("k{n}: &a{n} [{}]", vec![format!("*a{}", n - 1); 9].join(","));
        let layers = (1..9).map(layer).collect::<Vec<_>>().join("\n");
        let bomb = format!("---\ntitle: Bomb\nk0: &a0 x\n{layers}\n---\nText");
        check(&bomb, Some("Bomb"), "Text", 13);
        assert!(part(&bomb).unwrap().0.flaw.is_some());
    }

    #[test]
    fn lists_and_folded_lines_come_through_by_the_line_too() {
        for speakers in
            ["speakers:\n  - Ann Lee\n  - \"Bo\"", "speakers: [Ann Lee, 'Bo']", "speakers: [Ann Lee, Bo"]
        {
            let text = format!("---\ntitle: Rain: a talk\n  of two hours\n{speakers}\ntags: x\n---\nText");
            let mut draft = Draft::default();
            let matter = part(&text).unwrap().0;
            matter.apply(&mut draft);
            let talk = draft.finish().0;
            let names: Vec<_> = talk.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            assert!(matter.flaw.is_some());
            assert_eq!((talk.title.as_str(), names), ("Rain: a talk of two hours", vec!["Ann Lee", "Bo"]));
        }
    }

    #[test]
    fn lists_of_toml_may_go_over_several_lines() {
        let text = "+++\ntitle = 'Rain'\nspeakers = [\n  \"Ann Lee\",\n  'Bo', 'Cy',\n]\nnot a field\ndraft = true\n+++\nText";
        let matter = part(text).unwrap().0;
        assert_eq!(matter.list("speakers"), ["Ann Lee", "Bo", "Cy"]);
        assert_eq!(matter.text("draft").as_deref(), Some("true"));
    }

    #[test]
    fn a_rule_or_an_open_fence_is_no_front_matter() {
        for text in ["---\ntitle: never closed\n", "---\n\nA rule above.\n\n---\n", "", "text", "---"] {
            assert_eq!(part(text), None, "{text}");
        }
    }

    #[test]
    fn people_who_speak_between_two_rules_are_no_front_matter() {
        for said in [
            "Ann: It rains.\nBo: It does.\nAnn: So we stay in.",
            "Ann: It rains\nBo: It does",
            "\nIda: It rains: a lot.\n",
            "host: Welcome to the rain.\nguest: Thank you.",
            "stokes: so\nkit: no\nstokes: well",
        ] {
            let text = format!("---\n{said}\n---\nAnn: Yes.");
            assert_eq!(part(&text), None, "{text}");
        }
        for fields in ["Title: Rain", "layout: post\nhost: Ann", "weather: rain\nhost: Ann Lee"] {
            assert!(part(&format!("---\n{fields}\n---\nAnn: Yes.")).is_some(), "{fields}");
        }
    }

    #[test]
    fn speakers_come_as_lists_or_with_commas() {
        for text in [
            "---\nspeakers: [Ann Lee, Bo]\n---\n",
            "---\nguest: Ann Lee, Bo\n---\n",
            "---\nspeakers:\n - name: Ann Lee\n - Bo\n---\n",
        ] {
            let mut draft = Draft::default();
            part(text).unwrap().0.apply(&mut draft);
            let names: Vec<_> = draft.finish().0.speakers.into_iter().map(|s| s.name).collect();
            assert_eq!(names, ["Ann Lee", "Bo"], "{text}");
        }
    }
}
