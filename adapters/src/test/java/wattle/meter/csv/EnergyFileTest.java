package wattle.meter.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.series.csv.TestFiles;

class EnergyFileTest {

    @TempDir Path folder;

    @Test
    void energyIsASumOverTheInterval() {
        EnergyFile file =
                read(
                        """
                        interval_start_utc,energy_joules
                        2021-06-29T15:45:00Z,0
                        2021-06-29T15:50:00Z,20589
                        2021-06-29T15:55:00Z,30979
                        """);
        assertThat(file.energy().total().joules()).isEqualTo(51_568);
        assertThat(file.column()).isEqualTo("energy_joules");
        assertThat(file.remarks()).isEmpty();
    }

    @Test
    void powerIsAMeanThatHoldsForTheInterval() {
        EnergyFile file =
                read(
                        """
                        interval_start_utc,power_watts
                        2026-03-01T00:00:00Z,300
                        2026-03-01T00:05:00Z,100
                        2026-03-01T00:20:00Z,50
                        """);
        assertThat(file.energy().total().joules()).isEqualTo(450 * 300);
        assertThat(file.column()).isEqualTo("power_watts");
    }

    @Test
    void whereBothAreThereEnergyIsReadAndSaidSo() {
        EnergyFile file =
                read(
                        """
                        interval_start_utc,power_watts,energy_joules
                        2026-03-01T00:00:00Z,300,1
                        2026-03-01T00:05:00Z,100,2
                        """);
        assertThat(file.energy().total().joules()).isEqualTo(3);
        assertThat(file.remarks())
                .singleElement()
                .asString()
                .endsWith("column power_watts was left unread, energy_joules read");
    }

    @Test
    void neitherIsEverNegative() {
        for (String column : new String[] {"energy_joules", "power_watts"}) {
            assertThatThrownBy(() ->
                            read(
                                    "interval_start_utc,"
                                            + column
                                            + "\n2026-03-01T00:00:00Z,5\n"
                                            + "2026-03-01T00:05:00Z,-1\n"))
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContaining("line 3, column " + column + ": -1.0 is negative. ")
                    .hasMessageContaining("is never negative: check");
        }
    }

    @Test
    void energyBeyondCountingIsRefused() {
        for (String column : new String[] {"energy_joules", "power_watts"}) {
            assertThatThrownBy(() ->
                            read(
                                    "interval_start_utc,"
                                            + column
                                            + "\n2026-03-01T00:00:00Z,1e308\n"
                                            + "2026-03-01T00:05:00Z,1e308\n"))
                    .isInstanceOf(InvalidFileException.class)
                    .hasMessageContaining("energy.csv holds " + column + " that add up to more");
        }
    }

    @Test
    void anIntensityIsNoEnergy() {
        assertThatThrownBy(() -> read("timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,5\n"))
                .hasMessageContaining("expected energy_joules or power_watts");
    }

    private EnergyFile read(String content) {
        return EnergyFile.read(TestFiles.write(folder, "energy.csv", content), Reading.STRICT);
    }
}
