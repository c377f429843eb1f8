package wattle.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.grid.IntensitySeries;
import wattle.grid.catalog.Places;
import wattle.run.Outlook;
import wattle.run.kubernetes.ZoneIntensity;
import wattle.series.Interval;
import wattle.series.csv.Reading;

/// What is known on this machine of the zones of Jobs: what was fetched, then their typical days;
/// or, of all of them, what files say. For one thread.
final class OperatorIntensity implements ZoneIntensity {

    private final Console console;
    private final Home home;
    private final Clock clock;
    private final List<String> files;
    private final Set<String> said = new HashSet<>();

    /// @param files one series, in order of time; empty for what is known of each place
    OperatorIntensity(Console console, Home home, Clock clock, List<String> files) {
        this.console = console;
        this.home = home;
        this.clock = clock;
        this.files = files;
    }

    @Override
    public Outlook outlook(String zone) {
        if (!files.isEmpty()) {
            return new HourlyOutlook(
                    new PlaceZones(console, home, clock),
                    null,
                    files,
                    HourlyOutlook.CAUTION,
                    clock);
        }
        if (!Places.isKnown(zone) && PlaceIntensity.fetchedOnly(zone, home, this::say) == null) {
            throw new IllegalArgumentException(
                    "\"" + zone + "\" is not known; see: wattle grid zones");
        }
        return (from, step, count) -> {
            var remarks = new StringWriter();
            var places =
                    new PlaceZones(
                            new Console(console.out(), new PrintWriter(remarks)), home, clock);
            try {
                return new HourlyOutlook(places, zone, files, HourlyOutlook.CAUTION, clock)
                        .from(from, step, count);
            } finally {
                remarks.toString().lines().forEach(this::sayOnce);
            }
        };
    }

    @Override
    public @Nullable Past past(String zone, Interval span) {
        if (!files.isEmpty()) {
            IntensitySeries series =
                    IntensityFiles.read(files, null, null, Reading.STRICT, new ArrayList<>());
            return new Past(series.gramsPerKilowattHour(), series.quality().label());
        }
        var quiet = new Console(console.out(), new PrintWriter(new StringWriter()));
        ZoneFiles.Zone known = new PlaceZones(quiet, home, clock).zone(zone, null, null, span);
        return new Past(known.series().gramsPerKilowattHour(), known.quality(span).label());
    }

    private void say(String remark) {
        sayOnce("wattle: " + remark);
    }

    /// An operator asks for weeks, and says each remark once.
    private void sayOnce(String line) {
        if (said.add(line)) {
            console.err().println(line);
            console.err().flush();
        }
    }
}
