//! Draws a talk as a picture, so that a test shows what a reader would see.

use std::fmt::Write;

use dictum::load::Loaded;
use dictum::model::BlockKind;

/// A talk as a picture: what is known of it, then its sections and blocks.
pub fn picture(loaded: &Loaded) -> String {
    let talk = &loaded.talk;
    let mut drawn =
        format!("{} {}: {} ({})", loaded.format.name(), talk.kind.name(), talk.title, talk.title_from.name());
    let known = [talk.date.map(|d| d.to_string()), talk.source_url.clone(), talk.language.clone()];
    for known in known.into_iter().flatten() {
        write!(drawn, " {known}").unwrap();
    }
    writeln!(drawn).unwrap();
    let mut sections = talk.sections.iter().peekable();
    for block in &talk.blocks {
        while let Some(section) = sections.next_if(|s| s.span.start <= block.span.start) {
            writeln!(drawn, "{} {}", "#".repeat(usize::from(section.level)), section.title).unwrap();
        }
        let mark = match &block.kind {
            BlockKind::Prose => String::new(),
            BlockKind::List { depth, number } => {
                format!(
                    "{}{} ",
                    "  ".repeat(usize::from(*depth)),
                    number.map_or("-".to_owned(), |n| format!("{n}."))
                )
            }
            BlockKind::Quote => "> ".to_owned(),
            BlockKind::Code { language } => format!("{}> ", language.as_deref().unwrap_or("code")),
            BlockKind::Sound => "~ ".to_owned(),
        };
        let who = block.speaker.filter(|_| block.opens_turn).and_then(|id| talk.speaker(id));
        let who = who.map_or(String::new(), |s| format!("{}: ", s.name));
        let times = block.repeat.map_or(String::new(), |r| format!(" x{}", r.count));
        let when = talk.time_at(block.span.from()).map_or(String::new(), |t| format!("{t} "));
        writeln!(drawn, "{when}{who}{mark}{}{times}", block.span.of(&talk.text).replace('\n', "⏎")).unwrap();
    }
    write!(drawn, "{} segments", talk.segments.len()).unwrap();
    drawn
}
