package wattle.grid.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Factor;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.unit.catalog.ShippedFiles;
import wattle.unit.catalog.UnknownNameException;

class PlacesTest {

    private static final Labels LIFECYCLE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
    private static final Labels DIRECT = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E);

    @ParameterizedTest
    @CsvSource({
        "FR,                       country:FRA,                   France,      2025, 41.44",
        "fra,                      country:FRA,                   France,      2025, 41.44",
        "france,                   country:FRA,                   France,      2025, 41.44",
        "country:FR,               country:FRA,                   France,      2025, 41.44",
        "UK,                       country:GBR,                   United Kingdom, 2025, 217.41",
        "world,                    country:WLD,                   World,       2025, 458.29",
        "WLD,                      country:WLD,                   World,       2025, 458.29",
        "EUU,                      country:EUU,                   European Union (27), 2025, 209.9",
        "Côte d’Ivoire,            country:CIV,                   Cote d'Ivoire, 2024, 405.01",
        "US-CA,                    subdivision:US-CA,             California,  2022, 207.5",
        "california,               subdivision:US-CA,             California,  2022, 207.5",
        "subdivision:us-ca,        subdivision:US-CA,             California,  2022, 207.5",
        "Québec,                   subdivision:CA-QC,             Quebec,      2019, 1.5",
        "AU-NSW,                   subdivision:AU-NSW,            New South Wales, 2019, 870",
        "us-cal-ciso,              electricitymaps:US-CAL-CISO,   CAISO,       2025, 208",
        "DK-DK1,                   electricitymaps:DK-DK1,        West Denmark, 2025, 112",
        "ElectricityMaps:FR,       electricitymaps:FR,            France,      2025, 31",
        "google-cloud:europe-west9, google-cloud:europe-west9,    Paris,       2024, 16.3",
    })
    void aPlaceMayBeWrittenInManyWays(
            String written, String zone, String place, int year, double gramsPerKilowattHour) {
        IntensityFactor factor = Places.find(written, null);

        assertThat(factor.zone()).hasToString(zone);
        assertThat(factor.place()).isEqualTo(place);
        assertThat(factor.year()).isEqualTo(year);
        assertThat(grams(factor)).isEqualTo(gramsPerKilowattHour);
        assertThat(factor.quality()).isEqualTo(Quality.YEARLY);
    }

    @Test
    void labelsSayWhatIsCounted() {
        assertThat(Places.find("FR", null).labels()).isEqualTo(LIFECYCLE);
        assertThat(Places.find("US-CA", null).labels()).isEqualTo(DIRECT);
        assertThat(Places.find("CA-QC", null).labels()).isEqualTo(DIRECT);
        assertThat(Places.find("AU-NSW", null).labels()).isEqualTo(LIFECYCLE);
        assertThat(Places.find("DK-DK1", null).labels()).isEqualTo(LIFECYCLE);
        assertThat(Places.find("google-cloud:us-east4", 2019).labels()).isEqualTo(LIFECYCLE);
        assertThat(Places.find("google-cloud:us-east4", 2024).labels()).isEqualTo(DIRECT);
        assertThat(Places.find("google-cloud:us-east4", 2019).notes().getFirst())
                .contains("change of method");
    }

    @Test
    void theYearAskedForAnswersWhereItIsKnown() {
        IntensityFactor factor = Places.find("FR", 2019);

        assertThat(factor.year()).isEqualTo(2019);
        assertThat(factor.notes()).isEmpty();
        assertThat(Places.find("US-CA", 2022).notes()).isEmpty();
    }

    @Test
    void anotherYearIsNamed() {
        assertThat(Places.find("FR", 2026).notes())
                .containsExactly("no figure for 2026: the nearest year, 2025, is used");
        assertThat(Places.find("US-CA", 2025).notes())
                .containsExactly(
                        "no figure for 2025: the nearest year, 2022, is used, and grids change"
                                + " within years: United States as a whole had 410.39 g/kWh in 2022"
                                + " and 384.4 in 2025 (-6 %)");
        assertThat(Places.find("FR", 1980).year()).isEqualTo(1990);
    }

    @Test
    void theEarlierOfTwoYearsAsNearIsTaken() {
        assertThat(Years.nearest(List.of(2019, 2021), 2020)).isEqualTo(2019);
        assertThat(Years.nearest(List.of(2019, 2021), null)).isEqualTo(2021);
        assertThat(Years.nearest(List.of(2019, 2021), 2021)).isEqualTo(2021);
        assertThat(Years.nearest(List.of(2019, 2021), 1900)).isEqualTo(2019);
    }

    @Test
    void aSeriesThatEndedSaysSo() {
        assertThat(Places.find("ESH", null).year()).isEqualTo(2009);
        assertThat(Places.find("ESH", null).notes().getFirst()).contains("world mean (WLD)");
    }

    @Test
    void aCountryAndAStateOfOneNameAreNotGuessed() {
        var refusal = refusal("Georgia");

        assertThat(refusal.ambiguous()).isTrue();
        assertThat(refusal.suggestions()).containsExactly("GE", "US-GA");
    }

    @ParameterizedTest
    @CsvSource({
        "FRX,     FR",
        "Frnace,  France",
        "US-CAX,  US-CA",
        "Bornholm, DK-BHM",
        "Califronia, California",
        "watttime:FR, FR",
    })
    void aNearMissIsRefusedWithSuggestions(String name, String first) {
        var refusal = refusal(name);

        assertThat(refusal.kind()).isEqualTo(UnknownNameException.Kind.ZONE);
        assertThat(refusal.suggestions()).startsWith(first).hasSizeLessThanOrEqualTo(5);
        assertThat(refusal.suggestions())
                .allSatisfy(zone -> assertThat(Places.find(zone, null)).isNotNull());
        assertThat(refusal.advice()).isEqualTo("See: wattle grid zones");
    }

    @Test
    void theRefusalOfTheContract() {
        assertThat(refusal("FRX")).hasMessage("zone \"FRX\" is not known. Did you mean FR?");
        assertThat(refusal("").suggestions()).isEmpty();
        assertThat(refusal(":").suggestions()).isEmpty();
        assertThat(refusal("country:US-CA").suggestions()).contains("US-CA");
    }

    @Test
    void everyCountryIsFoundByItsCodesAndNamesAndNoNameIsOfTwo() {
        Set<String> names = new HashSet<>();
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/countries.csv")) {
            String zone = "country:" + row.getField("iso3");
            assertThat(zoneOf(row.getField("iso3"))).isEqualTo(zone);
            if (!row.getField("iso2").isEmpty()) {
                assertThat(zoneOf(row.getField("iso2").toLowerCase(Locale.ROOT))).isEqualTo(zone);
            }
            for (String name : names(row)) {
                assertThat(names.add(name.toLowerCase(Locale.ROOT))).as(name).isTrue();
                if (!name.equals("Georgia")) {
                    assertThat(zoneOf(name)).as(name).isEqualTo(zone);
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(216);
    }

    @Test
    void everyStateAndEveryGridZoneIsFound() {
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/subdivisions.csv")) {
            String zone = "subdivision:" + row.getField("code");
            assertThat(zoneOf(row.getField("code"))).isEqualTo(zone);
            if (!row.getField("name").equals("Georgia")) {
                assertThat(zoneOf(row.getField("name"))).isEqualTo(zone);
            }
        }
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/odbl/zones.csv")) {
            String zone = "electricitymaps:" + row.getField("zone");
            assertThat(zoneOf(zone)).isEqualTo(zone);
            assertThat(Places.find(row.getField("zone"), null)).isNotNull();
        }
    }

    @Test
    void hoursLieWithinTheTypicalDaysOfTheZone() {
        IntensityFactor germany = Places.find("DE", null);
        IntensityFactor france = Places.find("FR", null);

        assertThat(germany.intensity().low().gramsPerKilowattHour() / grams(germany))
                .isCloseTo(0.5675, within(1e-9));
        assertThat(germany.intensity().high().gramsPerKilowattHour() / grams(germany))
                .isCloseTo(1.3992, within(1e-9));
        assertThat(france.intensity().low().gramsPerKilowattHour() / grams(france))
                .isCloseTo(0.795, within(1e-9));
        assertThat(france.intensity().high().gramsPerKilowattHour() / grams(france))
                .isCloseTo(1.194, within(1e-9));
    }

    @Test
    void zeroMeansBelowOne() {
        IntensityFactor montreal = Places.find("google-cloud:northamerica-northeast1", 2021);

        assertThat(grams(montreal)).isZero();
        assertThat(montreal.intensity().high().gramsPerKilowattHour()).isEqualTo(1);
        assertThat(montreal.notes()).contains("published as 0 g/kWh, which means below 1");
    }

    private static List<String> names(NamedCsvRecord row) {
        List<String> names = new ArrayList<>(List.of(row.getField("name")));
        if (!row.getField("aliases").isEmpty()) {
            names.addAll(List.of(row.getField("aliases").split(";", -1)));
        }
        return names;
    }

    static double grams(IntensityFactor factor) {
        return factor.intensity().value().gramsPerKilowattHour();
    }

    private static String zoneOf(String written) {
        return Objects.toString(Places.find(written, null).zone());
    }

    private static UnknownNameException refusal(String zone) {
        return catchThrowableOfType(UnknownNameException.class, () -> Places.find(zone, null));
    }
}
