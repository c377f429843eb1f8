package wattle.hardware.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.unit.Power;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;
import wattle.unit.catalog.UnknownNameException;

/// Processors by name: design power of one socket.
///
/// ```java
/// Cpus.find("Intel(R) Xeon(R) CPU E5-2686 v4 @ 2.30GHz").ratedPower(); // 145 W
/// ```
///
/// Threads may share it. The first call reads a table of 0.3 MB; a name that is found splits one
/// row of it, a name that is not costs a comparison with all 4,827.
public final class Cpus {

    private static final Table TABLE = Table.read(Cpus.class, "cpus.csv");

    /// What people leave out before a model's name.
    private static final List<String> PREFIXES =
            List.of("", "amd ", "intel ", "intel xeon ", "intel core ", "amd epyc ", "aws ");

    private Cpus() {}

    /// The processor of that name, as a person or `/proc/cpuinfo` writes it.
    ///
    /// The rated power is null where none is published; a note then says whether [ServerPower]
    /// knows its generation. Nobody publishes embodied carbon by processor: it is part of the
    /// server's, [Embodied#server()].
    ///
    /// @throws UnknownNameException when no processor is called so
    public static DeviceModel find(String name) {
        Row row = row(name);
        if (row == null) {
            throw UnknownNameException.unknown(
                    UnknownNameException.Kind.CPU,
                    name,
                    nearMisses(CpuName.withoutGeneration(CpuName.key(name))),
                    "A processor that the catalog does not know is accepted when its power is given"
                            + " in watts.");
        }
        Double watts = row.knownNumber("tdp_watts");
        return new DeviceModel(
                DeviceKind.CPU,
                row.text("model"),
                watts == null ? null : new Power(watts),
                null,
                HardwareSources.ALL.source(row.text("source")),
                watts == null ? List.of(withoutPower(row)) : List.of());
    }

    /// The full names of all processors, in alphabetical order.
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Row row : TABLE.rows()) {
            names.add(row.text("model"));
        }
        return names;
    }

    static @Nullable Row row(String name) {
        String key = CpuName.key(name);
        Row row = prefixed(key);
        return row != null ? row : prefixed(CpuName.withoutGeneration(key));
    }

    private static String withoutPower(Row row) {
        String generation = row.text("microarchitecture");
        return "no design power is published for it"
                + (ServerPower.knows(generation)
                        ? "; the power of servers with " + generation + " is known"
                        : ": measure it or ask the provider, never guess it");
    }

    private static @Nullable Row prefixed(String key) {
        for (String prefix : PREFIXES) {
            Row row = key.isEmpty() ? null : TABLE.row(prefix.concat(key));
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    private static List<String> nearMisses(String key) {
        NearMisses misses = new NearMisses(key);
        for (Row row : TABLE.rows()) {
            for (String prefix : PREFIXES) {
                if (row.key().startsWith(prefix)) {
                    misses.offer(row.key().substring(prefix.length()), row.text("model"));
                }
            }
        }
        return misses.nearest();
    }
}
