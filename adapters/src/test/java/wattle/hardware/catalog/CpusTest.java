package wattle.hardware.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.unit.Power;
import wattle.unit.catalog.ShippedFiles;
import wattle.unit.catalog.UnknownNameException;

class CpusTest {

    @ParameterizedTest
    @CsvSource({
        "Intel(R) Xeon(R) CPU E5-2686 v4 @ 2.30GHz,          Intel Xeon E5-2686 v4, 145",
        "AMD EPYC 7763 64-Core Processor,                    AMD EPYC 7763,         280",
        "epyc 7763,                                          AMD EPYC 7763,         280",
        "i9-9900K,                                           Intel Core i9-9900K,   95",
        "11th Gen Intel(R) Core(TM) i7-1165G7 @ 2.80GHz,     Intel Core i7-1165G7,  28",
        "Intel® Core™ i9-9900K,                              Intel Core i9-9900K,   95",
        "amd ryzen 9 5950x,                                  AMD Ryzen 9 5950X,     105",
        "Xeon 8380,                                          Intel Xeon Platinum 8380, 270",
        "ryzen 5600x,                                        AMD Ryzen 5 5600X,     65",
        "9900k,                                              Intel Core i9-9900K,   95",
    })
    void aNameMayBeWrittenInManyWays(String written, String name, double watts) {
        assertThat(Cpus.find(written).name()).isEqualTo(name);
        assertThat(Cpus.find(written).ratedPower()).isEqualTo(new Power(watts));
    }

    @Test
    void withoutPublishedPowerAProcessorIsKnownAllTheSame() {
        var rented = Cpus.find("AMD EPYC 7B13");
        var graviton = Cpus.find("Graviton3");

        assertThat(rented.ratedPower()).isNull();
        assertThat(rented.notes().get(0)).contains("servers with EPYC 3rd Gen (Zen 3)");
        assertThat(graviton.ratedPower()).isNull();
        assertThat(graviton.notes().get(0)).contains("never guess");
    }

    @Test
    void whatSeveralAreCalledIsRefusedWithThem() {
        var refusal =
                catchThrowableOfType(UnknownNameException.class, () -> Cpus.find("Xeon 2650"));

        assertThat(refusal.ambiguous()).isTrue();
        assertThat(refusal.suggestions())
                .isNotEmpty()
                .allMatch(name -> name.contains("Xeon") && name.contains("2650"))
                .allSatisfy(name -> assertThat(Cpus.find(name).name()).isEqualTo(name));
        assertThat(catchThrowableOfType(UnknownNameException.class, () -> Cpus.find("Intel Xeon")))
                .matches(each -> !each.ambiguous());
    }

    @Test
    void aNearMissIsRefusedWithSuggestions() {
        var refusal =
                catchThrowableOfType(UnknownNameException.class, () -> Cpus.find("EPYC 7736"));

        assertThat(refusal.suggestions()).hasSize(5).startsWith("AMD EPYC 7763");
        assertThat(refusal.suggestions())
                .allSatisfy(name -> assertThat(Cpus.find(name)).isNotNull());
        assertThat(refusal).hasMessageStartingWith("CPU \"EPYC 7736\" is not known.");
    }

    @Test
    void everyRowIsFoundByItsNameAndItsKeyIsThatOfItsName() {
        Set<String> keys = new HashSet<>();
        for (NamedCsvRecord row : ShippedFiles.table("hardware/catalog/cpus.csv")) {
            String model = row.getField("model");
            assertThat(CpuName.key(model)).isEqualTo(row.getField("match_key"));
            assertThat(keys.add(row.getField("match_key"))).isTrue();
            String watts = row.getField("tdp_watts");
            if (!watts.isEmpty()) {
                assertThat(Double.parseDouble(watts)).isBetween(0.5, 500.0);
            }
            assertThat(watts.isEmpty()).isEqualTo(row.getField("source").equals("unpublished"));
        }
        for (String name : Cpus.names().stream().filter(name -> name.contains("EPYC")).toList()) {
            assertThat(Cpus.find(name).name()).isEqualTo(name);
        }
    }

    @Test
    void agreesWithTheSharedData() {
        Map<String, NamedCsvRecord> shipped = new HashMap<>();
        for (NamedCsvRecord row : ShippedFiles.table("hardware/catalog/cpus.csv")) {
            shipped.put(row.getField("match_key"), row);
        }
        for (NamedCsvRecord row : ShippedFiles.shared("hardware/cpus.csv")) {
            NamedCsvRecord ours = requireNonNull(shipped.get(CpuName.key(row.getField("model"))));
            assertThat(number(ours, "tdp_watts")).isEqualTo(number(row, "tdp_watts"));
            assertThat(ours.getField("microarchitecture"))
                    .isEqualTo(row.getField("microarchitecture"));
            assertThat(ours.getField("cores")).isEqualTo(row.getField("cores"));
        }
    }

    private static double number(NamedCsvRecord row, String column) {
        return row.getField(column).isEmpty() ? -1 : Double.parseDouble(row.getField(column));
    }
}
