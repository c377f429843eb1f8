/// **The collector**: one process of a machine reads its meters, many read from it.
///
/// Since Linux 5.10 the counters of processors (RAPL) may be read by root only, and eight ranks of
/// a job would each count them. [wattle.meter.collector.CollectorServer] takes the meters of this
/// process and offers them on a Unix domain socket; [wattle.meter.collector.CollectorSource] finds
/// them there and gives the same parts with the same ids, so energy that is seen in two ways is
/// counted once. Who may connect is decided by the socket's permissions; no reader needs root.
///
/// ## Protocol: `wattle.collector/1`
///
/// Lines of UTF-8 that end with a line feed, JSON except for the request. The server speaks first:
///
/// ```
/// < {"schema":"wattle.collector/1","host":"node7","boot_id":"…","parts":[{"index":0,"name":…}]}
/// > read
/// < {"at_nanos":[7351204],"values":[262143],"problems":[]}
/// ```
///
/// A part has `index`, `name`, `id`, `domain`, `model`, `source`, `modelled`, `accuracy` (`low`,
/// `high`, `basis`), `kind` (`counter` or `power`), `every_seconds`, `limit_watts`, and for a
/// counter `tick_joules` and `wraps_at` (in ticks, or null), for a power `window_seconds`. A value
/// is the raw counter in ticks, or microwatts; null where there is none, which `problems` explains
/// by `index`, `kind` (`absent`, `refused`, `unreadable`), `what` and `why`.
///
/// `at_nanos` says when each value was read, by `System.nanoTime()`, which on Linux is
/// `CLOCK_MONOTONIC`: one clock for all processes of a machine outside of a time namespace. Null
/// where the part was never read. Keys that a reader does not know are passed over; a change that
/// it would have to know of changes the schema.
///
/// A server answers more often than it reads: the sensors are read at most once in each refresh
/// (100 ms by default), whoever asks and how often. Energy counters that are read finely leak what
/// other programs compute (PLATYPUS, CVE-2020-8694). A coarse refresh makes that slower and does
/// not make it impossible; the socket's group says who is trusted.
@NullMarked
package wattle.meter.collector;

import org.jspecify.annotations.NullMarked;
