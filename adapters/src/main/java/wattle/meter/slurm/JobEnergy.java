package wattle.meter.slurm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Energy;

/// What Slurm's accounting says of a job.
///
/// @param job its number
/// @param state in Slurm's words, such as `COMPLETED`
/// @param start null where it has not started
/// @param end null where it has not ended
/// @param energy of the nodes it ran on, while it ran; null where the cluster keeps none
/// @param exclusive whether it had all processors of its nodes, so that their energy is its own;
///   null where that is not known
/// @param gpus allocated; null where none are listed, because a cluster may not account for them
/// @param cpus allocated, as Slurm counts them (often hardware threads); null where it has not
///   started
/// @param nodes allocated; null where it has not started
/// @param problems sentences on what the energy is not
public record JobEnergy(
        String job,
        String state,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Energy energy,
        @Nullable Boolean exclusive,
        @Nullable Integer gpus,
        @Nullable Integer cpus,
        @Nullable Integer nodes,
        List<String> problems) {

    public JobEnergy {
        problems = List.copyOf(problems);
    }
}
