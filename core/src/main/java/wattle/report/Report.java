package wattle.report;

import java.util.List;
import wattle.footprint.Footprint;

/// A footprint as it is handed on: with everyday equivalents and the versions it was made with.
public record Report(Footprint footprint, List<Equivalent> equivalents, Versions versions) {

    public Report {
        equivalents = List.copyOf(equivalents);
    }
}
