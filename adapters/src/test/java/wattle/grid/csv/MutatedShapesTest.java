package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TestFiles;
import wattle.testing.Property;

/// Whatever a file of any shape holds, reading it ends in rows or in a refusal.
class MutatedShapesTest {

    private static final List<String> GOOD =
            List.of(
                    """
                    timestamp_utc,g_per_kwh
                    2026-03-01T00:00:00Z,400.5
                    2026-03-01T01:00:00Z,400.5
                    """,
                    """
                    Datetime (UTC),Zone id,Carbon intensity gCO₂eq/kWh (Life cycle),Data estimated
                    2024-01-01 00:00:00,FX,30.5,false
                    2024-01-01 01:00:00,FX,30.5,true
                    """,
                    """
                    "Balancing Authority","UTC Time at End of Hour","Net Generation (MW) from Coal (Adjusted)","Net Generation (MW) from Natural Gas (Adjusted)"
                    "PJM","01/01/2024 6:00:00 AM","1,000","2,000"
                    "PJM","01/01/2024 12:00:00 PM","1,000.5","2,000"
                    """,
                    """
                    timestamp,WND,NG,COL,avg_CI
                    1659492000,100.0,300.0,600.0,374.5
                    1659495600000,100.0,300.0,600.0,374.5
                    """,
                    """
                    "Area","MTU","Fossil Gas  - Actual Aggregated [MW]","Wind Onshore  - Actual Aggregated [MW]"
                    "FX","26.10.2025 01:00 - 26.10.2025 02:00 (CET/CEST)","100","200"
                    "FX","26.10.2025 02:00 - 26.10.2025 03:00 (CET/CEST)","100","n/e"
                    """,
                    """
                    "MTU (UTC)","Area","Production Type","Generation (MW)"
                    "13/01/2025 00:00:00 - 13/01/2025 00:15:00","BZN|FX","Nuclear","600"
                    "13/01/2025 00:00:00 - 13/01/2025 00:15:00","BZN|FX","Fossil Gas","N/A"
                    """);

    private static final String SIGNS = "0123456789:/.-,\"()|TZ \t\nAPMeNn/+é\u0000";

    @TempDir Path folder;

    @Test
    void everyMutationIsReadOrRefused() throws Exception {
        int[] refused = {0};
        int cases = 3000;
        Property.forAll(
                cases,
                random -> {
                    var text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
                    for (int i = random.nextInt(3); i >= 0; i--) {
                        int at = 2 + random.nextInt(text.length() - 1);
                        char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
                        switch (random.nextInt(4)) {
                            case 0 -> text.setCharAt(at - 1, sign);
                            case 1 -> text.insert(at - 1, sign);
                            case 2 -> text.append(sign);
                            default -> text.setLength(at);
                        }
                    }
                    Path file = TestFiles.write(folder, "x.csv", text.toString());
                    try {
                        RawFile read = RawFile.read(file, RawOptions.NONE);
                        assertThat(read.rows().size()).isPositive();
                        assertThat(read.zones()).hasSizeLessThan(2);
                    } catch (InvalidFileException problem) {
                        refused[0]++;
                    }
                });
        assertThat(refused[0]).isBetween(cases / 5, cases - cases / 20);
    }
}
