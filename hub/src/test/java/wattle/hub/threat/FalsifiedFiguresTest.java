package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.hub.submission.CatalogReferences;
import wattle.hub.submission.PublishedRuns;
import wattle.ledger.check.Implied;
import wattle.ledger.check.Plausibility;
import wattle.ledger.check.Recomputation;
import wattle.ledger.check.Rule;
import wattle.ledger.check.Verdict;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;

/// Falsified or sloppy figures: spoilt copies of published runs each raise their rule.
class FalsifiedFiguresTest {

    private static final Map<String, Claim> SHIPPED = PublishedRuns.shipped();

    @Test
    void tenTimesTheCarbonIsNoticedWhereverItCanBe() {
        spoil(carbon(10), claim -> of(claim).carbonVerdict() != Verdict.UNCHECKED, Rule.CARBON);
    }

    @Test
    void aThousandTimesTheCarbonOrAThousandthIsNoticedEvenWhereNoIntensityIsStated() {
        for (double factor : new double[] {1000, 1e-3, 1e-6}) {
            spoil(
                    carbon(factor),
                    claim ->
                            of(claim).carbonVerdict() != Verdict.UNCHECKED
                                    || Implied.gramsPerKilowattHour(claim) != null,
                    Rule.CARBON,
                    Rule.INTENSITY);
        }
    }

    @Test
    void megawattHoursThatShouldBeKilowattHoursAreNoticed() {
        for (double factor : new double[] {10, 1000, 1e-3}) {
            spoil(
                    energy(factor),
                    claim ->
                            claim.reported().energy() != null
                                    && (of(claim).energyVerdict() != Verdict.UNCHECKED
                                            || (of(claim).carbonVerdict() != Verdict.UNCHECKED
                                                    && of(claim).itEnergy() == null)),
                    Rule.ENERGY,
                    Rule.CARBON);
        }
    }

    /// Hours by the clock taken for hours of devices, where both are known.
    @Test
    void swappedHoursAreNoticed() {
        int[] spoilt = {0};
        SHIPPED.forEach((key, claim) -> {
            Inputs inputs = claim.inputs();
            if (inputs.deviceHours() != null && inputs.devices() != null && inputs.devices() > 2) {
                double wall = inputs.deviceHours() / inputs.devices();
                Claim swapped =
                        with(claim, hours(inputs, wall, inputs.deviceHours()), claim.reported());
                assertThat(rules(swapped)).as(key).contains(Rule.HOURS);
                spoilt[0]++;
            }
        });
        assertThat(spoilt[0]).isGreaterThan(15);
    }

    @Test
    void zeroIsNoticedWhereverThereWasANumber() {
        spoil(energy(0), claim -> claim.reported().energy() != null, Rule.ZERO);
        spoil(carbon(0), claim -> claim.reported().carbon() != null, Rule.ZERO);
    }

    private static Recomputation of(Claim claim) {
        return Recomputation.of(claim);
    }

    /// Every claim for which `noticeable` holds raises one of the rules once it is spoilt, and did
    /// not before for the most part.
    private static void spoil(
            UnaryOperator<Claim> change,
            java.util.function.Predicate<Claim> noticeable,
            Rule... wanted) {
        int spoilt = 0;
        for (Map.Entry<String, Claim> each : SHIPPED.entrySet()) {
            // Nothing times a thousand is nothing.
            boolean isNothing =
                    each.getValue().reported().carbon() != null
                            && each.getValue().reported().carbon().isZero();
            if (!isNothing && noticeable.test(each.getValue())) {
                Set<Rule> rules = rules(change.apply(each.getValue()));
                assertThat(rules).as(each.getKey()).containsAnyOf(wanted);
                spoilt++;
            }
        }
        assertThat(spoilt).isGreaterThan(15);
    }

    private static UnaryOperator<Claim> carbon(double factor) {
        return claim ->
                with(
                        claim,
                        claim.inputs(),
                        new Reported(
                                claim.reported().energy(),
                                claim.reported().boundary(),
                                times(claim.reported().carbon(), factor),
                                claim.reported().basis(),
                                claim.reported().marketBased()));
    }

    private static UnaryOperator<Claim> energy(double factor) {
        return claim ->
                with(
                        claim,
                        claim.inputs(),
                        new Reported(
                                times(claim.reported().energy(), factor),
                                claim.reported().boundary(),
                                claim.reported().carbon(),
                                claim.reported().basis(),
                                claim.reported().marketBased()));
    }

    private static <Q> @Nullable Printed<Q> times(@Nullable Printed<Q> figure, double factor) {
        return figure == null
                ? null
                : new Printed<>(
                        figure.number().multiply(BigDecimal.valueOf(factor)), figure.unit());
    }

    private static Inputs hours(Inputs inputs, double deviceHours, double wallHours) {
        return new Inputs(
                inputs.accelerator(),
                inputs.devices(),
                deviceHours,
                wallHours,
                inputs.flop(),
                inputs.power(),
                inputs.powerScope(),
                inputs.powerBasis(),
                inputs.pue(),
                inputs.intensity(),
                inputs.intensityBasis(),
                inputs.signal(),
                inputs.place(),
                inputs.start());
    }

    private static Claim with(Claim claim, Inputs inputs, Reported reported) {
        return new Claim(claim.subject(), inputs, reported, claim.scores(), claim.evidence());
    }

    private static Set<Rule> rules(Claim claim) {
        var rules = EnumSet.noneOf(Rule.class);
        new Plausibility(new CatalogReferences(SHIPPED.values()))
                .of(claim)
                .forEach(finding -> rules.add(finding.rule()));
        return rules;
    }
}
