package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.meter.Tally;
import wattle.meter.journal.Recording;

/// `wattle run --push` by the real launcher to a real `wattle serve`, with something in between
/// that goes away and sees every byte.
class PushedRunTest {

    private static final String CANARY = "cAnAry";
    private static final Pattern SERVING = Pattern.compile("serving on (http://127.0.0.1:(\\d+))");

    @TempDir Path folder;

    private TestMachine machine;
    private String hub = "";
    private String token = "";
    private Relay relay;

    @BeforeEach
    void serve() throws Exception {
        Path own = Files.createDirectories(folder.resolve(CANARY));
        String database = folder.resolve("hub.db").toString();
        token =
                Called.wattle(
                                "hub",
                                "token",
                                "create",
                                "--name",
                                "ada",
                                "--scope",
                                "submit",
                                "--quiet",
                                "--database",
                                database)
                        .done()
                        .out()
                        .strip();
        machine =
                new TestMachine(own)
                        .withRapl()
                        .with("WATTLE_TOKEN", token)
                        .with("SECRET_OF_MINE", "env-" + CANARY);
        Launched server = machine.wattle("serve", "--port", "0", "--database", database);
        Matcher address = SERVING.matcher(server.says("serving on").err());
        assertThat(address.find()).isTrue();
        hub = address.group(1);
        relay = new Relay(Integer.parseInt(address.group(2)));
        machine.draw("package-0", 123.4);
    }

    @AfterEach
    void end() throws Exception {
        machine.close();
        if (relay != null) {
            relay.close();
        }
    }

    private JsonNode run(String id) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(
                            client.send(
                                            HttpRequest.newBuilder(
                                                            URI.create(hub + "/v1/runs/" + id))
                                                    .header("Authorization", "Bearer " + token)
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .body());
        }
    }

    /// The hub's sums are those of the record, to the last bit.
    private void agrees(Path record) throws Exception {
        Recording recorded = Recording.of(record);
        Tally tally = recorded.tally();
        JsonNode run = run(recorded.header().id());
        assertThat(run.path("state").asString()).as(run.toString()).isEqualTo("finished");
        assertThat(run.path("samples").asLong()).isEqualTo(tally.samples());
        assertThat(run.path("parts").size()).isEqualTo(tally.parts().size()).isPositive();
        for (int i = 0; i < tally.parts().size(); i++) {
            JsonNode joules = run.path("parts").path(i).path("energy_joules");
            if (tally.isMetered(i)) {
                assertThat(joules.asDouble()).isEqualTo(tally.energy(i).joules());
            } else {
                assertThat(joules.isNull()).isTrue();
            }
        }
        assertThat(run.path("parts").path(0).path("energy_joules").asDouble()).isPositive();
        assertThat(run.path("labels").path("model").asString()).isEqualTo("Tiny");
        assertThat(run.path("zone").asString()).isEqualTo("FR");
        double grams = run.path("operational_g").asDouble();
        assertThat(grams).as(run.toString()).isPositive();
    }

    private String address() {
        return "http://127.0.0.1:" + relay.port();
    }

    private Launched pushed(String script) {
        return machine.run(
                "--zone FR --label model=Tiny --label user=" + CANARY + " --push " + address(),
                script + " # " + CANARY);
    }

    private void nothingPrivateWasSent() throws Exception {
        String sent = relay.sent();
        assertThat(sent)
                .contains("POST /v1/runs ", "chunks?offset=", "cpu-package-0")
                .doesNotContain(CANARY)
                .doesNotContain(System.getProperty("user.home") + "/")
                .doesNotContain(
                        TestMachine.read(Path.of("/proc/sys/kernel/random/boot_id")).strip());
        String host = TestMachine.read(Path.of("/proc/sys/kernel/hostname")).strip();
        if (host.length() > 4) {
            assertThat(sent).doesNotContain(host);
        }
    }

    @Test
    void aRunIsSentAsItGoesThoughTheHubWasAwayForSomeTime() throws Exception {
        Path go = folder.resolve("go");
        Launched run = pushed("while [ ! -e " + go + " ]; do sleep 0.1; done; exit 7");
        run.says("sends the run to " + address());
        Until.holds("a chunk is sent", () -> relay.sent().contains("chunks?offset="));
        relay.goAway();
        Thread.sleep(3000); // Longer than the pause between two looks.
        relay.open();
        Files.createFile(go);
        run.ends(7).says("sent the run (");
        assertThat(run.err()).doesNotContain(token).doesNotContain("could be sent");
        agrees(run.record());
        nothingPrivateWasSent();
        assertThat(Files.readString(run.record())).contains(CANARY);
    }

    @Test
    void whatCouldNotBeSentIsSentAfterwards() throws Exception {
        relay.goAway();
        Launched run = pushed("sleep 0.5; exit 3");
        run.ends(3).says("problem: nothing of the run could be sent").says("send the rest with");
        String rest =
                run.err().lines().filter(line -> line.contains("wattle push ")).findFirst().get();
        relay.open();
        String[] words = rest.substring(rest.indexOf("wattle push ") + 7).split(" ");
        Launched push = machine.wattle(words).ends(0).says("sends ");
        assertThat(push.out()).startsWith(address() + "/v1/runs/");
        agrees(run.record());
        assertThat(machine.wattle(words).ends(0).out()).isEqualTo(push.out());
        agrees(run.record());
        nothingPrivateWasSent();
        Launched shown = machine.wattle("push", "--show", run.record().toString()).ends(0);
        assertThat(shown.out()).contains("\"sample\":[").doesNotContain(CANARY);
        assertThat(shown.err()).isEmpty();
    }

    @Test
    void wrongAddressesTokensAndFilesAreRefused() throws Exception {
        assertThat(machine.run("--push ftp://x", "true").ends(2).err()).contains("WATTLE-2340");
        assertThat(machine.run("--push http://u:pw@x", "true").ends(2).err())
                .contains("WATTLE-2340")
                .doesNotContain("pw");
        Path record = machine.run("", "true").ends(0).record();
        assertThat(machine.wattle("push", record.toString()).ends(2).err()).contains("WATTLE-2343");
        machine.with("WATTLE_TOKEN", "");
        assertThat(machine.run("--push " + address(), "true").ends(6).err())
                .contains("WATTLE-6342", "wattle hub token create");
        machine.with("WATTLE_TOKEN", "wattle_wrong");
        assertThat(machine.wattle("push", record.toString(), "--to", address()).ends(7).err())
                .contains("401")
                .doesNotContain("wattle_wrong");
    }
}
