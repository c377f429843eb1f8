package wattle.meter.nvml;

import java.io.File;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import wattle.meter.Found;
import wattle.meter.MeterException;
import wattle.meter.MeterSource;

/// Meters of NVIDIA's GPUs.
///
/// ```java
/// Nvml.ofMachine().find(); // every GPU of the machine, as a whole
/// Nvml.ofJob(System.getenv()).find(); // those that CUDA_VISIBLE_DEVICES leaves, slices included
/// ```
///
/// Every meter found is a [wattle.meter.SharedMeter] as well. Meters of one search share one use of
/// the library, which ends when the last of them is closed. Thread-safe; loads nothing of NVML
/// before [#find].
public final class Nvml implements MeterSource {

    private static final File ROOT = new File("/");

    private final @Nullable Map<String, String> job;
    private final Place place;

    private Nvml(@Nullable Map<String, String> job, Place place) {
        this.job = job;
        this.place = place;
    }

    /// Where things are.
    ///
    /// @param library a name or a path for the dynamic linker; empty for the usual ones
    /// @param root where `/proc` and `/dev` are
    /// @param nanos a clock that never goes back
    record Place(String library, File root, LongSupplier nanos) {}

    /// A class, since the first method reference of a start costs milliseconds.
    private record SystemNanos() implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    /// Every GPU that NVML shows. A GPU that is cut into slices is metered as a whole.
    public static Nvml ofMachine() {
        return new Nvml(null, usual());
    }

    /// The GPUs and slices that a job started with this environment can use.
    public static Nvml ofJob(Map<String, String> environment) {
        return new Nvml(Map.copyOf(environment), usual());
    }

    /// The same with another library: a name that the dynamic linker finds, or a path.
    public Nvml withLibrary(String nameOrPath) {
        return new Nvml(job, new Place(nameOrPath, place.root(), place.nanos()));
    }

    /// The same with `/proc` and `/dev` looked for below `root`.
    public Nvml withRoot(File root) {
        return new Nvml(job, new Place(place.library(), root, place.nanos()));
    }

    Nvml withNanos(LongSupplier nanos) {
        return new Nvml(job, new Place(place.library(), place.root(), nanos));
    }

    private static Place usual() {
        return new Place("", ROOT, new SystemNanos());
    }

    @Override
    public String name() {
        return "nvml";
    }

    /// Whether the driver is loaded (Linux: a file in `/proc` or a device node; in WSL the node of
    /// its graphics), or a library was named.
    @Override
    public boolean likely() {
        return !place.library().isEmpty()
                || new File(place.root(), "proc/driver/nvidia/version").exists()
                || new File(place.root(), "dev/nvidiactl").exists()
                || new File(place.root(), "dev/dxg").exists();
    }

    @Override
    public Found find() {
        if (!likely()) {
            return Found.nothing(ReturnCode.driverNotLoaded());
        }
        Session session;
        try {
            session = Session.open(NvmlLibrary.open(place.library()));
        } catch (MeterException e) {
            return Found.nothing(e.problem());
        }
        try {
            return new Search(session, place, job).found();
        } finally {
            session.release(); // The search's own hold; each meter has one of its own.
        }
    }
}
