/// **A hub**: records of runs to a Wattle server, as they are written or afterwards.
///
/// Takes a record's file; sends its [wattle.meter.journal.Excerpt] from wherever the hub says it
/// has got to, so that nothing is sent twice in vain and nothing is missed, however often either
/// side was away. The file is all the memory that it needs.
@NullMarked
package wattle.report.hub;

import org.jspecify.annotations.NullMarked;
