package wattle.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.Source;

class LayeredIntensityTest {

    private static final BiPredicate<GridZone, GridZone> NO_TABLE = Objects::equals;
    private static final Source SOURCE = new Source("test", null);
    private static final int SECONDS = 2 * RandomIntensity.SECONDS;

    private static IntensitySeries series(Timeline timeline, double... values) {
        return new IntensitySeries(
                RandomIntensity.ZONE,
                RandomIntensity.LABELS,
                Quality.MEASURED,
                SOURCE,
                new HeldSeries(timeline, values));
    }

    private static IntensitySeries random(Random random) {
        HeldSeries some =
                RandomIntensity.observed(random, RandomIntensity.START).gramsPerKilowattHour();
        return new IntensitySeries(
                RandomIntensity.ZONE,
                RandomIntensity.LABELS,
                List.of(Quality.values()).get(random.nextInt(4)),
                SOURCE,
                some);
    }

    private static IntensityFactor factor(GridZone zone, Labels labels) {
        return new IntensityFactor(
                zone,
                "Nowhere",
                new Range<>(
                        new CarbonIntensity(200),
                        new CarbonIntensity(300),
                        new CarbonIntensity(500)),
                labels,
                Quality.YEARLY,
                2024,
                "",
                SOURCE,
                List.of());
    }

