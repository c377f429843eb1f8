package wattle.run.local;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/// Tells whether a signal was sent to Wattle alone or to its whole process group. It is a `cat` in
/// the same group that echoes one byte when asked. Linux goes through a group from its newest
/// member to its oldest, so when Wattle has a signal, the younger canary has it pending already,
/// and dies or stops before it can echo. No timing decides.
///
/// Ends with Wattle, however that ends, because its input does. Used by one thread.
final class Canary {
    private static final long PATIENCE = 2_000_000_000L; // ns; only a machine that hangs gets there
    private static final long LOOK_AGAIN = 200_000L; // ns

    private final Process cat;

    /// When it could first tell, by `System.nanoTime()`.
    private final long since;

    private Canary(Process cat) {
        this.cat = cat;
        this.since = System.nanoTime();
    }

    static Canary start() throws IOException {
        var builder =
                new ProcessBuilder("/bin/cat")
                        .directory(new File("/"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return new Canary(builder.start());
    }

    long pid() {
        return cat.pid();
    }

    boolean watchedAt(long nanoTime) {
        return nanoTime - since >= 0;
    }

    boolean stopped() {
        return ProcessState.stopped(pid());
    }

    /// True when `signal` reached the canary as well.
    boolean hitBy(int signal) {
        if (cat.isAlive()) {
            try {
                cat.getOutputStream().write('\n');
                cat.getOutputStream().flush();
                var asked = System.nanoTime();
                while (cat.isAlive() && System.nanoTime() - asked < PATIENCE) {
                    if (cat.getInputStream().available() > 0) {
                        return cat.getInputStream().read() < 0;
                    }
                    if (stopped()) {
                        return true;
                    }
                    LockSupport.parkNanos(LOOK_AGAIN);
                }
            } catch (IOException e) {
                awaitEnd(); // Its end of the pipe is gone, so it is going too.
            }
        }
        // Someone may also have killed it by name: then it knows nothing about this signal.
        return !cat.isAlive() && cat.exitValue() == 128 + signal;
    }

    boolean alive() {
        return cat.isAlive();
    }

    /// Returns when it is gone: the JVM would wait 300 ms for the thread that waits for it.
    void end() {
        cat.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        var began = System.nanoTime();
        while (cat.isAlive() && System.nanoTime() - began < PATIENCE) {
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
