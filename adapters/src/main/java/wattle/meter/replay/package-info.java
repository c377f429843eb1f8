/// **A recorded run played again**: meters that read now what others read then, for demonstrations,
/// tests and bug reports.
///
/// Takes a record of `wattle.meter.journal`; gives its channels as meters. What they read is no
/// measurement of the run that plays them, and is marked as modelled.
@NullMarked
package wattle.meter.replay;

import org.jspecify.annotations.NullMarked;
