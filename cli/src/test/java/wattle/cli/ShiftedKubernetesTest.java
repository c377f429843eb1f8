package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// `wattle run --on kubernetes`, by the real launcher, where no API server is: what Jobs do is
/// tried in the adapters, on a server that keeps them.
class ShiftedKubernetesTest {

    @TempDir private Path folder = Path.of("");
    private TestMachine machine;

    @BeforeEach
    void start() throws IOException {
        machine = new TestMachine(Files.createDirectory(folder.resolve("machine")));
        machine.with("KUBECONFIG", Files.writeString(folder.resolve("config"), CONFIG).toString());
    }

    @AfterEach
    void end() {
        machine.close();
    }

    /// Of a cluster that is not there: nobody has port 1.
    private static final String CONFIG =
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: here, cluster: {server: "http://127.0.0.1:1"}}]
            contexts: [{name: here, context: {cluster: here, user: me, namespace: work}}]
            current-context: here
            users: [{name: me, user: {}}]
            """;

    private Launched shifted(String... more) {
        String[] words = {
            "run",
            "--on",
            "kubernetes",
            "--flexible-start",
            "0",
            "--duration",
            "1h",
            "--power-watts",
            "9",
            "--zone",
            "DE"
        };
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return machine.wattle(all);
    }

    @Together
    void aServerThatDoesNotAnswerIsSaidAndWaitedFor() throws Exception {
        Launched run = shifted("--image", "train:1", "--", "python", "train.py");
        run.says("create Job work/");
        assertThat(run.isAlive()).isTrue();
        run.signal("TERM");
        run.ends(143).says("go on with: wattle resume");
    }

    @Together
    void whatIsNoManifestIsRefused() throws Exception {
        shifted("--", "python", "train.py").ends(3).says("without --image");
        Path text = Files.writeString(folder.resolve("job.yaml"), "kind: Pod\n");
        shifted("--", text.toString()).ends(3);
    }
}
