package wattle.hardware.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.unit.Power;
import wattle.unit.Source;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// Accelerators by name: GPUs, TPUs and other chips for machine learning.
///
/// ```java
/// Accelerators.find("a100 80gb sxm").name(); // "NVIDIA A100 SXM4 80GB"
/// ```
///
/// Threads may share it. The first call reads a table of 38 kB: in a fresh JVM it takes 6 to 10 ms
/// with an ahead-of-time cache and 16 to 25 ms without, most of it loading classes.
public final class Accelerators {

    private static final Table TABLE = Table.read(Accelerators.class, "accelerators.csv");

    private Accelerators() {}

    /// The accelerator of that name.
    ///
    /// Case, punctuation and the vendor's name do not matter; the driver's name is a name; some
    /// words of a name are enough where they fit one model only. A family's name, such as "A100",
    /// means its most common variant, and a note says which, its power and that of the others. The
    /// rated power is null where the maker publishes none. It is the power of a whole board, so
    /// boards are counted, not the devices that a driver reports.
    ///
    /// @throws wattle.unit.catalog.UnknownNameException when the name means none or several
    public static DeviceModel find(String name) {
        AcceleratorNames.Match match = new AcceleratorNames(TABLE).find(name);
        return model(match.row(), match.others());
    }

    /// The year in which the accelerator of that full name could first be bought; null where it is
    /// not known.
    public static @Nullable Integer firstYear(String name) {
        Double year = new AcceleratorNames(TABLE).find(name).row().knownNumber("year");
        return year == null ? null : year.intValue();
    }

    /// The full names of all accelerators, in the order of the table: makers, then generations.
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Row row : TABLE.rows()) {
            names.add(row.key());
        }
        return names;
    }

    private static DeviceModel model(Row row, List<Row> others) {
        Double watts = row.knownNumber("watts");
        String embodied = row.known("embodied");
        return new DeviceModel(
                DeviceKind.ACCELERATOR,
                row.key(),
                watts == null ? null : new Power(watts),
                embodied == null ? null : Embodied.of(embodied),
                new Source(
                        row.text("reference"),
                        HardwareSources.ALL.source(row.text("source")).licence()),
                notes(row, others, watts));
    }

    private static List<String> notes(Row row, List<Row> others, @Nullable Double watts) {
        List<String> notes = new ArrayList<>();
        if (!others.isEmpty()) {
            notes.add(taken(row, others));
        }
        if (watts == null) {
            notes.add(
                    "no power is published for it: measure it or ask the provider, never guess it");
        }
        String typical = row.known("typical_watts");
        if (typical != null) {
            notes.add(
                    "its rated power is an upper limit: a typical "
                            + typical
                            + " W is stated for it");
        }
        if (row.integer("devices_per_board") > 1) {
            notes.add(
                    "one board of "
                            + row.text("watts")
                            + " W appears to its driver as "
                            + row.text("devices_per_board")
                            + " devices: count boards");
        }
        return notes;
    }

    private static String taken(Row row, List<Row> others) {
        StringBuilder note = new StringBuilder("taken for ").append(withWatts(row));
        for (int i = 0; i < others.size(); i++) {
            note.append(i == 0 ? "; it could also be " : ", ").append(withWatts(others.get(i)));
        }
        return note.toString();
    }

    private static String withWatts(Row row) {
        String watts = row.known("watts");
        return row.key() + (watts == null ? " (power not published)" : " (" + watts + " W)");
    }
}
