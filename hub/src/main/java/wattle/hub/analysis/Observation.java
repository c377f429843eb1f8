package wattle.hub.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Setting;

/// What the figures take of a claim, laid side by side: a claim's parts lie far apart in memory,
/// and waiting for them is most of the time that a large selection takes.
///
/// @param withoutCarbon why no carbon is known that is comparable; null where one is
/// @param numbers in the order of [Quantity]; NaN is not known
/// @param logs log10 of the numbers; NaN also where a number is not above 0
/// @param country its name as reported, or else its code
@SuppressWarnings("ArrayRecordComponent") // Never compared, and never given out.
record Observation(
        String modelId,
        Claim claim,
        @Nullable Reason withoutCarbon,
        double[] numbers,
        double[] logs,
        @Nullable Integer year,
        @Nullable String task,
        @Nullable String dataset,
        @Nullable String country,
        @Nullable String countryCode,
        @Nullable String energySource,
        @Nullable String device,
        @Nullable String setting) {

    /// By model, then by the numbers, so that sums do not depend on the order of the rows.
    private static final Comparator<Observation> ORDER =
            Comparator.comparing(Observation::modelId)
                    .thenComparing(Observation::numbers, java.util.Arrays::compare);

    /// In an order that is not that of the rows. They are made in nearly that order, so that they
    /// lie side by side in memory as well.
    static List<Observation> of(List<Row> rows) {
        Map<String, String> words = new HashMap<>();
        return rows.stream()
                .sorted(Comparator.comparing(Row::modelId))
                .map(row -> of(row, words))
                .sorted(ORDER)
                .toList();
    }

    /// @param words of which equal ones become the same, which compares faster
    private static Observation of(Row row, Map<String, String> words) {
        Claim claim = row.claim();
        Place place = claim.inputs().place();
        Reason withoutCarbon = withoutCarbon(claim);
        double[] numbers = new double[Quantity.ALL.size()];
        double[] logs = new double[Quantity.ALL.size()];
        for (Quantity each : Quantity.ALL) {
            Double value = each.of(claim);
            boolean counts = withoutCarbon == null || each != Quantity.CARBON;
            int at = each.at();
            numbers[at] = value == null || !counts ? Double.NaN : value;
            logs[at] = numbers[at] > 0 ? StrictMath.log10(numbers[at]) : Double.NaN;
        }
        Setting setting = place.setting();
        return new Observation(
                row.modelId(),
                claim,
                withoutCarbon,
                numbers,
                logs,
                claim.subject().year(),
                same(claim.subject().task(), words),
                same(claim.subject().dataset(), words),
                same(place.country() == null ? place.countryCode() : place.country(), words),
                place.countryCode(),
                same(place.energySource(), words),
                same(claim.inputs().accelerator(), words),
                setting == null ? null : setting.label());
    }

    private static @Nullable String same(@Nullable String word, Map<String, String> words) {
        return word == null ? null : words.computeIfAbsent(word, each -> each);
    }

    private static @Nullable Reason withoutCarbon(Claim claim) {
        Reported reported = claim.reported();
        if (reported.basis() == CarbonBasis.MARKET
                || (reported.carbon() == null && reported.marketBased() != null)) {
            return Reason.MARKET_BASED;
        }
        if (reported.carbon() == null) {
            return Reason.NO_CARBON;
        }
        if (reported.basis() == CarbonBasis.LIFECYCLE) {
            return Reason.LIFECYCLE;
        }
        return isMarginal(claim.inputs()) ? Reason.MARGINAL : null;
    }

    static boolean isMarginal(Inputs inputs) {
        return inputs.signal() == Signal.MARGINAL || inputs.signal() == Signal.LONG_RUN_MARGINAL;
    }

    boolean has(Quantity quantity) {
        return !Double.isNaN(numbers[quantity.at()]);
    }

    /// A number that it has.
    double get(Quantity quantity) {
        return known(numbers[quantity.at()], quantity);
    }

    /// Whether the number is known and above 0.
    boolean hasLog(Quantity quantity) {
        return !Double.isNaN(logs[quantity.at()]);
    }

    /// log10 of a number that has one.
    double log(Quantity quantity) {
        return known(logs[quantity.at()], quantity);
    }

    private double known(double value, Quantity quantity) {
        if (Double.isNaN(value)) {
            throw new IllegalStateException(modelId + " has no " + quantity.label());
        }
        return value;
    }

    /// Why this is of no use where a logarithm of the carbon is taken.
    @Nullable Reason withoutLogCarbon() {
        return withoutCarbon == null && !hasLog(Quantity.CARBON)
                ? Reason.ZERO_CARBON
                : withoutCarbon;
    }

    @Nullable Reason withoutEnergy() {
        return has(Quantity.ENERGY) ? null : Reason.NO_ENERGY;
    }

    /// Also where it is a marginal one.
    @Nullable Reason withoutIntensity() {
        if (has(Quantity.INTENSITY)) {
            return null;
        }
        return claim.inputs().intensity() == null ? Reason.NO_INTENSITY : Reason.MARGINAL;
    }

    /// The values of a number that all of them have.
    static double[] values(List<Observation> of, Quantity quantity) {
        return of.stream().mapToDouble(each -> each.get(quantity)).toArray();
    }

    static double[] logs(List<Observation> of, Quantity quantity) {
        double[] logs = new double[of.size()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = of.get(i).log(quantity);
        }
        return logs;
    }

    /// The values of those that have it.
    static Sample known(List<Observation> of, Quantity quantity) {
        return Sample.of(
                of.stream()
                        .filter(each -> each.has(quantity))
                        .mapToDouble(each -> each.get(quantity))
                        .toArray());
    }
}
