/// # The command line
///
/// One class for each subcommand. A command parses, calls one function of the stages to its left
/// and prints to the [wattle.cli.Console] it was given. Results go to standard output, all talk to
/// standard error; an exit code says how it ended, and every refusal is a [wattle.cli.Failure] with
/// a number that can be looked up. [wattle.cli.Main] is the only place that wires.
@NullMarked
package wattle.cli;

import org.jspecify.annotations.NullMarked;
