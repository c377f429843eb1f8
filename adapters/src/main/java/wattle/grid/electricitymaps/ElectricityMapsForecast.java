package wattle.grid.electricitymaps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.Labels;

/// The service's forecast, up to 72 hours ahead where the plan has that, else 24. It begins with
/// the interval that is running.
///
/// The service keeps no old forecasts and does not say when the one it gives was made: `updatedAt`
/// is the moment of the answer (recorded answers differ from their time of receipt by 2 ms). That
/// is taken for the time of issue, which is never too early. A forecast that is fetched within five
/// minutes of the decision counts as issued at the decision: it was there for whoever decided, and
/// nobody could decide on one otherwise, because every answer is later than the decision that asked
/// for it.
///
/// For one thread at a time.
public final class ElectricityMapsForecast implements IntensityForecast {

    /// The horizons that may be asked for, in hours.
    private static final int[] HORIZONS = {6, 24, 48, 72};

    /// The horizon that every plan with forecasts has, in hours.
    private static final int USUAL = 24;

    /// How long after a decision an answer may come and still be what it was decided on.
    private static final Duration LIVE = Duration.ofMinutes(5);

    /// What the clocks here and there may differ by. A time that is older was not that of the
    /// answer.
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /// The service revises its forecasts at least daily: for older decisions it need not be asked.
    private static final Duration OLD = Duration.ofDays(1);

    private final ElectricityMaps service;
    private final Granularity granularity;

    public ElectricityMapsForecast(ElectricityMaps service, Granularity granularity) {
        this.service = service;
        this.granularity = granularity;
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
    public Forecast latest(GridZone zone, Labels labels, Decision decision, Duration horizon)
            throws GridException, InterruptedException {
        Instant asked = service.clock().instant();
        int hours = hours(Duration.between(asked, decision.at().plus(horizon)));
        Question question = question(zone, labels, hours);
        if (decision.at().isBefore(asked.minus(OLD))) {
            throw tooLate("keeps no old forecasts, and a new one", decision);
        }
        Reply reply = ask(question, hours, labels);
        Instant issuedAt = issuedAt(reply.updatedAt(), asked, decision);
        var rows = new Revisions();
        for (Row row : reply.rows()) {
            rows.add(row);
        }
        return new Forecast(
                issuedAt,
                rows.points(granularity)
                        .forecast(decision.at(), horizon, zone, labels, service.source(question)),
                ElectricityMaps.model(granularity));
    }

    private Question question(GridZone zone, Labels labels, int hours) throws GridException {
        return Question.of(
                "forecast",
                zone,
                labels,
                granularity,
                List.of("forecast", "data"),
                Map.of("horizonHours", Integer.toString(hours)));
    }

    /// The horizon to ask for. The answer begins with the running interval and has one interval
    /// more than the horizon, so it goes as far from any moment of that interval.
    private static int hours(Duration ahead) {
        for (int each : HORIZONS) {
            if (ahead.compareTo(Duration.ofHours(each)) <= 0) {
                return each;
            }
        }
        return HORIZONS[HORIZONS.length - 1];
    }

    /// Plans differ in their horizon; what a plan does not have is refused, and the usual one is
    /// asked for instead.
    private Reply ask(Question question, int hours, Labels labels)
            throws GridException, InterruptedException {
        try {
            return service.ask(question);
        } catch (GridException refusal) {
            boolean mayHaveLess =
                    refusal.reason() == Reason.NOT_OFFERED
                            || refusal.reason() == Reason.NOT_AUTHORISED;
            if (hours == USUAL || !mayHaveLess) {
                throw refusal;
            }
            return service.ask(question(question.zone(), labels, USUAL));
        }
    }

    private static Instant issuedAt(Instant updatedAt, Instant asked, Decision decision)
            throws GridException {
        if (!updatedAt.isAfter(decision.at())) {
            return updatedAt;
        }
        boolean isTimeOfAnswer = !updatedAt.isBefore(asked.minus(CLOCKS));
        if (isTimeOfAnswer && !updatedAt.isAfter(decision.at().plus(LIVE))) {
            return decision.at();
        }
        throw tooLate("has only the forecast of " + updatedAt + ", which", decision);
    }

    private static GridException tooLate(String what, Decision decision) {
        return new GridException(
                Reason.NOT_COVERED,
                "Electricity Maps "
                        + what
                        + " was not known at "
                        + decision.at()
                        + ", when this is decided");
    }
}
