package wattle.meter.slurm;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.unit.Energy;

/// A job that has run, as Slurm's accounting keeps it.
///
/// @param job its number, `12` or `12_3` for a task of an array
/// @param state in Slurm's words, such as `COMPLETED`
/// @param ran its time without suspension
/// @param cpus allocated, as Slurm counts them
/// @param cpuTime that its processes used; null where the cluster does not gather it
/// @param memoryBytes allocated; null where it is not listed
/// @param gpus allocated; null where none are listed, because a cluster may not account for them
/// @param gpuModel as the cluster calls them, such as `a100`; null where it says no one model
/// @param energy of its nodes while it ran; null where the cluster keeps none
public record PastJob(
        String job,
        String user,
        String partition,
        String state,
        String name,
        Instant start,
        Instant end,
        Duration ran,
        int cpus,
        @Nullable Duration cpuTime,
        @Nullable Long memoryBytes,
        @Nullable Integer gpus,
        @Nullable String gpuModel,
        @Nullable Energy energy) {

    /// What sacct is asked for.
    public static final String FIELDS =
            "JobID,User,Partition,State,Start,End,ElapsedRaw,AllocCPUS,TotalCPU,AllocTRES,"
                    + "ConsumedEnergyRaw,JobName";

    private static final int COUNT = 12;

    /// A row of sacct with [#FIELDS], parsable and with times as epochs.
    ///
    /// @return null for a step, and for a job that has not started or not ended
    /// @throws IllegalArgumentException if it is no such row
    public static @Nullable PastJob parse(String line) {
        String[] fields = line.split("\\|", COUNT); // A job's name may hold anything.
        if (fields.length != COUNT) {
            throw new IllegalArgumentException("not " + COUNT + " fields: \"" + line + "\"");
        }
        if (fields[0].indexOf('.') >= 0) {
            return null;
        }
        Instant start = Row.instant(fields[4]);
        Instant end = Row.instant(fields[5]);
        Integer ran = Row.number(fields[6]);
        Integer cpus = Row.number(fields[7]);
        if (start == null || end == null || ran == null || cpus == null || !start.isBefore(end)) {
            return null;
        }
        var row = new Row(fields[0], fields[3], "", fields[9], fields[10], "", "", "");
        OptionalDouble joules = row.joules();
        int space = fields[3].indexOf(' ');
        return new PastJob(
                fields[0],
                fields[1],
                fields[2],
                space < 0 ? fields[3] : fields[3].substring(0, space),
                fields[11],
                start,
                end,
                Duration.ofSeconds(ran),
                cpus,
                used(fields[8]),
                row.bytes("mem"),
                row.gpus(),
                row.gpuModel(),
                joules.isPresent() ? new Energy(joules.getAsDouble()) : null);
    }

    /// Such as `1-02:03:04`, `02:03:04` or `03:04.567`; null where it is no time. Of a job without
    /// any step that was watched Slurm says zero.
    private static @Nullable Duration used(String text) {
        try {
            int dash = text.indexOf('-');
            double seconds = 0;
            for (String each : text.substring(dash + 1).split(":", -1)) {
                seconds = seconds * 60 + Double.parseDouble(each);
            }
            double days = dash < 0 ? 0 : Double.parseDouble(text.substring(0, dash));
            double all = days * 86_400 + seconds;
            return all > 0 && all < 1e12 ? Duration.ofMillis(Math.round(all * 1000)) : null;
        } catch (NumberFormatException notATime) {
            return null;
        }
    }
}
