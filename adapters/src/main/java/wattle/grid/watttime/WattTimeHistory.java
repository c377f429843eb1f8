package wattle.grid.watttime;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.http.Pages;
import wattle.grid.http.Points;
import wattle.series.Interval;

/// WattTime's past values (`/v3/historical`). All of one answer are of one model: the newest when
/// the first page was asked.
///
/// The values are WattTime's own results from observed generation, which is as measured as a
/// marginal rate can be; those that it made from imputed data are estimated.
public final class WattTimeHistory implements IntensityHistory {

    /// The document allows 32 days in a request; WattTime's own client asks for 30.
    private static final Duration PAGE = Duration.ofDays(30);

    private static final List<WattTimeSignal> OFFERED =
            List.of(WattTimeSignal.CO2_MOER, WattTimeSignal.CO2_AOER);

    private final WattTime wattTime;

    public WattTimeHistory(WattTime wattTime) {
        this.wattTime = wattTime;
    }

    @Override
    public String name() {
        return WattTime.NAME;
    }

    @Override
    public List<Labels> offers() {
        return OFFERED.stream().map(WattTimeSignal::labels).toList();
    }

    @Override
    public Observed history(GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
            throws GridException, InterruptedException {
        WattTimeSignal signal = WattTimeSignal.of(labels, OFFERED);
        Instant now = wattTime.clock().instant();
        if (!span.start().isBefore(now)) {
            throw new GridException(
                    Reason.NOT_COVERED, "WattTime has no past values for the future: " + span);
        }
        var past = new Interval(span.start(), span.end().isBefore(now) ? span.end() : now);
        List<Interval> pages = Pages.of(past, PAGE);
        var points = new Points(wattTime.name());
        @Nullable Page first = null;
        int done = 0;
        for (Interval each : pages) {
            Page page = page(zone, signal, each, first);
            page.addTo(points, page.data(), Quality.MEASURED);
            if (first == null) {
                first = page;
            }
            progress.accept((double) ++done / pages.size());
        }
        if (first == null) {
            throw new IllegalStateException("a span without pages");
        }
        return points.observed(span, zone, labels, first.model(), first.source(), now);
    }

    private Page page(GridZone zone, WattTimeSignal signal, Interval span, @Nullable Page first)
            throws GridException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("start", span.start().truncatedTo(ChronoUnit.SECONDS).toString());
        // Both ends are inclusive.
        query.put("end", span.end().minusNanos(1).truncatedTo(ChronoUnit.SECONDS).toString());
        query.put("include_imputed_marker", "true");
        if (first != null && !first.model().isEmpty()) {
            query.put("model", first.model());
        }
        Page page = Page.ask(wattTime, "v3/historical", zone, signal, query);
        if (first != null && !first.model().equals(page.model())) {
            throw page.reader()
                    .malformed(
                            "another model than that of the first page, " + first.model(),
                            page.reader().root().path("meta"));
        }
        return page;
    }
}
