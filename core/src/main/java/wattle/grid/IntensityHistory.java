package wattle.grid;

import java.util.List;
import java.util.function.DoubleConsumer;
import wattle.series.Interval;

/// A source of past intensity: a service, the files on disk, or the cache of what was fetched
/// before. One thread at a time, unless an implementation says otherwise.
///
/// `IntensityHistoryContract` in the module `testing` checks what every implementation must keep.
public interface IntensityHistory {

    /// The source's name in options, zones and files, such as `electricitymaps`.
    String name();

    /// The kinds of intensity that it may be asked for.
    List<Labels> offers();

    /// The values whose intervals begin within the span, in order, without overlap. What the source
    /// does not have is a gap; values are never made up for it.
    ///
    /// @param span half-open, in UTC
    /// @param progress told the share that is done, 0 to 1, as long downloads go on
    /// @throws GridException if there is no value at all, or a page of the answer stays away
    Observed history(GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
            throws GridException, InterruptedException;
}
