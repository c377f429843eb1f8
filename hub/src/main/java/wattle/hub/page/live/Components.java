package wattle.hub.page.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Origin;
import wattle.hub.page.Chart.Table;
import wattle.hub.web.runs.Outer;
import wattle.ledger.sql.LivePart;
import wattle.meter.Domain;
import wattle.report.ComponentTable;
import wattle.report.Figures;

/// Which parts of the machine the energy went to, as in table 1 of Dodge et al. 2022: of what the
/// meters saw, by kind and model.
final class Components {

    private Components() {}

    /// @param span that the mean power is over; null where it is not known
    static Table of(Outer outer, @Nullable Duration span) {
        Map<List<String>, List<LivePart>> kinds = new LinkedHashMap<>();
        outer.parts().stream()
                .sorted(Comparator.comparingInt((LivePart each) -> rank(each.domain())))
                .forEach(each ->
                        kinds.computeIfAbsent(
                                        List.of(kind(each.domain()), each.model()),
                                        _ -> new ArrayList<>())
                                .add(each));
        double all = joules(outer.parts());
        List<List<String>> rows = new ArrayList<>();
        kinds.forEach((key, parts) -> rows.add(row(key.getFirst(), parts, all, span)));
        rows.add(
                List.of(
                        "all",
                        "",
                        "",
                        Figures.number(all / 3.6e6),
                        all == 0 ? "-" : "100.0 %",
                        watts(all, span)));
        return new Table(
                List.of("Component", "Device", "Origin", "kWh", "Share", "Mean W"), rows, 3);
    }

    private static List<String> row(
            String kind, List<LivePart> parts, double all, @Nullable Duration span) {
        double joules = joules(parts);
        String model =
                parts.getFirst().model().isEmpty() ? Words.UNKNOWN : parts.getFirst().model();
        boolean modelled = parts.stream().anyMatch(LivePart::modelled);
        return List.of(
                kind,
                parts.size() == 1 ? model : parts.size() + " × " + model,
                (modelled ? Origin.ESTIMATED : Origin.MEASURED).label(),
                Figures.number(joules / 3.6e6),
                all == 0 ? "-" : ComponentTable.percent(joules / all),
                watts(joules, span));
    }

    /// What lies within other parts, and is not added: "cpu-core-0, 12.3 Wh".
    static List<String> within(List<LivePart> all, Outer outer) {
        List<String> said = new ArrayList<>();
        for (LivePart each : all) {
            if (each.joules() == null) {
                said.add(each.name() + ": " + Words.UNKNOWN);
            } else if (!outer.parts().contains(each)) {
                said.add(
                        each.name()
                                + ": "
                                + Words.energy(each.joules())
                                + ", within another part and not added");
            }
        }
        return said;
    }

    private static double joules(List<LivePart> parts) {
        double sum = 0;
        for (LivePart each : parts) {
            sum += each.joules() == null ? 0 : each.joules();
        }
        return sum;
    }

    private static String watts(double joules, @Nullable Duration span) {
        return span == null || span.isZero()
                ? "-"
                : Figures.number(joules / (span.toMillis() / 1e3));
    }

    private static int rank(Domain domain) {
        return switch (domain) {
            case GPU_BOARD -> 0;
            case PACKAGE -> 1;
            case CORE, UNCORE -> 2;
            case DRAM -> 3;
            case PLATFORM -> 4;
            case NODE -> 5;
        };
    }

    private static String kind(Domain domain) {
        return switch (domain) {
            case GPU_BOARD -> "accelerator";
            case PACKAGE -> "cpu";
            case CORE -> "cpu cores";
            case UNCORE -> "cpu, beside its cores";
            case DRAM -> "memory";
            case PLATFORM -> "platform";
            case NODE -> "whole machine";
        };
    }
}
