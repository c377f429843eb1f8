package wattle.report;

import java.time.Duration;
import wattle.footprint.Prediction;
import wattle.unit.CarbonMass;
import wattle.unit.Range;

/// What a training will have taken when its last epoch is done, from those that are.
///
/// @param kilowattHours of facility energy
/// @param grams of operational carbon, gCO2eq
/// @param seconds of time
public record Foreseen(Prediction kilowattHours, Prediction grams, Prediction seconds) {

    /// "after 3 of 10 epochs, 1.20 kWh and 340 g CO2eq, between 330 and 351 g CO2eq, in 2 h 10 min
    /// are to be expected in all".
    public String sentence() {
        CarbonMass total = new CarbonMass(grams.total().value());
        return "after "
                + grams.done()
                + " of "
                + grams.epochs()
                + " epochs, "
                + Figures.energy(kilowattHours.total().value())
                + " and "
                + Masses.alone(total)
                + Masses.range(
                        new Range<>(
                                new CarbonMass(grams.total().low()),
                                total,
                                new CarbonMass(grams.total().high())))
                + ", in "
                + Phrases.duration(Duration.ofMillis(Math.round(seconds.total().value() * 1000)))
                + " are to be expected in all"
                + (grams.hasInterval() ? "" : "; one epoch gives no interval");
    }
}
