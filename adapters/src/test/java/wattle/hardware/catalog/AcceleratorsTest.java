package wattle.hardware.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.hardware.DeviceModel;
import wattle.unit.Power;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.ShippedFiles;
import wattle.unit.catalog.UnknownNameException;

class AcceleratorsTest {

    @ParameterizedTest
    @CsvSource({
        "Tesla V100-PCIE-16GB,    NVIDIA Tesla V100 PCIe 16GB,  250",
        "tesla v100-sxm2-16gb,    NVIDIA Tesla V100 SXM2 16GB,  300",
        "NVIDIA A10G,             NVIDIA A10G,                  300",
        "a10g,                    NVIDIA A10G,                  300",
        "T4,                      NVIDIA Tesla T4,              70",
        "a100 80gb sxm,           NVIDIA A100 SXM4 80GB,        400",
        "A100-PCIE-40GB,          NVIDIA A100 PCIe 40GB,        250",
        "H100 80GB HBM3,          NVIDIA H100 SXM5 80GB,        700",
        "h100 pcie,               NVIDIA H100 PCIe 80GB,        350",
        "rtx 4090,                NVIDIA GeForce RTX 4090,      450",
        "RTX4090,                 NVIDIA GeForce RTX 4090,      450",
        "4090,                    NVIDIA GeForce RTX 4090,      450",
        "rtx 4090 d,              NVIDIA GeForce RTX 4090 D,    425",
        "1080 ti,                 NVIDIA GeForce GTX 1080 Ti,   250",
        "6000 ada,                NVIDIA RTX 6000 Ada,          300",
        "rtx a6000,               NVIDIA RTX A6000,             300",
        "mi 250x,                 AMD Instinct MI250X,          560",
        "MI300X,                  AMD Instinct MI300X,          750",
        "tpuv3,                   Google TPU v3,                450",
        "TPU v4,                  Google TPU v4,                192",
        "gaudi 2,                 Intel Gaudi2 HL-225,          600",
        "B200,                    NVIDIA B200,                  1000",
    })
    void aNameMayBeWrittenInManyWays(String written, String name, double watts) {
        DeviceModel model = Accelerators.find(written);

        assertThat(model.name()).isEqualTo(name);
        assertThat(model.ratedPower()).isEqualTo(new Power(watts));
    }

    @ParameterizedTest
    @CsvSource({
        "A100, NVIDIA A100 SXM4 80GB,       400, NVIDIA A100 PCIe 80GB (300 W)",
        "V100, NVIDIA Tesla V100 SXM2 16GB, 300, NVIDIA Tesla V100 PCIe 16GB (250 W)",
        "H100, NVIDIA H100 SXM5 80GB,       700, NVIDIA H100 PCIe 80GB (350 W)",
        "H200, NVIDIA H200 SXM5 141GB,      700, NVIDIA H200 NVL 141GB (600 W)",
        "P100, NVIDIA Tesla P100 PCIe 16GB, 250, NVIDIA Tesla P100 SXM2 16GB (300 W)",
    })
    void aFamilyMeansItsMostCommonVariantAndSaysSo(
            String family, String name, double watts, String other) {
        DeviceModel model = Accelerators.find(family);

        assertThat(model.name()).isEqualTo(name);
        assertThat(model.ratedPower()).isEqualTo(new Power(watts));
        assertThat(model.notes().get(0))
                .startsWith("taken for " + name + " (" + (int) watts + " W)")
                .contains(other);
    }

    @Test
    void theDriversNameInFullNeedsNoNote() {
        assertThat(Accelerators.find("NVIDIA H200").notes()).isEmpty();
        assertThat(Accelerators.find("NVIDIA A100-SXM4-80GB").notes()).isEmpty();
    }

