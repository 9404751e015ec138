//! What can be typed: the commands, their options, and the words that explain them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  dictum                              read the sample talks
  dictum ~/talks                      read what lies in a folder, and below it
  dictum lecture.vtt                  read one talk
  whisper-cli talk.wav | dictum -     read what another program writes
  dictum find \"nothing more to do\" .  where was that said?
  dictum show lecture.vtt | less      a talk as plain text

A path that is named like a command is written with its folder: dictum ./list
Exit status: 0 found or done, 1 nothing found, 2 an error.";

/// Read, skim and search talks: transcripts, captions, articles and summaries.
#[derive(Debug, Clone, Parser)]
#[command(name = "dictum", version, max_term_width = 100, after_help = EXAMPLES)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Files and folders to read; `-` is standard input; none: the sample talks
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read as this format, whatever the content says: webvtt, srt, whisper, json, markdown, prose …
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,
}

#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    List(List),
    Show(Show),
    Outline(Outline),
    Find(Find),
    Check(Check),
    Index(Index),
    Marks(Marks),
}

/// List talks: date, length, words, title, speakers
///
/// On a terminal a table; into a pipe a line a talk, its fields parted by tabs: path, title, date, length, words,
/// speakers, and why it could not be read. A talk that lies there in several files (formats, languages) is listed once,
/// in the language of your locale if it is there. Of a folder that has an index (`dictum index`) only what changed is
/// read.
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "\
Examples:
  dictum list ~/talks
  dictum list ~/talks | sort -t$'\\t' -k3      by date
  dictum list ~/talks --json | jq .title")]
pub struct List {
    /// Files and folders; `-` is standard input; none: the sample talks
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read as this format, whatever the content says: webvtt, srt, whisper, json, markdown, prose …
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,

    /// A JSON object for each talk, one a line
    #[arg(long)]
    pub json: bool,
}

/// Print a talk as text that reads well
///
/// On a terminal it is wrapped to at most 80 columns; into a pipe a paragraph is one line.
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "\
Times are typed as 12:31, 1:02:03, 90s or 1h2m.

Examples:
  dictum show lecture.vtt | less
  dictum show lecture.vtt --from 12:31 --to 15:00
  dictum show lecture.vtt --json | jq -r .text")]
pub struct Show {
    /// The talk; `-` is standard input
    pub file: PathBuf,

    /// Read as this format, whatever the content says: webvtt, srt, whisper, json, markdown, prose …
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,

    /// One JSON object with all that is known of the talk
    #[arg(long, conflicts_with = "raw")]
    pub json: bool,

    /// Leave out what is said before this time
    #[arg(long, value_name = "TIME")]
    pub from: Option<String>,

    /// Leave out what is said after this time
    #[arg(long, value_name = "TIME")]
    pub to: Option<String>,

    /// The file's own cues, turns or paragraphs, one a line, with their times
    #[arg(long)]
    pub raw: bool,

    /// Wrap at so many columns; 0 for a line a paragraph. By default at the terminal's width, at most 80, also for a
    /// pager; without a terminal a line a paragraph
    #[arg(long, value_name = "COLUMNS", conflicts_with_all = ["json", "raw"])]
    pub width: Option<usize>,
}

/// Print a talk's sections and when they begin, or with --skim what is said in each
///
/// Sections that nobody wrote are found, and marked with `~`.
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "\
Examples:
  dictum outline digest.txt
  dictum outline lecture.vtt --skim | less
  dictum outline digest.txt --json | jq '.sections[].title'")]
pub struct Outline {
    /// The talk; `-` is standard input
    pub file: PathBuf,

    /// Read as this format, whatever the content says: webvtt, srt, whisper, json, markdown, prose …
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,

    /// The key sentences of each section, to be read in a few minutes
    #[arg(long)]
    pub skim: bool,

    /// One JSON object; with --skim its sections have their sentences
    #[arg(long)]
    pub json: bool,
}

/// Find where something was said
///
/// As much of the words as was said together is looked for, best first: one after another, in their order with others between,
/// near each other; slips of the finger, words that sound alike or mean the same count for nearly as much. Case, accents and
/// punctuation are ignored, and a passage may cross captions. "…" are the very words, -word must not be near; speaker:ada,
/// title:bees, before:2024 and after:2023-05 say whose and which talks. Into a pipe each hit is a
/// line `path:line: [time] text`, which editors can jump to. A large folder is read once and then searched by its index, which is
/// brought up to date each time (see `dictum index --help`).
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "\
Examples:
  dictum find \"never lock the knee\" ~/talks
  dictum find silence talk.vtt --speaker averyn --limit 3
  dictum find \"the tide -harbour after:2023\"
  dictum find \"a clock is something that repeats\" --json | jq -r .title

