package wattle.hub.web;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import wattle.report.Exposition;
import wattle.report.Versions;

/// What the server counts of itself, in Prometheus's text format. Labels are routes as they are
/// written, methods and statuses, of which there are few, and never what somebody sent. Threads
/// share it.
public final class Metrics {

    private static final String REQUESTS = "wattle_http_requests_total";
    private static final String SECONDS = "wattle_http_request_seconds";

    private final Map<Route, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Time> times = new ConcurrentHashMap<>();
    private final AtomicLong inFlight = new AtomicLong();

    private record Route(String method, String path, int status) {}

    private record Time(LongAdder count, LongAdder micros) {}

    void begun() {
        inFlight.incrementAndGet();
    }

    /// @param path of the route, not of the request
    void ended(String method, String path, int status, Duration took) {
        inFlight.decrementAndGet();
        requests.computeIfAbsent(new Route(method, path, status), any -> new LongAdder())
                .increment();
        Time time = times.computeIfAbsent(path, any -> new Time(new LongAdder(), new LongAdder()));
        time.count.increment();
        time.micros.add(took.toNanos() / 1000);
    }

    String text(Versions versions) {
        var out = new Exposition();
        out.family(REQUESTS, "counter", "Requests answered.");
        Map<String, Route> inOrder = new TreeMap<>();
        requests.keySet()
                .forEach(each ->
                        inOrder.put(each.path() + " " + each.method() + " " + each.status(), each));
        for (Route each : inOrder.values()) {
            LongAdder count = requests.get(each);
            out.sample(
                    REQUESTS,
                    Map.of(
                            "method",
                            each.method(),
                            "route",
                            each.path(),
                            "status",
                            Integer.toString(each.status())),
                    count == null ? 0 : (double) count.sum());
        }
        out.family(SECONDS, "summary", "Time from the request's head to the answer's end.");
        new TreeMap<>(times)
                .forEach((path, time) -> {
                    Map<String, String> route = Map.of("route", path);
                    out.sample(SECONDS + "_count", route, (double) time.count.sum());
                    out.sample(SECONDS + "_sum", route, time.micros.sum() / 1e6);
                });
        String now = "wattle_http_requests_in_flight";
        out.family(now, "gauge", "Requests being answered.");
        out.sample(now, Map.of(), (double) inFlight.get());
        Runtime runtime = Runtime.getRuntime();
        String memory = "wattle_memory_used_bytes";
        out.family(memory, "gauge", "Of the heap, garbage included.");
        out.sample(memory, Map.of(), (double) (runtime.totalMemory() - runtime.freeMemory()));
        out.family("wattle_build_info", "gauge", "Versions of Wattle and of its data.");
        out.sample(
                "wattle_build_info",
                Map.of("version", versions.wattle(), "data", versions.data()),
                1);
        return out.text();
    }
}
