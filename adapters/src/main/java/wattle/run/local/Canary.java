package wattle.run.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells whether a signal was sent to Wattle alone or to its whole process group. It is a shell in
/// the same group that writes down each signal it gets and answers when asked. Linux goes through a
/// group from its newest member to its oldest, so when Wattle has a signal, the younger canary has
/// it pending already, and writes it down before it can answer. No timing decides.
///
/// Ends with Wattle, however that ends, because its input does. Used by one thread.
final class Canary {
    private static final long PATIENCE = 2_000_000_000L; // ns; only a machine that hangs gets there
    private static final long LOOK_AGAIN = 200_000L; // ns
    private static final Set<SignalName> WATCHED =
            EnumSet.complementOf(
                    EnumSet.of(
                            SignalName.CHLD, SignalName.CONT, SignalName.TSTP, SignalName.WINCH));

    private final Process shell;

    private final StringBuilder line = new StringBuilder();
    private final Set<SignalName> seen = EnumSet.noneOf(SignalName.class);
    private long asked;
    private long answered;

    private Canary(Process shell) {
        this.shell = shell;
    }

    static Canary start() throws IOException {
        var builder =
                new ProcessBuilder("/bin/sh", "-c", script())
                        .directory(new File("/"))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return new Canary(builder.start());
    }

    /// A signal ends `read` early in some shells and not in others; only the end of input has no
    /// trap to explain it.
    private static String script() {
        var traps =
                WATCHED.stream()
                        .map(name -> "trap 'hit=1; echo " + name + "' " + name)
                        .collect(Collectors.joining("; "));
        return traps
                + "; trap 'hit=1' QUIT; while :; do hit=; if read -r number; then echo \"$number\";"
                + " elif [ -z \"$hit\" ]; then exit; fi; done";
    }

    long pid() {
        return shell.pid();
    }

    boolean stopped() {
        return ProcessState.stopped(pid());
    }

    boolean alive() {
        return shell.isAlive();
    }

    /// True when `signal` reached the canary as well. Where one signal came several times in a row,
    /// a doubt is settled for passing it on.
    boolean hitBy(SignalName signal) {
        if (signal == SignalName.TSTP && stopped()) {
            return true;
        }
        try {
            if (ask()) {
                return seen.remove(signal);
            }
        } catch (IOException e) {
            awaitEnd(); // Its end of the pipe is gone, so it is going too.
        }
        // It dies of a signal that comes before it could set its traps.
        return stopped() || (!alive() && shell.exitValue() == 128 + signal.number());
    }

    /// False when it does not answer, because it was stopped or is gone.
    private boolean ask() throws IOException {
        asked++;
        shell.getOutputStream().write((asked + "\n").getBytes(StandardCharsets.US_ASCII));
        shell.getOutputStream().flush();
        var began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE) {
            listen();
            if (answered == asked) {
                return true;
            }
            if (stopped() || !alive()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return false;
    }

    private void listen() throws IOException {
        var in = shell.getInputStream();
        for (int left = in.available(); left > 0; left--) {
            var c = (char) in.read();
            if (c != '\n') {
                line.append(c);
                continue;
            }
            var word = line.toString();
            line.setLength(0);
            if (Character.isDigit(word.charAt(0))) {
                answered = Long.parseLong(word);
            } else {
                Stream.of(SignalName.values())
                        .filter(name -> name.name().equals(word))
                        .forEach(seen::add);
            }
        }
    }

    /// Returns when it is gone: the JVM would wait 300 ms for the thread that waits for it.
    void end() {
        shell.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        var began = System.nanoTime();
        while (shell.isAlive() && System.nanoTime() - began < PATIENCE) {
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