Exit status: 0 something was found, even if some file could not be read; 1 nothing was found;
2 nothing was found and something could not be read.")]
pub struct Find {
    /// The words, as far as they are remembered
    pub query: String,

    /// Files and folders; `-` is standard input; none: the sample talks
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read as this format, whatever the content says: webvtt, srt, whisper, json, markdown, prose …
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,

    /// A JSON object for each hit, one a line
    #[arg(long)]
    pub json: bool,

    /// At most so many hits
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,

    /// Only what is said by somebody whose name has these letters
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,

    /// Only these very words, one after another
    #[arg(long)]
    pub exact: bool,

    /// Read all talks instead of asking the folder's index
    #[arg(long)]
    pub no_index: bool,
}

/// Tell how each file was understood
///
/// Its format and why it was taken for that, its encoding, its title and where that is from, what was cut or
/// folded on the way, and what made no sense.
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "\
Examples:
  dictum check strange.txt
  dictum check strange.txt --as timed
  dictum check ~/talks --json | jq 'select(.error)'

Exit status: 0 all could be read, 2 something could not.")]
pub struct Check {
    /// Files and folders; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// Read as this format, whatever the content says: webvtt, srt, whisper, json, markdown, prose …
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,

    /// A JSON object for each file, one a line
    #[arg(long)]
    pub json: bool,
}

/// Make a folder's index, or bring it up to date
///
/// `find` and the reader do so by themselves; this is for doing it beforehand, for looking at it and for removing it. An index
/// is a cache: it lies in `$XDG_CACHE_HOME/dictum` (`~/.cache/dictum`), and nothing is only there.
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "\
Examples:
  dictum index ~/talks
  dictum index ~/talks --status
  dictum index ~/talks --remove

Exit status: 0 done, 1 there is none (--status, --remove), 2 an error.")]
pub struct Index {
    /// Folders
    #[arg(value_name = "FOLDER", required = true)]
    pub folders: Vec<PathBuf>,

    /// Read as this format, whatever the content says: webvtt, srt, whisper, json, markdown, prose …
    #[arg(long = "as", value_name = "FORMAT")]
    pub format: Option<String>,

    /// Tell of the index as it is
    #[arg(long, conflicts_with = "remove")]
    pub status: bool,

    /// Remove it
    #[arg(long, conflicts_with = "json")]
    pub remove: bool,

    /// A JSON object for each folder, one a line
    #[arg(long)]
    pub json: bool,
}

/// Print the marks that were set while reading
#[derive(Debug, Clone, ClapArgs)]
#[command(after_help = "\
Examples:
  dictum marks
  dictum marks --markdown >> notes.md

Exit status: 0 there are some, 1 there are none.")]
pub struct Marks {
    /// A JSON object for each mark, one a line
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,

    /// A Markdown list for each talk
    #[arg(long)]
    pub markdown: bool,
}

/// What was typed, told so that a query such as `"-river still"` is not taken for flags: no flag has a blank in it. The blank
/// that comes before it asks for nothing.
pub fn with_query_told(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut typed: Vec<OsString> = typed.collect();
    let finds = typed.get(1).is_some_and(|command| command == "find");
    let is_query = |text: &str| text.starts_with('-') && !text.starts_with("--") && text.contains(' ');
    let mut flags = typed.iter_mut().take_while(|argument| *argument != "--");
    let query = flags.find(|argument| finds && argument.to_str().is_some_and(is_query));
    if let Some(query) = query {
        let mut told = OsString::from(" ");
        told.push(&query);
        *query = told;
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_no_flag() {
        for (typed, told) in [
            (&["find", "-river still", "a"][..], &["find", " -river still", "a"][..]),
            (&["find", "--json", "-river still"], &["find", "--json", " -river still"]),
            (&["find", "river", "-x"], &["find", "river", "-x"]),
            (&["find", "--limit 3"], &["find", "--limit 3"]),
            (&["find", "--", "-river still"], &["find", "--", "-river still"]),
            (&["show", "-river still"], &["show", "-river still"]),
            (&[], &[]),
        ] {
            let all = |args: &[&str]| -> Vec<OsString> {
                ["dictum"].iter().chain(args).map(|&argument| argument.into()).collect()
            };
            assert_eq!(with_query_told(all(typed).into_iter()), all(told), "{typed:?}");
        }
    }
}
