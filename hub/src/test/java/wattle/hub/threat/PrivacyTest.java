package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.submission.RunClaims;
import wattle.ledger.json.ClaimJson;
import wattle.report.RecordedRun;
import wattle.report.codecarbon.CodeCarbonRow;
import wattle.report.codecarbon.CodeCarbonRuns;

/// What a machine, a user and a place are called: planted in everything that a run says of itself,
/// found in no claim.
class PrivacyTest {

    private static final String CANARY = "CANARY";

    @TempDir private Path folder;

    @Test
    void aRunSaysNothingOfItsMachineItsUserOrItsCommand() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("emissions.csv"),
                        """
                        timestamp,run_id,project_name,duration,emissions,energy_consumed,country_name,country_iso_code,region,os,cpu_model,gpu_model,gpu_count,longitude,latitude,experiment_id
                        2026-03-01T00:00:00,r1,tiny,3600,0.1,0.5,France,FRA,CANARY-region,CANARY-os,CANARY-cpu,1 x NVIDIA A100,1,2.CANARY,48.CANARY,CANARY
                        """);
        RecordedRun run =
                CodeCarbonRuns.of(CodeCarbonRow.read(file), ZoneOffset.UTC).runs().getFirst();
        var told =
                new RecordedRun(
                        run.id(),
                        List.of("/home/CANARY/bin/python", "--api-key", "CANARY"),
                        Map.of("model", "tiny", "user", "CANARY", "path", "/home/CANARY"),
                        run.state(),
                        0,
                        run.scope(),
                        100,
                        0,
                        new RecordedRun.Machine("CANARY-host", "CANARY-os", "CANARY-cpu", 2, 1),
                        run.metered(),
                        run.intensity(),
                        run.footprint(),
                        null);
        String claim =
                ClaimJson.text(
                        RunClaims.of(told, new RunClaims.Tool("Wattle", "1"), "0".repeat(64)));
        assertThat(claim).contains("tiny", "country:FRA").doesNotContain(CANARY);
    }
}
