/// **The beat**: one thread that reads everything at once, again and again, and commits what it
/// read as one sample.
///
/// Takes sources of meters and a process tree; gives channels and samples to a
/// [wattle.meter.journal.RecordListener]. A source is searched and read on a thread of its own, for
/// a sensor may hang; one that has not answered in time is left out of the sample, and a counter
/// loses nothing by it.
@NullMarked
package wattle.meter.sampler;

import org.jspecify.annotations.NullMarked;
