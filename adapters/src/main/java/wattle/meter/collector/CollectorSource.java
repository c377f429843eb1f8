package wattle.meter.collector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import wattle.meter.CounterScale;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;

/// The meters of this machine's collector: the same parts, ids and values as if they were read
/// here, as old as the collector's refresh at most (100 ms unless it was told otherwise).
///
/// Where the collector ends, a reading fails until there is one again, and then goes on with the
/// same counters. A part that the new one does not offer has gone.
public final class CollectorSource implements MeterSource {

    /// Longer than a server waits for its slowest sensor.
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final List<Path> sockets;
    private final Duration limit;

    /// @param sockets where to look, the most wanted first; the first that can be read is taken
    /// @param limit how long connecting or an answer may take
    public CollectorSource(List<Path> sockets, Duration limit) {
        this.sockets = List.copyOf(sockets);
        this.limit = limit;
    }

    /// Where [CollectorSockets#toAsk] says.
    public static CollectorSource of(Map<String, String> environment) {
        return new CollectorSource(CollectorSockets.toAsk(environment), LIMIT);
    }

    @Override
    public String name() {
        return "collector";
    }

    @Override
    public boolean likely() {
        for (Path each : sockets) {
            if (Files.exists(each)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Found find() {
        List<MeterProblem> problems = new ArrayList<>();
        for (Path each : sockets) {
            try {
                CollectedReadings readings = CollectedReadings.of(each, limit);
                if (!readings.offers().isEmpty()) {
                    return new Found(meters(readings), List.of());
                }
                problems.add(
                        new MeterProblem.NotPresent(
                                "a meter of " + CollectorConnection.what(each)));
            } catch (MeterException failed) {
                if (!(failed.problem() instanceof MeterProblem.NotPresent)) {
                    problems.add(failed.problem());
                }
            }
        }
        return problems.isEmpty()
                ? Found.nothing(new MeterProblem.NotPresent("a collector at " + places()))
                : new Found(List.of(), problems);
    }

    private static List<Meter> meters(CollectedReadings readings) {
        List<Meter> meters = new ArrayList<>();
        for (int i = 0; i < readings.offers().size(); i++) {
            CounterScale scale = readings.offers().get(i).scale();
            var part = new CollectedPart(readings, i);
            meters.add(
                    scale == null ? new CollectedPower(part) : new CollectedCounter(part, scale));
        }
        return meters;
    }

    private String places() {
        return sockets.isEmpty()
                ? "the place that " + CollectorSockets.VARIABLE + " names"
                : sockets.stream().map(Path::toString).collect(Collectors.joining(" or "));
    }
}
