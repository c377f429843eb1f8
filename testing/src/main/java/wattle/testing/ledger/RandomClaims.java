package wattle.testing.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.claim.Audit;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Scale;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;
import wattle.unit.Pue;

/// Claims of every shape: any part may be missing, texts have letters of many scripts, figures have
/// up to thirty digits. Tasks, countries and the like come from short lists, so that selections
/// find some. For one thread.
public final class RandomClaims {

    private static final List<String> WORDS =
            List.of(
                    "BLOOM",
                    "opt-175b",
                    "Groß",
                    "ÎLE",
                    "模型",
                    "İstanbul",
                    "a\"b\\c",
                    "100% _x_",
                    "<b>&amp;</b>",
                    "🌍",
                    "tab\tand\nline",
                    "'; DROP TABLE log; --");

    private final Random random;

    public RandomClaims(Random random) {
        this.random = random;
    }

    public Claim next() {
        return new Claim(
                subject(),
                random.nextInt(5) == 0 ? Inputs.UNSTATED : inputs(),
                random.nextInt(5) == 0 ? Reported.NOTHING : reported(),
                some(3, () -> new Score(text(), random.nextGaussian() * 100)),
                random.nextInt(5) == 0 ? Evidence.NONE : evidence());
    }

    /// A claim that says nothing but a model's name.
    public static Claim named(String model) {
        return new Claim(
                new Subject(model, null, null, Set.of(), null, null, null, null, null),
                Inputs.UNSTATED,
                Reported.NOTHING,
                List.of(),
                Evidence.NONE);
    }

    private Subject subject() {
        return new Subject(
                text(),
                maybe(this::text),
                maybe(() -> random.nextInt(2012, 2027)),
                stages(),
                maybe(() -> oneOf(List.of("nlp", "vision"))),
                maybe(() -> oneOf(List.of("translation", "image_classification", text()))),
                maybe(() -> oneOf(List.of("imagenet", "wmt14", text()))),
                maybe(this::positive),
                maybe(this::positive));
    }

    private Set<Stage> stages() {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (Stage each : Stage.values()) {
            if (random.nextInt(4) == 0) {
                stages.add(each);
            }
        }
        return stages;
    }

    private Inputs inputs() {
        Power power = maybe(() -> new Power(positive()));
        return new Inputs(
                maybe(this::text),
                maybe(this::positive),
                maybe(this::positive),
                maybe(() -> random.nextBoolean() ? 0.0 : positive()),
                maybe(this::positive),
                power,
                power == null ? null : oneOf(List.of(PowerScope.values())),
                maybe(this::text),
                maybe(() -> new Pue(1 + random.nextDouble())),
                maybe(() -> new CarbonIntensity(random.nextInt(1300))),
                maybe(this::text),
                oneOf(List.of(Signal.values())),
                random.nextBoolean() ? Place.UNSTATED : place(),
                maybe(() ->
                        Instant.ofEpochSecond(
                                random.nextLong(2_000_000_000L), random.nextInt(1_000_000_000))));
    }

    private Place place() {
        return new Place(
                maybe(this::text),
                maybe(() -> oneOf(List.of("US", "FR", "DE"))),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> oneOf(List.of(Setting.values()))),
                maybe(() -> oneOf(List.of("coal", "nuclear", "hydro"))));
    }

    private Reported reported() {
        var energy = maybe(() -> printed(List.of(EnergyUnit.values())));
        var carbon = maybe(() -> printed(List.of(CarbonUnit.values())));
        return new Reported(
                energy,
                energy == null ? EnergyBoundary.UNSTATED : oneOf(List.of(EnergyBoundary.values())),
                carbon,
                carbon == null ? CarbonBasis.UNSTATED : oneOf(List.of(CarbonBasis.values())),
                maybe(() -> printed(List.of(CarbonUnit.values()))));
    }

    private <Q> Printed<Q> printed(List<? extends Scale<Q>> units) {
        BigDecimal number =
                random.nextInt(10) == 0
                        ? new BigDecimal(new BigInteger(90, random), random.nextInt(-5, 25))
                        : BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4));
        return new Printed<>(number, oneOf(units));
    }

    private Evidence evidence() {
        return new Evidence(
                oneOf(List.of(Method.values())),
                some(
                        3,
                        () ->
                                new Citation(
                                        text(),
                                        maybe(this::text),
                                        maybe(this::text),
                                        maybe(this::text))),
                maybe(() ->
                        new Metering(
                                text(),
                                maybe(this::text),
                                maybe(this::positive),
                                maybe(random::nextDouble),
                                maybe(this::digest))),
                random.nextInt(8) == 0
                        ? new Audit(
                                text(),
                                text(),
                                LocalDate.ofEpochDay(random.nextInt(30_000)),
                                digest(),
                                text())
                        : null,
                maybe(this::text));
    }

    private String digest() {
        return "%064x".formatted(new BigInteger(256, random));
    }

    private String text() {
        return String.join(" ", some(2, () -> oneOf(WORDS))) + random.nextInt(100);
    }

    private double positive() {
        return random.nextBoolean()
                ? random.nextInt(1, 5000)
                : Math.exp(random.nextGaussian() * 20);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T> @Nullable T maybe(Supplier<? extends T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        return IntStream.range(0, random.nextInt(most + 1)).mapToObj(i -> value.get()).toList();
    }
}
