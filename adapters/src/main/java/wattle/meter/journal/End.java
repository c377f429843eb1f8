package wattle.meter.journal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a record ends.
///
/// @param recovered whether it was written by another than the one that began the record
/// @param exitCode the command's; null where nobody saw it end
/// @param wall the run's length by the monotonic clock; null where nobody saw it end
/// @param missed beats that came too late
/// @param ownCpu processor time of Wattle; null where it is not known
/// @param ownBytes the most memory Wattle had resident; 0 where it is not known
/// @param problems of the run that no line says yet
public record End(
        boolean recovered,
        @Nullable Integer exitCode,
        @Nullable Duration wall,
        long missed,
        @Nullable Duration ownCpu,
        long ownBytes,
        List<String> problems) {

    public End {
        problems = List.copyOf(problems);
    }

    static final End RECOVERED = new End(true, null, null, 0, null, 0, List.of());
}
