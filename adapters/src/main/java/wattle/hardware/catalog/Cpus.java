package wattle.hardware.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.unit.Power;
import wattle.unit.catalog.Names;
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

    private static final Pattern MODEL_NUMBER = Pattern.compile("[0-9]{3}");

    private static final String ADVICE =
            "A processor that the catalog does not know is accepted when its power is given in"
                    + " watts.";

    private Cpus() {}

    /// The processor of that name, as a person or `/proc/cpuinfo` writes it, or the only one whose
    /// name has all of these words and a model's number among them: "Xeon 8380" is the Intel Xeon
    /// Platinum 8380.
    ///
    /// The rated power is null where none is published; a note then says whether [ServerPower]
    /// knows its generation. Nobody publishes embodied carbon by processor: it is part of the
    /// server's, [Embodied#server()].
    ///
    /// @throws UnknownNameException when no processor is called so, or several are
    public static DeviceModel find(String name) {
        Row row = row(name);
        if (row == null) {
            List<String> alike = named(withWords(CpuName.withoutGeneration(CpuName.key(name))));
            if (!alike.isEmpty()) {
                throw UnknownNameException.ambiguous(
                        UnknownNameException.Kind.CPU,
                        name,
                        alike.subList(0, Math.min(Names.SUGGESTIONS, alike.size())),
                        ADVICE);
            }
            throw UnknownNameException.unknown(
                    UnknownNameException.Kind.CPU,
                    name,
                    nearMisses(CpuName.withoutGeneration(CpuName.key(name))),
                    ADVICE);
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
        return named(TABLE.rows());
    }

    private static List<String> named(List<Row> rows) {
        List<String> names = new ArrayList<>();
        for (Row row : rows) {
            names.add(row.text("model"));
        }
        return names;
    }

    static @Nullable Row row(String name) {
        String key = CpuName.key(name);
        Row row = prefixed(key);
        if (row != null) {
            return row;
        }
        key = CpuName.withoutGeneration(key);
        row = prefixed(key);
        if (row != null) {
            return row;
        }
        List<Row> alike = withWords(key);
        return alike.size() == 1 ? alike.getFirst() : null;
    }

    /// The rows whose keys have all words of this one; none where none of these is a model's
    /// number, which has three digits in a row.
    private static List<Row> withWords(String key) {
        List<Row> found = new ArrayList<>();
        if (MODEL_NUMBER.matcher(key).find()) {
            List<String> words = words(key);
            for (Row row : TABLE.rows()) {
                if (words(row.key()).containsAll(words)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    private static List<String> words(String key) {
        return List.of(key.replace('-', ' ').split(" ", -1));
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
