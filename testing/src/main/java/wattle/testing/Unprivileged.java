package wattle.testing;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import wattle.meter.Found;
import wattle.meter.MeterSource;

/// Runs something as a user who owns no file, so that tests of refused files mean something when
/// root runs them.
///
/// Linux keeps a user for file access for each thread (setfsuid(2)). While that of a thread of root
/// is someone else's, the thread has no capability to pass over file modes, and a file of mode 0000
/// is refused. Programs that are started meanwhile do not inherit it.
@SuppressWarnings("restricted") // Signatures are those of glibc and musl.
public final class Unprivileged {

    private static final int NOBODY = 65534;
    private static final int ASK = -1;

    private Unprivileged() {}

    /// Calls on the calling thread, which must not be a virtual one. A user other than root just
    /// calls. Where root may not change users, as in some containers, the test is skipped.
    public static <T> T call(Callable<T> callable) throws Exception {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread has no user of its own");
        }
        int group = set("setfsgid", NOBODY);
        int user = set("setfsuid", NOBODY);
        try {
            Assumptions.assumeTrue(
                    user != 0 || set("setfsuid", ASK) == NOBODY,
                    "this root may not change its user (setfsuid): what somebody without its rights"
                            + " meets is not tested here; run the tests as an ordinary user");
            return callable.call();
        } finally {
            set("setfsuid", user);
            set("setfsgid", group);
        }
    }

    /// A source that looks for its meters as such a user. What it opens then stays open.
    public static MeterSource source(MeterSource source) {
        return new MeterSource() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public boolean likely() {
                return source.likely();
            }

            @Override
            public Found find() {
                try {
                    return call(source::find);
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /// The one before. An id that may not be taken changes nothing and is not an error.
    private static int set(String function, int id) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().findOrThrow(function);
        MethodHandle call = linker.downcallHandle(FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        try {
            return (int) call.invokeExact(address, id);
        } catch (Throwable e) {
            throw new IllegalStateException(function + "(" + id + ")", e);
        }
    }
}
