//! The binary: what was typed becomes a plan, the plan is carried out, and the exit code says how it went.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use clap::Parser;

use dictum::cli::{self, Args, Exit, Plan, Surroundings, Task};
use dictum::error::Result;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return ExitCode::from(cli::told_by_clap(&error).code()),
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
