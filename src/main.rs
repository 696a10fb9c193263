//! The needlecheck command.

fn main() {}
