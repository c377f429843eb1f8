package wattle.ledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.ledger.claim.Audit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;

class ProvenanceTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @Test
    void figuresThatCloseAreEstimatedAndOthersAreClaimed() {
        assertThat(Provenance.of(Claims.gpt3())).isEqualTo(Provenance.ESTIMATED);
        Claim off = Claims.of(Claims.gpt3().inputs(), "1287", EnergyBoundary.FACILITY, "600");
        assertThat(Provenance.of(off)).isEqualTo(Provenance.CLAIMED);
        Claim total =
                Claims.of(
                        Claims.inputs(3_552_000.0, 330.0, 1.1, null),
                        null,
                        EnergyBoundary.UNSTATED,
                        "552.1");
        assertThat(Provenance.of(total)).isEqualTo(Provenance.CLAIMED);
        Claim energyAlone =
                Claims.of(Claims.gpt3().inputs(), "1287", EnergyBoundary.FACILITY, null);
        assertThat(Provenance.of(energyAlone)).isEqualTo(Provenance.ESTIMATED);
    }

    @Test
    void toCallItselfMeasuredIsNotEnough() {
        Claim says = Claims.with(off(), evidence(Method.MEASURED, null));
        assertThat(Provenance.of(says)).isEqualTo(Provenance.CLAIMED);
    }

    @Test
    void measuredIsARecordWithItsToolItsCoverageAndItsDigest() {
        assertThat(of(new Metering("Wattle", "0.1", 1.0, 0.95, DIGEST)))
                .isEqualTo(Provenance.MEASURED);
        assertThat(of(new Metering("Wattle", "0.1", 1.0, 0.94, DIGEST)))
                .isEqualTo(Provenance.CLAIMED);
        assertThat(of(new Metering("Wattle", null, 1.0, 1.0, DIGEST)))
                .isEqualTo(Provenance.CLAIMED);
        assertThat(of(new Metering("Wattle", "0.1", null, 1.0, DIGEST)))
                .isEqualTo(Provenance.CLAIMED);
        assertThat(of(new Metering("Wattle", "0.1", 1.0, null, DIGEST)))
                .isEqualTo(Provenance.CLAIMED);
        assertThat(of(new Metering("Wattle", "0.1", 1.0, 1.0, null))).isEqualTo(Provenance.CLAIMED);
    }

    @Test
    void auditedIsANameUnderAReport() {
        var audit =
                new Audit("Carbon Auditors", "training", LocalDate.of(2025, 7, 1), DIGEST, "none");
        assertThat(
                        Provenance.of(
                                Claims.with(
                                        off(),
                                        new Evidence(
                                                Method.UNSTATED, List.of(), null, audit, null))))
                .isEqualTo(Provenance.AUDITED);
    }

    private static Provenance of(Metering metering) {
        return Provenance.of(Claims.with(off(), evidence(Method.MEASURED, metering)));
    }

    private static Claim off() {
        return Claims.of(Claims.gpt3().inputs(), "1287", EnergyBoundary.FACILITY, "600");
    }

    private static Evidence evidence(Method method, @Nullable Metering metering) {
        return new Evidence(method, List.of(), metering, null, null);
    }
}