    private static List<Layer> randomLayers(Random random, boolean withFactor) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            layers.add(Layer.of(Rung.HISTORY, random(random)));
        }
        if (withFactor) {
            layers.add(Layer.of(Rung.YEARLY, factor(RandomIntensity.ZONE, RandomIntensity.LABELS)));
        }
        return layers;
    }

    /// A value each second; energy is whole joules a second, so sums are exact.
    private static double[] energyBySecond(Random random) {
        double[] joules = new double[SECONDS];
        Arrays.setAll(joules, i -> random.nextInt(100));
        return joules;
    }

    private static EnergySeries energy(double[] bySecond, int step) {
        double[] joules = new double[bySecond.length / step];
        Arrays.setAll(joules, i -> Arrays.stream(bySecond, i * step, (i + 1) * step).sum());
        return new EnergySeries(
                Timeline.regular(RandomIntensity.START, Duration.ofSeconds(step), joules.length),
                joules);
    }

    /// Which layer answers each second, and -1 where none does.
    private static int[] answering(List<Layer> layers, double[] values) {
        int[] answering = new int[SECONDS];
        Arrays.fill(answering, -1);
        for (int layer = layers.size() - 1; layer >= 0; layer--) {
            if (layers.get(layer).intensity() instanceof IntensityFactor factor) {
                Arrays.fill(answering, layer);
                Arrays.fill(values, factor.intensity().value().gramsPerKilowattHour());
            } else if (layers.get(layer).intensity() instanceof IntensitySeries series) {
                for (int i = 0; i < series.gramsPerKilowattHour().size(); i++) {
                    var interval = series.gramsPerKilowattHour().timeline().interval(i);
                    long start = RandomIntensity.START.getEpochSecond();
                    int from = (int) (interval.start().getEpochSecond() - start);
                    int to = (int) (interval.end().getEpochSecond() - start);
                    Arrays.fill(answering, from, to, layer);
                    Arrays.fill(values, from, to, series.gramsPerKilowattHour().value(i));
                }
            }
        }
        return answering;
    }

    @Test
    void eachInstantIsAnsweredByTheFirstLayerThatHasAValue() {
        Property.forAll(
                400,
                random -> {
                    List<Layer> layers = randomLayers(random, random.nextBoolean());
                    double[] values = new double[SECONDS];
                    int[] answering = answering(layers, values);
                    double[] joules = energyBySecond(random);
                    double[] expectedJoules = new double[layers.size()];
                    double grams = 0;
                    for (int i = 0; i < SECONDS; i++) {
                        if (answering[i] >= 0) {
                            expectedJoules[answering[i]] += joules[i];
                            grams += joules[i] * values[i] / 3.6e6;
                        }
                    }
                    Met met =
                            new LayeredIntensity(layers, NO_TABLE)
                                    .meet(energy(joules, 1), new GapPolicy.LeaveOut());
                    for (int layer = 0; layer < layers.size(); layer++) {
                        assertThat(met.answered().get(layer).energy().joules())
                                .isEqualTo(expectedJoules[layer]);
                    }
                    assertThat(met.carbon().grams()).isCloseTo(grams, within(1e-12 * grams));
                    assertThat(met.coverage().joined().joules())
                            .isEqualTo(Arrays.stream(expectedJoules).sum());
                });
    }

    @Test
    void whatTheLayersAnsweredForAddsUpWhateverTheStepsAndThePolicy() {
        Property.forAll(
                300,
                random -> {
                    Intensity layered = new LayeredIntensity(randomLayers(random, false), NO_TABLE);
                    GapPolicy policy =
                            random.nextBoolean()
                                    ? new GapPolicy.LeaveOut()
                                    : new GapPolicy.Hold(Duration.ofSeconds(1 + random.nextInt(9)));
                    Met met =
                            layered.meet(
                                    energy(energyBySecond(random), 1 + random.nextInt(20)), policy);
                    double joules = 0;
                    double grams = 0;
                    for (Answered each : met.answered()) {
                        joules += each.energy().joules();
                        grams += each.carbon().grams();
                    }
                    assertThat(joules).isCloseTo(met.coverage().joined().joules(), within(1e-9));
                    assertThat(grams).isCloseTo(met.carbon().grams(), within(1e-12));
                });
    }

    @Test
    void boundsAreThoseOfTheLayersThatAnswered() {
        Property.forAll(
                300,
                random -> {
                    List<Layer> layers = new ArrayList<>();
                    for (Layer each : randomLayers(random, false)) {
                        layers.add(random.nextBoolean() ? each : bounded(each, 0.5, 1.25));
                    }
                    var layered = new LayeredIntensity(layers, NO_TABLE);
                    Met met =
                            layered.meet(
                                    energy(energyBySecond(random), 1 + random.nextInt(20)),
                                    new GapPolicy.LeaveOut());
                    double low = 0;
                    double high = 0;
                    for (int i = 0; i < layers.size(); i++) {
                        double grams = met.answered().get(i).carbon().grams();
                        boolean bounded = layers.get(i).bounds() != null;
                        low += grams * (bounded ? 0.5 : 1);
                        high += grams * (bounded ? 1.25 : 1);
                    }
                    double kilowattHours = met.coverage().joined().kilowattHours();
                    if (kilowattHours == 0) {
                        return;
                    }
                    Range<CarbonIntensity> range =
                            layered.range(
                                    new CarbonIntensity(met.carbon().grams() / kilowattHours),
                                    met.answered());
                    assertThat(range.low().gramsPerKilowattHour() * kilowattHours)
                            .isCloseTo(low, within(1e-9 * high));
                    assertThat(range.high().gramsPerKilowattHour() * kilowattHours)
                            .isCloseTo(high, within(1e-9 * high));
                });
    }

    private static Layer bounded(Layer layer, double below, double above) {
        var series = (IntensitySeries) layer.intensity();
        HeldSeries values = series.gramsPerKilowattHour();
        return Layer.of(
                layer.rung(), series, new Bounds(times(values, below), times(values, above)));
    }

    private static HeldSeries times(HeldSeries values, double factor) {
        double[] times = new double[values.size()];
        Arrays.setAll(times, i -> values.value(i) * factor);
        return new HeldSeries(values.timeline(), times);
    }

    @Test
    void boundsThatDoNotContainTheValuesAreRefused() {
        Layer layer = Layer.of(Rung.HISTORY, random(new Random(1)));

        assertThatThrownBy(() -> bounded(layer, 1.01, 1.25)).hasMessageContaining("not contain");
        assertThatThrownBy(() -> bounded(layer, 0.5, 0.99)).hasMessageContaining("not contain");
    }

    @Test
    void oneLayerIsTheIntensityItself() {
        Property.forAll(
                100,
                random -> {
                    IntensitySeries alone = random(random);
                    EnergySeries energy = energy(energyBySecond(random), 7);
                    GapPolicy policy = new GapPolicy.Hold(Duration.ofSeconds(5));
                    Met expected = alone.meet(energy, policy);
                    Met met =
                            new LayeredIntensity(List.of(Layer.of(Rung.HISTORY, alone)), NO_TABLE)
                                    .meet(energy, policy);
                    assertThat(met.carbon()).isEqualTo(expected.carbon());
                    assertThat(met.coverage()).isEqualTo(expected.coverage());
                    assertThat(met.timeMean()).isEqualTo(expected.timeMean());
                    assertThat(met.held()).isEqualTo(expected.held());
                });
    }

    @Test
    void aGapIsOneOfAllLayersTogether() {
        Timeline first = Timeline.regular(RandomIntensity.START, Duration.ofSeconds(10), 1);
        Timeline last =
                Timeline.regular(RandomIntensity.START.plusSeconds(20), Duration.ofSeconds(10), 1);
        var layered =
                new LayeredIntensity(
                        List.of(
                                Layer.of(Rung.HISTORY, series(last, 5)),
                                Layer.of(Rung.TYPICAL_DAY, series(first, 50))),
                        NO_TABLE);
        EnergySeries energy =
                new EnergySeries(
                        Timeline.regular(RandomIntensity.START, Duration.ofSeconds(1), 30),
                        new double[30]);
        assertThatThrownBy(() -> layered.meet(energy, new GapPolicy.Fail()))
                .isInstanceOfSatisfying(
                        NotCoveredException.class,
                        gap ->
                                assertThat(gap.firstGap().start())
                                        .isEqualTo(RandomIntensity.START.plusSeconds(10)));
        Met held = layered.meet(energy, new GapPolicy.Hold(Duration.ofSeconds(10)));
        assertThat(held.gap()).isNull();
        assertThat(held.held()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whatWasHeldCountsForTheLayerThatGaveIt() {
        Timeline ten = Timeline.regular(RandomIntensity.START, Duration.ofSeconds(10), 1);
        var layered =
                new LayeredIntensity(
                        List.of(
                                Layer.of(Rung.HISTORY, series(ten, 5)),
                                Layer.of(
                                        Rung.TYPICAL_DAY,
                                        series(
                                                Timeline.regular(
                                                        RandomIntensity.START.plusSeconds(15),
                                                        Duration.ofSeconds(5),
                                                        1),
                                                50))),
                        NO_TABLE);
        double[] joules = new double[20];
        Arrays.fill(joules, 1);
        Met met = layered.meet(energy(joules, 1), new GapPolicy.Hold(Duration.ofSeconds(5)));
        assertThat(met.answered().get(0).energy().joules()).isEqualTo(15);
        assertThat(met.answered().get(1).energy().joules()).isEqualTo(5);
    }

    @Test
    void aFactorsRangeCountsByItsShare() {
        Timeline half = Timeline.regular(RandomIntensity.START, Duration.ofSeconds(10), 1);
        var layered =
                new LayeredIntensity(
                        List.of(
                                Layer.of(Rung.HISTORY, series(half, 100)),
                                Layer.of(
                                        Rung.YEARLY,
                                        factor(RandomIntensity.ZONE, RandomIntensity.LABELS))),
                        NO_TABLE);
        double[] joules = new double[20];
        Arrays.fill(joules, 1);
        Met met = layered.meet(energy(joules, 1), new GapPolicy.Fail());
        // Half at exactly 100, half at 300 between 200 and 500.
        Range<CarbonIntensity> range = layered.range(new CarbonIntensity(200), met.answered());
        assertThat(range.low().gramsPerKilowattHour()).isCloseTo(150, within(1e-9));
        assertThat(range.high().gramsPerKilowattHour()).isCloseTo(300, within(1e-9));
        assertThat(layered.quality()).isEqualTo(Quality.YEARLY);
    }

    @Test
    void anotherKindOrPlaceIsRefused() {
        Layer history = Layer.of(Rung.HISTORY, random(new Random(1)));
        Layer marginal =
                Layer.of(
                        Rung.YEARLY,
                        factor(
                                RandomIntensity.ZONE,
                                new Labels(Signal.MARGINAL, Factor.LIFECYCLE_CO2E)));
        assertThatThrownBy(() -> new LayeredIntensity(List.of(history, marginal), NO_TABLE))
                .hasMessageContaining("cannot mix average with marginal");
        Layer elsewhere =
                Layer.of(
                        Rung.YEARLY,
                        factor(new GridZone("country", "XXX"), RandomIntensity.LABELS));
        assertThatThrownBy(() -> new LayeredIntensity(List.of(history, elsewhere), NO_TABLE))
                .hasMessageContaining(
                        "no table says that country:XXX is the same place as test:XX");
        assertThat(new LayeredIntensity(List.of(history, elsewhere), (one, other) -> true).zone())
                .isEqualTo(RandomIntensity.ZONE);
    }

    @Test
    void nothingComesAfterAFactor() {
        Layer factor = Layer.of(Rung.YEARLY, factor(RandomIntensity.ZONE, RandomIntensity.LABELS));
        Layer history = Layer.of(Rung.HISTORY, random(new Random(1)));
        assertThatThrownBy(() -> new LayeredIntensity(List.of(factor, history), NO_TABLE))
                .hasMessageContaining("no layer can come after it");
        assertThatThrownBy(() -> new LayeredIntensity(List.of(), NO_TABLE))
                .hasMessageContaining("1 to 127 layers: 0");
    }

    @Test
    void aFactorAloneAnswersForAllOfTime() {
        var layered =
                new LayeredIntensity(
                        List.of(
                                Layer.of(
                                        Rung.YEARLY,
                                        factor(RandomIntensity.ZONE, RandomIntensity.LABELS))),
                        NO_TABLE);
        EnergySeries energy =
                new EnergySeries(
                        Timeline.regular(
                                Instant.parse("1999-12-31T23:00:00Z"), Duration.ofDays(20_000), 1),
                        new double[] {7});
        assertThat(layered.meet(energy, new GapPolicy.Fail()).coverage().isFull()).isTrue();
    }

    @Test
    void theQualityOfASpanIsTheCoarsestThatAnswersWithinIt() {
        Instant start = RandomIntensity.START;
        Duration hour = Duration.ofHours(1);
        IntensitySeries measured = series(Timeline.regular(start, hour, 2), 100, 100);
        var expected =
                new IntensitySeries(
                        RandomIntensity.ZONE,
                        RandomIntensity.LABELS,
                        Quality.FORECAST,
                        SOURCE,
                        new HeldSeries(
                                Timeline.regular(start, hour, 4), new double[] {1, 2, 3, 4}));
        var both =
                new LayeredIntensity(
                        List.of(Layer.of(Rung.CACHED, measured), Layer.of(Rung.FORECAST, expected)),
                        NO_TABLE);

        Instant change = start.plus(Duration.ofHours(2));
        assertThat(both.quality(new Interval(start, change))).isEqualTo(Quality.MEASURED);
        assertThat(both.answering(new Interval(start, change)))
                .containsExactly(both.layers().getFirst());
        assertThat(both.quality(new Interval(start, change.plusNanos(1))))
                .isEqualTo(Quality.FORECAST);
        assertThat(both.answering(new Interval(change, change.plus(hour))))
                .containsExactly(both.layers().getLast());
        assertThat(both.quality(new Interval(start.minus(hour), start)))
                .as("where none answers, as a whole")
                .isEqualTo(both.quality());
    }
}
