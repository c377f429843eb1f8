package wattle.grid.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.Bounds;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.series.HeldSeries;
import wattle.unit.Source;

/// A model on a series, with those that stand in for it while the past is too short. For one
/// thread.
final class Issuing implements Forecaster.Prepared {

    private final Known known;
    private final List<StepModel> models;
    private final List<Spread> spreads = new ArrayList<>();

    /// @param models the wanted one first, then those that need less past; the last needs none
    Issuing(Known known, List<StepModel> models) {
        this.known = known;
        this.models = models;
        for (StepModel each : models) {
            spreads.add(new Spread(known, each));
        }
    }

    @Override
    public Forecast forecast(Instant issuedAt, Duration horizon) throws GridException {
        Frame frame = Frame.of(known, issuedAt, horizon);
        int chosen = 0;
        while (known.covered(frame.ended()) < models.get(chosen).needs().toNanos()) {
            chosen++;
        }
        double[] values = models.get(chosen).values(frame);
        double @Nullable [][] spread = spreads.get(chosen).before(frame);
        double[] low = new double[values.length];
        double[] high = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = held(values[i], frame);
            if (spread != null) {
                int lead = frame.lead(i);
                low[i] = Math.min(values[i], held(values[i] + Spread.at(spread[0], lead), frame));
                high[i] = Math.max(values[i], held(values[i] + Spread.at(spread[1], lead), frame));
            }
        }
        HeldSeries expected = frame.series(values);
        return new Forecast(
                issuedAt,
                labelled(expected, chosen),
                note(chosen, frame),
                spread == null
                        ? null
                        : new Bounds(
                                new HeldSeries(expected.timeline(), low),
                                new HeldSeries(expected.timeline(), high)));
    }

    /// A value within what the past has seen: no model knows better what is possible.
    static double held(double value, Frame frame) {
        return Math.clamp(
                value, frame.known().least(frame.ended()), frame.known().greatest(frame.ended()));
    }

    private IntensitySeries labelled(HeldSeries expected, int chosen) {
        IntensitySeries past = known.series;
        return new IntensitySeries(
                past.zone(),
                past.labels(),
                models.get(chosen).quality(),
                new Source(
                        "Wattle's forecast from " + past.source().name(), past.source().licence()),
                expected);
    }

    private String note(int chosen, Frame frame) {
        String name = models.get(chosen).name();
        if (chosen == 0) {
            return name;
        }
        StepModel wanted = models.getFirst();
        return name
                + " ("
                + wanted.name()
                + " needs "
                + wanted.needs().toDays()
                + " days of past, and "
                + Duration.ofNanos(known.covered(frame.ended())).toHours()
                + " h are known)";
    }
}
