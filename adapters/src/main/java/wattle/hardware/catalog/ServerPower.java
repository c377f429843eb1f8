package wattle.hardware.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// A server's power for each hardware thread, by the generation of its processor.
///
/// Medians over published benchmark results, of machines tuned for low power: a real server usually
/// draws more. Threads may share it.
public final class ServerPower {

    private static final String TUNED =
            "medians of benchmarked servers, tuned for low power: a real one usually draws more";

    private ServerPower() {}

    /// The power for the processor that says it is `id` or is called `name`, in this order: by
    /// family, model and stepping; by the name; by the vendor in either, as the median of that
    /// vendor's generations; as the median of all. A median says so in a note and ranges from the
    /// lowest to the highest that it was taken from.
    ///
    /// @param name the model's name as the operating system gives it, possibly as little as "AMD
    ///   EPYC"
    /// @param id what the processor says it is; null where nobody asked it
    public static ThreadPower of(String name, @Nullable CpuId id) {
        List<Row> table = Table.read(ServerPower.class, "server_power.csv").rows();
        Row known = id == null ? null : byId(id);
        if (known != null) {
            Row row = named(table, known.text("power_of"));
            if (row != null) {
                return exactly(known.text("microarchitecture"), row);
            }
        }
        Row cpu = Cpus.row(name);
        if (known == null && cpu != null) {
            Row row = named(table, cpu.text("microarchitecture"));
            if (row != null) {
                return exactly(row.key(), row);
            }
        }
        return ofVendor(table, vendor(name, id, cpu));
    }

    static boolean knows(String microarchitecture) {
        return Table.read(ServerPower.class, "server_power.csv").row(microarchitecture) != null;
    }

    private static @Nullable Row byId(CpuId id) {
        for (Row row : Table.read(ServerPower.class, "cpu_ids.csv").rows()) {
            if (row.key().equals(id.vendor())
                    && row.integer("family") == id.family()
                    && row.integer("model_low") <= id.model()
                    && id.model() <= row.integer("model_high")
                    && row.integer("stepping_low") <= id.stepping()
                    && id.stepping() <= row.integer("stepping_high")) {
                return row;
            }
        }
        return null;
    }

    private static @Nullable Row named(List<Row> table, String microarchitecture) {
        for (Row row : table) {
            if (row.key().equals(microarchitecture)) {
                return row;
            }
        }
        return null;
    }

    private static ThreadPower exactly(String microarchitecture, Row row) {
        List<String> notes = new ArrayList<>();
        if (!microarchitecture.equals(row.key())) {
            notes.add(
                    "no servers with "
                            + microarchitecture
                            + " were measured: those with its relative "
                            + row.key()
                            + " stand in");
        }
        notes.add(TUNED);
        return new ThreadPower(
                microarchitecture,
                Range.exactly(new Power(row.number("idle_watts_per_thread"))),
                Range.exactly(new Power(row.number("full_watts_per_thread"))),
                HardwareSources.ALL.source(row.text("source")),
                notes);
    }

    private static ThreadPower ofVendor(List<Row> table, @Nullable String vendor) {
        List<Row> rows = new ArrayList<>();
        for (Row row : table) {
            if (vendor == null || vendor.equals(row.text("vendor"))) {
                rows.add(row);
            }
        }
        String which = vendor == null ? "all " : vendor + "'s ";
        String note =
                "the generation of the processor is not known: the median of "
                        + which
                        + rows.size()
                        + " server generations stands in, and its range is theirs";
        return new ThreadPower(
                null,
                median(rows, "idle_watts_per_thread"),
                median(rows, "full_watts_per_thread"),
                HardwareSources.ALL.source(rows.get(0).text("source")),
                List.of(note, TUNED));
    }

    private static Range<Power> median(List<Row> rows, String column) {
        double[] watts = new double[rows.size()];
        for (int i = 0; i < watts.length; i++) {
            watts[i] = rows.get(i).number(column);
        }
        Arrays.sort(watts);
        double middle = (watts[(watts.length - 1) / 2] + watts[watts.length / 2]) / 2;
        return new Range<>(
                new Power(watts[0]), new Power(middle), new Power(watts[watts.length - 1]));
    }

    private static @Nullable String vendor(String name, @Nullable CpuId id, @Nullable Row cpu) {
        String said =
                (name
                                + ' '
                                + (id == null ? "" : id.vendor())
                                + ' '
                                + (cpu == null ? "" : cpu.key()))
                        .toLowerCase(Locale.ROOT);
        return said.contains("intel") ? "Intel" : said.contains("amd") ? "AMD" : null;
    }
}
