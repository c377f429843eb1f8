package wattle.grid.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Coordinates;
import wattle.grid.Quality;
import wattle.unit.catalog.ShippedFiles;
import wattle.unit.catalog.UnknownNameException;

class ZoneLocatorTest {

    private static String zone(Located located) {
        return requireNonNull(located.zone()).toString();
    }

    /// Where the tables of others went wrong: São Paulo in the forest of the Amazon, Columbus in
    /// Nebraska, Dallas in Oregon, Las Vegas in New Mexico, Eemshaven at Rotterdam, Hamina at
    /// Helsinki, California's Azure region in Washington, Chicago on MISO's grid, Calgary without a
    /// zone, Madrid east of Greenwich.
    @ParameterizedTest
    @CsvSource({
        "aws,   sa-east-1,          electricitymaps:BR-CS,       -23.55,  -46.63",
        "gcp,   southamerica-east1, electricitymaps:BR-CS,       -23.53,  -46.79",
        "aws,   us-east-2,          electricitymaps:US-MIDA-PJM,  39.96,  -83.00",
        "gcp,   us-east5,           electricitymaps:US-MIDA-PJM,  39.96,  -83.00",
        "gcp,   us-south1,          electricitymaps:US-TEX-ERCO,  32.78,  -96.80",
        "gcp,   us-west4,           electricitymaps:US-NW-NEVP,   36.17, -115.14",
        "gcp,   europe-west4,       electricitymaps:NL,           53.44,    6.83",
        "gcp,   europe-north1,      electricitymaps:FI,           60.57,   27.20",
        "azure, westus,             electricitymaps:US-CAL-CISO,  37.78, -122.42",
        "azure, westus2,            electricitymaps:US-NW-GCPD,   47.23, -119.85",
        "azure, northcentralus,     electricitymaps:US-MIDA-PJM,  41.88,  -87.63",
        "azure, indonesiacentral,   electricitymaps:ID,           -6.21,  106.85",
        "azure, northeurope,        electricitymaps:IE,           53.35,   -6.26",
        "azure, westcentralus,      electricitymaps:US-NW-WACM,   41.14, -104.82",
        "azure, spaincentral,       electricitymaps:ES,           40.43,   -3.70",
        "aws,   ca-west-1,          electricitymaps:CA-AB,        51.05, -114.07",
        "aws,   us-east-1,          electricitymaps:US-MIDA-PJM,  39.04,  -77.49",
    })
    void regionsThatOthersMisplacedAreWhereTheyAre(
            String provider, String region, String zone, double latitude, double longitude) {
        Located located = ZoneLocator.region(provider, region);

        assertThat(zone(located)).isEqualTo(zone);
        assertThat(located.point()).isEqualTo(new Coordinates(latitude, longitude));
    }

