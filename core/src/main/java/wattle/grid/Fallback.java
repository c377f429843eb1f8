package wattle.grid;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The one rule by which one intensity stands in for another where it has no value: history, then
/// what was cached of it, then a forecast issued before the decision, then the typical day, then
/// the yearly figure. For one thread.
///
/// Only what has the labels asked for takes part, and only for the same place: what does not is
/// left out and said in [#leftOut]. Nothing is ever converted, scaled or averaged to fit.
///
/// ```java
/// LayeredIntensity intensity = new Fallback(labels, zone, decision, places::areTheSame)
///         .offer(Rung.HISTORY, observed)
///         .offer(forecast)
///         .offer(Rung.TYPICAL_DAY, typicalDay)
///         .offer(Rung.YEARLY, yearly)
///         .intensity();
/// ```
public final class Fallback {

    private final Labels labels;
    private final GridZone zone;
    private final Decision decision;
    private final BiPredicate<GridZone, GridZone> samePlace;
    private final List<Layer> layers = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /// @param labels the kind of intensity that is needed
    /// @param zone the place
    /// @param decision nothing that was published later is used
    /// @param samePlace whether two zones of different sources are the same place
    public Fallback(
            Labels labels,
            GridZone zone,
            Decision decision,
            BiPredicate<GridZone, GridZone> samePlace) {
        this.labels = labels;
        this.zone = zone;
        this.decision = decision;
        this.samePlace = samePlace;
    }

    /// Values that a source gave; those offered first are preferred among equal rungs and
    /// qualities.
    ///
    /// @param rung [Rung#HISTORY] or [Rung#CACHED]
    public Fallback offer(Rung rung, Observed observed) {
        if (fits(rung, observed.zone(), observed.labels())) {
            layers.addAll(Layer.of(rung, observed));
        }
        return this;
    }

    /// A forecast; left out where it was issued after the decision.
    public Fallback offer(Forecast forecast) {
        if (!fits(Rung.FORECAST, forecast.zone(), forecast.labels())) {
            return this;
        }
        if (forecast.isUsableFor(decision)) {
            layers.add(Layer.of(forecast, decision));
        } else {
            leftOut.add(
                    "a forecast issued at "
                            + forecast.issuedAt()
                            + ": it was not known at "
                            + decision.at());
        }
        return this;
    }

    /// A typical day laid over the time in question, with its bounds.
    public Fallback offer(Rung rung, IntensitySeries series, Bounds bounds) {
        if (fits(rung, series.zone(), series.labels())) {
            layers.add(Layer.of(rung, series, bounds));
        }
        return this;
    }

    /// A yearly figure, or another intensity that says all of its range itself.
    public Fallback offer(Rung rung, Intensity intensity) {
        if (fits(rung, intensity.zone(), intensity.labels())) {
            layers.add(Layer.of(rung, intensity));
        }
        return this;
    }

    private boolean fits(Rung rung, @Nullable GridZone of, Labels labelled) {
        String what = "the " + rung.words() + " of " + (of == null ? "no stated zone" : of);
        if (!labelled.equals(labels)) {
            leftOut.add(
                    what
                            + ": it is "
                            + labelled.signal().label()
                            + " and "
                            + labelled.factor().label()
                            + ", not "
                            + labels.signal().label()
                            + " and "
                            + labels.factor().label());
            return false;
        }
        if (of != null && !LayeredIntensity.isSame(zone, of, samePlace)) {
            leftOut.add(what + ": no table says that it is the same place as " + zone);
            return false;
        }
        return true;
    }

    /// What was offered and does not take part, and why.
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /// All that takes part, in the order of the rule; of one rung the better quality first, and of
    /// forecasts the one issued last.
    ///
    /// @throws IllegalArgumentException if nothing takes part
    public LayeredIntensity intensity() {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no intensity of "
                            + zone
                            + (leftOut.isEmpty()
                                    ? ""
                                    : "; left out: " + String.join("; ", leftOut)));
        }
        List<Layer> ordered = new ArrayList<>(layers);
        ordered.sort(Fallback::byRule);
        return new LayeredIntensity(ordered, samePlace);
    }

    /// Written out: the combinators of [java.util.Comparator] are made anew in every JVM, which
    /// takes longer than everything else here.
    private static int byRule(Layer one, Layer other) {
        int rung = one.rung().compareTo(other.rung());
        if (rung != 0) {
            return rung;
        }
        Instant issued = one.issuedAt();
        Instant otherIssued = other.issuedAt();
        if (issued != null && otherIssued != null && !issued.equals(otherIssued)) {
            return otherIssued.compareTo(issued);
        }
        return one.intensity().quality().compareTo(other.intensity().quality());
    }
}
