package wattle.grid.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.grid.Layer;
import wattle.grid.LayeredIntensity;
import wattle.grid.Rung;

/// One forecaster, and another where it says nothing: before its first interval and beyond its
/// last. Without a range, since the two say it of different things.
record Filled(Forecaster.Prepared first, Forecaster.Prepared otherwise)
        implements Forecaster.Prepared {

    @Override
    public Forecast forecast(Instant issuedAt, Duration horizon) throws GridException {
        var decision = new Decision(issuedAt);
        Forecast nearer = first.forecast(issuedAt, horizon);
        IntensitySeries near = nearer.usableFor(decision);
        Forecast filling = otherwise.forecast(issuedAt, horizon);
        IntensitySeries far = filling.usableFor(decision);
        var both =
                new LayeredIntensity(
                        List.of(Layer.of(Rung.FORECAST, near), Layer.of(Rung.FORECAST, far)),
                        Object::equals);
        return new Forecast(
                issuedAt,
                new IntensitySeries(
                        far.zone(),
                        far.labels(),
                        far.quality(),
                        both.source(),
                        both.gramsPerKilowattHour()),
                nearer.model() + ", then " + filling.model());
    }
}
