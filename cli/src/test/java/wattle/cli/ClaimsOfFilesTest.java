package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.series.csv.InvalidFileException;

class ClaimsOfFilesTest {

    @TempDir Path folder;

    @Test
    void aRowOfCodeCarbonIsAClaimWithoutItsMachine() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("upload"),
                        """
                        timestamp,project_name,run_id,duration,emissions,energy_consumed,gpu_energy,country_iso_code,os,gpu_model,codecarbon_version
                        2026-03-01T04:05:00,tiny,r1,3600,0.06,1.0,1.0,FRA,Linux-secret,A100,3.0.1
                        2026-03-01T04:05:00,tiny,r2,0,0.06,1.0,1.0,FRA,Linux-secret,A100,3.0.1
                        """);
        List<String> leftOut = new ArrayList<>();
        Map<String, Claim> claims = ClaimsOfFiles.ofUpload(file, leftOut::add);
        assertThat(claims).containsOnlyKeys("codecarbon/r1");
        assertThat(leftOut).singleElement().asString().contains("line 3 has a duration of 0");
        assertThat(ClaimJson.text(claims.values().iterator().next()))
                .contains("\"model\":\"tiny\"", "\"country_code\":\"FR\"")
                .doesNotContain("secret");
    }

    @Test
    void aRecordThatSomebodySendsOpensNoFileOfThisMachine() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.csv"), "the,secret\n1,2\n");
        Path file =
                Files.writeString(
                        folder.resolve("upload"),
                        line(
                                        """
                                        "run":{"schema":"wattle.record/1","id":"r1","started":"2026-03-01T04:05:00Z",\
                                        "interval_nanos":1000000000,"command":["train"],"labels":{},"host":"h",\
                                        "boot_id":"b","pid":1,"options":{"intensity_files":"%s"}}\
                                        """
                                                .formatted(secret))
                                + line("\"sample\":[0,0,0,0,0,[],[]]")
                                + line(
                                        "\"sample\":[1000000000,500000000,900000000,2000000000,0,[],[]]"));
        assertThatThrownBy(() -> ClaimsOfFiles.ofUpload(file, row -> {}))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("its intensity is that of a file, which is not in it")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aRecordThatWouldTakeAllMemoryIsRefused() throws Exception {
        var record = new StringBuilder();
        record.append(
                line(
                        """
                        "run":{"schema":"wattle.record/1","id":"r1","started":"1996-03-01T04:05:00Z",\
                        "interval_nanos":1000000000,"command":["train"],"labels":{},"host":"h",\
                        "boot_id":"b","pid":1,"options":{}}\
                        """));
        for (int i = 0; i < 200; i++) {
            record.append(
                    line(
                            """
                            "channel":{"index":%d,"name":"gpu-%d","id":"g%d","domain":"GPU_BOARD","model":"","source":"",\
                            "basis":"","limit_watts":700,"window_seconds":0.1}\
                            """
                                    .formatted(i, i, i)));
        }
        record.append(line("\"sample\":[0,0,0,0,0,[]]"));
        record.append(line("\"sample\":[900000000000000000,0,0,0,0,[]]"));
        Path file = Files.writeString(folder.resolve("upload"), record);
        assertThatThrownBy(() -> ClaimsOfFiles.ofUpload(file, row -> {}))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("it lasts 10416 days, which is too long for its 200 parts");
    }

    /// As a record has it.
    private static String line(String body) {
        String end = body + "}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32C();
        crc.update(bytes);
        return "{\"crc\":\"%08x\",\"len\":%d,%s\n".formatted(crc.getValue(), bytes.length, end);
    }
}
