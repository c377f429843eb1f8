package wattle.grid.electricitymaps;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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
import wattle.series.Interval;

/// Past average intensity, each value measured or estimated. The last 24 hours come from `history`,
/// which a free token may ask; anything older from `past-range`, page by page.
///
/// An estimated value is a forecast or a model of the service's for a time that it has no data of
/// yet, and is replaced within hours or days: what was fetched early is worth fetching again. For
/// one thread at a time.
public final class ElectricityMapsHistory implements IntensityHistory {

    /// What `history` covers, the interval that is running included.
    private static final Duration RECENT = Duration.ofHours(24);

    private final ElectricityMaps service;
    private final Granularity granularity;
    private final boolean estimates;

    /// @param estimates whether estimated values are wanted too; without them there are gaps,
    ///   usually the last hours
    public ElectricityMapsHistory(
            ElectricityMaps service, Granularity granularity, boolean estimates) {
        this.service = service;
        this.granularity = granularity;
        this.estimates = estimates;
    }

    @Override
    public String name() {
        return ElectricityMaps.NAME;
    }

    @Override
    public List<Labels> offers() {
        return Question.OFFERS;
    }

    @Override
    public Observed history(GridZone zone, Labels labels, Interval span, DoubleConsumer progress)
            throws GridException, InterruptedException {
        Instant now = service.clock().instant();
        Question recent = question("history", zone, labels, List.of("history", "data"), Map.of());
        Instant end = span.end().isBefore(now) ? span.end() : now;
        Instant first = granularity.ceiling(span.start());
        if (!first.isBefore(end)) {
            throw nothing(zone, span);
        }
        var rows = new Revisions();
        GridException noData = null;
        if (first.isBefore(granularity.floor(now).plus(granularity.step()).minus(RECENT))) {
            long pages = pages(first, end);
            for (long page = 0; page < pages; page++) {
                Instant from = first.plus(granularity.page().multipliedBy(page));
                Instant to = from.plus(granularity.page());
                noData = add(range(recent, from, to.isBefore(end) ? to : end), span, rows);
                progress.accept((page + 1.0) / pages);
            }
        } else {
            noData = add(recent, span, rows);
            progress.accept(1);
        }
        Collection<Row> all = rows.inOrder(granularity.step());
        if (all.isEmpty()) {
            throw noData == null ? nothing(zone, span) : noData;
        }
        return observed(recent, labels, now, all);
    }

    private long pages(Instant first, Instant end) {
        return Math.ceilDiv(
                Duration.between(first, roundedUp(end)).toSeconds(),
                granularity.page().toSeconds());
    }

    private Question question(
            String endpoint,
            GridZone zone,
            Labels labels,
            List<String> rows,
            Map<String, String> more)
            throws GridException {
        Map<String, String> query = new LinkedHashMap<>(more);
        if (!estimates) {
            query.put("disableEstimations", "true");
        }
        return Question.of(endpoint, zone, labels, granularity, rows, query);
    }

    /// The service counts `start` in and `end` not; a server that counts both in does no harm.
    private static Question range(Question like, Instant start, Instant end) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("start", start.toString());
        query.put("end", roundedUp(end).toString());
        query.putAll(like.more());
        return new Question(
                "past-range",
                like.zone(),
                like.factor(),
                like.granularity(),
                List.of("data", "history"),
                query);
    }

    private static Instant roundedUp(Instant instant) {
        return instant.getNano() == 0
                ? instant
                : Instant.ofEpochSecond(instant.getEpochSecond() + 1);
    }

    /// @return the refusal where the service has no data for this stretch, which is a gap as long
    ///   as it has some for another
    private @Nullable GridException add(Question question, Interval span, Revisions rows)
            throws GridException, InterruptedException {
        Reply reply;
        try {
            reply = service.ask(question);
        } catch (GridException refusal) {
            if (refusal.reason() == Reason.NOT_COVERED) {
                return refusal;
            }
            throw refusal;
        }
        for (Row row : reply.rows()) {
            if (span.contains(row.start()) && (estimates || row.quality() == Quality.MEASURED)) {
                rows.add(row);
            }
        }
        return null;
    }

    private Observed observed(
            Question question, Labels labels, Instant asked, Collection<Row> rows) {
        Observed.Builder observed =
                Observed.builder(
                        question.zone(),
                        labels,
                        ElectricityMaps.model(granularity),
                        service.source(question),
                        asked);
        long step = granularity.step().toNanos();
        for (Row row : rows) {
            long start = row.startNanos();
            observed.add(start, start + step, row.gramsPerKilowattHour(), row.quality());
        }
        return observed.build();
    }

    private GridException nothing(GridZone zone, Interval span) {
        return new GridException(
                Reason.NOT_COVERED,
                "Electricity Maps has no "
                        + (estimates ? "" : "measured ")
                        + granularity.word()
                        + " value of zone "
                        + zone.key()
                        + " that begins within "
                        + span);
    }
}
