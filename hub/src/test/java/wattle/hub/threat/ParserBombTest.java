package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.submission.ClaimFile;
import wattle.hub.submission.ModelCardFile;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.series.csv.InvalidFileException;

/// Documents that are small and become large, or never end. What counts is that each is refused,
/// with memory left: the tests' JVM has a bounded heap.
class ParserBombTest {

    @TempDir private Path folder;

    @Test
    void aBodyThatGrowsIsRefusedBeforeItHasGrown() throws Exception {
        String deep = "{\"subject\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
        String[] bombs = {
            deep.substring(0, 60_000),
            "{\"subject\":{\"model\":\"x\",\"parameters\":1e999999999}}",
            "{\"subject\":{\"model\":\"x\",\"parameters\":" + "9".repeat(60_000) + "}}",
            "{\"subject\":{\"model\":\"x\"},\"reported\":{\"carbon\":{\"number\":\"1e999999999\",\"unit\":\"t\"}}}",
            "{\"subject\":{\"model\":\"x\"},\"reported\":{\"carbon\":{\"number\":\"NaN\",\"unit\":\"t\"}}}",
            "{\"subject\":{\"model\":\"x\"},\"scores\":["
                    + "{\"metric\":\"a\",\"value\":1},".repeat(2000)
                    + "]}",
            "{\"" + "a".repeat(60_000) + "\":1}",
            "{\"a\":1,".repeat(5000) + "}",
        };
        try (var claims = new ClaimServer(folder, TestServer.PLENTY)) {
            for (String bomb : bombs) {
                HttpResponse<byte[]> answer =
                        claims.send(Role.ADMIN, "POST", "/v1/claims", Map.of(), bomb);
                assertThat(answer.statusCode())
                        .as(bomb.substring(0, Math.min(60, bomb.length())))
                        .isIn(400, 413, 422);
                assertThat(answer.body().length).isLessThan(4000);
            }
            HttpResponse<byte[]> large =
                    claims.send(
                            Role.ADMIN,
                            "POST",
                            "/v1/claims",
                            Map.of(),
                            "{\"subject\":{\"model\":\"" + "x".repeat(10_000_000) + "\"}}");
            assertThat(large.statusCode()).isEqualTo(413);
        }
    }

    /// Nine levels of nine aliases each are 387 million items.
    @Test
    void aCardThatReferredToItselfOftenEnoughIsRefused() throws Exception {
        var yaml = new StringBuilder("---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("a%d: &a%d [".formatted(i, i));
            yaml.append("*a%d,".formatted(i - 1).repeat(9)).append("]\n");
        }
        yaml.append("co2_eq_emissions: 1\n---\n# A\n");
        Path card = Files.writeString(folder.resolve("README.md"), yaml);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ModelCardFile.read(card))
                .isInstanceOf(InvalidFileException.class);
        Path zeros = Files.write(folder.resolve("zeros"), new byte[1 << 20]);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ClaimFile.of(zeros))
                .isInstanceOf(InvalidFileException.class);
    }
}
