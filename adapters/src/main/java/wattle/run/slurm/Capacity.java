package wattle.run.slurm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;

/// What a cluster, or a partition of it, has and has free at this moment. Nodes that are down or
/// drained count for neither.
///
/// @param cpus as Slurm counts them, often hardware threads
/// @param gpus of all kinds
public record Capacity(int nodes, int cpus, int freeCpus, int gpus, int freeGpus) {

    private static final String FIELDS =
            "NodeHost:100|,StateLong:30|,CPUsState:40|,Gres:400|,GresUsed:400";

    private static final int COUNT = 5;

    /// States whose nodes run jobs now.
    private static final Set<String> USABLE =
            Set.of("idle", "mixed", "allocated", "completing", "reserved", "planned");

    /// @param partition null for all
    public static Capacity of(SlurmCommands commands, @Nullable String partition)
            throws RunnerException {
        List<String> words = new ArrayList<>(List.of("--noheader", "--Node", "--Format=" + FIELDS));
        if (partition != null) {
            words.add("--partition=" + partition);
        }
        String said = commands.ask("sinfo", words);
        Set<String> seen = new HashSet<>(); // A node in two partitions has two lines.
        int cpus = 0;
        int free = 0;
        int gpus = 0;
        int used = 0;
        for (String line : said.lines().toList()) {
            String[] row = line.split("\\|", -1);
            String[] counts = row.length == COUNT ? row[2].strip().split("/", -1) : new String[0];
            if (counts.length != 4) {
                throw new RunnerException(Reason.REFUSED, "sinfo printed \"" + line + "\"");
            }
            // Such as `idle*` for a node that does not answer, `mixed+` for one with a flag more.
            String state = row[1].strip();
            if (!USABLE.contains(state.replaceAll("[+@^$#%-]$", "")) || !seen.add(row[0].strip())) {
                continue;
            }
            cpus += whole(counts[3], line) - whole(counts[2], line);
            free += whole(counts[1], line);
            gpus += gpus(row[3].strip());
            used += gpus(row[4].strip());
        }
        return new Capacity(seen.size(), cpus, free, gpus, Math.max(0, gpus - used));
    }

    /// Of `gpu:a100:2(S:0-1),gpu:v100:1`, `gpu:2` or `gpu:a100:1(IDX:0)`.
    static int gpus(String gres) {
        int sum = 0;
        for (String each : gres.replaceAll("\\([^)]*\\)", "").split(",", -1)) {
            if (each.equals("gpu") || each.startsWith("gpu:")) {
                String count = each.substring(each.lastIndexOf(':') + 1);
                sum +=
                        count.chars().allMatch(Character::isDigit) && !count.isEmpty()
                                ? Integer.parseInt(count)
                                : 1;
            }
        }
        return sum;
    }

    private static int whole(String text, String line) throws RunnerException {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException wrong) {
            throw new RunnerException(Reason.REFUSED, "sinfo printed \"" + line + "\"", wrong);
        }
    }
}
