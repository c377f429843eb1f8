package wattle.grid.electricitymaps;

import java.time.Duration;
import java.time.Instant;
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
        Question recent =
                Question.of(
                        "history", zone, labels, granularity, List.of("history", "data"), more());
        Instant now = service.clock().instant();
        Instant end = span.end().isBefore(now) ? span.end() : now;
        Instant first = granularity.ceiling(span.start());
        if (!first.isBefore(end)) {
            throw nothing(zone, span);
        }
        List<Question> questions =
                first.isBefore(granularity.floor(now).plus(granularity.step()).minus(RECENT))
                        ? Pages.of(new Interval(first, roundedUp(end)), granularity.page()).stream()
                                .map(page -> range(recent, page))
                                .toList()
                        : List.of(recent);
        var rows = new Revisions();
        GridException noData = null;
        int done = 0;
        for (Question each : questions) {
            noData = add(each, rows);
            progress.accept((double) ++done / questions.size());
        }
        if (rows.isEmpty()) {
            throw noData == null ? nothing(zone, span) : noData;
        }
        return rows.points(granularity)
                .observed(
                        span,
                        zone,
                        labels,
                        ElectricityMaps.model(granularity),
                        service.source(recent),
                        now);
    }

    private Map<String, String> more() {
        return estimates ? Map.of() : Map.of("disableEstimations", "true");
    }

    /// The service counts `start` in and `end` not; a server that counts both in does no harm.
    private static Question range(Question like, Interval page) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("start", page.start().toString());
        query.put("end", page.end().toString());
        query.putAll(like.more());
        return new Question(
                "past-range",
                like.zone(),
                like.factor(),
                like.granularity(),
                List.of("data", "history"),
                query);
    }

    /// To a whole second, which is what the service is known to read.
    private static Instant roundedUp(Instant instant) {
        return instant.getNano() == 0
                ? instant
                : Instant.ofEpochSecond(instant.getEpochSecond() + 1);
    }

    /// @return the refusal where the service has no data for this stretch, which is a gap as long
    ///   as it has some for another
    private @Nullable GridException add(Question question, Revisions rows)
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
            if (estimates || row.quality() == Quality.MEASURED) {
                rows.add(row);
            }
        }
        return null;
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
