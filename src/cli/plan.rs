//! What is meant by what was typed: every mistake of the command line is found here, before anything is read.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::args::{Args, Command, Find, Show};
use super::clock::Window;
use super::marks::MarksForm;
use super::surroundings::{Look, Surroundings};
use crate::error::{Error, Result};
use crate::library::{Reading, Wanted};
use crate::load::Format;
use crate::model::Timestamp;
use crate::search::Query;

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there is one of them")]
pub enum Plan {
    /// Open the reader on these files and folders; none: the samples.
    Read { paths: Vec<PathBuf>, reading: Reading },
    /// Print something and end.
    Print(Task, Look),
}

/// Something to print.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    List { paths: Vec<PathBuf>, reading: Reading, json: bool },
    Show { file: PathBuf, wanted: Wanted, window: Window, form: ShowForm },
    Outline { file: PathBuf, wanted: Wanted, form: OutlineForm },
    Find(Search),
    Check { paths: Vec<PathBuf>, reading: Reading, json: bool },
    Index(IndexTask),
    Marks(MarksForm),
}

/// What a talk is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShowForm {
    Prose,
    Raw,
    Json,
}

/// What of a talk's outline is printed, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlineForm {
    /// With the key sentences of each section.
    pub skim: bool,
    pub json: bool,
}

/// What is looked for, where, and how much of it is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    pub query: Query,
    pub paths: Vec<PathBuf>,
    pub reading: Reading,
    pub limit: NonZeroUsize,
    pub json: bool,
    /// Whether the very words are wanted by `--exact`.
    pub exact: bool,
    /// Whether folders are searched by their indexes.
    pub by_index: bool,
}

/// What is to be done with the indexes of some folders.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexTask {
    pub folders: Vec<PathBuf>,
    pub reading: Reading,
    pub what: WithIndex,
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithIndex {
    BringUpToDate,
    Tell,
    Remove,
}

impl Plan {
    /// The plan for what was typed in these surroundings.
    ///
    /// # Errors
    /// Where what was typed makes no sense, or cannot be done in these surroundings.
    pub fn of(args: Args, here: &Surroundings) -> Result<Self> {
        let mut look = here.look();
        let task = match args.command {
            None => return read_or_print(args.paths, reading(args.format, here)?, here),
            Some(Command::List(list)) => {
                Task::List { paths: list.paths, reading: reading(list.format, here)?, json: list.json }
            }
            Some(Command::Show(show)) => {
                look = here.page_look(show.width);
                show_task(show)?
            }
            Some(Command::Outline(outline)) => {
                if outline.skim {
                    look = here.page_look(None);
                }
                let form = OutlineForm { skim: outline.skim, json: outline.json };
                Task::Outline { file: outline.file, wanted: wanted(outline.format)?, form }
            }
            Some(Command::Find(find)) => Task::Find(search(find, here)?),
            Some(Command::Check(check)) => {
                Task::Check { paths: check.paths, reading: reading(check.format, here)?, json: check.json }
            }
            Some(Command::Index(index)) => Task::Index(IndexTask {
                folders: index.folders,
                reading: reading(index.format, here)?,
                what: match (index.status, index.remove) {
                    (true, _) => WithIndex::Tell,
                    (false, true) => WithIndex::Remove,
                    (false, false) => WithIndex::BringUpToDate,
                },
                json: index.json,
            }),
            Some(Command::Marks(marks)) => Task::Marks(match (marks.json, marks.markdown) {
                (true, _) => MarksForm::Json,
                (false, true) => MarksForm::Markdown,
                (false, false) => MarksForm::Plain,
            }),
        };
        check_standard_input(task.paths(), here)?;
        Ok(Self::Print(task, look))
    }
}

impl Task {
    fn paths(&self) -> &[PathBuf] {
        match self {
            Self::List { paths, .. } | Self::Check { paths, .. } => paths,
            Self::Show { file, .. } | Self::Outline { file, .. } => std::slice::from_ref(file),
            Self::Find(search) => &search.paths,
            Self::Index(task) => &task.folders,
            Self::Marks(_) => &[],
        }
    }
}

