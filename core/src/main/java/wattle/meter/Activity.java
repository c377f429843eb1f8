package wattle.meter;

/// How busy the processors were, as counters that only go up, and how much memory the job holds
/// now.
///
/// @param jobCpuNanos processor time of the job's processes since the job began
/// @param busyNanos processor time of everything on the machine; [#UNKNOWN] where it is not said
/// @param capacityNanos the same if all hardware threads had been busy all the time; [#UNKNOWN]
///   where it is not said
/// @param jobMemoryBytes resident memory of the job's processes, shared pages counted by each
public record Activity(long jobCpuNanos, long busyNanos, long capacityNanos, long jobMemoryBytes) {

    public static final long UNKNOWN = -1;

    public Activity {
        if (jobCpuNanos < 0
                || jobMemoryBytes < 0
                || busyNanos < UNKNOWN
                || capacityNanos < UNKNOWN) {
            throw new IllegalArgumentException(
                    "processor times and memory are not negative: "
                            + jobCpuNanos
                            + ", "
                            + busyNanos
                            + ", "
                            + capacityNanos
                            + ", "
                            + jobMemoryBytes);
        }
    }

    /// Before anything ran.
    public static final Activity NONE = new Activity(0, UNKNOWN, UNKNOWN, 0);
}
