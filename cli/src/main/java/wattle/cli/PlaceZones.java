package wattle.cli;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Signal;
import wattle.grid.catalog.Places;
import wattle.grid.catalog.TypicalDay;
import wattle.series.Interval;

/// Places to plan in, by what is known of their intensity by the hour: what was fetched of it, or
/// their typical day.
final class PlaceZones {

    private final Console console;
    private final Home home;
    private final Clock clock;

    PlaceZones(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    /// @param name as the user wrote it
    /// @param signal that was asked for; null for the place's own
    /// @param factor that was asked for; null for the place's own
    /// @param span in which the intensity is looked for
    ZoneFiles.Zone zone(
            String name, @Nullable Signal signal, @Nullable Factor factor, Interval span) {
        GridZone fetched = PlaceIntensity.fetchedOnly(name, home, this::say);
        TypicalDay only = fetched == null ? typicalOnly(name, signal, factor) : null;
        GridZone zone = only == null ? fetched : only.zone();
        Labels labels;
        if (only != null) {
            labels = only.labels();
        } else if (zone == null) {
            IntensityFactor yearly = Places.find(name, null);
            zone = yearly.zone();
            labels =
                    new Labels(
                            signal == null ? yearly.labels().signal() : signal,
                            factor == null ? yearly.labels().factor() : factor);
        } else {
            labels = PlaceIntensity.kind(zone, signal, factor, home, this::say);
        }
        LayeredIntensity known =
                zone == null
                        ? null
                        : PlaceIntensity.byTheHour(
                                zone, labels, span, new Decision(clock.instant()), home, this::say);
        if (known == null) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    4,
                    "nothing by the hour is known of "
                            + name
                            + " as "
                            + PlaceIntensity.words(labels)
                            + ", so no hour is better",
                    "Fetch its forecast or give --intensity-file FILE. See: wattle grid fetch --help");
        }
        if (fetched == null && zone != null) {
            sayOtherKinds(zone, labels);
        }
        return new ZoneFiles.Zone(
                name,
                new IntensitySeries(
                        known.zone(),
                        known.labels(),
                        known.quality(),
                        known.source(),
                        known.gramsPerKilowattHour()),
                known);
    }

    /// The typical day that a name such as `profile:US-CAISO-PGE` stands for, of a zone of which no
    /// table has a yearly figure; null where it is another name, or there is none of these labels.
    static @Nullable TypicalDay typicalOnly(
            String name, @Nullable Signal signal, @Nullable Factor factor) {
        String prefix = TypicalDay.PROFILE + ":";
        if (!name.startsWith(prefix)) {
            return null;
        }
        var zone = new GridZone(TypicalDay.PROFILE, name.substring(prefix.length()));
        for (TypicalDay each : TypicalDay.of(zone)) {
            if ((signal == null || signal == each.labels().signal())
                    && (factor == null || factor == each.labels().factor())) {
                return each;
            }
        }
        return null;
    }

    private void say(String remark) {
        console.err().println("wattle: " + remark);
    }

    private void sayOtherKinds(GridZone zone, Labels used) {
        for (Labels each : PlaceIntensity.kinds(zone, home, this::say)) {
            if (!each.equals(used)) {
                console.err()
                        .println(
                                "wattle: of "
                                        + zone
                                        + " "
                                        + PlaceIntensity.words(each)
                                        + " was fetched, too, which is another quantity: plan by it"
                                        + " with --signal "
                                        + each.signal().label()
                                        + " --factor "
                                        + each.factor().label());
            }
        }
    }

    /// What the plan rests on was fetched some time ago, which nobody should have to guess.
    void sayAges(ZoneFiles.Zone zone, Interval used) {
        LayeredIntensity layers = zone.layers();
        if (layers == null) {
            return;
        }
        Instant now = clock.instant();
        for (Layer each : layers.answering(used)) {
            Instant issued = each.issuedAt();
            Instant retrieved = each.retrievedAt();
            String age =
                    issued != null
                            ? ", issued " + Ages.ago(issued, now)
                            : retrieved != null ? ", fetched " + Ages.ago(retrieved, now) : "";
            console.err()
                    .println(
                            "wattle: "
                                    + zone.name()
                                    + ": "
                                    + each.rung().words()
                                    + " of "
                                    + each.intensity().place()
                                    + age);
        }
    }
}
