package wattle.testing;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;

/// Does something as nobody would, for tests of what is refused that run as root.
///
/// Linux checks files against a thread's *file system user*, and takes the capabilities that pass
/// over permissions away while that is not root. It is a thread's own, so the rest of the process
/// goes on as it was. Only what the calling thread does itself is refused, not what it has another
/// thread do. A process that is not root stays who it is.
@SuppressWarnings("restricted") // Signature of setfsuid(2): int setfsuid(uid_t).
public final class Unprivileged {

    private static final int NOBODY = 65_534;

    /// No user: changes nothing, and answers who it is.
    private static final int NO_USER = -1;

    private static final MethodHandle SETFSUID =
            Linker.nativeLinker()
                    .downcallHandle(
                            Linker.nativeLinker().defaultLookup().findOrThrow("setfsuid"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private Unprivileged() {}

    /// Calls `task` on this thread, which must be a platform thread.
    ///
    /// @throws Exception what the task throws
    public static <T> T call(Callable<T> task) throws Exception {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread has no file system user of its own");
        }
        int before = setfsuid(NOBODY);
        try {
            return task.call();
        } finally {
            restore(before);
        }
    }

    private static void restore(int before) {
        setfsuid(before);
        if (setfsuid(NO_USER) != before) {
            throw new IllegalStateException("this thread did not become itself again");
        }
    }

    /// @return who it was before
    private static int setfsuid(int user) {
        try {
            return (int) SETFSUID.invokeExact(user);
        } catch (Throwable e) {
            throw new IllegalStateException("calling setfsuid() failed", e);
        }
    }
}
