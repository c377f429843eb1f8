package wattle.hub.web.runs;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wattle.ledger.sql.LivePart;
import wattle.meter.Domain;

/// Metered parts that lie within no other, so that their energies may be summed, and their sums.
///
/// @param joules since the run's start; null where nothing was metered
/// @param watts at the last reading; null where not every part gave one
public record Outer(List<LivePart> parts, @Nullable Double joules, @Nullable Double watts) {

    public Outer {
        parts = List.copyOf(parts);
    }

    public static Outer of(List<LivePart> all) {
        List<LivePart> metered = all.stream().filter(each -> each.joules() != null).toList();
        Set<Domain> outer =
                Domain.summable(metered.stream().map(LivePart::domain).collect(Collectors.toSet()));
        List<LivePart> parts =
                metered.stream().filter(each -> outer.contains(each.domain())).toList();
        double joules = 0;
        double watts = 0;
        boolean allGivePower = !parts.isEmpty();
        for (LivePart each : parts) {
            joules += each.joules() == null ? 0 : each.joules();
            allGivePower &= each.watts() != null;
            watts += each.watts() == null ? 0 : each.watts();
        }
        return new Outer(
                parts,
                parts.isEmpty() ? null : Double.valueOf(joules),
                allGivePower ? Double.valueOf(watts) : null);
    }

    boolean has(int part) {
        return parts.stream().anyMatch(each -> each.part() == part);
    }
}
