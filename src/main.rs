//! The binary: what was typed becomes a plan, the plan is carried out, and the exit code says how it went.
fn main() {}
