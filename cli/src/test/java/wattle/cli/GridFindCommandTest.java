package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridFindCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws us-east-1         | electricitymaps:US-MIDA-PJM",
                "gcp europe-west4      | electricitymaps:NL",
                "azure westus2         | electricitymaps:US-NW-GCPD",
                "Microsoft East US     | electricitymaps:US-MIDA-PJM",
                "48.86,2.35            | electricitymaps:FR",
                "48.86 2.35            | electricitymaps:FR",
                "-33.87,151.21         | electricitymaps:AU-NSW",
                "--near=-33.87,151.21  | electricitymaps:AU-NSW",
                "--near -33.87,151.21  | electricitymaps:AU-NSW",
                "FR                    | country:FRA",
                "US-CA                 | subdivision:US-CA",
                "Quebec                | subdivision:CA-QC",
                "New Zealand           | country:NZL",
            })
    void aPlaceIsFoundHoweverItIsWritten(String words, String zone) {
        String[] args = ("grid find --json " + words).split(" +");

        var json = Called.wattle(args).json();

        assertThat(json.path("schema").asString()).isEqualTo("wattle.place/1");
        assertThat(json.path("zone").asString()).isEqualTo(zone);
        assertThat(json.path("ambiguous").asBoolean()).isFalse();
        assertThat(json.path("versions").propertyNames()).containsExactly("wattle", "data");
        var first = json.path("readings").path(0);
        assertThat(first.path("zone").asString()).isEqualTo(zone);
        assertThat(first.path("data").path(0).path("g_per_kwh").asDouble()).isPositive();
        assertThat(first.path("data").path(0).path("signal").asString()).isEqualTo("average");
    }

    @Test
    void theTextSaysZoneBasisPointAndFigures() {
        assertThat(Called.wattle("grid", "find", "aws", "us-east-1").out())
                .contains("aws us-east-1: US East (N. Virginia), Ashburn")
                .contains("electricitymaps:US-MIDA-PJM")
                .contains("39.04, -77.49")
                .contains("google-cloud:us-east4")
                .contains("typical-day  2021 to 2024")
                .contains("same border as electricitymaps:US-MIDA-PJM");
        assertThat(Called.wattle("grid", "find", "48.80,2.13").out())
                .contains("17 km to 48.86, 2.35")
                .contains("region-from-loc");
    }

    @Test
    void anAmbiguousNameListsWhatItMayMean() {
        var json = Called.wattle("grid", "find", "--json", "Georgia").json();

        assertThat(json.path("zone").isNull()).isTrue();
        assertThat(json.path("ambiguous").asBoolean()).isTrue();
        assertThat(Called.wattle("grid", "find", "Georgia").out())
                .contains("country:GEO")
                .contains("subdivision:US-GA");
    }

    @Test
    void theTableForProgramsHasARowForEachFigure() {
        String[] lines = Called.wattle("grid", "find", "--csv", "DE").out().split("\n", -1);

        assertThat(lines[0]).startsWith("zone,name,basis,distance_km,quality,signal,factor,years");
        assertThat(lines[1]).startsWith("country:DEU,Germany,country by its code,,yearly,average,");
        for (String line : lines) {
            assertThat(line.isEmpty() || line.split(",", -1).length >= 12).as(line).isTrue();
        }
    }

    @Test
    void aPointThatIsTooFarIsNotGuessed() {
        Called lyon = Called.wattle("grid", "find", "45.76,4.84").refused(Exit.DATA_MISSING);

        assertThat(lyon.err()).contains("Geneva").contains("112 km").contains("region-from-loc");
    }

    @Test
    void whatIsNoPlaceIsRefused() {
        assertThat(Called.wattle("grid", "find", "Parris").refused(Exit.INVALID_INPUT).err())
                .contains("Paris");
        Called.wattle("grid", "find", "aws", "us-east-9").refused(Exit.INVALID_INPUT);
        Called.wattle("grid", "find", "91,0").refused(Exit.USAGE);
        Called.wattle("grid", "find", "--near", "here").refused(Exit.USAGE);
        Called.wattle("grid", "find", "FR", "--near", "1,1").refused(Exit.USAGE);
        Called.wattle("grid", "find", "FR", "--jsn").refused(Exit.USAGE);
        Called.wattle("grid", "find").refused(Exit.USAGE);
    }

    @Test
    void theListOfZonesSaysWhatThereIs() {
        assertThat(Called.wattle("grid", "zones", "germany").out())
                .contains("yearly 1990 to 2025, average lifecycle-co2e")
                .contains("typical day 2021 to 2024, average direct-co2e");
        assertThat(Called.wattle("grid", "zones", "--csv", "PGE").out())
                .contains("profile:US-CAISO-PGE,")
                .contains("typical-day,marginal,direct-co2,2019 to 2021,,");
        var json = Called.wattle("grid", "zones", "--json", "DK-DK1").json();
        assertThat(json.path("zones").path(0).path("data").path(0).path("years").asString())
                .isEqualTo("2021 to 2025");
    }
}
