package wattle.plan.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.series.csv.InvalidFileException;

class ZoneTablesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path folder;

    @Test
    void aPriceHoldsUntilTheNextOneAndTheLastAsLongAsTheOneBefore() throws IOException {
        var prices =
                PricesFile.read(
                        write(
                                """
                                zone,interval_start_utc,price_per_kwh,price_per_hour
                                A,2026-01-01T00:00:00Z,0.1,
                                A,2026-01-01T00:30:00Z,0.3,
                                A,2026-01-01T02:00:00Z,-0.2,
                                B,,,2.5
                                """));

        var a = Objects.requireNonNull(prices.get("A"));
        assertThat(Objects.requireNonNull(a.perKilowattHour()).means(START, HOUR, 4))
                .usingComparatorWithPrecision(1e-12)
                .containsExactly(0.2, 0.3, -0.2, Double.NaN);
        assertThat(a.perHour()).isNull();
        var b = Objects.requireNonNull(prices.get("B"));
        assertThat(b.perKilowattHour()).isNull();
        assertThat(Objects.requireNonNull(b.perHour()).means(START, HOUR, 2))
                .containsExactly(2.5, 2.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone\nA\n",
                "zone,price_per_kwh\nA,\n",
                "zone,price_per_kwh\nA,cheap\n",
                "zone,price_per_kwh\nA,1\nA,2\n",
                "zone,interval_start_utc,price_per_kwh\nA,2026-01-01T00:00:00Z,1\n",
                """
                zone,interval_start_utc,price_per_kwh
                A,2026-01-01T00:00:00Z,1
                A,2026-01-01T00:00:00Z,2
                """,
                """
                zone,interval_start_utc,price_per_kwh
                A,2026-01-01T00:00:00Z,1
                A,2026-01-01T01:00:00Z,
                """,
                """
                zone,interval_start_utc,price_per_kwh
                A,2026-01-01T00:00:00Z,1
                A,2026-01-01T01:00:00,2
                """
            })
    void pricesThatAreWrongAreRefused(String text) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> PricesFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("table.csv line ");
    }

    @Test
    void aPlaceHasWhatItsRowSaysAndNothingElse() throws IOException {
        var sites =
                SitesFile.read(
                        write(
                                """
                                zone,tag,gpus,pue,transfer_kwh,transfer_time
                                A,EU,A100; T4,1.1,0.5,30m
                                B,eu,,,,
                                C,,,,,
                                """));

        var a = Objects.requireNonNull(sites.get("A"));
        var b = Objects.requireNonNull(sites.get("B"));
        var c = Objects.requireNonNull(sites.get("C"));
        assertThat(a.gpus()).containsExactly("A100", "T4");
        assertThat(a.hasGpu("a100")).isTrue();
        assertThat(a.pue()).hasValue(1.1);
        assertThat(a.transferKilowattHours()).hasValue(0.5);
        assertThat(a.transferTime()).isEqualTo("30m");
        assertThat(b.pue()).isEmpty();
        assertThat(b.hasGpu("A100")).isFalse();
        assertThat(b.hasTagOf(a)).isTrue();
        assertThat(c.hasTagOf(c)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tag\nEU\n",
                "zone,pue\nA,0.9\n",
                "zone,transfer_kwh\nA,-1\n",
                "zone,tag\nA,EU\nA,US\n"
            })
    void placesThatAreWrongAreRefused(String text) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> SitesFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("table.csv line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zone,start_utc\nA,2026-01-01T00:00:00Z\n",
                "zone,start_utc,end_utc\nA,2026-01-01T01:00:00Z,2026-01-01T01:00:00Z\n",
                "zone,start_utc,end_utc\nA,today,2026-01-01T01:00:00Z\n"
            })
    void timesThatAreWrongAreRefused(String text) throws IOException {
        Path file = write(text);
        assertThatThrownBy(() -> TimesFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("table.csv line ");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }
}
