package wattle.grid.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Factor;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.catalog.ShippedFiles;
import wattle.unit.catalog.UnknownNameException;

class CloudRegionsTest {

    @ParameterizedTest
    @CsvSource({
        "gcp,       europe-west9, 2024, 16.3,   google-cloud:europe-west9, electricitymaps:FR",
        "Google,    EUROPE-WEST9, 2024, 16.3,   google-cloud:europe-west9, electricitymaps:FR",
        "aws,       us-east-1,    2024, 323.05, google-cloud:us-east4, electricitymaps:US-MIDA-PJM",
        "Amazon,    eu-west-3,    2024, 16.3,   google-cloud:europe-west9, electricitymaps:FR",
        "microsoft, East US,      2024, 323.05, google-cloud:us-east4, electricitymaps:US-MIDA-PJM",
        "aws,       ca-west-1,    2019, 670,    subdivision:CA-AB,     electricitymaps:CA-AB",
        "aws,       me-south-1,   2024, 902.24, country:BHR,           electricitymaps:BH",
    })
    void aRegionIsFoundByProviderAndKeyOrName(
            String provider, String region, int year, double grams, String zone, String gridZone) {
        CloudRegion found = CloudRegions.find(provider, region, year);

        assertThat(PlacesTest.grams(found.intensity())).isEqualTo(grams);
        assertThat(found.intensity().zone()).hasToString(zone);
        assertThat(found.gridZone()).hasToString(gridZone);
        assertThat(found.intensity().year()).isEqualTo(year);
    }

    @Test
    void aFigureOfANeighbourOnTheGridSaysSo() {
        CloudRegion virginia = CloudRegions.find("aws", "us-east-1", 2024);

        assertThat(virginia.intensity().place()).isEqualTo("US East (N. Virginia), Ashburn");
        assertThat(virginia.intensity().notes())
                .containsExactly(
                        "the figure that Google publishes for us-east4, which draws on the same"
                                + " grid");
        assertThat(CloudRegions.find("gcp", "us-east4", 2024).intensity().notes()).isEmpty();
        assertThat(CloudRegions.find("aws", "me-south-1", 2024).intensity().notes().getFirst())
                .contains("mean of its country");
    }

    @Test
    void aYearBeforeAllFiguresTakesTheFirstAndSaysHowTheCountryMoved() {
        var factor = CloudRegions.find("gcp", "us-east4", 2016).intensity();

        assertThat(factor.year()).isEqualTo(2019);
        assertThat(factor.labels().factor()).isEqualTo(Factor.LIFECYCLE_CO2E);
        assertThat(factor.notes())
                .anySatisfy(note -> assertThat(note).contains("United States as a whole had"));
    }

    @Test
    void theOverheadIsTheFleetsWithTheSpreadOfSites() {
        assertThat(FacilityPue.ofProvider("aws", 2024).pue()).isEqualTo(pue(1.04, 1.15, 1.56));
        assertThat(FacilityPue.ofProvider("google", 2021).pue()).isEqualTo(pue(1.06, 1.1, 1.15));
        assertThat(FacilityPue.ofProvider("gcp", null).pue()).isEqualTo(pue(1.06, 1.09, 1.15));
        assertThat(FacilityPue.ofProvider("azure", 2024).year()).isEqualTo(2023);
        assertThat(FacilityPue.ofProvider("azure", 2024).notes())
                .containsExactly("no PUE for 2024: that of 2023 is used");
        assertThat(FacilityPue.ofUnknownDataCentre(2024).pue()).isEqualTo(pue(1.1, 1.56, 2));
        assertThat(FacilityPue.ofUnknownDataCentre(2021).year()).isEqualTo(2020);
        assertThat(FacilityPue.ofWorkstation().pue()).isEqualTo(pue(1, 1, 1));
        assertThat(FacilityPue.ofWorkstation().year()).isNull();
    }

