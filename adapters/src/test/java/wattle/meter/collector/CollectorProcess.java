package wattle.meter.collector;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A collector in a process of its own, to be ended in ways that no process survives. Offers one
/// counter for each further word.
final class CollectorProcess {

    private CollectorProcess() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        List<FakeCounter> meters = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            meters.add(new FakeCounter(words[i]));
        }
        try (var _ =
                CollectorServer.listen(
                        List.of(meters), Path.of(words[0]), null, Duration.ofMillis(10))) {
            System.out.println("listens at " + System.nanoTime());
            Thread.sleep(60_000);
        }
    }

    /// Returns when it listens.
    static Process start(Path socket, String... names) throws IOException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CollectorProcess.class.getName(),
                                socket.toString()));
        words.addAll(List.of(names));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = String.valueOf(out.readLine());
        if (!line.startsWith("listens")) {
            throw new IOException(line + out.readLine());
        }
        return process;
    }
}
