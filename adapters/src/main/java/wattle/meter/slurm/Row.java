package wattle.meter.slurm;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One line of sacct: a job, or a step of it.
///
/// @param id `12`, or `12.batch` and `12.0` for steps
/// @param resources such as `billing=2,cpu=2,gres/gpu=2,node=1`; empty before a job starts
record Row(
        String id,
        String state,
        String nodes,
        String resources,
        String energy,
        String start,
        String end,
        String nodeList) {

    static final String FIELDS =
            "JobIDRaw,State,ElapsedRaw,TotalCPU,NNodes,AllocTRES,ReqMem,MaxRSS,ConsumedEnergyRaw,"
                    + "Start,End,NodeList";

    private static final int COUNT = 12;

    /// Slurm's "no value", of 64 and of 32 bits.
    private static final String NO_VALUE_64 = "18446744073709551614";

    private static final String NO_VALUE_32 = "4294967294";

    /// Null where a line has another number of fields.
    static @Nullable Row parse(String line) {
        String[] fields = line.split("\\|", -1);
        return fields.length != COUNT
                ? null
                : new Row(
                        fields[0],
                        fields[1],
                        fields[4],
                        fields[5],
                        fields[8],
                        fields[9],
                        fields[10],
                        fields[11]);
    }

    boolean isJob() {
        return id.indexOf('.') < 0;
    }

    boolean isStepOf(Row job) {
        return id.startsWith(job.id + ".");
    }

    /// In joules. A cluster without meters says nothing, zero or Slurm's "no value": none is a
    /// number.
    OptionalDouble joules() {
        if (energy.equals(NO_VALUE_64) || energy.equals(NO_VALUE_32)) {
            return OptionalDouble.empty();
        }
        try {
            long joules = Long.parseLong(energy);
            return joules > 0 ? OptionalDouble.of((double) joules) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /// Null for `Unknown` and `None`.
    static @Nullable Instant instant(String epochSeconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(epochSeconds));
        } catch (NumberFormatException | DateTimeException none) {
            return null;
        }
    }

    /// How many of a resource were allocated; null where it is not listed.
    @Nullable Integer allocated(String resource) {
        for (String each : resources.split(",", -1)) {
            if (each.startsWith(resource + "=")) {
                return number(each.substring(resource.length() + 1));
            }
        }
        return null;
    }

    /// GPUs of any kind, `gres/gpu=4`, or else of each kind, `gres/gpu:a100=4`.
    @Nullable Integer gpus() {
        Integer all = allocated("gres/gpu");
        if (all != null) {
            return all;
        }
        Integer sum = null;
        for (String each : resources.split(",", -1)) {
            int equal = each.indexOf('=');
            if (each.startsWith("gres/gpu:") && equal > 0) {
                Integer some = number(each.substring(equal + 1));
                sum = some == null ? sum : Integer.valueOf(some + (sum == null ? 0 : sum));
            }
        }
        return sum;
    }

    /// The one model of all GPUs, `a100` of `gres/gpu:a100=4`; null where none or several are
    /// named.
    @Nullable String gpuModel() {
        String model = null;
        for (String each : resources.split(",", -1)) {
            int equal = each.indexOf('=');
            if (each.startsWith("gres/gpu:") && equal > 0) {
                if (model != null) {
                    return null;
                }
                model = each.substring("gres/gpu:".length(), equal);
            }
        }
        return model;
    }

    /// An amount of memory, `mem=4000M`; null where it is not listed. Slurm's units are binary.
    @Nullable Long bytes(String resource) {
        for (String each : resources.split(",", -1)) {
            if (each.startsWith(resource + "=")) {
                String text = each.substring(resource.length() + 1);
                int unit = text.isEmpty() ? -1 : "KMGTP".indexOf(text.charAt(text.length() - 1));
                try {
                    double amount =
                            Double.parseDouble(
                                    unit < 0 ? text : text.substring(0, text.length() - 1));
                    return Math.round(amount * Math.pow(1024, unit < 0 ? 2 : unit + 1.0));
                } catch (NumberFormatException notANumber) {
                    return null;
                }
            }
        }
        return null;
    }

    static @Nullable Integer number(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
