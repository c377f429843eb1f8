package wattle.hardware.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.catalog.ShippedFiles;

class ServerPowerTest {

    @ParameterizedTest
    @CsvSource({
        "GenuineIntel, 6,  45,  7,  Sandy Bridge,         7.923",
        "GenuineIntel, 6,  79,  1,  Broadwell,            3.091",
        "GenuineIntel, 6,  85,  4,  Skylake,              4.161",
        "GenuineIntel, 6,  85,  7,  Cascade Lake,         4.041",
        "GenuineIntel, 6,  85,  11, Cooper Lake,          4.041",
        "GenuineIntel, 6,  106, 6,  Ice Lake,             4.056",
        "GenuineIntel, 6,  143, 8,  Sapphire Rapids,      3.987",
        "GenuineIntel, 6,  207, 2,  Emerald Rapids,       3.259",
        "GenuineIntel, 6,  173, 1,  Granite Rapids,       2.724",
        "AuthenticAMD, 23, 1,   2,  EPYC 1st Gen (Zen),   2.328",
        "AuthenticAMD, 23, 49,  0,  EPYC 2nd Gen (Zen 2), 1.664",
        "AuthenticAMD, 25, 1,   1,  EPYC 3rd Gen (Zen 3), 1.916",
        "AuthenticAMD, 25, 17,  1,  EPYC 4th Gen (Zen 4), 1.854",
        "AuthenticAMD, 25, 160, 2,  EPYC 4th Gen (Zen 4), 1.854",
        "AuthenticAMD, 26, 2,   1,  EPYC 5th Gen (Zen 5), 1.178",
    })
    void aVirtualMachinesProcessorIsKnownByItsNumbers(
            String vendor, int family, int model, int stepping, String generation, double full) {
        ThreadPower power =
                ServerPower.of(
                        "Intel(R) Xeon(R) Processor @ 2.50GHz",
                        new CpuId(vendor, family, model, stepping));

        assertThat(power.microarchitecture()).isEqualTo(generation);
        assertThat(power.full()).isEqualTo(Range.exactly(new Power(full)));
    }

    @Test
    void aRelativeStandsInAndSaysSo() {
        ThreadPower power = ServerPower.of("", new CpuId("GenuineIntel", 6, 85, 11));

        assertThat(power.notes().get(0)).contains("Cooper Lake").contains("Cascade Lake stand in");
    }

    @Test
    void withoutNumbersTheNameTells() {
        assertThat(ServerPower.of("AMD EPYC 7B13", null).microarchitecture())
                .isEqualTo("EPYC 3rd Gen (Zen 3)");
    }

    @Test
    void aNameThatTellsOnlyTheVendorTakesTheVendorsMedian() {
        ThreadPower power = ServerPower.of("AMD EPYC", null);

        assertThat(power.microarchitecture()).isNull();
        assertThat(power.idle())
                .isEqualTo(new Range<>(new Power(0.219), new Power(0.424), new Power(0.746)));
        assertThat(power.full())
                .isEqualTo(new Range<>(new Power(1.178), new Power(1.854), new Power(2.328)));
        assertThat(power.notes().get(0)).contains("median of AMD's 5 server generations");
        assertThat(ServerPower.of("x", new CpuId("GenuineIntel", 6, 175, 3)).notes().get(0))
                .contains("median of Intel's 11 server generations");
    }

    @Test
    void aNameThatTellsNothingTakesTheMedianOfAll() {
        ThreadPower power = ServerPower.of("", null);

        assertThat(power.notes().get(0)).contains("median of all 16 server generations");
        assertThat(power.full().low()).isEqualTo(new Power(1.178));
        assertThat(power.full().high()).isEqualTo(new Power(7.923));
    }

    @Test
    void memoryDrawsWhatIsPublished() {
        assertThat(Memory.ofServers().perGigabyte())
                .isEqualTo(new Range<>(new Power(0.3725), new Power(0.3725), new Power(0.392)));
    }

    @Test
    void idleIsLessThanFullAndTheTableIsTheSharedOne() {
        List<NamedCsvRecord> shipped = ShippedFiles.table("hardware/catalog/server_power.csv");
        for (NamedCsvRecord row : shipped) {
            assertThat(Double.parseDouble(row.getField("idle_watts_per_thread")))
                    .isPositive()
                    .isLessThan(Double.parseDouble(row.getField("full_watts_per_thread")));
        }
        List<NamedCsvRecord> shared =
                ShippedFiles.shared("hardware/server_power_by_microarchitecture.csv");
        for (int i = 0; i < shared.size(); i++) {
            for (String column :
                    List.of(
                            "microarchitecture",
                            "idle_watts_per_thread",
                            "full_watts_per_thread")) {
                assertThat(shipped.get(i).getField(column))
                        .isEqualTo(shared.get(i).getField(column));
            }
        }
    }
}
