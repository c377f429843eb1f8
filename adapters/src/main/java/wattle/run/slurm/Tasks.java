package wattle.run.slurm;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;
import wattle.run.Sighting;

/// All tasks of a job, of which an array has many and any other job one. An array is one run: it
/// runs as long as one of its tasks does, and fails if one of them fails.
///
/// @param all at least one
/// @param id of the run whose job it is; null where its comment says none
/// @param before for how long it ran before it was last requeued
record Tasks(List<Task> all, @Nullable String id, Duration before) {

    Sighting seen() throws RunnerException {
        RunState state = state();
        return new Sighting(state, state.isOver() ? exitCode(state) : null, ran(), remark(state));
    }

    RunState state() throws RunnerException {
        RunState merged = RunState.FINISHED;
        for (Task each : all) {
            RunState state = each.state();
            if (state == null) {
                throw new RunnerException(
                        Reason.REFUSED,
                        "Slurm calls job "
                                + each.number()
                                + " "
                                + each.word()
                                + ", which is not"
                                + " known here");
            }
            if (weight(state) < weight(merged)) {
                merged = state;
            }
        }
        return merged;
    }

    /// The least decides for all.
    private static int weight(RunState state) {
        return switch (state) {
            case RUNNING -> 0;
            case WAITING -> 1;
            case PAUSED -> 2;
            case FAILED -> 3;
            case LOST -> 4;
            case FINISHED -> 5;
        };
    }

    /// For how long the task ran that ran longest.
    @Nullable Duration ran() {
        Duration longest = null;
        for (Task each : all) {
            Duration ran = each.ran();
            if (ran != null && (longest == null || ran.compareTo(longest) > 0)) {
                longest = ran;
            }
        }
        return longest == null ? null : longest.plus(before);
    }

    /// Of several that failed the greatest.
    private @Nullable Integer exitCode(RunState state) {
        if (state == RunState.FINISHED) {
            return 0;
        }
        Integer greatest = null;
        for (Task each : all) {
            Integer code = each.state() == RunState.FAILED ? each.exitCode() : null;
            if (code != null && (greatest == null || code > greatest)) {
                greatest = code;
            }
        }
        return greatest;
    }

    /// What Slurm says of the first task that made the state what it is.
    private String remark(RunState state) {
        for (Task each : all) {
            if (each.state() == state) {
                String reason = each.reason().equals("None") ? "" : each.reason();
                return switch (each.word()) {
                    case "RUNNING", "COMPLETED" -> "";
                    case "PENDING" -> reason;
                    default -> reason.isEmpty() ? each.word() : each.word() + ": " + reason;
                };
            }
        }
        return "";
    }

    /// Their numbers, as Slurm's programs take them.
    static String numbers(List<Task> tasks) {
        return String.join(",", tasks.stream().map(Task::number).toList());
    }
}
