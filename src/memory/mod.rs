//! What is remembered across runs: the place in each talk, how far it was read, and the marks.