    @Test
    void everyRegionIsFoundInItsZoneByNameAndByItsPoint() {
        int regions = 0;
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/cloud_regions.csv")) {
            regions++;
            String grid = "electricitymaps:" + row.getField("grid_zone");
            Located byName = ZoneLocator.region(row.getField("provider"), row.getField("region"));
            Coordinates point = requireNonNull(byName.point());
            Located byPoint = ZoneLocator.near(point);

            assertThat(zone(byName)).isEqualTo(grid);
            assertThat(zone(byPoint)).as(row.getField("region")).isEqualTo(grid);
            assertThat(byPoint.kilometres()).isEqualTo(0);
            assertThat(byName.readings().getFirst().data()).as(grid).isNotEmpty();
            assertThat(byName.readings())
                    .extracting(each -> each.zone().toString())
                    .doesNotHaveDuplicates()
                    .contains("country:" + row.getField("country_iso3"));
            assertThat(zone(ZoneLocator.named(row.getField("region")))).isEqualTo(grid);
        }
        assertThat(regions).isEqualTo(152);
    }

    @Test
    void theRegionsAgreeWithTheSharedData() {
        for (NamedCsvRecord row : ShippedFiles.shared("grid/cloud_regions.csv")) {
            Located located = ZoneLocator.region(row.getField("provider"), row.getField("region"));

            assertThat(zone(located)).isEqualTo("electricitymaps:" + row.getField("grid_zone"));
            assertThat(located.point())
                    .isEqualTo(
                            new Coordinates(
                                    Double.parseDouble(row.getField("lat")),
                                    Double.parseDouble(row.getField("lon"))));
        }
    }

    @Test
    void everyWayToReadARegionIsThere() {
        Located virginia = ZoneLocator.region("aws", "us-east-1");

        assertThat(virginia.readings())
                .extracting(each -> each.zone().toString())
                .contains(
                        "electricitymaps:US-MIDA-PJM",
                        "google-cloud:us-east4",
                        "subdivision:US-VA",
                        "country:USA",
                        "eia:PJM",
                        "profile:US-MIDA-PJM",
                        "watttime:PJM_DC");
        assertThat(virginia.readings())
                .filteredOn(each -> each.zone().source().equals("profile"))
                .flatExtracting(Reading::data)
                .extracting(ZoneData::quality)
                .containsExactly(Quality.TYPICAL_DAY, Quality.TYPICAL_DAY);
    }

    @ParameterizedTest
    @CsvSource({
        "FR,           country:FRA",
        "country:fr,   country:FRA",
        "France,       country:FRA",
        "US-CA,        subdivision:US-CA",
        "Quebec,       subdivision:CA-QC",
        "QC,           subdivision:CA-QC",
        "DK-DK1,       electricitymaps:DK-DK1",
        "Bornholm,     electricitymaps:DK-BHM",
        "US-CAISO-PGE, profile:US-CAISO-PGE",
        "Paris,        electricitymaps:FR",
        "us-east-1,    electricitymaps:US-MIDA-PJM",
        "eia:pjm,      eia:PJM",
        "uk:13,        uk:13",
        "Singapore,    country:SGP",
    })
    void aNameIsFound(String name, String zone) {
        Located located = ZoneLocator.named(name);

        assertThat(zone(located)).isEqualTo(zone);
        assertThat(located.readings().getFirst().zone()).hasToString(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "CA,      country:CAN, subdivision:US-CA",
        "Georgia, country:GEO, subdivision:US-GA",
        "GA,      country:GAB, subdivision:US-GA",
        "FR,      country:FRA, electricitymaps:FR",
    })
    void whatElseANameMayMeanIsThere(String name, String first, String other) {
        assertThat(ZoneLocator.named(name).readings())
                .extracting(each -> each.zone().toString())
                .startsWith(first)
                .contains(other);
    }

    @Test
    void anAmbiguousNameIsNotChosen() {
        assertThat(ZoneLocator.named("Georgia").zone()).isNull();
        assertThat(ZoneLocator.named("WA").zone()).isNull();
        assertThat(ZoneLocator.named("CA").zone()).hasToString("country:CAN");
    }

    @Test
    void nothingIsCalledSo() {
        assertThatThrownBy(() -> ZoneLocator.named("Nowhereland"))
                .isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> ZoneLocator.named("Parris"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("Paris");
        assertThatThrownBy(() -> ZoneLocator.named("country:XYZ"))
                .isInstanceOf(UnknownNameException.class);
    }

    @Test
    void aPointIsPlacedByTheNearestCityAndSaysThatItMayBeWrong() {
        Located versailles = ZoneLocator.near(new Coordinates(48.80, 2.13));

        assertThat(zone(versailles)).isEqualTo("electricitymaps:FR");
        assertThat(requireNonNull(versailles.kilometres())).isCloseTo(17.4, within(0.5));
        assertThat(versailles.notes().getFirst()).contains("borders are not known");
    }

    @Test
    void aPointBetweenTwoZonesNamesBoth() {
        Located malmo = ZoneLocator.near(new Coordinates(55.60, 13.00));

        assertThat(zone(malmo)).isEqualTo("electricitymaps:SE-SE4");
        assertThat(malmo.readings())
                .filteredOn(each -> each.kilometres() != null)
                .extracting(each -> each.zone().key())
                .containsExactly("SE-SE4", "DK-DK2");
        assertThat(malmo.notes()).contains("2 zones have a city within 100 km");
    }

    /// Lyon is nearer to Geneva than to Turin, and nearer to both than to Paris or Marseille.
    @Test
    void aPointFarFromEveryCityIsNotGuessed() {
        for (Coordinates far :
                List.of(
                        new Coordinates(45.76, 4.84),
                        new Coordinates(0, -150),
                        new Coordinates(90, 0),
                        new Coordinates(-90, 180))) {
            assertThat(ZoneLocator.nearest(far).kilometres())
                    .isGreaterThan(ZoneLocator.FARTHEST_KILOMETRES);
            assertThatThrownBy(() -> ZoneLocator.near(far))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// The nearest city by an exhaustive search with another formula.
    @Test
    void theNearestIsTheNearest() throws Exception {
        List<NamedCsvRecord> rows = ShippedFiles.table("grid/catalog/cloud_regions.csv");
        wattle.testing.Property.forAll(
                300,
                random -> {
                    Coordinates point =
                            new Coordinates(
                                    random.nextDouble(-90, 90), random.nextDouble(-180, 180));
                    double best = Double.POSITIVE_INFINITY;
                    for (NamedCsvRecord row : rows) {
                        double latitude = Math.toRadians(Double.parseDouble(row.getField("lat")));
                        double longitude = Math.toRadians(Double.parseDouble(row.getField("lon")));
                        double here = Math.toRadians(point.latitude());
                        double cosine =
                                Math.sin(latitude) * Math.sin(here)
                                        + Math.cos(latitude)
                                                * Math.cos(here)
                                                * Math.cos(
                                                        longitude
                                                                - Math.toRadians(
                                                                        point.longitude()));
                        best = Math.min(best, 6371.0088 * Math.acos(Math.clamp(cosine, -1, 1)));
                    }
                    assertThat(ZoneLocator.nearest(point).kilometres())
                            .isCloseTo(best, within(0.01));
                });
    }
}
