package wattle.hub.web.claims;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.Receipt;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.testing.ledger.LogVerifier;

/// What is served of the log is checked by a verifier that has nothing but the RFC's text.
class LogRoutesTest {

    private static final Claim CLAIM =
            requireNonNull(PublishedRuns.shipped().get("published/patterson-gpt3-175b"));

    private final Random random = new Random(9162);

    @TempDir Path folder;

    private ClaimServer hub;
    private int keys;

    @BeforeEach
    void start() throws LedgerException {
        hub = new ClaimServer(folder, TestServer.PLENTY);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
    }

    private List<Entry> put(int claims, State state, String submitter) throws LedgerException {
        List<Submission> all = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            all.add(new Submission("secret/" + keys++, submitter, state, CLAIM));
        }
        return hub.ledger().put(all).stream().map(Receipt::entry).toList();
    }

    private HttpResponse<byte[]> asked(Role role, String path) throws Exception {
        return hub.send(role, "GET", path, Map.of(), null);
    }

    private JsonNode json(Role role, String path) throws Exception {
        HttpResponse<byte[]> answer = asked(role, path);
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(200);
        return TestServer.json(answer);
    }

    private JsonNode json(String path) throws Exception {
        return json(Role.NOBODY, path);
    }

    /// Without a look at the schema, of which there are enough.
    private JsonNode proof(String path) throws Exception {
        HttpResponse<byte[]> answer = hub.server().get("/v1/log/" + path);
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(200);
        return TestServer.json(answer);
    }

    private static byte[] hash(JsonNode node) {
        return LogVerifier.bytes(node.asString());
    }

    private static List<byte[]> hashes(JsonNode nodes) {
        List<byte[]> hashes = new ArrayList<>();
        nodes.forEach(each -> hashes.add(hash(each)));
        return hashes;
    }

    /// All lines, page by page, each with the hash of its text.
    private List<byte[]> leaves() throws Exception {
        List<byte[]> leaves = new ArrayList<>();
        JsonNode page;
        do {
            page = json("/v1/log/entries?from=" + leaves.size());
            for (JsonNode each : page.path("entries")) {
                assertThat(each.path("index").asInt()).isEqualTo(leaves.size());
                byte[] leaf = hash(each.path("leaf_sha256"));
                assertThat(LogVerifier.leafHash(each.path("line").asString().getBytes(UTF_8)))
                        .isEqualTo(leaf);
                leaves.add(leaf);
            }
            assertThat(page.path("to").asInt()).isEqualTo(leaves.size());
        } while (page.path("to").asInt() < page.path("size").asInt());
        return leaves;
    }

    @Test
    void proofsOfAllPairsOfSizesHoldAndWhatWasTouchedDoesNot() throws Exception {
        for (int batch : List.of(1, 2, 1, 8, 1, 11, 9)) {
            put(batch, State.PUBLISHED, "import");
        }
        List<byte[]> leaves = leaves();
        int most = leaves.size();
        List<byte[]> roots = new ArrayList<>();
        for (int size = 0; size <= most; size++) {
            roots.add(LogVerifier.root(leaves.subList(0, size)));
        }
        for (int n = 1; n <= most; n++) {
            for (int m = 0; m < n; m++) {
                included(m, n, leaves.get(m), roots.get(n));
                if (m > 0) {
                    consistent(m, n, roots.get(m), roots.get(n));
                }
            }
        }
        assertThat(hash(json("/v1/log").path("root_sha256"))).isEqualTo(roots.getLast());
    }

    @Test
    void proofsOfALongerLogHoldToo() throws Exception {
        for (int batch : List.of(700, 1, 1, 900, 1)) {
            put(batch, State.PUBLISHED, "import");
        }
        List<byte[]> leaves = leaves();
        for (int i = 0; i < 20; i++) {
            int n = random.nextInt(900, leaves.size() + 1);
            int m = random.nextInt(1, n);
            byte[] root = LogVerifier.root(leaves.subList(0, n));
            included(m, n, leaves.get(m), root);
            consistent(m, n, LogVerifier.root(leaves.subList(0, m)), root);
        }
    }

    private void included(int m, int n, byte[] leaf, byte[] root) throws Exception {
        JsonNode proof = proof("inclusion?index=" + m + "&size=" + n);
        assertThat(hash(proof.path("leaf_sha256"))).isEqualTo(leaf);
        assertThat(hash(proof.path("root_sha256"))).isEqualTo(root);
        List<byte[]> path = hashes(proof.path("path_sha256"));
        assertThat(LogVerifier.includes(leaf, m, n, path, root)).isTrue();
        assertThat(LogVerifier.includes(flipped(leaf), m, n, path, root)).isFalse();
        assertThat(LogVerifier.includes(leaf, m, n, path, flipped(root))).isFalse();
        if (!path.isEmpty()) {
            assertThat(LogVerifier.includes(leaf, m, n, flipped(path), root)).isFalse();
        }
    }

    private void consistent(int m, int n, byte[] older, byte[] newer) throws Exception {
        JsonNode answer = proof("consistency?first=" + m + "&second=" + n);
        assertThat(hash(answer.path("first_root_sha256"))).isEqualTo(older);
        assertThat(hash(answer.path("second_root_sha256"))).isEqualTo(newer);
        List<byte[]> proof = hashes(answer.path("proof_sha256"));
        assertThat(LogVerifier.isConsistent(m, older, n, newer, proof)).isTrue();
        assertThat(LogVerifier.isConsistent(m, flipped(older), n, newer, proof)).isFalse();
        assertThat(LogVerifier.isConsistent(m, older, n, flipped(newer), proof)).isFalse();
        assertThat(LogVerifier.isConsistent(m, older, n, newer, flipped(proof))).isFalse();
    }

    private byte[] flipped(byte[] hash) {
        byte[] other = hash.clone();
        other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        return other;
    }

    private List<byte[]> flipped(List<byte[]> hashes) {
        List<byte[]> others = new ArrayList<>(hashes);
        int at = random.nextInt(others.size());
        others.set(at, flipped(others.get(at)));
        return others;
    }

    /// Whoever sent a claim finds its line under the root that he was shown, however long ago.
    @Test
    void aClaimIsFoundInTheLogByItsId() throws Exception {
        put(5, State.PUBLISHED, "import");
        String id = hub.sent(Role.SUBMIT, CLAIM);
        JsonNode shown = json("/v1/log");
        put(9, State.PUBLISHED, "import");
        byte[] root = hash(shown.path("root_sha256"));
        String path = "/v1/log/inclusion?claim=" + id + "&size=" + shown.path("size").asInt();
        JsonNode proof = json(Role.SUBMIT, path);
        byte[] line = proof.path("line").asString().getBytes(UTF_8);
        assertThat(proof.path("line").asString()).contains(id);
        assertThat(
                        LogVerifier.includes(
                                LogVerifier.leafHash(line),
                                proof.path("index").asLong(),
                                shown.path("size").asLong(),
                                hashes(proof.path("path_sha256")),
                                root))
                .isTrue();
        hub.ledger()
                .show(java.util.UUID.fromString(id), 1, State.PUBLISHED, "ADMIN", "looks right");
        JsonNode last = json("/v1/log/inclusion?claim=" + id);
        assertThat(last.path("index").asInt()).isEqualTo(15);
        assertThat(last.path("line").asString()).contains("looks right");
        JsonNode first = json("/v1/log/inclusion?revision=1&claim=" + id);
        assertThat(first.path("index").asInt()).isEqualTo(5);
        assertThat(asked(Role.NOBODY, "/v1/log/inclusion?revision=3&claim=" + id).statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> tooEarly = asked(Role.NOBODY, "/v1/log/inclusion?size=3&claim=" + id);
        assertThat(tooEarly.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(tooEarly)).contains("line 15 is not among the first 3");
    }

    /// Nothing of a held claim is in any answer for others: not its key, its id, nor who sent it.
    @Test
    void whatIsHeldOrWithdrawnLeavesAHashForOthers() throws Exception {
        Entry open = put(1, State.PUBLISHED, "SUBMIT").getFirst();
        Entry secret = put(1, State.HELD, "SUBMIT").getFirst();
        Entry gone = put(1, State.PUBLISHED, "SUBMIT").getFirst();
        hub.ledger().withdraw(gone.id(), 1, "ADMIN", "it was wrong");
        for (Role role : Role.values()) {
            sees(role, open, secret, gone, role == Role.SUBMIT || role == Role.ADMIN);
        }
    }

    private void sees(Role role, Entry open, Entry secret, Entry gone, boolean isItsOwn)
            throws Exception {
        JsonNode all = json(role, "/v1/log/entries");
        boolean[] isShown = {true, isItsOwn, isItsOwn, isItsOwn};
        for (int i = 0; i < isShown.length; i++) {
            JsonNode each = all.path("entries").path(i);
            assertThat(each.path("line").isNull()).as(role + " " + i).isEqualTo(!isShown[i]);
            JsonNode one = json(role, "/v1/log/inclusion?index=" + i);
            assertThat(one.path("line")).isEqualTo(each.path("line"));
            assertThat(one.path("leaf_sha256")).isEqualTo(each.path("leaf_sha256"));
            byte[] leaf = hash(each.path("leaf_sha256"));
            byte[] root = hash(one.path("root_sha256"));
            assertThat(LogVerifier.includes(leaf, i, 4, hashes(one.path("path_sha256")), root))
                    .isTrue();
        }
        String text = all.toString();
        assertThat(text).contains(open.id().toString(), open.key());
        for (String each : List.of(secret.id().toString(), secret.key())) {
            assertThat(text.contains(each)).as(each).isEqualTo(isItsOwn);
        }
        for (String each : List.of(gone.id().toString(), gone.key(), "it was wrong")) {
            assertThat(text.contains(each)).as(each).isEqualTo(isItsOwn);
        }
        assertThat(text).doesNotContain(CLAIM.subject().model());
        assertThat(asked(role, "/v1/log/inclusion?claim=" + secret.id()).statusCode())
                .isEqualTo(isItsOwn ? 200 : 404);
    }

    @Test
    void whatTheLogHasNotIsRefusedWithTheParameter() throws Exception {
        put(3, State.PUBLISHED, "import");
        List<String> wrong =
                List.of(
                        "/entries?from=4 from",
                        "/entries?to=4 to",
                        "/entries?from=2&to=1 to",
                        "/entries?from=-1 from",
                        "/entries?from=x from",
                        "/entries?start=0 start",
                        "/inclusion index",
                        "/inclusion?index=0&claim=00000000-0000-0000-0000-000000000000 index",
                        "/inclusion?claim=x claim",
                        "/inclusion?index=0&revision=1 revision",
                        "/inclusion?index=3 index",
                        "/inclusion?index=2&size=2 index",
                        "/inclusion?index=0&size=4 size",
                        "/inclusion?index=0&index=1 index",
                        "/consistency first",
                        "/consistency?first=0 first",
                        "/consistency?first=3&second=2 first",
                        "/consistency?first=1&second=4 second",
                        "?size=1 size");
        for (String each : wrong) {
            String[] words = each.split(" ", -1);
            HttpResponse<byte[]> answer = asked(Role.NOBODY, "/v1/log" + words[0]);
            assertThat(answer.statusCode()).as(each).isEqualTo(422);
            assertThat(TestServer.json(answer).path("errors").path(0).path("parameter").asString())
                    .isEqualTo(words[1]);
        }
    }

    @Test
    void manyLinesAreGivenAThousandAtATime() throws Exception {
        put(1001, State.PUBLISHED, "import");
        JsonNode page = json("/v1/log/entries");
        assertThat(page.path("entries").size()).isEqualTo(1000);
        assertThat(page.path("size").asInt()).isEqualTo(1001);
        assertThat(asked(Role.NOBODY, "/v1/log/entries?from=0&to=1001").statusCode())
                .isEqualTo(422);
        assertThat(json("/v1/log/entries?from=1001").path("entries").isEmpty()).isTrue();
    }
}