    @Test
    void namesThatAreNotKnownAreRefusedWithSuggestions() {
        var provider = refusal("awz", "us-east-1");
        var region = refusal("aws", "us-east-1a");

        assertThat(provider.kind()).isEqualTo(UnknownNameException.Kind.PROVIDER);
        assertThat(provider.suggestions()).containsExactly("aws");
        assertThat(region.kind()).isEqualTo(UnknownNameException.Kind.REGION);
        assertThat(region.suggestions()).startsWith("us-east-1");
        assertThat(refusal("aws", "paris").suggestions()).containsExactly("eu-west-3");
        assertThat(refusal("gcp", "europe-west99").suggestions()).contains("europe-west9");
    }

    @Test
    void everyRegionIsKnownInEveryYear() {
        int regions = 0;
        for (String provider : CloudRegions.providers()) {
            for (String region : CloudRegions.regions(provider)) {
                regions++;
                for (int year = 2018; year <= 2026; year++) {
                    CloudRegion found = CloudRegions.find(provider, region, year);
                    assertThat(PlacesTest.grams(found.intensity())).isBetween(0.0, 1500.0);
                    assertThat(found.latitude()).isBetween(-90.0, 90.0);
                    assertThat(found.longitude()).isBetween(-180.0, 180.0);
                    assertThat(found.intensity().source().licence()).isNotNull();
                    assertThat(Places.find(found.gridZone().toString(), year)).isNotNull();
                    assertThat(Places.find(found.countryIso3(), year)).isNotNull();
                }
            }
        }
        assertThat(regions).isEqualTo(152);
    }

    @Test
    void whatMayNotBeShippedIsNotThere() {
        for (var file : ShippedFiles.tables()) {
            if (file.endsWith("cloud_regions.csv")) {
                assertThat(ShippedFiles.table("grid/catalog/cloud_regions.csv").get(0).getHeader())
                        .doesNotContain("pue", "pue_year", "wue_l_per_kwh", "wue_year");
            }
        }
    }

    @Test
    void agreesWithTheSharedData() {
        for (NamedCsvRecord row : ShippedFiles.shared("grid/cloud_regions.csv")) {
            CloudRegion found =
                    CloudRegions.find(
                            row.getField("provider"),
                            row.getField("region"),
                            Integer.valueOf(row.getField("g_year")));
            assertThat(PlacesTest.grams(found.intensity()))
                    .isEqualTo(Double.parseDouble(row.getField("g_per_kwh")));
            assertThat(found.intensity().year()).isEqualTo(Integer.valueOf(row.getField("g_year")));
            assertThat(found.location()).isEqualTo(row.getField("location"));
            assertThat(found.gridZone().key()).isEqualTo(row.getField("grid_zone"));
            assertThat(found.countryIso3()).isEqualTo(row.getField("country_iso3"));
            assertThat(found.latitude()).isEqualTo(Double.parseDouble(row.getField("lat")));
            assertThat(found.longitude()).isEqualTo(Double.parseDouble(row.getField("lon")));
        }
        for (NamedCsvRecord row : ShippedFiles.shared("grid/gcp_region_history.csv")) {
            Integer year = Integer.valueOf(row.getField("year"));
            var factor = Places.find("google-cloud:" + row.getField("region"), year);
            assertThat(factor.year()).isEqualTo(year);
            assertThat(PlacesTest.grams(factor))
                    .isEqualTo(Double.parseDouble(row.getField("g_per_kwh")));
            assertThat(factor.labels().factor())
                    .isEqualTo(
                            row.getField("g_basis").equals("lifecycle")
                                    ? Factor.LIFECYCLE_CO2E
                                    : Factor.DIRECT_CO2E);
        }
    }

    private static Range<Pue> pue(double low, double value, double high) {
        return new Range<>(new Pue(low), new Pue(value), new Pue(high));
    }

    private static UnknownNameException refusal(String provider, String region) {
        return catchThrowableOfType(
                UnknownNameException.class, () -> CloudRegions.find(provider, region, null));
    }

    @Test
    void providersAreListed() {
        assertThat(CloudRegions.providers()).isEqualTo(List.of("aws", "azure", "gcp"));
        assertThat(CloudRegions.regions("Google")).hasSize(44).contains("europe-west9");
    }
}
