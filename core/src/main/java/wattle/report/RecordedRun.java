package wattle.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Footprint;
import wattle.footprint.Metered;
import wattle.grid.Intensity;

/// A run that was recorded, with the footprint computed from its record. Immutable.
///
/// @param id unique among all runs
/// @param command its words, secrets taken out
/// @param labels given by the user, in order
/// @param state how the record ends
/// @param exitCode the command's; null while it runs and where it is not known
/// @param scope what of the machine was charged to it: `machine`, `devices` or `process`
/// @param samples how many were taken; [#UNKNOWN] for a run that another tool recorded
/// @param missed how many beats came too late to be one; [#UNKNOWN] likewise
/// @param machine where it ran
/// @param metered energy over time, by component, as the footprint counts it
/// @param intensity what the energy was joined with
/// @param footprint of the run
/// @param own what measuring took itself; null where the record ends before that was known
/// @param foreseen what all of its epochs take; null where nobody said how many there are
public record RecordedRun(
        String id,
        List<String> command,
        Map<String, String> labels,
        State state,
        @Nullable Integer exitCode,
        String scope,
        long samples,
        long missed,
        Machine machine,
        List<Metered> metered,
        Intensity intensity,
        Footprint footprint,
        @Nullable OwnCost own,
        @Nullable Foreseen foreseen) {

    /// In place of a count that is not known.
    public static final long UNKNOWN = -1;

    /// A run of which nothing is foreseen.
    public RecordedRun(
            String id,
            List<String> command,
            Map<String, String> labels,
            State state,
            @Nullable Integer exitCode,
            String scope,
            long samples,
            long missed,
            Machine machine,
            List<Metered> metered,
            Intensity intensity,
            Footprint footprint,
            @Nullable OwnCost own) {
        this(
                id, command, labels, state, exitCode, scope, samples, missed, machine, metered,
                intensity, footprint, own, null);
    }

    public RecordedRun {
        command = List.copyOf(command);
        metered = List.copyOf(metered);
    }

    /// How a record ends.
    public enum State {
        /// With the end of the command.
        FINISHED("finished"),
        /// Not yet: somebody is writing it.
        RUNNING("running"),
        /// Cut off, by a kill or a power cut; counted up to its last whole sample.
        RECOVERED("recovered");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// A machine, as far as its operating system tells.
    ///
    /// @param host its name; empty where it is not known
    /// @param os such as `Linux 6.1.0`
    /// @param cpuModel empty where it is not known
    /// @param cpuThreads hardware threads it may use; 0 where that is not known
    /// @param memoryBytes 0 where it is not known
    public record Machine(
            String host, String os, String cpuModel, int cpuThreads, long memoryBytes) {}

    /// What the measuring itself took.
    ///
    /// @param cpuTime of Wattle's process
    /// @param residentBytes the most memory it had in use
    public record OwnCost(Duration cpuTime, long residentBytes) {}
}
