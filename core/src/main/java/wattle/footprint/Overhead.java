package wattle.footprint;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Source;

/// The facility's overhead that a footprint applies: a PUE, how it is known, and what it may be
/// instead.
///
/// @param pue the ratio used, with the bounds of what the site's may be
/// @param origin supplied by the user, or assumed from a citation
/// @param source where it comes from
/// @param year the year it holds for; null where it has none
/// @param basis what it was published for, in words
public record Overhead(
        Range<Pue> pue, Origin origin, Source source, @Nullable Integer year, String basis) {

    /// What was assumed, as a sentence; empty where the ratio was given.
    List<String> assumption() {
        if (origin != Origin.ASSUMED) {
            return List.of();
        }
        return List.of(
                "PUE "
                        + Times.plain(pue.value().ratio())
                        + ": "
                        + basis
                        + (year == null ? "" : ", " + year)
                        + " ("
                        + source.name()
                        + ")");
    }

    Input input() {
        return new Input(
                "PUE",
                "power usage effectiveness",
                pue.low().ratio(),
                pue.value().ratio(),
                pue.high().ratio(),
                "facility energy / IT energy",
                origin,
                source,
                year,
                basis);
    }
}
