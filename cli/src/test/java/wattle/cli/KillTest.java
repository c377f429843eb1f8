package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.journal.End;
import wattle.meter.journal.Orphans;
import wattle.meter.journal.Recording;

/// SIGKILL to Wattle, to the command and to both, at any instant: each record is recovered, and
/// says what an onlooker saw to within one sample.
///
/// The command works some of the time. By its processor time the onlooker knows what the record has
/// to say: between two looks at most the time between them was used.
class KillTest {

    /// On a machine of its own a kill takes about 0.3 s of each processor.
    private static final int KILLS = Integer.getInteger("wattle.kills", 100);

    private static final int AT_ONCE = 4;
    private static final String COMMAND =
            "$| = 1; print \"$$\\n\"; for (;;) { $x += $_ for 1..20000; select undef, undef, undef, .004 }";

    /// User and system time are each cut down to a step of the kernel's, by both who look.
    private static final Duration STEPS = Duration.ofMillis(40);

    /// No beat is later than this on the busiest machine.
    private static final Duration LATE = Duration.ofSeconds(10);

    private enum Victim {
        WATTLE,
        COMMAND,
        BOTH
    }

    @TempDir private Path folder = Path.of("");

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void everyRecordIsRecovered() throws Exception {
        List<Callable<Boolean>> kills = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            int number = i;
            kills.add(() -> kill(number));
        }
        int recorded = 0;
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Boolean> each : workers.invokeAll(kills)) {
                recorded += each.get() ? 1 : 0;
            }
        }
        // Each tenth kill may come before the record's first line.
        assertThat(recorded).isGreaterThanOrEqualTo(KILLS * 9 / 10);
    }

    /// @return whether there was a record
    private boolean kill(int number) throws Exception {
        var random = new Random(number);
        Victim victim = List.of(Victim.values()).get(number % 3);
        boolean early = number % 10 == 9;
        Path home = folder.resolve(Integer.toString(number));
        Process wattle = start(home);
        long command = 0;
        try (BufferedReader out = wattle.inputReader(StandardCharsets.UTF_8)) {
            command = Long.parseLong(String.valueOf(out.readLine()));
            if (!early) {
                awaitSample(home.resolve("running"));
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(100_000));
            Duration seen = cpuTime(command);
            Instant at = Instant.now();
            switch (victim) {
                case WATTLE -> kill(wattle.pid());
                case COMMAND -> kill(command);
                case BOTH -> kill(wattle.pid(), command);
            }
            Duration most = seen.plus(Duration.between(at, Instant.now()));
            assertThat(wattle.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(wattle.exitValue()).isEqualTo(137);
            Recording recording =
                    victim == Victim.COMMAND ? kept(home, number) : recovered(home, number, early);
            if (recording != null) {
                compare("kill " + number + " of " + victim, recording, seen, at, most);
            }
            return recording != null;
        } finally {
            wattle.destroyForcibly();
            kill(command);
        }
    }

    private static void compare(
            String kill, Recording recording, Duration seen, Instant at, Duration most) {
        Duration recorded = recording.tally().jobCpuTime();
        assertThat(recorded).as(kill).isLessThanOrEqualTo(most.plus(STEPS));
        Duration since =
                Duration.between(
                        recording.header().started().plus(recording.tally().elapsed()), at);
        assertThat(since).as(kill).isLessThan(LATE);
        Duration sample = since.isNegative() ? Duration.ZERO : since;
        assertThat(recorded).as(kill).isGreaterThanOrEqualTo(seen.minus(sample).minus(STEPS));
    }

    private static @Nullable Recording recovered(Path home, int number, boolean early)
            throws Exception {
        List<String> problems = new ArrayList<>();
        List<Path> ended = Orphans.end(home.resolve("running"), null, problems::add);
        assertThat(problems).as("kill " + number).isEmpty();
        if (early && ended.isEmpty()) {
            return null;
        }
        assertThat(ended).as("kill " + number).hasSize(1);
        Recording recording = Recording.of(ended.getFirst());
        End end = recording.end();
        assertThat(end).as("kill " + number).isNotNull();
        assertThat(end != null && end.recovered()).as("kill " + number).isTrue();
        assertThat(recording.problems()).as("kill " + number).isEmpty();
        assertThat(Orphans.end(home.resolve("running"), null, problems::add)).isEmpty();
        return recording;
    }

    /// The command alone was killed, so Wattle ended as ever.
    private static Recording kept(Path home, int number) throws Exception {
        assertThat(records(home.resolve("running"))).as("kill " + number).isEmpty();
        List<Path> kept = records(home.resolve("runs"));
        assertThat(kept).as("kill " + number).hasSize(1);
        Recording recording = Recording.of(kept.getFirst());
        End end = recording.end();
        assertThat(end == null ? null : end.exitCode()).as("kill " + number).isEqualTo(137);
        assertThat(end != null && end.recovered()).as("kill " + number).isFalse();
        return recording;
    }

    private static Process start(Path home) throws IOException {
        ProcessBuilder builder =
                WrappedShell.builder(
                        WrappedShell.LAUNCHER.toString(),
                        "run",
                        "--quiet",
                        "--interval",
                        "0.02",
                        "--",
                        "perl",
                        "-e",
                        COMMAND);
        builder.environment().put("WATTLE_HOME", home.toString());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void awaitSample(Path running) throws IOException, InterruptedException {
        while (true) {
            for (Path record : records(running)) {
                if (Files.readString(record).contains("\"sample\":")) {
                    return;
                }
            }
            Thread.sleep(2);
        }
    }

    private static List<Path> records(Path folder) throws IOException {
        List<Path> records = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                files.forEach(records::add);
            }
        }
        return records;
    }

    private static Duration cpuTime(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
    }

    private static void kill(long... pids) {
        for (long pid : pids) {
            if (pid > 0) {
                ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
