package wattle.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.footprint.Component;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.hardware.DeviceKind;
import wattle.unit.Seconds;

/// Which parts of the machines the energy went to, over all runs together: IT energy in kWh, its
/// share in percent and the mean power in W by kind and model, as in table 1 of Dodge et al. 2022.
public final class ComponentTable {

    private ComponentTable() {}

    /// Parts of one kind and model.
    ///
    /// @param kind such as `accelerator`
    /// @param model the device's name
    /// @param joules of all of them
    /// @param seconds for how long they were metered; 0 where that is not known
    /// @param origin the weakest of theirs
    public record Row(String kind, String model, double joules, double seconds, Origin origin) {}

    /// Accelerators, CPUs and memory first, then other kinds; within a kind the largest first.
    public static List<Row> rows(List<RecordedRun> runs) {
        Map<List<String>, Row> rows = new LinkedHashMap<>();
        for (RecordedRun run : runs) {
            Map<List<String>, Row> ofRun = new LinkedHashMap<>();
            for (Component each : run.footprint().components()) {
                var row =
                        new Row(
                                each.kind(),
                                each.model(),
                                each.energy().joules(),
                                seconds(run, each.name()),
                                each.origin());
                // Beside each other in time.
                ofRun.merge(
                        List.of(each.kind(), each.model()),
                        row,
                        (one, other) -> sum(one, other, Math.max(one.seconds, other.seconds)));
            }
            // One after the other.
            ofRun.forEach((key, row) ->
                    rows.merge(
                            key,
                            row,
                            (one, other) -> sum(one, other, one.seconds + other.seconds)));
        }
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(
                Comparator.comparingInt((Row row) -> rank(row.kind))
                        .thenComparing(Row::kind)
                        .thenComparing(Comparator.comparingDouble(Row::joules).reversed()));
        return sorted;
    }

    public static String of(List<RecordedRun> runs) {
        List<Row> rows = rows(runs);
        double all = 0;
        for (Row row : rows) {
            all += row.joules;
        }
        var columns = new Columns("llrrrl");
        columns.row("Component", "Device", "kWh", "Share", "Mean W", "Origin");
        for (Row row : rows) {
            columns.row(
                    row.kind,
                    row.model,
                    Figures.number(row.joules / 3.6e6),
                    all == 0 ? "-" : percent(row.joules / all),
                    row.seconds == 0 ? "-" : Figures.number(row.joules / row.seconds),
                    row.origin.label());
        }
        columns.row("all", "", Figures.number(all / 3.6e6), all == 0 ? "-" : "100.0 %", "", "");
        return columns.text();
    }

    /// "62.6 %": a tenth of a percent, as the literature prints it.
    public static String percent(double share) {
        return java.math.BigDecimal.valueOf(share * 100)
                        .setScale(1, java.math.RoundingMode.HALF_EVEN)
                        .toPlainString()
                + " %";
    }

    /// For how long the component was metered, gaps left out; 0 where it was not metered over time.
    private static double seconds(RecordedRun run, String component) {
        for (Metered each : run.metered()) {
            if (each.name().equals(component)) {
                return Seconds.of(each.energy().timeline().covered());
            }
        }
        return 0;
    }

    private static Row sum(Row one, Row other, double seconds) {
        return new Row(
                one.kind,
                one.model,
                one.joules + other.joules,
                seconds,
                Origin.weakest(List.of(one.origin, other.origin)));
    }

    private static int rank(String kind) {
        DeviceKind[] kinds = DeviceKind.values();
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i].label().equals(kind)) {
                return i;
            }
        }
        return kinds.length;
    }
}
