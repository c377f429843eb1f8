package wattle.cli;

import wattle.footprint.Footprint;
import wattle.grid.catalog.Equivalent;
import wattle.report.Report;

/// A footprint with what every report carries: two everyday equivalents and the versions.
final class Reports {

    private static final int EQUIVALENTS = 2;

    private Reports() {}

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
