package wattle.meter.nvml;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import wattle.meter.MeterException;

/// One use of the library: from `nvmlInit` to `nvmlShutdown`, and anew after the driver was
/// replaced. Ends with the last hold on it. Thread-safe.
final class Session {

    private static final String NVML = "NVML";

    private final NvmlLibrary library;
    private final NvmlFunction init;
    private final NvmlFunction shutdown;
    private final AtomicInteger holds = new AtomicInteger(1);
    private final ReentrantLock starting = new ReentrantLock();

    /// Counts the starts; handles are good for one of them.
    private volatile int generation = 1;

    private Session(NvmlLibrary library) {
        this.library = library;
        this.init = library.function("nvmlInit_v2");
        this.shutdown = library.function("nvmlShutdown");
    }

    /// Starts the library, which may take seconds while the driver wakes the GPUs up.
    static Session open(NvmlLibrary library) throws MeterException {
        var session = new Session(library);
        int code = session.init.call(0, 0, 0, 0);
        if (code != ReturnCode.OK) {
            throw new MeterException(ReturnCode.problem(NVML, code));
        }
        return session;
    }

    NvmlLibrary library() {
        return library;
    }

    int generation() {
        return generation;
    }

    /// Starts the library again, unless someone else did since `seen`.
    void restart(int seen) throws MeterException {
        starting.lock();
        try {
            if (generation != seen || holds.get() == 0) {
                return;
            }
            shutdown.call(0, 0, 0, 0); // What it says does not matter: it may not be running.
            int code = init.call(0, 0, 0, 0);
            if (code != ReturnCode.OK) {
                throw ReturnCode.lost(NVML, code);
            }
            generation = seen + 1;
            if (holds.get() == 0) {
                shutdown.call(0, 0, 0, 0);
            }
        } finally {
            starting.unlock();
        }
    }

    void hold() {
        holds.incrementAndGet();
    }

    /// Never waits for a start that hangs: the one who starts cleans up then.
    void release() {
        if (holds.decrementAndGet() == 0 && starting.tryLock()) {
            try {
                shutdown.call(0, 0, 0, 0);
            } finally {
                starting.unlock();
            }
        }
    }
}
