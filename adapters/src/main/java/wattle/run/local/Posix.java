package wattle.run.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The few calls that the JDK has no method for. Loading this class costs about 50 ms, so nothing
/// on the way to a child's start or end refers to it unless it has to. Any thread may call.
@SuppressWarnings(
        "restricted") // Signatures are those of POSIX and glibc, checked by the tests of this
// package.
final class Posix {
    private static final Linker LINKER = Linker.nativeLinker();

    // Larger than these types are in glibc (336, 80) and musl.
    private static final long OPAQUE = 512;
    private static final long SIGNAL_SET = 128;
    private static final long SIGINFO = 128;

    private static final short SPAWN_SETSIGMASK = 8;
    private static final int EINTR_OR_CHILD_GONE = -1;
    private static final int P_PID = 1;
    private static final int WNOHANG = 1;
    private static final int WSTOPPED = 2;
    private static final int WNOWAIT = 0x0100_0000;

    /// `si_status` in `siginfo_t` of a 64-bit Linux.
    private static final long SI_STATUS = 24;

    private static final Supplier<MethodHandle> KILL = lazily("kill", JAVA_INT, JAVA_INT);
    private static final Supplier<MethodHandle> WAITPID =
            lazily("waitpid", JAVA_INT, ADDRESS, JAVA_INT);
    private static final Supplier<MethodHandle> WAITID =
            lazily("waitid", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);

    record Spawned(long pid, int errno) {}

    private Posix() {}

    /// True when the process was there to be told.
    static boolean kill(long pid, int signal) {
        return call(KILL.get(), (int) pid, signal) == 0;
    }

    /// The signal that stopped a child, or 0 while it is not stopped. Takes nothing away from who
    /// waits for it.
    static int stoppedBy(long pid) {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(SIGINFO, 8);
            var options = WSTOPPED | WNOHANG | WNOWAIT;
            return call(WAITID.get(), P_PID, (int) pid, info, options) == 0
                    ? info.get(JAVA_INT, SI_STATUS)
                    : 0;
        }
    }

    static int await(int pid) throws InterruptedException {
        try (var arena = Arena.ofConfined()) {
            var status = arena.allocate(JAVA_INT);
            while (call(WAITPID.get(), pid, status, 0) == EINTR_OR_CHILD_GONE) {
                if (!kill(pid, 0)) {
                    throw new IllegalStateException("child " + pid + " was reaped by someone else");
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            var value = status.get(JAVA_INT, 0);
            var signal = value & 0x7f;
            return signal != 0 ? 128 + signal : value >> 8 & 0xff;
        }
    }

    static void ignore(int signal) {
        var handler = MemorySegment.ofAddress(1); // SIG_IGN
        try {
            var _ =
                    (MemorySegment)
                            LINKER.downcallHandle(
                                            LINKER.defaultLookup().findOrThrow("signal"),
                                            FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS))
                                    .invokeWithArguments(signal, handler);
        } catch (Throwable e) {
            throw new IllegalStateException("signal()", e);
        }
    }

    static Spawned spawn(
            List<byte[]> words, List<byte[]> environment, Collection<Integer> close, long blocked) {
        try (var arena = Arena.ofConfined()) {
            var actions = arena.allocate(OPAQUE, 16);
            var attributes = arena.allocate(OPAQUE, 16);
            var mask = arena.allocate(SIGNAL_SET, 8);
            mask.set(JAVA_LONG, 0, blocked);
            call(handle("posix_spawn_file_actions_init", ADDRESS), actions);
            var addClose = handle("posix_spawn_file_actions_addclose", ADDRESS, JAVA_INT);
            for (int descriptor : close) {
                call(addClose, actions, descriptor);
            }
            call(handle("posix_spawnattr_init", ADDRESS), attributes);
            call(handle("posix_spawnattr_setsigmask", ADDRESS, ADDRESS), attributes, mask);
            call(
                    handle("posix_spawnattr_setflags", ADDRESS, JAVA_SHORT),
                    attributes,
                    SPAWN_SETSIGMASK);
            var pid = arena.allocate(JAVA_INT);
            var file = arena.allocate(words.getFirst().length + 1L);
            MemorySegment.copy(words.getFirst(), 0, file, JAVA_BYTE, 0, words.getFirst().length);
            var errno =
                    call(
                            handle(
                                    "posix_spawnp",
                                    ADDRESS,
                                    ADDRESS,
                                    ADDRESS,
                                    ADDRESS,
                                    ADDRESS,
                                    ADDRESS),
                            pid,
                            file,
                            actions,
                            attributes,
                            vector(arena, words),
                            vector(arena, environment));
            call(handle("posix_spawnattr_destroy", ADDRESS), attributes);
            call(handle("posix_spawn_file_actions_destroy", ADDRESS), actions);
            return new Spawned(pid.get(JAVA_INT, 0), errno);
        }
    }

    static String message(int errno) {
        try {
            var text =
                    (MemorySegment)
                            LINKER.downcallHandle(
                                            LINKER.defaultLookup().findOrThrow("strerror"),
                                            FunctionDescriptor.of(ADDRESS, JAVA_INT))
                                    .invokeWithArguments(errno);
            return text.reinterpret(256).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("strerror()", e);
        }
    }

    /// `char *const v[]`: the strings, each closed by a NUL, and a null pointer.
    private static MemorySegment vector(Arena arena, List<byte[]> strings) {
        var vector = arena.allocate(ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            var bytes = strings.get(i);
            var text = arena.allocate(bytes.length + 1L);
            MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
            vector.setAtIndex(ADDRESS, i, text);
        }
        return vector;
    }

    private static MethodHandle handle(String function, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(function),
                FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private static Supplier<MethodHandle> lazily(String function, MemoryLayout... parameters) {
        return new Supplier<>() {
            private volatile @Nullable MethodHandle handle;

            @Override
            public MethodHandle get() {
                var known = handle;
                if (known == null) {
                    known = handle(function, parameters);
                    handle = known;
                }
                return known;
            }
        };
    }

    private static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the C library failed", e);
        }
    }
}
