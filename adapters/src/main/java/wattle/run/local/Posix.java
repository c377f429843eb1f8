package wattle.run.local;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/// The few calls that the JDK has no method for. Loading this class costs about 45 ms, so nothing
/// on the way to a child's start or end refers to it unless it has to. Any thread may call.
///
/// All go through one handle that takes six `long`s, because each further signature would cost 10
/// ms more. On 64-bit Linux an integer or a pointer is passed in a whole register, and registers
/// too many are not looked at.
@SuppressWarnings("restricted") // Signatures are those of POSIX and glibc, checked by the tests.
final class Posix {
    private static final MethodHandle CALL =
            Linker.nativeLinker()
                    .downcallHandle(
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                                    JAVA_LONG));
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();

    // Larger than these types are in glibc (336, 80) and musl.
    private static final long OPAQUE = 512;
    private static final long SIGNAL_SET = 128;
    private static final long SIGINFO = 128;

    private static final long SIG_IGN = 1;
    private static final long POSIX_SPAWN_SETSIGMASK = 8;
    private static final long P_PID = 1;
    private static final long WNOHANG = 1;
    private static final long WSTOPPED = 2;
    private static final long WNOWAIT = 0x0100_0000;

    /// `si_status` in `siginfo_t` of a 64-bit Linux.
    private static final long SI_STATUS = 24;

    record Spawned(long pid, int errno) {}

    private Posix() {}

    /// Does the expensive part now, for instance on a thread that has nothing else to do.
    static void load() {
        var _ = kill(ProcessHandle.current().pid(), 0);
    }

    /// True when the process was there to be told.
    static boolean kill(long pid, int signal) {
        return call("kill", pid, signal) == 0;
    }

    /// To the calling thread, so that what it does, it has done when this returns. `kill` may leave
    /// it to another thread.
    static void raise(int signal) {
        call("raise", signal);
    }

    /// The signal that stopped a child, or 0 while it is not stopped. Takes nothing away from who
    /// waits for it.
    static int stoppedBy(long pid) {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(SIGINFO, 8);
            var options = WSTOPPED | WNOHANG | WNOWAIT;
            return call("waitid", P_PID, pid, info.address(), options) == 0
                    ? info.get(JAVA_INT, SI_STATUS)
                    : 0;
        }
    }

    /// Blocks until the child ended: its exit code, or 128 + the signal it died of.
    static int await(long pid) {
        try (var arena = Arena.ofConfined()) {
            var status = arena.allocate(JAVA_INT);
            while (call("waitpid", pid, status.address()) < 0) {
                if (!kill(pid, 0)) { // Else it was only a signal that came.
                    throw new IllegalStateException("child " + pid + " was reaped by someone else");
                }
            }
            var value = status.get(JAVA_INT, 0);
            var signal = value & 0x7f;
            return signal != 0 ? 128 + signal : value >> 8 & 0xff;
        }
    }

    static void ignore(int signal) {
        call("signal", signal, SIG_IGN);
    }

    static Spawned spawn(
            List<byte[]> words, List<byte[]> environment, Collection<Integer> close, long blocked) {
        try (var arena = Arena.ofConfined()) {
            var actions = arena.allocate(OPAQUE, 16).address();
            call("posix_spawn_file_actions_init", actions);
            for (int descriptor : close) {
                call("posix_spawn_file_actions_addclose", actions, descriptor);
            }
            var mask = arena.allocate(SIGNAL_SET, 8);
            mask.set(JAVA_LONG, 0, blocked);
            var attributes = arena.allocate(OPAQUE, 16).address();
            call("posix_spawnattr_init", attributes);
            call("posix_spawnattr_setsigmask", attributes, mask.address());
            call("posix_spawnattr_setflags", attributes, POSIX_SPAWN_SETSIGMASK);
            var pid = arena.allocate(JAVA_INT);
            var errno =
                    call(
                            "posix_spawnp",
                            pid.address(),
                            text(arena, words.getFirst()).address(),
                            actions,
                            attributes,
                            vector(arena, words).address(),
                            vector(arena, environment).address());
            call("posix_spawnattr_destroy", attributes);
            call("posix_spawn_file_actions_destroy", actions);
            return new Spawned(pid.get(JAVA_INT, 0), errno);
        }
    }

    /// `char *const v[]`: the strings, and a null pointer.
    private static MemorySegment vector(Arena arena, List<byte[]> strings) {
        var vector = arena.allocate(ADDRESS, strings.size() + 1L);
        for (int i = 0; i < strings.size(); i++) {
            vector.setAtIndex(ADDRESS, i, text(arena, strings.get(i)));
        }
        return vector;
    }

    private static MemorySegment text(Arena arena, byte[] bytes) {
        var text = arena.allocate(bytes.length + 1L); // Memory from an arena is zero.
        MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
        return text;
    }

    private static int call(String function, long... given) {
        var arguments = Arrays.copyOf(given, 6);
        try {
            return (int)
                    CALL.invokeExact(
                            LIBRARY.findOrThrow(function),
                            arguments[0],
                            arguments[1],
                            arguments[2],
                            arguments[3],
                            arguments[4],
                            arguments[5]);
        } catch (Throwable e) {
            throw new IllegalStateException("calling " + function + "() failed", e);
        }
    }
}
