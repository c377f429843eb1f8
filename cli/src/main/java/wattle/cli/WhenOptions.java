package wattle.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.series.Interval;

/// When an estimated job ran: a year, or from when to when.
final class WhenOptions {

    private final Opt<Integer> year =
            Opt.whole("--year", "Y", "Year of the job (default: latest).");

    private final Opt<String> from =
            Opt.text(
                    "--from",
                    "T",
                    "When it began, instead of a year: a day, such as 2026-03-01, or a time.");

    private final Opt<String> to =
            Opt.text(
                    "--to",
                    "T",
                    "Until when its energy was drawn, evenly (default: --from and the hours).");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, year, from, to);
    }

    /// @param run how long one run takes; null where nobody said
    /// @return null where only a year was given, or nothing
    @Nullable Interval during(@Nullable Duration run) {
        if (year.given()) {
            Words.within("--year", year.get(), 1990, 2100, "");
        }
        if (!from.given() && !to.given()) {
            return null;
        }
        if (year.given()) {
            throw new Failure(
                    Exit.USAGE,
                    65,
                    "--year and " + (from.given() ? "--from" : "--to") + " exclude each other",
                    "The times say the year.");
        }
        if (run == null && !(from.given() && to.given())) {
            throw new Failure(
                    Exit.USAGE,
                    66,
                    (from.given() ? "--to" : "--from") + " is missing",
                    "Give both, or --hours with one of them.");
        }
        Duration length = run == null ? Duration.ZERO : run;
        Instant start =
                from.given()
                        ? Words.instantOrDay("--from", from.get())
                        : moved("--to", to, length.negated());
        Instant end =
                to.given() ? Words.instantOrDay("--to", to.get()) : moved("--from", from, length);
        if (!start.isBefore(end)) {
            throw new Failure(
                    Exit.USAGE,
                    67,
                    "--from " + start + " is not before --to " + end,
                    "The end is not included: a day ends where the next begins.");
        }
        var during = new Interval(start, end);
        if (length.compareTo(during.duration()) > 0) {
            throw new Failure(
                    Exit.USAGE,
                    68,
                    "--hours: one run takes longer than the time from " + start + " to " + end,
                    "Check --from and --to, whose end is not included.");
        }
        PlaceIntensity.requireBounded(during);
        return during;
    }

    /// The year that yearly figures are taken of; null for the latest.
    ///
    /// @param during as [#during] gave it
    @Nullable Integer year(@Nullable Interval during) {
        return during == null
                ? year.value()
                : Integer.valueOf(during.start().atOffset(ZoneOffset.UTC).getYear());
    }

    /// The intensity of the place at that time, as finely as this machine knows it.
    ///
    /// @param remarks told what the user must know
    Intensity intensity(
            PlaceOptions place, @Nullable Interval during, Home home, Consumer<String> remarks) {
        String zone = place.zone();
        if (during == null) {
            return place.orWorld(year.value());
        }
        GridZone fetched = zone == null ? null : PlaceIntensity.fetchedOnly(zone, home, remarks);
        if (fetched != null) {
            return PlaceIntensity.ofFetched(
                    fetched, place.signal(), place.factor(), during, home, remarks);
        }
        IntensityFactor yearly = place.orWorld(year(during));
        Intensity known = PlaceIntensity.over(yearly, during, home, remarks);
        if (known instanceof IntensityFactor && yearly.zone() != null) {
            remarks.accept(
                    "of "
                            + yearly.place()
                            + " nothing finer than a yearly mean is known here, so the mean"
                            + (yearly.year() == null ? "" : " of " + yearly.year())
                            + " stands for "
                            + during);
        }
        return known;
    }

    private static Instant moved(String option, Opt<String> given, Duration by) {
        Instant moved = Words.instantOrDay(option, given.get()).plus(by);
        return Words.instant(option, moved.toString());
    }
}
