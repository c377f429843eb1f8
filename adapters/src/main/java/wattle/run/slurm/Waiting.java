package wattle.run.slurm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;

/// For how long jobs waited of late, from the moment that they could have started to their start.
/// Time for which they were held, or told to begin later, is no waiting.
///
/// @param jobs that started
/// @param median null where none did
/// @param ninth the 90th percentile; null where none did
public record Waiting(int jobs, @Nullable Duration median, @Nullable Duration ninth) {

    private static final int COUNT = 3;

    /// Of the jobs that this user may see. Clusters can hide those of others.
    ///
    /// @param partition null for all
    public static Waiting of(SlurmCommands commands, @Nullable String partition, Instant since)
            throws RunnerException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--allusers",
                                "--allocations",
                                "--parsable2",
                                "--noheader",
                                "--starttime=" + ago(since),
                                "--format=Submit,Eligible,Start"));
        if (partition != null) {
            words.add("--partition=" + partition);
        }
        List<Long> seconds = new ArrayList<>();
        for (String line : commands.ask("sacct", words).lines().toList()) {
            String[] row = line.split("\\|", -1);
            Long wait = row.length == COUNT ? wait(row[0], row[1], row[2]) : null;
            if (wait != null) {
                seconds.add(wait);
            }
        }
        return of(seconds);
    }

    /// sacct takes epochs in no version that is in use, and local times are ambiguous in one night
    /// of the year.
    private static String ago(Instant since) {
        long seconds = Duration.between(since, Instant.now()).toSeconds();
        return "now-" + Math.max(1, seconds) + "seconds";
    }

    static Waiting of(List<Long> seconds) {
        if (seconds.isEmpty()) {
            return new Waiting(0, null, null);
        }
        long[] sorted = seconds.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Waiting(sorted.length, quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    /// The smallest that at least this share of all does not exceed.
    private static Duration quantile(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return Duration.ofSeconds(sorted[Math.max(0, rank - 1)]);
    }

    /// In seconds; null for a job that has not started.
    private static @Nullable Long wait(String submit, String eligible, String start) {
        Long submitted = epoch(submit);
        Long could = epoch(eligible);
        Long did = epoch(start);
        if (submitted == null || did == null) {
            return null;
        }
        return Math.max(0, did - (could == null ? submitted : Math.max(submitted, could)));
    }

    private static @Nullable Long epoch(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException unknown) {
            return null;
        }
    }
}
