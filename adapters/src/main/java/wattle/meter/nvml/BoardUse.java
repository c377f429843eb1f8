package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalDouble;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterException;
import wattle.meter.SharedMeter;

/// How busy a GPU is and whose processes keep it so. Of one meter, so of one thread at a time.
///
/// The driver samples which process had its kernels on the multiprocessors and gives, for each, the
/// mean since a sample that was seen before. Where it has no samples, as while all of them wait,
/// processes are counted instead. Samples are known to be coarse, and some drivers return rows that
/// were never filled: rows above 100 % are left out.
final class BoardUse implements SharedMeter {

    private static final int SAMPLE = 32;
    private static final int TIME = 8;
    private static final int SM = 16;
    private static final int ROOM = 128;
    private static final int TRIES = 3;

    private final String what;
    private final Handle handle;
    private final boolean sliced;
    private final boolean hostPids;
    private final Gauge utilization;
    private final NvmlFunction processUtilization;
    private final ProcessList compute;
    private final ProcessList graphics;

    private final MemorySegment count = Arena.ofAuto().allocate(8, 8);
    private @Nullable MemorySegment samples;
    private int room = ROOM;
    private long lastSeen;
    private boolean primed;

    /// @param sliced in MIG mode, where NVML knows neither
    /// @param hostPids whether process ids mean here what they mean to the driver
    BoardUse(NvmlLibrary library, String what, Handle handle, boolean sliced, boolean hostPids) {
        this.what = what;
        this.handle = handle;
        this.sliced = sliced;
        this.hostPids = hostPids;
        this.utilization = Gauge.firstOf(library.function("nvmlDeviceGetUtilizationRates"));
        this.processUtilization = library.function("nvmlDeviceGetProcessUtilization");
        this.compute = ProcessList.compute(library);
        this.graphics = ProcessList.graphics(library);
    }

    @Override
    public OptionalDouble utilization() throws MeterException {
        if (sliced) {
            return OptionalDouble.empty();
        }
        int code = utilization.ask(handle);
        return known(code)
                ? OptionalDouble.of(Math.min(100, utilization.value()) / 100.0)
                : OptionalDouble.empty();
    }

    /// The first call has no earlier one to count from, so it counts processes.
    @Override
    public OptionalDouble shareOf(LongPredicate job) throws MeterException {
        if (sliced || !hostPids) {
            return OptionalDouble.empty();
        }
        double all = 0;
        double ours = 0;
        int rows = takeSamples();
        for (int i = 0; i < rows; i++) {
            long pid = Integer.toUnsignedLong(sampled().get(JAVA_INT, (long) i * SAMPLE));
            int busy = sampled().get(JAVA_INT, (long) i * SAMPLE + SM);
            long time = sampled().get(JAVA_LONG, (long) i * SAMPLE + TIME);
            if (busy >= 0 && busy <= 100 && pid != 0) {
                lastSeen = Math.max(lastSeen, time);
                all += busy;
                ours += job.test(pid) ? busy : 0;
            }
        }
        boolean since = primed;
        primed = true;
        return since && all > 0 ? OptionalDouble.of(ours / all) : shareOfProcesses(job);
    }

    /// How many rows there are since the last ones.
    private int takeSamples() throws MeterException {
        for (int i = 0; i < TRIES; i++) {
            count.set(JAVA_INT, 0, room);
            sampled().fill((byte) 0);
            int code =
                    handle.call(processUtilization, sampled().address(), count.address(), lastSeen);
            int rows = count.get(JAVA_INT, 0);
            if (code != ReturnCode.INSUFFICIENT_SIZE) {
                return known(code) ? Math.clamp(rows, 0, room) : 0;
            }
            grow(rows);
        }
        return 0;
    }

    private void grow(int rows) {
        room = Math.clamp(rows + ROOM, room + ROOM, 64 * ROOM);
        samples = null;
    }

    private MemorySegment sampled() {
        if (samples == null) {
            samples = Arena.ofAuto().allocate((long) room * SAMPLE, 8);
        }
        return samples;
    }

    private OptionalDouble shareOfProcesses(LongPredicate job) throws MeterException {
        int computing = compute.take(handle);
        int drawing = graphics.take(handle);
        boolean lists = known(compute.code());
        lists |= known(graphics.code());
        if (!lists) {
            return OptionalDouble.empty();
        }
        int all = computing;
        int ours = 0;
        for (int i = 0; i < computing; i++) {
            ours += job.test(compute.pid(i)) ? 1 : 0;
        }
        for (int i = 0; i < drawing; i++) {
            long pid = graphics.pid(i);
            if (!compute.holds(pid)) {
                all++;
                ours += job.test(pid) ? 1 : 0;
            }
        }
        return OptionalDouble.of(all == 0 ? 0 : (double) ours / all);
    }

    /// False where the driver does not say.
    ///
    /// @throws MeterException where it could have said and failed
    private boolean known(int code) throws MeterException {
        return switch (ReturnCode.meaning(code)) {
            case DONE -> true;
            case ABSENT, REFUSED -> false;
            case GONE, AGAIN -> throw ReturnCode.lost("the use of " + what, code);
        };
    }
}
