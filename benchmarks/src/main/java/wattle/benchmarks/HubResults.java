package wattle.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One line of `results/hub.csv` for each thing that was measured: how many there were, the seconds
/// by the clock and of the processor (client, server and SQLite together; PostgreSQL is a process
/// of its own, whose are not in it), and of single requests the median and the 99th percentile.
final class HubResults {

    private static final Path FILE = Path.of("results", "hub.csv");
    private static final String HEADER =
            "date,commit,machine,database,what,clients,count,seconds,cpu_s,per_second,p50_ms,p99_ms\n";

    private final String database;

    HubResults(String database) {
        this.database = database;
    }

    /// Something that is done once.
    interface Step {
        /// @return how many it was
        long done() throws Exception;
    }

    /// @param keep whether it is a result; shown it is in any case
    void once(String what, int clients, boolean keep, Step step) throws Exception {
        double cpu = cpu();
        long begin = System.nanoTime();
        long count = step.done();
        double seconds = (System.nanoTime() - begin) / 1e9;
        line(what, clients, count, seconds, cpu() - cpu, "", keep);
    }

    /// The same request again and again by several at once.
    ///
    /// @param each of a client, and how many of its own it has done before
    void requests(String what, int clients, int times, Request each) throws Exception {
        double cpu = cpu();
        long begin = System.nanoTime();
        double[] millis = times(clients, times, each);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(millis);
        String percentiles =
                String.format(
                        Locale.ROOT,
                        "%.2f,%.2f",
                        millis[millis.length / 2],
                        millis[(int) (millis.length * 0.99)]);
        line(what, clients, millis.length, seconds, cpu() - cpu, percentiles, true);
    }

    /// A request.
    interface Request {
        void send(int client, int time) throws Exception;
    }

    private static double[] times(int clients, int times, Request each) throws Exception {
        double[] millis = new double[clients * times];
        List<Callable<Void>> work =
                java.util.stream.IntStream.range(0, clients)
                        .<Callable<Void>>mapToObj(client ->
                                () -> {
                                    for (int i = 0; i < times; i++) {
                                        long begin = System.nanoTime();
                                        each.send(client, i);
                                        millis[client * times + i] =
                                                (System.nanoTime() - begin) / 1e6;
                                    }
                                    return null;
                                })
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        return millis;
    }

    private void line(
            String what,
            int clients,
            long count,
            double seconds,
            double cpu,
            String percentiles,
            boolean keep)
            throws IOException {
        String line =
                String.format(
                        Locale.ROOT,
                        "%s,%s,%s,%s,%d,%d,%.3f,%.3f,%.0f,%s%n",
                        LocalDate.now(ZoneOffset.UTC),
                        Main.where(),
                        database,
                        what,
                        clients,
                        count,
                        seconds,
                        cpu,
                        count / seconds,
                        percentiles.isEmpty() ? "," : percentiles);
        System.out.print(keep ? line : "not kept: " + line);
        if (keep) {
            if (!Files.exists(FILE)) {
                Files.createDirectories(FILE.toAbsolutePath().getParent());
                Files.writeString(FILE, HEADER);
            }
            Files.writeString(FILE, line, StandardOpenOption.APPEND);
        }
    }

    /// Of this process.
    private static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                                ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