/// No command was typed.
///
/// | standard output | paths           | is                                   |
/// |-----------------|-----------------|--------------------------------------|
/// | a terminal      | any             | the reader                           |
/// | a terminal      | none, but input | a mistake: the input was not asked for |
/// | a pipe or file  | one file or `-` | `show`                               |
/// | a pipe or file  | others, or none | `list`                               |
fn read_or_print(paths: Vec<PathBuf>, reading: Reading, here: &Surroundings) -> Result<Plan> {
    check_standard_input(&paths, here)?;
    if here.stdout_is_terminal {
        if paths.is_empty() && !here.stdin_is_terminal {
            return Err(Error::new("reading takes keys, and standard input is not a terminal").do_next(
                "name what to read: `dictum -` for what comes through standard input, or files and folders",
            ));
        }
        return Ok(Plan::Read { paths, reading });
    }
    Ok(match <[PathBuf; 1]>::try_from(paths) {
        Ok([file]) if !file.is_dir() => {
            let wanted = reading.wanted;
            let task = Task::Show { file, wanted, window: Window::default(), form: ShowForm::Prose };
            Plan::Print(task, here.page_look(None))
        }
        Ok(folder) => Plan::Print(Task::List { paths: folder.to_vec(), reading, json: false }, here.look()),
        Err(paths) => Plan::Print(Task::List { paths, reading, json: false }, here.look()),
    })
}

/// What `--as` names, in the language of these surroundings.
fn reading(typed: Option<String>, here: &Surroundings) -> Result<Reading> {
    Ok(Reading { wanted: wanted(typed)?, language: here.language.clone() })
}

/// What `--as` names.
fn wanted(typed: Option<String>) -> Result<Wanted> {
    let Some(typed) = typed else { return Ok(Wanted::default()) };
    let format = Format::named(&typed).ok_or_else(|| {
        let names = Format::names().collect::<Vec<_>>().join(", ");
        Error::new(format!("--as {typed}: no such format")).do_next(format!("name one of {names}"))
    })?;
    Ok(Wanted { format: Some(format) })
}

fn show_task(show: Show) -> Result<Task> {
    let time = |typed: Option<String>, option: &str| match typed {
        None => Ok(None),
        Some(typed) => Timestamp::read(&typed).map(Some).ok_or_else(|| {
            Error::new(format!("{option} {typed}: not a time"))
                .do_next("type it as 12:31, 1:02:03, 90s or 1h2m")
        }),
    };
    let window = Window { from: time(show.from, "--from")?, to: time(show.to, "--to")? };
    if window.to.is_some() && window.to <= window.from {
        return Err(Error::new("--to is not later than --from").do_next("change them round"));
    }
    let form = match (show.json, show.raw) {
        (true, _) => ShowForm::Json,
        (false, true) => ShowForm::Raw,
        (false, false) => ShowForm::Prose,
    };
    Ok(Task::Show { file: show.file, wanted: wanted(show.format)?, window, form })
}

fn search(find: Find, here: &Surroundings) -> Result<Search> {
    let mut query = Query::new(&find.query, false);
    if let Some(what) = query.problems.first() {
        return Err(Error::new(what.clone()));
    }
    query.narrowing.speaker = find.speaker.or(query.narrowing.speaker);
    if query.is_empty() {
        return Err(Error::new("there is no word to look for")
            .do_next("type some: dictum find \"words that were said\""));
    }
    Ok(Search {
        query: if find.exact { query.exactly() } else { query },
        paths: find.paths,
        reading: reading(find.format, here)?,
        limit: usize::try_from(find.limit).ok().and_then(NonZeroUsize::new).unwrap_or(NonZeroUsize::MIN),
        json: find.json,
        exact: find.exact,
        by_index: !find.no_index,
    })
}

