package wattle.run.slurm;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;

/// A job, or one task of an array of jobs, as Slurm shows it.
///
/// @param number `12`, or `12_3` for a task of an array
/// @param word Slurm's, such as `PENDING`
/// @param reason why it waits or failed, in Slurm's word; `None` where there is none
/// @param ran since its last start, suspension left out; null where Slurm does not say
/// @param status as wait(2) gives it: the signal, and 256 times the exit code
record Task(String number, String word, String reason, @Nullable Duration ran, int status) {

    /// Reasons of jobs that wait until somebody releases them, as different programs write them.
    private static final Set<String> HELD =
            Set.of(
                    "jobhelduser",
                    "jobheldadmin",
                    "job requeued in held state",
                    "launch failed requeued held");

    private static final int LAST_SIGNAL = 64;

    /// What it is doing; null for a word that is not known here.
    @Nullable RunState state() {
        return switch (word) {
            case "PENDING", "REQUEUED", "REQUEUE_FED", "CONFIGURING" ->
                    isHeld() ? RunState.PAUSED : RunState.WAITING;
            // What is stopped for good also completes.
            case "COMPLETING" -> isHeld() ? RunState.PAUSED : RunState.RUNNING;
            case "RUNNING", "STAGE_OUT", "SIGNALING", "RESIZING" -> RunState.RUNNING;
            case "SUSPENDED", "STOPPED", "REQUEUE_HOLD", "SPECIAL_EXIT", "RESV_DEL_HOLD" ->
                    RunState.PAUSED;
            case "COMPLETED" -> RunState.FINISHED;
            case "BOOT_FAIL",
                    "CANCELLED",
                    "DEADLINE",
                    "FAILED",
                    "LAUNCH_FAILED",
                    "NODE_FAIL",
                    "OUT_OF_MEMORY",
                    "PREEMPTED",
                    "RECONFIG_FAIL",
                    "REVOKED",
                    "TIMEOUT" ->
                    RunState.FAILED;
            default -> null;
        };
    }

    /// Whether it is held in the queue, rather than suspended on its nodes.
    boolean isHeld() {
        return HELD.contains(reason.replace('_', ' ').toLowerCase(Locale.ROOT))
                || word.equals("REQUEUE_HOLD")
                || word.equals("SPECIAL_EXIT")
                || word.equals("RESV_DEL_HOLD");
    }

    /// Null where Slurm ended it without one, as it does with jobs that never ran.
    @Nullable Integer exitCode() {
        if (word.equals("COMPLETED")) {
            return 0;
        }
        int signal = status & 0x7f;
        int code = (status >> 8) & 0xff;
        if (signal > 0) {
            return signal > LAST_SIGNAL ? null : Integer.valueOf(128 + signal);
        }
        return code == 0 ? null : Integer.valueOf(code);
    }

    /// Slurm's time, `1-02:03:04`, `02:03:04` or `03:04`; null where it is no time.
    static @Nullable Duration duration(String text) {
        try {
            int dash = text.indexOf('-');
            long seconds = 0;
            for (String each : text.substring(dash + 1).split(":", -1)) {
                seconds = Math.addExact(Math.multiplyExact(seconds, 60), Long.parseLong(each));
            }
            long days = dash < 0 ? 0 : Long.parseLong(text.substring(0, dash));
            return seconds < 0 || days < 0 ? null : Duration.ofDays(days).plusSeconds(seconds);
        } catch (ArithmeticException | NumberFormatException notATime) {
            return null;
        }
    }
}
