package wattle.cli;

import java.util.function.Supplier;
import wattle.footprint.Footprint;
import wattle.grid.catalog.Equivalent;
import wattle.report.Report;

/// A footprint with what every report carries: two everyday equivalents and the versions.
final class Reports {

    private static final int EQUIVALENTS = 2;

    private Reports() {}

    /// The footprint that `computation` gives.
    ///
    /// @throws Failure if its numbers leave the range in which carbon can be counted
    static Footprint within(Supplier<Footprint> computation) {
        try {
            return computation.get();
        } catch (IllegalArgumentException beyond) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    18,
                    "these numbers give no footprint: " + beyond.getMessage(),
                    "Check the units: joules, watts, kWh, g/kWh, hours.",
                    beyond);
        }
    }

    static Report of(Footprint footprint) {
        return new Report(
                footprint,
                Equivalent.all().stream()
                        .filter(each -> each.kind() == Equivalent.Kind.EMISSION)
                        .limit(EQUIVALENTS)
                        .map(each ->
                                wattle.report.Equivalent.of(
                                        footprint.total(),
                                        each.name(),
                                        each.each().grams(),
                                        each.source().name(),
                                        each.year()))
                        .toList(),
                Versions.current());
    }
}