/// A `-` that nobody feeds would wait forever; a second one would find nothing left.
fn check_standard_input(paths: &[PathBuf], here: &Surroundings) -> Result<()> {
    let asked = paths.iter().filter(|path| path.as_path() == Path::new("-")).count();
    if asked > 1 {
        return Err(Error::at("-", "named more than once").do_next("standard input can be read once only"));
    }
    if asked == 1 && here.stdin_is_terminal {
        return Err(Error::at("-", "standard input is a terminal")
            .do_next("send a talk into it: `dictum - < FILE`; a file of that name is `./-`"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    /// What is typed after `dictum`, where (`t`erminal or `p`ipe, for standard input and output), and the plan.
    fn check(typed: &str, pipes: &str, meant: &str) {
        let here = Surroundings {
            stdin_is_terminal: pipes.starts_with('t'),
            stdout_is_terminal: pipes.ends_with('t'),
            columns: 80,
            columns_behind_pipe: None,
            colour: false,
            language: None,
        };
        let args = Args::try_parse_from(std::iter::once("dictum").chain(typed.split_whitespace()));
        let plan = match Plan::of(args.expect(typed), &here) {
            Ok(Plan::Read { paths, reading }) => format!("read {paths:?}{}", named(reading.wanted)),
            Ok(Plan::Print(Task::Show { file, wanted, window, form }, _)) => {
                format!("{form:?} {} {window}{}", file.display(), named(wanted))
            }
            Ok(Plan::Print(Task::List { paths, reading, .. }, _)) => {
                format!("list {paths:?}{}", named(reading.wanted))
            }
            Ok(Plan::Print(Task::Outline { file, wanted, .. }, _)) => {
                format!("outline {}{}", file.display(), named(wanted))
            }
            Ok(Plan::Print(Task::Find(search), _)) => {
                format!("find {} in {:?}{}", search.limit, search.paths, named(search.reading.wanted))
            }
            Ok(Plan::Print(Task::Check { paths, reading, .. }, _)) => {
                format!("check {paths:?}{}", named(reading.wanted))
            }
            Ok(Plan::Print(Task::Index(task), _)) => {
                format!("{:?} {:?}{}", task.what, task.folders, named(task.reading.wanted))
            }
            Ok(Plan::Print(Task::Marks(form), _)) => format!("marks {form:?}"),
            Err(error) => format!("error {error}"),
        };
        assert!(plan.starts_with(meant), "{typed} ({pipes}): {plan}");
    }

    fn named(wanted: Wanted) -> String {
        wanted.format.map(|format| format!(" as {}", format.name())).unwrap_or_default()
    }

    #[test]
    fn a_format_is_named_by_one_word() {
        check("--as srt a", "tt", r#"read ["a"] as srt"#);
        check("a --as SRT", "tp", "Prose a - as srt");
        check("list a --as whisper", "tp", r#"list ["a"] as whisper"#);
        check("show a --as prose --raw", "tp", "Raw a - as prose");
        check("outline a --as markdown", "tp", "outline a as markdown");
        check("find b a --as timed", "tp", r#"find 10 in ["a"] as timed"#);
        check("check a --as json", "tp", r#"check ["a"] as json"#);
        check("check a --as subrip", "tp", "error --as subrip: no such format; name one of webvtt, srt, ");
    }

    #[test]
    fn without_a_command_it_depends_on_the_pipes() {
        check("", "tt", "read []");
        check("a.txt src", "tt", r#"read ["a.txt", "src"]"#);
        check("a.txt", "pt", r#"read ["a.txt"]"#);
        check("-", "pt", r#"read ["-"]"#);
        check("", "pt", "error reading takes keys");
        check("-", "tt", "error -: standard input is a terminal");
        check("", "tp", "list []");
        check("a.txt", "tp", "Prose a.txt -");
        check("-", "pp", "Prose - -");
        check("src", "pp", r#"list ["src"]"#);
        check("a b", "pp", r#"list ["a", "b"]"#);
    }

    #[test]
    fn a_command_comes_first_or_is_a_path() {
        check("list", "tp", "list []");
        check("./list", "tt", r#"read ["./list"]"#);
        check("a.txt list", "tt", r#"read ["a.txt", "list"]"#);
        check("find wind a b --limit 3", "tp", r#"find 3 in ["a", "b"]"#);
        check("check - -", "pp", "error -: named more than once");
        check("index a b", "pp", r#"BringUpToDate ["a", "b"]"#);
        check("index a --status", "pp", r#"Tell ["a"]"#);
        check("index a --remove", "pp", r#"Remove ["a"]"#);
        check("marks --markdown", "pp", "marks Markdown");
        check("outline -", "tp", "error -: standard input is a terminal");
    }

    #[test]
    fn times_are_read_before_the_talk_is() {
        check("show a --from 12:31", "tp", "Prose a 12:31-");
        check("show a --to 1h --raw", "tp", "Raw a -1:00:00");
        check("show a --from 2m --to 90s", "tp", "error --to is not later");
        check("show a --from noon", "tp", "error --from noon: not a time; type it as");
    }
}
