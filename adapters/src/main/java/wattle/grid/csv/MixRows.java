package wattle.grid.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.series.csv.InvalidFileException;

/// The mix of generation over time, from which the intensity is computed: `Σ power × factor / Σ
/// power` over the kinds of plant.
///
/// A kind that some rows have and others lack is missing there, and those rows get no value: the
/// rest of a mix without its coal is no mix. A kind that no row has is not there at all. Power
/// below zero is consumption of the plants' own and counts as none.
final class MixRows {

    /// What a word of 64 bits can keep apart.
    static final int MOST_KINDS = 64;

    private final RawHeader header;
    private final boolean lifecycle;
    private final List<String> names = new ArrayList<>();
    private final List<Fuel> fuels = new ArrayList<>();
    private final double[] factors = new double[MOST_KINDS];

    private long[] nanos = new long[64];
    private double[] power = new double[64];
    private double[] carbon = new double[64];
    private long[] present = new long[64];
    private long[] excused = new long[64];
    private int[] lines = new int[64];
    private Quality[] qualities = new Quality[64];
    private int size;

    private long negative;
    private int negatives;
    private long storage;
    private long unfactored;

    MixRows(RawHeader header, boolean lifecycle) {
        this.header = header;
        this.lifecycle = lifecycle;
    }

    /// A number for a kind of plant, to name it by.
    int kind(String name, Fuel fuel) {
        if (names.size() == MOST_KINDS) {
            throw header.refused(
                    "there are more than " + MOST_KINDS + " kinds of plant",
                    "Leave out columns that hold no generation.");
        }
        factors[names.size()] = fuel.gramsPerKilowattHour(lifecycle);
        names.add(name);
        fuels.add(fuel);
        return names.size() - 1;
    }

    int kinds() {
        return names.size();
    }

    int size() {
        return size;
    }

    long nanos(int row) {
        return nanos[row];
    }

    /// A new row, without any power yet.
    int add(long at, long line, Quality quality) {
        if (size == nanos.length) {
            int more = 2 * size;
            nanos = Arrays.copyOf(nanos, more);
            power = Arrays.copyOf(power, more);
            carbon = Arrays.copyOf(carbon, more);
            present = Arrays.copyOf(present, more);
            excused = Arrays.copyOf(excused, more);
            lines = Arrays.copyOf(lines, more);
            qualities = Arrays.copyOf(qualities, more);
        }
        nanos[size] = at;
        lines[size] = (int) line;
        qualities[size] = quality;
        return size++;
    }

    boolean has(int row, int kind) {
        return (present[row] & 1L << kind) != 0;
    }

    /// The power of one kind in a row, in MW.
    void put(int row, int kind, double megawatts) {
        present[row] |= 1L << kind;
        if (!fuels.get(kind).isGeneration()) {
            storage |= 1L << kind;
        } else if (megawatts < 0) {
            negative |= 1L << kind;
            negatives++;
        } else if (megawatts > 0) {
            if (Double.isNaN(factors[kind])) {
                unfactored |= 1L << kind;
            }
            power[row] += megawatts;
            carbon[row] += megawatts * factors[kind];
        }
    }

    /// The source says that there is no such plant.
    void excuse(int row, int kind) {
        excused[row] |= 1L << kind;
    }

    RawIntensity rows(List<String> remarks) {
        if (unfactored != 0) {
            throw new InvalidFileException(
                    header.file(),
                    0,
                    null,
                    "has generation from "
                            + named(unfactored)
                            + ", for which no factor of stack emissions is shipped",
                    "Pass --factor lifecycle-co2e.");
        }
        long ever = 0;
        for (int row = 0; row < size; row++) {
            ever |= present[row];
        }
        long generation = ever & ~storage;
        RawIntensity.Builder rows = RawIntensity.builder();
        int lacking = 0;
        int firstLacking = 0;
        long lacked = 0;
        for (int row = 0; row < size; row++) {
            long missing = generation & ~present[row] & ~excused[row];
            boolean whole = missing == 0 && power[row] > 0;
            if (missing != 0 && (present[row] & generation) != 0) {
                firstLacking = lacking == 0 ? lines[row] : firstLacking;
                lacking++;
                lacked |= missing;
            }
            rows.add(
                    nanos[row],
                    whole ? carbon[row] / power[row] : Double.NaN,
                    qualities[row],
                    lines[row]);
        }
        remarks.add(
                "intensity computed from the generation mix with "
                        + (lifecycle ? "lifecycle" : "stack")
                        + " factors: "
                        + factors(generation));
        say(remarks, lacking, lacked, firstLacking);
        return rows.build();
    }

    private void say(List<String> remarks, int lacking, long lacked, int firstLacking) {
        if (lacking > 0) {
            remarks.add(
                    lacking
                            + (lacking == 1 ? " row lacks " : " rows lack ")
                            + named(lacked)
                            + " and got no value, the first in line "
                            + firstLacking);
        }
        if (negatives > 0) {
            remarks.add(
                    negatives
                            + (negatives == 1 ? " value" : " values")
                            + " below zero ("
                            + named(negative)
                            + ") counted as no generation");
        }
        if (storage != 0) {
            remarks.add(
                    "what storage gave ("
                            + named(storage)
                            + ") was left out: it is generation of another hour");
        }
    }

    /// `COL 820, NG 490 g/kWh`.
    private String factors(long kinds) {
        List<String> each = new ArrayList<>();
        for (int kind = 0; kind < names.size(); kind++) {
            if ((kinds & 1L << kind) != 0 && !Double.isNaN(factors[kind])) {
                each.add(names.get(kind) + " " + plain(factors[kind]));
            }
        }
        return String.join(", ", each) + " g/kWh";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private String named(long kinds) {
        List<String> each = new ArrayList<>();
        for (int kind = 0; kind < names.size(); kind++) {
            if ((kinds & 1L << kind) != 0) {
                each.add(names.get(kind));
            }
        }
        return String.join(", ", each);
    }
}
