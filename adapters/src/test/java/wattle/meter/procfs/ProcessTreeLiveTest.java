package wattle.meter.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// On this machine's own `/proc`, against what the processes say of themselves (`times`, in 10 ms).
/// Tolerance: 10 ms for each process of a tree, and 30 ms for starting and ending, which a process
/// cannot report of itself.
class ProcessTreeLiveTest {
    private static final String BURN =
            "burn() { perl -e 'while ((times)[0] < $ARGV[0]) {} print join(q( ), times), qq(\\n)' \"$1\"; };";

    @Test
    void aTreeThatWasWaitedFor() throws IOException, InterruptedException {
        assertAgrees("burn 0.2; (burn 0.2; (burn 0.1)) & wait", 6);
    }

    @Test
    void oneThatNobodySampledWhileItRan() throws IOException, InterruptedException {
        var tree = tree();
        var process = start("burn 0.3");
        var said = said(process, () -> {});
        process.waitFor();
        assertThat(seconds(tree.cpuTime())).isCloseTo(said, Offset.offset(0.05));
    }

    @Test
    void anOrphanIsCountedOnceItWasSeen() throws IOException, InterruptedException {
        // The inner shell leaves its burner behind; the outer one stays until the burner is done.
        assertAgrees("(burn 0.4 & sleep 0.2); exec >&-; read -r done || true", 5);
    }

    private static void assertAgrees(String script, int processes)
            throws IOException, InterruptedException {
        var tree = tree();
        var process = start(script);
        var said = said(process, tree::cpuTime);
        process.getOutputStream().close();
        process.waitFor();
        assertThat(seconds(tree.cpuTime())).isCloseTo(said, Offset.offset(0.01 * processes + 0.03));
    }

    private static ProcessTree tree() {
        return new ProcessTree(new File("/proc"), ProcessHandle.current().pid());
    }

    private static Process start(String script) throws IOException {
        return new ProcessBuilder("sh", "-c", BURN + script).start();
    }

    /// The sum of what each burner printed, looking at the tree meanwhile.
    private static double said(Process process, Runnable look)
            throws IOException, InterruptedException {
        double sum = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            var reader = new Lines(out);
            reader.start();
            while (!reader.join(Duration.ofMillis(20))) {
                look.run();
            }
            for (var number : reader.text.toString().split("\\s+", -1)) {
                sum += number.isEmpty() ? 0 : Double.parseDouble(number);
            }
        }
        return sum;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static final class Lines extends Thread {
        private final BufferedReader in;
        private final StringBuilder text = new StringBuilder();

        Lines(BufferedReader in) {
            this.in = in;
        }

        @Override
        public void run() {
            in.lines().forEach(line -> text.append(line).append('\n'));
        }
    }
}
