package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signals to Wattle reach the child exactly once, whether they were sent to Wattle alone or to its
/// whole group. The child prints each one it gets, first of all its own process id, and ends with
/// code 5 at USR2.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalsTest {
    private static final String PRINTER =
            "for my $s (qw(TERM INT HUP USR1 ALRM QUIT)) { $SIG{$s} = sub { syswrite STDOUT, \"$s\\n\" } }"
                    + " $SIG{USR2} = sub { syswrite STDOUT, \"USR2\\n\"; exit 5 };"
                    + " syswrite STDOUT, \"$$\\n\"; select undef, undef, undef, 1 while 1;";

    private static final long DEADLINE_SECONDS = 60;

    private Process wattle = start();
    private final BufferedReader out = wattle.inputReader(StandardCharsets.UTF_8);
    private final long child = Long.parseLong(line());

    SignalsTest() throws IOException {}

    /// `setsid` makes Wattle the leader of a group of its own; as no leader yet, it does so without
    /// a new process. Whatever signals the tests themselves were started to ignore, as by nohup or
    /// a shell's `&`, it does not.
    private static Process start() throws IOException {
        return WrappedShell.builder(
                        "bash",
                        "-c",
                        "exec env --default-signal setsid "
                                + WrappedShell.command()
                                + "perl -e '"
                                + PRINTER
                                + "'")
                .redirectErrorStream(true)
                .start();
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        wattle.destroyForcibly();
        send("KILL", child);
        wattle.waitFor();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachIsSeenOnce(boolean group) throws IOException, InterruptedException {
        canaryIsThere();
        for (var signal : List.of("TERM", "INT", "HUP", "USR1", "ALRM")) {
            send(signal, group ? -wattle.pid() : wattle.pid());
            assertThat(line()).isEqualTo(signal);
            if (group) {
                // Passed on after any copy of the one before, as all are in order. Another one,
                // because two of a kind may
                // be merged on the way.
                var next = signal.equals("USR1") ? "ALRM" : "USR1";
                send(next, wattle.pid());
                assertThat(line()).isEqualTo(next);
            }
        }
        send("USR2", wattle.pid());
        assertThat(line()).isEqualTo("USR2");
        assertThat(out.readLine()).isNull();
        assertThat(exitCode()).isEqualTo(5);
    }

    @Test
    void quitToTheGroupIsSeenOnceAndPrintsNothing() throws IOException, InterruptedException {
        canaryIsThere();
        send("QUIT", -wattle.pid());
        assertThat(line()).isEqualTo("QUIT");
        send("USR2", wattle.pid());
        assertThat(line()).isEqualTo("USR2");
        assertThat(exitCode()).isEqualTo(5);
    }

    @Test
    void wattleStopsAndGoesOnWithTheChild() throws IOException, InterruptedException {
        send("STOP", child);
        awaitState(wattle.pid(), 'T');
        send("CONT", wattle.pid());
        awaitState(child, 'S');
        send("USR2", wattle.pid());
        assertThat(line()).isEqualTo("USR2");
        assertThat(exitCode()).isEqualTo(5);
    }

    @Test
    void aChildKilledBySignalGivesItsCode() throws IOException, InterruptedException {
        send("KILL", child);
        assertThat(exitCode()).isEqualTo(137);
    }

    private int exitCode() throws InterruptedException {
        assertThat(wattle.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return wattle.exitValue();
    }

    private String line() throws IOException {
        return String.valueOf(out.readLine());
    }

    /// Waits until a signal to the group can be told from one to Wattle: until its helper has set
    /// its traps and reads.
    private void canaryIsThere() throws InterruptedException {
        until(() -> wattle.children().anyMatch(process -> WrappedShell.isCanary(process.pid())));
    }

    private static void awaitState(long pid, char state) throws InterruptedException {
        until(() -> stat(pid).contains(") " + state));
    }

    private static String stat(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat"));
        } catch (IOException e) {
            return "";
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(2);
        }
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-s", signal, "--", Long.toString(pid)).start().waitFor();
    }
}
