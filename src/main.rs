//! The binary: what was typed becomes a plan, the plan is carried out, and the exit code says how it went.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use clap::Parser;

use dictum::cli::{self, Args, Exit, Plan, Surroundings, Task};
use dictum::error::{Error, Result};
use dictum::text::clean;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return told_by_clap(&error),
    };
    let exit = run(args).unwrap_or_else(|error| {
        cli::complain(&error);
        Exit::Failed
    });
    ExitCode::from(exit.code())
}

fn run(args: Args) -> Result<Exit> {
    let here = Surroundings::of_this_process();
    match Plan::of(args, &here)? {
        Plan::Read { paths } => print(&Task::List { paths, json: false }, here.look()),
        Plan::Print(task, look) => print(&task, look),
    }
}

fn print(task: &Task, look: cli::Look) -> Result<Exit> {
    cli::perform(task, look, &mut BufWriter::new(io::stdout().lock()))
}

/// Help and the version go where they were asked for. A mistake is told as all errors are, without what a terminal
/// would act on: the words that were typed are in it.
fn told_by_clap(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // Somebody who closes the pipe has read enough.
        let _ = error.print();
        return ExitCode::from(Exit::Done.code());
    }
    let told = clean(&error.render().to_string());
    let (what, usage) = told.split_once('\n').unwrap_or((&told, ""));
    cli::complain(&Error::new(what.trim_start_matches("error: ")));
    let _ = io::Write::write_all(&mut io::stderr(), usage.as_bytes());
    ExitCode::from(Exit::Failed.code())
}
