/// # Running a command on this machine
///
/// Takes a command line as bytes, gives a child that cannot tell it was started by Wattle, and
/// leaves to the caller what is measured meanwhile ([wattle.run.local.RunObserver]). The child's
/// streams, directory, environment, process group, signals and exit code are those it would have
/// had. Decision record 2 says how signals are told apart.
@NullMarked
package wattle.run.local;

import org.jspecify.annotations.NullMarked;