    @Test
    void boardsAreCountedAndNotDevices() {
        DeviceModel k80 = Accelerators.find("K80");

        assertThat(k80.ratedPower()).isEqualTo(new Power(300));
        assertThat(k80.notes())
                .containsExactly(
                        "one board of 300 W appears to its driver as 2 devices: count boards");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Trainium", "tpu v5e", "TPU v5p", "Trillium", "Inferentia2"})
    void withoutPublishedPowerADeviceIsKnownAllTheSame(String name) {
        assertThat(Accelerators.find(name).ratedPower()).isNull();
        assertThat(Accelerators.find(name).notes().get(0)).startsWith("no power is published");
    }

    @Test
    void embodiedCarbonIsSourcedOrSaidToBeAssumed() {
        var h100 = requireNonNull(Accelerators.find("H100").embodied());
        var a100 = requireNonNull(Accelerators.find("A100").embodied());
        var other = requireNonNull(Accelerators.find("rtx 3090").embodied());

        assertThat(h100.total().value().kilograms()).isEqualTo(164);
        assertThat(a100.total().low().kilograms()).isEqualTo(127.6);
        assertThat(a100.total().value().kilograms()).isEqualTo(150);
        assertThat(a100.total().high().kilograms()).isEqualTo(318);
        assertThat(a100.lifespan().value().toHours()).isEqualTo(35_040);
        assertThat(a100.lifespan().low().toHours()).isEqualTo(26_280);
        assertThat(other.source().name()).startsWith("Assumed from the published spread");
        assertThat(Accelerators.find("Cerebras CS-2").embodied()).isNull();
        assertThat(Embodied.server().total().value().kilograms()).isEqualTo(2500);
        assertThat(Embodied.server().total().high().kilograms()).isEqualTo(5700);
    }

    @ParameterizedTest
    @CsvSource({
        "A1000,    A100",
        "H1000,    H100",
        "TPU v5,   Google TPU v5e",
        "RTX 4900, NVIDIA GeForce RTX 4090",
    })
    void aNearMissIsRefusedWithSuggestions(String name, String suggestion) {
        var refusal = refusal(name);

        assertThat(refusal.ambiguous()).isFalse();
        assertThat(refusal.suggestions()).contains(suggestion).hasSizeLessThanOrEqualTo(5);
        assertThat(refusal.suggestions())
                .allSatisfy(suggested -> assertThat(Accelerators.find(suggested)).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtx 6000", "titan x", "jetson", "mtia", "radeon", "16gb"})
    void aNameOfSeveralIsRefusedWithSomeOfThem(String name) {
        var refusal = refusal(name);

        assertThat(refusal.ambiguous()).isTrue();
        assertThat(refusal.suggestions())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(5)
                .allSatisfy(suggested ->
                        assertThat(Accelerators.find(suggested).name()).isEqualTo(suggested));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nvidia", "-", ";", "NVIDIA Graphics Device", "ÄÖ", "a,b"})
    void aNameOfNothingIsRefused(String name) {
        assertThatExceptionOfType(UnknownNameException.class)
                .isThrownBy(() -> Accelerators.find(name));
    }

    @Test
    void everyRowIsFoundByEachOfItsNames() {
        for (NamedCsvRecord row : table()) {
            String name = row.getField("name");
            for (String written : written(row)) {
                assertThat(Accelerators.find(written).name()).as(written).isEqualTo(name);
                assertThat(Accelerators.find(written.toUpperCase(Locale.ROOT)).name())
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void noNameBelongsToTwoRowsAndTheKeysAreThoseOfTheNames() {
        Map<String, String> owners = new HashMap<>();
        for (NamedCsvRecord row : table()) {
            List<String> expected = new ArrayList<>();
            written(row).forEach(name -> expected.add(Names.squash(name)));
            written(row).forEach(name -> expected.add("-" + Spelling.of(name).joined()));
            families(row).forEach(name -> expected.add("*" + Spelling.of(name).joined()));
            List<String> keys = List.of(row.getField("keys").substring(1).split(";"));

            assertThat(keys).doesNotHaveDuplicates().hasSameElementsAs(expected);
            for (String key : keys) {
                assertThat(owners.put(key, row.getField("name"))).as(key).isNull();
            }
        }
    }

    @Test
    void everyValueIsPhysical() {
        for (NamedCsvRecord row : table()) {
            String watts = row.getField("watts");
            assertThat(watts.isEmpty())
                    .isEqualTo(row.getField("watts_basis").equals("not_published"));
            if (!watts.isEmpty()) {
                assertThat(Double.parseDouble(watts)).isBetween(5.0, 25_000.0);
            }
            assertThat(row.getField("reference")).isNotBlank();
            assertThat(Integer.parseInt(row.getField("year"))).isBetween(2010, 2026);
            assertThat(Integer.parseInt(row.getField("devices_per_board"))).isBetween(1, 4);
        }
        assertThat(Accelerators.names()).hasSize(185);
    }

    @Test
    void agreesWithTheSharedData() {
        Map<String, NamedCsvRecord> shipped = new HashMap<>();
        table().forEach(row -> shipped.put(row.getField("name"), row));
        for (NamedCsvRecord row : ShippedFiles.shared("hardware/accelerators.csv")) {
            NamedCsvRecord ours = requireNonNull(shipped.get(row.getField("name")));
            assertThat(ours.getField("watts")).isEqualTo(row.getField("tdp_watts"));
            for (String column :
                    List.of("typical_watts", "memory_gb", "devices_per_board", "year")) {
                assertThat(ours.getField(column)).isEqualTo(row.getField(column));
            }
            assertThat(ours.getField("reported_names")).isEqualTo(row.getField("reported_names"));
            assertThat(ours.getField("reference")).isEqualTo(row.getField("source"));
        }
    }

    private static UnknownNameException refusal(String name) {
        return catchThrowableOfType(UnknownNameException.class, () -> Accelerators.find(name));
    }

    private static List<NamedCsvRecord> table() {
        return ShippedFiles.table("hardware/catalog/accelerators.csv");
    }

    private static List<String> written(NamedCsvRecord row) {
        List<String> names = new ArrayList<>(List.of(row.getField("name")));
        for (String column : List.of("reported_names", "aliases")) {
            if (!row.getField(column).isEmpty()) {
                names.addAll(List.of(row.getField(column).split(";")));
            }
        }
        return names;
    }

    private static List<String> families(NamedCsvRecord row) {
        String families = row.getField("stands_for");
        return families.isEmpty() ? List.of() : List.of(families.split(";"));
    }
}
